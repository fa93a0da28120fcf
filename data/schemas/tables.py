"""Every table that is kept, declared once: the validator, dictionary and demo data read this."""

from __future__ import annotations

from data.schemas.casework import ADVICE, ASSESSMENTS, PUPILS
from data.schemas.columns import Table
from data.schemas.decisions import FLAG_DECISION_ROWS, RECOMMENDATION_VERSIONS, VALUE_INPUTS
from data.schemas.documents import DOCUMENT_TEXTS, DOCUMENTS
from data.schemas.feedback_tables import ATTAINMENTS, DELIVERIES, FEEDBACK, FEEDBACK_LINKS
from data.schemas.national import AREA_FIGURES, NATIONAL_PLANS
from data.schemas.panel import CONSULTATIONS, PANEL_DECISIONS, PANEL_ITEMS, PANEL_MEETINGS
from data.schemas.plan_tables import PLAN_COMMENTS, PLAN_LINES, PLANS
from data.schemas.process import REQUESTS
from data.schemas.reference import CLUSTER_MODELS, CUT_OFFS, LIBRARY, PACKAGES, SCHOOLS

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
        DOCUMENT_TEXTS,
        PLANS,
        PLAN_LINES,
        PLAN_COMMENTS,
        PANEL_MEETINGS,
        PANEL_ITEMS,
        PANEL_DECISIONS,
        CONSULTATIONS,
        FEEDBACK_LINKS,
        FEEDBACK,
        ATTAINMENTS,
        DELIVERIES,
        FLAG_DECISION_ROWS,
        RECOMMENDATION_VERSIONS,
        VALUE_INPUTS,
        LIBRARY,
        NATIONAL_PLANS,
        AREA_FIGURES,
    )
}
JOURNALLED: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.journalled)
