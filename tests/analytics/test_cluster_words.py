"""The generated words say what the technical pack's table "Cluster profiles" says."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analytics.cluster_profiles import OUTCOME_NAMES, for_all_staff, overview, profile
from analytics.cluster_readings import (
    NOT_SHOWN,
    read_means,
    read_mentions,
    read_overview,
    read_shares,
)
from analytics.cluster_words import (
    age_words,
    characteristics,
    common_needs,
    high_needs,
    is_milder,
    line,
    low_needs,
    placement,
    typical_outcomes,
    typical_packages,
    uncapped,
)
from data.demo import pack
from data.schemas import CLUSTERS

# Technical pack v0.09, "Cluster profiles": the stage of school, the needs named, those said to be
# low, and the placement. X7's and X9's "mix" and "centric" needs are those their words list.
AGES = {
    "X1": "across the ages",
    "X2": "mainly secondary",
    "X3": "across the ages",
    "X4": "across the ages",
    "X5": "nursery and primary",
    "X6": "nursery and early primary",
    "X7": "nursery and early primary",
    "X8": "mainly nursery",
    "X9": "across the ages",
}
NEEDS = {
    "X1": {"asd", "slc", "social_interaction"},
    "X2": {"asd", "social_interaction"},
    "X3": {"hearing"},
    "X4": {"learning_difficulties", "slc"},
    "X5": {"slc", "social_interaction"},
    "X6": {"slc"},
    "X7": {"slc", "learning_difficulties", "adl_support", "health"},
    "X8": {"slc", "asd", "sensory_skills"},
    "X9": {"physical_other", "health"},
}
SPECIAL = {"X1", "X5", "X7", "X8", "X9"}
# The packages the pack's summary names, a place in a school aside.
PACKAGES = {
    "X1": {"sp2", "sp3", "sp4"},
    "X2": {"sp2", "sp6", "sp10"},
    "X3": set(),
    "X4": {"sp2", "sp3", "sp4"},
    "X5": {"sp2", "sp4", "sp5"},
    "X6": {"sp4"},
    "X7": {"sp2", "sp3", "sp13"},
    "X8": {"sp2", "sp4", "sp5"},
    "X9": {"sp2", "sp3", "sp11"},
}


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_the_words_agree_with_the_pack(demo_library: pd.DataFrame, cluster: str) -> None:
    found = profile(demo_library, cluster)
    assert found is not None
    assert age_words(found).startswith(AGES[cluster])
    named = {*high_needs(found)["question_id"], *common_needs(found)["question_id"]}
    assert NEEDS[cluster] <= named
    assert not NEEDS[cluster] & set(low_needs(found)["question_id"])
    assert placement(found) == ("special" if cluster in SPECIAL else "mainstream")
    assert PACKAGES[cluster] <= set(typical_packages(found)["id"])
    outcomes = {f"outcome_{name}" for name in typical_outcomes(found)["id"]}
    assert outcomes & set(pack.TOP_OUTCOMES[cluster])
    assert len(outcomes - set(pack.TOP_OUTCOMES[cluster])) <= 1


def test_the_milder_clusters_are_those_with_the_lowest_sums(demo_library: pd.DataFrame) -> None:
    milder = {name for name in CLUSTERS if is_milder(profile(demo_library, name))}  # type: ignore[arg-type]
    assert milder == {"X2", "X3", "X6"}


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_the_sentences_carry_their_figures(demo_library: pd.DataFrame, cluster: str) -> None:
    found = profile(demo_library, cluster)
    assert found is not None
    told = " ".join(characteristics(found))
    assert f"{found.mean_age:.1f} years on average, from {found.youngest} to" in told
    assert "were placed in a" in told
    assert f"of {found.cases}" in told or f"all {found.cases}" in told
    assert line(found).split(":")[0].lower() == age_words(found)


def test_what_is_withheld_is_not_told(demo_library: pd.DataFrame) -> None:
    found = for_all_staff(profile(demo_library, "X3"))  # type: ignore[arg-type]
    told = " ".join(characteristics(found))
    assert "hearing" not in told.lower()
    assert "from" not in told
    assert "add up to" not in told
    assert "Outcomes written" not in told
    assert "above all" not in line(found)
    wide = for_all_staff(profile(demo_library, "X2"))  # type: ignore[arg-type]
    assert "Of the outcomes that may be shown, outcomes written most often: " in " ".join(
        characteristics(wide)
    )


def test_cases_all_alike_have_no_need_that_stands_out(demo_library: pd.DataFrame) -> None:
    same = demo_library[demo_library["cluster"] == "X6"]
    found = profile(same, "X6")
    assert found is not None
    assert "No need is much greater than the mean of all cases." in characteristics(found)
    one = same.iloc[[0]].copy()
    one[[name for name in one if name.startswith(("package_", "outcome_"))]] = 0
    alone = profile(one, "X6")
    assert alone is not None
    told = characteristics(alone)
    assert "No support was given to half of them." in told
    assert "Most were placed in a mainstream school: all 1." in told
    assert read_shares(alone.outcomes, of="outcome", verb="written").startswith("The library says")
    nothing = one.assign(**dict.fromkeys(alone.needs["question_id"], 0))
    blank = profile(nothing, "X6")
    assert blank is not None
    assert line(blank).endswith(": no need stands out.")
    assert read_means(blank) == read_mentions(blank) == "No case has any graded need."


def test_primary_age_can_be_the_main_one(demo_library: pd.DataFrame) -> None:
    found = profile(demo_library, "X5")
    assert found is not None
    older = replace(found, under_five=0.1, primary=0.8, secondary=0.1)
    assert age_words(older) == "mainly primary age"


def test_outcomes_fall_back_to_the_first_two(demo_library: pd.DataFrame) -> None:
    found = profile(demo_library, "X3")
    assert found is not None
    rare = replace(found, outcomes=found.outcomes[found.outcomes["share"] < 0.5])
    assert len(typical_outcomes(rare)) == 2


def test_without_the_package_of_a_placement_none_is_told(demo_library: pd.DataFrame) -> None:
    found = profile(demo_library, "X3")
    assert found is not None
    bare = replace(found, packages=found.packages.iloc[1:])
    assert placement(bare) == ""
    assert "placed" not in " ".join(characteristics(bare))


@pytest.mark.parametrize(("label", "inside"), [("Quiet place", "quiet place"), ("PD x", "PD x")])
def test_names_stand_inside_a_sentence(label: str, inside: str) -> None:
    assert uncapped(label) == inside


def test_readings_name_the_highest(demo_library: pd.DataFrame) -> None:
    found = profile(demo_library, "X7")
    assert found is not None
    assert read_means(found).startswith("The highest means in X7 are help with daily living (2.7")
    assert read_mentions(found) == (
        "Learning difficulties, health and daily living make up 32% of 56 mentions."
    )
    assert read_shares(found.outcomes, of="outcome", verb="written") == (
        "The outcome written most often: long-term aspirations, 5 of 6 cases, 83% (95% interval "
        "44% to 97%)."
    )
    assert "each 6 of 6 cases" in read_shares(found.packages, of="package", verb="given")
    assert OUTCOME_NAMES["aspirations"] == "Long-term aspirations"


def test_readings_say_what_is_not_shown(demo_library: pd.DataFrame) -> None:
    found = for_all_staff(profile(demo_library, "X8"))  # type: ignore[arg-type]
    assert {read_means(found), read_mentions(found)} == {NOT_SHOWN}
    assert read_shares(found.outcomes, of="outcome", verb="written") == NOT_SHOWN
    assert read_means(for_all_staff(profile(demo_library, "X1"))).endswith(NOT_SHOWN)  # type: ignore[arg-type]


def test_the_overview_is_read(demo_library: pd.DataFrame) -> None:
    whole = overview(demo_library, hidden={})
    assert read_overview(whole, cases=95) == (
        "95 finished cases fall into 9 clusters, from 3 in X9 to 20 in X2."
    )
    some = overview(demo_library, hidden={"X8": "small", "X9": "small"})
    assert read_overview(some, cases=95).endswith(
        "9 clusters, from 6 in X7 to 20 in X2, leaving out 2 that are not shown."
    )
    one = overview(demo_library.iloc[:1], hidden={})
    assert read_overview(one, cases=1).startswith("1 finished case falls into 1 cluster,")
    nobody = overview(demo_library.iloc[:0], hidden={})
    assert read_overview(nobody, cases=0) == "The library has no case that may be shown."
