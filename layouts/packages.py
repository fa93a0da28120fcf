"""Support packages: what is suggested for a pupil, and the authority's catalogue and rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.packages import MAPPING, Suggestion
from data.schemas import CLUSTERS, NO_PLAN_CLUSTER
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.components.field import error_summary, field, select
from layouts.components.introduction import introduction
from layouts.components.notice import notice, status
from layouts.components.table import Head, data_table

Row = Mapping[str, Any]

CHOOSE = "Choose the package to change."
# Which control a problem with a package or with the rule belongs to.
CONTROLS = {
    "package_id": ids.PACKAGE_SELECT,
    "name": ids.PACKAGE_NAME,
    "scope": ids.PACKAGE_SCOPE,
    "hours_weekly": ids.PACKAGE_HOURS,
    "unit_cost": ids.PACKAGE_COST,
    "cost_unit": ids.PACKAGE_UNIT,
    "highest_score": ids.RULE_SCORE,
    "highest_total": ids.RULE_TOTAL,
    "reason": ids.RULE_REASON,
}
INTRODUCTION = (
    "Support packages are the kinds of help an authority can put in a plan. The table says which "
    "are suggested for which cluster. The authority sets the names, scope, hours and costs, and "
    "the rule below which needs do not call for a plan."
)


def suggested(suggestions: Sequence[Suggestion]) -> html.Section:
    """Return the 13 packages with whether each is suggested, why, and who had it."""
    if not suggestions:
        parts = [html.P("Support is suggested once all 20 questions are answered.")]
    else:
        parts = _suggestions(suggestions)
    return html.Section(
        [html.H2("Suggested provision"), html.P(reading(suggestions), className="lead"), *parts],
        className="provision",
    )


def _suggestions(suggestions: Sequence[Suggestion]) -> list[Any]:
    proposed = [one for one in suggestions if one.suggested or one.consider]
    others = [one for one in suggestions if one not in proposed]
    shown = [_suggestion_table("Support packages suggested, or to consider", proposed)]
    words = "1 package is not suggested" if len(others) == 1 else f"{len(others)} are not suggested"
    folded = disclosure(words, _suggestion_table("Support packages not suggested", others))
    return [*(shown if proposed else []), *([folded] if others else [])]


def _suggestion_table(caption: str, suggestions: Sequence[Suggestion]) -> Element:
    heads = [Head("Package"), Head("Suggested"), Head("Why"), Head("Similar cases")]
    return data_table(caption, heads, [_suggestion(suggestion) for suggestion in suggestions])


def reading(suggestions: Sequence[Suggestion]) -> str:
    """Return how many packages are suggested, in a sentence."""
    if not suggestions:
        return ""
    chosen = sum(suggestion.suggested for suggestion in suggestions)
    if chosen == 0:
        return "No support package is suggested from these answers."
    return (
        f"{chosen} of {len(suggestions)} support packages are suggested from these answers. "
        "A person decides which go into a plan."
    )


def _suggestion(suggestion: Suggestion) -> list[Any]:
    words = f"{suggestion.package_id.upper()}: {suggestion.name}"
    name = element("Span", words, title=suggestion.scope)
    why = [
        suggestion.why,
        _dose(suggestion),
        f" {suggestion.learned}" if suggestion.learned else "",
    ]
    return [name, _strength(suggestion), why, _shares(suggestion)]


def _strength(suggestion: Suggestion) -> Element:
    if suggestion.suggested:
        return status("ok", "Suggested")
    if suggestion.consider:
        return status("note", "Consider")
    return element("Span", "No", className="quiet")


def _dose(suggestion: Suggestion) -> str:
    parts = []
    if suggestion.hours_weekly is not None:
        parts.append(f"usually {suggestion.hours_weekly:g} hours a week")
    if suggestion.unit_cost is not None:
        parts.append(f"£{suggestion.unit_cost:,.2f} per {suggestion.cost_unit or 'unit'}")
    return f" Catalogue: {', '.join(parts)}." if parts else ""


def _shares(suggestion: Suggestion) -> Element:
    lines = [element("Div", f"{suggestion.n_with} of the {suggestion.n_similar} nearest")]
    if suggestion.n_cluster:
        share = suggestion.n_cluster_with / suggestion.n_cluster
        words = f"{suggestion.n_cluster_with} of {suggestion.n_cluster} in cluster, {share:.0%}"
        lines.append(element("Div", words, className="quiet"))
    return element("Div", lines, className="shares")


def layout(**_: Any) -> html.Div:
    """Return the page of the catalogue and the rule; it is filled when it opens."""
    return html.Div(
        [
            dcc.Store(id=ids.PACKAGE_CHANGED),
            dcc.Store(id=ids.PACKAGE_REVISION, data=0),
            dcc.Store(id=ids.RULE_CHANGED),
            dcc.Store(id=ids.RULE_REVISION, data=0),
            html.H1("What support is there, and when is no plan suggested?"),
            introduction(INTRODUCTION),
            html.Section(
                [
                    html.H2("Support packages"),
                    html.Div(id=ids.PACKAGES_BODY, className="wide"),
                    html.Div(_package_form(), id=ids.PACKAGE_FORM, className="change", hidden=True),
                ]
            ),
            html.Section(
                [
                    html.H2("When is no plan suggested? (X10)"),
                    html.Div(id=ids.RULE_BODY),
                    html.Div(_rule_form(), id=ids.RULE_FORM, className="change", hidden=True),
                ]
            ),
        ]
    )


def catalogue(rows: Sequence[Row]) -> Element:
    """Return the catalogue with the clusters that each package is suggested for."""
    heads = [Head("Package"), Head("Hours a week", numeric=True), Head("Cost", numeric=True)]
    heads += [Head(cluster) for cluster in (*CLUSTERS, NO_PLAN_CLUSTER)]
    return data_table(
        "Packages and the clusters they are suggested for. Y: yes. Core: always. High, Low: "
        "how often. Blank: only where an answer calls for it.",
        heads,
        [_catalogue_row(row) for row in rows],
        quiet_caption=False,
    )


def _catalogue_row(row: Row) -> list[Any]:
    hours, cost = row.get("hours_weekly"), row.get("unit_cost")
    price = "Not set" if cost is None else f"£{cost:,.2f} per {row.get('cost_unit') or 'unit'}"
    strengths = MAPPING.get(row["package_id"], {})
    scope = element("Span", row.get("scope") or "", className="scope")
    return [
        [element("Span", package_name(row)), scope],
        "Not set" if hours is None else f"{hours:g}",
        price,
        *(strengths.get(cluster, "") for cluster in (*CLUSTERS, NO_PLAN_CLUSTER)),
    ]


def package_name(row: Row) -> str:
    """Return a package's code and name, such as SP5: Sensory diet."""
    return f"{row['package_id'].upper()}: {row['name']}"


