"""With whom an authority is compared: England, its region, its neighbours or chosen authorities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from analytics.sen2.cube import Cube

Kind = Literal["england", "region", "neighbours", "chosen"]


@dataclass(frozen=True)
class Comparator:
    """Say with whom: neighbours by a `model`, or the authorities of `codes`."""

    kind: Kind = "england"
    model: str = ""
    codes: tuple[str, ...] = ()


ENGLAND_AS_A_WHOLE = Comparator()


def words(comparator: Comparator, cube: Cube, code: str = "") -> str:
    """Return the comparator as it stands in a sentence after "against"."""
    if comparator.kind == "england":
        return "England"
    if comparator.kind == "region":
        return cube.names.get(cube.regions.get(code, ""), "its region")
    if comparator.kind == "neighbours":
        return f"its statistical neighbours ({model_name(comparator.model)})"
    known = [cube.names[chosen] for chosen in comparator.codes if chosen in cube.names]
    return known[0] if len(known) == 1 else "the chosen authorities"


def where(comparator: Comparator, cube: Cube, code: str = "") -> str:
    """Return the comparator as it stands after a figure: in England, in the South East."""
    named = words(comparator, cube, code)
    if comparator.kind in ("neighbours", "chosen") and named not in cube.names.values():
        return f"on average in {named}"
    # The regions called after a point of the compass take an article, London does not.
    points = ("North", "South", "East", "West")
    return (
        f"in the {named}"
        if comparator.kind == "region" and named.startswith(points)
        else f"in {named}"
    )


def model_name(model: str) -> str:
    """Return a model of neighbours, such as 2025-05, by its year: the 2025 model."""
    return f"{model[:4]} model"


def newest_model(cube: Cube) -> str:
    """Return the newest model of statistical neighbours, empty where none is loaded."""
    return next(iter(cube.groups), "")


def all_comparators(cube: Cube, code: str, chosen: tuple[str, ...] = ()) -> tuple[Comparator, ...]:
    """Return every comparator an authority has: England, region, each model, those chosen."""
    found = [ENGLAND_AS_A_WHOLE]
    if cube.regions.get(code, "") in cube.area_places:
        found.append(Comparator("region"))
    found += [
        Comparator("neighbours", model=model) for model, of in cube.groups.items() if of.get(code)
    ]
    if set(chosen) - {code}:
        found.append(Comparator("chosen", codes=chosen))
    return tuple(found)


def members(comparator: Comparator, cube: Cube, code: str) -> tuple[str, ...]:
    """Return the authorities of a comparator, without the one compared."""
    if comparator.kind == "neighbours":
        codes = cube.groups.get(comparator.model, {}).get(code, ())
    elif comparator.kind == "chosen":
        codes = comparator.codes
    else:
        region = cube.regions.get(code, "") if comparator.kind == "region" else None
        codes = tuple(a for a in cube.authorities if region in (None, cube.regions[a]))
    return tuple(a for a in codes if a != code and a in cube.area_places)


@lru_cache(maxsize=64)
def reference(comparator: Comparator, cube: Cube) -> np.ndarray:
    """Return, for each authority, the place of the area it lies in, -1 where there is none.

    The array is shared between callers and is not to be written to.
    """
    if comparator.kind == "england":
        return np.full(len(cube.authorities), cube.england)
    places = [cube.area_places.get(cube.regions[code], -1) for code in cube.authorities]
    return np.array(places, dtype=int)


def membership(comparator: Comparator, cube: Cube) -> np.ndarray:
    """Return authorities x authorities: 1.0 where the column is in the group of the row."""
    order = {code: place for place, code in enumerate(cube.authorities)}
    square = np.zeros((len(order), len(order)))
    for code, row in order.items():
        square[row, [order[a] for a in members(comparator, cube, code) if a in order]] = 1
    return square
