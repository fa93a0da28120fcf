"""The administrator's page of releases: files come in, an import begins, its progress shows."""

from __future__ import annotations

import datetime
import secrets
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output
from flask import Flask, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from access.principal import Principal
from access.refusals import Refusal
from access.secured import secured, secured_route
from callbacks.context import house, whole_number
from callbacks.sen2.fetching import PUBLICATION
from callbacks.sen2.importing import use_revision
from callbacks.sen2.jobs import RUNNING, UPLOADED, Busy, begin, read_job
from callbacks.sen2.source import directory, sen2
from data.sen2.sources import LARGEST_FILE
from layouts import ids
from layouts.sen2 import importing

RULE = "/sen2/import/files"
API_RULE = "/sen2/import/api"
USE_RULE = "/sen2/import/use"
MOST_FILES = 40
LARGEST_UPLOAD = 2 * LARGEST_FILE
# What a zip and the DfE's CSV files begin with: its mark, or a line of text.
ZIP_MARK = b"PK\x03\x04"
FIRST_BYTES = 512


def receive_files(*, who: Principal) -> Response:
    """Take files in and begin to import them; lead back to the page."""
    files = [one for one in request.files.getlist("files") if one.filename]
    problem = _problem(files)
    if problem:
        raise Refusal(400, problem)
    folder = directory() / f"{UPLOADED}{secrets.token_hex(8)}"
    return _begin(who, [_kept(folder, one, number) for number, one in enumerate(files)])


def fetch_release(*, who: Principal) -> Response:
    """Begin to import the publication from the department's API; lead back to the page."""
    return _begin(who, [f"{house().settings.ees_api_url}/publications/{PUBLICATION}"])


def use_again(*, who: Principal) -> Response:
    """Put a revision in use that was loaded before; lead back to the page."""
    release, _, revision = request.form.get("revision", "").partition(" ")
    number = whole_number(revision)
    if number is None or not use_revision(directory(), release, number):
        raise Refusal(404, "There is no such revision.")
    house().store.activity.record(who.username, "sen2.import", subject=f"{release}-{number}")
    return redirect("/sen2/import", code=303)


def _begin(who: Principal, given: list[str]) -> Response:
    base, now = house().settings.ees_api_url, datetime.datetime.now(datetime.UTC)
    try:
        begin(directory(), given, by=who.username, base=base, now=now)
    except Busy as busy:
        raise Refusal(409, str(busy)) from None
    house().store.activity.record(who.username, "sen2.import")
    return redirect("/sen2/import", code=303)


def _problem(files: list[FileStorage]) -> str:
    if not files:
        return "Choose a zip or CSV file first."
    if len(files) > MOST_FILES:
        return f"Choose {MOST_FILES} files or fewer."
    wrong = [one.filename for one in files if not _is_expected(one)]
    return f"{wrong[0]} is neither a zip nor a CSV file." if wrong else ""


def _is_expected(file: FileStorage) -> bool:
    """Tell whether a file begins as its name says that it does."""
    start = file.stream.read(FIRST_BYTES)
    file.stream.seek(0)
    name = (file.filename or "").lower()
    if name.endswith(".zip"):
        return start.startswith(ZIP_MARK)
    return name.endswith(".csv") and b"\0" not in start


def _kept(folder: Path, file: FileStorage, number: int) -> str:
    """Save a file under its own name made safe, with a number so that no two are one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{number:02}-{secure_filename(file.filename or '')}"
    file.save(path)
    return str(path)


def show_job(*, who: Principal, opened: bool | None, ticks: int | None) -> tuple[Any, bool]:
    """Show how far the last import has come; stop asking once it has ended."""
    job = read_job(directory())
    return importing.progress(job), job is None or job.state != RUNNING


def show_releases(*, who: Principal, waiting: bool) -> Any:
    """Show the releases that are loaded, anew when an import has ended."""
    loaded = sen2()
    return importing.releases(loaded.releases, illustrative=loaded.illustrative)


def install(server: Flask) -> dict[str, int]:
    """Add the route that takes files in; return how large a body it takes."""
    secured_route(server, RULE, receive_files, action="sen2.import", methods=["POST"])
    secured_route(server, USE_RULE, use_again, action="sen2.import", methods=["POST"])
    secured_route(server, API_RULE, fetch_release, action="sen2.import", methods=["POST"])
    return {RULE: LARGEST_UPLOAD}


def register(app: Dash) -> None:
    """Wire the page of releases."""
    secured(
        app,
        show_job,
        action="sen2.import",
        output=(
            Output(ids.SEN2_JOB, "children"),
            Output(ids.SEN2_TICKS, "disabled"),
        ),
        inputs={
            "opened": Input(ids.SEN2_IMPORT_OPENED, "data"),
            "ticks": Input(ids.SEN2_TICKS, "n_intervals"),
        },
    )
    secured(
        app,
        show_releases,
        action="sen2.import",
        output=Output(ids.SEN2_RELEASES, "children"),
        inputs={"waiting": Input(ids.SEN2_TICKS, "disabled")},
    )
