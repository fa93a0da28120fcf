"""Whom a person may record results for, and what there is to report on of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from access.policy import allows
from access.principal import Principal
from access.relations import relation_to
from analytics.feedback.asking import asked_from
from analytics.plans.rows import in_order, line_key, line_of
from analytics.results.answers import CHANNEL, kept_results
from analytics.results.checking import Kept, Key, Preview, check, same_words
from analytics.results.lines import KnownLine, asked_before, known_lines, with_earlier
from analytics.results.sheet import Sheet, read_sheet
from callbacks.context import records, store, today, visible_pupils
from data.schemas.feedback import Asked
from data.schemas.plans import Particulars, Plan

Row = dict[str, Any]
Lines = dict[str, dict[str, KnownLine]]
RECORD = "feedback.record"


def recordable(who: Principal) -> dict[str, Row]:
    """Return the pupils whom a person may record results for, by reference."""
    pupils = visible_pupils(who)
    if who.role == "co-ordinator":
        pupils = pupils[pupils["co_ordinator"] == who.username]
    return {
        row["pupil_id"]: row
        for row in records(pupils.sort_index())
        if allows(who.role, RECORD, relation_to(who, row, ()) or "other")
    }


def lines_of(pupil_ids: Iterable[str]) -> Lines:
    """Return the lines of some pupils' plans; a pupil with none is there without any."""
    wanted = [*pupil_ids]
    held = _by_pupil("plan_lines", wanted)
    rated, given = _by_pupil("attainments", wanted), _by_pupil("deliveries", wanted)
    return {
        pupil_id: known_lines(
            _asked(pupil_id, held.get(pupil_id, []), withdrawn=False),
            withdrawn=_asked(pupil_id, held.get(pupil_id, []), withdrawn=True),
            others=asked_before(rated.get(pupil_id, []), given.get(pupil_id, [])),
        )
        for pupil_id in wanted
    }


def _asked(pupil_id: str, rows: Collection[Row], *, withdrawn: bool) -> Asked:
    lines = (line_of(row) for row in rows if bool(row["withdrawn"]) == withdrawn)
    return asked_from(Plan(Particulars(pupil_id), in_order(lines)))


def preview_of(who: Principal, content: str) -> Preview:
    """Return what becomes of each row of a file as the plans are now; raises Unreadable."""
    sheet = read_sheet(content)
    named = {sheet.cell(row, "pupil_id") for row in sheet.rows}
    own = [pupil_id for pupil_id in recordable(who) if pupil_id in named]
    known = _with_words_of_before(sheet, lines_of(own))
    return check(sheet, known=known, kept=_kept_before(own), today=today())


def _with_words_of_before(sheet: Sheet, known: Lines) -> Lines:
    """Look up how the lines read before of which a file has other words than the plan now."""
    texts: dict[str, dict[str, list[str]]] = {}
    for row in sheet.rows:
        pupil_id, line_id, text = (sheet.cell(row, x) for x in ("pupil_id", "line_id", "text"))
        line = known.get(pupil_id, {}).get(line_id)
        differs = line is not None and text and not same_words(text, line.text)
        if differs and line_id not in texts.setdefault(pupil_id, {}):
            texts[pupil_id][line_id] = _texts(pupil_id, line_id)
    return {name: with_earlier(lines, texts.get(name, {})) for name, lines in known.items()}


def _texts(pupil_id: str, line_id: str) -> list[str]:
    saved = store().tables.history("plan_lines", line_key(pupil_id, line_id))
    return [row["text"] for row in saved]


def _kept_before(pupil_ids: Collection[str]) -> dict[Key, Kept]:
    """Return what files of results have said of some pupils before."""
    attainments, deliveries = (
        [
            row
            for own in _by_pupil(name, pupil_ids).values()
            for row in own
            if row["feedback_id"].startswith(f"{CHANNEL}:")
        ]
        for name in ("attainments", "deliveries")
    )
    return kept_results(attainments, deliveries)


def _by_pupil(table: str, pupil_ids: Collection[str]) -> dict[str, list[Row]]:
    frame: pd.DataFrame = store().tables.load(table)
    found: dict[str, list[Row]] = {}
    for row in records(frame[frame["pupil_id"].isin([*pupil_ids])]):
        found.setdefault(row["pupil_id"], []).append(row)
    return found
