"""What a click does: read inputs, load, one analytics call, draw. Five to fifteen lines each."""

from dash import Dash

from callbacks import (
    accounts,
    assessment,
    benchmark,
    caseload,
    clusters,
    create,
    evidence,
    exceptions,
    feedback_response,
    frame,
    learning,
    library,
    models,
    national,
    packages,
    review,
)
from callbacks.documents import accepting, clouds, correcting, dual_run, tables
from callbacks.documents import views as documents
from callbacks.feedback import answer_files, result_files, results, telling
from callbacks.feedback import asking as feedback_asking
from callbacks.feedback import heard as feedback_heard
from callbacks.feedback import views as feedback_views
from callbacks.panel import deciding, issuing, meetings, placement
from callbacks.plans import commenting, drafting, writing
from callbacks.plans import files as plan_files
from callbacks.plans import views as plans
from callbacks.process import board, calendar, changes, forecast, recording
from callbacks.reviews import deciding as early_deciding
from callbacks.reviews import listing as early_listing
from callbacks.sen2 import files as sen2_files
from callbacks.sen2 import own as sen2_own
from callbacks.sen2 import uploads
from callbacks.sen2 import views as sen2_views
from callbacks.value import calculating as value

TOPICS = (
    frame,
    caseload,
    create,
    review,
    assessment,
    exceptions,
    clusters,
    benchmark,
    library,
    national,
    models,
    packages,
    accounts,
    sen2_files,
    sen2_views,
    sen2_own,
    uploads,
    documents,
    accepting,
    correcting,
    tables,
    clouds,
    dual_run,
    meetings,
    deciding,
    placement,
    issuing,
    plans,
    writing,
    commenting,
    drafting,
    plan_files,
    board,
    forecast,
    calendar,
    changes,
    recording,
    result_files,
    results,
    telling,
    answer_files,
    value,
    feedback_response,
    feedback_heard,
    feedback_views,
    feedback_asking,
    evidence,
    learning,
    early_listing,
    early_deciding,
)


def register_all(app: Dash) -> None:
    """Wire every page's callbacks to an app."""
    for topic in TOPICS:
        topic.register(app)
