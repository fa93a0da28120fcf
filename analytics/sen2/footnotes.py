"""Putting what a publisher says beside the figures it is said of."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Protocol

import pandas as pd


class Note(Protocol):
    """What is said, and of which figures; indicators may end in *, no codes or years mean all."""

    @property
    def indicators(self) -> tuple[str, ...]: ...

    @property
    def codes(self) -> tuple[str, ...]: ...

    @property
    def years(self) -> tuple[int, ...]: ...

    @property
    def flags(self) -> bool: ...

    @property
    def text(self) -> str: ...


def footnoted(figures: pd.DataFrame, notes: Iterable[Note]) -> pd.DataFrame:
    """Return figures of one release with `footnote`; one that the publisher doubts is flagged."""
    found = figures.assign(footnote="")
    for note in notes:
        rows = _rows(found, note)
        found.loc[rows, "footnote"] = _joined(found.loc[rows, "footnote"], note.text)
        if note.flags:
            found.loc[rows, "why"] = _joined(found.loc[rows, "why"], note.text)
            found.loc[rows, "flagged"] = True
    return found


def _rows(figures: pd.DataFrame, note: Note) -> pd.Series:
    named = {
        id
        for id in figures["indicator"].unique()
        if any(fnmatchcase(id, pattern) for pattern in note.indicators)
    }
    rows = figures["indicator"].isin(named)
    if note.codes:
        rows &= figures["code"].isin(note.codes)
    if note.years:
        rows &= figures["year"].isin(note.years)
    return rows


def _joined(said: pd.Series, text: str) -> pd.Series:
    return (said + " " + text).str.strip()
