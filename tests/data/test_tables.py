"""The tables: as fresh as the journal, never silently wrong, and all of it can be built again."""

from __future__ import annotations

import hashlib
import logging
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

from data import folds
from data import tables as tables_module
from data.database import SaveFailed
from data.journal import Journal
from data.schemas import JOURNALLED, TABLES
from data.tables import JournalBehind, Tables
from tests.data.model import answer, change, pupil, save, whole


def file(directory, name="pupils"):
    return directory / f"{name}.parquet"


def another_worker(directory, journal):
    return Tables(directory, journal)


@pytest.fixture
def few(monkeypatch):
    """Fold after three entries."""
    monkeypatch.setattr(tables_module, "FOLD_AFTER", 3)


# Loading


@pytest.mark.parametrize("name", JOURNALLED)
def test_an_empty_table_has_its_declared_columns(tables, name):
    frame = tables.load(name)
    expected = {
        **TABLES[name].dtypes,
        "revision": "Int64",
        "recorded_at": "datetime64[us, UTC]",
        "actor": "str",
        "sequence": "Int64",
    }
    assert frame.dtypes.astype(str).to_dict() == expected
    assert list(frame.columns) == list(expected)
    assert len(frame) == 0


def test_load_is_indexed_by_the_key_which_is_a_column_too(tables, journal):
    save(journal, change("P1"), change("P2"))
    frame = tables.load("pupils")
    assert frame.index.name == "pupil_id"
    assert list(frame.index) == list(frame["pupil_id"]) == ["P1", "P2"]
    assert frame.index.dtype == "str"


def test_load_gives_the_last_revision_of_each_row(tables, journal):
    save(journal, change("P1"), change("P2"))
    (entry,) = save(journal, change("P1", 1, sex="F"), actor="ben")
    row = tables.load("pupils").loc["P1"]
    assert (row["sex"], row["revision"], row["actor"], row["sequence"]) == ("F", 2, "ben", 3)
    assert row["recorded_at"] == entry.recorded_at


def test_the_version_rises_with_the_rows_of_the_table_and_with_no_others(tables, journal):
    empty = tables.version("pupils")
    save(journal, change("P1"))
    first = tables.version("pupils")
    save(journal, answer("P1"))
    assert (tables.version("pupils"), tables.load("assessments").empty) == (first, False)
    save(journal, change("P1", 1, sex="F"))
    assert empty < first < tables.version("pupils")


def test_the_version_in_another_worker_rises_too(tables, journal, directory, few):
    other = another_worker(directory, journal)
    for revision in range(6):
        before = other.version("pupils")
        save(journal, change("P1", revision, sex="FM"[revision % 2]))
        assert tables.version("pupils") > before
        assert other.version("pupils") > before


def test_load_keeps_rows_in_the_order_they_first_came(tables, journal):
    save(journal, change("P2"), change("P1"), change("P3"))
    tables.load("pupils")
    save(journal, change("P1", 1), change("P0"), change("P2", 1))
    assert list(tables.load("pupils").index) == ["P2", "P1", "P3", "P0"]


def test_missing_values_show_as_missing(tables, journal):
    save(journal, answer("P1", hearing=3), answer("P2", hearing_note="x", hearing_validated=True))
    frame = tables.load("assessments")
    assert frame["hearing"].to_list() == [3, pd.NA]
    assert frame["hearing_note"].isna().to_list() == [True, False]
    assert frame["hearing_validated"].to_list() == [pd.NA, True]


def test_every_kind_of_value_comes_back(tables, journal):
    from data.journal import Change

    package = {"package_id": "sp1", "name": "Łódź 'x'", "hours_weekly": 2, "unit_cost": 12.5}
    save(journal, Change("packages", "sp1", 0, package))
    row = tables.load("packages").loc["sp1"]
    assert (row["name"], row["hours_weekly"], row["unit_cost"]) == ("Łódź 'x'", 2.0, 12.5)


