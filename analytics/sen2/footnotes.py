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
    """Return figures of one release with `footnote`, several with a space between."""
    found = figures.assign(footnote="")
    for note in notes:
        rows = noted(found, note)
        found.loc[rows, "footnote"] = (found.loc[rows, "footnote"] + " " + note.text).str.strip()
    return found


def noted(figures: pd.DataFrame, note: Note) -> pd.Series:
    """Tell of which figures something is said."""
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
