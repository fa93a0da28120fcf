"""What a click does: read inputs, load, one analytics call, draw. Five to fifteen lines each."""

from dash import Dash

from callbacks import assessment, benchmark, caseload, clusters, create, frame, packages, review


def register_all(app: Dash) -> None:
    """Wire every page's callbacks to an app."""
    for topic in (frame, caseload, create, review, assessment, packages, clusters, benchmark):
        topic.register(app)
