"""The DfE's releases, read again with plain loops: every figure shown is the one published."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analytics.sen2.export import tidy
from data.schemas.indicators import AGE_GROUPS, INDICATORS
from data.schemas.sen2 import ENGLAND
from data.sen2.published import Published, published
from tests.built import ROOT

SHARED = ROOT.parent / "shared" / "sen2"
AREA_YEAR = ("code", "year")
Row = dict[str, str]
Key = tuple[str, int]
# Value, symbol, numerator and denominator; None where there is none.
Figure = tuple[float | None, str, float | None, float | None]
NEEDS = ("asd", "hi", "mld", "msi", "oth", "pd", "pmld", "semh", "slcn", "sld", "spld", "vi")
AGES = {
    "age_under_5": ["under 3", "age 3", "age 4"],
    "age_5_10": [f"age {age}" for age in range(5, 11)],
    "age_11_15": [f"age {age}" for age in range(11, 16)],
    "age_16_19": [f"age {age}" for age in range(16, 20)],
    "age_20_25": [f"age {age}" for age in range(20, 26)],
}


@pytest.fixture(scope="module")
def held(released_sen2: Path) -> Published:
    return published(released_sen2)


@cache
def rows(release: str, name: str) -> tuple[Row, ...]:
    """Return the rows of a file in a release's zip, only those about ages and about all."""
    with zipfile.ZipFile(SHARED / f"education-health-and-care-plans_{release}.zip") as opened:
        (member,) = [one for one in opened.namelist() if one.endswith(f"/{name}")]
        text = opened.read(member).decode("utf-8-sig")
    kept = re.compile(r",(All |New EHC plans|Child or young persons age,|Total,)")
    head, *lines = io.StringIO(text)
    some = lines if name == "sen2_mi.csv" else [line for line in lines if kept.search(line)]
    return tuple(csv.DictReader([head, *some]))


def key(row: Row) -> Key:
    place = {"National": ENGLAND, "Regional": row["region_code"]}
    period = row["time_period"]
    year = int(period[:2] + period[4:]) if len(period) == 6 else int(period)
    return place.get(row["geographic_level"], row["old_la_code"]), year


def number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def totals(name: str, release: str = "2025") -> Iterator[Row]:
    for row in rows(release, name):
        topic = row.get("breakdown_topic", "")
        if topic == row.get("breakdown", "") and (not topic or topic[:3] in {"All", "New"}):
            yield row


def counted(name: str, column: str, *, out_of: str = "") -> dict[Key, Figure]:
    found: dict[Key, Figure] = {}
    for row in totals(name):
        count = number(row[column])
        symbol = row[column] if count is None else ""
        found[key(row)] = (count, symbol, count, number(row[out_of]) if out_of else None)
    return found


def printed(name: str, column: str, part: str, *whole: str) -> dict[Key, Figure]:
    found: dict[Key, Figure] = {}
    for row in totals(name):
        value = number(row[column])
        parts = [number(row[one]) for one in whole]
        total = None if None in parts else sum(one or 0.0 for one in parts)
        found[key(row)] = (value, row[column] if value is None else "", number(row[part]), total)
    return found


def worked_out(name: str, part: str, whole: Callable[[Row], str]) -> dict[Key, Figure]:
    found: dict[Key, Figure] = {}
    for row in totals(name):
        count, total = number(row[part]), number(whole(row))
        value = 100 * count / total if count is not None and total else None
        symbol = "" if value is not None else row[part] if count is None else "x"
        found[key(row)] = (value, symbol, count, total)
    return found


@cache
def plans() -> dict[Key, str]:
    return {key(row): row["ehcplans"] for row in totals("caseload.csv")}


def of_plans(row: Row) -> str:
    return plans().get(key(row), "")


def aged(labels: list[str]) -> dict[Key, Figure]:
    texts: dict[Key, dict[str, str]] = {}
    for row in rows("2025", "caseload.csv"):
        if row["breakdown_topic"] == "Child or young persons age" and row["breakdown"] in labels:
            texts.setdefault(key(row), {})[row["breakdown"]] = row["ehcplans"]
    found: dict[Key, Figure] = {}
    for place, by_age in texts.items():
        in_order = [by_age[label] for label in labels if label in by_age]
        symbol = next((text for text in in_order if number(text) is None), "")
        count = None if symbol else sum(float(text) for text in in_order)
        found[place] = (count, symbol, count, number(plans()[place]))
    return found


