"""The names of people in a bundle, to be covered before a document leaves the house."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from data.schemas.reading import Person
from layouts.components.element import element
from layouts.components.table import Head, data_table
from layouts.documents.address import document_path
from layouts.documents.opened import Opened
from layouts.documents.tables import download

LEAD = (
    "Found in the documents, with every way a name is written. Check the list against the "
    "documents before sending anything out: a name that was not found stays readable."
)


def body(opened: Opened) -> list[Any]:
    """Return the people named, with how often and where."""
    people = opened.reading.people
    if not people:
        return [html.P("No name of a person was found in these documents.", className="empty")]
    heads = [
        Head("Name"),
        Head("Written as"),
        Head("Role"),
        Head("Mentions", numeric=True),
        Head("Documents"),
    ]
    rows = [_row(opened, person) for person in people]
    copy = html.Button(
        "Copy the names",
        type="button",
        className="button button--quiet",
        **{"data-copy": "\n".join(form for person in people for form in person.forms)},
    )
    return [
        html.P(LEAD),
        element("P", [copy, download(opened, "names")], className="chart__under"),
        data_table("People named in the documents", heads, rows),
    ]


def _row(opened: Opened, person: Person) -> list[Any]:
    first: dict[str, int] = {}
    for document_id, start, _ in person.places:
        first.setdefault(document_id, start)
    links = [
        html.Li(
            dcc.Link(
                opened.kept[code].title if code in opened.kept else code,
                href=document_path(opened.pupil_id, code, start),
            )
        )
        for code, start in first.items()
    ]
    return [
        person.name,
        ", ".join(person.forms),
        _capital(person.role or "not known"),
        str(len(person.places)),
        [html.Ul(links, className="plain")],
    ]


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
