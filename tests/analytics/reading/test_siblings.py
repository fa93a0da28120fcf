"""What is told of a brother or sister is no need of the pupil's."""

import pytest

from analytics.reading.about import Pupil
from analytics.reading.siblings import siblings, without_siblings
from data.schemas.reading import Person
from tests.analytics.reading.papers import paper, said

PEOPLE = (
    Person("Hania Wrona", ("Hania",), "sister", ()),
    Person("Ben", ("Ben",), "brother", ()),
    Person("Ada Wrona", ("Ada",), None, ()),
    Person("Miss Oak", ("Miss Oak",), "teacher", ()),
)


ADA = Pupil(first="ada")


def test_who_is_a_sibling() -> None:
    assert siblings(PEOPLE, pupil=ADA) == {"Hania", "Ben"}
    assert siblings(PEOPLE, pupil=Pupil(first="ben")) == {"Hania"}
    assert siblings(PEOPLE, pupil=Pupil(first="benjamin", also=frozenset(["ben"]))) == {"Hania"}
    assert siblings(PEOPLE, pupil=Pupil()) == frozenset()


@pytest.mark.parametrize(
    ("text", "of_family"),
    [
        ("Hania is anxious at school.", True),
        ("His sister Hania has epilepsy.", True),
        ("Ben's hearing is poor.", True),
        ("I am also worried for Hania, who is anxious.", True),
        ("Ben plays with her and reads to her.", False),
        ("She is anxious when Hania is away.", False),
        ("Ada is anxious at school.", False),
        ("Benedict is anxious at school.", False),
    ],
)
def test_sentences_about_a_sibling_are_the_familys(text: str, of_family: bool) -> None:
    document = paper("a", [said(text, "semh", severity="mild")])
    (read,) = without_siblings(document, siblings(PEOPLE, pupil=ADA)).statements
    seen = (read.reading.polarity, read.reading.assertion, read.reading.severity)
    assert seen == (("neutral", "family", None) if of_family else ("negative", "present", "mild"))


def test_without_siblings_nothing_changes() -> None:
    document = paper("a", [said("Ben is anxious.", "semh")])
    assert without_siblings(document, frozenset()) is document
