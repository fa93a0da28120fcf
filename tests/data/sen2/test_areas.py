"""Lists of authorities, their populations and their neighbours."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schemas.sen2 import AUTHORITIES, LOCAL, NEIGHBOURS, REGIONAL
from data.sen2.areas import (
    authorities,
    boundary_changes,
    is_neighbours,
    is_populations,
    names_of,
    read_neighbours,
    read_populations,
)
from data.sen2.cells import AREA_COLUMNS, Refused
from tests.built import ROOT
from tests.data.sen2 import releases
from tests.data.sen2.releases import AUTHORITIES as INVENTED
from tests.data.sen2.releases import table

SHARED = ROOT.parent / "shared" / "sen2"


def test_populations_are_read() -> None:
    content = releases.populations(changed={"Z03": ""})
    assert is_populations(content)
    assert not is_neighbours(content)
    found = read_populations(content, name="p.csv").set_index("code")["population"]
    assert list(found.index) == list(INVENTED)
    assert found["Z01"] == 20_000
    assert found["Z03"] is pd.NA


@pytest.mark.parametrize(
    "text", ["many", "-5", "0", "1.5", "20,000", "inf", "nan", "1e5", "1_000", "x", " ", "9" * 12]
)
def test_nonsense_for_a_population_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_populations(releases.populations(changed={"Z02": text}), name="p.csv")
    assert (refusal.value.row, refusal.value.reason) == (3, f"{text!r} is no number of people.")


def test_a_population_given_twice_is_refused() -> None:
    rows = [{"old_la_code": code, "la_name": "", "population_0_25": "5"} for code in ("Z01", "Z01")]
    with pytest.raises(Refused, match=r"p\.csv, row 3: Z01 stands in an earlier row"):
        read_populations(table(rows), name="p.csv")


def test_a_number_that_is_none_of_an_authority_is_refused() -> None:
    rows = [{"old_la_code": "E06000001", "la_name": "", "population_0_25": "5"}]
    with pytest.raises(Refused, match="row 2: 'E06000001' is no DfE number"):
        read_populations(table(rows), name="p.csv")


HEAD = b"old_la_code,la_name,population_0_25\n"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (b"", "It has no rows"),
        (b"Z01,A,5,6,7\nZ02,B,5,6,7,8\n", "cannot be read as a table"),
        (b'Z01,"A,5\n', "cannot be read as a table"),
        (b"Z01\n\n,\n", "'' is no DfE number"),
    ],
)
def test_a_broken_list_is_refused(rows: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_populations(HEAD + rows, name="p.csv")


@given(st.binary(max_size=80))
def test_any_list_is_read_or_refused(rows: bytes) -> None:
    content = HEAD + rows
    assert is_populations(content)
    try:
        read_populations(content, name="p.csv")
    except Refused:
        return


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'"', b"a\rb\n", b"old_la_code,la_name"])
def test_other_files_are_no_lists(content: bytes) -> None:
    assert not is_populations(content)
    assert not is_neighbours(content)


def test_headings_in_quotation_marks_are_headings() -> None:
    quoted = b'"old_la_code","la_name","population_0_25"\r\n"Z01","A","5"\r\n'
    assert is_populations(quoted)
    assert read_populations(quoted, name="p.csv")["population"].tolist() == [5]


def test_neighbours_are_read_without_places_left_empty() -> None:
    content = releases.neighbours()
    assert is_neighbours(content)
    found = read_neighbours(content, name="n.csv")
    assert list(found.columns) == list(NEIGHBOURS)
    assert len(found) == 6 * 3
    assert found[found["code"] == "Z02"]["neighbour"].tolist() == ["Z01", "Z03", "Z04"]
    assert found["rank"].tolist()[:3] == [1, 2, 3]


def neighbour_rows() -> list[dict[str, str]]:
    place = {"old_la_code": "Z01", "closeness": "", "model": "m"}
    named = [("-", "1"), ("-", "2"), ("Z02", "3"), ("Z03", "4")]
    return [place | {"neighbour_old_la_code": name, "rank": rank} for name, rank in named]


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("rank", "first", "'first' is no rank."),
        ("rank", "1.5", "'1.5' is no rank."),
        ("rank", "99999", "'99999' is no rank."),
        ("rank", "", "'' is no rank."),
        ("neighbour_old_la_code", "Z2", "'Z2' is no DfE number of an authority."),
        ("old_la_code", "", "'' is no DfE number of an authority."),
        ("neighbour_old_la_code", "Z02", "The neighbour stands in an earlier row of this model."),
    ],
)
def test_a_broken_neighbour_is_refused_by_its_row(column: str, text: str, reason: str) -> None:
    rows = neighbour_rows()
    rows[3][column] = text
    with pytest.raises(Refused) as refusal:
        read_neighbours(table(rows), name="n.csv")
    assert (refusal.value.row, refusal.value.reason) == (5, reason)


def areas(*rows: tuple[str, str, str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(
        [(level, code, name, region, "R", year) for level, code, name, region, year in rows],
        columns=list(AREA_COLUMNS),
    )


def test_an_authority_is_named_as_its_newest_year_names_it() -> None:
    known = areas(
        (LOCAL, "909", "Cumbria", "N", 2023),
        (LOCAL, "942", "Cumberland", "N", 2025),
        (LOCAL, "838", "Dorset", "S", 2019),
        (LOCAL, "838", "Dorset Council", "S", 2025),
        (REGIONAL, "S", "South", "S", 2025),
    )
    people = pd.DataFrame({"code": ["942", "838"], "population": pd.array([7, None], "Float64")})
    found = authorities(known, people)
    assert list(found.columns) == list(AUTHORITIES)
    found = found.set_index("code")
    assert found["name"].to_dict() == {
        "838": "Dorset Council", "909": "Cumbria", "942": "Cumberland",
    }  # fmt: skip
    assert found["current"].to_dict() == {"838": True, "909": False, "942": True}
    assert found.loc["909", "successors"] == "942+943"
    assert found.loc["838", ["first_year", "last_year"]].tolist() == [2019, 2025]
    assert found.loc["942", "population"] == 7
    assert not found["population_flagged"].any()


def test_the_same_number_of_people_twice_in_a_region_is_flagged() -> None:
    known = areas(*((LOCAL, code, code, region, 2025) for code, region in
                    (("001", "N"), ("002", "N"), ("003", "S"), ("004", "S"))))  # fmt: skip
    people = pd.DataFrame(
        {"code": ["001", "002", "003", "004"], "population": pd.array([7, 7, 7, 9], "Float64")}
    )
    found = authorities(known, people).set_index("code")["population_flagged"]
    assert found.to_dict() == {"001": True, "002": True, "003": False, "004": False}


def test_nobody_is_known_before_anything_is_loaded() -> None:
    nobody = pd.DataFrame(columns=["code", "population"])
    assert authorities(areas(), nobody).empty
    assert set(names_of(areas())) == {"835", "836", "837", "909", "928"}


def test_former_names_give_way_to_present_ones() -> None:
    names = names_of(
        areas((LOCAL, "838", "Dorset", "S", 2025), (REGIONAL, "S", "South", "S", 2025))
    )
    assert list(names)[-1] == "838"
    assert names["838"] == names["835"] == "Dorset"


def test_the_lists_that_are_shared_are_read() -> None:
    content = (SHARED / "local_authorities.csv").read_bytes()
    people = read_populations(content, name="p.csv")
    assert (len(people), people["population"].notna().sum()) == (158, 153 + 1)
    neighbours = read_neighbours((SHARED / "statistical_neighbours.csv").read_bytes(), name="n.csv")
    assert set(neighbours["model"]) == {"2021-04", "2025-05"}
    assert neighbours.groupby(["model", "code"]).size().max() == 10


def test_boundary_changes_agree_with_the_list_of_authorities() -> None:
    rows = pd.read_csv(SHARED / "local_authorities.csv", dtype=str, keep_default_na=False)
    gone = rows[rows["current"] != "True"].set_index("old_la_code")["successor"]
    changes = boundary_changes().set_index("code")["successors"]
    for code, successors in changes.items():
        assert gone[code].startswith(successors.split("+")[0]), code
    assert set(changes.index) == set(gone.index)
