"""The EES client against a stand-in on this computer that answers in the documented shape."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
import urllib3

from data.sen2 import ees as module
from data.sen2.ees import BASE, DataSet, Ees, EesProblem

PUBLICATION = "88312cc0-fe1d-4ab5-81df-33fd708185cb"
CSV = "\ufefftime_period,geographic_level,ehcplans\r\n202425,National,638745\r\n".encode()
CASELOAD = DataSet("a1b2c3-caseload", "Caseload", "1.2", "Published")

Reply = tuple[int, dict[str, str], bytes]
Answer = Callable[[str, str], Reply]


def as_json(value: Any, status: int = 200, **headers: str) -> Reply:
    told = {"Content-Type": "application/json; charset=utf-8", **headers}
    return status, told, json.dumps(value).encode()


def as_csv(body: bytes = CSV, **headers: str) -> Reply:
    return 200, {"Content-Type": "text/csv", **headers}, body


def listed(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"0194d7a8-{number}",
        "title": f"Data set {number}",
        "summary": "What it holds",
        "status": "Published",
        "latestVersion": {
            "version": "1.0",
            "type": "Major",
            "published": "2025-06-26T09:30:00+00:00",
            "totalResults": 12,
            "geographicLevels": ["National", "Regional", "Local authority"],
        },
        **changes,
    }


def page(number: int, total: int, results: list[Any]) -> Any:
    paging = {"page": number, "pageSize": 20, "totalResults": 3, "totalPages": total}
    return {"paging": paging, "results": results}


@dataclass
class StandIn:
    """Answer as it is told, and note what was asked."""

    answers: list[Answer | Reply] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        path, query = environ["PATH_INFO"], environ["QUERY_STRING"]
        self.asked.append(f"{path}?{query}")
        self.accepted.append(environ.get("HTTP_ACCEPT_ENCODING", ""))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        status, headers, body = answer if isinstance(answer, tuple) else answer(path, query)
        start_response(f"{status} Told", list(headers.items()))
        return [body]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of requests."""


