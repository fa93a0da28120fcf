"""The authority's pupils by cluster and by school, and the share of each school with a plan."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.answers import listed
from analytics.cluster_profiles import cluster_names
from analytics.intervals import wilson
from analytics.suppression import suppress, suppress_one_way
from data.schemas import PLAN_STAGES

# A plan is in force from the final plan until it ceases, its reviews included.
NO_CLUSTER = "Not yet"
SPECIAL = "special"


def pupils_by_school(
    pupils: pd.DataFrame, assessments: pd.DataFrame, requests: pd.DataFrame
) -> pd.DataFrame:
    """Return a row for each pupil: pupil_id, school_id, cluster ("Not yet"), has_plan."""
    cluster = _of_pupil(assessments, "cluster", pupils)
    stage = _of_pupil(requests, "stage", pupils)
    return pd.DataFrame(
        {
            "pupil_id": pupils["pupil_id"].array,
            "school_id": pupils["school_id"].array,
            "cluster": cluster.fillna(NO_CLUSTER).astype("str").array,
            "has_plan": stage.isin(list(PLAN_STAGES)).array,
        }
    )


def _of_pupil(table: pd.DataFrame, column: str, pupils: pd.DataFrame) -> pd.Series:
    values = pd.Series(table[column].array, index=pd.Index(table["pupil_id"].array))
    return values.reindex(pd.Index(pupils["pupil_id"].array))


def by_cluster(rows: pd.DataFrame) -> pd.Series:
    """Return the number of pupils in each cluster, X1 first, those without one last."""
    found = rows["cluster"].value_counts()
    return found.reindex(_clusters(rows), fill_value=0).astype("Int64").rename("pupils")


def _clusters(rows: pd.DataFrame) -> list[str]:
    named = rows[rows["cluster"] != NO_CLUSTER]
    return [*cluster_names(named), *([NO_CLUSTER] if len(named) < len(rows) else [])]


def by_school(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the number of pupils of each school (rows) in each cluster (columns)."""
    placed = rows[rows["cluster"] != NO_CLUSTER].dropna(subset="school_id")
    schools, codes = np.unique(placed["school_id"].to_numpy(dtype=str), return_inverse=True)
    names = _clusters(placed)
    # Adding up by position takes a tenth of the 30 ms of a cross-tabulation.
    cells = codes * len(names) + pd.Index(names).get_indexer(pd.Index(placed["cluster"]))
    counts = np.bincount(cells, minlength=len(schools) * len(names))
    grid = counts.reshape(len(schools), len(names))
    return pd.DataFrame(
        grid, index=pd.Index(schools, name="school_id"), columns=pd.Index(names, name="cluster")
    ).astype("Int64")


def plan_shares(rows: pd.DataFrame, schools: pd.DataFrame) -> pd.DataFrame:
    """Return for each school with a roll how many of its pupils have a plan, with the interval.

    Columns: school_id, name, phase, type, n (on roll), n_with, share, low, high. A school with more
    plans than pupils on roll has no share: one of the two figures is out of date.
    """
    with_plan = rows[rows["has_plan"]].dropna(subset="school_id")["school_id"].value_counts()
    rolls = schools[schools["pupils_on_roll"].fillna(0) > 0].reset_index(drop=True)
    counts = with_plan.reindex(rolls["school_id"].array, fill_value=0)
    found = pd.DataFrame(
        {
            "school_id": rolls["school_id"].array,
            "name": rolls["name"].array,
            "phase": rolls["phase"].array,
            "type": rolls["type"].array,
            "n": rolls["pupils_on_roll"].astype("Int64").array,
            "n_with": pd.array(counts.to_numpy(), dtype="Int64"),
        }
    )
    return _with_shares(found)


def _with_shares(rows: pd.DataFrame) -> pd.DataFrame:
    count = rows["n_with"].to_numpy(dtype=float, na_value=np.nan)
    total = rows["n"].to_numpy(dtype=float)
    sound = count <= total
    low, high = wilson(np.where(sound, count, np.nan), total)
    return rows.assign(share=np.where(sound, count / total, np.nan), low=low, high=high)


