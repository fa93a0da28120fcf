"""Start the app as the Procfile does: gunicorn, two workers, so that nothing can live in one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AUTHORITY = "Northmoor Council (invented)"
START_SECONDS = 90
POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Server:
    """Hold where a running server answers and where it writes its log."""

    address: str
    place: Path
    log: Path

    def last_words(self, lines: int = 40) -> str:
        """Return the end of the log."""
        return "\n".join(self.log.read_text(encoding="utf-8").splitlines()[-lines:])


def environment(place: Path, *, demo: bool = True) -> dict[str, str]:
    """Return this process's environment with the app's settings in place of any others."""
    ours = ("JOURNAL_URL", "SECRET_KEY", "HOST", "PORT", "HTTPS", "TRUST_PROXY", "COVERAGE_FILE")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {
        **kept,
        "DATA_DIR": str(place),
        "DEMO": "1" if demo else "0",
        "AUTHORITY_NAME": AUTHORITY,
    }


def command(place: Path, *words: str, demo: bool = True) -> None:
    """Run `flask --app app` with these words over a store."""
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", *words],
        cwd=ROOT,
        env=environment(place, demo=demo),
        check=True,
        capture_output=True,
        text=True,
    )


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    place: Path, *, demo: bool = True, workers: int = 2, port: int | None = None
) -> Iterator[Server]:
    """Serve a store until the block ends."""
    bind = f"127.0.0.1:{port or free_port()}"
    log = place.parent / f"gunicorn-{bind.rpartition(':')[2]}.log"
    words = ["--bind", bind, "--workers", str(workers), "--threads", "12"]
    with log.open("a", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "app:server", *words, "--worker-class", "gthread"]
            + ["--no-control-socket", "--graceful-timeout", "2"],
            cwd=ROOT,
            env=environment(place, demo=demo),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        server = Server(f"http://{bind}", place, log)
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.address}/healthz", timeout=20):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(POLL_SECONDS)
    raise AssertionError(f"The server did not start.\n{server.last_words()}")
