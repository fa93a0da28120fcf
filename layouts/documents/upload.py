"""The form that uploads documents and says what became of each."""

from __future__ import annotations

from dash import html


def upload(pupil_id: str) -> html.Div:
    """Return the form."""
    return html.Div(f"Upload for {pupil_id}")
