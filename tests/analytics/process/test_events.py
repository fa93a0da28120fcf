"""Steps of a case told as what they mean: what happened, and by when somebody must act."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from analytics.process.notices import Edit, words_of

AT = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)
HELD: dict[str, Any] = {"stage": "assessing", "requested_on": "2026-08-01"}
REVIEWED: dict[str, Any] = {
    "stage": "final",
    "requested_on": "2024-08-01",
    "final_on": "2024-12-02",
    "review_held_on": "2025-11-03",
    "review_decided_on": "2025-11-24",
    "review_outcome": "amend",
    "review_reason": "A new test.",
    "amended_on": "2026-01-12",
}


def told(before: dict[str, Any], **changed: Any) -> str:
    after = {**before, **changed}
    return words_of(Edit(1, AT, "ann", "requests", "P1", before, after))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"decided_on": "2026-09-10", "stage": "not_assessed", "closed_on": "2026-09-10"},
            "The family was told on 10 September 2026 that there will be no assessment. The case "
            "ended on 10 September 2026. Dates",
        ),
        (
            {"decided_on": "2026-09-10", "kind": "reassessment"},
            "The family was told on 10 September 2026 that there will be an assessment. Dates",
        ),
        (
            {"draft_on": "2026-11-20"},
            "The draft plan was sent to the family on 20 November 2026: they have until 4 December "
            "2026 to answer.",
        ),
        (
            {"final_on": "2026-12-07"},
            "The final plan was issued on 7 December 2026: the family may appeal until 8 February "
            "2027.",
        ),
        (
            {"closed_on": "2026-11-02", "stage": "no_plan"},
            "The family was told on 2 November 2026 that there will be no plan. Dates",
        ),
        ({"closed_on": "2026-11-02", "stage": "ceased"}, "The plan ceased on 2 November 2026. D"),
    ],
)
def test_a_step_says_what_follows_from_it(changed: dict[str, Any], words: str) -> None:
    assert told(HELD, **changed).startswith(words)


def test_an_appeal_may_be_made_until_the_tribunal_works() -> None:
    # 7 February 2027 is a Sunday.
    assert datetime.date(2027, 2, 7).weekday() == 6
    assert "until 8 February 2027" in told(HELD, final_on="2026-12-07")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"review_held_on": "2026-11-02"},
            "The annual review was held on 2 November 2026: the family is to be told the decision "
            "by 30 November 2026.",
        ),
        (
            {
                "review_held_on": "2026-11-02",
                "review_decided_on": "2026-11-16",
                "review_outcome": "amend",
            },
            "The annual review was held on 2 November 2026. The family was told the decision after "
            "the review on 16 November 2026: amend the plan, due by 11 January 2027.",
        ),
        (
            {"review_decided_on": "2026-11-16", "review_outcome": "keep"},
            "The family was told the decision after the review on 16 November 2026: keep the plan "
            "as it is.",
        ),
        (
            {"review_decided_on": "2026-11-16"},
            "The family was told the decision after the review on 16 November 2026: not recorded.",
        ),
        (
            {"amended_on": "2026-11-16"},
            "The amended plan was issued on 16 November 2026: the family may appeal until 18 "
            "January 2027.",
        ),
    ],
)
def test_a_first_review_is_told_of_in_its_steps(changed: dict[str, Any], words: str) -> None:
    before = {name: REVIEWED[name] for name in ("stage", "requested_on", "final_on")}
    assert told(before, **changed) == words


def test_the_next_review_is_told_of_without_what_it_cleared() -> None:
    cleared = dict.fromkeys(("review_decided_on", "review_outcome", "review_reason", "amended_on"))
    assert told(REVIEWED, review_held_on="2026-11-02", **cleared) == (
        "The annual review was held on 2 November 2026: the family is to be told the decision by "
        "30 November 2026."
    )


def test_a_day_put_right_is_no_new_step() -> None:
    assert told(REVIEWED, review_held_on="2025-11-04") == (
        "Dates and steps: review meeting on is now 4 November 2025, was 3 November 2025."
    )
    assert told(REVIEWED, final_on="2024-12-03").startswith("Dates and steps: final plan on is now")
