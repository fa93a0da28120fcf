"""Our own SEN2 figures, worked out from the casework by the DfE's definitions.

Definitions: data guidance of "Education, health and care plans" (reporting year 2025) and the SEN2
return. What the casework does not record has no figure, and says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.process.limits import DECISION_WEEKS, FINAL_PLAN_WEEKS
from analytics.suppression import WITHHELD, suppress_one_way, tells_of_few
from data.schemas import AGE_BANDS
from data.schemas.indicators import INDICATORS, PER
from data.schemas.sen2 import FIGURES, LOCAL

RELEASE = "own"
DECIMALS = 1
THURSDAY = 3
# The DfE counts plans on the third Thursday of January: 19 January 2023, 18 January 2024 and
# 16 January 2025 were.
CENSUS_WEEK = 3
# Age on 31 August before the January, as in the school year: SEN2 guide; a birthday in September
# or later comes after it.
LAST_MONTH = 8
# The release counts plans issued after 52 weeks as those of over a year.
WEEKS_OF_A_YEAR = 52

NEEDS = tuple(id for id in INDICATORS if id.startswith("need_"))
AGES = dict(
    zip(
        ("age_under_5", "age_5_10", "age_11_15", "age_16_19", "age_20_25"),
        AGE_BANDS.values(),
        strict=True,
    )
)
PLACED: dict[str, str] = {
    "mainstream": "placement_mainstream",
    "resourced": "placement_mainstream",
    "special": "placement_special",
    "college": "placement_fe",
}
PLACEMENTS = ("placement_mainstream", "placement_special", "placement_fe", "placement_unknown")
# Each plan is in one part of each of these.
WHOLES: dict[str, tuple[str, ...]] = {
    "need": NEEDS,
    "age": tuple(AGES),
    "placement": PLACEMENTS,
}

# Either tells the other.
SAME_COUNT: dict[str, str] = {
    "refusals": "refusal_pct",
    **{id.removesuffix("_per_1000"): id for id in INDICATORS if id.endswith("_per_1000")},
}

WITH_EXCEPTIONS = "within_20_weeks_incl_exceptions_pct"
WITHOUT_EXCEPTIONS = ("within_20_weeks_pct", "over_1_year_pct")
NO_REVIEWS = "Only the newest review of each pupil is kept, so those of a year cannot be counted."
NO_TYPE = "The type of school recorded here does not tell these apart."
NOT_HELD: dict[str, str] = {
    "reviews_held": NO_REVIEWS,
    "reviews_decided_within_4_weeks_pct": NO_REVIEWS,
    "reviews_recorded_pct": NO_REVIEWS,
    "appeals": "Appeals are not recorded here.",
    "appeal_rate_pct": "Appeals are not recorded here.",
    "personal_budgets": "Personal budgets are not recorded here.",
    "personal_budgets_pct": "Personal budgets are not recorded here.",
    "residential": "Residential placements are not recorded here.",
    "residential_pct": "Residential placements are not recorded here.",
    "placement_independent_special": NO_TYPE,
    "placement_ap": NO_TYPE,
    "placement_elsewhere": NO_TYPE,
    "placement_early_years": NO_TYPE,
}
ONE_PROCESS = (
    "One process is kept for each pupil: who asks a second time is counted by the newer request."
)
EXCEPTED = "Without the plans for which an exception to the limit is recorded on the pupil's page."
BY_NEED = "By the primary need recorded now, not the one recorded in that January."
BY_SCHOOL = "By the school attended now, not the one attended in that January."
NOTES: dict[str, str] = {
    **dict.fromkeys(
        ("requests", "requests_per_1000", "refusals", "refusal_pct", "decided_within_6_weeks_pct"),
        ONE_PROCESS,
    ),
    "new_plans": "Plans taken over from another authority are counted by their first date.",
    "ceased_plans": "The day a case was closed stands for the day its plan ceased.",
    **dict.fromkeys(("within_20_weeks_pct", "over_1_year_pct"), EXCEPTED),
    **dict.fromkeys(NEEDS, BY_NEED),
    **dict.fromkeys(PLACEMENTS, BY_SCHOOL),
    "placement_special": f"Independent special schools are included. {BY_SCHOOL}",
    **dict.fromkeys(AGES, "By age on 31 August, from the month and year of birth."),
}


@dataclass(frozen=True)
class Return:
    """Say which January a SEN2 return counts, and what of it has come to pass by `today`."""

    january: int
    today: datetime.date

    @property
    def census(self) -> datetime.date:
        """Return the day on which plans are counted."""
        first = datetime.date(self.january, 1, 1)
        ahead = (THURSDAY - first.weekday()) % 7
        return first + datetime.timedelta(days=ahead + 7 * (CENSUS_WEEK - 1))

    @property
    def counted_on(self) -> datetime.date:
        """Return the day on which plans are counted, today while that is still to come."""
        return min(self.census, self.today)

    @property
    def activity(self) -> tuple[datetime.date, datetime.date]:
        """Return the first and last day of the calendar year before, as far as it has gone."""
        year = self.january - 1
        last = min(datetime.date(year, 12, 31), self.today)
        return datetime.date(year, 1, 1), last

    @property
    def is_whole(self) -> bool:
        """Tell whether the day of the census has come."""
        return self.today >= self.census


def last_return(today: datetime.date) -> Return:
    """Return the newest SEN2 return whose census has come; the next one is `january` + 1."""
    this = Return(today.year, today)
    return this if this.is_whole else Return(today.year - 1, today)


@dataclass(frozen=True)
class Casework:
    """Hold the tables of the casework as declared, each with its pupil_id as a column."""

    pupils: pd.DataFrame
    requests: pd.DataFrame
    assessments: pd.DataFrame
    schools: pd.DataFrame


@dataclass(frozen=True)
class Ours:
    """Name the authority whose casework it is; `population` is people aged 0 to 25, if known."""

    code: str = ""
    name: str = ""
    population: float | None = None


def own_figures(casework: Casework, wanted: Return, ours: Ours | None = None) -> pd.DataFrame:
    """Return our figures as FIGURES: one row for each indicator, missing where not recorded.

    The numbers are exact and so for nobody's eyes: pass them through `withheld`. Percentages are
    not rounded.
    """
    ours = ours or Ours()
    rows = _rows(casework, wanted)
    counted = {
        **_headlines(rows, wanted),
        **_parts(rows[_in_force(rows, wanted)]),
    }
    _add_rates(counted, ours.population)
    return pd.DataFrame(
        [_figure(id, counted.get(id), wanted, ours) for id in INDICATORS], columns=list(FIGURES)
    )


def _rows(casework: Casework, wanted: Return) -> pd.DataFrame:
    """Return one row a pupil with a request: dates as days, need, age and type of school."""
    held = casework.requests.reset_index(drop=True)
    needs = casework.assessments.reset_index(drop=True)[["pupil_id", "primary_need"]]
    people = casework.pupils.reset_index(drop=True)
    people = people[["pupil_id", "birth_year", "birth_month", "school_id"]]
    schools = casework.schools.reset_index(drop=True)[["school_id", "type"]]
    rows = (
        held.merge(people, on="pupil_id")
        .merge(needs, on="pupil_id", how="left")
        .merge(schools, on="school_id", how="left")
    )
    for name in ("requested_on", "decided_on", "final_on", "closed_on"):
        rows[name] = pd.to_datetime(rows[name], format="%Y-%m-%d", errors="coerce")
    august = wanted.january - 1
    rows["age"] = august - rows["birth_year"] - (rows["birth_month"] > LAST_MONTH)
    return rows


def _in_force(rows: pd.DataFrame, wanted: Return) -> pd.Series:
    """Tell whose plan was in force at the end of the day of counting."""
    day = pd.Timestamp(wanted.counted_on)
    return (rows["final_on"] <= day) & ~(rows["closed_on"] <= day)


def _within(days: pd.Series, wanted: Return) -> pd.Series:
    first, last = map(pd.Timestamp, wanted.activity)
    return (days >= first) & (days <= last)


Counted = dict[str, tuple[float, float | None]]


def _headlines(rows: pd.DataFrame, wanted: Return) -> Counted:
    """Return numerator and denominator of the counts and percentages of a return."""
    day = pd.Timestamp(wanted.counted_on)
    requests = rows[_within(rows["requested_on"], wanted)]
    decided = requests[requests["decided_on"] <= day]
    refused = decided["stage"] == "not_assessed"
    soon = decided["decided_on"] <= decided["requested_on"] + pd.Timedelta(weeks=DECISION_WEEKS)
    new = rows[_within(rows["final_on"], wanted)]
    bound = new["exception"].isna()
    timely = new["final_on"] <= new["requested_on"] + pd.Timedelta(weeks=FINAL_PLAN_WEEKS)
    overdue = new["final_on"] > new["requested_on"] + pd.Timedelta(weeks=WEEKS_OF_A_YEAR)
    ceased = (rows["stage"] == "ceased") & _within(rows["closed_on"], wanted)
    return {
        "plans": (_in_force(rows, wanted).sum(), None),
        "new_plans": (len(new), None),
        "requests": (len(requests), None),
        "refusals": (refused.sum(), None),
        "refusal_pct": (refused.sum(), len(requests)),
        "decided_within_6_weeks_pct": (soon.sum(), len(decided)),
        "within_20_weeks_pct": ((timely & bound).sum(), bound.sum()),
        "within_20_weeks_incl_exceptions_pct": (timely.sum(), len(new)),
        "over_1_year_pct": ((overdue & bound).sum(), bound.sum()),
        "ceased_plans": (ceased.sum(), None),
    }


def _parts(plans: pd.DataFrame) -> Counted:
    """Return how many plans are in each part of each whole, out of all plans."""
    need = ("need_" + plans["primary_need"].str.lower()).fillna("need_unknown")
    placed = plans["type"].map(PLACED).fillna("placement_unknown")
    numbers = {id: (need == id).sum() for id in NEEDS}
    numbers |= {id: plans["age"].between(*band).sum() for id, band in AGES.items()}
    numbers |= {id: (placed == id).sum() for id in PLACEMENTS}
    return {id: (number, len(plans)) for id, number in numbers.items()}


def _add_rates(counted: Counted, population: float | None) -> None:
    for id in INDICATORS:
        base = id.removesuffix("_per_1000")
        if base != id and population:
            counted[id] = (counted[base][0], population)


def _figure(
    id: str, found: tuple[float, float | None] | None, wanted: Return, ours: Ours
) -> dict[str, object]:
    indicator = INDICATORS[id]
    is_january = indicator.counted_at == "January"
    numerator, denominator = found or (np.nan, np.nan)
    value = _value(indicator.kind, numerator, denominator)
    no_rate = "The number of people aged 0 to 25 is not known." if id.endswith("1000") else ""
    why = NOT_HELD.get(id) or (no_rate if found is None else "")
    return {
        "release": RELEASE,
        "level": LOCAL,
        "code": ours.code,
        "name": ours.name,
        "region": "",
        "year": wanted.january if is_january else wanted.january - 1,
        "indicator": id,
        "value": value,
        "symbol": "x" if np.isnan(value) else "",
        "numerator": float(numerator),
        "denominator": np.nan if denominator is None else float(denominator),
        "flagged": False,
        "why": why,
        "footnote": NOTES.get(id, ""),
        "broken": False,
    }


def _value(kind: str, numerator: float, denominator: float | None) -> float:
    if kind == "count":
        return float(numerator)
    if not denominator or np.isnan(denominator):
        return np.nan
    return float(numerator) * (PER if kind == "rate" else 100) / denominator


def withheld(figures: pd.DataFrame) -> pd.DataFrame:
    """Return our figures of one return with what could give a person away withheld as c.

    Parts of a whole go through suppression together; of a percentage both who is counted and who
    is not. Nothing of a withheld row is left, neither numerator nor denominator.
    """
    by_id = figures.set_index("indicator")
    held = figures[figures["symbol"] == ""]
    hidden = {
        id
        for id, counted, of in zip(
            held["indicator"], held["numerator"], held["denominator"], strict=True
        )
        if _is_small(id, int(counted), of)
    }
    plans = by_id["numerator"]["plans"]
    for parts in WHOLES.values():
        counts = by_id.loc[list(parts), "numerator"]
        # Who is in none of the parts, such as people over 25, is a part of its own.
        counts["rest"] = plans - counts.sum()
        safe = suppress_one_way(counts.astype(int))
        hidden |= set(map(str, safe.index[safe.isna()]))
    for one, other in SAME_COUNT.items():
        hidden |= {one, other} if hidden & {one, other} else set()
    if _tells_excepted(by_id):
        hidden |= set(WITHOUT_EXCEPTIONS)
    blank = figures["indicator"].isin(hidden) & (figures["symbol"] == "")
    numbers = ["value", "numerator", "denominator"]
    left = figures.copy()
    left.loc[blank, numbers] = np.nan
    left.loc[blank, "symbol"] = WITHHELD
    return left


def _tells_excepted(figures: pd.DataFrame) -> bool:
    """Tell whether the figures with and without exceptions give few excepted plans away."""
    every, sound = [WITH_EXCEPTIONS], ["within_20_weeks_pct"]
    timely, new = (
        int(figures.loc[every, name].sum() - figures.loc[sound, name].sum())
        for name in ("numerator", "denominator")
    )
    return tells_of_few(timely, of=new)


def _is_small(id: str, counted: int, denominator: float) -> bool:
    whole = int(denominator) if INDICATORS[id].kind == "percentage" else counted
    return tells_of_few(counted, of=whole)


def newest_january(published: pd.DataFrame, *, code: str) -> int | None:
    """Return the January of the newest return of which an authority's figures are published."""
    theirs = published[published["code"] == code]
    if theirs.empty:
        return None
    is_january = theirs["indicator"].map(lambda id: INDICATORS[id].counted_at == "January")
    return int((theirs["year"] + (~is_january).astype(int)).max())


