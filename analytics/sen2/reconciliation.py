"""Checks that find figures which cannot be right, or which the same release contradicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from analytics.sen2.footnotes import Note, noted
from analytics.sen2.percentages import ENDING, PRINTED, SHARED, wrong_percentages
from analytics.sen2.recipes import POPULATION, RECIPES, WHOLES, Key
from analytics.sen2.sums import (
    HALF_A_PERSON,
    SPREADS,
    Grid,
    grid,
    region_totals,
    wrong_sums,
)
from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import ALL, ENGLAND, LOCAL, SUSPECTS

# A figure printed with one decimal may be this far from the one worked out from its counts.
HALF_A_DECIMAL = 0.051
# Statements were turned into plans until 2018; before that plans rose by any amount.
FIRST_STEADY_YEAR = 2019
# A change of a half or more, and 8 times what is usual between authorities in that year, is not
# seen in totals that later releases let stand.
USUAL_CHANGES = 8
SMALLEST_JUMP = np.log(1.5)
MAD_TO_DEVIATION = 1.4826
SMALLEST_COUNT = 50
# In some years a release leaves out parts of a whole; then the whole says nothing of one area.
USUALLY_BALANCED = 0.9
# "Total appealable decisions" are rounded nowhere, but returns are amended between two releases.
APPEALABLE_TOLERANCE = 0.05

CELL = ("file", "code", "year", "dimension", "category", "measure")


def cell_suspects(cells: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of one release that its other cells contradict: SUSPECTS without release.

    `areas` is code, name, level and region.
    """
    named = areas.set_index("code")
    table = grid(cells[~_is_percentage(cells["measure"])], named)
    totals = region_totals(table)
    return _named(
        [
            _negative(cells),
            _above_100(cells),
            _region_totals(totals, named),
            _sums(table, without=totals),
            _shares(grid(cells[cells["measure"].isin(PRINTED)], named), table, without=totals),
        ],
        named,
    )


