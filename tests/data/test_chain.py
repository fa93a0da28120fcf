"""Tampering: whatever is changed behind the journal's back, verifying it tells."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import chain
from data.entries import COLUMNS
from data.journal import Journal
from data.tables import Tables
from tests.data.model import answer, change, save

TEXTS = [name for name in COLUMNS if name not in ("sequence", "revision")]


def tamper(engine, *statements):
    """Do what somebody with the file and SQLite's own shell can do."""
    with closing(sqlite3.connect(engine.url.database)) as connection:
        connection.executescript(
            "DROP TRIGGER IF EXISTS journal_no_update; DROP TRIGGER IF EXISTS journal_no_delete;"
        )
        for statement in statements:
            connection.execute(*(statement if isinstance(statement, tuple) else (statement,)))
        connection.commit()


@pytest.fixture
def journal(sqlite_engine):
    journal = Journal(sqlite_engine)
    for revision in range(3):
        save(journal, change("P1", revision), answer("P1", revision, hearing_note=f"{revision}"))
    save(journal, change("P2"))
    journal.erase("assessments", "P1", actor="dpo", request_id="e")
    save(journal, change("P3"))
    found = journal.verify()
    assert (found.entries, found.problems, found.seal.sequence) == (9, (), 9)
    return journal


def problems(journal):
    return journal.verify().problems


def test_an_empty_journal_is_whole(sqlite_engine):
    assert Journal(sqlite_engine).verify() == chain.Verification(
        0, (), chain.Seal(0, chain.GENESIS)
    )


@pytest.mark.parametrize("column", TEXTS)
def test_an_edited_column_is_found(journal, sqlite_engine, column):
    tamper(sqlite_engine, f"UPDATE journal SET {column} = 'eve' WHERE sequence = 3")
    assert any("Entry 3 " in problem for problem in problems(journal))


@pytest.mark.parametrize("column", ["sequence", "revision"])
def test_an_edited_number_is_found(journal, sqlite_engine, column):
    tamper(sqlite_engine, f"UPDATE journal SET {column} = 99 WHERE sequence = 7")
    assert problems(journal)


def test_a_deleted_entry_is_found(journal, sqlite_engine):
    tamper(sqlite_engine, "DELETE FROM journal WHERE sequence = 4")
    assert "Entry 4 is missing: 5 comes next." in problems(journal)
    assert "Entry 5 does not follow from the entry before it." in problems(journal)


def test_a_deletion_that_is_renumbered_is_found(journal, sqlite_engine):
    tamper(
        sqlite_engine,
        "DELETE FROM journal WHERE sequence = 4",
        "UPDATE journal SET sequence = sequence - 1 WHERE sequence > 4",
    )
    assert "Entry 4 was changed after it was written." in problems(journal)


def test_an_inserted_entry_is_found(journal, sqlite_engine):
    copied = ", ".join(
        {"sequence": "10", "revision": "9", "request_id": "'x'"}.get(name, name) for name in COLUMNS
    )
    tamper(
        sqlite_engine,
        f"INSERT INTO journal SELECT {copied} FROM journal WHERE sequence = 3",
    )
    assert any("Entry 10 " in problem for problem in problems(journal))


def test_reordered_entries_are_found(journal, sqlite_engine):
    tamper(
        sqlite_engine,
        "UPDATE journal SET sequence = 100 WHERE sequence = 3",
        "UPDATE journal SET sequence = 3 WHERE sequence = 7",
        "UPDATE journal SET sequence = 7 WHERE sequence = 100",
    )
    assert problems(journal)


def test_a_payload_taken_without_an_erasure_is_found(journal, sqlite_engine):
    tamper(sqlite_engine, "UPDATE journal SET payload = NULL, salt = NULL WHERE sequence = 7")
    assert problems(journal) == ("Entry 7 has lost its payload, and no later entry erased it.",)


def test_a_payload_put_back_after_an_erasure_is_found(journal, sqlite_engine):
    tamper(sqlite_engine, "UPDATE journal SET payload = '{}', salt = 'x' WHERE sequence = 2")
    assert "Entry 2 was erased by entry 8 but has a payload." in problems(journal)


def test_a_revision_out_of_order_is_found_even_with_good_hashes(journal, sqlite_engine):
    forge(sqlite_engine, 7, revision=5)
    assert problems(journal) == ("Entry 7 is not the next revision of its row.",)


def forge(engine, sequence, **values):
    """Change an entry and chain everything after it anew, as whoever knows the code could."""
    with closing(sqlite3.connect(engine.url.database)) as connection:
        rows = connection.execute("SELECT * FROM journal ORDER BY sequence").fetchall()
    records = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    records[sequence - 1] |= values
    previous = records[sequence - 2]["hash"] if sequence > 1 else chain.GENESIS
    statements = []
    for record in records[sequence - 1 :]:
        record["payload_hash"] = (
            chain.payload_hash(record["payload"], record["salt"])
            if record["payload"]
            else record["payload_hash"]
        )
        record["previous_hash"] = previous
        previous = record["hash"] = chain.entry_hash(record)
        places = ", ".join(f"{name} = :{name}" for name in COLUMNS)
        statements.append((f"UPDATE journal SET {places} WHERE sequence = :sequence", record))
    tamper(engine, *statements)


