"""The routes of results: the template goes out, a filled file comes in, rows come back told."""

from __future__ import annotations

from typing import Any

from dash import Dash
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from access.principal import Principal
from access.refusals import Refusal
from access.secured import secured_route
from analytics.results.checking import ASK, KEEP, THERE, WRONG, Preview
from analytics.results.sheet import LARGEST_FILE, MOST_ROWS, Unreadable
from analytics.results.template import template, told
from analytics.results.workbook import text_of_book
from callbacks.context import store
from callbacks.downloads import as_file
from callbacks.feedback.reporting import RECORD, lines_of, preview_of, recordable
from callbacks.receiving import AROUND, receive_file
from data.database import SaveFailed
from data.documents.plain import decode
from data.documents.refusals import Refused
from data.result_files import ResultFile, ResultFiles
from data.workbooks import OLD_START, UnreadableBook, read_book
from layouts.feedback import results as layout
from layouts.feedback.results import NO_SCHOOL

ACTION = "feedback.send_results"
RULE = "/feedback/results/file"
TEMPLATE_RULE = "/feedback/results/template.csv"
ROWS_RULE = "/feedback/results/<name>.csv"
# What an Excel workbook of each age begins with, and a PDF.
WORKBOOKS = (b"PK\x03\x04", OLD_START)
PDF = b"%PDF"
NO_TEXT = (
    "This is neither a workbook nor text. Save it from the spreadsheet as .xlsx or CSV, and send "
    "that file."
)
NO_ROWS = "No file of yours waits here. Send one first."
ROWS = {"wrong": (WRONG,), "rows": (KEEP, ASK, THERE, WRONG)}
MOST_DENIALS = 20


def files() -> ResultFiles:
    """Return the files that were sent and not kept yet."""
    return ResultFiles(store().engine)


def receive_results(*, who: Principal) -> Response:
    """Take a filled file in, and say what would become of its rows; nothing is kept yet."""
    try:
        held = Held()
        name = receive_file(held.take)
        content, told_of_book = text_of(bytes(held.content))
        preview = preview_of(who, content)
        files().save(who.username, layout.named(name, told_of_book), content)
    except Refused as refused:
        return _answer("refused", refused.sentence, status=refused.status)
    except RequestEntityTooLarge:
        return _answer("refused", layout.TOO_LARGE, status=413)
    except (Unreadable, UnreadableBook) as refused:
        return _answer("refused", str(refused), status=422)
    except SaveFailed as failed:
        return _answer("refused", str(failed), status=503)
    store().activity.record(who.username, ACTION, subject="file")
    _record_denied(who, preview)
    return _answer(
        "flagged" if preview.of(WRONG) else "added", layout.received(preview, told_of_book)
    )


class Held:
    """Hold a file that is small enough to be held."""

    def __init__(self) -> None:
        self.content = bytearray()

    def take(self, piece: bytes) -> None:
        """Add a piece; raises Refused beyond the largest size."""
        self.content += piece
        if len(self.content) > LARGEST_FILE:
            raise Refused(layout.TOO_LARGE, status=413)


def text_of(content: bytes) -> tuple[str, str]:
    """Return the text of a file and what is told of a workbook; raises Unreadable."""
    if content.startswith(WORKBOOKS):
        # One row more than are taken, besides the headings, so that too many are told as such.
        return text_of_book(read_book(content, filled=MOST_ROWS + 2))
    # A PDF is mostly readable, but holds no rows.
    text = None if content.startswith(PDF) else decode(content)
    if text is None and content:
        raise Unreadable(NO_TEXT)
    return text or "", ""


def _record_denied(who: Principal, preview: Preview) -> None:
    """Note the pupils whom a file named and who are not the sender's to record for."""
    pupils = store().tables.load("pupils").index
    own = recordable(who)
    named = dict.fromkeys(one.pupil_id for one in preview.of(WRONG))
    others = [pupil_id for pupil_id in named if pupil_id not in own and pupil_id in pupils]
    for pupil_id in others[:MOST_DENIALS]:
        store().activity.record(who.username, RECORD, subject=pupil_id, outcome="denied")


def send_template(*, who: Principal) -> Response:
    """Send the template of a school, filled with the lines of its pupils' plans."""
    school = request.args.get("school")
    rows = recordable(who)
    chosen = [
        pupil_id
        for pupil_id, row in rows.items()
        if school is None or (row["school_id"] or NO_SCHOOL) == school
    ]
    store().activity.record(who.username, ACTION, subject="template")
    return as_file(template(lines_of(chosen)), "results-template", kind="csv")


def send_rows(*, who: Principal, name: str) -> Response:
    """Send the rows of the last file with what becomes of each, or those that are wrong."""
    file = waiting(who)
    if name not in ROWS or file is None:
        raise Refusal(404, NO_ROWS)
    found = told(preview_of(who, file.content), ROWS[name])
    return as_file(found, f"results-{name}", kind="csv")


def waiting(who: Principal) -> ResultFile | None:
    """Return the file that a person sent last, if there is one."""
    return files().load(who.username)


def _answer(state: str, sentence: str, *, status: int = 200) -> Response:
    response = jsonify(state=state, sentence=sentence)
    response.status_code = status
    return response


def install(server: Flask) -> dict[str, int]:
    """Add the route that takes a file in; return how large a body it takes."""
    secured_route(server, RULE, receive_results, action=ACTION, methods=["POST"])
    return {RULE: LARGEST_FILE + AROUND}


def register(app: Dash) -> None:
    """Serve the files that go out beside Dash."""
    server: Any = app.server
    secured_route(server, TEMPLATE_RULE, send_template, action=ACTION)
    secured_route(server, ROWS_RULE, send_rows, action=ACTION)
