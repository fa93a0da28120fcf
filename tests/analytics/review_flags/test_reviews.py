"""Reasons in words, the score, and which decisions still stand."""

from __future__ import annotations

import datetime

import pytest

from analytics.feedback.attainment import progress
from analytics.review_flags import deciding
from analytics.review_flags.model import Curve
from analytics.review_flags.reviews import (
    flags_for,
    kept_reasons,
    ranked,
    review_of,
    reviews_of,
    standing,
)
from analytics.review_flags.rules import REASONS, RULES
from analytics.review_flags.sentences import SENTENCES
from callbacks.context import records
from tests.analytics.review_flags.told import TODAY, ago, known, weights

CALM = weights()
TROUBLED = {
    "answers": [
        ("setting", 300, {"scores": {"A": 1, "B": 1}, "needs": 15}),
        ("parent", 300, {"scores": {"A": 1, "B": 1}}),
        ("setting", 30, {"scores": {"A": -1, "B": 0}, "hours": {"X": (4, 2), "Y": (2, 2)}}),
        ("parent", 20, {"scores": {"A": -2, "B": -2}, "feels": 3}),
        ("pupil", 10, {"scores": {"A": -2}, "feels": 2}),
    ],
    "pupil": {"birth_year": 2016},
}
# Nothing but one request, which nobody answered.
SILENT = {"links": [("parent", 100, 50, None)]}


def flags(model=CALM, **told):
    return flags_for("P1", known(**told), weights=model)


def test_every_reason_is_said_in_words_with_its_figures():
    found = flags(**TROUBLED)
    words = {flag.reason: flag.sentence for flag in found.flags}
    assert words == {
        "falling": "Attainment is 2.2 steps lower than before, on average over the 4 ratings that "
        "the same person gave earlier too.",
        "off_track": "“Outcome A” is rated −1.7 by the child or young person, the parent or carer "
        "and the school or setting, on the scale from −2 to +2 where 0 is as hoped and −1.5 or "
        "lower is far off track.",
        "not_delivered": "4 of 6 planned hours a week were given (67%); least of “Provision X” "
        "(50%).",
        "needs": "The total of needs is 20, 5 more than at the last review (15).",
        "conflict": "The school or setting rates the same 2 outcomes 1.5 steps higher than the "
        "parent or carer does, on average.",
        "unhappy": "The pupil says that school, friends and feeling safe are 2.0 of 5 on average, "
        "where 2 is unhappy and 3 in between.",
        "move": "From primary to secondary school in September 2027: the plan is to be reviewed "
        "and amended before 15 February 2027, and no review of this school year is recorded.",
    }
    assert set(found.figures) == set(words)
    assert not found.early
    (sources,) = (flag.sources for flag in found.flags if flag.reason == "off_track")
    assert sources == ("setting-30:A", "parent-20:A", "pupil-10:A")


def test_other_sides_of_the_sentences():
    lower = [
        ("setting", 30, {"scores": {"A": -2, "B": -2}}),
        ("parent", 20, {"scores": {"A": 1, "B": 1}, "feels": 1, "hours": {"X": (4, 1)}}),
    ]
    words = {flag.reason: flag.sentence for flag in flags(answers=lower).flags}
    assert "3.0 steps lower than the parent" in words["conflict"]
    assert words["unhappy"].startswith("The parent or carer says")
    assert words["not_delivered"].startswith("1 of 4 planned hours")
    assert SENTENCES.keys() == RULES.keys()
    alone = [("setting", 30, {"scores": {"A": -2}})]
    (flag,) = flags(answers=alone).flags
    assert "rated −2 by the school or setting, on" in flag.sentence


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (SILENT, "1 request for feedback since the last review was not answered, and nobody "),
        (
            {"links": [("parent", 100, 50, None), ("pupil", 90, 40, None)]},
            "2 requests for feedback since the last review were not answered, and nobody",
        ),
        ({"answers": [("parent", 400, {})]}, "Nobody has been heard for 400 days."),
    ],
)
def test_silence_is_told(told, words):
    (flag,) = flags(**told).flags
    assert flag.reason == "silence"
    assert flag.sentence.startswith(words)


