"""The form by which a person adopts a proposed version, with a reason."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from layouts.components.field import field


def adoption(what: str, words: str, *, reason: str, button: str) -> list[Any]:
    """Return the form; `what` is a version or a model, `words` say what adopting it does.

    `reason` and `button` are the ids of the two controls.
    """
    box = dbc.Textarea(id=reason, rows=2, maxlength=1_000)
    return [
        html.H3(f"Adopt this {what}"),
        html.P(words),
        field("Reason", box, hint=f"It is kept with the {what} and shown to everybody."),
        html.Button(f"Adopt this {what}", id=button, className="button"),
    ]
