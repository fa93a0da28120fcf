"""Phrases are found by their stems, the longest first, without overlap within a list."""

from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.phrases import Hit, Phrases
from analytics.reading.tokens import stems, words

LISTS = {
    "area": {
        "hearing": ("hearing loss", "hearing"),
        "slc": ("language", "loss of language"),
        "none": ("hearing from you",),
    },
    "cue": {"need": ("loss", "no hearing at all"), "negation": ("no",)},
}
WORDS = ("hearing", "loss", "of", "language", "no", "at", "all", "from", "you")


def slowly(found: list[str]) -> set[Hit]:
    """Return the phrases by trying every list at every word, the longest phrases first."""
    hits: set[Hit] = set()
    for group, labels in LISTS.items():
        position = 0
        while position < len(found):
            fitting = [
                (len(phrase), label)
                for label, listed in labels.items()
                for phrase in (stems(words(text)) for text in listed)
                if found[position : position + len(phrase)] == phrase
            ]
            longest = max((size for size, _ in fitting), default=0)
            hits |= {
                (position, position + size, group, label)
                for size, label in fitting
                if size == longest
            }
            position += max(longest, 1)
    return hits


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_phrases_are_those_of_a_plain_search(sentence: list[str]) -> None:
    found = stems(sentence)
    assert set(Phrases(LISTS).find(found)) == slowly(found)


def test_a_phrase_of_two_labels_gives_both() -> None:
    lists = {"area": {"english": ("dyslexia",), "learning_difficulties": ("dyslexia",)}}
    assert {hit[3] for hit in Phrases(lists).find(stems(["dyslexia"]))} == {
        "english",
        "learning_difficulties",
    }
