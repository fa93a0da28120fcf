"""The two screens in Shiny for Python, as light as it can fairly be made.

The chart goes to the browser as a message and is drawn by the same small plotly.js that the
product serves. `shiny_widgets_app` draws it in the documented way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from shiny import App, Inputs, Outputs, Session, reactive, render, ui
from starlette.requests import Request

from benchmarks.peers.compressed import Compressed
from benchmarks.peers.screens import PLOTLY_JS, ROOT, Cases, Screen, answers_from
from data.schemas import QUESTION_IDS, QUESTIONS, Question

Draw = Callable[[Callable[[], Screen], Session], None]
CASES = Cases.from_environment()
DRAW = """
Shiny.addCustomMessageHandler("draw", (figure) =>
  Plotly.react("chart", figure.data, figure.layout, {displayModeBar: false, responsive: true}));
"""


def page(chart: Any, request: Request) -> Any:
    """Return the screen that the address names, with its form filled in."""
    pupil_id = CASES.known(request.query_params.get("pupil"))
    is_form = request.query_params.get("screen") == "form"
    return ui.page_fluid(
        ui.input_text("reference", "Pupil reference", pupil_id, update_on="blur"),
        ui.input_action_button("following", "Next pupil"),
        ui.output_ui("record"),
        chart,
        *(_form(pupil_id) if is_form else ()),
        title="Pupil",
        lang="en-GB",
    )


def _form(pupil_id: str) -> tuple[Any, ...]:
    answers = CASES.screen(pupil_id).answers
    questions = [_question(question, answers[question.id]) for question in QUESTIONS]
    return (
        *questions,
        ui.input_action_button("save", "Save"),
        ui.output_text("message"),
    )


def _question(question: Question, answer: int | None) -> Any:
    choices = {str(score): words for score, words in enumerate(question.scale)}
    selected = None if answer is None else str(answer)
    return ui.input_radio_buttons(
        question.id, question.label, choices, selected=selected, inline=True
    )


def server(draw: Draw, input: Inputs, _output: Outputs, session: Session) -> None:
    """Wire one reader's screen."""
    chosen: reactive.Value[str] = reactive.value("")
    saved: reactive.Value[int] = reactive.value(0)

    @reactive.effect
    @reactive.event(input.reference)
    def choose() -> None:
        chosen.set(CASES.known(input.reference()))

    @reactive.effect
    @reactive.event(input.following)
    def follow() -> None:
        chosen.set(CASES.after(chosen()))

    @reactive.calc
    def screen() -> Any:
        saved()
        return CASES.screen(CASES.known(chosen()))

    @render.ui
    def record() -> Any:
        shown = screen()
        facts = [ui.tags.div(ui.tags.dt(name), ui.tags.dd(fact)) for name, fact in shown.facts]
        return [ui.h1(f"Pupil {shown.pupil_id}"), ui.tags.dl(*facts), ui.p(shown.reading)]

    draw(screen, session)

    @reactive.effect
    @reactive.event(input.save)
    def save() -> None:
        values = {question: input[question]() for question in QUESTION_IDS}
        saved.set(CASES.save(chosen(), answers_from(values)))

    @render.text
    def message() -> str:
        return f"Saved as revision {saved()}" if saved() else ""


def draw_by_message(screen: Callable[[], Screen], session: Session) -> None:
    """Send the figure to the script of the page whenever the screen changes."""

    @reactive.effect
    async def draw() -> None:
        await session.send_custom_message("draw", screen().figure)


def build(chart: Any, draw: Draw) -> Compressed:
    """Return the app with one way of showing the chart."""
    assets = ROOT / "assets"
    return Compressed(App(partial(page, chart), partial(server, draw), static_assets=assets))


app = build(
    ui.div(
        ui.head_content(ui.tags.script(src=PLOTLY_JS)), ui.div(id="chart"), ui.tags.script(DRAW)
    ),
    draw_by_message,
)
