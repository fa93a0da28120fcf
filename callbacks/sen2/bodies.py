"""The body of each SEN2 view, drawn once for all readers who chose the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics.sen2 import comparator, ranks
from analytics.sen2.authority import boundary_note
from analytics.sen2.breakdown import WHOLE, Within, breakdown
from analytics.sen2.comparator import Comparator
from analytics.sen2.comparison import compare, table
from analytics.sen2.cube import Column
from analytics.sen2.funnel import Funnel, funnel
from analytics.sen2.heatmap import Matrix, by_indicator, by_year, clustered, sorted_by
from analytics.sen2.profile import Years, columns_of, of_regions, profile, through_years
from analytics.sen2.trend import change, series
from callbacks.sen2.arranged import (
    Source,
    against,
    beside,
    by_region,
    collection,
    column_of,
    emphasised,
    found_out,
)
from callbacks.sen2.source import cells_of
from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import ENGLAND
from layouts.components.element import Element
from layouts.sen2 import about_data, breakdowns, league, report, tiles
from layouts.sen2 import heatmap as heatmap_layout
from layouts.sen2 import profile as profile_layout
from layouts.sen2 import standing_out as standing_layout
from layouts.sen2 import trend as trend_layout
from layouts.sen2.address import ALIKE, BY_NAME, SPLITS, Chosen
from layouts.sen2.page import no_authority, no_figures
from layouts.sen2.views import VIEWS

Body = Callable[[Source, Chosen], list[Any]]
# Some 100 kB each, and the same for every role.
KEPT = 64
# These views are about one authority.
OF_ONE = frozenset({"stands", "profile", "breakdowns", "report"})


@lru_cache(maxsize=KEPT)
def body(view: str, source: Source, chosen: Chosen) -> list[Any]:
    """Return the body of a view, which needs an authority unless it is about all of them."""
    if not chosen.authority and view in OF_ONE:
        return no_authority(VIEWS[view], chosen, by_region(source))
    return BODIES[view](source, chosen)


def profile_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return the headline figures of an authority beside everything it is compared with."""
    return profile_layout.body(
        headlines(source, chosen),
        years(source, chosen),
        name=source.cube.names[chosen.authority],
        whom=comparator.words(against(source, chosen), source.cube, chosen.authority),
        beside=tuple(beside(source, chosen)),
        query=chosen.query(),
    )


def years(source: Source, chosen: Chosen) -> tuple[Years, ...]:
    """Return an authority's figures of the chosen group through the years."""
    columns = columns_of(source.cube, chosen.group, collection(chosen))
    indicators = tuple(column.indicator for column in columns)
    return through_years(source.cube, chosen.authority, indicators, beside(source, chosen))


def headlines(source: Source, chosen: Chosen) -> pd.DataFrame:
    """Return an authority's figures of the chosen group, every comparator's beside them."""
    columns = columns_of(source.cube, chosen.group, collection(chosen))
    others = {
        name: compare(source.cube, columns, one) for name, one in beside(source, chosen).items()
    }
    own = compare(source.cube, columns, against(source, chosen))
    return profile(source.cube, chosen.authority, own, others)


def data_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return how good the data are, of an authority or of all."""
    held = source.published
    figures, suspects = held.figures, held.suspects
    if chosen.authority:
        figures = figures[(figures["code"] == chosen.authority).to_numpy()][list(about_data.USED)]
        suspects = suspects[(suspects["code"] == chosen.authority).to_numpy()]
    name = source.known.authorities.get(chosen.authority, "")
    return about_data.body(held.releases, suspects, figures, name=name, query=chosen.query())


def stands_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return what most distinguishes an authority."""
    return standing_layout.body(found_out(source, chosen), chosen)


