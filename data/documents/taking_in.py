"""Taking a document into a bundle: known or new, with its attachments, all of it or nothing."""

from __future__ import annotations

import datetime
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.database import SaveFailed
from data.documents.child import extract
from data.documents.kept import found_in, text_row
from data.documents.names import safe_name, title_of
from data.documents.originals import Originals, Part
from data.documents.refusals import Refused
from data.documents.turns import turn
from data.folds import alone_in
from data.journal import Change
from data.schemas import TABLES
from data.schemas.documents import LARGEST_BUNDLE, MEGABYTE, MOST_DOCUMENTS
from data.schemas.reading import Extracted
from data.store import Store

ACTION = "documents.upload"
FULL_STATUS = 413
TOO_MANY = (
    f"This bundle holds {MOST_DOCUMENTS} documents, which is the most. Withdraw one that does not "
    "belong in it first."
)
TOO_MUCH = (
    f"With this file the bundle would be larger than {LARGEST_BUNDLE // MEGABYTE} MB, which is the "
    "most. Ask the sender for a smaller copy."
)
KNOWN = "This file is in the bundle already, as “{title}”. Nothing was changed."
RESTORED = "This file had been withdrawn, as “{title}”. It is in the bundle again."
# Six bundles of a few dozen documents: more than a person sends, less than a script would.
MOST_IN_AN_HOUR = 200
TOO_OFTEN = (
    f"You have added {MOST_IN_AN_HOUR} documents within an hour, which is the most. Nothing was "
    "added; send this file again later."
)
TOO_OFTEN_STATUS = 429
LOCK_SECONDS = 10
SCAN = "unreadable_scan"
CODE_BYTES = 5

Row = dict[str, Any]


@dataclass(frozen=True)
class Taken:
    """Say what became of a file: added, flagged (with problems), known or restored."""

    document_id: str
    state: str
    sentence: str

    @property
    def is_new(self) -> bool:
        """Tell whether a document was added."""
        return self.state in ("added", "flagged")


def refuse_full(store: Store, pupil_id: str, *, size: int = 0) -> None:
    """Raise Refused if a pupil's bundle can take no more, or not a file of so many bytes."""
    rows = _files(store, pupil_id)
    if len(rows) >= MOST_DOCUMENTS:
        raise Refused(TOO_MANY, status=FULL_STATUS)
    if sum(row["size_bytes"] or 0 for row in rows) + size > LARGEST_BUNDLE:
        raise Refused(TOO_MUCH, status=FULL_STATUS)


def refuse_often(store: Store, actor: str, *, now: datetime.datetime) -> None:
    """Raise Refused if a person has added as many documents within an hour as anybody may."""
    frame = store.tables.load("documents")
    own = (frame["actor"] == actor) & (frame["revision"] == 1)
    if (own & (frame["recorded_at"] > now - datetime.timedelta(hours=1))).sum() >= MOST_IN_AN_HOUR:
        raise Refused(TOO_OFTEN, status=TOO_OFTEN_STATUS)


def take_in(store: Store, part: Part, *, given_name: str, pupil_id: str, actor: str) -> Taken:
    """Read a file that was received and keep it; raises Refused or SaveFailed, keeping nothing."""
    folder, name = documents_folder(store), safe_name(given_name)
    sha256 = part.settle()
    known = _known(store, pupil_id, sha256, actor=actor)
    if known:
        return known
    refuse_full(store, pupil_id, size=part.size)
    with turn(folder):
        extracted = extract(part.path, name=name)
    document_id = f"{pupil_id}-{secrets.token_hex(CODE_BYTES)}"
    rows = list(_rows(document_id, extracted, name=name, pupil_id=pupil_id))
    rows[0][0].update(sha256=sha256, size_bytes=part.size)
    for row, _ in rows[1:]:
        row.update(sha256=sha256, part_of=document_id)
    try:
        with alone_in(folder, wait=LOCK_SECONDS):
            known = _known(store, pupil_id, sha256, actor=actor)
            return known or _keep(store, part, sha256, rows, actor=actor)
    except TimeoutError as error:
        raise SaveFailed("The store was busy for too long. Send the file again.") from error


def documents_folder(store: Store) -> Path:
    """Return where the originals of a store are."""
    return store.directory / "documents"


def originals(store: Store) -> Originals:
    """Return the originals of a store."""
    return Originals(documents_folder(store))


