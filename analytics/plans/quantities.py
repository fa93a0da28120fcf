"""Quantities in a text, in figures or in words, and those of a line that no source of it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.schemas.plans import Line

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
WORDS: dict[str, str] = {
    **{word: str(value) for value, word in enumerate(_ONES.split())},
    **{word: str(10 * value) for value, word in enumerate(_TENS.split(), start=2)},
    **{word: f"{value}th" for value, word in enumerate(_ORDINALS.split(), start=1)},
    "hundred": "100",
    "thousand": "1000",
    "million": "1000000",
    "dozen": "12",
    "couple": "2",
    "pair": "2",
    "once": "1x",
    "twice": "2x",
    "thrice": "3x",
    "half": "0.5",
    "halves": "0.5",
    "quarter": "0.25",
    "quarters": "0.25",
    "thirds": "3th",
    "fifths": "5th",
    "tenths": "10th",
}
# How often something happens, where no number stands beside it.
RATES: dict[str, str] = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "termly": "term",
    "yearly": "year",
    "annually": "year",
}
_PERIOD = r"hour|day|night|morning|afternoon|week|fortnight|month|half[ -]term|term|year|lesson"
# One spelling for each unit, so that "45 mins" is found in "45 minutes".
UNITS: dict[str, str] = {
    "min": "minute",
    "hr": "hour",
    "h": "hour",
    "hrs": "hour",
    "mins": "minute",
    "wk": "week",
    "wks": "week",
    "yr": "year",
    "yrs": "year",
    "child": "pupil",
    "children": "pupil",
    "student": "pupil",
    "students": "pupil",
    "per cent": "%",
    "percent": "%",
    "%": "%",
    "fte": "fte",
    "x": "time",
    "×": "time",
}
_UNIT_NAMES = (
    "second minute hour day night morning afternoon weekend week fortnight month term year "
    "session time lesson visit pupil adult assistant trial word place case point metre pound "
    "block cycle pence mile age"
)
_KNOWN_UNITS = {
    **UNITS,
    **{name: name for name in _UNIT_NAMES.split()},
    **{f"{name}s": name for name in _UNIT_NAMES.split()},
}
_COMPOUND = f"(?:{_TENS.replace(' ', '|')})[- ](?:{'|'.join(_ONES.split()[1:10])})"
_NUMBER_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
# Words that look like a number and count nothing.
IDIOM = re.compile(
    r"(?i)\b(?:no[- ]one|one another|first[- ](?:language|aid|names?)|at first|first of all|"
    r"daily living|second(?:ary|ly)|one of|(?:a|an|the|this|that|which|mild|moderate|severe|"
    r"different|new) one)\b"
)
DATE = re.compile(rf"(?i)(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\.?(?:\s+(\d{{4}}))?(?!\w)")
RATIO = re.compile(
    r"(?i)(?<![\w:.])(?:(\d+)\s*:\s*(\d+)|(one|1)(?:\s+|-)(?:to|on)(?:\s+|-)(one|1))(?![\w:])"
)
RATE = re.compile(
    rf"(?i)\b(?:{'|'.join(RATES)}|(?:each|every|per)\s+(?:{_PERIOD})|"
    r"(?<!half )(?<!½ )a\s+(?:day|week|fortnight|month|half[ -]term|term|year))\b"
)
# A figure that is part of a code (SP2, X1, EX-1) is a name.
FIGURE = re.compile(
    rf"(?i)(?<![A-Za-z\d_.£$])(?:(?P<money>[£$]\s?)?(?P<figure>\d+(?:,\d{{3}})*(?:\.\d+)?)"
    rf"(?P<suffix>st|nd|rd|th)?|(?P<sign>[½¼¾])|(?P<word>\b(?:{_COMPOUND}|{_NUMBER_WORD})\b))"
    r"|(?P<pounds>£\s?\d[\d,.]*)"
)
_BETWEEN = re.compile(
    rf"(?i)^\s*(?:-|–|to|or|and)\s*(?:\d+(?:\.\d+)?|{_NUMBER_WORD})\b|^(?:-| )(?={_NUMBER_WORD})"
)
_UNIT = re.compile(
    r"(?i)^(?:\s*(%|×|x\b)|[\s-]+(?:(?:full|half|whole|more|other|separate|individual|an?|of an?|"
    r"key|standard)[\s-]+)*([A-Za-z]+(?: cent)?))"
)
_SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}


@dataclass(frozen=True)
class Quantity:
    """Hold one quantity of a text: where it stands, its words, and what they come to."""

    start: int
    end: int
    words: str
    value: str
    """In figures, e.g. 45, 2x (twice), 3th (third), 1:1, or a date as day, month and year."""
    unit: str = ""
    """In the singular, e.g. minute, %, date; empty where none follows."""

    def stands_in(self, other: Quantity) -> bool:
        """Tell whether another quantity says the same; a unit that only one gives is no bar."""
        return self.value == other.value and (
            self.unit == other.unit or not self.unit or not other.unit
        )


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in their order: numbers, ratios, dates, rates and shares."""
    found: list[Quantity] = []
    taken = [(idiom.start(), idiom.end()) for idiom in IDIOM.finditer(text)]
    for read in (_dates, _ratios, _rates, _figures):
        for one in read(text):
            if all(one.end <= start or one.start >= end for start, end in taken):
                found.append(one)
                taken.append((one.start, one.end))
    return tuple(sorted(found, key=lambda one: one.start))


