"""A first draft: nothing without a source, every need with provision and an outcome."""

from __future__ import annotations

import dataclasses
import datetime
import re

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.plans.draft import _placed, draft_plan
from analytics.plans.provision import open_questions
from analytics.plans.quantities import unsourced
from data.schemas import QUESTION, QUESTION_IDS
from data.schemas.plans import (
    AREA_QUESTIONS,
    BROAD_AREAS,
    CITATION_KINDS,
    LINE_KINDS,
    PROVISION_SECTIONS,
    SECTIONS,
    Line,
    Particulars,
    Plan,
)
from data.schemas.reading import BundleReading
from tests.analytics.plans.conftest import TODAY, Authority

EXAMPLES = ("EX1", "EX2", "EX3", "EX4", "EX5", "EX6")
# The list of plan-labels.md and send-domain.md, spelt out here rather than taken from the code.
VAGUE = re.compile(
    r"(?i)\b(?:access to|would benefit from|regular|regularly|frequent|ongoing|up to|or equivalent|"
    r"opportunities|as appropriate|as required|as needed|as necessary|as advised|such as|"
    r"e\.g\.|etc|where possible|small group|key adult|high level of|some|a range of|(?-i:may)|"
    r"suitably|"
    r"to be agreed|to be considered|remain involved|available|improve|better|more often)\b"
)
SERVICE = re.compile(r"(?i)\bwill (?:access|receive|have|attend|be (?:given|offered|provided))\b")


def outside_quotes(line: Line) -> str:
    """Return a line's words without those that one of its sources has."""
    text = line.text
    for source in sorted(line.sources, key=lambda each: -len(each.quote)):
        text = text.replace(source.quote, " ") if source.quote else text
    return re.sub(r"“[^”]*”", " ", text)


def served(plan: Plan, need: Line) -> tuple[bool, bool]:
    """Tell whether a need has an outcome, and provision, by walking every link."""
    outcomes = [line for line in plan.section("E") if line.kind == "outcome"]
    provision = [
        line
        for section in PROVISION_SECTIONS
        for line in plan.section(section)
        if line.kind == "provision"
    ]
    return (
        any(need.line_id in line.links for line in outcomes),
        any(need.line_id in line.links for line in provision),
    )


def check(plan: Plan) -> None:
    """Hold a draft against everything that is true of every draft."""
    ids = [line.line_id for line in plan.lines]
    assert len(ids) == len(set(ids))
    assert all(len(one) <= 60 for one in ids)
    assert tuple(dict.fromkeys(line.section for line in plan.lines)) == tuple(SECTIONS)
    for line in plan.lines:
        assert line.kind in LINE_KINDS
        assert re.search(r"\w", re.sub(r"(?<=”) \([^()]*\)", "", line.text)), line
        assert line.sources, line.text
        assert all(source.kind in CITATION_KINDS for source in line.sources)
        assert unsourced(line) == (), line
        assert set(line.links) <= set(ids), line
        assert not VAGUE.search(outside_quotes(line)), line.text
    for section in SECTIONS:
        places = [line.position for line in plan.section(section)]
        assert places == sorted(set(places))
    for line in plan.lines:
        if line.kind == "need":
            assert served(plan, line) == (True, True), line.text
    outcomes = [line for line in plan.section("E") if line.kind == "outcome"]
    assert len(outcomes) <= 10
    assert all(line.text.startswith("By the end of ") for line in outcomes)
    assert not any(SERVICE.search(line.text) for line in outcomes)
    for outcome in outcomes:
        assert any(one.kind == "to_obtain" and outcome.line_id in one.links for one in plan.lines)


def words(plan: Plan, section: str, kind: str | None = None) -> str:
    return "\n".join(line.text for line in plan.section(section) if kind in (None, line.kind))


