"""The library: read once, and only if every value is one that is declared."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pandas as pd
import pytest

from data import published
from data.published import read_library, read_reference
from data.reference import build_reference
from data.schemas import TABLES, Invalid

LIBRARY = Path(__file__).resolve().parents[2] / "data" / "demo" / "library.parquet"


@pytest.fixture
def frame():
    return pd.read_parquet(LIBRARY)


@pytest.fixture
def read(tmp_path):
    def of(frame):
        path = tmp_path / "library.parquet"
        frame.to_parquet(path)
        return read_library(path)

    return of


def test_the_library_that_ships_is_read():
    library = read_library(LIBRARY)
    kinds = {column.name: column.kind for column in TABLES["library"].columns}
    expected = {name: "str" if kind == "text" else "int64" for name, kind in kinds.items()}
    assert library[list(expected)].dtypes.astype(str).to_dict() == expected
    assert library.index.name == "pupil_id"
    assert list(library.index) == list(library["pupil_id"])


def test_outcomes_may_come_beside_the_declared_columns(read, frame):
    assert "outcome_new" in read(frame.assign(outcome_new=1))


def test_missing_values_are_read_where_they_may_be(read, frame):
    assert read(frame.assign(sex=None, school_id=None))["sex"].isna().all()


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (lambda f: f.drop(columns="hearing"), "hearing"),
        (lambda f: f.assign(colour="red"), "colour"),
        (lambda f: f.assign(hearing=5), "hearing"),
        (lambda f: f.assign(hearing=1.5), "hearing"),
        (lambda f: f.assign(hearing=None), "hearing"),
        (lambda f: f.assign(cluster="X11"), "cluster"),
        (lambda f: f.assign(outcome_new=2), "outcome_new"),
        (lambda f: f.assign(pupil_id="P1"), "pupil_id"),
    ],
    ids=["absent", "unknown", "above", "part", "missing", "not a choice", "outcome", "twice"],
)
def test_a_library_that_is_not_as_declared_is_refused(read, frame, change, column):
    with pytest.raises(Invalid) as caught:
        read(change(frame))
    assert list(caught.value.problems) == [column]


def test_the_library_is_read_again_only_when_it_has_changed(read, frame, tmp_path, monkeypatch):
    read(frame)
    path = tmp_path / "library.parquet"
    monkeypatch.setattr(published.pd, "read_parquet", lambda _: frame.assign(age_years=9))
    assert (read_library(path)["age_years"] == frame["age_years"].to_numpy()).all()
    os.utime(path, ns=(1, 1))
    assert (read_library(path)["age_years"] == 9).all()


def test_what_a_caller_does_to_the_library_stays_with_the_caller():
    mine = read_library(LIBRARY)
    mine["age_years"] = 99
    assert read_library(LIBRARY)["age_years"].max() <= 25


@pytest.fixture
def reference(tmp_path):
    def of(frame):
        frame.to_parquet(tmp_path / "national_plans.parquet")
        return read_reference("national_plans", directory=tmp_path)

    return of


@pytest.mark.parametrize("name", ["national_plans", "area_figures"])
def test_the_published_figures_that_ship_are_read(name):
    found = read_reference(name)
    assert found.dtypes.astype(str).to_dict() == TABLES[name].dtypes
    assert found[TABLES[name].key].is_unique
    assert found["source"].str.contains("technical pack v0.09").all()


def test_the_script_writes_the_files_that_ship(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["build_reference", "--directory", str(tmp_path)])
    build_reference.main()
    for name in ("national_plans", "area_figures"):
        built = read_reference(name, directory=tmp_path)
        pd.testing.assert_frame_equal(built, read_reference(name))


def test_a_count_beside_a_missing_one_stays_whole():
    plans = read_reference("national_plans")["plans"]
    assert plans.isna().any()
    assert plans.max() == 319_819


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (lambda f: f.drop(columns="year"), "year"),
        (lambda f: f.assign(colour="red"), "colour"),
        (lambda f: f.assign(plans=-1), "plans"),
        (lambda f: f.assign(symbol="?"), "symbol"),
        (lambda f: f.assign(source=None), "source"),
    ],
    ids=["absent", "unknown", "below", "not a choice", "missing"],
)
def test_published_figures_that_are_not_as_declared_are_refused(reference, change, column):
    frame = pd.read_parquet(
        published.REFERENCE / "national_plans.parquet", dtype_backend="numpy_nullable"
    )
    with pytest.raises(Invalid) as caught:
        reference(change(frame))
    assert list(caught.value.problems) == [column]
