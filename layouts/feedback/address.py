"""The addresses of the pages of one pupil's feedback."""

from __future__ import annotations

OVERVIEW = "overview"
PARTS: dict[str, str] = {
    OVERVIEW: "Overview",
    "timeline": "Timeline",
    "answers": "Answers in full",
    "ask": "Ask for feedback",
}
OPENED_APART = tuple(part for part in PARTS if part != OVERVIEW)
# A page of its own, for whoever may write down what they were told.
TOLD = "told"


def feedback_path(pupil_id: str, part: str = OVERVIEW) -> str:
    """Return the address of a part of a pupil's feedback."""
    begins = f"/feedback/pupils/{pupil_id}"
    return begins if part == OVERVIEW else f"{begins}/{part}"


def answer_path(pupil_id: str, feedback_id: str) -> str:
    """Return the address of one answer among all of a pupil."""
    return f"{feedback_path(pupil_id, 'answers')}#{anchor(feedback_id)}"


def anchor(feedback_id: str) -> str:
    """Return the place of an answer on its page."""
    return f"answer-{feedback_id}"
