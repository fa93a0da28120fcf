"""Links between the pages of one case, so that each leads to the others and back."""

from __future__ import annotations

from dash import dcc, html

# The first part of the address of each page, and what the link to it says.
PAGES = {
    "pupils": "Record",
    "documents": "Documents",
    "generator": "Plan",
    "process": "Dates and steps",
    "placement": "Placement",
    "feedback/pupils": "Progress feedback",
    "charts/pupils": "Benchmark",
}


def case_links(pupil_id: str, *, here: str, placement: bool) -> html.Nav:
    """Return links to the other pages of a case; `placement` says if the reader may open that."""
    shown = [page for page in PAGES if page != here and (placement or page != "placement")]
    items = [html.Li(dcc.Link(PAGES[page], href=f"/{page}/{pupil_id}")) for page in shown]
    return html.Nav(
        html.Ul(items, className="case-links"), **{"aria-label": f"Pages of {pupil_id}"}
    )
