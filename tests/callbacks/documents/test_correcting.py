"""What was made out about a document is put right, or the document withdrawn."""

from __future__ import annotations

from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from access.refusals import Refusal
from callbacks.documents import correcting, reading
from callbacks.documents.opening import open_bundle
from tests.tree import words_in

PUPIL, DOCUMENT = "EX3", "EX3-03"
CORRECTION = {
    "what": "correct",
    "document": DOCUMENT,
    "type": "gp_letter",
    "author_role": "gp",
    "author_name": " Ada Quill ",
    "dated_on": "2026-05-03",
    "about": "yes",
    "sent": "1",
}


def send(house: Any, person: Any, **changes: str) -> tuple[Any, Any]:
    revision = str(house.store.tables.row("documents", DOCUMENT)["revision"])
    given = {**CORRECTION, "revision": revision, **changes}
    return correcting.correct_document(who=person("coordinator"), pupil_id=PUPIL, given=given)


def facts(person: Any) -> Any:
    return open_bundle(person("coordinator"), PUPIL).documents[DOCUMENT].facts


def test_a_correction_is_kept_and_the_bundle_read_anew(house: Any, person: Any) -> None:
    assert facts(person).type != "gp_letter"
    message, changed = send(house, person)
    assert "corrected" in words_in(message)
    assert changed is not no_update
    found = facts(person)
    assert (found.type, found.author_role, found.author_name) == ("gp_letter", "gp", "Ada Quill")
    assert found.dated_on.isoformat() == "2026-05-03"


def test_unknown_is_an_answer_too(house: Any, person: Any) -> None:
    send(house, person, author_role="not-known", author_name="", dated_on="", about="no")
    row = house.store.tables.row("documents", DOCUMENT)
    assert (row["author_role"], row["author_name"], row["dated_on"]) == (None, None, None)
    assert row["about_pupil"] is False
    assert not facts(person).about_pupil


def test_a_withdrawn_document_leaves_the_bundle_with_its_reason(house: Any, person: Any) -> None:
    message, _ = send(house, person, what="withdraw", reason="Of another pupil.")
    assert "withdrawn" in words_in(message)
    assert DOCUMENT not in {row["document_id"] for row in reading.rows_of(PUPIL)}
    assert house.store.tables.row("documents", DOCUMENT)["withdrawn"] == "Of another pupil."


@pytest.mark.parametrize(
    "changes",
    [
        {"what": "withdraw", "reason": " "},
        {"type": "nonsense"},
        {"author_role": "nonsense"},
        {"dated_on": "3 May"},
    ],
)
def test_what_is_not_understood_is_not_saved(
    house: Any, person: Any, changes: dict[str, str]
) -> None:
    head = house.store.journal.head()
    message, changed = send(house, person, **changes)
    assert "Not saved" in words_in(message)
    assert changed is no_update
    assert house.store.journal.head() == head


def test_an_older_revision_is_a_conflict(house: Any, person: Any) -> None:
    send(house, person)
    message, _ = send(house, person, revision="1", sent="2")
    assert "changed this document at" in words_in(message)
    missing, _ = send(house, person, revision="99", sent="3")
    assert "Not saved" in words_in(missing)


def test_a_document_of_another_bundle_is_not_found(house: Any, person: Any) -> None:
    for other in ("EX1-01", "nobody"):
        with pytest.raises(Refusal):
            send(house, person, document=other)


def test_nothing_sent_is_nothing_done(person: Any) -> None:
    with pytest.raises(PreventUpdate):
        correcting.correct_document(who=person("coordinator"), pupil_id=PUPIL, given=None)
