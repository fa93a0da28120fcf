"""The caseload: filter, sort and page through the pupils a person may read."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output

from access.principal import Principal
from access.secured import secured
from analytics.caseload import filtered, headline, in_order, page_count, page_of
from callbacks.context import next_cases, school_names, whole_number, whose, words
from layouts import ids
from layouts.caseload import ALL, ORDERS, PAGE_SIZE, cases

Options = list[dict[str, str]]


def update_caseload(
    *,
    who: Principal,
    text: str | None,
    stage: str | None,
    cluster: str | None,
    state: str | None,
    mine: bool,
    order: str | None,
    page: str | None,
) -> tuple[list[Any], Options, str]:
    """Show one page of the cases that fit the filters, most urgent first unless asked."""
    names = school_names()
    every = next_cases(who)
    chosen = filtered(
        every,
        text=words(text),
        stage=_chosen(stage),
        cluster=_chosen(cluster),
        state=_chosen(state),
        mine=whose(who, mine=mine),
        names=names,
    )
    column, ascending = ORDERS.get(words(order), ORDERS["urgent"])
    pages = page_count(chosen, PAGE_SIZE)
    number = _page_number(page, pages)
    shown = page_of(chosen, in_order(chosen, column, ascending), number, PAGE_SIZE)
    options = [{"value": str(n), "label": f"{n} of {pages}"} for n in range(1, pages + 1)]
    table = cases(shown, headline=headline(chosen), schools=names, none_at_all=every.empty)
    return table, options, str(number)


def _chosen(option: str | None) -> str:
    return "" if option == ALL else words(option)


def _page_number(page: str | None, pages: int) -> int:
    return min(max(whole_number(page) or 1, 1), pages)


def register(app: Dash) -> None:
    """Wire the caseload."""
    secured(
        app,
        update_caseload,
        action="caseload.read",
        output=(
            Output(ids.CASELOAD_TABLE, "children"),
            Output(ids.CASELOAD_PAGE, "options"),
            Output(ids.CASELOAD_PAGE, "value"),
        ),
        inputs={
            "text": Input(ids.CASELOAD_TEXT, "value"),
            "stage": Input(ids.CASELOAD_STAGE, "value"),
            "cluster": Input(ids.CASELOAD_CLUSTER, "value"),
            "state": Input(ids.CASELOAD_STATE, "value"),
            "mine": Input(ids.CASELOAD_MINE, "value"),
            "order": Input(ids.CASELOAD_SORT, "value"),
            "page": Input(ids.CASELOAD_PAGE, "value"),
        },
    )
