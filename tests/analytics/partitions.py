"""Comparing divisions of the same cases whatever their groups are called."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


def partition(labels: Any) -> set[frozenset[int]]:
    """Return the sets of places that share a label."""
    places = pd.Series(range(len(labels)))
    return {frozenset(group) for _, group in places.groupby(np.asarray(labels))}


def rand(first: Any, second: Any) -> float:
    """Return scikit-learn's adjusted Rand index."""
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(np.asarray(first), np.asarray(second)))


def squares_within(points: np.ndarray, labels: Any) -> float:
    """Return the sum of squares of the points about the means of their groups."""
    labels = np.asarray(labels)
    groups = [points[labels == label] for label in np.unique(labels)]
    return float(sum(((group - group.mean(axis=0)) ** 2).sum() for group in groups))
