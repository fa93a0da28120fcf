"""Links that download what a view shows as a table."""

from __future__ import annotations

from layouts.components.element import Element, element
from layouts.documents.address import TABLES, table_path
from layouts.documents.opened import Opened


def downloads(opened: Opened, *tables: str) -> Element:
    """Return a line of links that send tables."""
    links = [download(opened, table) for table in tables]
    return element("P", links, className="chart__under")


def download(opened: Opened, table: str) -> Element:
    """Return the link that sends a table of this bundle as CSV."""
    return element(
        "A",
        "Download CSV",
        href=table_path(opened.pupil_id, table),
        className="button button--quiet",
        **{"aria-label": f"Download the {TABLES[table]} as CSV"},
    )
