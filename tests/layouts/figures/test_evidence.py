"""The figures of what works: marks where they belong, intervals, and what is withheld."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.efficacy.estimates import Estimate
from analytics.efficacy.showing import Shown
from layouts.figures.evidence import draw_differences, draw_means
from tests.analytics.efficacy.test_showing import FOUND


def row(label: str, mean: Estimate | None) -> Shown:
    return Shown("k", label, 9, 9, mean, None, None, None)


def test_each_row_has_its_mark_and_interval() -> None:
    rows = [
        row("First", Estimate(-0.2, -0.5, 0.1, 9)),
        row("Withheld", None),
        row("Even", Estimate(1.0, pupils=3)),
        row("Nobody", Estimate()),
    ]
    figure = draw_means(rows)
    marks, hidden = figure["data"]
    assert (marks["x"], marks["y"]) == ([-0.2, 1.0], [0, 2])
    assert marks["error_x"]["array"] == pytest.approx([0.3, 0])
    assert marks["error_x"]["arrayminus"] == pytest.approx([0.3, 0])
    assert (hidden["text"], hidden["y"]) == (["c"], [1])
    axis = figure["layout"]["xaxis"]
    assert axis["tickvals"] == [-1.0, -0.5, 0, 0.5, 1.0]
    assert axis["ticktext"] == ["−1", "−0.5", "0", "+0.5", "+1"]
    assert figure["layout"]["yaxis"]["ticktext"] == ["First", "Withheld", "Even", "Nobody"]


@pytest.mark.parametrize(("value", "reach"), [(0.01, 0.5), (1.9, 2.0), (-1.2, 1.5)])
def test_the_axis_reaches_past_every_mark(value: float, reach: float) -> None:
    axis = draw_means([row("One", Estimate(value, pupils=1))])["layout"]["xaxis"]
    assert axis["tickvals"][-1] == reach


def test_a_package_has_two_marks_beside_each_other() -> None:
    found = [
        FOUND,
        replace(FOUND, raw=None, matched=Estimate(0.4, 0.1, 0.7, 20)),
    ]
    raw, matched = draw_differences(found, ["One", "Two"])["data"]
    assert (len(raw["x"]), len(matched["x"])) == (1, 1)
    assert raw["y"][0] < 0 < matched["y"][0] - 1
    assert raw["marker"]["symbol"] != matched["marker"]["symbol"]
