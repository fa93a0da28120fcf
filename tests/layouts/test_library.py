"""The pictures of the library: small enough to send, and a sentence where there is nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.dendrogram import dendrogram, for_all_staff, joined
from analytics.library import Overview, axis_name, overview
from analytics.needs_by_age import shares
from analytics.stability import by_k
from layouts import ids, library
from layouts.figures.dendrogram import draw_cuts, draw_tree
from layouts.figures.library import draw_correlations, draw_frequencies, draw_needs_by_age
from tests.tree import ids_in, walk, words_in

LARGEST = 100_000
DEMO = Path(__file__).resolve().parents[2] / "data" / "demo" / "library.parquet"


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    return pd.read_parquet(DEMO)


@pytest.fixture(scope="module")
def found(cases: pd.DataFrame) -> Overview:
    return overview(cases, noun="cases", withheld=False)


@pytest.fixture(scope="module")
def for_staff(cases: pd.DataFrame) -> Overview:
    return overview(cases, noun="cases", withheld=True)


@pytest.fixture(scope="module")
def cuts(cases: pd.DataFrame) -> pd.DataFrame:
    return by_k(cases, ks=range(2, 16), resamples=3)


def size(figure: Any) -> int:
    return len(json.dumps(figure, allow_nan=False))


def test_every_drawing_is_small(found: Overview, cases: pd.DataFrame, cuts: pd.DataFrame) -> None:
    tree = dendrogram(cases, joined(cases), k=15)
    assert tree is not None
    assert size(draw_needs_by_age(found.ages, shares(found.ages))) < LARGEST
    assert size(draw_tree(tree, tree.groups)) < LARGEST
    assert size(draw_cuts(cuts, k=9)) < LARGEST
    for topic, rows in found.counts.items():
        related = found.related[topic]
        names = {column: axis_name(column) for column in related.columns}
        assert size(draw_frequencies(rows)) < LARGEST
        assert size(draw_correlations(related, names)) < LARGEST


def test_a_cell_says_how_many_and_what_share(found: Overview) -> None:
    figure = draw_needs_by_age(found.ages, shares(found.ages))
    cells, words = figure["data"]
    place = [*zip(words["x"], words["y"], strict=True)].index(("5-10<br>42", "Autism<br>28, 29%"))
    assert words["text"][place] == "12<br>12.6%"
    assert cells["z"][cells["y"].index("Autism<br>28, 29%")][1] == 12


def test_a_withheld_cell_is_no_number_anywhere(for_staff: Overview) -> None:
    figure = draw_needs_by_age(for_staff.ages, shares(for_staff.ages))
    cells, words = figure["data"]
    hidden = for_staff.ages.iloc[:-1, :-1].isna().to_numpy().ravel()
    drawn = [value for row in cells["z"] for value in row]
    assert [value is None for value in drawn] == list(hidden)
    assert [text == "c" for text in words["text"]] == list(hidden)
    assert not [value for value in drawn if value and value < 6]


def test_only_what_is_more_than_chance_is_printed(found: Overview) -> None:
    related = found.related["needs"]
    (cells,) = draw_correlations(related, {c: axis_name(c) for c in related.columns})["data"]
    printed = [text for row in cells["text"] for text in row if text]
    assert len(printed) == 2 * 51
    assert "−0.6" in printed
    assert len(cells["x"]) == len(cells["y"]) == 21


def test_the_page_names_every_id_with_and_without_charts(
    found: Overview, cases: pd.DataFrame
) -> None:
    wanted = sorted(library.BUTTONS.values())
    empty = overview(cases.iloc[:0], noun="cases", withheld=True)
    few = overview(cases.iloc[:4], noun="pupils with a plan", withheld=True)
    pupils = cases.drop(columns=[n for n in cases if n.startswith(("outcome_", "package_"))])
    without = overview(pupils, noun="pupils with a plan", withheld=False)
    for one in (found, empty, few, without):
        assert sorted(ids_in(library.body(one))) == wanted


def test_an_empty_library_says_what_would_be_here(cases: pd.DataFrame) -> None:
    empty = overview(cases.iloc[:0], noun="cases", withheld=False)
    assert "There are no cases yet" in words_in(library.body(empty))


def test_withheld_counts_are_explained(found: Overview, for_staff: Overview) -> None:
    explained = "c: withheld, 5 or fewer or needed to protect another."
    assert explained in words_in(library.body(for_staff))
    assert explained not in words_in(library.body(found))


def test_pupils_are_said_to_have_a_plan(cases: pd.DataFrame) -> None:
    pupils = cases.drop(columns=[n for n in cases if n.startswith(("outcome_", "package_"))])
    words = words_in(library.body(overview(pupils, noun="pupils with a plan", withheld=False)))
    assert "Pupils with a plan in force" in words
    assert library.NOT_KEPT in words


def test_columns_withheld_are_named(for_staff: Overview) -> None:
    words = words_in(library.body(for_staff))
    assert "Withheld, because few have or few lack it: Vision, English." in words


def test_columns_left_out_are_named(cases: pd.DataFrame) -> None:
    found = overview(cases.assign(visual=0), noun="cases", withheld=False)
    words = words_in(library.body(found))
    assert "Left out, because all have the same answer: Vision." in words


@pytest.mark.parametrize("n", [0, 1])
def test_without_cases_that_differ_there_is_no_tree(cases: pd.DataFrame, n: int) -> None:
    few = cases.iloc[:n]
    assert dendrogram(few, joined(few), k=9) is None
    words = library.tree_body(None, pd.DataFrame(), pd.DataFrame(), cases=n, advice="")
    assert "at least three finished cases that differ" in words_in(words)
    assert ids_in(words) == [ids.LIBRARY_TREE_BUTTON, ids.LIBRARY_CUTS_BUTTON]


def test_the_tree_s_words_hold_no_small_size(cases: pd.DataFrame, cuts: pd.DataFrame) -> None:
    tree = dendrogram(cases, joined(cases), k=9)
    assert tree is not None
    groups = for_all_staff(tree.groups)
    body = library.tree_body(tree, groups, cuts, cases=95, advice="It holds.")
    figures = [props["figure"] for tag, props in walk(body) if tag == "Graph"]
    text = words_in(body) + json.dumps(figures)
    assert "about 10 cases" in text
    assert "3 cases" not in text
    assert "5 cases" not in text.replace("95 cases", "")


def test_the_reading_of_a_cut_that_was_not_tried_is_the_advice(cuts: pd.DataFrame) -> None:
    assert library.cut_reading(cuts.iloc[:0], advice="It holds.") == "It holds."
    assert library.cut_reading(cuts.iloc[:1], advice="").startswith("With 2 groups, parts")
