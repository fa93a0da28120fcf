import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.frequencies import (
    COLUMNS,
    for_all_staff,
    need_frequencies,
    outcome_frequencies,
    outcome_name,
    package_frequencies,
    reading,
)
from data.demo import pack
from data.schemas import PACKAGE_IDS, QUESTION_IDS, QUESTIONS


def people(answers):
    """Return people who gave the same answer to every question, one for each answer."""
    return pd.DataFrame({name: pd.array(answers, dtype="Int64") for name in QUESTION_IDS})


def test_a_need_counts_as_one_however_severe():
    rows = need_frequencies(people([0, 1, 4, 0]))
    assert list(rows.columns) == list(COLUMNS)
    assert rows["id"].tolist() == list(QUESTION_IDS)
    assert rows["label"].tolist() == [question.short for question in QUESTIONS]
    assert (rows["n_with"] == 2).all()
    assert (rows["share"] == 0.5).all()


def test_who_did_not_answer_is_not_counted():
    rows = need_frequencies(people([1, None, 0]))
    assert (rows["n"] == 2).all()
    assert (rows["share"] == 0.5).all()


def test_nobody_has_no_share():
    rows = need_frequencies(people([]))
    assert rows["share"].isna().all()
    assert reading(rows, noun="needs", people="cases") == "No needs can be counted for the cases."


def test_the_library_s_packages_are_counted_as_the_slow_way_does(demo_library):
    rows = package_frequencies(demo_library).set_index("id")
    for package_id in PACKAGE_IDS:
        had = sum(1 for value in demo_library[f"package_{package_id}"] if value == 1)
        assert rows.loc[f"package_{package_id}", "n_with"] == had
    assert rows["label"].str.startswith("SP").all()


def test_the_library_s_outcomes_are_counted_and_named(demo_library):
    rows = outcome_frequencies(demo_library)
    assert rows.loc[rows["n_with"].idxmax(), "label"] == "Language"
    assert outcome_name("outcome_emotional_coping") == "Coping with feelings"
    assert outcome_name("outcome_new_one") == "New one"


def test_no_outcomes_are_no_rows():
    assert outcome_frequencies(pd.DataFrame({"age_years": [4]})).empty
    assert package_frequencies(pd.DataFrame({"age_years": [4]})).empty


def test_the_library_s_mean_needs_are_those_of_the_pack(demo_library):
    # The pack prints means by cluster, not how many had a need: a mean of 0 is nobody.
    rows = need_frequencies(demo_library).set_index("id")
    for name in QUESTION_IDS:
        means = pack.PROFILE_MEANS[name]
        assert (rows.loc[name, "n_with"] == 0) == all(mean == 0 for mean in means.values())


@pytest.mark.no_cover
@given(st.lists(st.integers(0, 1), min_size=1, max_size=30))
def test_few_with_or_few_without_are_withheld(answers):
    rows = for_all_staff(need_frequencies(people(answers)))
    some, others = sum(answers), len(answers) - sum(answers)
    hidden = some > 0 and (some < 6 or 0 < others < 6)
    assert (rows["n_with"].isna() == hidden).all()
    assert (rows["share"].isna() == hidden).all()


def test_withholding_nothing_leaves_no_rows():
    assert for_all_staff(outcome_frequencies(pd.DataFrame({"age_years": [4]}))).empty


def test_the_reading_names_the_three_most_frequent(demo_library):
    rows = package_frequencies(demo_library)
    words = reading(rows, noun="packages", people="95 cases")
    assert words == (
        "The most frequent packages of the 95 cases: SP2 One to one sessions (56 of 95, 59%), SP3 "
        "Small group work (56 of 95, 59%) and SP4 SLC / Picture / Makaton (50 of 95, 53%)."
    )


@pytest.mark.parametrize("name", ["needs", "outcomes"])
def test_the_reading_names_nothing_withheld(demo_library, name):
    rows = for_all_staff(need_frequencies(demo_library.iloc[:5]))
    assert (
        reading(rows, noun=name, people="5 cases") == f"No {name} can be counted for the 5 cases."
    )
