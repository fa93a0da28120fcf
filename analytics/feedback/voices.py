"""Answers in the order of time, and what each voice said last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from data.schemas.feedback import VOICES

Row = Mapping[str, Any]


def in_time(rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order of their days; those of one day in the order they were kept."""
    return sorted(rows, key=lambda row: (str(row["given_on"]), row.get("sequence") or 0))


def by_voice(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the rows of each voice that has any, oldest first, voices in their usual order."""
    ordered = in_time(rows)
    spoken = {voice: [row for row in ordered if row["voice"] == voice] for voice in VOICES}
    return {voice: own for voice, own in spoken.items() if own}


def newest(rows: Iterable[Row]) -> dict[str, Row]:
    """Return the last row of each voice that has any."""
    return {voice: own[-1] for voice, own in by_voice(rows).items()}


def silent(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the voices that have no row."""
    heard = by_voice(rows)
    return tuple(voice for voice in VOICES if voice not in heard)


def by_line(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the rows about each line of the plan, oldest first, lines as they first came."""
    lines: dict[str, list[Row]] = {}
    for row in in_time(rows):
        lines.setdefault(str(row["line_id"]), []).append(row)
    return lines
