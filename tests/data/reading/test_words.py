"""The lists of words are read, and mistakes in them are told."""

from pathlib import Path

import pytest

from data.reading.words import BadWords, load_words
from data.schemas import QUESTION_IDS

load = load_words.__wrapped__


def write(directory: Path, areas: str) -> Path:
    (directory / "areas.txt").write_text(areas)
    (directory / "hints.txt").write_text("[hearing]\nears\n")
    (directory / "cues.txt").write_text("# a comment\n[need]\npoor, weak, poor\n")
    return directory


def test_lists_are_read(tmp_path: Path) -> None:
    words = load(write(tmp_path, "[hearing]\nhearing loss, deaf\n\n[none]\nhearing from you\n"))
    assert words.areas == {"hearing": ("hearing loss", "deaf"), "none": ("hearing from you",)}
    assert words.cues == {"need": ("poor", "weak")}


def test_every_area_that_ships_has_words() -> None:
    words = load_words()
    assert set(words.areas) == {*QUESTION_IDS, "none"}
    assert set(words.hints) == set(QUESTION_IDS)


def test_a_phrase_before_any_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadWords, match=r"areas\.txt, line 1"):
        load(write(tmp_path, "hearing loss\n"))


def test_an_area_that_is_none_of_the_twenty_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadWords, match="heering"):
        load(write(tmp_path, "[heering]\nloss\n"))
