"""One pupil's answers as a file, as for the papers of a tribunal."""

from __future__ import annotations

from dash import Dash
from flask import Response

from access.principal import Principal
from access.secured import secured_route
from analytics.feedback.listed import answers_listed
from callbacks.context import display_names, rows_of, store
from callbacks.downloads import as_file

ACTION = "feedback.read"
RULE = "/feedback/pupils/<pupil_id>/answers.csv"


def send_answers(*, who: Principal, pupil_id: str) -> Response:
    """Send every answer about a pupil, and record who took it."""
    store().activity.record(who.username, ACTION, subject=f"{pupil_id}/answers.csv")
    listed = answers_listed(
        rows_of("feedback", pupil_id),
        attainments=rows_of("attainments", pupil_id),
        deliveries=rows_of("deliveries", pupil_id),
        names=display_names(),
    )
    return as_file(listed, f"answers-{pupil_id}", kind="csv")


def register(app: Dash) -> None:
    """Serve the file beside Dash."""
    secured_route(app.server, RULE, send_answers, action=ACTION, subject="pupil_id")