@pytest.mark.no_cover
def test_two_hundred_pupils_of_the_authority(northmoor: Authority) -> None:
    pupils = [row["pupil_id"] for row in northmoor.rows["assessments"]]
    others = {
        person.name
        for pupil_id in EXAMPLES
        for person in (northmoor.bundle(pupil_id) or pytest.fail("no bundle")).people
        if len({place[0] for place in person.places}) > 2
    }
    assert len(others) == len(EXAMPLES)
    for pupil_id in [*EXAMPLES, *pupils[6 :: len(pupils) // 194]][:200]:
        plan = northmoor.draft(pupil_id)
        check(plan)
        text = " ".join(f"{line.text} {line.sources}" for line in plan.lines)
        own = sum(f"{name}" in text for name in others)
        assert own == (pupil_id in EXAMPLES)


@pytest.mark.parametrize("pupil_id", EXAMPLES)
def test_every_quote_of_a_document_stands_at_its_place(northmoor: Authority, pupil_id: str) -> None:
    bundle = northmoor.bundle(pupil_id)
    assert bundle
    texts = {one.source.document_id: one.source.text for one in bundle.documents}
    quoted = 0
    for line in northmoor.draft(pupil_id).lines:
        for source in line.sources:
            if source.kind == "document" and source.quote:
                there = texts[source.ref][source.start : source.end]
                assert " ".join(there.split()).startswith(source.quote.rstrip(" …")[:60])
                quoted += 1
    assert quoted > 20


@pytest.mark.parametrize("pupil_id", EXAMPLES)
def test_needs_are_those_that_were_scored(northmoor: Authority, pupil_id: str) -> None:
    answers = northmoor.by_pupil("assessments")[pupil_id]
    scored = {
        question
        for question in QUESTION_IDS
        if (answers[question] or 0) > 0 and question != "first_language"
    }
    plan = northmoor.draft(pupil_id)
    found = [line for line in plan.lines if line.kind == "need"]
    assert {line.area for line in found} == scored
    for line in found:
        assert line.section == {"health": "C", "social_care": "D"}.get(str(line.area), "B")
        if line.area != "social_care":
            assert QUESTION[str(line.area)].words(answers[str(line.area)]).lower() in line.text
    for area, questions in AREA_QUESTIONS.items():
        says_none = f"{BROAD_AREAS[area]}: no special educational needs were identified."
        assert (says_none in words(plan, "B")) == (not scored & set(questions))


def test_the_advice_for_ex1_reaches_section_f_word_for_word(northmoor: Authority) -> None:
    provision = words(northmoor.draft("EX1"), "F", "provision")
    for advised in (
        "One session a week of 45 minutes, individually, with a speech and language therapist, for "
        "12 weeks, then reviewed.",
        "Daily practice of 15 minutes with a learning support assistant trained by the therapist.",
        "A visual timetable and a help card in every lesson.",
        "Training for the course team: two half days, in the first term of the plan.",
        "A learning support assistant, 1:1, for 12 hours a week in practical sessions, trained in "
        "autism by the local autism team.",
        "Emotion coaching, individually, 30 minutes twice a week for two terms, by an assistant "
        "supervised once a month by an educational psychologist.",
        "A small group for social skills with opportunities to practise.",
        "Travel training to a second route, ten sessions of one hour.",
    ):
        assert advised in provision.splitlines()
    assert "25 hours" not in provision
    assert "15 hours a week" not in provision


def test_a_vague_recommendation_is_followed_by_a_question_to_its_author(
    northmoor: Authority,
) -> None:
    lines = northmoor.draft("EX1").section("F")
    vague = next(line for line in lines if "A small group for social skills" in line.text)
    gap = next(line for line in lines if line.kind == "to_obtain" and vague.line_id in line.links)
    assert gap.text.startswith("To obtain from the educational psychologist (Educational psycholo")
    for open_one in (
        "who gives it",
        "how often",
        "how long",
        "“small group”",
        "“opportunities to”",
    ):
        assert open_one in gap.text
    assert gap.position == vague.position + 10


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        (
            "A visual timetable and a help card in every lesson.",
            ("who gives it", "when and how it is reviewed"),
        ),
        (
            "Individual therapy with a speech therapist, 30 minutes a week, reviewed termly.",
            (),
        ),
        (
            "Speech sound practice every day for 10 minutes, individually.",
            ("who gives it and with what training", "when and how it is reviewed"),
        ),
    ],
)
def test_training_is_asked_for_only_where_a_kind_of_line_needs_it(
    text: str, asks: tuple[str, ...]
) -> None:
    assert open_questions("F", text) == asks


