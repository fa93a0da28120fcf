"""England as equal squares, one for each authority, so that size on paper misleads nobody."""

from __future__ import annotations

from data.schemas.tiles import TILES

WIDTH = 1 + max(x for x, _ in TILES.values())
BELOW = 2 + max(y for _, y in TILES.values())


def places(codes: tuple[str, ...], regions: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Return the column and row of each authority, from the top left.

    Authorities that the map does not know, as invented ones, stand below it or in its place, those
    of each of the `regions` on rows of their own.
    """
    spots = {code: TILES[code] for code in codes if code in TILES}
    unknown = [code for code in codes if code not in TILES]
    row = BELOW if spots else 0
    for region in sorted({regions.get(code, "") for code in unknown}):
        inside = sorted(code for code in unknown if regions.get(code, "") == region)
        for n, code in enumerate(inside):
            spots[code] = (n % WIDTH, row + n // WIDTH)
        row += -(-len(inside) // WIDTH)
    return spots
