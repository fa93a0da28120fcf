"""Where a plan stands: one sentence, the next step, the sections, and the files to send."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.plans.comparing import writers
from analytics.plans.standing import Counts, Step, next_step
from analytics.plans.thread import thread
from data.schemas import NO_PLAN_CLUSTER
from data.schemas.plans import PLAN_STATUSES, SECTIONS
from layouts import ids
from layouts.components.element import link
from layouts.components.field import field, select
from layouts.components.no_plan import no_plan
from layouts.components.notice import notice
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.plans import redrafted
from layouts.plans.address import file_path, plan_path
from layouts.plans.messages import sends
from layouts.plans.opened import Opened
from layouts.plans.wording import counted, standing

HEADS = (
    Head("Section"),
    Head("Lines", numeric=True),
    Head("Gaps to obtain", numeric=True),
    Head("Problems", numeric=True),
    Head("To check", numeric=True),
    Head("Agreed", numeric=True),
    Head("Open comments", numeric=True),
)
NO_DRAFT = "There is no draft yet."
FIRST = (
    "A first draft is put together from the assessment, the documents and the catalogue, without "
    "inventing anything: each line says where it comes from, and what no source gives becomes a "
    "line that says whom to ask."
)
NOT_DRAFTED = "The co-ordinator who holds the case makes the first draft."
STEPS = {
    "problems": "Put {what} right, first in section",
    "gaps": "Obtain what no source gives: {what}, first in section",
    "comments": "Deal with {what}, first in section",
    "agree": "Have {what} agreed, first in section",
}
NOUNS = {"problems": "problem", "gaps": "gap", "comments": "comment", "agree": "line"}
SEND = "Every line is agreed and nothing is left to put right: download the plan and send it."
PRONOUNS = [("none", "Not entered"), ("she", "She"), ("he", "He"), ("they", "They")]


def body(opened: Opened) -> list[Any]:
    """Return where a plan stands and what to do next."""
    step = next_step(dict(opened.counts))
    if step.what == "draft":
        return [*_no_plan(opened), *_first(opened)]
    named = bool(opened.plan.particulars.name and opened.plan.particulars.pronoun)
    return [
        html.P(answer(opened), className="bundle-answer"),
        _thread(opened),
        *_no_plan(opened),
        _next(opened, step),
        *([] if named else _name(opened)),
        section("Sections", data_table("Sections of the plan", HEADS, _rows(opened))),
        *_files(opened),
        *_drafting(opened),
        *(_name(opened) if named else []),
    ]


def _no_plan(opened: Opened) -> list[Any]:
    return [no_plan()] if opened.plan.particulars.cluster == NO_PLAN_CLUSTER else []


def answer(opened: Opened) -> str:
    """Say in one sentence where a plan stands."""
    drafted = opened.plan.particulars.drafted_on
    status = PLAN_STATUSES[opened.plan.particulars.status]
    begins = f"{status}, drafted {day(drafted)}" if drafted else f"{status}, not drafted"
    if drafted and opened.plan.particulars.status == "draft":
        begins = f"Draft of {day(drafted)}"
    return f"{begins}: {standing(opened.whole)}."


def _thread(opened: Opened) -> html.P:
    """Say how far what is written for each need is specified."""
    to_thread = dcc.Link("Golden thread", href=plan_path(opened.pupil_id, "thread"))
    return html.P([to_thread, f": {thread(opened.plan).reading}"])


def _first(opened: Opened) -> list[Any]:
    if not opened.may.draft:
        return [html.P(f"{NO_DRAFT} {NOT_DRAFTED}", className="empty")]
    return [
        html.P(NO_DRAFT, className="bundle-answer"),
        html.P(FIRST),
        *_name(opened),
        section("First draft", redrafted.draft_form("Draft from the sources")),
    ]


def _next(opened: Opened, step: Step) -> html.Div:
    if step.what == "send":
        return notice("ok", html.P(SEND), title="Next step")
    what = counted(step.count, NOUNS[step.what])
    path = plan_path(opened.pupil_id, step.section)
    told = [
        STEPS[step.what].format(what=what),
        " ",
        dcc.Link(f"{step.section}. {SECTIONS[step.section]}", href=path),
    ]
    return notice("watch" if step.what == "problems" else "note", html.P(told), title="Next step")


def _rows(opened: Opened) -> list[list[Any]]:
    return [
        [
            [link(f"{name}. {words}", plan_path(opened.pupil_id, name))],
            *_numbers(opened.counts[name]),
        ]
        for name, words in SECTIONS.items()
    ]


def _numbers(counts: Counts) -> list[str]:
    # A cell without a number is left out of the list that a narrow screen shows.
    agreed = f"{counts.agreed} of {counts.lines}" if counts.lines else ""
    numbers = [counts.lines, counts.gaps, counts.problems, counts.watches]
    return [*(str(number or "") for number in numbers), agreed, str(counts.comments or "")]


def _files(opened: Opened) -> list[Any]:
    links = [
        ("plan.docx", "Whole plan, Word"),
        ("plan.docx?version=family", "Family's version, agreed lines only, Word"),
        ("plan.html", "Whole plan, to print"),
        ("plan.html?version=family", "Family's version, to print"),
    ]
    items = [html.Li(html.A(words, href=file_path(opened.pupil_id, name))) for name, words in links]
    return [section("Files", html.Ul(items))]


def _drafting(opened: Opened) -> list[Any]:
    by = writers(opened.plan.lines)
    told = "; ".join(
        f"{opened.called(who)}, {counted(number, 'line')}" for who, number in by.items()
    )
    parts: list[Any] = [html.P(f"Saved last by: {told}.")] if told else []
    if opened.may.draft:
        parts.append(html.P(redrafted.go_to_redraft(opened.pupil_id)))
    return [section("Who wrote it", *parts)]


def _name(opened: Opened) -> list[Any]:
    if not opened.may.write:
        return []
    about = opened.plan.particulars
    name = dbc.Input(
        id=ids.of_line("plan", "name"),
        name="name",
        type="text",
        value=about.name,
        maxlength=100,
        autocomplete="off",
    )
    pronoun = select(
        ids.of_line("plan", "pronoun"), PRONOUNS, value=about.pronoun or "none", name="pronoun"
    )
    form = html.Form(
        [
            field("Name", name, hint="As the pupil and the family want it written"),
            field("Pronoun", pronoun),
            html.Button("Save the name", className="button button--second"),
        ],
        className="form--narrow",
        **sends(ids.PLAN_WRITTEN, "name", revision=opened.revision),
        **{"aria-label": "Name and pronoun in the plan"},
    )
    return [section("Which name and pronoun does the plan use?", form)]
