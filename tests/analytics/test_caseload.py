"""The caseload: stages, dates and states by the calendar; filters, order, pages, search."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import caseload as module
from analytics.caseload import (
    COLUMNS,
    NEXT_STEPS,
    WITHOUT,
    caseload,
    filtered,
    headline,
    in_order,
    page_count,
    page_of,
    search,
)
from analytics.process.limits import FAMILY_DAYS
from data.schemas import ALL_CLUSTERS, EXCEPTIONS, PRIMARY_NEEDS, QUESTION_IDS, STAGES
from tests import oracles
from tests.analytics.invented import table

TODAY = datetime.date(2026, 11, 22)
SCHOOLS = {"S1": "Oak Primary", "S2": "Elm Academy", "S3": "Ash School"}

LETTERS = st.text(alphabet="abAB1.", min_size=1, max_size=3)
SOME_DAY = st.one_of(
    st.none(),
    st.integers(-40, 900).map(lambda back: (TODAY - datetime.timedelta(days=back)).isoformat()),
)
PUPIL = st.fixed_dictionaries(
    {
        "birth_month": st.integers(1, 12),
        "birth_year": st.integers(2001, 2026),
        "school_id": st.sampled_from([None, *SCHOOLS]),
        "co_ordinator": st.sampled_from([None, "ann", "bo"]),
    }
)
REQUEST = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {
            "stage": st.sampled_from(list(STAGES)),
            "exception": st.sampled_from([None, *EXCEPTIONS]),
            **dict.fromkeys(
                ("requested_on", "draft_on", "final_on", "review_due_on", "closed_on"), SOME_DAY
            ),
        }
    ),
)
ASSESSMENT = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {
            "cluster": st.sampled_from([None, *ALL_CLUSTERS]),
            "primary_need": st.sampled_from([None, *PRIMARY_NEEDS]),
            "asd": st.sampled_from([None, 0, 2]),
            "slc": st.sampled_from([None, 1]),
        }
    ),
)
BOOKS = st.dictionaries(LETTERS, st.tuples(PUPIL, REQUEST, ASSESSMENT), max_size=8)
READ = ("pupil_id", "primary_need", "cluster", *QUESTION_IDS)


def tables(books: dict[str, tuple]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the three tables, requests and assessments in another order than the pupils."""
    rows: list[list[dict[str, Any]]] = [[], [], []]
    for pupil_id, entries in books.items():
        for place, entry in enumerate(entries):
            if entry is not None:
                rows[place].append({"pupil_id": pupil_id, **entry})
    for pupil in rows[0]:
        pupil["invented"] = True
    assessments = table("assessments", rows[2][::-1], READ)
    return table("pupils", rows[0]), table("requests", rows[1][::-1]), assessments


def made(books: dict[str, tuple], today: datetime.date = TODAY) -> pd.DataFrame:
    return caseload(*tables(books), today=today)


def one(
    stage: str, *, born: tuple[int, int] = (2018, 3), today: datetime.date = TODAY, **dates: str
):
    entry = {"birth_year": born[0], "birth_month": born[1]}
    return made({"P1": (entry, {"stage": stage, **dates}, None)}, today).iloc[0]


def plain(value: object) -> object:
    return None if pd.isna(value) else value


@pytest.mark.no_cover
@settings(deadline=None, max_examples=40)
@given(BOOKS)
def test_every_row_is_what_the_calendar_says(books):
    frame = made(books)
    assert list(frame["pupil_id"]) == list(books)
    for row, (pupil_id, (pupil, request, assessment)) in zip(
        frame.to_dict("records"), books.items(), strict=True
    ):
        told = oracles.process({"pupil_id": pupil_id, **pupil}, request, assessment, TODAY)
        waiting = told.pop("family_waited_for")
        assert {name: plain(row[name]) for name in told} == told
        assert {name: plain(row[name]) for name in ("school_id", "co_ordinator")} == {
            name: pupil[name] for name in ("school_id", "co_ordinator")
        }
        steps = {**NEXT_STEPS, None: module.NO_REQUEST_STEP}
        assert row["next_step"] == (module.FAMILY_ANSWERS if waiting else steps[told["stage"]])


