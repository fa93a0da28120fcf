from __future__ import annotations

from data.demo.crowd import crowd

ROWS = {
    "pupils": [{"pupil_id": "A", "sex": "F"}, {"pupil_id": "B", "sex": "M"}],
    "assessments": [{"pupil_id": "A", "asd": 1}],
    "schools": [{"school_id": "S1"}],
}


def test_copies_come_in_turn_under_new_references() -> None:
    pupils = crowd(ROWS, pupils=5)["pupils"]
    assert [row["pupil_id"] for row in pupils] == ["A", "B", "CR000001", "CR000002", "CR000003"]
    assert [row["sex"] for row in pupils] == ["F", "M", "F", "M", "F"]


def test_a_copy_has_what_its_original_has() -> None:
    assessments = crowd(ROWS, pupils=4)["assessments"]
    assert assessments == [{"pupil_id": "A", "asd": 1}, {"pupil_id": "CR000001", "asd": 1}]


def test_other_tables_and_small_numbers_are_left_alone() -> None:
    assert crowd(ROWS, pupils=1) == ROWS
