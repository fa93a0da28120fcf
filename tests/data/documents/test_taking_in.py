"""A document is taken in whole or not at all, once, and within what a bundle may hold."""

from __future__ import annotations

import datetime
import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.database import DISK_ERROR, FULL, SaveFailed
from data.documents import originals as kept_files
from data.documents import taking_in
from data.documents.extraction import extracted_from
from data.documents.kept import bundle, source, whole
from data.documents.names import safe_name, title_of
from data.documents.originals import CHANGED, TOO_LARGE, Originals
from data.documents.refusals import Refused
from data.documents.taking_in import (
    Taken,
    documents_folder,
    originals,
    refuse_full,
    refuse_often,
    take_in,
    withdrawal,
)
from data.documents.turns import BUSY, turn
from data.folds import alone_in
from data.journal import Change
from data.schemas import TABLES
from data.store import Store, open_store
from tests.data.documents import made

LETTER = b"Hearing\nHe hears well.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: a child takes a third of a second, and has tests of its own."""
    monkeypatch.setattr(taking_in, "extract", lambda path, name: extracted_from(path.read_bytes()))


def take(store: Store, content: bytes, name: str = "letter.txt", pupil_id: str = "P1") -> Taken:
    with originals(store).receiving() as part:
        part.write(content)
        return take_in(store, part, given_name=name, pupil_id=pupil_id, actor="ann")


def files(store: Store) -> list[Path]:
    folder = documents_folder(store)
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "writing.lock"]


def test_a_document_is_kept_with_its_original_and_its_text(store: Store) -> None:
    taken = take(store, LETTER, "../A_letter\u202e.txt")
    assert (taken.state, taken.is_new, taken.sentence) == ("added", True, "Added.")
    (row,) = bundle(store.tables, "P1")
    sha256 = hashlib.sha256(LETTER).hexdigest()
    assert (row["title"], row["file_name"]) == ("A letter", "A_letter.txt")
    assert (row["sha256"], row["size_bytes"], row["type"]) == (sha256, len(LETTER), None)
    assert source(row).passages[0].kind == "heading"
    (path,) = files(store)
    assert path == documents_folder(store) / sha256[:2] / sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert originals(store).read(sha256) == LETTER


def test_the_same_file_twice_is_noticed(store: Store) -> None:
    first = take(store, LETTER)
    again = take(store, LETTER, "other.txt")
    assert (again.state, again.document_id, again.is_new) == ("known", first.document_id, False)
    assert "“letter”" in again.sentence
    assert take(store, LETTER, pupil_id="P2").state == "added"
    assert len(files(store)) == 1


def test_what_was_withdrawn_comes_back_when_it_is_sent_again(store: Store) -> None:
    first = take(store, LETTER)
    row = store.tables.row("documents", first.document_id)
    assert row is not None
    values = {name: row[name] for name in TABLES["documents"].column_names}
    gone = Change("documents", first.document_id, 1, {**values, "withdrawn": "Not his."})
    store.journal.append(gone, actor="ann", action="documents.correct", request_id="1")
    assert bundle(store.tables, "P1") == []
    again = take(store, LETTER)
    assert (again.state, again.document_id) == ("restored", first.document_id)
    assert len(bundle(store.tables, "P1")) == 1


def test_what_is_attached_to_an_e_mail_is_a_document_of_its_own(store: Store) -> None:
    inner = made.mail("Inner words.", ("plan.txt", b"A plan."))
    message = made.mail("See attached.", ("report.txt", LETTER), ("x.bin", b"\0\1\2x"))
    message.add_attachment(inner)
    taken = take(store, bytes(message), "mail.eml")
    assert taken.state == "flagged"
    assert taken.sentence.startswith("Added. 3 attachments read with it. The attachment x.bin was")
    mail, report, forwarded, plan = bundle(store.tables, "P1")
    assert (mail["title"], mail["part_of"]) == ("Our views", None)
    assert [row["part_of"] for row in (report, forwarded, plan)] == [taken.document_id] * 3
    assert [row["text"] for row in (report, plan)] == ["Hearing\nHe hears well.", "A plan."]
    assert {row["sha256"] for row in (mail, report, plan)} == {mail["sha256"]}


