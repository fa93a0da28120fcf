"""Tables of a pupil's plan: its head, its lines, and what people say of them."""

from __future__ import annotations

from data.schemas.columns import Column, Table
from data.schemas.plans import (
    JSON_LENGTH,
    LINE_KINDS,
    LINE_LENGTH,
    ORIGINS,
    PLAN_STATUSES,
    SECTIONS,
)
from data.schemas.readers import CASEWORK, pupil_reference

PLANS = Table(
    "plans",
    "the plan of one pupil: its status and what stands at its head",
    "pupil_id",
    (
        pupil_reference(),
        Column(
            "status",
            "text",
            "Where the plan stands",
            required=True,
            allowed=tuple(PLAN_STATUSES),
            readers=CASEWORK,
        ),
        Column(
            "name",
            "text",
            "Name to be used in the plan",
            longest=100,
            personal=True,
            readers=CASEWORK,
            label="Name in the plan",
        ),
        Column(
            "pronoun",
            "text",
            "Pronoun to be used in the plan",
            allowed=("she", "he", "they"),
            personal=True,
            readers=CASEWORK,
        ),
        Column(
            "drafted_on",
            "date",
            "Date of the newest draft from the sources",
            readers=CASEWORK,
            label="Drafted on",
        ),
        Column(
            "assessment_revision",
            "whole",
            "Revision of the assessment that the newest draft was made from",
            minimum=0,
            readers=CASEWORK,
        ),
        Column(
            "author",
            "text",
            "User name of who made the newest draft",
            longest=60,
            readers=CASEWORK,
        ),
    ),
)

PLAN_LINES = Table(
    "plan_lines",
    "one line of a pupil's plan; every change is a revision",
    "line_key",
    (
        Column(
            "line_key",
            "text",
            "Pupil reference, a colon, and the line's id",
            required=True,
            longest=100,
            readers=CASEWORK,
        ),
        pupil_reference(),
        Column(
            "section",
            "text",
            "Section of the plan",
            required=True,
            allowed=tuple(SECTIONS),
            readers=CASEWORK,
        ),
        Column(
            "kind",
            "text",
            "What the line is",
            required=True,
            allowed=tuple(LINE_KINDS),
            readers=CASEWORK,
        ),
        Column(
            "text",
            "text",
            "Words of the line",
            required=True,
            longest=LINE_LENGTH,
            personal=True,
            readers=CASEWORK,
            label="Text",
        ),
        Column(
            "position",
            "number",
            "Order within the section",
            required=True,
            minimum=0,
            maximum=1_000_000,
            readers=CASEWORK,
        ),
        Column("area", "text", "Question that the line is about", longest=40, readers=CASEWORK),
        Column(
            "links",
            "json",
            "Ids of the lines that it serves",
            longest=JSON_LENGTH,
            readers=CASEWORK,
        ),
        Column(
            "sources",
            "json",
            "Where it was taken from: kind, ref, label, quote, start and end of each source",
            longest=JSON_LENGTH,
            personal=True,
            readers=CASEWORK,
        ),
        Column(
            "origin",
            "text",
            "Whether it was drafted, drafted and changed, or written",
            required=True,
            allowed=tuple(ORIGINS),
            readers=CASEWORK,
        ),
        Column(
            "agreed",
            "flag",
            "True once those concerned agreed the line",
            readers=CASEWORK,
        ),
        Column(
            "withdrawn",
            "flag",
            "True if the line was taken out of the plan",
            readers=CASEWORK,
        ),
    ),
)

PLAN_COMMENTS = Table(
    "plan_comments",
    "one comment on a plan",
    "comment_id",
    (
        Column(
            "comment_id", "text", "Code of the comment", required=True, longest=60, readers=CASEWORK
        ),
        pupil_reference(),
        Column(
            "section",
            "text",
            "Section that it is about",
            required=True,
            allowed=tuple(SECTIONS),
            readers=CASEWORK,
        ),
        Column("line_id", "text", "Line that it is about, if any", longest=60, readers=CASEWORK),
        Column(
            "text",
            "text",
            "Words of the comment",
            required=True,
            longest=LINE_LENGTH,
            personal=True,
            readers=CASEWORK,
            label="Comment",
        ),
        Column(
            "said_by",
            "text",
            "Who said it, where somebody else wrote it down, e.g. the mother",
            longest=100,
            personal=True,
            readers=CASEWORK,
            label="Said by",
        ),
        Column(
            "resolved",
            "flag",
            "True once it was dealt with",
            readers=CASEWORK,
        ),
    ),
)
