"""Trains the model of early reviews on pupils of whom the truth is known."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from analytics.review_flags.model import Curve, Weights, scores, steps

# Where the curve of each sign may bend: our choice, at round values.
KNOTS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "fall": (-0.5, 0, 0.5, 1, 1.5),
        "fall_setting": (-0.5, 0.25, 1, 1.75),
        "fall_parent": (-0.5, 0.25, 1, 1.75),
        "fall_pupil": (-0.5, 0.25, 1, 1.75),
        "level": (-1.75, -1, -0.25, 0.5),
        "worst_outcome": (-2, -1, 0),
        "not_given_worst": (0.05, 0.25, 0.5, 0.8),
        "not_given_mean": (0.05, 0.15, 0.3, 0.45),
        "not_given_least": (0, 0.15, 0.3, 0.5),
        "not_given_since": (0.05, 0.15, 0.3, 0.45),
        "needs_up": (-2, 0, 2, 5, 8),
        "needs_above_least": (0, 2, 5, 8),
        "gap": (-0.5, 0.5, 1.25, 2),
        "listened_parent": (1, 2, 3, 4),
        "listened_fall_parent": (0, 1, 2, 3),
        "listened_pupil": (1, 2, 3, 4),
        "place_pupil": (1.3, 2.3, 3.3, 4.3),
        "place_fall_pupil": (0, 0.7, 1.4, 2.1),
        "place_parent": (1.3, 2.3, 3.3, 4.3),
        "place_fall_parent": (0, 0.7, 1.4, 2.1),
        "place_setting": (2, 2.7, 3.4, 4.1),
        "place_fall_setting": (0, 0.7, 1.4, 2.1),
        "elsewhere_pupil": (2.5, 3.5, 4.5),
        "elsewhere_parent": (2.5, 3.5, 4.5),
        "move": (0, 1),
        "move_held": (0, 1),
        "move_late": (0, 1),
        "unanswered": (0, 0.5, 1),
        "age_setting": (30, 90, 200),
        "since_review": (0, 0.35, 0.7, 1),
    }
)
# How strongly weights are held back (scikit-learn's C: the smaller, the more).
STRENGTH = 1.0
DIGITS = 3


def train(signs: pd.DataFrame, needed: pd.Series, *, basis: str) -> Weights:
    """Return the model fitted to the signs of pupils who needed an early review, and who did not.

    Raises ValueError if all or none of them did.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    columns = {name: _columns(signs[name], knots) for name, knots in KNOTS.items()}
    design = np.concatenate(list(columns.values()), axis=1)
    fitted = LogisticRegression(C=STRENGTH, max_iter=500).fit(design, needed.to_numpy(dtype=bool))
    weights, at = {}, 0
    for name, own in columns.items():
        coefficients = fitted.coef_[0][at : at + own.shape[1]]
        weights[name] = _curve(KNOTS[name], own, coefficients)
        at += own.shape[1]
    start = round(float(fitted.intercept_[0]), DIGITS)
    untried = Weights(start=start, threshold=1.0, curves=weights, basis=basis)
    # As many reviews are suggested as are needed, so that as many are missed as are in vain.
    found = scores(signs, weights=untried)
    threshold = round(float(np.quantile(found, 1 - needed.mean())), DIGITS)
    return Weights(start=start, threshold=threshold, curves=weights, basis=basis)


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
