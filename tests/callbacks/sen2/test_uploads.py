"""Files come in by a route of their own, which only an administrator may use."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from callbacks.sen2 import uploads
from callbacks.sen2.fetching import PUBLICATION
from callbacks.sen2.jobs import Busy
from tests.callbacks.conftest import SAME_SITE

FILES, API, USE = (f"/sen2/import/{name}" for name in ("files", "api", "use"))
ZIP, CSV = b"PK\x03\x04 and so on", b"time_period,geographic_level\n"
Enter = Callable[[Any, str], FlaskClient]


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Keep what would be begun, with the contents of the files."""
    calls: list[dict[str, Any]] = []

    def instead(_directory: Path, given: list[str], **told: Any) -> None:
        contents = [Path(one).read_bytes() for one in given if "://" not in one]
        calls.append({"given": given, "contents": contents, **told})

    monkeypatch.setattr(uploads, "begin", instead)
    return calls


def send(client: FlaskClient, *files: tuple[bytes, str]) -> Any:
    data = {"files": [(io.BytesIO(content), name) for content, name in files]}
    return client.post(FILES, data=data, headers=SAME_SITE, content_type="multipart/form-data")


def test_files_are_kept_under_safe_names_and_an_import_begins(
    shared_app: Any, sign_in: Enter, begun: list[dict[str, Any]]
) -> None:
    client = sign_in(shared_app, "administrator")
    answer = send(client, (ZIP, "../../etc/a release.ZIP"), (CSV, "caseload.csv"))
    assert (answer.status_code, answer.location) == (303, "/sen2/import")
    (call,) = begun
    names = [Path(one).name for one in call["given"]]
    assert names == ["00-etc_a_release.ZIP", "01-caseload.csv"]
    assert {Path(one).parent.parent.name for one in call["given"]} == {"sen2"}
    assert call["contents"] == [ZIP, CSV]
    assert call["by"] == "administrator"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Choose a zip or CSV file first."),
        ([(CSV, "figures.zip")], "figures.zip is neither a zip nor a CSV file."),
        ([(ZIP + b"\0", "figures.csv")], "figures.csv is neither a zip nor a CSV file."),
        ([(CSV, "figures.xlsx")], "figures.xlsx is neither a zip nor a CSV file."),
        ([(CSV, f"{n}.csv") for n in range(41)], "Choose 40 files or fewer."),
    ],
)
def test_what_is_no_release_is_refused_with_a_sentence(
    files: list[tuple[bytes, str]],
    sentence: str,
    shared_app: Any,
    sign_in: Enter,
    begun: list[dict[str, Any]],
) -> None:
    answer = send(sign_in(shared_app, "administrator"), *files)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert begun == []


def test_a_second_import_at_once_is_refused(
    shared_app: Any, sign_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: Any, **__: Any) -> None:
        raise Busy("Another import is running. Wait until it has ended.")

    monkeypatch.setattr(uploads, "begin", busy)
    answer = send(sign_in(shared_app, "administrator"), (CSV, "caseload.csv"))
    assert answer.status_code == 409
    assert "Another import is running." in answer.text


def test_the_department_is_asked_for_its_publication(
    shared_app: Any, sign_in: Enter, begun: list[dict[str, Any]]
) -> None:
    answer = sign_in(shared_app, "administrator").post(API, headers=SAME_SITE)
    assert answer.status_code == 303
    (call,) = begun
    assert call["given"] == [f"{call['base']}/publications/{PUBLICATION}"]


def test_a_revision_is_put_in_use_again(
    shared_app: Any, sign_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []

    def instead(_directory: Path, release: str, revision: int) -> bool:
        asked.append((release, revision))
        return revision == 1

    monkeypatch.setattr(uploads, "use_revision", instead)
    client = sign_in(shared_app, "administrator")
    for text, status in (("2025 1", 303), ("2025 9", 404), ("2025 one", 404), ("", 404)):
        answer = client.post(USE, data={"revision": text}, headers=SAME_SITE)
        assert answer.status_code == status
    assert asked == [("2025", 1), ("2025", 9)]


@pytest.mark.parametrize("role", ["leader", "analyst", "co-ordinator"])
@pytest.mark.parametrize("rule", [FILES, API, USE])
def test_others_may_not_load_releases(
    role: str, rule: str, shared_app: Any, sign_in: Enter, begun: list[dict[str, Any]]
) -> None:
    assert sign_in(shared_app, role).post(rule, headers=SAME_SITE).status_code == 403
    assert begun == []


def test_a_visitor_is_asked_to_sign_in(shared_app: Any, begun: list[dict[str, Any]]) -> None:
    answer = shared_app.server.test_client().post(FILES, headers=SAME_SITE)
    assert answer.status_code == 401
    assert begun == []
