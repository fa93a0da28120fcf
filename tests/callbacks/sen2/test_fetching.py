"""What is named by address is fetched from the API of the settings and from nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from callbacks.sen2 import fetching
from callbacks.sen2.fetching import PUBLICATION, fetched
from data.sen2.cells import Refused
from data.sen2.ees import DataSet, EesProblem, Fetched

BASE = "https://api.example/v1"
WHOLE = f"{BASE}/publications/{PUBLICATION}"


class StandIn:
    """Stand for the API: two data sets, or a problem."""

    problem = False

    def __init__(self, *, base: str) -> None:
        assert base == BASE

    def publication(
        self, publication_id: str, folder: Path, *, progress: Callable[[str], None]
    ) -> list[Fetched]:
        if self.problem:
            raise EesProblem(publication_id, "the service is busy", status=503)
        assert publication_id == PUBLICATION
        progress("Fetching 1 of 1")
        path = folder / "caseload.csv"
        path.write_text("a\n1\n")
        return [
            Fetched(path, path.name, "0" * 64, 4, DataSet("id", "Caseload", "1.0", "Published"))
        ]


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> type[StandIn]:
    class Api(StandIn):
        pass

    monkeypatch.setattr(fetching, "Ees", Api)
    return Api


def test_paths_stay_as_they_are_and_addresses_become_files(tmp_path: Path) -> None:
    lines: list[str] = []
    with fetched([str(tmp_path / "a.zip"), WHOLE], base=BASE, progress=lines.append) as paths:
        assert paths[0] == tmp_path / "a.zip"
        assert paths[1].read_text() == "a\n1\n"
    assert not paths[1].exists()
    assert lines == ["Fetching 1 of 1"]


@pytest.mark.parametrize(
    "address",
    [
        f"https://elsewhere.example/v1/publications/{PUBLICATION}",
        f"{BASE}/data-sets/abc",
        "file:///etc/passwd",
        f"{BASE}@elsewhere.example/publications/{PUBLICATION}",
    ],
)
def test_no_other_address_is_asked(address: str) -> None:
    with (
        pytest.raises(Refused, match="Give an address such as"),
        fetched([address], base=BASE, progress=str),
    ):
        raise AssertionError("nothing may be yielded")


def test_a_problem_of_the_service_is_a_sentence(stand_in: Any) -> None:
    stand_in.problem = True
    with (
        pytest.raises(Refused, match=r"the service is busy\. Nothing was changed\."),
        fetched([WHOLE], base=BASE, progress=str),
    ):
        raise AssertionError("nothing may be yielded")
