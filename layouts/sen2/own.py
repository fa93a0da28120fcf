"""Our own SEN2 figures beside the published ones, and the return for the administrator."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import dcc, html

from analytics.sen2.own import Return
from analytics.sen2.records import records
from analytics.suppression import WITHHELD, WITHHELD_WORDS
from data.schemas.indicators import GROUPS, INDICATORS, Indicator
from data.schemas.sen2_return import MODULES
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.components.field import field, select
from layouts.components.introduction import introduction
from layouts.components.notice import notice
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.sen2.page import INVENTED
from layouts.sen2.values import NONE, marked, published, symbol_words

INTRODUCTION = (
    "The same figures that the Department for Education (DfE) publishes of us, worked out from our "
    "own casework by its definitions, months before it prints them. They name no pupil, and small "
    "counts are withheld."
)
GENERAL = (
    "“So far” runs to today, “last return” to the last January that has passed. The difference is "
    "between ours and the published figure of one and the same year.",
    "The casework keeps the present process of each pupil: the older a year, the more of it may "
    "have left the casework since.",
    "A return is corrected before it is sent, and may be amended after; our casework is as it was "
    "recorded.",
)
# What the page is opened for; the other subjects are folded.
OPEN = GROUPS[:2]
FILES: dict[str, str] = {"csv": "CSV", "xlsx": "Excel"}
RETURN_WARNING = (
    "The file holds the record of every person in the return. It is personal data: save it only "
    "where such records may be kept. Each download is noted with your name."
)
NOT_COMPLETE = (
    "Names, dates of birth, ethnicity, UPN (unique pupil number), settings and reviews are not "
    "kept here, so their fields are empty. Complete them from your other system before you send "
    "anything."
)


@dataclass(frozen=True)
class Whose:
    """Say whose published figures stand beside ours; `code` is empty where none are found."""

    wanted: str
    code: str = ""
    name: str = ""
    illustrative: bool = False


def layout(**_: Any) -> html.Div:
    """Return the page; the figures come when it opens, the return only for some."""
    return html.Div(
        [
            dcc.Store(id=ids.SEN2_OWN_OPENED, data=True),
            html.H1("How do our own figures compare with those published?"),
            introduction(INTRODUCTION),
            html.Div(html.P("Counting…", className="loading"), id=ids.SEN2_OWN_BODY),
            html.Section(_return(), id=ids.SEN2_OWN_RETURN, hidden=True),
        ],
        className="sen2",
    )


def _return() -> list[Any]:
    check = html.Button("Check the return", id=ids.SEN2_OWN_CHECK, className="button")
    return [
        html.H2("The SEN2 return"),
        html.P(NOT_COMPLETE),
        html.Div(
            field("Return", select(ids.SEN2_OWN_JANUARY, [("last", "The last one")], value="last")),
            className="form--narrow",
        ),
        check,
        html.Div(id=ids.SEN2_OWN_CHECKS, role="status", className="sen2-checks"),
    ]


def januaries(last: Return) -> list[dict[str, str]]:
    """Return the choices of a return: the last one, and the next as far as it has come."""
    return [
        {"value": "last", "label": f"January {last.january}"},
        {"value": "next", "label": f"January {last.january + 1}, so far"},
    ]


def body(table: pd.DataFrame, last: Return, whose: Whose) -> list[Any]:
    """Return our figures beside the published ones; `table` is of `analytics.sen2.own.compared`."""
    label = [html.P(INVENTED, className="sen2-invented")] if whose.illustrative else []
    return [
        *label,
        html.P(reading(table, last, whose), className="lead", role="status"),
        *([] if whose.code else [_nobody(whose)]),
        html.P(f"{WITHHELD_WORDS}.", className="quiet"),
        *(_group(table, group, last) for group in OPEN),
        *_folded(table, last),
        html.P(_downloads(), className="chart__under"),
        _why(table),
        _not_recorded(table),
    ]


def _is_recorded(table: pd.DataFrame, group: str) -> bool:
    recorded = table.loc[table["why"] == "", "indicator"]
    return any(INDICATORS[id].group == group for id in recorded)


def reading(table: pd.DataFrame, last: Return, whose: Whose) -> str:
    """Say how many plans we have now, had in January, and are published."""
    plans = table.set_index("indicator").loc["plans"]
    now = _own(plans["now"], plans["now_symbol"], INDICATORS["plans"])
    then = _own(plans["last"], plans["last_symbol"], INDICATORS["plans"])
    ours = (
        f"On {day(last.today)} we have {now} plans in force; on {day(last.census)} we had {then}."
    )
    if pd.isna(plans["published"]):
        return ours
    count = published(plans["published"], INDICATORS["plans"])
    year = plans["published_year"]
    return f"{ours} The newest published count of {whose.name} is {count}, of January {year}."


def _nobody(whose: Whose) -> html.Div:
    return notice(
        "watch",
        html.P(
            f"No authority in the published figures has the name “{whose.wanted}”, so ours stand "
            "alone. The setting AUTHORITY_NAME should hold the name that the DfE prints."
        ),
    )


def _group(table: pd.DataFrame, group: str, last: Return) -> html.Section:
    return html.Section([html.H2(group), _compared(table, group, last)])


def _folded(table: pd.DataFrame, last: Return) -> list[Any]:
    groups = [group for group in GROUPS if group not in OPEN and _is_recorded(table, group)]
    if not groups:
        return []
    folds = [
        disclosure(
            f"{group} ({_figures(len(_rows(table, group)))})",
            _compared(table, group, last),
            printed=True,
        )
        for group in groups
    ]
    return [section("Other subjects", *folds)]


def _figures(count: int) -> str:
    return f"{count} figure{'' if count == 1 else 's'}"


def _rows(table: pd.DataFrame, group: str) -> list[dict[str, Any]]:
    of_group = (row for row in records(table) if INDICATORS[row["indicator"]].group == group)
    return [row for row in of_group if not row["why"]]


def _compared(table: pd.DataFrame, group: str, last: Return) -> Any:
    heads = [
        Head("Indicator"),
        Head("Ours, so far", numeric=True),
        Head("Ours, last return", numeric=True),
        Head("Ours, year published", numeric=True),
        Head("Published", numeric=True),
        Head("Ours less published", numeric=True),
    ]
    cells = [_row(row, last) for row in _rows(table, group)]
    return data_table(f"{group}: ours and published", heads, cells)


def _row(row: dict[str, Any], last: Return) -> list[Any]:
    indicator = INDICATORS[row["indicator"]]
    is_january = indicator.counted_at == "January"
    year = last.january if is_january else last.january - 1
    theirs = row["published_year"]
    return [
        indicator.label,
        [_own(row["now"], row["now_symbol"], indicator), _so_far(year + 1, is_january)],
        [_own(row["last"], row["last_symbol"], indicator), _of(year, is_january)],
        NONE
        if pd.isna(theirs)
        else [_own(row["same"], row["same_symbol"], indicator), _of(theirs, is_january)],
        NONE if pd.isna(theirs) else [*_published(row, indicator), _of(theirs, is_january)],
        difference(row["difference"], indicator),
    ]


def _own(value: Any, symbol: str, indicator: Indicator) -> str:
    if symbol == WITHHELD:
        return WITHHELD
    return NONE if pd.isna(value) else published(value, indicator)


def _so_far(year: int, is_january: bool) -> Element:
    return element("Span", "\u00a0today", className="quiet") if is_january else _of(year, False)


def _of(year: int, is_january: bool) -> Element:
    # Kept on one line: a year below its figure reads as another figure.
    words = f"\u00a0Jan\u00a0{year}" if is_january else f"\u00a0in\u00a0{year}"
    return element("Span", words, className="quiet")


def _published(row: dict[str, Any], indicator: Indicator) -> list[Any]:
    if pd.isna(row["published"]):
        return [symbol_words(row["published_symbol"]) or NONE]
    shown = marked(published(row["published"], indicator), flagged=row["published_flagged"])
    return shown if isinstance(shown, list) else [shown]


def difference(value: Any, indicator: Indicator) -> str:
    """Return how far ours is from the published figure: per cent, points, or per 1,000."""
    if pd.isna(value):
        return NONE
    unit = {"count": "%", "percentage": " points", "rate": ""}[indicator.kind]
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{abs(value):.1f}{unit}"


def _downloads() -> list[Element]:
    return [
        element(
            "A",
            f"Download {words}",
            href=f"/sen2/own/figures.{kind}",
            className="button button--quiet",
            **{"aria-label": f"Download our own figures as {words}"},
        )
        for kind, words in FILES.items()
    ]


def _why(table: pd.DataFrame) -> html.Section:
    rows = table[(table["footnote"] != "") & (table["why"] == "")]
    notes = [
        html.Li([html.Strong(f"{_named(group['indicator'])}: "), str(words)])
        for words, group in rows.groupby("footnote", sort=False)
    ]
    general = html.Ul([html.Li(words) for words in GENERAL])
    named = f"Notes on {_figures(len(rows))}"
    folded = [disclosure(named, html.Ul(notes), printed=True)] if notes else []
    return section("Why ours may differ", general, *folded)


def _not_recorded(table: pd.DataFrame) -> html.Section:
    rows = table[table["why"] != ""]
    items = [
        html.Li([html.Strong(f"{_named(group['indicator'])}: "), str(words)])
        for words, group in rows.groupby("why", sort=False)
    ]
    named = f"{_figures(len(rows))} that the casework does not hold"
    return section("What we cannot count", disclosure(named, html.Ul(items), printed=True))


def _named(indicators: pd.Series) -> str:
    labels = [INDICATORS[id].label for id in indicators]
    few = labels if len(labels) <= 4 else [*labels[:3], f"{len(labels) - 3} more"]
    return f"{', '.join(few[:-1])} and {few[-1]}" if len(few) > 1 else few[0]


def checks(summary: pd.DataFrame, wanted: Return, *, persons: int) -> list[Any]:
    """Return what is wrong with a return by rule, and the link that downloads it."""
    errors = int((summary["severity"] == "error").sum())
    queries = len(summary) - errors
    words = (
        f"The return of January {wanted.january} has {persons:,} persons. It fails {errors} rules "
        f"that are errors and {queries} that are queries."
    )
    heads = [Head("Rule"), Head("What is wrong"), Head("Field"), Head("Rows", numeric=True)]
    heads += [Head("Severity"), Head("What to do")]
    cells = [
        [
            one["rule"],
            one["sentence"],
            f"{_module(one['module'])}: {one['field']}",
            f"{one['rows']:,}",
            one["severity"].title(),
            one["action"],
        ]
        for one in records(summary)
    ]
    return [
        html.P(words, className="lead"),
        data_table(f"What is wrong with the return of January {wanted.january}", heads, cells),
        notice("watch", html.P(RETURN_WARNING), title="Personal data"),
        html.A(
            "Download the modules and the list (zip of CSV)",
            href=return_address(wanted.january),
            className="button",
        ),
    ]


def _module(id: str) -> str:
    return f"{MODULES[id].number} {MODULES[id].words}"


def return_address(january: int) -> str:
    """Return the address of a return as a zip."""
    return f"/sen2/own/return/{january}.zip"


def file_date(today: datetime.date) -> str:
    """Return a date as the DfE's export writes it in a file's name: 22-11-2026."""
    return f"{today:%d-%m-%Y}"
