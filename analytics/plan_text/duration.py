"""How long: time a session, a total, full time, a night, from one clock time to another."""

from __future__ import annotations

import re
from functools import lru_cache

from analytics.plan_text.frequency import WHOLE_TIME
from analytics.plan_text.passages import Extent, Passage, blotted
from analytics.plan_text.patterns import at_words
from analytics.plan_text.quantities import CLOCK, COUNT, DAY, FTE, HOUR, LENGTH, PERIOD, SHARE

_MOST = (
    r"(?:up to(?: a (?:maximum|total|limit) of)?|(?:to )?a maximum of|max(?:imum)?\.?(?: of)?|"
    r"no(?:t)? (?:more|longer|greater) than"
    r"|not exceeding|not to exceed|at (?:the )?most|fewer than|less than|under|capped at|"
    r"a ceiling of|anything up to)"
)
_CEILING = re.compile(
    r"(?<!\w)(?:"
    rf"\b(?<! or )(?<!no )(?<!not )(?<!not a minute )(?<!never ){_MOST} (?:about |around |"
    rf"approximately |the full |the |a |"
    rf"an )?(?:{LENGTH}|{COUNT}(?= to {COUNT})|lunch hour|\w+ hour)"
    rf"(?: (?:over|across|in|spread over) {LENGTH})?"
    rf"|{LENGTH} (?:maximum|max\b|at (?:the )?most|or less|or fewer)"
    r")"
)
_TIMED = at_words(
    rf"{DAY}s?,? \d{{1,2}}(?:[.:]\d\d)? ?(?:-|to) ?\d{{1,2}}\b|"
    r"\b\d{1,2}(?:[.:]\d\d)? ?- ?\d{1,2}[.:]\d\d\b|"
    rf"\b(?<!every )(?<!each ){LENGTH}(?![\w])(?!'? notice)"
    r"(?!(?<!half-days)(?<!half days)(?<=days) (?:a|per|each|every|out of|in) )"
    rf"|\b{CLOCK} ?(?:-|to|until|till|and) ?(?:{CLOCK}|\d{{1,2}}\b)|{FTE}"
    rf"|\b{SHARE} of (?:the|each|every|his|her|their|all|a)? ?(?:school |teaching |"
    rf"lesson |college |working |taught )?(?:week|day|time|timetable|lessons?|year|sessions?)\b"
    rf"|\bthe whole of (?:each|every|the)\b|\b(?:from )?{HOUR} (?:till|til|until) {HOUR}\b|"
    rf"\b(?:from {HOUR} to|between {HOUR} and) {HOUR}\b(?! (?:minutes|"
    rf"mins|pupils|children|hours|sessions|times|words|peers|weeks|days))|"
    rf"(?:morning|afternoon|evening|{DAY})s?,? (?:from )?{HOUR} ?(?:-|to|until|till|til) ?{HOUR}\b|"
    rf"\b{HOUR} ?(?:-|to|until|till|til) ?{HOUR} on (?:(?:the|each|every|alternate) )*"
    rf"(?:\w+ )?{DAY}|"
    rf"(?<=, )\d{{1,2}} ?- ?\d{{1,2}}(?=[,;.]| alternate| every| each)|\bhours? ?: ?{COUNT}|"
    rf"\b(?:overnight|waking[ -]night|residential weekend|nights)\b|\bhours? a\b|"
    rf"\b{COUNT} (?:full )?(?:school )?days\b|\bthe (?:whole|full|entire) (?:session|lesson|trip|"
    rf"journey|visit|break|meal|playtime|lunch hour|way|{PERIOD})\b"
    rf"|\b(?:the )?length of (?:each|every|the) (?:lesson|session|day)|gate to gate|"
    rf"\bfrom (?:start|beginning) to (?:finish|end)\b|\b{COUNT} weeks (?:a|per|each|every) year\b|"
    rf"\bfor the (?:whole )?(?:duration|length) of (?:the|each|every)\b"
)


def duration_words(line: Passage, *, text: str) -> str:
    """Return the words that say how long a session or the whole lasts, or nothing.

    An upper limit alone is no length: it lets the time be nought.
    """
    place = _place(text)
    return line.words(*place) if place else ""


# The kind of a line and its slots ask after the same text in turn.
@lru_cache(maxsize=64)
def _place(text: str) -> Extent | None:
    bounded = blotted(text, tuple(match.span() for match in _CEILING.finditer(text)))
    match = _TIMED.search(bounded) or WHOLE_TIME.search(bounded)
    return match.span() if match else None