@pytest.fixture
def tables(journal, tmp_path):
    tables = Tables(tmp_path / "tables", journal)
    tables.fold_all()
    assert tables.verify() == ()
    return tables


def test_a_journal_chained_anew_is_found_by_the_tables(journal, tables, sqlite_engine):
    forge(sqlite_engine, 7, actor="eve")
    assert problems(journal) == ()
    assert any("holds others" in problem for problem in tables.verify())


def test_a_journal_cut_off_before_the_last_fold_is_found_by_the_tables(
    journal, tables, sqlite_engine
):
    tamper(sqlite_engine, "DELETE FROM journal WHERE sequence > 8")
    assert problems(journal) == ()
    assert any("had 9 entries; now it ends at 8" in problem for problem in tables.verify())


def test_a_journal_cut_off_after_the_last_fold_is_found_by_a_seal_kept_elsewhere(
    journal, tables, sqlite_engine
):
    save(journal, change("P4"))
    seal = journal.verify().seal
    tamper(sqlite_engine, "DELETE FROM journal WHERE sequence > 9")
    assert (*problems(journal), *tables.verify()) == ()
    assert journal.verify(seal=seal).problems == (
        "The journal ends at entry 9; it had 10 when the seal was taken.",
    )


def test_a_journal_chained_anew_is_found_by_a_seal(journal, sqlite_engine):
    seal = journal.verify().seal
    save(journal, change("P4"))
    assert journal.verify(seal=seal).problems == ()
    forge(sqlite_engine, 7, actor="eve")
    assert problems(journal) == ()
    assert journal.verify(seal=seal).problems == (
        "Entry 9 or one before it is another than when the seal was taken.",
    )


def test_a_seal_is_read_as_it_is_written(journal):
    seal = journal.verify().seal
    assert chain.Seal.read(f" {seal}\n") == seal


@pytest.mark.parametrize("text", ["", "9", "9:", "9:abc", f"-1:{'0' * 64}", f"9:{'G' * 64}"])
def test_what_is_no_seal_is_refused(text):
    with pytest.raises(ValueError, match="A seal is a number"):
        chain.Seal.read(text)


@pytest.mark.parametrize("column", COLUMNS[1:])
@pytest.mark.parametrize("sequence", [1, 9], ids=["first", "last"])
def test_an_entry_that_no_longer_reads_is_told_not_tripped_over(
    journal, tables, sqlite_engine, sequence, column
):
    tamper(sqlite_engine, f"UPDATE journal SET {column} = '0' WHERE sequence = {sequence}")
    assert problems(journal)
    tables.verify()


ROW = st.integers(1, 9)
VALUE = st.one_of(st.text("0af:", min_size=1, max_size=64), st.integers(0, 99))
EDITS = st.tuples(st.just("edit"), ROW, st.sampled_from(COLUMNS[1:]), VALUE)
DELETIONS = st.tuples(st.just("delete"), ROW)
SWAPS = st.tuples(st.just("swap"), ROW, ROW)
COPIES = st.tuples(st.just("copy"), ROW, st.integers(10, 20))
CUTS = st.tuples(st.just("cut"), st.integers(1, 8))


def statements_of(act, first, second=None, value=None):
    if act == "edit":
        return [(f"UPDATE OR IGNORE journal SET {second} = ? WHERE sequence = ?", (value, first))]
    if act == "delete":
        return [("DELETE FROM journal WHERE sequence = ?", (first,))]
    if act == "cut":
        return [("DELETE FROM journal WHERE sequence > ?", (first,))]
    if act == "copy":
        fresh = {"sequence": str(second), "revision": str(second), "request_id": f"'r{second}'"}
        columns = ", ".join(fresh.get(name, name) for name in COLUMNS)
        return [
            f"INSERT OR IGNORE INTO journal SELECT {columns} FROM journal WHERE sequence = {first}"
        ]
    move = "UPDATE OR IGNORE journal SET sequence = ? WHERE sequence = ?"
    return [(move, (1000, first)), (move, (first, second)), (move, (second, 1000))]


@pytest.mark.no_cover
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.one_of(EDITS, DELETIONS, SWAPS, COPIES, CUTS), min_size=1, max_size=3))
def test_tampering_at_random_is_found(journal, tables, sqlite_engine, acts):
    with closing(sqlite3.connect(sqlite_engine.url.database)) as connection:
        rows = connection.execute("SELECT * FROM journal ORDER BY sequence").fetchall()
        tamper(sqlite_engine, *(s for act in acts for s in statements_of(*act)))
        changed = connection.execute("SELECT * FROM journal ORDER BY sequence").fetchall()
        try:
            found = (*problems(journal), *tables.verify())
            assert bool(found) == (rows != changed)
        finally:
            places = ", ".join("?" for _ in COLUMNS)
            connection.execute("DELETE FROM journal")
            connection.executemany(f"INSERT INTO journal VALUES ({places})", rows)
            connection.commit()
