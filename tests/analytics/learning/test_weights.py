"""Weights recomputed from their counts, and what the comparisons may add to them."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.efficacy.estimates import Estimate
from analytics.learning.amendments import Decisions
from analytics.learning.weights import Weight, weigh
from tests.analytics.efficacy.test_showing import FOUND

LIBRARY = pd.DataFrame(
    {
        "cluster": ["X1"] * 9 + ["X2"] * 4,
        "outcome_language": [1] * 6 + [0] * 3 + [0] * 4,
        "package_sp4": [1] * 3 + [0] * 5 + [None] + [1] * 4,
    }
)
UP, FAR, UNSURE = Estimate(0.5, 0.2, 0.8, 40), Estimate(1.5, 1.0, 2.0, 40), Estimate(0.1, -1, 1, 40)


def weights(decisions=None, comparisons=None) -> dict[tuple[str, str], Weight]:
    found = weigh(LIBRARY, decisions=decisions or {}, comparisons=comparisons or {})
    return {(one.cluster, one.item): one for one in found}


def compared(**matched: Estimate | None):
    return {
        ("" if name == "all" else name, "sp4"): replace(
            FOUND, package_id="sp4", matched=one, p=math.nan if one is None else 0.001
        )
        for name, one in matched.items()
    }


def test_without_decisions_or_evidence_a_weight_is_the_library_s_share() -> None:
    found = weights()
    assert set(found) == {
        (cluster, item) for cluster in ("X1", "X2") for item in ("outcome_language", "sp4")
    }
    for one in found.values():
        assert one.weight == pytest.approx(one.start)
        assert one.difference is None
    assert found[("X1", "outcome_language")].start == pytest.approx(6.5 / 10)
    assert (found[("X1", "sp4")].n_with, found[("X1", "sp4")].cases) == (3, 8)
    assert found[("X1", "sp4")].label.startswith("SP4: ")
    assert found[("X1", "outcome_language")].label == "Language"


def test_decisions_move_a_weight_as_ten_cases_of_the_library_would() -> None:
    made = Decisions(accepted=12, changed=2, rejected=1)
    (one,) = (one for key, one in weights({("X1", "sp4"): made}).items() if key == ("X1", "sp4"))
    share = 3.5 / 9
    assert one.weight == pytest.approx((share * 10 + 12 + 0.5 * 2) / (10 + 15))
    assert one.decisions == made


@pytest.mark.parametrize(
    ("comparisons", "certain", "difference"),
    [
        (compared(all=UP), 0.2, UP),
        (compared(all=UNSURE), 0, UNSURE),
        (compared(all=None), 0, None),
        (compared(all=Estimate(-0.5, -0.8, -0.2, 40)), -0.2, Estimate(-0.5, -0.8, -0.2, 40)),
        (compared(all=UP, X1=UNSURE), 0.2, UP),
        (compared(all=UP, X1=FAR), 1.0, FAR),
        (compared(all=None, X1=FAR), 1.0, FAR),
        (compared(X1=FAR), 1.0, FAR),
        (compared(all=UP, X1=None), 0.2, UP),
    ],
)
def test_only_what_is_certain_of_a_difference_counts(comparisons, certain, difference) -> None:
    made = {
        key: replace(one, p=0.5) if one.matched is UNSURE else one
        for key, one in comparisons.items()
    }
    one = weights(comparisons=made)[("X1", "sp4")]
    assert one.certain == certain
    assert one.difference == difference
    odds = one.start / (1 - one.start) * math.exp(certain)
    assert one.weight == pytest.approx(odds / (1 + odds))


def test_attainment_does_not_weigh_an_outcome() -> None:
    found = weights(comparisons=compared(all=UP))
    assert found[("X1", "outcome_language")].certain == 0
    assert found[("X2", "sp4")].certain == 0.2


def test_what_may_be_chance_among_many_comparisons_does_not_count() -> None:
    library = LIBRARY.assign(**{f"package_sp{n}": 0 for n in range(5, 14)})
    found = {
        ("", f"sp{n}"): replace(FOUND, matched=UP, p=0.04 if n == 5 else 0.9) for n in range(5, 14)
    }
    (one,) = (
        one
        for one in weigh(library, decisions={}, comparisons=found)
        if (one.cluster, one.item) == ("X1", "sp5")
    )
    assert one.certain == 0


counts = st.integers(0, 30)


@settings(max_examples=25)
@given(counts, counts, counts)
def test_a_weight_is_a_chance_that_more_acceptance_raises(a: int, c: int, r: int) -> None:
    def of(made: Decisions) -> float:
        return weights({("X2", "sp4"): made})[("X2", "sp4")].weight

    now = of(Decisions(a, c, r))
    assert 0 < now < 1
    assert of(Decisions(a + 1, c, r)) > now > of(Decisions(a, c, r + 1))