def test_a_scan_is_kept_and_flagged(store: Store) -> None:
    taken = take(store, made.pdf(b"0 0 9 9 re f"), "scan.pdf")
    assert taken.state == "flagged"
    assert taken.sentence.startswith("Kept, but not read. This PDF is a scan")
    row = whole(store.tables, taken.document_id)
    assert row is not None
    assert (row["type"], row["pages"], row["text"]) == ("unreadable_scan", 1, "")


def test_the_pages_of_a_pdf_are_told(store: Store) -> None:
    page = made.lines((72, 700, "The child is well."))
    assert take(store, made.pdf(page)).sentence == "Added, 1 page."
    assert take(store, made.pdf(page, page)).sentence == "Added, 2 pages."


def test_a_refused_file_leaves_nothing(store: Store) -> None:
    with pytest.raises(Refused):
        take(store, b"MZ\0\1\2\3")
    assert files(store) == []
    assert store.journal.head() == 0


def test_a_file_that_is_too_large_is_stopped_and_leaves_nothing(store: Store) -> None:
    piece = bytes(1024**2)
    with (
        pytest.raises(Refused, match="larger than 25 MB") as refused,
        originals(store).receiving() as part,
    ):
        for _ in range(1024):
            part.write(piece)
    assert (refused.value.sentence, refused.value.status) == (TOO_LARGE, 413)
    assert part.size == 26 * 1024**2
    assert files(store) == []


def test_a_bundle_holds_only_so_much(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    take(store, LETTER)
    monkeypatch.setattr(taking_in, "LARGEST_BUNDLE", len(LETTER) + 5)
    refuse_full(store, "P1", size=5)
    with pytest.raises(Refused, match="would be larger") as refused:
        take(store, b"another letter")
    assert refused.value.status == 413
    monkeypatch.setattr(taking_in, "MOST_DOCUMENTS", 1)
    with pytest.raises(Refused, match="which is the most"):
        refuse_full(store, "P1")
    assert len(files(store)) == 1


def test_nothing_is_left_when_the_save_fails(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise SaveFailed(FULL)

    monkeypatch.setattr(type(store.journal), "append", fail)
    with pytest.raises(SaveFailed):
        take(store, LETTER)
    assert files(store) == []


def test_an_original_that_others_refer_to_outlives_a_failed_save(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, LETTER)

    def fail(*_: Any, **__: Any) -> None:
        raise SaveFailed(FULL)

    monkeypatch.setattr(type(store.journal), "append", fail)
    with pytest.raises(SaveFailed):
        take(store, LETTER, pupil_id="P2")
    assert len(files(store)) == 1


@pytest.mark.parametrize(("code", "said"), [(errno.ENOSPC, FULL), (errno.EIO, DISK_ERROR)])
def test_a_full_disk_is_told_and_leaves_nothing(
    code: int, said: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    with pytest.raises(SaveFailed) as failed, originals(store).receiving() as part:
        part.write(LETTER)
        monkeypatch.setattr(kept_files.os, "fsync", fail)
        part.settle()
    assert str(failed.value) == said
    monkeypatch.undo()
    assert files(store) == []


def test_another_who_takes_the_same_file_in_meanwhile_is_noticed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    once: list[bool] = []

    def meanwhile(path: Path, name: str) -> Any:
        if not once:
            once.append(True)
            take(store, LETTER)
        return extracted_from(path.read_bytes())

    monkeypatch.setattr(taking_in, "extract", meanwhile)
    assert take(store, LETTER).state == "known"
    assert len(bundle(store.tables, "P1")) == 1


def test_a_busy_store_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "LOCK_SECONDS", 0)
    with alone_in(documents_folder(store), wait=1), pytest.raises(SaveFailed, match="busy"):
        take(store, LETTER)


def test_a_changed_or_missing_original_is_told(tmp_path: Path) -> None:
    kept = Originals(tmp_path)
    sha256 = kept.keep(LETTER)["sha256"]
    assert kept.keep(LETTER) == {"sha256": sha256, "size_bytes": len(LETTER)}
    kept.path(sha256).write_bytes(b"forged")
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            kept.read(sha256)
        assert (refused.value.sentence, refused.value.status) == (CHANGED, 500)
        kept.remove(sha256)


def test_originals_are_verified(store: Store) -> None:
    first, second = take(store, LETTER), take(store, bytes(made.mail("Well.", ("a.txt", b"Fine."))))
    assert taking_in.verify_originals(store) == ()
    for path in files(store):
        path.write_bytes(b"forged")
    assert [sentence.split()[5] for sentence in taking_in.verify_originals(store)] == [
        first.document_id,
        second.document_id,
    ]


def test_only_so_many_read_at_once(tmp_path: Path) -> None:
    with turn(tmp_path), turn(tmp_path):
        with pytest.raises(Refused) as refused, turn(tmp_path, wait=0.15):
            pass
        assert (refused.value.sentence, refused.value.status) == (BUSY, 503)
    with turn(tmp_path, wait=0):
        pass


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("report.docx", "report.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ann\\report.docx", "report.docx"),
        ("a\u202etxt.exe\x00\x07\u200f.pdf", "atxt.exe.pdf"),
        ("  two\t  words\n.txt ", "two words .txt"),
        ("", "document"),
        ("...", "document"),
        ("NUL.txt", "document-NUL.txt"),
        ('a<b>"c|d.txt', "a_b_c_d.txt"),
        ("Zoe\u0308.txt", "Zoë.txt"),
        ("x" * 500 + ".docx", "x" * 140 + ".docx"),
    ],
)
def test_names_are_made_safe(given_name: str, name: str) -> None:
    assert safe_name(given_name) == name


