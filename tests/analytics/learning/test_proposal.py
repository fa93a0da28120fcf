"""A version beside what is in force: which library cases change, and back again exactly."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analytics.cluster_profiles import withheld
from analytics.learning.amendments import Decisions
from analytics.learning.proposal import Proposal, propose, row_of, weights_of
from analytics.learning.tables import shown_changes, shown_weights, table_of_weights
from analytics.learning.versions import learned_of
from analytics.learning.weights import weigh
from data.schemas import TABLES
from tests.analytics.learning.test_weights import UP, compared

REJECTED = {
    ("X5", "outcome_language"): Decisions(rejected=40),
    ("X5", "sp5"): Decisions(accepted=2, rejected=12),
    ("X5", "sp13"): Decisions(accepted=30),
}


@pytest.fixture(scope="module")
def library(demo_library: pd.DataFrame) -> pd.DataFrame:
    return demo_library


def proposal_of(library: pd.DataFrame, decisions=REJECTED, **given) -> Proposal:
    weights = weigh(library, decisions=decisions, comparisons=compared(all=UP))
    return propose(weights, library=library, **{"version": 1, "in_force": None, **given})


def test_the_library_alone_changes_nobody(library) -> None:
    found = propose(
        weigh(library, decisions={}, comparisons={}), library=library, version=1, in_force=None
    )
    assert all(one.changed == 0 for one in found.changes)
    assert found.moved == ()
    assert not found.goes_back


def test_decisions_change_the_cases_of_their_cluster_alone(library) -> None:
    found = {one.cluster: one for one in proposal_of(library).changes}
    assert {name for name, one in found.items() if one.changed} == {"X5"}
    mine = found["X5"]
    cases = library[library["cluster"] == "X5"]
    assert mine.cases == mine.changed == len(cases)
    assert mine.lost["SP5: Sensory diet"] == len(cases)
    # Who needs help with daily living was suggested it already.
    helped = int((cases["adl_support"] >= 2).sum())
    gained = mine.gained.get("SP13: Toileting / activities of daily living support", 0)
    assert gained == len(cases) - helped
    with_speech = int((cases["slc"] > 0).sum())
    assert mine.lost["Language"] == mine.gained["Communication"] == with_speech


def test_what_moves_is_listed_the_largest_first(library) -> None:
    found = proposal_of(library)
    gaps = [abs(one.weight - found.before(one)) for one in found.moved]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] >= 0.01
    assert ("X5", "sp5") in {(one.cluster, one.item) for one in found.moved}
    # What the evidence says of a package counts in every cluster.
    assert {one.cluster for one in found.moved if one.item == "sp4"} > {"X1", "X5"}


def test_a_version_is_kept_and_adopted_again_as_it_was(library) -> None:
    first = proposal_of(library)
    row = row_of(1, first.weights, reason="Trial.")
    assert TABLES["recommendation_versions"].validate({**row, "adopted_by": "a"})
    in_force = learned_of(row)
    assert in_force == first.learned
    same = propose(weights_of(row), library=library, version=2, in_force=in_force)
    assert same.moved == ()
    assert all(one.changed == 0 for one in same.changes)
    assert row_of(1, weights_of(row), reason="Trial.") == row
    assert learned_of(row_of(2, same.weights, reason="Back.")).weights == in_force.weights
    back = propose((), library=library, version=2, in_force=in_force)
    assert back.goes_back
    assert [one.changed for one in back.changes] == [one.changed for one in first.changes]


def test_a_proposal_is_known_by_what_it_holds(library) -> None:
    first = proposal_of(library)
    assert first.fingerprint == proposal_of(library).fingerprint
    assert first.fingerprint != proposal_of(library, version=2).fingerprint
    assert first.fingerprint != proposal_of(library, decisions={}).fingerprint


def test_a_basis_that_is_missing_is_read_as_nothing_known() -> None:
    (one,) = weights_of({"weights": '{"X1": {"sp4": 0.5}}', "basis": None})
    assert (one.weight, one.cases, one.difference) == (0.5, 0, None)


def test_casework_sees_all_and_others_nothing_of_few(library) -> None:
    found = proposal_of(library)
    every = shown_weights(found, found.weights, hidden=None)
    assert all(one.n_with is not None and one.after is not None for one in every)
    assert [one.changed for one in shown_changes(found, hidden=None)] == [
        one.changed for one in found.changes
    ]
    hidden = tuple(withheld(library))
    assert hidden
    shown = shown_weights(found, found.weights, hidden=hidden)
    for one in shown:
        few = 0 < one.of.n_with < 6 or 0 < one.of.cases - one.of.n_with < 6
        assert (one.n_with is None) == (few or one.of.cluster in hidden)
        assert (one.after is None) == (one.n_with is None)
    for before, after in zip(found.changes, shown_changes(found, hidden=hidden), strict=True):
        if before.cluster in hidden:
            assert (after.cases, after.changed, after.gained) == (None, None, {})
        for count in (*after.gained.values(), *after.lost.values()):
            assert count is None or count in (0, after.cases) or 6 <= count <= after.cases - 6


def test_few_cases_that_change_are_withheld(library) -> None:
    found = proposal_of(library)
    few = replace(found.changes[0], changed=2, gained={"Language": 2}, lost={"Literacy": 8})
    (shown,) = shown_changes(replace(found, changes=(replace(few, cases=20),)), hidden=())
    assert (shown.changed, shown.gained, shown.lost) == (None, {"Language": None}, {"Literacy": 8})


def test_the_table_to_download_has_every_weight(library) -> None:
    found = proposal_of(library)
    table = table_of_weights(shown_weights(found, found.weights, hidden=("X5",)))
    assert len(table) == len(found.weights)
    row = table[(table["cluster"] == "X5") & table["recommendation"].str.startswith("SP5")].iloc[0]
    assert row[["library_cases", "weight_now", "weight_proposed"]].isna().all()
    assert (row["accepted"], row["rejected"], row["matched_difference"]) == (2, 12, "")
    sp4 = table[(table["cluster"] == "X4") & table["recommendation"].str.startswith("SP4")].iloc[0]
    assert (sp4["matched_difference"], sp4["matched_difference_low_95"]) == (0.5, 0.2)
