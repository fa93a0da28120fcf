"""The library and the national figures: what each role is sent, drawn, told and downloaded."""

from __future__ import annotations

import io
import json
from typing import Any

import pandas as pd
import pytest
from dash.exceptions import PreventUpdate

from access.refusals import Refusal
from callbacks import library, national
from layouts import ids
from layouts import library as page
from tests.tree import walk, words_in

STAFF = ("coordinator", "specialist", "panel", "senco", "analyst", "leader", "administrator")
NO_CLICKS: dict[str, Any] = dict.fromkeys(page.BUTTONS)


class Pressed:
    """Stand for dash.ctx after a press of one button, or of none."""

    def __init__(self, button: str, clicks: int | None = 1) -> None:
        self.triggered_id = button
        self.triggered = [{"prop_id": f"{button}.n_clicks", "value": clicks}]


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Any:
    def on(module: Any, button: str, clicks: int | None = 1) -> None:
        monkeypatch.setattr(module, "ctx", Pressed(button, clicks))

    return on


def everything(body: Any) -> str:
    """Return the words of a page and all that its drawings hold."""
    figures = [props["figure"] for tag, props in walk(body) if tag == "Graph"]
    return words_in(body) + json.dumps(figures, ensure_ascii=False)


def csv(answer: Any) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(answer["content"]))


def test_the_authority_s_table_is_that_of_the_pack(person: Any) -> None:
    words = everything(library.update_library(who=person("coordinator"), data="authority"))
    assert "55% of pupils with a plan are in 8 groups: 4 needs" in words
    assert "1,122 of 2,052" in words
    assert "204<br>9.9%" in words


@pytest.mark.parametrize("username", STAFF)
@pytest.mark.parametrize("data", ["library", "authority"])
def test_every_member_of_staff_sees_the_charts(person: Any, username: str, data: str) -> None:
    words = words_in(library.update_library(who=person(username), data=data))
    assert "Which needs, at which ages?" in words
    assert "Which needs go together?" in words


def small_counts(found: Any) -> list[int]:
    shown = [*found.ages.to_numpy().ravel(), *(n for f in found.counts.values() for n in f.n_with)]
    return [n for n in shown if not pd.isna(n) and 0 < n < 6]


@pytest.mark.parametrize(
    ("data", "exact"),
    [
        ("library", {"coordinator", "specialist", "panel", "senco"}),
        # Those who may open any pupil's record.
        ("authority", {"coordinator", "panel"}),
    ],
)
def test_small_counts_are_for_those_who_may_see_cases(
    person: Any, data: str, exact: set[str]
) -> None:
    seen = {name for name in STAFF if small_counts(library.overview_for(person(name), data))}
    assert seen == exact


def test_a_choice_that_is_none_is_refused(person: Any) -> None:
    for data in ("?", None):
        with pytest.raises(Refusal):
            library.update_library(who=person("analyst"), data=data)
    for cut in ("1", "16", "x", None):
        with pytest.raises(Refusal):
            library.update_tree(who=person("analyst"), cut=cut)


def test_the_tree_is_cut_where_asked_and_advice_given(person: Any) -> None:
    words = everything(library.update_tree(who=person("coordinator"), cut="9"))
    assert "the 95 cases fall into 9 groups, the largest of 20 cases and the smallest of 3" in words
    assert "Suggested: " in words
    assert "3 cases (X9)" in words


def test_the_tree_tells_all_staff_no_small_size(person: Any) -> None:
    words = everything(library.update_tree(who=person("leader"), cut="9"))
    assert "about 10 cases (X7)" in words
    assert "</b> c (X9)" in words


def test_a_library_of_equal_cases_is_a_sentence(
    person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = library.adopted()

    class Equal:
        library = pd.concat([house.library.iloc[:1]] * 20)

    monkeypatch.setattr(library, "adopted", Equal)
    words = words_in(library.update_tree(who=person("coordinator"), cut="9"))
    assert "at least three finished cases that differ" in words
    drawn = words_in(library.update_library(who=person("coordinator"), data="library"))
    assert "There are too few needs or cases that differ" in drawn


@pytest.mark.parametrize("name", page.BUTTONS)
def test_each_table_of_the_library_can_be_downloaded(person: Any, press: Any, name: str) -> None:
    press(library, page.BUTTONS[name])
    answer = library.download_library(who=person("analyst"), data="library", **NO_CLICKS)
    assert answer["filename"] == f"library-{name}.csv"
    assert len(csv(answer)) > 8


def test_the_download_withholds_what_the_picture_does(person: Any, press: Any) -> None:
    press(library, ids.LIBRARY_AGES_BUTTON)
    rows = {
        name: csv(library.download_library(who=person(name), data="library", **NO_CLICKS))
        for name in ("coordinator", "analyst")
    }
    assert (rows["coordinator"] == "c").sum().sum() == 0
    assert (rows["analyst"] == "c").sum().sum() > 10


def test_what_is_not_drawn_or_not_pressed_is_not_downloaded(person: Any, press: Any) -> None:
    who = person("analyst")
    press(library, ids.LIBRARY_OUTCOMES_BUTTON)
    with pytest.raises(PreventUpdate):
        library.download_library(who=who, data="authority", **NO_CLICKS)
    press(library, ids.LIBRARY_AGES_BUTTON, None)
    with pytest.raises(PreventUpdate):
        library.download_library(who=who, data="library", **NO_CLICKS)
    with pytest.raises(PreventUpdate):
        library.download_tree(who=who, cut="9", tree=None, cuts=None)


def test_the_groups_and_the_cuts_can_be_downloaded(
    person: Any, press: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person("analyst")
    press(library, ids.LIBRARY_TREE_BUTTON)
    groups = csv(library.download_tree(who=who, cut="9", tree=1, cuts=None))
    assert groups["cases"].tolist().count("c") == 2
    press(library, ids.LIBRARY_CUTS_BUTTON)
    cuts = csv(library.download_tree(who=who, cut="9", tree=None, cuts=1))
    assert cuts["k"].tolist() == list(range(2, 16))
    press(library, ids.LIBRARY_TREE_BUTTON)
    monkeypatch.setattr(library, "dendrogram", lambda *_, **__: None)
    with pytest.raises(PreventUpdate):
        library.download_tree(who=who, cut="9", tree=1, cuts=None)


def test_the_national_figures_are_drawn(person: Any) -> None:
    words = words_in(national.open_national(who=person("leader"), opened=True))
    assert "319,819 plans were in force in England in 2018" in words
    assert "In 2017, 14.7% of all plans were new." in words
    assert "54.0%" in words
    assert "11.69%" in words
    assert "8.7 million" in words
    assert "z: not applicable" in words


@pytest.mark.parametrize(
    ("button", "filename", "rows"),
    [
        (ids.NATIONAL_ALL_BUTTON, "england-all-plans.csv", 48),
        (ids.NATIONAL_NEW_BUTTON, "england-new-plans.csv", 48),
        (ids.NATIONAL_AREAS_BUTTON, "authorities.csv", 28),
    ],
)
def test_the_national_tables_can_be_downloaded(
    person: Any, press: Any, button: str, filename: str, rows: int
) -> None:
    press(national, button)
    answer = national.download_national(who=person("leader"), every=1, new=1, areas=1)
    assert answer["filename"] == filename
    assert len(csv(answer)) == rows


def test_nothing_pressed_downloads_nothing_national(person: Any, press: Any) -> None:
    press(national, ids.NATIONAL_ALL_BUTTON, None)
    with pytest.raises(PreventUpdate):
        national.download_national(who=person("leader"), every=None, new=None, areas=None)
