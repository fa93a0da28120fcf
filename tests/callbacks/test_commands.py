"""The command line, run as a person would run it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from callbacks import commands
from data.executors import NoScheduler
from data.journal import Change
from data.schemas import METRICS
from tests.built import ROOT
from tests.conftest import over

LIBRARY = ROOT / "data" / "demo" / "library.parquet"


def run(app: Any, *args: str) -> Any:
    return app.server.test_cli_runner().invoke(args=list(args))


@pytest.fixture
def empty_app(lent_app: Any, tmp_path: Path) -> Iterator[Any]:
    with over(lent_app, tmp_path / "empty") as app:
        yield app


def test_verify_finds_the_demonstration_whole(demo_app: Any) -> None:
    result = run(demo_app, "verify")
    assert result.exit_code == 0
    assert "the chain is whole and the tables agree" in result.output
    seal = result.output.split()[-1]
    assert run(demo_app, "verify", "--seal", seal).exit_code == 0


def test_verify_tells_what_a_seal_finds(demo_app: Any) -> None:
    result = run(demo_app, "verify", "--seal", f"999999:{'0' * 64}")
    assert result.exit_code == 1
    assert "it had 999999 when the seal was taken" in result.output
    result = run(demo_app, "verify", "--seal", "999999")
    assert result.exit_code == 2
    assert "A seal is a number, a colon and 64 letters and digits." in result.output


def test_verify_fails_on_a_damaged_table(demo_app: Any) -> None:
    from callbacks.context import house

    with demo_app.server.app_context():
        place = house().store.directory / "tables" / "pupils.parquet"
    place.write_bytes(place.read_bytes()[:-100])
    assert run(demo_app, "verify").exit_code == 1


def test_rebuild_mends_the_tables(demo_app: Any) -> None:
    from callbacks.context import house

    with demo_app.server.app_context():
        (house().store.directory / "tables" / "pupils.parquet").write_bytes(b"")
    assert run(demo_app, "rebuild").exit_code == 0
    assert run(demo_app, "verify").exit_code == 0


def test_demo_twice_adds_nothing(demo_app: Any) -> None:
    result = run(demo_app, "demo")
    assert "Nothing was added" in result.output


def test_demo_fills_as_many_pupils_as_asked(
    empty_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    appended: list[Change] = []
    monkeypatch.setattr(commands, "_append", lambda changes, **_: appended.extend(changes))
    monkeypatch.setattr(commands, "loaded", lambda: SimpleNamespace(illustrative=False))
    assert run(empty_app, "demo", "--pupils", "2300").exit_code == 0
    for table in ("pupils", "assessments"):
        assert len({change.key for change in appended if change.table == table}) == 2300


def test_demo_is_refused_outside_demonstration(tmp_path: Path) -> None:
    from access.settings import Settings
    from app import create_app

    place = tmp_path / "real"
    place.mkdir(mode=0o700)
    real = create_app(Settings.from_environment({"DATA_DIR": str(place)}, ["pytest"]))
    result = run(real, "demo")
    assert result.exit_code == 1
    assert "Set DEMO=1" in result.output


def test_prepare_gives_a_model_a_rule_and_a_catalogue(empty_app: Any) -> None:
    from callbacks.context import adopted

    assert run(empty_app, "prepare").exit_code == 0
    with empty_app.server.app_context():
        in_force = adopted()
    assert (in_force.model.version, len(in_force.model.clusters)) == (1, 9)
    assert len(in_force.catalogue) == 13
    assert "Nothing was added" in run(empty_app, "prepare").output


def test_clusters_of_the_library_are_found_again(empty_app: Any, tmp_path: Path) -> None:
    from sklearn.metrics import adjusted_rand_score

    library = pd.read_parquet(LIBRARY).sample(frac=1, random_state=3)
    source, out = tmp_path / "cases.parquet", tmp_path / "out.parquet"
    library[list(METRICS)].to_parquet(source)
    result = run(empty_app, "derive-clusters", str(source), str(out))
    assert result.exit_code == 0, result.output
    found = pd.read_parquet(out)
    assert list(found.columns) == [*METRICS, "cluster"]
    assert result.output.startswith(
        "X1: 13, X2: 20, X3: 9, X4: 12, X5: 14, X6: 13, X7: 6, X8: 5, X9: 3"
    )
    assert "95 cases with 95 different sets of answers were grouped exactly." in result.output
    assert adjusted_rand_score(library["cluster"], found["cluster"]) == 1.0


def test_a_library_that_lacks_a_question_is_refused(empty_app: Any, tmp_path: Path) -> None:
    source, out = tmp_path / "cases.parquet", tmp_path / "out.parquet"
    pd.read_parquet(LIBRARY)[list(METRICS)].drop(columns="asd").to_parquet(source)
    result = run(empty_app, "derive-clusters", str(source), str(out))
    assert result.exit_code == 1
    assert "asd" in result.output
    assert not out.exists()


def test_what_is_not_parquet_is_refused(empty_app: Any, tmp_path: Path) -> None:
    source = tmp_path / "cases.parquet"
    source.write_text("not parquet")
    result = run(empty_app, "derive-clusters", str(source), str(tmp_path / "out.parquet"))
    assert result.exit_code == 1
    assert "not a Parquet file" in result.output


def test_a_scheduler_that_does_not_answer_is_said_to(
    empty_app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: Any, **given: Any) -> None:
        raise NoScheduler(f"No answer from {given['scheduler'] or 'nowhere'}.")

    monkeypatch.setattr("callbacks.commands.derive_file", lost)
    result = run(empty_app, "derive-clusters", str(LIBRARY), str(tmp_path / "out.parquet"))
    assert result.exit_code == 1
    assert "No answer from nowhere." in result.output


def test_an_account_can_be_added(empty_app: Any) -> None:
    given = ["--name", "Jo Lee", "--role", "leader", "--password", "a long enough pass phrase"]
    result = run(empty_app, "add-account", "jo", *given)
    assert result.exit_code == 0, result.output
    assert "jo can sign in as Leader" in result.output


def test_a_weak_password_is_refused(empty_app: Any) -> None:
    given = ["--name", "Jo Lee", "--role", "leader", "--password", "short"]
    result = run(empty_app, "add-account", "jo", *given)
    assert result.exit_code == 1


def test_a_pupil_is_erased_only_when_it_is_confirmed(demo_app: Any) -> None:
    refused = demo_app.server.test_cli_runner().invoke(
        args=["erase-pupil", "EX2", "--by", "head"], input="n\n"
    )
    assert refused.exit_code == 1
    done = run(demo_app, "erase-pupil", "EX2", "--by", "head", "--yes")
    assert done.exit_code == 0
    assert "about EX2 were erased" in done.output
    again = run(demo_app, "erase-pupil", "EX2", "--by", "head", "--yes")
    assert again.exit_code == 1
    assert "Nothing is kept about a pupil of this reference." in again.output
    assert run(demo_app, "verify").exit_code == 0


def test_an_erasure_that_fails_says_how_to_finish_it(
    demo_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from callbacks import commands

    def fail(*_: Any, **__: Any) -> None:
        raise TimeoutError("Another process is writing the tables.")

    monkeypatch.setattr(commands.erasing, "erase_pupil", fail)
    result = run(demo_app, "erase-pupil", "EX1", "--by", "head", "--yes")
    assert result.exit_code == 1
    assert "Run the command again to finish it." in result.output
