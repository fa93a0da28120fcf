"""What the value calculator starts from, the technical pack's numbers unless somebody changes them.

The pack is the alpha's of 2019, "Producing EHCPs using AI and analytics".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

CASE_TABLE = "Technical pack, “Assessment cost breakdown”"
NATIONAL_TABLE = "Technical pack, “Value Calculator: National”"
IMPACT_TABLE = "Technical pack, “Project impact summary”"
# The pack prints £311 and gives no pence. From the first to the second of these rates every sum
# comes out as printed, while £311 itself does not: docs/value.md. The calculator takes the middle.
SPECIALIST_RATES = (310.871, 310.884)
SPECIALIST_RATE = 310.877


@dataclass(frozen=True)
class Inputs:
    """Hold every input; shares, reductions and efforts are percentages, money is in pounds."""

    co_ordinator_days: float = 8
    co_ordinator_rate: float = 241
    specialist_days: float = 10
    specialist_rate: float = SPECIALIST_RATE
    panel_days: float = 0.25
    panel_rate: float = 1_750
    co_ordinator_reduction: float = 30
    specialist_reduction: float = 25
    panel_reduction: float = 0
    co_ordinator_cashable: float = 0
    specialist_cashable: float = 0
    panel_cashable: float = 0
    requests: float = 45_205
    ongoing: float = 12_993
    not_qualified: float = 3_043
    not_qualified_effort: float = 40
    qualified_effort: float = 100
    review_share: float = 20
    review_effort: float = 20
    plans_two_years_before: float = 256_315
    plans_year_before: float = 287_290
    plans: float = 319_819
    authorities: float = 150
    process_weeks: float = 26


@dataclass(frozen=True)
class Input:
    """Describe one input: what it is called, its unit, where it is from and its limits."""

    name: str
    group: str
    label: str
    unit: str
    source: str
    lowest: float
    highest: float
    whole: bool = False


CASE, SAVED, LEAVES, VOLUME, TIME = (
    "One assessment",
    "Time saved",
    "Share of the saving that leaves the budget",
    "Cases in a year",
    "Elsewhere",
)
ROLES: dict[str, str] = {
    "co_ordinator": "Co-ordinator",
    "specialist": "Specialists",
    "panel": "Panel",
}
PERCENT = "%"
# Wide enough for any authority and for England; a figure beyond them is a slip of the hand.
MOST_DAYS, MOST_RATE, MOST_PEOPLE, MOST_EFFORT, MOST_WEEKS = 260, 10_000, 10_000_000, 500, 520
NOT_IN_PACK = "The pack gives no split, so none is assumed"


def _of_roles() -> tuple[Input, ...]:
    made: list[Input] = []
    for role, words in ROLES.items():
        made += [
            Input(f"{role}_days", CASE, f"{words}: time", "days", CASE_TABLE, 0, MOST_DAYS),
            Input(
                f"{role}_rate", CASE, f"{words}: loaded rate", "£ a day", CASE_TABLE, 0, MOST_RATE
            ),
        ]
    for role, words in ROLES.items():
        made.append(Input(f"{role}_reduction", SAVED, words, PERCENT, CASE_TABLE, 0, 100))
    for role, words in ROLES.items():
        made.append(Input(f"{role}_cashable", LEAVES, words, PERCENT, NOT_IN_PACK, 0, 100))
    return tuple(made)


def _people(name: str, label: str, *, lowest: float = 0, unit: str = "cases") -> Input:
    return Input(name, VOLUME, label, unit, NATIONAL_TABLE, lowest, MOST_PEOPLE, whole=True)


def _effort(name: str, label: str, *, highest: float = MOST_EFFORT) -> Input:
    return Input(name, VOLUME, label, PERCENT, NATIONAL_TABLE, 0, highest)


INPUTS: tuple[Input, ...] = (
    *_of_roles(),
    _people("requests", "Requests worked on"),
    _people("ongoing", "Of them still open"),
    _people("not_qualified", "Did not qualify"),
    _effort("not_qualified_effort", "Effort where not qualified, of a new case"),
    _effort("qualified_effort", "Effort where qualified, of a new case"),
    _effort("review_share", "Plans reviewed, of all plans"),
    _effort("review_effort", "Effort of a review, of a new case"),
    _people("plans_two_years_before", "Plans two years before", unit="plans"),
    _people("plans_year_before", "Plans a year before", unit="plans"),
    _people("plans", "Plans", unit="plans"),
    Input("authorities", TIME, "Authorities", "authorities", NATIONAL_TABLE, 1, 1_000, whole=True),
    Input("process_weeks", TIME, "Length of the process", "weeks", IMPACT_TABLE, 0, MOST_WEEKS),
)
BY_NAME: dict[str, Input] = {one.name: one for one in INPUTS}
GROUPS: tuple[str, ...] = (CASE, SAVED, LEAVES, VOLUME, TIME)
PACK = Inputs()


def differing(inputs: Inputs) -> dict[str, float]:
    """Return the inputs that differ from the pack's, by name."""
    before = asdict(PACK)
    return {name: value for name, value in asdict(inputs).items() if value != before[name]}


