"""Tables that are sent as files: CSV and Excel, and no cell of them a live formula."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc
from flask import Response

from analytics.suppression import WITHHELD
from layouts import spreadsheet

# A spreadsheet takes a cell that starts so for a formula (OWASP, "CSV injection").
LIVE = ("=", "+", "-", "@", "\t", "\r")


def as_csv(frame: pd.DataFrame, name: str, *, missing: str = "") -> Any:
    """Return a table as a CSV file to send."""
    return dcc.send_string(frame.to_csv(index=False, na_rep=missing), f"{name}.csv")


def withheld_as_csv(frame: pd.DataFrame, name: str) -> Any:
    """Return a table as a CSV file to send, what is withheld as c."""
    return as_csv(frame, name, missing=WITHHELD)


def neutralised(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts no spreadsheet takes for formulas: those get a ' in front."""
    texts = frame.select_dtypes(exclude=["number", "bool"]).columns
    return frame.assign(**{name: frame[name].map(_inert) for name in texts})


def _inert(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(LIVE) else value


def as_file(frame: pd.DataFrame, name: str, *, kind: str) -> Response:
    """Return a table as a file to send: raw values, kind csv or xlsx."""
    safe = neutralised(frame)
    if kind == "xlsx":
        answer = Response(spreadsheet.workbook(safe), mimetype=spreadsheet.TYPE)
    else:
        # Excel reads a CSV as UTF-8 only if it begins with the mark.
        text = safe.to_csv(index=False).encode("utf-8-sig")
        answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
