"""Which cells of a release make up each indicator."""

from __future__ import annotations

from dataclasses import dataclass

from data.schemas.indicators import AGE_GROUPS, INDICATORS
from data.schemas.sen2 import ALL

Key = tuple[str, str, str]
POPULATION = ("population", ALL, ALL)


@dataclass(frozen=True)
class Recipe:
    """Name the cells of an indicator, each as measure, dimension and category.

    `numerators` are alternatives, each a sum; the first that a release prints is used. `published`
    is the percentage as printed, where there is one.
    """

    numerators: tuple[tuple[Key, ...], ...]
    denominator: Key | None = None
    published: Key | None = None


def _whole(measure: str) -> Key:
    return (measure, ALL, ALL)


def _counted(measure: str) -> Recipe:
    return Recipe(((_whole(measure),),))


def _share(numerator: str, denominator: str, published: str = "") -> Recipe:
    return Recipe(
        ((_whole(numerator),),),
        denominator=_whole(denominator),
        published=_whole(published) if published else None,
    )


def _rated(measure: str) -> Recipe:
    return Recipe(((_whole(measure),),), denominator=POPULATION)


def _of_plans(dimension: str, category: str) -> Recipe:
    return Recipe(((("plans", dimension, category),),), denominator=_whole("plans"))


_HEADLINES = {
    "plans": _counted("plans"),
    "plans_per_1000": _rated("plans"),
    "new_plans": _counted("new_plans"),
    "new_plans_per_1000": _rated("new_plans"),
    "requests": _counted("requests"),
    "requests_per_1000": _rated("requests"),
    "refusals": _counted("requests_refused"),
    "refusal_pct": _share("requests_refused", "requests", "requests_refused_pct"),
    # The DfE divides by the outcomes that have a date, made in time or late.
    "decided_within_6_weeks_pct": _share(
        "decided_in_6_weeks", "decided_with_a_date", "decided_in_6_weeks_pct"
    ),
    "within_20_weeks_pct": _share("issued_in_20_weeks", "issued", "issued_in_20_weeks_pct"),
    "within_20_weeks_incl_exceptions_pct": _share(
        "issued_in_20_weeks_incl", "issued_incl", "issued_in_20_weeks_incl_pct"
    ),
    "over_1_year_pct": _share("issued_after_52_weeks", "issued", "issued_after_52_weeks_pct"),
    "reviews_held": _counted("review_meetings_in_year"),
    "reviews_decided_within_4_weeks_pct": _share(
        "review_decided_in_4_weeks", "reviews_decided", "review_decided_in_4_weeks_pct"
    ),
    "reviews_recorded_pct": _share("review_meetings", "reviews_expected"),
    "ceased_plans": _counted("ceased_plans"),
    "ceased_plans_per_1000": _rated("ceased_plans"),
    "appeals": _counted("appeals"),
    "appeal_rate_pct": _share("appeals", "appealable_decisions", "appeal_rate_pct"),
    "personal_budgets": _counted("personal_budgets"),
    "personal_budgets_pct": _share("personal_budgets", "plans"),
    "residential": _counted("residential"),
    "residential_pct": _share("residential", "plans"),
}
# Totals that a release leaves to its readers to add up.
SUMS: dict[str, tuple[str, ...]] = {
    "decided_with_a_date": ("decided_in_6_weeks", "decided_after_6_weeks"),
    "reviews_decided": ("review_decided_in_4_weeks", "review_decided_after_4_weeks"),
}
_SINGLE_YEARS: dict[str, tuple[str, ...]] = {
    "age_under_5": ("under_3", "3", "4"),
    "age_5_10": tuple(map(str, range(5, 11))),
    "age_11_15": tuple(map(str, range(11, 16))),
    "age_16_19": tuple(map(str, range(16, 20))),
    "age_20_25": tuple(map(str, range(20, 26))),
}
_AGES = {
    id: Recipe(
        (
            tuple(("plans", "age", year) for year in _SINGLE_YEARS[id]),
            (("plans", "age_band", id.removeprefix("age_")),),
        ),
        denominator=_whole("plans"),
    )
    for id in AGE_GROUPS
}
_NEEDS = {
    id: Recipe(
        ((("need_plans", "need", id.removeprefix("need_")),),), denominator=_whole("need_plans")
    )
    for id in INDICATORS
    if id.startswith("need_")
}
_PLACEMENTS = {
    "placement_mainstream": _of_plans("placement", "mainstream"),
    "placement_special": _of_plans("placement", "special"),
    "placement_independent_special": _of_plans("placement", "special_independent"),
    "placement_ap": _of_plans("placement", "ap"),
    "placement_fe": _of_plans("placement", "fe"),
    "placement_elsewhere": _of_plans("placement", "elsewhere"),
    "placement_early_years": _of_plans("placement", "early_years"),
    "placement_unknown": _of_plans("placement", "unknown"),
}
RECIPES: dict[str, Recipe] = {**_HEADLINES, **_NEEDS, **_AGES, **_PLACEMENTS}
# Parts of a whole without overlap: together they are all plans.
WHOLES: dict[str, tuple[str, ...]] = {
    "age": tuple(_AGES),
    "need": tuple(_NEEDS),
    "placement": tuple(id for id in _PLACEMENTS if id != "placement_independent_special"),
}
MEASURES = frozenset(
    {key[0] for recipe in RECIPES.values() for part in recipe.numerators for key in part}
    | {key[0] for one in RECIPES.values() for key in (one.denominator, one.published) if key}
    | {measure for parts in SUMS.values() for measure in parts}
)
DIMENSIONS = (ALL, "age", "age_band", "need", "placement")
