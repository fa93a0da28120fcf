"""Shorthand and the phrases of orders, spelt out, and the place where each letter was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.plan_text.lint import lint_text
from analytics.plan_text.passages import passage
from analytics.plan_text.shorthand import spelt_out


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("3 x 20 mins p/w", "3 x 20 mins per week"),
        ("gp of 6, 4 ch.", "group of 6, 4 children"),
        ("See the GP.", "See the GP."),
        ("SB: 24 nts p/a", "short break: 24 nights per year"),
        ("Physio 2/52, rvw wkly", "Physio every 2 weeks, review weekly"),
        ("for 6/52", "for 6 weeks"),
        ("½ termly; 1/2 hr", "half termly; half hr"),
        ("He shall, upon arrival", "He will, on arrival"),
        ("at intervals of no more than six months", "every six months"),
        ("at intervals not exceeding six months", "every six months"),
        ("at intervals through the day", "at intervals through the day"),
        ("by end KS2, by EOY", "by end of KS2, by end of year"),
        ("a shallow pool, whereupon", "a shallow pool, whereupon"),
        ("Tchr to chk, sessional wkr", "teacher to check, sessional worker"),
        ("HLTA, PSHE, hrs, Mrs Bell, zzz", "HLTA, PSHE, hrs, Mrs Bell, zzz"),
        ("maths for 3 mths", "maths for 3 months"),
        ("weekly with a SaLT, the link SALT", "weekly with a SLT, the link SLT"),
        ("SALT: a SALT programme by SALT", "SALT: a SALT programme by SALT"),
        ("CT sets it up, ea h/t; CT scan", "class teacher sets it up, each half-term; CT scan"),
    ],
)
def test_it_is_spelt_out(written: str, full: str) -> None:
    assert spelt_out(written).text == full


def test_words_are_given_as_they_were_written() -> None:
    line = passage("TA 15m x 2 p/w, gp of 6")
    start = line.plain.index("per week")
    assert line.words(start, start + len("per week")) == "p/w"
    assert line.words(start + 4, start + 8) == "p/w"
    assert line.as_written(0, len(line.plain)) == "TA 15m x 2 p/w, gp of 6"
    assert line.as_written(3, 3) == ""


@given(st.text(alphabet="pw/ashlgt½ 12.'\n", max_size=40))
def test_nothing_written_is_lost(written: str) -> None:
    spelt = spelt_out(written)
    assert spelt.as_written(0, len(spelt.text)) == written


@pytest.mark.parametrize(
    ("text", "slot", "words"),
    [
        ("Phonics, TA, 15 mins p/d", "frequency", "p/d"),
        ("Phonics, TA, gp of 6", "group_size", "gp of 6"),
        ("Phonics, HLTA (Talk Boost cert.)", "expertise", "Talk Boost cert."),
    ],
)
def test_a_slot_stated_in_shorthand_shows_the_shorthand(text: str, slot: str, words: str) -> None:
    assert words in lint_text("F", text).stated[slot]


def test_vague_shorthand_is_named_as_written() -> None:
    assert lint_text("F", "Small gp maths, as req'd").vague == ("Small gp", "as req'd")
