"""The clusters: what each role sees of them, in the page, its data and its downloads."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dash.exceptions import PreventUpdate

from access.refusals import Refusal
from callbacks import clusters
from layouts import ids
from tests.access.forge import post, well_formed
from tests.tree import walk, words_in

CASEWORK = ["coordinator", "specialist", "panel", "senco"]
OTHERS = ["analyst", "leader", "administrator"]


def wire(tree: Any) -> str:
    """Return what is sent to the browser."""
    return json.dumps(tree, default=lambda part: part.to_plotly_json())


def figures(tree: Any) -> list[dict[str, Any]]:
    return [props["figure"] for tag, props in walk(tree) if tag == "Graph"]


def sent(app: Any, client: Any, button: str, cluster: str = "X7") -> str:
    body = well_formed(app, f"{ids.CLUSTER_DOWNLOAD}.data", {"cluster": cluster})
    for part in body["inputs"]:
        part["value"] = 1 if part["id"] == button else None
    body["changedPropIds"] = [f"{button}.n_clicks"]
    return post(client, body).text


@pytest.mark.parametrize("username", CASEWORK)
def test_caseworkers_see_every_cluster(person: Any, username: str) -> None:
    words = words_in(clusters.open_clusters(who=person(username), opened=True))
    assert "95 finished cases fall into 9 clusters, from 3 in X9 to 20 in X2." in words
    assert "Physical disability and health" in words
    assert "Not shown" not in words


@pytest.mark.parametrize("username", OTHERS)
def test_others_see_nothing_of_small_clusters(person: Any, username: str) -> None:
    page = clusters.open_clusters(who=person(username), opened=True)
    assert words_in(page).count("Not shown to preserve confidentiality: 5 cases or fewer.") == 2
    assert "Physical disability and health" not in wire(page)
    bars = figures(page)[0]["data"][0]
    assert dict(zip(bars["y"], bars["x"], strict=True))["X9"] is None


@pytest.mark.parametrize("username", OTHERS)
@pytest.mark.parametrize("cluster", ["X8", "X9"])
def test_the_page_of_a_small_cluster_says_only_that(
    person: Any, username: str, cluster: str
) -> None:
    page = clusters.open_cluster(who=person(username), cluster=cluster)
    assert figures(page) == []
    assert words_in(page) == (
        f"What is cluster {cluster}? i Not shown Not shown to preserve confidentiality: 5 cases or "
        "fewer. See all clusters"
    )


def test_a_cluster_has_its_words_and_four_charts(person: Any) -> None:
    page = clusters.open_cluster(who=person("coordinator"), cluster="X7")
    words = words_in(page)
    assert "Learning, health and daily living" in words
    assert "6 of 95" in words
    assert "Most were placed in a special school: 6 of 6." in words
    assert len(figures(page)) == 4
    assert all(len(json.dumps(figure)) < 100_000 for figure in figures(page))


def test_all_staff_see_no_count_of_few_cases(person: Any) -> None:
    page = clusters.open_cluster(who=person("leader"), cluster="X7")
    words = words_in(page)
    assert "2 of 6" not in words
    assert "4 to 7" not in words
    outcomes = figures(page)[1]["data"]
    assert set(outcomes[0]["x"]) == {None}
    assert set(outcomes[1]["text"]) == {"c"}


def test_x10_explains_the_rule(person: Any) -> None:
    words = words_in(clusters.open_cluster(who=person("leader"), cluster="X10"))
    assert "no need scores above 1 and the 18 graded needs add up to 6 or less" in words
    assert "no case of X10" in words


@pytest.mark.parametrize("cluster", ["X11", "", "x4", "<b>"])
def test_an_unknown_cluster_is_refused(person: Any, cluster: str) -> None:
    with pytest.raises(Refusal) as refusal:
        clusters.open_cluster(who=person("coordinator"), cluster=cluster)
    assert refusal.value.code == 404


def test_no_cluster_is_no_page(person: Any) -> None:
    with pytest.raises(PreventUpdate):
        clusters.open_cluster(who=person("coordinator"), cluster=None)


def test_the_table_of_clusters_is_sent(person: Any) -> None:
    text = clusters.download_clusters(who=person("leader"), clicks=1)["content"]
    assert 'X7,6,0.063,5.7,"Learning, health and daily living"' in text
    assert "X8,c,c,c,c" in text
    with pytest.raises(PreventUpdate):
        clusters.download_clusters(who=person("leader"), clicks=None)


@pytest.mark.parametrize(
    ("button", "row"),
    [
        (ids.CLUSTER_NEEDS_BUTTON, "Learning difficulties,2.5,0.99,4,6,6"),
        (ids.CLUSTER_OUTCOMES_BUTTON, "Long-term aspirations,5,6,0.833,0.436,0.97"),
        (ids.CLUSTER_MENTIONS_BUTTON, "Learning difficulties,6,56"),
        (ids.CLUSTER_PACKAGES_BUTTON, "Special school placement,6,6,1.0"),
    ],
)
def test_each_chart_sends_its_table(shared_app: Any, sign_in: Any, button: str, row: str) -> None:
    assert row in sent(shared_app, sign_in(shared_app, "co-ordinator"), button)


def test_downloads_withhold_what_the_page_withholds(shared_app: Any, sign_in: Any) -> None:
    client = sign_in(shared_app, "leader")
    text = sent(shared_app, client, ids.CLUSTER_OUTCOMES_BUTTON)
    assert "Long-term aspirations,c,6,c,c,c" in text
    refused = sent(shared_app, client, ids.CLUSTER_OUTCOMES_BUTTON, "X9")
    assert "There is no cluster of this name" in refused
