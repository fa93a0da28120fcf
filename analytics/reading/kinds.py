"""What a document is: its type, from title, wording and author, by cues held as data."""

from __future__ import annotations

import re
from functools import cache

from analytics.reading.kind_cues import BY_ROLE, DOCUMENT_TYPES, TITLES, WORDING
from analytics.reading.outline import BYLINE, Outline

TITLE, SUBJECT, HEADING, FILE, ROLE = 6.0, 4.0, 2.0, 1.0, 4.0
FEWEST_WORDS = 20
FEWEST_VOWELLED = 0.55
EARLY_YEARS = re.compile(r"(?i)\b(?:nursery|pre-?school|playgroup|early years|eyfs|child ?minder)")

# A title that a service prints on each of its letters says little of what this one is.
FIRST_LINES = 8
LONGEST_TITLE = 110


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def document_type(one: Outline, *, role: str | None) -> tuple[str, str]:
    """Return a document's type and the words it was taken from; `role` is its author's."""
    if is_unreadable(one):
        return "unreadable_scan", "Hardly any words could be read."
    scores: dict[str, tuple[float, str]] = {}
    for found, weight, words in _cues(one, role=role):
        score, best = scores.get(found, (0.0, ""))
        scores[found] = (score + weight, best or words)
    if not scores:
        return "other", ""
    best = max(DOCUMENT_TYPES, key=lambda name: scores.get(name, (0.0, ""))[0])
    if best == "school_report" and EARLY_YEARS.search("\n".join(one.head[:2])):
        return "early_years_report", scores[best][1]
    return best, scores[best][1]


def is_unreadable(one: Outline) -> bool:
    """Tell whether hardly any words of a document could be read, as in a scan."""
    words = re.findall(r"[^\W\d_]+", one.text)
    if len(words) < FEWEST_WORDS:
        return True
    spoken = sum(len(word) > 1 and bool(re.search(r"[aeiouyAEIOUY]", word)) for word in words)
    plain = sum(word.islower() or word.istitle() or word.isupper() for word in words)
    return min(spoken, plain) / len(words) < FEWEST_VOWELLED


def _cues(one: Outline, *, role: str | None) -> list[tuple[str, float, str]]:
    """Return types with weights and words, the strongest kinds of cue first."""
    untold = (BYLINE.split(line)[0] if line in one.bylines else line for line in one.head)
    head = [line for line in untold if len(line) <= LONGEST_TITLE]
    title, lower = "\n".join(head[:FIRST_LINES]), "\n".join(head[FIRST_LINES:])
    places = (
        (title, TITLE * (0.5 if one.is_email else 1.0)),
        (one.subject, SUBJECT * (0.6 if one.is_email else 1.0)),
        (lower, HEADING),
        ("\n".join(one.headings), HEADING),
        (re.sub(r"[\W_\d]+", " ", one.file), FILE),
    )
    cues = [
        (name, weight * _early(found, text), text[found.start() : found.end()].strip())
        for text, weight in places
        if (small := text.lower())
        for name, pattern in TITLES.items()
        if (found := _compiled(pattern).search(small))
    ]
    whole = one.text.lower()
    cues += _by_author(one, role=role)
    cues += [
        (name, weight, one.text[found.start() : found.end()].strip()[:60])
        for name, (weight, pattern) in WORDING.items()
        if (found := _compiled(pattern).search(whole))
    ]
    return cues


def _early(found: re.Match[str], text: str) -> float:
    """Count a cue for more where it stands in an earlier line: titles come first."""
    return 1.0 - 0.04 * min(5, text.count("\n", 0, found.start()))


def _by_author(one: Outline, *, role: str | None) -> list[tuple[str, float, str]]:
    if role is None:
        return []
    letter, email = BY_ROLE[role]
    usual = email if one.is_email else letter
    if letter == "school_report" and not one.is_email and EARLY_YEARS.search("\n".join(one.head)):
        usual = "early_years_report"
    weight = ROLE + (3.0 if one.is_email else 0.0) - (2.5 if role == "co_ordinator" else 0.0)
    return [(usual, weight, f"written by: {role.replace('_', ' ')}")]