def withhold_clusters(counts: pd.Series) -> pd.Series:
    """Return the numbers of pupils by cluster as somebody who may not read them all sees them."""
    return suppress_one_way(counts)


def withhold_schools(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers by school and cluster as somebody who may not read them all sees them."""
    kept = _kept(tuple(map(tuple, counts.to_numpy().tolist())))
    return counts.where(np.array(kept, dtype=bool).reshape(counts.shape))


@lru_cache(maxsize=8)
def _kept(counts: tuple[tuple[int, ...], ...]) -> list[list[bool]]:
    # A table of 61 schools takes half a second to make safe, so the same counts are asked once.
    return suppress(pd.DataFrame(counts)).notna().to_numpy().tolist()


def withhold_plans(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the shares with a plan as somebody who may not read all pupils sees them."""
    kept = suppress_one_way(rows["n_with"])
    shown = rows.assign(n_with=kept)
    measured = ["share", "low", "high"]
    return shown.assign(**{name: shown[name].where(kept.notna()) for name in measured})


def peers(schools: pd.DataFrame, school_id: str | None) -> list[str]:
    """Return the schools of the same phase and kind as one, that one first, then by name.

    Special schools are compared with special schools only. Of no school there are no peers.
    """
    own = schools[schools["school_id"] == school_id] if school_id else schools.iloc[0:0]
    if own.empty:
        return []
    phase, special = own["phase"].iloc[0], own["type"].iloc[0] == SPECIAL
    alike = (schools["phase"] == phase) & (schools["type"].eq(SPECIAL) == special)
    others = schools[alike & (schools["school_id"] != school_id)].sort_values("name", kind="stable")
    return [str(school_id), *others["school_id"].astype(str)]


def read_clusters(counts: pd.Series, cluster: str) -> str:
    """Say which cluster most of the authority's pupils are in, and how many are in one of them."""
    shown = counts.drop(NO_CLUSTER, errors="ignore").dropna()
    if shown.empty or not shown.sum():
        return "No pupil of the authority has a cluster that may be shown."
    most = str(shown.astype(int).idxmax())
    whole = f" of {int(counts.sum()):,}" if counts.notna().all() else ""
    start = f"More pupils are in {most} than in any other cluster: {shown[most]:,}{whole}."
    if cluster == most or cluster not in counts.index:
        return start
    if pd.isna(counts[cluster]):
        return f"{start} The number in {cluster}, this pupil's cluster, is not shown."
    return f"{start} {counts[cluster]:,} are in {cluster}, this pupil's cluster."


def read_school(counts: pd.DataFrame, school_id: str | None, name: str) -> str:
    """Say which clusters the pupils of a school are in."""
    if school_id not in counts.index:
        return "No school is recorded for this pupil, so there is no school to compare."
    row = pd.Series(counts.loc[school_id]).dropna()
    some = row[row > 0]
    if some.empty:
        return f"No number may be shown for {name}."
    most = some[some == some.max()]
    each = " each" if len(most) > 1 else ""
    clusters = listed(tuple(map(str, most.index)))
    return f"At {name}, most pupils are in {clusters}, of the clusters shown: {most.iloc[0]}{each}."


def read_plans(rows: pd.DataFrame, school_id: str | None) -> str:
    """Say what share of a school's pupils have a plan, and how that lies among its peers."""
    own = rows[rows["school_id"] == school_id]
    if own.empty:
        return "No school with a number on roll is recorded for this pupil."
    row, shares = own.iloc[0], rows["share"].dropna()
    if math.isnan(row["share"]):
        return f"The share of pupils with a plan at {row['name']} is not shown."
    rank = int((shares > row["share"]).sum()) + 1
    return (
        f"At {row['name']}, {row['n_with']} of {row['n']} pupils have an EHC plan, "
        f"{row['share']:.1%} (95% interval {row['low']:.1%} to {row['high']:.1%}), number {rank} "
        f"from the top of {len(shares)} schools of its kind."
    )
