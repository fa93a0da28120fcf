"""Put right what was made out about a document, or take it out of the bundle."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.refusals import Refusal
from access.secured import secured
from callbacks.context import display_names, new_request_id, store, whole_number, words
from callbacks.documents.reading import Row
from data.documents.taking_in import withdrawal
from data.journal import Change, Conflict, RequestReused, SaveFailed
from data.schemas import TABLES, Invalid
from layouts import ids
from layouts.documents import files

Answer = tuple[Any, Any]
NO_DOCUMENT = "There is no such document in this bundle."
ABOUT: dict[str, bool] = {"yes": True, "no": False}


def correct_document(*, who: Principal, pupil_id: str, given: dict[str, str] | None) -> Answer:
    """Save what a person says a document is, or why it does not belong here."""
    if not given:
        raise PreventUpdate
    document_id = given.get("document", "")
    row = store().tables.row("documents", document_id)
    if row is None or row["pupil_id"] != pupil_id:
        raise Refusal(404, NO_DOCUMENT)
    withdraws = given.get("what") == "withdraw"
    try:
        changes = _withdrawn(row, given) if withdraws else [_corrected(row, given)]
        _save(who, changes, given)
    except Conflict as conflict:
        return _told(conflict), new_request_id()
    except (Invalid, SaveFailed, RequestReused) as failed:
        return files.failed_message(str(failed)), no_update
    return files.saved_message(row["title"], withdrawn=withdraws), new_request_id()


def corrected(given: dict[str, str]) -> Row:
    """Return the columns of a correction; raises Invalid where one is not understood."""
    written = words(given.get("dated_on"))
    role = given.get("author_role")
    return {
        "type": given.get("type"),
        "author_role": None if role == files.NOT_KNOWN else role,
        "author_name": words(given.get("author_name"))[: files.LONGEST_NAME] or None,
        "dated_on": _date(written) if written else None,
        "about_pupil": ABOUT.get(given.get("about", "")),
    }


def _withdrawn(row: Row, given: dict[str, str]) -> list[Change]:
    """Return what takes a document out of the bundle; raises Invalid without a reason."""
    reason = words(given.get("reason"))[: files.LONGEST_REASON]
    if not reason:
        raise Invalid({"withdrawn": "Say why the document does not belong here."})
    own, *attached = withdrawal(store(), {**row, "withdrawn": None}, reason=reason)
    return [replace(own, expected_revision=_revision(given)), *attached]


def _corrected(row: Row, given: dict[str, str]) -> Change:
    names = TABLES["documents"].column_names
    payload = {**{name: row.get(name) for name in names}, **corrected(given)}
    return Change("documents", row["document_id"], _revision(given), payload)


def _revision(given: dict[str, str]) -> int:
    return whole_number(given.get("revision")) or 0


def _date(written: str) -> str:
    try:
        return datetime.date.fromisoformat(written).isoformat()
    except ValueError:
        raise Invalid({"dated_on": "The date is not understood."}) from None


def _save(who: Principal, changes: list[Change], given: dict[str, str]) -> None:
    sent = f"{who.username}:{given.get('sent', new_request_id())[:40]}"
    store().journal.append(
        *changes, actor=who.username, action="documents.correct", request_id=sent
    )


def _told(conflict: Conflict) -> Any:
    entry = conflict.entry
    if entry is None:
        return files.failed_message("There is no such revision of this document.")
    name = display_names().get(entry.actor, entry.actor)
    return files.conflict_message(who=name, when=entry.recorded_at)


def register(app: Dash) -> None:
    """Wire the corrections."""
    secured(
        app,
        correct_document,
        action="documents.correct",
        subject="pupil_id",
        output=(
            Output(ids.DOCUMENTS_CORRECT_MESSAGE, "children"),
            Output(ids.DOCUMENTS_PUT_RIGHT, "data"),
        ),
        inputs={"given": Input(ids.DOCUMENTS_CORRECTED, "data")},
        state={"pupil_id": State(ids.DOCUMENTS_PUPIL, "data")},
        prevent_initial_call=True,
    )
