"""The reader says what a plain sum of weights says, and explains it by words of the sentence."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.analyser import NOT_STATED, STANCE, SendAnalyser
from analytics.reading.features import SignFinder, name_of, sign_of
from analytics.reading.marks import marks
from data.reading.weights import load_weights
from data.reading.words import load_words
from data.schemas import QUESTION_IDS
from data.schemas.reading import ASSERTIONS, POLARITIES, SEVERITIES, Label, Reading

# Plain sentences that any reader of SEND documents must get right.
PLAIN = [
    ("Leo has severe difficulty hearing speech in noise.", "negative", "present", {"hearing"}),
    ("There is no evidence of hearing loss.", "neutral", "negated", {"hearing"}),
    ("His brother has autism.", "neutral", "family", {"asd"}),
    ("She is awaiting an assessment for autism.", None, "uncertain", {"asd"}),
    ("Reading | SS 68 | 2nd centile", "negative", "present", {"english"}),
    ("She enjoys reading and is a confident reader.", "positive", "present", {"english"}),
    ("He is unable to dress himself.", "negative", "present", {"adl_support"}),
    ("Amir struggles to make friends.", "negative", "present", {"social_interaction"}),
    ("She finds it hard to stay calm.", "negative", "present", {"emotional_literacy"}),
    ("He lacks confidence in his own ability.", "negative", "present", {"self_esteem"}),
    ("Zara needs adult help to settle to a task.", "negative", "present", set()),
    ("He rarely enjoys group work.", "negative", "present", set()),
    ("Rosie has epilepsy and takes medicine twice a day.", None, "present", {"health"}),
    ("He copes well with changes to the day.", "positive", "present", set()),
    ("Mum reports that he cannot dress himself.", "negative", "present", {"adl_support"}),
    ("Please return the form by 3 May.", "neutral", "present", set()),
]
SENTENCES = [sentence for sentence, *_ in PLAIN] + [
    "Although she is anxious, she attends every day.",
    "Is he dyslexic?",
    "His mother possibly had no speech and language therapist for her dyslexia as a child.",
    "He used to be deaf and was possibly never anxious.",
    "",
    "…",
]


@pytest.mark.parametrize(("sentence", "polarity", "assertion", "areas"), PLAIN)
def test_plain_sentences_are_understood(
    analyser: SendAnalyser, sentence: str, polarity: str | None, assertion: str, areas: set[str]
) -> None:
    reading = analyser.read([sentence])[0]
    assert polarity in (None, reading.polarity)
    assert (reading.assertion, areas - set(reading.areas)) == (assertion, set())


def slowly(labels: tuple[Label, ...], signs: set) -> dict[str, float]:
    """Add up the weights of the signs for every label, one by one."""
    return {
        label.name: label.bias + sum(label.weights.get(name_of(sign), 0.0) for sign in signs)
        for label in labels
    }


def log_shares(scores: dict[str, float]) -> dict[str, float]:
    total = sum(math.exp(score) for score in scores.values())
    return {name: math.log(math.exp(score) / total) for name, score in scores.items()}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_reading_is_the_plain_sum_of_weights(analyser: SendAnalyser, sentence: str) -> None:
    weights, signs = load_weights(), SignFinder(load_words()).find(sentence)
    reading = analyser.read([sentence, "another"])[0]
    likely = [log_shares(slowly(weights.tasks[task], signs.meant())) for task in STANCE]
    best = max(
        weights.together,
        key=lambda three: sum(shares[one] for shares, one in zip(likely, three, strict=True)),
    )
    assert (reading.polarity, reading.assertion, reading.severity or NOT_STATED) == best
    areas = slowly(weights.tasks["areas"], signs.about())
    least = weights.area_threshold
    assert set(reading.areas) == {
        area for area, score in areas.items() if 1 / (1 + math.exp(-score)) > least
    }


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_gets_labels_and_marks_within_it(analyser: SendAnalyser, texts: list[str]) -> None:
    readings = analyser.read(texts)
    assert len(readings) == len(texts)
    for text, reading in zip(texts, readings, strict=True):
        assert reading.polarity in POLARITIES
        assert reading.assertion in ASSERTIONS
        assert reading.severity in (None, *SEVERITIES)
        assert set(reading.areas) <= set(QUESTION_IDS)
        assert 1 / 3 - 1e-6 <= reading.sureness <= 1 + 1e-6
        assert all(0 <= mark.start < mark.end <= len(text.lower()) for mark in reading.marks)


def test_order_and_company_change_nothing(analyser: SendAnalyser) -> None:
    together = analyser.read(SENTENCES)
    assert together == [analyser.read([sentence])[0] for sentence in SENTENCES]
    assert together[::-1] == analyser.read(SENTENCES[::-1])


def test_without_marks_the_labels_are_the_same(analyser: SendAnalyser) -> None:
    for full, bare in zip(
        analyser.read(SENTENCES), analyser.read(SENTENCES, explained=False), strict=True
    ):
        assert (full.polarity, full.areas, full.assertion) == (
            bare.polarity,
            bare.areas,
            bare.assertion,
        )
        assert bare.marks == ()


def test_marks_name_the_words(analyser: SendAnalyser) -> None:
    sentence = "No evidence of hearing loss."
    reading = analyser.read([sentence])[0]
    of = {(mark.kind, mark.label, sentence[mark.start : mark.end]) for mark in reading.marks}
    assert ("area", "hearing", "hearing loss") in of
    assert any(kind == "assertion" and "No evidence" in words for kind, _, words in of)
    assert all(mark.why for mark in reading.marks)


def test_nothing_is_marked_without_words() -> None:
    reading = Reading(polarity="neutral", areas=(), assertion="present", severity=None)
    signs = SignFinder(load_words()).find("")
    assert marks(reading, signs=signs, text="", weights=load_weights()).marks == ()


@pytest.mark.parametrize("name", ["area: hearing", "a b", ": b", "hear", "first area: asd", ":"])
def test_signs_and_their_names_go_both_ways(name: str) -> None:
    assert name_of(sign_of(name)) == name


def test_the_engine_names_itself(analyser: SendAnalyser) -> None:
    assert str(load_weights().sentences) in analyser.version
