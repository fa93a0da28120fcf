import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from analytics.suppression import (
    SMALLEST_SHOWN,
    WITHHELD_WORDS,
    shown,
    suppress,
    suppress_one_way,
    suppress_shares,
    suppress_with_totals,
    tells_of_few,
)

counts_of_people = st.one_of(st.integers(0, 8), st.integers(0, 300))
tables = arrays(int, array_shapes(min_dims=2, max_dims=2, max_side=4), elements=counts_of_people)


def with_totals(counts):
    whole = np.vstack([counts, counts.sum(axis=0)])
    return np.hstack([whole, whole.sum(axis=1, keepdims=True)])


def worked_out(whole, hidden, *, lowest):
    """Yield the least and most that each withheld cell can be, given all that is shown."""
    from scipy.optimize import linprog

    place = np.arange(whole.size).reshape(whole.shape)
    rows = []
    for line in [*place, *place.T]:
        row = np.zeros(whole.size)
        row[line[:-1]], row[line[-1]] = 1, -1
        rows.append(row)
    bounds = [
        (lowest, None) if secret else (value, value)
        for secret, value in zip(hidden.ravel(), whole.ravel(), strict=True)
    ]
    for cell in place[hidden]:
        goal = np.zeros(whole.size)
        goal[cell] = 1
        least = linprog(goal, A_eq=np.array(rows), b_eq=np.zeros(len(rows)), bounds=bounds)
        most = linprog(-goal, A_eq=np.array(rows), b_eq=np.zeros(len(rows)), bounds=bounds)
        yield least.fun, np.inf if most.status == 3 else -most.fun


@pytest.mark.no_cover
@settings(max_examples=60, deadline=None)
@given(tables, st.sampled_from([0, 1]))
def test_suppress_leaves_no_withheld_cell_to_be_worked_out(counts, lowest):
    # 0: knows the totals. 1: also knows that a 0 is never withheld.
    hidden = suppress_with_totals(pd.DataFrame(counts)).isna().to_numpy()
    for least, most in worked_out(with_totals(counts), hidden, lowest=lowest):
        assert most - least > 0.9


def test_the_attacker_finds_a_cell_that_stands_alone():
    hidden = np.array([[True, False, False], [False] * 3, [False] * 3])
    ((least, most),) = worked_out(with_totals(np.array([[3, 10], [20, 30]])), hidden, lowest=0)
    assert (least, most) == (pytest.approx(3), pytest.approx(3))


@given(tables)
def test_suppress_withholds_every_small_count_and_no_zero(counts):
    whole = with_totals(counts)
    withheld = suppress_with_totals(pd.DataFrame(counts)).isna().to_numpy()
    assert withheld[(whole > 0) & (whole < SMALLEST_SHOWN)].all()
    assert not withheld[whole == 0].any()


@given(tables)
def test_suppress_shows_what_it_shows_unchanged(counts):
    result = suppress_with_totals(pd.DataFrame(counts))
    kept = result.notna().to_numpy()
    assert (result.dtypes == "Int64").all()
    assert (result.to_numpy()[kept] == with_totals(counts)[kept]).all()


@given(tables)
def test_suppress_withholds_nothing_without_a_small_count(counts):
    counts = np.where(counts < SMALLEST_SHOWN, 0, counts)
    pd.testing.assert_frame_equal(
        suppress(pd.DataFrame(counts)), pd.DataFrame(counts).astype("Int64")
    )


@given(tables)
def test_no_line_gives_away_that_fewer_than_six_are_withheld(counts):
    whole = with_totals(counts)
    withheld = suppress_with_totals(pd.DataFrame(counts)).isna().to_numpy()
    for values, secret in [
        *zip(whole, withheld, strict=True),
        *zip(whole.T, withheld.T, strict=True),
    ]:
        together = values[:-1][secret[:-1]].sum()
        assert secret[-1] or not 0 < together < SMALLEST_SHOWN


def test_suppress_gives_up_the_smallest_rectangle():
    counts = pd.DataFrame([[3, 10, 40], [20, 30, 50], [60, 70, 80]])
    withheld = suppress(counts).isna().to_numpy()
    assert withheld.tolist() == [[True, True, False], [True, True, False], [False, False, False]]


def test_six_withheld_ones_do_not_tell_that_each_is_one():
    # Their sum alone would: no withheld cell is 0.
    result = suppress_with_totals(pd.DataFrame([[1, 1, 1, 1, 1, 1], [50, 60, 70, 80, 90, 100]]))
    assert result.isna().to_numpy()[0].all()


def test_suppress_keeps_the_labels():
    counts = pd.DataFrame(
        [[1, 20]], index=pd.Index(["ASD"], name="need"), columns=pd.Index(["a", "b"], name="band")
    )
    result = suppress_with_totals(counts)
    assert result.index.tolist() == ["ASD", "Total"]
    assert result.columns.tolist() == ["a", "b", "Total"]
    assert (result.index.name, result.columns.name) == ("need", "band")


def test_suppress_of_an_empty_table_is_empty():
    assert suppress(pd.DataFrame()).empty


@pytest.mark.parametrize("wrong", [-1, None])
def test_suppress_refuses_what_is_no_count(wrong):
    with pytest.raises(ValueError, match="missing or below 0"):
        suppress(pd.DataFrame({"a": pd.array([wrong, 7], dtype="Int64")}))


def test_one_way_gives_up_the_next_smallest():
    counts = pd.Series({"X1": 13, "X2": 20, "X8": 5, "X9": 7}, name="cases")
    result = suppress_one_way(counts)
    assert result.isna().to_dict() == {"X1": False, "X2": False, "X8": True, "X9": True}
    assert result.name == "cases"


@given(st.lists(counts_of_people, min_size=1, max_size=8))
def test_one_way_never_withholds_a_single_group_beside_a_total_that_is_shown(counts):
    result = suppress_with_totals(pd.Series(counts).to_frame())
    assume(not pd.isna(result.iloc[-1, 0]))
    assert suppress_one_way(pd.Series(counts)).isna().sum() != 1


def test_shares_are_withheld_where_few_have_or_few_lack():
    result = suppress_shares(pd.Series({"a": 3, "b": 40, "c": 92, "d": 95, "e": 0}), of=95)
    assert result.isna().tolist() == [True, False, True, False, False]


@given(counts_of_people, counts_of_people)
def test_shares_are_the_table_of_those_with_and_those_without(some, others):
    by_table = suppress_one_way(pd.Series([some, others]))
    assert suppress_shares(pd.Series([some]), of=some + others).isna()[0] == by_table.isna()[0]


def test_shares_refuse_more_than_the_total():
    with pytest.raises(ValueError, match="below 0"):
        suppress_shares(pd.Series([96]), of=95)


def test_shown_prints_the_symbol():
    assert [shown(pd.NA), shown(0), shown(2052)] == ["c", "0", "2,052"]
    assert WITHHELD_WORDS.startswith("c: ")


@given(count=st.integers(0, 30), rest=st.integers(0, 30))
def test_few_are_told_as_shares_are_withheld(count: int, rest: int) -> None:
    hidden = suppress_shares(pd.Series([count]), of=count + rest).isna().iloc[0]
    assert tells_of_few(count, of=count + rest) == (
        bool(hidden) or 0 < rest < 6 or 0 < count + rest < 6
    )