def test_a_save_shows_in_every_worker_on_its_next_load(tables, journal, directory):
    other = another_worker(directory, journal)
    assert len(other.load("pupils")) == 0
    save(journal, change())
    assert len(tables.load("pupils")) == len(other.load("pupils")) == 1


def test_a_save_to_one_table_leaves_the_frame_of_another_as_it_is(tables, journal):
    save(journal, change())
    tables.load("pupils")
    before = tables._loaded["pupils"].rows
    save(journal, answer())
    tables.load("pupils")
    assert tables._loaded["pupils"].rows is before


def test_what_a_caller_does_to_a_frame_stays_with_the_caller(tables, journal):
    save(journal, change("P1", sex="F"), change("P2", sex="F"))
    mine = tables.load("pupils")
    mine.loc["P1", "sex"] = "M"
    mine["school_id"] = "S1"
    del mine["birth_year"]
    mine.index.name = "mine"
    theirs = tables.load("pupils")
    assert theirs["sex"].to_list() == ["F", "F"]
    assert theirs["school_id"].isna().all()
    assert theirs.index.name == "pupil_id"
    assert "birth_year" in theirs


def test_an_erased_row_is_gone(tables, journal):
    save(journal, change("P1"), change("P2"))
    tables.load("pupils")
    journal.erase("pupils", "P1", actor="dpo", request_id="e")
    assert list(tables.load("pupils").index) == ["P2"]
    assert tables.row("pupils", "P1") is None
    assert tables.history("pupils", "P1") == []


def test_an_unknown_table_is_refused(tables):
    for ask in (
        lambda: tables.load("secrets"),
        lambda: tables.row("library", "P1"),
        lambda: tables.history("secrets", "P1"),
    ):
        with pytest.raises(KeyError):
            ask()


@pytest.mark.usefixtures("few")
def test_many_threads_see_one_table(tables, journal):
    start = threading.Barrier(6)

    def work(name: int) -> list[int]:
        seen = []
        start.wait()
        for revision in range(10):
            save(journal, change(f"P{name}", revision))
            frame = tables.load("pupils")
            assert frame.loc[f"P{name}", "revision"] == revision + 1
            seen.append(len(frame))
        return seen

    with ThreadPoolExecutor(6) as pool:
        counts = list(pool.map(work, range(6)))
    assert all(seen == sorted(seen) for seen in counts)
    assert_frame_equal(
        tables.load("pupils").sort_index(),
        another_worker(tables._directory, journal).load("pupils").sort_index(),
    )


# One row


def test_row_is_the_last_revision_in_plain_values(tables, journal):
    (entry,) = save(journal, change(sex="F"))
    assert tables.row("pupils", "P1") == {
        **whole("pupils", pupil(sex="F")),
        "revision": 1,
        "recorded_at": entry.recorded_at,
        "actor": "ana",
        "sequence": 1,
    }


def test_row_is_none_where_there_is_none(tables):
    assert tables.row("pupils", "P1") is None


def test_row_agrees_with_load(tables, journal):
    save(journal, answer(hearing=2, hearing_note="x"), answer("P2"))
    frame = tables.load("assessments").astype(object)
    loaded = frame.where(frame.notna(), None).loc["P1"].to_dict()
    assert tables.row("assessments", "P1") == loaded


@pytest.mark.parametrize(
    "key", ["", "a\0b", "\ud800", "x" * 99, None, 7, ["P1"], {"P1": 1}], ids=repr
)
def test_what_cannot_be_a_key_finds_nothing(tables, key):
    assert tables.row("pupils", key) is None
    assert tables.history("pupils", key) == []


def test_history_is_every_revision_oldest_first(tables, journal):
    save(journal, change())
    save(journal, change(expected=1, sex="F"), actor="ben")
    told = [(row["revision"], row["sex"], row["actor"]) for row in tables.history("pupils", "P1")]
    assert told == [(1, None, "ana"), (2, "F", "ben")]


# Folding


