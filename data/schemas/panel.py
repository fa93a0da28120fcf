"""The panel: its meetings, what each agenda asks for which pupil, and what was decided and why."""

from __future__ import annotations

from data.schemas.columns import Column, Table
from data.schemas.readers import CASEWORK, NOTE_LENGTH, pupil_reference

# Who sees meetings and decisions: those who prepare cases for the panel, and the panel.
PREPARING = ("co-ordinator", "panel")

ASKS: dict[str, str] = {
    "assess": "Agree to assess",
    "plan": "Agree the plan",
    "placement": "Agree the placement",
    "back": "Take back an agreement, so that the plan can be changed",
}
OUTCOMES: dict[str, str] = {
    "approve": "Approve",
    "refer": "Refer back",
    "reject": "Reject",
}
OUTCOMES_DONE: dict[str, str] = {
    "approve": "Approved",
    "refer": "Referred back",
    "reject": "Rejected",
}

# Made by the program, and part of an address.
MEETING_PATTERN = r"[a-z0-9][a-z0-9\-]{0,31}"


def _meeting() -> Column:
    return Column(
        "meeting_id",
        "text",
        "Code of the meeting",
        required=True,
        longest=32,
        pattern=MEETING_PATTERN,
        readers=PREPARING,
        label="Meeting",
    )


def _item() -> Column:
    return Column(
        "item_id",
        "text",
        "Code of the meeting, a colon, and the pupil's reference",
        required=True,
        longest=70,
        personal=True,
        readers=PREPARING,
    )


PANEL_MEETINGS = Table(
    "panel_meetings",
    "one meeting of the panel",
    "meeting_id",
    (
        _meeting(),
        Column(
            "held_on",
            "date",
            "Day of the meeting",
            required=True,
            readers=PREPARING,
            label="Day of the meeting",
        ),
        Column(
            "title",
            "text",
            "What the meeting is called",
            required=True,
            longest=100,
            readers=PREPARING,
            label="Name of the meeting",
        ),
        Column(
            "chair", "text", "Who leads the meeting", longest=100, readers=PREPARING, label="Chair"
        ),
    ),
)

PANEL_ITEMS = Table(
    "panel_items",
    "one pupil on the agenda of one meeting",
    "item_id",
    (
        _item(),
        _meeting(),
        pupil_reference(),
        Column(
            "ask",
            "text",
            "What the panel is asked",
            required=True,
            allowed=tuple(ASKS),
            personal=True,
            readers=PREPARING,
            label="What the panel is asked",
        ),
        Column(
            "note",
            "text",
            "What the panel should know beforehand",
            longest=NOTE_LENGTH,
            personal=True,
            readers=PREPARING,
        ),
        Column(
            "added_by",
            "text",
            "User name of who put the pupil on the agenda",
            required=True,
            longest=60,
            readers=PREPARING,
        ),
        Column(
            "withdrawn", "flag", "True if the pupil was taken off the agenda", readers=PREPARING
        ),
    ),
)

PANEL_DECISIONS = Table(
    "panel_decisions",
    "what the panel decided on one pupil at one meeting; it takes effect once confirmed",
    "item_id",
    (
        _item(),
        _meeting(),
        pupil_reference(),
        Column(
            "ask",
            "text",
            "What the panel was asked",
            required=True,
            allowed=tuple(ASKS),
            personal=True,
            readers=PREPARING,
        ),
        Column(
            "outcome",
            "text",
            "What was decided",
            required=True,
            allowed=tuple(OUTCOMES),
            personal=True,
            readers=PREPARING,
            label="Decision",
        ),
        Column(
            "reason",
            "text",
            "Why it was decided so",
            required=True,
            longest=NOTE_LENGTH,
            personal=True,
            readers=PREPARING,
            label="Reasons",
        ),
        Column(
            "rule_reason",
            "text",
            "Why the rule for no plan (X10) does not decide here",
            longest=NOTE_LENGTH,
            personal=True,
            readers=PREPARING,
            label="Why the rule for no plan does not decide here",
        ),
        Column(
            "decided_by",
            "text",
            "User name of the member who decided",
            required=True,
            longest=60,
            readers=PREPARING,
        ),
        Column("decided_on", "date", "Day of the decision", required=True, readers=PREPARING),
        Column(
            "confirmed_by",
            "text",
            "User name of the second member, who confirmed; empty until then",
            longest=60,
            readers=PREPARING,
        ),
        Column("confirmed_on", "date", "Day it was confirmed", readers=PREPARING),
        Column(
            "assessment_revision",
            "whole",
            "Revision of the assessment that was decided on",
            required=True,
            minimum=0,
            readers=PREPARING,
        ),
        Column(
            "plan_sequence",
            "whole",
            "Entry of the journal that the plan's lines had reached when it was decided on",
            required=True,
            minimum=0,
            readers=PREPARING,
        ),
    ),
)

ANSWERS: dict[str, str] = {
    "yes": "Yes",
    "conditions": "Yes, on conditions",
    "no": "No",
}
# Children and Families Act 2014, s.39(4): the only grounds on which the school that a family asked
# for need not be named; a school that says no is asked for the same.
GROUNDS: dict[str, str] = {
    "unsuitable": "It is unsuitable for the age, ability, aptitude or special educational needs",
    "others": "The place is incompatible with the efficient education of others",
    "resources": "The place is incompatible with the efficient use of resources",
}

CONSULTATIONS = Table(
    "consultations",
    "what one school or setting said of a place for one pupil, and what the family wants",
    "consultation_id",
    (
        Column(
            "consultation_id",
            "text",
            "Pupil reference, a colon, and the code of the school",
            required=True,
            longest=60,
            personal=True,
            readers=CASEWORK[:3],
        ),
        pupil_reference(),
        Column(
            "school_id",
            "text",
            "Code of the school",
            required=True,
            longest=20,
            personal=True,
            readers=CASEWORK[:3],
            label="School",
        ),
        Column(
            "family_preference",
            "flag",
            "True if the family asked for this school",
            personal=True,
            readers=CASEWORK[:3],
            label="Asked for by the family",
        ),
        Column(
            "asked_on",
            "date",
            "Day the school was consulted",
            personal=True,
            readers=CASEWORK[:3],
            label="Asked on",
        ),
        Column(
            "answered_on",
            "date",
            "Day the school answered",
            personal=True,
            readers=CASEWORK[:3],
            label="Answered on",
        ),
        Column(
            "answer",
            "text",
            "What the school answered",
            allowed=tuple(ANSWERS),
            personal=True,
            readers=CASEWORK[:3],
        ),
        Column(
            "ground",
            "text",
            "Ground on which the school said no",
            allowed=tuple(GROUNDS),
            personal=True,
            readers=CASEWORK[:3],
        ),
        Column(
            "reasons",
            "text",
            "Reasons or conditions that the school gave",
            longest=NOTE_LENGTH,
            personal=True,
            readers=CASEWORK[:3],
        ),
        Column(
            "not_named_ground",
            "text",
            "Ground on which the authority does not name the school that the family asked for",
            allowed=tuple(GROUNDS),
            personal=True,
            readers=CASEWORK[:3],
        ),
        Column(
            "not_named_reason",
            "text",
            "Why that ground applies",
            longest=NOTE_LENGTH,
            personal=True,
            readers=CASEWORK[:3],
        ),
    ),
)
