"""What is asked of people goes to JSON and back unchanged."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from data.schemas import TABLES
from data.schemas.feedback import (
    FEELINGS,
    Asked,
    AskedOutcome,
    AskedProvision,
    asked_of,
    asked_row,
    feeling_column,
)

words = st.text(max_size=20)
outcomes = st.builds(
    AskedOutcome,
    line_id=words,
    text=words,
    outcome_id=words,
    area=words,
    packages=st.lists(words, max_size=3).map(tuple),
)
provision = st.builds(
    AskedProvision,
    line_id=words,
    text=words,
    package_id=words,
    planned_hours=st.none() | st.floats(0, 168),
)


@given(st.lists(outcomes, max_size=3), st.lists(provision, max_size=3))
def test_what_was_asked_comes_back_from_json(some, more):
    asked = Asked(tuple(some), tuple(more))
    assert asked_of(json.loads(json.dumps(asked_row(asked)))) == asked


def test_every_feeling_has_its_column():
    names = set(TABLES["feedback"].by_name)
    assert {feeling_column(feeling) for feeling in FEELINGS} <= names
