"""The documents of a bundle, what was made out about each, and the forms that put it right."""

from __future__ import annotations

import datetime
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from data.schemas import AUTHOR_ROLES, DOCUMENT_TYPES
from data.schemas.reading import DocumentReading
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element, link
from layouts.components.field import field, select
from layouts.components.notice import notice, status
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day, moment
from layouts.documents.address import document_path
from layouts.documents.opened import Kept, Opened

NOT_KNOWN = "not-known"
LONGEST_NAME = 100
LONGEST_REASON = 300
HEADS = (
    Head("Document"),
    Head("Written by"),
    Head("Date"),
    Head("Pages", numeric=True),
    Head("State"),
    Head("Uploaded"),
    Head("File"),
)


def body(opened: Opened) -> list[Any]:
    """Return the list of documents, and under it a form for each that the reader may correct."""
    rows = [_row(opened, document) for document in opened.documents.values()]
    listed: Any = data_table("Documents of the bundle", HEADS, rows)
    return [listed, *_corrections(opened)]


def _row(opened: Opened, document: DocumentReading) -> list[Any]:
    facts, code = document.facts, document.source.document_id
    kept = opened.kept.get(code, Kept(code, document.source.file))
    role = AUTHOR_ROLES.get(facts.author_role or "", "Not known")
    kind = DOCUMENT_TYPES.get(facts.type, facts.type)
    return [
        [
            link(kept.title, document_path(opened.pupil_id, code)),
            element("Span", kind, className="scope"),
        ],
        [role, element("Span", facts.author_name or "", className="scope")],
        day(facts.dated_on),
        str(kept.pages or "–"),
        [element("Div", status(*state)) for state in opened.states(document)],
        _uploaded(kept),
        _original(kept),
    ]


def _uploaded(kept: Kept) -> Any:
    if kept.uploaded_at is None:
        return kept.uploaded_by or "–"
    return [
        moment(kept.uploaded_at),
        element("Span", kept.uploaded_by, className="scope"),
    ]


def _original(kept: Kept) -> Any:
    if not kept.original:
        return "–"
    name = element("Span", f" of {kept.title}", className="visually-hidden")
    return element("A", ["Original", name], href=kept.original, download="")


def _corrections(opened: Opened) -> list[Any]:
    if not opened.may.correct:
        return []
    forms = [
        disclosure(f"Correct {_title(opened, document)}", _forms(opened, document))
        for document in opened.documents.values()
    ]
    words = "What was made out about a document can be put right; the bundle is then read anew."
    return [section("Corrections", html.P(words, className="quiet"), *forms)]


def _title(opened: Opened, document: DocumentReading) -> str:
    code = document.source.document_id
    return opened.kept[code].title if code in opened.kept else document.source.file


def _forms(opened: Opened, document: DocumentReading) -> list[Any]:
    return [_correction(opened, document), _withdrawal(opened, document)]


def _correction(opened: Opened, document: DocumentReading) -> html.Form:
    facts, code = document.facts, document.source.document_id
    revision = opened.kept[code].revision if code in opened.kept else 0
    types = [(value, words) for value, words in DOCUMENT_TYPES.items()]
    roles = [(NOT_KNOWN, "Not known"), *AUTHOR_ROLES.items()]
    written = facts.dated_on.isoformat() if facts.dated_on else ""
    controls = [
        field("Type", select(_id(code, "type"), types, value=facts.type, name="type")),
        field(
            "Author's role",
            select(
                _id(code, "role"), roles, value=facts.author_role or NOT_KNOWN, name="author_role"
            ),
        ),
        field(
            "Author's name",
            _text(_id(code, "name"), "author_name", facts.author_name, longest=LONGEST_NAME),
        ),
        field(
            "Date",
            dbc.Input(id=_id(code, "date"), name="dated_on", type="date", value=written),
        ),
    ]
    return html.Form(
        [
            *_reasons(document),
            html.Div(controls, className="fields"),
            _about(code, about=facts.about_pupil),
            html.Button("Save the correction", className="button button--second"),
        ],
        className="documents-form",
        **_sends(code, revision, "correct", words=f"Correct {document.source.file}"),
    )


def _about(code: str, *, about: bool) -> html.Div:
    options = [("yes", "This is about the pupil"), ("no", "This is about somebody else")]
    value = "yes" if about else "no"
    return field("Whom it is about", select(_id(code, "about"), options, value=value, name="about"))


def _reasons(document: DocumentReading) -> list[Any]:
    reasons = [words for words in document.facts.reasons.values() if words]
    if not reasons:
        return []
    quotes = [element("Li", element("Q", words)) for words in dict.fromkeys(reasons)]
    return [html.P("Made out from these words:", className="quiet"), element("Ul", quotes)]


def _withdrawal(opened: Opened, document: DocumentReading) -> html.Form:
    code = document.source.document_id
    revision = opened.kept[code].revision if code in opened.kept else 0
    reason = _text(_id(code, "reason"), "reason", "", longest=LONGEST_REASON, required=True)
    return html.Form(
        [
            field("Withdraw it: why does it not belong here?", reason),
            html.Button("Withdraw the document", className="button button--quiet"),
        ],
        className="documents-form",
        **_sends(code, revision, "withdraw", words=f"Withdraw {document.source.file}"),
    )


def _sends(code: str, revision: int, what: str, *, words: str) -> dict[str, Any]:
    return {
        "data-store": ids.DOCUMENTS_CORRECTED,
        "data-document": code,
        "data-revision": str(revision),
        "data-what": what,
        "aria-label": words,
    }


def _text(id: str, name: str, value: str | None, *, longest: int, required: bool = False) -> Any:
    return dbc.Input(
        id=id,
        name=name,
        type="text",
        value=value or "",
        maxlength=longest,
        required=required,
        autocomplete="off",
    )


def _id(code: str, part: str) -> str:
    return ids.of_document(code, part)


def nothing_kept(pupil_id: str) -> Element:
    """Return what stands where a bundle has no documents yet."""
    words = (
        f"No documents are kept for pupil {pupil_id} yet. Once they are uploaded, this page shows "
        "what the bundle holds and lacks, a summary in which every sentence leads to its place, "
        "and what the documents suggest for the 20 questions."
    )
    return element("P", words, className="empty")


def saved_message(title: str, *, withdrawn: bool) -> html.Div:
    """Say that a document was put right or withdrawn, and that the bundle was read anew."""
    done = "withdrawn" if withdrawn else "corrected"
    words = "What the bundle says was worked out anew."
    return notice("ok", html.P(words), title=f"{title}: {done}")


def failed_message(words: str) -> html.Div:
    """Say why nothing was saved."""
    return notice("problem", html.P(words), title="Not saved")


def conflict_message(*, who: str, when: datetime.datetime) -> html.Div:
    """Say who changed the document meanwhile; the page shows what they saved."""
    words = f"{who} changed this document at {moment(when)}, after you opened the page."
    return notice("watch", html.P(f"{words} The page now shows that."), title="Not saved")