def test_the_file_holds_every_revision_for_any_reader(tables, journal, directory):
    save(journal, change("P1"), change("P2"))
    save(journal, change("P1", 1, sex="F"))
    tables.fold("pupils")
    frame = pd.read_parquet(file(directory))
    assert list(zip(frame["pupil_id"], frame["revision"], strict=True)) == [
        ("P1", 1),
        ("P2", 1),
        ("P1", 2),
    ]


def test_the_file_is_stamped_with_the_journal_s_end(tables, journal, directory):
    save(journal, change())
    (last,) = save(journal, answer())
    tables.fold("pupils")
    stamp = pq.read_schema(file(directory)).metadata
    assert stamp[b"journal_sequence"] == b"2"
    assert stamp[b"journal_hash"] == last.hash.encode()
    assert stamp[b"table"] == b"pupils"


def test_the_file_s_footer_repeats_nobody_s_words(tables, journal, directory):
    save(journal, answer(hearing_note="secret words"))
    tables.fold("assessments")
    group = pq.read_metadata(file(directory, "assessments")).row_group(0)
    with_statistics = {
        group.column(n).path_in_schema
        for n in range(group.num_columns)
        if group.column(n).is_stats_set
    }
    assert with_statistics == {"sequence"}


def test_the_checksum_is_one_that_sha256sum_reads(tables, directory):
    tables.fold("pupils")
    digest = hashlib.sha256(file(directory).read_bytes()).hexdigest()
    assert (directory / "pupils.parquet.sha256").read_text() == f"{digest}  pupils.parquet\n"


def test_only_the_owner_may_read_the_files(tables, directory):
    tables.fold("pupils")
    assert directory.stat().st_mode & 0o077 == 0
    assert file(directory).stat().st_mode & 0o077 == 0


def test_a_fold_syncs_the_file_then_its_name(tables, journal, monkeypatch):
    done = []
    sync, replace = folds.os.fsync, folds.Path.replace
    monkeypatch.setattr(folds.os, "fsync", lambda fd: (done.append("sync"), sync(fd)))
    monkeypatch.setattr(folds.Path, "replace", lambda a, b: (done.append("rename"), replace(a, b)))
    tables.fold("pupils")
    assert done == ["sync", "rename", "sync"] * 2  # the file, then its checksum


def test_a_new_worker_reads_the_file_and_the_tail(tables, journal, directory):
    save(journal, change("P1"), change("P2"))
    tables.fold("pupils")
    save(journal, change("P1", 1, sex="F"), change("P3"))
    assert_frame_equal(tables.load("pupils"), another_worker(directory, journal).load("pupils"))
    assert pq.read_table(file(directory)).num_rows == 2


def test_folding_again_adds_only_what_is_new(tables, journal, directory):
    save(journal, change("P1"))
    tables.fold("pupils")
    save(journal, change("P1", 1), change("P2"))
    tables.fold("pupils")
    tables.fold("pupils")
    assert pq.read_table(file(directory))["sequence"].to_pylist() == [1, 2, 3]


def test_fold_all_writes_every_table(tables, directory):
    tables.fold_all()
    assert {path.stem for path in directory.glob("*.parquet")} == set(JOURNALLED)


@pytest.mark.usefixtures("few")
def test_the_file_is_written_when_many_entries_wait(tables, journal, directory):
    tables.load("pupils")
    for revision in range(3):
        assert pq.read_table(file(directory)).num_rows == 0
        save(journal, change(expected=revision))
        tables.load("pupils")
    assert pq.read_table(file(directory)).num_rows == 3
    assert tables._loaded["pupils"].unfolded == 0


@pytest.mark.usefixtures("few")
def test_a_second_worker_does_not_write_the_file_again(tables, journal, directory):
    other = another_worker(directory, journal)
    tables.load("pupils"), other.load("pupils")
    for revision in range(3):
        save(journal, change(expected=revision))
        tables.load("pupils")
    written = file(directory).stat().st_mtime_ns
    save(journal, change(expected=3))
    other.load("pupils")
    assert file(directory).stat().st_mtime_ns == written


