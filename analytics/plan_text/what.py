"""What: a kind of support that a reader could recognise."""

from __future__ import annotations

import re

from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import any_of, at_words, compiled
from analytics.plan_text.quantities import CLOCK
from analytics.plan_text.who import ANY_ROLE
from analytics.plan_text.words import supports
from analytics.plan_text.words.empty import EMPTY

KINDS = compiled(
    any_of(
        (
            *supports.EQUIPMENT,
            *supports.ENVIRONMENT,
            *supports.CARE,
            *supports.THERAPIES,
            *supports.PROGRAMMES,
            *supports.CARING,
        )
    )
)
_TASK = at_words(
    rf"\b(?:to|and|will|who|or|then|by|"
    rf"for) (?:{any_of(supports.STATED_ONLY_AS_TASK)})\b(?! (?:in|with)? ?(?:need|progress))"
)
# Such words name a kind only by what stands beside them, which the lists above hold.
_EMPTY = re.compile(
    r"(?:equipment|specialist[ -]+equipment|auxiliary[ -]+aids?|sensory[ -]+equipment|club|"
    r"reader|touch|precision|teaching|lessons?|social[ -]+skills"
    r"|choir|unit|base|routines?|pass|changing|guides|overnight|set[ -]+out|supervision|"
    r"supervised|mentoring|residential|park|transport|instructions|inclusion|led|meets|tablets?|"
    r"sitting|differentiated|differentiation|spelling|number[ -]+work|chairs|seat|patch|boots|"
    r"plays|collects|sorts|swing|phone)"
)
_NOT_A_NAME = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "year",
        "key",
        "stage",
        "the",
        "a",
        "an",
        "he",
        "she",
        "they",
        "his",
        "her",
        "band",
        "level",
        "ta",
        "hlta",
        "slt",
        "ot",
        "ep",
        "nhs",
        "senco",
        "sendco",
        "team",
        "service",
        "school",
        "english",
        "phase",
        "autumn",
        "spring",
        "summer",
        "easter",
        "christmas",
        "section",
        "ehcp",
        "ehc",
        "la",
        "plan",
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "whitsun",
        "michaelmas",
        "report",
        "appendix",
        "para",
        "paragraph",
        "nvq",
        "btec",
        "county",
        "borough",
        "local",
        "authority",
        "primary",
        "academy",
        "college",
        "centre",
    ]
)
_NAMED = re.compile(
    r"(?:using|use of|uses|following|follows|through|via|in|on|from|the|with|of|a|own|daily|"
    r"weekly|:|-|,|\() ?(?:\"|')?"
    r"((?:[A-Z][\w'&+-]+)(?: (?:[A-Z][\w'&+-]+|by|of|to|and|for))*(?: [A-Z][\w'&+-]+)?)"
    r"(?= (?:programme|scheme|course|curriculum|approach|sessions?|method|sequence|training|"
    r"group|work|exercises|cards|materials|activities|intervention|club|lessons?|app|software))"
)
_WORD = re.compile(r"(?<![\w~-])[a-z&][\w'&-]{2,}")
_SKILLED = re.compile(
    r"\b(?:experienced|experience|skilled|qualified) (?:in|by|with|of|to) [^,.;]*"
)
_BY_ANOTHER = re.compile(
    r"\b(?:devised|written|designed|advised|recommended|drawn up|set|produced|planned|suggested|"
    r"agreed|outlined|prescribed) by (?:(?:the|a|an|his|her|their|school|nhs) )*[\w&]+"
)
_CONTRACTED = ("'s", "'d", "'ll", "'re", "'ve")
_CLOCKED = re.compile(CLOCK)
_SUBJECT = re.compile(
    r" (?:will|should|would|needs?|requires?|is|has|must|to|can|may|receives?|gets)\b"
)
_LEADING = re.compile(
    r"^\W*((?:[A-Z][\w'&+-]+)(?: (?:[A-Z][\w'&+-]+|by|of|to|and|for))*) (?:sessions?|programme|"
    r"group|scheme|course|work|club)\b"
)


def what_words(line: Passage, *, text: str, rest: str) -> str:
    """Return the words that say what kind of support it is, or nothing.

    `text` is the plain text without asides, `rest` without what tells of reviews either.
    """
    for match in KINDS.finditer(text):
        if not _EMPTY.fullmatch(match.group()):
            return line.words(*match.span())
    task = _TASK.search(text)
    if task:
        return line.words(*task.span())
    return _name(line) or _rest(line, rest)


def _rest(line: Passage, text: str) -> str:
    """Return the first word that is no role, no name of a person and not empty of meaning."""
    bare = _SKILLED.sub(lambda found: "~" * len(found.group()), text)
    bare = _BY_ANOTHER.sub(lambda found: "~" * len(found.group()), bare)
    bare = ANY_ROLE.sub(lambda found: "~" * len(found.group()), bare)
    for match in _WORD.finditer(_CLOCKED.sub(lambda found: "~" * len(found.group()), bare)):
        word = match.group().rstrip("'")
        if word in EMPTY or (word.split("-")[0] in EMPTY and word.split("-")[-1] in EMPTY):
            continue
        if word.endswith(_CONTRACTED) or _is_name(line, *match.span()):
            continue
        return line.words(*match.span())
    return ""


def _is_name(line: Passage, start: int, end: int) -> bool:
    if not line.text[start].isupper() or line.text[start:end].isupper():
        return False
    return (start > 0 and line.plain[start - 2 : start - 1] not in ".:;|") or bool(
        _SUBJECT.match(line.plain, end)
    )


def _name(line: Passage) -> str:
    for pattern in (_NAMED, _LEADING):
        for match in pattern.finditer(line.text):
            words = {word.lower() for word in re.findall(r"[\w-]+", match.group(1))}
            if words - _NOT_A_NAME - EMPTY:
                return line.words(*match.span(1))
    return ""
