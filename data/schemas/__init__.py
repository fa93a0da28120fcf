"""The one declaration of what is kept and of the words used for it; no input or output here."""

from data.schemas.columns import Column, Invalid, Table
from data.schemas.questions import (
    GROUPS,
    METRICS,
    QUESTION,
    QUESTION_IDS,
    QUESTIONS,
    SEVERITY_IDS,
    Question,
)
from data.schemas.tables import JOURNALLED, TABLES
from data.schemas.vocabulary import (
    AGE_BANDS,
    ALL_CLUSTERS,
    CLUSTERS,
    DOCUMENT_KINDS,
    NO_PLAN_CLUSTER,
    OLDEST_AGE,
    PACKAGE_IDS,
    PHASES,
    PLAN_STAGES,
    PRIMARY_NEEDS,
    ROLES,
    SCHOOL_TYPES,
    SEXES,
    STAGES,
)

__all__ = [
    "AGE_BANDS",
    "ALL_CLUSTERS",
    "CLUSTERS",
    "DOCUMENT_KINDS",
    "GROUPS",
    "JOURNALLED",
    "METRICS",
    "NO_PLAN_CLUSTER",
    "OLDEST_AGE",
    "PACKAGE_IDS",
    "PHASES",
    "PLAN_STAGES",
    "PRIMARY_NEEDS",
    "QUESTION",
    "QUESTIONS",
    "QUESTION_IDS",
    "ROLES",
    "SCHOOL_TYPES",
    "SEVERITY_IDS",
    "SEXES",
    "STAGES",
    "TABLES",
    "Column",
    "Invalid",
    "Question",
    "Table",
]
