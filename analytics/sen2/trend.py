"""One indicator through the years: the series, where it breaks, and whether a change is real."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.answers import listed, opened
from analytics.sen2.authority import one_predecessor
from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE, Comparator, members, words
from analytics.sen2.comparison import BEYOND_CHANCE, Compared, against, compare, why
from analytics.sen2.counted import counted, rows
from analytics.sen2.cube import Column, Cube
from analytics.sen2.records import records
from analytics.sen2.words import gap, shown

YEARS_READ = 5
OWN = "own"
MARKED = ("flagged", "symbol")
NUMBERS = ("own", "low", "high", "numerator", "denominator")
TOLD = ("broken", "symbol", "why", "footnote", "release")
COLUMNS = (
    *("series", "name", "year", "own", "low", "high", "numerator", "denominator"),
    *("broken", "mark", "why", "footnote", "release", "of"),
)


@dataclass(frozen=True)
class Change:
    """Hold how a figure changed from one year to another between which its series is unbroken.

    `z` tests the two years as two samples. Most people with a plan are counted in both Januaries,
    which makes that test strict: it calls a change real less often than it is.
    """

    indicator: str
    first_year: int
    last_year: int
    first: float
    last: float
    z: float
    other: str
    other_first: float
    other_last: float
    broken: int | None

    @property
    def difference(self) -> float:
        """Return last less first."""
        return self.last - self.first

    @property
    def is_real(self) -> bool:
        """Return whether the change is more than chance allows."""
        return abs(self.z) >= BEYOND_CHANCE


def series(
    cube: Cube, indicator: str, code: str, comparators: tuple[Comparator, ...]
) -> pd.DataFrame:
    """Return the figures of an authority and its comparators by year.

    Columns: COLUMNS. `series` is "own", a kind of comparator with its model, or the code of a
    chosen authority; `mark` is "", "flagged" or "symbol"; `of` names the predecessor a figure is
    of. Intervals are the authority's and chosen authorities' only.
    """
    columns = cube.through_years(indicator)
    if not columns or code not in cube.area_places:
        return pd.DataFrame(columns=list(COLUMNS))
    found = compare(cube, columns, ENGLAND_AS_A_WHOLE)
    lines = _authority(found, cube, code, series=OWN)
    for comparator in comparators:
        if comparator.kind == "chosen":
            for other in members(comparator, cube, code):
                lines += _authority(found, cube, other, series=other)
        else:
            lines += _comparator(cube, columns, comparator, code)
    return pd.DataFrame(lines, columns=list(COLUMNS))


def _authority(found: Compared, cube: Cube, code: str, *, series: str) -> list[dict[str, Any]]:
    """Return a line of the table for each year, of its predecessor where it had none itself."""
    row, before = found.codes.index(code), one_predecessor(cube, code)
    told = {
        one: {name: cube.of_area(name, one, found.columns).tolist() for name in TOLD}
        for one in filter(None, (code, before))
    }
    lines = []
    for place, column in enumerate(found.columns):
        runs_on = bool(before) and found.reason[row, place] == "absent"
        source = before if runs_on else code
        at = found.codes.index(source)
        said = {name: values[place] for name, values in told[source].items()}
        reason = str(found.reason[at, place])
        lines.append(
            {
                "series": series,
                "name": cube.names[code],
                "year": column.year,
                **{name: float(getattr(found, name)[at, place]) for name in NUMBERS},
                "broken": bool(said["broken"]),
                "mark": reason if reason in MARKED else "",
                "why": why(reason, said["symbol"], said["why"]),
                "footnote": said["footnote"],
                "release": said["release"],
                "of": cube.names[before] if runs_on and reason != "absent" else "",
            }
        )
    return lines


def _comparator(
    cube: Cube, columns: tuple[Column, ...], comparator: Comparator, code: str
) -> list[dict[str, Any]]:
    shown_by_year = against(cube, columns, comparator, code).tolist()
    broken = cube.of_area("broken", code, columns).tolist()
    return [
        {
            "series": comparator.kind + comparator.model,
            "name": words(comparator, cube, code),
            "year": column.year,
            "own": value,
            "broken": cut,
            **dict.fromkeys(("mark", "why", "footnote", "release", "of"), ""),
        }
        for column, value, cut in zip(columns, shown_by_year, broken, strict=True)
    ]


def change(
    cube: Cube, indicator: str, code: str, *, comparator: Comparator = ENGLAND_AS_A_WHOLE
) -> Change | None:
    """Return the change over the last five years that are not broken, None if there are not two."""
    columns = cube.through_years(indicator)
    if code not in cube.authorities or not columns:
        return None
    place = cube.area_places[code]
    own = rows(counted(cube, columns), np.array([place]))
    years = np.array([column.year for column in columns])
    broken = cube.of_area("broken", code, columns)
    last_break = int(years[broken].max()) if broken.any() else None
    usable = (own.reason[0] == "") & (years > years[-1] - YEARS_READ)
    usable &= years >= (last_break or 0)
    places = np.flatnonzero(usable)
    if len(places) < 2:
        return None
    ends = places[[0, -1]]
    other = against(cube, columns, comparator, code)[ends]
    return Change(
        indicator=indicator,
        first_year=int(years[ends[0]]),
        last_year=int(years[ends[1]]),
        first=float(own.own[0, ends[0]]),
        last=float(own.own[0, ends[1]]),
        z=_z(own.k[0, ends], own.n[0, ends], is_share=bool(own.is_share[0])),
        other=words(comparator, cube, code),
        other_first=float(other[0]),
        other_last=float(other[1]),
        broken=last_break,
    )


def _z(k: np.ndarray, n: np.ndarray, *, is_share: bool) -> float:
    """Test two years of one authority, as `compare` tests two authorities."""
    together = k.sum() / n.sum()
    variance = together * (1 - together if is_share else 1) * (1 / n).sum()
    return float((k[1] / n[1] - k[0] / n[0]) / math.sqrt(variance)) if variance > 0 else 0.0


def change_words(found: Change | None) -> str:
    """Say how a figure changed, whether that is real, and how the comparator changed."""
    if found is None:
        return "There are not two years that can be compared with each other."
    way = "rose" if found.difference > 0 else "fell"
    size = gap(found.difference, found.indicator)
    between = f"from {shown(found.first, found.indicator)} in {found.first_year}"
    between = f"{between} to {shown(found.last, found.indicator)} in {found.last_year}"
    if found.is_real:
        start = f"It {way} {between} ({size}), more than chance allows"
    else:
        start = f"It went {between}, no more of a change than chance allows"
    return f"{start}.{_other(found)}{_break(found)}"


def _other(found: Change) -> str:
    if math.isnan(found.other_first) or math.isnan(found.other_last):
        return ""
    first, last = (shown(end, found.indicator) for end in (found.other_first, found.other_last))
    return f" {opened(found.other)} went from {first} to {last}."


def _break(found: Change) -> str:
    if not found.broken or found.broken < found.first_year:
        return ""
    return (
        f" Years before {found.broken} are left out: the return changed from totals to single "
        "people."
    )


def reading(years: pd.DataFrame, found: Change | None) -> str:
    """Say what the years of an authority show: how the figure changed, and which are marked."""
    own = [row for row in records(years) if row["series"] == OWN]
    if all(math.isnan(row["own"]) for row in own):
        return "No figure was published for any year."
    without = listed(tuple(str(row["year"]) for row in own if row["mark"]))
    said = f" Without a sound figure: {without}." if without else ""
    return f"{own[0]['name']}: {change_words(found)}{said}"
