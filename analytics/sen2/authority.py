"""What an authority was before, what it became, and what that does to its series."""

from __future__ import annotations

import pandas as pd

from analytics.answers import listed
from analytics.sen2.cube import Cube


def one_predecessor(cube: Cube, code: str) -> str:
    """Return the one authority that became this one and nothing else; empty if there is none.

    Only such a series runs on: of several joined, or of one split, no figure can be said to be
    this authority's.
    """
    before = cube.predecessors.get(code, ())
    if len(before) != 1 or before[0] not in cube.area_places:
        return ""
    became = [new for new, old in cube.predecessors.items() if before[0] in old]
    return before[0] if became == [code] else ""


def boundary_note(cube: Cube, authorities: pd.DataFrame, code: str) -> str:
    """Say what the authority was before, or what it became, and what that does to its series."""
    names = dict(zip(authorities["code"], authorities["name"], strict=True))
    mine = authorities.loc[authorities["code"] == code, "successors"].fillna("")
    became = (
        tuple(names.get(new, new) for new in mine.iloc[0].split("+") if new) if len(mine) else ()
    )
    if became:
        return f"It became {listed(became)}, whose figures are shown under {_their(became)}."
    before = tuple(names.get(old, old) for old in cube.predecessors.get(code, ()))
    if not before:
        return ""
    if one := one_predecessor(cube, code):
        return f"Its earlier figures are those of {listed(before)} ({one}), which it replaced."
    word = "which were joined" if len(before) > 1 else "which was divided"
    return f"Its figures begin anew: before, its area belonged to {listed(before)}, {word}."


def _their(names: tuple[str, ...]) -> str:
    return "its own name" if len(names) == 1 else "their own names"
