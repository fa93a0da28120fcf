"""What is drafted suits the age, leaves nothing vague of its own, and stands in its sources."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from analytics.plans.checks import check_plan
from analytics.plans.draft import draft_plan
from data.schemas import QUESTION, QUESTION_IDS
from data.schemas.plans import PROVISION_SECTIONS, Line, Particulars, Plan
from tests.analytics.plans.conftest import TODAY, Authority

EXAMPLES = ("EX1", "EX2", "EX3", "EX4", "EX5", "EX6")
NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand dozen half halves quarter quarters third thirds once twice thrice hourly daily
    nightly weekly fortnightly monthly termly yearly annually first second fourth fifth
    pair couple""".split()  # noqa: SIM905 - words in a row are easier to read
)
VAGUE = re.compile(
    r"(?i)\b(?:access to|benefit from|regular(?:ly)?|frequent(?:ly)?|ongoing|up to|or equivalent|"
    r"opportunit(?:y|ies) (?:for|to)|as (?:appropriate|required|needed|necessary|advised)|where "
    r"possible|would be (?:useful|helpful)|such as|e\.g\.|etc\b|small (?:group|class)|key adults?|"
    r"high level of|consists of|some|a range of|(?-i:may)|suitabl[ey]|to be (?:agreed|considered)|"
    r"remain involved|available|improv\w+|better|more often)\b"
)
SCHOOL = re.compile(r"(?i)\b(?:school|pupils?|SENCO|class|lessons?|children’s social care)\b")


def figures(text: str) -> set[str]:
    """Return each group of digits and each number word; figures of a code (SP2, X1) are none."""
    found = re.findall(r"(?<![A-Za-z\d.])\d+(?:[.,]\d+)*|[½¼¾]|[A-Za-z]+", text)
    return {one.lower().replace(",", "") for one in found if one[0].isdigit() or is_number(one)}


def is_number(word: str) -> bool:
    return word in "½¼¾" or word.lower() in NUMBERS


def own_words(line: Line) -> str:
    """Return a line without what it quotes from a document, or in quotation marks."""
    text = line.text
    for source in sorted(line.sources, key=lambda one: -len(one.quote)):
        if source.kind == "document" and source.quote:
            text = text.replace(source.quote, " ")
    return re.sub(r"“[^”]*”", " ", text)


