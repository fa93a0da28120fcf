"""New model: looked at by two roles, adopted by one, listed, and undone."""

from __future__ import annotations

from typing import Any

import pytest
from dash.exceptions import PreventUpdate

from callbacks import models
from callbacks.context import adopted, cluster_models
from tests.tree import walk, words_in

WEIGHTS = {**dict.fromkeys(models.WEIGHTED, 1.0), "Age": 0.2}
FORM = {"source": "library", "k": "6", "weights": WEIGHTS}


def propose(person: Any, username: str = "administrator", **changes: Any) -> tuple[Any, ...]:
    return models.show_proposal(who=person(username), clicks=1, **{**FORM, **changes})


def adopt(person: Any, fingerprint: str, **changes: Any) -> tuple[Any, Any]:
    given = {**FORM, "reason": "Trial of six.", "fingerprint": fingerprint, **changes}
    return models.adopt_model(who=person("administrator"), clicks=1, **given)


def clusters(house: Any) -> dict[str, str]:
    held = house.store.tables.load("assessments").dropna(subset="cluster")
    return dict(zip(held["pupil_id"], held["cluster"], strict=True))


def test_the_page_says_what_is_in_force(person: Any) -> None:
    shown, options = models.show_models(who=person("analyst"), changed=None)
    assert "Model 1 is in force" in words_in(shown)
    assert [option["value"] for option in options] == ["library", "plans", "both"]


def test_who_may_adopt_sees_who_would_move(person: Any) -> None:
    shown, fingerprint, hidden, reason = propose(person)
    words = words_in(shown)
    assert "would move" in words
    assert "is not a cluster of this model" in words
    assert "NM1" in words
    assert (len(fingerprint), hidden, reason) == (64, False, None)


def test_an_analyst_sees_totals_with_small_ones_withheld(person: Any) -> None:
    shown, _, hidden, _ = propose(person, "analyst", source="plans", k="9")
    words = words_in(shown)
    assert hidden
    assert "NM1" not in words
    assert "would move (" not in words
    assert "withheld" in words
    (figure,) = figures_in(shown)
    texts = [text for row in figure["data"][0]["text"] for text in row if text not in ("", "c")]
    assert texts
    assert all(int(text.replace(",", "")) > 5 for text in texts)


def figures_in(shown: Any) -> list[Any]:
    return [props["figure"] for part in shown for _, props in walk(part) if "figure" in props]


def test_adopting_moves_the_listed_pupils_and_no_others(house: Any, person: Any) -> None:
    before = clusters(house)
    _, fingerprint, *_ = propose(person)
    moves = models.proposal_of("library", "6", WEIGHTS).movements
    message, sequence = adopt(person, fingerprint)
    assert f"{len(moves):,} pupils moved" in words_in(message)
    assert sequence == house.store.journal.head()
    after = clusters(house)
    wanted = dict(zip(moves["pupil_id"], moves["after"], strict=True))
    assert {p: c for p, c in after.items() if c != before[p]} == wanted
    moved = moves["pupil_id"].iloc[0]
    row = house.store.tables.row("assessments", moved)
    assert (row["revision"], row["actor"], row["model_version"]) == (2, "administrator", 2)
    assert adopted().model.version == 2
    assert set(adopted().library["cluster"]) == set(adopted().model.clusters)
    assert [model["version"] for model in cluster_models()] == ["2", "1"]


def test_going_back_gives_everybody_their_cluster_again(house: Any, person: Any) -> None:
    before = clusters(house)
    adopt(person, propose(person)[1])
    assert clusters(house) != before
    _, options = models.show_models(who=person("administrator"), changed=1)
    assert options[-1] == {"value": "version-1", "label": "Model 1 again, as it was"}
    _, fingerprint, *_ = propose(person, source="version-1")
    message, _ = adopt(person, fingerprint, source="version-1", reason="Back again.")
    assert "Model 3 is in force" in words_in(message)
    assert clusters(house) == before


def test_without_a_reason_nothing_is_adopted(house: Any, person: Any) -> None:
    head = house.store.journal.head()
    message, sequence = adopt(person, propose(person)[1], reason="  ")
    assert "is missing" in words_in(message)
    assert sequence is not None
    assert house.store.journal.head() == head


def test_a_list_that_has_changed_since_is_not_adopted(house: Any, person: Any) -> None:
    head = house.store.journal.head()
    message, _ = adopt(person, "0" * 64)
    assert "Derive and compare again" in words_in(message)
    message, _ = adopt(person, propose(person)[1], k="5")
    assert "Derive and compare again" in words_in(message)
    assert house.store.journal.head() == head


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"source": None}, "Choose what to derive"),
        ({"source": "version-9"}, "Choose what to derive"),
        ({"k": "ten"}, "from 2 to 9 clusters"),
        ({"k": None}, "from 2 to 9 clusters"),
        ({"weights": {**WEIGHTS, "Age": None}}, "The weight of Age is missing."),
        ({"weights": {**WEIGHTS, "Age": 99.0}}, "must be from 0 to 10"),
    ],
)
def test_what_cannot_be_derived_is_said(person: Any, changes: Any, sentence: str) -> None:
    shown, fingerprint, hidden, _ = propose(person, **changes)
    assert sentence in words_in(shown)
    assert (fingerprint, hidden) == (None, True)
    assert sentence in words_in(adopt(person, "", **changes)[0])


def test_the_list_can_be_downloaded(person: Any) -> None:
    sent = models.download_moves(who=person("administrator"), clicks=1, **FORM)
    assert sent["content"].startswith("pupil_id,before,after,why\n")
    assert sent["filename"] == "who-would-move.csv"


def test_without_a_click_nothing_happens(person: Any) -> None:
    who = person("administrator")
    with pytest.raises(PreventUpdate):
        models.show_proposal(who=who, clicks=None, **FORM)
    with pytest.raises(PreventUpdate):
        models.adopt_model(who=who, clicks=None, reason="", fingerprint="", **FORM)
    with pytest.raises(PreventUpdate):
        models.download_moves(who=who, clicks=None, **FORM)
