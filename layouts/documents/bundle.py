"""The notes in a pupil's bundle, folded, each with its kind, author's role and date."""

from __future__ import annotations

from typing import Any

from dash import html

from data.schemas import AUTHOR_ROLES, DOCUMENT_TYPES
from layouts.components.disclosure import disclosure
from layouts.components.element import element
from layouts.dates import day


def documents(bundle: list[dict[str, Any]]) -> html.Section:
    """Return the documents of a bundle, newest first."""
    if not bundle:
        body: list[Any] = [html.P("No documents are kept for this pupil yet.")]
    else:
        newest = sorted(bundle, key=lambda document: document["dated_on"] or "", reverse=True)
        body = [_document(document) for document in newest]
    return html.Section([html.H2("Documents in the bundle"), *body], className="documents")


def _document(document: dict[str, Any]) -> html.Details:
    author = AUTHOR_ROLES.get(document["author_role"] or "", "author not recorded")
    kind = DOCUMENT_TYPES.get(document["type"] or "", "Type not recorded")
    line = f"{kind}: {document['title']}, {day(document['dated_on'])}"
    paragraphs = [element("P", text) for text in document["text"].split("\n") if text.strip()]
    return disclosure(line, [element("P", f"Written by: {author}", className="quiet"), *paragraphs])