REQUESTS, TIMELY = "requests.csv", "timeliness_20_week.csv"
ORACLE: dict[str, Callable[[], dict[Key, Figure]]] = {
    "plans": lambda: counted("caseload.csv", "ehcplans"),
    "new_plans": lambda: counted("newplans.csv", "new_ehc_plans"),
    "requests": lambda: counted(REQUESTS, "requests_received_in_year"),
    "refusals": lambda: counted(REQUESTS, "requests_decided_not_to_assess"),
    "refusal_pct": lambda: printed(
        REQUESTS,
        "request_not_assess_pc",
        "requests_decided_not_to_assess",
        "requests_received_in_year",
    ),
    "decided_within_6_weeks_pct": lambda: printed(
        REQUESTS,
        "request_outcome_six_weeks_pc",
        "request_outcome_six_weeks",
        "request_outcome_six_weeks",
        "request_outcome_over_6_weeks",
    ),
    "within_20_weeks_pct": lambda: printed(
        TIMELY, "PC_plans_issued_20_weeks_ex", "plans_issued_20_weeks_ex", "plans_issued_den_ex"
    ),
    "within_20_weeks_incl_exceptions_pct": lambda: printed(
        TIMELY,
        "pc_plans_issued_within_20_weeks",
        "plans_issued_within_20_weeks",
        "plans_issued_den",
    ),
    "over_1_year_pct": lambda: printed(
        TIMELY, "PC_plans_issued_gt_1_year_ex", "plans_issued_gt_1_year_ex", "plans_issued_den_ex"
    ),
    "reviews_held": lambda: counted("annual_reviews.csv", "review_meeting_24"),
    "reviews_decided_within_4_weeks_pct": lambda: printed(
        "annual_reviews.csv",
        "pc_decsion_4weeks",
        "number_decsion_4weeks",
        "number_decsion_4weeks",
        "number_decision_gt_4weeks",
    ),
    "reviews_recorded_pct": lambda: worked_out(
        "annual_reviews.csv", "total_review_meeting", lambda row: row["review_expected"]
    ),
    "ceased_plans": lambda: counted("ceased_plans.csv", "total_ceased"),
    "personal_budgets": lambda: counted("personal_budgets.csv", "personal_budget"),
    "personal_budgets_pct": lambda: worked_out("personal_budgets.csv", "personal_budget", of_plans),
    "residential": lambda: counted("residential_settings.csv", "Res_tot"),
    "residential_pct": lambda: worked_out("residential_settings.csv", "Res_tot", of_plans),
    **{
        f"need_{need}": lambda need=need: counted(
            "sen_needs_all_plans.csv", f"number_{need}", out_of="ehc_plans"
        )
        for need in NEEDS
    },
    "need_unknown": lambda: counted(
        "sen_needs_all_plans.csv", "number_need_unknown", out_of="ehc_plans"
    ),
    **{id: lambda labels=labels: aged(labels) for id, labels in AGES.items()},
    **{
        f"placement_{name}": lambda column=column: counted(
            "caseload.csv", column, out_of="ehcplans"
        )
        for name, column in {
            "mainstream": "mainstream_total", "special": "special_total", "ap": "ap_pru_total",
            "independent_special": "special_independent", "fe": "fe_total",
            "elsewhere": "ed_elsewhere", "early_years": "nm_early_years",
            "unknown": "placement_unknown",
        }.items()
    },
}  # fmt: skip

# The table of appeals prints these numbers in other rows than their authorities'.
MISPLACED = {
    "Northamptonshire": "928", "Nottingham": "892", "Nottinghamshire": "891",
    "Central Bedfordshire": "823", "Cambridgeshire": "873", "Bournemouth": "837", "Poole": "836",
    "England Total": ENGLAND,
}  # fmt: skip


@cache
def appeal_lines() -> dict[str, list[str]]:
    """Return the cells of each area of the table of appeals, by code."""
    with zipfile.ZipFile(SHARED / "education-health-and-care-plans_2025.zip") as opened:
        (member,) = [one for one in opened.namelist() if "Tribunals" in one]
        text = opened.read(member).decode("utf-8-sig")
    found = {}
    for line in csv.reader(io.StringIO(text)):
        name = re.sub(r"[0-9,]+$", "", line[0])
        code = MISPLACED.get(name, line[1])
        if re.fullmatch(r"[0-9]{3}|E92000001", code):
            found[code] = line
    return found


def appealed(place: int, *, rate: bool) -> dict[Key, Figure]:
    found: dict[Key, Figure] = {}
    for code, line in appeal_lines().items():
        for years, year in enumerate(range(2014, 2025)):
            first = 2 + 3 * years
            cells = [cell.strip() for cell in line[first : first + 3]]
            registered, decisions, value = (
                number(cell.replace(",", "").rstrip("%")) for cell in cells
            )
            shown = value if rate else registered
            symbol = "" if shown is not None else cells[place]
            if shown is not None or symbol:
                found[code, year] = (shown, symbol, registered, decisions if rate else None)
    return found


