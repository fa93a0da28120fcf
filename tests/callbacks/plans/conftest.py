"""A plan in a store of this test's own, drafted without documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from access.principal import Principal
from callbacks.plans import drafting
from data.schemas.plans import Plan
from tests.plan_lines import drafted

PUPIL = "EX1"


class Sources:
    """Stand in for the sources: a small draft that a test may change."""

    def __init__(self) -> None:
        self.plan: Plan = drafted(PUPIL)

    def draft(self, _pupil_id: str) -> Plan:
        """Return the draft that the sources give now."""
        return self.plan

    def change(self, line_id: str, **changes: Any) -> None:
        """Let the sources give something else for a line."""
        lines = [
            replace(line, **changes) if line.line_id == line_id else line
            for line in self.plan.lines
        ]
        self.plan = replace(self.plan, lines=tuple(lines))

    def drop(self, line_id: str) -> None:
        """Let the sources give a line no more."""
        lines = tuple(line for line in self.plan.lines if line.line_id != line_id)
        self.plan = replace(self.plan, lines=lines)


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> Sources:
    """Return sources that give a small draft, whatever is known of the pupil."""
    found = Sources()
    monkeypatch.setattr(drafting, "fresh_draft", found.draft)
    return found


@pytest.fixture
def ana(house: Any, person: Callable[[str], Principal]) -> Principal:
    """Return the co-ordinator who holds the case."""
    return person("coordinator")


@pytest.fixture
def plan(house: Any, sources: Sources, ana: Principal) -> Plan:
    """Return the plan of the pupil, drafted and kept."""
    from callbacks.plans.keeping import load_plan

    drafting.save_draft(ana, PUPIL, request_id="first")
    return load_plan(PUPIL)
