"""The word clouds of a bundle as pictures, the last drawn ones kept by each process."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
from dash import Dash
from flask import Response

from access.principal import Principal
from access.refusals import NOT_FOUND, Refusal
from access.secured import secured_route
from callbacks.documents.opening import open_bundle
from layouts.documents.words import CLOUDS, counts_of
from layouts.figures.cloud import COLOURS, MOST_WORDS, draw_cloud

RULE = "/documents/<pupil_id>/clouds/<name>.png"
KEPT = 48


def send_cloud(*, who: Principal, pupil_id: str, name: str) -> Response:
    """Send a word cloud of a pupil's bundle."""
    opened = open_bundle(who, pupil_id) if name in CLOUDS else None
    counts = counts_of(opened, name).head(MOST_WORDS) if opened else pd.DataFrame()
    if counts.empty:
        raise Refusal(404, NOT_FOUND)
    words = tuple(zip(counts["word"], counts["n"].tolist(), strict=True))
    return Response(_drawn(words, COLOURS[name]), mimetype="image/png")


# A picture takes 0.3 s to draw and 40 kB to keep, and follows from its words alone.
@lru_cache(maxsize=KEPT)
def _drawn(words: tuple[tuple[str, int], ...], colour: str) -> bytes:
    return draw_cloud(pd.DataFrame(words, columns=["word", "n"]), colour=colour)


def register(app: Dash) -> None:
    """Add the route of the pictures."""
    secured_route(app.server, RULE, send_cloud, action="documents.read", subject="pupil_id")