def test_a_line_that_two_sections_or_notes_give_stands_once() -> None:
    need = Line("need-hearing", "B", "need", "Hearing: mild.", 0.0)
    lines = [*_placed([[need, need], [dataclasses.replace(need, line_id="need-slc"), need]])]
    assert [(line.line_id, line.position) for line in lines] == [
        ("need-hearing", 10.0),
        ("need-slc", 10.0),
    ]


def test_social_care_health_and_education_stand_in_their_sections(northmoor: Authority) -> None:
    ex1, ex5 = northmoor.draft("EX1"), northmoor.draft("EX5")
    assert "A short break of four hours every second Saturday" in words(ex1, "H1", "provision")
    assert "No health provision is needed beyond the annual health check" in words(ex1, "G")
    assert "36 nights a year" in words(ex5, "H1", "provision")
    assert "emergency medicine" in words(ex5, "G", "provision")
    assert "Individual physiotherapy, 45 minutes, twice a week" in words(ex5, "F", "provision")
    assert "Delivered by a physiotherapist." in words(ex5, "F", "provision")
    therapy = next(one for one in ex1.section("F") if "One session a week" in one.text)
    assert "educates" in [source.ref for source in therapy.sources if source.kind == "rule"]


def test_the_hours_for_ex4_are_those_of_the_advice(northmoor: Authority) -> None:
    provision = words(northmoor.draft("EX4"), "F", "provision")
    assert "40 minutes a week in term time for two terms (24 sessions)" in provision
    assert "A teaching assistant, 1:1, for 10 hours a week" in provision
    assert "Language group, 20 minutes, four times a week" in provision
    assert "regularly" not in provision
    assert "Access to adult support" not in provision


def test_views_keep_the_pupil_and_the_family_apart(northmoor: Authority) -> None:
    views = words(northmoor.draft("EX2"), "A", "view")
    assert 'What the pupil says: “What is hard? "corridors' in views
    assert 'Goals: “And in the future? "a place with birds' in views
    assert "What the family and carers think: “She's funny" in views
    gaps = words(northmoor.draft("EX4"), "A", "to_obtain")
    assert "To obtain from EX4: views, interests and aspirations" in gaps


def test_a_first_language_is_a_fact_of_communication_and_no_need(northmoor: Authority) -> None:
    plan = northmoor.draft("EX4")
    assert "English is not the first language at home." in words(plan, "A", "background")
    assert "first_language" not in {line.area for line in plan.lines if line.kind == "need"}
    unknown = northmoor.draft("EX4", first_language=None)
    assert "To obtain from the family: the first language at home" in words(unknown, "A")


def test_what_was_not_answered_is_asked_and_never_said_to_be_none(northmoor: Authority) -> None:
    plan = northmoor.draft("EX4", health=None, social_care=None, hearing=None)
    for section in ("C", "D", "G", "H1", "H2"):
        assert [line.kind for line in plan.section(section)] == ["to_obtain"]
    asked = words(plan, "B", "to_obtain")
    assert "the assessment’s answer on hearing, which is missing" in asked
    check(plan)


def test_nothing_known_gives_a_plan_of_questions(northmoor: Authority) -> None:
    pupil_id = northmoor.rows["assessments"][40]["pupil_id"]
    nothing = dict.fromkeys(QUESTION_IDS)
    plan = northmoor.draft(pupil_id, **nothing)
    check(plan)
    said = [line for line in plan.lines if line.section != "I"]
    assert not any(line.kind in ("need", "outcome", "provision", "none") for line in said)
    fine = northmoor.draft(pupil_id, **dict.fromkeys(QUESTION_IDS, 0))
    check(fine)
    assert "No outcomes drafted, because the assessment records no need" in words(fine, "E")
    assert "No special educational provision drafted" in words(fine, "F")


