"""Who is heard: counted again by hand, tested against the rest, small counts withheld."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from analytics.feedback_response import (
    ANSWERS,
    NOT_KNOWN,
    PLANS,
    Heard,
    asked_of,
    gaps,
    overall,
    people_of,
    rest_of,
    withheld,
)
from tests.analytics.invented_responses import (
    TODAY,
    answer,
    counted,
    day,
    languages,
    link,
    people,
    table,
)


def of(found: pd.DataFrame, by: str, voice: str = "parent") -> pd.DataFrame:
    return found[(found["by"] == by) & (found["voice"] == voice)].set_index("group")


def test_each_pupil_is_in_one_group_by_each_way() -> None:
    pupils = table(
        "pupils",
        [
            {"pupil_id": "A", "birth_month": 1, "birth_year": 2019, "school_id": "S1"},
            {"pupil_id": "B", "birth_month": 12, "birth_year": 2000, "school_id": None},
        ],
    )
    requests = table("requests", [{"pupil_id": "A", "stage": "final", "final_on": "2025-11-22"}])
    assessments = table(
        "assessments", [{"pupil_id": "A", "primary_need": "ASD", "first_language": 1}]
    )
    schools = table("schools", [{"school_id": "S1", "type": "special"}])
    found = people_of(pupils, requests, assessments, schools, today=TODAY).set_index("pupil_id")
    assert found.loc["A"].to_dict() == {
        "age_band": "5-10",
        "primary_need": "ASD",
        "setting": "special",
        "first_language": "not_english",
        "school_id": "S1",
        "year": True,
    }
    unknown = found.loc["B"]
    assert unknown["age_band"] == "20-25"
    assert set(unknown.drop(["age_band", "year"])) == {NOT_KNOWN}
    assert not unknown["year"]


@pytest.mark.parametrize(
    ("changes", "said", "asked", "answered", "waiting"),
    [
        ({}, [], 1, 0, 0),
        ({"answered_on": day(50)}, [], 1, 1, 0),
        ({"expires_on": day(0)}, [], 0, 0, 1),
        ({"revoked_on": day(55)}, [], 0, 0, 0),
        ({"revoked_on": day(45), "answered_on": day(50)}, [], 1, 1, 0),
        ({}, [answer("A")], 1, 1, 0),
        ({}, [answer("A", given_on=day(61))], 1, 0, 0),
        ({}, [answer("A", voice="pupil"), answer("B")], 1, 0, 0),
        ({"expires_on": day(-3)}, [answer("A")], 1, 1, 0),
    ],
)
def test_who_counts_as_asked_and_as_answering(
    changes: dict[str, Any],
    said: list[dict[str, Any]],
    asked: int,
    answered: int,
    waiting: int,
) -> None:
    links = table("feedback_links", [link("A", **changes)])
    each, still = asked_of(links, table("feedback", said), today=TODAY)
    assert (len(each), int(each["answered"].sum()), still) == (asked, answered, waiting)


def test_a_person_counts_once_however_often_they_are_asked() -> None:
    links = [link("A"), link("A", answered_on=day(50)), link("A", voice="pupil")]
    found = counted(people({"pupil_id": "A", "first_language": "english"}), links)
    row = of(found.answers, "first_language").loc["english"]
    assert (row["asked"], row["answered"]) == (1, 1)
    assert overall(found.answers[found.answers["voice"] == "pupil"], ANSWERS) == (0, 1)


def test_only_the_last_12_months_count() -> None:
    links = [link("A", made_on="2025-11-22", expires_on=day(300)), link("B", made_on="2027-01-01")]
    found = counted(people({"pupil_id": "A"}, {"pupil_id": "B"}), links)
    assert len(found.answers) == 0
    assert overall(found.answers, ANSWERS) is None


@given(
    groups=st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda both: (max(both), min(both))),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=8)
def test_shares_rest_and_test_are_those_worked_out_by_hand(groups: list[tuple[int, int]]) -> None:
    named = [(f"g{n}", *group) for n, group in enumerate(groups)]
    who, links = [], []
    for name, asked, answered in named:
        for n in range(asked):
            who.append({"pupil_id": f"{name}-{n}", "school_id": name})
            links.append(link(f"{name}-{n}", answered_on=day(50) if n < answered else None))
    found = of(counted(people(*who), links).answers, "school_id")
    total, heard_of = sum(a for a, _ in groups), sum(b for _, b in groups)
    assert list(found.index) == [name for name, asked, _ in named if asked]
    for name, row in found.iterrows():
        asked, answered = groups[int(str(name)[1:])]
        assert (row["asked"], row["answered"], row["silent"]) == (asked, answered, asked - answered)
        assert row["low"] <= row["share"] == answered / asked <= row["high"]
        rest = total - asked, heard_of - answered
        if min(asked, rest[0]) < 6:
            assert np.isnan(row["p"])
        else:
            cells = [[answered, asked - answered], [rest[1], rest[0] - rest[1]]]
            assert row["p"] == pytest.approx(fisher_exact(cells).pvalue)
            assert row["p"] <= row["q"] + 1e-12 <= 1 + 1e-9
            assert rest_of(found)[name] == pytest.approx(rest[1] / rest[0])


def test_a_group_that_answers_less_is_found_and_a_small_gap_is_not() -> None:
    found = languages(("not_english", 80, 31), ("english", 120, 72))
    (gap,) = gaps(found.answers).to_dict("records")
    assert (gap["group"], gap["answered"], gap["asked"]) == ("not_english", 31, 80)
    assert gap["rest_share"] == 0.6
    assert gaps(languages(("not_english", 80, 44), ("english", 120, 72)).answers).empty


def test_among_many_groups_alike_few_are_called_different() -> None:
    rng = np.random.default_rng(7)
    who, links = [], []
    for n in range(600):
        who.append({"pupil_id": f"P{n}", "school_id": f"S{n % 20}"})
        links.append(link(f"P{n}", answered_on=day(50) if rng.random() < 0.6 else None))
    answers = counted(people(*who), links).answers
    assert (of(answers, "school_id")["p"] < 0.05).any()
    assert gaps(answers).empty


def test_whose_plan_nobody_was_asked_about() -> None:
    who = people(
        *({"pupil_id": f"P{n}", "setting": "special", "year": True} for n in range(10)),
        {"pupil_id": "Y", "setting": "special"},
    )
    links = [link("P0"), link("P1", revoked_on=day(59)), link("P2", made_on=day(400))]
    found = counted(who, links, [answer("P3"), answer("P4", given_on=day(400))]).plans
    row = found[found["by"] == "setting"].iloc[0]
    assert (row["plans"], row["not_asked"], row["asked_about"]) == (10, 7, 3)
    assert overall(found, PLANS) == (7, 10)
    assert row["low"] < 0.7 < row["high"]


def test_how_long_an_answer_takes() -> None:
    links = [link(f"P{n}", answered_on=day(60 - n)) for n in range(9)]
    links += [link("X", answered_on=day(70)), link("Y")]
    days = counted(people(), links).days.set_index("voice")
    assert days.loc["parent"].to_dict() == {"answers": 9, "low": 2, "median": 4, "high": 6}
    assert days.loc["pupil", "answers"] == 0
    assert np.isnan(days.loc["pupil", "median"])


def small_tables() -> st.SearchStrategy[list[tuple[str, int, int]]]:
    pair = st.tuples(st.integers(0, 20), st.integers(0, 20))
    return st.lists(pair, min_size=1, max_size=4).map(
        lambda found: [(f"g{n}", a + b, b) for n, (a, b) in enumerate(found)]
    )


@given(groups=small_tables())
@settings(max_examples=8)
def test_no_small_count_is_left_to_those_who_may_not_see_it(
    groups: list[tuple[str, int, int]],
) -> None:
    safe = withheld(languages(*groups))
    for counts in numbers(safe):
        assert counts == 0 or counts >= 6
    rows = of(safe.answers, "first_language")
    hidden = rows["answered"].isna() | rows["silent"].isna() | rows["asked"].isna()
    assert rows.loc[hidden, ["share", "low", "high", "p", "q"]].isna().all(axis=None)
    assert rest_of(rows)[hidden & rows["answered"].isna()].isna().all()


def numbers(found: Heard) -> Iterator[int]:
    for name in ("asked", "answered", "silent", "all_asked", "all_answered"):
        yield from (int(value) for value in found.answers[name].dropna())


def test_what_else_rests_on_a_few_is_withheld() -> None:
    links = [link(f"P{n}", answered_on=day(50)) for n in range(4)]
    links += [link(f"W{n}", expires_on=day(-9)) for n in range(5)]
    found = counted(people(), links)
    safe = withheld(found)
    assert found.waiting == 5
    assert safe.waiting == 0
    assert np.isnan(safe.days.set_index("voice").loc["parent", "median"])
    assert safe.answers.empty
    assert overall(safe.plans, PLANS) is None


def test_a_withheld_total_is_withheld_wherever_it_is_shown() -> None:
    safe = withheld(languages(("english", 4, 2)))
    assert overall(safe.answers, ANSWERS) is None
    open_total = withheld(languages(("english", 40, 20), ("not_english", 3, 1)))
    assert overall(open_total.answers, ANSWERS) in {None, (21, 43)}
