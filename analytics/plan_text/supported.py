"""The listed kinds of support that a line names, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from analytics.plan_text.expertise import without_training
from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import any_of, at_words, compiled
from analytics.plan_text.words import supports

_SORTED = {
    phrase: kind
    for kind, listed in (
        ("environment", supports.ENVIRONMENT),
        ("equipment", supports.EQUIPMENT),
        ("care_procedure", supports.CARE),
        ("direct", (*supports.THERAPIES, *supports.PROGRAMMES, *supports.CARING)),
    )
    for phrase in listed
}
_SUPPORT = compiled(any_of(_SORTED))
_REPORTED = at_words(
    r"(?:[\w-]+ ){1,5}(?:report|letter|assessment|advice)\b(?=,? (?:para|page|of \d|dated|"
    r"verbatim|says|asks|p\.))"
)
_PAPERS = ("report", "letter", "assessment", "advice")


def supports_in(line: Passage) -> tuple[tuple[str, str], ...]:
    """Return the kind of line that each listed support makes, and its words."""
    return _supports(without_training(line.offer))


# The rules and the signs ask after the same text in turn.
@lru_cache(maxsize=64)
def _supports(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(_found(text))


def _found(text: str) -> Iterator[tuple[str, str]]:
    if any(paper in text for paper in _PAPERS):
        text = _REPORTED.sub(_blank, text)
    for match in _SUPPORT.finditer(text):
        phrase = " ".join(match.group().replace("-", " ").split())
        yield _SORTED.get(match.group()) or _SORTED.get(phrase) or "direct", match.group()


def _blank(found: re.Match[str]) -> str:
    return "~" * len(found.group())
