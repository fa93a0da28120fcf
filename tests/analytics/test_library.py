import pandas as pd
import pytest

from analytics.library import axis_name, fingerprint, overview, pupils_with_answers, spoken_name
from data.schemas import METRICS, QUESTION_IDS


def test_an_overview_of_the_library_has_every_topic(demo_library):
    found = overview(demo_library, noun="cases", withheld=False)
    assert list(found.counts) == list(found.related) == ["needs", "outcomes", "packages"]
    assert found.people == 95
    assert not found.ages.isna().any(axis=None)
    assert set(found.related["needs"].columns) == set(METRICS)


def test_an_overview_for_all_staff_has_no_small_count(demo_library):
    found = overview(demo_library, noun="cases", withheld=True)
    shown = [*found.ages.to_numpy().ravel(), *(n for f in found.counts.values() for n in f.n_with)]
    assert not [n for n in shown if not pd.isna(n) and 0 < n < 6]
    # Two of the 95 have a sight loss: no correlation may tell who.
    assert "visual" not in found.related["needs"].columns
    assert found.hidden == {"needs": ("visual", "english"), "outcomes": (), "packages": ()}


def test_pupils_have_no_outcomes_or_packages(demo_library):
    pupils = demo_library[["age_band", "primary_need", *METRICS]]
    found = overview(pupils, noun="pupils with a plan", withheld=False)
    assert list(found.counts) == list(found.related) == ["needs"]


@pytest.mark.parametrize("withheld", [False, True])
@pytest.mark.parametrize("cases", [0, 1, 5])
def test_few_cases_have_an_overview(demo_library, cases, withheld):
    found = overview(demo_library.iloc[:cases], noun="cases", withheld=withheld)
    assert found.people == cases
    assert all(not one.tests for one in found.related.values())


@pytest.mark.parametrize("withheld", [False, True])
def test_identical_cases_have_an_overview(demo_library, withheld):
    found = overview(pd.concat([demo_library.iloc[:1]] * 20), noun="cases", withheld=withheld)
    assert found.related["needs"].left_out
    assert not found.related["needs"].tests


def test_answers_stand_beside_their_pupils():
    chosen = pd.DataFrame({"pupil_id": ["P2", "P1"], "age_years": [4, 5]})
    answers = pd.DataFrame({"pupil_id": ["P1"], **{name: [1] for name in QUESTION_IDS}})
    found = pupils_with_answers(chosen, answers)
    assert found["pupil_id"].tolist() == ["P2", "P1"]
    assert found["slc"].isna().tolist() == [True, False]


def test_the_fingerprint_is_of_all_that_is_held(demo_library):
    other = demo_library.assign(age_years=demo_library["age_years"] + 1)
    assert fingerprint(demo_library) == fingerprint(demo_library.copy())
    assert fingerprint(demo_library) != fingerprint(other)


def test_columns_are_named_beside_a_picture_and_in_a_sentence():
    names = ("slc", "age_years", "outcome_managing_change", "package_sp4")
    assert [axis_name(n) for n in names] == [
        "Speech and language (SLC)",
        "Age",
        "Managing change",
        "SP4",
    ]
    assert [spoken_name(n) for n in names] == [
        "speech and language",
        "age",
        "managing change",
        "SLC / Picture / Makaton (SP4)",
    ]
