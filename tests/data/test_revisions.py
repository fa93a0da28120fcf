"""Which revision is the current one, held against a slow and obvious answer."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from data import revisions
from data.entries import Entry
from data.revisions import arrow_schema, current, extend, row_of
from data.rows import rows_of
from data.schemas import TABLES
from tests.data.model import pupil, whole

PUPILS = TABLES["pupils"]
NOTHING = arrow_schema(PUPILS).empty_table()
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def entry(sequence, key, *, erased=False):
    payload = None if erased else whole("pupils", pupil(key, school_id=f"S{sequence}"))
    return Entry(sequence, NOW, "ana", "x", "pupils", key, 1, "r", payload, "", "", "")


def journal_after(steps):
    """Return the entries as they read after these saves and erasures, each of a key."""
    last_erased = {key: number for number, (key, erased) in enumerate(steps) if erased}
    return [
        entry(number, f"P{key}", erased=number <= last_erased.get(key, -1))
        for number, (key, _) in enumerate(steps)
    ]


def slow_rows(steps):
    """Return the last revision of each row, the rows in the order of their first."""
    rows = {}
    for number, (key, erased) in enumerate(steps):
        if erased:
            rows.pop(f"P{key}", None)
        else:
            rows[f"P{key}"] = f"S{number}"
    return rows


STEPS = st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=30)
MANY = st.lists(st.tuples(st.integers(0, 150), st.just(value=False)), min_size=140, max_size=300)


def found(rows):
    return rows_of(rows, PUPILS).frame["school_id"].to_dict()


@settings(max_examples=50, deadline=None)
@given(steps=STEPS, cut=st.integers(0, 30))
def test_current_rows_are_the_same_however_the_entries_arrive(steps, cut):
    at_once = current(extend(NOTHING, PUPILS, journal_after(steps)), PUPILS)
    first = current(extend(NOTHING, PUPILS, journal_after(steps[:cut])), PUPILS)
    in_two = current(extend(first, PUPILS, journal_after(steps)[cut:]), PUPILS)
    assert list(found(at_once).items()) == list(slow_rows(steps).items())
    assert at_once.equals(in_two)


@settings(max_examples=50, deadline=None)
@given(steps=STEPS, cut=st.integers(0, 30))
def test_a_frame_brought_up_to_date_is_the_frame_made_anew(steps, cut):
    anew = rows_of(current(extend(NOTHING, PUPILS, journal_after(steps)), PUPILS), PUPILS)
    first = rows_of(current(extend(NOTHING, PUPILS, journal_after(steps[:cut])), PUPILS), PUPILS)
    later = first.after(journal_after(steps)[cut:])
    assert_frame_equal(later.frame, anew.frame)
    assert later.columns == anew.columns


def test_many_rows_are_replaced_all_at_once(monkeypatch):
    steps = [(key, False) for key in range(10)]
    rows = rows_of(current(extend(NOTHING, PUPILS, journal_after(steps)), PUPILS), PUPILS)
    later = [entry(20 + key, f"P{key}") for key in reversed(range(5))]
    in_place = rows.after(later)
    monkeypatch.setattr("data.rows.MOST_REPLACED", 4)
    monkeypatch.setattr(type(rows), "_replaced", None)
    assert_frame_equal(rows.after(later).frame, in_place.frame)


def test_a_frame_already_handed_out_does_not_change():
    before = rows_of(current(extend(NOTHING, PUPILS, journal_after([(1, False)])), PUPILS), PUPILS)
    handed_out = before.frame.copy(deep=False)
    after = before.after([entry(5, "P1")])
    assert after.frame["school_id"].to_list() == ["S5"]
    assert handed_out["school_id"].to_list() == before.frame["school_id"].to_list() == ["S0"]


def test_columns_that_did_not_change_are_not_made_anew():
    before = rows_of(current(extend(NOTHING, PUPILS, journal_after([(1, False)])), PUPILS), PUPILS)
    after = before.after([entry(5, "P1")])
    names = [*PUPILS.column_names, "revision", "recorded_at", "actor", "sequence"]
    changed = {
        name
        for name, old, new in zip(names, before.arrays, after.arrays, strict=True)
        if old is not new
    }
    assert changed == {"school_id", "sequence"}


@settings(max_examples=10, deadline=None)
@given(steps=MANY)
def test_many_moves_are_taken_one_by_one(steps):
    rows = current(extend(NOTHING, PUPILS, journal_after(steps)), PUPILS)
    assert list(found(rows).items()) == list(slow_rows(steps).items())


def test_entries_are_taken_in_portions(monkeypatch):
    monkeypatch.setattr(revisions, "ENTRIES_AT_ONCE", 2)
    steps = [(1, False), (2, False), (1, True), (3, False), (2, False)]
    assert found(current(extend(NOTHING, PUPILS, journal_after(steps)), PUPILS)) == slow_rows(steps)


def test_a_column_declared_since_is_missing_and_one_dropped_is_left_out():
    made = entry(1, "P1")
    made.payload["retired"] = made.payload.pop("sex")
    row = row_of(made, PUPILS)
    assert row["sex"] is None
    assert "retired" not in row
