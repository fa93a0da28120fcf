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


def doubts(cube: Cube, code: str, column: Column) -> tuple[str, ...]:
    """Return what speaks against a figure, a sentence each; nothing where it is sound."""
    one = (column,)
    row = cube.area_places[code]
    said = [str(cube.take(name, one)[row, 0]).strip() for name in ("why", "footnote")]
    return tuple(dict.fromkeys(filter(None, [*said, _unrecorded(cube, row, column)])))


def _unrecorded(cube: Cube, row: int, column: Column) -> str:
    unknown, what = UNRECORDED.get(INDICATORS[column.indicator].group, ("", ""))
    if unknown not in cube.places or unknown == column.indicator:
        return ""
    same_year = (Column(unknown, column.year),)
    k, n = (float(cube.take(name, same_year)[row, 0]) for name in ("numerator", "denominator"))
    share = k / n if n > 0 else np.nan
    if not share > MUCH_UNRECORDED:
        return ""
    return f"{100 * share:.0f}% of its plans have no {what} recorded, so this may be higher."