@given(st.text(max_size=600))
def test_every_name_can_be_kept_and_shown(given_name: str) -> None:
    name = safe_name(given_name)
    assert TABLES["documents"].by_name["file_name"].problem(name) is None
    assert name
    assert not set(name) & set('/\\\0<>:"|?*')
    assert safe_name(name) == name
    assert TABLES["documents"].by_name["title"].problem(title_of(name)[:200]) is None


def test_what_a_killed_process_left_is_taken_away_with_the_next_file(store: Store) -> None:
    take(store, LETTER)
    left, at_work = (documents_folder(store) / f"{name}.part" for name in ("left", "at_work"))
    for path in (left, at_work):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    take(store, b"Another letter.\n")
    assert not left.exists()
    assert at_work.exists()


def test_a_person_adds_only_so_many_documents_within_an_hour(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "MOST_IN_AN_HOUR", 2)
    take(store, LETTER)
    now = datetime.datetime.now(datetime.UTC)
    refuse_often(store, "ann", now=now)
    take(store, b"Another letter.\n", pupil_id="P2")
    with pytest.raises(Refused) as refused:
        refuse_often(store, "ann", now=now)
    assert refused.value.status == 429
    refuse_often(store, "ben", now=now)
    refuse_often(store, "ann", now=now + datetime.timedelta(hours=1, minutes=1))


def withdraw(store: Store, code: str, reason: str) -> None:
    row = store.tables.row("documents", code)
    assert row is not None
    changes = withdrawal(store, row, reason=reason)
    store.journal.append(*changes, actor="ann", action="x", request_id=f"{code}-{reason}")


def test_attachments_leave_and_come_back_with_their_e_mail(store: Store) -> None:
    attached = (("one.txt", b"First letter."), ("two.txt", b"Second letter."))
    content = bytes(made.mail("Both.", *attached))
    code = take(store, content, "mail.eml").document_id
    assert len(bundle(store.tables, "P1")) == 3
    withdraw(store, f"{code}-2", "Not hers")
    withdraw(store, code, "Another child's")
    assert bundle(store.tables, "P1") == []
    assert take(store, content, "mail.eml").state == "restored"
    codes = {row["document_id"] for row in bundle(store.tables, "P1")}
    assert codes == {code, f"{code}-1"}
