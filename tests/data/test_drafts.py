"""Drafts: one for each person and row, replaced as they type."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.drafts import LARGEST_BYTES, Draft, Drafts
from data.schemas import Invalid

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def drafts(engine):
    return Drafts(engine, clock=lambda: NOON)


def test_a_draft_comes_back_as_it_was_typed(drafts):
    typed = {"note": "Łódź 'x' \u0000 \ud800 😀", "scores": [1, None], "final": False}
    drafts.save("ana", "P1", 3, typed)
    assert drafts.load("ana", "P1") == Draft("ana", "P1", 3, typed, NOON)


def test_a_later_draft_replaces_the_earlier(drafts):
    drafts.save("ana", "P1", 1, {"note": "a"})
    drafts.save("ana", "P1", 2, {"note": "b"})
    found = drafts.load("ana", "P1")
    assert (found.based_on, found.payload) == (2, {"note": "b"})


def test_a_draft_belongs_to_its_owner_and_row(drafts):
    drafts.save("ana", "P1", 1, {"note": "a"})
    assert drafts.load("ben", "P1") is None
    assert drafts.load("ana", "P2") is None


def test_the_keys_of_an_owner_s_drafts_are_found_by_how_they_begin(drafts):
    for owner, key in (("ana", "P1:a"), ("ana", "P1_b"), ("ana", "P11:a"), ("ben", "P1:c")):
        drafts.save(owner, key, 1, {})
    assert drafts.keys("ana", beginning="P1:") == {"P1:a"}
    assert drafts.keys("cy", beginning="P1:") == frozenset()


def test_the_owners_of_drafts_are_found_by_how_they_begin(drafts):
    for owner, key in (("link:a", "P1"), ("link:a", "P2"), ("link_b", "P1"), ("ana", "P1")):
        drafts.save(owner, key, 1, {})
    assert drafts.owners(beginning="link:") == {"link:a"}
    drafts.discard_all("link:a")
    assert drafts.owners(beginning="link:") == frozenset()
    assert drafts.load("link_b", "P1")
    assert drafts.load("ana", "P1")


def test_discard_deletes_one_draft(drafts):
    for owner, key in (("ana", "P1"), ("ana", "P2"), ("ben", "P1")):
        drafts.save(owner, key, 1, {})
    drafts.discard("ana", "P1")
    assert drafts.load("ana", "P1") is None
    assert drafts.load("ana", "P2")
    assert drafts.load("ben", "P1")


def test_discard_of_nothing_is_harmless(drafts):
    drafts.discard("ana", "P1")


def test_forget_deletes_everybody_s_drafts_of_a_row(drafts):
    for owner, key in (("ana", "P1"), ("ana", "P2"), ("ben", "P1")):
        drafts.save(owner, key, 1, {})
    drafts.forget("P1")
    assert drafts.load("ana", "P1") is drafts.load("ben", "P1") is None
    assert drafts.load("ana", "P2")


def test_everybody_s_drafts_of_rows_that_begin_so_are_forgotten(drafts):
    for owner, key in (("ana", "P_1:a"), ("ben", "P_1:new"), ("ana", "P_1"), ("ana", "PX1:a")):
        drafts.save(owner, key, 1, {})
    drafts.forget_all(beginning="P_1:")
    assert drafts.keys("ana", beginning="") == {"P_1", "PX1:a"}
    assert drafts.keys("ben", beginning="") == frozenset()


def test_a_draft_that_is_too_large_is_refused(drafts):
    drafts.save("ana", "P1", 1, {"note": "kept"})
    room = LARGEST_BYTES - len('{"note": ""}')
    drafts.save("ana", "P2", 1, {"note": "x" * room})
    with pytest.raises(Invalid, match="200 kB"):
        drafts.save("ana", "P1", 1, {"note": "x" * (room + 1)})
    assert drafts.load("ana", "P1").payload == {"note": "kept"}
