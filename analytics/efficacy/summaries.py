"""What was reached, changed and given: a row for each package, outcome, cluster or setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.cluster_profiles import OUTCOME_NAMES, PACKAGE_NAMES
from analytics.clustering import in_order
from analytics.efficacy.estimates import Estimate, mean_of, share_of
from analytics.efficacy.evidence import Evidence, keyed, serving
from data.schemas import PACKAGE_IDS

SCALE = (-2.0, 2.0)
OUTCOME = "outcome_"


@dataclass(frozen=True)
class Summary:
    """Hold what answers say of one package, outcome, cluster or setting.

    Each pupil counts once. `needs` is the change of the sum of the 18 need scores from the first
    answer to the last of pupils with answers on two days or more; below 0 are fewer needs. `hours`
    is the share of planned hours that was given.
    """

    key: str
    label: str
    answers: int
    attainment: Estimate
    reached: Estimate
    needs: Estimate
    hours: Estimate

    @property
    def pupils(self) -> int:
        """Return how many pupils have an attainment."""
        return self.attainment.pupils


def summarise(
    known: Evidence, *, by: str, names: Mapping[str, str] | None = None
) -> tuple[Summary, ...]:
    """Return a summary for each key of package, outcome, cluster or setting that has a rating.

    Packages and clusters stand in their order, outcomes and settings by their label; never by what
    they reach. `names` gives words for keys.
    """
    attainment = _of_pupils(keyed(known.ratings, by))
    given = _hours(known, by)
    needs = _changes(known, by)
    labels = {key: label_of(by, key, names or {}) for key in attainment["key"].unique()}
    order = sorted(labels, key=lambda key: _place(by, key, labels[key]))
    return tuple(_summary(key, labels[key], attainment, needs, given) for key in order)


def whole(known: Evidence, *, key: str = "", label: str = "") -> Summary:
    """Return the summary of all of the answers."""
    one = lambda rows: rows.assign(key=key)  # noqa: E731
    return _summary(
        key,
        label,
        _of_pupils(one(known.ratings)),
        _change_of(one(known.needs)),
        _share_of_hours(one(known.given)),
    )


def label_of(by: str, key: str, names: Mapping[str, str]) -> str:
    """Return words for a package, outcome, cluster or setting; its code where there are none."""
    if key in names:
        return names[key]
    if by == "package":
        return f"{key.upper()}: {PACKAGE_NAMES[key]}" if key in PACKAGE_NAMES else key
    if by == "outcome":
        short = key.removeprefix(OUTCOME)
        return OUTCOME_NAMES.get(short, short.replace("_", " ").capitalize())
    return key


def _place(by: str, key: str, label: str) -> Any:
    if by == "package":
        return (PACKAGE_IDS.index(key) if key in PACKAGE_IDS else len(PACKAGE_IDS), key)
    return in_order(key) if by == "cluster" else (label.casefold(), key)


def _of_pupils(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per key and pupil: the mean score, how many answers, the newest setting."""
    groups = rows.groupby(["key", "pupil_id"], observed=True)
    return groups.agg(
        value=("score", "mean"), answers=("score", "size"), group=("group", "last")
    ).reset_index()


def _changes(known: Evidence, by: str) -> pd.DataFrame:
    if by in ("cluster", "setting"):
        return _change_of(keyed(known.needs, by))
    rated = keyed(known.ratings, by)[["key", "answer"]].drop_duplicates()
    return _change_of(known.needs.merge(rated, on="answer"))


def _change_of(needs: pd.DataFrame) -> pd.DataFrame:
    """Return one row per key and pupil with answers on two days or more: last less first."""
    groups = needs.groupby(["key", "pupil_id"], observed=True)
    found = groups.agg(
        first=("needs_total", "first"),
        last=("needs_total", "last"),
        began=("given_on", "first"),
        ended=("given_on", "last"),
        group=("group", "last"),
    ).reset_index()
    found = found[found["began"] < found["ended"]]
    return found.assign(value=found["last"] - found["first"])


def _hours(known: Evidence, by: str) -> pd.DataFrame:
    if by != "outcome":
        return _share_of_hours(keyed(known.given, by))
    # What serves an outcome in an answer is its packages there.
    rated = keyed(known.ratings, by)
    parts = [serving(known.given, mine).assign(key=key) for key, mine in rated.groupby("key")]
    return _share_of_hours(pd.concat(parts or [known.given.assign(key="")]))


def _share_of_hours(given: pd.DataFrame) -> pd.DataFrame:
    groups = given.groupby(["key", "pupil_id"], observed=True)
    found = groups.agg(
        planned=("planned", "sum"), delivered=("delivered", "sum"), group=("group", "last")
    ).reset_index()
    return found.assign(value=found["delivered"] / found["planned"])


def _summary(
    key: str, label: str, attainment: pd.DataFrame, needs: pd.DataFrame, given: pd.DataFrame
) -> Summary:
    rated, changed, hours = (rows[rows["key"] == key] for rows in (attainment, needs, given))
    reached = (rated["value"] >= 0).to_numpy(dtype=float)
    return Summary(
        key=key,
        label=label,
        answers=int(rated["answers"].sum()),
        attainment=_mean(rated, within=SCALE),
        reached=share_of(reached, rated["group"]),
        needs=_mean(changed),
        hours=_mean(hours, within=(0.0, np.inf)),
    )


def _mean(rows: pd.DataFrame, *, within: tuple[float, float] | None = None) -> Estimate:
    return mean_of(rows["value"], rows["group"], within=within)
