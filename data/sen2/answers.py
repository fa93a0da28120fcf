"""Answers about published figures as files, which every process of the server shares.

They can be lost at any time: what is not there is made again. So nothing is waited for, and a file
that was not written whole is as good as none.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

# With the largest answer in every place, half a gigabyte; with usual ones a tenth of it.
PLACES = 8192
LARGEST = 64 * 1024
DIGEST = hashlib.sha256().digest_size


class AnswerFiles:
    """Keep answers in a folder, each in the place that its question falls on.

    Another question that falls on the same place takes it, so the folder cannot grow.
    """

    def __init__(self, directory: Path, *, places: int = PLACES) -> None:
        self._directory = directory
        self._places = places

    def get(self, question: bytes) -> bytes | None:
        """Return the answer to a question, None if it is not kept."""
        try:
            content = self._path(question).read_bytes()
        except OSError:
            return None
        head, answer = content[: 2 * DIGEST], content[2 * DIGEST :]
        return answer if head == _head(question, answer) else None

    def put(self, question: bytes, answer: bytes) -> None:
        """Keep an answer, unless it is too large or cannot be written."""
        if len(answer) > LARGEST:
            return
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._directory, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_head(question, answer) + answer)
                Path(name).replace(self._path(question))
            except OSError:
                Path(name).unlink(missing_ok=True)
        except OSError:
            return

    def _path(self, question: bytes) -> Path:
        place = int.from_bytes(_digest(question)[:8]) % self._places
        return self._directory / f"{place}.answer"


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _head(question: bytes, answer: bytes) -> bytes:
    """Return what a file begins with: which question it answers, and what it must hold."""
    return _digest(question) + _digest(answer)
