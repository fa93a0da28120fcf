"""What a cluster is like in words, each made from the figures of its profile."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from analytics.answers import NEED_NAMES, listed, opened
from analytics.cluster_profiles import PLACEMENT, ClusterProfile
from data.schemas import QUESTION_IDS, SEVERITY_IDS

# Half a step is the least that rounds to a difference, as in `analytics.profiles`; our choices,
# held in a test against the technical pack's own words for its nine clusters.
NOTABLE_STEP = 0.5
MODERATE = 2.0
MILDER = 0.75  # the needs of a milder cluster add up to less than this share of the library's
MOST_NAMED = 5
MOST_LOW = 4
NAMED_IN_LINE = 3
MAINLY = 0.6
EARLY_PRIMARY = 7  # the last age of infant school, key stage 1
USUAL = 0.5
OUTCOMES_AT_LEAST = 2
MOST_OUTCOMES = 3

GRADED = [place for place, question in enumerate(QUESTION_IDS) if question in SEVERITY_IDS]


def age_words(profile: ClusterProfile) -> str:
    """Say at which stage of school the cases are, in the pack's terms."""
    if profile.under_five >= MAINLY and profile.secondary == 0:
        return "mainly nursery age"
    if profile.secondary >= MAINLY and profile.under_five == 0:
        return "mainly secondary age or older"
    if profile.secondary == 0:
        early = 0 <= profile.oldest <= EARLY_PRIMARY
        return "nursery and early primary age" if early else "nursery and primary age"
    return "mainly primary age" if profile.primary >= MAINLY else "across the ages"


def high_needs(profile: ClusterProfile) -> pd.DataFrame:
    """Return the graded needs well above the library's mean, the furthest above first."""
    return _furthest(_graded(profile), side=1)


def low_needs(profile: ClusterProfile) -> pd.DataFrame:
    """Return the graded needs well below the library's mean, the furthest below first."""
    return _furthest(_graded(profile), side=-1)


def common_needs(profile: ClusterProfile) -> pd.DataFrame:
    """Return the needs that are moderate on average without being above the library's mean."""
    needs = _graded(profile)
    mean, of = needs["mean"].to_numpy(), needs["library_mean"].to_numpy()
    common = np.flatnonzero((mean - of < NOTABLE_STEP) & (mean >= MODERATE))
    return needs.iloc[common[np.argsort(-mean[common], kind="stable")]]


def _furthest(needs: pd.DataFrame, *, side: int) -> pd.DataFrame:
    distance = (needs["mean"] - needs["library_mean"]).to_numpy() * side
    order = np.argsort(-np.nan_to_num(distance, nan=-np.inf), kind="stable")
    return needs.iloc[[place for place in order if distance[place] >= NOTABLE_STEP]]


def _graded(profile: ClusterProfile) -> pd.DataFrame:
    return profile.needs.iloc[GRADED]


def is_milder(profile: ClusterProfile) -> bool:
    """Tell whether the needs add up to clearly less than in the library as a whole."""
    needs = _graded(profile)
    if needs["mean"].isna().any():
        return False
    return bool(needs["mean"].sum() < MILDER * needs["library_mean"].sum())


def line(profile: ClusterProfile) -> str:
    """Say in one line who is in the cluster and which needs set it apart."""
    high, common = high_needs(profile)[:NAMED_IN_LINE], common_needs(profile)
    whole = _graded(profile)["mean"].notna().all()
    also = common[: NAMED_IN_LINE - len(high)]
    parts = [
        f"{'above all' if whole else 'among others'} {_names(high)}" if len(high) else "",
        "no need stands out" if high.empty and whole else "",
        f"also {_names(also)}" if len(also) else "",
        "milder needs than most" if is_milder(profile) else "",
    ]
    return opened(
        f"{': '.join(filter(None, [age_words(profile), '; '.join(filter(None, parts))]))}."
    )


def characteristics(profile: ClusterProfile) -> tuple[str, ...]:
    """Return what sets a cluster apart: ages, needs, placement, outcomes, support; in that order.

    Says only what the profile shows, so of a profile for all staff it tells nothing withheld.
    """
    return tuple(
        filter(
            None,
            [
                _ages(profile),
                _high(profile),
                _common(profile),
                _low(profile),
                _milder(profile),
                _placement(profile),
                _outcomes(profile),
                _support(profile),
            ],
        )
    )


