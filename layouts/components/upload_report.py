"""Where the browser says what became of each file that was sent."""

from __future__ import annotations

from dash import html


def upload_report(address: str, *, label: str) -> html.Div:
    """Return the place for what became of the files that were sent to an address."""
    return html.Div(
        html.Ul(className="upload-said"),
        role="log",
        tabIndex="-1",
        className="upload-report",
        **{"aria-label": label, "data-report": address},
    )
