"""Each check finds what was planted and nothing else, and on the DfE's releases what is known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.sen2.checks import RULES
from analytics.sen2.indicators import figures as indicators
from analytics.sen2.indicators import rated, summed_populations
from analytics.sen2.recipes import RECIPES
from analytics.sen2.reconciliation import (
    _cells_of,
    cell_suspects,
    doubted_by_publisher,
    figure_suspects,
    flagged,
    marked,
    shared_populations,
)
from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import ALL, ENGLAND, LOCAL, REGIONAL, SUSPECTS
from data.sen2.appeals import read_appeals
from data.sen2.cells import read_csv
from data.sen2.mapping import Footnote
from data.sen2.published import Published, cells, published
from data.sen2.reading import areas_of
from tests.data.sen2 import releases
from tests.data.sen2.releases import NORTH, SOUTH, Row, release_2025

CASELOAD, REQUESTS, RESIDENTIAL = "caseload.csv", "requests.csv", "residential_settings.csv"
NAMES = {code: name for code, (name, _) in releases.AUTHORITIES.items()}


@cache
def part(name: str) -> Any:
    """Return the cells of one file of the invented release, or of its table of appeals."""
    if name == releases.APPEALS:
        content = releases.appeals_table(releases.appeal_lines())
        return read_appeals(content, name=name, names=NAMES)
    return read_csv(releases.table(release_2025()[name]), name=name)


@cache
def clean(*names: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the cells of files as an import has them, and the areas of the newest year."""
    parts = [part(name) for name in names]
    frame = pd.concat([one.cells.to_pandas() for one in parts], ignore_index=True)
    text = dict.fromkeys(frame.select_dtypes(["category", "object", "str"]).columns, str)
    areas = areas_of(parts).sort_values("year").drop_duplicates("code", keep="last")
    return frame.astype(text), areas


def rows(frame: pd.DataFrame, **keys: object) -> pd.Series:
    """Tell which rows of cells or figures are meant; a cell is of no split unless that is said."""
    found = pd.Series(True, index=frame.index)
    for name, wanted in ({"split": ""} | keys if "split" in frame else keys).items():
        found &= frame[name] == wanted
    return found


def found_in(suspects: pd.DataFrame) -> set[tuple[str, ...]]:
    keys = suspects[["rule", "code", "year", "measure"]].astype(str)
    return set(keys.itertuples(index=False, name=None))


def test_every_rule_is_explained() -> None:
    assert set(RULES) == {
        "negative", "above_100", "region_total", "sum", "percentage", "parts", "jump",
        "definition", "population", "publisher",
    }  # fmt: skip


def test_nothing_is_suspect_in_a_clean_release() -> None:
    frame, areas = clean(*release_2025(), releases.APPEALS)
    found = indicators(frame, areas)
    suspects = figure_suspects(found, areas)
    assert suspects.empty
    assert cell_suspects(frame, areas).empty
    assert list(suspects.columns) == [name for name in SUSPECTS if name != "release"]
    assert not flagged(found, suspects)["flagged"].any()
    assert not marked(frame, suspects).any()


# Cells against cells.


def suspects_of(frame: pd.DataFrame) -> pd.DataFrame:
    return cell_suspects(frame, clean(REQUESTS)[1])


@pytest.mark.no_cover
@settings(max_examples=20)
@given(
    code=st.sampled_from([*releases.AUTHORITIES, NORTH, SOUTH, ENGLAND]),
    year=st.integers(2022, 2024),
    measure=st.sampled_from(["requests", "requests_refused", "decided_in_6_weeks"]),
    by=st.integers(1, 90),
)
def test_a_changed_count_does_not_add_up(code: str, year: int, measure: str, by: int) -> None:
    frame = clean(REQUESTS)[0].copy()
    frame.loc[rows(frame, code=code, year=year, measure=measure), "value"] += by
    suspects = suspects_of(frame)
    within = {ENGLAND: {ENGLAND}, NORTH: {NORTH, ENGLAND}, SOUTH: {SOUTH, ENGLAND}}
    # England is both the sum of its regions and of its authorities.
    region = releases.AUTHORITIES.get(code, ("", ""))[1]
    wrong = within.get(code, {region, ENGLAND})
    assert found_in(suspects) == {("sum", one, str(year), measure) for one in wrong}
    assert suspects["sentence"].str.contains("The areas within add up to").all()
    assert suspects.set_index("code").loc[ENGLAND, "name"] == "England"


