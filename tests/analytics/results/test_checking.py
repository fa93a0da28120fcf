from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.results import checking
from analytics.results.checking import (
    ASK,
    EMPTY,
    KEEP,
    THERE,
    WRONG,
    Checked,
    Kept,
    check,
    same_words,
)
from analytics.results.lines import KnownLine
from analytics.results.sheet import read_sheet
from data.schemas.readers import NOTE_LENGTH
from tests.analytics.results.sheets import KNOWN, TALK, TODAY, preview, written

KEY = ("P1", "E-talk", "2026-05-03")
GOOD = {"attainment": "1", "evidence": "Asks each day", "given_on": "3/5/2026"}


def only(row: dict[str, str], **more: object) -> Checked:
    (checked,) = preview(row, **more).rows
    return checked


def test_a_sound_row_is_to_be_kept_with_what_it_says():
    found = only(GOOD)
    assert (found.state, found.problems, found.notes) == (KEEP, (), ())
    assert found.result.key == KEY
    assert found.result.said == (1, None, "Asks each day")
    assert found.result.value == "More than hoped"
    assert found.result.line == KNOWN["P1"]["E-talk"]


def test_provision_takes_hours_a_note_or_both_and_no_date_is_today():
    row = {"line_id": "F-therapy", "given_hours": "0,75"}
    result = only(row).result
    assert (result.given_hours, result.given_on) == (0.75, TODAY.isoformat())
    assert result.value == "0.75 hours a week"
    noted = only({"line_id": "F-therapy", "evidence": "Begins in June"}).result
    assert (noted.given_hours, noted.evidence, noted.value) == (None, "Begins in June", "")


def test_a_row_that_was_left_empty_is_no_error_whoever_it_is_about():
    assert only({"pupil_id": "NOBODY", "given_on": "3/5/2026"}).state == EMPTY


@pytest.mark.parametrize(
    ("row", "heading", "words"),
    [
        ({"pupil_id": ""}, "Pupil", "missing"),
        ({"pupil_id": "P9"}, "Pupil", "cannot record results"),
        ({"line_id": ""}, "Line", "missing"),
        ({"line_id": "E-none"}, "Line", "no such line"),
        ({"pupil_id": "P2", "line_id": "E-tidy"}, "Line", "no such line"),
        ({"attainment": ""}, "Attainment (-2 to 2)", "missing"),
        ({"attainment": "good"}, "Attainment (-2 to 2)", "none of the five steps"),
        ({"attainment": "=1+1"}, "Attainment (-2 to 2)", "formula"),
        ({"evidence": "#NAME?"}, "What shows it, or a note", "in place of what was typed"),
        ({"evidence": "x" * (NOTE_LENGTH + 1)}, "What shows it, or a note", "the most is 4,000"),
        ({"evidence": "bell \x07"}, "What shows it, or a note", "cannot be kept"),
        ({"given_hours": "2"}, "Hours given a week", "no hours"),
        ({"line_id": "F-therapy"}, "Attainment (-2 to 2)", "not attained"),
        (
            {"line_id": "F-therapy", "attainment": "", "given_hours": "two"},
            "Hours given a week",
            "no number of hours",
        ),
        (
            {"line_id": "F-therapy", "attainment": "", "given_hours": "169"},
            "Hours given a week",
            "168 hours",
        ),
        ({"given_on": "13/13/2026"}, "Date", "is not a date"),
        ({"given_on": "11/5/2026"}, "Date", "11 May 2026 has not come yet"),
        ({"given_on": "3 May 2016"}, "Date", "more than two years ago"),
    ],
)
def test_each_thing_that_is_wrong_has_its_column_and_a_sentence(
    row: dict[str, str], heading: str, words: str
):
    found = only({**GOOD, **row})
    assert (found.state, found.result) == (WRONG, None)
    ((column, sentence),) = found.problems
    assert column == heading
    assert words in sentence
    assert sentence.endswith(".")
    assert found.told == f"{column}: {sentence}"


def test_everything_wrong_in_a_row_is_told_at_once():
    found = only({"attainment": "good", "given_hours": "2", "given_on": "x" * 60})
    assert [column for column, _ in found.problems] == [
        "Attainment (-2 to 2)", "Hours given a week", "Date",
    ]  # fmt: skip
    assert "x" * 40 + "…" in found.told


def test_values_beyond_the_headings_are_refused():
    text = written([{**GOOD, "pupil_id": "P1", "line_id": "E-talk"}]).replace("\r\n", ",\r\n")
    text = text.replace(",\r\n", "\r\n", 1).replace(",\r\n", ",more\r\n")
    (found,) = check(read_sheet(text), known=KNOWN, kept={}, today=TODAY).rows
    assert (found.state, found.problems) == (WRONG, (("", checking.BEYOND),))
    assert found.told == checking.BEYOND


def test_a_pupil_of_another_school_and_one_who_does_not_exist_are_told_alike():
    theirs, nobody = preview({**GOOD, "pupil_id": "P2"}, {**GOOD, "pupil_id": "P9"}).rows
    assert theirs.state == KEEP
    narrowed = preview(
        {**GOOD, "pupil_id": "P2"}, {**GOOD, "pupil_id": "P9"}, known={"P1": KNOWN["P1"]}
    )
    told, other = narrowed.rows
    assert (told.state, told.problems, told.result) == (other.state, other.problems, other.result)
    assert nobody.problems == told.problems


def test_a_line_taken_out_of_the_plan_is_kept_only_when_a_person_confirms_it():
    found = preview({**GOOD, "line_id": "E-tidy"}, GOOD)
    assert [one.state for one in found.rows] == [ASK, KEEP]
    assert found.rows[0].notes == (checking.OUT,)
    assert [one.key[1] for one in found.results(confirmed=False)] == ["E-talk"]
    assert [one.key[1] for one in found.results(confirmed=True)] == ["E-tidy", "E-talk"]


