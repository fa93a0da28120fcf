"""On whose word a suggested answer rests, without putting more into it than was written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.reading.accepting import SHOWN
from analytics.reading.grounds import ANCHORS, FINE, NO_TROUBLE, RULED_OUT, is_anchored
from analytics.reading.mentions import Mention
from analytics.reading.relevance import STEPS
from analytics.reading.reported import TELLERS
from analytics.reading.tokens import words
from analytics.reading.told import writer
from data.schemas.questions import Question

DEGREES: dict[str, str] = {
    "mild": "mild",
    "mildly": "mild",
    "slight": "mild",
    "slightly": "mild",
    "moderate": "moderate",
    "moderately": "moderate",
    "severe": "severe",
    "severely": "severe",
    "profound": "profound",
    "profoundly": "profound",
}
DEGREE = re.compile(rf"(?i)\b(?:{'|'.join(sorted(DEGREES, key=len, reverse=True))})\b")
# A degree belongs to what stands near it: "severe language disorder associated with autism".
NEAR = 4
APART = re.compile(r"(?i)[,;|]|\b(?:with|from|but|although|though|however|not|never)\b")
# After the area comes at most what links it with its degree: "hearing loss is now moderate".
APART_AFTER = re.compile(rf"{APART.pattern}|[()]|\b(?:and|or|an?)\b")


def why(question: Question, value: int, best: Sequence[Mention]) -> str:
    """Return a sentence on what a value rests on; `best` are the mentions for it, best first.

    That somebody says so is told only where the value stands in their own words.
    """
    said = next((one for one in best[:SHOWN] if says(one, question, value)), None)
    first, answer = said or best[0], question.words(value)
    who, kind = writer(first.facts), "a need" if first.is_need else "no need"
    papers = len({one.statement.document_id for one in best}) - 1
    others = "1 other document" if papers == 1 else f"{papers} other documents"
    also = "was" if papers == 1 else "were"
    if said:
        more = f"; {others} {also} read as {kind} too" if papers else ""
        return f"{answer}: {who} says so{more}."
    if first.is_need and not value:
        return f"Suggested: {answer}. What {who} writes was read as {kind}, but weighs too little."
    more = f", as {also} {others}" if papers else ""
    return f"Suggested: {answer}, because what {who} writes was read as {kind}{more}."


def says(one: Mention, question: Question, value: int) -> bool:
    """Tell whether a sentence says a value, or that there is no need, in its author's own words."""
    if one.is_need != (value > 0) or _is_reported(one):
        return False
    if not value:
        return _denies(one, question.id)
    steps = STEPS[question.maximum]
    text = one.statement.text
    told = {steps[DEGREES[word.lower()]] for word in DEGREE.findall(text)}
    return (
        told == {value}
        and one.statement.reading.assertion == "present"
        and _is_degree_of(text, question.id)
    )


def states_degree(one: Mention) -> bool:
    """Tell whether a sentence was read with a severity or has a word for one."""
    return one.statement.reading.severity is not None or bool(DEGREE.search(one.statement.text))


def _is_reported(one: Mention) -> bool:
    """Tell whether a professional gives what the family told."""
    told = not TELLERS.isdisjoint(words(one.statement.text))
    return told and one.facts.author_role not in ("parent", "pupil")


def _denies(one: Mention, area: str) -> bool:
    reading, text = one.statement.reading, one.statement.text
    fine = FINE.search(text) or RULED_OUT.search(text) or NO_TROUBLE.search(text)
    found = reading.assertion == "negated" or reading.severity == "none"
    return bool(found and fine and is_anchored(text, area))


def _is_degree_of(text: str, area: str) -> bool:
    """Tell whether a word for a degree stands by a word of the area."""
    return any(
        _is_near(text, degree.span(), anchor.span())
        for degree in DEGREE.finditer(text)
        for anchor in ANCHORS[area].finditer(text)
    )


def _is_near(text: str, degree: tuple[int, int], anchor: tuple[int, int]) -> bool:
    apart = APART if degree < anchor else APART_AFTER
    (_, start), (end, _) = sorted((degree, anchor))
    between = text[start:end]
    return len(between.split()) <= NEAR and not apart.search(between)
