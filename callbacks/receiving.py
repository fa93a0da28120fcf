"""A file comes in by a route of its own, as a stream, piece by piece."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from flask import request
from werkzeug.sansio.multipart import Data, Epilogue, File, MultipartDecoder, NeedData

from access.refusals import NOT_UNDERSTOOD
from data.documents.refusals import Refused

# The boundaries and headers around the one file.
AROUND = 64 * 1024
MOST_PARTS = 4
CHUNK = 64 * 1024
# A line of 1 megabit a second carries the largest file in half of it.
SECONDS = 420
TOO_LONG = "Sending took too long. Try again on a quicker line, or send a smaller file."
NO_FILE = "No file was sent. Choose one and send it again."


def receive_file(take: Callable[[bytes], object]) -> str:
    """Hand the one file of the request's body on as it comes; return the name it was given.

    Nothing of the body is held but a piece. Raises Refused, and whatever `take` raises.
    """
    name: str | None = None
    for event in _events():
        if isinstance(event, File) and name is not None:
            raise Refused(NOT_UNDERSTOOD, status=400)
        if isinstance(event, File):
            name = event.filename or ""
        elif isinstance(event, Data) and name is not None:
            take(event.data)
    if name is None:
        raise Refused(NO_FILE, status=400)
    return name


def _events() -> Iterator[Any]:
    """Yield the parts of the body as its pieces come in."""
    boundary = request.mimetype_params.get("boundary", "")
    if request.mimetype != "multipart/form-data" or not boundary:
        raise Refused(NO_FILE, status=400)
    decoder = MultipartDecoder(boundary.encode("latin-1", "replace"), max_parts=MOST_PARTS)
    end = time.monotonic() + SECONDS
    try:
        while True:
            event = decoder.next_event()
            if isinstance(event, Epilogue):
                return
            if not isinstance(event, NeedData):
                yield event
                continue
            if time.monotonic() > end:
                raise Refused(TOO_LONG, status=408)
            # What is no part's content is held until it is understood, so there may not be much.
            if len(decoder.buffer) > AROUND:
                raise Refused(NOT_UNDERSTOOD, status=400)
            decoder.receive_data(request.stream.read(CHUNK) or None)
    except ValueError as error:
        if isinstance(error, Refused):
            raise
        raise Refused(NOT_UNDERSTOOD, status=400) from None
