"""England as squares: every authority has one, no two the same, near where it lies."""

from __future__ import annotations

import pandas as pd

from analytics.sen2.comparator import ENGLAND_AS_A_WHOLE
from analytics.sen2.heatmap import by_indicator
from analytics.sen2.tiles import BELOW, COLUMNS, WIDTH, reading, tiles
from data.schemas.tiles import TILES
from tests.analytics.sen2 import invented, released
from tests.analytics.sen2.invented import figure, whole


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


def test_squares_have_the_figures_and_unknown_places_stand_below() -> None:
    known = [figure("201", "need_asd", 2025, 30, 100), figure("202", "need_asd", 2025, 60, 100)]
    odd = [figure(f"Z{n:02}", "need_asd", 2025, 30, 100) for n in range(3)]
    cube = invented.cube(whole([*known, *odd]))
    found = tiles(cube, by_indicator(cube, ENGLAND_AS_A_WHOLE)).set_index("code")
    assert list(found.reset_index()) == list(COLUMNS)
    assert found.loc["201", ["x", "y"]].tolist() == list(TILES["201"])
    assert set(found.loc[["Z00", "Z01", "Z02"], "y"]) == {BELOW}
    assert found.loc["202", ["value", "verdict", "region"]].tolist() == [60, "higher", "North"]


def test_invented_places_stand_region_by_region() -> None:
    rows = [figure(f"Z{n:02}", "need_asd", 2025, 30, 100) for n in range(10 + WIDTH + 1)]
    cube = invented.cube(whole(rows))
    found = tiles(cube, by_indicator(cube, ENGLAND_AS_A_WHOLE))
    assert found.groupby("region")["y"].unique().map(list).to_dict() == {
        "North": [0],
        "South": [1, 2],
    }
    assert not found[["x", "y"]].duplicated().any()


def test_the_map_is_read() -> None:
    rows = [figure(f"Z{n:02}", "need_asd", 2025, 300, 1_000) for n in range(20)]
    rows.append(figure("Z30", "need_asd", 2025, 700, 1_000))
    cube = invented.cube(whole(rows))
    found = tiles(cube, by_indicator(cube, ENGLAND_AS_A_WHOLE))
    unusual = int((found["unusual"] > 0).sum())
    start = (
        f"{int((found['verdict'] != 'similar').sum())} of 21 authorities differ from England "
        f"beyond chance, {unusual} by more than authorities usually differ"
    )
    assert reading(found, "England") == f"{start}; most of those lie in South (1)."
    assert reading(found.assign(unusual=0), "England").endswith("usually differ.")
    none = pd.DataFrame({"verdict": ["not comparable"]})
    assert reading(none, "England") == "No authority has a figure that can be compared."
