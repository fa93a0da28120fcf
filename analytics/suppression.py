"""The one function that withholds small counts of people from those outside the casework roles.

A table is read as a flow: every cell runs from its row to its column, every total back again. A
withheld cell can be worked out exactly where it lies on no circle of withheld cells along which
one person more here and one fewer there keeps every total, so each is given such a circle.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Any

import pandas as pd

# The rule of the DfE's statistics on children, such as "Characteristics of children in need": 1 to
# 5 becomes `c` and other cells follow where needed; a true 0 is shown. The symbol is the DfE's.
SMALLEST_SHOWN = 6
WITHHELD = "c"
WITHHELD_WORDS = "c: withheld, 5 or fewer or needed to protect another"
TOTAL = "Total"

Cell = tuple[int, int]
Grid = list[list[int]]


def suppress(counts: pd.DataFrame) -> pd.DataFrame:
    """Return a table of counts with what must be withheld as NA, safe beside all of its totals.

    Takes whole counts of people, each person in one cell, without totals. Counts of 1 to 5 are
    withheld, and as few others as keep them from being worked out; 0 is never withheld. Which
    totals may be shown is for `suppress_with_totals` to say. The columns become Int64. Raises
    ValueError on a count that is missing or negative.
    """
    grid = _with_totals(counts)
    rows = [row[:-1] for row in _hidden(grid)[:-1]]
    return pd.DataFrame(rows, index=counts.index, columns=counts.columns).astype("Int64")


def suppress_with_totals(counts: pd.DataFrame, *, total: str = TOTAL) -> pd.DataFrame:
    """Return `suppress` of a table with a last row and column of totals, which count as cells."""
    index = pd.Index([*counts.index, total], name=counts.index.name)
    columns = pd.Index([*counts.columns, total], name=counts.columns.name)
    rows = _hidden(_with_totals(counts))
    return pd.DataFrame(rows, index=index, columns=columns).astype("Int64")


def suppress_one_way(counts: pd.Series) -> pd.Series:
    """Return counts of groups that each person is in one of, safe beside their total."""
    return suppress(counts.to_frame()).iloc[:, 0]


def suppress_shares(counts: pd.Series, *, of: int) -> pd.Series:
    """Return counts of answers that a person may give several of, each out of the same total.

    Those with and those without are the two cells of a table with its total, so a count is also
    withheld where 1 to 5 people are left without. Raises ValueError on a count that is missing,
    negative or above the total.
    """
    _with_totals(pd.DataFrame({"with": counts, "without": of - counts}))
    without = of - counts
    is_small = (counts < SMALLEST_SHOWN) | ((without > 0) & (without < SMALLEST_SHOWN))
    return counts.astype("Int64").mask(is_small & (counts > 0))


def tells_of_few(count: int, *, of: int) -> bool:
    """Tell whether 1 to 5 people gave one answer out of a total, gave the other, or are all."""
    return any(0 < number < SMALLEST_SHOWN for number in (count, of - count, of))


def shown(count: Any) -> str:
    """Return a count as it is printed: a number, or `c` if it is withheld."""
    return WITHHELD if pd.isna(count) else f"{int(count):,}"


def _with_totals(counts: pd.DataFrame) -> Grid:
    if counts.isna().to_numpy().any() or (counts < 0).to_numpy().any():
        raise ValueError("A count is missing or below 0.")
    cells = [[int(value) for value in row] for row in counts.to_numpy().tolist()]
    rows = [[*row, sum(row)] for row in cells]
    columns = [sum(row[j] for row in rows) for j in range(len(counts.columns) + 1)]
    return [*rows, columns]


def _hidden(grid: Grid) -> list[list[Any]]:
    withheld = _withheld(grid)
    return [
        [pd.NA if (i, j) in withheld else value for j, value in enumerate(row)]
        for i, row in enumerate(grid)
    ]


def _withheld(grid: Grid) -> set[Cell]:
    """Return the cells to withhold: the small ones, then what keeps them from being worked out."""
    withheld = {
        (i, j)
        for i, row in enumerate(grid)
        for j, value in enumerate(row)
        if 0 < value < SMALLEST_SHOWN
    }
    safe: set[Cell] = set()
    while withheld - safe:
        _widen_small_lines(grid, withheld)
        for cell in sorted(withheld - safe):
            if cell not in safe:
                circle = _cheapest_circle(grid, withheld, cell)
                withheld |= circle
                safe |= circle
    return withheld


def _widen_small_lines(grid: Grid, withheld: set[Cell]) -> None:
    """Withhold one more cell of each line whose withheld cells together are below 6 people."""
    for line in _lines(grid):
        *cells, total = line
        while total not in withheld and 0 < _sum(grid, withheld.intersection(cells)) < (
            SMALLEST_SHOWN
        ):
            free = [cell for cell in cells if cell not in withheld and _value(grid, cell)]
            withheld.add(min(free, key=lambda cell: _value(grid, cell), default=total))


def _lines(grid: Grid) -> Iterator[list[Cell]]:
    """Yield the cells of each row and each column, its total last."""
    rows, columns = range(len(grid)), range(len(grid[0]))
    yield from ([(i, j) for j in columns] for i in rows)
    yield from ([(i, j) for i in rows] for j in columns)


def _cheapest_circle(grid: Grid, withheld: set[Cell], cell: Cell) -> set[Cell]:
    """Return the cells of the circle through a cell that withholds the fewest people more.

    Along it, one person more or fewer in the cell is made up for by the others. No cell of a
    circle may fall below 1, for whoever knows the rule knows that no 0 is withheld.
    """
    start, end = _ends(grid, cell)
    ways = [_cheapest_way(grid, withheld, end, start, cell)]
    if _value(grid, cell) > 1:
        ways.append(_cheapest_way(grid, withheld, start, end, cell))
    return {cell, *min(ways)[1]}


Node = tuple[str, int]


def _ends(grid: Grid, cell: Cell) -> tuple[Node, Node]:
    """Return where a cell's flow comes from and goes to: its row and column, totals reversed."""
    row, column = ("row", cell[0]), ("column", cell[1])
    is_row_total, is_column_total = cell[1] == len(grid[0]) - 1, cell[0] == len(grid) - 1
    return (row, column) if is_row_total == is_column_total else (column, row)


