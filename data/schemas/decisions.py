"""Tables of what people decided on the strength of feedback, and their figures for its value."""

from __future__ import annotations

from data.schemas.columns import Column, Table
from data.schemas.feedback import FLAG_DECISIONS
from data.schemas.plans import JSON_LENGTH
from data.schemas.readers import CASEWORK, EVERYONE, NOTE_LENGTH, pupil_reference

FLAG_DECISION_ROWS = Table(
    "flag_decisions",
    "what a person decided about the reasons to review one pupil's plan early",
    "pupil_id",
    (
        pupil_reference(),
        Column(
            "decision",
            "text",
            "What was decided",
            required=True,
            allowed=tuple(FLAG_DECISIONS),
            personal=True,
            readers=CASEWORK,
            label="Decision",
        ),
        Column(
            "reasons",
            "json",
            "The reasons that were decided about, each with what it rested on",
            longest=JSON_LENGTH,
            personal=True,
            readers=CASEWORK,
        ),
        Column(
            "note",
            "text",
            "Why it was decided so",
            longest=NOTE_LENGTH,
            personal=True,
            readers=CASEWORK,
            label="Why",
        ),
        Column(
            "proposed_on",
            "date",
            "Date proposed for an early review; it moves no limit",
            readers=CASEWORK,
            label="Proposed for",
        ),
        Column(
            "decided_on",
            "date",
            "Date of the decision",
            required=True,
            readers=CASEWORK,
            label="Decided on",
        ),
        Column("decided_by", "text", "User name of who decided", longest=60, readers=CASEWORK),
    ),
)

RECOMMENDATION_VERSIONS = Table(
    "recommendation_versions",
    "one adopted version of what outcomes and packages are recommended in each cluster",
    "version",
    (
        Column(
            "version",
            "text",
            "Version number, counted from 1",
            required=True,
            longest=12,
            pattern=r"[1-9][0-9]*",
            readers=EVERYONE,
        ),
        Column(
            "weights",
            "json",
            "By cluster, the weight of each outcome and package",
            required=True,
            longest=10 * JSON_LENGTH,
            readers=EVERYONE,
        ),
        Column(
            "basis",
            "json",
            "What the weights were worked out from, as counts and intervals",
            longest=10 * JSON_LENGTH,
            readers=EVERYONE,
        ),
        Column(
            "reason",
            "text",
            "Why this version was adopted",
            required=True,
            longest=1_000,
            readers=EVERYONE,
            label="Reason",
        ),
        Column("adopted_by", "text", "User name of who adopted it", longest=60, readers=EVERYONE),
    ),
)

VALUE_INPUTS = Table(
    "value_inputs",
    "the authority's own figures for the value calculator",
    "inputs_id",
    (
        Column(
            "inputs_id",
            "text",
            "Whose figures they are",
            required=True,
            allowed=("own",),
            readers=EVERYONE,
        ),
        Column(
            "inputs",
            "json",
            "Every input that differs from the technical pack's, by name",
            required=True,
            longest=JSON_LENGTH,
            readers=EVERYONE,
        ),
        Column(
            "reason",
            "text",
            "Where the figures come from",
            required=True,
            longest=1_000,
            readers=EVERYONE,
            label="Where they come from",
        ),
    ),
)
