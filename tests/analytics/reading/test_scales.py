"""Suggested answers, doubts and contradictions over invented readings."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.consistency import doubts, is_apart
from analytics.reading.contradictions import contradictions
from analytics.reading.grounds import ANCHORS, GRADES, grade, is_anchored, is_furniture
from analytics.reading.mentions import UNSTATED, age_weights, mentions_of, standing
from analytics.reading.relevance import RELEVANCE, STEPS
from analytics.reading.scales import suggestions
from analytics.reading.told import quoted, writer
from data.schemas.questions import QUESTION, QUESTION_IDS
from data.schemas.reading import DocumentReading, Facts, Statement, Suggestion
from tests.analytics.reading.papers import paper, said

LOSS = "He has a hearing loss in both ears."
NONE = "His hearing is within normal limits."


def hearing(*documents: DocumentReading) -> Suggestion:
    return suggestions(documents)["hearing"]


def loss(severity: str | None = "moderate", **given: str) -> Statement:
    return said(LOSS, "hearing", severity=severity, **given)


def normal() -> Statement:
    return said(NONE, "hearing", polarity="neutral", assertion="negated", severity="none")


def test_no_document_no_need() -> None:
    found = suggestions([])
    assert tuple(found) == QUESTION_IDS
    assert {one.value for one in found.values()} == {0}
    assert found["hearing"].why.startswith("No document speaks of")
    assert found["social_care"].why.startswith("No document speaks of")


@pytest.mark.parametrize(
    ("severity", "value"),
    [("mild", 1), ("moderate", 2), ("severe", 3), ("profound", 4), (None, 2)],
)
def test_the_value_is_the_step_of_the_severity(severity: str | None, value: int) -> None:
    found = hearing(paper("a", [loss(severity)], role="audiologist"))
    assert found.value == value
    assert found.evidence[0].text == LOSS


def test_the_relevant_professional_outweighs_others() -> None:
    found = hearing(
        paper("a", [normal()], role="audiologist"), paper("b", [loss("severe")], role="parent")
    )
    assert found.value == 0
    assert found.evidence[0].text == NONE
    assert found.doubts[0].startswith("Read as a need: the family (3 May 2025) writes “")


def test_recent_outweighs_old() -> None:
    old = paper("a", [loss("mild")], role="audiologist", day="2022-05-01")
    new = paper("b", [loss("severe")], role="audiologist", day="2025-05-01")
    assert hearing(old, new).value == 3
    assert hearing(new, old).value == 3
    assert hearing(old, paper("c", [said("He is well.")])).doubts == (
        "Only older documents speak of it.",
    )


@pytest.mark.parametrize("assertion", ["family", "historical"])
def test_family_and_history_raise_nothing(assertion: str) -> None:
    found = hearing(paper("a", [loss("severe", assertion=assertion)], role="audiologist"))
    assert found.value == 0


def test_suspicion_raises_at_most_one_step() -> None:
    doubted = [loss("severe", assertion="uncertain")] * 4
    found = hearing(paper("a", doubted, role="audiologist"), paper("b", doubted, role="parent"))
    assert found.value <= 1
    assert "It is only suspected: no document confirms it." in found.doubts


def test_doubts_of_a_value() -> None:
    found = hearing(
        paper("a", [loss(None)], role="teacher_of_the_deaf"),
        paper("b", [normal()], role="parent"),
    )
    assert any(one.startswith("Read the other way: the family") for one in found.doubts)
    assert hearing(paper("a", [loss(None)])).doubts == ("No document says how severe it is.",)


def test_a_degree_in_words_is_not_missed_where_the_reader_gave_none() -> None:
    told = said("He has a moderate hearing loss.", "hearing")
    assert hearing(paper("a", [told])).doubts == ()


def test_another_childs_document_counts_for_nothing() -> None:
    assert hearing(paper("a", [loss()], role="audiologist", about_pupil=False)).value == 0


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("He walks well.", {"polarity": "positive"}, 0),
        ("He walks.", {"polarity": "positive"}, 0),
        ("He walks.", {"polarity": "neutral"}, 0),
        ("His walking is normal.", {"polarity": "neutral"}, 0),
        ("GMFCS level V: he cannot walk.", {}, 3),
        ("He cannot walk far.", {}, 1),
        ("He cannot walk: it is severe.", {"severity": "none"}, 3),
        ("He cannot walk.", {"severity": "none"}, 1),
        ("He walks with a normal gait.", {}, 0),
        ("There is no trouble with walking.", {"assertion": "negated"}, 0),
        ("He may not walk.", {"assertion": "uncertain", "polarity": "neutral"}, 0),
        ("He goes out in his own way.", {}, 0),
        ("I have no concern about his good walk.", {}, 0),
    ],
)
def test_what_a_sentence_says(text: str, values: dict[str, str], expected: int) -> None:
    found = suggestions([paper("a", [said(text, "physical_other", **values)])])
    assert found["physical_other"].value == expected


def test_a_denial_is_of_the_whole_where_the_part_that_denies_names_it() -> None:
    def weight(text: str) -> float:
        denied = said(text, "semh", polarity="neutral", assertion="negated", severity="none")
        (mention,) = mentions_of([paper("a", [denied])])["semh"]
        return mention.weight

    whole = weight("There is no concern about her mental health.")
    assert whole == 2 * weight("Her mood is low at home, but she has no episodes of panic.")


def test_a_sentence_of_an_earlier_year_or_without_words_of_the_area_counts_less() -> None:
    def weight(text: str, day: str | None = "2025-05-03") -> float:
        document = paper("a", [said(text, "hearing", severity="mild")], day=day)
        (mention,) = mentions_of([document])["hearing"]
        return mention.weight

    plain = weight("A hearing loss was found.")
    assert weight("A hearing loss was found in 2021.") < plain
    assert weight("Something was found by us.") < plain
    assert weight("A hearing loss was found in 2021.", None) > weight(
        "A hearing loss was found in 2021."
    )
    assert mentions_of([paper("a", [said("Loss", "unknown_area")])])["hearing"] == []


def test_what_nothing_suggests_is_not_suspected() -> None:
    def level(text: str) -> float:
        (mention,) = mentions_of([paper("a", [said(text, "asd", assertion="uncertain")])])["asd"]
        return mention.level

    assert level("I suspect autism.") == 1.0
    assert level("I find nothing here to suggest autism.") == 0.0
    assert level("I have taken autism off his problem list.") == 0.0


def test_a_result_that_its_author_takes_back_counts_less() -> None:
    def weight(text: str) -> float:
        (mention,) = mentions_of([paper("a", [said(text, "problem_solving")])])["problem_solving"]
        return mention.weight

    plain = weight("Spatial reasoning | 68 | 2")
    assert weight("Spatial reasoning | 68 | 2 | not to be interpreted") == pytest.approx(plain / 5)


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        ("Department of Audiology, Level", True),
        ("PENNERDALE CHILDREN'S SERVICES", True),
        ("Senior Paediatric Audiologist", True),
        ("Physical and medical", True),
        ("- - -", True),
        ("CONFIDENTIAL: NOT FOR COPYING", True),
        ("Mild eczema", False),
        ("Hearing: no concerns", False),
        ("Reading | SS 74", False),
        ("WISC-V | Index | Centile | Range", True),
        ("Measure | Right | Left", True),
        ("Measure | Right 5 | Left", False),
        ("2. Autism Spectrum", False),
        ("He walks.", False),
        ("He walks well.", False),
        ("a line that goes on and on without a stop at the end of all its many words", False),
    ],
)
def test_letterheads_are_no_statements(text: str, furniture: bool) -> None:
    assert is_furniture(text) is furniture
    found = mentions_of([paper("a", [said(text, "health")])])["health"]
    assert bool(found) is not furniture or not found


@pytest.mark.parametrize(
    ("text", "area", "values", "expected"),
    [
        ("School asked us about ADHD because he fidgets.", "psych_other", {}, 0),
        ("Matrices | 104 | 61", "problem_solving", {}, 0),
        ("Matrices | 61 | 1", "problem_solving", {"polarity": "positive"}, 3),
        ("She has a specific learning difficulty.", "english", {"polarity": "positive"}, 1),
        ("He needs an adult to eat, dress and wash.", "adl_support", {"polarity": "positive"}, 3),
        ("He was dressed and washed by two adults.", "adl_support", {"polarity": "positive"}, 0),
        ("She no longer uses a wheelchair for all trips.", "physical_other", {}, 1),
        ("Hoist and two trained people.", "physical_other", {"polarity": "neutral"}, 3),
        ("Attendance: cut his arms in May.", "semh", {}, 3),
        ("Since May he is on a reduced timetable.", "semh", {}, 3),
        ("FTS to date: 6 days.", "semh", {"polarity": "neutral"}, 3),
        ("ADOS-2 total 3, below the cut-off for autism.", "asd", {}, 0),
        ("AUTISM NOT PRESENT.", "asd", {}, 0),
        ("Outcome: ADHD, combined.", "psych_other", {"polarity": "neutral"}, 2),
        ("Outcome: no ADHD.", "psych_other", {"polarity": "neutral"}, 0),
        ("Outcome: possible ADHD.", "psych_other", {"polarity": "neutral"}, 0),
        ("R | 15 | 10 | 15 | dB HL", "hearing", {}, 0),
        ("Hearing | R | 45 | 50 | 55 | dB HL", "hearing", {}, 1),
        ("Hearing aided | R | 15 | 10 | 15 | dB HL", "hearing", {}, 1),
        ("Hearing | R | 15 dB", "hearing", {}, 1),
        ("Full Scale IQ of 61, memory as low.", "learning_difficulties", {}, 3),
        ("Lamotrigine continues, twice daily.", "health", {"polarity": "neutral"}, 1),
        ("With sums he needs nobody.", "maths", {}, 0),
        ("With sums he needs somebody.", "maths", {}, 2),
        ("He is left out at play.", "social_interaction", {"polarity": "positive"}, 2),
        ("She is as able as any ten-year-old.", "english", {}, 0),
        ("Her reading is on track.", "english", {}, 0),
        ("Maths Problem Solving | 61 | 1", "problem_solving", {}, 0),
        ("Maths Problem Solving | 61 | 1", "maths", {}, 3),
    ],
)
def test_facts_count_for_more_than_how_a_sentence_was_read(
    text: str, area: str, values: dict[str, str], expected: int
) -> None:
    bundle = [paper("a", [said(text, area, **values)], role="educational_psychologist")]
    assert suggestions(bundle)[area].value == expected


def test_one_part_of_ability_is_specific_where_the_whole_is_average() -> None:
    part = said("Working Memory | 61 | 1", "learning_difficulties")
    whole = said("Full Scale IQ | 98 | 45", "learning_difficulties", polarity="positive")
    low = said("Full Scale IQ | 61 | 1", "learning_difficulties")

    def value(*statements: Statement) -> int:
        document = paper("a", statements, role="educational_psychologist")
        return suggestions([document])["learning_difficulties"].value

    assert (value(part), value(part, low), value(whole)) == (3, 3, 0)
    assert value(part, whole) <= 1


def test_a_stage_of_development_is_held_against_the_pupils_age() -> None:
    text = "Her language is at the level of a child of two."
    bundle = [paper("a", [said(text, "slc")]), paper("b", [said(text, "slc")], day=None)]

    def levels(born: datetime.date | None) -> list[float]:
        return [one.level for one in mentions_of(bundle, born=born)["slc"]]

    assert levels(datetime.date(2018, 5, 3)) == [3.0, UNSTATED]
    assert levels(datetime.date(2022, 3, 3)) == [2.0, UNSTATED]
    assert levels(None) == [UNSTATED, UNSTATED]


def test_the_data_speak_of_questions() -> None:
    assert set(ANCHORS) == set(QUESTION_IDS)
    assert {area for area, _, _ in GRADES} <= set(QUESTION_IDS)
    assert {name for role in RELEVANCE.values() for name in role} <= set(QUESTION_IDS)
    assert {QUESTION[name].maximum for name in QUESTION_IDS} == set(STEPS)
    assert grade("He is moved by hoist.", "adl_support") == "profound"
    assert grade("He walks.", "adl_support") is None
    assert is_anchored("a hearing aid", "hearing")


def test_undated_documents_count_as_of_some_months_ago() -> None:
    facts = [Facts("other", None, None, day, True) for day in (datetime.date(2025, 5, 3), None)]
    newest, undated = age_weights(facts)
    assert newest == 1.0
    assert 0.3 < undated < 1.0
    assert age_weights(facts[1:]) == [undated]
    assert standing(facts[0], "hearing") < 1.0


texts = st.sampled_from([LOSS, NONE, "He hears well.", "Deaf", "An aid was lost in 2020."])
statements = st.builds(
    lambda text, **given: said(text, "hearing", "social_care", "semh", **given),
    texts,
    polarity=st.sampled_from(["negative", "positive", "neutral"]),
    assertion=st.sampled_from(["present", "negated", "family", "historical", "uncertain"]),
    severity=st.sampled_from([None, "none", "mild", "moderate", "severe", "profound"]),
)
roles = st.sampled_from([None, "audiologist", "parent", "camhs_clinician"])
days = st.sampled_from([None, "2021-01-01", "2025-05-03"])
documents = st.lists(
    st.builds(
        lambda said, role, day, number: paper(f"d{number}", said, role=role, day=day),
        st.lists(statements, max_size=4),
        roles,
        days,
        st.integers(0, 99),
    ),
    max_size=4,
    unique_by=lambda one: one.source.document_id,
)


@given(documents)
def test_every_value_is_on_its_scale_and_rests_on_the_bundle(bundle: list[DocumentReading]) -> None:
    found = suggestions(bundle)
    every = {one for document in bundle for one in document.statements}
    for name, one in found.items():
        assert 0 <= one.value <= QUESTION[name].maximum
        assert set(one.evidence) <= every
        assert one.why
    assert suggestions(bundle) == found


@given(documents)
def test_contradictions_are_between_documents(bundle: list[DocumentReading]) -> None:
    for pair in contradictions(bundle):
        assert pair.one.document_id != pair.other.document_id
        assert pair.area in QUESTION


def test_a_contradiction() -> None:
    bundle = [
        paper("a", [loss("severe")], role="audiologist"),
        paper("b", [normal(), loss("severe", assertion="uncertain")], role="class_teacher"),
        paper("c", [loss("mild")], role="parent"),
    ]
    first, second = contradictions(bundle)
    assert first.area == "hearing"
    assert {first.one.document_id, first.other.document_id} == {"a", "b"}
    assert first.sentence.startswith("Hearing: the audiologist (3 May 2025) says “He has")
    assert {second.one.document_id, second.other.document_id} == {"a", "c"}


def test_doubts_go_both_ways() -> None:
    bundle = [paper("a", [loss("severe")], role="audiologist")]
    found = doubts(
        bundle,
        suggestions=suggestions(bundle),
        assessment={"hearing": 0, "asd": 3, "visual": 1, "social_care": 1},
    )
    assert [(one.question_id, one.assessed, one.read) for one in found] == [
        ("hearing", 0, 3),
        ("asd", 3, 0),
        ("social_care", 1, 0),
    ]
    assert found[0].sentence == (f"Hearing is None, but the audiologist (3 May 2025) says “{LOSS}”")
    assert found[1].sentence == "Autism (ASD) is Severe, but no document mentions it."
    assert not is_apart(QUESTION["semh"], 1, 2)


def answer(name: str, *said_so: Statement, about: bool = True) -> Suggestion:
    return suggestions([paper("a", list(said_so), role="parent", about_pupil=about)])[name]


def language(text: str, **given: str) -> Statement:
    return said(text, "first_language", polarity="neutral", **given)


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        (language("At home we speak Polish."), 1),
        (language("Her first language is Tigrinya."), 1),
        (language("Is an interpreter needed? | [x] Yes [ ] No"), 1),
        (language("Is an interpreter needed? | [ ] Yes [x] No"), 0),
        (language("English is the only language at home."), 0),
        (language("He is new to words.", assertion="negated"), 0),
        (language("He is new to words."), 0),
        (language("Nobody speaks Polish at home.", assertion="negated"), 0),
        (said("The cat is bilingual, as they say.", polarity="neutral"), 1),
        (said("The cat sat.", polarity="neutral"), 0),
        (language("POLISH AT HOME"), 0),
        (language("She is not a bilingual learner, though she sings in Welsh at home."), 0),
        (language("EAL: no"), 0),
        (language("Polish at home: people think it is only English but it is not."), 1),
    ],
)
def test_first_language(statement: Statement, value: int) -> None:
    assert answer("first_language", statement).value == value


def test_social_care() -> None:
    known = said("She has a social worker and a child in need plan.", "social_care")
    unknown = said("The family is not known to social care.", "social_care", assertion="negated")
    found = answer("social_care", known)
    assert (found.value, found.why) == (1, "Yes.")
    assert answer("social_care", unknown).value == 0
    assert answer("social_care", known, about=False).value == 0
    asked = said("Is the family known to social care? ", "social_care", polarity="neutral")
    assert answer("social_care", asked).value == 0
    for since, value in (
        ("Since May we have had a social worker.", 1),
        ("He had a social worker.", 0),
    ):
        begun = said(since, "social_care", polarity="neutral", assertion="historical")
        assert answer("social_care", begun).value == value
    apart = "They have a social worker for short breaks; there are no safeguarding concerns."
    for text, value in ((apart, 1), ("They have no social worker; there are short breaks.", 0)):
        denied = said(text, "social_care", polarity="neutral", assertion="negated")
        assert answer("social_care", denied).value == value
    for tick, value in (("[x] Yes [ ] No", 1), ("[ ] Yes  [x] No", 0)):
        ticked = paper("a", [asked, said(tick)], role="social_worker")
        assert suggestions([ticked])["social_care"].value == value
    contracted = said("The family isn't known to social care.", "social_care")
    assert answer("social_care", contracted).value == 0
    both = answer("social_care", known, known, unknown)
    assert (both.value, both.doubts) == (1, ("The documents disagree.",))


def test_how_documents_are_told() -> None:
    facts = Facts("other", None, None, None, True)
    assert writer(facts) == "a document (no date)"
    assert writer(Facts("x", "other", None, datetime.date(2025, 5, 3), True)) == (
        "a document (3 May 2025)"
    )
    long = quoted(said("word " * 60))
    assert long.endswith("word …”")
    assert len(long) < 170
