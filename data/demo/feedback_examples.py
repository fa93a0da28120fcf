"""What was said of the two examples whose plan is in force: EX3, and EX5 with an outcome off track.

EX1 has none, for its feedback is what a person tries first; EX2, EX4 and EX6 have no plan in force.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.demo.plans import LINES
from data.demo.scores import Scores
from data.schemas import SEVERITY_IDS
from data.schemas.feedback import (
    FEELINGS,
    Asked,
    AskedOutcome,
    AskedProvision,
    asked_row,
    feeling_column,
)

Rows = list[dict[str, Any]]

# By pupil: line of the plan, packages whose provision serves it.
OUTCOMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "EX5": {"E-1": ("sp11", "sp13"), "E-2": ("sp4", "sp3")},
    "EX3": {"E-1": ("sp2", "sp6"), "E-2": ()},
}
# By pupil: line of the plan, hours a week planned; EX5's assistant is "full time".
PROVISION: Mapping[str, Mapping[str, float | None]] = {
    "EX5": {"F-1": 0.75, "F-3": None},
    "EX3": {"F-2": 5.0},
}


@dataclass(frozen=True)
class Said:
    """Hold one invented answer; scores and hours by line."""

    pupil_id: str
    voice: str
    said_by: str
    days_ago: int
    feels: tuple[int, ...]
    scores: dict[str, int]
    hours: dict[str, float] = field(default_factory=dict)
    helps: str | None = None
    change: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


SAID = (
    Said(
        "EX5",
        "setting",
        "SENCO",
        214,
        (4, 4, 4, 4, 4, 4),
        {"E-1": 0, "E-2": 0},
        {"F-1": 0.7},
        helps="The physiotherapy programme built into PE.",
    ),
    Said(
        "EX5",
        "parent",
        "Mother",
        209,
        (4, 4, 3, 5, 4, 4),
        {"E-1": 0, "E-2": 1},
        helps="He eats by himself at school, so we stopped helping at home too.",
    ),
    Said(
        "EX5",
        "pupil",
        "The pupil",
        205,
        (4, 3, 4, 4, 4, 5),
        {"E-1": 1, "E-2": 1},
        helps="My physio stretches with music on.",
    ),
    Said(
        "EX5",
        "setting",
        "SENCO",
        34,
        (3, 4, 4, 4, 4, 4),
        {"E-1": -2, "E-2": 1},
        {"F-1": 0.4},
        change="The therapist is shared with another school. We need the 45 minutes of the plan.",
        evidence={"E-1": "Two adults lifted him in 9 of 10 moves; in spring one stood by in 7."},
        notes={"F-1": "25 minutes of the 45 have been given since the therapist's post was cut."},
    ),
    Said(
        "EX5",
        "parent",
        "Mother",
        29,
        (3, 4, 3, 4, 2, 4),
        {"E-1": -2, "E-2": 1},
        helps="The stretches that the physiotherapist showed us, when we manage them.",
        change="His hip is worse and he uses the chair indoors now. Nobody has met us about it.",
        evidence={"E-1": "It takes both of us to move him. Half a year ago one was enough."},
    ),
    Said(
        "EX5",
        "pupil",
        "The pupil",
        27,
        (3, 3, 4, 4, 2, 4),
        {"E-1": -1, "E-2": 2},
        helps="Swimming with my class.",
        change="It hurts when I walk. I want my physio back.",
        evidence={"E-2": "I wrote my story on my own."},
    ),
    Said(
        "EX3",
        "parent",
        "Mother",
        61,
        (3, 3, 2, 4, 3, 4),
        {"E-1": -1, "E-2": 0},
        helps="The teacher of the deaf. We wish we knew when she comes.",
        change="He takes the aids out for football and then hears nothing. Plan for that.",
    ),
    Said(
        "EX3",
        "setting",
        "SENCO",
        52,
        (4, 4, 3, 4, 4, 4),
        {"E-1": 0, "E-2": 1},
        {"F-2": 4.5},
        helps="Radio aid checked every morning.",
        evidence={"E-2": "Put his aids on by himself on 5 of the last 5 mornings."},
    ),
)
ASKED_BEFORE, OPEN_FOR = 12, 42
# EX3 was asked too, and has not answered yet.
WAITING = (("EX3", "pupil", "The pupil", 12),)


def example_rows(
    *, scores: Mapping[str, Scores], placed: Mapping[str, str | None]
) -> dict[str, Rows]:
    """Return the rows of the four tables that are about the examples."""
    links = [
        _link(said.pupil_id, said.voice, said.said_by, said.days_ago + ASKED_BEFORE, said.days_ago)
        for said in SAID
    ]
    return {
        "feedback_links": [*links, *(_link(*waiting, None) for waiting in WAITING)],
        "feedback": [_answer(said, scores[said.pupil_id], placed[said.pupil_id]) for said in SAID],
        "attainments": [row for said in SAID for row in _ratings(said)],
        "deliveries": [row for said in SAID for row in _hours(said)],
    }


def _asked(pupil_id: str) -> Asked:
    lines = {one.line_id: one for one in LINES[pupil_id]}
    return Asked(
        outcomes=tuple(
            AskedOutcome(name, lines[name].reads, area=lines[name].area, packages=packages)
            for name, packages in OUTCOMES[pupil_id].items()
        ),
        provision=tuple(
            AskedProvision(name, lines[name].reads, lines[name].package, hours)
            for name, hours in PROVISION[pupil_id].items()
        ),
    )


def _code(pupil_id: str, voice: str, made: int) -> str:
    return f"{pupil_id}-{voice}-{made}"


def _link(
    pupil_id: str, voice: str, addressee: str, made: int, answered: int | None
) -> dict[str, Any]:
    return {
        "link_id": _code(pupil_id, voice, made),
        "pupil_id": pupil_id,
        "voice": voice,
        "addressee": addressee,
        "made_on_days_ago": made,
        "expires_on_days_ago": made - OPEN_FOR,
        "reason": "Annual review",
        "asked": json.dumps(asked_row(_asked(pupil_id))),
        "revoked_on_days_ago": None,
        "answered_on_days_ago": answered,
    }


def _answer(said: Said, scores: Scores, school_id: str | None) -> dict[str, Any]:
    felt = zip(FEELINGS, said.feels, strict=True)
    return {
        **_common(said),
        "said_by": said.said_by,
        "channel": "link",
        **{feeling_column(feeling): score for feeling, score in felt},
        "helps": said.helps,
        "change": said.change,
        "school_id": school_id,
        "needs_total": sum(scores[question] for question in SEVERITY_IDS),
    }


def _common(said: Said) -> dict[str, Any]:
    return {
        "feedback_id": _code(said.pupil_id, said.voice, said.days_ago + ASKED_BEFORE),
        "pupil_id": said.pupil_id,
        "voice": said.voice,
        "given_on_days_ago": said.days_ago,
    }


def _ratings(said: Said) -> Rows:
    common = _common(said)
    return [
        {
            **common,
            "attainment_id": f"{common['feedback_id']}:{one.line_id}",
            "line_id": one.line_id,
            "outcome": one.text,
            "outcome_id": None,
            "area": one.area,
            "packages": ",".join(one.packages) or None,
            "score": said.scores[one.line_id],
            "evidence": said.evidence.get(one.line_id),
        }
        for one in _asked(said.pupil_id).outcomes
    ]


def _hours(said: Said) -> Rows:
    common = _common(said)
    return [
        {
            **common,
            "delivery_id": f"{common['feedback_id']}:{one.line_id}",
            "line_id": one.line_id,
            "provision": one.text,
            "package_id": one.package_id or None,
            "planned_hours": one.planned_hours,
            "delivered_hours": said.hours[one.line_id],
            "note": said.notes.get(one.line_id),
        }
        for one in _asked(said.pupil_id).provision
        if one.line_id in said.hours
    ]
