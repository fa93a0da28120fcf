"""Results of tests in sentences, and how far below what is usual they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.scores import result_of, scores, worst


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Reading | SS 74 | 4th centile", [("standard", "moderate"), ("centile", "moderate")]),
        ("Full Scale IQ of 61", [("standard", "severe")]),
        ("a score of 104 (standard score)", [("standard", "average")]),
        ("below the 1st percentile", [("centile", "severe")]),
        ("Percentile rank: 50", [("centile", "average")]),
        ("Block Design scaled score 3", [("scaled", "severe")]),
        ("Conners T-score of 72", [("t", "moderate")]),
        ("thresholds of 65-75 dB in both ears", [("decibels", "severe")]),
        ("hears at 15 dB", [("decibels", "average")]),
        ("6/60 in each eye", [("acuity", "severe")]),
        ("acuity LogMAR 0.3", [("acuity", "mild")]),
        ("He is two years behind his peers", [("behind", "moderate")]),
        ("12 months behind", [("behind", "mild")]),
        ("a delay of at least 3 years", [("behind", "severe")]),
        ("within the average range", [("average", "average")]),
        ("On 12/03/2024 he was 96 cm tall", []),
        ("an IQ of 300", []),
        ("reading for 60 minutes", []),
        ("There were 85 pupils", []),
        ("Numerical operations came out at 101.", [("standard", "average")]),
        ("Matrices | 104 | 61", [("row", "average")]),
        ("Word work | 71 | 3 | Low", [("row", "moderate")]),
        ("Week 12 | 84 | 40 | sessions", []),
        ("Matrix Reasoning 12", [("scaled", "average")]),
        ("Recalling Sentences | 2", [("scaled", "severe")]),
        ("Vocabulary (BPVS-3) 98; spoken paragraphs 95.", [("standard", "average")] * 2),
        ("She walks to school.", []),
    ],
)
def test_results_are_read(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(score.kind, score.band) for score in scores(sentence)] == expected


def test_the_lowest_result_counts() -> None:
    assert worst(scores("Reading SS 101, Spelling SS 66")) == "severe"
    assert worst([]) is None


@pytest.mark.parametrize(
    ("sentence", "area", "expected"),
    [
        ("scores: reading 88, spelling 71, maths 109", "english", "moderate"),
        ("scores: reading 88, spelling 71, maths 109", "maths", "none"),
        ("scores: reading 88, maths 109", "problem_solving", "mild"),
        ("Verbal 76, reasoning 75, memory 70, ability 66", "", "moderate"),
        ("Full Scale IQ of 61", "slc", "severe"),
        ("He is two years behind at 7.", "english", None),
        ("He reads well.", "english", None),
    ],
)
def test_results_speak_together(sentence: str, area: str, expected: str | None) -> None:
    assert result_of(sentence, area) == expected


@given(st.text(alphabet="0123456789 /.dbcentilSsyears behind-", max_size=60))
def test_any_text_is_read_and_places_lie_in_it(text: str) -> None:
    for score in scores(text):
        assert 0 <= score.start < score.end <= len(text)


@given(st.integers(40, 160))
def test_standard_scores_fall_in_the_bands_of_published_tests(score: int) -> None:
    band = "severe" if score < 70 else "moderate" if score < 80 else "mild"
    expected = "average" if score >= 90 else band
    assert [one.band for one in scores(f"standard score {score}")] == [expected]
