"""Every SEN2 view: what a visitor is sent, whatever stands in the address."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from dash import no_update
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.principal import ANONYMOUS, Principal
from analytics.sen2.comparator import Comparator
from analytics.sen2.comparison import compare
from callbacks.sen2.arranged import Source
from callbacks.sen2.bodies import BODIES, OF_ONE
from callbacks.sen2.views import links_for, open_view
from data.schemas.indicators import INDICATORS
from layouts import ids
from layouts.sen2.address import Chosen, read
from layouts.sen2.choices import shown
from layouts.sen2.views import VIEWS
from tests.access.forge import post, well_formed
from tests.tree import walk, words_in

OUTPUT = (
    "..sen2-{0}-views.children...sen2-{0}-choices.children..."
    "sen2-{0}-body.children...sen2-{0}-kept.data.."
)
LARGEST_DRAWING = 100_000


def opened(address: str, who: Principal = ANONYMOUS) -> tuple[Any, Any, Any, str]:
    return open_view(who=who, address=address)


def some_authority(figures: Source) -> str:
    return next(iter(figures.known.authorities))


@pytest.mark.parametrize("view", VIEWS)
def test_a_visitor_opens_every_view(
    shared_app: Any, visitor: Any, figures: Source, view: str
) -> None:
    address = f"{VIEWS[view].path}?authority={some_authority(figures)}"
    body = well_formed(shared_app, OUTPUT.format(view), {"address": address})
    answer = post(visitor, body)
    assert answer.status_code == 200
    words = words_in(answer.json["response"][ids.sen2(view, "body")]["children"])
    assert figures.known.authorities[some_authority(figures)] in words or view in ("heatmap", "map")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_says_that_the_figures_are_invented(figures: Source, view: str) -> None:
    _, top, _, _ = opened(VIEWS[view].path)
    assert "Invented figures for illustration" in words_in(top)


@pytest.mark.parametrize("view", VIEWS)
def test_without_an_authority_a_view_asks_for_one_or_shows_all(figures: Source, view: str) -> None:
    words = words_in(opened(VIEWS[view].path)[2])
    assert ("Choose an authority" in words) == (view in OF_ONE)


def test_a_figure_is_followed_through_the_years_of_a_chosen_authority(figures: Source) -> None:
    heading = "How did it change over the years?"
    code = some_authority(figures)
    assert heading in words_in(opened(f"/sen2/league?authority={code}")[2])
    assert heading not in words_in(opened("/sen2/league")[2])


def test_what_cannot_be_had_is_a_sentence_and_leaves_the_address(figures: Source) -> None:
    _, top, _, kept = opened("/sen2/league?authority=999&year=1066&utm=1")
    words = words_in(top)
    assert "There is no authority “999” in these figures." in words
    assert "“1066” is not a year in these releases" in words
    assert kept == "/sen2/league"


def test_controls_that_are_there_already_are_left_alone(figures: Source) -> None:
    code, other = list(figures.known.authorities)[:2]
    present = shown(VIEWS["profile"], read(f"?authority={code}", figures.known))
    assert opened(f"/sen2/profile?authority={other}#{present}")[1] is no_update
    changed = opened(f"/sen2/profile?authority={other}&against=neighbours#{present}")
    assert changed[1] is not no_update
    assert "Model of neighbours" in words_in(changed[1])


def test_links_to_the_other_views_carry_on_what_is_chosen(figures: Source) -> None:
    code = some_authority(figures)
    links = [props["href"] for tag, props in walk(opened(f"/sen2?authority={code}")[0])
             if tag == "Link"]  # fmt: skip
    assert links == [f"{view.path}?authority={code}" for view in VIEWS.values()]


def test_an_administrator_has_a_view_more_than_a_visitor() -> None:
    administrator = Principal("ann", "Ann", "administrator", None, "1")
    assert ("/sen2/import", "Load releases") in links_for(administrator)
    assert [path for path, _ in links_for(ANONYMOUS)] == [view.path for view in VIEWS.values()]


def test_chosen_authorities_are_added_by_name_and_can_be_removed(figures: Source) -> None:
    one, two, three = list(figures.known.authorities)[:3]
    name = figures.known.authorities[three]
    address = f"/sen2/profile?authority={one}&against=chosen&others={two}&add={name}"
    _, top, body, kept = opened(address)
    assert kept == f"/sen2/profile?authority={one}&against=chosen&others={two},{three}"
    hrefs = [props["href"] for tag, props in walk(top) if tag == "Link"]
    assert hrefs == [
        f"/sen2/profile?authority={one}&against=chosen&others={three}",
        f"/sen2/profile?authority={one}&against=chosen&others={two}",
    ]
    assert "the chosen authorities" in words_in(body)


@pytest.mark.parametrize("view", VIEWS)
@given(data=st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_choice_can_be_drawn(figures: Source, view: str, data: st.DataObject) -> None:
    known = figures.known
    chosen = Chosen(
        authority=data.draw(st.sampled_from(["", *known.authorities])),
        against=data.draw(st.sampled_from(["england", "region", "neighbours", "chosen"])),
        model=data.draw(st.sampled_from(["", *known.models])),
        others=data.draw(st.sampled_from([(), tuple(list(known.authorities)[5:8])])),
        year=data.draw(st.sampled_from(["", *known.years])),
        group=data.draw(st.sampled_from(["", "Age", "Plans"])),
        indicator=data.draw(st.sampled_from(known.indicators)),
        by=data.draw(st.sampled_from(["indicator", "year"])),
        sort=data.draw(st.sampled_from(["name", "alike", "2024", "plans_per_1000"])),
        split=data.draw(st.sampled_from(["age", "need", "placement", "ethnicity"])),
        of=data.draw(st.sampled_from(["plans", "new_plans"])),
        within=data.draw(st.sampled_from(["", "placement.special", "need.asd"])),
        flagged=data.draw(st.booleans()),
    )
    body = opened(f"{VIEWS[view].path}{chosen.query()}")[2]
    drawings = [props["figure"] for tag, props in walk(body) if tag == "Graph"]
    assert words_in(body)
    assert all(len(json.dumps(one)) < LARGEST_DRAWING for one in drawings)


def test_the_profile_shows_the_published_figure(figures: Source) -> None:
    code = some_authority(figures)
    words = words_in(BODIES["profile"](figures, Chosen(authority=code)))
    rows = figures.published.figures
    row = rows[(rows["code"] == code) & (rows["indicator"] == "within_20_weeks_pct")]
    newest = row.sort_values("year").iloc[-1]
    share = 100 * newest["numerator"] / newest["denominator"]
    assert f"{share:.1f}%" in words
    assert f"{newest['numerator']:,.0f} of {newest['denominator']:,.0f}" in words


def test_a_suspect_figure_is_marked_and_leaves_the_league(figures: Source) -> None:
    rows = figures.published.figures
    suspect = rows[rows["flagged"] & rows["code"].isin(figures.known.authorities)]
    found = suspect[suspect["indicator"].isin(figures.known.indicators)].iloc[-1]
    january = INDICATORS[found["indicator"]].counted_at == "January"
    year = str(found["year"] if january else found["year"] + 1)
    without = Chosen(indicator=found["indicator"], year=year)
    words = words_in(BODIES["league"](figures, without))
    assert re.search(f"Left out because the figure is suspect: .*{found['name']}", words)
    included = words_in(BODIES["league"](figures, replace(without, flagged=True)))
    assert re.search(f"Included though suspect: .*{found['name']}", included)
    assert "⚑   suspect" in included


def test_the_same_choice_is_drawn_once(figures: Source) -> None:
    address = f"/sen2/profile?authority={some_authority(figures)}"
    assert opened(address)[2] is opened(address)[2]


def test_a_finding_is_said_with_its_size(figures: Source) -> None:
    code = some_authority(figures)
    words = words_in(BODIES["stands"](figures, Chosen(authority=code)))
    england = compare(figures.cube, figures.cube.columns(), Comparator())
    assert f"of {england.own.shape[1]} figures" in words or "All " in words
    assert "Is it real?" in words
    assert "How good are the data?" in words