def test_a_symbol_makes_no_sum() -> None:
    frame = clean(REQUESTS)[0].copy()
    hidden = rows(frame, code="Z02", year=2023, measure="requests")
    frame.loc[hidden, ["value", "symbol"]] = [None, "c"]
    assert suspects_of(frame).empty


def test_an_authority_without_a_row_is_missed() -> None:
    frame = clean(REQUESTS)[0]
    gone = rows(frame, code="Z02", year=2023)
    suspects = suspects_of(frame[~gone])
    assert set(suspects["code"]) == {NORTH, ENGLAND}
    assert set(suspects["year"]) == {2023}


@pytest.mark.parametrize("code", ["Z01", "Z06"])
def test_a_count_below_0_is_found(code: str) -> None:
    frame = clean(REQUESTS)[0].copy()
    place = rows(frame, code=code, year=2024, measure="requests_youth_accommodation")
    frame.loc[place, "value"] = -3
    (suspect,) = suspects_of(frame).query("rule == 'negative'").to_dict("records")
    assert (suspect["code"], suspect["year"], suspect["published"]) == (code, 2024, -3)
    assert "is -3, below 0" in suspect["sentence"]
    assert suspect["file"] == REQUESTS
    assert suspect["name"] == NAMES[code]


@pytest.mark.parametrize(("value", "is_found"), [(100.0, False), (100.04, False), (100.2, True)])
def test_a_percentage_above_100_is_found(value: float, is_found: bool) -> None:
    frame = clean(REQUESTS)[0].copy()
    frame.loc[rows(frame, code="Z03", year=2024, measure="requests_refused_pct"), "value"] = value
    expected = {("above_100", "Z03", "2024", "requests_refused_pct")} if is_found else set()
    assert found_in(suspects_of(frame)) == expected


@pytest.mark.parametrize("region", [NORTH, SOUTH])
def test_a_regions_total_in_its_authorities_is_found(region: str) -> None:
    frame = clean(REQUESTS)[0].copy()
    inside = [code for code, (_, place) in releases.AUTHORITIES.items() if place == region]
    total = frame.loc[rows(frame, code=region, year=2022, measure="requests"), "value"].item()
    frame.loc[rows(frame, year=2022, measure="requests") & frame["code"].isin(inside), "value"] = (
        total
    )
    suspects = suspects_of(frame)
    # Neither the region nor England is blamed for it.
    assert found_in(suspects) == {("region_total", code, "2022", "requests") for code in inside}
    assert "is the total of the whole region Invented" in suspects["sentence"].iloc[0]


def test_another_wrong_sum_is_still_found_beside_a_regions_total() -> None:
    frame = clean(REQUESTS)[0].copy()
    inside = ["Z01", "Z02", "Z03"]
    for year in (2022, 2023):
        whole = rows(frame, year=year, measure="requests")
        total = frame.loc[whole & (frame["code"] == NORTH), "value"].item()
        frame.loc[whole & frame["code"].isin(inside), "value"] = total
    frame.loc[rows(frame, code=SOUTH, year=2022, measure="requests"), "value"] += 50
    wrong = suspects_of(frame).query("rule == 'sum'")
    assert found_in(wrong) == {("sum", SOUTH, "2022", "requests")}


def test_one_authority_may_be_all_of_its_region() -> None:
    frame, areas = clean(REQUESTS)
    alone = {"Z01", NORTH}
    kept = frame[frame["code"].isin({*alone, "Z04", "Z05", "Z06", SOUTH})].copy()
    own = kept.loc[kept["code"] == "Z01", "value"].to_numpy()
    kept.loc[kept["code"] == NORTH, "value"] = own
    assert cell_suspects(kept, areas).empty