def unsourced(line: Line) -> tuple[str, ...]:
    """Return the quantities of a line, as written, that stand in no quote of its sources."""
    given = [one for source in line.sources for one in quantities(source.quote)]
    return tuple(
        one.words for one in quantities(line.text) if not any(one.stands_in(two) for two in given)
    )


def _dates(text: str) -> list[Quantity]:
    return [
        Quantity(
            found.start(),
            found.end(),
            found[0],
            f"{int(found[1])} {found[2][:3].lower()} {found[3] or ''}".strip(),
            "date",
        )
        for found in DATE.finditer(text)
    ]


def _ratios(text: str) -> list[Quantity]:
    return [
        Quantity(
            found.start(),
            found.end(),
            found[0],
            f"{int(found[1])}:{int(found[2])}" if found[1] else "1:1",
            "ratio",
        )
        for found in RATIO.finditer(text)
    ]


def _rates(text: str) -> list[Quantity]:
    return [
        Quantity(found.start(), found.end(), found[0], "every", _period(found[0]))
        for found in RATE.finditer(text)
    ]


def _period(words: str) -> str:
    lower = words.lower()
    return RATES.get(lower) or re.sub(r"[\s-]+", " ", lower).split(" ", 1)[1]


def _figures(text: str) -> list[Quantity]:
    return [
        Quantity(found.start(), found.end(), found[0], _value(found), _unit(text, found))
        for found in FIGURE.finditer(text)
    ]


def _value(found: re.Match[str]) -> str:
    if found["word"]:
        parts = [WORDS[word] for word in re.split(r"[- ]", found["word"].lower())]
        return parts[0] if len(parts) == 1 else str(sum(int(part) for part in parts))
    if found["sign"]:
        return _SIGNS[found["sign"]]
    figure = (found["figure"] or found["pounds"].lstrip("£ ")).replace(",", "").rstrip(".")
    plain = figure.rstrip("0").rstrip(".") if "." in figure else figure.lstrip("0") or "0"
    return f"{plain}th" if found["suffix"] else plain


def _unit(text: str, found: re.Match[str]) -> str:
    if found["pounds"] or found["money"]:
        return "£"
    after = text[found.end() : found.end() + 60]
    between = _BETWEEN.match(after)
    unit = _UNIT.match(after[between.end() :] if between else after)
    if unit is None:
        return ""
    return _KNOWN_UNITS.get((unit[1] or unit[2]).lower(), "")