def test_words_that_a_spreadsheet_only_respelt_are_the_same():
    assert same_words("Ari’s aim – “talk”", "ari's  aim - 'talk'")
    assert only({**GOOD, "text": "ari will ask for help in class"}).state == KEEP


def test_words_that_differ_are_asked_about_and_those_of_then_are_kept_if_the_plan_had_them():
    line = dataclasses.replace(KNOWN["P1"]["E-talk"], earlier=("Ari will speak.", TALK.text))
    known = {"P1": {"E-talk": line}}
    then = only({**GOOD, "text": "Ari will speak"}, known=known)
    assert then.state == ASK
    assert TALK.text in then.told
    assert then.result.line.text == "Ari will speak."
    made_up = only({**GOOD, "text": "Ari will fly"}, known=known)
    assert (made_up.state, made_up.result.line.text) == (ASK, TALK.text)


def test_what_is_kept_already_is_not_kept_twice_and_another_result_of_the_day_replaces_it():
    kept = {KEY: Kept(1, None, "Asks each day", 3)}
    assert only(GOOD, kept=kept).state == THERE
    other = only({**GOOD, "attainment": "2"}, kept=kept)
    assert (other.state, other.result.replaces) == (ASK, 3)
    assert other.told == (
        "This replaces what was kept for this day: More than hoped, “Asks each day”."
    )
    another_day = only({**GOOD, "given_on": "4/5/2026"}, kept=kept)
    assert (another_day.state, another_day.result.replaces) == (KEEP, 0)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (Kept(None, 0.5, "", 1), "for this day: 0.5 hours a week."),
        (Kept(None, None, "Begins in May", 1), "for this day: “Begins in May”."),
    ],
)
def test_what_is_replaced_is_told_in_words(kept, words):
    row = {"line_id": "F-therapy", "given_hours": "0,75", "given_on": "3/5/2026"}
    assert only(row, kept={("P1", "F-therapy", "2026-05-03"): kept}).told.endswith(words)


def test_a_file_that_contradicts_itself_replaces_nothing_twice():
    kept = {KEY: Kept(1, None, "Asks each day", 1)}
    rows = ({**GOOD, "attainment": "2"}, {**GOOD, "attainment": "0"}, {**GOOD, "attainment": "2"})
    assert [one.state for one in preview(*rows, kept=kept).rows] == [ASK, WRONG, THERE]
    assert [one.state for one in preview(GOOD, rows[0], kept=kept).rows] == [THERE, WRONG]


def test_putting_back_what_was_replaced_is_another_request():
    digests = {
        preview({**GOOD, "attainment": "2"}, kept={KEY: Kept(1, None, "", revision)}).digest
        for revision in (1, 3)
    }
    assert len(digests) == 2


def test_the_same_row_twice_is_kept_once_and_two_that_differ_are_told():
    found = preview(GOOD, GOOD, {**GOOD, "attainment": "0"}, {**GOOD, "pupil_id": "P2"})
    assert [one.state for one in found.rows] == [KEEP, THERE, WRONG, KEEP]
    assert "Row 2 says the same" in found.rows[1].told
    assert "in row 2" in found.rows[2].told
    assert len(found.results(confirmed=True)) == 2
    assert found.of(THERE, WRONG) == found.rows[1:3]


def test_the_digest_changes_with_anything_that_was_shown():
    first = preview(GOOD, {"attainment": ""})
    assert first.digest == preview(GOOD, {"attainment": ""}).digest
    others = {
        preview({**GOOD, "attainment": "2"}, {"attainment": ""}).digest,
        preview(GOOD, {**GOOD, "attainment": "x"}).digest,
        preview(GOOD, {"attainment": ""}, kept={KEY: Kept(1, None, "Asks each day", 1)}).digest,
        preview(GOOD, {"attainment": ""}, known={"P1": {"E-talk": KnownLine(TALK, True)}}).digest,
        first.digest,
    }
    assert len(others) == 5


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "pupil_id": st.sampled_from(["P1", "P2", "P9", ""]),
            "line_id": st.sampled_from(["E-talk", "E-tidy", "F-therapy", ""]),
            "attainment": st.sampled_from(["", "-2", "0", "As hoped", "=1", "good"]),
            "given_hours": st.sampled_from(["", "2", "2,5", "lots"]),
            "evidence": st.sampled_from(["", "Seen", "#REF!"]),
            "given_on": st.sampled_from(["", "3/5/2026", "2026-05-03", "1/6/2026"]),
        }
    ),
    min_size=1,
    max_size=6,
)


@given(ROWS)
@settings(max_examples=60)
def test_every_row_is_told_and_no_two_results_are_of_one_line_and_day(rows: list[dict[str, str]]):
    text = written(rows)
    if not text.replace(",", "").strip().count("\n"):
        return
    found = check(read_sheet(text), known=KNOWN, kept={}, today=TODAY)
    keys = [one.key for one in found.results(confirmed=True)]
    assert len(keys) == len(set(keys))
    assert {pupil for pupil, _, _ in keys} <= set(KNOWN)
    assert all(bool(one.result) == (one.state in (KEEP, ASK, THERE)) for one in found.rows)
    assert all(one.told or one.state in (KEEP, EMPTY) for one in found.rows)
    assert all(datetime.date.fromisoformat(day) <= TODAY for _, _, day in keys)
    # Sent again once it is kept, nothing of it is kept a second time.
    kept = {one.key: Kept(*one.said, 1) for one in found.results(confirmed=True)}
    again = check(read_sheet(text), known=KNOWN, kept=kept, today=TODAY)
    assert again.results(confirmed=True) == ()
