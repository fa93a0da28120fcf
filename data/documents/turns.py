"""Waiting one's turn: only so many files are read at once on one computer, by all its workers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from data.documents.refusals import Refused
from data.folds import alone_in

# Each may take half a gigabyte and a processor.
AT_ONCE = 2
WAIT_SECONDS = 20.0
PAUSE_SECONDS = 0.1
BUSY = "Other documents are being read just now. Send this one again in a minute."
BUSY_STATUS = 503


@contextmanager
def turn(directory: Path, *, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold one of the places to read in; raises Refused if none is free in time, or SaveFailed."""
    end = time.monotonic() + wait
    with ExitStack() as held:
        while not _take(held, directory):
            if time.monotonic() >= end:
                raise Refused(BUSY, status=BUSY_STATUS)
            time.sleep(PAUSE_SECONDS)
        yield


def _take(held: ExitStack, directory: Path) -> bool:
    for number in range(AT_ONCE):
        try:
            held.enter_context(alone_in(directory / f"turn-{number}", wait=0))
        except TimeoutError:
            continue
        return True
    return False
