"""The same two screens in plain Dash, made as the product is: what the framework alone costs."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, ctx, dcc, html
from flask import Flask
from flask_compress import Compress

from benchmarks.peers.screens import ROOT, Cases, answers_from
from data.schemas import QUESTION_IDS, QUESTIONS, Question

CASES = Cases.from_environment()
CONFIG = {"displayModeBar": False, "responsive": True}


def record(pupil_id: str) -> tuple[list[Any], dict[str, Any]]:
    """Return the facts and the chart of a pupil."""
    shown = CASES.screen(pupil_id)
    facts = [html.Div([html.Dt(name), html.Dd(fact)]) for name, fact in shown.facts]
    return [html.H1(f"Pupil {pupil_id}"), html.Dl(facts), html.P(shown.reading)], shown.figure


def open_pupil(search: str, _clicks: int | None, reference: str, pupil_id: str) -> tuple[Any, ...]:
    """Open the pupil of the address, the one that was typed, or the next one."""
    if ctx.triggered_id == "following":
        pupil_id = CASES.after(pupil_id)
    elif ctx.triggered_id == "reference":
        pupil_id = CASES.known(reference)
    else:
        pupil_id = CASES.known(parse_qs(search[1:]).get("pupil", [""])[0])
    return (pupil_id, *record(pupil_id))


def fill_form(search: str) -> list[int | None]:
    """Fill the form with the answers of the pupil of the address."""
    pupil_id = CASES.known(parse_qs(search[1:]).get("pupil", [""])[0])
    return list(CASES.screen(pupil_id).answers.values())


def save(_clicks: int, pupil_id: str, *values: int | None) -> tuple[Any, ...]:
    """Keep the answers and draw the pupil anew."""
    answers = answers_from(dict(zip(QUESTION_IDS, values, strict=True)))
    revision = CASES.save(pupil_id, answers)
    return (f"Saved as revision {revision}", *record(pupil_id))


def pupil_screen() -> list[Any]:
    """Return the first screen, which a callback fills."""
    return [
        dcc.Location(id="address", refresh=False),
        dcc.Store(id="pupil"),
        html.Label("Pupil reference", htmlFor="reference"),
        dbc.Input(id="reference", debounce=True),
        html.Button("Next pupil", id="following"),
        html.Div(id="record"),
        dcc.Graph(id="chart", config=CONFIG),
    ]


def form_screen() -> list[Any]:
    """Return the first screen with the form under it."""
    questions = [_question(question) for question in QUESTIONS]
    return [
        *pupil_screen(),
        *questions,
        html.Button("Save", id="save"),
        html.P(id="message", role="status"),
    ]


def _question(question: Question) -> html.Fieldset:
    options = [
        {"label": words, "value": score, "input_id": f"{question.id}-{score}"}
        for score, words in enumerate(question.scale)
    ]
    return html.Fieldset(
        [
            html.Legend(question.label),
            dbc.RadioItems(id=question.id, name=question.id, options=options, inline=True),
        ]
    )


def _dash(server: Flask, prefix: str, layout: list[Any]) -> Dash:
    app = Dash(
        f"screen{prefix.strip('/')}",
        server=server,
        url_base_pathname=prefix,
        assets_folder=str(ROOT / "assets"),
        assets_ignore=r".*\.css|6.*",
        update_title="",
        enable_mcp=False,
        use_async=False,
    )
    app.layout = html.Main(layout)
    app.callback(
        Output("pupil", "data"),
        Output("record", "children"),
        Output("chart", "figure"),
        Input("address", "search"),
        Input("following", "n_clicks"),
        Input("reference", "value"),
        State("pupil", "data"),
    )(open_pupil)
    return app


def _form(app: Dash) -> None:
    app.callback(
        [Output(question, "value") for question in QUESTION_IDS], Input("address", "search")
    )(fill_form)
    app.callback(
        Output("message", "children"),
        Output("record", "children", allow_duplicate=True),
        Output("chart", "figure", allow_duplicate=True),
        Input("save", "n_clicks"),
        State("pupil", "data"),
        *[State(question, "value") for question in QUESTION_IDS],
        prevent_initial_call=True,
    )(save)


server = Flask("screens", static_folder=None)
server.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=5)
_dash(server, "/", pupil_screen())
_form(_dash(server, "/form/", form_screen()))
Compress(server)