@settings(deadline=None, max_examples=6)
@given(BOOKS)
def test_the_tables_may_be_indexed_or_not(books):
    whole = made(books)
    indexed = caseload(*(t.drop(columns="pupil_id") for t in tables(books)), today=TODAY)
    numbered = caseload(*(t.reset_index(drop=True) for t in tables(books)), today=TODAY)
    pd.testing.assert_frame_equal(indexed, whole)
    pd.testing.assert_frame_equal(numbered, whole)


def test_no_pupils_make_an_empty_caseload_with_its_columns():
    empty = made({})
    assert empty.empty
    assert {name: str(dtype) for name, dtype in empty.dtypes.items()} == COLUMNS
    for frame in (
        filtered(empty, text="a", stage="final", cluster="X1", mine="ann", state="late"),
        empty.iloc[in_order(empty, "cluster")],
        page_of(empty, in_order(empty, "pupil_id"), 3, 10),
    ):
        assert list(frame.columns) == list(COLUMNS)
    assert headline(empty) == "No pupils to show."


def test_a_pupil_without_request_or_assessment_shows_as_such():
    row = made({"P1": ({"birth_year": 2018, "birth_month": 3}, None, None)}).iloc[0]
    assert (row["stage_label"], row["next_step"]) == ("No request yet", "Record the request")
    assert (row["state"], row["answered"], row["age_years"], row["age_band"]) == (
        "ok",
        0,
        8,
        "5-10",
    )
    for name in ("stage", "cluster", "primary_need", "due_on", "days_left", "week", "school_id"):
        assert pd.isna(row[name])


@pytest.mark.parametrize(
    ("stage", "dates", "due_on"),
    [
        ("requested", {"requested_on": "2026-10-11"}, "2026-11-22"),
        ("assessing", {"requested_on": "2026-08-02"}, "2026-11-22"),
        ("drafting", {"requested_on": "2026-07-20"}, "2026-11-22"),
        ("consulting", {"requested_on": "2026-07-05"}, "2026-11-22"),
        ("final", {"requested_on": "2025-01-01", "final_on": "2025-11-23"}, "2026-11-22"),
        ("final", {"final_on": "2024-02-29"}, "2025-02-28"),
        ("review", {"final_on": "2025-01-01", "review_due_on": "2026-11-22"}, "2026-11-22"),
        ("review", {"final_on": "2025-11-23"}, "2026-11-22"),
        ("not_assessed", {"requested_on": "2026-10-11"}, None),
        ("no_plan", {"requested_on": "2026-10-11"}, None),
        ("ceased", {"requested_on": "2026-10-11", "final_on": "2026-10-12"}, None),
    ],
)
def test_the_day_that_each_step_is_due(stage, dates, due_on):
    row = one(stage, **dates)
    assert plain(row["due_on"]) == due_on
    assert row["next_step"] == NEXT_STEPS[stage]


def test_a_draft_sent_on_its_last_day_leaves_the_family_its_15_days():
    row = one("drafting", requested_on="2026-07-20")
    sent = datetime.date.fromisoformat(row["due_on"])
    final = datetime.date.fromisoformat(one("consulting", requested_on="2026-07-20")["due_on"])
    assert (final - sent).days == FAMILY_DAYS
    dates = {"requested_on": "2026-07-20", "draft_on": sent.isoformat()}
    eve, last = final - datetime.timedelta(days=1), final
    assert one("consulting", today=eve, **dates)["next_step"] == module.FAMILY_ANSWERS
    assert one("consulting", today=last, **dates)["next_step"] == "Issue the final plan"


@pytest.mark.parametrize(
    ("requested_on", "days_left", "state"),
    [
        ("2026-10-10", -1, "late"),
        ("2026-10-11", 0, "watch"),
        ("2026-10-25", 14, "watch"),
        ("2026-10-26", 15, "ok"),
    ],
)
def test_the_state_turns_on_the_days_left(requested_on, days_left, state):
    row = one("requested", requested_on=requested_on)
    assert (row["days_left"], row["state"]) == (days_left, state)


