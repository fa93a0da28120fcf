"""Sentences that may bear on a question stand where evidence leaves a place free."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.analyser import SendAnalyser
from analytics.reading.possible import NEIGHBOUR, SHOWN, possible, with_possible
from analytics.reading.relevance import TYPE_WEIGHT
from analytics.reading.scales import suggestions
from data.schemas.questions import QUESTION_IDS
from data.schemas.reading import DocumentReading, Statement
from tests.analytics.reading.papers import paper, said

CONDUCT = "She copies the shape of the mouth and makes no sound."


def perhaps(text: str, area: str, chance: float, **values: str) -> Statement:
    """Return a statement that may be about an area and is called so of none."""
    one = said(text, **values)
    return replace(one, reading=replace(one.reading, chances=((area, chance),)))


def shown(*documents: DocumentReading, area: str = "slc") -> list[str]:
    found = with_possible(suggestions(documents), documents)
    return [one.text for one in found[area].perhaps]


def test_a_likelier_sentence_comes_first_and_no_value_rests_on_it() -> None:
    one = paper(
        "a", [perhaps("He sits by the door now.", "slc", 0.1), perhaps(CONDUCT, "slc", 0.2)]
    )
    assert shown(one) == [CONDUCT, "He sits by the door now."]
    found = with_possible(suggestions([one]), [one])["slc"]
    assert (found.value, found.evidence) == (0, ())


def test_evidence_leaves_no_place_to_what_may_be() -> None:
    needs = [said(f"His speech is severely delayed, {n}.", "slc", severity="severe") for n in "abc"]
    assert shown(paper("a", [*needs, perhaps(CONDUCT, "slc", 0.2)])) == []
    assert shown(paper("a", [*needs[:2], perhaps(CONDUCT, "slc", 0.2)])) == [CONDUCT]


def test_a_sentence_counts_by_its_side_its_author_and_its_length() -> None:
    praise = perhaps("He tells his friend all about it.", "slc", 0.11, polarity="positive")
    need = perhaps(CONDUCT, "slc", 0.2)
    assert shown(paper("a", [need, praise]))[0] == praise.text
    assert shown(paper("a", [need]), paper("b", [praise, need], role="parent"))[0] == praise.text
    expert = paper("b", [need], role="speech_language_therapist")
    assert shown(paper("a", [praise]), expert)[0] == CONDUCT
    short = perhaps("Makes no sound.", "slc", 0.2)
    assert shown(paper("a", [short, perhaps(CONDUCT, "slc", 0.13)]))[0] == CONDUCT


def test_neighbours_in_a_passage_raise_a_sentence() -> None:
    apart = paper("a", [said("His speech is unclear.", "slc"), perhaps(CONDUCT, "english", 0.2)])
    together = replace(apart, statements=tuple(replace(s, passage=1) for s in apart.statements))
    worth = {each.text: worth for worth, each in possible([together])["slc"]}
    assert worth[CONDUCT] == pytest.approx(NEIGHBOUR * TYPE_WEIGHT["other"])
    assert "slc" not in possible([apart])


def test_another_child_a_relative_and_a_letterhead_are_never_shown() -> None:
    strange = paper("a", [perhaps(CONDUCT, "slc", 0.9)], about_pupil=False)
    relative = perhaps("His brother makes no sound at all.", "slc", 0.9, assertion="family")
    head = perhaps("Department of Speech Therapy", "slc", 0.9)
    assert shown(strange, paper("b", [relative, head])) == []


def test_chances_come_with_the_reasons(analyser: SendAnalyser) -> None:
    (told,) = analyser.read([CONDUCT])
    (plain,) = analyser.read([CONDUCT], explained=False)
    assert plain.chances == ()
    assert set(told.areas) <= {area for area, _ in told.chances} <= set(QUESTION_IDS)
    assert all(0.02 <= chance <= 1 for _, chance in told.chances)


chances = st.lists(st.tuples(st.sampled_from(QUESTION_IDS), st.floats(0.02, 1.0)), max_size=4)


@given(st.lists(chances, max_size=6))
def test_places_are_three_and_no_sentence_stands_twice(
    given: list[list[tuple[str, float]]],
) -> None:
    told = [
        replace(one, reading=replace(one.reading, chances=tuple(each)))
        for each in given
        for one in (said(CONDUCT, *(area for area, _ in each[:1])),)
    ]
    document = paper("a", told)
    for one in with_possible(suggestions([document]), [document]).values():
        both = [each.number for each in (*one.evidence, *one.perhaps)]
        assert len(both) == len(set(both))
        assert not one.perhaps or len(both) <= SHOWN