def bounds(inputs: Inputs, name: str) -> tuple[float, float]:
    """Return the least and most that an input may be beside the others."""
    one = BY_NAME[name]
    if name == "requests":
        return max(one.lowest, inputs.ongoing), one.highest
    if name == "ongoing":
        return one.lowest, min(one.highest, inputs.requests)
    return one.lowest, one.highest


def problems_of(values: Mapping[str, object]) -> dict[str, str]:
    """Return a sentence for each value that cannot be used, and for each name that is none."""
    found = {
        name: problem for name, value in values.items() if (problem := _problem(str(name), value))
    }
    given = {**asdict(PACK), **values}
    if not found and given["ongoing"] > given["requests"]:
        found["ongoing"] = (
            f"Of them still open: {given['ongoing']:,.0f} are more than the "
            f"{given['requests']:,.0f} requests worked on."
        )
    return found


def inputs_of(values: Mapping[str, object]) -> Inputs:
    """Return the pack's inputs with some changed; raises ValueError where one cannot be used."""
    problems = problems_of(values)
    if problems:
        raise ValueError(" ".join(problems.values()))
    return Inputs(**{**asdict(PACK), **values})


def typed(texts: Mapping[str, str]) -> tuple[dict[str, float], dict[str, str]]:
    """Return what was typed as numbers, and a sentence for each text that is none.

    Texts of fields that are no inputs are left out.
    """
    read = {one.name: _number(texts[one.name]) for one in INPUTS if one.name in texts}
    numbers = {name: number for name, number in read.items() if number is not None}
    unread = {
        name: f"{called(name)}: give a number, such as {plain(getattr(PACK, name))}."
        for name, number in read.items()
        if number is None
    }
    return numbers, {**unread, **problems_of(numbers)}


def plain(number: float) -> str:
    """Return a number as it is typed: no thousands separators, no needless decimals."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _number(text: str) -> float | None:
    cleaned = text.strip().removeprefix("£").removesuffix("%").replace(",", "").strip()
    try:
        number = float(cleaned)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _problem(name: str, value: object) -> str:
    one = BY_NAME.get(name)
    if one is None:
        return f"{name[:60]} is not an input of the calculator."
    if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
        return f"{called(name)} must be a number."
    if not one.lowest <= value <= one.highest:
        return f"{called(name)} must be from {one.lowest:,} to {one.highest:,} {one.unit}."
    if one.whole and value != int(value):
        return f"{called(name)} must be a whole number."
    return ""


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def called(name: str) -> str:
    """Return the words for an input that are understood away from its group."""
    one = BY_NAME[name]
    return f"{one.group}, {one.label.lower()}" if one.group in (SAVED, LEAVES) else one.label