@pytest.mark.parametrize("scores", [(-1, -2), (-1, -1), (-2,), (0, -2), (1, 2), (-1, -2, -2)])
def test_the_list_and_the_page_of_a_pupil_mean_the_same_by_far_off_track(scores):
    voices = ("setting", "parent", "pupil")[: len(scores)]
    told = [(voice, 20, {"scores": {"A": n}}) for voice, n in zip(voices, scores, strict=True)]
    one = known(answers=told)
    (page,) = progress([{**row, "sequence": 1} for row in records(one.attainments)])
    raised = "off_track" in flags_for("P1", one, weights=CALM).figures
    assert raised == page.is_far_off == (sum(scores) / len(scores) <= -1.5)
    assert not (page.is_far_off and page.on_track)


def test_a_move_whose_day_has_passed_is_told_so():
    late = known(pupil={"birth_year": 2016})
    late = type(late)(**{**vars_of(late), "today": datetime.date(2027, 3, 1)})
    found = flags_for("P1", late, weights=CALM)
    assert "the plan was to be reviewed" in found.flags[0].sentence
    assert found.figures["move"] == 2


def vars_of(told):
    return {name: getattr(told, name) for name in told.__dataclass_fields__}


def test_together_the_signs_may_suggest_what_none_does_alone():
    slightly = {"answers": [("setting", 30, {"hours": {"X": (10, 8.5)}})]}
    steep = weights(not_delivered__short_worst=Curve((0.0, 1.0), (0.0, 50.0), 0.0, 0.0))
    found = flags(steep, **slightly)
    assert found.early
    (flag,) = found.flags
    assert flag.reason == "together"
    assert flag.sentence.startswith(
        "All signs together speak for: provision is not given (92% likely)"
    )
    assert found.because == {"together": "Much likelier because of the hours that are given."}
    assert found.figures == {"together": found.score}
    assert flags(weights(threshold=0.01)).flags[0].sentence.endswith("speak for: each a little.")


def test_each_reason_tells_how_likely_it_is_and_what_speaks_for_it():
    model = weights(start=0.0, falling__fallen=Curve((0.0, 1.0), (0.0, 2.0), 0.0, 0.5))
    found = flags(model, **TROUBLED)
    weight = {flag.reason: flag.weight for flag in found.flags}
    assert weight["falling"] > weight["needs"] == 0.5
    # The model does not speak of one outcome alone.
    assert weight["off_track"] == 0
    assert "off_track" not in found.because
    assert found.because["falling"]
    assert found.because["needs"] == ""
    (silence,) = flags(**SILENT).flags
    assert silence.weight == 0
    assert flags(**SILENT).because == {}


def test_one_of_many_has_the_reasons_that_it_has_alone():
    told = known(**TROUBLED, others=3)
    every = reviews_of(told, weights=CALM)
    assert review_of(every, "P1") == flags_for("P1", told, weights=CALM)
    assert list(every.table.columns) == [
        "pupil_id",
        *RULES,
        "together",
        "score",
        "early",
        "reasons",
    ]
    assert list(every.table["reasons"]) == [7, 1, 1, 1]
    assert list(ranked(every.table)["pupil_id"]) == ["P1", "Q0", "Q1", "Q2"]
    assert set(REASONS) == {*RULES, "together"}


def test_80_per_cent_is_enough_and_less_is_not():
    for given, reasons in ((8.0, 0), (7.9, 1)):
        answers = [("setting", 30, {"hours": {"X": (10, given)}})]
        assert len(flags(answers=answers).flags) == reasons
    # One piece of several counts from below 60%.
    for given, reasons in ((0.6, 0), (0.55, 1)):
        answers = [("setting", 30, {"hours": {"X": (1, given), "Y": (9, 9)}})]
        assert len(flags(answers=answers).flags) == reasons


# ---- what was decided ----


def decided(on=10, decision="dismiss"):
    return {"pupil_id": "P1", "decision": decision, "decided_on": ago(on)}


def test_a_dismissal_stands_until_a_new_reason_or_a_worse_figure():
    told = known(**TROUBLED)
    review = flags_for("P1", told, weights=CALM)
    kept = kept_reasons(review)
    assert standing(decided(), kept, review.figures, told).stands
    less = [one for one in kept if one["reason"] != "unhappy"]
    again = standing(decided(), less, review.figures, told)
    assert (again.stands, again.since) == (False, "Since then new: the pupil is unhappy.")
    figures = {**review.figures, "falling": review.figures["falling"] + 0.5}
    assert standing(decided(), kept, figures, told).since == (
        "Since then worse: attainment is falling."
    )
    almost = {**review.figures, "falling": review.figures["falling"] + 0.4}
    assert standing(decided(), kept, almost, told).stands
    gone = {name: value for name, value in review.figures.items() if name != "falling"}
    assert standing(decided(), kept, gone, told).stands
    before = standing(decided(on=300), kept, review.figures, told)
    assert before.since == "A review was held since."


