"""Stores that take seconds to build: built once, and again when the code or its data changed."""

from __future__ import annotations

import datetime
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from data.folds import alone_in
from tests.functional.server import environment

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "built"
BUILDERS = ("access", "analytics", "callbacks", "data", "layouts")
LONGEST_SECONDS = 600


def built(name: str, command: Sequence[str], *, given: str = "") -> Path:
    """Return the store that `python -m COMMAND` builds; `given` tells what else it was built from.

    It is built in DATA_DIR, which the command may also be told as `{store}`, by a process of its
    own: measuring it for coverage would take three times as long.
    """
    # An invented authority's dates are counted from today.
    stamp = f"{_code()} {datetime.date.today()} {' '.join(command)} {given}"  # noqa: DTZ011
    place = KEPT / f"{name}-{hashlib.sha256(stamp.encode()).hexdigest()[:16]}"
    with alone_in(KEPT / f"{name}-lock", wait=LONGEST_SECONDS):
        if not place.is_dir():
            _build(place, command)
            for old in set(KEPT.glob(f"{name}-*")) - {place, KEPT / f"{name}-lock"}:
                shutil.rmtree(old, ignore_errors=True)
    return place


def _build(place: Path, command: Sequence[str]) -> None:
    begun = place.with_suffix(".part")
    shutil.rmtree(begun, ignore_errors=True)
    subprocess.run(
        [sys.executable, "-m", *(word.format(store=begun) for word in command)],
        cwd=ROOT,
        env=environment(begun),
        check=True,
        capture_output=True,
        text=True,
    )
    begun.rename(place)


@cache
def _code() -> str:
    found = hashlib.sha256()
    for path in _files():
        found.update(str(path.relative_to(ROOT)).encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _files() -> Iterator[Path]:
    for folder in BUILDERS:
        yield from (
            path
            for path in sorted((ROOT / folder).rglob("*"))
            if path.is_file() and path.suffix != ".pyc"
        )
