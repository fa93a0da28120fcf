"""Start servers on this computer, read what they cost, and stop them whatever happens."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PEERS_PYTHON = ROOT / "benchmarks" / ".venv" / "bin" / "python"
REQUIREMENTS = ROOT / "benchmarks" / "requirements.txt"

START_SECONDS = 90
STOP_SECONDS = 5
BUILD_SECONDS = 900
TICK = os.sysconf("SC_CLK_TCK")

# What would send a server elsewhere or into another mode is not inherited.
LEFT_OUT = ("JOURNAL_URL", "SECRET_KEY", "HOST", "PORT", "HTTPS", "TRUST_PROXY", "WEB_CONCURRENCY")


class NotMeasured(RuntimeError):
    """Say why something could not be measured here."""


@dataclass(frozen=True)
class Server:
    """Name a running server: where it answers, its first process, and what it writes."""

    name: str
    port: int
    pid: int
    log: Path

    @property
    def url(self) -> str:
        """Return the address it answers at."""
        return f"http://{HOST}:{self.port}"

    def cpu_seconds(self) -> float:
        """Return the processor time that all its processes have taken so far."""
        return sum(cpu_seconds(pid) for pid in process_tree(self.pid))

    def memory_mib(self) -> float:
        """Return the memory of all its processes, what they share counted once."""
        return sum(_proportional_kib(pid) for pid in process_tree(self.pid)) / 1024


def ticks_of(stat: str) -> int:
    """Return user and system time, in ticks, from the text of /proc/<pid>/stat.

    The name of the program, in brackets, may hold spaces and brackets of its own.
    """
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def parent_of(stat: str) -> int:
    """Return the parent's process id from the text of /proc/<pid>/stat."""
    return int(stat.rpartition(")")[2].split()[1])


def cpu_seconds(pid: int) -> float:
    """Return the processor time a process has taken, all its threads together; 0 if it is gone."""
    try:
        return ticks_of(Path(f"/proc/{pid}/stat").read_text()) / TICK
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def busy_ticks(stat: str) -> int:
    """Return the ticks all processors have worked so far, from the text of /proc/stat."""
    user, nice, system, _idle, _waiting, interrupts, soft = stat.split()[1:8]
    return sum(map(int, (user, nice, system, interrupts, soft)))


class Others:
    """Find out how much other programs took of the processors since this was made."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._before = self._foreign()

    @staticmethod
    def _foreign() -> float:
        # A server's time counts as ours once it has been stopped.
        own = os.times()
        ours = own.user + own.system + own.children_user + own.children_system
        return busy_ticks(Path("/proc/stat").read_text()) / TICK - ours

    def share(self) -> float:
        """Return the share of all processors, from 0 to 1."""
        whole = (time.monotonic() - self._started) * (os.cpu_count() or 1)
        return max(0.0, self._foreign() - self._before) / whole


def process_tree(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            with suppress(OSError):
                parent = parent_of((place / "stat").read_text())
                children.setdefault(parent, []).append(int(place.name))
    found = [pid]
    for each in found:
        found.extend(children.get(each, []))
    return found


def _proportional_kib(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def free_port() -> int:
    """Return a port of this computer that nobody listens on."""
    with socket.socket() as held:
        held.bind((HOST, 0))
        port: int = held.getsockname()[1]
        return port


def environment(**given: str) -> dict[str, str]:
    """Return an environment for a server: this one without what would change its mode."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **given}


@contextmanager
def serve(
    name: str,
    command: Sequence[str],
    *,
    port: int,
    folder: Path,
    ready: str = "/",
    given: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Run a server until the block ends; raises NotMeasured if it does not answer in time."""
    log = folder / f"{name.replace(' ', '-').lower()}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            list(command),
            cwd=ROOT,
            env=environment(**(given or {})),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_until_ready(process, f"http://{HOST}:{port}{ready}", log)
            yield Server(name, port, process.pid, log)
        finally:
            _stop(process)


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise NotMeasured(f"the server stopped at once: {log.read_text()[-800:]}")
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.1)
    raise NotMeasured(f"no answer within {START_SECONDS} s: {log.read_text()[-800:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    # It leads a session of its own, so the signal reaches its workers and nobody else.
    for end in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, end)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def build_demo(data_dir: Path, *, pupils: int) -> float:
    """Fill a folder with the demonstration and return the seconds it took."""
    started = time.monotonic()
    command = [sys.executable, "-m", "flask", "--app", "app", "demo"]
    command += ["--pupils", str(pupils)] if pupils else []
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(DEMO="1", DATA_DIR=str(data_dir)),
        capture_output=True,
        text=True,
        timeout=BUILD_SECONDS,
        check=False,
    )
    if done.returncode:
        raise NotMeasured(f"the demonstration could not be built: {done.stderr[-800:]}")
    return time.monotonic() - started


def prepare_peers() -> None:
    """Install the pinned peers in an environment of their own, once; raises NotMeasured."""
    stamp = PEERS_PYTHON.parents[1] / ".installed"
    if stamp.exists() and stamp.read_text() == REQUIREMENTS.read_text():
        return
    pip = [str(PEERS_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in (
        [sys.executable, "-m", "venv", str(PEERS_PYTHON.parents[1])],
        [*pip, "--requirement", str(REQUIREMENTS)],
    ):
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False
        )
        if done.returncode:
            raise NotMeasured(f"the peers could not be installed: {done.stderr[-400:]}")
    stamp.write_text(REQUIREMENTS.read_text())


def copy_of(data_dir: Path, folder: Path, name: str) -> Path:
    """Return a copy of a store, so that one measurement leaves nothing for the next."""
    place = folder / f"store-{name}"
    shutil.copytree(data_dir, place)
    place.chmod(0o700)
    return place
