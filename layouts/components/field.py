"""A labelled form control with its hint and its error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from layouts import ids

Options = Sequence[tuple[str, str]]


def field(label: Any, control: Any, *, hint: str = "", checked: bool = False) -> html.Div:
    """Return a control under its label; a checked one has a place for its error, in words."""
    parts: list[Any] = [html.Label(label, htmlFor=control.id, className="field__label")]
    if hint:
        parts.append(html.P(hint, id=ids.hint(control.id), className="field__hint"))
    if checked:
        parts.append(html.P(id=ids.error(control.id), className="field__error"))
    return html.Div([*parts, control], className="field")


def select(id: str, options: Options, *, value: str | None = None, **properties: Any) -> dbc.Select:
    """Return a native select; options are (value, words) pairs, none of them with a blank value."""
    choices = [{"value": choice, "label": words} for choice, words in options]
    return dbc.Select(id=id, options=choices, value=value, **properties)


def error_summary(problems: dict[str, str]) -> html.Div:
    """Return the summary of errors; `problems` maps the id of a control to its sentence."""
    links = [html.Li(html.A(words, href=f"#{target}")) for target, words in problems.items()]
    return html.Div(
        [html.H2("There is a problem"), html.Ul(links)],
        className="error-summary",
        role="alert",
        tabIndex="-1",
    )
