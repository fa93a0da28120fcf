"""Board: the cases a person may read, by stage."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output

from access.principal import Principal
from access.secured import secured
from analytics.caseload import filtered
from analytics.process.board import board, headline
from callbacks.context import next_cases, proposed_reviews, whose
from layouts import ids
from layouts.process.board import lanes


def update_board(*, who: Principal, mine: bool) -> list[Any]:
    """Show the first cards of each stage."""
    cases = filtered(next_cases(who), mine=whose(who, mine=mine))
    found = board(cases, proposed=proposed_reviews())
    return lanes(found, headline=headline(found), mine=mine)


def register(app: Dash) -> None:
    """Wire the board."""
    secured(
        app,
        update_board,
        action="caseload.read",
        output=Output(ids.BOARD_BODY, "children"),
        inputs={"mine": Input(ids.BOARD_MINE, "value")},
    )
