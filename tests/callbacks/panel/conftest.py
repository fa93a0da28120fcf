"""A meeting to come, a pupil with a whole plan, and people who prepare and decide."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from callbacks.context import new_request_id, today
from data.journal import Change
from data.schemas import QUESTION_IDS, TABLES
from data.schemas.plans import SECTIONS


def append(house: Any, table: str, row: dict[str, Any], *, actor: str = "coordinator") -> None:
    """Save a row after its last revision."""
    key = row[TABLES[table].key]
    held = house.store.tables.row(table, key)
    revision = int(held["revision"]) if held else 0
    payload = {name: row.get(name) for name in TABLES[table].by_name}
    change = Change(table=table, key=key, expected_revision=revision, payload=payload)
    house.store.journal.append(change, actor=actor, action="test", request_id=new_request_id())


def said(answer: tuple[Any, Any, Any]) -> tuple[Any, Any]:
    """Return what a form was told, an error in the form or a message below, and what was saved."""
    errors, message, saved = answer
    assert (errors is None) != (message is None)
    return errors or message, saved


def write_line(house: Any, pupil: str, section: str, *, actor: str, **given: Any) -> None:
    """Write a line of a plan."""
    row = {
        "line_key": f"{pupil}:{section}-1",
        "pupil_id": pupil,
        "section": section,
        "kind": {"B": "need", "E": "outcome", "F": "provision"}.get(section, "none"),
        "text": f"Words of section {section}.",
        "position": 1.0,
        "origin": "written",
        **given,
    }
    append(house, "plan_lines", row, actor=actor)


@pytest.fixture
def pupil(house: Any) -> str:
    """Return the first example, with every question answered and every section but I written."""
    saved = house.store.tables.row("assessments", "EX1")
    assert all(saved[question] is not None for question in QUESTION_IDS)
    append(house, "plans", {"pupil_id": "EX1", "status": "draft", "author": "coordinator"})
    for section in SECTIONS:
        if section != "I":
            write_line(house, "EX1", section, actor="coordinator")
    return "EX1"


@pytest.fixture
def meeting(house: Any) -> str:
    """Return a meeting in a week."""
    held_on = (today() + datetime.timedelta(days=7)).isoformat()
    row = {"meeting_id": "next-week", "held_on": held_on, "title": "SEND panel"}
    append(house, "panel_meetings", row)
    return "next-week"


@pytest.fixture
def item(house: Any, meeting: str, pupil: str) -> str:
    """Put the pupil on the agenda: the panel is asked to agree the plan."""
    return put_on(house, meeting, pupil)


def put_on(house: Any, meeting: str, pupil: str, ask: str = "plan") -> str:
    """Put a pupil on an agenda and return the item."""
    row = {
        "item_id": f"{meeting}:{pupil}",
        "meeting_id": meeting,
        "pupil_id": pupil,
        "ask": ask,
        "added_by": "coordinator",
        "withdrawn": False,
    }
    append(house, "panel_items", row)
    return str(row["item_id"])
