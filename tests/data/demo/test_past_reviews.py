"""Reviews of the examples whose plan is in force: in an order that can be, the last in the row."""

from __future__ import annotations

import datetime

import pytest

from analytics.process.past_reviews import reviews_recorded
from analytics.process.recording import problems_of
from data.demo import authority
from data.demo.past_reviews import REVIEWS, revisions

TODAY = datetime.date(2026, 3, 1)
ROWS = authority.rows("requests", today=TODAY)
AT = datetime.datetime.combine(TODAY, datetime.time(), datetime.UTC)


@pytest.mark.parametrize("pupil_id", REVIEWS)
def test_each_revision_is_sound_and_each_review_is_told_of(pupil_id: str):
    own = [row for row in revisions(ROWS, today=TODAY) if row["pupil_id"] == pupil_id]
    assert [problems_of(row, today=TODAY) for row in own] == [{}] * len(own)
    kept = [{**row, "recorded_at": AT, "actor": "system"} for row in own]
    shown = reviews_recorded(kept, today=TODAY)
    assert len(shown) == len(REVIEWS[pupil_id]) == len(own) - 1
    (was,) = (row for row in ROWS if row["pupil_id"] == pupil_id)
    assert own[-1]["review_due_on"] == was["review_due_on"]


def test_some_limits_were_missed_and_most_met():
    own = [row for row in revisions(ROWS, today=TODAY) if row["pupil_id"] == "EX5"]
    kept = [{**row, "recorded_at": AT, "actor": "system"} for row in own]
    states = [one.state for r in reviews_recorded(kept, today=TODAY) for one in r.timescales]
    assert states.count("met") > states.count("missed") > 0
    assert not {"open", "over"} & {*states}


def test_other_requests_are_as_they_were():
    others = [row for row in ROWS if row["pupil_id"] not in REVIEWS]
    assert [row for row in revisions(ROWS, today=TODAY) if row["pupil_id"] not in REVIEWS] == others
