"""Rules that raise a reason for an early review; each figure is the greater, the worse.

No source gives thresholds for them. These are ours, at round values, and can be changed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from analytics.feedback.attainment import FAR_LESS

TOGETHER = "together"
# Given below 80% of planned hours is short: this share, and a hair, is not given.
SHORT = 0.2 + 1e-9
# A single piece of provision counts from below 60%: of several, one is often short for a term.
ONE_PIECE = 0.2


@dataclass(frozen=True)
class Rule:
    """Declare a reason: its words, from which figure it is raised, and when it is worse again.

    A dismissed reason returns once its figure has grown by `worse`.
    """

    words: str
    figure: Callable[[pd.DataFrame], pd.Series]
    least: float
    worse: float


def _fall(signs: pd.DataFrame) -> pd.Series:
    return signs["fall"].where(signs["fall_pairs"] >= 2)


def _off_track(signs: pd.DataFrame) -> pd.Series:
    return -signs["worst_outcome"]


def _not_given(signs: pd.DataFrame) -> pd.Series:
    """Return the share not given in all, or of the worst piece less 0.2 where that is more."""
    worst = signs["not_given_worst"] - ONE_PIECE
    return signs["not_given"].combine(worst, np.fmax)


def _needs(signs: pd.DataFrame) -> pd.Series:
    return signs["needs_up"]


def _conflict(signs: pd.DataFrame) -> pd.Series:
    return signs["gap"].abs().where(signs["gap_outcomes"] >= 2)


def _unhappy(signs: pd.DataFrame) -> pd.Series:
    return -signs[["place_pupil", "place_parent"]].min(axis=1)


def _move(signs: pd.DataFrame) -> pd.Series:
    return signs["move_open"] + signs["move_open"] * signs["move_late"]


def _silence(signs: pd.DataFrame) -> pd.Series:
    """Return 1 where nobody asked since the review answered, or nobody was heard in a year."""
    nobody = (signs["asked"] > 0) & (signs["unanswered"] == 1)
    return (nobody | (signs["unheard_days"] > 365)).astype(float)


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "falling": Rule("Attainment is falling", _fall, 0.75, 0.5),
        "off_track": Rule("An outcome is far off track", _off_track, -FAR_LESS, 0.5),
        "not_delivered": Rule("Provision is not given", _not_given, SHORT, 0.1),
        "needs": Rule("Needs have changed", _needs, 3, 2),
        "conflict": Rule("Family and setting disagree", _conflict, 1.0, 0.5),
        "unhappy": Rule("The pupil is unhappy", _unhappy, -2.0, 0.5),
        "move": Rule("A move between phases is not prepared", _move, 1, 1),
        "silence": Rule("Nobody is heard", _silence, 1, 1),
    }
)
REASONS: Mapping[str, str] = MappingProxyType(
    {
        **{name: rule.words for name, rule in RULES.items()},
        TOGETHER: "Several signs together",
    }
)
# On its own it asks for an answer, not for a review.
NOT_ALONE = "silence"


def figures(signs: pd.DataFrame) -> pd.DataFrame:
    """Return the figure of each rule for each pupil, missing where it is not known."""
    return pd.DataFrame({name: rule.figure(signs) for name, rule in RULES.items()})


def raised(found: pd.DataFrame) -> pd.DataFrame:
    """Return which rules are raised by their figures."""
    return pd.DataFrame({name: found[name] >= rule.least for name, rule in RULES.items()})
