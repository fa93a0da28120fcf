"""What other shares of the saving that leaves the budget would mean."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analytics.value.calculator import calculate
from analytics.value.inputs import Inputs

# The pack says only that there are cashable and non-cashable savings.
SHARES = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Split:
    """Hold the saving of a year in two, in pounds, at one share for every role, in per cent."""

    share: float
    cashable: float
    non_cashable: float
    authority_cashable: float


def splits(inputs: Inputs) -> tuple[Split, ...]:
    """Return the saving of a year apart at each of the shares, the same for every role."""
    return tuple(_split(inputs, share) for share in SHARES)


def _split(inputs: Inputs, share: float) -> Split:
    figures = calculate(
        replace(
            inputs,
            co_ordinator_cashable=share,
            specialist_cashable=share,
            panel_cashable=share,
        )
    )
    return Split(
        share=share,
        cashable=figures.total_saving_cashable,
        non_cashable=figures.total_saving_non_cashable,
        authority_cashable=figures.total_saving_cashable / inputs.authorities,
    )
