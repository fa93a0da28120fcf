"""The table of the statutory process: where one pupil's case stands, and the day of each step."""

from __future__ import annotations

from data.schemas.columns import Column, Table
from data.schemas.readers import CASEWORK, NOTE_LENGTH, pupil_reference
from data.schemas.vocabulary import EXCEPTIONS, PROCESS_KINDS, REVIEW_OUTCOMES, STAGES


def _day(name: str, meaning: str, label: str, *, required: bool = False) -> Column:
    return Column(name, "date", meaning, required=required, readers=CASEWORK, label=label)


def _exception(name: str, *, limits: str, label: str) -> tuple[Column, ...]:
    """Declare why limits need not be kept, from which day, and who recorded it."""
    return (
        Column(
            name,
            "text",
            f"Why {limits} need not be kept; empty where they must be",
            allowed=tuple(EXCEPTIONS),
            personal=True,
            readers=CASEWORK,
            label=label,
        ),
        _day(f"{name}_on", f"Date from which the {label.lower()} applies", f"{label} from"),
        Column(
            f"{name}_by",
            "text",
            f"User name of who recorded the {label.lower()}",
            longest=60,
            readers=CASEWORK,
            label=f"{label} recorded by",
        ),
    )


REQUESTS = Table(
    "requests",
    "the present statutory process of one pupil: its stage and dates",
    "pupil_id",
    (
        pupil_reference(),
        Column(
            "stage",
            "text",
            "Where the case stands in the statutory process",
            required=True,
            allowed=tuple(STAGES),
            readers=CASEWORK,
        ),
        _day(
            "requested_on",
            "Date the request for an assessment was received",
            "Requested on",
            required=True,
        ),
        _day("decided_on", "Date of the decision whether to assess", "Decided on"),
        _day("draft_on", "Date the draft plan was sent to the family", "Draft sent on"),
        _day("final_on", "Date the first final plan was issued", "Final plan on"),
        _day("review_due_on", "Date the next annual review is due", "Review due on"),
        _day("closed_on", "Date the case ended without a plan, or the plan ceased", "Closed on"),
        *_exception("exception", limits="the limits of 16 and 20 weeks", label="Exception"),
        Column(
            "kind",
            "text",
            "Whether it is a first assessment, as when empty, or a re-assessment",
            allowed=tuple(PROCESS_KINDS),
            readers=CASEWORK,
            label="Kind of assessment",
        ),
        *_exception(
            "decision_exception",
            limits="the limit of 6 weeks for the decision whether to assess",
            label="Exception to the 6 weeks",
        ),
        _day("review_held_on", "Date of the newest review meeting", "Review meeting on"),
        Column(
            "review_outcome",
            "text",
            "What was decided after the newest review meeting",
            allowed=tuple(REVIEW_OUTCOMES),
            personal=True,
            readers=CASEWORK,
            label="Decision after the review",
        ),
        _day(
            "review_decided_on",
            "Date the family was told the decision after the newest review meeting",
            "Review decided on",
        ),
        Column(
            "review_decided_by",
            "text",
            "Who decided for the authority after the newest review meeting, as the family was told",
            longest=120,
            personal=True,
            readers=CASEWORK,
            label="Decision after the review taken by",
        ),
        Column(
            "review_reason",
            "text",
            "Why it was so decided after the newest review meeting, as the family was told",
            longest=NOTE_LENGTH,
            personal=True,
            readers=CASEWORK,
            label="Reasons for the decision after the review",
        ),
        _day(
            "amended_on",
            "Date the plan amended after the newest review was issued",
            "Amended plan on",
        ),
        _day(
            "certificate_on",
            "Date of the newest mediation certificate",
            "Mediation certificate on",
        ),
        Column(
            "early_reason",
            "text",
            "Why the final plan was issued before the family's 15 days with the draft had ended",
            longest=NOTE_LENGTH,
            personal=True,
            readers=CASEWORK,
            label="Why the family's days were cut short",
        ),
    ),
)