@pytest.mark.parametrize("stage", ["assessing", "drafting", "consulting"])
def test_an_exception_marks_the_limit_and_moves_no_date(stage):
    plain = one(stage, requested_on="2026-01-05")
    freed = one(stage, requested_on="2026-01-05", exception="away", exception_on="2026-03-02")
    assert (plain["state"], freed["state"]) == ("late", "excepted")
    assert (freed["due_on"], freed["days_left"]) == (plain["due_on"], plain["days_left"])
    assert "1 with an exception to the limit, 0 on time" in headline(freed.to_frame().T)


@pytest.mark.parametrize("stage", ["requested", "final"])
def test_an_exception_frees_no_other_limit(stage):
    freed = one(stage, requested_on="2026-01-05", final_on="2024-01-05", exception="away")
    assert freed["state"] == "late"


def test_weeks_count_until_today_the_final_plan_or_the_closing():
    assert one("assessing", requested_on="2026-11-09")["week"] == 1
    assert one("assessing", requested_on="2026-11-08")["week"] == 2
    assert one("final", requested_on="2026-01-01", final_on="2026-05-21")["week"] == 20
    assert one("no_plan", requested_on="2026-01-01", closed_on="2026-04-23")["week"] == 16


def test_a_date_that_is_none_counts_as_missing():
    row = one("requested", requested_on="soon")
    assert pd.isna(row["due_on"])
    assert row["state"] == "ok"


def test_answered_counts_the_20_questions_only():
    scores = dict.fromkeys(QUESTION_IDS, 1) | {"asd": None, "slc_note": "n", "slc_validated": True}
    frame = made({"P1": ({"birth_year": 2018, "birth_month": 3}, None, scores)})
    assert frame["answered"].tolist() == [19]


@settings(deadline=None, max_examples=12)
@given(BOOKS)
def test_the_filters_share_the_caseload_out(books):
    frame = made(books)
    for column, values in (
        ("stage", [*STAGES, WITHOUT]),
        ("cluster", [*ALL_CLUSTERS, WITHOUT]),
        ("state", list(module.URGENCY)),
    ):
        parts = [filtered(frame, **{column: value}) for value in values]
        assert sorted(pd.concat(parts)["pupil_id"]) == sorted(frame["pupil_id"])
        assert sum(map(len, parts)) == len(frame)


@settings(deadline=None, max_examples=15)
@given(
    BOOKS,
    st.sampled_from(["", " a", "B1", "oak", "."]),
    st.sampled_from(["", "final", WITHOUT]),
    st.sampled_from([None, "", "ann"]),
)
def test_filters_together_are_each_in_turn_and_asking_nothing_keeps_all(books, text, stage, mine):
    frame = made(books)
    together = filtered(frame, text=text, stage=stage, mine=mine, names=SCHOOLS)
    in_turn = filtered(filtered(filtered(frame, stage=stage), mine=mine), text=text, names=SCHOOLS)
    pd.testing.assert_frame_equal(together, in_turn)
    sought = text.strip().lower()
    for row in filtered(frame, text=text, names=SCHOOLS).to_dict("records"):
        school = SCHOOLS.get(plain(row["school_id"]) or "", "")
        assert sought in row["pupil_id"].lower() or sought in school.lower()
    pd.testing.assert_frame_equal(filtered(frame), frame)


def test_text_is_looked_for_as_it_stands_not_as_a_pattern():
    born = {"birth_year": 2018, "birth_month": 3, "school_id": "S1"}
    frame = made({"A.1": (born, None, None), "Ab1": (born, None, None)})
    assert filtered(frame, text="a.1")["pupil_id"].tolist() == ["A.1"]
    assert filtered(frame, text="OAK", names=SCHOOLS)["pupil_id"].tolist() == ["A.1", "Ab1"]
    assert filtered(frame, text="oak").empty
    assert search(tables({"A.1": (born, None, None)})[0], "a(").empty


