import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.caseload import caseload
from analytics.needs_by_age import (
    NOT_RECORDED,
    need_name,
    needs_by_age,
    reading,
    shares,
    totalled,
    with_plan,
)
from analytics.suppression import suppress_with_totals
from data.demo import authority
from data.schemas import AGE_BANDS, PRIMARY_NEEDS, TABLES

TODAY = datetime.date(2026, 11, 22)

# Technical pack v0.09, "Top down: Ealing Pupils with EHCP by Primary Needs & Age Band": the counts,
# their totals, and the printed percentages of all.
PACK = {
    "ASD": (24, 204, 138, 59, 18, 443),
    "HI": (5, 20, 13, 12, 5, 55),
    "MLD": (33, 156, 166, 84, 21, 460),
    "PD": (5, 60, 39, 24, 7, 135),
    "PMLD": (6, 32, 25, 9, 3, 75),
    "SEMH": (4, 53, 87, 30, 1, 175),
    "SLCN": (25, 204, 93, 33, 3, 358),
    "SLD": (29, 98, 63, 37, 34, 261),
    "SPLD": (4, 12, 32, 12, 2, 62),
    "VI": (4, 15, 5, 3, 1, 28),
    "Total": (139, 854, 661, 303, 95, 2052),
}
PACK_SHARES = {
    "ASD": (1.2, 9.9, 6.7, 2.9, 0.9),
    "HI": (0.2, 1.0, 0.6, 0.6, 0.2),
    "MLD": (1.6, 7.6, 8.1, 4.1, 1.0),
    "PD": (0.2, 2.9, 1.9, 1.2, 0.3),
    "PMLD": (0.3, 1.6, 1.2, 0.4, 0.1),
    "SEMH": (0.2, 2.6, 4.2, 1.5, 0.0),
    "SLCN": (1.2, 9.9, 4.5, 1.6, 0.1),
    "SLD": (1.4, 4.8, 3.1, 1.8, 1.7),
    "SPLD": (0.2, 0.6, 1.6, 0.6, 0.1),
    "VI": (0.2, 0.7, 0.2, 0.1, 0.0),
}


def stored(name):
    table = TABLES[name]
    rows = pd.DataFrame(authority.rows(name, today=TODAY), columns=list(table.column_names))
    return rows.astype(table.dtypes)


@pytest.fixture(scope="module")
def northmoor():
    return totalled(
        needs_by_age(
            with_plan(
                caseload(stored("pupils"), stored("requests"), stored("assessments"), today=TODAY)
            )
        )
    )


@pytest.fixture(scope="module")
def of_library():
    library = pd.read_parquet("data/demo/library.parquet")
    return needs_by_age(library)


def people(counts):
    """Return one row for each person of a table given as {(need, band): count}."""
    rows = [pair for pair, count in counts.items() for _ in range(count)]
    return pd.DataFrame(rows, columns=["primary_need", "age_band"]).astype("str")


@pytest.mark.parametrize("need", PACK)
def test_northmoor_has_the_counts_of_the_pack(northmoor, need):
    assert tuple(northmoor.loc[need]) == PACK[need]
    assert len(northmoor) == len(PACK)


@pytest.mark.parametrize("need", PACK_SHARES)
def test_northmoor_has_the_percentages_of_the_pack(northmoor, need):
    printed = shares(northmoor).loc[need, list(AGE_BANDS)] * 100
    assert np.abs(printed.to_numpy() - PACK_SHARES[need]).max() <= 0.05 + 1e-9


def test_the_reading_of_northmoor_is_that_of_the_pack(northmoor):
    words = reading(northmoor, noun="pupils with a plan")
    assert words.startswith("55% of pupils with a plan are in 8 groups: 4 needs (")
    for need in ("ASD", "MLD", "SLD", "SLCN"):
        assert need_name(need) in words
    assert words.endswith("in 2 age bands (5-10 and 11-15), 1,122 of 2,052.")


