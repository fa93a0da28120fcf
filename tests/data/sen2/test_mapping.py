"""What columns and labels mean: tables that are complete, consistent and told apart."""

from __future__ import annotations

import pytest

from analytics.sen2.recipes import DIMENSIONS, MEASURES
from data.schemas.indicators import INDICATORS
from data.sen2.mapping import (
    APPEALS,
    GEOGRAPHY,
    MAPPINGS,
    footnotes,
    known_columns,
    mappings,
    measures,
    recognise,
)

FILES = [(release, file) for release, files in mappings().items() for file in files]


@pytest.mark.parametrize(("release", "name"), [one for one in FILES if one[1] != APPEALS])
def test_each_file_is_known_by_its_columns_in_any_case(release: str, name: str) -> None:
    file = mappings()[release][name]
    header = [*GEOGRAPHY, *file.label_columns, *file.columns]
    for shown in (header, [column.upper() for column in header], [*header, "something_new"]):
        found = recognise(shown, file.time_identifier)
        assert found is file
    assert recognise(header, "Financial year") is None


@pytest.mark.parametrize(("release", "name"), [one for one in FILES if one[1] != APPEALS])
def test_half_of_the_columns_are_enough_and_fewer_are_not(release: str, name: str) -> None:
    file = mappings()[release][name]
    head = [*GEOGRAPHY, *file.label_columns]
    columns = list(file.columns)
    half = (len(columns) + 1) // 2
    assert recognise([*head, *columns[:half]], file.time_identifier) is not None
    fewer = recognise([*head, *columns[: half - 1]], file.time_identifier)
    assert fewer is not file or len(columns) == 1


def test_labels_must_have_their_columns() -> None:
    file = mappings()["2025"]["requests.csv"]
    assert recognise([*GEOGRAPHY, "breakdown", *file.columns], "Calendar year") is None


@pytest.mark.parametrize(("release", "name"), FILES)
def test_no_two_columns_or_labels_mean_the_same(release: str, name: str) -> None:
    file = mappings()[release][name]
    meanings = list(file.columns.values())
    assert len(set(meanings)) == len(meanings)
    # Two spellings of a label may mean the same, but not both the whole.
    assert list(file.labels.values()).count(("all", "all")) <= 1
    assert file.labels.get(("all",)) is None


@pytest.mark.parametrize(("release", "name"), FILES)
def test_every_file_says_when_it_counts(release: str, name: str) -> None:
    file = mappings()[release][name]
    assert file.counted_at in {"january", "activity"}
    assert {one.counted_at for one in file.columns.values()} <= {"", "january_after", "words"}
    if file.time_identifier == "Academic year":
        assert file.counted_at == "january"


def test_every_measure_of_the_recipes_is_counted_somewhere() -> None:
    summed = {"decided_with_a_date", "reviews_decided", "population"}
    assert set(MEASURES) - summed <= measures()
    dimensions = {
        dimension
        for files in mappings().values()
        for file in files.values()
        for dimension, _ in [*file.labels.values(), *((c.split, "") for c in file.columns.values())]
    }
    assert set(DIMENSIONS) - {"all"} <= dimensions


def test_known_columns_are_of_every_release() -> None:
    assert {"time_period", "country_name", "breakdown", "characteristic_age"} <= known_columns()
    assert "ehcplans" not in known_columns()


@pytest.mark.parametrize("release", sorted(mappings()))
def test_footnotes_speak_of_indicators_that_there_are(release: str) -> None:
    found = footnotes(release)
    assert found
    for note in found:
        assert note.text
        for pattern in note.indicators:
            start = pattern.removesuffix("*")
            assert pattern in INDICATORS or any(id.startswith(start) for id in INDICATORS), pattern
    assert {note.flags for note in found} == {True, False}
    assert any(not note.codes for note in found)
    assert all(isinstance(year, int) for note in found for year in note.years)


def test_a_release_without_footnotes_has_none() -> None:
    assert footnotes("1999") == ()


def test_a_release_is_a_folder_of_tables() -> None:
    assert {path.name for path in MAPPINGS.iterdir()} == set(mappings()) == {"2022", "2025"}
