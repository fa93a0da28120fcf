"""Our own SEN2 figures: every count again by plain loops, the calendar, and what is withheld."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.sen2 import own
from analytics.sen2.own import (
    AGES,
    NEEDS,
    NOT_HELD,
    PLACEMENTS,
    WHOLES,
    Casework,
    Ours,
    Return,
    compared,
    last_return,
    newest_january,
    own_figures,
    withheld,
)
from data.schemas import EXCEPTIONS, PRIMARY_NEEDS, STAGES
from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import FIGURES
from tests.analytics.invented import table

TODAY = datetime.date(2026, 11, 22)
LAST = Return(2026, TODAY)
NEXT = Return(2027, TODAY)
SCHOOLS = {"S1": "mainstream", "S2": "resourced", "S3": "special", "S4": "college"}

SOME_DAY = st.one_of(
    st.none(),
    st.integers(-30, 1200).map(lambda back: (TODAY - datetime.timedelta(days=back)).isoformat()),
)
PUPIL = st.fixed_dictionaries(
    {
        "birth_month": st.integers(1, 12),
        "birth_year": st.integers(1999, 2026),
        "school_id": st.sampled_from([None, "GONE", *SCHOOLS]),
        "need": st.sampled_from([None, *PRIMARY_NEEDS]),
        "stage": st.sampled_from(list(STAGES)),
        "exception": st.sampled_from([None, None, *EXCEPTIONS]),
        **dict.fromkeys(("requested_on", "decided_on", "final_on", "closed_on"), SOME_DAY),
    }
)
BOOKS = st.lists(PUPIL, max_size=12)


def casework(books: list[dict[str, Any]]) -> Casework:
    named = [{"pupil_id": f"P{i}", **pupil} for i, pupil in enumerate(books)]
    people = [
        {name: one.get(name) for name in ("pupil_id", "birth_month", "birth_year", "school_id")}
        for one in named
    ]
    dates = ("requested_on", "decided_on", "final_on", "closed_on", "exception_on")
    process = ("pupil_id", "stage", "exception", *dates)
    held = [{name: one.get(name) for name in process} for one in named]
    needs = [{"pupil_id": one["pupil_id"], "primary_need": one.get("need")} for one in named]
    schools = [{"school_id": id, "type": kind} for id, kind in SCHOOLS.items()]
    return Casework(
        table("pupils", people),
        table("requests", held),
        table("assessments", needs, ("pupil_id", "primary_need")),
        table("schools", schools),
    )


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def by_loops(books: list[dict[str, Any]], wanted: Return) -> dict[str, tuple[int, int | None]]:
    """Count everything again, pupil by pupil."""
    census = next(
        datetime.date(wanted.january, 1, d)
        for d in range(15, 22)
        if datetime.date(wanted.january, 1, d).weekday() == 3
    )
    on = min(census, wanted.today)
    year = wanted.january - 1
    found = dict.fromkeys(
        ("plans", "new_plans", "requests", "refusals", "decided", "soon", "timely", "ceased"), 0
    ) | dict.fromkeys(("bound", "bound_timely", "bound_overdue"), 0)
    parts = dict.fromkeys((*NEEDS, *AGES, *PLACEMENTS), 0)
    for one in books:
        asked, decided = day(one["requested_on"]), day(one["decided_on"])
        final, closed = day(one["final_on"]), day(one["closed_on"])
        if asked and asked.year == year and asked <= wanted.today:
            found["requests"] += 1
            if decided and decided <= on:
                found["decided"] += 1
                found["soon"] += (decided - asked).days <= 42
                found["refusals"] += one["stage"] == "not_assessed"
        if final and final.year == year and final <= wanted.today:
            found["new_plans"] += 1
            is_timely = asked is not None and (final - asked).days <= 140
            found["timely"] += is_timely
            if not one.get("exception"):
                found["bound"] += 1
                found["bound_timely"] += is_timely
                found["bound_overdue"] += asked is not None and (final - asked).days > 364
        if closed and closed.year == year and closed <= wanted.today:
            found["ceased"] += one["stage"] == "ceased"
        if final and final <= on and not (closed and closed <= on):
            found["plans"] += 1
            parts[f"need_{one['need'].lower()}" if one["need"] else "need_unknown"] += 1
            born = (one["birth_year"], one["birth_month"])
            age = next((a for a in range(26) if (year - a - 1, 8) < born <= (year - a, 8)), None)
            for id, (low, high) in AGES.items():
                parts[id] += age is not None and low <= age <= high
            kind = SCHOOLS.get(one["school_id"] or "")
            place = {None: "unknown", "special": "special", "college": "fe"}.get(kind, "mainstream")
            parts[f"placement_{place}"] += 1
    return {
        "plans": (found["plans"], None),
        "new_plans": (found["new_plans"], None),
        "requests": (found["requests"], None),
        "refusals": (found["refusals"], None),
        "refusal_pct": (found["refusals"], found["requests"]),
        "decided_within_6_weeks_pct": (found["soon"], found["decided"]),
        "within_20_weeks_incl_exceptions_pct": (found["timely"], found["new_plans"]),
        "within_20_weeks_pct": (found["bound_timely"], found["bound"]),
        "over_1_year_pct": (found["bound_overdue"], found["bound"]),
        "ceased_plans": (found["ceased"], None),
        **{id: (count, found["plans"]) for id, count in parts.items()},
    }


@pytest.mark.no_cover
@settings(max_examples=20)
@given(books=BOOKS, wanted=st.sampled_from([LAST, NEXT, Return(2025, TODAY)]))
def test_every_figure_is_what_loops_count(books: list[dict[str, Any]], wanted: Return) -> None:
    figures = own_figures(casework(books), wanted).set_index("indicator")
    expected = by_loops(books, wanted)
    for id, (numerator, denominator) in expected.items():
        assert figures.loc[id, "numerator"] == numerator, id
        if denominator is None:
            assert figures.loc[id, "value"] == numerator
        elif denominator:
            assert figures.loc[id, "denominator"] == denominator
            share = 100 * numerator / denominator
            value = numerator if INDICATORS[id].kind == "count" else share
            assert figures.loc[id, "value"] == pytest.approx(value)
        elif INDICATORS[id].kind == "percentage":
            assert np.isnan(figures.loc[id, "value"])
            assert figures.loc[id, "symbol"] == "x"


def test_every_indicator_has_a_row_and_its_year() -> None:
    figures = own_figures(casework([]), LAST, Ours("Z01", "Northmoor", 1000.0))
    assert list(figures.columns) == list(FIGURES)
    assert figures["indicator"].tolist() == list(INDICATORS)
    assert set(figures["release"]) == {"own"}
    years = figures.set_index("indicator")["year"]
    assert years["plans"] == years["need_asd"] == 2026
    assert years["requests"] == years["within_20_weeks_pct"] == 2025
    assert figures["code"].eq("Z01").all() and figures["name"].eq("Northmoor").all()


def test_what_is_not_recorded_says_so_and_has_no_figure() -> None:
    figures = own_figures(casework([PLAN] * 10), LAST).set_index("indicator")
    for id, why in NOT_HELD.items():
        assert np.isnan(figures.loc[id, "value"]) and figures.loc[id, "symbol"] == "x"
        assert figures.loc[id, "why"] == why
    missing = figures.index[figures["value"].isna()]
    rates = {id for id in INDICATORS if id.endswith("_per_1000")}
    # Nobody asked in 2025, so what is out of requests has no figure either.
    timely = {"within_20_weeks_pct", "within_20_weeks_incl_exceptions_pct", "over_1_year_pct"}
    empty = {"refusal_pct", "decided_within_6_weeks_pct", *timely}
    assert set(missing) == {*NOT_HELD, *rates, *empty}
    assert "aged 0 to 25 is not known" in figures.loc["plans_per_1000", "why"]


PLAN: dict[str, Any] = {
    "birth_month": 9,
    "birth_year": 2015,
    "school_id": "S1",
    "need": "ASD",
    "stage": "final",
    "requested_on": "2023-01-02",
    "decided_on": "2023-02-02",
    "final_on": "2023-05-22",
    "closed_on": None,
}


def test_rates_are_per_1000_people() -> None:
    figures = own_figures(casework([PLAN] * 30), LAST, Ours(population=2000.0))
    assert figures.set_index("indicator").loc["plans_per_1000", "value"] == 15


@pytest.mark.parametrize(
    ("january", "census"), [(2023, 19), (2024, 18), (2025, 16), (2026, 15), (2027, 21)]
)
def test_plans_are_counted_on_the_third_thursday(january: int, census: int) -> None:
    assert Return(january, TODAY).census == datetime.date(january, 1, census)


def test_the_last_return_is_the_one_whose_census_has_come() -> None:
    assert last_return(TODAY) == LAST
    assert last_return(datetime.date(2026, 1, 15)).january == 2026
    assert last_return(datetime.date(2026, 1, 14)).january == 2025
    assert NEXT.counted_on == TODAY and not NEXT.is_whole
    assert NEXT.activity == (datetime.date(2026, 1, 1), TODAY)
    assert LAST.activity == (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))


def test_a_birthday_in_september_counts_in_the_next_school_year() -> None:
    def age_group(birth_month: int) -> str:
        plan = {**PLAN, "birth_month": birth_month, "birth_year": 2020}
        figures = own_figures(casework([plan]), LAST).set_index("indicator")
        return next(id for id in AGES if figures.loc[id, "numerator"] == 1)

    assert age_group(8) == "age_5_10"
    assert age_group(9) == "age_under_5"


def of(books: list[dict[str, Any]]) -> pd.DataFrame:
    safe = withheld(own_figures(casework(books), LAST, Ours(population=100.0)))
    return safe.set_index("indicator")


def test_small_counts_are_withheld_with_what_would_tell_them() -> None:
    books = [PLAN] * 20 + [{**PLAN, "need": "HI"}] * 3 + [{**PLAN, "need": "SLD"}] * 9
    safe = of(books)
    hidden = safe.index[safe["symbol"] == "c"]
    assert {"need_hi", "need_sld"} <= set(hidden)
    assert safe.loc["need_asd", "value"] == 20
    assert safe.loc["plans", "value"] == 32
    assert safe.loc[hidden, ["value", "numerator", "denominator"]].isna().all(axis=None)


def test_a_small_whole_takes_its_rate_and_parts_with_it() -> None:
    safe = of([PLAN] * 4)
    for id in ("plans", "plans_per_1000", "need_asd", "age_5_10", "placement_mainstream"):
        assert safe.loc[id, "symbol"] == "c", id


def test_a_refusal_is_withheld_as_count_and_as_share() -> None:
    asked = {**PLAN, "requested_on": "2025-03-01", "decided_on": "2025-04-01", "final_on": None}
    refused = {**asked, "stage": "not_assessed"}
    safe = of([asked] * 20 + [refused] * 2)
    assert safe.loc[["refusals", "refusal_pct"], "symbol"].tolist() == ["c", "c"]
    # Two are left out of a share as much as two are in it.
    safe = of([asked] * 2 + [refused] * 20)
    assert safe.loc[["refusals", "refusal_pct"], "symbol"].tolist() == ["c", "c"]
    assert safe.loc["requests", "value"] == 22


@pytest.mark.parametrize(("excepted", "timely", "hidden"), [
    (0, 0, False), (2, 0, True), (20, 0, False), (20, 3, True), (20, 17, True), (20, 10, False),
])  # fmt: skip
def test_few_plans_with_an_exception_are_not_told_by_a_difference(
    excepted: int, timely: int, hidden: bool
) -> None:
    quick = {**PLAN, "requested_on": "2025-01-06", "final_on": "2025-03-03"}
    slow = {**PLAN, "requested_on": "2024-06-03", "final_on": "2025-03-03"}
    late = {**PLAN, "requested_on": "2023-06-05", "final_on": "2025-03-03"}
    freed = [{**one, "exception": "away"} for one in (quick, slow)]
    safe = of(
        [quick] * 30 + [slow] * 10 + [late] * 10
        + [freed[0]] * timely + [freed[1]] * (excepted - timely)
    )  # fmt: skip
    assert (safe.loc["within_20_weeks_pct", "symbol"] == "c") is hidden
    assert (safe.loc["over_1_year_pct", "symbol"] == "c") is hidden
    assert safe.loc["within_20_weeks_incl_exceptions_pct", "symbol"] == ""
    if not hidden:
        assert safe.loc["within_20_weeks_pct", "value"] == 60
        assert safe.loc["over_1_year_pct", "value"] == 20


def test_a_share_of_few_is_withheld_even_if_it_is_none() -> None:
    slow = {**PLAN, "requested_on": "2024-01-01", "final_on": "2025-03-01"}
    safe = of([slow] * 3)
    assert safe.loc["within_20_weeks_incl_exceptions_pct", "symbol"] == "c"


@pytest.mark.no_cover
@settings(max_examples=12)
@given(books=st.lists(PUPIL, max_size=25))
def test_nothing_small_is_shown(books: list[dict[str, Any]]) -> None:
    figures = own_figures(casework(books), LAST, Ours(population=100.0))
    exact, safe = figures.set_index("indicator"), withheld(figures).set_index("indicator")
    for id in INDICATORS:
        shown = safe.loc[id, "symbol"] == ""
        if exact.loc[id, "symbol"]:
            assert safe.loc[id, "symbol"] == exact.loc[id, "symbol"]
        elif shown:
            assert not 0 < exact.loc[id, "numerator"] < 6
            assert safe.loc[id, "value"] == exact.loc[id, "value"]
        else:
            assert safe.loc[id, ["value", "numerator", "denominator"]].isna().all()
    for parts in WHOLES.values():
        # A single blank beside its total would be worked out by taking away.
        blanks = (safe.loc[list(parts), "symbol"] == "c").sum()
        rest = exact.loc["plans", "numerator"] - exact.loc[list(parts), "numerator"].sum()
        assert blanks != 1 or rest or safe.loc["plans", "symbol"] == "c"


def published(**changes: Any) -> pd.DataFrame:
    row = {
        **dict.fromkeys(FIGURES, ""), "code": "Z01", "year": 2026, "indicator": "plans",
        "value": 40.0, "flagged": False, **changes,
    }  # fmt: skip
    return pd.DataFrame([row, {**row, "year": 2024, "value": 1.0}, {**row, "code": "Z02"}])


def beside(books: list[dict[str, Any]], theirs: pd.DataFrame, *, code: str = "Z01") -> pd.DataFrame:
    ours = withheld(own_figures(casework(books), LAST))
    figures = {"now": ours, "last": ours, "same": ours}
    return compared(figures, theirs, code=code).set_index("indicator")


def test_ours_stand_beside_the_newest_published() -> None:
    table = beside([PLAN] * 50, published())
    assert table.index.tolist() == list(INDICATORS)
    row = table.loc["plans"]
    assert row[["now", "last", "same", "published"]].tolist() == [50, 50, 50, 40]
    assert row["published_year"] == 2026
    assert row["difference"] == pytest.approx(25)
    assert pd.isna(table.loc["appeals", "published"])
    assert table.loc["appeals", "last_symbol"] == "x" and table.loc["appeals", "why"]
    assert not table["published_flagged"].any()


def test_a_percentage_differs_in_points() -> None:
    timely = {**PLAN, "requested_on": "2025-01-02", "final_on": "2025-03-01"}
    id = "within_20_weeks_incl_exceptions_pct"
    table = beside([timely] * 8, published(indicator=id, value=46.4, year=2025))
    assert table.loc[id, "difference"] == pytest.approx(53.6)


def test_years_that_differ_are_not_compared() -> None:
    table = beside([PLAN] * 8, published(year=2025))
    assert pd.isna(table.loc["plans", "difference"])


def test_no_difference_from_nothing_published() -> None:
    assert pd.isna(beside([PLAN] * 8, published(value=0.0)).loc["plans", "difference"])
    other = beside([PLAN] * 8, published(), code="none")
    assert other["published"].isna().all() and other["difference"].isna().all()


def test_the_newest_return_that_is_published() -> None:
    assert newest_january(published(year=2025), code="Z01") == 2025
    # Activity of 2025 is in the return of January 2026.
    assert newest_january(published(year=2025, indicator="requests"), code="Z01") == 2026
    assert newest_january(published(), code="none") is None


def test_notes_are_about_indicators() -> None:
    assert {*own.NOTES, *NOT_HELD, *own.SAME_COUNT} <= set(INDICATORS)
