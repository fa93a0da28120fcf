"""The list of early reviews among the pupils a person may read."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import Dash, Input, Output

from access.policy import allows
from access.principal import Principal
from access.secured import secured
from analytics.caseload import page_count
from analytics.process.reviews import next_due
from analytics.review_flags.deciding import narrowed, reading, with_state
from analytics.review_flags.reviews import Reviews, review_of
from callbacks.context import (
    reads_every_pupil,
    school_names,
    store,
    visible_pupils,
    whole_number,
    whose,
    words,
)
from callbacks.reviews.keeping import decisions, every_review, reasons_kept
from layouts.feedback import ids
from layouts.feedback.heard import page_options
from layouts.reviews.early import PAGE_SIZE, early_list

Options = list[dict[str, str]]


def update_early(
    *, who: Principal, show: str | None, reason: str | None, mine: bool, page: str | None
) -> tuple[list[Any], Options, str]:
    """Show one page of the pupils that fit, most reasons first."""
    reviews, decided = every_review(), decisions()
    kept = {pupil_id: reasons_kept(row) for pupil_id, row in decided.items()}
    table = readable(who, with_state(reviews, decided, kept), mine=mine)
    chosen = narrowed(table, show=words(show), reason=words(reason))
    pages = page_count(chosen, PAGE_SIZE)
    number = min(max(whole_number(page) or 1, 1), pages)
    shown = chosen.iloc[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    rows = [row_of(reviews, row, decided) for row in shown.to_dict("records")]
    lead = reading(table, chosen, show=words(show))
    decides = allows(who.role, "reviews.decide", "own")
    return early_list(rows, lead=lead, decides=decides), page_options(pages), str(number)


def readable(who: Principal, table: pd.DataFrame, *, mine: bool) -> pd.DataFrame:
    """Return the rows of the pupils that a person may read, or of their own alone."""
    pupils = visible_pupils(who)
    owner = whose(who, mine=mine)
    if owner:
        pupils = pupils[(pupils["co_ordinator"] == owner).fillna(value=False)]
    elif reads_every_pupil(who):
        return table
    return table[table["pupil_id"].isin(pupils["pupil_id"])]


def row_of(
    reviews: Reviews, row: dict[Any, Any], decided: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Return what the list shows of one pupil."""
    pupil_id = str(row["pupil_id"])
    request = store().tables.row("requests", pupil_id) or {}
    pupil = store().tables.row("pupils", pupil_id) or {}
    decision = decided.get(pupil_id, {}) if row["state"] != "open" or row["again"] else {}
    return {
        "pupil_id": pupil_id,
        "review": review_of(reviews, pupil_id),
        "due_on": next_due(request),
        "school": school_names().get(pupil.get("school_id") or ""),
        "again": row["again"],
        "decision": decision.get("decision") if not row["again"] else None,
        "proposed_on": decision.get("proposed_on"),
        "note": decision.get("note"),
    }


def register(app: Dash) -> None:
    """Wire the list."""
    secured(
        app,
        update_early,
        action="reviews.read",
        output=(
            Output(ids.EARLY_BODY, "children"),
            Output(ids.EARLY_PAGE, "options"),
            Output(ids.EARLY_PAGE, "value"),
        ),
        inputs={
            "show": Input(ids.EARLY_SHOW, "value"),
            "reason": Input(ids.EARLY_REASON, "value"),
            "mine": Input(ids.EARLY_MINE, "value"),
            "page": Input(ids.EARLY_PAGE, "value"),
        },
    )
