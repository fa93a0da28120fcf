"""The views of a bundle, and a document of it opened at a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from access.principal import Principal
from access.refusals import NOT_ALLOWED, Refusal
from access.secured import secured
from analytics.reading.summary import summary
from callbacks.context import store, visible_pupils, whole_number
from callbacks.documents.opening import open_bundle
from callbacks.documents.uploads import handled
from data.schemas.reading import Statement
from layouts import ids
from layouts.documents import document, page
from layouts.documents.address import VIEWS
from layouts.documents.opened import Opened

CHOICES = 12
NO_DOCUMENT = "There is no such document in this bundle."


def open_documents(
    *,
    who: Principal,
    pupil_id: str,
    place: dict[str, str],
    saved: str | None,
    put_right: str | None,
) -> list[Any]:
    """Show a view of a pupil's bundle, or one document of it at a place of its text."""
    part = place.get("part", "")
    opened = open_bundle(who, pupil_id)
    if part == "names" and not opened.may.redact:
        raise Refusal(403, NOT_ALLOWED)
    if part in VIEWS:
        store().activity.record(who.username, "documents.read", subject=pupil_id)
        return page.view(opened, part)
    if part not in opened.documents:
        raise Refusal(404, NO_DOCUMENT)
    store().activity.record(who.username, "documents.read", subject=f"{pupil_id}/{part}")
    return document.body(
        opened,
        part,
        at=whole_number(place.get("at")),
        summary=of_document(opened, part),
        handled=handled(pupil_id, part),
    )


def of_document(opened: Opened, document_id: str) -> tuple[Statement, ...]:
    """Return the summary of one document, even of one that may be about another child."""
    read = opened.documents[document_id]
    own = replace(read, facts=replace(read.facts, about_pupil=True))
    return summary([own], opened.reading.suggestions, most=document.OF_A_DOCUMENT).statements


def list_choices(*, who: Principal, opened: bool | None) -> Any:
    """Offer the bundles of the reader's pupils, one's own first."""
    pupils = visible_pupils(who)
    documents = store().tables.load("documents")
    counts = documents.loc[documents["withdrawn"].isna(), "pupil_id"].value_counts()
    held = pupils[pupils["pupil_id"].isin(counts.index)]
    own = (held["co_ordinator"] == who.username).fillna(value=False)
    ordered = [*held.loc[own, "pupil_id"].sort_values(), *held.loc[~own, "pupil_id"].sort_values()]
    return page.choices([(str(pupil), int(counts[pupil])) for pupil in ordered[:CHOICES]])


def register(app: Dash) -> None:
    """Wire the views of a bundle."""
    secured(
        app,
        open_documents,
        action="documents.read",
        subject="pupil_id",
        output=Output(ids.DOCUMENTS_BODY, "children"),
        inputs={
            "pupil_id": Input(ids.DOCUMENTS_PUPIL, "data"),
            "place": Input(ids.DOCUMENTS_PLACE, "data"),
            "saved": Input(ids.DOCUMENTS_SAVED, "data"),
            "put_right": Input(ids.DOCUMENTS_PUT_RIGHT, "data"),
        },
    )
    secured(
        app,
        list_choices,
        action="pupil.search",
        output=Output(ids.DOCUMENTS_CHOICES, "children"),
        inputs={"opened": Input(ids.DOCUMENTS_OPENED, "data")},
    )
    app.clientside_callback(
        ClientsideFunction("documents", "arrive"),
        Output(ids.DOCUMENTS_BODY, "className"),
        Input(ids.DOCUMENTS_BODY, "children"),
    )
