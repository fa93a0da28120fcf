"""The page of value: start from somebody's figures, try others, keep them, and never by mistake."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from analytics.value.inputs import PACK, plain
from callbacks.value import calculating
from data.journal import SaveFailed
from layouts import ids
from layouts.feedback import ids as own_ids
from tests.tree import ids_in, problems_in, walk, words_in

FILLED = {name: plain(value) for name, value in vars(PACK).items()}


def show(who: Any, given: dict[str, str] | None = None) -> tuple[Any, Any, Any, Any]:
    return calculating.show_value(who=who, given=given, kept=None)


def keep(who: Any, *, revision: int = 0, **changes: str) -> tuple[Any, Any]:
    inputs = changes.pop("inputs", '{"specialist_days": 12}')
    given = {"inputs": inputs, "reason": "Time sheets of 2026.", "revision": str(revision)}
    return calculating.keep_value(who=who, given={**given, **changes})


def values_in(form: Any) -> dict[str, str]:
    return {
        props["name"]: props["value"]
        for _, props in walk(form)
        if props.get("name") and "value" in props
    }


def test_the_page_starts_from_the_pack(person: Any) -> None:
    problems, lead, form, body = show(person("leader"))
    assert problems is None
    said = words_in(lead)
    assert "A new case costs £5,474" in said
    assert "£62.66m of £253.03m, on average £417,721 an authority" in said
    assert "All 24 inputs are as in the pack" in said
    assert values_in(form) == FILLED
    figures = words_in(body)
    for words in ("£1,356", "£6.66m", "£176.34m", "£70.03m", "52 of the 52 numbers", "19 weeks"):
        assert words in figures
    assert "Keep these figures" not in figures


def test_figures_that_are_tried_are_not_kept(house: Any, person: Any) -> None:
    before = house.store.journal.head()
    problems, lead, form, body = show(person("senco"), {**FILLED, "specialist_days": "20"})
    assert problems is None
    assert form is no_update
    assert "1 of 24 inputs differ" in words_in(lead)
    assert "£8,583" in words_in(body)
    assert house.store.journal.head() == before


def test_what_cannot_be_used_is_said_at_its_field(person: Any) -> None:
    problems, *rest = show(person("leader"), {**FILLED, "panel_days": "a day", "ongoing": "1.5"})
    assert rest == [no_update] * 3
    links = {props["href"] for tag, props in walk(problems) if tag == "A"}
    assert links == {f"#{own_ids.of_value(name)}" for name in ("panel_days", "ongoing")}
    places = set(ids_in(show(person("leader"))[2]))
    assert {link[1:] for link in links} <= places
    assert {ids.error(link[1:]) for link in links} <= places


def test_our_own_volumes_are_filled_in(person: Any) -> None:
    _, lead, form, _ = show(person("leader"), {"whose": "counted", "sent": "1"})
    assert "plans are in force today" in words_in(lead)
    assert "on average" not in words_in(lead)
    given = values_in(form)
    assert given["authorities"] == "1"
    assert int(given["requests"]) > int(given["ongoing"]) > 0
    assert given["specialist_days"] == "10"


def test_the_time_taken_is_shown(person: Any) -> None:
    body = words_in(show(person("analyst"))[3])
    assert "final plans of the last 12 months took" in body
    assert "under 16 weeks" in body


def test_kept_figures_are_where_the_page_starts(house: Any, person: Any) -> None:
    leader = person("leader")
    offered = show(leader, {**FILLED, "specialist_days": "12"})[3]
    (form,) = [props for tag, props in walk(offered) if tag == "Form"]
    assert json.loads(form["data-inputs"]) == {"specialist_days": 12}
    message, revision = keep(leader, inputs=form["data-inputs"], revision=form["data-revision"])
    assert "Saved as revision 1" in words_in(message)
    assert revision == 1
    lead = words_in(show(person("panel"))[1])
    assert "Kept by Farah Hussain" in lead
    assert "Time sheets of 2026." in lead
    assert "£5,474" in words_in(show(leader, {"whose": "pack", "sent": "2"})[1])
    _, lead_of_ours, filled, _ = show(leader, {"whose": "kept", "sent": "3"})
    assert values_in(filled)["specialist_days"] == "12"
    assert "Use the figures we keep" in words_in(filled)
    assert "Kept by" in words_in(lead_of_ours)
    entry = house.store.journal.latest("value_inputs", "own")
    assert (entry.actor, entry.action) == ("leader", "value.write")


def test_two_people_cannot_overwrite_each_other(person: Any) -> None:
    keep(person("leader"))
    message, revision = keep(person("administrator"), inputs='{"panel_days": 1}')
    assert "Somebody kept other figures" in words_in(message)
    assert revision is no_update
    assert "12" in values_in(show(person("leader"))[2])["specialist_days"]
    assert "Saved as revision 2" in words_in(keep(person("administrator"), revision=1)[0])


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"reason": " "}, "reason", "Where they come from is missing"),
        ({"reason": "x" * 1_001}, "reason", "1,001 characters"),
        ({"inputs": '{"days": 3}'}, "", "did not arrive whole"),
        ({"inputs": "[1]"}, "", "did not arrive whole"),
        ({"inputs": "{"}, "", "did not arrive whole"),
        ({"inputs": '{"panel_days": -1}'}, "", "did not arrive whole"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(
    house: Any, person: Any, changes: dict[str, str], field: str, says: str
) -> None:
    before = house.store.journal.head()
    message, revision = keep(person("leader"), **changes)
    ((leads_to, words),) = problems_in(message)
    assert leads_to == (own_ids.of_value(field) if field else "")
    assert says in words
    assert revision is no_update
    assert house.store.journal.head() == before


def test_a_send_that_comes_twice_is_kept_once(house: Any, person: Any) -> None:
    keep(person("leader"), sent="123-0.5")
    before = house.store.journal.head()
    keep(person("leader"), sent="123-0.5")
    assert house.store.journal.head() == before
    message, _ = keep(person("leader"), sent="123-0.5", inputs="{}")
    assert [field for field, _ in problems_in(message)] == [""]


def test_a_save_that_fails_says_so(
    house: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise SaveFailed("The disk is full.")

    monkeypatch.setattr(type(house.store.journal), "append", fail)
    assert "The disk is full." in words_in(keep(person("leader"))[0])


def test_nothing_sent_keeps_nothing(person: Any) -> None:
    with pytest.raises(PreventUpdate):
        calculating.keep_value(who=person("leader"), given=None)
