"""Drive the product over HTTP as a signed-in browser would, and time every answer.

Bodies come from `/_dash-dependencies`, which is what the browser builds them from too.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from benchmarks.servers import HOST, NotMeasured, Server
from layouts import ids
from layouts.caseload import ORDERS, PAGE_SIZE

CALLBACK = "/_dash-update-component"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
TIMEOUT = 30
THREADS = 16
PUPIL_LINK = "/pupils/"
# The answer that a save changes, there and back.
CHANGED = "english"

Place = tuple[str, str]
Values = Mapping[Place, Any]


class Refused(RuntimeError):
    """Report an answer that was not the one asked for."""


class Client:
    """Send requests over one kept connection for each thread, all under one session.

    Without a role they are a visitor's, who has not signed in.
    """

    def __init__(self, server: Server, *, role: str = "co-ordinator") -> None:
        self._port = server.port
        self._own = threading.local()
        self._cookie = ""
        if role:
            self._sign_in(role)
        answer = self._send("GET", "/_dash-dependencies")
        self._callbacks = {_plain(each["output"]): each for each in json.loads(answer)}

    @property
    def cookie(self) -> tuple[str, str]:
        """Return the name and value of the session cookie."""
        name, _, value = self._cookie.partition("=")
        return name, value

    def _sign_in(self, role: str) -> None:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=TIMEOUT)
        form = {"Content-Type": "application/x-www-form-urlencoded", **SAME_SITE}
        connection.request("POST", "/sign-in/demo", urlencode({"role": role}), form)
        answer = connection.getresponse()
        answer.read()
        cookies = answer.headers.get_all("Set-Cookie") or []
        connection.close()
        if answer.status != http.HTTPStatus.SEE_OTHER or not cookies:
            raise NotMeasured(f"the demonstration's sign-in answered {answer.status}")
        self._cookie = cookies[0].partition(";")[0]

    def call(self, place: Place, values: Values) -> dict[str, dict[str, Any]]:
        """Call the callback that fills a place and return what it set, by component and property.

        Raises Refused unless it answers with values.
        """
        answer = json.loads(self._send("POST", CALLBACK, self.body(place, values)))
        found: dict[str, dict[str, Any]] = answer["response"]
        return found

    def body(self, place: Place, values: Values) -> bytes:
        """Return the request that a browser would send for these values of the controls."""
        callback = self._callbacks[self._output_with(place)]
        inputs = [_part(each, values) for each in callback["inputs"]]
        body = {
            "output": callback["output"],
            "outputs": _outputs(callback["output"]),
            "inputs": inputs,
            "changedPropIds": [f"{inputs[0]['id']}.{inputs[0]['property']}"],
            "parsedChangedPropsIds": [f"{inputs[0]['id']}.{inputs[0]['property']}"],
        }
        if callback["state"]:
            body["state"] = [_part(each, values) for each in callback["state"]]
        return json.dumps(body).encode()

    def _output_with(self, place: Place) -> str:
        wanted = ".".join(place)
        for output, callback in self._callbacks.items():
            names = output.strip(".").split("...")
            if wanted in names and not callback.get("clientside_function"):
                return output
        raise NotMeasured(f"no callback fills {wanted}")

    def _send(self, method: str, path: str, body: bytes | None = None) -> bytes:
        headers = {
            "Cookie": self._cookie,
            "Content-Type": "application/json",
            "Accept-Encoding": "gzip, deflate, br",
            **SAME_SITE,
        }
        if method == "GET":
            del headers["Accept-Encoding"]
        answer, content = self._exchange(method, path, body, headers)
        if answer.status != http.HTTPStatus.OK:
            raise Refused(f"{method} {path} answered {answer.status}: {content[:200]!r}")
        return _decoded(answer, content)

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        # A server may close a kept connection between two requests; the second try is on a new one.
        for last in (False, True):
            connection = self._connection(fresh=last)
            try:
                connection.request(method, path, body, dict(headers))
                answer = connection.getresponse()
                return answer, answer.read()
            except (http.client.RemoteDisconnected, ConnectionError):
                if last:
                    raise
        raise AssertionError

    def _connection(self, *, fresh: bool) -> http.client.HTTPConnection:
        held: http.client.HTTPConnection | None = getattr(self._own, "connection", None)
        if held is not None and not fresh:
            return held
        if held is not None:
            held.close()
        self._own.connection = http.client.HTTPConnection(HOST, self._port, timeout=TIMEOUT)
        return self._connection(fresh=False)


def _plain(output: str) -> str:
    return output.replace("\\.", ".")


def _part(each: Mapping[str, str], values: Values) -> dict[str, Any]:
    place = (each["id"], each["property"])
    return {"id": each["id"], "property": each["property"], "value": values.get(place)}


def _outputs(output: str) -> Any:
    parts = [name.rpartition(".") for name in output.strip(".").split("...")]
    listed = [{"id": component, "property": prop} for component, _, prop in parts]
    return listed if output.startswith("..") else listed[0]


def _decoded(answer: http.client.HTTPResponse, content: bytes) -> bytes:
    encoding = answer.headers.get("Content-Encoding", "")
    if encoding == "br":
        import brotli

        return bytes(brotli.decompress(content))
    if encoding == "gzip":
        import gzip

        return gzip.decompress(content)
    return content


def controls(component: Any) -> Iterator[tuple[Place, Any]]:
    """Yield the value and data of every control in a tree of components."""
    if isinstance(component, list):
        for each in component:
            yield from controls(each)
    if isinstance(component, dict):
        properties = component.get("props", {})
        for name in ("value", "data"):
            if "id" in properties and name in properties:
                yield (properties["id"], name), properties[name]
        yield from controls(properties.get("children"))


def links(component: Any) -> Iterator[str]:
    """Yield the pupils that a tree of components links to."""
    if isinstance(component, list):
        for each in component:
            yield from links(each)
    if isinstance(component, dict):
        properties = component.get("props", {})
        if str(properties.get("href", "")).startswith(PUPIL_LINK):
            yield properties["href"].removeprefix(PUPIL_LINK)
        yield from links(properties.get("children"))


class Reader:
    """Hold one person's session and do what the pages do: open, save, list, search."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._forms: dict[str, dict[Place, Any]] = {}
        self._lock = threading.Lock()

    def open_pupil(self, pupil_id: str) -> dict[Place, Any]:
        """Open a record and return the values of its controls."""
        place = (ids.REVIEW_BODY, "children")
        found = self._client.call(place, {(ids.REVIEW_PUPIL, "data"): pupil_id})
        values = dict(controls(found[ids.REVIEW_BODY]["children"]))
        values[ids.REVIEW_PUPIL, "data"] = pupil_id
        return values

    def keep_form(self, pupil_id: str) -> None:
        """Open a record that will be saved later."""
        self._forms[pupil_id] = self.open_pupil(pupil_id)

    def save(self, pupil_id: str) -> None:
        """Change one answer and save; raises Refused unless a new revision was saved."""
        values = self._forms[pupil_id]
        answer = (ids.form(CHANGED), "value")
        values[answer] = 2 if values.get(answer) == 1 else 1
        values[ids.ASSESSMENT_SAVE, "n_clicks"] = 1
        found = self._client.call((ids.ASSESSMENT_REVISION, "data"), values)
        if ids.ASSESSMENT_REVISION not in found:
            raise Refused(f"the save of {pupil_id} kept no revision")
        for component in (ids.ASSESSMENT_REVISION, ids.ASSESSMENT_REQUEST):
            values[component, "data"] = found[component]["data"]

    def caseload(self, page: int, *, mine: bool) -> list[str]:
        """Show a page of the caseload and return its pupils."""
        values = {
            (ids.CASELOAD_TEXT, "value"): "",
            (ids.CASELOAD_STAGE, "value"): "",
            (ids.CASELOAD_CLUSTER, "value"): "",
            (ids.CASELOAD_STATE, "value"): "",
            (ids.CASELOAD_MINE, "value"): mine,
            (ids.CASELOAD_SORT, "value"): next(iter(ORDERS)),
            (ids.CASELOAD_PAGE, "value"): str(page),
        }
        found = self._client.call((ids.CASELOAD_TABLE, "children"), values)
        return list(links(found[ids.CASELOAD_TABLE]["children"]))

    def search(self, text: str) -> list[str]:
        """Search for a pupil and return the first ones found."""
        values = {(ids.PUPIL_SEARCH, "value"): text}
        found = self._client.call((ids.PUPIL_RESULTS, "children"), values)
        return list(links(found[ids.PUPIL_RESULTS]["children"]))

    def own_pupils(self, wanted: int) -> list[str]:
        """Return up to so many pupils whose case the person holds; a refused page is said."""
        found: list[str] = []
        for page in range(1, wanted // PAGE_SIZE + 2):
            try:
                found += [each for each in self.caseload(page, mine=True) if each not in found]
            except Refused as refusal:
                print(f"Page {page} of the caseload was refused: {refusal}")
        return found[:wanted]


@dataclass
class Taken:
    """Collect the times of one kind of request, in milliseconds, and its failures."""

    name: str
    milliseconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def steps(reader: Reader, own: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Return the four things a person does, each going on to another pupil when done again."""
    opened, saved = cycle(own), cycle(own)
    pages = cycle([(page, mine) for page in (1, 2, 3) for mine in (True, False)])
    texts = cycle([each[:4] for each in own[:10]] + ["primary", "school", own[0]])
    return {
        "Open a pupil": lambda: reader.open_pupil(next(opened)),
        "Save an assessment (durable)": lambda: reader.save(next(saved)),
        "Caseload": lambda: _page(reader, *next(pages)),
        "Pupil search": lambda: reader.search(next(texts)),
    }


def _page(reader: Reader, page: int, mine: bool) -> list[str]:
    return reader.caseload(page, mine=mine)


def run_load(
    doing: Mapping[str, Callable[[], object]], *, rate: float, seconds: float
) -> list[Taken]:
    """Do the things in turn at a steady rate, whether or not earlier answers have come.

    A time runs from the moment a request was due, so that a slow server cannot hide its queue.
    """
    taken = {name: Taken(name) for name in doing}
    order = cycle(doing)
    start = time.perf_counter() + 0.2
    with ThreadPoolExecutor(THREADS) as pool:
        for count in range(int(rate * seconds)):
            due = start + count / rate
            name = next(order)
            time.sleep(max(0.0, due - time.perf_counter()))
            pool.submit(_timed, doing[name], taken[name], due)
    return list(taken.values())


def _timed(doing: Callable[[], object], taken: Taken, due: float) -> None:
    try:
        doing()
    except (OSError, http.client.HTTPException, RuntimeError, ValueError) as error:
        taken.failures.append(str(error)[:200])
    else:
        taken.milliseconds.append((time.perf_counter() - due) * 1000)


def cpu_per_request(server: Server, doing: Callable[[], object], *, count: int) -> float:
    """Return the server's processor time for one request, in milliseconds, over so many."""
    before = server.cpu_seconds()
    for _ in range(count):
        with suppress(Refused):
            doing()
    return (server.cpu_seconds() - before) / count * 1000
