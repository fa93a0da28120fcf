"""How good the data behind a figure is: what its publisher, the checks and its own gaps say."""

from __future__ import annotations

import numpy as np

from analytics.sen2.cube import Column, Cube
from data.schemas.indicators import INDICATORS, NEEDS, PLACEMENTS

# Above this share of plans whose need or placement is not recorded, the shares of those recorded
# could be that much larger.
MUCH_UNRECORDED = 0.05
UNRECORDED: dict[str, tuple[str, str]] = {
    NEEDS: ("need_unknown", "primary need"),
    PLACEMENTS: ("placement_unknown", "placement"),
}


def doubts(cube: Cube, code: str, column: Column, *, area: str = "") -> tuple[str, ...]:
    """Return what speaks against a figure, a sentence each; nothing where it is sound.

    `area` is the region or England it is compared with, if it is.
    """
    one = (column,)
    said = [str(cube.of_area(name, code, one)[0]).strip() for name in ("why", "footnote")]
    said += [_unrecorded(cube, code, column), _of_area(cube, area, column)]
    return tuple(dict.fromkeys(filter(None, said)))


def _of_area(cube: Cube, area: str, column: Column) -> str:
    if area not in cube.area_places or not cube.of_area("flagged", area, (column,))[0]:
        return ""
    why = cube.of_area("why", area, (column,))[0]
    return (
        f"The figure of {cube.names[area]} is itself suspect, so its authorities are added up for "
        f"the test. {why}"
    ).strip()


def _unrecorded(cube: Cube, code: str, column: Column) -> str:
    unknown, what = UNRECORDED.get(INDICATORS[column.indicator].group, ("", ""))
    if unknown not in cube.places or unknown == column.indicator:
        return ""
    same_year = (Column(unknown, column.year),)
    k, n = (float(cube.of_area(name, code, same_year)[0]) for name in ("numerator", "denominator"))
    share = k / n if n > 0 else np.nan
    if not share > MUCH_UNRECORDED:
        return ""
    return f"{100 * share:.0f}% of its plans have no {what} recorded, so this may be higher."
