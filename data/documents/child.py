"""Reading a file in a process of its own, which may take so much memory and time and no more.

What is uploaded may be anything. A child that is killed, crashes or babbles costs one sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

from data.documents.extraction import answer, from_json
from data.documents.refusals import DAMAGED, TOO_BIG_TO_READ, TOO_SLOW, Refused
from data.documents.sniffing import MEDIA_TYPES, misnamed
from data.schemas.reading import Extracted

MEGABYTE = 1024 * 1024
# Of address space, of which what is really used is a part.
MEMORY_BYTES = 512 * MEGABYTE
CPU_SECONDS = 8
WALL_SECONDS = 9
# The longest text, its passages and those of some attachments.
LARGEST_ANSWER = 24 * MEGABYTE
OPEN_FILES = 64

MODULE = "data.documents.child"
ROOT = Path(__file__).resolve().parents[2]
# Nothing of the server's own environment, where keys and addresses are, but what Windows needs.
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MALLOC_ARENA_MAX": "1",
    "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""),
}


def extract(path: Path, *, name: str = "") -> Extracted:
    """Return the text of a file; raises Refused with a sentence that says what to do.

    `name` is the file's as it was sent: it decides nothing, but a wrong ending is told.
    """
    told = _asked(path)
    if "refused" in told:
        raise Refused(told["refused"], status=told["status"])
    extracted = from_json(told["extracted"])
    kind = next(kind for kind, media in MEDIA_TYPES.items() if media == extracted.media_type)
    odd = misnamed(name, kind)
    return replace(extracted, problems=(odd, *extracted.problems)) if odd else extracted


def _asked(path: Path) -> dict[str, Any]:
    """Have a child read the file and return its answer, whatever becomes of it."""
    with path.open("rb") as file:
        child = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-s", "-m", MODULE],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    try:
        content = _heard(child)
    finally:
        child.kill()
        status = child.wait()
        child.stdout.close()  # type: ignore[union-attr]
    with suppress(ValueError):
        told = json.loads(content)
        return dict(told)
    raise Refused(TOO_SLOW if status == -_signal("SIGXCPU") else TOO_BIG_TO_READ)


def _heard(child: subprocess.Popen[bytes]) -> bytes:
    """Return what a child says; raises Refused if it takes too long or says too much."""
    pipe: Any = child.stdout
    said: list[bytes] = []
    # A thread, as not every system can wait for a pipe for so long and no longer.
    listener = Thread(target=lambda: said.append(pipe.read(LARGEST_ANSWER + 1)), daemon=True)
    listener.start()
    listener.join(WALL_SECONDS)
    if listener.is_alive():
        child.kill()
        listener.join(1)
        raise Refused(TOO_SLOW)
    if len(said[0]) > LARGEST_ANSWER:
        raise Refused(TOO_BIG_TO_READ)
    return said[0]


def _signal(name: str) -> int:
    import signal  # noqa: PLC0415

    return int(getattr(signal, name, 0))


def limit() -> None:
    """Let this process take no more than a document needs, and write nothing.

    Windows has no such limits, and macOS does not keep that of memory.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - only some systems have it

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def main() -> None:
    """Read the file on standard input and write the answer to standard output."""
    try:
        told = answer(sys.stdin.buffer.read())
    except MemoryError:
        told = json.dumps({"refused": TOO_BIG_TO_READ, "status": 422}).encode()
    except Exception:
        told = json.dumps({"refused": DAMAGED, "status": 422}).encode()
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    limit()
    main()
