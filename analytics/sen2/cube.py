"""The published figures as arrays of area x indicator x year, from which all pages are reckoned.

Built once for the figures in use; every comparison afterwards is arithmetic on small arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.sen2.breaks import after_a_gap
from data.schemas.indicators import INDICATORS, PER
from data.schemas.sen2 import LEVELS, LOCAL, NATIONAL

# Shares are shown as percentages, rates per 1,000 people.
SCALES: dict[str, float] = {"share": 100.0, "rate": float(PER)}
SAME_POPULATION = "The population published for it stands for several authorities."


class Column(NamedTuple):
    """Name one column of a comparison: an indicator in a year."""

    indicator: str
    year: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Cube:
    """Hold the figures: every array is areas x indicators x years.

    `areas` are codes, England first, then regions, then authorities. `groups` has, for each model
    of statistical neighbours, the neighbours of each authority, the nearest first. `held` says
    where a release has a row at all.
    """

    areas: tuple[str, ...]
    names: dict[str, str]
    levels: dict[str, str]
    regions: dict[str, str]
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    groups: dict[str, dict[str, tuple[str, ...]]]
    predecessors: dict[str, tuple[str, ...]]
    value: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    held: np.ndarray
    flagged: np.ndarray
    broken: np.ndarray
    symbol: np.ndarray
    why: np.ndarray
    footnote: np.ndarray
    release: np.ndarray

    @cached_property
    def authorities(self) -> tuple[str, ...]:
        """Return the codes of the authorities, in the order of `areas`."""
        return tuple(code for code in self.areas if self.levels[code] == LOCAL)

    @cached_property
    def area_places(self) -> dict[str, int]:
        """Return where each area stands in the arrays."""
        return {code: place for place, code in enumerate(self.areas)}

    @cached_property
    def england(self) -> int:
        """Return where England stands in the arrays, -1 where it is not there."""
        return 0 if self.areas and self.levels[self.areas[0]] == NATIONAL else -1

    @cached_property
    def places(self) -> dict[str, int]:
        """Return where each indicator stands in the arrays."""
        return {id: place for place, id in enumerate(self.indicators)}

    @cached_property
    def newest(self) -> dict[str, int]:
        """Return the newest year in which each indicator has a figure of any area."""
        any_area = ~np.isnan(self.value).all(axis=0) | ~np.isnan(self.numerator).all(axis=0)
        return {
            id: self.years[int(np.flatnonzero(row)[-1])]
            for id, row in zip(self.indicators, any_area, strict=True)
            if row.any()
        }

    def columns(self, collection: int | None = None) -> tuple[Column, ...]:
        """Return the compared indicators, each in its newest year or in that of a collection.

        The collection of January 2025 asks for the plans of January 2025 and for what was done
        in 2024.
        """
        chosen = {id: self._year_of(id, collection) for id in self.indicators}
        return tuple(
            Column(id, year)
            for id, year in chosen.items()
            if INDICATORS[id].compared and year in self._years_held[id]
        )

    def _year_of(self, id: str, collection: int | None) -> int | None:
        if collection is None:
            return self.newest.get(id)
        return collection if INDICATORS[id].counted_at == "January" else collection - 1

    def through_years(self, indicator: str) -> tuple[Column, ...]:
        """Return one indicator in each year in which any area has a row for it."""
        if indicator not in self.places:
            return ()
        return tuple(Column(indicator, year) for year in self._years_held[indicator])

    @cached_property
    def _years_held(self) -> dict[str, tuple[int, ...]]:
        anywhere = np.any(self.held, axis=0).tolist()
        return {
            id: tuple(year for year, held in zip(self.years, row, strict=True) if held)
            for id, row in zip(self.indicators, anywhere, strict=True)
        }

    def take(self, name: str, columns: tuple[Column, ...]) -> np.ndarray:
        """Return one of the arrays as areas x columns."""
        return getattr(self, name)[:, *self._spots(columns)]

    def of_area(self, name: str, code: str, columns: tuple[Column, ...]) -> np.ndarray:
        """Return one of the arrays of one area, in the order of the columns."""
        return getattr(self, name)[self.area_places[code]][self._spots(columns)]

    def _spots(self, columns: tuple[Column, ...]) -> tuple[list[int], list[int]]:
        indicators = [self.places[column.indicator] for column in columns]
        return indicators, [self._year_places[column.year] for column in columns]

    @cached_property
    def _year_places(self) -> dict[int, int]:
        return {year: place for place, year in enumerate(self.years)}


def build(figures: pd.DataFrame, authorities: pd.DataFrame, neighbours: pd.DataFrame) -> Cube:
    """Arrange figures (FIGURES) as a Cube, with AUTHORITIES and NEIGHBOURS beside them.

    Where two releases have the same figure, the newer one that has a value stands.
    """
    rows = figures[figures["indicator"].isin(list(INDICATORS))]
    rows = _with_shared_populations(rows, authorities)
    rows = rows.assign(broken=rows["broken"].fillna(False).astype(bool) | after_a_gap(rows))
    # Of rows assigned to one place the last stays.
    rows = rows.iloc[np.lexsort((rows["release"], rows["value"].notna()))]
    areas = _areas(rows)
    present = set(rows["indicator"].unique())
    ids = tuple(id for id in INDICATORS if id in present)
    years = tuple(sorted(int(year) for year in rows["year"].unique()))
    place = (
        pd.Index(areas["code"]).get_indexer(pd.Index(rows["code"])),
        pd.Index(ids).get_indexer(pd.Index(rows["indicator"])),
        pd.Index(years).get_indexer(pd.Index(rows["year"])),
    )
    shape = (len(areas), len(ids), len(years))
    numbers = {
        name: _filled(rows[name].to_numpy(dtype=float, na_value=np.nan), place, shape, np.nan)
        for name in ("value", "numerator", "denominator")
    }
    truths = {
        name: _filled(rows[name].to_numpy(dtype=bool, na_value=False), place, shape, False)
        for name in ("flagged", "broken")
    }
    words = {
        name: _filled(rows[name].fillna("").to_numpy(dtype=object), place, shape, "")
        for name in ("symbol", "why", "footnote", "release")
    }
    return Cube(
        areas=tuple(areas["code"]),
        names=dict(zip(areas["code"], areas["name"], strict=True)),
        levels=dict(zip(areas["code"], areas["level"], strict=True)),
        regions=dict(zip(areas["code"], areas["region"].fillna(""), strict=True)),
        indicators=ids,
        years=years,
        groups=_groups(neighbours),
        predecessors=_predecessors(authorities),
        held=_filled(np.ones(len(rows), dtype=bool), place, shape, False),
        **numbers,
        **truths,
        **words,
    )


def _areas(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each area once, as its newest row names it: England, regions, authorities."""
    newest = rows.sort_values("year", kind="stable").drop_duplicates("code", keep="last")
    order = newest["level"].map({level: n for n, level in enumerate(LEVELS)})
    return newest.assign(order=order).sort_values(["order", "code"]).reset_index(drop=True)


