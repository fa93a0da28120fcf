"""What has moved adds up exactly, and names new pupils apart from new answers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.efficacy.movement import added_by, moved
from tests.analytics.efficacy.answers import known

ROWS = [
    {"pupil_id": "P1", "score": -1, "given_on": "2026-01-10", "packages": "sp2"},
    {"pupil_id": "P2", "score": 0, "given_on": "2026-01-10", "packages": "sp2"},
    {"pupil_id": "P2", "score": 2, "given_on": "2026-05-10", "packages": "sp2"},
    {"pupil_id": "P3", "score": 2, "given_on": "2026-05-10", "packages": "sp2,sp3"},
]


def test_the_difference_is_of_new_pupils_and_of_those_heard_again() -> None:
    found = moved(known(ROWS).ratings, since="2026-02-01")
    assert (found.before.value, found.now.value) == (-0.5, pytest.approx(2 / 3))
    assert (found.new_pupils, found.new_answers, found.again) == (1, 2, 1)
    assert found.new_mean == 2
    assert found.by_new == pytest.approx(2.5 / 3)
    assert found.by_again == pytest.approx(1 / 3)
    assert found.difference == pytest.approx(found.by_new + found.by_again)


def test_without_one_pupil_all_of_theirs_is_new() -> None:
    found = moved(known(ROWS).ratings, without="P2")
    assert (found.new_pupils, found.new_answers, found.again) == (1, 2, 0)
    assert (found.before.value, found.now.value) == (0.5, pytest.approx(2 / 3))
    assert found.by_again == 0


def test_where_nothing_was_known_nothing_is_explained() -> None:
    found = moved(known(ROWS).ratings, since="2025-01-01")
    assert (found.before.pupils, found.new_pupils) == (0, 3)
    assert math.isnan(found.difference)
    assert math.isnan(found.by_new)
    assert math.isnan(found.by_again)


def test_where_nothing_is_new_nothing_moves() -> None:
    found = moved(known(ROWS).ratings, since="2027-01-01")
    assert (found.new_pupils, found.new_answers, found.difference) == (0, 0, 0)
    assert math.isnan(found.new_mean)
    nobody = moved(known([]).ratings, since="2026-01-01")
    assert nobody.now.pupils == 0
    assert math.isnan(nobody.by_new)


ratings = st.lists(
    st.tuples(st.integers(0, 5), st.integers(-2, 2), st.booleans()), min_size=1, max_size=12
)


@settings(max_examples=25)
@given(ratings)
def test_parts_add_up(rows: list[tuple[int, int, bool]]) -> None:
    answers = [
        {
            "pupil_id": f"P{pupil}",
            "score": score,
            "given_on": "2026-06-01" if late else "2026-01-01",
        }
        for pupil, score, late in rows
    ]
    found = moved(known(answers).ratings, since="2026-03-01")
    if found.before.pupils:
        assert found.difference == pytest.approx(found.by_new + found.by_again, abs=1e-9)
    assert found.new_pupils + found.before.pupils == found.now.pupils
    assert found.new_answers == sum(late for *_, late in rows)


def test_what_a_pupil_adds_is_said_of_each_of_their_packages() -> None:
    rows = [*ROWS, {"pupil_id": "P4", "score": 2, "packages": "sp2", "cluster": "X9"}]
    found = dict(added_by(known(rows), "P3"))
    assert list(found) == [
        "SP2: One to one sessions, cluster X1",
        "SP3: Small group work, cluster X1",
    ]
    assert found["SP2: One to one sessions, cluster X1"].before.pupils == 2
    assert found["SP3: Small group work, cluster X1"].before.pupils == 0
    assert added_by(known(rows), "P9") == ()
    assert added_by(known([{"pupil_id": "P1", "cluster": None}]), "P1") == ()