def pupils(northmoor: Authority, *, most: int) -> list[str]:
    rows = [row["pupil_id"] for row in northmoor.rows["assessments"]]
    return [*EXAMPLES, *rows[6 :: len(rows) // most]]


@pytest.mark.no_cover
def test_every_figure_stands_in_a_quote_and_no_word_is_vague(northmoor: Authority) -> None:
    for pupil_id in pupils(northmoor, most=60):
        plan = northmoor.draft(pupil_id)
        for line in plan.lines:
            given = set().union(*(figures(source.quote) for source in line.sources))
            assert figures(line.text) <= given, (pupil_id, line.text)
            assert not VAGUE.search(own_words(line)), (pupil_id, line.text)
        problems = check_plan(plan, bundle=northmoor.bundle(pupil_id))
        assert not [one for one in problems if one.weight == "problem"], pupil_id


def of_age(northmoor: Authority, years: int, school: str = "", **answers: Any) -> Plan:
    """Draft for a pupil with every need, born so many years ago in May."""
    every = {name: QUESTION[name].maximum for name in QUESTION_IDS}
    case = northmoor.case("NM10001", **{**every, **answers})
    born = {**case.pupil, "birth_year": TODAY.year - years, "birth_month": 5}
    return draft_plan(
        dataclasses.replace(case, pupil=born, age_years=years),
        particulars=Particulars("NM10001", school=school, age_years=years),
        bundle=None,
        advice=[],
        library=northmoor.adopted.library,
        today=TODAY,
    )


def told(plan: Plan, *sections: str, kind: str | None = None) -> str:
    return "\n".join(
        line.text
        for section in sections
        for line in plan.section(section)
        if kind in (None, line.kind)
    )


def test_a_two_year_old_is_at_nursery_and_plays(northmoor: Authority) -> None:
    plan = of_age(northmoor, 2)
    outcomes = told(plan, "E", kind="outcome")
    assert "By the end of Reception (July 2029), NM10001 will play beside another child" in outcomes
    assert not SCHOOL.search(outcomes)
    assert not re.search(r"(?i)\b(?:pupils?|read and write|stories, play and acting)\b", outcomes)
    provision = told(plan, *PROVISION_SECTIONS, kind="provision")
    assert not re.search(r"(?i)\b(?:pupil|student|lesson|college|school|cooking)\b", provision)
    assert "one adult with one child" in provision
    assert "Care for the health condition at nursery" in provision
    assert "the setting’s SENCO" in told(plan, "E", "F")
    views = told(plan, "A")
    assert "what NM10001 shows of likes, dislikes and interests" in views
    assert "To obtain from NM10001" not in views


def test_a_nine_year_old_is_a_pupil_with_a_senco(northmoor: Authority) -> None:
    plan = of_age(northmoor, 9)
    provision = told(plan, *PROVISION_SECTIONS)
    assert "one adult with one pupil" in provision
    assert "the SENCO" in provision
    assert "at school" in provision
    assert not re.search(
        r"(?i)\b(?:student|college|adulthood|nursery)\b", told(plan, "E", "F", "K")
    )


@pytest.mark.parametrize("school", ["", "Northmoor Pathways College"])
def test_a_student_of_22_is_in_no_school(northmoor: Authority, school: str) -> None:
    plan = of_age(northmoor, 22, school)
    text = told(plan, "A", "E", "F", "G", "H1", "H2", "J", "K")
    found = SCHOOL.findall(re.sub(r"“[^”]*”|Section I.*|speech and language", "", text))
    assert found == []
    assert "the college’s learning support manager" in text
    assert "Support arranged with adult social care." in text
    assert "one adult with one student" in text
    assert "From NM10001 and the family: whether a personal budget".lower() in text.lower()
    assert "To obtain from the young person and the parents" in text


def test_a_sixth_former_is_still_at_school(northmoor: Authority) -> None:
    plan = of_age(northmoor, 17, "Vennmoor Special School")
    text = told(plan, "E", "F", "K")
    assert "college" not in text
    assert "the SENCO" in text
    assert "advice on preparing for adulthood" in told(plan, "K")
    assert "college" in told(of_age(northmoor, 20, "Vennmoor Special School"), "F")


def test_health_and_education_are_not_given_the_same_words(northmoor: Authority) -> None:
    plan = of_age(northmoor, 9)
    [health] = [line for line in plan.section("G") if line.kind == "provision"]
    assert health.text == "Care for the health condition at school: a care plan, therapy or " + (
        "equipment."
    )
    assert "Therapy or equipment for hearing, vision, physical disability and physical skills." in (
        told(plan, "F", kind="provision")
    )
    assert not [one for one in check_plan(plan, bundle=None) if one.code == "duplicate_provision"]


def test_a_slight_need_of_language_is_not_met_with_signs(northmoor: Authority) -> None:
    assert "Makaton" in told(of_age(northmoor, 9), "F", kind="provision")
    slight = told(of_age(northmoor, 9, slc=1), "F", kind="provision")
    assert "Makaton" not in slight
    assert "Speech and language therapy." in slight.splitlines()


def test_the_words_of_an_authority_are_quoted(northmoor: Authority) -> None:
    case = northmoor.case("NM10001", **dict.fromkeys(QUESTION_IDS, 1))
    own = tuple(
        dataclasses.replace(one, name="Our offer", scope="Time as needed.")
        for one in case.suggestions
    )
    plan = draft_plan(
        dataclasses.replace(case, suggestions=own),
        particulars=Particulars("NM10001"),
        bundle=None,
        advice=[],
        library=northmoor.adopted.library,
        today=TODAY,
    )
    assert "Our offer: “Time as needed.”" in told(plan, "F", kind="provision")


def test_a_need_without_anything_written_of_it_is_asked_about(northmoor: Authority) -> None:
    plan = northmoor.draft("EX5", english_validated=None, vision=0)
    for line in plan.lines:
        if line.kind == "need":
            below = [one for one in plan.lines if line.line_id in one.links]
            assert {"detail", "to_obtain"} & {one.kind for one in below}, line.text
    none = of_age(northmoor, 9, **{f"{name}_validated": None for name in QUESTION_IDS})
    known = of_age(northmoor, 9, **{f"{name}_validated": True for name in QUESTION_IDS})
    asked = "what this need looks like day to day and what it makes hard"
    assert f"{asked}, and how it is known, since no source says so." in told(none, "B", "C", "D")
    assert f"{asked}." in told(known, "B", "C", "D")


def test_what_is_quoted_is_about_the_pupil(northmoor: Authority) -> None:
    text = "\n".join(told(northmoor.draft(one), "A", "B", "C", "D", "E") for one in EXAMPLES)
    for unfit in (
        "Young carer",
        "needs in this area have changed",
        "I am writing about",
        "battery",
        "questionnaire has been sent",
        "believe us",
        "Nobody at school",
        "His hearing is fine",
        "Starting point: “Next term",
        "Starting point: “The team",
        "(30th centile)",
        " | ",
    ):
        assert unfit not in text
    assert "“He has begun to say that he can't before he has tried.” (Class teacher)" in text
    assert "which is within the average range" in text


def test_strengths_are_asked_for_where_no_document_tells_of_one(northmoor: Authority) -> None:
    asked = "and the family: what {} can do and does well."
    bare = northmoor.draft("NM10001").section("B")[0]
    assert (bare.kind, asked.format("NM10001") in bare.text) == ("to_obtain", True)
    assert asked.format("EX1") not in told(northmoor.draft("EX1"), "B")
    assert asked.format("EX5") not in told(northmoor.draft("EX5"), "B")


def test_who_wrote_the_pupils_words_down_is_told(northmoor: Authority) -> None:
    assert 'Me."” (Educational psychologist)' in told(northmoor.draft("EX1"), "A", kind="view")
    for line in northmoor.draft("EX2").section("A"):
        if line.text.startswith("What the pupil says"):
            assert line.text.endswith("” (Pupil)")
        if line.text.startswith("What the family"):
            assert line.text.endswith("” (Parent or carer)")


def test_advice_says_who_its_author_is(northmoor: Authority) -> None:
    plan = northmoor.draft("EX5")
    frame = next(one for one in plan.section("F") if one.text.startswith("Standing frame"))
    assert "two assistants trained by the physiotherapist each September" in frame.text
    assert "trained by me" in frame.sources[0].quote
    found = check_plan(plan, bundle=northmoor.bundle("EX5"))
    assert {one.weight for one in found if one.line_id == frame.line_id} <= {"source"}


def test_an_assistant_of_a_therapist_serves_the_therapists_need(northmoor: Authority) -> None:
    daily = next(
        one for one in northmoor.draft("EX1").section("F") if "Daily practice of 15" in one.text
    )
    assert daily.area == "slc"
    assistant = next(one for one in northmoor.draft("EX1").section("F") if "12 hours" in one.text)
    assert "B-need-learning_difficulties" in assistant.links


def test_a_wish_is_beside_the_outcome_that_is_asked_for(northmoor: Authority) -> None:
    asked = told(northmoor.draft("EX1"), "E", kind="to_obtain")
    assert "higher education or employment, from the wish “What I would like is for him" in asked
    assert "Teacher of the Deaf" in told(northmoor.draft("EX3"), "F", kind="to_obtain")
