"""The files that go out: the template to fill in, and the rows that were not kept, with why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from analytics.results.checking import ASK, KEEP, THERE, WRONG, Preview
from analytics.results.columns import HEADINGS, REASON, is_read_over
from analytics.results.lines import KINDS, KnownLine

STATES: dict[str, str] = {
    KEEP: "Will be kept",
    ASK: "Kept if you confirm it",
    THERE: "There already",
    WRONG: "Not kept",
}


def template(lines: Mapping[str, Mapping[str, KnownLine]]) -> pd.DataFrame:
    """Return the template: a row for each line of each pupil's plan, its results still empty."""
    rows = [
        _row(pupil_id, line)
        for pupil_id, own in lines.items()
        for line in own.values()
        if not line.withdrawn
    ]
    return pd.DataFrame(rows, columns=list(HEADINGS.values()), dtype="str")


def told(preview: Preview, states: Collection[str]) -> pd.DataFrame:
    """Return the rows of some states as they were sent, with what is said of each.

    Every cell that was typed is in it, so that the file can be put right and sent again.
    """
    shown = [one for one in preview.rows if one.state in states]
    widest = max((len(one.row.cells) for one in shown), default=0)
    places = [*range(max(widest, len(preview.sheet.headings)))]
    sent = [place for place in places if not _is_ours(preview.sheet.headings, place)]
    names = _distinct([_heading(preview.sheet.headings, place) for place in sent])
    rows = [[*_cells(one.row.cells, sent), STATES[one.state], one.told] for one in shown]
    return pd.DataFrame(rows, columns=[*names, "What becomes of it", REASON], dtype="str")


def _row(pupil_id: str, line: KnownLine) -> dict[str, str]:
    planned = line.planned_hours
    row = {
        **dict.fromkeys(HEADINGS, ""),
        "pupil_id": pupil_id,
        "line_id": line.line_id,
        "kind": KINDS[line.kind],
        "text": line.text,
        "planned_hours": "" if planned is None else f"{planned:g}",
    }
    return {HEADINGS[name]: value for name, value in row.items()}


def _is_ours(headings: Collection[str], place: int) -> bool:
    words = [*headings]
    return place < len(words) and bool(words[place].strip()) and is_read_over(words[place])


def _heading(headings: tuple[str, ...], place: int) -> str:
    return headings[place] if place < len(headings) else ""


def _distinct(names: Iterable[str]) -> list[str]:
    """Return headings of which no two are one, as a frame needs them."""
    found: list[str] = []
    for name in names:
        number, distinct = 2, name
        while distinct in found:
            distinct, number = f"{name} ({number})", number + 1
        found.append(distinct)
    return found


def _cells(cells: tuple[str, ...], places: Iterable[int]) -> list[str]:
    return [cells[place] if place < len(cells) else "" for place in places]
