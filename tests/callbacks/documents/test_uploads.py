"""Documents come in by a route of their own, and originals go out as they came."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from callbacks import receiving, review
from callbacks.documents import reading, uploads
from data.database import BUSY, FULL, SaveFailed
from data.documents import originals, taking_in
from data.documents.extraction import extracted_from
from data.documents.originals import Originals
from data.documents.refusals import Refused
from data.schemas.documents import LARGEST_FILE
from layouts.documents.brief import documents
from layouts.documents.opened import named
from tests.callbacks.conftest import SAME_SITE
from tests.tree import words_in

Enter = Callable[[Any, str], FlaskClient]
LETTER = b"Hearing\nHe hears well.\n"
PUPIL = "EX1"


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "extract", lambda path, name: extracted_from(path.read_bytes()))


def send(
    client: FlaskClient,
    content: bytes,
    name: str = "letter.txt",
    pupil_id: str = PUPIL,
    **more: Any,
) -> Any:
    data = {"file": (io.BytesIO(content), name), **more}
    return client.post(
        f"/documents/{pupil_id}", data=data, headers=SAME_SITE, content_type="multipart/form-data"
    )


@pytest.fixture
def client(demo_app: Any, sign_in: Enter) -> FlaskClient:
    return sign_in(demo_app, "co-ordinator")


def own_pupil(app: Any, role: str) -> str:
    """Find a pupil whom the demo person of a role may send documents about."""
    from callbacks.context import StoreRelations, store
    from tests.conftest import demo_principal

    relation = {"co-ordinator": "own", "specialist": "asked", "senco": "school"}.get(role, "other")
    with app.server.test_request_context():
        who, relations = demo_principal(role), StoreRelations()
        pupils = store().tables.load("pupils")["pupil_id"]
        return next(p for p in pupils if relations.relation(who, p) == relation)


@pytest.fixture
def pupil(demo_app: Any) -> str:
    return own_pupil(demo_app, "co-ordinator")


def test_a_document_is_taken_in_and_the_same_again_is_noticed(
    client: FlaskClient, pupil: str
) -> None:
    answer = send(client, LETTER, pupil_id=pupil)
    assert answer.status_code == 201
    assert answer.json["state"] == "added"
    again = send(client, LETTER, pupil_id=pupil)
    assert (again.status_code, again.json["state"]) == (200, "known")
    assert again.json["document_id"] == answer.json["document_id"]


def test_an_original_comes_back_as_an_attachment_and_who_opened_it_is_recorded(
    demo_app: Any, client: FlaskClient, pupil: str
) -> None:
    code = send(client, LETTER, "Zoë's \u202eletter.txt", pupil).json["document_id"]
    answer = client.get(f"/documents/{pupil}/{code}/original")
    assert (answer.status_code, answer.data) == (200, LETTER)
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "Zo%C3%AB" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    with demo_app.server.test_request_context():
        told = [(one.what, one.who) for one in uploads.handled(pupil, code)]
    assert [what for what, _ in told] == ["Original opened", "Uploaded"]
    assert len({who for _, who in told}) == 1


def test_an_invented_document_has_its_original_too(shared_app: Any, sign_in: Enter) -> None:
    answer = sign_in(shared_app, "co-ordinator").get("/documents/EX1/EX1-01/original")
    assert answer.status_code == 200
    assert answer.text.startswith("Invented for demonstration")


@pytest.mark.parametrize("path", ["EX1-01x", "nothing", "..%2f..%2fetc"])
def test_there_may_be_no_original(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/documents/EX1/{path}/original")
    # With more slashes it is no address of an original, but of a page, which has nothing in it.
    assert answer.status_code == 404 or answer.mimetype == "text/html"
    assert "Content-Disposition" not in answer.headers


def test_an_original_is_sent_only_under_its_own_pupil(client: FlaskClient, pupil: str) -> None:
    code = send(client, LETTER, pupil_id=pupil).json["document_id"]
    other = "EX1" if pupil != "EX1" else "EX2"
    assert client.get(f"/documents/{other}/{code}/original").status_code == 404


def test_a_changed_original_is_not_sent(
    client: FlaskClient, pupil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = send(client, LETTER, pupil_id=pupil).json["document_id"]

    def changed(*_: Any) -> None:
        raise Refused("It was changed.", status=500)

    monkeypatch.setattr(Originals, "read", changed)
    answer = client.get(f"/documents/{pupil}/{code}/original")
    assert (answer.status_code, answer.json["error"]) == (500, "It was changed.")


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 422), (b"MZ\0\1\2\3", 415), (b"PK\3\4 cut off", 422)]
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    content: bytes, status: int, client: FlaskClient, pupil: str
) -> None:
    answer = send(client, content, pupil_id=pupil)
    assert (answer.status_code, answer.json["state"]) == (status, "refused")
    assert answer.json["sentence"].endswith(".")


class Endless(io.RawIOBase):
    """A body without end or length, as a chunked request brings."""

    def __init__(self, head: bytes) -> None:
        self.head, self.read_bytes = head, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self.head or bytes(len(buffer))
        self.head = b""
        piece = piece[: len(buffer)]
        buffer[: len(piece)] = piece
        self.read_bytes += len(piece)
        return len(piece)


HEAD = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
MULTIPART = "multipart/form-data; boundary=b"


@pytest.mark.parametrize(("start", "status"), [(HEAD, 413), (b"--b\r\nX: ", 400), (b"x", 400)])
def test_a_stream_without_end_is_cut_off(
    start: bytes,
    status: int,
    demo_app: Any,
    client: FlaskClient,
    pupil: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(originals, "LARGEST_FILE", 1024**2)
    body = Endless(start)
    answer = client.post(
        f"/documents/{pupil}",
        headers=SAME_SITE,
        environ_overrides={
            "wsgi.input": body,
            "wsgi.input_terminated": True,
            "CONTENT_TYPE": MULTIPART,
        },
    )
    assert answer.status_code == status
    assert body.read_bytes < 2 * 1024**2
    folder = demo_app.server.extensions["digital-ehcp"].store.directory / "documents"
    assert list(folder.glob("*.part")) == []


def test_what_says_it_is_too_large_is_refused_unread(client: FlaskClient, pupil: str) -> None:
    answer = client.post(
        f"/documents/{pupil}",
        headers=SAME_SITE,
        content_type=MULTIPART,
        environ_overrides={"CONTENT_LENGTH": str(LARGEST_FILE * 2)},
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{}", "application/json"),
        (b"x", "multipart/form-data"),
        (b"--b--\r\n", MULTIPART),
        (HEAD[:20], MULTIPART),
        (HEAD + b"x", MULTIPART),
        (b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--b--\r\n', MULTIPART),
        (HEAD + b"x\r\n" + HEAD + b"y\r\n--b--\r\n", MULTIPART),
        (b"--b\r\n\r\n" * 50 + b"--b--\r\n", MULTIPART),
    ],
)
def test_a_body_that_is_not_one_file_is_refused(
    body: bytes, kind: str, client: FlaskClient, pupil: str
) -> None:
    answer = client.post(f"/documents/{pupil}", data=body, headers=SAME_SITE, content_type=kind)
    assert (answer.status_code, answer.json["state"]) == (400, "refused")


def test_a_field_before_the_file_is_passed_over(client: FlaskClient, pupil: str) -> None:
    assert send(client, LETTER, pupil_id=pupil, note="x").status_code == 201


@pytest.mark.parametrize(
    ("error", "status"),
    [(SaveFailed(FULL), 507), (SaveFailed(BUSY), 503), (Refused("Wait.", status=503), 503)],
)
def test_a_store_that_cannot_keep_it_is_told(
    error: Exception, status: int, client: FlaskClient, pupil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(uploads, "take_in", fail)
    answer = send(client, LETTER, pupil_id=pupil)
    assert (answer.status_code, answer.json["sentence"]) == (status, str(error))


def test_a_slow_stream_is_given_up(
    client: FlaskClient, pupil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "SECONDS", -1)
    assert send(client, LETTER, pupil_id=pupil).status_code == 408


def statuses(app: Any, client: FlaskClient, pupil_id: str) -> tuple[int, int]:
    sent = send(client, b"", pupil_id=pupil_id).status_code
    return sent, client.get(f"/documents/{pupil_id}/none/original").status_code


@pytest.mark.parametrize("role", ["co-ordinator", "specialist", "senco", "panel"])
def test_those_who_work_on_the_case_send_and_open(
    role: str, shared_app: Any, sign_in: Enter
) -> None:
    found = statuses(shared_app, sign_in(shared_app, role), own_pupil(shared_app, role))
    assert found == ((403, 404) if role == "panel" else (422, 404))


@pytest.mark.parametrize("role", ["analyst", "leader", "administrator"])
def test_others_neither_send_nor_open(role: str, shared_app: Any, sign_in: Enter) -> None:
    assert statuses(shared_app, sign_in(shared_app, role), "EX1") == (403, 403)


def test_the_gate_asks_who_it_is_and_where_it_comes_from(shared_app: Any, sign_in: Enter) -> None:
    visitor = shared_app.server.test_client()
    assert statuses(shared_app, visitor, "EX1")[0] == 401
    client = sign_in(shared_app, "co-ordinator")
    assert (
        client.post("/documents/EX1", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    )
    assert statuses(shared_app, client, "NOBODY") == (404, 404)


def test_the_address_of_the_route_is_a_page_too(shared_app: Any) -> None:
    adapter = shared_app.server.url_map.bind("localhost")
    assert adapter.match("/documents/EX1", method="GET")[0] == "/<path:path>"
    assert adapter.match("/documents/EX1", method="POST")[0] == uploads.RULE


def test_the_record_dates_a_document_as_its_own_page_does(
    demo_app: Any, client: FlaskClient, pupil: str
) -> None:
    letter = b"Audiology clinic\n3 May 2026\n\nHearing test report\n\nHe hears well.\n"
    assert send(client, letter, "scan 7.txt", pupil_id=pupil).status_code == 201
    with demo_app.server.test_request_context():
        rows = reading.rows_of(pupil)
        read = {one.source.document_id: one.facts for one in reading.read_rows(rows).documents}
        listed = review.listed(pupil)
        (scan,) = [row for row in rows if row["title"] == "scan 7"]
        corrected = [{**row, "revision": 2, "dated_on": "2026-05-04"} for row in rows]
        again = reading.facts_by_code(corrected)
    assert scan["dated_on"] is None
    assert {one.document_id: one.facts for one in listed} == read
    assert read[scan["document_id"]].dated_on == datetime.date(2026, 5, 3)
    words = named(read[scan["document_id"]])
    assert f"scan 7 , {words}" in words_in(documents(pupil, listed))
    assert again[scan["document_id"]].dated_on == datetime.date(2026, 5, 4)
