"""Tables about pupils: who they are, the answers to the questions, the advice asked for."""

from __future__ import annotations

from data.schemas.columns import Column, Table
from data.schemas.questions import QUESTIONS
from data.schemas.readers import CASEWORK, EVERYONE, NOTE_LENGTH, SOURCE_LENGTH, pupil_reference
from data.schemas.vocabulary import (
    ALL_CLUSTERS,
    AUTHOR_ROLES,
    OLDEST_AGE,
    PRIMARY_NEEDS,
    SEXES,
)

PUPILS = Table(
    "pupils",
    "one child or young person known to the SEND team",
    "pupil_id",
    (
        pupil_reference(),
        Column(
            "birth_month",
            "whole",
            "Month of birth",
            required=True,
            minimum=1,
            maximum=12,
            personal=True,
            readers=CASEWORK,
            label="Month of birth",
        ),
        Column(
            "birth_year",
            "whole",
            "Year of birth",
            required=True,
            minimum=1990,
            maximum=2100,
            personal=True,
            readers=CASEWORK,
            label="Year of birth",
        ),
        Column(
            "sex",
            "text",
            "Sex as recorded in the SEN2 return",
            allowed=tuple(SEXES),
            personal=True,
            readers=EVERYONE,
        ),
        Column(
            "school_id",
            "text",
            "School or setting attended now",
            longest=20,
            personal=True,
            readers=CASEWORK,
            label="School",
        ),
        Column(
            "co_ordinator",
            "text",
            "User name of the co-ordinator who holds the case",
            longest=60,
            readers=CASEWORK,
            label="Co-ordinator",
        ),
        Column(
            "invented",
            "flag",
            "True if the pupil is invented for demonstration",
            required=True,
            readers=EVERYONE,
        ),
    ),
)


def _answer_columns() -> tuple[Column, ...]:
    columns: list[Column] = []
    for question in QUESTIONS:
        columns += [
            Column(
                question.id,
                "score",
                question.definition,
                unit="score",
                minimum=0,
                maximum=question.maximum,
                personal=True,
                readers=(*CASEWORK, "analyst"),
                label=question.label,
            ),
            Column(
                f"{question.id}_note",
                "text",
                f"Note on {question.short}",
                longest=NOTE_LENGTH,
                personal=True,
                readers=CASEWORK,
                label=f"Note on {question.short}",
            ),
            Column(
                f"{question.id}_validated",
                "flag",
                f"True if a person checked the answer on {question.short} at its source",
                personal=True,
                readers=CASEWORK,
                label=f"{question.short} validated",
            ),
            Column(
                f"{question.id}_source",
                "text",
                f"What validates {question.short}",
                longest=SOURCE_LENGTH,
                personal=True,
                readers=CASEWORK,
                label=f"Source for {question.short}",
            ),
        ]
    return tuple(columns)


ASSESSMENTS = Table(
    "assessments",
    "the answers to the 20 needs questions for one pupil; every update is a revision",
    "pupil_id",
    (
        pupil_reference(),
        *_answer_columns(),
        Column(
            "primary_need",
            "text",
            "Primary type of need, DfE code",
            allowed=tuple(PRIMARY_NEEDS),
            personal=True,
            readers=EVERYONE,
            label="Primary need",
        ),
        Column(
            "panel_approved",
            "flag",
            "True if the panel approved going ahead; set by its confirmed decision alone",
            personal=True,
            readers=CASEWORK,
            label="Panel approval",
        ),
        Column(
            "panel_considerations",
            "text",
            "What the panel took into account",
            longest=NOTE_LENGTH,
            personal=True,
            readers=CASEWORK,
            label="Panel considerations",
        ),
        Column(
            "final",
            "flag",
            "True if the EHC plan is final; set by issuing it alone",
            personal=True,
            readers=CASEWORK,
            label="EHC plan final",
        ),
        Column(
            "final_comments",
            "text",
            "Comments on the final plan",
            longest=NOTE_LENGTH,
            personal=True,
            readers=CASEWORK,
            label="Comments on the final plan",
        ),
        Column(
            "age_years",
            "whole",
            "Age in completed years when this revision was saved",
            unit="years",
            minimum=0,
            maximum=OLDEST_AGE + 1,
            personal=True,
            readers=(*CASEWORK, "analyst"),
            label="Age",
        ),
        Column(
            "cluster",
            "text",
            "Cluster suggested for these answers; empty if any of the 20 is unanswered",
            allowed=ALL_CLUSTERS,
            personal=True,
            readers=EVERYONE,
        ),
        Column(
            "model_version",
            "whole",
            "Version of the cluster model used",
            minimum=1,
            readers=EVERYONE,
            label="Cluster model version",
        ),
    ),
)

ADVICE = Table(
    "advice",
    "advice asked of one specialist about one pupil",
    "advice_id",
    (
        Column(
            "advice_id",
            "text",
            "Pupil reference, a colon, and the specialist",
            required=True,
            longest=100,
            readers=CASEWORK,
        ),
        pupil_reference(),
        Column(
            "specialist",
            "text",
            "User name of the specialist asked",
            required=True,
            longest=60,
            readers=CASEWORK,
        ),
        Column(
            "role",
            "text",
            "Role in which the specialist was asked, by which the advice is known",
            allowed=tuple(AUTHOR_ROLES),
            readers=CASEWORK,
            label="Role",
        ),
        Column(
            "asked_on", "date", "Date the advice was asked for", required=True, readers=CASEWORK
        ),
        Column("received_on", "date", "Date the advice arrived", readers=CASEWORK),
    ),
)
