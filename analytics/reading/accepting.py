"""What the assessment records when a person accepts what the documents suggest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.schemas import QUESTION
from data.schemas.readers import NOTE_LENGTH, SOURCE_LENGTH
from data.schemas.reading import Statement, Suggestion

SHOWN = 3
CUT = "…"
HEAD = "From the documents"
# A sentence of the bundle with where it stands; it may itself quote somebody, or only begin to.
QUOTED = re.compile(
    r"\s*“(?:(?:[^“”]*(?:“[^“”]*”[^“”]*)*|(?:(?!” \().)*)” \([^()\n]*\)"
    r"|[^\n]*” \([^()\n]*\)(?=\n|\Z))",
    re.DOTALL,
)
OPENED = re.compile(rf"{HEAD}, (?:accepted as suggested|suggested [^:\n]*, chosen [^:\n]*):")
# The last of it, where the note was longer than what is kept.
CUT_OFF = re.compile(rf"(?:{HEAD}, [^\n]*|(?<=\n)“(?:[^\n]*|[^“”]*)){CUT}\Z")


@dataclass(frozen=True)
class Cited:
    """Hold a sentence and where it stands in words, such as "EP report, 3 May 2026, page 2"."""

    quote: str
    where: str


def best(suggestion: Suggestion) -> tuple[Statement, ...]:
    """Return the sentences that are shown for a suggestion, best first."""
    return suggestion.evidence[:SHOWN]


def accepted(
    row: Mapping[str, Any], suggestion: Suggestion, *, value: int, cited: Sequence[Cited]
) -> dict[str, Any]:
    """Return the row with a value accepted for a question, its evidence as source and note.

    A need is ticked as validated by the first sentence; who accepted it is the revision's actor.
    Raises ValueError on a value that is not on the question's scale.
    """
    question = QUESTION[suggestion.question_id]
    if not 0 <= value <= question.maximum:
        raise ValueError(f"{question.id} has no value {value}")
    kept = {**row, question.id: value}
    kept[f"{question.id}_note"] = _note(row.get(f"{question.id}_note"), suggestion, value, cited)
    if value and cited:
        kept[f"{question.id}_validated"] = True
        kept[f"{question.id}_source"] = source(cited[0])
    return kept


def source(cited: Cited) -> str:
    """Return where a sentence stands and the sentence, cut to what a source may hold."""
    return _cut(f"{cited.where}: “{cited.quote}”", SOURCE_LENGTH)


def decided(row: Mapping[str, Any], suggestion: Suggestion) -> bool:
    """Tell whether a person has answered this very suggestion, by the note that was kept of it."""
    answer = row.get(suggestion.question_id)
    if answer is None:
        return False
    return _head(suggestion, answer) in (row.get(f"{suggestion.question_id}_note") or "")


def own_words(note: str) -> str:
    """Return what people wrote in a note, without what accepted suggestions added to it."""
    kept, rest = "", note
    while found := OPENED.search(rest):
        kept, rest = kept + rest[: found.start()], rest[found.end() :]
        while quote := QUOTED.match(rest):
            rest = rest[quote.end() :]
    whole = kept + rest
    return (CUT_OFF.sub("", whole) if len(note) == NOTE_LENGTH else whole).strip()


def _head(suggestion: Suggestion, value: int) -> str:
    question = QUESTION[suggestion.question_id]
    if value == suggestion.value:
        return f"{HEAD}, accepted as suggested:"
    words = f"suggested {question.words(suggestion.value)}, chosen {question.words(value)}"
    return f"{HEAD}, {words}:"


def _note(
    before: str | None, suggestion: Suggestion, value: int, cited: Sequence[Cited]
) -> str | None:
    if not cited and value == suggestion.value:
        return before
    quotes = [f"“{one.quote}” ({one.where})" for one in cited]
    addition = "\n".join([_head(suggestion, value), *quotes])
    # What stands there already, whoever wrote it, is kept.
    own = (before or "").rstrip()
    whole = own if addition in own else "\n".join(filter(None, [own, addition]))
    return _cut(whole, NOTE_LENGTH)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - len(CUT)]}{CUT}"
