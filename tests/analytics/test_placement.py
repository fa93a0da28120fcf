"""The shortlist, its reasons and its order; what schools answer; what is named."""

from __future__ import annotations

import datetime
import json
import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import placement
from analytics.problems import Problems
from data.schemas import PHASES, SCHOOL_TYPES, TABLES
from data.schemas.panel import ANSWERS, GROUNDS

TODAY = datetime.date(2026, 11, 22)
NONE = pd.Series(dtype="Int64")


def school(code: str = "S1", **given_: Any) -> dict[str, Any]:
    return {
        "school_id": code,
        "name": f"School {code}",
        "phase": "secondary",
        "type": "mainstream",
        "pupils_on_roll": 90,
        "capacity": 100,
        "easting": 0.0,
        "northing": 0.0,
        **given_,
    }


def listed(schools: list[dict[str, Any]], **given_: Any) -> tuple[placement.Setting, ...]:
    told = {
        "age": 14, "special": False, "cluster": "X4", "similar": NONE, "present": "S1", **given_,
    }  # fmt: skip
    return placement.shortlist(schools, **told)


def test_every_reason_is_in_words() -> None:
    found = listed(
        [school(), school("S2", easting=1609.344, type="special")],
        special=True,
        similar=pd.Series({"S2": 12}, dtype="Int64"),
        preferred=["S2"],
    )
    assert [one.school_id for one in found] == ["S2", "S1"]
    assert found[0].reasons == (
        "Asked for by the family.",
        "A special school placement (SP1) is suggested, and this is a special school.",
        "12 pupils in X4 with a plan are here.",
        "10 of 100 places free.",
        "1.0 miles in a straight line from the present school.",
    )
    assert found[1].reasons == (
        "A special school placement (SP1) is suggested, but this is not a special school.",
        "No other pupil in X4 with a plan is here.",
        "10 of 100 places free.",
        "The pupil goes here now.",
    )
    assert [one.fits for one in found] == [True, False]


@pytest.mark.parametrize(
    ("given_", "schooling", "told"),
    [
        ({"special": None}, {}, "No support package is suggested yet"),
        ({}, {}, "is not suggested, and this is not a special school."),
        ({}, {"type": "special"}, "is not suggested, but this is a special school."),
        ({"similar": pd.Series({"S1": 1}, dtype="Int64")}, {}, "1 pupil in X4 with a plan is here"),
        ({"similar": pd.Series({"S1": pd.NA}, dtype="Int64")}, {}, "c: withheld"),
        ({}, {"capacity": None}, "Free places: not known."),
        ({}, {"pupils_on_roll": pd.NA}, "Free places: not known."),
        ({}, {"capacity": 90}, "No free places: 90 on roll, 90 places."),
        ({"present": ""}, {}, "Distance: not known."),
        ({"present": "S9"}, {}, "Distance: not known."),
    ],
)
def test_what_is_not_known_is_said(
    given_: dict[str, Any], schooling: dict[str, Any], told: str
) -> None:
    (found,) = listed([school(**schooling)], **given_)
    assert any(told in reason for reason in found.reasons)


def test_without_a_cluster_nothing_is_said_of_similar_pupils() -> None:
    (found,) = listed([school()], cluster="")
    assert not any("plan" in reason for reason in found.reasons)


def test_only_settings_of_the_age_are_listed_but_those_asked_stay() -> None:
    schools = [school("S1"), school("S2", phase="nursery"), school("S3", phase="primary")]
    assert [one.school_id for one in listed(schools)] == ["S1"]
    assert {one.school_id for one in listed(schools, consulted=["S3"])} == {"S1", "S3"}
    assert listed([], preferred=["S9"]) == ()


@given(st.integers(0, 25))
def test_every_age_has_a_phase_and_every_phase_its_ages(age: int) -> None:
    assert placement.PHASE_AGES.keys() == PHASES.keys()
    assert any(placement.of_age(school(phase=phase), age) for phase in PHASES)