def figure_suspects(figures: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the indicators of one release that its other figures contradict, as SUSPECTS."""
    checks = (_percentages, _parts, _jumps, _appealable_decisions)
    return _named([check(figures) for check in checks], areas.set_index("code"))


def doubted_by_publisher(
    figures: pd.DataFrame, notes: Iterable[Note], areas: pd.DataFrame
) -> pd.DataFrame:
    """Return the indicators of one release that a footnote of it calls wrong, as SUSPECTS."""
    found = [
        _told(_as_cells(figures[noted(figures, note)]), "publisher", lambda _, text=note.text: text)
        for note in notes
        if note.flags
    ]
    return _named(found, areas.set_index("code"))


def _named(found: list[pd.DataFrame], areas: pd.DataFrame) -> pd.DataFrame:
    together = pd.concat([frame for frame in found if len(frame)] or [_none()], ignore_index=True)
    together = together.drop_duplicates([*CELL, "rule"])
    for column in ("level", "name"):
        together[column] = together["code"].map(areas[column])
    return together.reindex(columns=[name for name in SUSPECTS if name != "release"])


def marked(cells: pd.DataFrame, suspects: pd.DataFrame) -> pd.Series:
    """Return whether each cell is among the suspects, or makes up an indicator that is."""
    keys = ["code", "year", "measure", "dimension", "category"]
    doubted = {
        (code, year, *cell)
        for code, year, *key in suspects[keys].itertuples(index=False)
        for cell in _cells_of(tuple(key))
    }
    near = pd.Series(False, index=cells.index)
    for measure in {measure for _, _, measure, _, _ in doubted}:
        codes = {code for code, _, one, _, _ in doubted if one == measure}
        near |= (cells["measure"] == measure) & cells["code"].isin(codes)
    rows = _meant(cells[near])[keys].astype(object).itertuples(index=False, name=None)
    found = near.to_numpy(copy=True)
    found[found] = [row in doubted for row in rows]
    return pd.Series(found, index=cells.index)


def _meant(cells: pd.DataFrame) -> pd.DataFrame:
    """Return cells whose dimension and category tell of which part of a split they are, too."""
    plain = cells.astype(dict.fromkeys(("dimension", "category", "split", "part"), str))
    whole = plain["split"] == ""
    split = plain["dimension"] + " by " + plain["split"]
    part = plain["category"] + ", " + plain["part"]
    return plain.assign(
        dimension=plain["dimension"].where(whole, split),
        category=plain["category"].where(whole, part),
    )


def flagged(figures: pd.DataFrame, suspects: pd.DataFrame) -> pd.DataFrame:
    """Return figures with `flagged` and `why`: those that a check doubts, by any cell they use."""
    reasons: dict[tuple[str, int, str], list[str]] = {}
    columns = ["code", "year", "measure", "dimension", "category", "sentence"]
    for code, year, *key, sentence in suspects[columns].itertuples(index=False):
        for indicator in _using(tuple(key)):
            told = reasons.setdefault((code, year, indicator), [])
            if sentence not in told:
                told.append(sentence)
    keys = zip(figures["code"], figures["year"], figures["indicator"], strict=True)
    why = [" ".join(reasons.get(key, [])) for key in keys]
    return figures.assign(flagged=[bool(text) for text in why], why=why)


def _using(key: Key) -> list[str]:
    """Return the indicators that use a cell, or what a count that is an indicator counts."""
    measure, dimension, category = key
    if measure not in INDICATORS or (dimension, category) != (ALL, ALL):
        return list(_USED_BY.get(key, ()))
    counted = _cells_of(key) if INDICATORS[measure].kind == "count" else {key}
    return list(dict.fromkeys([measure, *(id for one in counted for id in _USED_BY.get(one, ()))]))


def _cells_of(key: Key) -> set[Key]:
    """Return the cells that an indicator is made of, of which its percentage is one."""
    measure, dimension, category = key
    if measure not in RECIPES or (dimension, category) != (ALL, ALL):
        return {key}
    recipe = RECIPES[measure]
    if recipe.published:
        return {recipe.published}
    return {one for numerator in recipe.numerators for one in numerator}


def _users() -> dict[Key, tuple[str, ...]]:
    users: dict[Key, list[str]] = {}
    for id, recipe in RECIPES.items():
        keys = {key for numerator in recipe.numerators for key in numerator}
        keys |= {(f"{key[0]}{ENDING}", key[1], key[2]) for key in keys if key[0] in SHARED}
        for key in keys | {key for key in (recipe.denominator, recipe.published) if key}:
            users.setdefault(key, []).append(id)
    return {key: tuple(ids) for key, ids in users.items()}


_USED_BY = _users()


def _is_percentage(measures: pd.Series) -> pd.Series:
    return measures.isin([name for name in measures.unique() if name.endswith("_pct")])


def _none() -> pd.DataFrame:
    return pd.DataFrame(columns=list(SUSPECTS))


def _told(
    frame: pd.DataFrame, rule: str, sentence: Callable[..., str], *, expected: str = ""
) -> pd.DataFrame:
    """Return the rows of cells or figures as suspects, each with its sentence."""
    if frame.empty:
        return _none()
    kept = _meant(frame) if "split" in frame else frame
    kept = kept.assign(
        rule=rule,
        published=frame["value"],
        expected=frame[expected] if expected else np.nan,
        sentence=[sentence(row) for row in frame.to_dict("records")],
    )
    return kept.astype(dict.fromkeys((name for name in CELL if name != "year"), str))[
        [*CELL, "rule", "published", "expected", "sentence"]
    ]


def _as_cells(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures under the names of cells, the indicator as the measure."""
    sources = figures["indicator"].map(lambda id: INDICATORS[id].source)
    return figures.assign(file=sources, measure=figures["indicator"], dimension=ALL, category=ALL)


def _negative(cells: pd.DataFrame) -> pd.DataFrame:
    return _told(
        cells[cells["value"] < 0],
        "negative",
        lambda row: (
            f"The count of {row['measure'].replace('_', ' ')} is {row['value']:,.0f}, below 0."
        ),
    )


def _above_100(cells: pd.DataFrame) -> pd.DataFrame:
    above = cells["value"] > 100 + HALF_A_DECIMAL
    return _told(
        cells[above & _is_percentage(cells["measure"])],
        "above_100",
        lambda row: f"The percentage is {row['value']:,.1f}, above 100.",
    )


def _region_totals(totals: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    names = areas["name"]
    return _told(
        totals,
        "region_total",
        lambda row: (
            f"{row['value']:,.0f} is the total of the whole region "
            f"{names.get(row['region'], row['region'])}, printed for several authorities in it."
        ),
    )


def _sums(table: Grid, *, without: pd.DataFrame) -> pd.DataFrame:
    """Return what is not the sum of the areas within.

    England and a region are not blamed where an authority has a total that is not its own.
    """
    wrong = wrong_sums(table)
    blamed = _blamed(without, SPREADS)
    keys = zip(*(wrong[name] for name in (*SPREADS, "code")), strict=True)
    return _told(
        wrong[np.array([key not in blamed for key in keys], dtype=bool)],
        "sum",
        lambda row: (
            f"The areas within add up to {row['sum']:,.0f}, but {row['value']:,.0f} is printed."
        ),
        expected="sum",
    )


def _blamed(totals: pd.DataFrame, spreads: list[str]) -> set[tuple[Any, ...]]:
    """Return the regions, and England, of authorities that have the total of their region."""
    found = {*zip(*(totals[name] for name in spreads), totals["region"], strict=True)}
    return found | {(*key[:-1], ENGLAND) for key in found}


def _shares(percents: Grid, table: Grid, *, without: pd.DataFrame) -> pd.DataFrame:
    """Return printed shares of plans that are not those of their counts.

    A share is not blamed where the whole is the total of a region that stands for its authorities.
    """
    wrong = wrong_percentages(percents, table, tolerance=HALF_A_DECIMAL)
    places = ["file", "year"]
    blamed = _blamed(without, places)
    blamed |= {*zip(*(without[name] for name in (*places, "code")), strict=True)}
    keys = zip(*(wrong[name] for name in (*places, "code")), strict=True)
    return _told(
        wrong[np.array([key not in blamed for key in keys], dtype=bool)],
        "percentage",
        _not_its_share,
        expected="worked_out",
    )


def _not_its_share(row: dict[Any, Any]) -> str:
    return (
        f"{row['value']:.1f}% is printed, but {row['n']:,.0f} of {row['of']:,.0f} are "
        f"{row['worked_out']:.1f}%."
    )


def _percentages(figures: pd.DataFrame) -> pd.DataFrame:
    printed = figures["indicator"].isin([id for id, one in RECIPES.items() if one.published])
    rows = figures[printed & (figures["denominator"] > 0)]
    rows = rows.assign(n=rows["numerator"], of=rows["denominator"])
    rows = rows.assign(worked_out=100 * rows["n"] / rows["of"])
    # The tribunal's rates are the only ones printed with two decimals, of counts with symbols.
    wrong = (rows["value"] - rows["worked_out"]).abs() > HALF_A_DECIMAL
    return _told(
        _as_cells(rows[wrong]),
        "percentage",
        _not_its_share,
        expected="worked_out",
    )


def _parts(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of plans that do not add up, in years where they do for most areas."""
    found = [_unbalanced(figures, parts) for parts in WHOLES.values()]
    return pd.concat(found, ignore_index=True)


def _unbalanced(figures: pd.DataFrame, parts: tuple[str, ...]) -> pd.DataFrame:
    rows = figures[figures["indicator"].isin(parts)]
    if rows.empty:
        return _none()
    by_area = rows.groupby(["code", "year"])
    sums = (
        by_area["value"].agg(["sum", "count", "size"]).assign(whole=by_area["denominator"].first())
    )
    sums = sums[(sums["count"] == sums["size"]) & sums["whole"].notna()].reset_index()
    sums["balanced"] = (sums["sum"] - sums["whole"]).abs() <= HALF_A_PERSON
    usual = sums.groupby("year")["balanced"].transform("mean") >= USUALLY_BALANCED
    wrong = sums.loc[usual & ~sums["balanced"], ["code", "year", "sum", "whole"]]
    return _told(
        _as_cells(rows).merge(wrong, on=["code", "year"]),
        "parts",
        lambda row: f"The parts add up to {row['sum']:,.0f} of {row['whole']:,.0f} plans.",
    )


def _jumps(figures: pd.DataFrame) -> pd.DataFrame:
    """Return counts of authorities that leap unlike the others', and not those that leap back."""
    counted = figures["indicator"].isin([id for id, one in INDICATORS.items() if not one.compared])
    rows = figures[counted & (figures["level"] == LOCAL)]
    found = [_jumps_of(rows[rows["indicator"] == id]) for id in rows["indicator"].unique()]
    return pd.concat(found, ignore_index=True) if found else _none()


def _jumps_of(rows: pd.DataFrame) -> pd.DataFrame:
    steady = rows[rows["year"] >= FIRST_STEADY_YEAR - 1]
    wide = steady.pivot_table(index="code", columns="year", values="value")
    # A year that is not printed at all is a gap: what follows it has no year before.
    every: list[int] = sorted(set(steady["year"]))
    wide = wide.reindex(columns=range(every[0], every[-1] + 1) if every else [])
    before = wide.shift(axis=1)
    large = (wide >= SMALLEST_COUNT) | (before >= SMALLEST_COUNT)
    # A count of none has no logarithm; half a person keeps it the leap that it is.
    logarithms: Any = np.log(wide.clip(lower=0.5))
    change = logarithms.diff(axis=1)
    unlike = change - change.median()
    limit = (USUAL_CHANGES * MAD_TO_DEVIATION * unlike.abs().median()).clip(lower=SMALLEST_JUMP)
    leaps = large & (unlike.abs() > limit)
    back = leaps & leaps.shift(axis=1, fill_value=False) & (unlike * unlike.shift(axis=1) < 0)
    years = (leaps & ~back).stack()  # noqa: PD013 - true or false for each area and year
    keyed = rows.set_index(["code", "year"]).loc[years[years].index].reset_index()
    previous = before.melt(ignore_index=False, value_name="before").reset_index()
    keyed = keyed.merge(previous, on=["code", "year"])
    return _told(
        _as_cells(keyed),
        "jump",
        lambda row: (
            f"It was {row['before']:,.0f} the year before, {row['value']:,.0f} then; "
            "hardly any other authority changed as much."
        ),
        expected="before",
    )


def _appealable_decisions(figures: pd.DataFrame) -> pd.DataFrame:
    """Return appeal rates whose decisions are not what the table's note 1 says they are.

    Refusals and decisions not to issue of the year, plans of the next January, and plans that
    ceased because needs were met; the last two of the four are small, so plans and refusals with
    a tolerance of 5% find a number that belongs to another authority.
    """
    used = ["plans", "refusals", "appeal_rate_pct"]
    known = figures[figures["indicator"].isin(used) & figures["value"].notna()]
    if known["indicator"].nunique() < len(used):
        return _none()
    values = known.pivot_table(index=["code", "year"], columns="indicator", values="value")
    plans = values["plans"].rename(lambda year: year - 1, level="year")
    rows = figures[figures["indicator"] == "appeal_rate_pct"].set_index(["code", "year"])
    expected = (plans + values["refusals"]).reindex(rows.index)
    rows = rows.assign(least=expected)
    least, most = 1 - APPEALABLE_TOLERANCE, 1 + 2 * APPEALABLE_TOLERANCE
    wrong = (rows["denominator"] < least * expected) | (rows["denominator"] > most * expected)
    return _told(
        _as_cells(rows[wrong & (expected >= SMALLEST_COUNT)].reset_index()),
        "definition",
        lambda row: (
            f"{row['denominator']:,.0f} decisions could be appealed, it is printed, but "
            f"plans and refusals alone are {row['least']:,.0f}."
        ),
        expected="least",
    )


def shared_populations(figures: pd.DataFrame, authorities: pd.DataFrame) -> pd.DataFrame:
    """Return rates by a number of people that stands for several authorities: SUSPECTS."""
    names = authorities[authorities["population_flagged"]].set_index("code")["name"]
    rates = [id for id, one in RECIPES.items() if one.denominator == POPULATION]
    rated = figures["indicator"].isin(rates)
    rows = figures[rated & figures["code"].isin(names.index) & figures["value"].notna()]
    shared = " and ".join([", ".join(names.iloc[:-1]), *names.iloc[-1:]])
    found = _told(
        _as_cells(rows),
        "population",
        lambda row: f"The number of people, {row['denominator']:,.0f}, stands for {shared} alike.",
    )
    return found.assign(level=LOCAL, name=found["code"].map(names))
