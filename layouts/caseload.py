"""Caseload: which of my pupils needs something next."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
import pandas as pd
from dash import dcc, html

from analytics.answers import known
from analytics.caseload import NO_REQUEST, WITHOUT
from data.schemas import ALL_CLUSTERS, PRIMARY_NEEDS, STAGES
from layouts import ids
from layouts.components.element import element, link
from layouts.components.field import field, select
from layouts.components.introduction import introduction
from layouts.components.notice import status
from layouts.components.only_mine import OWN_CASES, nothing_here, only_mine
from layouts.components.table import Head, data_table
from layouts.dates import day

INTRODUCTION = (
    "Your pupils and what each needs next, most urgent first. Due dates follow the law: 6 weeks "
    "to decide whether to assess, 20 weeks from the request to the final plan, a review every "
    "12 months, and an amended plan before a move to the next phase of education."
)
EMPTY = "No pupil fits these filters."
BEGIN = "Nobody is here yet. Once a pupil is created, the next step and its day stand here."
CLEAR = "Clear one to see more."
STATES = {
    "late": "Late",
    "watch": "Due within 2 weeks",
    "ok": "On time",
    "excepted": "Exception to the limit",
}
STATE_ICONS = {"late": "problem", "watch": "watch", "ok": "ok", "excepted": "note"}
ORDERS: dict[str, tuple[str, bool]] = {
    "urgent": ("days_left", True),
    "reference": ("pupil_id", True),
    "stage": ("stage", True),
    "cluster": ("cluster", True),
    "youngest": ("age_years", True),
    "oldest": ("age_years", False),
    "longest": ("week", False),
}
ORDER_WORDS = {
    "urgent": "Most urgent",
    "reference": "Pupil reference",
    "stage": "Stage",
    "cluster": "Cluster",
    "youngest": "Youngest first",
    "oldest": "Oldest first",
    "longest": "Longest since request",
}
PAGE_SIZE = 25
# A blank value would be the browser's own placeholder.
ALL = "all"
LONGEST_TEXT = 60


def layout(
    cluster: str = ALL,
    text: str = "",
    mine: str = "yes",
    stage: str = ALL,
    state: str = ALL,
    **_: Any,
) -> html.Div:
    """Return the page with its filters, some set by the address; the table follows."""
    return html.Div(
        [
            html.H1("Which of my pupils needs something next?"),
            introduction(INTRODUCTION),
            _filters(cluster=cluster, text=text, mine=mine != "no", stage=stage, state=state),
            html.Div(
                html.P("Opening the caseload…", className="loading"),
                id=ids.CASELOAD_TABLE,
                **{"aria-live": "polite"},
            ),
            html.Div(
                field("Page", select(ids.CASELOAD_PAGE, [("1", "1")], value="1")),
                className="pager",
            ),
        ]
    )


def _filters(*, cluster: str, text: str, mine: bool, stage: str, state: str) -> html.Div:
    everything = (ALL, "All")
    box = dbc.Input(
        id=ids.CASELOAD_TEXT,
        type="search",
        debounce=200,
        maxlength=LONGEST_TEXT,
        value=text[:LONGEST_TEXT],
    )
    clusters = [everything, *((x, x) for x in ALL_CLUSTERS), (WITHOUT, "Not yet")]
    stages = [everything, *STAGES.items(), (WITHOUT, NO_REQUEST)]
    chosen = cluster if cluster in dict(clusters) else ALL
    return html.Div(
        [
            field("Reference or school", box),
            field(
                "Stage",
                select(ids.CASELOAD_STAGE, stages, value=stage if stage in dict(stages) else ALL),
            ),
            field(
                "Cluster",
                select(
                    ids.CASELOAD_CLUSTER,
                    clusters,
                    value=chosen,
                ),
            ),
            field(
                "Due",
                select(
                    ids.CASELOAD_STATE,
                    [everything, *STATES.items()],
                    value=state if state in STATES else ALL,
                ),
            ),
            field("Sort by", select(ids.CASELOAD_SORT, list(ORDER_WORDS.items()), value="urgent")),
            only_mine(ids.CASELOAD_MINE, mine),
        ],
        className="filters",
        role="search",
        **{"aria-label": "Filter the caseload"},
    )


def cases(
    page: pd.DataFrame, *, headline: str, schools: dict[str, str], none_at_all: bool = False
) -> list[Any]:
    """Return the sentence that answers the page and one page of cases.

    `none_at_all` says that there would be nobody without filters either.
    """
    if page.empty:
        return [html.P(headline, className="lead"), _empty(none_at_all)]
    heads = [
        Head("Pupil"), Head("Stage"), Head("Next step"), Head("Due"), Head("Cluster"),
        Head("Primary need"), Head("Age", numeric=True), Head("School"),
    ]  # fmt: skip
    rows = [_case(case, schools) for case in page.itertuples()]
    return [html.P(headline, className="lead"), data_table("Caseload", heads, rows)]


def _empty(none_at_all: bool) -> html.Div:
    empty = html.P(BEGIN, className="empty") if none_at_all else nothing_here(EMPTY, CLEAR)
    create = dcc.Link("Create a new pupil", href="/create", className="button button--second")
    return html.Div([empty, html.P(create, className=OWN_CASES)])


def _case(case: Any, schools: dict[str, str]) -> list[Any]:
    return [
        link(case.pupil_id, f"/pupils/{case.pupil_id}"),
        case.stage_label,
        case.next_step,
        _due(case),
        known(case.cluster) or "Not yet",
        PRIMARY_NEEDS.get(known(case.primary_need), "Not decided"),
        str(known(case.age_years) or 0),
        schools.get(known(case.school_id), "Not recorded"),
    ]


def _due(case: Any) -> Any:
    due_on = known(case.due_on)
    if not due_on:
        return "–"
    excepted = "exception recorded, " if case.state == "excepted" else ""
    words = f"{excepted}{left(case.days_left)}"
    shown = status(STATE_ICONS[case.state], f"{words[0].upper()}{words[1:]}")
    return [element("Span", day(due_on), className="nowrap"), element("Br"), shown]


def left(days: int) -> str:
    """Say how many days are left, or by how many a day has passed."""
    if days < 0:
        return f"{-days} days late" if days < -1 else "1 day late"
    if days == 0:
        return "Due today"
    return f"{days} days left" if days > 1 else "1 day left"
