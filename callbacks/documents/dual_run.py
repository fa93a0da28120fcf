"""Judge the reader on the authority's own finished cases; only totals leave this module."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd
from dash import Dash, Input, Output
from flask import Response

from access.principal import Principal
from access.secured import secured, secured_route
from analytics.answers import known
from analytics.reading import dual_run as analysis
from analytics.reading.disagreement import directions, reasons, shown
from callbacks.context import store
from callbacks.documents.reading import read_rows, rows_of
from callbacks.downloads import as_file
from data.schemas import QUESTION_IDS
from data.store import Store
from layouts import ids
from layouts.documents import dual_run as layout

# A case takes a fifth of a second to read; the figures hardly move with more.
MOST_CASES = 200
Judged = tuple[pd.DataFrame, pd.DataFrame, pd.Series, int]


def open_dual_run(*, who: Principal, opened: bool | None) -> list[Any]:
    """Show how far people and the reader agree over finished cases."""
    table, ways, why, left_out = judged()
    return layout.body(table, ways, why, left_out=left_out)


def send_table(*, who: Principal) -> Response:
    """Send the agreement per question, small counts withheld."""
    table, ways, _, _ = judged()
    return as_file(shown(table).join(ways, on="question_id"), "dual-run", kind="csv")


def judged() -> Judged:
    """Return agreement, directions, reasons, and how many cases were left out."""
    kept = store()
    names = ("assessments", "documents")
    return _judged(kept, *(kept.tables.version(name) for name in names))


@lru_cache(maxsize=1)
def _judged(kept: Store, *_versions: int) -> Judged:
    finished = _finished(kept)
    cases = [_case(row) for row in finished[:MOST_CASES]]
    run, both = analysis.dual_run(cases), analysis.pairs(cases)
    left_out = max(0, len(finished) - MOST_CASES)
    return run.table, directions(both), reasons(run.differences), left_out


def _finished(kept: Store) -> list[dict[str, Any]]:
    """Return the assessments of finished cases that have documents, the newest first."""
    assessments, documents = kept.tables.load("assessments"), kept.tables.load("documents")
    with_documents = set(documents.loc[documents["withdrawn"].isna(), "pupil_id"])
    final = assessments["final"].fillna(value=False).astype(bool)
    chosen = assessments[final & assessments["pupil_id"].isin(list(with_documents))]
    return [
        {str(name): known(value) for name, value in row.items()}
        for row in chosen.sort_values("recorded_at", ascending=False).to_dict("records")
    ]


def _case(row: dict[str, Any]) -> analysis.Case:
    answered = {name: row[name] for name in QUESTION_IDS if row[name] is not None}
    read = read_rows(rows_of(row["pupil_id"]))
    return analysis.Case(row["pupil_id"], answered, read.suggestions)


def register(app: Dash) -> None:
    """Wire the dual run."""
    secured(
        app,
        open_dual_run,
        action="dual_run.read",
        output=Output(ids.DUAL_RUN, "children"),
        inputs={"opened": Input(ids.DUAL_RUN_OPENED, "data")},
    )
    secured_route(app.server, layout.TABLE_ADDRESS, send_table, action="dual_run.read")