def test_the_score_alone_returns_when_it_has_grown():
    kept = [{"reason": "together", "figure": 0.5}]
    assert standing(decided(), kept, {"together": 0.59}, known()).stands
    again = standing(decided(), kept, {"together": 0.61}, known())
    assert again.since == "Since then worse: several signs together."


def test_the_list_shows_open_ones_and_those_decided_apart():
    told = known(**TROUBLED, others=3)
    every = reviews_of(told, weights=weights(move__move=Curve((0.0, 1.0), (0.0, 9.0), 0.0, 0.0)))
    kept = {one: kept_reasons(review_of(every, one)) for one in ("P1", "Q0", "Q1")}
    rows = {
        "P1": decided(),
        "Q0": {**decided(decision="review"), "pupil_id": "Q0"},
        "Q1": {**decided(), "pupil_id": "Q1"},
        "gone": decided(),
    }
    table = deciding.with_state(every, rows, {**kept, "Q1": []})
    assert list(table["state"]) == ["dismiss", "review", "open", "open"]
    assert table["again"].iloc[2] == "Since then new: a move between phases is not prepared."
    shown = {
        show: list(deciding.narrowed(table, show=show, reason="all")["pupil_id"])
        for show in deciding.SHOWN
    }
    assert shown == {
        "reasons": ["Q1", "Q2"],
        "suggested": ["Q1", "Q2"],
        "review": ["Q0"],
        "dismiss": ["P1"],
    }
    assert deciding.narrowed(table, show="reasons", reason="unhappy").empty
    for show in deciding.SHOWN:
        chosen = deciding.narrowed(table, show=show, reason="all")
        assert f"{len(chosen)} of 4 pupils with a plan in force" in deciding.reading(
            table, chosen, show=show
        )


def test_a_list_of_nobody_says_of_how_many():
    every = reviews_of(known(others=2), weights=CALM)
    table = deciding.with_state(every, {}, {})
    none = table.iloc[:0]
    assert deciding.reading(table, none, show="review") == (
        "None of the 3 pupils with a plan in force fits."
    )
    assert deciding.reading(none, none, show="reasons").startswith("Nobody whose record")


def test_silence_alone_is_shown_only_when_asked_for():
    every = reviews_of(known(**SILENT), weights=CALM)
    table = deciding.with_state(every, {}, {})
    assert deciding.narrowed(table, show="reasons", reason="all").empty
    assert len(deciding.narrowed(table, show="reasons", reason="silence")) == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"decision": "later"}, "decision", "Choose what you decide."),
        ({"note": ""}, "note", "Write why"),
        ({"note": "x" * 5000}, "note", "longer than"),
        ({"proposed": None}, "proposed", "Give the day"),
        ({"proposed": TODAY - datetime.timedelta(1)}, "proposed", "in the past"),
        ({"proposed": TODAY + datetime.timedelta(50)}, "proposed", "due anyway"),
        ({"proposed": TODAY + datetime.timedelta(366), "due": None}, "proposed", "a year away"),
    ],
)
def test_why_a_decision_cannot_be_kept(changes, field, words):
    fine = {
        "decision": "review",
        "note": "Hours are missing.",
        "proposed": deciding.proposed_day(TODAY),
        "due": TODAY + datetime.timedelta(50),
        "today": TODAY,
    }
    assert deciding.problems_of(**fine) == {}
    assert words in deciding.problems_of(**{**fine, **changes})[field]
    assert deciding.problems_of(**{**fine, "decision": "dismiss", "proposed": None}) == {}


def test_a_review_overdue_may_be_proposed_for_any_day_of_the_year():
    found = deciding.problems_of(
        decision="review",
        note="Late.",
        proposed=TODAY + datetime.timedelta(7),
        due=TODAY - datetime.timedelta(7),
        today=TODAY,
    )
    assert found == {}


def test_a_proposed_review_is_told_until_it_was_held():
    row = {"decision": "review", "proposed_on": "2027-02-01", "decided_on": "2027-01-15"}
    assert deciding.proposed_review(row, {}) == datetime.date(2027, 2, 1)
    held = {"review_held_on": "2027-01-30"}
    assert deciding.proposed_review(row, held) is None
    for none in (None, {**row, "decision": "dismiss"}, {**row, "proposed_on": None}):
        assert deciding.proposed_review(none, {}) is None
