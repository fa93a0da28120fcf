"""What was said of the two examples whose plan is in force: EX3, and EX5 with an outcome off track.

EX1 has none, for its feedback is what a person tries first; EX2, EX4 and EX6 have no plan in force.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.demo.scores import Scores
from data.schemas import SEVERITY_IDS
from data.schemas.feedback import FEELINGS, feeling_column

Rows = list[dict[str, Any]]

# By pupil: line, words, outcome of the library, question, packages.
OUTCOMES: Mapping[str, tuple[tuple[str, str, str, str, str], ...]] = {
    "EX5": (
        (
            "O1",
            "Walk 20 metres indoors with the frame without a rest",
            "",
            "physical_skills",
            "sp11",
        ),
        (
            "O2",
            "Eat, drink and wash at school with no more than a reminder",
            "outcome_independence",
            "adl_support",
            "sp13",
        ),
        (
            "O3",
            "Take part in lessons, play and activities with others",
            "outcome_participation",
            "social_interaction",
            "sp11",
        ),
    ),
    "EX3": (
        (
            "O1",
            "Follow what is said in a class of 30 with the radio aid",
            "outcome_language",
            "slc",
            "sp2",
        ),
        ("O2", "Tell an adult when the aids do not work", "outcome_communication", "slc", "sp2"),
    ),
}
# By pupil: line, words, package, hours a week planned.
PROVISION: Mapping[str, tuple[tuple[str, str, str, float | None], ...]] = {
    "EX5": (
        ("sp11", "Physiotherapy programme, 60 minutes a week", "sp11", 1.0),
        ("sp13", "Help with eating and washing, 5 hours a week", "sp13", 5.0),
    ),
    # The plan gives no hours: that is one of its faults.
    "EX3": (("sp2", "Visits of the Teacher of the Deaf", "sp2", None),),
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
        {"O1": 0, "O2": 0, "O3": 0},
        {"sp11": 0.9, "sp13": 5.0},
        helps="The physiotherapy programme built into PE.",
    ),
    Said(
        "EX5",
        "parent",
        "Mother",
        209,
        (4, 4, 3, 5, 4, 4),
        {"O1": 0, "O2": 1, "O3": 0},
        helps="He eats by himself at school, so we stopped helping at home too.",
    ),
    Said(
        "EX5",
        "pupil",
        "The pupil",
        205,
        (4, 3, 4, 4, 4, 5),
        {"O1": 1, "O2": 1, "O3": 0},
        helps="My physio stretches with music on.",
    ),
    Said(
        "EX5",
        "setting",
        "SENCO",
        34,
        (3, 4, 4, 4, 4, 4),
        {"O1": -2, "O2": 1, "O3": 0},
        {"sp11": 0.58, "sp13": 4.8},
        change="The therapist's post is shared with another school. We need the hour in the plan.",
        evidence={
            "O1": "8 metres before a rest in this term's measure, 17 metres in the last one."
        },
        notes={"sp11": "35 minutes of the 60 have been given since the therapist's post was cut."},
    ),
    Said(
        "EX5",
        "parent",
        "Mother",
        29,
        (3, 4, 3, 4, 2, 4),
        {"O1": -2, "O2": 1, "O3": 0},
        helps="The stretches that the physiotherapist showed us, when we manage them.",
        change="His hip is worse and he uses the chair indoors now. Nobody has met us about it.",
        evidence={"O1": "He sits down half way along the hall. Half a year ago he did not."},
    ),
    Said(
        "EX5",
        "pupil",
        "The pupil",
        27,
        (3, 3, 4, 4, 2, 4),
        {"O1": -1, "O2": 2, "O3": 0},
        helps="Swimming with my class.",
        change="It hurts when I walk. I want my physio back.",
        evidence={"O2": "I do lunch on my own."},
    ),
    Said(
        "EX3",
        "parent",
        "Mother",
        61,
        (3, 3, 2, 4, 3, 4),
        {"O1": -1, "O2": 0},
        helps="The teacher of the deaf. We wish we knew when she comes.",
        change="He takes the aids out for football and then hears nothing. Plan for that.",
    ),
    Said(
        "EX3",
        "setting",
        "SENCO",
        52,
        (4, 4, 3, 4, 4, 4),
        {"O1": 0, "O2": 1},
        helps="Radio aid checked every morning.",
        evidence={"O2": "Told an adult on 6 of 7 days on which an aid failed."},
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


def _code(pupil_id: str, voice: str, made: int) -> str:
    return f"{pupil_id}-{voice}-{made}"


def _link(
    pupil_id: str, voice: str, addressee: str, made: int, answered: int | None
) -> dict[str, Any]:
    asked = {
        "outcomes": [
            {
                "line_id": f"{pupil_id}-{line}",
                "text": text,
                "outcome_id": outcome,
                "area": area,
                "packages": packages.split(","),
            }
            for line, text, outcome, area, packages in OUTCOMES[pupil_id]
        ],
        "provision": [
            {
                "line_id": f"{pupil_id}-{line}",
                "text": text,
                "package_id": package,
                "planned_hours": hours,
            }
            for line, text, package, hours in PROVISION[pupil_id]
        ],
    }
    return {
        "link_id": _code(pupil_id, voice, made),
        "pupil_id": pupil_id,
        "voice": voice,
        "addressee": addressee,
        "made_on_days_ago": made,
        "expires_on_days_ago": made - OPEN_FOR,
        "reason": "Annual review",
        "asked": json.dumps(asked),
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
            "attainment_id": f"{common['feedback_id']}:{said.pupil_id}-{line}",
            "line_id": f"{said.pupil_id}-{line}",
            "outcome": text,
            "outcome_id": outcome or None,
            "area": area,
            "packages": packages,
            "score": said.scores[line],
            "evidence": said.evidence.get(line),
        }
        for line, text, outcome, area, packages in OUTCOMES[said.pupil_id]
    ]


def _hours(said: Said) -> Rows:
    common = _common(said)
    return [
        {
            **common,
            "delivery_id": f"{common['feedback_id']}:{said.pupil_id}-{line}",
            "line_id": f"{said.pupil_id}-{line}",
            "provision": text,
            "package_id": package,
            "planned_hours": planned,
            "delivered_hours": said.hours[line],
            "note": said.notes.get(line),
        }
        for line, text, package, planned in PROVISION[said.pupil_id]
        if line in said.hours
    ]
