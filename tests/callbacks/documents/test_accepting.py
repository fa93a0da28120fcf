"""Accepting a suggested answer saves a revision of the assessment like any other."""

from __future__ import annotations

from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from callbacks.documents import accepting
from callbacks.documents.opening import open_bundle
from layouts.documents import answers
from tests.tree import words_in

PUPIL, QUESTION = "EX3", "hearing"


@pytest.fixture
def given(house: Any, person: Any) -> dict[str, str]:
    """Return what the form of a question sends, with a value other than the saved one."""
    opened = open_bundle(person("coordinator"), PUPIL)
    return {
        "question": QUESTION,
        "value": str((opened.assessment[QUESTION] + 1) % 4 or 1),
        "revision": str(opened.revision),
        "of": opened.version,
        "sent": "1-0.5",
    }


def accept(person: Any, given: Any) -> tuple[Any, Any]:
    return accepting.accept_answer(who=person("coordinator"), pupil_id=PUPIL, given=given)


def test_an_accepted_answer_is_a_revision_with_its_source(
    house: Any, person: Any, given: dict[str, str]
) -> None:
    before = house.store.tables.row("assessments", PUPIL)
    message, saved = accept(person, given)
    after = house.store.tables.row("assessments", PUPIL)
    assert after["revision"] == before["revision"] + 1
    assert after["actor"] == "coordinator"
    assert after[QUESTION] == int(given["value"])
    assert after["hearing_validated"]
    assert ": “" in after["hearing_source"]
    assert after["hearing_source"].split(":")[0] in after["hearing_note"]
    assert after["cluster"]
    assert "saved as revision" in words_in(message)
    assert saved is not no_update
    changed = {name for name in after if after[name] != before[name]}
    assert {name for name in changed if name in answers.QUESTION} == {QUESTION}


def test_a_draft_that_somebody_typed_stays(house: Any, person: Any, given: dict[str, str]) -> None:
    house.store.drafts.save("coordinator", PUPIL, 1, {"asd": 1})
    accept(person, given)
    assert house.store.drafts.load("coordinator", PUPIL) is not None


def test_the_same_request_twice_is_one_revision(
    house: Any, person: Any, given: dict[str, str]
) -> None:
    accept(person, given)
    first = house.store.tables.row("assessments", PUPIL)["revision"]
    accept(person, given)
    assert house.store.tables.row("assessments", PUPIL)["revision"] == first


def test_accepting_what_is_there_already_saves_nothing(
    house: Any, person: Any, given: dict[str, str]
) -> None:
    accept(person, given)
    revision = house.store.tables.row("assessments", PUPIL)["revision"]
    message, saved = accept(person, {**given, "revision": str(revision), "sent": "2"})
    assert "no change" in words_in(message)
    assert saved is no_update


def test_who_saved_before_is_told_and_nothing_is_lost(
    house: Any, person: Any, given: dict[str, str]
) -> None:
    accept(person, {**given, "question": "maths", "value": "3", "sent": "other"})
    revision = house.store.tables.row("assessments", PUPIL)["revision"]
    message, saved = accept(person, given)
    assert "saved this assessment at" in words_in(message)
    assert "maths" in words_in(message).casefold()
    assert saved is not no_update
    assert house.store.tables.row("assessments", PUPIL)["revision"] == revision


def test_documents_that_changed_meanwhile_are_looked_at_again(
    house: Any, person: Any, given: dict[str, str]
) -> None:
    message, saved = accept(person, {**given, "of": "earlier"})
    assert "the documents have changed" in words_in(message)
    assert saved is not no_update


@pytest.mark.parametrize(
    "changes",
    [{"question": "none"}, {"value": "9"}, {"value": "x"}, {"question": ""}, {"revision": "99"}],
)
def test_what_is_no_answer_is_not_saved(
    house: Any, person: Any, given: dict[str, str], changes: dict[str, str]
) -> None:
    head = house.store.journal.head()
    message, _ = accept(person, {**given, **changes})
    assert "Not saved" in words_in(message)
    assert house.store.journal.head() == head


def test_nothing_sent_is_nothing_done(house: Any, person: Any) -> None:
    with pytest.raises(PreventUpdate):
        accept(person, None)
