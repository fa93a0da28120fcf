"""The benchmark of a pupil: what it shows to whom, what it sends, and that it gives nobody away."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dash.exceptions import PreventUpdate

from access.refusals import Refusal
from callbacks import benchmark
from data.schemas import QUESTION_IDS
from layouts import authority, ids
from layouts import benchmark as layout
from layouts import caseload as caseload_layout
from tests.access.forge import post, well_formed
from tests.tree import walk, words_in

EXAMPLES = {"EX1": "X1", "EX3": "X3", "EX6": "X10"}


def figures(tree: Any) -> list[dict[str, Any]]:
    return [props["figure"] for tag, props in walk(tree) if tag == "Graph"]


def ids_in(tree: Any) -> set[str]:
    return {props["id"] for _, props in walk(tree) if props.get("id")}


def sent(app: Any, client: Any, output: str, button: str, pupil: str) -> Any:
    body = well_formed(app, f"{output}.data", {"pupil_id": pupil})
    for part in body["inputs"]:
        part["value"] = 1 if part["id"] == button else None
    body["changedPropIds"] = [f"{button}.n_clicks"]
    return post(client, body)


@pytest.mark.parametrize("pupil", EXAMPLES)
def test_a_pupil_is_compared(person: Any, pupil: str) -> None:
    page = benchmark.open_benchmark(who=person("coordinator"), pupil_id=pupil)
    words = words_in(page)
    assert f"How does {pupil} compare?" in words
    assert f"Why {EXAMPLES[pupil]}" in words
    assert "Of the 10 nearest cases," in words
    assert "NaN" not in words and "nan" not in words.split()
    assert len(figures(page)) == 4
    assert all(len(json.dumps(figure)) < 100_000 for figure in figures(page))
    # Dash asks that every button of the one callback be there.
    assert set(layout.BUTTONS) <= ids_in(page)


def test_reading_a_comparison_is_noted(house: Any, person: Any) -> None:
    benchmark.open_benchmark(who=person("coordinator"), pupil_id="EX1")
    newest = house.store.activity.recent(1)[0]
    assert (newest.action, newest.subject) == ("benchmark.read", "EX1")


def unanswered(house: Any) -> str:
    table = house.store.tables.load("assessments")
    blank = table[list(QUESTION_IDS)].isna().any(axis=1)
    return str(table.loc[blank, "pupil_id"].iloc[0])


def test_a_pupil_without_all_answers_is_led_to_the_questions(house: Any, person: Any) -> None:
    pupil = unanswered(house)
    words = words_in(benchmark.open_benchmark(who=person("coordinator"), pupil_id=pupil))
    assert "of 20 questions are answered" in words
    changes = benchmark.update_what_if(who=person("coordinator"), cluster="X1", pupil_id=pupil)
    assert "cannot be suggested" in words_in(changes)


def test_the_fewest_changes_are_listed(person: Any) -> None:
    told = words_in(
        benchmark.update_what_if(who=person("coordinator"), cluster="X5", pupil_id="EX1")
    )
    assert "X5 would be suggested if" in told
    assert "Nothing less would do." in told
    own = benchmark.update_what_if(who=person("coordinator"), cluster="X1", pupil_id="EX1")
    assert words_in(own) == "X1 is suggested already."


@pytest.mark.parametrize("cluster", ["X99", "", "<i>"])
def test_an_unknown_cluster_is_refused(person: Any, cluster: str) -> None:
    with pytest.raises(Refusal) as refusal:
        benchmark.update_what_if(who=person("coordinator"), cluster=cluster, pupil_id="EX1")
    assert refusal.value.code == 404


def test_no_cluster_chosen_is_no_question(person: Any) -> None:
    with pytest.raises(PreventUpdate):
        benchmark.update_what_if(who=person("coordinator"), cluster=None, pupil_id="EX1")


@pytest.mark.parametrize("username", ["coordinator", "panel"])
def test_who_may_read_every_pupil_sees_every_number(person: Any, username: str) -> None:
    page = benchmark.update_authority(who=person(username), pupil_id="EX3")
    assert set(authority.BUTTONS) <= ids_in(page)
    links = [props["href"] for tag, props in walk(page) if tag == "Link"]
    assert "/?cluster=X4&mine=no" in links
    assert any(link.startswith("/?text=") for link in links)
    assert all(None not in row for row in figures(page)[1]["data"][0]["z"])
    assert all(len(json.dumps(figure)) < 100_000 for figure in figures(page))


@pytest.mark.parametrize("username", ["senco", "specialist"])
def test_who_may_not_sees_no_small_number_and_no_link(person: Any, username: str) -> None:
    page = benchmark.update_authority(who=person(username), pupil_id="EX3")
    cells = [n for row in figures(page)[1]["data"][0]["z"] for n in row]
    assert None in cells
    assert not [n for n in cells if n is not None and 0 < n < 6]
    assert not [tag for tag, _ in walk(page) if tag == "Link"]
    assert "c: withheld" in words_in(page)
    small = [n for n in figures(page)[0]["data"][0]["x"] if n is not None and 0 < n < 6]
    assert small == []


def test_a_pupil_without_a_school_has_no_school_to_compare(
    house: Any, person: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(benchmark, "school_of", lambda _: "")
    page = benchmark.update_authority(who=person("coordinator"), pupil_id="EX1")
    assert "No school is recorded for this pupil" in words_in(page)
    assert set(authority.BUTTONS) <= ids_in(page)
    assert len(figures(page)) == 1


def test_the_reader_s_own_pupils_are_offered(house: Any, person: Any) -> None:
    offered = words_in(benchmark.list_choices(who=person("coordinator"), opened=True))
    assert "EX1" in offered
    pupils = house.store.tables.load("pupils").set_index("pupil_id", drop=False)
    for username in ("senco", "specialist"):
        who = person(username)
        tree = benchmark.list_choices(who=who, opened=True)
        links = [props["children"] for tag, props in walk(tree) if tag == "Link"]
        assert links
        if username == "senco":
            assert set(pupils.loc[links, "school_id"]) == {who.school_id}


def test_nobody_to_offer_is_said() -> None:
    assert "Nobody here yet" in words_in(layout.choices([]))


@pytest.mark.parametrize(
    ("button", "start"),
    [
        (ids.BENCHMARK_DISTANCES_BUTTON, "cluster,distance"),
        (ids.BENCHMARK_NEEDS_BUTTON, "need,words,score,maximum,cluster_mean,nearest_mean"),
        (ids.BENCHMARK_PACKAGES_BUTTON, "package,cases_with,cases,share,low_95,high_95"),
        (ids.BENCHMARK_OUTCOMES_BUTTON, "outcome,cases_with,cases,share,low_95,high_95"),
    ],
)
def test_each_chart_of_the_pupil_sends_its_table(
    shared_app: Any, sign_in: Any, button: str, start: str
) -> None:
    client = sign_in(shared_app, "co-ordinator")
    assert start in sent(shared_app, client, ids.BENCHMARK_DOWNLOAD, button, "EX1").text


@pytest.mark.parametrize(("role", "withheld"), [("co-ordinator", False), ("senco", True)])
def test_each_chart_of_the_authority_sends_its_table(
    shared_app: Any, sign_in: Any, role: str, withheld: bool
) -> None:
    client = sign_in(shared_app, role)
    starts = {
        ids.BENCHMARK_CLUSTERS_BUTTON: "cluster,pupils",
        ids.BENCHMARK_SCHOOLS_BUTTON: "school_id,school,X1",
        ids.BENCHMARK_PLANS_BUTTON: "school_id,name,phase,type,pupils_on_roll,with_plan",
    }
    for button, start in starts.items():
        text = sent(shared_app, client, ids.BENCHMARK_AUTHORITY_DOWNLOAD, button, "EX3").text
        assert start in text
        if button == ids.BENCHMARK_SCHOOLS_BUTTON:
            assert (",c" in text) == withheld


def test_nothing_clicked_sends_nothing(shared_app: Any, sign_in: Any) -> None:
    client = sign_in(shared_app, "co-ordinator")
    for output in (ids.BENCHMARK_DOWNLOAD, ids.BENCHMARK_AUTHORITY_DOWNLOAD):
        assert sent(shared_app, client, output, "nothing", "EX1").status_code in {204, 400}


@pytest.mark.parametrize(
    ("name", "kept"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("Ash School", "Ash School")]
)
def test_no_name_is_a_formula(name: str, kept: str) -> None:
    assert authority.plain(name) == kept


def test_the_address_sets_the_caseload_s_filters() -> None:
    def values(**asked: str) -> dict[str, Any]:
        tree = caseload_layout.layout(**asked)
        return {props["id"]: props.get("value") for _, props in walk(tree) if props.get("id")}

    found = values(cluster="X4", text="Ash", mine="no")
    assert found[ids.CASELOAD_CLUSTER] == "X4"
    assert found[ids.CASELOAD_TEXT] == "Ash"
    assert found[ids.CASELOAD_MINE] is False
    plain = values(cluster="<b>", text="x" * 99)
    assert (plain[ids.CASELOAD_CLUSTER], plain[ids.CASELOAD_MINE]) == ("all", True)
    assert len(plain[ids.CASELOAD_TEXT]) == 60
