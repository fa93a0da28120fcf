"""The originals, as they were sent: each kept once, under the SHA-256 of its content."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import Any

from data.database import DISK_ERROR, FULL, SaveFailed
from data.documents.refusals import Refused
from data.schemas.documents import LARGEST_FILE, MEGABYTE

TOO_LARGE = (
    f"This file is larger than {LARGEST_FILE // MEGABYTE} MB. Ask the sender for a smaller copy, "
    "or send it in parts."
)
CHANGED = (
    "The file that is kept is not the one that was sent. Tell an administrator; a backup may "
    "hold it."
)
TOO_LARGE_STATUS, CHANGED_STATUS = 413, 500
CHUNK = 1024 * 1024
PART = ".part"
# Sending is given up after seven minutes, so what is older was left by a process that was killed.
LEFT_SECONDS = 3600


class Part:
    """Take a file in, piece by piece, counting and hashing it."""

    def __init__(self, path: Path, file: Any) -> None:
        self.path = path
        self.size = 0
        self._file = file
        self._hash = hashlib.sha256()

    def write(self, piece: bytes) -> None:
        """Add a piece; raises Refused beyond the largest size."""
        self.size += len(piece)
        if self.size > LARGEST_FILE:
            raise Refused(TOO_LARGE, status=TOO_LARGE_STATUS)
        self._hash.update(piece)
        self._file.write(piece)

    def settle(self) -> str:
        """Make what was written durable; return its SHA-256."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._hash.hexdigest()


@dataclass(frozen=True)
class Originals:
    """Keep files in a folder; several processes may use it at once."""

    directory: Path

    @contextmanager
    def receiving(self) -> Iterator[Part]:
        """Open a file of no name to write to; it is gone at the end unless it was placed.

        Raises SaveFailed where the disk does.
        """
        with _saving():
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sweep()
            # mkstemp makes the file 0600.
            handle, name = tempfile.mkstemp(dir=self.directory, suffix=PART)
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as file, _saving():
                yield Part(path, file)
        finally:
            path.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Take away files that came in only in part, left by a process that was killed."""
        latest = time.time() - LEFT_SECONDS
        for path in self.directory.glob(f"*{PART}"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < latest:
                    path.unlink()

    def place(self, part: Part, sha256: str) -> bool:
        """Keep a file that was taken in; tell whether it is new. Raises SaveFailed."""
        path = self.path(sha256)
        if path.exists():
            return False
        with _saving():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            part.path.replace(path)
            _sync(path.parent)
        return True

    def keep(self, content: bytes) -> dict[str, Any]:
        """Keep a file that is at hand; return what a document's row says of it."""
        with self.receiving() as part:
            part.write(content)
            sha256 = part.settle()
            self.place(part, sha256)
        return {"sha256": sha256, "size_bytes": part.size}

    def remove(self, sha256: str) -> None:
        """Take a file away that nothing refers to."""
        self.path(sha256).unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Return where a file is kept."""
        return self.directory / sha256[:2] / sha256

    def read(self, sha256: str) -> bytes:
        """Return a file as it was sent; raises Refused if it is not that any more."""
        content = b""
        with suppress(OSError):
            content = self.path(sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Refused(CHANGED, status=CHANGED_STATUS)
        return content

    def holds(self, sha256: str) -> bool:
        """Tell whether a file is kept just as it was sent."""
        try:
            self.read(sha256)
        except Refused:
            return False
        return True


@contextmanager
def _saving() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in (ENOSPC, EDQUOT)
        raise SaveFailed(FULL if full else DISK_ERROR) from error


def _sync(directory: Path) -> None:
    """Make a file's name as durable as its content; Windows has no such call."""
    if os.name == "posix":  # pragma: no branch
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
