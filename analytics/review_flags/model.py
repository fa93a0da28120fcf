"""One score from all signs: a logistic regression whose every weight can be read.

Each sign has a curve: a few of its values and what each adds to the log odds that an early review
is needed, straight lines between. A sign that is not known adds what not knowing it adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Curve:
    """Hold what one sign adds: at each of its values, where it is missing, and usually."""

    values: tuple[float, ...]
    adds: tuple[float, ...]
    missing: float
    usual: float


@dataclass(frozen=True)
class Weights:
    """Hold the trained model; from `threshold` on, a score suggests an early review."""

    start: float
    threshold: float
    curves: Mapping[str, Curve]
    basis: str
    """What it was trained on, in words."""


def weights_of(row: Mapping[str, Any]) -> Weights:
    """Return the model from the plain values of its file."""
    curves = {
        name: Curve(tuple(one["values"]), tuple(one["adds"]), one["missing"], one["usual"])
        for name, one in row["signs"].items()
    }
    return Weights(row["start"], row["threshold"], curves, row["basis"])


def weights_row(weights: Weights) -> dict[str, Any]:
    """Return the model as plain values for JSON."""
    return {
        "basis": weights.basis,
        "start": weights.start,
        "threshold": weights.threshold,
        "signs": {
            name: {
                "values": list(curve.values),
                "adds": list(curve.adds),
                "missing": curve.missing,
                "usual": curve.usual,
            }
            for name, curve in weights.curves.items()
        },
    }


def added(signs: pd.DataFrame, *, weights: Weights) -> pd.DataFrame:
    """Return what each sign adds to the log odds of each pupil, before what is usual is taken."""
    columns = {}
    for name, curve in weights.curves.items():
        values = signs[name].to_numpy(dtype=float)
        there = np.interp(values, curve.values, curve.adds)
        columns[name] = np.where(np.isnan(values), curve.missing, there)
    return pd.DataFrame(columns, index=signs.index)


def scores(signs: pd.DataFrame, *, weights: Weights) -> pd.Series:
    """Return the suggested probability, 0 to 1, that each pupil needs an early review."""
    odds = weights.start + added(signs, weights=weights).sum(axis=1)
    return 1 / (1 + np.exp(-odds))


def beyond_usual(signs: pd.DataFrame, *, weights: Weights) -> pd.DataFrame:
    """Return what each sign adds beyond what it usually does."""
    usual = {name: curve.usual for name, curve in weights.curves.items()}
    return added(signs, weights=weights) - pd.Series(usual)


def steps(values: Any, knots: Sequence[float]) -> np.ndarray:
    """Return how much of each stretch between knots lies below a value, in columns; 0 if missing.

    A weighted sum of them is a line through the knots.
    """
    ends = np.asarray(knots, dtype=float)
    filled = np.nan_to_num(np.asarray(values, dtype=float), nan=ends[0])
    share = (filled[:, None] - ends[:-1]) / np.diff(ends)
    return np.clip(share, 0, 1)
