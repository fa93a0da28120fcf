"""The body of each SEN2 view, drawn once for all readers who chose the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from callbacks.sen2.source import Source
from layouts.sen2.address import Chosen
from layouts.sen2.views import VIEWS

Body = Callable[[Source, Chosen], list[Any]]
# Some 100 kB each, and the same for every role.
KEPT = 64


@lru_cache(maxsize=KEPT)
def body(view: str, source: Source, chosen: Chosen) -> list[Any]:
    """Return the body of a view."""
    return BODIES[view](source, chosen)


def _empty(source: Source, chosen: Chosen) -> list[Any]:
    return []


BODIES: dict[str, Body] = dict.fromkeys(VIEWS, _empty)
