"""Small invented answers of people about pupils, as the tables hold them."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def answer(feedback_id: str, voice: str = "parent", **given: Any) -> Row:
    """Return one answer."""
    told = {
        "feedback_id": feedback_id,
        "pupil_id": "P1",
        "voice": voice,
        "said_by": f"the {voice}",
        "given_on": "2026-05-01",
        "channel": "link",
    }
    return told | given


def attainment(
    feedback_id: str, line_id: str, score: int, *, voice: str = "parent", **given: Any
) -> Row:
    """Return how far one answer says that one outcome is reached."""
    told = {
        "attainment_id": f"{feedback_id}:{line_id}",
        "feedback_id": feedback_id,
        "pupil_id": "P1",
        "voice": voice,
        "given_on": "2026-05-01",
        "line_id": line_id,
        "outcome": f"Outcome {line_id}",
        "outcome_id": "",
        "area": "english",
        "packages": "",
        "score": score,
        "evidence": "",
    }
    return told | given


def delivery(feedback_id: str, line_id: str, *, voice: str = "setting", **given: Any) -> Row:
    """Return how much one answer says was given of one piece of provision."""
    told = {
        "delivery_id": f"{feedback_id}:{line_id}",
        "feedback_id": feedback_id,
        "pupil_id": "P1",
        "voice": voice,
        "given_on": "2026-05-01",
        "line_id": line_id,
        "provision": f"Provision {line_id}",
        "package_id": "SP1",
        "planned_hours": 5.0,
        "delivered_hours": 4.0,
        "note": "",
    }
    return told | given
