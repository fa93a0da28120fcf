"""What was decided about an early review: by whom, when, why, and whether it still stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import html

from layouts.components.notice import notice
from layouts.dates import day

DECIDED = {"review": "Review brought forward", "dismiss": "No early review needed"}


@dataclass(frozen=True)
class Decision:
    """Hold the newest decision about a pupil, and who made it by the name people know."""

    row: Mapping[str, Any]
    by: str
    since: str = ""
    """Why it no longer stands, empty where it does."""


def decided(decision: Decision, *more: Any) -> html.Div:
    """Return what was decided, and below it what else there is to say."""
    row = decision.row
    proposed = row.get("proposed_on") if row["decision"] == "review" else None
    what = f"{DECIDED[row['decision']]}{f' to {day(proposed)}' if proposed else ''}"
    told = [html.P([html.Strong(f"{what}. "), row["note"]])]
    if decision.since:
        told.append(html.P(f"It is open again. {decision.since}"))
    title = f"Decided on {day(row['decided_on'])} by {decision.by}"
    return notice("watch" if decision.since else "note", [*told, *more], title=title)
