"""The sentence that reads each chart about the clusters."""

from __future__ import annotations

import pandas as pd

from analytics.answers import NEED_NAMES, listed, opened
from analytics.cluster_profiles import ClusterProfile
from analytics.cluster_words import uncapped
from data.schemas import NO_PLAN_CLUSTER, SEVERITY_IDS

MOST_NAMED = 3
NOT_SHOWN = "Figures of 1 to 5 cases are not shown, to preserve confidentiality."


def read_overview(rows: pd.DataFrame, *, cases: int) -> str:
    """Say how many cases there are, in how many clusters, and which are largest and smallest."""
    counted = rows[rows["cluster"] != NO_PLAN_CLUSTER]
    shown = counted[counted["cases"].fillna(0) > 0]
    if shown.empty:
        return "The library has no case that may be shown."
    order = shown.sort_values("cases", kind="stable")
    least, most = order.iloc[0], order.iloc[-1]
    n_clusters = int((counted["cases"].fillna(1) > 0).sum())
    ends = f"from {least['cases']} in {least['cluster']} to {most['cases']} in {most['cluster']}"
    hidden = int(rows["cases"].isna().sum())
    tail = f", leaving out {hidden} that are not shown" if hidden else ""
    verb = "falls" if cases == 1 else "fall"
    return f"{_cases(cases)} {verb} into {_clusters(n_clusters)}, {ends}{tail}."


def _cases(number: int) -> str:
    return "1 finished case" if number == 1 else f"{number:,} finished cases"


def _clusters(number: int) -> str:
    return "1 cluster" if number == 1 else f"{number} clusters"


def read_means(profile: ClusterProfile) -> str:
    """Say which needs have the highest means in a cluster."""
    needs = profile.needs[profile.needs["question_id"].isin(list(SEVERITY_IDS))]
    ranked = needs.dropna(subset="mean").sort_values("mean", ascending=False, kind="stable")
    named = ranked[ranked["mean"] > 0].head(MOST_NAMED)
    if named.empty:
        return NOT_SHOWN if needs["mean"].isna().any() else "No case has any graded need."
    rows = zip(named["question_id"], named["mean"], named["maximum"], strict=True)
    words = listed(tuple(f"{NEED_NAMES[q]} ({mean:.1f} of {top})" for q, mean, top in rows))
    return f"The highest means in {profile.cluster} are {words}.{_tail(needs['mean'])}"


def read_mentions(profile: ClusterProfile) -> str:
    """Say which needs make up most of the mentions of a cluster."""
    rows = profile.mentions
    named = _highest(rows)
    if named.empty:
        return NOT_SHOWN if rows["n_with"].isna().any() else "No case has any graded need."
    total, share = int(named["n"].iloc[0]), named["share"].sum()
    words = listed(tuple(uncapped(label) for label in named["label"]))
    return f"{opened(words)} make up {share:.0%} of {total:,} mentions.{_tail(rows['n_with'])}"


def read_shares(rows: pd.DataFrame, *, of: str, verb: str) -> str:
    """Say which outcome or package most cases had, with its count and 95% interval."""
    named = _highest(rows)
    if named.empty:
        withheld = rows["n_with"].isna().any() if len(rows) else False
        return NOT_SHOWN if withheld else f"The library says nothing of {of}s for these cases."
    top = named[named["n_with"] == named["n_with"].iloc[0]]
    names = listed(tuple(uncapped(label) for label in top["label"]))
    row = named.iloc[0]
    alike = "each " if len(top) > 1 else ""
    return (
        f"The {of}{'s' if len(top) > 1 else ''} {verb} most often: {names}, {alike}{row['n_with']} "
        f"of {row['n']} cases, {row['share']:.0%} (95% interval {row['low']:.0%} to "
        f"{row['high']:.0%}).{_tail(rows['n_with'])}"
    )


def _highest(rows: pd.DataFrame) -> pd.DataFrame:
    some = rows[rows["share"].fillna(0) > 0]
    return some.sort_values("share", ascending=False, kind="stable").head(MOST_NAMED)


def _tail(values: pd.Series) -> str:
    return f" {NOT_SHOWN}" if values.isna().any() else ""