def verify_originals(store: Store) -> tuple[str, ...]:
    """Return a sentence for each original that is missing or is not what was sent."""
    frame = store.tables.load("documents")
    own = frame[frame["sha256"].notna() & frame["part_of"].isna()]
    return tuple(
        f"The original of the document {document_id} is missing or was changed."
        for document_id, sha256 in zip(own["document_id"], own["sha256"], strict=True)
        if not originals(store).holds(sha256)
    )


def _files(store: Store, pupil_id: str, *, withdrawn: bool = False) -> list[Row]:
    """Return the files of a bundle, without what was attached to them."""
    frame = store.tables.load("documents")
    ids = frame.loc[(frame["pupil_id"] == pupil_id) & frame["part_of"].isna(), "document_id"]
    rows = [row for code in ids if (row := store.tables.row("documents", code))]
    return [row for row in rows if withdrawn or not row["withdrawn"]]


def _known(store: Store, pupil_id: str, sha256: str, *, actor: str) -> Taken | None:
    """Return what became of a file that was sent before: what was withdrawn comes back."""
    rows = _files(store, pupil_id, withdrawn=True)
    row = next((row for row in rows if row["sha256"] == sha256), None)
    if row is None:
        return None
    title = row["title"]
    if not row["withdrawn"]:
        return Taken(row["document_id"], "known", KNOWN.format(title=title))
    request = f"{actor}:{secrets.token_hex(8)}"
    changes = withdrawal(store, row, reason=None)
    store.journal.append(*changes, actor=actor, action=ACTION, request_id=request)
    return Taken(row["document_id"], "restored", RESTORED.format(title=title))


def withdrawal(store: Store, row: Row, *, reason: str | None) -> list[Change]:
    """Return what takes a document out of the bundle with all that is attached to it.

    Without a reason it comes back; an attachment withdrawn for a reason of its own stays out.
    """
    frame = store.tables.load("documents")
    codes = frame.loc[frame["part_of"] == row["document_id"], "document_id"]
    rows = [each for code in codes if (each := store.tables.row("documents", code))]
    attached = [each for each in rows if each["withdrawn"] == row["withdrawn"]]
    names = TABLES["documents"].column_names
    return [
        Change(
            "documents",
            each["document_id"],
            int(each["revision"]),
            {**{name: each[name] for name in names}, "withdrawn": reason},
        )
        for each in (row, *attached)
    ]


def _keep(
    store: Store, part: Part, sha256: str, rows: list[tuple[Row, Row]], *, actor: str
) -> Taken:
    """Place the original and save what was read of it; leave nothing where either fails."""
    is_new = originals(store).place(part, sha256)
    changes = [
        Change(table, row["document_id"], 0, row)
        for pair in rows
        for table, row in zip(("documents", "document_texts"), pair, strict=True)
    ]
    try:
        request = f"{actor}:{secrets.token_hex(8)}"
        store.journal.append(*changes, actor=actor, action=ACTION, request_id=request)
    except BaseException:
        if is_new:
            originals(store).remove(sha256)
        raise
    return _told(rows)


def _told(rows: list[tuple[Row, Row]]) -> Taken:
    row, text = rows[0]
    problems = json.loads(row["problems"] or "[]")
    pages = f", {row['pages']:,} page{'' if row['pages'] == 1 else 's'}" if row["pages"] else ""
    more = len(rows) - 1
    attached = f" {more} attachment{'' if more == 1 else 's'} read with it." if more else ""
    said = f"Added{pages}.{attached}" if text["text"] or more else "Kept, but not read."
    return Taken(
        row["document_id"], "flagged" if problems else "added", " ".join([said, *problems])
    )


def _rows(
    document_id: str, extracted: Extracted, *, name: str, pupil_id: str
) -> Iterator[tuple[Row, Row]]:
    """Yield the rows of a document and of each that is attached to it, at any depth."""
    title = extracted.properties.get("subject", "") if extracted.attachments else ""
    row: Row = {
        "document_id": document_id,
        "pupil_id": pupil_id,
        # No kind of document can be made out where there are no words.
        "type": None if extracted.text or extracted.attachments else SCAN,
        "title": (title or title_of(name))[:200],
        "file_name": name,
        **found_in(extracted),
    }
    yield row, text_row(document_id, extracted)
    number = 0
    for attached in extracted.attachments:
        if attached.extracted is None:
            continue
        inner = _rows(
            document_id, attached.extracted, name=safe_name(attached.name), pupil_id=pupil_id
        )
        for each, text in inner:
            number += 1
            code = {"document_id": f"{document_id}-{number}"}
            yield {**each, **code}, {**text, **code}