def _filled(
    values: np.ndarray, place: tuple[np.ndarray, ...], shape: tuple[int, ...], empty: object
) -> np.ndarray:
    array = np.full(shape, empty, dtype=values.dtype)
    array[place] = values
    return array


def _groups(neighbours: pd.DataFrame) -> dict[str, dict[str, tuple[str, ...]]]:
    nearest = neighbours.sort_values(["model", "code", "rank"], kind="stable")
    columns = (nearest[name].astype(str) for name in ("model", "code", "neighbour"))
    groups: dict[str, dict[str, tuple[str, ...]]] = {}
    for model, code, neighbour in zip(*columns, strict=True):
        of = groups.setdefault(model, {})
        of[code] = (*of.get(code, ()), neighbour)
    return dict(sorted(groups.items(), reverse=True))


def _predecessors(authorities: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return, for each authority, those that became it or a part of it."""
    found: dict[str, tuple[str, ...]] = {}
    for code, successors in zip(
        authorities["code"], authorities["successors"].fillna(""), strict=True
    ):
        for successor in filter(None, str(successors).split("+")):
            found[successor] = (*found.get(successor, ()), str(code))
    return found


def _with_shared_populations(rows: pd.DataFrame, authorities: pd.DataFrame) -> pd.DataFrame:
    """Flag the rates of authorities whose population is that of several."""
    flagged = authorities["population_flagged"].fillna(False).astype(bool)
    rates = [id for id, indicator in INDICATORS.items() if indicator.compared == "rate"]
    shared = rows["code"].isin(set(authorities.loc[flagged, "code"]))
    shared &= rows["indicator"].isin(rates)
    silent = shared & (rows["why"].fillna("") == "")
    return rows.assign(
        flagged=rows["flagged"].fillna(False).astype(bool) | shared,
        why=rows["why"].mask(silent, SAME_POPULATION),
    )
