"""Value: what the work costs and what the technical pack's reductions of time would save."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.value.calculator import Figures
from analytics.value.durations import Taken
from analytics.value.inputs import GROUPS, INPUTS, PACK, Input, Inputs, called, differing, plain
from layouts import ids
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.components.field import error_summary, field
from layouts.components.introduction import introduction
from layouts.components.notice import notice
from layouts.components.section import section
from layouts.feedback import ids as own_ids
from layouts.value.results import results
from layouts.value.words import money, percent

INTRODUCTION = (
    "The value calculator of the technical pack of 2019: what assessments and reviews cost in "
    "people's time, and what is saved if the work takes less of it. Every figure can be changed, "
    "and trying figures keeps nothing."
)
WHOSE: dict[str, str] = {
    "pack": "The pack's figures for England",
    "kept": "Figures kept by this authority",
    "counted": "Our own volumes, counted today",
    "typed": "Figures tried here",
}
CONTROLS = {name: own_ids.of_value(name) for name in (*(one.name for one in INPUTS), "reason")}
CHANGED = (
    "Somebody kept other figures after you opened this page. Reload it to see theirs; what you "
    "tried is in the form until then."
)


@dataclass(frozen=True)
class Kept:
    """Hold the figures that the authority keeps: who kept which revision when, and why."""

    inputs: Inputs
    reason: str
    revision: int
    by: str
    when: str


@dataclass(frozen=True)
class Opened:
    """Hold what the page shows: the inputs and where they come from, and what follows."""

    inputs: Inputs
    figures: Figures
    whose: str
    told: tuple[str, ...]
    stages: tuple[Taken, ...]
    kept: Kept | None
    may_keep: bool


def layout(**_: Any) -> html.Div:
    """Return the page, to be filled."""
    return html.Div(
        [
            *[
                dcc.Store(id=name)
                for name in (own_ids.VALUE_GIVEN, own_ids.VALUE_KEEP, own_ids.VALUE_KEPT)
            ],
            html.H1("What is it worth?"),
            introduction(INTRODUCTION),
            html.Div(id=own_ids.VALUE_ERRORS),
            html.Div(
                html.P("Working it out…", className="loading"), id=own_ids.VALUE_LEAD, role="status"
            ),
            html.Div(id=own_ids.VALUE_FORM),
            html.Div(id=own_ids.VALUE_BODY),
            html.Div(id=own_ids.VALUE_MESSAGE, role="status", className="value-message"),
        ]
    )


def lead(opened: Opened) -> list[Any]:
    """Return the answer in a sentence, whose figures it rests on, and what was counted."""
    counted = [html.Ul([html.Li(words) for words in opened.told])] if opened.told else []
    return [
        html.P(answer(opened.inputs, opened.figures), className="lead"),
        html.P([html.Strong(f"{WHOSE[opened.whose]}. "), _changed(opened)], className="quiet"),
        *counted,
    ]


def answer(inputs: Inputs, figures: Figures) -> str:
    """Return what a case and a year cost and would save, in a sentence."""
    each = f", on average {money(figures.authority_saving)} an authority"
    return (
        f"A new case costs {money(figures.case_cost)}; the reductions would save "
        f"{money(figures.case_saving)} of it, {percent(figures.case_saving_percent)}. Over a year "
        f"that is {money(figures.total_saving)} of {money(figures.total_cost)}"
        f"{each if inputs.authorities > 1 else ''}. None of it was measured: it is what "
        "follows if the reductions hold."
    )


def _changed(opened: Opened) -> str:
    count = len(differing(opened.inputs))
    if not count:
        return f"All {len(INPUTS)} inputs are as in the pack."
    words = "1 of" if count == 1 else f"{count} of"
    return f"{words} {len(INPUTS)} inputs differ from the pack's.{_why(opened)}"


def _why(opened: Opened) -> str:
    kept = opened.kept
    if kept is None or opened.whose != "kept":
        return ""
    return f" Kept by {kept.by}, {kept.when}: {kept.reason}"


def form(opened: Opened) -> list[Any]:
    """Return the ways to start from other figures, and the form that changes each."""
    starts = [_start("pack"), *([_start("kept")] if opened.kept else []), _start("counted")]
    groups: list[Any] = [_group(name, opened.inputs) for name in GROUPS]
    changing = html.Form(
        [*groups, html.Button("Work it out", className="button")],
        className="process-form",
        **{"data-store": own_ids.VALUE_GIVEN, "aria-label": "Inputs of the calculator"},
    )
    return [
        html.Div(starts, className="case-links"),
        disclosure(f"Change the {len(INPUTS)} inputs", changing, open=opened.whose == "counted"),
    ]


def _start(whose: str) -> html.Form:
    words = {
        "pack": "Use the pack's figures",
        "kept": "Use the figures we keep",
        "counted": "Use our own figures",
    }[whose]
    return html.Form(
        html.Button(words, className="button button--second"),
        **{"data-store": own_ids.VALUE_GIVEN, "data-whose": whose, "aria-label": words},
    )


def _group(name: str, inputs: Inputs) -> Element:
    mine = [one for one in INPUTS if one.group == name]
    sources = "; ".join(dict.fromkeys(one.source for one in mine))
    fields = [_field(one, getattr(inputs, one.name)) for one in mine]
    return element(
        "Fieldset",
        [
            element("Legend", name),
            element("P", f"Source: {sources}.", className="field__hint"),
            element("Div", fields, className="fields"),
        ],
    )


def _field(one: Input, value: float) -> Element:
    id = own_ids.of_value(one.name)
    hint = f"In {one.unit}. The pack: {getattr(PACK, one.name):,.10g}."
    return element(
        "Div",
        [
            element("Label", one.label, htmlFor=id, className="field__label"),
            element("P", hint, id=ids.hint(id), className="field__hint"),
            element("P", None, id=ids.error(id), className="field__error"),
            _input(id, one.name, plain(value)),
        ],
        className="field",
    )


def _input(id: str, name: str, value: str) -> dbc.Input:
    return dbc.Input(
        id=id, name=name, type="text", value=value, inputmode="decimal", maxlength=20,
        autocomplete="off",
    )  # fmt: skip


def body(opened: Opened) -> list[Any]:
    """Return what follows from the inputs, and to whom may keep them the form for it."""
    return [
        *results(opened.inputs, opened.figures, opened.stages),
        *([_keep(opened)] if opened.may_keep and opened.inputs != _starting(opened) else []),
    ]


def _starting(opened: Opened) -> Inputs:
    return opened.kept.inputs if opened.kept else PACK


def _keep(opened: Opened) -> html.Section:
    """Return the form that keeps the figures shown, with a reason, as the authority's own."""
    reason = dbc.Textarea(id=own_ids.of_value("reason"), name="reason", rows=2, maxlength=1_000)
    shown = json.dumps(differing(opened.inputs))
    given = {
        "data-store": own_ids.VALUE_KEEP,
        "data-inputs": shown,
        "data-revision": str(opened.kept.revision if opened.kept else 0),
        "aria-label": "Keep these figures",
    }
    return section(
        "Keep these figures",
        html.P(reading_of(opened.inputs)),
        html.Form(
            [
                field("Where they come from", reason, checked=True),
                html.Button("Keep as the authority's own", className="button"),
            ],
            className="form form--narrow",
            **given,
        ),
    )


def errors(problems: Mapping[str, str]) -> html.Div:
    """Return what is wrong with the inputs or the reason, each sentence a link to its field."""
    return error_summary(problems.items(), CONTROLS)


def saved(revision: int) -> html.Div:
    """Say that the figures were kept."""
    words = f"Saved as revision {revision}. This page starts from these figures from now on."
    return notice("ok", html.P(words), title="Saved")


def reading_of(inputs: Inputs) -> str:
    """Return which inputs differ from the pack's, in a sentence."""
    found = differing(inputs)
    listed = "; ".join(f"{called(name)} {plain(value)}" for name, value in found.items())
    return f"Differing from the pack: {listed}." if found else "They are the pack's, unchanged."