def test_suspects_of_a_split_mark_their_own_cells_alone() -> None:
    frame, areas = clean(CASELOAD)
    frame = frame.copy()
    doubted = rows(frame, code="Z02", year=2025, measure="plans", dimension="age", category="12",
                   split="placement", part="mainstream")  # fmt: skip
    assert doubted.sum() == 1
    frame.loc[doubted, "value"] = -5
    suspects = cell_suspects(frame, areas).query("rule == 'negative'")
    (suspect,) = suspects.to_dict("records")
    assert (suspect["dimension"], suspect["category"]) == ("age by placement", "12, mainstream")
    assert marked(frame, suspects).equals(doubted)
    assert not flagged(indicators(frame, areas), suspects)["flagged"].any()


def test_the_same_category_of_two_dimensions_are_two_suspects() -> None:
    frame = clean(REQUESTS)[0]
    one = frame[rows(frame, code="Z01", year=2024, measure="requests")].assign(value=-1.0)
    both = pd.concat([one.assign(dimension="sex", category="unknown"),
                      one.assign(dimension="ethnicity", category="unknown")])  # fmt: skip
    suspects = suspects_of(pd.concat([frame, both], ignore_index=True))
    assert len(suspects.query("rule == 'negative'")) == 2


# Figures against figures.


