"""The store held against a dict: whatever is done to it in whatever order, both say the same."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from data import tables as tables_module
from data.journal import Conflict, RequestReused
from data.schemas import Invalid
from data.store import Store, open_store
from tests.data.model import Model, answer, change, new_request, whole

KEYS = st.sampled_from(["P1", "P2", "P3"])
ROWS = st.tuples(st.sampled_from(["pupils", "assessments"]), KEYS)
WORDS = st.sampled_from([None, "a", "b"])
ACTORS = st.sampled_from(["ana", "ben"])
WORKERS = st.integers(0, 1)
# How far a form is behind the row it changes; mostly not at all.
BEHIND = st.sampled_from([0, 0, 0, 0, 1, -1])
OUTCOMES = {
    Conflict: "conflict",
    RequestReused: "reused",
    Invalid: "nothing",
}


def outcome(act):
    try:
        act()
    except tuple(OUTCOMES) as error:
        return OUTCOMES[type(error)]
    return "kept"


class TwoWorkers(RuleBasedStateMachine):
    """Two workers on one folder, and a dict."""

    requests = Bundle("requests")

    @initialize()
    def open(self):
        self.folder = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(tables_module, "FOLD_AFTER", 4)
        self.model = Model()
        self.workers: list[Store] = [open_store(self.folder), open_store(self.folder)]

    def teardown(self):
        for worker in self.workers:
            worker.close()
        self.patch.undo()
        shutil.rmtree(self.folder)

    def changed(self, row, words, behind):
        table, key = row
        expected = len(self.model.revisions.get(row, [])) - behind
        if table == "pupils":
            return change(key, expected, school_id=words)
        return answer(key, expected, hearing_note=words)

    def append(self, worker, changes, actor, request_id):
        found = outcome(
            lambda: self.workers[worker].journal.append(
                *changes, actor=actor, action="test", request_id=request_id
            )
        )
        assert found == self.model.append(changes, actor=actor, request_id=request_id)

    @rule(target=requests, worker=WORKERS, row=ROWS, words=WORDS, behind=BEHIND, actor=ACTORS)
    def save(self, worker, row, words, behind, actor):
        made = ([self.changed(row, words, behind)], actor, new_request())
        self.append(worker, *made)
        return made

    @rule(
        target=requests,
        worker=WORKERS,
        rows=st.lists(st.tuples(ROWS, WORDS, BEHIND), min_size=2, max_size=4),
        actor=ACTORS,
    )
    def save_together(self, worker, rows, actor):
        made = ([self.changed(*each) for each in rows], actor, new_request())
        self.append(worker, *made)
        return made

    @rule(worker=WORKERS, request=requests)
    def retry(self, worker, request):
        self.append(worker, *request)

    @rule(worker=WORKERS, request=requests, row=ROWS, words=WORDS, actor=ACTORS)
    def use_a_request_again(self, worker, request, row, words, actor):
        self.append(worker, [self.changed(row, words, 0)], actor, request[2])

    @rule(worker=WORKERS, row=ROWS, actor=ACTORS)
    def erase(self, worker, row, actor):
        request_id = new_request()
        found = outcome(
            lambda: self.workers[worker].erase(*row, actor=actor, request_id=request_id)
        )
        assert found == self.model.erase(row, actor=actor, request_id=request_id)

    @rule(worker=WORKERS, row=ROWS)
    def fold(self, worker, row):
        self.workers[worker].tables.fold(row[0])

    @rule(worker=WORKERS)
    def rebuild(self, worker):
        self.workers[worker].tables.rebuild()

    @rule()
    def delete_the_tables(self):
        shutil.rmtree(self.folder / "tables", ignore_errors=True)

    @rule(worker=WORKERS)
    def restart(self, worker):
        self.workers[worker].close()
        self.workers[worker] = open_store(self.folder)

    @rule(worker=WORKERS, row=ROWS)
    def look_at_a_row(self, worker, row):
        tables = self.workers[worker].tables
        history = [self.plain(row[0], made) for made in tables.history(*row)]
        assert history == self.model.history(*row)
        now = tables.row(*row)
        assert (now and self.plain(row[0], now)) == self.model.current(row[0]).get(row[1])

    @rule(worker=WORKERS, table=st.sampled_from(["pupils", "assessments"]))
    def look_at_a_table(self, worker, table):
        frame = self.workers[worker].tables.load(table).astype(object)
        rows = frame.where(frame.notna(), None).to_dict("index")
        expected = self.model.current(table)
        assert {key: self.plain(table, row) for key, row in rows.items()} == expected

    @rule()
    def verify(self):
        store = self.workers[0]
        checked = store.journal.verify()
        assert (checked.entries, checked.problems) == (self.model.entries, ())
        assert store.tables.verify() == ()

    @invariant()
    def both_workers_stand_at_the_same_entry(self):
        assert {worker.journal.head() for worker in self.workers} == {self.model.entries}

    @staticmethod
    def plain(table, row):
        return whole(table, row)


TwoWorkers.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestTwoWorkers = pytest.mark.no_cover(TwoWorkers.TestCase)
