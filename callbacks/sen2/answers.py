"""Answers about published figures, kept as they were sent until the figures change.

To draw a view takes some tens of milliseconds of a processor, to send it again two. What is kept is
the same for everybody of a role who asks the very same question, and holds published figures only.
Each process keeps some in memory, and all share the files.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Flask, Response, current_app, g, request

from access.gate import CALLBACK, LARGEST_VISITOR_BODY
from access.policy import NO_PUPIL, allows
from access.services import current_principal
from callbacks.sen2.arranged import in_use
from data.sen2.answers import AnswerFiles
from layouts import ids
from layouts.sen2.views import VIEWS

EXTENSION = "sen2.answers"
# An answer has some 20 kB: all authorities in every view take half of this.
KEPT_BYTES = 64 * 1024**2
ENCODINGS = ("br", "gzip")
PARTS = ("views.children", "choices.children", "body.children", "kept.data")
OUTPUTS = frozenset(
    "..{}..".format("...".join(ids.sen2(view, part) for part in PARTS)) for view in VIEWS
)

ROOT = Path(__file__).resolve().parents[2]
# What an answer is made of besides the figures; another version of it may answer otherwise.
MADE_OF = ("access", "analytics", "callbacks", "data/schemas", "data/sen2", "layouts")
Key = tuple[str, str, str, bytes]


class Answers:
    """Keep answers by what was asked, the ones not asked for longest leaving memory first."""

    def __init__(self, directory: Path, *, size: int = KEPT_BYTES) -> None:
        self._files = AnswerFiles(directory)
        self._kept: LRUCache[Key, bytes] = LRUCache(size, getsizeof=len)
        self._lock = Lock()

    def get(self, key: Key) -> bytes | None:
        """Return an answer, None if it is not kept."""
        with self._lock:
            content = self._kept.get(key)
        if content is None and (content := self._files.get(_question(key))) is not None:
            self._remember(key, content)
        return content

    def put(self, key: Key, content: bytes) -> None:
        """Keep an answer, unless it alone is too large."""
        self._remember(key, content)
        self._files.put(_question(key), content)

    def _remember(self, key: Key, content: bytes) -> None:
        with self._lock:
            if len(content) <= self._kept.maxsize:
                self._kept[key] = content


def _question(key: Key) -> bytes:
    *texts, body = key
    return "\0".join([_version(), *texts]).encode() + b"\0" + body


@cache
def _version() -> str:
    """Return a checksum of the program that makes answers, so that an old one's are not sent."""
    found = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for folder in MADE_OF:
        for file in sorted((ROOT / folder).rglob("*.py")):
            found.update(file.read_bytes())
    return found.hexdigest()


def install(server: Flask, *, directory: Path) -> None:
    """Keep answers of the app; call it after the gate and before what compresses answers.

    So nobody passes the gate unseen, and what is kept is compressed.
    """
    server.extensions[EXTENSION] = Answers(directory)
    server.before_request(send_kept)
    server.after_request(keep)


def send_kept() -> Response | None:
    """Send the answer that is kept, or let the callback be run by returning nothing."""
    key = _key()
    if key is None:
        return None
    content = _answers().get(key)
    if content is None:
        g.sen2_wanted = key
        return None
    answer = Response(content, mimetype="application/json")
    if key[2]:
        answer.headers["Content-Encoding"] = key[2]
    answer.vary.add("Accept-Encoding")
    return answer


def keep(answer: Response) -> Response:
    """Keep a good answer for whoever asks the same."""
    key: Key | None = g.get("sen2_wanted")
    if key and answer.status_code == 200 and answer.headers.get("Content-Encoding", "") == key[2]:
        _answers().put(key, answer.get_data())
    return answer


def _answers() -> Answers:
    answers: Answers = current_app.extensions[EXTENSION]
    return answers


def _key() -> Key | None:
    """Return what the request asks, by whom and of which figures; None if it is none of ours."""
    if not request.url_rule or request.url_rule.rule != CALLBACK:
        return None
    asked: Any = request.get_json(silent=True)
    if not isinstance(asked, dict) or asked.get("output") not in OUTPUTS:
        return None
    who, body = current_principal(), request.get_data()
    if len(body) > LARGEST_VISITOR_BODY or not allows(who.role, "sen2.read", NO_PUPIL):
        return None
    encoding = next((one for one in ENCODINGS if one in request.accept_encodings), "")
    return in_use().published.fingerprint, who.role, encoding, body
