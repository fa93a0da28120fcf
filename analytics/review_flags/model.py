"""How likely each reason for an early review is, and any of them: every weight can be read.

Each reason has signs, and each sign a curve: a few of its values and what each adds to the log odds
of the reason, straight lines between. A sign that is not known adds what not knowing it adds. A
reason that lasts is worked out look by look from the review on, and how likely it was in the look
before is one of its signs. The score is the probability that at least one reason is there, as if
they came independently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

# The sign of how likely a reason was in the look before.
EARLIER = "earlier"
# Years from the review to the end of a look, for it to count: half of the look lies after it.
LEAST_SINCE = 50 / 365
Usual = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Curve:
    """Hold what one sign adds: at each of its values, where it is missing, and usually."""

    values: tuple[float, ...]
    adds: tuple[float, ...]
    missing: float
    usual: float


@dataclass(frozen=True)
class Cause:
    """Hold the weights of one reason."""

    start: float
    curves: Mapping[str, Curve]


@dataclass(frozen=True)
class Weights:
    """Hold the trained model; from `threshold` on, a score suggests an early review."""

    threshold: float
    usual: Usual
    """Mean of every kind of answer, by voice."""
    causes: Mapping[str, Cause]
    """By the reason's name."""
    basis: str
    """What it was trained on, in words."""


@dataclass(frozen=True)
class Likely:
    """Hold how likely each reason is of each pupil, a column each, and what its signs add."""

    reasons: pd.DataFrame
    adds: Mapping[str, pd.DataFrame]
    """By reason, a column a sign: log odds beyond what the sign usually adds."""

    @property
    def score(self) -> pd.Series:
        """Return the probability, 0 to 1, that at least one reason is there."""
        return 1 - (1 - self.reasons).prod(axis=1)


def weights_of(row: Mapping[str, Any]) -> Weights:
    """Return the model from the plain values of its file."""
    causes = {
        name: Cause(
            one["start"],
            {
                sign: Curve(tuple(c["values"]), tuple(c["adds"]), c["missing"], c["usual"])
                for sign, c in one["signs"].items()
            },
        )
        for name, one in row["reasons"].items()
    }
    return Weights(row["threshold"], row["usual"], causes, row["basis"])


def weights_row(weights: Weights) -> dict[str, Any]:
    """Return the model as plain values for JSON."""
    return {
        "basis": weights.basis,
        "threshold": weights.threshold,
        "usual": weights.usual,
        "reasons": {
            name: {"start": cause.start, "signs": {s: vars(c) for s, c in cause.curves.items()}}
            for name, cause in weights.causes.items()
        },
    }


def likely(looks: Sequence[pd.DataFrame], *, weights: Weights) -> Likely:
    """Return how likely each reason is now, from looks with the newest first."""
    found = {name: _likely(looks, cause) for name, cause in weights.causes.items()}
    reasons = pd.DataFrame({name: one for name, (one, _) in found.items()}, index=looks[0].index)
    return Likely(reasons, {name: adds for name, (_, adds) in found.items()})


def earlier(looks: Sequence[pd.DataFrame], cause: Cause) -> np.ndarray:
    """Return how likely a reason was in the look before the newest, missing before the review."""
    past = np.full(len(looks[0]), np.nan)
    # One that does not last has no past among its signs.
    for look in reversed(looks[1:]) if EARLIER in cause.curves else ():
        adds = added(look.assign(**{EARLIER: past}), cause)
        past = np.where(look["since_review"] >= LEAST_SINCE, _probability(cause, adds), np.nan)
    return past


def _likely(looks: Sequence[pd.DataFrame], cause: Cause) -> tuple[np.ndarray, pd.DataFrame]:
    """Return how likely one reason is now, and what each sign adds beyond what it usually does."""
    adds = added(looks[0].assign(**{EARLIER: earlier(looks, cause)}), cause)
    usual = pd.Series({name: curve.usual for name, curve in cause.curves.items()})
    return _probability(cause, adds), adds - usual


def added(signs: pd.DataFrame, cause: Cause) -> pd.DataFrame:
    """Return what each sign adds to the log odds of a reason, before what is usual is taken."""
    columns = {}
    for name, curve in cause.curves.items():
        values = signs[name].to_numpy(dtype=float)
        there = np.interp(values, curve.values, curve.adds)
        columns[name] = np.where(np.isnan(values), curve.missing, there)
    return pd.DataFrame(columns, index=signs.index)


def _probability(cause: Cause, adds: pd.DataFrame) -> np.ndarray:
    return 1 / (1 + np.exp(-cause.start - adds.sum(axis=1).to_numpy()))


def steps(values: Any, knots: Sequence[float]) -> np.ndarray:
    """Return how much of each stretch between knots lies below a value, in columns; 0 if missing.

    A weighted sum of them is a line through the knots.
    """
    ends = np.asarray(knots, dtype=float)
    filled = np.nan_to_num(np.asarray(values, dtype=float), nan=ends[0])
    share = (filled[:, None] - ends[:-1]) / np.diff(ends)
    return np.clip(share, 0, 1)
