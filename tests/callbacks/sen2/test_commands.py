"""Loading and writing from the command line, as a person would."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from callbacks.sen2 import source
from callbacks.sen2.source import cells_of, directory, sen2
from data.folds import alone_in
from data.sen2 import catalogue as catalogues
from data.sen2.mapping import ILLUSTRATIVE
from tests.conftest import settings_for
from tests.data.sen2 import releases

HEADER = (
    "release,geographic_level,old_la_code,la_name,year,indicator,value,symbol,numerator,"
    "denominator,flagged"
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from app import create_app

    return create_app(settings_for(tmp_path_factory.mktemp("commands") / "store"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("given")


@pytest.fixture(scope="module", autouse=True)
def small_invented_release(place: Path) -> Iterator[None]:
    """Put a small release for the invented one, which has tests of its own."""
    rows = releases.release_2025()["residential_settings.csv"]
    (place / "invented").mkdir()
    (place / "invented" / "r.csv").write_bytes(releases.table(rows))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(source, "INVENTED", place / "invented")
        yield


def run(app: Any, *args: str | Path) -> Any:
    return app.server.test_cli_runner().invoke(args=[str(one) for one in args])


def test_a_fresh_machine_has_invented_figures_before_anybody_asks(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app import make_ready

    make_ready(app.server)
    monkeypatch.delattr(source, "import_paths")
    make_ready(app.server)
    with app.server.app_context():
        held = sen2()
        assert held.illustrative
        assert [one.id for one in held.releases] == [ILLUSTRATIVE]
        assert sen2() is held
        code = held.authorities["code"].iloc[0]
        assert set(cells_of(code)["code"].astype(str)) == {code}


def test_a_release_is_loaded_with_what_is_odd_about_it(app: Any, place: Path) -> None:
    files = releases.release_2025()
    kept = {name: files[name] for name in ("requests.csv", "residential_settings.csv")}
    for row in kept["requests.csv"]:
        row["novelty"] = "0"
    path = releases.zipped(place / "r.zip", releases.contents(kept), year="2025")
    (place / "people.csv").write_bytes(releases.populations())
    result = run(app, "import-sen2", path, place / "people.csv")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert "Reading r.zip" in lines
    assert "2025, revision 1: 2 files in use." in lines
    assert "  requests.csv: the column novelty is not in the mapping of 2025." in lines
    assert "A list of populations is in use." in lines
    assert lines[-1] == "0 figures are suspect; they are marked wherever they stand."
    with app.server.app_context():
        assert not sen2().illustrative
    again = run(app, "import-sen2", path)
    assert again.output.endswith("All of it was loaded before. Nothing was changed.\n")


def test_what_is_refused_is_told(app: Any, place: Path) -> None:
    result = run(app, "import-sen2", place / "missing.zip")
    assert result.exit_code == 1
    last = result.output.splitlines()[-1]
    assert last == "Error: missing.zip: There is no such file. Nothing was changed."


def test_another_import_is_waited_for(
    app: Any, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "WAIT_SECONDS", 0.01)
    with app.server.app_context():
        kept = directory()
    with alone_in(kept, wait=1):
        result = run(app, "import-sen2", place / "r.zip")
    assert result.exit_code == 1
    assert "Error: Another process is writing" in result.output


def test_figures_are_written_as_a_tidy_file(app: Any, place: Path) -> None:
    out = place / "out.csv"
    result = run(app, "export-sen2", out)
    assert result.exit_code == 0, result.output
    assert out.read_text().splitlines()[0] == HEADER
    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert result.output == f"{len(rows):,} figures were written to {out}.\n"
    wanted = ("2025", "Local authority", "Z04", "2024", "requests")
    keys = ("release", "geographic_level", "old_la_code", "year", "indicator")
    (row,) = [one for one in rows if tuple(one[key] for key in keys) == wanted]
    total = str(releases.requests("Z04", 2024))
    assert (row["la_name"], row["value"], row["symbol"]) == ("Dunmouth", total, "")
    assert (row["numerator"], row["denominator"], row["flagged"]) == (total, "", "False")


def test_a_place_that_cannot_be_written_is_told(app: Any, place: Path) -> None:
    result = run(app, "export-sen2", place / "no folder" / "out.csv")
    assert result.exit_code == 1
    assert "cannot be written" in result.output
