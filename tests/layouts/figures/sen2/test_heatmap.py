"""The heatmap's drawing: colours by verdict, signs beside them, light enough to send."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from analytics.sen2.comparison import VERDICTS
from analytics.sen2.cube import Column
from analytics.sen2.heatmap import MARKS as TOLD
from analytics.sen2.heatmap import Matrix
from data.schemas.indicators import COMPARED
from layouts.figures import style
from layouts.figures.sen2.heatmap import MOST_WITH_WORDS, draw_heatmap, min_width
from layouts.figures.sen2.verdicts import COLOURS, FILLS, KEY, MARKS, fill, level, sign

HEAVIEST = 100_000


def matrix(rows: int, columns: int, *, by: str = "indicators", seed: int = 1) -> Matrix:
    numbers = np.random.default_rng(seed)
    shape = (rows, columns)
    ids = [COMPARED[n % len(COMPARED)] for n in range(columns)]
    # Of all of England some 3% of cells are marked, and 13% unusual.
    mark = numbers.choice(["", *TOLD], shape, p=[0.92, 0.02, 0.02, 0.02, 0.02]).astype(object)
    value = np.where(mark == "none", np.nan, numbers.uniform(0, 100, shape))
    return Matrix(
        by=by,  # type: ignore[arg-type]
        codes=tuple(f"{n:03}" for n in range(rows)),
        names=tuple(f"Bournemouth, Christchurch and {n}" for n in range(rows)),
        columns=tuple(Column(id, 2000 + n) for n, id in enumerate(ids)),
        labels=tuple(f"Speech, language and communication {n}" for n in range(columns)),
        value=value,
        verdict=numbers.choice(list(VERDICTS), shape).astype(object),
        unusual=numbers.choice(3, shape, p=[0.85, 0.12, 0.03]),
        mark=mark,
    )


def test_each_cell_has_the_colour_and_the_sign_of_its_verdict() -> None:
    given = matrix(8, 15)
    drawn = draw_heatmap(given)
    heat, strokes, *words = drawn["data"]
    said = {(y, x): text for one in words for x, y, text in _zipped(one, "text")}
    inks = {(y, x): one["textfont"]["color"] for one in words for x, y, _ in _zipped(one, "text")}
    for row, column in np.ndindex(8, 15):
        verdict, unusual = given.verdict[row, column], int(given.unusual[row, column])
        mark, value = given.mark[row, column], given.value[row, column]
        assert FILLS[heat["z"][row][column]] == fill(verdict, unusual)
        shown = heat["customdata"][row][column]
        assert shown is None if math.isnan(value) else shown == round(value, 1)
        expected = sign(verdict, unusual, mark)
        assert said.get((row, column), "").endswith(expected)
        if (row, column) in inks:
            deep = verdict in COLOURS and unusual
            assert inks[row, column] == (style.PAPER if deep else style.INK)
    assert len(strokes["x"]) == 3 * int((given.mark != "").sum())


def _zipped(trace: dict[str, Any], *names: str) -> Iterator[Any]:
    return zip(trace["x"], trace["y"], *(trace[name] for name in names), strict=True)


@pytest.mark.parametrize(("columns", "by"), [(52, "indicators"), (17, "years")])
def test_all_of_england_is_light_enough_to_send(columns: int, by: str) -> None:
    drawn = draw_heatmap(matrix(153, columns, by=by))
    assert len(json.dumps(drawn, separators=(",", ":"))) < HEAVIEST


def test_where_cells_are_many_only_what_is_unusual_or_marked_has_a_sign() -> None:
    given = matrix(60, 30)
    assert given.value.size > MOST_WITH_WORDS
    words = draw_heatmap(given)["data"][2:]
    told = {(y, x) for one in words for x, y in zip(one["x"], one["y"], strict=True)}
    signed = (given.unusual > 0) & np.isin(given.verdict, list(COLOURS)) | (given.mark != "")
    assert told <= {(row, column) for row, column in np.argwhere(signed).tolist()}
    assert not any(
        character.isdigit() for one in words for text in one["text"] for character in text
    )


def test_the_own_authority_is_told_by_an_arrow() -> None:
    given = matrix(3, 2, by="years")
    axis = draw_heatmap(given, own="001")["layout"]["yaxis"]
    assert [text.startswith("<b>▸ ") for text in axis["ticktext"]] == [False, True, False]
    assert min_width(given) < min_width(matrix(3, 20))


def test_verdicts_are_told_apart_without_colour() -> None:
    signs = [sign(verdict, unusual) for verdict in COLOURS for unusual in (0, 1)]
    assert len(set(signs)) == len(signs)
    assert len({level(verdict, unusual) for verdict in COLOURS for unusual in (0, 1)}) == 8
    assert sign("higher", 0, "flagged") == "?"
    assert sign("higher", 1, "broken") == "▲▲ ‖"
    assert all(one in KEY for one in (*MARKS.values(), "✓", "✗", "▲", "▼"))
    assert set(MARKS) == {*TOLD, ""}
