"""Tables that hold no pupil: cluster models, the cut-off, packages, schools, the library."""

from __future__ import annotations

from data.schemas.columns import Column, Table
from data.schemas.questions import QUESTIONS
from data.schemas.readers import CASEWORK, EVERYONE, pupil_reference
from data.schemas.vocabulary import (
    AGE_BANDS,
    CLUSTERS,
    OLDEST_AGE,
    PACKAGE_IDS,
    PHASES,
    PRIMARY_NEEDS,
    SCHOOL_TYPES,
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
            label="Reason",
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
            label="Reason",
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
            "capacity",
            "whole",
            "Places that the school has, where known",
            minimum=0,
            unit="places",
            readers=EVERYONE,
        ),
        # The National Grid of Ordnance Survey, as in the DfE's register of schools.
        Column(
            "easting",
            "number",
            "Metres east on the National Grid, where known",
            minimum=0,
            maximum=700_000,
            unit="m",
            readers=EVERYONE,
        ),
        Column(
            "northing",
            "number",
            "Metres north on the National Grid, where known",
            minimum=0,
            maximum=1_300_000,
            unit="m",
            readers=EVERYONE,
        ),
        Column(
            "invented", "flag", "True if the school is invented", required=True, readers=EVERYONE
        ),
    ),
)

LIBRARY = Table(
    "library",
    "one finished case of the library that the clusters were derived from",
    "pupil_id",
    (
        pupil_reference(),
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
