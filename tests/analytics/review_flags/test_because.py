"""What speaks for a reason, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.review_flags.because import ABOUT, about, because
from analytics.review_flags.training import SIGNS


def test_signs_about_the_same_are_told_as_one_weightiest_first():
    adds = pd.Series(
        {
            "short_worst": 0.2,
            "pieces_short": 0.2,
            "earlier": 1.5,
            "fallen": -0.4,
            "place_low": -1.2,
            "since_review": 0.1,
            "move": 1.0,
        }
    )
    assert because(adds) == (
        "Much likelier because of how all this stood some months ago and the move to another "
        "phase. A little likelier because of the hours that are given. Much less likely because of "
        "what is felt about school, friends and safety. A little less likely because of how "
        "outcomes are rated, beside this pupil's earlier ratings."
    )
    assert because(adds * 0) == ""


@pytest.mark.parametrize("reason", SIGNS)
def test_every_sign_is_told_once(reason):
    adds = pd.Series(1.0, index=list(SIGNS[reason]))
    assert about(adds).sum() == len(adds)
    assert set(about(adds).index) <= set(ABOUT)
