"""The routes of files: a document comes in as a stream, an original goes out as it came."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from operator import itemgetter
from urllib.parse import quote

from flask import Flask, Response, jsonify
from werkzeug.exceptions import RequestEntityTooLarge

from access.principal import Principal
from access.refusals import Refusal
from access.secured import secured_route
from callbacks.context import display_names, store
from callbacks.receiving import AROUND, receive_file
from data.database import FULL, SaveFailed, utc_now
from data.documents.originals import TOO_LARGE, TOO_LARGE_STATUS
from data.documents.refusals import Refused
from data.documents.taking_in import Taken, originals, refuse_full, refuse_often, take_in
from data.schemas.documents import LARGEST_FILE

RULE = "/documents/<pupil_id>"
ORIGINAL_RULE = "/documents/<pupil_id>/<document_id>/original"
OPENED = "documents.original"
UPLOADED, CHANGED = "Uploaded", "Corrected or withdrawn"
WORDS = {OPENED: "Original opened", "documents.read": "Read"}
LISTED = 200
NO_ORIGINAL = "There is no original of this document."
DISK_FULL, NOT_SAVED = 507, 503


def receive_document(*, who: Principal, pupil_id: str) -> Response:
    """Take one file into a pupil's bundle, and say what became of it."""
    try:
        refuse_often(store(), who.username, now=utc_now())
        refuse_full(store(), pupil_id)
        with originals(store()).receiving() as part:
            name = receive_file(part.write)
            taken = take_in(store(), part, given_name=name, pupil_id=pupil_id, actor=who.username)
    except Refused as refused:
        return _refused(refused.status, refused.sentence)
    except RequestEntityTooLarge:
        return _refused(TOO_LARGE_STATUS, TOO_LARGE)
    except SaveFailed as failed:
        return _refused(DISK_FULL if str(failed) == FULL else NOT_SAVED, str(failed))
    return _answer(taken)


def send_original(*, who: Principal, pupil_id: str, document_id: str) -> Response:
    """Send a document as it came, and record who opened it."""
    row = store().tables.row("documents", document_id)
    if row is None or row["pupil_id"] != pupil_id or not row["sha256"]:
        raise Refusal(404, NO_ORIGINAL)
    try:
        content = originals(store()).read(row["sha256"])
    except Refused as refused:
        raise Refusal(refused.status, refused.sentence) from None
    store().activity.record(who.username, OPENED, subject=f"{pupil_id}/{document_id}")
    response = Response(content, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = _as_attachment(row["file_name"])
    return response


def _as_attachment(name: str) -> str:
    """Return the header that has a file saved under its name, in letters of any kind (RFC 6266)."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _answer(taken: Taken) -> Response:
    response = jsonify(document_id=taken.document_id, state=taken.state, sentence=taken.sentence)
    response.status_code = 201 if taken.is_new else 200
    return response


def _refused(status: int, sentence: str) -> Response:
    response = jsonify(document_id=None, state="refused", sentence=sentence)
    response.status_code = status
    return response


@dataclass(frozen=True)
class Handled:
    """Say who did what with a document, and when."""

    what: str
    who: str
    at: datetime.datetime


def handled(pupil_id: str, document_id: str) -> list[Handled]:
    """Return who uploaded, changed and opened a document, the last first."""
    names = display_names()
    saved = store().tables.history("documents", document_id)
    told = [
        (UPLOADED if row["revision"] == 1 else CHANGED, row["actor"], row["recorded_at"])
        for row in saved
    ]
    told += [
        (WORDS[event.action], event.actor, event.recorded_at)
        for event in store().activity.of(f"{pupil_id}/{document_id}", limit=LISTED)
        if event.action in WORDS and event.outcome == "allowed"
    ]
    ordered = sorted(told, key=itemgetter(2), reverse=True)
    return [Handled(what, names.get(who, who), at) for what, who, at in ordered]


def install(server: Flask) -> dict[str, int]:
    """Add the routes of files; return how large a body each takes."""
    secured_route(
        server,
        RULE,
        receive_document,
        action="documents.upload",
        subject="pupil_id",
        methods=["POST"],
    )
    secured_route(server, ORIGINAL_RULE, send_original, action="documents.read", subject="pupil_id")
    return {RULE: LARGEST_FILE + AROUND}
