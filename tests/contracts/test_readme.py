"""Every command in the README is run, and what it says of files and settings is so."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```console\n(.*?)```", README, flags=re.S)
    for line in block.splitlines()
    if line.strip()
]
# `make test` is what is running, called by .ci/run from a clean checkout; it makes the check too.
RUNNING_NOW = {
    "make test": (".ci/run", "make test"),
    "make check": ("Makefile", "-j2 check measured"),
}
SERVES = ("make run", "DEMO=1 .venv/bin/python -m flask --app app run")
# Installing anew takes the network, so what is installed is compared with what is asked for.
INSTALLS = ".venv/bin/python -m pip install -r requirements.txt"
# The others are run in this process, for starting one takes longer than what they do.
FLASK, AS_TYPED = "flask --app app ", "flask --app app prepare"
START_SECONDS = 90
LONGEST_SECONDS = 300


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a copy of the tree that shares the installed packages."""
    place = tmp_path_factory.mktemp("checkout") / "digital-ehcp"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True,
        check=True,
    ).stdout.splitlines()  # fmt: skip
    for name in listed:
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    (place / ".venv").symlink_to(ROOT / ".venv")
    pd.read_parquet(place / "data" / "demo" / "library.parquet").to_parquet(place / "cases.parquet")
    shutil.copy2(place / "data" / "demo" / "sen2" / "illustrative.zip", place / "release.zip")
    development = ROOT / "data" / "reading" / "development"
    shutil.copytree(development / "bundles" / "ash-1", place / "letters")
    shutil.copytree(development / "bundles" / "ash-1", place / "cases" / "ash-1")
    shutil.copy2(development / "sentences" / "held-back.jsonl", place / "sentences.jsonl")
    lines = ROOT / "data" / "plans" / "development" / "lines" / "ash.jsonl"
    shutil.copy2(lines, place / "lines.jsonl")
    yield place


@pytest.fixture(scope="module")
def app(checkout: Path) -> Any:
    """Return the app as a command in the copy would find it."""
    from access.settings import Settings
    from app import create_app

    return create_app(Settings.from_environment(environment(checkout), ["flask"]))


def environment(place: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    path = f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}"
    return {**kept, "PATH": path, "DATA_DIR": str(place / "own")}


def shell(command: str, place: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        check=False,
        shell=True,
        cwd=place,
        env={**environment(place), **extra},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
    )


def answers(url: str, *, within: float) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return "Sign in" in response.read().decode()
        except OSError:
            time.sleep(0.3)
    return False


def serve(command: str, place: Path) -> bool:
    # Port 8050 may be taken by somebody at work on this machine, so the test asks on another.
    port = "8971"
    with subprocess.Popen(
        command.replace("8050", port), shell=True, cwd=place, start_new_session=True,
        env={**environment(place), "DATA_DIR": str(place / "demo")},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            return answers(f"http://127.0.0.1:{port}/sign-in", within=START_SECONDS)
        finally:
            os.killpg(process.pid, 15)


def test_the_readme_has_commands() -> None:
    assert {"make run", "make test", "make install", "make check", "make bench"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_of_the_readme_works(
    command: str,
    checkout: Path,
    demo_store: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if command.startswith(SERVES) and not (checkout / "demo").exists():
        # What builds the store is a command of its own, exercised as such.
        shutil.copytree(demo_store, checkout / "demo")
    if command in RUNNING_NOW:
        place, words = RUNNING_NOW[command]
        assert words in (ROOT / place).read_text(encoding="utf-8")
    elif command == "make run":
        makefile = checkout / "Makefile"
        makefile.write_text(makefile.read_text().replace("8050", "8971"))
        assert serve(command, checkout)
    elif command.startswith(SERVES):
        assert serve(command, checkout)
    elif command.startswith(FLASK) and command != AS_TYPED:
        monkeypatch.chdir(checkout)
        given = shlex.split(_exercised(command, checkout))[len(FLASK.split()) :]
        told = request.getfixturevalue("app").server.test_cli_runner().invoke(args=given)
        assert told.exit_code == 0, told.output[-2_000:]
    else:
        result = shell(_exercised(command, checkout), checkout, **_answers_to_prompts(command))
        assert result.returncode == 0, result.stdout[-2_000:] + result.stderr[-2_000:]


def _exercised(command: str, checkout: Path) -> str:
    """Return the command in a form that leaves the shared packages and the machine alone."""
    if command == INSTALLS:
        return command.replace("install", "install --dry-run --quiet")
    if command == "python3 -m venv .venv":
        return f"python3 -m venv --without-pip {checkout / 'other'}"
    if command == "make clean":
        return "make --dry-run clean"
    if command == "make bench":
        return "make bench ARGS='durability --small'"
    if "add-account" in command:
        return f"{command} --password 'a long enough pass phrase'"
    return command


def _answers_to_prompts(command: str) -> dict[str, str]:
    return {"DATA_DIR": "demo-store"} if command.startswith("DEMO=1") else {}


@pytest.mark.parametrize("name", re.findall(r"\]\((?!http)([^)]+)\)", README))
def test_files_the_readme_points_at_exist(name: str) -> None:
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("name", re.findall(r"^\| `([A-Z_]+)`", README, flags=re.M))
def test_settings_the_readme_names_are_read(name: str) -> None:
    assert f'"{name}"' in (ROOT / "access" / "settings.py").read_text(encoding="utf-8")


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 165