def _package_form() -> list[Any]:
    which = select(ids.PACKAGE_SELECT, [], placeholder="Choose a package")
    name = dbc.Input(id=ids.PACKAGE_NAME, maxlength=100)
    scope = dbc.Textarea(id=ids.PACKAGE_SCOPE, rows=2, maxlength=1_000)
    unit = dbc.Input(id=ids.PACKAGE_UNIT, maxlength=40)
    return [
        html.H3("Change a package"),
        field("Package", which, checked=True),
        field("Name the authority uses", name, checked=True),
        field("Scope", scope, checked=True),
        html.Div(
            [
                field("Hours a week", _number(ids.PACKAGE_HOURS), checked=True),
                field("Unit cost, £", _number(ids.PACKAGE_COST), checked=True),
                field("Cost is per", unit, checked=True),
            ],
            className="fields",
        ),
        html.Button("Save the package", id=ids.PACKAGE_SAVE, className="button"),
        html.Div(id=ids.PACKAGE_MESSAGE, role="status", className="form__message"),
    ]


def rule(row: Row, *, library_cases: int, caught: int) -> list[Any]:
    """Return the rule for X10 in words, with what it would catch in the library."""
    return [
        html.P(
            f"X10 is suggested when no need scores above {row['highest_score']} and the 18 need "
            f"scores add up to {row['highest_total']} or less. It catches {caught} of the "
            f"{library_cases} library cases, which all have plans."
        ),
        html.P(
            "Changing the rule changes no pupil's record: it applies when an assessment is next "
            "updated."
        ),
        html.P([html.Strong("Reason given: "), row["reason"]]),
    ]


def _rule_form() -> list[Any]:
    score, total = _number(ids.RULE_SCORE), _number(ids.RULE_TOTAL)
    reason = dbc.Textarea(id=ids.RULE_REASON, rows=2, maxlength=1_000)
    return [
        html.H3("Change the rule"),
        html.Div(
            [
                field("Highest score on any one need", score, checked=True),
                field("Highest total of the 18 need scores", total, checked=True),
            ],
            className="fields",
        ),
        field("Reason for the change", reason, checked=True),
        html.Button("Save the rule", id=ids.RULE_SAVE, className="button"),
        html.Div(id=ids.RULE_MESSAGE, role="status", className="form__message"),
    ]


def _number(id: str) -> dbc.Input:
    # Without limits of its own: a browser sends nothing for a number outside them, and what was
    # kept would be lost. The table says what is wrong with it.
    return dbc.Input(id=id, type="number", step="any", inputmode="decimal")


def saved(words: str) -> html.Div:
    """Say that a change to the catalogue or the rule was kept."""
    return notice("ok", html.P(words), title="Saved")


def errors(problems: Mapping[str, str]) -> html.Div:
    """Return why a package or the rule was not saved, each sentence a link to its field."""
    return error_summary(problems.items(), CONTROLS)
