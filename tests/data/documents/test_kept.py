"""What is kept of a bundle comes back whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.documents.kept import bundle, found_in, source, text_row, whole
from data.documents.plain import read_text
from data.journal import Change
from data.schemas.reading import Extracted
from data.store import Store, open_store

READ = read_text("Hearing\nHe hears well.")
SCAN = Extracted("", (), "application/pdf", pages=2, problems=("A scan.",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store")
    yield opened
    opened.close()


def keep(store: Store, document_id: str, read: Extracted, **facts: object) -> None:
    row = {"document_id": document_id, "pupil_id": "P1", "title": "A letter"}
    store.journal.append(
        Change("documents", document_id, 0, {**row, **found_in(read), **facts}),
        Change("document_texts", document_id, 0, text_row(document_id, read)),
        actor="ann",
        action="documents.upload",
        request_id=document_id,
    )


def test_a_bundle_holds_the_pupils_documents_with_their_texts(store: Store) -> None:
    keep(store, "P1-b", READ, file_name="b.txt")
    keep(store, "P1-a", SCAN)
    keep(store, "P1-c", READ, withdrawn="Sent twice.")
    keep(store, "P2-a", READ, pupil_id="P2")
    rows = bundle(store.tables, "P1")
    assert [row["document_id"] for row in rows] == ["P1-b", "P1-a"]
    assert len(bundle(store.tables, "P1", with_withdrawn=True)) == 3
    assert (rows[0]["text"], rows[0]["uploaded_by"]) == (READ.text, "ann")
    letter, scan = map(source, rows)
    assert (letter.file, letter.text, letter.passages) == ("b.txt", READ.text, READ.passages)
    assert (scan.file, scan.text, scan.passages) == ("A letter", "", ())
    assert scan.problems == ("A scan.",)


def test_what_the_file_says_of_itself_comes_back(store: Store) -> None:
    keep(store, "P1-a", Extracted("x", (), "message/rfc822", properties={"from": "Zoë"}))
    row = whole(store.tables, "P1-a")
    assert row is not None
    assert source(row).properties == {"from": "Zoë"}
    assert row["media_type"] == "message/rfc822"


def test_there_may_be_no_such_document(store: Store) -> None:
    assert whole(store.tables, "P1-a") is None
    assert bundle(store.tables, "P1") == []
