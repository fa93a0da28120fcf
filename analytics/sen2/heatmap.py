"""Many figures at once: authorities by indicators, or by years, with verdicts and marks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from analytics.sen2.comparator import Comparator
from analytics.sen2.comparison import BETTER, VERDICTS, WORSE, Compared, compare
from analytics.sen2.cube import Column, Cube
from analytics.sen2.dispersion import scaled
from analytics.sen2.words import bare
from data.schemas.indicators import INDICATORS

Ways = Literal["indicators", "years"]
# What keeps a cell from being read like the others, in the order in which it is told.
MARKS: dict[str, str] = {
    "none": "no figure",
    "flagged": "suspect",
    "few": "too few to tell",
    "broken": "the series breaks",
}
NO_FIGURE = ("absent", "symbol")
# Rows are joined by Ward's method and put so that alike ones are neighbours: Z. Bar-Joseph and
# others, Bioinformatics 17 (2001). Fewer than three have no order.
FEWEST_TO_CLUSTER = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class Matrix:
    """Hold figures as rows of authorities and columns of indicators or of one indicator's years.

    `value` is NaN where there is no figure; `verdict` one of VERDICTS; `unusual` 0, 1 or 2;
    `mark` "" or one of MARKS. All are rows x columns.
    """

    by: Ways
    codes: tuple[str, ...]
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    value: np.ndarray
    verdict: np.ndarray
    unusual: np.ndarray
    mark: np.ndarray


def by_indicator(
    cube: Cube,
    comparator: Comparator,
    *,
    collection: int | None = None,
    codes: tuple[str, ...] = (),
    indicators: tuple[str, ...] = (),
) -> Matrix:
    """Return authorities (all, or some) by indicators (all compared, or some)."""
    every = cube.columns(collection)
    found = compare(cube, every, comparator)
    kept = [n for n, one in enumerate(every) if not indicators or one.indicator in indicators]
    labels = tuple(INDICATORS[every[n].indicator].label for n in kept)
    return _matrix(cube, found, kept, codes, by="indicators", labels=labels)


def by_year(
    cube: Cube, comparator: Comparator, indicator: str, *, codes: tuple[str, ...] = ()
) -> Matrix:
    """Return authorities (all, or some) by one indicator's years, each compared in its own."""
    columns = cube.through_years(indicator)
    found = compare(cube, columns, comparator)
    labels = tuple(str(column.year) for column in columns)
    return _matrix(cube, found, list(range(len(columns))), codes, by="years", labels=labels)


def _matrix(
    cube: Cube,
    found: Compared,
    kept: list[int],
    codes: tuple[str, ...],
    *,
    by: Ways,
    labels: tuple[str, ...],
) -> Matrix:
    columns = tuple(found.columns[n] for n in kept)
    first = len(cube.areas) - len(cube.authorities)
    broken = cube.take("broken", columns)[first:] & (by == "years")
    reason = found.reason[:, kept]
    mark = np.select(
        [np.isin(reason, NO_FIGURE), reason == "flagged", reason == "too few", broken],
        list(MARKS),
        default="",
    ).astype(object)
    # An authority that is no more, or not yet, has no row.
    rows = [
        n
        for n, code in enumerate(found.codes)
        if (not codes or code in codes) and (reason[n] != "absent").any()
    ]
    rows.sort(key=lambda row: cube.names[found.codes[row]])
    square = np.ix_(rows, kept)
    return Matrix(
        by=by,
        codes=tuple(found.codes[row] for row in rows),
        names=tuple(cube.names[found.codes[row]] for row in rows),
        columns=columns,
        labels=labels,
        value=np.where(mark[rows] == "none", np.nan, found.own[square]),
        verdict=found.verdict[square],
        unusual=found.unusual[square],
        mark=mark[rows],
    )


def _ordered(matrix: Matrix, rows: list[int], columns: list[int]) -> Matrix:
    square = np.ix_(rows, columns)
    return replace(
        matrix,
        codes=tuple(matrix.codes[n] for n in rows),
        names=tuple(matrix.names[n] for n in rows),
        columns=tuple(matrix.columns[n] for n in columns),
        labels=tuple(matrix.labels[n] for n in columns),
        value=matrix.value[square],
        verdict=matrix.verdict[square],
        unusual=matrix.unusual[square],
        mark=matrix.mark[square],
    )


