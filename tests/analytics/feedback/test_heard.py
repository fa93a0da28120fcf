"""Who was asked and who has answered; a loop over pupils is the oracle."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.caseload import COLUMNS, NEXT_STEPS, REVIEW_DECISION
from analytics.feedback.heard import heard, heard_reading, narrowed, voiced
from analytics.feedback.links import state_of
from data.schemas.feedback import VOICES
from tests.analytics.feedback.answered import answer
from tests.analytics.invented import table

TODAY = datetime.date(2026, 6, 1)
Row = dict[str, Any]


def day(days: int) -> str:
    """Return a day so many days from today."""
    return (TODAY + datetime.timedelta(days=days)).isoformat()


def case(pupil_id: str, *, stage: str = "final", due: int | None = 200, **given: Any) -> Row:
    """Return one row of a caseload; `due` in days from today."""
    return {
        "pupil_id": pupil_id,
        "school_id": "S1",
        "co_ordinator": "hana",
        "stage": stage,
        "next_step": NEXT_STEPS[stage],
        "due_on": None if due is None else day(due),
        "days_left": due,
    } | given


def link(number: int, pupil_id: str, voice: str, **given: Any) -> Row:
    """Return one link."""
    return {
        "link_id": f"l{number}",
        "pupil_id": pupil_id,
        "voice": voice,
        "made_on": day(-10),
        "expires_on": day(10),
    } | given


def found(cases: list[Row], links: list[Row] = (), answers: list[Row] = ()) -> pd.DataFrame:  # type: ignore[assignment]
    """Return who was heard."""
    frame = pd.DataFrame(cases, columns=list(COLUMNS)).astype(COLUMNS)
    return heard(
        frame,
        table("feedback_links", list(links)),
        table("feedback", list(answers)),
        today=TODAY,
    )


PUPILS = ("P1", "P2", "P3")
CASES = st.tuples(
    *(
        st.builds(
            lambda stage, due, held, pupil=pupil: case(
                pupil, stage=stage, due=due, **({"next_step": REVIEW_DECISION} if held else {})
            ),
            st.sampled_from(["final", "review", "drafting"]),
            st.sampled_from([None, -3, 30, 56, 57, 300]),
            st.booleans(),
        )
        for pupil in PUPILS
    )
)
OFFSETS = st.sampled_from([-300, -60, -28, -1, 0, 5])
LINKS = st.lists(
    st.tuples(
        st.sampled_from(PUPILS), st.sampled_from([*VOICES]), OFFSETS, st.sampled_from([-1, 0, 20]),
        st.sampled_from(["", "revoked_on", "answered_on"]),
    ),
    max_size=6,
)  # fmt: skip
ANSWERS = st.lists(
    st.tuples(st.sampled_from(PUPILS), st.sampled_from([*VOICES]), OFFSETS), max_size=5
)


@given(CASES, LINKS, ANSWERS)
def test_each_pupil_stands_as_one_would_say(
    cases: tuple[Row, ...], drawn: list[Any], given_answers: list[Any]
) -> None:
    links = [
        link(
            place,
            pupil,
            voice,
            made_on=day(made),
            expires_on=day(until),
            **({ended: day(0)} if ended else {}),
        )
        for place, (pupil, voice, made, until, ended) in enumerate(drawn)
    ]
    answers = [
        answer(f"f{place}", voice, pupil_id=pupil, given_on=day(when))
        for place, (pupil, voice, when) in enumerate(given_answers)
    ]
    rows = found(list(cases), links, answers)
    expected = [told for one in cases if (told := by_hand(one, links, answers))]
    assert rows["pupil_id"].tolist() == [one["pupil_id"] for one in expected]
    for row, told in zip(rows.to_dict("records"), expected, strict=True):
        assert {name: row[name] for name in ("waiting", "answered", "silent", "to_ask")} == {
            name: told[name] for name in ("waiting", "answered", "silent", "to_ask")
        }
        assert {voice: vars(voiced(row, voice)) for voice in VOICES} == told["voices"]


def by_hand(one: Row, links: list[Row], answers: list[Row]) -> Row | None:
    """Tell how one pupil stands, in loops."""
    own = [x for x in links if x["pupil_id"] == one["pupil_id"] and not x.get("revoked_on")]
    told = [x for x in answers if x["pupil_id"] == one["pupil_id"]]
    in_force = one["stage"] in ("final", "review")
    if not in_force and not own and not told:
        return None
    voices = {voice: voice_by_hand(voice, own, told) for voice in VOICES}
    to_hold = in_force and one["next_step"] != REVIEW_DECISION
    due = one["due_on"] if to_hold else None
    last = max([*(x["made_on"] for x in own), *(x["given_on"] for x in told)], default="")
    waiting = any(one["open_until"] for one in voices.values())
    soon = due is not None and one["days_left"] <= 56
    since = due and (datetime.date.fromisoformat(due) - datetime.timedelta(84)).isoformat()
    return {
        "pupil_id": one["pupil_id"],
        "voices": voices,
        "waiting": waiting,
        "answered": bool(told),
        "silent": in_force and not told,
        "to_ask": bool(soon and not (last and last >= since) and not waiting),
    }


def voice_by_hand(voice: str, links: list[Row], answers: list[Row]) -> Row:
    """Tell how one voice stands, in loops."""
    open_links = [x for x in links if x["voice"] == voice and not x.get("answered_on")]
    return {
        "answered_on": max((x["given_on"] for x in answers if x["voice"] == voice), default=""),
        "open_until": max(
            (x["expires_on"] for x in open_links if x["expires_on"] >= day(0)), default=""
        ),
        "expired_on": max(
            (x["expires_on"] for x in open_links if x["expires_on"] < day(0)), default=""
        ),
    }


def test_nobody_at_all_is_an_empty_table() -> None:
    rows = found([])
    assert rows.empty
    assert heard_reading(rows) == "No pupil fits."
    assert narrowed(rows, show="to_ask").empty


def test_the_list_is_narrowed_and_says_who_is_next() -> None:
    rows = found(
        [
            case("P1", due=300),
            case("P2", due=10, co_ordinator="other", school_id="S2"),
            case("P3", due=20),
            case("P4", stage="drafting", due=5),
        ],
        [link(1, "P1", "parent"), link(2, "P4", "pupil", expires_on=day(-1))],
        [answer("f", "parent", pupil_id="P1", given_on=day(-200))],
    )
    assert narrowed(rows)["pupil_id"].tolist() == ["P2", "P3", "P1", "P4"]
    assert narrowed(rows, show="to_ask", mine="hana")["pupil_id"].tolist() == ["P3"]
    assert narrowed(rows, show="waiting")["pupil_id"].tolist() == ["P1"]
    assert narrowed(rows, show="silent")["pupil_id"].tolist() == ["P2", "P3"]
    assert narrowed(rows, text=" p4 ")["pupil_id"].tolist() == ["P4"]
    by_school = narrowed(rows, text="oak", schools={"S1": "Elm", "S2": "Oak School"})
    assert by_school["pupil_id"].tolist() == ["P2"]
    assert narrowed(rows, show="nonsense").shape == rows.shape
    assert heard_reading(rows) == (
        "4 pupils: 1 with an answer, 1 waiting for one and 2 with a review due within 8 weeks and "
        "nobody asked."
    )
    assert heard_reading(rows.head(1)).startswith("1 pupil: ")


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({}, "waiting"),
        ({"expires_on": day(0)}, "waiting"),
        ({"expires_on": day(-1)}, "expired"),
        ({"revoked_on": day(-1)}, "revoked"),
        ({"revoked_on": day(0), "answered_on": day(-1), "expires_on": day(-2)}, "answered"),
    ],
)
def test_a_link_stands_in_one_state(given: Row, state: str) -> None:
    row = {"revoked_on": None, "answered_on": None, **link(1, "P1", "pupil"), **given}
    assert state_of(row, today=TODAY) == state
