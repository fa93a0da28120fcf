"""The indicators of SEN2 benchmarking: what each counts, out of what, and which end is better."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

from data.schemas.vocabulary import PRIMARY_NEEDS

Kind = Literal["count", "percentage", "rate"]
Polarity = Literal["high", "low", "neutral"]
Compared = Literal["share", "rate", ""]
CountedAt = Literal["January", "calendar year"]
# Rates are printed per 1,000 people, as the DfE's financial benchmarking of plans does.
PER = 1000


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """Declare one figure by which authorities are compared.

    `kind` is what `value` is: a count, a percentage of 0 to 100, or a rate per 1,000. `compared`
    is how authorities are: by numerator / denominator as a share, as a rate per 1,000, or not at
    all. `polarity` says which end is better, neutral where neither is.
    """

    id: str
    label: str
    group: str
    kind: Kind
    compared: Compared
    definition: str
    numerator: str
    denominator: str
    source: str
    counted_at: CountedAt
    polarity: Polarity = "neutral"


PLANS, PROCESS, REVIEWS = "Plans", "Requests and decisions", "Reviews and endings"
NEEDS, AGES, PLACEMENTS = "Primary need", "Age", "Placement"
DISPUTES = "Appeals and budgets"
GROUPS = (PLANS, PROCESS, REVIEWS, DISPUTES, NEEDS, AGES, PLACEMENTS)
POPULATION = "People aged 0 to 25 in the area"
IN_FORCE = "EHC plans in force in January"
WITHOUT = "without those to which exceptions apply"
WITH = "with those to which exceptions apply"


def _count(
    id: str, label: str, what: str, *, group: str, source: str, counted_at: CountedAt
) -> Indicator:
    return Indicator(
        id=id,
        label=label,
        group=group,
        kind="count",
        compared="",
        definition=f"{what}.",
        numerator=what,
        denominator="",
        source=source,
        counted_at=counted_at,
    )


def _counted_and_rated(
    id: str, label: str, what: str, *, group: str, source: str, counted_at: CountedAt
) -> tuple[Indicator, Indicator]:
    rate = Indicator(
        id=f"{id}_per_1000",
        label=f"{label} per 1,000",
        group=group,
        kind="rate",
        compared="rate",
        definition=f"{what}, for every 1,000 people aged 0 to 25.",
        numerator=what,
        denominator=POPULATION,
        source=source,
        counted_at=counted_at,
    )
    return _count(id, label, what, group=group, source=source, counted_at=counted_at), rate


def _percentage(
    id: str,
    label: str,
    *,
    of: tuple[str, str],
    group: str,
    source: str,
    polarity: Polarity = "neutral",
    counted_at: CountedAt = "calendar year",
) -> Indicator:
    numerator, denominator = of
    return Indicator(
        id=id,
        label=label,
        group=group,
        kind="percentage",
        compared="share",
        definition=f"{numerator}, out of: {denominator[0].lower()}{denominator[1:]}.",
        numerator=numerator,
        denominator=denominator,
        source=source,
        counted_at=counted_at,
        polarity=polarity,
    )


def _part(
    id: str, label: str, what: str, *, group: str, source: str, polarity: Polarity = "neutral"
) -> Indicator:
    return Indicator(
        id=id,
        label=label,
        group=group,
        kind="count",
        compared="share",
        definition=f"{what}, out of all EHC plans in force in January.",
        numerator=what,
        denominator=IN_FORCE,
        source=source,
        counted_at="January",
        polarity=polarity,
    )


_CASELOAD, _NEW, _REQUESTS = "caseload.csv", "newplans.csv", "requests.csv"
_process = partial(_percentage, group=PROCESS, source=_REQUESTS)
_timely = partial(_percentage, group=PROCESS, source="timeliness_20_week.csv")
_reviewed = partial(_percentage, group=REVIEWS, source="annual_reviews.csv", polarity="high")
_TRIBUNAL = "SEND Tribunals and appeal rate"
_BUDGETS, _RESIDENTIAL = "personal_budgets.csv", "residential_settings.csv"
_ISSUED = "New plans issued in the year"
_APPEALS = "Appeals registered by the SEND Tribunal in the year"
_WITH_BUDGET = "EHC plans with a personal budget in January"
_IN_RESIDENCE = "Children and young people with a plan in a residential setting in January"

_HEADLINES = (
    *_counted_and_rated(
        "plans", "EHC plans", IN_FORCE, group=PLANS, source=_CASELOAD, counted_at="January"
    ),
    *_counted_and_rated(
        "new_plans",
        "New EHC plans",
        "EHC plans made for the first time in the year",
        group=PLANS,
        source=_NEW,
        counted_at="calendar year",
    ),
    *_counted_and_rated(
        "requests",
        "Requests for an assessment",
        "Requests for an EHC needs assessment received in the year",
        group=PROCESS,
        source=_REQUESTS,
        counted_at="calendar year",
    ),
    _count(
        "refusals",
        "Refusals to assess",
        "Requests of the year on which it was decided not to assess",
        group=PROCESS,
        source=_REQUESTS,
        counted_at="calendar year",
    ),
    _process(
        "refusal_pct",
        "Requests refused",
        of=("Requests on which it was decided not to assess", "Requests received in the year"),
    ),
    _process(
        "decided_within_6_weeks_pct",
        "Decided within 6 weeks",
        of=("Requests decided within 6 weeks", "Requests whose outcome has a date"),
        polarity="high",
    ),
    _timely(
        "within_20_weeks_pct",
        "Issued within 20 weeks",
        of=(f"New plans issued within 20 weeks, {WITHOUT}", f"{_ISSUED}, {WITHOUT}"),
        polarity="high",
    ),
    _timely(
        "within_20_weeks_incl_exceptions_pct",
        "Issued within 20 weeks, with exceptions",
        of=(f"New plans issued within 20 weeks, {WITH}", f"{_ISSUED}, {WITH}"),
        polarity="high",
    ),
    _timely(
        "over_1_year_pct",
        "Took over a year",
        of=(f"New plans issued after 52 weeks, {WITHOUT}", f"{_ISSUED}, {WITHOUT}"),
        polarity="low",
    ),
    _count(
        "reviews_held",
        "Annual reviews held",
        "Plans whose annual review meeting is recorded in the year",
        group=REVIEWS,
        source="annual_reviews.csv",
        counted_at="calendar year",
    ),
    _reviewed(
        "reviews_decided_within_4_weeks_pct",
        "Reviews decided within 4 weeks",
        of=("Reviews whose outcome was told within 4 weeks", "Reviews whose outcome was told"),
    ),
    _reviewed(
        "reviews_recorded_pct",
        "Reviews recorded of those expected",
        of=("Plans with an annual review meeting recorded", "Plans due an annual review"),
    ),
    *_counted_and_rated(
        "ceased_plans",
        "Plans ceased",
        "EHC plans that ceased in the year",
        group=REVIEWS,
        source="ceased_plans.csv",
        counted_at="calendar year",
    ),
    _count(
        "appeals",
        "Appeals to the tribunal",
        _APPEALS,
        group=DISPUTES,
        source=_TRIBUNAL,
        counted_at="calendar year",
    ),
    _percentage(
        "appeal_rate_pct",
        "Appeal rate",
        of=(_APPEALS, "Decisions of the year that could be appealed"),
        group=DISPUTES,
        source=_TRIBUNAL,
        polarity="low",
    ),
    _count(
        "personal_budgets",
        "Personal budgets",
        _WITH_BUDGET,
        group=DISPUTES,
        source=_BUDGETS,
        counted_at="January",
    ),
    _percentage(
        "personal_budgets_pct",
        "Plans with a personal budget",
        of=(_WITH_BUDGET, IN_FORCE),
        group=DISPUTES,
        source=_BUDGETS,
        counted_at="January",
    ),
    _count(
        "residential",
        "Residential placements",
        _IN_RESIDENCE,
        group=PLACEMENTS,
        source=_RESIDENTIAL,
        counted_at="January",
    ),
    _percentage(
        "residential_pct",
        "Plans in a residential placement",
        of=(_IN_RESIDENCE, IN_FORCE),
        group=PLACEMENTS,
        source=_RESIDENTIAL,
        counted_at="January",
    ),
)

# Before 2026 plans for Down syndrome are counted in OTH (DfE data guidance 2025, footnote 1).
_need = partial(_part, group=NEEDS, source="sen_needs_all_plans.csv")
_NEEDS = (
    *(
        _need(f"need_{code.lower()}", words, f"Plans whose primary need is {words}")
        for code, words in PRIMARY_NEEDS.items()
    ),
    _need(
        "need_unknown",
        "Need not recorded",
        "Plans whose primary need is not recorded",
        polarity="low",
    ),
)

AGE_GROUPS: dict[str, str] = {
    "age_under_5": "Under 5",
    "age_5_10": "5 to 10",
    "age_11_15": "11 to 15",
    "age_16_19": "16 to 19",
    "age_20_25": "20 to 25",
}
PLACEMENT_GROUPS: dict[str, str] = {
    "placement_mainstream": "Mainstream schools",
    "placement_special": "Special schools",
    "placement_independent_special": "Independent special schools",
    "placement_ap": "Alternative provision",
    "placement_fe": "Further education",
    "placement_elsewhere": "Educated elsewhere",
    "placement_early_years": "Non-maintained early years",
    "placement_unknown": "Placement not recorded",
}
_age = partial(_part, group=AGES, source=_CASELOAD)
_placement = partial(_part, group=PLACEMENTS, source=_CASELOAD)
_AGES = (
    _age(id, f"Aged {words.lower()}", f"Plans of people aged {words.lower()}")
    for id, words in AGE_GROUPS.items()
)
_PLACEMENTS = (
    _placement(
        id,
        words,
        f"Plans placed in: {words.lower()}",
        polarity="low" if id == "placement_unknown" else "neutral",
    )
    for id, words in PLACEMENT_GROUPS.items()
)

INDICATORS: dict[str, Indicator] = {
    indicator.id: indicator for indicator in (*_HEADLINES, *_NEEDS, *_AGES, *_PLACEMENTS)
}
COMPARED = tuple(id for id, indicator in INDICATORS.items() if indicator.compared)
