"""The tables as files: raw values, nothing live in them, open to a visitor."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pandas as pd
import pytest

from callbacks.downloads import neutralised
from callbacks.sen2.arranged import Source
from callbacks.sen2.files import TABLES
from layouts.sen2.files import TABLES as NAMED


@pytest.fixture
def code(figures: Source) -> str:
    return next(iter(figures.known.authorities))


def csv(answer: Any) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(answer.data), dtype={"code": str})


def test_every_table_has_a_name() -> None:
    assert set(TABLES) == set(NAMED)


@pytest.mark.parametrize("name", TABLES)
def test_a_visitor_takes_every_table(visitor: Any, code: str, name: str) -> None:
    answer = visitor.get(f"/sen2/files/{name}.csv?authority={code}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    frame = csv(answer)
    assert list(frame["note"].unique()) == ["Invented for illustration"] or frame.empty


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_a_workbook_too(visitor: Any, code: str, name: str) -> None:
    answer = visitor.get(f"/sen2/files/{name}.xlsx?authority={code}")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        assert file.testzip() is None
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_values_are_raw(visitor: Any, figures: Source) -> None:
    frame = csv(visitor.get("/sen2/files/league.csv?indicator=within_20_weeks_pct"))
    assert (frame["own"] - 100 * frame["numerator"] / frame["denominator"]).abs().max() < 1e-9
    assert (frame["own"] != frame["own"].round(1)).any()


@pytest.mark.parametrize(
    "address",
    ["nothing.csv", "league.exe", "stands.csv", "profile.csv?authority=999"],
)
def test_what_is_no_table_is_not_found(visitor: Any, address: str) -> None:
    answer = visitor.get(f"/sen2/files/{address}")
    assert answer.status_code == 404


def test_a_figure_that_a_return_has_not_is_an_empty_table(visitor: Any, figures: Source) -> None:
    oldest = figures.known.years[-1]
    for name in ("league", "funnel", "map", "trend"):
        address = f"/sen2/files/{name}.csv?year={oldest}&indicator=reviews_recorded_pct"
        assert csv(visitor.get(address)).empty


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula(start: str) -> None:
    frame = neutralised(pd.DataFrame({"name": [f"{start}cmd", "plain", None], "own": [-1.5, 2, 3]}))
    assert frame["name"].tolist()[:2] == [f"'{start}cmd", "plain"]
    assert frame["own"].tolist() == [-1.5, 2, 3]