def test_drafting_again_gives_the_same_ids(northmoor: Authority) -> None:
    assert northmoor.draft("EX1") == northmoor.draft("EX1")
    one, other = northmoor.draft("EX1"), northmoor.draft("EX1", maths=0)
    gone = {line.line_id for line in one.lines} - {line.line_id for line in other.lines}
    assert "B-need-maths" in gone
    kept = {line.line_id for line in one.lines} & {line.line_id for line in other.lines}
    assert len(kept) > 100


def test_the_advice_gathered_is_listed_with_what_is_missing(northmoor: Authority) -> None:
    plan = northmoor.draft("EX1")
    listed = words(plan, "K")
    assert "Educational psychologist's report. Educational psychologist. Dated 15 October" in listed
    assert "To obtain from the occupational therapist: advice asked for on 13 Sept" in listed
    assert "call log" not in listed.lower()
    papers = [line for line in plan.section("K") if line.kind == "advice"]
    assert len(papers) == 8
    bare = northmoor.draft(northmoor.rows["assessments"][40]["pupil_id"])
    assert "To obtain from an educational psychologist" in words(bare, "K")


def test_advice_that_came_without_a_paper_is_asked_for_by_its_day(northmoor: Authority) -> None:
    rows = [
        {"advice_id": "a", "asked_on": "2026-09-01", "received_on": "2026-10-02", "name": "Dr Ben"},
        {"advice_id": "b", "asked_on": None, "received_on": None, "role": "social_worker"},
    ]
    plan = draft_plan(
        northmoor.case("EX1"),
        particulars=Particulars("EX1"),
        bundle=None,
        advice=rows,
        library=northmoor.adopted.library,
        today=TODAY,
    )
    listed = words(plan, "K")
    assert "To obtain from Dr Ben: the paper of the advice received on 2 October 2026" in listed
    assert "To obtain from the social worker: advice asked for on a day not" in listed
    assert listed.count("The record does not say in which role.") == 1
    assert "social care" not in listed
    check(plan)


def test_preparing_for_adulthood_from_year_9(northmoor: Authority) -> None:
    plan = northmoor.draft("EX1")
    assert "an outcome for higher education or employment" in words(plan, "E", "to_obtain")
    assert "provision to prepare for adulthood" in words(plan, "F", "to_obtain")
    assert "adulthood" not in words(northmoor.draft("EX4"), "F")


def test_names_of_others_are_not_in_the_plan(northmoor: Authority) -> None:
    bundle = northmoor.bundle("EX1")
    assert bundle
    paper = next(one for one in bundle.documents if one.source.document_id == "EX1-07")
    changed = _renamed(bundle, "the local autism team", "Olive Ramsbottom")
    assert paper.source.text.count("the local autism team") == 1
    plan = northmoor.draft("EX1", bundle=changed)
    text = " ".join(f"{line.text} {line.sources}" for line in plan.lines)
    assert "Ramsbottom" not in text
    assert "trained in autism by [name]." in words(plan, "F")


def _renamed(bundle: BundleReading, words_: str, name: str) -> BundleReading:
    """Put a person's name into the statements of a bundle."""
    from data.schemas.reading import Person

    documents = tuple(
        dataclasses.replace(
            paper,
            statements=tuple(
                dataclasses.replace(one, text=one.text.replace(words_, name))
                for one in paper.statements
            ),
        )
        for paper in bundle.documents
    )
    people = (*bundle.people, Person(name, (name,), None, (("EX1-07", 0, 4),)))
    return dataclasses.replace(bundle, documents=documents, people=people)


def test_the_name_that_was_entered_is_used(northmoor: Authority) -> None:
    plan = northmoor.draft("EX1", name="Marlon 3rd")
    check(plan)
    assert all("Marlon 3rd will" in one.text for one in plan.lines if one.kind == "outcome")


def test_a_document_about_another_child_gives_nothing(northmoor: Authority) -> None:
    bundle = northmoor.bundle("EX1")
    assert bundle
    others = tuple(
        dataclasses.replace(one, facts=dataclasses.replace(one.facts, about_pupil=False))
        for one in bundle.documents
    )
    plan = northmoor.draft("EX1", bundle=dataclasses.replace(bundle, documents=others))
    check(plan)
    assert not any(one.kind == "document" for line in plan.lines for one in line.sources)


