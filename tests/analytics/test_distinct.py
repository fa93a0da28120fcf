"""Counting equal cases, in parts and together."""

from __future__ import annotations

import itertools
import pickle
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.distinct import STEPS, TOPS, BadLibrary, check, combine, keys, part, scores
from data.schemas import METRICS
from tests.analytics import invented


def test_keys_and_scores_are_each_others_inverse_and_keep_the_order():
    frame = invented.cases(200, seed=1)
    rows = frame[list(METRICS)].to_numpy(dtype=int)
    key = keys(frame)
    assert (scores(key) == rows).all()
    assert [tuple(rows[place]) for place in np.argsort(key, kind="stable")] == sorted(
        map(tuple, rows)
    )


def test_the_highest_key_is_a_whole_number_everywhere():
    top = pd.DataFrame([TOPS], columns=list(METRICS))
    assert keys(top)[0] == sum(step * t for step, t in zip(STEPS, TOPS, strict=True)) < 2**53
    assert scores(keys(top)).tolist() == [list(TOPS)]
    assert STEPS[-1] == 1


@settings(max_examples=30, deadline=None)
@given(
    n=st.integers(0, 40),
    seed=st.integers(0, 10**6),
    ends=st.lists(st.integers(0, 40), max_size=4),
    shuffle=st.randoms(use_true_random=False),
)
def test_parts_together_are_the_whole_counted_one_by_one(n, seed, ends, shuffle):
    frame = invented.cases(n, seed=seed, highest=1, groups=2).reset_index(drop=True)
    bounds = [0, *sorted(min(end, n) for end in ends), n]
    parts = [part(frame.iloc[a:b]) for a, b in itertools.pairwise(bounds)]
    shuffle.shuffle(parts)
    found = combine(parts)
    counted = Counter(keys(frame).tolist())
    assert dict(zip(found["key"], found["cases"], strict=True)) == counted
    assert found["key"].is_monotonic_increasing
    pd.testing.assert_frame_equal(found, part(frame))


def test_nothing_together_is_nothing():
    assert combine([]).shape == (0, 2)
    assert combine([part(invented.cases(3, seed=0).iloc[:0])]).empty


def test_a_part_says_which_row_of_the_whole_is_wrong():
    frame = invented.cases(5, seed=0).astype(object)
    frame.loc[2, "asd"] = 9
    with pytest.raises(BadLibrary, match="see row 1003"):
        part(frame, 1001)


def test_a_refusal_reaches_another_process_whole():
    refusal = BadLibrary(["One.", "Two."])
    again = pickle.loads(pickle.dumps(refusal))
    assert again.problems == ("One.", "Two.")
    assert str(again) == "One. Two."


def test_sound_columns_are_not_complained_of():
    frame = invented.cases(4, seed=0).astype(object)
    frame.loc[0, "maths"] = "two"
    with pytest.raises(BadLibrary) as refusal:
        check(frame)
    assert refusal.value.problems == ("maths is not a number in row 1.",)
