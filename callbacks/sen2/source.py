"""The published figures in use, arranged once for every reader until they change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analytics.sen2.cube import Cube, build
from callbacks.context import house
from data.sen2.published import Published, published
from layouts.sen2.address import Known


@dataclass(frozen=True, eq=False)
class Source:
    """Hold the figures in use: as published, as arrays, and what may be chosen of them.

    Two are equal where their fingerprints are, so that what is drawn from them can be kept.
    """

    published: Published
    cube: Cube
    known: Known

    @property
    def illustrative(self) -> bool:
        """Tell whether the figures are invented."""
        return self.published.illustrative

    def __hash__(self) -> int:
        return hash(self.published.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and (
            self.published.fingerprint == other.published.fingerprint
        )


def directory() -> Path:
    """Return the folder in which imported releases are kept."""
    return house().settings.data_dir / "sen2"


def in_use() -> Source:
    """Return the figures in use."""
    found = published(directory())
    return _arranged(found.fingerprint, _Held(found))


class _Held:
    """Carry the figures past the cache, which is keyed by their fingerprint alone."""

    def __init__(self, found: Published) -> None:
        self.found = found

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=2)
def _arranged(_fingerprint: str, held: _Held) -> Source:
    found = held.found
    cube = build(found.figures, found.authorities, found.neighbours)
    return Source(published=found, cube=cube, known=known_of(cube))


def known_of(cube: Cube) -> Known:
    """Return what may be chosen: the authorities, returns, models and indicators with figures."""
    newest = max((column.year for column in cube.columns()), default=0)
    latest = {code: cube.names[code] for code in cube.authorities}
    return Known(
        authorities=latest,
        years=tuple(str(year) for year in sorted(cube.years, reverse=True) if year <= newest),
        models=tuple(cube.groups),
        indicators=tuple(column.indicator for column in cube.columns()),
    )
