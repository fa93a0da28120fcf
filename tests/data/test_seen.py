"""How far each person has looked: kept for each, and never less than before."""

from __future__ import annotations

from data.journal import Change
from data.store import open_store


def test_each_person_s_position_is_kept_and_never_falls(tmp_path):
    store = open_store(tmp_path)
    assert store.seen.reached("ann") == 0
    store.seen.mark("ann", 12)
    store.seen.mark("bo", 3)
    store.seen.mark("ann", 7)
    assert (store.seen.reached("ann"), store.seen.reached("bo")) == (12, 3)
    store.close()
    again = open_store(tmp_path)
    assert again.seen.reached("ann") == 12
    again.close()


def test_the_newest_saves_come_without_what_they_hold(tmp_path):
    store = open_store(tmp_path)
    for number, actor in enumerate(("ann", "system", "bo", "ann"), start=1):
        pupil = {"pupil_id": f"P{number}", "birth_month": 1, "birth_year": 2015, "invented": True}
        change = Change("pupils", f"P{number}", 0, pupil)
        store.journal.append(change, actor=actor, action="pupil.create", request_id=str(number))
    found = store.journal.newest(1, but="system", count=10)
    assert [(one.sequence, one.actor, one.key) for one in found] == [
        (4, "ann", "P4"),
        (3, "bo", "P3"),
    ]
    assert [one.sequence for one in store.journal.newest(0, but="system", count=2)] == [4, 3]
    assert {(one.table, one.revision) for one in found} == {("pupils", 1)}
    assert found[0].recorded_at.tzinfo is not None
    store.close()
