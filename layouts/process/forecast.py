"""Forecast: which cases will miss 20 weeks and why, and how the year is likely to end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from analytics.process.forecast import (
    EXCEPTED,
    FEWEST_CASES,
    IN_TIME,
    LIKELY_MISS,
    MAY_MISS,
    MISSED,
    UNKNOWN,
    Outlook,
    reasons,
)
from analytics.process.year import Year
from analytics.suppression import tells_of_few
from data.schemas import STAGES
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.element import element, link
from layouts.components.introduction import introduction
from layouts.components.notice import status
from layouts.components.only_mine import nothing_here
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.process.board import filters

INTRODUCTION = (
    "What is to be expected of each case on its way to a plan, by how long this authority's own "
    "cases took from the same stage in the past five years. It is a count of what happened before, "
    "not a judgement of the case: a person decides what to do."
)
HOW = (
    "For a case that has been so many days at its stage, every earlier case counts that was there "
    "as long, and whose outcome by the same number of days is known. The share of those without a "
    "final plan by then is the chance of missing 20 weeks. Cases that ended without a plan, "
    "re-assessments and cases with an exception are left out. With fewer than "
    f"{FEWEST_CASES} earlier cases nothing is said. The limit: SEND Regulations 2014, reg 13(2)."
)
YEAR_HOW = (
    "The range is where 9 in 10 ways end in which the open cases may go, if they go as earlier "
    "ones did, each on its own: it is too narrow when all slow down at once. Plans with an "
    "exception are left out, as in the published figure."
)
WITHHELD = "c: withheld, because it counts 1 to 5 pupils or would give such a count away."
VERDICT_WORDS = {
    MISSED: ("problem", "Past 20 weeks"),
    LIKELY_MISS: ("problem", "Likely to miss"),
    MAY_MISS: ("watch", "May miss"),
    UNKNOWN: ("note", "Too few cases to say"),
    IN_TIME: ("ok", "Likely in time"),
    EXCEPTED: ("note", "Exception to the limit"),
}
SHOWN = 25
EMPTY = "No case is on its way to a plan."


@dataclass(frozen=True)
class Published:
    """Hold England's published percentage within 20 weeks, and the year it is of."""

    value: float
    year: int
    invented: bool


def layout(mine: str = "yes", **_: Any) -> html.Div:
    """Return the page with its filter; the cases follow."""
    return html.Div(
        [
            html.H1("Which cases will miss 20 weeks, and why?"),
            introduction(INTRODUCTION),
            filters(ids.FORECAST_MINE, mine != "no", label="Filter the forecast"),
            html.Div(
                html.P("Working out the forecast…", className="loading"),
                id=ids.FORECAST_BODY,
                **{"aria-live": "polite"},
            ),
        ]
    )


def body(
    outlooks: Sequence[Outlook],
    *,
    names: Mapping[str, str],
    year: Year | None,
    england: Published | None,
    withheld: bool,
) -> list[Any]:
    """Return the answer in words, the year, and the cases, the worst first.

    `year` is for those who may see counts of everybody; small counts are `withheld` from others.
    """
    shown = [one for one in outlooks if one.verdict != IN_TIME][:SHOWN] or list(outlooks[:SHOWN])
    lead = html.P(_headline(outlooks), className="lead")
    if not outlooks:
        return [nothing_here(EMPTY), *_year(year, england)]
    rows = [_row(one, names, withheld=withheld) for one in shown]
    heads = [
        Head("Pupil"),
        Head("Outlook"),
        Head("20 weeks end"),
        Head("Why"),
        Head("Earlier cases"),
    ]
    rest = len(outlooks) - len(shown)
    more = f"{rest:,} more are on the way, likely in time or further down the list."
    return [
        lead,
        *_year(year, england),
        html.H2("Cases, the worst first"),
        data_table("Cases that may miss 20 weeks", heads, rows),
        *([html.P(more, className="quiet")] if rest else []),
        *([html.P(WITHHELD, className="quiet")] if withheld else []),
        disclosure("How this is worked out", html.P(HOW)),
    ]


def _headline(outlooks: Sequence[Outlook]) -> str:
    counts = {name: sum(one.verdict == name for one in outlooks) for name in VERDICT_WORDS}
    return (
        f"Of {len(outlooks):,} cases on their way to a plan, {counts[MISSED]:,} are past 20 weeks, "
        f"{counts[LIKELY_MISS]:,} are likely to miss and {counts[MAY_MISS]:,} may."
    )


def _row(one: Outlook, names: Mapping[str, str], *, withheld: bool) -> list[Any]:
    icon, words = VERDICT_WORDS[one.verdict]
    why = " ".join(reasons(one, names))
    return [
        link(one.pupil_id, f"/process/{one.pupil_id}"),
        [status(icon, words), element("Br"), STAGES[one.stage]],
        element("Span", day(one.limit), className="nowrap"),
        why,
        _earlier(one, withheld=withheld),
    ]


def _earlier(one: Outlook, *, withheld: bool) -> str:
    if one.days_left < 0:
        return "–"
    if one.cases < FEWEST_CASES:
        return f"Fewer than {FEWEST_CASES}"
    if withheld and tells_of_few(one.late, of=one.cases):
        return "c"
    return (
        f"{one.late:,} of {one.cases:,} missed, {100 * one.late / one.cases:.0f}% "
        f"({100 * one.low:.0f} to {100 * one.high:.0f}%)"
    )


def _year(year: Year | None, england: Published | None) -> list[Any]:
    if year is None:
        return []
    lines = [_so_far(year), _expected(year), *_england(england)]
    told: list[Any] = [element("Li", words) for words in lines if words]
    return [
        html.Section(
            [
                html.H2(f"Plans within 20 weeks in {year.year}"),
                html.Ul(told),
                disclosure("How to read this", html.P(YEAR_HOW)),
            ]
        )
    ]


def _so_far(year: Year) -> str:
    if year.so_far is None:
        return "No plan was issued so far this year."
    return (
        f"So far {year.in_time:,} of {year.issued:,} plans were issued within 20 weeks, "
        f"{year.so_far:.1f}%."
    )


def _expected(year: Year) -> str:
    if year.expected is None or year.low is None or year.high is None:
        return ""
    untold = (
        f" {year.untold:,} open cases are too unlike earlier ones to count." if year.untold else ""
    )
    return (
        f"At the end of the year {year.low:.0f} to {year.high:.0f}% are to be expected, "
        f"{year.expected:.0f}% most likely, with about {year.more:.0f} more plans from "
        f"{year.open_cases:,} open cases.{untold}"
    )


def _england(england: Published | None) -> list[str]:
    if england is None:
        return ["England's published figure is not loaded."]
    invented = ", an invented figure until a release is loaded" if england.invented else ""
    return [f"England: {england.value:.1f}% in {england.year}{invented}."]
