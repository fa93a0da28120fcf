"""Tables that are sent as files."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc

from analytics.suppression import WITHHELD


def as_csv(frame: pd.DataFrame, name: str, *, missing: str = "") -> Any:
    """Return a table as a CSV file to send."""
    return dcc.send_string(frame.to_csv(index=False, na_rep=missing), f"{name}.csv")


def withheld_as_csv(frame: pd.DataFrame, name: str) -> Any:
    """Return a table as a CSV file to send, what is withheld as c."""
    return as_csv(frame, name, missing=WITHHELD)
