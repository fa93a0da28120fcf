"""Comparators: who is in them, how they are called, and which an authority has."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.sen2.comparator import (
    ENGLAND_AS_A_WHOLE,
    Comparator,
    all_comparators,
    members,
    membership,
    newest_model,
    reference,
    where,
    words,
)
from analytics.sen2.cube import Cube
from tests.analytics.sen2 import invented
from tests.analytics.sen2.invented import figure, whole

NEIGHBOURS = Comparator("neighbours", model="2025-05")
CHOSEN = Comparator("chosen", codes=("Z01", "Z11"))


@pytest.fixture
def cube() -> Cube:
    rows = [figure(code, "need_asd", 2025, 10, 30) for code in ("Z01", "Z02", "Z11")]
    near = invented.neighbours(
        **{"2021-04": {"Z01": ["Z02"]}, "2025-05": {"Z01": ["Z11", "Z02"], "Z02": ["Z99"]}}
    )
    return invented.cube(whole(rows), near=near)


def test_members_are_the_others(cube: Cube) -> None:
    assert members(ENGLAND_AS_A_WHOLE, cube, "Z01") == ("Z02", "Z11")
    assert members(Comparator("region"), cube, "Z01") == ("Z02",)
    assert members(NEIGHBOURS, cube, "Z01") == ("Z11", "Z02")
    assert members(NEIGHBOURS, cube, "Z02") == ()
    assert members(NEIGHBOURS, cube, "Z11") == ()
    assert members(CHOSEN, cube, "Z01") == ("Z11",)


def test_membership_is_the_members_as_a_square(cube: Cube) -> None:
    assert membership(NEIGHBOURS, cube).tolist() == [[0, 1, 1], [0, 0, 0], [0, 0, 0]]
    assert membership(CHOSEN, cube).tolist() == [[0, 0, 1], [1, 0, 1], [1, 0, 0]]


def test_the_area_around_is_found(cube: Cube) -> None:
    assert set(reference(ENGLAND_AS_A_WHOLE, cube)) == {0}
    places = reference(Comparator("region"), cube)
    assert [cube.areas[place] for place in places] == [cube.regions[c] for c in cube.authorities]
    alone = invented.cube([figure("Z01", "need_asd", 2025, 1, 2)])
    assert np.array_equal(reference(Comparator("region"), alone), [-1])


@pytest.mark.parametrize(
    ("comparator", "expected"),
    [
        (ENGLAND_AS_A_WHOLE, "in England"),
        (Comparator("region"), "in the North"),
        (NEIGHBOURS, "on average in its statistical neighbours (2025 model)"),
        (CHOSEN, "on average in the chosen authorities"),
        (Comparator("chosen", codes=("Z11",)), "in Place Z11"),
    ],
)
def test_comparators_are_named(cube: Cube, comparator: Comparator, expected: str) -> None:
    assert where(comparator, cube, "Z01") == expected
    assert expected.endswith(words(comparator, cube, "Z01"))


def test_a_region_without_a_name_is_called_so(cube: Cube) -> None:
    assert words(Comparator("region"), cube) == "its region"


def test_every_comparator_an_authority_has_is_listed(cube: Cube) -> None:
    models = (NEIGHBOURS, Comparator("neighbours", model="2021-04"))
    usual = (ENGLAND_AS_A_WHOLE, Comparator("region"))
    assert all_comparators(cube, "Z01", ("Z11",)) == (
        *usual,
        *models,
        Comparator("chosen", codes=("Z11",)),
    )
    assert all_comparators(cube, "Z11", ("Z11",)) == usual
    alone = invented.cube([figure("Z01", "need_asd", 2025, 1, 2)])
    assert all_comparators(alone, "Z01") == (ENGLAND_AS_A_WHOLE,)
    assert (newest_model(cube), newest_model(alone)) == ("2025-05", "")
