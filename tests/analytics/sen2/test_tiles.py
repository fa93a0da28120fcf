"""England as squares: every authority has one, no two the same, near where it lies."""

from __future__ import annotations

from analytics.sen2.tiles import BELOW, WIDTH, places
from data.schemas.tiles import TILES
from tests.analytics.sen2 import released


def test_every_authority_of_2025_has_a_square_of_its_own() -> None:
    places = released.authorities()
    current = set(places.loc[places["current"], "code"])
    assert set(TILES) == current
    assert len(current) == 153
    assert len(set(TILES.values())) == len(TILES)


def test_squares_lie_about_where_their_regions_do() -> None:
    places = released.authorities()
    rows = places[places["current"]].assign(
        x=lambda frame: [TILES[code][0] for code in frame["code"]],
        y=lambda frame: [TILES[code][1] for code in frame["code"]],
    )
    middle = rows.groupby("region_name")[["x", "y"]].mean()
    assert middle["y"].idxmin() == "North East"
    assert middle["x"].idxmin() == "South West"
    assert middle["x"].idxmax() in ("London", "East of England")
    assert middle.loc["North West", "x"] < middle.loc["Yorkshire and The Humber", "x"]
    assert middle.loc["East Midlands", "y"] < middle.loc["London", "y"]
    # Each region hangs together: next to each square lies another of its region.
    for _, region in rows.groupby("region_name"):
        spots = set(zip(region["x"], region["y"], strict=True))
        alone = [
            (x, y)
            for x, y in spots
            if not any((x + i, y + j) in spots for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j)
        ]
        # The Isles of Scilly are islands.
        assert len(alone) <= 1


def test_unknown_places_stand_below_the_map() -> None:
    spots = places(("201", "Z02", "Z01"), {"Z01": "E1", "Z02": "E1"})
    assert spots == {"201": TILES["201"], "Z01": (0, BELOW), "Z02": (1, BELOW)}


def test_invented_places_stand_region_by_region() -> None:
    north = [f"Z{n:02}" for n in range(10)]
    south = [f"Z{n:02}" for n in range(10, 10 + WIDTH + 1)]
    spots = places((*south, *north), {**dict.fromkeys(north, "E1"), **dict.fromkeys(south, "E2")})
    assert {spots[code][1] for code in north} == {0}
    assert {spots[code][1] for code in south} == {1, 2}
    assert len(set(spots.values())) == len(spots)
    assert places(("Z01",), {}) == {"Z01": (0, 0)}
