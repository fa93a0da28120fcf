"""The caseload as a board: a column for each stage, its cards by what is due first.

A review that a person has brought forward moves no limit, so its case keeps its day; it comes
after what is late or soon due, before the rest.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from analytics.caseload import NO_REQUEST, WITHOUT, in_order
from analytics.process.urgency import URGENCY
from data.schemas import STAGES

# The stages at which something is to be done; the rest are counted only.
LANES = (WITHOUT, "requested", "assessing", "drafting", "consulting", "review", "final")
ENDED = ("not_assessed", "no_plan", "ceased")
# Our choice: a page draws quickly to some hundreds of elements, and nobody reads on after ten.
CARDS = 10
SHOWN = ("pupil_id", "next_step", "due_on", "days_left", "state")


@dataclass(frozen=True)
class Card:
    """Hold one case: what is next, by when, and how that stands."""

    pupil_id: str
    next_step: str
    due_on: datetime.date | None
    days_left: int | None
    state: str
    proposed_on: datetime.date | None = None
    """Day proposed for an early review."""


@dataclass(frozen=True)
class Lane:
    """Hold the cases at one stage: how many, how many late or soon due, and the first few.

    `proposed` counts the reviews brought forward.
    """

    stage: str
    label: str
    count: int
    late: int
    watch: int
    cards: tuple[Card, ...]
    proposed: int = 0

    @property
    def more(self) -> int:
        """Return how many cases are not among the cards."""
        return self.count - len(self.cards)


@dataclass(frozen=True)
class Board:
    """Hold the lanes that have cases, and how many cases have ended."""

    lanes: tuple[Lane, ...]
    ended: int


def board(
    cases: pd.DataFrame,
    *,
    cards: int = CARDS,
    proposed: Mapping[str, datetime.date] = MappingProxyType({}),
) -> Board:
    """Return the board of a caseload that `analytics.caseload` gave, the worst cards first.

    `proposed` gives the days of reviews brought forward, of whichever pupils.
    """
    stages = cases["stage"].to_numpy(dtype=object, na_value=WITHOUT)
    states = cases["state"].to_numpy(dtype=object)
    early = cases["pupil_id"].isin(list(proposed)).to_numpy(dtype=bool)
    order = _worst_first(cases, states, early)
    lanes = []
    for stage in LANES:
        here = order[stages[order] == stage]
        late, watch = (int((states[here] == state).sum()) for state in ("late", "watch"))
        shown = tuple(_cards(cases[list(SHOWN)].iloc[here[:cards]], proposed))
        label = STAGES.get(stage, NO_REQUEST)
        lanes.append(Lane(stage, label, len(here), late, watch, shown, int(early[here].sum())))
    ended = int(np.isin(stages, ENDED).sum())
    return Board(tuple(lane for lane in lanes if lane.count), ended)


# Places are sorted, and only the rows of cards taken: to sort the rows took three times as long.
def _worst_first(cases: pd.DataFrame, states: np.ndarray, early: np.ndarray) -> np.ndarray:
    by_pupil = in_order(cases, "pupil_id")
    rank = np.array([URGENCY.index(state) for state in states], dtype=float)
    rank[early & (states == "ok")] -= 0.5
    days = cases["days_left"].to_numpy(dtype=float, na_value=np.inf)
    return by_pupil[np.lexsort((days[by_pupil], rank[by_pupil]))]


def _cards(cases: pd.DataFrame, proposed: Mapping[str, datetime.date]) -> Sequence[Card]:
    rows: Iterable[Any] = cases.itertuples()
    return [
        Card(
            pupil_id=str(row.pupil_id),
            next_step=str(row.next_step),
            due_on=datetime.date.fromisoformat(row.due_on) if isinstance(row.due_on, str) else None,
            days_left=None if pd.isna(row.days_left) else int(row.days_left),
            state=str(row.state),
            proposed_on=proposed.get(str(row.pupil_id)),
        )
        for row in rows
    ]


def _n(cases: int) -> str:
    return "1 case" if cases == 1 else f"{cases:,} cases"


def headline(found: Board) -> str:
    """Say in one sentence where most of the lateness is."""
    late = sum(lane.late for lane in found.lanes)
    watch = sum(lane.watch for lane in found.lanes)
    if not found.lanes:
        return "No open case to show."
    if not late:
        return f"No case is late; {watch:,} due within 14 days."
    worst = max(found.lanes, key=lambda lane: lane.late)
    return (
        f"{_n(late)} late and {watch:,} due within 14 days. The most late at one stage: "
        f"{worst.late:,} of {worst.count:,} at “{worst.label}”."
    )