@pytest.mark.usefixtures("few")
def test_a_worker_far_behind_catches_up(tables, journal, directory):
    tables.load("pupils")
    save(journal, *(change(f"P{number}") for number in range(50)), answer("P1"))
    assert len(tables.load("pupils")) == 50
    assert tables.verify() == ()


def test_an_erasure_is_written_at_once(tables, journal, directory):
    save(journal, change("P1", school_id="CANARY"), change("P2"))
    tables.fold("pupils")
    assert b"CANARY" in file(directory).read_bytes()
    journal.erase("pupils", "P1", actor="dpo", request_id="e")
    tables.load("pupils")
    assert b"CANARY" not in file(directory).read_bytes()
    assert tables.verify() == ()


def test_a_row_made_again_after_its_erasure_is_kept(tables, journal, directory):
    save(journal, change("P1"), change("P2"))
    tables.load("pupils")
    gone = journal.erase("pupils", "P1", actor="dpo", request_id="e")
    save(journal, change("P1", gone.revision, sex="F"))
    assert list(tables.load("pupils").index) == ["P2", "P1"]
    tables.rebuild()
    assert list(tables.load("pupils").index) == ["P2", "P1"]


def test_one_process_at_a_time_writes(tables, directory):
    with (
        folds.alone_in(directory, wait=0),
        pytest.raises(TimeoutError, match="Another process"),
    ):
        tables._folded("pupils", least=0, wait=0)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("count", [3, 4], ids=["a few entries behind", "many entries behind"])
def test_a_worker_serves_while_another_writes(tables, journal, directory, caplog, count):
    tables.load("pupils")
    save(journal, *(change(f"P{number}") for number in range(count)))
    with folds.alone_in(directory, wait=0):
        assert len(tables.load("pupils")) == count
    assert "not up to date" in caplog.text
    save(journal, change("P9"))
    tables.load("pupils")
    tables.load("pupils")
    assert pq.read_table(file(directory)).num_rows == count + 1


@pytest.mark.parametrize("obstacle", ["folder", "lock"])
def test_a_folder_that_cannot_be_written_is_told_and_stops_no_reader(
    tables, journal, directory, obstacle
):
    save(journal, change())
    if obstacle == "folder":
        directory.write_text("a file where the folder should be")
    else:
        (directory / "writing.lock").mkdir(parents=True)
    with pytest.raises(SaveFailed, match="cannot be written"):
        tables.fold("pupils")
    assert len(tables.load("pupils")) == 1


def test_a_lock_that_is_no_lock_is_told(tables, directory):
    directory.mkdir()
    (directory / "writing.lock").write_bytes(b"not an empty database" * 100)
    with pytest.raises(SaveFailed, match="cannot be written"):
        tables.fold("pupils")


def fail_to_write(monkeypatch):
    def full(_fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folds.os, "fsync", full)


def test_a_fold_that_fails_says_so_and_leaves_the_last_file(
    tables, journal, directory, monkeypatch
):
    tables.fold("pupils")
    before = file(directory).read_bytes()
    save(journal, change())
    fail_to_write(monkeypatch)
    with pytest.raises(SaveFailed, match=r"No space left on device.*Nothing is lost"):
        tables.fold("pupils")
    assert file(directory).read_bytes() == before
    assert not list(directory.glob("*.part"))


@pytest.mark.usefixtures("few")
def test_a_full_disk_stops_no_reader(tables, journal, monkeypatch, caplog):
    save(journal, change())
    fail_to_write(monkeypatch)
    assert len(tables.load("pupils")) == 1
    assert "not up to date" in caplog.text
    save(journal, *(change(f"P{number}") for number in range(2, 9)))
    assert len(tables.load("pupils")) == 8
    monkeypatch.undo()
    tables.fold("pupils")
    assert tables.verify() == ()


