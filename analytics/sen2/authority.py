"""One authority: its region, its neighbours by each model, what it was before and became."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.answers import listed
from analytics.sen2.comparator import Comparator, members
from analytics.sen2.cube import Cube


@dataclass(frozen=True)
class Authority:
    """Hold an authority and those it is compared with, as codes.

    `neighbours` has the statistical neighbours by model, the newest model first, the nearest
    neighbour first. `note` says what changed about its boundary, empty where nothing did.
    """

    code: str
    name: str
    region: str
    region_name: str
    region_members: tuple[str, ...]
    neighbours: dict[str, tuple[str, ...]]
    current: bool
    note: str


def authority(cube: Cube, authorities: pd.DataFrame, code: str) -> Authority | None:
    """Return an authority with its comparators, None for a code that is none of them."""
    found = authorities[authorities["code"] == code]
    if found.empty or code not in cube.area_places:
        return None
    row = found.iloc[0]
    return Authority(
        code=code,
        name=cube.names[code],
        region=cube.regions[code],
        region_name=cube.names.get(cube.regions[code], str(row["region_name"])),
        region_members=members(Comparator("region"), cube, code),
        neighbours={model: of[code] for model, of in cube.groups.items() if code in of},
        current=bool(row["current"]),
        note=boundary_note(cube, authorities, code),
    )


def options(authorities: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Return code and name of every current authority, by name, for a list to choose from."""
    rows = authorities[authorities["current"].astype(bool)].sort_values("name")
    return tuple(zip(rows["code"], rows["name"], strict=True))


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
