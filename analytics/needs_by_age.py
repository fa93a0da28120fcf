"""How many people there are of each primary need in each age band, and where most of them are."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from analytics.answers import listed
from analytics.suppression import TOTAL, shown
from data.schemas import AGE_BANDS, PLAN_STAGES, PRIMARY_NEEDS

NOT_RECORDED = "Not recorded"
# The stages of a pupil whose plan is in force: issued, or issued and due for review.
MOST_OF_THEM = 0.5  # "most" in the plain sense


def with_plan(caseload: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a caseload whose EHC plan is in force."""
    return caseload[caseload["stage"].isin(PLAN_STAGES)]


def needs_by_age(people: pd.DataFrame) -> pd.DataFrame:
    """Count people by primary need (rows, in the DfE's order) and age band (columns).

    Takes primary_need and age_band. The five bands are always there; other columns and rows, such
    as "Over 25" or "Not recorded", only where they hold somebody.
    """
    needs = _filled(people["primary_need"])
    bands = _filled(people["age_band"])
    counts = pd.crosstab(needs, bands)
    rows = [code for code in (*PRIMARY_NEEDS, *counts.index) if code in counts.index]
    columns = list(dict.fromkeys((*AGE_BANDS, *counts.columns)))
    return (
        counts.reindex(index=list(dict.fromkeys(rows)), columns=columns, fill_value=0)
        .rename_axis(index="primary_need", columns="age_band")
        .astype("Int64")
    )


def _filled(values: pd.Series) -> pd.Series:
    texts = values.astype(object).where(values.notna() & (values != ""), NOT_RECORDED)
    return texts.astype("str")


def totalled(counts: pd.DataFrame) -> pd.DataFrame:
    """Return a table of counts with a last row and column of totals, nothing withheld."""
    wide = counts.assign(**{TOTAL: counts.sum(axis=1)})
    below = wide.sum().to_frame(TOTAL).T
    return pd.concat([wide, below]).astype("Int64").rename_axis(columns=str(counts.columns.name))


def shares(table: pd.DataFrame) -> pd.DataFrame:
    """Return each cell of a table with totals as a share of its grand total, NaN where withheld."""
    values = table.to_numpy(dtype=float, na_value=np.nan)
    with np.errstate(invalid="ignore"):
        return pd.DataFrame(values / values[-1, -1], index=table.index, columns=table.columns)


def reading(table: pd.DataFrame, *, noun: str) -> str:
    """Say in one sentence in how few groups of need and age most people are.

    Takes a table with totals. The groups are the fewest that make a block of the largest needs in
    the largest bands and hold half of all; a block with a withheld cell is not read.
    """
    total: Any = table.loc[TOTAL, TOTAL]
    if total is pd.NA or total == 0:
        return f"There are no {noun} to count." if total is not pd.NA else f"Too few {noun} to say."
    block = _block(table, total)
    if block is None:
        return _largest_group(table, noun=noun)
    needs, bands = block
    count = int(table.loc[needs, bands].sum().sum())
    n_needs = f"{len(needs)} need{'s' if len(needs) > 1 else ''}"
    n_bands = f"{len(bands)} age band{'s' if len(bands) > 1 else ''}"
    groups = len(needs) * len(bands)
    return (
        f"{count / total:.0%} of {noun} are in {groups} group{'s' if groups > 1 else ''}: "
        f"{n_needs} ({'; '.join(need_name(code) for code in needs)}) in {n_bands} "
        f"({listed(tuple(bands))}), {count:,} of {total:,}."
    )


def _largest_group(table: pd.DataFrame, *, noun: str) -> str:
    """Name the largest group shown, where what is withheld hides how few hold half."""
    cells = [
        (int(table.loc[need, band]), need, band)
        for need in table.index[:-1]
        for band in table.columns[:-1]
        if table.loc[need, band] is not pd.NA
    ]
    count, need, band = max(cells, key=lambda cell: cell[0], default=(0, "", ""))
    if not count:
        return f"Of {shown(table.loc[TOTAL, TOTAL])} {noun}, every group is too small to be shown."
    return (
        f"Of {shown(table.loc[TOTAL, TOTAL])} {noun}, the largest group shown is "
        f"{need_name(need)} in the age band {band}: {count:,}."
    )


def _block(table: pd.DataFrame, total: int) -> tuple[list[str], list[str]] | None:
    """Return the largest needs and bands whose block of groups is smallest and holds half."""
    needs = _largest(table[TOTAL].drop(TOTAL))
    bands = _largest(table.T[TOTAL].drop(TOTAL))
    cells = table.loc[needs, bands].to_numpy(dtype=float, na_value=np.nan)
    # A withheld cell makes every block that holds it NaN, which is no half of anything.
    held = cells.cumsum(axis=0).cumsum(axis=1)
    blocks = [
        (n * b, -held[n - 1, b - 1], n, b)
        for n, b in product(range(1, len(needs) + 1), range(1, len(bands) + 1))
        if held[n - 1, b - 1] >= MOST_OF_THEM * total
    ]
    if not blocks:
        return None
    *_, n, b = min(blocks)
    return needs[:n], sorted(bands[:b], key=list(table.columns).index)


def _largest(totals: pd.Series) -> list[str]:
    known = totals.dropna()
    return list(known[known > 0].sort_values(ascending=False, kind="stable").index)


def need_name(code: str) -> str:
    """Return the name of a primary need as it stands in the middle of a sentence."""
    name = PRIMARY_NEEDS.get(code, code)
    return name if code == "DS" else name[:1].lower() + name[1:]
