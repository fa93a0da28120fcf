"""Results of a school: a template goes out, a filled file comes in, and a person keeps its rows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.results.checking import ASK, EMPTY, KEEP, THERE, WRONG, Checked, Preview, Result
from analytics.results.sheet import LARGEST_FILE, MOST_ROWS
from data.schemas.feedback import ATTAINMENT
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.components.facts import facts
from layouts.components.introduction import introduction
from layouts.components.notice import notice, refused
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.components.upload_report import upload_report
from layouts.dates import day, moment
from layouts.feedback import ids

NO_SCHOOL = "none"
MEGABYTES = LARGEST_FILE // (1024 * 1024)
MOST_SHOWN = 50
LONGEST_TEXT = 120
# So that what is told of a workbook fits in beside it.
LONGEST_NAME = 80
TOO_LARGE = (
    f"This file is larger than {MEGABYTES} MB, so it was not read. Send it in parts, such as one "
    "file for each year group."
)
INTRODUCTION = (
    "A school or setting can send its results for all its pupils in one file. Nothing is kept "
    "before you have seen what becomes of each row."
)
HOW = (
    "Open it in a spreadsheet. Each row is an outcome or a piece of provision of one pupil's plan. "
    "Leave rows empty that you have nothing to say of."
)
DATES = (
    "Write dates day first, such as 3/5/2026. A row without a date is taken as of the day on "
    "which you send it. A result for a line and a day that have one already replaces it, once you "
    "have confirmed that."
)
TEMPLATE = "/feedback/results/template.csv"
SENT_TO = "/feedback/results/file"
MOST_LISTED = 3
COUNTED = "Beside each: how many pupils have outcomes or provision here, of those you record for."
NEXT = "Check it below. Nothing is kept yet."


@dataclass(frozen=True)
class School:
    """Hold one school whose pupils a person may record for; a code of NO_SCHOOL is none."""

    code: str
    name: str
    pupils: int
    with_lines: int
    """Pupils of whom outcomes or provision are known."""


def layout(**_: Any) -> html.Div:
    """Return the page, to be filled."""
    stores = (ids.RESULTS_SENT, ids.RESULTS_ASKED, ids.RESULTS_KEPT)
    loading = html.P("Looking for pupils…", className="loading")
    return html.Div(
        [
            dcc.Store(id=ids.RESULTS_OPENED, data=True),
            *[dcc.Store(id=name) for name in stores],
            html.H1("Which results has the school sent?"),
            introduction(INTRODUCTION),
            section("1. Fill in the template", html.Div(loading, id=ids.RESULTS_TEMPLATES), _how()),
            _upload(),
            html.Div(id=ids.RESULTS_PREVIEW),
            html.Div(id=ids.RESULTS_MESSAGE, role="status"),
        ]
    )


def _how() -> html.Details:
    scale = [html.Li(f"{score}: {words.lower()}") for score, words in ATTAINMENT.items()]
    return disclosure(
        "How to fill it in",
        [
            html.P(HOW),
            html.P("For an outcome, give how far it is reached, as a figure or in words:"),
            html.Ul(scale),
            html.P("For provision, give the hours in a usual week since the last time, or a note."),
            html.P(DATES),
        ],
    )


def _upload() -> html.Section:
    field = html.Span(
        className="file-field",
        **{"data-file-field": "file", "data-accept": ".xlsx,.csv,.txt", "data-single": "yes"},
    )
    form = html.Form(
        [
            html.Label([html.Span("Filled file", className="field__label"), field]),
            html.P(html.Button("Check the file", type="submit", className="button")),
        ],
        action=SENT_TO,
        method="post",
        encType="multipart/form-data",
        className="upload",
        **{
            "data-upload": ids.RESULTS_SENT,
            "data-largest": str(LARGEST_FILE),
            "data-too-large": TOO_LARGE,
        },
    )
    said = upload_report(SENT_TO, label="What became of the file")
    hint = (
        f"An Excel workbook (.xlsx) or CSV, up to {MEGABYTES} MB and {MOST_ROWS:,} rows. Of a "
        "workbook the first sheet with the headings of the template is read; of a formula, the "
        "value that you see."
    )
    return html.Section([html.H2("2. Send it"), html.P(hint, className="field__hint"), form, said])


def templates(schools: Sequence[School], *, one_school: bool) -> Any:
    """Return a link to the template of each school."""
    if not any(one.with_lines for one in schools):
        whose = "your school" if one_school else "your cases"
        return html.P(
            f"No pupil of {whose} has outcomes or provision here yet. They come from the plan in "
            "the EHCP Generator.",
            className="empty",
        )
    ordered = sorted(schools, key=lambda one: (one.code == NO_SCHOOL, one.name))
    listed = [one for one in ordered if one.with_lines]
    items = html.Ul([html.Li(_template(one)) for one in listed])
    if len(listed) <= MOST_LISTED:
        return [html.P(COUNTED, className="field__hint"), items]
    pupils = sum(one.with_lines for one in listed)
    every = html.A(f"Template for all {pupils} pupils (CSV)", href=TEMPLATE)
    parts = [html.P(COUNTED, className="field__hint"), items]
    return [html.P(every), disclosure(f"By school ({len(listed)})", parts)]


def _template(school: School) -> list[Any]:
    name = school.name or ("no school recorded" if school.code == NO_SCHOOL else school.code)
    # A plain link: the file is none of Dash's pages.
    link = html.A(f"Template for {name} (CSV)", href=f"{TEMPLATE}?school={quote(school.code)}")
    pupils = "1 pupil" if school.pupils == 1 else f"{school.pupils} pupils"
    return [link, f", {school.with_lines} of {pupils}"]


def named(name: str, told: str) -> str:
    """Return the name of a file with what is told of a workbook: which sheet was read."""
    return f"{name[:LONGEST_NAME]} ({told})" if told else name


def received(preview: Preview, told: str = "") -> str:
    """Say what was found in a file that came in, and where in a workbook."""
    counted = (
        (len(preview.of(KEEP)), "can be kept"),
        (len(preview.of(ASK)), "need your confirmation"),
        (len(preview.of(THERE)), "there already"),
        (len(preview.of(WRONG)), "wrong"),
    )
    said = ", ".join(f"{number} {words}" for number, words in counted if number)
    found = f"Rows: {said}. {NEXT}" if said else "No row is filled in."
    return f"{found} Read: {told}." if told else found


def nothing_sent() -> html.P:
    """Say that no file waits."""
    return html.P("What becomes of each row shows here once a file is sent.", className="empty")


def unreadable(sentence: str) -> html.Div:
    """Say why a file that was sent earlier cannot be read any more."""
    return refused([sentence], title="The file that waits cannot be read")


def preview(found: Preview, *, name: str, sha256: str, sent_at: datetime.datetime) -> html.Section:
    """Return what becomes of each row, and the button that keeps the good ones."""
    told = f"{name}, sent {moment(sent_at)}. "
    return section(
        "3. Check it and keep it",
        html.P([told, html.Strong(_headline(found))], className="lead"),
        facts(_counts(found)),
        *_unknown(found),
        *_wrong(found.of(WRONG)),
        *_to_keep(found.of(KEEP), "Rows that will be kept"),
        *_to_keep(found.of(ASK), "Rows that are kept only if you confirm them"),
        *_forms(found, sha256),
        *_there(found.of(THERE)),
    )


def _headline(found: Preview) -> str:
    number = len(found.of(KEEP))
    if number:
        return f"{_rows(number)} can be kept."
    if found.of(ASK):
        return "Rows can be kept once you confirm them."
    if found.of(THERE) and not found.of(WRONG):
        return "Everything in it is kept."
    return "Nothing in it can be kept as it is." if found.of(WRONG) else "No row is filled in."


def _counts(found: Preview) -> list[tuple[Any, Any]]:
    pupils = {one.pupil_id for one in found.of(KEEP, ASK)}
    return [
        ("Can be kept", f"{len(found.of(KEEP))}"),
        ("To confirm", f"{len(found.of(ASK))}"),
        ("There already", f"{len(found.of(THERE))}"),
        ("Wrong", f"{len(found.of(WRONG))}"),
        ("Left empty", f"{len(found.of(EMPTY))}"),
        ("Pupils", f"{len(pupils)}"),
    ]


def _unknown(found: Preview) -> list[Any]:
    if not found.sheet.unknown:
        return []
    names = ", ".join(f"“{words}”" for words in found.sheet.unknown)
    return [
        notice("note", html.P(f"Not used, as the template has none: {names}."), title="Columns")
    ]


def _wrong(rows: Sequence[Checked]) -> list[Any]:
    if not rows:
        return []
    heads = [Head("Row", numeric=True), Head("Pupil"), Head("What is wrong, and what to do")]
    cells = [
        [
            f"{one.row.number}",
            one.pupil_id or "Missing",
            [element("P", _problem(*problem)) for problem in one.problems],
        ]
        for one in rows[:MOST_SHOWN]
    ]
    link = html.A("Download these rows with the reasons (CSV)", href="/feedback/results/wrong.csv")
    return [
        html.H3(f"{_rows(len(rows))} that cannot be kept"),
        html.P(
            [
                "They keep everything that was typed: put them right there and send that file. ",
                link,
            ]
        ),
        data_table("Rows that cannot be kept", heads, cells),
        *_rest(len(rows)),
    ]


def _problem(column: str, sentence: str) -> list[Any]:
    return [element("Strong", f"{column}: "), sentence] if column else [sentence]


def _to_keep(rows: Sequence[Checked], caption: str) -> list[Any]:
    if not rows:
        return []
    heads = [
        Head("Row", numeric=True),
        Head("Pupil"),
        Head("Outcome or provision"),
        Head("Result"),
        Head("Date"),
    ]
    cells = [_kept_row(one, one.result) for one in rows[:MOST_SHOWN] if one.result]
    return [
        html.H3(f"{caption} ({len(rows)})"),
        data_table(caption, heads, cells),
        *_rest(len(rows)),
    ]


def _kept_row(one: Checked, result: Result) -> list[Any]:
    notes: list[Element] = [element("P", note, className="quiet") for note in one.notes]
    said = [element("Strong", result.value)] if result.value else []
    evidence = [element("P", brief(result.evidence))] if result.evidence else []
    return [
        f"{one.row.number}",
        one.pupil_id,
        [element("P", brief(result.line.text)), *notes],
        [*said, *evidence],
        element("Span", day(result.given_on), className="nowrap"),
    ]


def _there(rows: Sequence[Checked]) -> list[Any]:
    if not rows:
        return []
    items = [
        html.Li(f"Row {one.row.number}, {one.pupil_id}: {one.told}") for one in rows[:MOST_SHOWN]
    ]
    return [disclosure(f"{_rows(len(rows))} there already", [html.Ul(items), *_rest(len(rows))])]


def _rest(number: int) -> list[Any]:
    if number <= MOST_SHOWN:
        return []
    link = html.A("Download every row (CSV)", href="/feedback/results/rows.csv")
    return [html.P([f"The first {MOST_SHOWN} of {number:,} rows are shown. ", link])]


def _forms(found: Preview, sha256: str) -> list[Any]:
    keep, ask = len(found.of(KEEP)), len(found.of(ASK))
    about = {"data-store": ids.RESULTS_ASKED, "data-file": sha256, "data-digest": found.digest}
    box = dbc.Checkbox(
        id=ids.of_results("confirmed"),
        name="confirmed",
        label=f"Keep the {_rows(ask)} to confirm too: I have read what changed or is replaced",
        value=False,
    )
    words = f"Keep {_rows(keep)}" if keep else f"Keep the {_rows(ask)}"
    parts = [*([box] if ask else []), html.Button(words, className="button")]
    kept = html.Form(parts, **about, **{"data-what": "keep", "aria-label": "Keep the results"})
    drop = html.Form(
        html.Button("Remove this file", className="button button--quiet"),
        **about,
        **{"data-what": "drop", "aria-label": "Remove the file"},
    )
    return [html.Div([*([kept] if keep or ask else []), drop], className="results-forms")]


def kept(results: Sequence[Result]) -> html.Div:
    """Say what was kept."""
    pupils = len({one.pupil_id for one in results})
    of = "1 pupil" if pupils == 1 else f"{pupils} pupils"
    told = f"{_results(len(results))} of {of} kept.{_replaced(results)}"
    return notice("ok", html.P(told), title="Kept")


def _replaced(results: Sequence[Result]) -> str:
    number = sum(one.replaces > 0 for one in results)
    if not number:
        return ""
    them = "1 of them replaces" if number == 1 else f"{number} of them replace"
    return f" {them} what was kept before; that stays in the record too."


def kept_already() -> html.Div:
    """Say that a second press of the button kept nothing twice."""
    return notice("note", html.P("These results are kept; nothing was kept twice."), title="Kept")


def changed() -> html.Div:
    """Say that what was shown is not so any more."""
    words = (
        "A plan, the file or the results of these pupils changed after you opened this page. What "
        "becomes of each row is shown anew: look at it, then press the button again."
    )
    return notice("watch", html.P(words), title="Nothing kept yet")


def nothing_to_keep() -> html.Div:
    """Say that the box has to be ticked where there is nothing else to keep."""
    words = "Tick the box if the rows to confirm are to be kept; there are no others."
    return refused([words], title="Nothing kept")


def gone() -> html.Div:
    """Say that no file waits any more."""
    return notice("watch", html.P("No file of yours waits here any more."), title="Nothing kept")


def dropped() -> html.Div:
    """Say that a file was removed."""
    words = "The file is removed from here. What was kept of it stays kept."
    return notice("ok", html.P(words), title="Removed")


def failed(sentence: str) -> html.Div:
    """Say why nothing was kept."""
    return refused([sentence], title="Nothing kept")


def brief(text: str) -> str:
    """Return the beginning of a long text."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= LONGEST_TEXT else f"{tidy[:LONGEST_TEXT].rsplit(' ', 1)[0]}…"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _results(number: int) -> str:
    return "1 result" if number == 1 else f"{number:,} results"
