"""The page of our own figures: how a figure, a difference and a reason are written."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest

from analytics.sen2.own import Casework, Return, compared, own_figures, withheld
from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import FIGURES
from layouts.sen2 import own
from layouts.sen2.own import Whose
from tests.analytics.sen2.test_own import PLAN, casework
from tests.tree import walk, words_in

TODAY = datetime.date(2026, 11, 22)
LAST = Return(2026, TODAY)


def table(held: Casework, *published: dict) -> pd.DataFrame:
    figures = {
        name: withheld(own_figures(held, Return(january, TODAY)))
        for name, january in (("last", 2026), ("now", 2027), ("same", 2025))
    }
    rows = [
        {**dict.fromkeys(FIGURES, ""), "code": "Z01", "flagged": False, **one} for one in published
    ]
    return compared(figures, pd.DataFrame(rows, columns=list(FIGURES)), code="Z01")


@pytest.mark.parametrize(
    ("value", "id", "words"),
    [
        (12.34, "plans", "+12.3%"),
        (-3.21, "within_20_weeks_pct", "−3.2 points"),
        (0.0, "plans_per_1000", "0.0"),
        (np.nan, "plans", "–"),
    ],
)
def test_a_difference_has_its_sign_and_unit(value: float, id: str, words: str) -> None:
    assert own.difference(value, INDICATORS[id]) == words


def test_a_withheld_count_is_c_everywhere() -> None:
    found = table(casework([PLAN] * 3))
    words = words_in(own.body(found, LAST, Whose("Northmoor")))
    assert "we have c plans in force; on 15 January 2026 we had c." in words
    assert " 3 " not in words


def test_published_figures_say_their_year_symbol_and_suspicion() -> None:
    found = table(
        casework([PLAN] * 30),
        {"indicator": "plans", "year": 2025, "value": 31.0, "flagged": True},
        {"indicator": "requests", "year": 2024, "value": np.nan, "symbol": "x"},
        {"indicator": "new_plans", "year": 2024, "value": 7.0},
    )
    words = words_in(own.body(found, LAST, Whose("Northmoor", "Z01", "Northmoor")))
    assert "The newest published count of Northmoor is 31, of January 2025." in words
    assert "suspect" in words
    assert "x: not available" in words
    # Activity is of the calendar year before the January of its return.
    assert "7 \u00a0in\u00a02024" in words


def test_a_group_of_which_nothing_is_recorded_is_left_out() -> None:
    words = words_in(own.body(table(casework([PLAN])), LAST, Whose("Northmoor")))
    assert "Appeals and budgets" not in words
    assert "Appeals to the tribunal and Appeal rate" in words


def test_a_return_without_faults_says_so() -> None:
    columns = ["severity", "rule", "module", "field", "sentence", "action", "rows"]
    words = words_in(own.checks(pd.DataFrame(columns=columns), LAST, persons=0))
    assert "It fails 0 rules that are errors and 0 that are queries." in words


def test_a_file_has_the_date_of_the_day() -> None:
    assert own.file_date(TODAY) == "22-11-2026"


def test_the_headline_subjects_are_open_and_the_others_folded_until_printed() -> None:
    body = own.body(table(casework([PLAN] * 30)), LAST, Whose("Northmoor"))
    folds = [props for tag, props in walk(body) if tag == "Details"]
    assert {(fold["open"], fold["className"]) for fold in folds} == {
        (False, "details details--printed")
    }
    within = "".join(words_in(fold["children"]) for fold in folds)
    assert "Primary need (" in within and "Autistic spectrum disorder" in within
    assert "EHC plans per 1,000" not in within.split("Notes on")[0]
    assert "Decided within 6 weeks" not in within.split("Notes on")[0]
