"""England as equal squares, one for each authority, so that size on paper misleads nobody."""

from __future__ import annotations

import pandas as pd

from analytics.sen2.cube import Cube
from analytics.sen2.heatmap import Matrix
from data.schemas.tiles import TILES

COLUMNS = ("code", "name", "region", "x", "y", "value", "verdict", "unusual", "mark")
WIDTH = 1 + max(x for x, _ in TILES.values())
BELOW = 2 + max(y for _, y in TILES.values())


def tiles(cube: Cube, matrix: Matrix) -> pd.DataFrame:
    """Return a square for each row of a matrix of one column: COLUMNS, x and y from the top left.

    Authorities that the map does not know, as invented ones, stand below it or in its place, each
    region on rows of its own.
    """
    spots = places(matrix.codes, cube.regions)
    rows = [
        {
            "code": code,
            "name": name,
            "region": cube.names.get(cube.regions[code], ""),
            "x": spots[code][0],
            "y": spots[code][1],
            "value": matrix.value[n, 0],
            "verdict": matrix.verdict[n, 0],
            "unusual": matrix.unusual[n, 0],
            "mark": matrix.mark[n, 0],
        }
        for n, (code, name) in enumerate(zip(matrix.codes, matrix.names, strict=True))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def places(codes: tuple[str, ...], regions: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Return the column and row of each authority; `regions` says in which region each lies."""
    spots = {code: TILES[code] for code in codes if code in TILES}
    unknown = [code for code in codes if code not in TILES]
    row = BELOW if spots else 0
    for region in sorted({regions.get(code, "") for code in unknown}):
        inside = sorted(code for code in unknown if regions.get(code, "") == region)
        for n, code in enumerate(inside):
            spots[code] = (n % WIDTH, row + n // WIDTH)
        row += -(-len(inside) // WIDTH)
    return spots


def reading(squares: pd.DataFrame, whom: str) -> str:
    """Say how many authorities differ from the comparator, and in which regions most do."""
    compared = squares[squares["verdict"] != "not comparable"]
    if compared.empty:
        return "No authority has a figure that can be compared."
    differ = compared[compared["verdict"] != "similar"]
    unusual = compared[compared["unusual"] > 0]
    start = (
        f"{len(differ)} of {len(compared)} authorities differ from {whom} beyond chance, "
        f"{len(unusual)} by more than authorities usually differ"
    )
    regions = unusual["region"].value_counts()
    if regions.empty:
        return f"{start}."
    return f"{start}; most of those lie in {regions.index[0]} ({regions.iloc[0]})."
