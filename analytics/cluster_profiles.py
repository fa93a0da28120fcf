"""What each cluster of the library is like: who is in it, what they need, what they were given.

What one pupil's answers have to do with a cluster is `analytics.profiles`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.clustering import in_order, sizes
from analytics.intervals import wilson
from analytics.packages import CATALOGUE
from analytics.suppression import SMALLEST_SHOWN, suppress_one_way, suppress_shares
from data.schemas import CLUSTERS, NO_PLAN_CLUSTER, QUESTION, QUESTIONS, SEVERITY_IDS

OUTCOME_PREFIX = "outcome_"
PACKAGE_PREFIX = "package_"
PLACEMENT = "sp1"

# The outcomes of the library in short; their wording in full is the library's own.
OUTCOME_NAMES: dict[str, str] = {
    "aspirations": "Long-term aspirations",
    "social_communication": "Social communication",
    "language": "Language",
    "communication": "Communication",
    "participation": "Participation",
    "literacy": "Literacy",
    "numeracy": "Numeracy",
    "problem_solving": "Problem solving",
    "managing_change": "Managing change",
    "emotional_coping": "Coping with feelings",
    "calm_and_safe": "Calm and safe",
    "life_skills": "Life skills",
    "independence": "Independence",
}
PACKAGE_NAMES: dict[str, str] = {row["package_id"]: row["name"] for row in CATALOGUE}

# Why a cluster is not shown: it is small, or its size would give a small one away.
SMALL = "small"
COMPLEMENT = "complement"


@dataclass(frozen=True)
class ClusterProfile:
    """Hold what the library says of one cluster.

    `needs` has a row for each of the 20 questions: question_id, label, group, maximum, mean,
    library_mean, mentions (cases with any of the need, NA for the two facts) and cases.
    `mentions` has a row for each of the 18 graded needs, `outcomes` and `packages` one for each
    outcome and package: id, label, n_with, n, share, low and high (95% interval). A share of
    mentions is of all mentions of the cluster, the others are of its cases.
    """

    cluster: str
    cases: int
    library_cases: int
    mean_age: float
    youngest: int
    oldest: int
    under_five: float
    primary: float
    secondary: float
    needs: pd.DataFrame
    mentions: pd.DataFrame
    outcomes: pd.DataFrame
    packages: pd.DataFrame


def cluster_names(library: pd.DataFrame) -> tuple[str, ...]:
    """Return every cluster there can be a page of, in order: the nine, X10, and any new ones."""
    found = map(str, library["cluster"].unique()) if "cluster" in library else ()
    return tuple(sorted({*CLUSTERS, NO_PLAN_CLUSTER, *found}, key=in_order))


def withheld(library: pd.DataFrame) -> dict[str, str]:
    """Return the clusters that only casework roles may see, each with SMALL or COMPLEMENT."""
    counts = sizes(library)
    kept = suppress_one_way(counts)
    return {
        str(name): SMALL if counts[name] < SMALLEST_SHOWN else COMPLEMENT
        for name in kept.index[kept.isna()]
    }


def overview(library: pd.DataFrame, *, hidden: Mapping[str, str]) -> pd.DataFrame:
    """Return a row for each cluster: cluster, cases, share and mean_age; a hidden one is blank.

    `cases` is Int64. A cluster without a case, such as X10, has 0 and no mean age.
    """
    names = cluster_names(library)
    groups = library.groupby("cluster")["age_years"]
    shown = np.array([name not in hidden for name in names])
    cases = groups.size().reindex(names).fillna(0).astype("Int64").where(shown)
    age = groups.mean().astype("float64").reindex(names).where(shown)
    total = len(library) or math.nan
    share = cases.astype("float64") / total
    return pd.DataFrame(
        {"cluster": list(names), "cases": cases.array, "share": share.array, "mean_age": age.array}
    )


def profile(library: pd.DataFrame, cluster: str) -> ClusterProfile | None:
    """Return what the library says of a cluster, None where it has no case of it."""
    members = library[library["cluster"] == cluster]
    found = outline(library, cluster)
    if found is None:
        return None
    return replace(
        found,
        outcomes=shares(members, OUTCOME_PREFIX, OUTCOME_NAMES),
        packages=shares(members, PACKAGE_PREFIX, PACKAGE_NAMES),
    )


def outline(library: pd.DataFrame, cluster: str) -> ClusterProfile | None:
    """Return the profile without outcomes and packages, which one line about it does not name."""
    members = library[library["cluster"] == cluster]
    if members.empty:
        return None
    nothing = _share_frame([], [], np.zeros(0), np.zeros(0))
    ages = members["age_years"].to_numpy(dtype=int)
    return ClusterProfile(
        cluster=cluster,
        cases=len(members),
        library_cases=len(library),
        mean_age=float(ages.mean()),
        youngest=int(ages.min()),
        oldest=int(ages.max()),
        under_five=float((ages < 5).mean()),
        primary=float(((ages >= 5) & (ages <= 10)).mean()),
        secondary=float((ages > 10).mean()),
        needs=_needs(members, library),
        mentions=_mentions(members),
        outcomes=nothing,
        packages=nothing,
    )


def _needs(members: pd.DataFrame, library: pd.DataFrame) -> pd.DataFrame:
    ids = [question.id for question in QUESTIONS]
    values = members[ids].to_numpy(dtype=float, na_value=np.nan)
    return pd.DataFrame(
        {
            "question_id": ids,
            "label": [question.short for question in QUESTIONS],
            "group": [question.group for question in QUESTIONS],
            "maximum": [question.maximum for question in QUESTIONS],
            "mean": values.mean(axis=0),
            "library_mean": library[ids].to_numpy(dtype=float, na_value=np.nan).mean(axis=0),
            "n_with": pd.array((values > 0).sum(axis=0), dtype="Int64"),
            "n": len(members),
        }
    )


def _mentions(members: pd.DataFrame) -> pd.DataFrame:
    """Count the cases that have any of each graded need, as shares of all such mentions."""
    ids = list(SEVERITY_IDS)
    counts = (members[ids].to_numpy(dtype=float, na_value=np.nan) > 0).sum(axis=0)
    labels = [QUESTION[question].short for question in ids]
    return _share_frame(ids, labels, counts, np.full(len(ids), counts.sum()))


def shares(cases: pd.DataFrame, prefix: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Return for each column of a prefix how many of the cases have it, with its interval.

    Columns: id, label, n_with, n, share, low, high. `names` gives words for what follows the
    prefix; without one, the column's own name is read out.
    """
    columns = [str(column) for column in cases.columns if str(column).startswith(prefix)]
    ids = [column.removeprefix(prefix) for column in columns]
    values = cases[columns].to_numpy(dtype=float, na_value=np.nan).reshape(len(cases), len(columns))
    counts, known = (values == 1).sum(axis=0), (~np.isnan(values)).sum(axis=0)
    labels = [names.get(name, name.replace("_", " ").capitalize()) for name in ids]
    return _share_frame(ids, labels, counts, known)


