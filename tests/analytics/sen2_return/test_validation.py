"""The rules of the SEN2 return: a sound return passes, and each fault is told by its own rule."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pandas as pd
import pytest

from analytics.sen2.own import Return
from analytics.sen2_return.modules import Modules, modules
from analytics.sen2_return.rules import RULES
from analytics.sen2_return.validation import COLUMNS, EVERY_ROW, summary, validate
from data.schemas.sen2_return import MODULES
from tests.analytics.sen2.test_own import PLAN, casework

TODAY = datetime.date(2026, 11, 22)
WANTED = Return(2026, TODAY)
PERSON = {
    "Surname": "Invented", "Forename": "Ann", "PersonBirthDate": "2015-09-03", "Sex": "F",
    "Ethnicity": "WBRI", "PostCode": "ZZ1 1ZZ", "UPN": "A123456789012",
}  # fmt: skip
SETTING = {"URN": "123456", "UKPRN": "12345678"}
FILLED: dict[str, dict[str, str]] = {
    "person": PERSON,
    "requests": {"ReceivedDate": "2023-01-02", "RequestSource": "1",
                 "RequestOutcomeDate": "2023-02-02", "RequestOutcome": "Y"},
    "assessment": {"AssessmentOutcome": "Y", "AssessmentOutcomeDate": "2023-05-22", "Week20": "0"},
    "namedplan": {"StartDate": "2023-05-22"},
    "plandetail": SETTING,
    "activeplans": {"ReviewMeeting": "2025-05-01", "LastReview": "2025-05-01"},
    "placementdetail": {**SETTING, "EntryDate": "2023-09-01"},
    "senneed": {"SENtype": "ASD", "SENtypeRank": "1"},
}  # fmt: skip


def row(module: str, key: str, **changes: str) -> dict[str, str]:
    declared = MODULES[module]
    keys = {declared.key: key}
    if declared.parent:
        keys[MODULES[declared.parent].key] = key
    return {**keys, **dict.fromkeys(declared.fields, ""), **FILLED[module], **changes}


def sound(*keys: str) -> Modules:
    """Return some sound persons, so that no fault of one is a fault of all."""
    found = {}
    for id in MODULES:
        rows = [row(id, key) for key in keys or ("P1", "P2", "P3")]
        if id == "person":
            for number, one in enumerate(rows):
                one |= {"Forename": f"Ann {number}", "UPN": f"A{number:012}"}
        found[id] = pd.DataFrame(rows, dtype=object)
    return found


def faults(found: Modules, wanted: Return = WANTED) -> set[tuple[str, str]]:
    table = validate(found, wanted)
    return set(zip(table["rule"], table["row"], strict=True))


def with_cells(module: str, **cells: str) -> Modules:
    found = sound()
    for name, value in cells.items():
        found[module].loc[1, name] = value
    return found


@pytest.mark.no_cover
def test_a_sound_return_has_nothing_wrong() -> None:
    assert validate(sound(), WANTED).empty
    assert list(validate(sound(), WANTED).columns) == list(COLUMNS)


BROKEN: dict[str, tuple[str, dict[str, str]]] = {
    "P01": ("person", {"Surname": " "}),
    "P02": ("person", {"Forename": ""}),
    "P03": ("person", {"PersonBirthDate": ""}),
    "P05": ("person", {"PersonBirthDate": "1998-08-31"}),
    "P06": ("person", {"PersonBirthDate": "2000-08-31"}),
    "P07": ("person", {"Sex": ""}),
    "P08": ("person", {"Ethnicity": ""}),
    "P09": ("person", {"PostCode": ""}),
    "P10": ("person", {"PostCode": "nowhere"}),
    "P11": ("person", {"UPN": ""}),
    "P12": ("person", {"UPN": "123"}),
    "R01": ("requests", {"ReceivedDate": ""}),
    "R03": ("requests", {"RequestSource": ""}),
    "R05": ("requests", {"RequestOutcomeDate": ""}),
    "R08": ("requests", {"ReceivedDate": "2022-12-20"}),
    "A02": ("assessment", {"AssessmentOutcomeDate": ""}),
    "N01": ("namedplan", {"StartDate": ""}),
    "N05": ("namedplan", {"CeaseDate": "2024-01-01"}),
    "N06": ("namedplan", {"CeaseReason": "1"}),
    "D01": ("plandetail", {"URN": "", "UKPRN": "", "SENsetting": ""}),
    "V01": ("activeplans", {"ReviewMeeting": "", "LastReview": ""}),
    "V02": ("activeplans", {"LastReview": "2020-01-01"}),
    "L01": ("placementdetail", {"URN": "", "UKPRN": ""}),
    "L02": ("placementdetail", {"LeavingDate": "2020-01-01"}),
    "L03": ("placementdetail", {"EntryDate": ""}),
    "L04": ("placementdetail", {"URN": "12"}),
    "L05": ("placementdetail", {"UKPRN": "12"}),
    "S01": ("senneed", {"SENtypeRank": ""}),
}


ENTANGLED: dict[str, tuple[str, dict[str, str]]] = {
    "P04": ("person", {"PersonBirthDate": "2027-01-01"}),
    "R02": ("requests", {"ReceivedDate": "2027-01-01"}),
    "R04": ("requests", {"RequestOutcomeDate": "2022-01-01"}),
    "R06": ("requests", {"RequestOutcome": "A"}),
    "R07": ("requests", {"RequestOutcome": "A", "RequestOutcomeDate": ""}),
    "R09": ("person", {"PersonBirthDate": "2023-06-01"}),
    "A01": ("assessment", {"AssessmentOutcomeDate": "2023-02-01"}),
    "A03": ("requests", {"RequestOutcome": "N"}),
    "A04": ("assessment", {"AssessmentOutcome": "A"}),
    "N02": ("namedplan", {"StartDate": "2022-12-01"}),
    "N03": ("namedplan", {"StartDate": "2027-12-01"}),
    "N04": ("namedplan", {"CeaseDate": "2023-01-03"}),
    "N07": ("assessment", {"Week20": ""}),
    "N08": ("assessment", {"AssessmentOutcome": "N"}),
}


FORMS = {rule.code: rule for rule in RULES if rule.code[0] in "XY"}


@pytest.fixture(scope="module")
def told() -> dict[str, set[str]]:
    """Return the rules told of each person, who has the fault that is the key: one run for all."""
    found = sound(*BROKEN, *ENTANGLED, *FORMS, "sound")
    wrong = {code: (one.module, {one.field: "31/02/2024"}) for code, one in FORMS.items()}
    for code, (module, cells) in {**BROKEN, **ENTANGLED, **wrong}.items():
        frame = found[module]
        for name, value in cells.items():
            frame.loc[frame[MODULES[module].key] == code, name] = value
    late = found["namedplan"]["namedplantableid"] == "N07"
    found["namedplan"].loc[late, "StartDate"] = "2023-06-01"
    rules: dict[str, set[str]] = {key: set() for key in found["person"]["persontableid"]}
    for one in validate(found, WANTED).itertuples():
        rules[one.row].add(one.rule)
    return rules


@pytest.mark.parametrize("code", BROKEN)
def test_a_fault_is_told_by_its_rule_alone(told: dict[str, set[str]], code: str) -> None:
    assert told[code] == ({"S01", "S02"} if code == "S01" else {code})


@pytest.mark.parametrize("code", [*ENTANGLED, *FORMS])
def test_a_fault_is_told_among_others(told: dict[str, set[str]], code: str) -> None:
    assert code in told[code]


def test_faults_of_others_are_not_told_of_the_sound(told: dict[str, set[str]]) -> None:
    assert told["sound"] == set()


def changed(change: Callable[[Modules], None]) -> set[tuple[str, str]]:
    found = sound()
    change(found)
    return faults(found)


def test_a_number_of_two_pupils_is_told_of_both() -> None:
    def same(found: Modules) -> None:
        found["person"].loc[1, "UPN"] = found["person"].loc[0, "UPN"]

    assert changed(same) == {("P13", "P1"), ("P13", "P2")}


def test_a_name_that_stands_twice_is_asked_about() -> None:
    def same(found: Modules) -> None:
        found["person"].loc[1, "Forename"] = found["person"].loc[0, "Forename"]

    assert changed(same) == {("P14", "P1"), ("P14", "P2")}


def test_what_is_missing_in_another_module_is_told() -> None:
    def drop(found: Modules) -> None:
        found["senneed"] = found["senneed"].iloc[:2]
        found["placementdetail"] = found["placementdetail"].iloc[1:]
        found["person"] = found["person"].iloc[:2]

    assert changed(drop) >= {("S02", "P3"), ("L06", "P1"), ("R10", "P3")}


def test_two_primary_needs_are_told() -> None:
    def add(found: Modules) -> None:
        second = {**row("senneed", "P9"), "activeplanstableid": "P1", "SENtype": "HI"}
        found["senneed"] = pd.concat([found["senneed"], pd.DataFrame([second])])

    assert changed(add) == {("S03", "P1"), ("S03", "P9")}


def test_a_person_who_stands_twice_multiplies_nothing() -> None:
    def add(found: Modules) -> None:
        again = {**row("person", "P1"), "Forename": "Other", "UPN": "B123456789012"}
        found["person"] = pd.concat([found["person"], pd.DataFrame([again])])
        found["requests"].loc[0, "RequestSource"] = ""

    assert [code for code, _ in changed(add)] == ["R03"]


def test_an_age_is_taken_from_the_month_that_is_held() -> None:
    old = {"PersonBirthDate": "", "HeldBirthMonth": "1998-08"}
    assert faults(with_cells("person", **old)) == {("P03", "P2"), ("P05", "P2")}
    young = {"PersonBirthDate": "", "HeldBirthMonth": "2000-09"}
    assert faults(with_cells("person", **young)) == {("P03", "P2")}


def test_what_is_wrong_everywhere_is_told_once() -> None:
    found = sound()
    found["person"]["Ethnicity"] = ""
    table = validate(found, WANTED)
    assert table[["rule", "row", "rows"]].to_numpy().tolist() == [["P08", EVERY_ROW, 3]]
    assert summary(table)["rows"].tolist() == [3]


def test_errors_come_before_queries_and_rules_are_counted() -> None:
    found = sound()
    found["person"].loc[[0, 1], "PostCode"] = ""
    found["person"].loc[1, "Sex"] = ""
    table = summary(validate(found, WANTED))
    assert table[["severity", "rule", "rows"]].to_numpy().tolist() == [
        ["error", "P07", 1], ["query", "P09", 2],
    ]  # fmt: skip


def test_our_own_return_lists_what_is_not_recorded() -> None:
    own = modules(casework([PLAN, {**PLAN, "need": None}]), WANTED)
    told = summary(validate(own, WANTED)).set_index("rule")["rows"]
    for code in ("P01", "P02", "P03", "P07", "P08", "P09", "P11", "R03", "D01", "L01", "L03"):
        assert told[code] == 2, code
    assert told["S02"] == 1


def test_an_empty_return_has_nothing_wrong() -> None:
    assert validate(modules(casework([]), WANTED), WANTED).empty


def test_codes_of_rules_are_unique_and_every_rule_is_tried() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    tried = {*BROKEN, *ENTANGLED, "P13", "P14"}
    assert {code for code in codes if code[0] not in "XY"} == tried
    for rule in RULES:
        assert rule.field in MODULES[rule.module].fields
        assert rule.sentence.endswith(".") and rule.action.endswith(".")
