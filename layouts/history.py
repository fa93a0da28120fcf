"""The revisions of an assessment: who, when, what changed; and any two compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from analytics.assessments import FieldChange, compare, summarise
from layouts import ids
from layouts.components.field import field, select
from layouts.components.table import Head, data_table
from layouts.dates import moment

Row = Mapping[str, Any]


def history(revisions: Sequence[Row], *, names: Mapping[str, str]) -> html.Section:
    """Return every revision, newest first, and the form that compares two of them."""
    numbers = [(str(row["revision"]), _option(row)) for row in reversed(revisions)]
    latest = numbers[0][0] if numbers else ""
    before = numbers[1][0] if len(numbers) > 1 else latest
    return html.Section(
        [
            html.H2("History"),
            _revisions(revisions, names=names),
            html.Div(
                [
                    html.H3("Compare two revisions"),
                    html.Div(
                        [
                            field("From", select(ids.COMPARE_FROM, numbers, value=before)),
                            field("To", select(ids.COMPARE_TO, numbers, value=latest)),
                        ],
                        className="fields",
                    ),
                    html.Div(_newest(revisions[-2:]), id=ids.COMPARE_TABLE, role="status"),
                ],
                hidden=len(numbers) < 2,
            ),
        ],
        className="history",
    )


def _option(row: Row) -> str:
    return f"Revision {row['revision']}, {moment(row['recorded_at'])}"


def _revisions(revisions: Sequence[Row], *, names: Mapping[str, str]) -> Any:
    if not revisions:
        return html.P("No revision yet. The first is made when the assessment is updated.")
    rows = []
    previous: Row | None = None
    for row in revisions:
        rows.append(_revision(previous, row, names=names))
        previous = row
    heads = [Head("Revision"), Head("Saved"), Head("By"), Head("What changed")]
    return data_table("Revisions of the assessment", heads, rows[::-1])


def _revision(previous: Row | None, row: Row, *, names: Mapping[str, str]) -> list[Any]:
    changes = compare(previous, row)
    return [
        str(row["revision"]),
        moment(row["recorded_at"]),
        names.get(row["actor"], row["actor"]),
        summarise(changes, previous, row),
    ]


def _newest(revisions: Sequence[Row]) -> Any:
    if len(revisions) < 2:
        return None
    earlier, later = revisions
    numbers = {"earlier": str(earlier["revision"]), "later": str(later["revision"])}
    return comparison(compare(earlier, later), **numbers)


def comparison(changes: Sequence[FieldChange], *, earlier: str, later: str) -> Any:
    """Return the fields that differ between two revisions."""
    if not changes:
        return html.P("These two revisions hold the same answers.")
    rows = [[change.label, change.before, change.after] for change in changes]
    heads = [Head("Field"), Head(f"Revision {earlier}"), Head(f"Revision {later}")]
    return data_table("Differences between the revisions", heads, rows)
