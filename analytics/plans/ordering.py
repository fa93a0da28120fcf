"""Where a line stands in its section, and what it takes to move it by one place."""

from __future__ import annotations

from collections.abc import Sequence

from data.schemas.plans import Line

# Room between lines, so that one can be moved without the others.
STEP = 10.0
# Between positions closer than this no other is left.
CLOSEST = 1e-6


def last_position(lines: Sequence[Line]) -> float:
    """Return the position after the last of some lines."""
    return max((line.position for line in lines), default=0.0) + STEP


def moved(lines: Sequence[Line], line_id: str, *, by: int) -> dict[str, float]:
    """Return the positions that change when a line moves one place, `by` -1 up or 1 down.

    `lines` are those of the section in order. Mostly it is the moved line's alone; where its new
    neighbours leave no room, every line of the section gets a new position. Nothing changes at an
    end, or for a line that is not there.
    """
    order = [line.line_id for line in lines]
    if line_id not in order or not 0 <= order.index(line_id) + by < len(order):
        return {}
    place = order.index(line_id)
    order.insert(place + by, order.pop(place))
    positions = {line.line_id: line.position for line in lines}
    between = _between(order, positions, place + by)
    if between is not None:
        return {line_id: between}
    spaced = {name: STEP * number for number, name in enumerate(order, start=1)}
    return {name: value for name, value in spaced.items() if positions[name] != value}


def _between(order: list[str], positions: dict[str, float], place: int) -> float | None:
    """Return a position for what now stands at a place, None where there is no room."""
    before = positions[order[place - 1]] if place else 0.0
    if place == len(order) - 1:
        return before + STEP
    after = positions[order[place + 1]]
    return (before + after) / 2 if after - before > 2 * CLOSEST else None
