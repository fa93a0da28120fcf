"""The simplest SEN2 page there is: read and parse the CSV for every request, draw one bar chart.

It does what the public benchmarking tool send-benchmarking does on each request, with the same
libraries; it knows no symbols, suspects, intervals or comparators.
"""

from __future__ import annotations

import os

import pandas as pd
import plotly.express as px
from flask import Flask, request

server = Flask(__name__)
CSV = os.environ.get("CSV", "")


@server.get("/")
def page() -> str:
    """Return one indicator of every authority as a bar chart, one of them coloured."""
    wanted = request.args.get("authority", "307")
    frame = pd.read_csv(CSV, dtype={"old_la_code": str}, low_memory=False)
    frame = frame[
        (frame["geographic_level"] == "Local authority")
        & (frame["breakdown"] == "All EHC plans issued")
        & (frame["time_period"] == frame["time_period"].max())
    ]
    column = "PC_plans_issued_20_weeks_ex"
    frame = frame.assign(value=pd.to_numeric(frame[column], errors="coerce"))
    frame["colour"] = frame["old_la_code"] == wanted
    figure = px.bar(frame.sort_values("value"), x="la_name", y="value", color="colour")
    return figure.to_html(include_plotlyjs=False)
