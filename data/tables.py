"""The tables as everybody reads them: Parquet files of revisions and the journal's tail, in memory.

Everything in the tables' directory can be deleted and built again from the journal.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd

from data.chain import GENESIS
from data.database import SaveFailed
from data.folds import Fold, alone_in, has_file, read_fold, remove_fold, write_fold
from data.journal import Entry, Journal
from data.revisions import arrow_schema, current, extend, row_of
from data.rows import Rows, rows_of
from data.schemas import JOURNALLED, TABLES, Table

# A new worker applies so many entries in some tens of milliseconds.
FOLD_AFTER = 500
FOLDING_SECONDS = 60

log = logging.getLogger(__name__)


class JournalBehind(RuntimeError):
    """Refuse to read: a table holds what the journal does not, so entries have been lost."""

    def __init__(self, name: str, reached: int, head: int) -> None:
        super().__init__(
            f"The table {name} was written when the journal had {reached} entries; now it ends at "
            f"{head} or holds others. Find out what is missing, then rebuild the tables."
        )


@dataclass(frozen=True)
class _Loaded:
    """One table in memory: its rows, how far they go, and how much of that no file holds yet.

    `version` is how far the journal had got when the rows last changed.
    """

    rows: Rows
    sequence: int
    version: int
    unfolded: int = 0


@dataclass
class _Scale:
    """Weigh entries as they pass; an erasure alone is reason enough to write the file again."""

    weight: int = 0

    def weigh(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self.weight += 1 if entry.payload else FOLD_AFTER
            yield entry


class Tables:
    """Read the journalled tables; safe from many threads and processes at once."""

    def __init__(self, directory: Path, journal: Journal) -> None:
        self._directory = directory
        self._journal = journal
        self._loaded: dict[str, _Loaded] = {}
        self._locks = {name: Lock() for name in JOURNALLED}

    def load(self, name: str) -> pd.DataFrame:
        """Return the last revision of each row, the key both as a column and as the index.

        After the declared columns come revision, recorded_at, actor and sequence. The frame is
        the caller's own: to change it changes nothing here. Raises JournalBehind.
        """
        with self._locks[name]:
            loaded = self._loaded[name] = self._refreshed(name)
            return loaded.rows.frame.copy(deep=False)

    def version(self, name: str) -> int:
        """Return a number that rises when a row changes: what was worked out until then holds.

        Raises JournalBehind.
        """
        with self._locks[name]:
            loaded = self._loaded[name] = self._refreshed(name)
            return loaded.version

    def row(self, name: str, key: str) -> dict[str, Any] | None:
        """Return one row as it is now, with its provenance, or None.

        Straight from the journal: one indexed query costs less than to be told of a change and
        take a row out of 90 columns, and is as fresh.
        """
        table = self._journalled(name)
        entry = self._journal.latest(name, key) if _is_key(table, key) else None
        return None if entry is None else row_of(entry, table)

    def history(self, name: str, key: str) -> list[dict[str, Any]]:
        """Return every revision of a row, oldest first.

        Straight from the journal, whose index finds them; the Parquet file would be read whole.
        """
        table = self._journalled(name)
        entries = self._journal.history(name, key) if _is_key(table, key) else []
        return [row for entry in entries if (row := row_of(entry, table))]

    def fold(self, name: str) -> None:
        """Bring the Parquet file of a table up to the end of the journal.

        Raises SaveFailed, TimeoutError or JournalBehind.
        """
        self._folded(name, least=0)

    def fold_all(self) -> None:
        """Bring every Parquet file up to the end of the journal."""
        for name in JOURNALLED:
            self.fold(name)

    def rebuild(self) -> None:
        """Build every Parquet file again from the journal alone."""
        for name in JOURNALLED:
            with self._locks[name]:
                self._loaded.pop(name, None)
                with alone_in(self._directory, wait=FOLDING_SECONDS):
                    remove_fold(self._directory, TABLES[name])
                self._folded(name, least=0)

    def verify(self) -> tuple[str, ...]:
        """Return a sentence for each file that is damaged or does not agree with the journal."""
        return tuple(problem for name in JOURNALLED for problem in self._problems(name))

    def _journalled(self, name: str) -> Table:
        if name not in self._locks:
            raise KeyError(name)
        return TABLES[name]

    def _refreshed(self, name: str) -> _Loaded:
        """Return a table in memory as it is at the end of the journal."""
        loaded = self._loaded.get(name)
        if loaded is None or self._journal.head() - loaded.sequence > FOLD_AFTER:
            loaded = self._opened(name)
        head = self._journal.head()
        if head < loaded.sequence:
            raise JournalBehind(name, loaded.sequence, head)
        if head == loaded.sequence:
            return loaded
        scale = _Scale()
        entries = list(scale.weigh(self._journal.tail(loaded.sequence, table=name)))
        if not entries:
            return replace(loaded, sequence=head)
        unfolded = loaded.unfolded + scale.weight
        if unfolded >= FOLD_AFTER and self._tidied(name, wait=0):
            unfolded = 0
        last = entries[-1].sequence
        return _Loaded(loaded.rows.after(entries), max(head, last), last, unfolded)

    def _opened(self, name: str) -> _Loaded:
        """Return a table in memory as its file holds it, once that is not far behind."""
        table, fold, unfolded = TABLES[name], self._stored(name), 0
        if fold is None or self._journal.head() - fold.sequence > FOLD_AFTER:
            # Without a file there is much to read, so better wait if another worker does it now.
            wait = 0 if fold else FOLDING_SECONDS
            fold = self._tidied(name, wait=wait)
        if fold is None:
            fold, unfolded = self._reached(name)
        rows = rows_of(current(fold.revisions, table), table)
        return _Loaded(rows, fold.sequence, fold.sequence, unfolded)

    def _tidied(self, name: str, *, wait: float) -> Fold | None:
        """Return a table whose file holds all but a few entries, None if it cannot be written."""
        try:
            return self._folded(name, least=FOLD_AFTER, wait=wait)
        except (SaveFailed, TimeoutError) as failure:
            log.warning("The file of %s is not up to date: %s", name, failure)
            return None

    def _folded(self, name: str, *, least: int, wait: float = FOLDING_SECONDS) -> Fold:
        """Return a table up to the journal's end; write it if so many entries are in no file."""
        with alone_in(self._directory, wait=wait):
            fold, unfolded = self._reached(name)
            if unfolded >= least:
                write_fold(self._directory, TABLES[name], fold)
        return fold

    def _reached(self, name: str) -> tuple[Fold, int]:
        """Return a table up to the journal's end, and the weight of what no file holds yet."""
        table = TABLES[name]
        stored = self._stored(name)
        start = stored or Fold(arrow_schema(table).empty_table())
        head = self._journal.head()
        scale = _Scale()
        entries = self._until(head, self._journal.stream(start.sequence, table=name))
        revisions = extend(start.revisions, table, scale.weigh(entries))
        fold = Fold(revisions, head, self._journal.hash_at(head) or GENESIS)
        return fold, scale.weight if stored else FOLD_AFTER

    def _stored(self, name: str) -> Fold | None:
        """Return what the file holds, or None if there is none that can be trusted."""
        fold = read_fold(self._directory, TABLES[name])
        if fold is not None and not self._belongs(fold):
            raise JournalBehind(name, fold.sequence, self._journal.head())
        return fold

    def _belongs(self, fold: Fold) -> bool:
        """Tell whether the journal still holds the entry that the file reaches."""
        return fold.hash == (self._journal.hash_at(fold.sequence) or GENESIS)

    def _problems(self, name: str) -> Iterator[str]:
        table = TABLES[name]
        stored = read_fold(self._directory, table)
        if stored is None and has_file(self._directory, table):
            with alone_in(self._directory, wait=FOLDING_SECONDS):  # it may just be being written
                stored = read_fold(self._directory, table)
            # Another process finishing its write at this moment is a race no test can time.
            if stored is None:  # pragma: no branch
                yield f"The file of the table {name} is damaged; it is built again when it is read."
        if stored is None:
            return
        if not self._belongs(stored):
            yield str(JournalBehind(name, stored.sequence, self._journal.head()))
            return
        entries = self._until(stored.sequence, self._journal.stream(0, table=name))
        try:
            known = extend(arrow_schema(table).empty_table(), table, entries)
        except (AttributeError, TypeError, ValueError):
            yield f"The journal's entries of the table {name} cannot be read."
            return
        if not known.equals(stored.revisions):
            yield f"The file of the table {name} differs from the journal; rebuild the tables."

    @staticmethod
    def _until(sequence: int, entries: Iterable[Entry]) -> Iterator[Entry]:
        return takewhile(lambda entry: entry.sequence <= sequence, entries)


def _is_key(table: Table, key: str) -> bool:
    """Tell whether a row could have this key; what a browser sends may be anything."""
    return table.by_name[table.key].problem(key) is None
