"""A line moves by one place, and mostly nothing else is touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analytics.plans.ordering import last_position, moved
from analytics.plans.rows import in_order
from data.schemas.plans import Line
from tests.plan_lines import line


def section(positions: list[float]) -> list[Line]:
    return list(in_order(line(f"l{n}", position=at) for n, at in enumerate(positions)))


def after(lines: list[Line], changes: dict[str, float]) -> list[str]:
    placed = [line(one.line_id, position=changes.get(one.line_id, one.position)) for one in lines]
    return [one.line_id for one in in_order(placed)]


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=8),
    st.integers(0, 7),
    st.sampled_from([-1, 1]),
)
def test_the_order_after_a_move_is_the_order_with_two_exchanged(
    positions: list[float], chosen: int, by: int
) -> None:
    lines = section(positions)
    names = [one.line_id for one in lines]
    place = chosen % len(names)
    wanted = list(names)
    if 0 <= place + by < len(names):
        wanted[place], wanted[place + by] = wanted[place + by], wanted[place]
    assert after(lines, moved(lines, names[place], by=by)) == wanted


def test_one_line_changes_where_there_is_room() -> None:
    lines = section([10.0, 20.0, 30.0])
    assert moved(lines, "l2", by=-1) == {"l2": 15.0}
    assert moved(lines, "l0", by=1) == {"l0": 25.0}
    assert moved(lines, "l1", by=1) == {"l1": 40.0}
    assert moved(lines, "l1", by=-1) == {"l1": 5.0}


def test_lines_without_room_between_them_are_placed_anew() -> None:
    lines = section([5.0, 5.0, 5.0])
    assert moved(lines, "l2", by=-1) == {"l0": 10.0, "l2": 20.0, "l1": 30.0}


def test_an_end_or_a_stranger_stays() -> None:
    lines = section([10.0, 20.0])
    assert moved(lines, "l0", by=-1) == moved(lines, "l1", by=1) == moved(lines, "x", by=1) == {}


def test_a_new_line_goes_to_the_end() -> None:
    assert last_position([]) == 10.0
    assert last_position(section([10.0, 35.0])) == 45.0
