"""Better no quote than a wrong one: starting points, views and strengths of one bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from analytics.plans.draft import draft_plan
from analytics.plans.excerpts import Excerpt
from analytics.plans.needs import is_strength
from data.schemas.plans import Particulars
from data.schemas.reading import BundleReading, Facts, Statement
from tests.analytics.plans.conftest import TODAY, Authority
from tests.analytics.plans.sound import bundle_of
from tests.analytics.reading.papers import paper, said

ROLES = {"educational_psychologist": "ep_report", "parent": "parent_views"}
Quotes = dict[str, str]


def quotes(
    northmoor: Authority, *sentences: Statement, role: str = "educational_psychologist",
    heading: str | None = None,
) -> dict[str, str]:  # fmt: skip
    """Return, by section, the lines drafted from a document with these sentences."""
    plan = draft_plan(
        northmoor.case("EX4", slc=3, social_interaction=3, sensory_skills=2, adl_support=2),
        particulars=Particulars("EX4"),
        bundle=_bundle(role, heading, tuple(sentences)),
        advice=[],
        library=northmoor.adopted.library,
        today=TODAY,
    )
    return {
        section: "\n".join(one.text for one in plan.section(section) if one.sources)
        for section in "ABE"
    }


@cache
def _bundle(role: str, heading: str | None, sentences: Sequence[Statement]) -> BundleReading:
    read = paper("d", sentences, role=role, kind=ROLES[role], day="2026-09-01")
    placed = tuple(
        replace(one, heading=heading, start=n * 500, end=n * 500 + len(one.text))
        for n, one in enumerate(read.statements)
    )
    return bundle_of([replace(read, statements=placed)], people=())


def test_a_measured_sentence_on_the_need_is_its_starting_point(northmoor: Authority) -> None:
    text = "He uses about 40 single words of speech."
    assert f"Starting point: “{text}”" in quotes(northmoor, said(text, "slc"))["E"]


@pytest.mark.parametrize(
    "text",
    [
        "By the end of the year Tomek will ask for 10 words with a picture.",
        "A speech group should have 4 children who use 20 words.",
        "An Attention Autism talking group of 3 of 10 children is recommended for his words.",
        "I used the speech scale with 20 words.",
        "He has had 2 blocks of speech therapy.",
        "Speech and 20 words | 16-26 months | 40-60 months",
    ],
)
def test_what_is_to_come_and_what_names_a_test_is_no_starting_point(
    northmoor: Authority, text: str
) -> None:
    assert "Starting point" not in quotes(northmoor, said(text, "slc"))["E"]


def test_a_sentence_on_another_need_is_no_starting_point(northmoor: Authority) -> None:
    text = "He uses about 40 single words of speech."
    assert "Starting point" not in quotes(northmoor, said(text, "hearing"))["E"]
    below = quotes(northmoor, said(text, "slc"), heading="Targets for the year")
    assert "Starting point" not in below["E"]


def test_a_title_is_no_view_of_the_family(northmoor: Authority) -> None:
    title = "EHC Needs Assessment: Parents' and carers' views"
    view = "We are proud of how he sings with his grandmother."
    drafted = quotes(northmoor, said(title), said(view), role="parent")["A"]
    assert title not in drafted
    assert f"What the family and carers think: “{view}”" in drafted


@pytest.mark.parametrize(
    "text",
    [
        "Picture similarities | 96 | 39 | Average",
        "Picture naming was hard for him that day.",
        "Staff should be given picture symbols for every lesson.",
        "Symbols and pictures of the day",
    ],
)
def test_how_best_to_communicate_is_no_row_of_results(northmoor: Authority, text: str) -> None:
    row = replace(said(text, polarity="neutral"), kind="row" if "|" in text else "paragraph")
    assert "How best to communicate: “" not in quotes(northmoor, row)["A"]


def test_how_best_to_communicate_is_what_a_person_does(northmoor: Authority) -> None:
    text = "He learns quickly from pictures that he is shown."
    drafted = quotes(northmoor, said(text, polarity="neutral"))["A"]
    assert f"How best to communicate: “{text}”" in drafted


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("He is gentle with our guinea pigs.", True),
        ("He counts the magnets on the board by himself.", True),
        ("When the water tray had been moved he lay on the floor and screamed.", False),
        ("He eats crackers and one sort of biscuit, nothing else.", False),
        ("Physical: self-care | 16-26 months | 40-60 months", False),
        ("Personal, social and emotional - range 3/4.", False),
        ("Pattern construction 101 53", False),
        ("Other girls are now wary of her.", False),
        ("Report on the autumn term", False),
    ],
)
def test_conduct_in_distress_and_rows_of_stages_are_no_strengths(text: str, strong: bool) -> None:
    one = said(text, "psych_other", polarity="positive")
    facts = Facts("school_report", "senco", None, None, True)
    assert is_strength(Excerpt(one, facts, text, ("psych_other",), "", 1.0)) is strong
