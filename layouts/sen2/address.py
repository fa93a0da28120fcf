"""What a reader has chosen, as it stands in the address of a SEN2 page.

The address is the only place where choices are kept, so a bookmark opens the same view again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from analytics.sen2.categories import BREAKDOWNS, NEED_LABELS, PLACEMENTS
from data.schemas.indicators import GROUPS, INDICATORS

AGAINST: dict[str, str] = {
    "england": "England",
    "region": "Its region",
    "neighbours": "Statistical neighbours",
    "chosen": "Authorities I choose",
}
BY: dict[str, str] = {"indicator": "Indicator", "year": "Year"}
SPLITS: dict[str, str] = {id: found.title for id, found in BREAKDOWNS.items()}
OF: dict[str, str] = {"plans": "Plans in January", "new_plans": "New plans of the year"}
# A part of the plans that a breakdown looks inside: a placement or a need.
WITHIN: dict[str, str] = {
    **{f"placement.{id}": words for id, words in PLACEMENTS.items()},
    **{f"need.{id}": words for id, words in NEED_LABELS.items()},
}
# Two orders of a table of authorities that are no column of it.
BY_NAME, ALIKE = "name", "alike"
# What a control says where nothing is chosen: a blank option would be none at all.
NEWEST, ALL_GROUPS = "newest", "all"
FIRST_INDICATOR = "within_20_weeks_pct"
MOST_OTHERS = 10
LONGEST = 2000
MOST_FIELDS = 40
SHOWN = 40
UNREADABLE = "The address could not be read, so the page opens without what it asked for."


@dataclass(frozen=True)
class Chosen:
    """Hold what a reader chose; every default is left out of the address.

    `authority` and `others` are DfE numbers; `year` is that of a SEN2 return, whose January counts
    are of it and whose activity is of the year before; it and `model` are empty for the newest.
    `sort` is BY_NAME, ALIKE or a column of the heatmap; `flagged` includes figures that a check
    suspects.
    """

    authority: str = ""
    against: str = "england"
    model: str = ""
    others: tuple[str, ...] = ()
    year: str = ""
    group: str = ""
    indicator: str = FIRST_INDICATOR
    by: str = "indicator"
    sort: str = BY_NAME
    split: str = "age"
    of: str = "plans"
    within: str = ""
    flagged: bool = False

    def query(self, **changes: Any) -> str:
        """Return the query string, "?" included, after some changes; "" if all is as usual."""
        found = replace(self, **changes)
        given = {
            field.name: _written(getattr(found, field.name))
            for field in fields(found)
            if getattr(found, field.name) != field.default
        }
        return f"?{urlencode(given, safe=',')}" if given else ""


@dataclass(frozen=True)
class Known:
    """Hold what may be chosen: names of authorities by DfE number, years and models, newest first.

    `indicators` are those with figures in the releases in use.
    """

    authorities: Mapping[str, str]
    years: tuple[str, ...]
    models: tuple[str, ...]
    indicators: tuple[str, ...] = tuple(INDICATORS)

    def code_of(self, words: str) -> str:
        """Return the DfE number of an authority given by number or name, "" if there is none."""
        if words in self.authorities:
            return words
        wanted = words.casefold()
        names = self.authorities.items()
        return next((code for code, name in names if name.casefold() == wanted), "")


@dataclass(frozen=True)
class Asked:
    """Hold what an address asks for, and a sentence for each part of it that cannot be had."""

    chosen: Chosen
    problems: tuple[str, ...] = ()


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return "yes" if value is True else str(value)


def read(search: str, known: Known) -> Asked:
    """Read a query string; what is not known becomes a sentence and the usual choice stands."""
    if len(search) > LONGEST:
        return Asked(Chosen(), (UNREADABLE,))
    try:
        pairs = parse_qsl(search.removeprefix("?"), max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        return Asked(Chosen(), (UNREADABLE,))
    given = {name: value for name, value in pairs if value not in (NEWEST, ALL_GROUPS)}
    problems: list[str] = []
    plain = {
        name: check(given[name], known, problems)
        for name, check in CHECKS.items()
        if given.get(name)
    }
    others = _others([value for name, value in pairs if name in ("others", "add")], known, problems)
    # Comparing an authority with itself says nothing.
    kept = tuple(code for code in others if code != plain.get("authority"))
    found = Chosen(**{name: value for name, value in plain.items() if value}, others=kept)
    return Asked(found, tuple(dict.fromkeys(problems)))


Check = Callable[[str, Known, list[str]], Any]


def _one_of(what: str, values: Callable[[Known], Any]) -> Check:
    def check(value: str, known: Known, problems: list[str]) -> str:
        if value in values(known):
            return value
        problems.append(f"“{value[:SHOWN]}” is not {what}, so the usual one is shown.")
        return ""

    return check


def _authority(value: str, known: Known, problems: list[str]) -> str:
    code = known.code_of(value)
    if not code:
        problems.append(f"There is no authority “{value[:SHOWN]}” in these figures.")
    return code


def _flagged(value: str, _known: Known, problems: list[str]) -> bool:
    if value != "yes":
        problems.append(f"“{value[:SHOWN]}” is not yes, so suspect figures are left out.")
    return value == "yes"


def _others(values: list[str], known: Known, problems: list[str]) -> tuple[str, ...]:
    # A number never holds a comma, and a name typed by a reader may.
    words = [word for value in values for word in _words(value, known)]
    codes = [_authority(word, known, problems) for word in words]
    found = tuple(dict.fromkeys(code for code in codes if code))
    if len(found) > MOST_OTHERS:
        problems.append(f"At most {MOST_OTHERS} authorities can be compared; the first are shown.")
    return found[:MOST_OTHERS]


def _words(value: str, known: Known) -> list[str]:
    if known.code_of(value.strip()):
        return [value.strip()]
    return [word.strip() for word in value.split(",") if word.strip()]


CHECKS: dict[str, Check] = {
    "authority": _authority,
    "against": _one_of("something to compare with", lambda _: AGAINST),
    "model": _one_of("a model of neighbours", lambda known: known.models),
    "year": _one_of("a year in these releases", lambda known: known.years),
    "group": _one_of("a group of indicators", lambda _: GROUPS),
    "indicator": _one_of("an indicator with figures", lambda known: known.indicators),
    "by": _one_of("a way to lay out the heatmap", lambda _: BY),
    "sort": _one_of(
        "a column to sort by", lambda known: (BY_NAME, ALIKE, *known.years, *known.indicators)
    ),
    "split": _one_of("a breakdown", lambda _: SPLITS),
    "of": _one_of("plans that are counted", lambda _: OF),
    "within": _one_of("a part of the plans", lambda _: WITHIN),
    "flagged": _flagged,
}
