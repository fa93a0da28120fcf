"""A labelled form control with its hint and its error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


def box(label: str, id: str) -> html.Div:
    """Return a box to tick, with a place for its error."""
    error = html.P(id=ids.error(id), className="field__error")
    return html.Div([error, dbc.Checkbox(id=id, label=label)], className="field")


def error_summary(problems: Iterable[tuple[str, str]], controls: Mapping[str, str]) -> html.Div:
    """Return the summary of errors; a problem is a field and a sentence that leads to its control.

    `controls` maps the fields of the form to the ids of their controls. What is wrong with no
    field, "" or one that the form does not show, stands without a link.
    """
    # The browser says each sentence again at its field: see 60-clientside.js.
    lines = [html.Li(_leading(words, controls.get(name))) for name, words in problems]
    return html.Div(
        [html.H2("There is a problem"), html.Ul(lines)],
        className="error-summary",
        role="alert",
        tabIndex="-1",
    )


def _leading(words: str, control: str | None) -> Any:
    return html.A(words, href=f"#{control}") if control else words
