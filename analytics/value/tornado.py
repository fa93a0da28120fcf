"""How much each input moves the saving, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analytics.value.calculator import calculate
from analytics.value.inputs import INPUTS, Inputs, bounds

SWING = 0.2
YEAR, ONE_CASE = "total_saving", "case_saving"


@dataclass(frozen=True)
class Swing:
    """Hold what the saving becomes, in pounds, when one input is lower and when it is higher."""

    name: str
    low: float
    high: float
    saving_low: float
    saving_high: float
    saving: float
    bounded: bool
    """Whether a limit of the input cut the swing short."""

    @property
    def spread(self) -> float:
        """Return how far the saving moves from one end to the other, in pounds."""
        return abs(self.saving_high - self.saving_low)


def tornado(inputs: Inputs, *, figure: str = YEAR) -> tuple[Swing, ...]:
    """Return the inputs that move a figure, the one that moves it most first.

    Each goes 20% down and up, or to its limit where that is nearer; the others stay.
    """
    swings = (_swing(inputs, one.name, figure) for one in INPUTS)
    moving = [swing for swing in swings if swing.spread > 0]
    # Equal but for the noise of floats, they stay in the order of the form.
    return tuple(sorted(moving, key=lambda swing: -float(f"{swing.spread:.9g}")))


def still(swings: Sequence[Swing]) -> tuple[str, ...]:
    """Return the names of the inputs that are not among some swings, in their order."""
    moving = {swing.name for swing in swings}
    return tuple(one.name for one in INPUTS if one.name not in moving)


def _swing(inputs: Inputs, name: str, figure: str) -> Swing:
    value = getattr(inputs, name)
    least, most = bounds(inputs, name)
    wanted = value * (1 - SWING), value * (1 + SWING)
    low, high = max(least, wanted[0]), min(most, wanted[1])
    ends = [
        getattr(calculate(replace(inputs, **{name: end})), figure) for end in (low, value, high)
    ]
    return Swing(
        name=name,
        low=low,
        high=high,
        saving_low=ends[0],
        saving=ends[1],
        saving_high=ends[2],
        bounded=(low, high) != wanted,
    )
