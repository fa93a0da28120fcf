"""The catalogue of support packages and the rule for no plan: show them, change them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.policy import may
from access.principal import Principal
from access.secured import secured
from analytics.allocation import CutOff
from callbacks.context import RULE, adopted, display_names, new_request_id, records, store, words
from data.journal import Change, Conflict, SaveFailed
from data.schemas import QUESTION_IDS, Invalid
from layouts import ids, packages
from layouts.dates import moment


def show_catalogue(*, who: Principal, changed: int | None) -> tuple[Any, bool, list[Any]]:
    """Show the catalogue and, to an administrator, the form that changes it."""
    rows = list(adopted().catalogue)
    options = [{"value": row["package_id"], "label": packages.package_name(row)} for row in rows]
    return packages.catalogue(rows), not may(who.role, "catalogue.write"), options


def show_package(*, who: Principal, package_id: str | None, changed: int | None) -> tuple[Any, ...]:
    """Fill the form with the package that was chosen."""
    row = store().tables.row("packages", str(package_id))
    if row is None:
        raise PreventUpdate
    fields = ("name", "scope", "hours_weekly", "unit_cost", "cost_unit", "revision")
    return tuple(row[field] for field in fields)


def save_package(
    *,
    who: Principal,
    clicks: int | None,
    package_id: str | None,
    revision: int,
    form: dict[str, Any],
) -> tuple[Any, Any]:
    """Keep the authority's own words, hours and cost for one package."""
    if not clicks:
        raise PreventUpdate
    if not package_id:
        return packages.errors({"package_id": packages.CHOOSE}), no_update
    row = {"package_id": package_id, **form}
    return _keep("packages", package_id, row, who=who, revision=revision, subject="The package")


def show_rule(*, who: Principal, changed: int | None) -> tuple[Any, ...]:
    """Show the rule for no plan and, to an administrator, the form that changes it."""
    row = store().tables.row("cut_offs", RULE)
    if row is None:
        raise PreventUpdate
    library = adopted().library
    cut_off = CutOff.from_row(row)
    cases = records(library[list(QUESTION_IDS)])
    shown = packages.rule(
        row, library_cases=len(cases), caught=sum(cut_off.applies(case) for case in cases)
    )
    hidden = not may(who.role, "rule.write")
    return shown, hidden, row["highest_score"], row["highest_total"], row["revision"]


def save_rule(
    *,
    who: Principal,
    clicks: int | None,
    highest_score: float | None,
    highest_total: float | None,
    reason: str | None,
    revision: int,
) -> tuple[Any, Any]:
    """Keep a new rule for no plan, with the reason for it."""
    if not clicks:
        raise PreventUpdate
    row = {
        "rule": RULE,
        "highest_score": _whole(highest_score),
        "highest_total": _whole(highest_total),
        "reason": words(reason),
    }
    return _keep("cut_offs", RULE, row, who=who, revision=revision, subject="The rule")


def _keep(
    table: str, key: str, row: Mapping[str, Any], *, who: Principal, revision: int, subject: str
) -> tuple[Any, Any]:
    change = Change(table=table, key=key, expected_revision=revision, payload=row)
    try:
        (entry,) = store().journal.append(
            change, actor=who.username, action=f"{table}.save", request_id=new_request_id()
        )
    except Invalid as invalid:
        return packages.errors(invalid.problems), no_update
    except SaveFailed as failed:
        return packages.errors({"": str(failed)}), no_update
    except Conflict as conflict:
        return packages.errors({"": _overtaken(conflict)}), no_update
    return packages.saved(f"{subject} was saved as revision {entry.revision}."), entry.sequence


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and float(number).is_integer() else number


def _overtaken(conflict: Conflict) -> str:
    entry = conflict.entry
    if entry is None:
        return "There is no such record to change. Reload the page and try again."
    who = display_names().get(entry.actor, entry.actor)
    return (
        f"{who} saved a change at {moment(entry.recorded_at)}, after you opened this page. "
        "Copy your words, reload the page and try again."
    )


def register(app: Dash) -> None:
    """Wire the page of packages and the rule."""
    _register_packages(app)
    _register_rule(app)


def _register_packages(app: Dash) -> None:
    changed = Input(ids.PACKAGE_CHANGED, "data")
    form = {
        "name": (ids.PACKAGE_NAME, "value"),
        "scope": (ids.PACKAGE_SCOPE, "value"),
        "hours_weekly": (ids.PACKAGE_HOURS, "value"),
        "unit_cost": (ids.PACKAGE_COST, "value"),
        "cost_unit": (ids.PACKAGE_UNIT, "value"),
    }
    secured(
        app,
        show_catalogue,
        action="catalogue.read",
        output=(
            Output(ids.PACKAGES_BODY, "children"),
            Output(ids.PACKAGE_FORM, "hidden"),
            Output(ids.PACKAGE_SELECT, "options"),
        ),
        inputs={"changed": changed},
    )
    secured(
        app,
        show_package,
        action="catalogue.write",
        output=(
            *(Output(*place) for place in form.values()),
            Output(ids.PACKAGE_REVISION, "data"),
        ),
        inputs={"package_id": Input(ids.PACKAGE_SELECT, "value"), "changed": changed},
        prevent_initial_call=True,
    )
    secured(
        app,
        save_package,
        action="catalogue.write",
        output=(
            Output(ids.PACKAGE_MESSAGE, "children"),
            Output(ids.PACKAGE_CHANGED, "data"),
        ),
        inputs={"clicks": Input(ids.PACKAGE_SAVE, "n_clicks")},
        state={
            "package_id": State(ids.PACKAGE_SELECT, "value"),
            "revision": State(ids.PACKAGE_REVISION, "data"),
            "form": {name: State(*place) for name, place in form.items()},
        },
        prevent_initial_call=True,
    )


def _register_rule(app: Dash) -> None:
    secured(
        app,
        show_rule,
        action="rule.read",
        output=(
            Output(ids.RULE_BODY, "children"),
            Output(ids.RULE_FORM, "hidden"),
            Output(ids.RULE_SCORE, "value"),
            Output(ids.RULE_TOTAL, "value"),
            Output(ids.RULE_REVISION, "data"),
        ),
        inputs={"changed": Input(ids.RULE_CHANGED, "data")},
    )
    secured(
        app,
        save_rule,
        action="rule.write",
        output=(Output(ids.RULE_MESSAGE, "children"), Output(ids.RULE_CHANGED, "data")),
        inputs={"clicks": Input(ids.RULE_SAVE, "n_clicks")},
        state={
            "highest_score": State(ids.RULE_SCORE, "value"),
            "highest_total": State(ids.RULE_TOTAL, "value"),
            "reason": State(ids.RULE_REASON, "value"),
            "revision": State(ids.RULE_REVISION, "data"),
        },
        prevent_initial_call=True,
    )
