"""The page of a pupil's supporting documents: which pupil, which view, and its skeleton."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from layouts import ids
from layouts.components.case_links import case_links
from layouts.components.facts import facts
from layouts.components.introduction import introduction
from layouts.components.views import views
from layouts.documents import (
    answers,
    contradictions,
    dictionary,
    files,
    mentions,
    names,
    overview,
    words,
)
from layouts.documents.address import OVERVIEW, VIEWS, view_path
from layouts.documents.opened import Opened
from layouts.documents.upload import report, upload

NONE = "No pupil you may read has documents yet. Find a pupil in the panel and open Documents."
INTRODUCTION = (
    "This page reads a pupil's supporting documents and shows what they say, each claim at the "
    "sentence it was taken from. It suggests; a person decides."
)
BODIES = {
    "overview": overview.body,
    "files": files.body,
    "assessment": answers.body,
    "mentions": mentions.body,
    "words": words.body,
    "dictionary": dictionary.body,
    "contradictions": contradictions.body,
    "names": names.body,
}


def choose_layout(**_: Any) -> html.Div:
    """Return the page that asks whose documents to read."""
    return html.Div(
        [
            dcc.Store(id=ids.DOCUMENTS_OPENED, data=True),
            html.H1("Whose documents?"),
            introduction(INTRODUCTION),
            html.P("Find a pupil by reference or school in the panel, or choose one here."),
            html.Div(id=ids.DOCUMENTS_CHOICES),
        ]
    )


def choices(rows: list[tuple[str, int]]) -> Any:
    """Return links to the bundles a person may read; rows are (pupil, number of documents)."""
    if not rows:
        return html.P(NONE, className="empty")
    items = [
        html.Li(
            [
                dcc.Link(pupil_id, href=view_path(pupil_id)),
                f", {number} document{'' if number == 1 else 's'}",
            ]
        )
        for pupil_id, number in rows
    ]
    return html.Ul(items)


def layout(pupil_id: str | None = None, part: str = OVERVIEW, at: str = "", **_: Any) -> html.Div:
    """Return the page of one pupil's bundle, to be filled."""
    heading = VIEWS[part].heading if part in VIEWS else "Document"
    return html.Div(
        [
            dcc.Store(id=ids.DOCUMENTS_PUPIL, data=pupil_id),
            dcc.Store(id=ids.DOCUMENTS_PLACE, data={"part": part, "at": at}),
            dcc.Store(id=ids.DOCUMENTS_ACCEPTED),
            dcc.Store(id=ids.DOCUMENTS_CORRECTED),
            dcc.Store(id=ids.DOCUMENTS_SAVED),
            dcc.Store(id=ids.DOCUMENTS_PUT_RIGHT),
            html.Div(
                [html.H1(heading), html.P("Reading the documents…", className="loading")],
                id=ids.DOCUMENTS_BODY,
                className="documents",
            ),
            html.Div(
                [
                    html.Div(id=ids.DOCUMENTS_ACCEPT_MESSAGE, role="status"),
                    html.Div(id=ids.DOCUMENTS_CORRECT_MESSAGE, role="status"),
                ],
                className="documents-message",
            ),
        ]
    )


def part_layout(pupil_id: str | None = None, **parts: Any) -> html.Div:
    """Return the page of a view or a document; `layout` has the ids, so this alone has none."""
    return html.Div() if pupil_id is None else layout(pupil_id, **parts)


def view(opened: Opened, name: str) -> list[Any]:
    """Return a view of a bundle: the links between the views, the pupil, and what it answers."""
    empty = not opened.documents
    return [
        *_links(opened, name),
        html.H1(VIEWS[name].heading),
        facts([("Pupil", _pupil(opened.pupil_id)), *opened.strip]),
        case_links(opened.pupil_id, here="documents", placement=opened.may.placement),
        *_upload(opened, name, empty=empty),
        *([files.nothing_kept(opened.pupil_id)] if empty else BODIES[name](opened)),
    ]


def _pupil(pupil_id: str) -> dcc.Link:
    return dcc.Link(pupil_id, href=f"/pupils/{pupil_id}")


def _links(opened: Opened, current: str) -> list[Any]:
    links = [
        (view_path(opened.pupil_id, one.id), one.words)
        for one in VIEWS.values()
        if one.id != "names" or opened.may.redact
    ]
    label = "Views of the documents"
    return views(links, current=view_path(opened.pupil_id, current), label=label)


def _upload(opened: Opened, name: str, *, empty: bool) -> list[Any]:
    if not opened.may.upload:
        return []
    # The first documents are added on any view, which then shows them and no form any more.
    return [upload(opened.pupil_id) if empty or name == "files" else report(opened.pupil_id)]
