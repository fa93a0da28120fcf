"""The published figures in use, arranged once for every reader until they change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from access.refusals import NOT_FOUND, Refusal
from analytics.sen2.comparator import Comparator, members, newest_model
from analytics.sen2.cube import Column, Cube, build
from analytics.sen2.standing_out import StandingOut, standing_out
from callbacks.sen2.source import sen2
from data.sen2.published import Published
from layouts.sen2.address import Chosen, Known


@dataclass(frozen=True, eq=False)
class Source:
    """Hold the figures in use: as published, as arrays, and what may be chosen of them.

    There is one for each import, so that what is drawn from it can be kept.
    """

    published: Published
    cube: Cube
    known: Known

    @property
    def illustrative(self) -> bool:
        """Tell whether the figures are invented."""
        return self.published.illustrative


def against(source: Source, chosen: Chosen) -> Comparator:
    """Return the comparator that was chosen, England where it cannot be had."""
    if chosen.against == "neighbours" and source.known.models:
        return Comparator("neighbours", model=chosen.model or newest_model(source.cube))
    if chosen.against == "chosen" and chosen.others:
        return Comparator("chosen", codes=chosen.others)
    return Comparator("region") if chosen.against == "region" else Comparator()


def in_use() -> Source:
    """Return the figures in use."""
    return arranged(sen2())


@lru_cache(maxsize=2)
def arranged(found: Published) -> Source:
    """Return published figures as they are reckoned with."""
    cube = build(found.figures, found.authorities, found.neighbours)
    return Source(published=found, cube=cube, known=known_of(cube, found.authorities))


def known_of(cube: Cube, authorities: pd.DataFrame) -> Known:
    """Return what may be chosen: authorities that still exist, returns, models, indicators."""
    newest = max((column.year for column in cube.columns()), default=0)
    current = set(authorities.loc[authorities["current"].astype(bool), "code"])
    latest = {code: cube.names[code] for code in cube.authorities if code in current}
    return Known(
        authorities=latest,
        years=tuple(str(year) for year in sorted(cube.years, reverse=True) if year <= newest),
        models=tuple(cube.groups),
        indicators=tuple(column.indicator for column in cube.columns()),
    )


def collection(chosen: Chosen) -> int | None:
    """Return the year of the SEN2 return that was chosen, None for the newest of each figure."""
    return int(chosen.year) if chosen.year else None


def beside(source: Source, chosen: Chosen) -> dict[str, Comparator]:
    """Return everything that an authority is shown beside, by the name of its column."""
    found = {"england": Comparator(), "region": Comparator("region")}
    if source.known.models:
        model = chosen.model or newest_model(source.cube)
        found["neighbours"] = Comparator("neighbours", model=model)
    if chosen.others:
        found["chosen"] = Comparator("chosen", codes=chosen.others)
    return found


def found_out(source: Source, chosen: Chosen) -> StandingOut:
    """Return what distinguishes the chosen authority from whom it is compared with."""
    found = _found_out(
        source.cube, chosen.authority, against(source, chosen), collection(chosen), chosen.others
    )
    if found is None:
        raise Refusal(404, NOT_FOUND)
    return found


# The first view and the report show the same.
@lru_cache(maxsize=64)
def _found_out(
    cube: Cube,
    code: str,
    comparator: Comparator,
    collection: int | None,
    chosen: tuple[str, ...],
) -> StandingOut | None:
    return standing_out(cube, code, comparator=comparator, collection=collection, chosen=chosen)


def column_of(source: Source, chosen: Chosen) -> Column | None:
    """Return the chosen indicator in its year of the chosen return, None if it has none there."""
    columns = source.cube.columns(collection(chosen))
    return next((column for column in columns if column.indicator == chosen.indicator), None)


def emphasised(source: Source, chosen: Chosen) -> tuple[str, ...]:
    """Return the authorities to make stand out beside the chosen one."""
    whom = against(source, chosen)
    if whom.kind == "england" or not (chosen.authority or whom.kind == "chosen"):
        return ()
    return members(whom, source.cube, chosen.authority)


def by_region(source: Source) -> dict[str, list[tuple[str, str]]]:
    """Return code and name of the authorities of each region, by the region's name."""
    found: dict[str, list[tuple[str, str]]] = {}
    names, regions = source.cube.names, source.cube.regions
    for code, name in sorted(source.known.authorities.items(), key=lambda item: item[1]):
        found.setdefault(names.get(regions[code], "Elsewhere"), []).append((code, name))
    return dict(sorted(found.items()))