def figures_of(*names: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    frame, areas = clean(*names)
    return indicators(frame, areas), areas


def test_a_percentage_that_is_not_that_of_its_counts_is_found() -> None:
    found, areas = figures_of(REQUESTS, "timeliness_20_week.csv")
    for id in ("refusal_pct", "within_20_weeks_pct"):
        wrong = found.copy()
        place = rows(wrong, code="Z04", year=2024, indicator=id)
        wrong.loc[place, "value"] += 0.2
        suspects = figure_suspects(wrong, areas)
        assert found_in(suspects) == {("percentage", "Z04", "2024", id)}
        assert "% is printed, but " in suspects["sentence"].item()
        told = flagged(wrong, suspects)
        assert told["flagged"].equals(place)
        assert told.loc[place, "why"].item() == suspects["sentence"].item()


def shares(by: str) -> pd.DataFrame:
    """Return counts and printed shares of placements, split by column or by row, as cells."""
    split = {"split": "placement", "part": "fe", "dimension": "sex", "category": "male"}
    plain = {"split": "", "part": "", "dimension": "placement", "category": "fe"}
    part = split if by == "column" else plain
    whole = {**part, "split": "", "part": ""}
    if by == "row":
        whole |= {"dimension": "all", "category": "all"}
    listed = [
        {"file": "f.csv", "code": code, "year": 2025, "measure": measure, "value": value,
         "symbol": "" if value is not None else "c", **place}
        for code, (n, of, printed) in {
            "Z01": (30.0, 200.0, 15.0),
            "Z02": (1.0, 30.0, 3.3),
            "Z03": (30.0, 200.0, 15.1),
            "Z04": (None, 200.0, 40.0),
            "Z05": (0.0, 0.0, 7.0),
            ENGLAND: (61.0, 430.0, 14.0),
        }.items()
        for measure, value, place in (
            ("plans", n, part), ("plans", of, whole), ("plans_pct", printed, part)
        )
    ]  # fmt: skip
    return pd.DataFrame(listed).astype({"value": float})


@pytest.mark.parametrize("by", ["column", "row"])
def test_a_printed_share_that_is_not_that_of_its_count_is_found(by: str) -> None:
    areas = pd.DataFrame({"code": [*releases.AUTHORITIES, ENGLAND]}).assign(
        name="Place", level=LOCAL, region=NORTH
    )
    frame = shares(by)
    suspects = cell_suspects(frame, areas).query("rule == 'percentage'").set_index("code")
    assert set(suspects.index) == {"Z03", ENGLAND}
    assert suspects.loc["Z03", "sentence"] == "15.1% is printed, but 30 of 200 are 15.0%."
    assert suspects.loc["Z03", "expected"] == pytest.approx(15)
    assert set(suspects["measure"]) == {"plans_pct"}
    figures = series([("Z03", {2025: 30.0}), ("Z01", {2025: 30.0})], "placement_fe")
    told = flagged(figures, suspects.reset_index())
    assert told["flagged"].tolist() == [by == "row", False]


def test_a_share_of_a_total_that_is_of_the_region_is_not_blamed() -> None:
    frame = shares("row")
    regional = {"Z01": 900.0, "Z02": 900.0, "Z03": 900.0, NORTH: 900.0, ENGLAND: 900.0}
    more = frame[frame["code"] == "Z01"].assign(code=NORTH)
    frame = pd.concat([frame, more], ignore_index=True)
    total = (frame["dimension"] == "all") & frame["code"].isin(regional)
    frame.loc[total, "value"] = frame.loc[total, "code"].map(regional)
    levels = {NORTH: REGIONAL, ENGLAND: "National"}
    codes = [*releases.AUTHORITIES, NORTH, ENGLAND]
    areas = pd.DataFrame({"code": codes, "name": codes}).assign(
        level=[levels.get(code, LOCAL) for code in codes], region=NORTH
    )
    suspects = cell_suspects(frame, areas)
    assert set(suspects.loc[suspects["rule"] == "region_total", "code"]) == {"Z01", "Z02", "Z03"}
    assert "percentage" not in set(suspects["rule"])


def test_a_percentage_without_counts_is_not_checked() -> None:
    found, areas = figures_of(REQUESTS)
    wrong = found.copy()
    place = rows(wrong, code="Z04", year=2024, indicator="refusal_pct")
    wrong.loc[place, ["value", "denominator"]] = [99.0, 0.0]
    assert figure_suspects(wrong, areas).empty


@pytest.mark.parametrize("id", ["placement_fe", "age_5_10"])
def test_parts_that_are_not_the_whole_are_found(id: str) -> None:
    frame, areas = clean(CASELOAD)
    found = indicators(frame, areas)
    # In a release of six authorities one is more than a tenth, so there are more of them.
    more = [found.assign(code=found["code"] + f"-{n}") for n in range(3)]
    wrong = pd.concat([found, *more], ignore_index=True)
    wrong.loc[rows(wrong, code="Z04", year=2025, indicator=id), "value"] += 40
    suspects = figure_suspects(wrong, areas)
    group = id.split("_", maxsplit=1)[0]
    assert set(suspects["rule"]) == {"parts"}
    assert set(suspects["measure"].str.split("_").str[0]) == {group}
    assert set(suspects["code"]) == {"Z04"}
    cells_marked = frame[marked(frame, suspects)]
    assert set(cells_marked["dimension"]) == {group}
    assert not flagged(wrong, suspects).query("indicator == 'plans'")["flagged"].any()


def test_parts_left_out_everywhere_say_nothing_of_one_area() -> None:
    found, areas = figures_of(CASELOAD)
    wrong = found.copy()
    wrong.loc[rows(wrong, year=2023, indicator="placement_fe"), "value"] = 0
    assert figure_suspects(wrong, areas).empty


def test_parts_with_a_symbol_are_not_added_up() -> None:
    found, areas = figures_of(CASELOAD)
    wrong = found.copy()
    place = rows(wrong, code="Z04", year=2025, indicator="placement_fe")
    wrong.loc[place, ["value", "symbol"]] = [None, "c"]
    assert figure_suspects(wrong, areas).empty


def series(values: Iterable[tuple[str, dict[int, float]]], id: str = "requests") -> pd.DataFrame:
    """Return counts of authorities by year as figures."""
    listed = [
        {
            "code": code, "level": LOCAL, "name": code, "region": NORTH, "year": year,
            "indicator": id, "value": value, "symbol": "", "numerator": value,
            "denominator": None, "broken": False,
        }
        for code, by_year in values
        for year, value in by_year.items()
    ]  # fmt: skip
    return pd.DataFrame(listed).astype({"denominator": float})


def steady(*changes: tuple[str, dict[int, float]], years: Iterable[int] = range(2019, 2025)) -> Any:
    """Return authorities whose counts grow about alike, with one of them changed."""
    growth = {
        f"A{n:02}": {y: (200.0 + 10 * n) * (1.05 + 0.002 * (n % 5)) ** (y - 2019) for y in years}
        for n in range(20)
    }
    for code, values in changes:
        growth[code] |= values
    return series(growth.items())


NOBODY = pd.DataFrame(columns=["code", "name", "level", "region"])


def jumps(found: pd.DataFrame) -> set[tuple[str, ...]]:
    return found_in(figure_suspects(found, NOBODY))


@settings(max_examples=10)
@given(
    code=st.integers(0, 19).map("A{:02}".format),
    year=st.integers(2020, 2024),
    factor=st.sampled_from([0.0, 0.2, 0.5, 2.0, 10.0]),
)
def test_a_leap_unlike_all_others_is_found_and_not_the_leap_back(
    code: str, year: int, factor: float
) -> None:
    assert jumps(steady()) == set()
    usual = steady().set_index(["code", "year"])["value"]
    changed = steady((code, {year: usual[code, year] * factor}))
    assert jumps(changed) == {("jump", code, str(year), "requests")}


def test_a_leap_is_told_with_both_numbers() -> None:
    suspects = figure_suspects(steady(("A00", {2024: 3_000.0})), NOBODY)
    (suspect,) = suspects.to_dict("records")
    before = steady().set_index(["code", "year"])["value"]["A00", 2023]
    assert suspect["expected"] == pytest.approx(before)
    assert suspect["sentence"].startswith(f"It was {before:,.0f} the year before, 3,000 then; ")


def test_small_counts_may_leap() -> None:
    few = {code: {2023: 4.0, 2024: 40.0} for code in ("A00", "A01")}
    assert jumps(steady(*few.items())) == {("jump", code, "2023", "requests") for code in few}
    tiny = [(f"B{n}", dict.fromkeys(range(2019, 2025), 3.0 + n)) for n in range(9)]
    tiny[0][1][2022] = 45.0
    assert jumps(series(tiny)) == set()


def test_years_before_plans_replaced_statements_may_leap() -> None:
    early = steady(years=range(2014, 2025))
    early.loc[(early["code"] == "A03") & (early["year"] < 2018), "value"] = 1.0
    assert jumps(early) == set()


def test_after_a_year_that_is_not_printed_there_is_no_year_before() -> None:
    gap = steady(("A05", dict.fromkeys((2022, 2023, 2024), 5_000.0)))
    assert jumps(gap) == {("jump", "A05", "2022", "requests")}
    assert jumps(gap[gap["year"] != 2021]) == set()


def test_a_doubted_count_doubts_what_is_worked_out_from_it() -> None:
    found, _ = figures_of(CASELOAD, REQUESTS)
    suspect = {
        "file": "f", "level": LOCAL, "code": "Z01", "name": "Z01", "year": 2024,
        "dimension": "all", "category": "all", "rule": "jump", "published": 1.0, "expected": 2.0,
        "sentence": "It leapt.",
    }  # fmt: skip
    refused = pd.DataFrame([suspect | {"measure": "refusals"}])
    told = flagged(found, refused).query("flagged")
    assert set(told["indicator"]) == {"refusals", "refusal_pct"}
    assert set(told["code"]) == {"Z01"}
    counted = pd.DataFrame([suspect | {"measure": "plans"}])
    told = flagged(found, pd.concat([counted, counted]))
    doubted = told.query("flagged")
    assert set(doubted["why"]) == {"It leapt."}
    assert {"plans", "plans_per_1000", "age_5_10", "placement_fe"} <= set(doubted["indicator"])
    assert "requests" not in set(doubted["indicator"])
    frame, _ = clean(CASELOAD, REQUESTS)
    assert set(frame.loc[marked(frame, refused), "measure"]) == {"requests_refused"}
    unknown = pd.DataFrame([suspect | {"measure": "assessments"}])
    assert not flagged(found, unknown)["flagged"].any()


# Appeals and populations.


def test_decisions_that_belong_to_another_authority_are_found() -> None:
    names = (CASELOAD, REQUESTS, releases.APPEALS)
    frame, areas = clean(*names)
    swapped = frame.copy()
    for one, other in (("Z01", "Z06"), ("Z06", "Z01")):
        cell = {"year": 2024, "measure": "appealable_decisions"}
        printed = frame.loc[rows(frame, code=other, **cell), "value"].item()
        swapped.loc[rows(swapped, code=one, **cell), "value"] = printed
    suspects = figure_suspects(indicators(swapped, areas), areas).query("rule == 'definition'")
    assert found_in(suspects) == {
        ("definition", code, "2024", "appeal_rate_pct") for code in ("Z01", "Z06")
    }
    assert "decisions could be appealed, it is printed" in suspects["sentence"].iloc[0]


def authorities(**changes: float | None) -> pd.DataFrame:
    people = {code: 20_000.0 + 1_000 * n for n, code in enumerate(releases.AUTHORITIES)} | changes
    frame = pd.DataFrame(
        {
            "code": list(people),
            "name": [NAMES[code] for code in people],
            "region": [releases.AUTHORITIES[code][1] for code in people],
            "population": pd.array(list(people.values()), "Float64"),
            "current": True,
        }
    )
    again = frame.duplicated(["region", "population"], keep=False) & frame["population"].notna()
    return frame.assign(population_flagged=again)


def test_a_population_of_several_authorities_is_found() -> None:
    shared = authorities(Z02=20_000.0)
    people = summed_populations(shared)
    assert people[NORTH] == 20_000 + 22_000
    assert people[ENGLAND] == people[NORTH] + people[SOUTH]
    found = rated(figures_of(REQUESTS)[0], people)
    suspects = shared_populations(found, shared)
    assert list(suspects.columns) == [
        "file", "code", "year", "dimension", "category", "measure", "rule", "published",
        "expected", "sentence", "level", "name",
    ]  # fmt: skip
    assert set(suspects["code"]) == {"Z01", "Z02"}
    assert set(suspects["measure"]) == {"requests_per_1000"}
    told = "The number of people, 20,000, stands for Alderham and Birchester alike."
    assert set(suspects["sentence"]) == {told}
    assert set(flagged(found, suspects).query("flagged")["indicator"]) == {"requests_per_1000"}


def test_populations_of_their_own_are_not_suspect() -> None:
    found = rated(figures_of(REQUESTS)[0], summed_populations(authorities()))
    assert shared_populations(found, authorities()).empty


def test_what_the_publisher_calls_wrong_is_doubted() -> None:
    found, areas = figures_of(REQUESTS)
    notes = [
        Footnote(("refusal*",), ("Z02",), (2023,), True, "It should have been 107."),
        Footnote(("requests",), (), (), False, "Only to be known."),
    ]
    suspects = doubted_by_publisher(found, notes, areas)
    assert found_in(suspects) == {
        ("publisher", "Z02", "2023", id) for id in ("refusals", "refusal_pct")
    }
    told = flagged(found, suspects).query("flagged")
    assert set(told["why"]) == {"It should have been 107."}


# The DfE's releases.


@pytest.fixture(scope="module")
def held(released_sen2: Path) -> Published:
    return published(released_sen2)


def doubted(held: Published, rule: str, release: str = "2025") -> pd.DataFrame:
    return held.suspects.query("rule == @rule and release == @release")


def is_flagged(held: Published, indicator: str, code: str, year: int) -> bool:
    row = held.figures.query("indicator == @indicator and code == @code and year == @year")
    return bool(row["flagged"].item())


def test_the_regions_total_of_yorkshire_is_found(held: Published) -> None:
    found = doubted(held, "region_total")
    yorkshire = held.authorities.query("region == 'E12000003'")["code"]
    assert set(found["code"]) == set(yorkshire)
    assert len(found) == 15
    assert set(found["published"]) == {6078}
    assert set(found["year"]) == {2022}
    assert set(found["measure"]) == {"new_plans"}
    assert all(is_flagged(held, "new_plans", code, 2022) for code in yorkshire)
    assert not is_flagged(held, "new_plans", "E12000003", 2022)
    assert not is_flagged(held, "new_plans", ENGLAND, 2022)


def test_the_leap_of_newhams_plans_is_found(held: Published) -> None:
    assert is_flagged(held, "plans", "316", 2025)
    assert not is_flagged(held, "plans", "316", 2024)
    (leap,) = doubted(held, "jump").query("measure == 'plans'").to_dict("records")
    assert (leap["code"], leap["published"], leap["expected"]) == ("316", 1199, 2705)


def test_swapped_appeals_are_found(held: Published) -> None:
    found = doubted(held, "definition").set_index(["code", "year"])
    assert {("823", 2024), ("873", 2024)} <= set(found.index)
    assert len(found) == 6
    assert is_flagged(held, "appeal_rate_pct", "873", 2024)


def test_percentages_that_are_not_those_of_their_counts_are_found(held: Published) -> None:
    found = doubted(held, "percentage").query("dimension == 'all'")
    assert len(found) == 38
    assert set(found["measure"]) == {"decided_within_6_weeks_pct"}


def test_the_population_of_cumbria_is_found_twice(held: Published) -> None:
    found = doubted(held, "population")
    assert set(found["code"]) == {"909", "942", "943"}
    assert set(found["measure"]) == {id for id, one in INDICATORS.items() if one.kind == "rate"}


def test_shares_that_are_not_those_of_their_counts_are_found(held: Published) -> None:
    """England's places of January 2024 are shares of some 572,000 plans, not of 576,474."""
    found = doubted(held, "percentage").query("measure in ['plans_pct', 'need_plans_pct']")
    assert set(zip(found["code"], found["year"], strict=True)) == {
        (ENGLAND, 2024), ("E12000006", 2024), ("E12000007", 2024), ("936", 2025),
    }  # fmt: skip
    england = held.figures.query("code == @ENGLAND and year == 2024 and flagged")
    assert "placement_mainstream" in set(england["indicator"])


def test_englands_plans_are_not_doubted(held: Published) -> None:
    england = held.figures.query("code == @ENGLAND and indicator == 'plans'")
    assert len(england) >= 9
    assert not england["flagged"].any()


def test_few_figures_are_doubted(held: Published) -> None:
    for _, release in held.every.groupby("release"):
        assert 0.001 < release["flagged"].mean() < 0.01
    why = held.every.loc[held.every["flagged"], "why"]
    assert (why != "").all()
    assert (held.every.loc[~held.every["flagged"], "why"] == "").all()
    assert set(held.suspects["rule"]) <= set(RULES)
    assert set(held.suspects["level"]) >= {LOCAL, REGIONAL}
    assert held.suspects[["file", "code", "name", "sentence"]].notna().all().all()


def test_doubted_figures_are_marked_in_the_breakdowns_too(released_sen2: Path) -> None:
    def marks(code: str) -> Row:
        frame = cells(released_sen2, code).query("flagged and release == '2025'")
        return dict(zip(frame["measure"].astype(str), frame["year"].astype(str), strict=False))

    assert marks("316")["plans"] == "2025"
    assert marks("370")["new_plans"] == "2022"
    assert marks("391")["decided_in_6_weeks_pct"] == "2024"
    assert "plans" not in marks("931")


def test_an_indicator_that_is_printed_is_made_of_its_own_cell() -> None:
    printed = {name: one.published for name, one in RECIPES.items() if one.published}
    assert printed
    for name, key in printed.items():
        assert _cells_of((name, ALL, ALL)) == {key}