def _share_frame(
    ids: Sequence[str], labels: Sequence[str], counts: np.ndarray, totals: np.ndarray
) -> pd.DataFrame:
    low, high = wilson(counts, totals)
    return pd.DataFrame(
        {
            "id": list(ids),
            "label": list(labels),
            "n_with": pd.array(counts, dtype="Int64"),
            "n": pd.array(totals, dtype="Int64"),
            "share": counts / np.where(totals > 0, totals, np.nan),
            "low": low,
            "high": high,
        }
    )


def tables(found: ClusterProfile) -> dict[str, pd.DataFrame]:
    """Return the tables beside the four charts of a cluster, as they are downloaded."""
    needs = found.needs.rename(columns={"label": "need", "n_with": "cases_with_any", "n": "cases"})
    columns = ["need", "mean", "library_mean", "maximum", "cases_with_any", "cases"]
    return {
        "needs": needs[columns].round({"mean": 2, "library_mean": 2}),
        "outcomes": to_send(found.outcomes, "outcome", "cases"),
        "mentions": to_send(found.mentions, "need", "mentions"),
        "packages": to_send(found.packages, "package", "cases"),
    }


def to_send(rows: pd.DataFrame, name: str, of: str) -> pd.DataFrame:
    """Return rows of shares under the names that their download gives them."""
    words = {"label": name, "n_with": f"{of}_with", "n": of, "low": "low_95", "high": "high_95"}
    return rows.drop(columns="id").rename(columns=words).round(3)


def for_all_staff(found: ClusterProfile) -> ClusterProfile:
    """Return the profile without any figure that tells of 1 to 5 cases, or would give one away.

    Counts of cases with and without something pass the one suppression function together, so that
    "12 of 13" is withheld as "1 of 13" is; the means and shares that come of them go with them.
    The youngest and the oldest are single cases, so the ages are left to the mean.
    """
    seen = _kept(found.needs["n_with"], found.needs["n"])
    needs = found.needs.assign(n_with=found.needs["n_with"].where(seen))
    needs["mean"] = needs["mean"].where(seen)
    graded = seen[found.needs["question_id"].isin(list(SEVERITY_IDS)).to_numpy()].to_numpy()
    return replace(
        found,
        youngest=-1,
        oldest=-1,
        needs=needs,
        mentions=_blanked(found.mentions, graded),
        outcomes=_blanked(found.outcomes, _kept(found.outcomes["n_with"], found.outcomes["n"])),
        packages=_blanked(found.packages, _kept(found.packages["n_with"], found.packages["n"])),
    )


def _kept(n_with: pd.Series, n: pd.Series) -> pd.Series:
    pairs = zip(n_with.astype(int), n.astype(int), strict=True)
    return pd.Series([_may_show(count, of) for count, of in pairs], index=n_with.index, dtype=bool)


@lru_cache(maxsize=4096)
def _may_show(count: int, of: int) -> bool:
    return bool(suppress_shares(pd.Series([count]), of=of).notna().all())


def _blanked(frame: pd.DataFrame, kept: pd.Series | np.ndarray) -> pd.DataFrame:
    measured = ["n_with", "share", "low", "high"]
    return frame.assign(**{name: frame[name].where(kept) for name in measured})
