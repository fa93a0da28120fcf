"""The table of a SEN2 view as a file: a plain link, so that it can be kept and fetched again."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from flask import Response, request

from access.principal import Principal
from access.refusals import NOT_FOUND, Refusal
from callbacks.downloads import as_file
from callbacks.sen2.arranged import Source, in_use
from layouts.sen2.address import Chosen, read
from layouts.sen2.files import KINDS

RULE = "/sen2/files/<name>.<kind>"


def send_table(*, who: Principal, name: str, kind: str) -> Response:
    """Send a table as it was chosen by the address."""
    if name not in TABLES or kind not in KINDS:
        raise Refusal(404, NOT_FOUND)
    source = in_use()
    chosen = read(request.query_string.decode("ascii", "replace"), source.known).chosen
    parts = ("sen2", name, chosen.authority, chosen.year)
    return as_file(TABLES[name](source, chosen), "-".join(filter(None, parts)), kind=kind)


def _suspects(source: Source, chosen: Chosen) -> pd.DataFrame:
    found = source.published.suspects
    return found[found["code"] == chosen.authority] if chosen.authority else found


TABLES: dict[str, Callable[[Source, Chosen], pd.DataFrame]] = {"suspects": _suspects}
