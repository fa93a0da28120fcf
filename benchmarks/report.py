"""Percentiles, ratios and tables: the arithmetic and the printing of every benchmark here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NOTHING = "–"


@dataclass(frozen=True)
class Aim:
    """State what was hoped for: at most, or at least, some number."""

    limit: float
    unit: str
    at_least: bool = False

    def verdict(self, value: float) -> str:
        """Say whether a measured value meets the aim."""
        if math.isnan(value):
            return "not measured"
        met = value >= self.limit if self.at_least else value <= self.limit
        return "met" if met else "MISSED"

    def __str__(self) -> str:
        """Return the aim as it stands in a table."""
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}{self.unit}"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that `share` per cent of all values do not exceed; NaN of none."""
    if not values:
        return math.nan
    place = math.ceil(share / 100 * len(values))
    return sorted(values)[max(place, 1) - 1]


def ratio(value: float, to: float) -> float:
    """Return how many times `to` a value is; NaN where either is not known."""
    return value / to if to > 0 else math.nan


def number(value: float, decimals: int = 1) -> str:
    """Return a number as it stands in a table, a dash where it was not measured."""
    return NOTHING if math.isnan(value) else f"{value:,.{decimals}f}"


def times(value: float) -> str:
    """Return a ratio as it stands in a table."""
    return NOTHING if math.isnan(value) else f"{value:.1f}×"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown with its columns lined up, numbers to the right."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    first, *rest = [_line(line, widths) for line in lines]
    rule = "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])])
    return "\n".join([first, f"|{rule}|", *rest])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0].ljust(widths[0])
    others = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return f"| {' | '.join([first, *others])} |"
