"""Invented lines of plans, and a draft that needs no documents."""

from __future__ import annotations

from typing import Any

from data.schemas.plans import Citation, Line, Particulars, Plan

REPORT = Citation("document", "D1", "Report, 3 May 2026", "three sessions a week", 10, 31)
ANSWER = Citation("answer", "slc", "Assessment: speech and language", "Moderately behind")


def line(line_id: str = "B-slc", **given: Any) -> Line:
    """Return a drafted need of section B, changed as asked."""
    kept = {"section": "B", "kind": "need", "text": "A need.", "position": 10.0, **given}
    return Line(line_id, **kept)


def drafted(pupil_id: str = "EX1") -> Plan:
    """Return a small draft with a need, its outcome, its provision and a gap."""
    return Plan(
        Particulars(pupil_id),
        (
            line("A-1", section="A", kind="view", text="“I like trains.”", sources=(REPORT,)),
            line("B-slc", area="slc", text="Speech is moderately behind.", sources=(ANSWER,)),
            line("B-asd", area="asd", text="Autism affects learning.", position=20.0),
            line("E-1", section="E", kind="outcome", text="Will ask for help.", links=("B-slc",)),
            line(
                "F-1",
                section="F",
                kind="provision",
                text="Speech therapy, three sessions a week.",
                links=("B-slc", "E-1"),
                sources=(REPORT,),
            ),
            line(
                "F-2",
                section="F",
                kind="to_obtain",
                text="How often: to obtain from the school.",
                position=20.0,
                links=("B-asd",),
            ),
        ),
    )