class Server(WSGIServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up."""


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, StandIn]]:
    stand_in = StandIn()
    with make_server("127.0.0.1", 0, stand_in, Server, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/statistics/v1", stand_in
        server.shutdown()
        thread.join()


@pytest.fixture
def stand_in(served: tuple[str, StandIn]) -> StandIn:
    served[1].answers, served[1].asked, served[1].accepted = [], [], []
    return served[1]


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def ees(served: tuple[str, StandIn], stand_in: StandIn, waits: list[float]) -> Iterator[Ees]:
    client = Ees(served[0], sleep=waits.append)
    yield client
    client.http.clear()


def test_the_address_is_the_dfe_s_unless_set() -> None:
    assert Ees().base == BASE == "https://api.education.gov.uk/statistics/v1"
    assert Ees("https://example.org/v1/").base == "https://example.org/v1"


@pytest.mark.parametrize(
    "base",
    ["http://example.org", "ftp://127.0.0.1", "file:///etc/passwd", "", "https://a:b@c.org/",
     "https://[::1", "https://"],
)  # fmt: skip
def test_an_unsafe_address_is_refused(base: str) -> None:
    with pytest.raises(EesProblem, match="https"):
        Ees(base)


def test_data_sets_of_all_pages_are_listed(ees: Ees, stand_in: StandIn) -> None:
    stand_in.answers = [
        as_json(page(1, 2, [listed(1), listed(2, status="Withdrawn")])),
        as_json(page(2, 2, [listed(3, latestVersion={"version": "2.1"})])),
    ]
    assert ees.data_sets(PUBLICATION) == [
        DataSet("0194d7a8-1", "Data set 1", "1.0", "Published"),
        DataSet("0194d7a8-3", "Data set 3", "2.1", "Published"),
    ]
    path = f"/statistics/v1/publications/{PUBLICATION}/data-sets"
    assert stand_in.asked == [f"{path}?page={n}&pageSize=20" for n in (1, 2)]
    assert set(stand_in.accepted) == {"gzip"}


def test_an_empty_publication_has_no_data_sets(ees: Ees, stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.answers = [as_json(page(1, 0, []))]
    assert ees.data_sets(PUBLICATION) == []
    with pytest.raises(EesProblem, match="no data set"):
        ees.publication(PUBLICATION, tmp_path)


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_is_fetched_at_its_version(
    ees: Ees, stand_in: StandIn, tmp_path: Path, packed: bool
) -> None:
    reply = as_csv(gzip.compress(CSV), **{"Content-Encoding": "gzip"}) if packed else as_csv()
    stand_in.answers = [reply]
    found = ees.csv(CASELOAD, tmp_path)
    assert found.path == tmp_path / "caseload.csv"
    assert found.path.read_bytes() == CSV
    assert (found.name, found.size) == ("caseload.csv", len(CSV))
    assert found.sha256 == hashlib.sha256(CSV).hexdigest()
    assert stand_in.asked == ["/statistics/v1/data-sets/a1b2c3-caseload/csv?dataSetVersion=1.2"]


def test_a_publication_is_fetched_whole(ees: Ees, stand_in: StandIn, tmp_path: Path) -> None:
    def answer(path: str, query: str) -> Reply:
        return as_csv() if path.endswith("/csv") else as_json(page(1, 1, [listed(1), listed(2)]))

    stand_in.answers, told = [answer], []
    found = ees.publication(PUBLICATION, tmp_path, progress=told.append)
    assert [one.name for one in found] == ["data_set_1.csv", "data_set_2.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [one.name for one in found]
    assert told[0] == "Fetching 1 of 2: Data set 1, version 1.0"
    assert len(ees.publication(PUBLICATION, tmp_path)) == 2


def test_two_data_sets_of_one_name_are_refused(ees: Ees, stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.answers = [as_json(page(1, 1, [listed(1), listed(2, title="Data-set 1")]))]
    with pytest.raises(EesProblem, match="two data sets are data_set_1"):
        ees.publication(PUBLICATION, tmp_path)


def test_a_busy_server_is_asked_again_when_it_says(
    ees: Ees, stand_in: StandIn, tmp_path: Path, waits: list[float]
) -> None:
    busy = {"title": "Too many requests", "status": 429}
    soon = formatdate(time.time() + 20, usegmt=True)
    stand_in.answers = [
        as_json(busy, 429, **{"Retry-After": "7"}),
        as_json(busy, 429, **{"Retry-After": soon}),
        as_json(busy, 429),
        as_csv(),
    ]
    assert ees.csv(CASELOAD, tmp_path).size == len(CSV)
    assert waits[0] == 7
    assert 15 < waits[1] <= 20
    assert waits[2] == 4


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("99999999", 60), ("soon", 1), ("", 1), ("Thu, 01 Jan 1970 00:00:00 GMT", 0)],
)
def test_a_wait_has_bounds(
    ees: Ees, stand_in: StandIn, tmp_path: Path, waits: list[float], asked: str, seconds: int
) -> None:
    stand_in.answers = [as_json({}, 503, **{"Retry-After": asked}), as_csv()]
    ees.csv(CASELOAD, tmp_path)
    assert waits == [seconds]


def test_waiting_ends(served: tuple[str, StandIn], stand_in: StandIn, tmp_path: Path) -> None:
    clock = iter(range(0, 10_000, 290))
    ees = Ees(served[0], sleep=lambda _: None, clock=lambda: float(next(clock)))
    stand_in.answers = [as_json({}, 429, **{"Retry-After": "30"})]
    with pytest.raises(EesProblem, match="slow down") as told:
        ees.csv(CASELOAD, tmp_path)
    assert told.value.status == 429
    assert len(stand_in.asked) == 1
    ees.http.clear()


def test_a_slow_body_is_given_up(
    served: tuple[str, StandIn], stand_in: StandIn, tmp_path: Path
) -> None:
    clock = iter((0.0, 301.0))
    ees = Ees(served[0], clock=lambda: next(clock))
    stand_in.answers = [as_csv()]
    with pytest.raises(EesProblem, match="took too long"):
        ees.csv(CASELOAD, tmp_path)
    ees.http.clear()


@pytest.mark.parametrize(("status", "tries"), [(504, 4), (503, 4), (404, 1), (400, 1), (500, 1)])
def test_an_error_is_told_with_title_and_status(
    ees: Ees, stand_in: StandIn, tmp_path: Path, status: int, tries: int
) -> None:
    problem = {"title": "It \x1b[31mfailed\n", "status": status, "type": "about:blank",
               "errors": [{"message": "x", "code": "y", "path": "z"}]}  # fmt: skip
    stand_in.answers = [as_json(problem, status)]
    with pytest.raises(EesProblem) as told:
        ees.csv(CASELOAD, tmp_path)
    assert told.value.status == status
    assert f"(It  [31mfailed), status {status}" in str(told.value)
    assert len(stand_in.asked) == tries
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"title": 3}', b"", b'{"title": " "}'])
def test_an_error_without_words_keeps_its_status(
    ees: Ees, stand_in: StandIn, tmp_path: Path, body: bytes
) -> None:
    stand_in.answers = [(418, {"Content-Type": "text/html"}, body)]
    with pytest.raises(EesProblem, match="it refused, status 418"):
        ees.csv(CASELOAD, tmp_path)


BAD_PAGES = {
    "not JSON": (200, {"Content-Type": "application/json"}, b"{"),
    "another shape": as_json([1, 2]),
    "no paging": as_json({"results": []}),
    "too many pages": as_json(page(1, 5_000, [])),
    "another page": as_json(page(2, 2, [])),
    "no title": as_json(page(1, 1, [listed(1, title="")])),
    "a path for an id": as_json(page(1, 1, [listed(1, id="../../etc")])),
    "a wild version": as_json(page(1, 1, [listed(1, latestVersion={"version": "*"})])),
    "an unknown status": as_json(page(1, 1, [listed(1, status="Draft")])),
    "too deep": (200, {"Content-Type": "application/json"}, b"[" * 200_000),
    "HTML": (200, {"Content-Type": "text/html"}, b"<html>"),
    "no kind": (200, {}, b"{}"),
    "a huge page": as_json(page(1, 1, []), **{"Content-Length": "1000000000"}),
}


@pytest.mark.parametrize("name", BAD_PAGES)
def test_a_page_in_another_form_is_refused(ees: Ees, stand_in: StandIn, name: str) -> None:
    stand_in.answers = [BAD_PAGES[name]]
    with pytest.raises(EesProblem):
        ees.data_sets(PUBLICATION)


def test_a_page_that_never_ends_is_refused(
    ees: Ees, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_ANSWER", 10)
    body = json.dumps(page(1, 1, [])).encode()
    stand_in.answers = [(200, {"Content-Type": "application/json", "Content-Length": "oops"}, body)]
    with pytest.raises(EesProblem, match="larger"):
        ees.data_sets(PUBLICATION)


PACKED = gzip.compress(CSV * 1_000)
BAD_FILES: dict[str, tuple[Reply, str]] = {
    "cut gzip": (as_csv(PACKED[:-20], **{"Content-Encoding": "gzip"}), "cut off"),
    "damaged gzip": (as_csv(b"\x1f\x8b" + b"\x00" * 40, **{"Content-Encoding": "gzip"}), "damaged"),
    "not gzip": (as_csv(CSV, **{"Content-Encoding": "gzip"}), "damaged"),
    "cut body": (as_csv(CSV, **{"Content-Length": "500"}), "cut off"),
    "1 GB announced": (as_csv(CSV, **{"Content-Length": "1000000000"}), "larger than 100,000,000"),
    "JSON": (as_json({}), "application/json came instead of text/csv"),
    "HTML": ((200, {"Content-Type": "text/html"}, b"<html>"), "text/html came instead"),
    "empty": (as_csv(b""), "empty"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_leaves_nothing(ees: Ees, stand_in: StandIn, tmp_path: Path, name: str) -> None:
    reply, words = BAD_FILES[name]
    stand_in.answers = [reply]
    (tmp_path / "caseload.csv").write_bytes(b"what was there before")
    with pytest.raises(EesProblem, match=words):
        ees.csv(CASELOAD, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["caseload.csv"]
    assert (tmp_path / "caseload.csv").read_bytes() == b"what was there before"


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_grows_too_large_is_refused(
    served: tuple[str, StandIn], stand_in: StandIn, tmp_path: Path, packed: bool
) -> None:
    ees = Ees(served[0], largest=100_000)
    body = b"0" * 1_000_000
    # Packed it is small: only unpacking shows how large it is.
    reply = as_csv(gzip.compress(body), **{"Content-Encoding": "gzip"}) if packed else as_csv(body)
    reply[1].pop("Content-Length", None)
    stand_in.answers = [reply]
    with pytest.raises(EesProblem, match="larger than 100,000 bytes"):
        ees.csv(CASELOAD, tmp_path)
    assert list(tmp_path.iterdir()) == []
    ees.http.clear()


def test_a_body_without_length_is_held_to_the_limit(
    ees: Ees, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Endless:
        status, headers = 200, {"Content-Type": "text/csv"}

        def read(self, size: int) -> bytes:
            return b"0" * size

        def close(self) -> None:
            """Have nothing to close."""

    monkeypatch.setattr(ees.http, "request", lambda *_, **__: Endless())
    ees.largest = 200_000
    with pytest.raises(EesProblem, match="larger than 200,000"):
        ees.csv(CASELOAD, tmp_path)


def test_a_redirect_to_the_stand_in_is_followed(
    ees: Ees, stand_in: StandIn, tmp_path: Path
) -> None:
    stand_in.answers = [(307, {"Location": "/elsewhere.csv"}, b""), as_csv()]
    assert ees.csv(CASELOAD, tmp_path).size == len(CSV)
    assert stand_in.asked[1] == "/elsewhere.csv?"


@pytest.mark.parametrize(
    "target", ["http://example.org/x.csv", "file:///etc/passwd", "ftp://127.0.0.1/x"]
)
def test_a_redirect_away_from_https_is_refused(
    ees: Ees, stand_in: StandIn, tmp_path: Path, target: str
) -> None:
    stand_in.answers = [(302, {"Location": target}, b"")]
    with pytest.raises(EesProblem, match="not https"):
        ees.csv(CASELOAD, tmp_path)


def test_the_real_address_may_not_send_to_this_computer(
    served: tuple[str, StandIn], stand_in: StandIn, tmp_path: Path
) -> None:
    ees = Ees("https://api.example.org/v1")

    class Redirect:
        status, headers = 302, {"Location": served[0]}

        def close(self) -> None:
            """Have nothing to close."""

    ees.http.request = lambda *_, **__: Redirect()  # type: ignore[method-assign,assignment]
    with pytest.raises(EesProblem, match="not https"):
        ees.csv(CASELOAD, tmp_path)
    assert stand_in.asked == []


def test_redirects_end(ees: Ees, stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.answers = [(301, {"Location": "/again"}, b"")]
    with pytest.raises(EesProblem, match="again and again"):
        ees.csv(CASELOAD, tmp_path)
    assert len(stand_in.asked) == 4


def test_nobody_there(tmp_path: Path) -> None:
    with pytest.raises(EesProblem, match="cannot be reached"):
        Ees("http://127.0.0.1:9/v1").csv(CASELOAD, tmp_path)


def test_an_answer_that_is_not_http(
    ees: Ees, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise urllib3.exceptions.ProtocolError("not HTTP")

    monkeypatch.setattr(ees.http, "request", broken)
    with pytest.raises(EesProblem, match="cannot be reached"):
        ees.csv(CASELOAD, tmp_path)


@pytest.mark.parametrize("moment", ["asking", "reading"])
def test_a_server_that_does_not_answer_in_time(
    ees: Ees, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, moment: str
) -> None:
    def too_late(*_: Any, **__: Any) -> Any:
        raise urllib3.exceptions.ReadTimeoutError(None, "", "late")  # type: ignore[arg-type]

    stand_in.answers = [as_csv()]
    if moment == "asking":
        monkeypatch.setattr(ees.http, "request", too_late)
    else:
        monkeypatch.setattr(urllib3.HTTPResponse, "read", too_late)
    with pytest.raises(EesProblem, match="took too long"):
        ees.csv(CASELOAD, tmp_path)


@pytest.mark.parametrize("id", ["../x", "", "a b", "a" * 65])
def test_an_id_that_is_none_is_not_asked_for(ees: Ees, stand_in: StandIn, id: str) -> None:
    with pytest.raises(EesProblem, match="not an id"):
        ees.data_sets(id)
    assert stand_in.asked == []


def test_a_version_that_is_none_is_not_asked_for(
    ees: Ees, stand_in: StandIn, tmp_path: Path
) -> None:
    with pytest.raises(EesProblem, match="not a version"):
        ees.csv(DataSet("a", "b", "1&x=2", "Published"), tmp_path)
    assert stand_in.asked == []


@pytest.mark.parametrize(
    ("title", "name"),
    [("EHC plans: by need", "ehc_plans_by_need"), ("../../x", "x"), ("—", "data_set")],
)
def test_a_title_makes_a_plain_file_name(title: str, name: str) -> None:
    assert module._file_name(title) == name
