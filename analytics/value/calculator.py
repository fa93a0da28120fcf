"""The value calculator: inputs in, every figure of the technical pack's three tables out."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.value.inputs import ROLES, Inputs


@dataclass(frozen=True)
class Figures:
    """Hold every figure; money in pounds, shares as percentages, None where there is none."""

    co_ordinator_cost: float
    specialist_cost: float
    panel_cost: float
    case_cost: float
    co_ordinator_saving: float
    specialist_saving: float
    panel_saving: float
    case_saving: float
    case_saving_percent: float | None
    case_saving_cashable: float
    case_saving_non_cashable: float
    plans_growth_percent: float | None
    plans_change: float
    new_cases: float
    reviews: float
    all_cases: float
    not_qualified_cost: float
    qualified_cost: float
    reviews_cost: float
    total_cost: float
    not_qualified_saving: float
    qualified_saving: float
    reviews_saving: float
    total_saving: float
    total_saving_percent: float | None
    total_saving_cashable: float
    total_saving_non_cashable: float
    authority_not_qualified_saving: float
    authority_qualified_saving: float
    authority_reviews_saving: float
    authority_saving: float
    authority_cost: float
    weeks_after: float
    weeks_saved: float


@dataclass(frozen=True)
class _Case:
    """Hold what one case costs and saves, in pounds by role."""

    cost: dict[str, float]
    saving: dict[str, float]
    cashable: float

    @property
    def whole_cost(self) -> float:
        return sum(self.cost.values())

    @property
    def whole_saving(self) -> float:
        return sum(self.saving.values())


def calculate(inputs: Inputs) -> Figures:
    """Return every figure that follows from the inputs."""
    case = _case(inputs)
    percent = _share(case.whole_saving, case.whole_cost)
    year = _year(inputs, case)
    return Figures(
        **{f"{role}_cost": pounds for role, pounds in case.cost.items()},
        **{f"{role}_saving": pounds for role, pounds in case.saving.items()},
        case_cost=case.whole_cost,
        case_saving=case.whole_saving,
        case_saving_percent=percent,
        case_saving_cashable=case.cashable,
        case_saving_non_cashable=case.whole_saving - case.cashable,
        plans_growth_percent=_growth(inputs),
        plans_change=inputs.plans_year_before - inputs.plans_two_years_before,
        total_saving_percent=percent if year["total_cost"] else None,
        **year,
        weeks_after=inputs.process_weeks * (1 - (percent or 0) / 100),
        weeks_saved=inputs.process_weeks * (percent or 0) / 100,
    )


def _case(inputs: Inputs) -> _Case:
    given = vars(inputs)
    cost = {role: given[f"{role}_days"] * given[f"{role}_rate"] for role in ROLES}
    saving = {role: cost[role] * given[f"{role}_reduction"] / 100 for role in ROLES}
    cashable = sum(saving[role] * given[f"{role}_cashable"] / 100 for role in ROLES)
    return _Case(cost, saving, cashable)


def _growth(inputs: Inputs) -> float | None:
    """Return the compound growth of plans a year over two years, in per cent."""
    first = inputs.plans_two_years_before
    return 100 * ((inputs.plans / first) ** 0.5 - 1) if first else None


def _year(inputs: Inputs, case: _Case) -> dict[str, float]:
    """Return what a year's cases cost and save, in all and for an average authority."""
    new, reviews = inputs.requests - inputs.ongoing, inputs.plans * inputs.review_share / 100
    effort = {
        "not_qualified": inputs.not_qualified * inputs.not_qualified_effort / 100,
        "qualified": new * inputs.qualified_effort / 100,
        "reviews": reviews * inputs.review_effort / 100,
    }
    cases = sum(effort.values())
    cost, saving = cases * case.whole_cost, cases * case.whole_saving
    return {
        "new_cases": new,
        "reviews": reviews,
        "all_cases": inputs.not_qualified + new + reviews,
        **{f"{kind}_cost": each * case.whole_cost for kind, each in effort.items()},
        **{f"{kind}_saving": each * case.whole_saving for kind, each in effort.items()},
        **{
            f"authority_{kind}_saving": each * case.whole_saving / inputs.authorities
            for kind, each in effort.items()
        },
        "total_cost": cost,
        "total_saving": saving,
        "total_saving_cashable": cases * case.cashable,
        "total_saving_non_cashable": cases * (case.whole_saving - case.cashable),
        "authority_saving": saving / inputs.authorities,
        "authority_cost": cost / inputs.authorities,
    }


def _share(part: float, whole: float) -> float | None:
    return 100 * part / whole if whole else None
