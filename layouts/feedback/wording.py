"""Words and signs that several parts of the page say alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.schemas.feedback import VOICES
from layouts.components.element import Element, element, link
from layouts.dates import day
from layouts.feedback.address import answer_path

Row = Mapping[str, Any]
# A sign and a word for each level, so that no colour is needed to tell them apart.
LEVEL_SIGNS: dict[int, str] = {-2: "▼▼", -1: "▼", 0: "●", 1: "▲", 2: "▲▲"}
FACES: dict[int, str] = {1: "☹☹", 2: "☹", 3: "○", 4: "☺", 5: "☺☺"}


def signed_words(sign: str, words: str) -> Element:
    """Return words after a sign that is not read aloud."""
    return element(
        "Span",
        [element("Span", sign, className="level__sign", **{"aria-hidden": "true"}), " ", words],
        className="level",
    )


def who_said(row: Row) -> str:
    """Return who gave an answer, with the voice where the name does not tell it."""
    voice = VOICES[row["voice"]]
    return f"{row['said_by']} ({voice.lower()})" if row["said_by"] else voice


def source(pupil_id: str, *, feedback_id: str, voice: str, given_on: str) -> Element:
    """Return a link to the answer that something was taken from."""
    words = f"{VOICES[voice]}, {day(given_on)}"
    return link(words, answer_path(pupil_id, feedback_id))
