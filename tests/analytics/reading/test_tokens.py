"""Words, places and stems of a sentence."""

from hypothesis import given
from hypothesis import strategies as st

from analytics.reading.tokens import NUMBER, _Stems, places, stems, words


def test_a_hyphen_inside_a_word_divides_it() -> None:
    assert words("Lip-reading – his one-to-one.") == words("Lip reading – his one to one.")


def test_numbers_have_one_stem_and_words_theirs() -> None:
    assert stems(words("He scored 68 and 4.5: struggling, struggles")) == [
        "he", "score", NUMBER, "and", NUMBER, ":", "struggl", ",", "struggl",
    ]  # fmt: skip


def test_both_kinds_of_apostrophe_are_one() -> None:
    assert words("doesn’t") == words("doesn't") == ["doesn't"]


@given(st.text())
def test_places_are_those_of_the_words(text: str) -> None:
    found = words(text)
    at = places(text)
    assert len(found) == len(at)
    if len(text.lower()) == len(text):
        assert [text.lower().replace("’", "'")[start:end] for start, end in at] == found


def test_the_kept_stems_are_bounded(monkeypatch) -> None:
    monkeypatch.setattr("analytics.reading.tokens._STEMS", 2)
    kept = _Stems()
    for word in ("reading", "writing", "talking"):
        assert kept[word] == word.removesuffix("ing").replace("writ", "write")
    assert len(kept) == 1
