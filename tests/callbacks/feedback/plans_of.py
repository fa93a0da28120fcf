"""Plans to report on, kept line by line, and a file of results about them. All invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from access.principal import Principal
from data.schemas.plans import Line
from tests.plan_lines import line

HEADINGS = ("Pupil", "Line", "Attainment (-2 to 2)", "Hours given a week", "Date")


def lines_about(pupil_id: str) -> tuple[Line, ...]:
    """Return two outcomes and a piece of provision."""
    return (
        line("E-talk", section="E", kind="outcome", text=f"{pupil_id} will ask for help."),
        line(
            "E-tidy", section="E", kind="outcome", text=f"{pupil_id} will tidy up.", position=20.0
        ),
        line(
            "F-therapy",
            section="F",
            kind="provision",
            text="Speech therapy, one hour a week.",
            links=("E-talk",),
        ),
    )


def save_plan(who: Principal, pupil_id: str, *, without: Sequence[str] = ()) -> None:
    """Keep the lines of a pupil's plan, those named taken out of it again."""
    from callbacks.plans.keeping import load_kept, save_lines

    rows = load_kept(pupil_id).rows
    changed = [
        (
            replace(one, revision=int(rows[one.line_id]["revision"]) if one.line_id in rows else 0),
            one.line_id in without,
        )
        for one in lines_about(pupil_id)
    ]
    save_lines(
        changed,
        who=who,
        pupil_id=pupil_id,
        action="plan.write",
        request_id=f"plan-{pupil_id}-{len(rows)}-{'-'.join(without)}",
    )


def reword(who: Principal, pupil_id: str, line_id: str, text: str) -> None:
    """Change the words of a line."""
    from callbacks.plans.keeping import load_kept, save_lines

    kept = load_kept(pupil_id).plan.by_id[line_id]
    save_lines(
        [(replace(kept, text=text), False)],
        who=who,
        pupil_id=pupil_id,
        action="plan.write",
        request_id=f"reword-{text}",
    )


def file_of(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    """Return rows under headings as the CSV that a school sends."""
    held = io.StringIO(newline="")
    csv.writer(held).writerows([headings, *rows])
    return held.getvalue().encode("utf-8-sig")


def rows_in(store: Any, table: str, pupil_id: str) -> list[dict[str, Any]]:
    """Return what is kept of a pupil in a table, by the key of each row."""
    frame = store.tables.load(table)
    return frame[frame["pupil_id"] == pupil_id].sort_index().to_dict("records")