ORACLE["appeals"] = lambda: appealed(0, rate=False)
ORACLE["appeal_rate_pct"] = lambda: appealed(2, rate=True)


def figures_of(held: Published, id: str, release: str = "2025") -> dict[Key, Figure]:
    every = held.every
    some = every[(every["release"] == release) & (every["indicator"] == id)]
    columns = some[["code", "year", "value", "symbol", "numerator", "denominator"]]
    return {
        (code, int(year)): (
            None if pd.isna(value) else float(value),
            symbol,
            None if pd.isna(numerator) else float(numerator),
            None if pd.isna(denominator) else float(denominator),
        )
        for code, year, value, symbol, numerator, denominator in columns.itertuples(index=False)
    }


def test_the_oracle_knows_every_indicator() -> None:
    rates = {id for id, one in INDICATORS.items() if one.kind == "rate"}
    # Down syndrome has a column of its own from 2026; until then it is counted in other needs.
    assert set(ORACLE) == set(INDICATORS) - rates - {"need_ds"}


@pytest.mark.parametrize("id", sorted(ORACLE))
def test_every_figure_is_the_published_one(held: Published, id: str) -> None:
    expected, found = ORACLE[id](), figures_of(held, id)
    assert len(expected) > 150
    differ = {place: (expected.get(place), found.get(place)) for place in {*expected, *found}}
    differ = {place: both for place, both in differ.items() if both[0] != both[1]}
    assert differ == {}


