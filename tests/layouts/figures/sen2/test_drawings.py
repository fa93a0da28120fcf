"""League, funnel, breakdown, tiles and trend as drawn: every point where its figure is."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.sen2.breakdown import COLUMNS
from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE, Comparator
from analytics.sen2.comparison import VERDICTS, compare, table
from analytics.sen2.cube import Column, Cube
from analytics.sen2.funnel import funnel
from analytics.sen2.ranks import ranks
from analytics.sen2.trend import series
from layouts.figures import style
from layouts.figures.sen2.breakdown import draw_breakdown
from layouts.figures.sen2.funnel import draw_funnel
from layouts.figures.sen2.league import draw_league
from layouts.figures.sen2.names import LONGEST, LONGEST_IN_TILE, in_tile, shortened
from layouts.figures.sen2.tiles import DARKEST, draw_tiles
from layouts.figures.sen2.trend import draw_trend
from layouts.figures.sen2.verdicts import fill, ink
from tests.analytics.sen2 import invented, released
from tests.analytics.sen2.invented import figure, whole

ASD = "need_asd"
NOW = Column(ASD, 2025)


@pytest.fixture(scope="module")
def cube() -> Cube:
    rows = [
        figure(f"Z{n:02}", ASD, year, 200 + 15 * n + year - 2019, 1_000)
        for n in range(12)
        for year in (2021, 2022, 2023, 2024, 2025)
    ]
    rows += [
        figure("Z12", ASD, 2025, 900, 1_000, flagged=True),
        figure("Z13", ASD, 2025, symbol="c"),
        figure("Z13", ASD, 2024, 300, 1_000, flagged=True),
    ]
    near = invented.neighbours(**{"2025-05": {"Z01": ["Z02", "Z03"]}})
    return invented.cube(whole(rows), near=near)


def ranked(cube: Cube, **given: Any) -> pd.DataFrame:
    return ranks(compare(cube, (NOW,), ENGLAND_AS_A_WHOLE), cube, ASD, **given)


def test_the_league_has_a_dot_and_an_interval_for_each_authority(cube: Cube) -> None:
    rows = ranked(cube, with_flagged=True)
    drawn = draw_league(rows, ASD, code="Z01", beside=("Z02",), england=31.2)
    (dots,) = drawn["data"]
    assert dots["x"] == [round(value, 2) for value in rows["own"]]
    own, beside = list(rows["code"]).index("Z01"), list(rows["code"]).index("Z02")
    for row, one in rows.iterrows():
        reach = dots["error_x"]["array"][row]
        assert reach == (
            0 if pd.isna(one["high"]) else pytest.approx(one["high"] - one["own"], abs=0.01)
        )
    symbols = dots["marker"]["symbol"]
    assert (symbols[own], symbols[beside], symbols[0]) == ("diamond", "square", "circle")
    names = drawn["layout"]["yaxis"]["ticktext"]
    assert names[own] == "<b>▸ Place Z01</b>"
    assert names[beside] == "<b>Place Z02</b>"
    assert names[0] == "Place Z12 ?"
    band, line = drawn["layout"]["shapes"]
    assert (band["y0"], band["y1"]) == (own - 0.5, own + 0.5)
    assert line["x0"] == 31.2


def test_a_league_of_nobody_is_empty(cube: Cube) -> None:
    drawn = draw_league(ranked(cube).iloc[:0], ASD, england=math.nan)
    assert drawn["data"][0]["x"] == []
    assert drawn["layout"]["shapes"] == []


def test_the_funnel_has_every_point_and_names_the_chosen(cube: Cube) -> None:
    found = funnel(cube, NOW)
    *limits, points = draw_funnel(found, code="Z01", beside=("Z02",))["data"]
    assert len(limits) == 6
    assert sorted(points["customdata"]) == sorted(found.points["name"])
    # The own authority lies on top of all others, those to compare with below it.
    assert points["text"][-2:] == ["Place Z02", "Place Z01"]
    assert set(points["text"][:-2]) == {""}
    assert dict(zip(points["customdata"], points["y"], strict=True))["Place Z03"] == pytest.approx(
        25.1
    )


def test_sizes_across_a_funnel_are_written_whole(cube: Cube) -> None:
    found = funnel(cube, NOW)
    axis = draw_funnel(found)["layout"]["xaxis"]
    assert axis["tickvals"]
    assert {str(tick).rstrip("0") for tick in axis["tickvals"]} <= {"1", "2", "5"}
    assert axis["ticktext"] == [f"{tick:,}" for tick in axis["tickvals"]]
    low, high = axis["range"]
    assert all(low <= math.log10(tick) <= high for tick in axis["tickvals"])


def test_a_funnel_of_nobody_is_empty() -> None:
    found = funnel(invented.cube([figure("Z01", ASD, 2025, symbol="c")]), NOW)
    assert draw_funnel(found)["data"][-1]["x"] == []


def breakdown_rows() -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {"label": "Speech, language and communication needs", "n": 30, "percent": 30.0},
        {"label": "Autism", "n": 70, "percent": 70.0, "flagged": True},
        {"label": "Hearing", "symbol": "x"},
        {"label": "Vision"},
        {"label": "Alone", "n": 3},
    ]
    known = {"low": 20.0, "high": 80.0, "england_percent": 40.0}
    frame = pd.DataFrame([{**known, **row} if "percent" in row else row for row in rows])
    return frame.reindex(columns=list(COLUMNS)).assign(
        symbol=["", "", "x", "", ""], flagged=[False, True, False, False, False]
    )


def test_the_breakdown_has_number_and_percent_and_england_s_tick() -> None:
    bars, ticks, words = draw_breakdown(breakdown_rows(), "Here")["data"]
    assert bars["x"] == [30.0, 70.0, None, None, None]
    assert bars["marker"]["pattern"]["shape"] == ["", "/", "", "", ""]
    assert bars["error_x"]["array"] == [50.0, 10.0, 0, 0, 0]
    assert ticks["x"] == [40.0, 40.0, None, None, None]
    assert words["text"] == ["30, 30.0%", "70, 70.0% ?", "no figure (x)", "no figure", "3"]
    assert draw_breakdown(breakdown_rows().iloc[:0], "Here")["data"][0]["x"] == []


def test_the_tiles_have_each_figure_in_its_square(cube: Cube) -> None:
    rows = table(compare(cube, (NOW,), ENGLAND_AS_A_WHOLE), cube)
    plain = draw_tiles(rows, ASD, regions=cube.regions)
    drawn = plain.around("Z01")
    heat, strokes, words = drawn["data"]
    told = zip(words["customdata"], words["x"], words["y"], words["text"], strict=True)
    placed = {name.partition(":")[0]: (x, y, text) for name, x, y, text in told}
    for row in rows.itertuples():
        x, y, text = placed[str(row.name)]
        own = heat["z"][y][x]
        assert own is None if pd.isna(row.own) else own == pytest.approx(row.own, abs=0.01)
        assert text.startswith(f"{in_tile(str(row.name))}<br>")
    # Suspect and without a figure: three strokes each.
    assert len(strokes["x"]) == 2 * 3
    assert placed["Place Z12"][2].endswith("90 ?")
    assert placed["Place Z13"][2].endswith("<br>–")
    assert "Place Z12: 90.0%" in words["customdata"]
    assert drawn["layout"]["shapes"][-1]["line"]["width"] == 4
    assert plain.around("elsewhere")["layout"]["shapes"][-1]["line"]["width"] == 1
    assert plain.figure == plain.around("")


def test_an_authority_that_is_no_more_has_no_square(cube: Cube) -> None:
    rows = table(compare(cube, (NOW,), ENGLAND_AS_A_WHOLE), cube)
    gone = rows.assign(reason=["absent", *rows["reason"].iloc[1:]])
    assert len(draw_tiles(gone, ASD).figure["data"][2]["x"]) == len(rows) - 1


def contrast(fill: tuple[float, ...], ink: tuple[float, ...]) -> float:
    """Return how clearly ink stands out from a fill: WCAG 2.2, 1.4.3."""

    def light(colour: tuple[float, ...]) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(fill), light(ink)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def test_words_are_read_on_every_colour() -> None:
    darkest = tuple(
        paper + (accent - paper) * DARKEST
        for paper, accent in zip(rgb(style.PAPER), rgb(style.ACCENT), strict=True)
    )
    assert contrast(darkest, rgb(style.INK)) >= 4.5
    for verdict in VERDICTS:
        for unusual in (0, 1):
            assert contrast(rgb(fill(verdict, unusual)), rgb(ink(verdict, unusual))) >= 4.5


def test_the_map_of_nobody_is_empty(cube: Cube) -> None:
    rows = table(compare(cube, (NOW,), ENGLAND_AS_A_WHOLE), cube)
    drawn = draw_tiles(rows.iloc[:0], ASD).figure
    assert all(value is None for row in drawn["data"][0]["z"] for value in row)


def test_the_map_of_england_is_light_enough_to_send() -> None:
    numbers = np.random.default_rng(1)
    rows = [
        figure(code, ASD, 2025, int(numbers.integers(300, 900)), 2_000, name=name)
        for code, name in released.authorities().query("current")[["code", "name"]].to_numpy()
    ]
    cube = invented.cube(rows)
    found = table(compare(cube, (NOW,), ENGLAND_AS_A_WHOLE), cube)
    assert len(json.dumps(draw_tiles(found, ASD).figure)) < 60_000


def test_names_fit_a_tile_and_are_told_apart() -> None:
    names = list(released.authorities().query("current")["name"])
    short = [in_tile(name) for name in names]
    assert max(map(len, short)) <= LONGEST_IN_TILE
    assert len(set(short)) == len(short)
    assert max(len(shortened(name)) for name in names) <= LONGEST
    assert len({shortened(name) for name in names}) == len(names)


def lines(drawn: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in drawn["data"] if "name" in one}


def test_the_trend_is_cut_where_the_series_breaks(cube: Cube) -> None:
    every = (
        ENGLAND_AS_A_WHOLE,
        Comparator("region"),
        Comparator("neighbours", model="2025-05"),
        Comparator("chosen", codes=("Z05",)),
    )
    rows = series(cube, ASD, "Z01", every)
    drawn = draw_trend(rows, ASD)
    own = lines(drawn)["Place Z01"]
    assert own["x"] == [2021, 2022, 2022.5, 2023, 2024, 2025]
    assert own["y"] == [21.7, 21.8, None, 21.9, 22.0, 22.1]
    assert len(own["error_y"]["array"]) == len(own["x"])
    assert own["error_y"]["array"][2] == 0 < own["error_y"]["array"][0]
    (shape,) = drawn["layout"]["shapes"]
    assert shape["x0"] == 2022.5
    dashes = {one["line"]["dash"] for one in lines(drawn).values()}
    assert len(dashes) == 5
    ends = drawn["data"][-1]
    assert set(ends["text"]) == {
        "<b>Place Z01</b>", "England", "North", "Neighbours 2025", "Place Z05",
    }  # fmt: skip
    gaps = np.diff(sorted(ends["y"]))
    assert (gaps > 0).all()


def test_a_suspect_year_stands_apart_from_the_line(cube: Cube) -> None:
    drawn = draw_trend(series(cube, ASD, "Z13", ()), ASD)
    own = lines(drawn)["Place Z13"]
    assert [value for value in own["y"] if value is not None] == []
    suspect = next(one for one in drawn["data"] if one.get("text") == ["?"])
    assert (suspect["x"], suspect["y"]) == ([2024], [30.0])


def test_nothing_to_follow_is_an_empty_drawing(cube: Cube) -> None:
    assert draw_trend(series(cube, "need_hi", "Z01", ()), "need_hi")["data"] == []
    silent = invented.cube([figure("Z01", ASD, 2025)])
    drawn = draw_trend(series(silent, ASD, "Z01", ()), ASD)
    assert drawn["data"][-1]["text"] == []
