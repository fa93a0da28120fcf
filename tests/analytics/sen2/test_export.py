"""The figures as a file that another program, or a spreadsheet, reads without harm."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from analytics.sen2.export import tidy
from data.schemas.sen2 import ENGLAND, LOCAL, NATIONAL, REGIONAL
from tests.analytics.sen2.invented import figure, frame


def rows(*listed: dict[str, Any]) -> list[dict[str, str]]:
    """Return the lines of the file."""
    text = tidy(frame(list(listed))).to_csv(index=False)
    return list(csv.DictReader(io.StringIO(text)))


def test_columns_are_those_that_are_promised() -> None:
    (row,) = rows(figure("Z01", "refusal_pct", 2024, 1, 3))
    assert row == {
        "release": "2025", "geographic_level": LOCAL, "old_la_code": "Z01", "la_name": "Place Z01",
        "year": "2024", "indicator": "refusal_pct", "value": "33.333333", "symbol": "",
        "numerator": "1", "denominator": "3", "flagged": "False",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [(638_745.0, "638745"), (46.4, "46.4"), (0.0, "0"), (-2.0, "-2"), (0.1 + 0.2, "0.3")],
)
def test_numbers_are_written_as_they_are_read(value: float, text: str) -> None:
    (row,) = rows(figure("Z01", "plans", 2025, value))
    assert row["value"] == text


def test_gaps_are_empty_and_have_a_symbol() -> None:
    (row,) = rows(figure("Z01", "plans", 2025, None) | {"symbol": "-"})
    assert (row["value"], row["symbol"], row["numerator"]) == ("", "-", "")


def test_only_authorities_have_a_number() -> None:
    found = rows(
        figure(ENGLAND, "plans", 2025, 3),
        figure("E12000001", "plans", 2025, 2),
        figure("Z01", "plans", 2025, 1),
    )
    levels = {row["geographic_level"]: (row["old_la_code"], row["la_name"]) for row in found}
    assert levels == {
        NATIONAL: ("", "England"), REGIONAL: ("", "North"), LOCAL: ("Z01", "Place Z01"),
    }  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r@", " ="])
def test_no_text_is_a_formula(start: str) -> None:
    harm = figure("Z01", "plans", 2025, None) | {"name": f"{start}1+1", "symbol": f"{start}A1"}
    (row,) = rows(harm)
    assert row["la_name"] == f"'{start.strip()}1+1"
    assert row["symbol"] == f"'{start.strip()}A1"


def test_rows_have_an_order() -> None:
    listed = [figure(code, id, year, 1) for id in ("requests", "plans") for year in (2025, 2024)
              for code in ("Z02", "Z01")]  # fmt: skip
    assert rows(*listed) == rows(*reversed(listed))
    assert [row["indicator"] for row in rows(*listed)[:4]] == ["plans"] * 4