@pytest.mark.parametrize("counted_id", ["plans", "new_plans", "requests", "ceased_plans"])
def test_every_rate_is_by_the_people_who_live_there(held: Published, counted_id: str) -> None:
    with (SHARED / "local_authorities.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = [row for row in csv.DictReader(file) if row["population_0_25"]]
    people = {row["old_la_code"]: float(row["population_0_25"]) for row in listed}
    inside: dict[str, dict[float, str]] = {}
    for row in listed:
        if row["current"] == "True":
            # The same number stands for the two authorities that Cumbria became.
            region = inside.setdefault(row["region_code"], {})
            region[float(row["population_0_25"])] = row["old_la_code"]
    people |= {region: sum(numbers) for region, numbers in inside.items()}
    people[ENGLAND] = sum(people[region] for region in inside)
    counts = ORACLE[counted_id]()
    for place, (value, symbol, numerator, denominator) in figures_of(
        held, f"{counted_id}_per_1000"
    ).items():
        count, total = counts[place][0], people.get(place[0])
        assert (numerator, denominator) == (count, total)
        if count is None or total is None:
            assert value is None
            assert symbol
        else:
            assert value == pytest.approx(1000 * count / total, rel=1e-12)
            assert symbol == ""


@pytest.mark.parametrize(
    ("id", "year", "value"),
    [
        ("plans", 2025, 638_745), ("plans", 2024, 576_474), ("requests", 2024, 154_489),
        ("within_20_weeks_pct", 2024, 46.4), ("new_plans", 2024, 97_747),
        ("personal_budgets", 2022, 25_259), ("need_asd", 2025, 201_183),
        ("appeals", 2024, 22_276), ("age_5_10", 2025, 212_994),
    ],
)  # fmt: skip
def test_englands_figures_are_those_of_the_bulletin(
    held: Published, id: str, year: int, value: float
) -> None:
    assert figures_of(held, id)[ENGLAND, year][0] == value
    (used,) = held.figures.query("indicator == @id and code == @ENGLAND and year == @year")["value"]
    assert used == value


def test_every_area_is_there_in_every_year(held: Published) -> None:
    plans = figures_of(held, "plans")
    for year, authorities in {2019: 150 + 2, 2022: 152, 2024: 153, 2025: 153}.items():
        local = [code for code, when in plans if when == year and len(code) == 3]
        assert abs(len(local) - authorities) <= 2
        assert len([code for code, when in plans if when == year and code.startswith("E12")]) == 9
    assert held.figures["name"].notna().all()
    assert (held.figures["name"] != "").all()


# The release of 2022, in its older layout.


@pytest.mark.parametrize(
    ("id", "name", "column", "later"),
    [
        ("plans", "sen2_age_caseload.csv", "Total_ehc", 0),
        ("new_plans", "sen2_age_new_plans.csv", "Total_new_ehc", 0),
        ("requests", "sen2_mi.csv", "InreqEHC", 0),
        ("refusals", "sen2_mi.csv", "AssRefusedEHC", 0),
        ("refusal_pct", "sen2_mi.csv", "AssRefusedEHC_pc", 0),
        ("within_20_weeks_pct", "sen2_mi.csv", "NoExc20weekRate", 0),
        ("within_20_weeks_incl_exceptions_pct", "sen2_mi.csv", "IncExc20weekRate", 0),
        ("personal_budgets", "sen2_mi.csv", "PersonalBudgets", 1),
    ],
)
def test_every_figure_of_2022_is_the_published_one(
    held: Published, id: str, name: str, column: str, later: int
) -> None:
    found = figures_of(held, id, "2022")
    expected: dict[Key, tuple[float | None, str]] = {}
    for row in rows("2022", name):
        if row.get("characteristic_age", "Total") == "Total":
            code, year = key(row)
            value = number(row[column])
            expected[code, year + later] = (value, row[column] if value is None else "")
    assert {place: figure[:2] for place, figure in found.items()} == expected


def test_both_releases_print_the_same_but_for_one_indicator(held: Published) -> None:
    """Plans educated elsewhere have those out of education in 2025, not those who await a place."""
    keys = ["code", "year", "indicator"]
    wide = held.every.pivot_table(index=keys, columns="release", values="value")
    differ = wide[wide.max(axis=1) > wide.min(axis=1)].reset_index()
    assert differ["indicator"].value_counts().to_dict() == {"placement_elsewhere": 628}
    both = held.every.query("release == '2022'").merge(
        held.every.query("release == '2025'"), on=["code", "year", "indicator"]
    )
    both = both[both["value_x"].notna() & both["value_y"].notna()]
    assert len(both) > 10_000
    assert ((both["value_x"] - both["value_y"]).abs() > 0.051).sum() == 628


def test_budgets_of_both_releases_are_of_the_same_january(held: Published) -> None:
    older, newer = (figures_of(held, "personal_budgets", release) for release in ("2022", "2025"))
    shared = [place for place in older if place in newer and place[1] == 2022]
    assert len(shared) > 150
    assert all(older[place][0] == newer[place][0] for place in shared)
    # In the year before or after, the numbers are others.
    other = [place for place in shared if older[place][0] != newer.get((place[0], 2021), (0,))[0]]
    assert len(other) > 100


def test_the_series_breaks_where_the_collection_changed(held: Published) -> None:
    broken = held.figures[held.figures["broken"]]
    january = {id for id, one in INDICATORS.items() if one.counted_at == "January"}
    # The ages of January 2023 were not published, so their series begin anew a year later or two.
    ages = broken["indicator"].isin(AGE_GROUPS)
    assert broken.loc[ages, "year"].value_counts().to_dict() == {2024: 793, 2025: 11}
    assert set(broken.loc[broken["indicator"].isin(january) & ~ages, "year"]) == {2023}
    activity = broken.loc[~broken["indicator"].isin(january), "year"].value_counts()
    # A few authorities have symbols in the first year.
    assert activity[2022] > 20 * activity.drop(2022).sum() / 3


# The file for others.

IDS = {
    "plans",
    "plans_per_1000",
    "new_plans",
    "requests",
    "refusals",
    "refusal_pct",
    "decided_within_6_weeks_pct",
    "within_20_weeks_pct",
    "within_20_weeks_incl_exceptions_pct",
    "over_1_year_pct",
    "appeals",
    "appeal_rate_pct",
    "personal_budgets",
    "ceased_plans",
    "reviews_held",
    *AGES,
    *(f"need_{need}" for need in NEEDS),
    *(
        f"placement_{place}"
        for place in ("mainstream", "special", "independent_special", "ap", "fe")
    ),
    *("placement_elsewhere", "placement_unknown"),
}  # fmt: skip


def test_the_file_has_every_indicator_that_is_asked_for(held: Published) -> None:
    assert set(held.every["indicator"]) >= IDS
    some = held.every.query("code == @ENGLAND")
    table = tidy(some)
    assert len(table) == len(some)
    row = table.query(
        "release == '2025' and geographic_level == 'National' and year == 2025 "
        "and indicator == 'plans'"
    )
    (england,) = row.to_dict("records")
    assert england == {
        "release": "2025",
        "geographic_level": "National",
        "old_la_code": "",
        "la_name": "England",
        "year": 2025,
        "indicator": "plans",
        "value": "638745",
        "symbol": "",
        "numerator": "638745",
        "denominator": "",
        "flagged": False,
    }
