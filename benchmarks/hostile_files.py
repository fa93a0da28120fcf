"""Read files built to do harm, in full size, and print what became of each.

`python -m benchmarks.hostile_files` prints the sentence a person sees, the most memory that the
child held and the time it took. The limits are 512 MiB and 10 seconds.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from data.documents.child import extract
from data.documents.originals import Originals
from data.documents.refusals import Refused
from data.schemas.documents import LARGEST_FILE
from tests.data.documents.hostile import FULL, HOSTILE

GIGABYTE = 1024**3
# One process for each file: the most memory of its children is then that of this one.
MEASURE = """
import resource, sys, time
from pathlib import Path
from benchmarks.hostile_files import outcome
began = time.monotonic()
said = outcome(Path(sys.argv[1]), sys.argv[2])
took = time.monotonic() - began
held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{held:.0f}\\t{took:.1f}\\t{said}")
"""


def outcome(path: Path, name: str) -> str:
    """Return what a person is told of a file."""
    try:
        read = extract(path, name=name)
    except Refused as refused:
        return refused.sentence
    return " ".join([f"Read, {len(read.text):,} characters.", *read.problems])


def rows(wanted: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Yield the kind, mebibytes, seconds and sentence of each file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        for kind, (name, build, _) in HOSTILE.items():
            if wanted not in kind:
                continue
            path.write_bytes(build(FULL))
            shown = name.replace("\0", "")
            command = [sys.executable, "-c", MEASURE, str(path), shown]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            yield kind, *told.strip().split("\t", 2)  # type: ignore[misc]


def stream(folder: Path) -> tuple[float, str]:
    """Send a stream of a gigabyte to the store; return seconds and what is said."""

    def endless() -> Iterator[bytes]:
        piece = bytes(64 * 1024)
        for _ in range(GIGABYTE // len(piece)):
            yield piece

    began = time.monotonic()
    try:
        with Originals(folder).receiving() as part:
            for piece in endless():
                part.write(piece)
    except Refused as refused:
        left = len(list(folder.rglob("*.part")))
        return time.monotonic() - began, f"{refused.sentence} ({left} files left behind)"
    return time.monotonic() - began, "taken"


def main() -> None:
    """Print the table."""
    print(f"{'kind':32} {'MiB':>5} {'s':>5}  what a person is told")
    for kind, held, took, said in rows(" ".join(sys.argv[1:])):
        print(f"{kind:32} {held:>5} {took:>5}  {said[:160]}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        took_stream, said = stream(Path(folder))
    print(f"{'stream of 1 GB':32} {'':>5} {took_stream:5.1f}  {said}")
    print(f"A file may have {LARGEST_FILE / 1024**2:.0f} MB.")


if __name__ == "__main__":
    main()