def league_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return every authority in order of one figure, and within the limits of chance."""
    column = column_of(source, chosen)
    if column is None:
        return no_figures()
    england = compare(source.cube, (column,), Comparator())
    return league.body(
        ranked(source, column, with_flagged=chosen.flagged),
        funnel_of(source, column),
        column,
        chosen,
        name=source.known.authorities.get(chosen.authority, ""),
        left_out=ranks.left_out(england, source.cube, column.indicator),
        beside=emphasised(source, chosen),
        table=_league_table(source, column, with_flagged=chosen.flagged),
        years=_years_of(source, column, chosen),
    )


def by_year_of(source: Source, column: Column, chosen: Chosen) -> pd.DataFrame:
    """Return one figure of the authority and of all it is compared with, by year."""
    others = tuple(beside(source, chosen).values())
    return series(source.cube, column.indicator, chosen.authority, others)


def _years_of(source: Source, column: Column, chosen: Chosen) -> list[Any]:
    rows = by_year_of(source, column, chosen)
    found = change(
        source.cube, column.indicator, chosen.authority, comparator=against(source, chosen)
    )
    note = boundary_note(source.cube, source.published.authorities, chosen.authority)
    return trend_layout.part(rows, found, column.indicator, chosen, note=note)


# The same whichever authority is chosen, so these are reckoned once for each figure.
@lru_cache(maxsize=KEPT)
def ranked(source: Source, column: Column, *, with_flagged: bool) -> pd.DataFrame:
    """Return the authorities in order of a figure."""
    england = compare(source.cube, (column,), Comparator())
    return ranks.ranks(england, source.cube, column.indicator, with_flagged=with_flagged)


@lru_cache(maxsize=KEPT)
def _league_table(source: Source, column: Column, *, with_flagged: bool) -> Element:
    return league.league_table(ranked(source, column, with_flagged=with_flagged), column)


@lru_cache(maxsize=KEPT)
def funnel_of(source: Source, column: Column) -> Funnel:
    """Return the authorities of a figure within the limits of chance."""
    return funnel(source.cube, column)


@lru_cache(maxsize=KEPT)
def on_map(source: Source, column: Column) -> pd.DataFrame:
    """Return a figure of every authority that has a place on the map."""
    every = table(compare(source.cube, (column,), Comparator()), source.cube)
    # An authority that is no more, or not yet, has none.
    return every[every["reason"] != "absent"]


@lru_cache(maxsize=KEPT)
def _map_parts(source: Source, column: Column) -> tiles.Parts | None:
    regions = of_regions(source.cube, column)
    return tiles.parts(on_map(source, column), regions, column, lies_in=source.cube.regions)


def heatmap_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return authorities by the indicators of a group, or by the years of one."""
    words = comparator.words(against(source, chosen), source.cube, chosen.authority)
    if chosen.by == "year":
        title = f"{INDICATORS[chosen.indicator].label}, year by year"
    else:
        title = chosen.group or "Headline indicators"
    return heatmap_layout.body(
        matrix(source, chosen),
        chosen,
        whom=words,
        title=title,
        name=source.known.authorities.get(chosen.authority, ""),
        beside=emphasised(source, chosen),
    )


def matrix(source: Source, chosen: Chosen) -> Matrix:
    """Return the figures of the heatmap, in the order that was chosen."""
    # What else is chosen makes no difference to it.
    alone = Chosen(
        indicator=chosen.indicator,
        group=chosen.group,
        year=chosen.year,
        by=chosen.by,
        sort=chosen.sort,
    )
    return _matrix(source, alone, against(source, chosen))


@lru_cache(maxsize=KEPT)
def _matrix(source: Source, chosen: Chosen, whom: Comparator) -> Matrix:
    if chosen.by == "year":
        found = by_year(source.cube, whom, chosen.indicator)
    else:
        columns = columns_of(source.cube, chosen.group, collection(chosen))
        wanted = tuple(column.indicator for column in columns)
        found = by_indicator(source.cube, whom, collection=collection(chosen), indicators=wanted)
    if chosen.sort == ALIKE:
        return clustered(found)
    column = next((c for c in found.columns if chosen.sort in (c.indicator, str(c.year))), None)
    return found if chosen.sort == BY_NAME or column is None else sorted_by(found, column)


def breakdowns_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return an authority's plans divided one way."""
    year, rows = divided(source, chosen)
    name = source.known.authorities[chosen.authority]
    title = SPLITS[chosen.split]
    return breakdowns.body(rows, chosen, name=name, title=title, year=year)


def divided(source: Source, chosen: Chosen) -> tuple[int, pd.DataFrame]:
    """Return the year and the parts of the plans of the chosen authority."""
    newest = int(source.known.years[0]) if source.known.years else 0
    year = (collection(chosen) or newest) - (chosen.of == "new_plans")
    within = Within(*chosen.within.split(".")) if chosen.within else WHOLE
    rows = breakdown(
        cells_of(chosen.authority),
        cells_of(ENGLAND),
        chosen.split,
        year=year,
        of=chosen.of,
        within=within,
    )
    return year, rows


def map_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return one figure of every authority about where it lies."""
    column = column_of(source, chosen)
    if column is None:
        return no_figures()
    return tiles.body(_map_parts(source, column), column, chosen)


def report_body(source: Source, chosen: Chosen) -> list[Any]:
    """Return what stands out and the headline figures of an authority, to be printed."""
    name = source.known.authorities[chosen.authority]
    return report.body(
        found_out(source, chosen),
        profile_layout.profile_table(
            headlines(source, chosen),
            name=name,
            beside=tuple(beside(source, chosen)),
        ),
        chosen,
        releases=[one.title for one in source.published.releases if one.in_use],
    )


BODIES: dict[str, Body] = {
    "stands": stands_body,
    "profile": profile_body,
    "heatmap": heatmap_body,
    "league": league_body,
    "breakdowns": breakdowns_body,
    "map": map_body,
    "data": data_body,
    "report": report_body,
}