def _aged(bundle: BundleReading, document_id: str, **facts: object) -> BundleReading:
    """Change what is known of one document."""
    documents = tuple(
        dataclasses.replace(one, facts=dataclasses.replace(one.facts, **facts))  # type: ignore[arg-type]
        if one.source.document_id == document_id
        else one
        for one in bundle.documents
    )
    return dataclasses.replace(bundle, documents=documents)


def test_advice_that_its_author_has_replaced_is_not_used(northmoor: Authority) -> None:
    bundle = northmoor.bundle("EX1")
    assert bundle
    day = datetime.date(2026, 3, 1)
    newer = _aged(bundle, "EX1-08", dated_on=day)
    assert "25 hours" not in words(northmoor.draft("EX1", bundle=newer), "F")
    undated = northmoor.draft("EX1", bundle=_aged(bundle, "EX1-06", dated_on=None))
    check(undated)
    assert "One session a week of 45 minutes" in words(undated, "F")
    assert "The date is not known." in words(undated, "K")
    older = northmoor.draft(
        "EX1", bundle=_aged(newer, "EX1-07", dated_on=datetime.date(2025, 1, 1))
    )
    assert "12 hours a week" not in words(older, "F")


def test_what_a_doctor_plans_is_health_provision_and_a_list_is_taken_whole(
    northmoor: Authority,
) -> None:
    ex6 = words(northmoor.draft("EX6"), "F", "provision")
    assert "Typing taught, 10 minutes a day." in ex6
    assert "All of this is within what mainstream schools ordinarily provide" not in ex6
    bundle = northmoor.bundle("EX6")
    assert bundle
    old = "All of this is within what mainstream schools ordinarily provide."
    after = _renamed(bundle, old, "The class reads well together.")
    assert "The class reads well" not in words(northmoor.draft("EX6", bundle=after), "F")


def test_a_long_view_is_cut_at_a_word(northmoor: Authority) -> None:
    from data.schemas.reading import Passage

    bundle = northmoor.bundle("EX2")
    assert bundle
    text = "What is hard? " + "corridors and bells " * 60
    documents = tuple(
        dataclasses.replace(
            one,
            source=dataclasses.replace(
                one.source, text=text, passages=(Passage(0, len(text), "paragraph", number=2),)
            ),
        )
        if one.source.document_id == "EX2-07"
        else one
        for one in bundle.documents
    )
    plan = northmoor.draft("EX2", bundle=dataclasses.replace(bundle, documents=documents))
    views = [one.text for one in plan.section("A") if one.text.startswith("What the pupil says")]
    assert len(views) == 1
    assert views[0].endswith(" …” (Pupil)")
    assert 400 < len(views[0]) < 520


def test_an_empty_library_gives_no_similar_cases(northmoor: Authority) -> None:
    plan = draft_plan(
        northmoor.case("EX1"),
        particulars=Particulars("EX1"),
        bundle=None,
        advice=[],
        library=pd.DataFrame(),
        today=TODAY,
    )
    check(plan)
    assert not any(one.kind == "library" for line in plan.lines for one in line.sources)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.fixed_dictionaries(
        {
            name: st.one_of(st.none(), st.integers(0, QUESTION[name].maximum))
            for name in QUESTION_IDS
        }
    ),
    note=st.text(max_size=120),
    name=st.text(max_size=30),
    days=st.integers(0, 9000),
)
def test_whatever_is_known_the_draft_holds(
    northmoor: Authority, answers: dict[str, int | None], note: str, name: str, days: int
) -> None:
    case = northmoor.case("EX2", **answers, slc_note=note, asd_source=f"{note} 3 May 2026")
    plan = draft_plan(
        case,
        particulars=Particulars("EX2", name=name),
        bundle=northmoor.bundle("EX2"),
        advice=[],
        library=northmoor.adopted.library,
        today=TODAY - datetime.timedelta(days=days % 365),
    )
    ids = {line.line_id for line in plan.lines}
    for line in plan.lines:
        assert unsourced(line) == ()
        assert set(line.links) <= ids
        if line.kind == "need":
            assert served(plan, line) == (True, True)
