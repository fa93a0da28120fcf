"""Somebody with a telephone and a link: what they do on the plain pages, in one line each."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

NEXT = "next"


class Person:
    """Hold one browser that was given one link."""

    def __init__(self, app: Any, link: Any) -> None:
        self.app, self.link = app, link
        self.client: FlaskClient = app.server.test_client()
        self.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        self.client.environ_base["HTTP_ACCEPT"] = "text/html"
        # A demonstration answers on its own computer alone.
        self.client.environ_base["REMOTE_ADDR"] = "127.0.0.1"
        self.token = link.address.partition("#")[2]
        self.code = link.code

    def on_another_telephone(self) -> Person:
        """Return the same person with another browser."""
        return Person(self.app, self.link)

    def open(self, *, token: str | None = None, code: str | None = None) -> TestResponse:
        """Send both factors."""
        given = {"token": self.token if token is None else token, "code": code or self.code}
        return self.client.post("/answer", data=given)

    def see(self, step: str) -> TestResponse:
        """Open a step."""
        return self.client.get(f"/answer/{step}")

    def give(self, step: str, *, go: str = NEXT, **values: str) -> TestResponse:
        """Send a step; an underscore before a number stands for the hyphen of a field."""
        named = {re.sub(r"_(?=\d+$)", "-", name): value for name, value in values.items()}
        return self.client.post(f"/answer/{step}", data={**named, "go": go})

    def send(self) -> TestResponse:
        """Send the answer."""
        return self.client.post("/answer/check", data={"go": "send"})

    def answer(self) -> TestResponse:
        """Open the link, say one thing and send it."""
        assert self.open().status_code == 303
        last = self.give(self.last_step(), helps="A calm start.")
        assert last.status_code == 303, last.text
        return self.send()

    def last_step(self) -> str:
        """Return the step on which the person's own words are asked for."""
        return "words" if self.see("words").status_code == 200 else "words-1"
