"""What recommends: sentences below such a heading, and outside of one by their form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.plans.advising import advised
from data.schemas.reading import Statement
from tests.analytics.reading.papers import paper, said

EP = "educational_psychologist"


def found(
    *sentences: str | Statement,
    heading: str | None = None,
    role: str = EP,
    kind: str = "ep_report",
    author: str | None = None,
    passage: int = 0,
) -> list[str]:
    """Return what a document recommends, piece by piece."""
    statements = [said(one) if isinstance(one, str) else one for one in sentences]
    read = paper("d", statements, role=role, kind=kind)
    placed = tuple(
        replace(one, heading=heading, passage=passage or one.passage, start=n * 100)
        for n, one in enumerate(read.statements)
    )
    whole = replace(read, statements=placed, facts=replace(read.facts, author_name=author))
    return [" ".join(one.text for one in piece) for piece in advised(whole, ())]


@pytest.mark.parametrize(
    "text",
    [
        "I recommend that an adult sits beside him in every lesson.",
        "An Attention Autism group four times a week is recommended.",
        "An adult trained in picture exchange for each session.",
        "Ana should have 20 minutes of reading with an adult daily.",
        "A low-arousal space should be available at all times.",
        "Exams should be typed.",
        "He requires a structured phonics programme, one to one, 30 minutes a day.",
        "Efan requires a specialist setting with a high ratio of adults.",
        "She needs 15 minutes of physiotherapy a day.",
        "Kezia will be offered a session of play therapy each week, twice a term at home.",
        "A short break of four hours a fortnight is being sought to give support.",
        "What she requires is a communication support worker in all lessons.",
        "Stretch daily by PAs, 20 min.",
    ],
)
def test_a_recommendation_is_found_by_its_form(text: str) -> None:
    assert found("He likes school.", text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "By the end of the year Ana will ask for ten things with a picture.",
        "Kezia will write half a page with the help of a word mat.",
        "He needs an adult to calm him, and the calm comes slowly.",
        "The verbal tasks should be read with caution by staff.",
        "Hearing should be looked at again by the therapist.",
        "Occupational therapy was recommended in 2022.",
        "I recommend a full assessment by the therapist.",
        "He had two sessions of therapy a week last year.",
        "Staff keep a quiet room for him, which he uses three times a session.",
        "Standing frame: prescribed 60 minutes a day with an assistant.",
        "She should not travel alone without support.",
        "An adult looks after him.",
        "Adult sits near.",
        "Happy for this letter to be used as advice that staff should use.",
    ],
)
def test_targets_needs_and_history_are_no_recommendations(text: str) -> None:
    assert found(text) == []


def test_what_a_school_gives_now_is_none_unless_it_recommends_it() -> None:
    now = "A teaching assistant supports him for 10 hours a week."
    more = "One teaching assistant, 10 hours a week."
    assert found(now, more, role="senco", kind="school_report") == []
    assert found(more, heading="What we have put in place") == []
    told = "We recommend that the teaching assistant continues."
    assert found(now, told, role="senco", kind="school_report") == [told]


def test_families_and_requests_recommend_nothing() -> None:
    text = "I recommend that an adult sits beside him in every lesson."
    assert found(text, role="parent") == []
    assert found(text, kind="assessment_request") == []
    assert found(text, role="panel") == []
    assert found(replace(said(text), kind="row")) == []
    assert found(said(text, assertion="historical")) == []


def test_a_list_below_its_heading_ends_where_the_author_signs() -> None:
    pieces = found(
        "Lift pass", "Weekly visits", "He finds stairs hard.", "Ana Reyes MCSP", "Visits weekly",
        heading="Recommendations", author="Ana Reyes",
    )  # fmt: skip
    assert pieces == ["Lift pass", "Weekly visits"]
    assert found("Weekly visits", "Dr Tobias Wren", "Chartered", heading="Advice") == [
        "Weekly visits"
    ]
    assert found("Ana Reyes", heading="Advice") == []


def test_a_counted_piece_may_tell_of_the_past_and_a_target_is_none() -> None:
    counted = "Individual physiotherapy twice a week until the hip has been reviewed."
    assert found(counted, "By July 2027 she will walk.", heading="7. Recommendations") == [counted]


def test_words_that_open_a_paragraph_have_short_sentences_follow() -> None:
    pieces = found(
        "Advice: radio aid charged at school.", "Face her.", "Specialist teacher one hour a week.",
        passage=4,
    )  # fmt: skip
    assert pieces == [
        "Advice: radio aid charged at school. Face her.",
        "Specialist teacher one hour a week.",
    ]


def test_of_a_plan_of_treatment_only_what_supports_is_provision() -> None:
    items = (
        "Continue melatonin 2 mg with support", "Referral to the nurse", "See the dentist soon",
        "Twelve sessions of therapy", "School to keep the emergency medicine",
    )  # fmt: skip
    assert found(*items, heading="Plan", role="paediatrician") == list(items[3:])
    assert found("Play is liked by all", heading="Plan", role=EP) == []
    line = ("Plan: flu vaccine.", "Bloods with support yearly.")
    assert found(*line, role="paediatrician", passage=3) == []
    assert found("Plan: six sessions of voice work.", role="speech_language_therapist") == [
        "Plan: six sessions of voice work."
    ]


def test_a_request_to_the_authority_is_no_provision() -> None:
    assert found("Recommendation: maintain and amend.", role="college_staff") == []
    assert found("Section F to be rewritten.", heading="Recommendations") == []


def test_a_heading_of_what_is_given_now_counts_for_social_care_alone() -> None:
    text = "A short break of four hours each Saturday."
    assert found(text, heading="What is provided now?", role="social_worker") == [text]
    assert found(text, heading="What is provided now?", role="paediatrician") == []
