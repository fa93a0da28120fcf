"""A pupil's documents on the page of the record: a line each, leading to where they are read."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from data.schemas.reading import Facts
from layouts.components.disclosure import disclosure
from layouts.components.element import element, link
from layouts.documents.address import document_path, view_path
from layouts.documents.opened import named

SHOWN = 3


@dataclass(frozen=True)
class Listed:
    """Name a document and say what it is, made out from its words or stated by a person."""

    document_id: str
    title: str
    facts: Facts


def documents(pupil_id: str, bundle: Sequence[Listed]) -> html.Section:
    """Return the documents of a bundle, newest first."""
    path = view_path(pupil_id)
    if not bundle:
        none = html.P("No documents are kept for this pupil yet.")
        return _section(none, html.P(dcc.Link("Upload documents", href=path)))
    earliest = datetime.date.min
    newest = sorted(bundle, key=lambda one: one.facts.dated_on or earliest, reverse=True)
    lines = [element("Li", _line(pupil_id, one)) for one in newest]
    read = dcc.Link("Read what they say and suggest", href=path)
    earlier = lines[SHOWN:]
    words = "1 earlier document" if len(earlier) == 1 else f"{len(earlier)} earlier documents"
    folded = [disclosure(words, element("Ul", earlier))] if earlier else []
    return _section(html.P(read), element("Ul", lines[:SHOWN]), *folded)


def _section(*parts: Any) -> html.Section:
    return html.Section([html.H2("Documents in the bundle"), *parts], className="bundle-brief")


def _line(pupil_id: str, one: Listed) -> list[Any]:
    path = document_path(pupil_id, one.document_id)
    return [link(one.title, path), f", {named(one.facts)}"]
