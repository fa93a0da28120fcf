"""How suggestions are counted: moments, spells, and spells with a term's grace."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.review_flags import measure, spells

# A: needed in two terms together and once more. B: never.
NEEDED = [False, True, True, False, False, True, False, False, False, False, False, False]
FRAME = pd.DataFrame(
    {"pupil_id": ["A"] * 6 + ["B"] * 6, "on": list("123456") * 2, "needed": NEEDED}
)


def flagged(*places: int) -> np.ndarray:
    return np.isin(np.arange(len(FRAME)), places)


@pytest.mark.parametrize(
    ("places", "plain", "graced"),
    [
        # One moment of the first spell; the second is missed.
        ((2,), (1, 0.5), (1, 0.5)),
        # The term after the first spell is right only by grace.
        ((3,), (0, 0), (1, 0.5)),
        # One long suggestion over both spells is one; what is suggested for B is in vain.
        ((2, 3, 4, 5, 8), (0.5, 1), (0.5, 1)),
        # The last term of A is not beside the first of B.
        ((6,), (0, 0), (0, 0)),
    ],
)
def test_spells_count_once(places, plain, graced):
    assert spells(FRAME, flagged(*places)) == plain
    assert spells(FRAME, flagged(*places), grace=True) == graced


def test_moments_count_each():
    precision, recall = measure(np.array(NEEDED), flagged(1, 2, 3))
    assert (precision, recall) == pytest.approx((2 / 3, 2 / 3))
