"""Refusals and failures as a person meets them: one sentence, and nothing of the record."""

from __future__ import annotations

import logging
import secrets
import traceback
from http import HTTPStatus

from dash.exceptions import DependencyException
from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from data.database import SaveFailed
from data.schemas import Invalid

LOG = logging.getLogger("access")

SIGNED_OUT = "You are signed out. Sign in again; what you typed is still on this page."
NOT_ALLOWED = "You are not allowed to do this. Ask the co-ordinator or an administrator."
NOT_UNDERSTOOD = "The request was not in the form expected. Reload the page and try again."
TOO_LARGE = "What was sent is too large."
ELSEWHERE = "The request came from another website, so it was not carried out."
NOT_FOUND = "There is no such page."

SENTENCES = {404: NOT_FOUND, 413: TOO_LARGE}
FRAMES_LOGGED = 4


class Refusal(HTTPException):
    """Stop the request and answer with a status and one sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = status
        self.sentence = sentence


def install_refusals(server: Flask) -> None:
    """Answer every error with a short body in place of the framework's own words."""
    server.register_error_handler(Refusal, _refused)
    server.register_error_handler(HTTPException, _refused_by_framework)
    server.register_error_handler(DependencyException, _no_such_script)
    server.register_error_handler(SaveFailed, _not_saved)
    server.register_error_handler(Invalid, _invalid)
    server.register_error_handler(Exception, _failed)


def answer(status: int, sentence: str) -> Response:
    """Return the sentence as a page to somebody who opened one, otherwise as JSON."""
    if wants_page():
        page = render_template("refused.html", title=HTTPStatus(status).phrase, sentence=sentence)
        return make_response(page, status)
    response = jsonify(error=sentence)
    response.status_code = status
    return response


def wants_page() -> bool:
    """Say whether a person's browser asked for a page, rather than the page's script for data."""
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    return best == "text/html" and not request.path.startswith("/_")


def _refused(error: Refusal) -> Response:
    return answer(error.code or 500, error.sentence)


def _refused_by_framework(error: HTTPException) -> Response:
    # Flask itself lets redirects and ready answers pass, so that this is always a 4xx or 5xx.
    status = error.code or 500
    response = answer(status, SENTENCES.get(status, NOT_UNDERSTOOD))
    response.headers.extend(
        (name, value) for name, value in error.get_headers() if name != "Content-Type"
    )
    return response


def _no_such_script(_error: DependencyException) -> Response:
    return answer(404, NOT_FOUND)


def _not_saved(error: SaveFailed) -> Response:
    LOG.error("not saved path=%s", ascii(request.path))
    return answer(503, str(error))


def _invalid(error: Invalid) -> Response:
    return answer(400, " ".join(error.problems.values()))


def _failed(error: Exception) -> Response:
    # The message of an unknown error may hold a row, so only its type and place are logged.
    reference = secrets.token_hex(3).upper()
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES_LOGGED:]
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    LOG.error("failed reference=%s %s at %s", reference, type(error).__name__, places)
    return answer(
        500,
        f"Something went wrong and was noted. Tell an administrator the reference {reference}.",
    )