def compared(
    figures: Mapping[str, pd.DataFrame], published: pd.DataFrame, *, code: str
) -> pd.DataFrame:
    """Return our figures beside the published ones of an authority, one row for each indicator.

    `figures` maps "now", "last" and "same" to our figures of a return, as `withheld` leaves them:
    the next, the last, and the one that was published last. `published` is FIGURES, of which the
    newest year counts. Columns: indicator; value and symbol of each as now, last, same, published;
    published_year, published_flagged; difference, which is same less published of one year, in per
    cent of it for a count and in its own unit else; why, footnote. Ours are to one decimal.
    """
    ours = {name: one.set_index("indicator") for name, one in figures.items()}
    theirs = published[published["code"] == code].sort_values("year", kind="stable")
    theirs = theirs.drop_duplicates("indicator", keep="last").set_index("indicator")
    theirs = theirs.reindex(list(INDICATORS))
    table = pd.DataFrame(index=pd.Index(list(INDICATORS), name="indicator"))
    for name, frame in {**ours, "published": theirs}.items():
        table[name] = frame["value"].astype(float).round(DECIMALS)
        table[f"{name}_symbol"] = frame["symbol"].astype(object).fillna("")
    table["published_year"] = theirs["year"].astype("Int64")
    table["published_flagged"] = theirs["flagged"].astype("boolean").fillna(value=False)
    # A figure that is newest in an older return is of another year than ours.
    is_same = (ours["same"]["year"] == table["published_year"]).fillna(value=False)
    table["difference"] = _difference(table["same"].where(is_same.astype(bool)), table["published"])
    table["why"], table["footnote"] = ours["last"]["why"], ours["last"]["footnote"]
    return table.reset_index()


def _difference(ours: pd.Series, theirs: pd.Series) -> pd.Series:
    is_count = np.array([INDICATORS[str(id)].kind == "count" for id in ours.index])
    change = ours - theirs
    return change.mask(is_count, 100 * change / theirs.where(theirs != 0))
