"""Erase a pupil: every row about them in every table, what they typed in, and the originals.

The chain of the journal stays whole, and says that something was erased and by whom.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from data.documents.taking_in import documents_folder, originals
from data.folds import alone_in
from data.links import forget_links
from data.result_files import forget_in_files
from data.schemas import JOURNALLED, TABLES
from data.store import Store

LOCK_SECONDS = 60
# Its rows have no reference of the pupil, but the codes of the pupil's documents: these go later,
# and the pupil's own row last, so that a second call finds what an interrupted one left.
BY_DOCUMENT = "document_texts"
LAST = ("documents", "pupils")


@dataclass(frozen=True)
class Erased:
    """Say how much was erased."""

    rows: int
    originals: int


def erase_pupil(store: Store, pupil_id: str, *, actor: str) -> Erased:
    """Erase everything that is kept about a pupil; the same call again finishes what was begun.

    Raises what `Journal.erase` and `Tables.fold` raise. Backups hold it until they are rotated.
    """
    rows, files = rows_about(store, pupil_id), _own_files(store, pupil_id)
    forget_links(store.engine, pupil_id)
    forget_in_files(store.engine, pupil_id)
    with alone_in(documents_folder(store), wait=LOCK_SECONDS):
        for sha256 in files:
            originals(store).remove(sha256)
        for table, keys in rows.items():
            for key in keys:
                store.drafts.forget(key)
                request = f"erase:{secrets.token_hex(16)}"
                store.journal.erase(table, key, actor=actor, request_id=request)
            store.tables.fold(table)
        # Lines of a plan that were typed and never added have a draft and no row.
        store.drafts.forget_all(beginning=f"{pupil_id}:")
    return Erased(rows=sum(map(len, rows.values())), originals=len(files))


def rows_about(store: Store, pupil_id: str) -> dict[str, list[str]]:
    """Return the keys of the rows about a pupil by table, in the order in which they are erased."""
    found = {
        name: _keys(store, name, pupil_id) for name in sorted(JOURNALLED, key=LAST.__contains__)
    }
    return {name: keys for name, keys in found.items() if keys}


def _keys(store: Store, name: str, pupil_id: str) -> list[str]:
    table, frame = TABLES[name], store.tables.load(name)
    if name == BY_DOCUMENT:
        own = _keys(store, "documents", pupil_id)
        return [str(key) for key in frame.loc[frame[table.key].isin(own), table.key]]
    if "pupil_id" not in table.by_name:
        return []
    return [str(key) for key in frame.loc[frame["pupil_id"] == pupil_id, table.key]]


def _own_files(store: Store, pupil_id: str) -> set[str]:
    """Return the originals of a pupil's documents that belong to nobody else's."""
    frame = store.tables.load("documents")
    own = frame["pupil_id"] == pupil_id
    return set(frame.loc[own, "sha256"].dropna()) - set(frame.loc[~own, "sha256"].dropna())
