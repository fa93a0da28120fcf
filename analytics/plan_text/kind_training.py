"""Learns from labelled lines how much each sign weighs for each kind of line of provision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from analytics.plan_text.kind_scorer import KindWeights
from analytics.plan_text.kind_signs import signs_of
from analytics.plan_text.passages import passage

# scikit-learn's C: the smaller, the more weights are held back. Chosen by leaving each hand out.
_STRENGTH = 2.0
_BARE = 0.3
"""A line labelled with its kind alone is shorter and plainer than a plan's, and counts for less."""
_SEEN = 2
"""A sign of one line only teaches nothing."""
_LEAST = 0.04
"""Smaller weights are left out of the file."""


def train_kinds(labelled: Sequence[Mapping[str, Any]]) -> KindWeights:
    """Return the weights learned from lines, each with section, text and kind.

    A line whose missing slots are labelled too counts for more than one with its kind alone. Lines
    of other sections than provision are to be left out. Raises ValueError if the lines are all of
    one kind.
    """
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    found = [sorted(signs_of(passage(one["text"]), one["section"])) for one in labelled]
    often = Counter(sign for signs in found for sign in signs)
    shown = [{sign: 1.0 for sign in signs if often[sign] >= _SEEN} for signs in found]
    columns = DictVectorizer()
    model = LogisticRegression(C=_STRENGTH, max_iter=500, tol=1e-3)
    model.fit(
        columns.fit_transform(shown),
        [one["kind"] for one in labelled],
        sample_weight=[1.0 if "missing" in one else _BARE for one in labelled],
    )
    rows = zip(columns.get_feature_names_out(), model.coef_.T, strict=True)
    return KindWeights(
        kinds=tuple(str(kind) for kind in model.classes_),
        bias=tuple(round(float(one), 3) for one in model.intercept_),
        signs={
            str(sign): tuple(round(float(one), 2) if abs(one) >= _LEAST else 0.0 for one in row)
            for sign, row in rows
            if max(abs(row)) >= _LEAST
        },
    )
