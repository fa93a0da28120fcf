"""Support packages: the pack's table, the triggers, the denominators, the reasons."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.allocation import Allocation, CutOff, NearCase, allocate
from analytics.clustering import ClusterModel
from analytics.learning.versions import Learned
from analytics.packages import CATALOGUE, MAPPING, TRIGGERS, Suggestion, suggest, triggered_by
from data.demo import pack
from data.schemas import ALL_CLUSTERS, CLUSTERS, PACKAGE_IDS, QUESTION_IDS, QUESTIONS, TABLES
from tests.analytics.invented import answers

NO_LIBRARY = pd.DataFrame()


def allocation(cluster: str, near: tuple[str, ...] = ()) -> Allocation:
    nearest = tuple(NearCase(pupil_id, cluster, 1.0) for pupil_id in near)
    by_rule = cluster == "X10"
    return Allocation(cluster, 1.0, "X3", 2.0, (), nearest, by_rule, "clear", 2, CutOff())


def suggested(cluster: str | None, given_answers: dict, **options) -> dict[str, Suggestion]:
    found = suggest(
        None if cluster is None else allocation(cluster),
        given_answers,
        **({"library": NO_LIBRARY} | options),
    )
    return {suggestion.package_id: suggestion for suggestion in found}


def test_mapping_is_the_pack_s_table():
    printed = {
        column.removeprefix("package_"): {name: word for name, word in cells.items() if word}
        for column, cells in pack.PACKAGE_TABLE.items()
    }
    assert printed == MAPPING
    assert tuple(MAPPING) == PACKAGE_IDS


def test_catalogue_has_the_pack_s_names_and_invents_no_figures():
    assert [row["package_id"] for row in CATALOGUE] == list(PACKAGE_IDS)
    for row in CATALOGUE:
        assert TABLES["packages"].validate(row) == row
        assert row["name"] == pack.PACKAGES[f"package_{row['package_id']}"]
        assert row["scope"].endswith(".")
        assert row["hours_weekly"] is row["unit_cost"] is row["cost_unit"] is None


@pytest.mark.parametrize(
    ("package_id", "given_answers", "questions"),
    [
        ("sp11", {"health": 2}, ("health",)),
        ("sp11", {"hearing": 3, "physical_other": 2}, ("hearing", "physical_other")),
        ("sp11", {"visual": 4}, ("visual",)),
        ("sp11", {"health": 1, "hearing": 1, "visual": 1, "physical_other": 1}, ()),
        ("sp12", {"social_care": 1}, ("social_care",)),
        ("sp12", {"social_care": 0}, ()),
        ("sp13", {"adl_support": 2}, ("adl_support",)),
        ("sp13", {"adl_support": 1}, ()),
        ("sp13", {"adl_support": None}, ()),
        ("sp1", {"health": 4, "adl_support": 4}, ()),
    ],
)
def test_triggers_answer_to_their_own_questions_only(package_id, given_answers, questions):
    assert triggered_by(package_id, answers(0) | given_answers) == questions


@given(
    cluster=st.sampled_from([*ALL_CLUSTERS, None]),
    given_answers=st.fixed_dictionaries(
        {q.id: st.one_of(st.none(), st.integers(0, q.maximum)) for q in QUESTIONS}
    ),
)
def test_suggest_follows_the_table_and_the_triggers(cluster, given_answers):
    found = suggested(cluster, given_answers)
    assert tuple(found) == PACKAGE_IDS
    for package_id, suggestion in found.items():
        cell = MAPPING[package_id].get(cluster or "", "")
        assert suggestion.triggered_by == triggered_by(package_id, given_answers)
        assert suggestion.strength == ("Yes" if cell == "Y" else cell)
        assert suggestion.suggested is (
            cell in ("Y", "High", "Core") or bool(suggestion.triggered_by)
        )
        assert suggestion.consider is (cell == "Low" and not suggestion.triggered_by)
        assert suggestion.why.endswith(".")
        assert "{" not in suggestion.why


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_suggest_agrees_with_the_pack_for_quiet_answers(cluster):
    found = suggested(cluster, answers(0))
    for column, cells in pack.PACKAGE_TABLE.items():
        suggestion = found[column.removeprefix("package_")]
        assert suggestion.suggested is (cells[cluster] not in ("", "Low"))
        assert suggestion.consider is (cells[cluster] == "Low")


@pytest.mark.parametrize(
    ("cluster", "package_id", "given_answers", "why"),
    [
        ("X1", "sp1", {}, "Cluster X1 usually has it."),
        ("X4", "sp2", {}, "Cluster X4 has a high need of it."),
        ("X3", "sp2", {}, "Cluster X3 has a low need of it, so consider it."),
        ("X6", "sp4", {}, "It is core support for cluster X6."),
        ("X2", "sp1", {}, "Cluster X2 does not usually have it."),
        ("X10", "sp1", {}, "The rule for no plan applies (X10), and X10 suggests no package."),
        (None, "sp1", {}, "No cluster yet, because not every question is answered."),
        (
            "X2",
            "sp11",
            {"hearing": 3, "health": 2},
            "Health issues are Moderate and hearing loss is Severe, which calls for it whatever "
            "the cluster.",
        ),
        (
            "X9",
            "sp11",
            {"physical_other": 4},
            "Other physical disability is Profound or multiple, which calls for it whatever the "
            "cluster. It is core support for cluster X9.",
        ),
        (
            "X10",
            "sp12",
            {"social_care": 1},
            "Known to social care, which calls for it whatever the cluster. The rule for no plan "
            "applies (X10), and X10 suggests no package.",
        ),
        (
            None,
            "sp13",
            {"adl_support": 2},
            "Help with daily living is Some, which calls for it whatever the cluster.",
        ),
    ],
)
def test_why_names_the_cluster_or_the_answer(cluster, package_id, given_answers, why):
    assert suggested(cluster, answers(0, **given_answers))[package_id].why == why


def test_x10_suggests_nothing_but_what_an_answer_calls_for():
    assert not any(
        s.suggested or s.consider for s in suggested("X10", answers(1, social_care=0)).values()
    )
    known = suggested("X10", answers(0, social_care=1))
    assert [name for name, s in known.items() if s.suggested] == ["sp12"]


@settings(deadline=None, max_examples=20)
@given(near=st.sets(st.integers(0, 59), max_size=10), cluster=st.sampled_from(CLUSTERS))
def test_counts_come_with_their_denominators(library, near, cluster):
    ids = tuple(library["pupil_id"].iloc[sorted(near)])
    rows = library.to_dict("records")
    for suggestion in suggest(allocation(cluster, ids), answers(0), library=library):
        column = f"package_{suggestion.package_id}"
        similar = [row for row in rows if row["pupil_id"] in ids]
        members = [row for row in rows if row["cluster"] == cluster]
        assert (suggestion.n_with, suggestion.n_similar) == (
            sum(row[column] for row in similar),
            len(similar),
        )
        assert (suggestion.n_cluster_with, suggestion.n_cluster) == (
            sum(row[column] for row in members),
            len(members),
        )


def test_counts_leave_out_cases_of_whom_it_is_not_known(library):
    unsure = library.assign(
        package_sp1=library["package_sp1"].astype("Int64").mask(library.index < 30)
    )
    unsure = unsure.drop(columns="package_sp2").set_index("pupil_id")
    near = tuple(library["pupil_id"].iloc[25:35])
    found = {s.package_id: s for s in suggest(allocation("X1", near), answers(0), library=unsure)}
    assert found["sp1"].n_similar == 5
    assert (found["sp2"].n_similar, found["sp2"].n_cluster) == (0, 0)
    assert found["sp3"].n_similar == 10


def test_x10_and_no_allocation_have_no_cases_to_count(library):
    for one in (None, allocation("X10")):
        for suggestion in suggest(one, answers(0), library=library):
            assert (suggestion.n_similar, suggestion.n_cluster) == (0, 0)


def test_the_authority_s_own_words_and_figures_replace_the_pack_s():
    own = {"package_id": "sp5", "name": "Movement breaks", "hours_weekly": 2.5, "unit_cost": None}
    found = suggested("X1", answers(0), catalogue=[own])
    assert (found["sp5"].name, found["sp5"].hours_weekly) == ("Movement breaks", 2.5)
    assert found["sp5"].unit_cost is None
    assert found["sp5"].scope == CATALOGUE[4]["scope"]
    assert found["sp6"].name == "Quiet place"


@pytest.mark.parametrize("keyed", [True, False])
def test_the_catalogue_may_be_the_table_itself(keyed):
    declared = TABLES["packages"]
    table = pd.DataFrame(CATALOGUE, columns=list(declared.column_names)).astype(declared.dtypes)
    table.loc[0, ["unit_cost", "cost_unit"]] = [30_000.0, "year"]
    table = table.set_index("package_id") if keyed else table
    found = suggested("X1", answers(0), catalogue=table)
    assert (found["sp1"].unit_cost, found["sp1"].cost_unit) == (30_000.0, "year")
    assert found["sp2"].unit_cost is None
    assert found["sp2"].hours_weekly is None


def test_triggers_name_real_questions_within_their_scales():
    maxima = {question.id: question.maximum for question in QUESTIONS}
    for trigger in TRIGGERS.values():
        assert set(trigger.question_ids) <= set(QUESTION_IDS)
        assert all(1 <= trigger.least <= maxima[question] for question in trigger.question_ids)


def test_suggestions_of_the_demonstration_library_agree_with_the_table(demo_library):
    model = ClusterModel.from_library(demo_library, library="demo")
    for row in demo_library.to_dict("records"):
        found = allocate(row, row["age_years"], model=model, cut_off=CutOff(), library=demo_library)
        for suggestion in suggest(found, row, library=demo_library):
            cell = pack.PACKAGE_TABLE[f"package_{suggestion.package_id}"][row["cluster"]]
            called_for = bool(suggestion.triggered_by)
            assert suggestion.suggested is (cell not in ("", "Low") or called_for)
            assert suggestion.n_similar == 10
            assert suggestion.n_cluster == pack.CLUSTER_SIZES[row["cluster"]]


def test_a_suggestion_can_be_told_from_its_copy():
    one = suggested("X1", answers(0))["sp1"]
    assert replace(one) == one
    assert replace(one, suggested=False) != one


LEARNED = Learned(
    "2",
    {"X4": {"sp3": 0.1, "sp2": 0.3, "sp4": 0.95, "sp9": 0.8, "sp12": 0.05}},
    {
        "X4": {
            "sp3": {"start": 0.5, "rejected": 12},
            "sp9": {"start": 0.1, "accepted": 11},
            "sp4": {"start": 0.9, "certain": 0.4},
            "sp12": {"start": 0.1, "rejected": 20},
        }
    },
)


def test_an_adopted_version_orders_adds_and_takes_away_with_its_reason():
    found = suggested("X4", answers(0, social_care=1), learned=LEARNED)
    before = suggested("X4", answers(0, social_care=1))
    assert list(found)[:4] == ["sp4", "sp9", "sp2", "sp12"]
    assert set(found) == set(before)
    assert (before["sp3"].suggested, before["sp3"].consider) == (True, False)
    assert (found["sp3"].suggested, found["sp3"].consider) == (False, True)
    assert found["sp3"].learned.endswith("accepted 0 of 12 times.")
    assert (before["sp9"].suggested, found["sp9"].suggested) == (False, True)
    # What an answer calls for stays, whatever was decided.
    assert found["sp12"].suggested
    assert (found["sp2"].weight, found["sp2"].learned) == (0.3, "")
    assert found["sp1"].weight is None


def test_a_version_without_the_cluster_suggests_as_before():
    before, now = (suggested("X1", answers(0), learned=one) for one in (None, LEARNED))
    assert {name: one.suggested for name, one in now.items()} == {
        name: one.suggested for name, one in before.items()
    }
