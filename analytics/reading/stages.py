"""How far behind a pupil's age a sentence puts them, by a stage or a reading age."""

from __future__ import annotations

import re

from analytics.reading.scores import NUMBER_WORDS

_NUMBER = rf"(?P<{{0}}>\d{{{{1,3}}}}(?:\.\d)?|{'|'.join(NUMBER_WORDS)}|eleven|fifteen)"
_FROM, _TO = _NUMBER.format("first"), _NUMBER.format("last")
_RANGE = rf"{_FROM}(?:[\s-]*(?:-|–|to|and)[\s-]*{_TO})?"
_ABOUT = r"(?:(?:about|around|roughly|approximately|between|the|that|level|of|a|an|or|at) )*"
_UNIT = r"[\s-]*(?P<unit>month|year)s?\b"
_WHAT = (
    r"(?:skills?|develop\w*|understanding|language|areas|overall|functioning|working|level|play|"
    r"ability|learning|expression|speech|reading|spelling|number|maths|mathematics|literacy)\b"
)
_PATTERNS = tuple(
    re.compile(rf"(?i)\b{pattern}")
    for pattern in (
        rf"{_RANGE}{_UNIT}(?:[\s-]old)? (?:level|stage|band|range)",
        rf"(?<!chronological )(?:level|age|stage|that|those|skills|typical|look for|"
        rf"expect\w*) (?:of|for|in) "
        rf"{_ABOUT}(?:child(?:ren)? (?:of|aged|who (?:is|has just turned)) )?{_ABOUT}"
        rf"{_RANGE}(?:{_UNIT}|(?=\W*(?:$|[,;.])))",
        rf"{_WHAT}[^.;|]{{0,40}}? (?:at|between|about|around|like)(?<!aged) {_ABOUT}{_RANGE}{_UNIT}"
        rf"(?! ?(?:ago|older|younger|behind|below|ahead|later|a (?:day|week)))",
        r"(?:reading|spelling|comprehension|language|developmental|maths|number) age\W{1,3}"
        r"(?:(?:of|is|was|at|about|around|now) )*(?P<first>\d{1,2})"
        r"(?:(?:[:;.]| years?,? (?:and )?)(?P<months>\d{1,2}))?(?P<unit>)(?P<last>)",
    )
)
# A row with the year group that a pupil works at, and their own.
_YEAR_GROUPS = re.compile(r"(?i)\|[^|]{0,20}?\byear (\d{1,2})\b")
_ELEVEN = {"eleven": 11.0, "fifteen": 15.0}
# The bands of the labels: one year behind, three, or for young children a share of their age.
_YEARS = ((3.0, "severe"), (1.01, "moderate"), (0.5, "mild"))
_SHARES = ((0.5, "severe"), (0.7, "moderate"), (0.85, "mild"))
# An age at which development is no longer told in years.
_GROWN = 16.0


def behind(text: str, age: float | None) -> str | None:
    """Return how far behind a sentence puts a pupil of an age in years; None if it does not say."""
    groups = [int(one) for one in _YEAR_GROUPS.findall(text)]
    if len(groups) > 1:
        return _apart(max(groups) - min(groups))
    if age is None or not (found := _stage(text)) or found >= age:
        return None
    grown = min(age, _GROWN)
    years = _apart(grown - found)
    share = next((band for limit, band in _SHARES if found / grown <= limit), None)
    order = ("severe", "moderate", "mild")
    return min((one for one in (years, share) if one), key=order.index, default=None)


def _apart(years: float) -> str | None:
    """Return how far behind so many years are."""
    return next((band for limit, band in _YEARS if years >= limit), None)


def _stage(text: str) -> float | None:
    """Return the age in years at whose level a sentence puts somebody."""
    found = next((hit for one in _PATTERNS if (hit := one.search(text))), None)
    if not found:
        return None
    ends = [_value(word) for word in (found["first"], found["last"]) if word]
    middle = sum(ends) / len(ends)
    if found["unit"] and found["unit"].lower() == "month":
        return middle / 12
    months = found.groupdict().get("months")
    return middle + (float(months) / 12 if months else 0.0)


def _value(word: str) -> float:
    small = word.lower()
    return NUMBER_WORDS.get(small) or _ELEVEN.get(small) or float(small)