def sorted_by(matrix: Matrix, column: Column, *, highest_first: bool = True) -> Matrix:
    """Return the rows in order of one column, those without a figure last; as is if unknown."""
    if column not in matrix.columns:
        return matrix
    values = matrix.value[:, matrix.columns.index(column)]
    order = np.argsort(-values if highest_first else values, kind="stable")
    return _ordered(matrix, order.tolist(), list(range(len(matrix.columns))))


def part(matrix: Matrix, codes: tuple[str, ...]) -> Matrix:
    """Return the rows of some authorities, in the order given."""
    rows = [matrix.codes.index(code) for code in codes if code in matrix.codes]
    return _ordered(matrix, rows, list(range(len(matrix.columns))))


def clustered(matrix: Matrix) -> Matrix:
    """Return rows, and columns if they are indicators, so that alike ones are neighbours.

    By Ward's method on standardised figures; a missing figure counts as the mean of its column.
    """
    is_share = np.array([INDICATORS[c.indicator].compared == "share" for c in matrix.columns], bool)
    place = scaled(matrix.value / np.where(is_share, 100, 1), is_share=is_share)
    known = ~np.isnan(place)
    count = np.maximum(known.sum(axis=0), 1)
    gap = np.where(known, place - np.where(known, place, 0).sum(axis=0) / count, 0)
    spread = np.sqrt((gap**2).sum(axis=0) / count)
    standard = gap / np.where(spread > 0, spread, 1)
    columns = _leaves(standard.T) if matrix.by == "indicators" else range(len(matrix.columns))
    return _ordered(matrix, list(_leaves(standard)), list(columns))


def _leaves(values: np.ndarray) -> list[int]:
    if len(values) < FEWEST_TO_CLUSTER or not values.size:
        return list(range(len(values)))
    from scipy.cluster.hierarchy import leaves_list, linkage  # noqa: PLC0415

    return leaves_list(linkage(values, "ward", optimal_ordering=True)).tolist()


def words(matrix: Matrix, *, most: int | None = None) -> list[list[str]]:
    """Return the cells as words: 31.5%, higher (suspect); of all rows, or of so many at `most`."""
    rows = slice(0, most)
    columns = [column.indicator for column in matrix.columns]
    return [
        [_cell(*cell) for cell in zip(columns, *row, strict=True)]
        for row in zip(
            matrix.value[rows].tolist(),
            matrix.verdict[rows].tolist(),
            matrix.mark[rows].tolist(),
            strict=True,
        )
    ]


def table(matrix: Matrix) -> pd.DataFrame:
    """Return the cells as words, a row for each authority."""
    frame = pd.DataFrame(words(matrix), columns=list(matrix.labels), index=list(matrix.codes))
    frame.insert(0, "name", list(matrix.names))
    return frame


def _cell(indicator: str, value: float, verdict: str, mark: str) -> str:
    if mark == "none":
        return MARKS[mark]
    said = MARKS[mark] if mark else ""
    if mark in ("", "broken"):
        said = ", ".join(filter(None, [verdict, said]))
    return f"{bare(value, indicator)}, {said}"


def reading(matrix: Matrix, whom: str) -> str:
    """Say how many of the cells differ from the comparator, each way, and how many are unusual."""
    compared = matrix.verdict != VERDICTS[-1]
    total = int(compared.sum())
    if not total:
        return "None of these figures can be compared."
    differ = int((compared & (matrix.verdict != "similar")).sum())
    unusual = int((compared & (matrix.unusual > 0)).sum())
    judged = [f"{int((matrix.verdict == word).sum())} {word}" for word in (BETTER, WORSE)]
    return (
        f"Of {total:,} figures compared with {whom}, {differ:,} differ beyond chance "
        f"({' and '.join(judged)} where one end is better), {unusual:,} by more than authorities "
        "usually differ."
    )
