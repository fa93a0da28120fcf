"""What the figures are called, and every number as the technical pack prints it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from analytics.value.calculator import Figures
from analytics.value.inputs import CASE_TABLE, IMPACT_TABLE, NATIONAL_TABLE, Inputs

MILLION = 1_000_000
# Beyond these decimals a float of these sizes holds noise, which must not decide a rounding.
EXACT_DECIMALS = 6


@dataclass(frozen=True)
class Named:
    """Say what a figure is called, and how it is printed: unit, scale, decimals, direction."""

    label: str
    before: str = ""
    after: str = ""
    scale: float = 1
    decimals: int = 0
    down: bool = False

    def show(self, value: float | None) -> str:
        """Return the figure as printed, a dash where there is none."""
        if value is None:
            return "–"
        return f"{self.before}{rounded(value / self.scale, self.decimals, self.down)}{self.after}"

    @property
    def unit(self) -> str:
        """Return the unit of the value as it is calculated, before it is scaled."""
        return self.before or self.after.strip() or "cases"


def _pounds(label: str) -> Named:
    return Named(label, before="£")


def _millions(label: str) -> Named:
    return Named(label, before="£", after="m", scale=MILLION, decimals=2)


NAMES: dict[str, Named] = {
    "co_ordinator_cost": _pounds("Co-ordinator, a case"),
    "specialist_cost": _pounds("Specialists, a case"),
    "panel_cost": _pounds("Panel, a case"),
    "case_cost": _pounds("Total cost of a case"),
    "co_ordinator_saving": _pounds("Saving of the co-ordinator, a case"),
    "specialist_saving": _pounds("Saving of the specialists, a case"),
    "panel_saving": _pounds("Saving of the panel, a case"),
    "case_saving": _pounds("Saving, a case"),
    "case_saving_percent": Named("Saving, of the cost of a case", after="%"),
    "case_saving_cashable": _pounds("Saving of a case that leaves the budget"),
    "case_saving_non_cashable": _pounds("Saving of a case that is time for other work"),
    "plans_growth_percent": Named("Growth of plans a year, compound", after="%", decimals=1),
    "plans_change": Named("Change in plans in the first year", after=" plans"),
    "new_cases": Named("New cases that qualified"),
    "reviews": Named("Reviews"),
    "all_cases": Named("Cases and reviews in all"),
    "not_qualified_cost": _millions("New cases that did not qualify, cost"),
    "qualified_cost": _millions("New cases that qualified, cost"),
    "reviews_cost": _millions("Reviews, cost"),
    "total_cost": _millions("Cost in a year"),
    "not_qualified_saving": _millions("New cases that did not qualify, saving"),
    "qualified_saving": _millions("New cases that qualified, saving"),
    "reviews_saving": _millions("Reviews, saving"),
    "total_saving": _millions("Saving in a year"),
    "total_saving_percent": Named("Saving, of the cost in a year", after="%"),
    "total_saving_cashable": _millions("Saving in a year that leaves the budget"),
    "total_saving_non_cashable": _millions("Saving in a year that is time for other work"),
    "authority_not_qualified_saving": _millions("An authority: cases that did not qualify, saving"),
    "authority_qualified_saving": _millions("An authority: new cases that qualified, saving"),
    "authority_reviews_saving": _millions("An authority: reviews, saving"),
    "authority_saving": _millions("An authority: saving in a year"),
    "authority_cost": _millions("An authority: cost in a year"),
    # The pack prints 19 of 19.6: it drops the part of a week.
    "weeks_after": Named("Weeks that the process then takes", after=" weeks", down=True),
    "weeks_saved": Named("Weeks saved", after=" weeks", decimals=1),
}


@dataclass(frozen=True)
class Printed:
    """Hold one number of the pack: where it stands, what it is, and how it is rounded there."""

    table: str
    name: str
    text: str
    scale: float = 1
    decimals: int = 0
    down: bool = False


def _case_table() -> tuple[Printed, ...]:
    rows: dict[str, tuple[str, str, str, str, str]] = {
        "co_ordinator": ("8", "241", "1,928", "30", "578"),
        "specialist": ("10", "311", "3,109", "25", "777"),
        "panel": ("0.25", "1,750", "438", "0", "0"),
    }
    made: list[Printed] = []
    for role, row in rows.items():
        for part, text in zip(("days", "rate", "cost", "reduction", "saving"), row, strict=True):
            decimals = 2 if text == "0.25" else 0
            made.append(Printed(CASE_TABLE, f"{role}_{part}", text, decimals=decimals))
    totals = {"case_cost": "5,474", "case_saving_percent": "25", "case_saving": "1,356"}
    return (*made, *(Printed(CASE_TABLE, name, text) for name, text in totals.items()))


def _national_table() -> tuple[Printed, ...]:
    whole = {
        "plans_two_years_before": "256,315",
        "plans_year_before": "287,290",
        "plans": "319,819",
        "plans_change": "30,975",
        "requests": "45,205",
        "ongoing": "12,993",
        "new_cases": "32,212",
        "not_qualified": "3,043",
        "not_qualified_effort": "40",
        "qualified_effort": "100",
        "review_share": "20",
        "review_effort": "20",
        "reviews": "63,964",
        "all_cases": "99,219",
        "total_saving_percent": "25",
        "authorities": "150",
    }
    millions = {
        "not_qualified_cost": "6.66",
        "qualified_cost": "176.34",
        "reviews_cost": "70.03",
        "total_cost": "253.03",
        "not_qualified_saving": "1.65",
        "qualified_saving": "43.67",
        "reviews_saving": "17.34",
        "total_saving": "62.66",
        "authority_not_qualified_saving": "0.01",
        "authority_qualified_saving": "0.29",
        "authority_reviews_saving": "0.12",
        "authority_saving": "0.42",
    }
    return (
        Printed(NATIONAL_TABLE, "plans_growth_percent", "11.7", decimals=1),
        *(Printed(NATIONAL_TABLE, name, text) for name, text in whole.items()),
        *(
            Printed(NATIONAL_TABLE, name, text, scale=MILLION, decimals=2)
            for name, text in millions.items()
        ),
    )


PRINTED: tuple[Printed, ...] = (
    *_case_table(),
    *_national_table(),
    Printed(IMPACT_TABLE, "total_cost", "253", scale=MILLION),
    Printed(IMPACT_TABLE, "total_saving", "63", scale=MILLION),
    # To the nearest ten thousand pounds.
    Printed(IMPACT_TABLE, "authority_saving", "420", scale=1_000, decimals=-1),
    Printed(IMPACT_TABLE, "process_weeks", "26"),
    Printed(IMPACT_TABLE, "weeks_after", "19", down=True),
)
# The finest print of each figure.
IN_PACK: dict[str, str] = {one.name: one.text for one in reversed(PRINTED)}


def here(one: Printed, inputs: Inputs, figures: Figures) -> str:
    """Return what the calculator gives for a number of the pack, rounded as there."""
    value = {**vars(inputs), **vars(figures)}[one.name]
    return "–" if value is None else rounded(value / one.scale, one.decimals, one.down)


def rounded(value: float, decimals: int, down: bool = False) -> str:
    """Return a number with thousands separators, a half rounded up, or all rounded `down`."""
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(str(round(value, EXACT_DECIMALS)))
    number = exact.quantize(step, rounding=ROUND_FLOOR if down else ROUND_HALF_UP)
    return f"{number:,.{max(decimals, 0)}f}"
