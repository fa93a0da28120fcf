"""Elements that the browser draws: the same words in one component, all of them plain."""

from __future__ import annotations

import json

import pytest
from dash import html

from layouts.components.element import drawn, element, link
from layouts.components.table import Head, data_table
from tests.tree import walk, words_in

TABLE = data_table("Sums", [Head("Name"), Head("Sum", numeric=True)], [["<b>", "1"], [["a"], "2"]])


def test_a_table_is_sent_as_one_element_that_holds_the_same() -> None:
    one = drawn(TABLE)
    assert set(one["props"]) == {"children", "data-drawn"}
    assert one["props"]["children"] is None
    assert json.loads(one["props"]["data-drawn"]) == TABLE
    assert words_in(one) == words_in(TABLE)
    assert [tag for tag, _ in walk(one)][1:] == [tag for tag, _ in walk(TABLE)]


@pytest.mark.parametrize(
    "inside",
    [
        link("EX1", "/pupils/EX1"),
        html.Span("A component"),
        element("Span", "With an id", id="place"),
        element("Span", "Hidden", hidden=False),
        element("Span", [element("Span", "Deeper", style={"color": "red"})]),
    ],
)
def test_what_the_browser_could_not_draw_is_left_as_it_is(inside: object) -> None:
    table = element("Div", ["Words", inside])
    assert drawn(table) is table
