"""The calibration in small: it runs, and its rows are intervals beside the truth."""

from __future__ import annotations

import pandas as pd

from benchmarks.efficacy import MATCHED, measure
from data.demo.cohort import simulate_cohort


def test_intervals_are_set_beside_the_truth() -> None:
    cohort = simulate_cohort(pupils=300, years=1, seed=3)
    rows = measure(cohort, seed=3, clusters=False, draws=3)
    found = pd.DataFrame(rows, columns=["what", "of", "covers", "error"])
    shares = found.groupby("what")["covers"].mean()
    assert {MATCHED, "Raw difference", "Mean attainment", "Share reached"} <= set(shares.index)
    # Far outside what was measured in full, 93 to 97%, and of few intervals.
    assert shares[[MATCHED, "Mean attainment", "Share reached"]].min() > 0.75
    assert found["error"].abs().max() < 2
