"""Erasing a pupil leaves nothing of them, everything of everybody else, and the chain whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.database import utc_now
from data.documents import taking_in
from data.documents.extraction import extracted_from
from data.documents.taking_in import originals, take_in, verify_originals
from data.erasing import Erased, erase_pupil, rows_about
from data.journal import Change
from data.links import Links
from data.result_files import ResultFiles
from data.store import Store, open_store

SECRET = "gooseberry"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(taking_in, "extract", lambda path, name: extracted_from(path.read_bytes()))
    opened = open_store(tmp_path / "store")
    for pupil_id in ("P1", "P2"):
        _fill(opened, pupil_id)
    yield opened
    opened.close()


def _fill(store: Store, pupil_id: str) -> None:
    pupil = {"pupil_id": pupil_id, "birth_month": 3, "birth_year": 2015, "invented": True}
    answers = {"pupil_id": pupil_id, "hearing_note": f"{SECRET} {pupil_id}"}
    changes = [
        Change("pupils", pupil_id, 0, pupil),
        Change("assessments", pupil_id, 0, answers),
        Change("assessments", pupil_id, 1, {**answers, "hearing": 1}),
    ]
    store.journal.append(*changes, actor="ann", action="x", request_id=f"fill-{pupil_id}")
    store.drafts.save("ann", pupil_id, 1, {"hearing_note": f"{SECRET} {pupil_id} half typed"})
    new_line = f"{pupil_id}:new-F-provision"
    store.drafts.save("ann", new_line, 0, {"text": f"{SECRET} {pupil_id} never added"})
    for content in (f"{SECRET} of {pupil_id}.\n", "A leaflet for everybody.\n"):
        with originals(store).receiving() as part:
            part.write(content.encode())
            take_in(store, part, given_name="letter.txt", pupil_id=pupil_id, actor="ann")


def _everything_kept(store: Store) -> bytes:
    store.close()
    return b"".join(path.read_bytes() for path in store.directory.rglob("*") if path.is_file())


def _rows(store: Store, pupil_id: str) -> list[dict[str, Any]]:
    codes = rows_about(store, pupil_id)
    return [
        row
        for table, keys in codes.items()
        for key in keys
        if (row := store.tables.row(table, key))
    ]


def test_everything_of_one_pupil_goes_and_nothing_of_another(store: Store) -> None:
    others = _rows(store, "P2")
    done = erase_pupil(store, "P1", actor="head")
    assert done == Erased(rows=6, originals=1)
    assert rows_about(store, "P1") == {}
    assert _rows(store, "P2") == others
    assert len(others) == 6
    assert store.drafts.load("ann", "P1") is None
    assert store.drafts.load("ann", "P1:new-F-provision") is None
    assert store.drafts.load("ann", "P2") is not None
    assert store.drafts.load("ann", "P2:new-F-provision") is not None
    assert store.journal.verify().problems == ()
    assert store.tables.verify() == ()
    assert verify_originals(store) == ()
    kept = _everything_kept(store)
    assert f"{SECRET} P1".encode() not in kept
    assert f"{SECRET} of P1".encode() not in kept
    assert f"{SECRET} of P2".encode() in kept


def test_no_link_about_the_pupil_opens_any_more(store: Store) -> None:
    links = Links(store.engine, clock=utc_now, key="k" * 32)
    gone, kept = links.make("a", pupil_id="P1"), links.make("b", pupil_id="P2")
    store.drafts.save("link:a", "P1:answer", 0, {"helps": f"{SECRET} P1 half told"})
    erase_pupil(store, "P1", actor="head")
    assert links.open(gone.token, gone.code) is None
    assert links.tries_left("a") is None
    assert links.open(kept.token, kept.code)
    assert store.drafts.load("link:a", "P1:answer") is None


def test_files_of_results_that_name_the_pupil_are_gone(store: Store) -> None:
    files = ResultFiles(store.engine)
    files.save("senco", "a.csv", f"Pupil,Line\nP1,{SECRET} P1 sent\n")
    files.save("other", "b.csv", "Pupil,Line\nP2,E-1\n")
    erase_pupil(store, "P1", actor="head")
    assert files.load("senco") is None
    assert files.load("other") is not None
    assert f"{SECRET} P1 sent".encode() not in _everything_kept(store)


def test_what_was_interrupted_is_finished_by_the_same_call(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    erase, calls = store.journal.erase, []

    def fail_at_fourth(*arguments: Any, **more: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 4:
            raise TimeoutError("interrupted")
        return erase(*arguments, **more)

    monkeypatch.setattr(store.journal, "erase", fail_at_fourth)
    with pytest.raises(TimeoutError):
        erase_pupil(store, "P1", actor="head")
    assert "pupils" in rows_about(store, "P1")
    erase_pupil(store, "P1", actor="head")
    assert rows_about(store, "P1") == {}
    assert store.journal.verify().problems == ()


def test_nothing_is_known_of_a_stranger(store: Store) -> None:
    assert rows_about(store, "P3") == {}
    assert erase_pupil(store, "P3", actor="head") == Erased(rows=0, originals=0)
