"""Board: where cases stand, stage by stage, and which come first at each."""

from __future__ import annotations

from typing import Any

from dash import html

from analytics.process.board import Board, Card, Lane
from layouts import ids
from layouts.caseload import STATE_ICONS, left
from layouts.components.element import element, link
from layouts.components.introduction import introduction
from layouts.components.notice import status
from layouts.components.only_mine import OWN_CASES, nothing_here, only_mine
from layouts.dates import day
from layouts.reviews.early import decide_path

INTRODUCTION = (
    "A column for each stage of the process with the cases that come first: late ones, those due "
    "within two weeks, then reviews brought forward. A case with an exception to its limit comes "
    "after the others."
)
EARLY = "/feedback/reviews?show=review"
EMPTY = "No case is here yet. A case comes with a new pupil, or with the request that begins it."


def layout(mine: str = "yes", **_: Any) -> html.Div:
    """Return the page with its filter; the columns follow."""
    return html.Div(
        [
            html.H1("Where do my cases stand?"),
            introduction(INTRODUCTION),
            filters(ids.BOARD_MINE, mine != "no", label="Filter the board"),
            html.Div(
                html.P("Opening the board…", className="loading"),
                id=ids.BOARD_BODY,
                **{"aria-live": "polite"},
            ),
        ]
    )


def filters(id: str, mine: bool, *, label: str) -> html.Div:
    """Return the one filter of a view of the caseload: whose pupils."""
    return html.Div(
        only_mine(id, mine),
        className=f"whose {OWN_CASES}",
        role="search",
        **{"aria-label": label},
    )


def lanes(found: Board, *, headline: str, mine: bool) -> list[Any]:
    """Return the sentence that answers the page, and the columns."""
    lead = html.P(headline, className="lead")
    if not found.lanes:
        return [lead, nothing_here(EMPTY)]
    ended = _ended(found.ended) if found.ended else ""
    columns = [_lane(lane, mine=mine) for lane in found.lanes]
    shown = element("Div", columns, className="lanes")
    return [lead, shown, *([html.P(ended, className="quiet")] if ended else [])]


def _ended(cases: int) -> str:
    if cases == 1:
        return "1 case that has ended is not shown."
    return f"{cases:,} cases that have ended are not shown."


def _lane(lane: Lane, *, mine: bool) -> Any:
    whose = "yes" if mine else "no"
    more = link(f"and {lane.more:,} more", f"/?stage={lane.stage}&mine={whose}")
    told = f"{lane.late:,} late, {lane.watch:,} due within 14 days"
    reviews = "review" if lane.proposed == 1 else "reviews"
    forward = link(f"{lane.proposed:,} {reviews} brought forward", f"{EARLY}&mine={whose}")
    cards = element("Ul", [_card(card) for card in lane.cards], className="lane__cards")
    return element(
        "Section",
        [
            element("H2", f"{lane.label}: {lane.count:,}", className="lane__title"),
            element("P", told, className="quiet"),
            *([element("P", forward)] if lane.proposed else []),
            cards,
            *([element("P", more)] if lane.more else []),
        ],
        className="lane",
    )


def _card(card: Card) -> Any:
    when: list[Any] = ["No limit"]
    if card.due_on is not None and card.days_left is not None:
        excepted = "exception, " if card.state == "excepted" else ""
        words = f"{excepted}{left(card.days_left)}"
        state = status(STATE_ICONS[card.state], f"{words[0].upper()}{words[1:]}")
        when = [f"by {day(card.due_on)} ", state]
    step = f"{card.next_step}, " if card.due_on else f"{card.next_step}. "
    return element(
        "Li",
        [link(card.pupil_id, f"/process/{card.pupil_id}"), f" {step}", *when, *_early(card)],
        className="card",
    )


def _early(card: Card) -> list[Any]:
    if card.proposed_on is None:
        return []
    words = f"Early review proposed for {day(card.proposed_on)}"
    return [element("Div", link(words, decide_path(card.pupil_id)))]
