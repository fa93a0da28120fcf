"""What has moved: the mean attainment now and before, and what of the difference is new pupils."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analytics.efficacy.estimates import Estimate, mean_of
from analytics.efficacy.evidence import Evidence, keyed, narrowed
from analytics.efficacy.summaries import SCALE, label_of


@dataclass(frozen=True)
class Movement:
    """Hold a mean attainment before and now, each pupil counting once, and why they differ.

    The difference is exactly `by_new` (pupils of whom nothing was known before) and `by_again`
    (pupils of whom more is known). `new_mean` is the mean of the new pupils, NaN without any.
    """

    before: Estimate
    now: Estimate
    new_pupils: int
    new_answers: int
    new_mean: float
    again: int
    """Pupils known before of whom there are new ratings."""
    by_new: float
    by_again: float

    @property
    def difference(self) -> float:
        """Return now less before, NaN where nothing was known before."""
        return self.now.value - self.before.value


def moved(ratings: pd.DataFrame, *, since: str = "", without: str = "") -> Movement:
    """Compare ratings with those given before a day (YYYY-MM-DD), or with those of others.

    `ratings` are those of `Evidence`, narrowed to what is asked about: pupil_id, given_on, score
    and group. One of `since` and `without`, a pupil, is given.
    """
    is_new = ratings["pupil_id"] == without if without else ratings["given_on"] >= since
    before, now = _pupils(ratings[~is_new]), _pupils(ratings)
    known = now.index.isin(before.index)
    arrived = now["value"][~known]
    earlier, count = before["value"].mean(), len(now)
    by_new = (arrived - earlier).sum() / count if count and len(before) else math.nan
    return Movement(
        before=mean_of(before["value"], before["group"], within=SCALE),
        now=mean_of(now["value"], now["group"], within=SCALE),
        new_pupils=len(arrived),
        new_answers=int(is_new.sum()),
        new_mean=float(arrived.mean()) if len(arrived) else math.nan,
        again=int(ratings["pupil_id"][is_new].nunique()) - len(arrived),
        by_new=float(by_new),
        by_again=float((now["value"][known] - before["value"].reindex(now.index[known])).sum())
        / count
        if len(before)
        else math.nan,
    )


def added_by(known: Evidence, pupil_id: str) -> tuple[tuple[str, Movement], ...]:
    """Return for each package of a pupil what their answers add to the evidence of their cluster.

    The words name the package and the cluster of the pupil's newest answer.
    """
    mine = known.ratings[known.ratings["pupil_id"] == pupil_id]
    clusters = mine["cluster"].dropna()
    if clusters.empty:
        return ()
    cluster = str(clusters.iloc[-1])
    same = narrowed(known, cluster=cluster)
    found = []
    for package_id in keyed(mine, "package")["key"].cat.categories:
        ratings = narrowed(same, package=package_id).ratings
        label = f"{label_of('package', package_id, {})}, cluster {cluster}"
        found.append((label, moved(ratings, without=pupil_id)))
    return tuple(found)


def _pupils(ratings: pd.DataFrame) -> pd.DataFrame:
    groups = ratings.groupby("pupil_id", observed=True)
    return groups.agg(value=("score", "mean"), group=("group", "last"))
