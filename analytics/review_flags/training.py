"""Trains the model of early reviews on pupils of whom the truth is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from analytics.review_flags.model import (
    EARLIER,
    Cause,
    Curve,
    Usual,
    Weights,
    earlier,
    likely,
    steps,
)

# Where the curve of each sign may bend: our choice, at round values.
FALLEN = (-0.3, 0, 0.15, 0.3, 0.5, 0.8)
LOWER = (-1.5, -0.5, 0.25, 1, 1.75, 2.5)
SHORT = (0, 0.1, 0.2, 0.3, 0.4, 0.55, 0.75)
FELT = (-1, -0.25, 0.25, 0.75, 1.25, 2)
KNOTS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "fallen": FALLEN,
        "fallen_lately": FALLEN,
        "fallen_setting": LOWER,
        "fallen_parent": LOWER,
        "fallen_pupil": LOWER,
        "level_usual": (-1, -0.5, 0, 0.5),
        "sure": (0, 0.25, 0.5, 0.75, 1, 1.25),
        "short_worst": SHORT,
        "short_second": SHORT,
        "short_third": SHORT,
        "short_least": SHORT,
        "short_mean": SHORT,
        "short_parent": SHORT,
        "short_parent_worst": SHORT,
        "pieces_short": (0, 1, 2, 3, 5),
        "pieces_half": (0, 1, 2, 3),
        "pieces_given": (0, 1, 2, 3, 5),
        "needs_up": (-3, 0, 2, 4, 6, 9),
        "needs_above_least": (0, 2, 4, 6, 9),
        "needs_new_days": (30, 60, 90, 110, 130, 160),
        "place_low": FELT,
        "place_low_pupil": FELT,
        "place_low_parent": FELT,
        "place_low_setting": FELT,
        "mood": (-1, -0.3, 0.3, 1),
        "listened_low_pupil": FELT,
        "listened_low_parent": (-1, 0, 0.75, 1.5, 2.25, 3),
        "apart": (-0.5, 0.25, 0.75, 1.25, 2),
        "move": (0, 1),
        "move_late": (0, 1),
        "since_review": (0.1, 0.35, 0.6, 0.9),
        EARLIER: (0, 0.01, 0.03, 0.08, 0.2, 0.5, 0.8, 0.95, 1),
    }
)
# Which signs speak of which reason; only what lasts has its own past among them.
SHORT_SIGNS = (
    *("short_worst", "short_second", "short_third"),
    *("short_least", "short_mean", "short_parent", "short_parent_worst"),
    *("pieces_short", "pieces_half", "pieces_given"),
)
SIGNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "not_delivered": (*SHORT_SIGNS, "place_low", "fallen", "sure", "since_review", EARLIER),
        "falling": (
            *("fallen", "fallen_lately", "fallen_setting", "fallen_parent", "fallen_pupil"),
            *("sure", "level_usual", "needs_new_days", "place_low", "short_mean"),
            *("since_review", EARLIER),
        ),
        "needs": (
            *("needs_up", "needs_above_least", "needs_new_days"),
            *("fallen", "fallen_lately", "fallen_setting", "fallen_parent", "sure"),
            "since_review",
        ),
        "unhappy": (
            *("place_low", "place_low_pupil", "place_low_parent", "place_low_setting", "mood"),
            *(*SHORT_SIGNS, "fallen", "sure", "since_review", EARLIER),
        ),
        "conflict": (
            *("apart", "listened_low_parent", "listened_low_pupil"),
            *("since_review", EARLIER),
        ),
        "move": ("move", "move_late"),
    }
)
# How strongly weights are held back (scikit-learn's C: the smaller, the more).
STRENGTH = 0.5
# How often the past is worked out anew with the weights found before.
ROUNDS = 3
DIGITS = 3


def train(
    looks: Sequence[pd.DataFrame], truth: pd.DataFrame, *, usual: Usual, basis: str
) -> Weights:
    """Return the model fitted to pupils of whom it is known which reason was there.

    `truth` has a column of true and false for each reason. The threshold is still 1. Raises
    ValueError for a reason that all or none had.
    """
    causes = {name: _cause(looks, truth[name].to_numpy(dtype=bool), SIGNS[name]) for name in SIGNS}
    return Weights(threshold=1.0, usual=usual, causes=causes, basis=basis)


def with_threshold(
    weights: Weights, looks: Sequence[pd.DataFrame], needed: pd.Series, *, recall: float
) -> Weights:
    """Return the model with the threshold from which it finds so much of what was needed.

    It is to be set on pupils whom the model was not trained on.
    """
    score = likely(looks, weights=weights).score.to_numpy()
    found = np.quantile(score[needed.to_numpy(dtype=bool)], 1 - recall)
    # Rounded down, so that no less is found.
    return replace(weights, threshold=float(np.floor(found * 10**DIGITS) / 10**DIGITS))


def _cause(looks: Sequence[pd.DataFrame], there: np.ndarray, signs: tuple[str, ...]) -> Cause:
    """Return the weights of one reason; its past is worked out with those of the round before."""
    past = np.full(len(there), np.nan)
    for _ in range(ROUNDS if EARLIER in signs else 1):
        cause = _fitted(looks[0].assign(**{EARLIER: past}), there, signs)
        past = earlier(looks, cause)
    return cause


def _fitted(newest: pd.DataFrame, there: np.ndarray, signs: tuple[str, ...]) -> Cause:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    columns = {name: _columns(newest[name], KNOTS[name]) for name in signs}
    design = np.concatenate(list(columns.values()), axis=1)
    fitted = LogisticRegression(C=STRENGTH, max_iter=500).fit(design, there)
    curves, at = {}, 0
    for name, own in columns.items():
        curves[name] = _curve(KNOTS[name], own, fitted.coef_[0][at : at + own.shape[1]])
        at += own.shape[1]
    return Cause(round(float(fitted.intercept_[0]), DIGITS), curves)


def _columns(values: pd.Series, knots: tuple[float, ...]) -> np.ndarray:
    missing = values.isna().to_numpy()
    return np.column_stack([np.where(missing[:, None], 0, steps(values, knots)), missing])


def _curve(knots: tuple[float, ...], own: np.ndarray, coefficients: np.ndarray) -> Curve:
    adds = np.concatenate([[0.0], np.cumsum(coefficients[:-1])])
    return Curve(
        values=tuple(float(knot) for knot in knots),
        adds=tuple(round(float(one), DIGITS) for one in adds),
        missing=round(float(coefficients[-1]), DIGITS),
        usual=round(float((own @ coefficients).mean()), DIGITS),
    )
