"""Tables of feedback: what was asked of whom, what they answered, outcome by outcome."""

from __future__ import annotations

from data.schemas.columns import Column, Table
from data.schemas.feedback import CHANNELS, EXTENTS, FEELINGS, VOICES, feeling_column
from data.schemas.plans import JSON_LENGTH, LINE_LENGTH
from data.schemas.readers import CASEWORK, EVERYONE, NOTE_LENGTH, pupil_reference
from data.schemas.vocabulary import ALL_CLUSTERS, OLDEST_AGE

# Made by the program, and part of keys; a line's id has the same letters.
CODE_LENGTH = 100
PACKAGES_LENGTH = 100
HOURS_IN_A_WEEK = 168


def _code(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(
        name,
        "text",
        meaning,
        required=required,
        longest=CODE_LENGTH,
        personal=True,
        readers=CASEWORK,
    )


def _voice() -> Column:
    return Column(
        "voice",
        "text",
        "Whose voice it is",
        required=True,
        allowed=tuple(VOICES),
        readers=EVERYONE,
    )


def _day(name: str, meaning: str, label: str, *, required: bool = False) -> Column:
    return Column(name, "date", meaning, required=required, readers=CASEWORK, label=label)


def _words(name: str, meaning: str, label: str, *, longest: int = NOTE_LENGTH) -> Column:
    return Column(
        name, "text", meaning, longest=longest, personal=True, readers=CASEWORK, label=label
    )


FEEDBACK_LINKS = Table(
    "feedback_links",
    "one request for feedback by a link; what opens the link is kept elsewhere, hashed",
    "link_id",
    (
        _code("link_id", "Code of the link; says nothing of the secret in it", required=True),
        pupil_reference(),
        _voice(),
        _words("addressee", "Whom it was made for, e.g. the mother", "For whom", longest=100),
        _day("made_on", "Date the link was made", "Made on", required=True),
        _day("expires_on", "Last date on which the link opens", "Expires on", required=True),
        _words("reason", "Why feedback is asked for now", "Reason", longest=200),
        Column(
            "asked",
            "json",
            "Outcomes and provision asked about, as they read when the link was made",
            longest=10 * JSON_LENGTH,
            personal=True,
            readers=CASEWORK,
        ),
        _day("revoked_on", "Date the link was taken back", "Taken back on"),
        _day("answered_on", "Date the answer was sent", "Answered on"),
    ),
)

FEEDBACK = Table(
    "feedback",
    "one answer from one person about one pupil, with what was so on that day",
    "feedback_id",
    (
        _code(
            "feedback_id",
            "Code of the answer; that of its link where it came by one",
            required=True,
        ),
        pupil_reference(),
        _voice(),
        _words("said_by", "Who answered, e.g. the mother", "Said by", longest=100),
        _day("given_on", "Date of the answer", "Given on", required=True),
        Column(
            "channel",
            "text",
            "How it came in",
            required=True,
            allowed=tuple(CHANNELS),
            readers=CASEWORK,
        ),
        *(
            Column(
                feeling_column(feeling),
                "score",
                f"How the pupil feels about: {words.lower()}; 1 very unhappy to 5 very happy",
                unit="score",
                minimum=1,
                maximum=5,
                personal=True,
                readers=(*CASEWORK, "analyst"),
                label=words,
            )
            for feeling, words in FEELINGS.items()
        ),
        _words("helps", "What helps, in the person's words", "What helps"),
        _words("change", "What to change, in the person's words", "What to change"),
        Column(
            "cluster",
            "text",
            "Cluster of the pupil on that day",
            allowed=ALL_CLUSTERS,
            readers=EVERYONE,
        ),
        Column("school_id", "text", "School or setting on that day", longest=20, readers=CASEWORK),
        Column(
            "age_years",
            "whole",
            "Age in completed years on that day",
            unit="years",
            minimum=0,
            maximum=OLDEST_AGE + 1,
            personal=True,
            readers=(*CASEWORK, "analyst"),
            label="Age",
        ),
        Column(
            "needs_total",
            "whole",
            "Sum of the 18 need scores of the newest complete assessment on that day",
            unit="score",
            minimum=0,
            maximum=60,
            personal=True,
            readers=(*CASEWORK, "analyst"),
            label="Total of needs",
        ),
    ),
)

ATTAINMENTS = Table(
    "attainments",
    "how far one outcome is reached, in one answer",
    "attainment_id",
    (
        _code("attainment_id", "Code of the answer, a colon, and the outcome's", required=True),
        _code("feedback_id", "Code of the answer", required=True),
        pupil_reference(),
        _voice(),
        _day("given_on", "Date of the answer", "Given on", required=True),
        _code("line_id", "Line of the plan that holds the outcome", required=True),
        _words(
            "outcome", "The outcome as it read when asked about", "Outcome", longest=LINE_LENGTH
        ),
        Column(
            "outcome_id",
            "text",
            "Outcome of the library that it comes from, empty where a person wrote it",
            longest=60,
            readers=EVERYONE,
        ),
        Column("area", "text", "Question that the outcome is about", longest=40, readers=EVERYONE),
        Column(
            "packages",
            "text",
            "Codes of the support packages that serve it, with commas between",
            longest=PACKAGES_LENGTH,
            readers=EVERYONE,
        ),
        Column(
            "score",
            "score",
            "Attainment: -2 much less than hoped to +2 much more, 0 as hoped",
            unit="goal attainment",
            required=True,
            minimum=-2,
            maximum=2,
            personal=True,
            readers=(*CASEWORK, "analyst"),
            label="Attainment",
        ),
        _words("evidence", "What shows it, in the person's words", "Evidence"),
    ),
)

DELIVERIES = Table(
    "deliveries",
    "how much of one piece of provision was given, in one answer",
    "delivery_id",
    (
        _code("delivery_id", "Code of the answer, a colon, and the provision's", required=True),
        _code("feedback_id", "Code of the answer", required=True),
        pupil_reference(),
        _voice(),
        _day("given_on", "Date of the answer", "Given on", required=True),
        _code("line_id", "Line of the plan that holds the provision", required=True),
        _words(
            "provision",
            "The provision as it read when asked about",
            "Provision",
            longest=LINE_LENGTH,
        ),
        Column(
            "package_id",
            "text",
            "Support package that it comes from, if any",
            longest=10,
            readers=EVERYONE,
            label="Package",
        ),
        Column(
            "planned_hours",
            "number",
            "Hours a week that the plan gives, empty where it gives none",
            unit="hours a week",
            minimum=0,
            maximum=HOURS_IN_A_WEEK,
            readers=(*CASEWORK, "analyst"),
            label="Planned hours",
        ),
        Column(
            "delivered_hours",
            "number",
            "Hours a week given, on average since the last answer",
            unit="hours a week",
            minimum=0,
            maximum=HOURS_IN_A_WEEK,
            readers=(*CASEWORK, "analyst"),
            label="Hours given",
        ),
        Column(
            "extent",
            "text",
            "Whether it was given, from a person who may not know the hours",
            allowed=tuple(EXTENTS),
            readers=(*CASEWORK, "analyst"),
            label="How much was given",
        ),
        _words("note", "What the person wrote of it", "Note"),
    ),
)