def _ages(profile: ClusterProfile) -> str:
    spread = f", from {profile.youngest} to {profile.oldest}" if profile.youngest >= 0 else ""
    return opened(f"{age_words(profile)}: {profile.mean_age:.1f} years on average{spread}.")


def _high(profile: ClusterProfile) -> str:
    needs = high_needs(profile)[:MOST_NAMED]
    if needs.empty:
        whole = _graded(profile)["mean"].notna().all()
        return "No need is much greater than the mean of all cases." if whole else ""
    words = f"needs much greater than the mean of all cases: {_against(needs)}."
    return opened(_as_shown(words, _graded(profile)["mean"], "needs"))


def _as_shown(words: str, values: pd.Series, what: str) -> str:
    """Say that a ranking is of what is shown, where something is withheld."""
    return f"of the {what} that may be shown, {words}" if values.isna().any() else words


def _common(profile: ClusterProfile) -> str:
    needs = common_needs(profile)[:MOST_NAMED]
    return f"Moderate on average, as in many clusters: {_names(needs)}." if len(needs) else ""


def _low(profile: ClusterProfile) -> str:
    needs = low_needs(profile)[:MOST_LOW]
    return f"Much smaller needs: {_against(needs)}." if len(needs) else ""


def _against(needs: pd.DataFrame) -> str:
    rows = zip(needs["question_id"], needs["mean"], needs["library_mean"], strict=True)
    return listed(tuple(f"{NEED_NAMES[q]} ({own:.1f} against {of:.1f})" for q, own, of in rows))


def _names(needs: pd.DataFrame) -> str:
    return listed(tuple(NEED_NAMES[question] for question in needs["question_id"]))


def _milder(profile: ClusterProfile) -> str:
    if not is_milder(profile):
        return ""
    needs = _graded(profile)
    own, of = needs["mean"].sum(), needs["library_mean"].sum()
    return f"Needs are milder than most: they add up to {own:.1f} against {of:.1f}."


def placement(profile: ClusterProfile) -> str:
    """Return where most cases were placed, "special" or "mainstream", "" where it is not shown."""
    row = profile.packages[profile.packages["id"] == PLACEMENT]
    share = float(row["share"].iloc[0]) if len(row) else math.nan
    if math.isnan(share):
        return ""
    return "special" if share >= USUAL else "mainstream"


def _placement(profile: ClusterProfile) -> str:
    where = placement(profile)
    if not where:
        return ""
    row = profile.packages[profile.packages["id"] == PLACEMENT].iloc[0]
    n_with, n = int(row["n_with"]), int(row["n"])
    if where == "special":
        return f"Most were placed in a special school: {n_with} of {n}."
    rest = f"{n - n_with} of {n}" if n_with else f"all {n}"
    return f"Most were placed in a mainstream school: {rest}."


def typical_outcomes(profile: ClusterProfile) -> pd.DataFrame:
    """Return up to three outcomes written for half of the cases or more, else the first two."""
    ranked = profile.outcomes.dropna(subset="share").sort_values(
        "share", ascending=False, kind="stable"
    )
    most = int((ranked["share"] >= USUAL).sum())
    return ranked[ranked["share"] > 0].head(min(most, MOST_OUTCOMES) or OUTCOMES_AT_LEAST)


def typical_packages(profile: ClusterProfile) -> pd.DataFrame:
    """Return the packages that at least half of the cases had, a place in a school aside."""
    packages = profile.packages[profile.packages["id"] != PLACEMENT]
    usual = packages[packages["share"] >= USUAL]
    return usual.sort_values("share", ascending=False, kind="stable")


def _outcomes(profile: ClusterProfile) -> str:
    named = _counted(typical_outcomes(profile))
    words = f"outcomes written most often: {named}."
    return opened(_as_shown(words, profile.outcomes["share"], "outcomes")) if named else ""


def _support(profile: ClusterProfile) -> str:
    named = _counted(typical_packages(profile))
    share = profile.packages["share"]
    if named:
        return opened(_as_shown(f"support that half or more had: {named}.", share, "support"))
    return "" if share.isna().any() else "No support was given to half of them."


def _counted(rows: pd.DataFrame) -> str:
    cells = zip(rows["label"], rows["n_with"], rows["n"], strict=True)
    return listed(tuple(f"{uncapped(label)} ({n} of {of})" for label, n, of in cells))


def uncapped(label: str) -> str:
    """Return a name as it stands inside a sentence; an abbreviation keeps its capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
