"""Words made fit for paper."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from layouts.plans.paper.cleaning import NONE, Changes, cleaned, pieces
from tests.layouts.plans.made import HOSTILE, WHOLE, line, plan

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)


@given(ANYTHING)
def test_what_is_cleaned_can_stand_in_xml_and_loses_nothing_unsaid(text: str) -> None:
    found, changes = cleaned(text)
    place = etree.Element("t")
    place.text = found
    assert etree.fromstring(etree.tostring(place, encoding="utf-8")).text in (found, None)
    ends = text.replace("\r\n", "\n")
    assert len(found) == len(ends) - changes.turns
    kept = [
        one for one in text if unicodedata.category(one) not in ("Cc", "Cs", "Cn", "Cf", "Zl", "Zp")
    ]
    rest = iter(found)
    assert all(one in rest for one in kept)


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once, _ = cleaned(text)
    assert cleaned(once) == (once, NONE)


def test_what_was_changed_is_counted_and_said() -> None:
    found, changes = cleaned(plan([line("a", "A", "view", one) for one in HOSTILE[:3]]))
    assert found.lines[0].text == "��\ufffd[31mred� and � half"
    assert found.lines[1].text == "one\ntwo\nthree\nfour\nfive\tsix"
    assert found.lines[2].text == "esrever and isolate"
    assert changes == Changes(5, 4)
    assert changes.sentence == (
        "� stands for a character that cannot be printed (5 of them). "
        "Invisible marks of the direction of writing left out: 4."
    )
    assert NONE.sentence == ""


def test_a_plan_without_odd_words_stays_as_it_is() -> None:
    assert cleaned(WHOLE) == (WHOLE, NONE)


@given(ANYTHING)
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in pieces(text)) == text


def test_writing_from_right_to_left_is_told_apart_with_its_own_spaces() -> None:
    assert pieces("By שרה כהן, 12") == [("By ", False), ("שרה כהן", True), (", 12", False)]
    assert pieces("محمد ١٢٣") == [("محمد ١٢٣", True)]
    assert pieces("12. שרה כהן.") == [("12. שרה כהן.", True)]
    assert pieces("plain") == [("plain", False)]
    assert pieces("") == []