@pytest.mark.usefixtures("few")
def test_logs_name_no_row(tables, journal, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    fail_to_write(monkeypatch)
    save(journal, *(change(f"CANARY{number}") for number in range(5)))
    tables.load("pupils")
    assert caplog.text
    assert "CANARY" not in caplog.text


# Rebuilding and damage


@pytest.fixture
def filled(tables, journal):
    save(journal, *(change(f"P{number}", sex="F") for number in range(40)))
    save(journal, *(change(f"P{number}", 1, school_id=f"S{number}") for number in range(20)))
    journal.erase("pupils", "P3", actor="dpo", request_id="e")
    tables.fold_all()
    return tables


def test_everything_can_be_deleted_and_is_built_again(filled, journal, directory):
    before = {name: filled.load(name) for name in JOURNALLED}
    shutil.rmtree(directory)
    fresh = another_worker(directory, journal)
    for name in JOURNALLED:
        assert_frame_equal(fresh.load(name), before[name])
    assert fresh.verify() == ()


def test_rebuild_writes_the_same_tables(filled, directory):
    before = {path: path.read_bytes() for path in directory.glob("*.parquet")}
    filled.rebuild()
    assert {path: path.read_bytes() for path in directory.glob("*.parquet")} == before


DAMAGE = {
    "zero bytes": lambda content: b"",
    "cut in half": lambda content: content[: len(content) // 2],
    "last byte gone": lambda content: content[:-1],
    "one byte more": lambda content: content + b"\0",
    "zero-filled": lambda content: bytes(len(content)),
    "not Parquet": lambda content: b"hello",
    "middle gone": lambda content: content[:100] + content[200:],
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_built_again(filled, journal, directory, damage):
    right = filled.load("pupils")
    file(directory).write_bytes(damage(file(directory).read_bytes()))
    fresh = another_worker(directory, journal)
    assert any("pupils is damaged" in problem for problem in fresh.verify())
    assert_frame_equal(fresh.load("pupils"), right)
    assert fresh.verify() == ()


def test_no_flipped_bit_goes_unseen(filled, directory):
    good = file(directory).read_bytes()
    unseen = []
    for place in range(0, len(good), 29):
        for bit in (1, 128):
            bad = bytearray(good)
            bad[place] ^= bit
            file(directory).write_bytes(bad)
            if folds.read_fold(directory, TABLES["pupils"]) is not None:
                unseen.append(place)
    assert unseen == []


@pytest.mark.parametrize("line", ["", "0" * 64 + "  pupils.parquet\n", "\xff"])
def test_a_damaged_checksum_is_not_trusted(filled, journal, directory, line):
    right = filled.load("pupils")
    (directory / "pupils.parquet.sha256").write_text(line, "latin-1")
    assert_frame_equal(another_worker(directory, journal).load("pupils"), right)
    assert filled.verify() == ()


def test_a_file_without_its_checksum_is_not_trusted(filled, journal, directory):
    right = filled.load("pupils")
    (directory / "pupils.parquet.sha256").unlink()
    assert any("damaged" in problem for problem in filled.verify())
    assert_frame_equal(another_worker(directory, journal).load("pupils"), right)


def seal(directory, name="pupils"):
    """Write the checksum that fits the file, as whoever swaps files on purpose would."""
    digest = hashlib.sha256(file(directory, name).read_bytes()).hexdigest()
    (directory / f"{name}.parquet.sha256").write_text(f"{digest}  {name}.parquet\n")


def test_the_file_of_another_table_is_not_trusted(filled, journal, directory):
    right = filled.load("pupils")
    shutil.copy(file(directory, "schools"), file(directory))
    seal(directory)
    assert_frame_equal(another_worker(directory, journal).load("pupils"), right)


def test_a_file_from_elsewhere_is_not_trusted(filled, journal, directory):
    right = filled.load("pupils")
    right.to_parquet(file(directory))
    seal(directory)
    assert_frame_equal(another_worker(directory, journal).load("pupils"), right)


def test_a_file_of_an_older_declaration_is_built_again(filled, journal, directory):
    right = filled.load("pupils")
    older = pq.read_table(file(directory)).drop_columns(["sex"])
    pq.write_table(older, file(directory))
    seal(directory)
    assert_frame_equal(another_worker(directory, journal).load("pupils"), right)


def test_verify_finds_a_file_that_was_edited_with_care(filled, directory):
    table = pq.read_table(file(directory))
    sexes = pa.array(["M", *table["sex"].to_pylist()[1:]], pa.large_string())
    place = table.schema.get_field_index("sex")
    pq.write_table(table.set_column(place, table.schema.field("sex"), sexes), file(directory))
    seal(directory)
    assert filled.verify() == (
        "The file of the table pupils differs from the journal; rebuild the tables.",
    )


def test_an_older_file_put_back_is_brought_up_to_date(tables, journal, directory):
    save(journal, change("P1"))
    tables.fold("pupils")
    shutil.copytree(directory, directory.with_name("backup"))
    save(journal, change("P1", 1, sex="F"))
    tables.fold("pupils")
    shutil.copytree(directory.with_name("backup"), directory, dirs_exist_ok=True)
    fresh = another_worker(directory, journal)
    assert fresh.load("pupils").loc["P1", "sex"] == "F"


# A journal that lost entries


@pytest.fixture
def younger(filled, journal, tmp_path):
    """Give another journal, as if an old backup had been put in place of the real one."""
    from data.database import create_tables, open_database

    engine = open_database(f"sqlite:///{tmp_path / 'backup.sqlite3'}")
    create_tables(engine)
    yield Journal(engine)
    engine.dispose()


def test_a_file_ahead_of_the_journal_is_refused_loudly(younger, directory):
    restored = Tables(directory, younger)
    for ask in (restored.load, restored.fold):
        with pytest.raises(JournalBehind, match="Find out what is missing"):
            ask("pupils")


def test_a_file_of_another_journal_is_refused_loudly(younger, directory):
    save(younger, *(change(f"P{number}") for number in range(100)))
    with pytest.raises(JournalBehind, match="holds others"):
        Tables(directory, younger).load("pupils")


def test_a_worker_ahead_of_the_journal_is_refused_loudly(filled, younger):
    filled.load("pupils")
    filled._journal = younger
    with pytest.raises(JournalBehind):
        filled.load("pupils")


def test_rebuild_accepts_the_journal_as_it_is(younger, directory):
    save(younger, change("P1"))
    restored = Tables(directory, younger)
    assert len(restored.verify()) == len(JOURNALLED)
    restored.rebuild()
    assert list(restored.load("pupils").index) == ["P1"]
    assert restored.verify() == ()


# On PostgreSQL, and in time


def test_the_tables_stand_on_either_database(engine, directory):
    journal = Journal(engine)
    tables = Tables(directory, journal)
    save(journal, change("P1"), change("P2"))
    tables.load("pupils")
    save(journal, change("P1", 1, sex="F"))
    journal.erase("pupils", "P2", actor="dpo", request_id="e")
    assert tables.load("pupils")["sex"].to_dict() == {"P1": "F"}
    assert tables.row("pupils", "P1")["sex"] == "F"
    tables.rebuild()
    assert tables.verify() == ()


def test_times_are_to_the_microsecond(sqlite_engine, directory):
    moment = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)
    journal = Journal(sqlite_engine, clock=lambda: moment)
    tables = Tables(directory, journal)
    save(journal, change())
    tables.fold("pupils")
    assert Tables(directory, journal).load("pupils")["recorded_at"].iloc[0] == moment


def test_a_call_with_nothing_new_reads_no_file(tables, journal, directory):
    save(journal, change())
    tables.load("pupils")
    shutil.rmtree(directory)
    began = time.perf_counter()
    assert len(tables.load("pupils")) == 1
    assert not directory.exists()
    assert time.perf_counter() - began < 5