SCHOOLS = st.lists(
    st.tuples(
        st.sampled_from(list(SCHOOL_TYPES)),
        st.one_of(st.none(), st.integers(0, 5)),
        st.one_of(st.none(), st.floats(0, 9e4)),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=14,
)


@given(SCHOOLS, st.sampled_from([True, False, None]))
def test_the_order_is_wish_then_fit_then_similar_then_distance(
    rows: list[Any], special: bool | None
) -> None:
    schools, counts, preferred, consulted = [], {}, [], []
    for number, (kind, count, east, wished, asked) in enumerate(rows):
        code = f"S{number:02}"
        schools.append(school(code, type=kind, easting=east))
        counts[code] = pd.NA if count is None else count
        preferred += [code] if wished else []
        consulted += [code] if asked else []
    found = listed(
        schools, special=special, similar=pd.Series(counts, dtype="Int64"), present="S00",
        preferred=preferred, consulted=consulted,
    )  # fmt: skip

    def key(one: dict[str, Any]) -> Any:
        fits = special is None or (one["type"] == "special") == special
        count, here = counts[one["school_id"]], schools[0]["easting"]
        apart = math.inf if one["easting"] is None or here is None else abs(one["easting"] - here)
        return (
            one["school_id"] not in preferred, not fits, 0 if count is pd.NA else -count, apart,
            one["name"],
        )  # fmt: skip

    wanted = [one["school_id"] for one in sorted(schools, key=key)]
    kept = [
        code
        for place, code in enumerate(wanted)
        if place < placement.FEWEST_LISTED or code in {*preferred, *consulted}
    ]
    assert [one.school_id for one in found] == kept
    assert all(one.reasons for one in found)


def test_a_straight_line_is_measured_on_the_grid() -> None:
    one, other = school(easting=3000, northing=4000), school("S2")
    assert placement.miles(one, other) == pytest.approx(5000 / 1609.344)
    assert placement.miles(one, school(easting=pd.NA)) is None
    assert placement.miles(school(northing=None), other) is None


def pupils(*rows: tuple[str, str | None, str, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["pupil_id", "school_id", "cluster", "has_plan"])


ROWS = pupils(
    *((f"A{n}", "S1", "X4", True) for n in range(9)),
    ("B1", "S2", "X4", True),
    ("B2", "S2", "X4", False),
    ("B3", "S2", "X5", True),
    ("B4", None, "X4", True),
    ("ME", "S2", "X4", True),
)


def test_similar_pupils_have_a_plan_and_the_cluster_and_are_not_oneself() -> None:
    found = placement.similar_by_school(ROWS, cluster="X4", but="ME", whole=True)
    assert found.to_dict() == {"S1": 9, "S2": 1}


def test_small_counts_are_withheld_from_those_who_may_not_read_every_pupil() -> None:
    found = placement.similar_by_school(ROWS, cluster="X4", but="ME", whole=False)
    assert found.isna().to_dict() == {"S1": True, "S2": True}
    assert placement.similar_by_school(ROWS, cluster="X9", but="", whole=False).empty


def consultation(**given_: Any) -> dict[str, Any]:
    empty = dict.fromkeys(TABLES["consultations"].by_name)
    return {**empty, "school_id": "S1", "asked_on": "2026-11-01", **given_}


def test_a_school_has_fifteen_days_to_answer() -> None:
    assert placement.answer_due(consultation()) == datetime.date(2026, 11, 16)
    assert placement.answer_due(consultation(asked_on=None)) is None
    assert placement.is_waiting(consultation())
    assert not placement.is_waiting(consultation(answer="yes"))
    assert not placement.is_waiting(consultation(asked_on=None))


@pytest.mark.parametrize(
    ("asked", "held", "field", "told"),
    [
        (TODAY, consultation(), "school_id", "asked already"),
        (None, None, "asked_on", "Give the day"),
        (datetime.date(2026, 11, 23), None, "asked_on", "future"),
    ],
)
def test_what_is_wrong_with_asking_a_school(asked: Any, held: Any, field: str, told: str) -> None:
    ((name, words),) = placement.problems_of_consulting(asked, held=held, today=TODAY)
    assert name == field
    assert told in words


@pytest.mark.parametrize("held", [None, consultation(answer="no"), consultation(asked_on=None)])
def test_a_school_that_has_answered_or_was_not_asked_may_be_asked(held: Any) -> None:
    assert placement.problems_of_consulting(TODAY, held=held, today=TODAY) == ()


@given(
    answer=st.sampled_from([*ANSWERS, ""]),
    ground=st.sampled_from([*GROUNDS, "none"]),
    reasons=st.sampled_from(["", "Full."]),
    answered=st.one_of(st.none(), st.dates(datetime.date(2026, 10, 1), datetime.date(2027, 1, 1))),
)
def test_an_answer_is_kept_exactly_when_it_is_whole(
    answer: str, ground: str, reasons: str, answered: datetime.date | None
) -> None:
    problems = placement.problems_of_answer(
        consultation(), answer=answer, ground=ground, reasons=reasons, answered=answered,
        today=TODAY,
    )  # fmt: skip
    fine = answered is not None and datetime.date(2026, 11, 1) <= answered <= TODAY
    fine = fine and answer in ANSWERS and (answer == "yes" or bool(reasons))
    fine = fine and (answer != "no" or ground in GROUNDS)
    assert (problems == ()) == fine
    expected = [
        ("ground", answer == "no" and ground not in GROUNDS),
        ("reasons", answer in ANSWERS and answer != "yes" and not reasons),
        (
            "answered_on",
            answer in ANSWERS
            and (answered is None or not datetime.date(2026, 11, 1) <= answered <= TODAY),
        ),
        ("answer", answer not in ANSWERS),
    ]
    assert [name for name, _ in problems] == [name for name, wrong in expected if wrong]


@pytest.mark.parametrize("held", [None, consultation(asked_on=None)])
def test_who_was_not_asked_has_not_answered(held: Any) -> None:
    (told,) = placement.problems_of_answer(
        held, answer="yes", ground="", reasons="", answered=TODAY, today=TODAY
    )
    assert told == ("school_id", "This school was not asked, so there is no answer to record.")


def test_a_whole_answer_has_no_problem() -> None:
    told = placement.problems_of_answer(
        consultation(), answer="yes", ground="", reasons="", answered=TODAY, today=TODAY
    )
    assert told == ()


def test_an_answer_needs_its_day() -> None:
    (told,) = placement.problems_of_answer(
        consultation(), answer="yes", ground="", reasons="", answered=None, today=TODAY
    )
    assert told == ("answered_on", "Give the day of the answer, such as 3 May 2026.")


def naming(code: str = "S1", **given_: Any) -> Problems:
    told = {
        "consultations": {"S1": consultation()},
        "plan_status": "agreed",
        "ground": "none",
        "reason": "",
        **given_,
    }
    return placement.problems_of_naming(school(code), told.pop("consultations"), **told)


def test_a_school_is_named_once_agreed_and_consulted() -> None:
    assert naming() == ()
    assert naming(plan_status="final") == ()
    ((name, words),) = naming(plan_status="draft")
    assert (name, "stays blank" in words) == ("", True)
    assert naming("S2") == (("school_id", placement.UNCONSULTED),)
    for held, told in (({}, placement.UNCONSULTED), ({"S9": {}}, placement.NO_SCHOOL)):
        gone = placement.problems_of_naming(None, held, plan_status="agreed", ground="", reason="")
        assert gone == (("school_id", told),)


def test_the_family_s_wish_is_passed_over_only_on_a_ground() -> None:
    held = {
        "S1": consultation(),
        "S2": consultation(school_id="S2", family_preference=True),
    }
    assert placement.passed_over("S1", held) == ("S2",)
    assert placement.passed_over("S2", held) == ()
    assert naming("S2", consultations=held) == ()
    ground = ("not_named_ground", placement.NO_GROUND)
    reason = ("not_named_reason", placement.NO_REASON)
    assert naming(consultations=held) == (ground, reason)
    assert naming(consultations=held, ground="others") == (reason,)
    assert naming(consultations=held, ground="others", reason="It is full to the last.") == ()


def test_section_i_is_a_row_that_the_table_takes() -> None:
    row = placement.placement_line("P1", school(), who="ann", name="Ann Ash")
    assert TABLES["plan_lines"].validate(row)["text"] == "School S1 (Mainstream, secondary)"
    kinds = [source["kind"] for source in json.loads(row["sources"])]
    assert kinds == ["person", "record"]


def test_section_i_is_what_a_person_wrote_there() -> None:
    row = placement.placement_line("P1", school(), who="ann", name="Ann Ash")
    assert placement.named_in([row]) == row["text"]
    for change in (
        {"section": "J"}, {"kind": "none"}, {"origin": "drafted"}, {"withdrawn": True},
    ):  # fmt: skip
        assert placement.named_in([{**row, **change}]) == ""


def test_the_school_that_section_i_names_is_found_among_those_consulted() -> None:
    held, schools = [consultation()], {"S1": school()}
    text = placement.named(school())
    assert placement.consultation_named(text, held, schools) == held[0]
    assert placement.consultation_named("Another", held, schools) is None
    assert placement.consultation_named(text, held, {}) is None
    assert placement.consultation_named(text, [consultation(asked_on=None)], schools) is None


def test_the_sentence_counts_what_fits() -> None:
    found = listed([school(), school("S2", type="special")])
    told = placement.read_shortlist(found, n_special=6, n_nearest=10)
    assert told == (
        "1 of the 2 settings below fit in age and type. Of the 10 nearest finished cases of the "
        "library, 6 had a special school placement."
    )
    assert placement.read_shortlist(found, n_special=0, n_nearest=0).endswith("and type.")
    nobody = placement.read_shortlist([], n_special=0, n_nearest=0)
    assert nobody == "No setting can be suggested yet."
