"""Assessments: what is answered, what changed, and how two edits join."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.assessments import (
    FIELDS,
    answered,
    compare,
    kind_of,
    merge,
    missing,
    summarise,
    tidy,
    without_source,
)
from data.schemas import QUESTION_IDS, QUESTIONS, TABLES
from tests import oracles
from tests.analytics.invented import answers

# A row of two questions and the fields beside them is enough to meet every rule.
SMALL = {
    "asd": st.sampled_from([None, 0, 1, 3]),
    "asd_note": st.sampled_from([None, "a", "b"]),
    "asd_validated": st.sampled_from([None, True]),
    "asd_source": st.sampled_from([None, "EP", "GP"]),
    "slc": st.sampled_from([None, 0, 2]),
    "primary_need": st.sampled_from([None, "ASD", "SLCN"]),
    "panel_approved": st.sampled_from([None, True]),
    "final_comments": st.sampled_from([None, "x", "y"]),
}
ROWS = st.fixed_dictionaries(SMALL)
PLAIN_ROWS = st.fixed_dictionaries(
    {
        name: values
        for name, values in SMALL.items()
        if name[-9:] != "validated" and name != "asd_source"
    }
)


def told(before, after) -> str:
    return summarise(compare(before, after), before, after)


def test_fields_are_the_form_in_order_without_what_is_worked_out():
    assert FIELDS[:4] == (
        "learning_difficulties",
        "learning_difficulties_note",
        "learning_difficulties_validated",
        "learning_difficulties_source",
    )
    assert FIELDS[-5:] == (
        "primary_need",
        "panel_approved",
        "panel_considerations",
        "final",
        "final_comments",
    )
    assert len(FIELDS) == 85
    left_out = {"pupil_id", "age_years", "cluster", "model_version"}
    assert set(TABLES["assessments"].column_names) - set(FIELDS) == left_out


@given(st.sets(st.sampled_from(QUESTION_IDS)), st.sampled_from([None, pd.NA]))
def test_answered_and_missing_share_out_the_20(unanswered, blank):
    row = answers(1, **dict.fromkeys(unanswered, blank))
    assert missing(row) == tuple(q for q in QUESTION_IDS if q in unanswered)
    assert answered(row) == 20 - len(unanswered)


def test_nothing_is_answered_in_an_empty_row():
    assert answered({}) == 0
    assert missing({}) == QUESTION_IDS


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("slc", "score"),
        ("slc_note", "note"),
        ("slc_validated", "validated"),
        ("slc_source", "source"),
        ("primary_need", "primary_need"),
        ("panel_approved", "panel"),
        ("panel_considerations", "panel"),
        ("final", "final"),
        ("final_comments", "final"),
        ("cluster", "cluster"),
    ],
)
def test_kind_of_every_field(column, kind):
    assert kind_of(column) == kind


def test_compare_gives_words_in_the_order_of_the_form():
    before = answers(0, slc=1, cluster="X3", primary_need="SLCN", asd_validated=True, final=None)
    after = before | {
        "slc": 3, "slc_note": "Uses signs", "asd": None, "asd_validated": False, "cluster": "X4",
        "primary_need": "ASD", "final": True, "social_care": 1,
    }  # fmt: skip
    changes = compare(before, after)
    assert [(c.column, c.label, c.before, c.after, c.kind) for c in changes] == [
        ("asd", "Psychological diagnosis: autism (ASD)", "None", "Not answered", "score"),
        ("asd_validated", "Autism (ASD) validated", "Yes", "No", "validated"),
        (
            "slc", "Ability: speech, language and communication (SLC)", "Slightly behind",
            "Severely behind", "score",
        ),
        ("slc_note", "Note on Speech and language (SLC)", "", "Uses signs", "note"),
        ("social_care", "Known to social care", "No", "Yes", "score"),
        (
            "primary_need", "Primary need", "Speech, language and communication needs",
            "Autistic spectrum disorder", "primary_need",
        ),
        ("final", "EHC plan final", "No", "Yes", "final"),
        ("cluster", "Cluster", "X3", "X4", "cluster"),
    ]  # fmt: skip


def test_compare_sees_no_difference_between_kinds_of_nothing():
    before = {"slc": pd.NA, "slc_note": "", "slc_validated": False, "primary_need": None}
    after = {"slc_note": None, "slc_validated": None, "slc_source": float("nan"), "cluster": ""}
    assert compare(before, after) == ()
    assert compare(None, {}) == ()


@given(ROWS, ROWS)
def test_compare_is_empty_just_where_nothing_changed_and_turns_round(before, after):
    changes = compare(before, after)
    assert {c.column for c in changes} == {name for name in SMALL if before[name] != after[name]}
    assert [(c.column, c.after, c.before) for c in changes] == [
        (c.column, c.before, c.after) for c in compare(after, before)
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            answers(1, cluster="X3"),
            answers(1, cluster="X4", slc=3, asd_validated=True, maths_validated=True),
            "X4, was X3: speech and language rose from Slightly behind to Severely behind; 2 "
            "answers validated",
        ),
        (None, answers(1, cluster="X4"), "X4: 20 questions answered"),
        (None, {"asd": 2}, "No cluster, 1 of 20 answered: autism answered Moderate"),
        (
            answers(1, cluster="X4"),
            answers(1, asd=None, cluster=None),
            "No cluster, was X4, 19 of 20 answered: autism cleared, was Mild",
        ),
        (
            answers(1, asd=None),
            answers(1, cluster="X10"),
            "X10 (no plan): autism answered Mild",
        ),
        (
            answers(2, cluster="X4"),
            answers(2, cluster="X4", asd=1, social_care=0)
            | {"asd_note": "n", "slc_note": "m", "asd_source": "EP"},
            "Still X4: autism fell from Moderate to Mild; known to social care changed from Yes to "
            "No; 2 notes changed; 1 source changed",
        ),
        (
            answers(1, cluster="X1"),
            answers(2, cluster="X1"),
            "Still X1: learning difficulties rose from Specific to Moderate; health issues rose "
            "from Specific to Moderate; hearing loss rose from Specific to Moderate; 15 more "
            "answers changed",
        ),
        (
            answers(1, asd_validated=True, cluster="X1"),
            answers(1, asd_validated=None, cluster="X1", primary_need="ASD", panel_approved=True),
            "Still X1: 1 answer no longer validated; primary need Autistic spectrum disorder; "
            "panel approved",
        ),
        (
            {"panel_approved": True, "final": True, "primary_need": "ASD"},
            {"primary_need": "SLCN", "panel_considerations": "c", "final_comments": "d"},
            "No cluster, 0 of 20 answered: primary need Speech, language and communication needs, "
            "was Autistic spectrum disorder; panel approval withdrawn; panel considerations "
            "changed; plan no longer final; comments on the final plan changed",
        ),
        (
            {"primary_need": "ASD"},
            {"final": True},
            "No cluster, 0 of 20 answered: primary need cleared; plan marked final",
        ),
        (answers(1, cluster="X4"), answers(1, cluster="X4"), "Still X4: nothing changed"),
        (answers(1, cluster="X4"), answers(1, cluster="X5"), "X5, was X4"),
    ],
)  # fmt: skip
def test_summarise_leads_with_the_cluster(before, after, words):
    assert told(before, after) == words


@given(ROWS, ROWS)
def test_summarise_always_ends_in_one_line(before, after):
    words = told(before, after)
    assert words
    assert "\n" not in words
    assert words.endswith("nothing changed") is (before == after)


@given(PLAIN_ROWS, PLAIN_ROWS, PLAIN_ROWS)
def test_merge_equals_the_plain_three_way_join(base, theirs, mine):
    merged = merge(base, theirs, mine)
    row, clashes, taken = oracles.merge(base, theirs, mine)
    assert {name: merged.row[name] for name in row} == row
    assert set(merged.clashes) == clashes
    assert set(merged.taken) == taken
    assert tuple(merged.row) == FIELDS


@given(ROWS, ROWS, ROWS)
def test_merge_never_loses_mine(base, theirs, mine):
    merged = merge(base, theirs, mine)
    for name in SMALL:
        if mine[name] != base[name]:
            assert merged.row[name] == mine[name]
        assert merged.row[name] in (mine[name], theirs[name])
        if name in merged.taken:
            assert (merged.row[name], mine[name]) == (theirs[name], base[name])
        if name in merged.clashes:
            assert merged.row[name] == mine[name] != theirs[name]
    assert not set(merged.taken) & set(merged.clashes)


@given(ROWS, ROWS)
def test_merge_with_nobody_else_is_mine_and_with_no_edit_is_theirs(base, edit):
    assert {name: merge(base, base, edit).row[name] for name in SMALL} == edit
    untouched = merge(base, edit, base)
    assert {name: untouched.row[name] for name in SMALL} == edit
    assert untouched.clashes == merge(base, base, edit).clashes == ()


@given(ROWS, ROWS, ROWS)
def test_merge_carries_no_tick_over_to_another_answer_unseen(base, theirs, mine):
    merged = merge(base, theirs, mine)
    for field in ("asd_validated", "asd_source"):
        if not merged.row[field]:
            continue
        owners = [
            r
            for r in (theirs, mine)
            if (r["asd"], r[field]) == (merged.row["asd"], merged.row[field])
        ]
        assert owners or field in merged.clashes


def test_a_tick_on_an_answer_that_they_changed_is_a_clash():
    base = {"asd": 1}
    merged = merge(base, {"asd": 3}, {"asd": 1, "asd_validated": True, "asd_source": "EP"})
    assert merged.row["asd"] == 3
    assert merged.taken == ("asd",)
    assert merged.clashes == ("asd_validated", "asd_source")


def test_their_tick_does_not_come_with_my_new_answer():
    merged = merge({"asd": 1}, {"asd": 1, "asd_validated": True}, {"asd": 3})
    assert (merged.row["asd"], merged.row["asd_validated"]) == (3, None)
    assert merged.clashes == ("asd_validated",)


def test_their_answer_brings_its_tick_along():
    merged = merge({"asd": 1}, {"asd": 3, "asd_validated": True, "asd_source": "EP"}, {"asd": 1})
    assert (merged.row["asd"], merged.row["asd_validated"]) == (3, True)
    assert merged.taken == ("asd", "asd_validated", "asd_source")
    assert merged.clashes == ()


def test_the_first_edits_of_two_people_join():
    merged = merge(None, {"asd": 2, "cluster": "X1"}, {"slc": 1, "pupil_id": "P1"})
    assert (merged.row["asd"], merged.row["slc"]) == (2, 1)
    assert "cluster" not in merged.row
    assert "pupil_id" not in merged.row


@pytest.mark.parametrize("score", [None, 0, pd.NA])
def test_tidy_drops_ticks_and_sources_where_there_is_no_need(score):
    row = {"asd": score, "asd_note": "kept", "asd_validated": True, "asd_source": "EP"}
    assert tidy(row) | {"asd": 0} == {
        "asd": 0, "asd_note": "kept", "asd_validated": None, "asd_source": None,
    }  # fmt: skip
    assert row["asd_validated"] is True


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_tidy_keeps_ticks_and_sources_of_every_score_above_none(question):
    row = {question.id: 1, f"{question.id}_validated": True, f"{question.id}_source": "EP"}
    assert tidy(row) == row


@given(ROWS)
def test_tidy_twice_is_tidy_once(row):
    assert tidy(tidy(row)) == tidy(row)


def test_only_what_is_newly_validated_by_nothing_is_asked_for_its_source():
    ticked = {"asd_validated": True, "semh_validated": True, "semh_source": "EP report"}
    assert list(without_source({}, ticked)) == ["asd_source"]
    assert without_source({"asd_validated": True}, ticked) == {}
    taken_away = {**ticked, "semh_source": None}
    assert list(without_source(ticked, taken_away)) == ["semh_source"]
    assert without_source({}, {"asd_validated": None}) == {}
