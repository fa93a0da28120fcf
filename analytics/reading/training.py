"""Trains the reader: from labelled sentences to the weight of each sign for each label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from analytics.reading.analyser import NOT_STATED, STANCE
from analytics.reading.features import Sign, SignFinder, name_of
from data.schemas import QUESTION_IDS
from data.schemas.reading import Label, Weights

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# How strongly weights are held back (scikit-learn's C: the smaller, the more), and the
# probability from which an area is named: chosen by training on all writers of the development
# set but one and trying the one left out.
_STRENGTH = {"polarity": 0.5, "assertion": 1.0, "severity": 1.0, "areas": 4.0}
_AREA_THRESHOLD = 0.3
_SEEN = 2
"""A sign seen in one sentence only teaches nothing."""
_LEAST = 0.08
"""Smaller weights are left out of the file."""
_RARE = 1 / 4_000
"""Labels that go together in a smaller share of the sentences are a slip, and not chosen."""
VERSION = "SEND reader 1"


def train(labelled: Sequence[Mapping[str, Any]], finder: SignFinder) -> Weights:
    """Return the weights learned from labelled sentences.

    Each has text, polarity, assertion, severity (or None) and areas. Raises ValueError unless
    each of the three has at least three labels among them, and each area is named.
    """
    signs = [finder.find(one["text"]) for one in labelled]
    meant = _Counted([one.meant() for one in signs])
    about = _Counted([one.about() for one in signs])
    tasks = {
        task: _one_of(meant, [str(one[task] or NOT_STATED) for one in labelled], task)
        for task in STANCE
    }
    tasks["areas"] = tuple(
        _label(about, area, *_binary(about, [area in one["areas"] for one in labelled]))
        for area in QUESTION_IDS
    )
    return Weights(
        version=VERSION,
        sentences=len(labelled),
        tasks=tasks,
        together=_together(labelled),
        area_threshold=_AREA_THRESHOLD,
    )


def _together(labelled: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str, str], ...]:
    """Return which polarity, assertion and severity sentences have together."""
    seen = Counter(
        (str(one["polarity"]), str(one["assertion"]), str(one["severity"] or NOT_STATED))
        for one in labelled
    )
    return tuple(sorted(each for each, count in seen.items() if count >= _RARE * len(labelled)))


class _Counted:
    """Hold which sentence shows which sign, for the signs that several sentences show."""

    def __init__(self, sentences: Sequence[set[Sign]]) -> None:
        from scipy.sparse import csr_array  # noqa: PLC0415

        often = Counter(sign for signs in sentences for sign in signs)
        # In the order of their names, so that the same sentences always give the same file.
        self.signs = sorted((sign for sign, count in often.items() if count >= _SEEN), key=name_of)
        at = {sign: column for column, sign in enumerate(self.signs)}
        rows = [sorted(at[sign] for sign in signs if sign in at) for signs in sentences]
        ends = np.cumsum([0, *map(len, rows)], dtype=np.int32)
        columns = np.array([column for row in rows for column in row], dtype=np.int32)
        self.seen: csr_array = csr_array(
            (np.ones(len(columns)), columns, ends), shape=(len(rows), len(self.signs))
        )


def _one_of(counted: _Counted, given: Sequence[str], task: str) -> tuple[Label, ...]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    model = LogisticRegression(C=_STRENGTH[task], max_iter=1_000).fit(counted.seen, given)
    return tuple(
        _label(counted, name, bias, weights)
        for name, bias, weights in zip(model.classes_, model.intercept_, model.coef_, strict=True)
    )


def _binary(counted: _Counted, given: Sequence[bool]) -> tuple[float, Any]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    model = LogisticRegression(C=_STRENGTH["areas"], solver="liblinear").fit(counted.seen, given)
    return float(model.intercept_[0]), model.coef_[0]


def _label(counted: _Counted, name: str, bias: float, weights: Any) -> Label:
    kept = {
        name_of(sign): round(float(weight), 3)
        for sign, weight in zip(counted.signs, weights, strict=True)
        if abs(weight) >= _LEAST
    }
    return Label(name=str(name), bias=round(float(bias), 3), weights=kept)