def expected_order(frame: pd.DataFrame, column: str, ascending: bool) -> list[str]:
    ranks = {
        "stage": list(STAGES),
        "stage_label": [*STAGES.values()],
        "cluster": list(ALL_CLUSTERS),
        "state": ["late", "watch", "ok", "excepted"],
    }.get(column)
    rows = sorted(frame.to_dict("records"), key=lambda row: row["pupil_id"])
    known = [row for row in rows if not pd.isna(row[column]) and row[column] != "No request yet"]
    rest = [row for row in rows if row not in known]
    known.sort(
        key=lambda row: ranks.index(row[column]) if ranks else row[column], reverse=not ascending
    )
    return [row["pupil_id"] for row in [*known, *rest]]


@pytest.mark.no_cover
@settings(deadline=None, max_examples=30)
@given(BOOKS, st.sampled_from(list(COLUMNS)), st.booleans())
def test_order_is_by_meaning_with_the_missing_last_and_equals_by_reference(books, column, up):
    frame = made(books)
    found = frame.iloc[in_order(frame, column, up)]
    assert found["pupil_id"].tolist() == expected_order(frame, column, up)


def test_an_unknown_column_leaves_the_order_by_reference():
    frame = made({name: ({"birth_year": 2018, "birth_month": 3}, None, None) for name in "cab"})
    assert frame.iloc[in_order(frame, "__class__")]["pupil_id"].tolist() == ["a", "b", "c"]


@settings(deadline=None, max_examples=12)
@given(BOOKS, st.integers(-2, 9), st.integers(-1, 5))
def test_pages_share_the_rows_out_and_stay_in_range(books, page, size):
    frame = made(books)
    pages = [
        page_of(frame, np.arange(len(frame)), n, size)
        for n in range(1, page_count(frame, size) + 1)
    ]
    pd.testing.assert_frame_equal(pd.concat(pages), frame)
    assert all(len(rows) <= max(1, size) for rows in pages)
    shown = page_of(frame, np.arange(len(frame)), page, size)
    pd.testing.assert_frame_equal(shown, pages[min(max(page, 1), len(pages)) - 1])


def test_headline_counts_what_is_late_and_what_is_due():
    born = {"birth_year": 2018, "birth_month": 3}
    stages = {"a": "2026-10-01", "b": "2026-10-20", "c": "2026-11-20", "d": "2026-10-02"}
    frame = made(
        {
            name: (born, {"stage": "requested", "requested_on": day}, None)
            for name, day in stages.items()
        }
    )
    assert headline(frame) == (
        "4 pupils: 2 late, 1 due within 14 days, 1 on time or with nothing due."
    )
    assert headline(frame.head(1)).startswith("1 pupil: 1 late, 0 due")
    assert headline(pd.concat([frame] * 300)).startswith("1,200 pupils: 600 late")


@settings(deadline=None, max_examples=30)
@given(BOOKS, st.one_of(LETTERS, st.sampled_from(["", "  ", "oak", "SCHOOL", "e"])), st.booleans())
def test_search_finds_exact_then_start_then_part_then_school(books, text, with_names):
    pupils = tables(books)[0]
    names = SCHOOLS if with_names else None
    found = search(pupils, text, limit=50, names=names)
    schools = [pupil["school_id"] for pupil, _, _ in books.values()]
    expected = oracles.search(list(books), schools, names or {}, text)
    assert sorted(found["pupil_id"].str.lower()) == sorted(x.lower() for x in expected)
    assert found["pupil_id"].str.lower().tolist() == [x.lower() for x in expected]
    assert list(found.columns) == list(pupils.columns)


def test_search_stops_at_its_limit_and_takes_either_form_of_the_table():
    born = {"birth_year": 2018, "birth_month": 3}
    pupils = tables({f"P{n:02}": (born, None, None) for n in range(30)})[0]
    assert len(search(pupils, "p")) == 20
    assert search(pupils, "P07", limit=1)["pupil_id"].tolist() == ["P07"]
    assert search(pupils.drop(columns="pupil_id"), "p07").index.tolist() == ["P07"]
    assert search(pupils.iloc[:0], "p").empty
