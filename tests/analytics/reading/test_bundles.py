"""Summaries, the checklist and the dual run."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.bundle import read_bundle
from analytics.reading.checklist import checklist
from analytics.reading.dual_run import Case, agreement, dual_run, pairs
from analytics.reading.scales import suggestions
from analytics.reading.summary import chosen, summary
from data.schemas.questions import QUESTION_IDS
from data.schemas.reading import DocumentReading, Found, Reading, Statement, Suggestion
from tests.analytics.reading.papers import paper, said, source

NEED = "Kofi has a severe delay in his spoken language and he is hard to understand."
AREAS = ("slc", "hearing", "semh", "english")
BUNDLE = [
    paper(
        "slt",
        [
            said("Dear colleague, thank you for asking me to see him."),
            said(NEED, "slc", severity="severe"),
            said(
                "Core language | 58 | below the 1st centile", "slc", severity="severe", kind="row"
            ),
            said("He needs a session of 45 minutes a week.", "slc", polarity="neutral"),
            said("Speech Therapy Service"),
            said("Too short."),
        ],
        role="speech_language_therapist",
        kind="slt_report",
    ),
    paper(
        "school",
        [
            said("He is a kind boy and enjoys the sand.", polarity="positive"),
            said("Reading is two years behind that of his class.", "english", severity="moderate"),
            said("His uncle was slow to speak as a boy.", "slc", assertion="family"),
        ],
        role="senco",
        kind="senco_letter",
    ),
]


def test_a_summary_holds_what_matters() -> None:
    found = suggestions(BUNDLE)
    texts = [one.text for one in chosen(BUNDLE, found, most=3)]
    assert NEED in texts
    assert "Reading is two years behind that of his class." in texts
    every = [one.text for one in chosen(BUNDLE, found)]
    assert "Too short." not in every
    assert "Speech Therapy Service" not in every
    assert every[:3] == texts


def test_a_summary_is_read_in_the_order_of_needs() -> None:
    found = summary(BUNDLE, suggestions(BUNDLE), most=20).statements
    areas = [one.reading.areas[0] for one in found if one.reading.areas]
    assert areas == sorted(areas, key=QUESTION_IDS.index)
    assert not found[-1].reading.areas


statements = st.builds(
    lambda text, area, severity: said(text, area, severity=severity),
    st.text(st.sampled_from("abcdef ."), min_size=1, max_size=60),
    st.sampled_from(AREAS),
    st.sampled_from([None, "mild", "severe"]),
)
papers = st.builds(lambda said: paper("a", said), st.lists(statements, max_size=30))


@given(papers, st.integers(0, 25))
def test_a_summary_is_a_choice(one: DocumentReading, most: int) -> None:
    found = suggestions([one])
    picked = chosen([one], found, most=most)
    assert len(picked) <= most
    assert len(set(picked)) == len(picked)
    assert set(picked) <= set(one.statements)
    assert chosen([one], found, most=most + 3)[:most] == picked
    assert set(summary([one], found, most=most).statements) == set(picked)


TODAY = datetime.date(2026, 1, 10)


def states(*documents: DocumentReading, **given: object) -> dict[str, str]:
    items = checklist(documents, today=TODAY, **given)  # type: ignore[arg-type]
    return {item.id: item.state for item in items}


def test_the_checklist_of_an_empty_bundle() -> None:
    assert set(states().values()) == {"missing"}
    assert "adulthood" not in states(age_years=9)
    assert {"adulthood", "hearing", "vision"} <= set(
        states(age_years=14, hearing=True, vision=True)
    )


def test_the_states_of_the_checklist() -> None:
    need = [said("He has a delay in his language.", "slc")]
    bundle = [
        paper("new", need, kind="ep_report", day="2025-09-01"),
        paper("older", need, kind="ep_report", day="2023-09-01"),
        paper("old", need, kind="social_care_report", day="2023-09-01"),
        paper("empty", [said("See attached.")], kind="gp_letter"),
        paper("undated", need, kind="pupil_views", day=None),
        paper("other", need, kind="senco_letter", about_pupil=False),
        paper("ot", need, role="occupational_therapist", day="2025-12-01"),
    ]
    asked = ("occupational_therapist", "social_worker", "unheard_of", "speech_language_therapist")
    found = {item.id: item for item in checklist(bundle, today=TODAY, asked=asked)}
    assert {name: item.state for name, item in found.items()} == {
        "parents": "missing",
        "pupil": "here",
        "education": "missing",
        "medical": "empty",
        "psychological": "here",
        "social_care": "old",
        "occupational_therapist": "here",
        "speech_language_therapist": "missing",
    }
    assert found["psychological"].documents == ("new", "older")
    assert found["social_care"].sentence.endswith("the newest is of 1 September 2023.")
    assert found["pupil"].sentence.endswith("here, without a date.")


def case(name: str, answered: int, read: int) -> Case:
    evidence = (said("He is deaf."),) if read else ()
    return Case(
        name,
        {"hearing": answered, "asd": 0},
        {"hearing": Suggestion("hearing", read, evidence, "")},
    )


def test_the_dual_run() -> None:
    found = dual_run([case("a", 0, 0), case("b", 3, 1), case("c", 2, 2), case("d", 4, 0)])
    row = found.table.set_index("question_id").loc["hearing"]
    assert (row["cases"], row["exact"], row["within_one"]) == (4, 0.5, 0.5)
    assert [(one.case_id, one.statement is None) for one in found.differences] == [
        ("d", True),
        ("b", False),
    ]
    assert found.table["cases"].sum() == 4
    assert pd.isna(found.table.set_index("question_id").loc["asd", "kappa"])


def slow_kappa(both: list[tuple[int, int]], steps: int) -> float:
    """Compute quadratic weighted kappa as its definition says."""
    count = len(both)
    told = sum((a - b) ** 2 for a, b in both) / count
    chance = sum((a - b) ** 2 for a, _ in both for _, b in both) / count**2
    assert steps
    return 1 - told / chance


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12))
def test_kappa_is_that_of_the_definition(both: list[tuple[int, int]]) -> None:
    cases = [case(str(number), *pair) for number, pair in enumerate(both)]
    kappa = agreement(pairs(cases)).set_index("question_id").loc["hearing", "kappa"]
    if len({value for pair in both for value in pair}) < 2:
        assert pd.isna(kappa)
    else:
        assert kappa == pytest.approx(slow_kappa(both, 5))


class Plain:
    """Read every sentence as a moderate need of hearing; another analyser can be plugged in."""

    version = "plain"

    def read(self, texts: Sequence[str]) -> list[Reading]:
        return [Reading("negative", ("hearing",), "present", "moderate") for _ in texts]


def test_a_bundle_is_read_whole() -> None:
    papers = [
        source("Re: Wanda Kite, DOB 03/11/2015\n\nShe has a moderate hearing loss.", file="a.txt"),
        source("Re: Jonah Moss, DOB 09/12/2011\n\nHe has a moderate hearing loss.", file="b.txt"),
    ]
    counted: list[int] = []

    def terms(statements: Sequence[Statement]) -> tuple[Found, ...]:
        counted.append(len(statements))
        return ()

    found = read_bundle(
        papers, analyser=Plain(), terms=terms, pupil_name="Wanda Kite", assessment={"hearing": 0}
    )
    assert [one.facts.about_pupil for one in found.documents] == [True, False]
    assert found.suggestions["hearing"].value == 2
    assert [one.question_id for one in found.doubts] == ["hearing"]
    assert {person.name for person in found.people} == {"Wanda Kite", "Jonah Moss"}
    assert counted == [len(found.statements)]
    assert found.version == "plain"
    assert "She has a moderate hearing loss." in [one.text for one in found.summary.statements]
    assert read_bundle([], analyser=Plain()).terms == ()


def test_a_sentence_that_speaks_for_several_needs_comes_first() -> None:
    both = "Kofi cannot say what he feels and he hits out at others every day."
    others = [
        said(f"Kofi finds it hard to say the word {word} in the class.", "slc") for word in "abc"
    ]
    bundle = [paper("a", [*others, said(both, "semh", "slc", severity="severe")], role="senco")]
    assert chosen(bundle, suggestions(bundle), most=1)[0].text == both
