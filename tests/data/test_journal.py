"""The journal's promises, each on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import event

from data.database import open_database
from data.journal import Change, Conflict, Journal, RequestReused, SaveFailed
from data.schemas import TABLES, Invalid
from tests.data.model import answer, change, new_request, pupil, save, whole


@pytest.fixture
def journal(engine):
    return Journal(engine)


def again(journal, *changes, request_id, actor="ana"):
    return journal.append(*changes, actor=actor, action="test.save", request_id=request_id)


def test_append_returns_the_entry_that_is_kept(journal):
    (entry,) = save(journal, change(sex="F"))
    assert journal.latest("pupils", "P1") == entry
    assert (entry.sequence, entry.revision, entry.actor) == (1, 1, "ana")
    assert entry.payload == whole("pupils", pupil(sex="F"))


def test_append_keeps_any_text_to_the_letter(journal):
    note = 'Łukasz ‘quoted’ \\ "x" \n\t 😀 \'DROP TABLE journal; -- %s ? :p'
    save(journal, answer(hearing_note=note))
    assert journal.latest("assessments", "P1").payload["hearing_note"] == note


def test_append_of_nothing_does_nothing(journal):
    assert save(journal) == ()
    assert journal.head() == 0


def test_append_numbers_entries_without_a_gap(journal):
    for number in range(1, 6):
        save(journal, change(f"P{number}"))
    assert [entry.sequence for entry in journal.tail(0)] == [1, 2, 3, 4, 5]


def test_append_chains_each_entry_to_the_one_before(journal):
    save(journal, change("P1"), change("P2"))
    save(journal, change("P3"))
    entries = journal.tail(0)
    assert [entry.previous_hash for entry in entries] == [
        "0" * 64,
        *(entry.hash for entry in entries[:-1]),
    ]


def test_append_records_the_clock_in_utc(engine):
    summer = datetime(2026, 7, 1, 12, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    (entry,) = save(Journal(engine, clock=lambda: summer), change())
    assert entry.recorded_at == summer
    assert entry.recorded_at.tzinfo == UTC


def test_order_is_by_sequence_when_the_clock_goes_back(engine):
    days = iter([2, 1, 3])
    journal = Journal(engine, clock=lambda: datetime(2026, 1, next(days), tzinfo=UTC))
    for revision in range(3):
        save(journal, change(expected=revision))
    assert [entry.recorded_at.day for entry in journal.history("pupils", "P1")] == [2, 1, 3]
    assert journal.verify().problems == ()


def test_append_keeps_a_batch_whole(journal):
    entries = save(journal, change("P1"), answer("P1"), change("P1", 1))
    assert [(entry.table, entry.revision) for entry in entries] == [
        ("pupils", 1),
        ("assessments", 1),
        ("pupils", 2),
    ]
    assert len({entry.recorded_at for entry in entries}) == 1


def test_append_numbers_the_requests_of_a_batch(journal):
    entries = again(journal, change("P1"), change("P2"), change("P3"), request_id="r")
    assert [entry.request_id for entry in entries] == ["r", "r/2", "r/3"]


def test_append_keeps_nothing_of_a_batch_with_a_conflict(journal):
    with pytest.raises(Conflict):
        save(journal, change("P1"), change("P2", 4))
    assert journal.head() == 0


def test_append_keeps_nothing_of_a_batch_with_a_bad_row(journal):
    with pytest.raises(Invalid):
        save(journal, change("P1"), change("P2", birth_month=13))
    assert journal.head() == 0


@pytest.mark.no_cover
def test_append_takes_thousands_of_changes_at_once(journal):
    entries = save(journal, *(change(f"P{number}") for number in range(3_000)))
    assert journal.head() == len(entries) == 3_000
    assert journal.verify().problems == ()


# Conflicts


def test_a_conflict_says_what_the_row_is_now(journal):
    save(journal, change())
    (won,) = save(journal, change(expected=1, sex="F"), actor="ben")
    mine = change(expected=1, sex="M")
    with pytest.raises(Conflict) as caught:
        save(journal, mine)
    assert caught.value.entry == won
    assert caught.value.change is mine
    assert str(caught.value) == "pupils P1 is at revision 2, not 1"


def test_a_row_that_is_there_cannot_be_made_new(journal):
    save(journal, change())
    with pytest.raises(Conflict, match="revision 1, not 0"):
        save(journal, change())


def test_a_row_that_is_not_there_cannot_be_changed(journal):
    with pytest.raises(Conflict) as caught:
        save(journal, change(expected=1))
    assert caught.value.entry is None


def test_two_changes_of_a_batch_conflict_with_each_other(journal):
    with pytest.raises(Conflict):
        save(journal, change(), change())
    assert journal.head() == 0


def test_the_same_key_in_two_tables_is_two_rows(journal):
    save(journal, change())
    save(journal, answer())
    assert journal.latest("assessments", "P1").revision == 1


def test_threads_lose_no_update(engine):
    journal = Journal(engine)
    save(journal, answer(hearing_note="0"))
    start = threading.Barrier(6)

    def count_up(name: int) -> int:
        conflicts = 0
        start.wait()
        for _ in range(8):
            while True:
                now = journal.latest("assessments", "P1")
                more = str(int(now.payload["hearing_note"]) + 1)
                try:
                    save(journal, answer(expected=now.revision, hearing_note=more))
                    break
                except Conflict:
                    conflicts += 1
        return conflicts

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(count_up, range(6)))
    assert journal.latest("assessments", "P1").payload["hearing_note"] == "48"
    assert journal.verify().problems == ()


# Requests


def test_a_retry_returns_what_was_kept(journal):
    first = again(journal, change(), request_id="r")
    assert again(journal, change(), request_id="r") == first
    assert journal.head() == 1


def test_a_retry_is_harmless_after_later_saves(journal):
    first = again(journal, change(), request_id="r")
    save(journal, change(expected=1, sex="F"))
    assert again(journal, change(), request_id="r") == first
    assert journal.head() == 2


def test_a_retry_of_a_batch_returns_all_of_it(journal):
    batch = [change("P1"), change("P2"), change("P3")]
    first = again(journal, *batch, request_id="r")
    save(journal, change("P4"))
    assert again(journal, *batch, request_id="r") == first


def test_a_retry_from_another_process_is_harmless(engine, url):
    first = again(Journal(engine), change(), request_id="r")
    other = open_database(url)
    assert again(Journal(other), change(), request_id="r") == first
    other.dispose()


@pytest.mark.parametrize(
    "changes",
    [
        [change("P1", sex="F")],
        [change("P2")],
        [answer("P1")],
        [change("P1"), change("P2")],
        [change("P1"), change("P2"), change("P3"), change("P4")],
        [change("P1"), change("P2"), change("P3", sex="F")],
        [change("P2"), change("P1"), change("P3")],
    ],
    ids=["payload", "key", "table", "shorter", "longer", "last payload", "order"],
)
def test_a_request_cannot_be_used_for_something_else(journal, changes):
    alone = len(changes) == 1
    original = [change("P1")] if alone else [change("P1"), change("P2"), change("P3")]
    again(journal, *original, request_id="r")
    with pytest.raises(RequestReused):
        again(journal, *changes, request_id="r")
    assert journal.head() == len(original)


def test_a_request_belongs_to_who_made_it(journal):
    again(journal, change(), request_id="r")
    with pytest.raises(RequestReused):
        again(journal, change(), request_id="r", actor="eve")


def test_a_request_that_ran_into_a_conflict_can_be_used_again(journal):
    save(journal, change())
    with pytest.raises(Conflict):
        again(journal, change(), request_id="r")
    (entry,) = again(journal, change(expected=1), request_id="r")
    assert entry.revision == 2


# What is refused before the database is touched


@pytest.fixture
def untouched(engine):
    """Fail if anything is asked of the database."""

    def refuse(*_):
        raise AssertionError("the database was touched")

    event.listen(engine, "engine_connect", refuse)
    return Journal(engine)


@pytest.mark.parametrize(
    ("refused", "problem"),
    [
        (Change("pupils", "P1", 0, {"pupil_id": "P1"}), "birth_month"),
        (change(colour="red"), "colour"),
        (Change("pupils", "P2", 0, pupil("P1")), "pupil_id"),
        (Change("secrets", "P1", 0, {}), "table"),
        (Change("library", "P1", 0, {}), "table"),
        (Change("schools", "S1", 0, {"school_id": "S1", "pupils_on_roll": 2**53 + 1}), "pupils_on"),
        (Change("schools", "S1", 0, {"school_id": "S1", "pupils_on_roll": 10**400}), "pupils_on"),
    ],
    ids=["missing", "unknown", "other key", "no table", "published", "large", "vast"],
)
def test_a_bad_row_is_refused(untouched, refused, problem):
    with pytest.raises(Invalid) as caught:
        save(untouched, refused)
    assert any(name.startswith(problem) for name in caught.value.problems)


@pytest.mark.parametrize(
    "stamp",
    [
        {"actor": ""},
        {"actor": "a" * 201},
        {"actor": "an\0a"},
        {"action": ""},
        {"request_id": ""},
        {"request_id": "r/2"},
        {"request_id": "\ud800"},
    ],
    ids=repr,
)
def test_a_bad_stamp_is_refused(untouched, stamp):
    usual = {"actor": "ana", "action": "test.save", "request_id": "r"}
    with pytest.raises(Invalid) as caught:
        untouched.append(change(), **(usual | stamp))
    assert list(caught.value.problems) == list(stamp)


def test_append_cannot_pretend_to_erase(untouched):
    with pytest.raises(ValueError, match="erase"):
        untouched.append(change(), actor="ana", action="erase", request_id="r")


# Reading


def test_head_is_nought_before_the_first_entry(journal):
    assert journal.head() == 0


def test_latest_is_none_where_there_is_nothing(journal):
    assert journal.latest("pupils", "P1") is None


def test_each_entry_s_hash_is_found_by_its_number(journal):
    entries = save(journal, change("P1"), change("P2"))
    assert [journal.hash_at(n) for n in (1, 2, 3)] == [*(e.hash for e in entries), None]


def test_history_is_oldest_first_and_of_one_row(journal):
    save(journal, change("P1"), change("P2"))
    save(journal, change("P1", 1, sex="F"))
    assert [entry.payload["sex"] for entry in journal.history("pupils", "P1")] == [None, "F"]


def test_tail_starts_after_a_number(journal):
    entries = save(journal, change("P1"), answer("P1"), change("P2"))
    assert journal.tail(1) == list(entries[1:])
    assert journal.tail(3) == []


def test_tail_can_be_of_one_table(journal):
    entries = save(journal, change("P1"), answer("P1"), change("P2"))
    assert journal.tail(0, table="pupils") == [entries[0], entries[2]]


def test_stream_yields_what_tail_returns(journal):
    save(journal, *(change(f"P{n}") for n in range(2_500)), answer("P1"))
    assert list(journal.stream(3, table="pupils")) == journal.tail(3, table="pupils")


def test_stream_is_of_one_moment(journal):
    save(journal, *(change(f"P{n}") for n in range(2_500)))
    stream = journal.stream(0, table="pupils")
    next(stream)
    save(journal, change("late"))
    assert [entry.key for entry in stream][-1] == "P2499"


def test_a_save_shows_to_other_processes_at_once(journal, url):
    other = open_database(url)
    watcher = Journal(other)
    assert watcher.head() == 0
    save(journal, change())
    assert watcher.head() == 1
    other.dispose()


# Erasing


def erase(journal, key="P1", *, request_id=None, actor="dpo", table="pupils"):
    return journal.erase(table, key, actor=actor, request_id=request_id or new_request())


def test_erase_takes_every_payload_of_the_row_and_no_other(journal):
    save(journal, change("P1"), change("P2"), answer("P1"))
    save(journal, change("P1", 1, sex="F"))
    erase(journal)
    assert [entry.payload for entry in journal.history("pupils", "P1")] == [None, None, None]
    assert journal.latest("pupils", "P2").payload is not None
    assert journal.latest("assessments", "P1").payload is not None


def test_erase_adds_an_entry_that_says_so(journal):
    save(journal, change())
    entry = erase(journal)
    assert journal.latest("pupils", "P1") == entry
    assert (entry.action, entry.actor, entry.revision, entry.payload) == ("erase", "dpo", 2, None)


def test_erase_leaves_the_chain_whole(journal):
    save(journal, change("P1"), change("P2"))
    erase(journal)
    save(journal, change("P3"))
    assert journal.verify().problems == ()


def test_erase_can_be_repeated_by_the_same_request(journal):
    save(journal, change())
    first = erase(journal, request_id="e")
    assert erase(journal, request_id="e") == first
    assert journal.head() == 2


def test_erase_refuses_a_request_used_for_something_else(journal):
    save(journal, change("P1"), change("P2"))
    erase(journal, request_id="e")
    with pytest.raises(RequestReused):
        erase(journal, "P2", request_id="e")
    assert journal.latest("pupils", "P2").payload is not None


@pytest.mark.parametrize("key", ["P1", "P9"], ids=["erased", "unknown"])
def test_erase_refuses_what_is_not_there(journal, key):
    save(journal, change("P1"))
    erase(journal, "P1")
    with pytest.raises(Invalid, match="nothing to erase"):
        erase(journal, key)


def test_an_erased_row_cannot_be_made_again_by_an_old_form(journal):
    save(journal, change())
    gone = erase(journal)
    for expected in (0, 1):
        with pytest.raises(Conflict) as caught:
            save(journal, change(expected=expected))
        assert caught.value.entry == gone


def test_an_erased_row_can_be_made_again_knowingly(journal):
    save(journal, change())
    gone = erase(journal)
    save(journal, change(expected=gone.revision, sex="F"))
    assert journal.latest("pupils", "P1").payload["sex"] == "F"
    assert journal.verify().problems == ()


def test_an_old_request_does_not_bring_back_what_was_erased(journal):
    again(journal, change(), request_id="r")
    erase(journal)
    with pytest.raises(RequestReused):
        again(journal, change(), request_id="r")
    assert journal.latest("pupils", "P1").payload is None


def test_an_erased_payload_cannot_be_guessed_from_its_hash(journal):
    entries = save(journal, change("P1"), change("P2"))
    same = {"pupil_id": None}
    assert entries[0].payload | same == entries[1].payload | same
    hashes = {save(journal, change("P1", n))[0].payload_hash for n in range(1, 4)}
    assert len(hashes) == 3  # the same payload, under a salt of its own each time


def test_erased_text_is_in_no_file_of_the_store(sqlite_engine, tmp_path):
    journal = Journal(sqlite_engine)
    canary = "canary-3f1c"
    save(journal, answer(hearing_note=canary * 50))
    save(journal, answer(expected=1, hearing_note=canary))
    assert any(canary.encode() in path.read_bytes() for path in tmp_path.iterdir())
    erase(journal, table="assessments")
    assert not any(canary.encode() in path.read_bytes() for path in tmp_path.iterdir())


# Failing


def test_a_full_database_refuses_and_takes_saves_again_when_there_is_room(sqlite_engine):
    journal = Journal(sqlite_engine)
    pages = ["PRAGMA max_page_count=40"]
    event.listen(sqlite_engine, "checkout", lambda raw, *_: raw.execute(pages[0]))
    kept = 0
    with pytest.raises(SaveFailed, match="disk is full"):
        for kept in range(1_000):
            save(journal, answer(f"P{kept}", hearing_note="note " * 500))
    assert journal.head() == kept > 5
    pages[0] = "PRAGMA max_page_count=4000"
    save(journal, answer("P9999"))
    assert journal.head() == kept + 1
    assert journal.verify().problems == ()


def test_every_journalled_table_has_a_column_for_its_key():
    assert all(table.key in table.by_name for table in TABLES.values())
