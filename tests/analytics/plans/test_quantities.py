"""Quantities in figures and in words, and those that no source gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.plans.quantities import quantities, unsourced
from data.schemas.plans import Citation, Line


def read(text: str) -> list[tuple[str, str]]:
    return [(one.value, one.unit) for one in quantities(text)]


def line(text: str, *quotes: str) -> Line:
    sources = tuple(Citation("document", "D1", "A report", quote) for quote in quotes)
    return Line("F-1", "F", "provision", text, 10.0, sources=sources)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "One session a week of 45 minutes",
            [("1", "session"), ("every", "week"), ("45", "minute")],
        ),
        ("1:1 for 12 hours a week", [("1:1", "ratio"), ("12", "hour"), ("every", "week")]),
        ("one-to-one", [("1:1", "ratio")]),
        ("a ratio of 2:1", [("2:1", "ratio")]),
        ("half an hour twice weekly", [("0.5", "hour"), ("2x", ""), ("every", "week")]),
        ("20 to 30 minutes", [("20", "minute"), ("30", "minute")]),
        ("twenty-five per cent", [("25", "%")]),
        ("25%", [("25", "%")]),
        ("on 3 May 2026 at 9.15", [("3 may 2026", "date"), ("9.15", "")]),
        ("0.50 FTE", [("0.5", "fte")]),
        ("£4,100", [("4100", "£")]),
        ("the 3rd centile, or third", [("3th", ""), ("3th", "")]),
        ("each half term", [("every", "half term")]),
        ("007 cases", [("7", "case")]),
        ("½ a day", [("0.5", "day")]),
        ("SP2, X10 and EX1; no one; first language; a mild one", []),
        ("every day and daily", [("every", "day"), ("every", "day")]),
    ],
)
def test_a_text_is_read_for_its_quantities(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


def test_words_stand_where_they_were_found() -> None:
    text = "Practice for 15 minutes, twice a day"
    for one in quantities(text):
        assert text[one.start : one.end] == one.words


@pytest.mark.parametrize(
    ("text", "quote", "missing"),
    [
        ("For 45 minutes", "for 45 mins", ()),
        ("For forty-five minutes", "for 45 minutes", ()),
        ("For 45 minutes", "for 45 hours", ("45",)),
        ("For 45 minutes", "", ("45",)),
        ("Twice a week", "two sessions a week", ("Twice",)),
        ("One to one", "1:1", ()),
        ("3 days", "on 3 May 2026", ("3",)),
        ("No figures here", "", ()),
    ],
)
def test_a_quantity_must_stand_in_a_quote(text: str, quote: str, missing: tuple[str, ...]) -> None:
    assert unsourced(line(text, quote)) == missing


def test_any_of_several_quotes_will_do() -> None:
    assert unsourced(line("12 hours, 2 pupils", "12 hours", "2 children")) == ()


@given(st.integers(0, 999), st.sampled_from(["minutes", "hours", "pupils", "times", "weeks"]))
def test_a_quote_of_itself_is_enough_and_another_number_is_not(number: int, unit: str) -> None:
    text = f"For {number} {unit}."
    assert unsourced(line(text, text)) == ()
    assert unsourced(line(text, f"For {number + 1} {unit}.")) == (str(number),)


@given(st.text(max_size=200))
def test_any_text_quoted_whole_is_sourced(text: str) -> None:
    assert unsourced(line(text, text)) == ()
