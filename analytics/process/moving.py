"""Moves between phases among what is next: the plan of whoever moves has a day of its own.

`analytics.process.clock` tells the same of one case, step by step.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.process.limits import day_of
from analytics.process.transfers import Transfer
from analytics.process.urgency import URGENCY, urgency
from data.schemas import PLAN_STAGES


def open_moves(requests: pd.DataFrame, transfers: Mapping[str, Transfer]) -> dict[str, Transfer]:
    """Return the moves for which a plan in force is still to be amended.

    Those on a condition that is not recorded are left out: no limit is known to run for them.
    """
    rows = requests.reset_index(drop=True)
    rows = rows[rows["stage"].isin(PLAN_STAGES)]
    amended = dict(zip(rows["pupil_id"], rows["amended_on"].map(day_of), strict=True))
    return {
        pupil_id: one
        for pupil_id, one in transfers.items()
        if one.is_certain and pupil_id in amended and not _since(amended[pupil_id], one.begins)
    }


def _since(day: datetime.date | None, begins: datetime.date) -> bool:
    return day is not None and day >= begins


def with_moves(
    cases: pd.DataFrame, moves: Mapping[str, Transfer], *, today: datetime.date
) -> pd.DataFrame:
    """Return a caseload in which a move that is due before the next step is the next step."""
    due = cases["due_on"].to_numpy(dtype=object, na_value="")
    found = enumerate(map(moves.get, cases["pupil_id"]))
    moving = {place: one for place, one in found if one}
    first = {n: one for n, one in moving.items() if not due[n] or one.deadline.isoformat() < due[n]}
    left = [(one.deadline - today).days for one in first.values()]
    told: dict[str, list[Any]] = {
        "next_step": [one.step for one in first.values()],
        "due_on": [one.deadline.isoformat() for one in first.values()],
        "days_left": left,
        "state": [URGENCY[urgency(days)] for days in left],
    }
    changed = {name: _placed(cases[name], [*first], values) for name, values in told.items()}
    return cases.assign(**changed)


def _placed(column: pd.Series, places: list[int], values: list[Any]) -> pd.Series:
    changed = column.copy()
    changed.iloc[places] = values
    return changed
