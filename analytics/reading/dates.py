"""When a document was written, and dates of birth, in the many forms in which dates come."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from analytics.reading.outline import Outline

_NAMES = """jan january
feb february
mar march
apr april
may
jun june
jul july
aug august
sep sept september
oct october
nov november
dec december"""
MONTHS = {
    name: number
    for number, names in enumerate(_NAMES.splitlines(), start=1)
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    rf"(?i)\b(?:(?P<y0>(?:19|20)\d\d)-(?P<m0>\d\d)-(?P<d0>\d\d)\b"
    rf"|(?P<d1>\d{{1,2}})\s?[/.\-]\s?(?P<m1>\d{{1,2}})\s?[/.\-]\s?(?P<y1>(?:19|20)?\d\d)\b"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/]+(?:of\s+)?(?P<m2>{_MONTH})\b[.,]?"
    rf"[\s\-/]*(?:[’']?(?P<y2>(?:19|20)?\d\d)\b(?!\s?[:.]\d\d\b|\s?%))?"
    rf"|(?P<m3>{_MONTH})\b\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b,?\s+(?P<y3>(?:19|20)\d\d)\b"
    rf"|(?P<m4>{_MONTH})\b\.?,?\s+(?P<y4>(?:19|20)\d\d)\b)"
)
BIRTH = re.compile(r"(?i)d\.?\s?o\.?\s?b\b\.?|date of birth|\bborn\b|birth ?date|birthday")
REPORTED = re.compile(
    r"(?i)(?:date|day) (?:of|on) (?:this |the )?(?:report|letter|advice|plan|issue|completion|"
    r"writing|"
    r"document|meeting|review meeting|panel|final)|report (?:date|dated|written|completed|issued)|"
    r"date (?:written|typed|completed|issued|reported|sent|finalised|prepared)|letter (?:date|"
    r"dated)|"
    r"\bdated\b|(?:^|\s\s|[|;,)])\s*date\s*:?\s*$|typed(?: on)?|written(?: on| up)?|"
    r"completed(?: on| by)?|"
    r"issued(?: on)?|^\W*sent\b|signed|updated(?: on)?|date of annual review|meeting (?:held|date)|"
    r"held on|panel (?:date|of|meeting|held)|review (?:held|meeting)|date prepared|finalised"
)
SEEN = re.compile(
    r"(?i)clinic|seen|assess|visit|appointment date|date of (?:test|assessment|visit|contact|"
    r"observation|session)|observ|attended|received|dictated|tested|examin"
)
OTHER_TIME = re.compile(
    r"(?i)next\b|scanned|review (?:by|due|in)|due|until|expire|deadline|by the end|start(?:ed|"
    r"s)?\b|"
    r"admitted|referr|valid|since|joined|last (?:review|seen|visit|attended|test)|previous|"
    r"printed from|"
    r"follow[- ]up|future|born|to be reviewed|plan (?:first )?issued|reviewed by|until|effective|"
    r"appointment (?:on|is|for)|final plan issued|date of (?:admission|referral|request|entry|"
    r"last)|"
    r"asked|diagnos|registered|moved|between|copy of"
)
REVIEWED = re.compile(r"(?i)review date")
PRINTED = re.compile(r"(?i)(?:printed|updated|date|exported|to)(?: of log| on)?\s*:?\s*$")
LOGS = ("call_log", "behaviour_log")
NEAR = 48
NAMED = re.compile(
    r"^\W*(?:(?i:re|patient|name|child|client|pupil|to the parents of)\W+)?"
    r"(?:[A-ZÀ-Þ][.\w’'-]*,? ){1,4}[A-ZÀ-Þ][.\w’'-]*[\s(,|:–-]*$"
)
YOUNGEST = 730
OLDEST_YEARS, OLDEST_BIRTH = 30, 26


@dataclass(frozen=True)
class Dated:
    """Hold a date as written: where, and what stands before it in its line."""

    day: datetime.date
    words: str
    before: str
    after: str
    line: int
    whole: bool
    """True if day and year are given."""


def written_on(one: Outline, *, sent: str | None, kind: str) -> tuple[datetime.date | None, str]:
    """Return the day a document was written, or None, and the words it was taken from.

    `sent` is the Date header of an e-mail. Years that are not given are those of the nearest date
    above that gives one.
    """
    if sent and (day := header_date(sent)):
        return day, sent
    found = [(weight, date) for date in dates(one.lines) if (weight := _weight(date, one)) > 0]
    if kind in LOGS:
        entries = [date for _, date in found if len(date.before) < 12 or DATE.match(date.before)]
        titled = [date for _, date in found if date.line < 8 and PRINTED.search(date.before)]
        if entries or titled:
            last = max(titled or entries, key=lambda date: date.day)
            return last.day, last.words
    if not found:
        return None, ""
    _, best = max(found, key=lambda pair: (pair[0], -pair[1].line))
    return best.day, best.words


def header_date(words: str) -> datetime.date | None:
    """Return the day of an e-mail's Date header, or of any date in it, or None."""
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError):
        return next((date.day for date in dates((words,))), None)


def born_on(lines: tuple[str, ...]) -> tuple[datetime.date, ...]:
    """Return the dates of birth that lines of a document give, in their order.

    Clinics write it bare behind the name: such a date is years before any other of the lines.
    """
    found = [date for date in dates(lines) if date.whole]
    newest = max((date.day for date in found), default=datetime.date.min)
    return tuple(
        date.day
        for date in found
        if (BIRTH.search(date.before[-NEAR:]) and not SEEN.search(date.before[-14:]))
        or (NAMED.match(date.before) and (newest - date.day).days > YOUNGEST)
    )


def dates(lines: tuple[str, ...]) -> Iterator[Dated]:
    """Give every date in the lines; one without a year has that of the date before it."""
    year: int | None = None
    for number, line in enumerate(lines):
        last = 0
        for match in DATE.finditer(line):
            day = _day(match, year)
            if day is None:
                continue
            before = line[last : match.start()]
            whole = not match["m4"] and any(match[f"y{n}"] for n in range(4))
            if not BIRTH.search(before):
                year = day.year
            yield Dated(day, match[0], before, line[match.end() :], number, whole)
            last = match.end()


def _day(match: re.Match[str], year: int | None) -> datetime.date | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    month = parts["m"].lower()
    given = parts.get("y")
    if given is None and year is None:
        return None
    number = year if given is None else int(given) + (2000 if len(given) == 2 else 0)
    try:
        return datetime.date(
            number or 0,
            MONTHS.get(month) or int(month),
            int(parts.get("d", 1)),
        )
    except ValueError:
        return None


def _weight(date: Dated, one: Outline) -> float:
    """Return how likely a date is that of the document; 0 or less if it is another's."""
    before = date.before[-NEAR:]
    alone = len(re.sub(r"[\W\d_]", "", date.before + date.after)) <= 12
    early = date.line < 14
    late = date.line >= len(one.lines) - 6
    if BIRTH.search(before):
        return 0.0
    if REPORTED.search(before):
        return 8.0 + early - (5.0 if not (early or late) else 0.0) - (not date.whole)
    if OTHER_TIME.search(before):
        return 0.0
    if REVIEWED.search(before):
        return 4.5 if early else 0.0
    if SEEN.search(before):
        return 4.0 if early else 0.5
    return (6.0 if alone and early else 5.0 if alone and late else 3.0 if early else 1.0) - (
        0.0 if date.whole else 0.6
    )
