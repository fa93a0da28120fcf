"""Training learns what the sentences teach, and always the same."""

from analytics.reading.analyser import SendAnalyser
from analytics.reading.features import SignFinder
from analytics.reading.training import train
from data.reading.words import load_words
from data.schemas import QUESTION_IDS

WORDS = load_words()


def labelled() -> list[dict]:
    """Return a few made-up sentences in which made-up words decide."""
    kinds = [
        ("zorbs loudly", "negative", "present", "severe"),
        ("glims gladly", "positive", "historical", None),
        ("frobs, if at all", "neutral", "uncertain", "mild"),
    ]
    return [
        {
            "text": f"{name} {text} near {area}",
            "polarity": polarity,
            "assertion": assertion,
            "severity": severity,
            "areas": [area],
        }
        for text, polarity, assertion, severity in kinds
        for area in QUESTION_IDS
        for name in ("Ada", "Ben")
    ]


def test_what_is_taught_is_read_again() -> None:
    rows = labelled()
    weights = train(rows, SignFinder(WORDS))
    readings = SendAnalyser(words=WORDS, weights=weights).read([row["text"] for row in rows])
    for row, reading in zip(rows, readings, strict=True):
        assert reading.polarity == row["polarity"]
        assert reading.assertion == row["assertion"]
        assert reading.severity == row["severity"]
        assert row["areas"][0] in reading.areas
    assert weights.sentences == len(rows)


def test_the_same_sentences_teach_the_same() -> None:
    rows = labelled()
    assert train(rows, SignFinder(WORDS)) == train(rows, SignFinder(WORDS))


def test_labels_that_no_sentence_has_together_are_never_given_together() -> None:
    rows = labelled()
    weights = train(rows, SignFinder(WORDS))
    seen = {(row["polarity"], row["assertion"], row["severity"] or "not stated") for row in rows}
    assert set(weights.together) == seen
    reader = SendAnalyser(words=WORDS, weights=weights)
    for mixed in reader.read(["Ada zorbs loudly, if at all", "Ben frobs gladly", "Ada glims", "x"]):
        assert (mixed.polarity, mixed.assertion, mixed.severity or "not stated") in seen


def test_a_slip_in_one_of_thousands_teaches_no_new_pair() -> None:
    rows = labelled() * 70
    slip = {**rows[0], "polarity": "positive", "assertion": "uncertain"}
    weights = train([*rows, slip], SignFinder(WORDS))
    assert ("positive", "uncertain", "severe") not in weights.together
