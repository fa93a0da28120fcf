"""Lists of sentences, labelled: lines of JSON in, lines of JSON out, part by part."""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence

from callbacks.reading.engine import analyser
from callbacks.reading.folders import Unusable

LINES_IN_A_PART = 20_000


def parts(text: str) -> list[list[str]]:
    """Return the lines of a text in parts of a size that a process works on at once."""
    # Not splitlines: a text inside a line may hold other separators, such as U+2028.
    lines = [line for line in text.split("\n") if line.strip()]
    return [lines[n : n + LINES_IN_A_PART] for n in range(0, len(lines), LINES_IN_A_PART)]


def checked(lines: Sequence[str], *, first: int = 1) -> list[tuple[object, str]]:
    """Return id and text of each line; raises Unusable with the number of a line that has none."""
    found = []
    for number, line in enumerate(lines, start=first):
        try:
            row = json.loads(line)
            found.append((row["id"], row["text"]))
        except (ValueError, TypeError, KeyError):
            raise Unusable(
                f'Line {number} is not of the form {{"id": ..., "text": "..."}}.'
            ) from None
        if not isinstance(row["text"], str):
            raise Unusable(f"Line {number}: the text is not a text.")
    return found


def labelled(lines: Sequence[str]) -> str:
    """Return a line of JSON with the labels of each line's sentence."""
    rows = checked(lines)
    # Nothing made here refers in a circle, and looking for circles takes a seventh of the time.
    gc.disable()
    try:
        readings = analyser().read([text for _, text in rows], explained=False)
    finally:
        gc.enable()
    return "".join(
        json.dumps(
            {
                "id": name,
                "polarity": reading.polarity,
                "areas": list(reading.areas),
                "assertion": reading.assertion,
                "severity": reading.severity,
            },
            ensure_ascii=False,
        )
        + "\n"
        for (name, _), reading in zip(rows, readings, strict=True)
    )
