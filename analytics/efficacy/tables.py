"""The evidence as tables to download: what is withheld is missing, to be written as c."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from analytics.efficacy.estimates import Estimate
from analytics.efficacy.matching import Comparison
from analytics.efficacy.showing import Shown
from analytics.efficacy.summaries import label_of

MEASURES = ("attainment", "reached", "needs", "hours")
DECIMALS = 3


def table_of(rows: Sequence[Shown], *, by: str) -> pd.DataFrame:
    """Return a row for each package, outcome, cluster or setting."""
    found = []
    for row in rows:
        cells: dict[str, object] = {by: row.label, "pupils": row.pupils, "ratings": row.answers}
        for name in MEASURES:
            cells |= dict(_cells(name, getattr(row, name)))
        found.append(cells)
    return pd.DataFrame(found, dtype="object")


def table_of_comparisons(found: Sequence[Comparison]) -> pd.DataFrame:
    """Return a row for each package: raw and matched difference, and on whom they rest."""
    rows = []
    for one in found:
        cells: dict[str, object] = {
            "package": label_of("package", one.package_id, {}),
            "pupils_with": one.with_it,
            "pupils_without": one.without_it,
            "matched_with": one.matched_with,
            "matched_without": one.matched_without,
        }
        cells |= dict(_cells("raw_difference", one.raw or Estimate()))
        rows.append(cells | dict(_cells("matched_difference", one.matched or Estimate())))
    return pd.DataFrame(rows, dtype="object")


def _cells(name: str, one: Estimate | None) -> Iterator[tuple[str, object]]:
    """Give a number and its interval; withheld is missing, unknown is blank."""
    parts = {"": "value", "_low_95": "low", "_high_95": "high"}
    for ending, part in parts.items():
        value = None if one is None else getattr(one, part)
        yield f"{name}{ending}", _plain(value)


def _plain(value: float | None) -> float | str | None:
    if value is None:
        return None
    return "" if pd.isna(value) else round(value, DECIMALS)
