"""Every table that is kept, declared once: the validator, dictionary and demo data read this."""

from __future__ import annotations

from data.schemas.columns import Column, Table
from data.schemas.questions import QUESTIONS
from data.schemas.vocabulary import (
    AGE_BANDS,
    ALL_CLUSTERS,
    CLUSTERS,
    DOCUMENT_KINDS,
    OLDEST_AGE,
    PACKAGE_IDS,
    PHASES,
    PRIMARY_NEEDS,
    SCHOOL_TYPES,
    SEXES,
    STAGES,
)

CASEWORK = ("co-ordinator", "specialist", "panel", "senco")
EVERYONE = (*CASEWORK, "analyst", "leader", "administrator")
NOTE_LENGTH = 4_000
SOURCE_LENGTH = 200

# A reference from the authority's own pupil database; letters, digits and - / . _ only, so
# that it can stand in an address without being read as anything else.
REFERENCE_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,31}"


def _reference(*, required: bool = True) -> Column:
    return Column(
        "pupil_id",
        "text",
        "Reference used for the pupil in the authority's own database",
        required=required,
        longest=32,
        pattern=REFERENCE_PATTERN,
        personal=True,
        readers=CASEWORK,
        label="Pupil reference",
    )


PUPILS = Table(
    "pupils",
    "one child or young person known to the SEND team",
    "pupil_id",
    (
        _reference(),
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

REQUESTS = Table(
    "requests",
    "the present statutory process of one pupil: its stage and dates",
    "pupil_id",
    (
        _reference(),
        Column(
            "stage",
            "text",
            "Where the case stands in the statutory process",
            required=True,
            allowed=tuple(STAGES),
            readers=CASEWORK,
        ),
        Column(
            "requested_on",
            "date",
            "Date the request for an assessment was received",
            required=True,
            readers=CASEWORK,
            label="Requested on",
        ),
        Column(
            "decided_on",
            "date",
            "Date of the decision whether to assess",
            readers=CASEWORK,
            label="Decided on",
        ),
        Column(
            "draft_on",
            "date",
            "Date the draft plan was sent to the family",
            readers=CASEWORK,
            label="Draft sent on",
        ),
        Column(
            "final_on",
            "date",
            "Date the first final plan was issued",
            readers=CASEWORK,
            label="Final plan on",
        ),
        Column(
            "review_due_on",
            "date",
            "Date the next annual review is due",
            readers=CASEWORK,
            label="Review due on",
        ),
        Column(
            "closed_on",
            "date",
            "Date the case ended without a plan, or the plan ceased",
            readers=CASEWORK,
            label="Closed on",
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
        _reference(),
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
            "True if the panel approved going ahead",
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
            "True if the EHC plan is final",
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

MODEL_MEANS_LENGTH = 20_000
CLUSTER_MODELS = Table(
    "cluster_models",
    "one adopted version of the cluster model",
    "version",
    (
        Column(
            "version",
            "text",
            "Version number of the model, counted from 1",
            required=True,
            longest=12,
            pattern=r"[1-9][0-9]*",
        ),
        Column(
            "library", "text", "Library the model was derived from", required=True, readers=EVERYONE
        ),
        Column(
            "library_sha256", "text", "SHA-256 of the library file", longest=64, readers=EVERYONE
        ),
        Column(
            "cases", "whole", "Cases in the library", required=True, minimum=1, readers=EVERYONE
        ),
        Column(
            "centroids",
            "json",
            "Mean of each of the 21 metrics per cluster, JSON",
            required=True,
            longest=MODEL_MEANS_LENGTH,
            readers=EVERYONE,
        ),
        Column(
            "sizes",
            "json",
            "Library cases per cluster, JSON",
            required=True,
            longest=2_000,
            readers=("administrator",),
        ),
        Column(
            "weights",
            "json",
            "Weight of each metric in the distance, JSON",
            required=True,
            longest=2_000,
            readers=EVERYONE,
        ),
        Column(
            "reason",
            "text",
            "Why this version was adopted",
            required=True,
            longest=1_000,
            readers=EVERYONE,
        ),
    ),
)

CUT_OFFS = Table(
    "cut_offs",
    "the rule that marks a pupil's needs as below an EHC plan (cluster X10)",
    "rule",
    (
        Column("rule", "text", "Name of the rule", required=True, longest=20, allowed=("no_plan",)),
        Column(
            "highest_score",
            "whole",
            "No need question above this score",
            required=True,
            minimum=0,
            maximum=4,
            unit="score",
            readers=EVERYONE,
            label="Highest score on any one need",
        ),
        Column(
            "highest_total",
            "whole",
            "Sum of the 18 need scores at most this",
            required=True,
            minimum=0,
            maximum=60,
            unit="score",
            readers=EVERYONE,
            label="Highest total of the 18 need scores",
        ),
        Column(
            "reason",
            "text",
            "Why the rule was set so",
            required=True,
            longest=1_000,
            readers=EVERYONE,
        ),
    ),
)

PACKAGES = Table(
    "packages",
    "one kind of support in the authority's catalogue",
    "package_id",
    (
        Column(
            "package_id",
            "text",
            "Code of the package",
            required=True,
            allowed=PACKAGE_IDS,
            readers=EVERYONE,
        ),
        Column(
            "name", "text", "Name the authority uses", required=True, longest=100, readers=EVERYONE
        ),
        Column("scope", "text", "What the package covers", longest=1_000, readers=EVERYONE),
        Column(
            "hours_weekly",
            "number",
            "Usual hours a week",
            unit="hours a week",
            minimum=0,
            maximum=168,
            readers=EVERYONE,
            label="Hours a week",
        ),
        Column(
            "unit_cost",
            "number",
            "Cost of one unit",
            unit="£",
            minimum=0,
            maximum=1_000_000,
            readers=EVERYONE,
            label="Unit cost",
        ),
        Column(
            "cost_unit",
            "text",
            "What the unit cost is for, such as an hour or a year",
            longest=40,
            readers=EVERYONE,
            label="Cost is per",
        ),
    ),
)

SCHOOLS = Table(
    "schools",
    "one school or setting",
    "school_id",
    (
        Column(
            "school_id", "text", "Code of the school", required=True, longest=20, readers=EVERYONE
        ),
        Column("name", "text", "Name of the school", required=True, longest=120, readers=EVERYONE),
        Column(
            "phase",
            "text",
            "Phase of education",
            required=True,
            allowed=tuple(PHASES),
            readers=EVERYONE,
        ),
        Column(
            "type",
            "text",
            "Type of setting",
            required=True,
            allowed=tuple(SCHOOL_TYPES),
            readers=EVERYONE,
        ),
        Column(
            "pupils_on_roll", "whole", "Pupils on roll", minimum=0, unit="pupils", readers=EVERYONE
        ),
        Column(
            "invented", "flag", "True if the school is invented", required=True, readers=EVERYONE
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
        _reference(),
        Column(
            "specialist",
            "text",
            "User name of the specialist asked",
            required=True,
            longest=60,
            readers=CASEWORK,
        ),
        Column(
            "asked_on", "date", "Date the advice was asked for", required=True, readers=CASEWORK
        ),
        Column("received_on", "date", "Date the advice arrived", readers=CASEWORK),
    ),
)

DOCUMENT_LENGTH = 60_000
DOCUMENTS = Table(
    "documents",
    "one document of a pupil's bundle, as text",
    "document_id",
    (
        Column(
            "document_id",
            "text",
            "Code of the document",
            required=True,
            longest=60,
            readers=CASEWORK,
        ),
        _reference(),
        Column(
            "kind",
            "text",
            "Kind of document",
            required=True,
            allowed=tuple(DOCUMENT_KINDS),
            readers=CASEWORK,
        ),
        Column(
            "title",
            "text",
            "Title of the document",
            required=True,
            longest=200,
            personal=True,
            readers=CASEWORK,
        ),
        Column("author_role", "text", "Role of the author", longest=100, readers=CASEWORK),
        Column("dated_on", "date", "Date on the document", readers=CASEWORK),
        Column(
            "text",
            "text",
            "Text of the document",
            required=True,
            longest=DOCUMENT_LENGTH,
            personal=True,
            readers=CASEWORK,
        ),
    ),
)

LIBRARY = Table(
    "library",
    "one finished case of the library that the clusters were derived from",
    "pupil_id",
    (
        _reference(),
        Column(
            "cluster",
            "text",
            "Cluster of the case",
            required=True,
            allowed=CLUSTERS,
            readers=EVERYONE,
        ),
        Column(
            "age_years",
            "whole",
            "Age in completed years",
            required=True,
            unit="years",
            minimum=0,
            maximum=OLDEST_AGE,
            readers=EVERYONE,
        ),
        Column(
            "age_band",
            "text",
            "Age band",
            required=True,
            allowed=tuple(AGE_BANDS),
            readers=EVERYONE,
        ),
        Column(
            "primary_need",
            "text",
            "Primary type of need, DfE code",
            required=True,
            allowed=tuple(PRIMARY_NEEDS),
            readers=EVERYONE,
        ),
        Column("school_id", "text", "School or setting", longest=20, readers=CASEWORK),
        Column("authority", "text", "Authority of the case", readers=EVERYONE),
        Column("sex", "text", "Sex", readers=EVERYONE),
        *(
            Column(
                question.id,
                "score",
                question.definition,
                required=True,
                unit="score",
                minimum=0,
                maximum=question.maximum,
                readers=EVERYONE,
            )
            for question in QUESTIONS
        ),
        *(
            Column(
                f"package_{package_id}",
                "whole",
                f"1 if the case had {package_id.upper()}",
                required=True,
                minimum=0,
                maximum=1,
                readers=EVERYONE,
            )
            for package_id in PACKAGE_IDS
        ),
    ),
    journalled=False,
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        PUPILS,
        REQUESTS,
        ASSESSMENTS,
        CLUSTER_MODELS,
        CUT_OFFS,
        PACKAGES,
        SCHOOLS,
        ADVICE,
        DOCUMENTS,
        LIBRARY,
    )
}
JOURNALLED: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.journalled)
