"""The table of a SEN2 view as a file: a plain link, so that it can be kept and fetched again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from dash import Dash
from flask import Response, request

from access.principal import Principal
from access.refusals import NOT_FOUND, Refusal
from access.secured import secured_route
from analytics.sen2 import ranks, trend
from analytics.sen2.comparator import Comparator
from analytics.sen2.comparison import compare, table
from callbacks.downloads import as_file
from callbacks.sen2.arranged import Source, column_of, found_out, in_use
from callbacks.sen2.bodies import OF_ONE, by_year_of, divided, funnel_of, headlines, matrix, ranked
from layouts.sen2 import standing_out
from layouts.sen2.address import LONGEST, Chosen, read
from layouts.sen2.files import KINDS

RULE = "/sen2/files/<name>.<kind>"


def send_table(*, who: Principal, name: str, kind: str) -> Response:
    """Send a table as it was chosen by the address."""
    if name not in TABLES or kind not in KINDS:
        raise Refusal(404, NOT_FOUND)
    source = in_use()
    search = request.query_string[: LONGEST + 1].decode("ascii", "replace")
    chosen = read(search, source.known).chosen
    if name in OF_ONE and not chosen.authority:
        raise Refusal(404, "Choose an authority first.")
    parts = ("sen2", name, chosen.authority, chosen.year)
    frame = TABLES[name](source, chosen)
    if source.illustrative:
        frame = frame.assign(note="Invented for illustration")
    return as_file(frame, "-".join(filter(None, parts)), kind=kind)


def stands_table(source: Source, chosen: Chosen) -> pd.DataFrame:
    """Return everything that distinguishes the authority."""
    return standing_out.table(found_out(source, chosen))


def heatmap_table(source: Source, chosen: Chosen) -> pd.DataFrame:
    """Return the heatmap, a row for each cell, in its order."""
    found = matrix(source, chosen)
    rows, columns = len(found.codes), len(found.columns)
    return pd.DataFrame(
        {
            "code": np.repeat(found.codes, columns),
            "name": np.repeat(found.names, columns),
            "indicator": [column.indicator for column in found.columns] * rows,
            "year": [column.year for column in found.columns] * rows,
            "value": found.value.ravel(),
            "verdict": found.verdict.ravel(),
            "unusual": found.unusual.ravel(),
            "mark": found.mark.ravel(),
        }
    )


def league_table(source: Source, chosen: Chosen) -> pd.DataFrame:
    """Return every authority in order of the figure."""
    column = column_of(source, chosen)
    if column is None:
        return pd.DataFrame(columns=list(ranks.COLUMNS))
    found = ranked(source, column, with_flagged=chosen.flagged)
    return found.assign(indicator=column.indicator, year=column.year)


def funnel_table(source: Source, chosen: Chosen) -> pd.DataFrame:
    """Return every authority of the funnel, and where it lies."""
    column = column_of(source, chosen)
    if column is None:
        return pd.DataFrame(columns=["code", "name"])
    return funnel_of(source, column).points.assign(indicator=column.indicator, year=column.year)


def trend_table(source: Source, chosen: Chosen) -> pd.DataFrame:
    """Return one figure by year, of the authority and of all it is compared with."""
    column = column_of(source, chosen)
    if column is None:
        return pd.DataFrame(columns=list(trend.COLUMNS))
    return by_year_of(source, column, chosen).assign(indicator=column.indicator)


def breakdowns_table(source: Source, chosen: Chosen) -> pd.DataFrame:
    """Return the parts of the authority's plans."""
    year, rows = divided(source, chosen)
    return rows.assign(code=chosen.authority, year=year, split=chosen.split)


def map_table(source: Source, chosen: Chosen) -> pd.DataFrame:
    """Return the figure of every authority."""
    column = column_of(source, chosen)
    columns = (column,) if column else ()
    return table(compare(source.cube, columns, Comparator()), source.cube)


def suspects_table(source: Source, chosen: Chosen) -> pd.DataFrame:
    """Return what the checks suspect, of the authority or of all areas."""
    found = source.published.suspects
    return found[found["code"] == chosen.authority] if chosen.authority else found


TABLES: dict[str, Callable[[Source, Chosen], pd.DataFrame]] = {
    "stands": stands_table,
    "profile": headlines,
    "heatmap": heatmap_table,
    "league": league_table,
    "funnel": funnel_table,
    "trend": trend_table,
    "breakdowns": breakdowns_table,
    "map": map_table,
    "suspects": suspects_table,
}


def register(app: Dash) -> None:
    """Serve the tables beside Dash."""
    secured_route(app.server, RULE, send_table, action="sen2.read")
