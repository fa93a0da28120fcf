"""Reads results of tests out of a sentence and says how far from the average they are."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Bands = tuple[tuple[float, str], ...]
Band = Callable[[re.Match[str]], str | None]
# Bands of standard scores, centiles and scaled scores: those of the labels that SEND documents
# were marked with (mean 100 and standard deviation 15; mean 10 and 3). Average begins at 90, the
# 25th centile and 8, the usual limits of published tests.
_STANDARD: Bands = ((70, "severe"), (80, "moderate"), (90, "mild"))
_CENTILE: Bands = ((3, "severe"), (10, "moderate"), (25, "mild"))
_SCALED: Bands = ((4, "severe"), (6, "moderate"), (8, "mild"))
# T-scores of rating scales (mean 50, sd 10), where a high score means difficulty.
_T_SCORE: Bands = ((80, "severe"), (70, "moderate"), (65, "mild"))
# British Society of Audiology (2018): hearing loss in dB HL.
_DECIBELS: Bands = ((96, "profound"), (71, "severe"), (41, "moderate"), (21, "mild"))
# World Health Organization ICD-11: vision 6/12, 6/18, 6/60 and 3/60 in the better eye.
_ACUITY: Bands = ((20.0, "profound"), (10.0, "severe"), (3.0, "moderate"), (1.9, "mild"))
_STANDARD_RANGE = (40, 160)

NUMBER_WORDS = {
    "half a": 0.5,
    "a": 1.0,
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
    "twelve": 12.0,
    "eighteen": 18.0,
}
_AMOUNT = rf"(\d+(?:\.\d+)?|{'|'.join(NUMBER_WORDS)})"
_UNIT = r"(years?|yrs?|months?|key stages?)"
_INDEX = re.compile(
    r"(?:standard(?:ised)? scores?|composite(?: score)?|quotient|\bss|\biq|\bfsiq|\bgca|\bgai|"
    r"\bvci|\bvsi|\bfri|\bwmi|\bpsi|\bpri|\bcat4?|index(?: score)?|comprehension|spatial|"
    r"reasoning|memory|processing speed|ability|reading|accuracy|fluency|rate|spelling|operations|"
    r"language|vocabulary|bpvs[- 3i]*|decoding|awareness|naming|ctopp[- 2]*|towre[- 2]*|vmi|"
    r"coordination|numeracy|maths|dash|writing|spoken paragraphs)(?: index| scores?| composite)?"
    r"(?:\s*(?:of|was|is|at|=|:|\||-|–|score|scored|a|\(|\)|,|standard|ss|mean of|"
    r"came(?: out)?|fell|"
    r"stood|lies|lay))*\s*$",
)
_AFTER_INDEX = re.compile(r"\s*\(?\s*(?:standard score|ss\b|mean 100)")
_NOT_A_SCORE = re.compile(
    r"\s*(?:%|st\b|nd\b|rd\b|th\b|d\s?b\b|/|per|cent|min|word|month|year|hour|days|pupil|point)"
)
_DIGIT = re.compile(r"\d")
_WHOLE = re.compile(r"(?<![\d./:])(\d{2,3})(?![\d/]|:\d|\.\d)")
_CENTILES = re.compile(
    r"(?<![\d.])(\d{1,2}(?:\.\d+)?)\s*(?:st|nd|rd|th)?[\s-]*(?:(?:per)?\s?centile|%ile)|"
    r"centile(?: rank)?(?:\s*(?:of|was|is|:|\||=|rank))*\s*[<≤]?\s*(\d{1,2}(?:\.\d+)?)"
)
_SCALED_SCORES = re.compile(
    r"scaled(?: scores?)?(?:\s*(?:of|was|is|:|\||=|scores?))*\s*(\d{1,2})\b(?!\s*(?:st|nd|rd|th))"
)
_T_SCORES = re.compile(r"\bt[ -]?scores?(?:\s*(?:of|was|is|:|\||=|>))*\s*(\d{2})|\bt\s*=\s*(\d{2})")
_THRESHOLD = re.compile(r"-?\d{1,3}")
_DECIBEL = re.compile(r"(\d{2,3})\s*(?:-|–|to)?\s*(\d{2,3})?\s*d\s?b(?:\s?hl)?\b")
_SNELLEN = re.compile(r"\b([36])\s?/\s?(\d{1,3}(?:\.\d)?)\b(?!\s?/)")
_LOGMAR = re.compile(
    r"log\s?mar(?:\s*(?:of|was|is|:|\||=|acuity))*\s*(\d\.\d{1,3})|(\d\.\d{1,3})\s*log\s?mar"
)
_BEHIND = re.compile(
    rf"\b{_AMOUNT}(?:\s*(?:-|–|to|or|and)\s*\w+)?(?:\s+and\s+a\s+half)?"
    r"\s*(?:full |whole |school |academic )?"
    rf"-?\s*{_UNIT}(?:'|’)?\s*(?:(?:or more|plus|or so|and more)\s*)?"
    r"(?:behind|below|delay|delayed|younger|lower|adrift|down on)"
)
_DELAY_OF = re.compile(
    r"(?:delay(?:ed)?|lag(?:s|ging)?|gap|behind|discrepancy)\s*(?:of|by|is|:)?\s*"
    rf"(?:about|around|over|nearly|some|at least)?\s*{_AMOUNT}\s*(?:to\s*\d+)?\s*{_UNIT}"
)
# A row of a table with a standard score beside its centile: no other two figures agree so.
_ROW = re.compile(
    r"\|\s*(\d{2,3})\s*\|\s*[<>]?\s*(\d{1,2}(?:\.\d)?)\s*(?:st|nd|rd|th)?(?=\s*(?:\||$))"
)
_AGREE = 3.0
# Parts of published tests whose results are scaled scores (Wechsler, CELF-5, Movement ABC-2).
_SUBTESTS = re.compile(
    r"\b(?:block design|matrix reasoning|similarities|figure weights|visual puzzles|picture span|"
    r"digit span|coding|symbol search|picture concepts|information|vocabulary|object assembly|"
    r"following directions|formulated sentences|recalling sentences|word classes|word structure|"
    r"sentence comprehension|linguistic concepts|understanding spoken paragraphs|"
    r"semantic relationships|sentence assembly|manual dexterity|aiming and catching|balance)"
    r"(?:\s*(?:of|was|is|at|=|:|\||-|–|\())*\s*(\d{1,2})(?![\d.%:/]|\s*(?:st|nd|rd|th|%|/|out|min|word))"
)
_AVERAGE = re.compile(
    r"\b(?:(?:within|in|at) (?:the )?(?:upper |lower |broadly |solidly )?"
    r"(?:average|normal|typical)|"
    r"average range|high average|above average|age[- ]appropriate|age[- ]expected|superior range)"
)
_SUBJECTS = {
    "english": re.compile(r"(?i)read|spell|writ|\bgps\b|english|decod|word"),
    "maths": re.compile(r"(?i)math|numer|number|arithmet|calculat"),
    "slc": re.compile(r"(?i)verbal comp|language|vocab|recepti|expressi|naming|sentence"),
}
# From so many results on no single one speaks for all.
_SEVERAL = 3
_ORDER = ("average", "none", "mild", "moderate", "severe", "profound")


@dataclass(frozen=True)
class Score:
    """Describe a result of a test in a sentence: its kind, its band and where it stands."""

    kind: str
    band: str
    """average, mild, moderate, severe or profound: how far below what is usual."""
    start: int
    end: int


def scores(text: str) -> list[Score]:
    """Return the results of tests that a sentence states, in the order of their places."""
    lowered = text.lower()
    return sorted(_found(lowered), key=lambda score: (score.start, score.kind))


def worst(found: list[Score]) -> str | None:
    """Return the band furthest below what is usual, or None without a score."""
    return max((score.band for score in found), key=_ORDER.index, default=None)


def result_of(text: str, area: str = "") -> str | None:
    """Return what the results in a sentence say together, none if all are average.

    Of several results it is the middle one, of those of other subjects none where one has a
    name of the area; None where there is no result in figures.
    """
    if not _DIGIT.search(text):
        return None
    kinds = ("standard", "scaled", "row", "centile")
    every = [one for one in scores(text) if one.kind in kinds]
    found = _of_subject(every, text, area) or every
    if not found:
        return None
    bands = sorted(_ORDER.index(one.band) for one in found)
    band = _ORDER[bands[-1 if len(found) < _SEVERAL else len(bands) // 2]]
    return "none" if band == "average" else band


def is_normal_audiogram(text: str) -> bool:
    """Tell whether a row of hearing thresholds without aids is at or under 20 dB throughout."""
    lowered = text.lower()
    if "db" not in lowered or "aided" in lowered.replace("unaided", ""):
        return False
    cells = [cell.strip() for cell in lowered.split("|")]
    levels = [float(cell) for cell in cells if _THRESHOLD.fullmatch(cell)]
    return len(levels) >= _SEVERAL and max(levels) < _DECIBELS[-1][0]


def _of_subject(found: list[Score], text: str, area: str) -> list[Score]:
    """Return the results between which and the one before a name of the area stands."""
    if area not in _SUBJECTS:
        return []
    before = [0, *(one.end for one in found)]
    return [
        one
        for one, begin in zip(found, before, strict=False)
        if _SUBJECTS[area].search(text, min(begin, one.start), one.end)
    ]


def _found(text: str) -> Iterator[Score]:
    if _MAY_BE_AVERAGE.search(text):
        yield from _read(text, "average", _AVERAGE, _average)
    if _MAY_BE_BEHIND.search(text):
        yield from _read(text, "behind", _BEHIND, _years)
        yield from _read(text, "behind", _DELAY_OF, _years)
    if _DIGIT.search(text):
        yield from _numbers(text)


def _numbers(text: str) -> Iterator[Score]:
    """Yield the results given in figures; a word that must be there is looked for first."""
    for kind, needed, pattern, band in _FIGURES:
        if needed is None or needed.search(text):
            yield from _read(text, kind, pattern, band)


def _read(text: str, kind: str, pattern: re.Pattern[str], band: Band) -> Iterator[Score]:
    for match in pattern.finditer(text):
        name = band(match)
        if name:
            yield Score(kind=kind, band=name, start=match.start(), end=match.end())


def _standard(match: re.Match[str]) -> str | None:
    value, text = float(match[1]), match.string
    if not _STANDARD_RANGE[0] <= value <= _STANDARD_RANGE[1]:
        return None
    named_after = _AFTER_INDEX.match(text, match.end())
    if not named_after and _NOT_A_SCORE.match(text, match.end()):
        return None
    if named_after or _INDEX.search(text[max(0, match.start() - 60) : match.start()]):
        return _under(value, _STANDARD)
    return None


def _row(match: re.Match[str]) -> str | None:
    """Return the band of a standard score, if the figure beside it is its centile."""
    score, centile = float(match[1]), float(match[2])
    usual = 50 * (1 + math.erf((score - 100) / (15 * math.sqrt(2))))
    return _under(score, _STANDARD) if abs(usual - centile) <= _AGREE else None


def _average(_match: re.Match[str]) -> str:
    return "average"


def _given(match: re.Match[str]) -> list[float]:
    return [float(group) for group in match.groups() if group]


def _first(match: re.Match[str]) -> float:
    return _given(match)[0]


def _under(value: float, bands: Bands) -> str:
    return next((band for limit, band in bands if value < limit), "average")


def _at_least(value: float, bands: Bands) -> str:
    return next((band for limit, band in bands if value >= limit), "average")


def _centile(match: re.Match[str]) -> str:
    return _under(_first(match), _CENTILE)


def _scaled(match: re.Match[str]) -> str:
    return _under(_first(match), _SCALED)


def _t_score(match: re.Match[str]) -> str:
    return _at_least(_first(match), _T_SCORE)


def _decibels(match: re.Match[str]) -> str:
    return _at_least(max(_given(match)), _DECIBELS)


def _snellen(match: re.Match[str]) -> str:
    return _at_least(float(match[2]) / float(match[1]), _ACUITY)


def _logmar(match: re.Match[str]) -> str:
    return _at_least(10 ** _first(match), _ACUITY)


def _years(match: re.Match[str]) -> str:
    amount = NUMBER_WORDS[match[1]] if match[1] in NUMBER_WORDS else float(match[1])
    years = amount / 12 if match[2].startswith("m") else amount
    # Up to one year behind is slight, three or more severe, as the labels have it.
    if years <= 1:
        return "mild"
    return "severe" if years >= 3 else "moderate"


_PARTS = (
    *("design", "reason", "simil", "weights", "puzzle", "span", "coding", "search", "concept"),
    *("information", "vocab", "assembly", "direction", "sentence", "word", "spoken"),
    *("semantic", "dexterity", "aiming", "balance"),
)
# One quick search for all words that may be there, before the long one.
_MAY_BE_AVERAGE = re.compile("average|normal|typical|age|superior")
_MAY_BE_BEHIND = re.compile("year|month|yr|key stage")
_FIGURES: tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str], Band], ...] = (
    ("standard", None, _WHOLE, _standard),
    ("centile", re.compile("cent|%ile"), _CENTILES, _centile),
    ("scaled", re.compile("scaled"), _SCALED_SCORES, _scaled),
    ("scaled", re.compile("|".join(_PARTS)), _SUBTESTS, _scaled),
    ("row", re.compile(r"\|"), _ROW, _row),
    ("t", re.compile("t[ -]?score|t ?="), _T_SCORES, _t_score),
    ("decibels", re.compile("d ?b"), _DECIBEL, _decibels),
    ("acuity", re.compile("/"), _SNELLEN, _snellen),
    ("acuity", re.compile("mar"), _LOGMAR, _logmar),
)