def _cheapest_way(
    grid: Grid, withheld: set[Cell], start: Node, goal: Node, without: Cell
) -> tuple[int, list[Cell]]:
    """Find the way between two lines over the fewest people not yet withheld (Dijkstra).

    There is always one: through a cell's totals, which are above 0 where the cell is.
    """
    queue: list[tuple[int, list[Cell], Node]] = [(0, [], start)]
    seen: set[Node] = set()
    while True:
        cost, way, node = heapq.heappop(queue)
        if node == goal:
            return cost, way
        if node in seen:
            continue
        seen.add(node)
        for cell, following in _steps(grid, node):
            if cell != without and following not in seen:
                added = 0 if cell in withheld else _value(grid, cell)
                heapq.heappush(queue, (cost + added, [*way, cell], following))


def _steps(grid: Grid, node: Node) -> Iterator[tuple[Cell, Node]]:
    """Yield each cell of a line that can rise, or fall without reaching 0, and where it leads."""
    kind, place = node
    length = len(grid[0]) if kind == "row" else len(grid)
    for other in range(length):
        cell = (place, other) if kind == "row" else (other, place)
        start, end = _ends(grid, cell)
        if _value(grid, cell) > (0 if node == start else 1):
            yield cell, end if node == start else start


def _value(grid: Grid, cell: Cell) -> int:
    return grid[cell[0]][cell[1]]


def _sum(grid: Grid, cells: set[Cell]) -> int:
    return sum(_value(grid, cell) for cell in cells)
