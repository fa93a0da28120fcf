"""The catalogue and the rule: read by all, changed by an administrator, with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from callbacks import packages
from callbacks.context import adopted
from layouts import ids
from tests.tree import problems_in, words_in

FORM = {
    "name": "Sensory plan",
    "scope": "A planned diet of sensory activity.",
    "hours_weekly": 2.5,
    "unit_cost": 40,
    "cost_unit": "hour",
}


def save(person: Any, *, revision: int = 1, **changes: Any) -> tuple[Any, Any]:
    return packages.save_package(
        who=person("administrator"),
        clicks=1,
        package_id="sp5",
        revision=revision,
        form={**FORM, **changes},
    )


def save_rule(person: Any, **changes: Any) -> tuple[Any, Any]:
    given = {"highest_score": 1, "highest_total": 4, "reason": "Trial.", "revision": 1, **changes}
    return packages.save_rule(who=person("administrator"), clicks=1, **given)


def test_everybody_reads_the_catalogue_and_few_change_it(person: Any) -> None:
    table, hidden, options = packages.show_catalogue(who=person("leader"), changed=None)
    assert "SP13: Toileting" in words_in(table)
    assert (hidden, len(options)) == (True, 13)
    assert packages.show_catalogue(who=person("administrator"), changed=None)[1] is False


def test_the_form_is_filled_with_the_package(person: Any) -> None:
    name, *_, revision = packages.show_package(
        who=person("administrator"), package_id="sp5", changed=None
    )
    assert (name, revision) == ("Sensory diet", 1)


def test_an_unknown_package_fills_nothing(person: Any) -> None:
    with pytest.raises(PreventUpdate):
        packages.show_package(who=person("administrator"), package_id=None, changed=None)


def test_a_package_takes_the_authority_s_own_words(house: Any, person: Any) -> None:
    message, changed = save(person)
    assert "saved as revision 2" in words_in(message)
    assert changed == house.store.journal.head()
    row = next(row for row in adopted().catalogue if row["package_id"] == "sp5")
    assert (row["name"], row["hours_weekly"], row["unit_cost"]) == ("Sensory plan", 2.5, 40)
    table = packages.show_catalogue(who=person("leader"), changed=changed)[0]
    assert "£40.00 per hour" in words_in(table)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"name": ""}, ids.PACKAGE_NAME, "missing"),
        ({"hours_weekly": 200}, ids.PACKAGE_HOURS, "168"),
        ({"hours_weekly": "many"}, ids.PACKAGE_HOURS, "number"),
        ({"unit_cost": -1}, ids.PACKAGE_COST, "0 or more"),
        ({"scope": "x" * 1_001}, ids.PACKAGE_SCOPE, "1,001 characters"),
    ],
)
def test_a_package_out_of_limits_is_refused_at_its_field(
    house: Any, person: Any, changes: dict[str, Any], field: str, says: str
) -> None:
    before = house.store.journal.head()
    message, changed = save(person, **changes)
    ((leads_to, words),) = problems_in(message)
    assert leads_to == field
    assert says in words
    assert changed is no_update
    assert house.store.journal.head() == before


def test_two_administrators_cannot_overwrite_each_other(person: Any) -> None:
    save(person)
    message, changed = save(person, name="Another")
    assert "Gill Reeves saved a change" in words_in(message)
    assert changed is no_update


def test_a_package_of_no_catalogue_is_refused(person: Any) -> None:
    message, _ = packages.save_package(
        who=person("administrator"), clicks=1, package_id="sp99", revision=5, form=FORM
    )
    assert problems_in(message) == [(ids.PACKAGE_SELECT, "Package id is not one of the choices.")]


@pytest.mark.parametrize("package_id", [None, ""])
def test_no_package_chosen_is_said_at_the_choice(person: Any, package_id: str | None) -> None:
    message, changed = packages.save_package(
        who=person("administrator"), clicks=1, package_id=package_id, revision=0, form={}
    )
    assert problems_in(message) == [(ids.PACKAGE_SELECT, "Choose the package to change.")]
    assert changed is no_update


def test_the_rule_says_what_it_would_catch(person: Any) -> None:
    words, hidden, score, total, revision = packages.show_rule(who=person("leader"), changed=None)
    assert "catches 0 of the 95 library cases" in words_in(words)
    assert (hidden, score, total, revision) == (True, 1, 6, 1)


def test_a_new_rule_is_in_force_at_once(person: Any) -> None:
    assert "The rule was saved" in words_in(save_rule(person)[0])
    assert adopted().cut_off.highest_total == 4


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"reason": " "}, ids.RULE_REASON, "Reason is missing"),
        ({"highest_score": 9}, ids.RULE_SCORE, "4 or less"),
        ({"highest_total": None}, ids.RULE_TOTAL, "missing"),
        ({"highest_total": 2.5}, ids.RULE_TOTAL, "whole number"),
    ],
)
def test_a_rule_without_reason_or_sense_is_refused_at_its_field(
    person: Any, changes: dict[str, Any], field: str, says: str
) -> None:
    ((leads_to, words),) = problems_in(save_rule(person, **changes)[0])
    assert leads_to == field
    assert says in words
    assert adopted().cut_off.highest_total == 6


def test_changing_the_rule_changes_no_record(house: Any, person: Any) -> None:
    before = house.store.tables.load("assessments")["cluster"]
    save_rule(person, highest_score=4, highest_total=60)
    assert house.store.tables.load("assessments")["cluster"].equals(before)


@pytest.mark.parametrize("call", ["save_package", "save_rule"])
def test_no_click_changes_nothing(person: Any, call: str) -> None:
    who = person("administrator")
    with pytest.raises(PreventUpdate):
        if call == "save_package":
            packages.save_package(who=who, clicks=0, package_id="sp5", revision=1, form=FORM)
        else:
            packages.save_rule(
                who=who, clicks=0, highest_score=1, highest_total=1, reason="x", revision=1
            )
