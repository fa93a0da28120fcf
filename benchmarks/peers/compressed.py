"""Compress what an ASGI app serves as files, once, as the proxy before a real one would."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

FILES = (".js", ".css", ".html", ".json", ".svg", ".ttf", "/")
# Of no meaning for the compressed body, or set anew.
REPLACED = (b"content-length", b"content-encoding", b"accept-ranges")


class Compressed:
    """Serve an app's static files gzipped from memory; pass everything else through."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._kept: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request or socket."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return await self._app(scope, receive, send)
        if not scope["path"].endswith(FILES):
            return await self._app(scope, receive, send)
        kept = self._kept.get(scope["path"]) or await self._ask(scope, receive)
        start, body = kept
        # A page may differ by its query, so only files are kept.
        if not scope["path"].endswith("/") and start["status"] == 200:
            self._kept[scope["path"]] = kept
        await send(start)
        await send({"type": "http.response.body", "body": body})
        return None

    async def _ask(self, scope: Message, receive: Receive) -> tuple[Message, bytes]:
        sent: list[Message] = []

        async def collect(message: Message) -> None:
            sent.append(message)

        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, collect)
        start, body = sent[0], b"".join(part.get("body", b"") for part in sent[1:])
        return _gzipped(start, body)


def _gzipped(start: Message, body: bytes) -> tuple[Message, bytes]:
    smaller = gzip.compress(body, 6)
    headers = [(name, value) for name, value in start["headers"] if name.lower() not in REPLACED]
    headers += [
        (b"content-encoding", b"gzip"),
        (b"content-length", str(len(smaller)).encode()),
    ]
    return {**start, "headers": headers}, smaller
