"""The body of each SEN2 view, drawn once for all readers who chose the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from analytics.sen2 import comparator
from analytics.sen2.profile import columns_of, profile
from callbacks.sen2.arranged import (
    Source,
    against,
    beside,
    collection,
    compared,
    found_out,
)
from layouts.sen2 import about_data
from layouts.sen2 import profile as profile_layout
from layouts.sen2 import standing_out as standing_layout
from layouts.sen2.address import Chosen
from layouts.sen2.page import no_authority
from layouts.sen2.views import VIEWS

Body = Callable[[Source, Chosen], list[Any]]
# Some 100 kB each, and the same for every role.
KEPT = 64


@lru_cache(maxsize=KEPT)
def body(view: str, source: Source, chosen: Chosen) -> list[Any]:
    """Return the body of a view, which needs an authority unless it is about all of them."""
    if not chosen.authority and view in ("stands", "profile", "breakdowns", "report"):
        return no_authority()
    return BODIES[view](source, chosen)


def profile_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return the headline figures of an authority beside everything it is compared with."""
    columns = columns_of(source.cube, chosen.group, collection(chosen))
    whom = against(source, chosen)
    others = {name: compared(source, columns, one) for name, one in beside(source, chosen).items()}
    rows = profile(source.cube, chosen.authority, compared(source, columns, whom), others)
    return profile_layout.body(
        rows,
        name=source.cube.names[chosen.authority],
        whom=comparator.words(whom, source.cube, chosen.authority),
        beside=tuple(others),
        query=chosen.query(),
    )


def data_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return how good the data are, of an authority or of all."""
    held = source.published
    figures, suspects = held.figures, held.suspects
    if chosen.authority:
        figures = figures[figures["code"] == chosen.authority]
        suspects = suspects[suspects["code"] == chosen.authority]
    name = source.known.authorities.get(chosen.authority, "")
    return about_data.body(held.releases, suspects, figures, name=name, query=chosen.query())


def stands_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return what most distinguishes an authority."""
    return standing_layout.body(found_out(source, chosen), chosen)


def _empty(source: Source, chosen: Chosen) -> list[Any]:
    return []


BODIES: dict[str, Body] = {
    **dict.fromkeys(VIEWS, _empty),
    "stands": stands_body,
    "profile": profile_body,
    "data": data_body,
}
