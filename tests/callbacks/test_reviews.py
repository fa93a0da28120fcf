"""Early reviews: the list of those one may read, and decisions kept once."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from callbacks.context import today
from callbacks.process import recording
from callbacks.reviews import deciding, keeping, listing
from data.journal import SaveFailed
from layouts.dates import day
from layouts.feedback import ids
from layouts.reviews.deciding import CHANGED
from layouts.reviews.early import percent
from tests.tree import ids_in, problems_in, words_in


def shown(person: Any, who: str = "coordinator", **filters: Any) -> str:
    given = {"show": "reasons", "reason": "all", "mine": True, "page": "1"} | filters
    return words_in(listing.update_early(who=person(who), **given)[0])


def opened(person: Any, who: str = "coordinator", pupil: str = "EX5") -> Any:
    return deciding.open_early(who=person(who), pupil_id=pupil, saved=None)


def decide(person: Any, **typed: Any) -> tuple[Any, Any]:
    """Return what the form was told, an error in it or a message above, and what was saved."""
    given = {
        "clicks": 1,
        "pupil_id": "EX5",
        "decision": "dismiss",
        "date": "",
        "note": "Met on Monday.",
        "revision": 0,
    }
    errors, message, sent = deciding.save_early(who=person("coordinator"), **(given | typed))
    assert (errors is None) != (message is None)
    return errors or message, sent


def test_the_list_says_why_and_leads_to_the_pupil(person):
    words = shown(person)
    assert "An outcome is far off track." in words
    assert "“By the end of Year 9 he will move" in words
    assert "0.4 of 0.75 planned hours a week were given (53%)" in words
    body, pages, number = listing.update_early(
        who=person("coordinator"), show="reasons", reason="off_track", mine=False, page="99"
    )
    assert number == pages[-1]["value"] != "1"
    assert words_in(body)


def test_everybody_sees_only_those_they_may_read(house, person):
    pupils = house.store.tables.load("pupils")
    of_school = set(pupils.loc[pupils["school_id"] == "S001", "pupil_id"])
    whole = listing.readable(person("coordinator"), keeping.every_review().table, mine=False)
    own = listing.readable(person("coordinator"), whole, mine=True)
    school = listing.readable(person("senco"), whole, mine=True)
    assert set(whole["pupil_id"]) > set(own["pupil_id"]) > {"EX3", "EX5"}
    assert set(school["pupil_id"]) <= of_school
    assert "EX3" in set(school["pupil_id"])
    assert "Pupils come here once" in shown(person, who="specialist", reason="conflict")


def test_only_who_may_decide_is_asked_to(house, person):
    assert shown(person).endswith("Decide")
    others = shown(person, who="senco")
    assert "See the reasons" in others
    assert "Decide" not in others


def test_a_dismissed_pupil_is_off_the_list_and_returns_with_a_worse_figure(house, person):
    message, sent = decide(person)
    assert "Saved" in words_in(message)
    assert isinstance(sent, str)
    assert "EX5" not in shown(person)
    dismissed = shown(person, show="dismiss")
    assert "Decided: Met on Monday." in dismissed
    assert "See the decision" in dismissed
    row = house.store.tables.row("flag_decisions", "EX5")
    kept = json.loads(row["reasons"])
    assert [one["reason"] for one in kept] == ["together", "not_delivered", "off_track"]
    assert kept[1]["sources"]
    for one in kept:
        one["figure"] -= 1
    deciding.keep(
        {name: row[name] for name in ("pupil_id", "decision", "note", "decided_on", "decided_by")}
        | {"reasons": json.dumps(kept), "proposed_on": None},
        revision=1,
        who=person("coordinator"),
    )
    assert "Decided before. Since then worse: an outcome is far off track" in shown(person)
    assert "It is open again." in words_in(opened(person))


def test_a_review_brought_forward_moves_no_date_and_is_told_on_dates_and_steps(house, person):
    due = house.store.tables.row("requests", "EX5")["review_due_on"]
    proposed = today() + datetime.timedelta(days=21)
    message, _ = decide(person, decision="review", date=day(proposed))
    assert "has not changed" in words_in(message)
    assert house.store.tables.row("requests", "EX5")["review_due_on"] == due
    assert f"Review proposed for {day(proposed)}." in shown(person, show="review")
    page = words_in(opened(person))
    assert f"Review brought forward to {day(proposed)}." in page
    assert "by Asha Patel" in page
    steps = recording.open_process(
        who=person("coordinator"), pupil_id="EX5", saved=None, advice_saved=None
    )
    assert f"An early review is proposed for {day(proposed)}." in words_in(steps[0])


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"note": "  "}, ids.EARLY_NOTE, "Write why"),
        ({"decision": None}, ids.EARLY_DECISION, "Choose what you decide."),
        ({"decision": "review", "date": "soon"}, ids.EARLY_DATE, "Give the day proposed"),
        ({"revision": 7}, "", CHANGED),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(house, person, typed, field, words):
    errors, sent = decide(person, **typed)
    ((leads_to, told),) = problems_in(errors)
    assert leads_to == field
    assert words in told
    assert sent is no_update
    assert house.store.tables.row("flag_decisions", "EX5") is None


def test_a_second_click_and_a_second_person_overwrite_nothing(house, person):
    decide(person)
    message, sent = decide(person, note="Again.")
    assert CHANGED in words_in(message)
    assert sent is no_update
    assert house.store.tables.row("flag_decisions", "EX5")["note"] == "Met on Monday."


def test_a_save_that_fails_is_told(house, person, monkeypatch):
    def fail(*_: Any, **__: Any) -> None:
        raise SaveFailed("The disk is full.")

    monkeypatch.setattr(house.store.journal, "append", fail)
    assert "The disk is full." in words_in(decide(person)[0])


def test_nothing_is_kept_without_a_click_or_a_plan_in_force(person):
    for typed in ({"clicks": None}, {"pupil_id": "EX1"}):
        with pytest.raises(PreventUpdate):
            decide(person, **typed)


def test_only_who_holds_the_case_is_asked_to_decide(person):
    assert "early-save-button" in ids_in(opened(person))
    assert "early-save-button" not in ids_in(opened(person, who="panel"))
    page = opened(person, pupil="EX1")
    assert "There is no reason to review this plan early now." in words_in(page)
    assert "early-save-button" not in ids_in(page)


def test_a_score_is_never_quite_none_or_all():
    assert [percent(one) for one in (0.0001, 0.494, 0.9999)] == ["1%", "49%", "99%"]


def test_the_command_trains_and_writes_weights(demo_app, tmp_path):
    out = tmp_path / "weights.json"
    run = demo_app.server.test_cli_runner().invoke(
        args=["train-review-flags", "--pupils", "60", "--out", str(out)]
    )
    assert run.exit_code == 0, run.output
    assert json.loads(out.read_text())["basis"].startswith("3 simulated cohorts of 60 pupils")
