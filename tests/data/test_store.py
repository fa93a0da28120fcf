"""The store: opened as one, erased as one."""

from __future__ import annotations

import stat

import pytest

from data.database import SaveFailed
from data.store import open_store
from tests.data.model import answer, change, save


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "deep" / "store")
    yield store
    store.close()


def test_only_the_owner_may_look_into_the_folder(store):
    assert stat.S_IMODE(store.directory.stat().st_mode) == 0o700


def test_the_journal_lies_in_the_folder_unless_it_is_elsewhere(store, tmp_path):
    save(store.journal, change())
    assert (store.directory / "journal.sqlite3").exists()
    other = open_store(tmp_path / "other", journal_url=f"sqlite:///{tmp_path / 'far.sqlite3'}")
    assert other.journal.head() == 0
    assert (tmp_path / "far.sqlite3").exists()
    other.close()


@pytest.mark.parametrize("name", ["a?b", "a%20b", "a b", "é"])
def test_a_folder_may_have_any_name(tmp_path, name):
    store = open_store(tmp_path / name)
    save(store.journal, change())
    assert (tmp_path / name / "journal.sqlite3").exists()
    store.close()


def test_a_store_opened_again_holds_what_was_saved(store):
    save(store.journal, change(sex="F"))
    again = open_store(store.directory)
    assert again.tables.load("pupils")["sex"].to_list() == ["F"]
    again.close()


def test_drafts_and_the_trail_are_in_the_same_database(store):
    store.drafts.save("ana", "P1", 0, {})
    store.activity.record("ana", "pupil.read")
    assert store.drafts.load("ana", "P1")
    assert store.activity.recent(1)


def everything(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_erasing_takes_a_row_out_of_every_file(store):
    save(store.journal, answer("P1", hearing_note="canary"), answer("P2", hearing_note="stays"))
    store.drafts.save("ana", "P1", 1, {"hearing_note": "canary"})
    store.tables.fold_all()
    assert b"canary" in everything(store.directory)
    store.erase("assessments", "P1", actor="dpo", request_id="e")
    assert b"canary" not in everything(store.directory)
    assert list(store.tables.load("assessments").index) == ["P2"]
    assert store.drafts.load("ana", "P1") is None
    assert (*store.journal.verify().problems, *store.tables.verify()) == ()


def test_an_erasure_that_was_cut_short_is_finished_by_the_same_request(store, monkeypatch):
    save(store.journal, answer("P1", hearing_note="canary"))
    store.tables.fold_all()

    def full(_name):
        raise SaveFailed("full")

    with monkeypatch.context() as patch:
        patch.setattr(store.tables, "fold", full)
        with pytest.raises(SaveFailed):
            store.erase("assessments", "P1", actor="dpo", request_id="e")
    assert b"canary" in everything(store.directory)
    store.erase("assessments", "P1", actor="dpo", request_id="e")
    assert b"canary" not in everything(store.directory)
