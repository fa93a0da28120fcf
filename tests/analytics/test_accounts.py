from __future__ import annotations

from itertools import product

import pytest

from analytics.accounts import ABLE, Person, administrators, found, state_of

FLAGS = ("disabled", "barred", "dormant", "run_out", "first")
STATES = ("disabled", "demonstration", "dormant", "run out", "first")


def person(name: str = "Ann Lee", **changes: object) -> Person:
    plain = {
        "reference": name,
        "username": "ann",
        "name": name,
        "role": "senco",
        "school_id": "S1",
        "school": "Alder Primary School",
        "state": "open",
        "demo": False,
        "revision": 1,
        "signed_in_at": None,
    }
    return Person(**{**plain, **changes})


@pytest.mark.parametrize("flags", [*product([False, True], repeat=len(FLAGS))])
def test_what_keeps_a_person_out_first_is_the_state(flags: tuple[bool, ...]):
    state = state_of(**dict(zip(FLAGS, flags, strict=True)))
    assert state == (STATES[flags.index(True)] if any(flags) else "open")
    assert person(state=state).able == (not any(flags[:4]))
    assert (state in ABLE) == person(state=state).able


def test_people_are_found_by_each_word_in_the_order_of_their_names():
    people = [person("zoe Quinn"), person("Ann Lee"), person("Bo Lee", role="panel", school="")]
    names = {
        "": ["Ann Lee", "Bo Lee", "zoe Quinn"],
        "  ": ["Ann Lee", "Bo Lee", "zoe Quinn"],
        "LEE": ["Ann Lee", "Bo Lee"],
        "lee panel": ["Bo Lee"],
        "alder senco": ["Ann Lee", "zoe Quinn"],
        "lee nobody": [],
    }
    assert {text: [one.name for one in found(people, text)] for text in names} == names


def test_people_of_one_name_come_in_the_order_of_their_user_names():
    people = [person(username="ann2"), person(username="ann1")]
    assert [one.username for one in found(people, "ann")] == ["ann1", "ann2"]


def test_administrators_who_cannot_sign_in_do_not_count():
    assert administrators([]) == 0
    people = [
        person(role="administrator", state=state) for state in ("open", "disabled", "dormant")
    ]
    assert administrators([*people, person(role="leader")]) == 1