def test_the_library_counts_its_95_cases(of_library):
    # Technical pack, "Sample overview": the age bands of the 95 cases.
    assert totalled(of_library).loc["Total"].tolist() == [31, 42, 16, 5, 1, 95]


people_of = st.dictionaries(
    st.tuples(st.sampled_from(["ASD", "MLD", "", "OTH"]), st.sampled_from([*AGE_BANDS, ""])),
    st.integers(1, 9),
    max_size=8,
)


@pytest.mark.no_cover
@given(people_of)
def test_everybody_is_counted_once(counts):
    table = totalled(needs_by_age(people(counts)))
    assert table.loc["Total", "Total"] == sum(counts.values())
    for (need, band), count in counts.items():
        assert table.loc[need or NOT_RECORDED, band or NOT_RECORDED] == count


@pytest.mark.no_cover
@given(people_of)
def test_the_bands_are_always_there_and_needs_in_the_order_of_the_dfe(counts):
    table = needs_by_age(people(counts))
    assert list(table.columns)[:5] == list(AGE_BANDS)
    assert [need for need in PRIMARY_NEEDS if need in table.index] == [
        need for need in table.index if need != NOT_RECORDED
    ]


def test_missing_values_are_not_recorded():
    frame = pd.DataFrame({"primary_need": [None, "ASD"], "age_band": ["5-10", None]})
    table = needs_by_age(frame)
    assert table.loc[NOT_RECORDED, "5-10"] == 1
    assert table.loc["ASD", NOT_RECORDED] == 1


def fewest_groups(table):
    """Say the slow way how few groups hold half: try every number of needs and of bands."""
    cells = table.iloc[:-1, :-1]
    needs = sorted(cells.index, key=lambda need: -table.loc[need, "Total"])
    bands = sorted(cells.columns, key=lambda band: -table.loc["Total", band])
    return min(
        n * b
        for n in range(1, len(needs) + 1)
        for b in range(1, len(bands) + 1)
        if cells.loc[needs[:n], bands[:b]].to_numpy().sum() * 2 >= table.loc["Total", "Total"]
    )


@pytest.mark.no_cover
@given(people_of.filter(bool))
def test_the_reading_names_the_fewest_groups(counts):
    table = totalled(needs_by_age(people(counts)))
    groups = fewest_groups(table)
    assert f"in {groups} group{'s' if groups > 1 else ''}:" in reading(table, noun="pupils")


def test_the_reading_of_nobody_says_so():
    table = totalled(needs_by_age(people({})))
    assert reading(table, noun="pupils") == "There are no pupils to count."


def test_the_reading_gives_no_withheld_count_away(of_library):
    table = suppress_with_totals(of_library)
    assert reading(table, noun="cases") == (
        "Of 95 cases, the largest group shown is speech, language and communication "
        "needs in the age band Under 5: 12."
    )


def test_the_reading_of_few_people_names_no_count():
    table = suppress_with_totals(needs_by_age(people({("ASD", "5-10"): 3})))
    assert reading(table, noun="pupils") == "Too few pupils to say."


def test_the_reading_of_many_small_groups_names_none():
    counts = {(need, band): 2 for need in ("ASD", "MLD", "SLD") for band in AGE_BANDS}
    table = suppress_with_totals(needs_by_age(people(counts)))
    assert reading(table, noun="pupils") == "Of 30 pupils, every group is too small to be shown."


def test_shares_add_up_and_hide_what_is_withheld(of_library):
    whole = shares(totalled(of_library))
    assert whole.iloc[:-1, :-1].sum().sum() == pytest.approx(1)
    hidden = suppress_with_totals(of_library)
    assert (shares(hidden).isna() == hidden.isna()).all(axis=None)


def test_names_stand_in_a_sentence():
    assert need_name("DS") == "Down syndrome"
    assert need_name("SLD") == "severe learning difficulty"
    assert need_name("Not recorded") == "not recorded"
