"""The two screens in Shiny for Python with the chart drawn in the documented way, shinywidgets."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
from shiny import Session
from shinywidgets import output_widget, render_plotly

from benchmarks.peers.screens import Screen
from benchmarks.peers.shiny_app import build


def draw_by_widget(screen: Callable[[], Screen], _session: Session) -> None:
    """Draw the figure as a widget whenever the screen changes."""

    @render_plotly
    def chart() -> go.Figure:
        return go.Figure(screen().figure)


app = build(output_widget("chart"), draw_by_widget)
