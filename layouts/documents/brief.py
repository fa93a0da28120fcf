"""A pupil's documents on the page of the record: a line each, leading to where they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from data.schemas import AUTHOR_ROLES, DOCUMENT_TYPES
from layouts.components.disclosure import disclosure
from layouts.components.element import element, link
from layouts.dates import day
from layouts.documents.address import document_path, view_path

Row = Mapping[str, Any]

SHOWN = 3


def documents(pupil_id: str, bundle: Sequence[Row]) -> html.Section:
    """Return the documents of a bundle, newest first."""
    path = view_path(pupil_id)
    if not bundle:
        none = html.P("No documents are kept for this pupil yet.")
        return _section(none, html.P(dcc.Link("Upload documents", href=path)))
    newest = sorted(bundle, key=lambda row: row["dated_on"] or "", reverse=True)
    lines = [element("Li", _line(pupil_id, row)) for row in newest]
    read = dcc.Link("Read what they say and suggest", href=path)
    earlier = lines[SHOWN:]
    words = "1 earlier document" if len(earlier) == 1 else f"{len(earlier)} earlier documents"
    folded = [disclosure(words, element("Ul", earlier))] if earlier else []
    return _section(html.P(read), element("Ul", lines[:SHOWN]), *folded)


def _section(*parts: Any) -> html.Section:
    return html.Section([html.H2("Documents in the bundle"), *parts], className="bundle-brief")


def _line(pupil_id: str, row: Row) -> list[Any]:
    known = [
        DOCUMENT_TYPES.get(row.get("type") or "", ""),
        AUTHOR_ROLES.get(row["author_role"] or "", ""),
        day(row["dated_on"]) if row["dated_on"] else "no date",
    ]
    words = ", ".join(filter(None, known))
    return [link(row["title"], document_path(pupil_id, row["document_id"])), f", {words}"]
