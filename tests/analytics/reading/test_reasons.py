"""What a suggestion says of the sentences it rests on: no more than they say."""

from __future__ import annotations

import pytest

from analytics.reading.scales import suggestions
from data.schemas.reading import DocumentReading, Statement, Suggestion
from tests.analytics.reading.papers import paper, said

MODERATE = "He has a moderate hearing loss in both ears."
ENDING = "(3 May 2025)"


def loss(text: str = MODERATE, *, severity: str | None = "moderate", **given: str) -> Statement:
    return said(text, "hearing", severity=severity, **given)


def hearing(*documents: DocumentReading) -> Suggestion:
    return suggestions(documents)["hearing"]


def test_who_says_so_and_how_many_others_were_read_so() -> None:
    one, two, three = (paper(name, [loss()], role="audiologist") for name in "abc")
    says = f"Moderate: the audiologist {ENDING} says so"
    assert hearing(one).why == f"{says}."
    assert hearing(one, two).why == f"{says}; 1 other document was read as a need too."
    assert hearing(one, two, three).why == f"{says}; 2 other documents were read as a need too."


@pytest.mark.parametrize(
    "text",
    [
        MODERATE,
        "His hearing loss is now moderate.",
        "Hearing: moderately impaired.",
        "A moderate and permanent hearing loss was found.",
    ],
)
def test_a_degree_by_the_words_of_the_area_is_said(text: str) -> None:
    found = hearing(paper("a", [loss(text)], role="audiologist"))
    assert found.why.startswith(f"Moderate: the audiologist {ENDING} says so")


@pytest.mark.parametrize(
    "text",
    [
        "He has a hearing loss in both ears.",
        "Responses were at 48 dB in the sound field.",
        "A moderate language disorder goes with his hearing loss.",
        "A difference in hearing (noise) and a moderate one in touch were found.",
        "A mild to moderate hearing loss was found.",
        "His mother speaks of a moderate hearing loss.",
        "A moderate delay of speech and a history of many ear infections.",
    ],
)
def test_nobody_is_said_to_give_a_degree_that_is_not_in_the_words(text: str) -> None:
    one = paper("a", [loss(text)], role="audiologist")
    assert hearing(one).value == 2
    said_of = (
        f"Suggested: Moderate, because what the audiologist {ENDING} writes was read as a need"
    )
    assert hearing(one).why == f"{said_of}."
    assert hearing(one, paper("b", [loss(text)], role="gp")).why == (
        f"{said_of}, as was 1 other document."
    )


def test_a_suspected_degree_is_not_said() -> None:
    found = hearing(paper("a", [loss("A mild hearing loss?", assertion="uncertain")], role="gp"))
    assert "says so" not in found.why


def test_a_sentence_that_says_it_counts_before_one_that_only_shows_it() -> None:
    shown = loss("Responses were at 48 dB in the sound field of the hearing clinic.")
    one = paper("a", [shown], role="audiologist")
    assert "says so" not in hearing(one).why
    told = paper("b", [loss()], role="gp")
    assert hearing(one, told).why.startswith(f"Moderate: the GP {ENDING} says so; 1 other")


def test_the_family_speaks_for_itself() -> None:
    told = loss("As his mother I see a moderate hearing loss.")
    assert "the family (3 May 2025) says so" in hearing(paper("a", [told], role="parent")).why


@pytest.mark.parametrize(
    ("text", "given", "says"),
    [
        ("His hearing is normal.", {"assertion": "negated"}, True),
        ("His hearing is normal.", {"polarity": "positive", "severity": "none"}, True),
        ("He listens with joy.", {"polarity": "positive"}, False),
        ("Hearing: he screamed at the bell.", {"assertion": "negated"}, False),
        ("He screamed, and no concern was raised.", {"assertion": "negated"}, False),
        ("His hearing is good.", {"polarity": "positive"}, False),
    ],
)
def test_absence_is_said_only_where_it_is_in_the_words(
    text: str, given: dict[str, str], says: bool
) -> None:
    values = {"polarity": "neutral", "severity": None, **given}
    found = hearing(paper("a", [loss(text, **values)], role="audiologist"))
    who = f"the audiologist {ENDING}"
    read_so = f"Suggested: None, because what {who} writes was read as no need."
    assert found.value == 0
    assert found.why == (f"None: {who} says so." if says else read_so)


def test_a_need_that_weighs_too_little_is_not_said_to_be_none() -> None:
    found = hearing(paper("a", [loss("He did not hear the bell.", assertion="uncertain")]))
    assert (found.value, "says so" in found.why) == (0, False)
    read = f"What a document {ENDING} writes was read as a need, but weighs too little."
    assert found.why == f"Suggested: None. {read}"
