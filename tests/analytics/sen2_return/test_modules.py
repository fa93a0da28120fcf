"""The modules of the SEN2 return: who is in them, what is filled, and what stays empty."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.sen2.own import Return
from analytics.sen2_return.modules import header, modules
from data.schemas.sen2_return import CODES, DATES, MODULES
from tests.analytics.sen2.test_own import PLAN, PUPIL, TODAY, casework

LAST = Return(2026, TODAY)


def of(*books: dict[str, Any], wanted: Return = LAST) -> dict[str, list[dict[str, str]]]:
    found = modules(casework(list(books)), wanted)
    return {id: frame.to_dict("records") for id, frame in found.items()}


def test_every_module_has_its_keys_and_fields() -> None:
    found = modules(casework([]), LAST)
    assert list(found) == list(MODULES)
    for id, module in MODULES.items():
        parent = [MODULES[module.parent].key] if module.parent else []
        assert list(found[id].columns) == [module.key, *parent, *module.fields]
        assert set(module.held) <= set(module.fields)
    assert {name for module in MODULES.values() for name in module.fields} >= DATES | {*CODES}


def test_a_plan_fills_what_is_recorded_and_nothing_else() -> None:
    found = of({**PLAN, "sex": "F"})
    assert {id: len(rows) for id, rows in found.items()} == dict.fromkeys(MODULES, 1)
    told = {
        (id, name): value
        for id, module in MODULES.items()
        for name in module.fields
        if (value := found[id][0][name])
    }
    assert told == {
        ("person", "HeldBirthMonth"): "2015-09",
        ("requests", "ReceivedDate"): "2023-01-02",
        ("requests", "RequestOutcomeDate"): "2023-02-02",
        ("requests", "RequestOutcome"): "Y",
        ("assessment", "AssessmentOutcome"): "Y",
        ("assessment", "AssessmentOutcomeDate"): "2023-05-22",
        ("namedplan", "StartDate"): "2023-05-22",
        ("senneed", "SENtype"): "ASD",
        ("senneed", "SENtypeRank"): "1",
    }
    assert {name for _, name in told} <= {n for m in MODULES.values() for n in m.held}


def test_an_exception_is_told_once_it_applies() -> None:
    freed = {**PLAN, "exception": "away", "exception_on": "2023-03-01"}
    later = {**freed, "exception_on": "2026-06-01"}
    told = of(freed, later, PLAN)["assessment"]
    assert [row["Week20"] for row in told] == ["1", "", ""]


def test_the_process_decides_which_modules_have_a_row() -> None:
    asked = {**PLAN, "requested_on": "2025-06-01", "decided_on": None, "final_on": None}
    agreed = {**asked, "decided_on": "2025-07-01", "stage": "assessing"}
    refused = {**agreed, "stage": "not_assessed", "closed_on": "2025-07-01"}
    no_plan = {**agreed, "stage": "no_plan", "closed_on": "2025-10-01"}
    found = of(asked, agreed, refused, no_plan)
    assert [row["RequestOutcome"] for row in found["requests"]] == ["A", "Y", "N", "Y"]
    assert [
        (row["requeststableid"], row["AssessmentOutcome"], row["AssessmentOutcomeDate"])
        for row in found["assessment"]
    ] == [("P1", "A", ""), ("P3", "N", "2025-10-01")]
    assert found["namedplan"] == found["senneed"] == []


def test_a_plan_that_ceased_in_the_year_is_named_and_not_active() -> None:
    found = of({**PLAN, "stage": "ceased", "closed_on": "2025-07-01"})
    assert found["namedplan"][0]["CeaseDate"] == "2025-07-01"
    assert found["activeplans"] == found["senneed"] == []


def test_who_left_before_the_year_or_came_after_the_census_is_not_in_it() -> None:
    gone = {**PLAN, "stage": "ceased", "closed_on": "2024-12-31"}
    later = {**PLAN, "requested_on": "2026-01-16"}
    found = of(gone, later)
    assert found["person"] == []


def test_what_came_after_the_census_is_not_known_to_it() -> None:
    found = of({**PLAN, "stage": "ceased", "closed_on": "2026-02-01"})
    assert found["namedplan"][0]["CeaseDate"] == ""
    assert len(found["activeplans"]) == 1


def test_a_plan_without_school_or_need_has_no_row_for_them() -> None:
    found = of({**PLAN, "school_id": None, "need": None})
    assert len(found["activeplans"]) == 1
    assert found["placementdetail"] == found["senneed"] == []


def test_sex_not_recorded_stays_empty() -> None:
    books = casework([PLAN, PLAN])
    books.pupils["sex"] = ["U", "M"]
    assert modules(books, LAST)["person"]["Sex"].tolist() == ["", "M"]


@pytest.mark.no_cover
@settings(max_examples=12)
@given(books=st.lists(PUPIL, max_size=8))
def test_every_row_belongs_to_one_of_its_parent_and_every_cell_is_text(
    books: list[dict[str, Any]],
) -> None:
    found = modules(casework(books), LAST)
    for id, module in MODULES.items():
        frame = found[id]
        assert frame[module.key].is_unique
        assert all(isinstance(value, str) for value in frame.to_numpy().ravel())
        if module.parent:
            key = MODULES[module.parent].key
            assert set(frame[key]) <= set(found[module.parent][key])
    in_force = sum(
        bool(one["final_on"]) and bool(one["requested_on"])
        and one["requested_on"] <= "2026-01-15" and one["final_on"] <= "2026-01-15"
        and not (one["closed_on"] and one["closed_on"] <= "2026-01-15")
        for one in books
    )  # fmt: skip
    assert len(found["activeplans"]) == in_force


def test_the_header_says_whose_and_when() -> None:
    told = header(authority="Z01", wanted=LAST).iloc[0]
    assert (told["Collection"], told["Year"], told["LEA"]) == ("SEN2", "2026", "Z01")
    assert told["ReferenceDate"] == "2026-01-15"
    assert told["DateTime"] == datetime.date(2026, 11, 22).isoformat()
