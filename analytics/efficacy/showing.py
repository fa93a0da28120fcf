"""What of the evidence everybody may see: nothing that tells of 1 to 5 pupils."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analytics.efficacy.estimates import Estimate
from analytics.efficacy.evidence import Evidence, keyed
from analytics.efficacy.matching import Comparison
from analytics.efficacy.movement import Movement
from analytics.efficacy.summaries import Summary
from analytics.suppression import (
    TOTAL,
    suppress_one_way,
    suppress_with_totals,
    tells_of_few,
)


@dataclass(frozen=True)
class Shown:
    """Hold a summary as a reader may see it; what is None is withheld."""

    key: str
    label: str
    pupils: int | None
    answers: int | None
    attainment: Estimate | None
    reached: Estimate | None
    needs: Estimate | None
    hours: Estimate | None


def in_full(rows: Sequence[Summary]) -> tuple[Shown, ...]:
    """Return summaries as those in casework see them."""
    return tuple(
        Shown(
            key=row.key,
            label=row.label,
            pupils=row.pupils,
            answers=row.answers,
            attainment=row.attainment,
            reached=row.reached,
            needs=row.needs,
            hours=row.hours,
        )
        for row in rows
    )


def for_all_staff(rows: Sequence[Summary], kept: Mapping[str, bool]) -> tuple[Shown, ...]:
    """Return summaries with what tells of few withheld; `kept` is of `may_show`."""
    return tuple(_partly(row) if kept[row.key] else _blank(row) for row in rows)


def total_for_all_staff(row: Summary) -> Shown:
    """Return the summary of all answers with what tells of few withheld."""
    return _blank(row) if _is_few(row.pupils) else _partly(row)


def _blank(row: Summary) -> Shown:
    return Shown(row.key, row.label, None, None, None, None, None, None)


def _partly(row: Summary) -> Shown:
    (shown,) = in_full([row])
    reached = round(row.reached.value * row.pupils) if row.pupils else 0
    return replace(
        shown,
        reached=None if tells_of_few(reached, of=row.pupils) else row.reached,
        needs=None if _is_few(row.needs.pupils) else row.needs,
        hours=None if _is_few(row.hours.pupils) else row.hours,
    )


def _is_few(pupils: int) -> bool:
    return tells_of_few(pupils, of=pupils)


def may_show(known: Evidence, *, by: str, cluster: str = "") -> dict[str, bool]:
    """Return of each key whether its number of pupils may be shown, beside all other tables.

    Clusters and settings are parts of one total. Of a package or an outcome the pupils with and
    without it in each cluster are, and so is either in all clusters.
    """
    rows = keyed(known.ratings, by)
    if by in ("cluster", "setting"):
        counts = rows.groupby("key", observed=True)["pupil_id"].nunique()
        return {str(key): bool(shown) for key, shown in suppress_one_way(counts).notna().items()}
    everybody = _by_cluster(known.ratings)
    return {
        str(key): _may_show(_by_cluster(mine), everybody, cluster)
        for key, mine in rows.groupby("key", observed=True)
    }


def _by_cluster(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby("cluster", observed=True)["pupil_id"].nunique()


def _may_show(having: pd.Series, everybody: pd.Series, cluster: str) -> bool:
    with_it = having.astype("object").reindex(everybody.index.astype("object"), fill_value=0)
    counts = pd.DataFrame({"with": with_it.astype(int)}, index=with_it.index)
    counts["without"] = everybody.to_numpy() - counts["with"].to_numpy()
    kept = suppress_with_totals(counts)["with"].notna()
    return bool(kept[cluster or TOTAL])


def comparison_for_all_staff(found: Comparison) -> Comparison | None:
    """Return a comparison without counts of few pupils, None where it rests on few itself."""
    if _is_few(found.with_it) or _is_few(found.without_it):
        return None
    counts = (found.alone, found.unknown, found.matched_with)
    if any(count is None or tells_of_few(count, of=found.with_it) for count in counts):
        return replace(
            found, matched_with=None, matched_without=None, unknown=None, alone=None, alone_by={}
        )
    kept = suppress_one_way(pd.Series(found.alone_by, dtype="int64")).dropna()
    return replace(found, alone_by={str(name): int(count) for name, count in kept.items()})


def movement_for_all_staff(found: Movement) -> Movement | None:
    """Return what has moved, None where it would tell of few pupils."""
    counts = (found.before.pupils, found.new_pupils, found.again)
    return None if any(map(_is_few, counts)) else found
