"""How hard a section is to read: its grade, and sentences that are too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analytics.plans.pronouns import unquoted
from data.schemas.plans import SECTIONS, Finding, Line, Plan

# Senter, R. J. and Smith, E. A. (1967) Automated Readability Index, AMRL-TR-66-220: the grade of a
# US school in which a text is understood. It counts letters, so needs no list of syllables.
LETTERS, WORDS, CONSTANT = 4.71, 0.5, 21.43
# Grade 9 is read at 14 to 15. GOV.UK writes for a reading age of 9; terms of the field are long.
HARD_GRADE = 12.0
GRADE_TO_AGE = 5
# Fewer words give no steady grade.
FEWEST_WORDS = 60
# GOV.UK content design guidance asks for 25; a list of provision may take some more.
LONGEST_SENTENCE = 30
_SENTENCE = re.compile(r"(?:[^.!?;\n]|\.(?=\d))+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# What stands behind a quotation: whose words they are.
_ATTRIBUTED = re.compile(r"\([^()]*\)")
PROSE = frozenset({"view", "background", "strength", "need", "detail", "outcome", "provision"})


def readability(plan: Plan) -> tuple[Finding, ...]:
    """Return sections that are hard to read and sentences of more than 30 words; only a watch.

    Words in quotation marks are not counted: they are somebody else's.
    """
    return tuple(
        finding
        for section in SECTIONS
        if section != "K"
        for finding in _of_section(
            section, [line for line in plan.section(section) if line.kind in PROSE]
        )
    )


def grade(text: str) -> float | None:
    """Return the grade of the Automated Readability Index; None for fewer than 60 words."""
    sentences = [found for found in _SENTENCE.findall(text) if _WORD.search(found)]
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    letters = sum(len(word) for word in words)
    return LETTERS * letters / len(words) + WORDS * len(words) / len(sentences) - CONSTANT


def _of_section(section: str, lines: Sequence[Line]) -> Iterator[Finding]:
    hard = grade("\n".join(_ATTRIBUTED.sub(" ", unquoted(line.text)) for line in lines))
    if hard is not None and hard > HARD_GRADE:
        sentence = (
            f"Section {section} takes the reading of a person of about "
            f"{hard + GRADE_TO_AGE:.0f}. Shorter sentences and plainer words help the family."
        )
        yield Finding("hard_to_read", section, sentence)
    for line in lines:
        for found in _SENTENCE.findall(unquoted(line.text)):
            count = len(_WORD.findall(found))
            if count > LONGEST_SENTENCE:
                begins = " ".join(found.split()[:8])
                yield Finding(
                    "long_sentence",
                    section,
                    f"A sentence of {count} words: “{begins} …”.",
                    line.line_id,
                )
