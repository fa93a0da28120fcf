"""Hold the demo library to the technical pack: every figure is recomputed from the Parquet file."""

import platform
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.metrics import adjusted_rand_score, silhouette_score

from data.demo import pack
from data.demo.build_library import AGE_WEIGHT, LIBRARY_PATH, build_library, write_library

QUESTIONS = list(pack.QUESTIONS)
SEVERITY = [q for q in QUESTIONS if q not in ("first_language", "social_care")]
OUTCOMES, PACKAGES = list(pack.OUTCOMES), list(pack.PACKAGES)
PERSON = ["pupil_id", "cluster", "age_years", "age_band", "primary_need"]
PLACE = ["school_id", "authority", "sex"]
TRIGGERED = ("package_sp11", "package_sp12", "package_sp13")
AGE_WEIGHTS = (0.1, 0.15, 0.2, 0.25, 0.3)


@pytest.fixture(scope="module")
def library() -> pd.DataFrame:
    return pd.read_parquet(LIBRARY_PATH)


def features(library: pd.DataFrame, *, age_weight: float = AGE_WEIGHT) -> np.ndarray:
    return np.column_stack([library[QUESTIONS], library["age_years"] * age_weight])


def group(library: pd.DataFrame, cluster: str) -> pd.DataFrame:
    return library[library["cluster"] == cluster]


def test_columns_are_in_the_agreed_order(library: pd.DataFrame) -> None:
    assert list(library) == [*PERSON, *PLACE, *QUESTIONS, *OUTCOMES, *PACKAGES]


def test_schema_says_that_all_cases_are_invented() -> None:
    assert pq.read_schema(LIBRARY_PATH).metadata[b"note"] == b"All cases are invented"


@pytest.mark.no_cover
@pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"),
    reason="rounding, by which Ward breaks ties during the search, differs on other processors",
)
def test_script_builds_the_shipped_file(library: pd.DataFrame, tmp_path: Path) -> None:
    write_library(build_library(), path=tmp_path / "built")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "built"), library)


def test_same_cases_make_the_same_bytes(library: pd.DataFrame, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_library(library, path=tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_ids_run_from_one_to_95(library: pd.DataFrame) -> None:
    assert list(library["pupil_id"]) == [f"LIB{n:03}" for n in range(1, 96)]


def test_scores_are_whole_and_on_their_scales(library: pd.DataFrame) -> None:
    for question, most in pack.QUESTIONS.items():
        assert pd.api.types.is_integer_dtype(library[question]), question
        assert library[question].between(0, most).all(), question
    assert library["age_years"].between(0, 25).all()
    assert set(np.unique(library[OUTCOMES + PACKAGES])) == {0, 1}


def test_no_two_cases_have_the_same_answers(library: pd.DataFrame) -> None:
    assert not library.duplicated(QUESTIONS).any()


def test_scores_vary_beyond_the_two_next_to_the_mean(library: pd.DataFrame) -> None:
    for cluster in ("X1", "X4", "X5", "X6"):
        assert (group(library, cluster)[["english", "maths", "slc"]].nunique() >= 2).all()
        assert group(library, cluster)["english"].nunique() == 3, cluster


def test_schools_belong_to_one_authority_and_special_ones_take_only_placements(
    library: pd.DataFrame,
) -> None:
    assert library["authority"].nunique() == 3
    values_per_school = library.groupby("school_id")[["authority", "package_sp1"]].nunique()
    assert (values_per_school == 1).all(axis=None)


def test_boys_are_about_seven_in_ten(library: pd.DataFrame) -> None:
    assert set(library["sex"]) == {"Female", "Male"}
    assert 0.68 <= (library["sex"] == "Male").mean() <= 0.75


def test_clusters_have_the_published_sizes(library: pd.DataFrame) -> None:
    assert library["cluster"].value_counts().to_dict() == dict(pack.CLUSTER_SIZES)


@pytest.mark.parametrize("cluster", pack.CLUSTERS)
@pytest.mark.parametrize("column", pack.PROFILE_MEANS)
def test_total_is_the_only_one_that_prints_as_published(
    library: pd.DataFrame, column: str, cluster: str
) -> None:
    printed, size = pack.PROFILE_MEANS[column][cluster], pack.CLUSTER_SIZES[cluster]
    # Half a hundredth may have been printed up or down, so both ends count as a match.
    matches = [t for t in range(25 * size + 1) if abs(t / size - printed) <= 0.005 + 1e-9]
    assert matches == [group(library, cluster)[column].sum()]


def test_age_bands_hold_the_published_numbers(library: pd.DataFrame) -> None:
    assert library["age_band"].value_counts().to_dict() == dict(pack.AGE_BANDS)


def test_age_band_is_that_of_the_age(library: pd.DataFrame) -> None:
    bounds = {"Under 5": (0, 4), "5-10": (5, 10), "11-15": (11, 15), "16-19": (16, 19)}
    for age, band in zip(library["age_years"], library["age_band"], strict=True):
        low, high = bounds.get(band, (20, 25))
        assert low <= age <= high


@pytest.mark.parametrize("cluster", ["X1", "X3", "X4", "X9"])
def test_ages_spread_where_the_pack_says_across_age_groups(
    library: pd.DataFrame, cluster: str
) -> None:
    assert group(library, cluster)["age_band"].nunique() >= 3


def test_ages_fit_the_other_words_of_the_pack(library: pd.DataFrame) -> None:
    ages = {cluster: group(library, cluster)["age_years"] for cluster in pack.CLUSTERS}
    assert (ages["X2"] >= 11).mean() > 0.5  # "Mainly secondary"
    assert ages["X5"].max() <= 10  # "Nursery / primary"
    assert ages["X6"].max() <= 7  # "Nursery / early primary": to the end of key stage 1
    assert ages["X7"].max() <= 7
    assert (ages["X8"] <= 4).mean() > 0.5  # "Nursery", though a mean of 4.60 needs some older
    assert ages["X8"].max() <= 6


@pytest.mark.parametrize(("need", "printed"), pack.PRIMARY_NEED_PCT.items())
def test_primary_need_rounds_to_the_published_share(
    library: pd.DataFrame, need: str, printed: int
) -> None:
    assert abs(100 * (library["primary_need"] == need).mean() - printed) <= 0.5


def test_primary_needs_are_all_among_the_published(library: pd.DataFrame) -> None:
    assert set(library["primary_need"]) <= set(pack.PRIMARY_NEED_PCT)


@pytest.mark.parametrize(
    ("need", "rule"),
    [
        ("SPLD", "learning_difficulties == 1 and age_years >= 7"),
        ("MLD", "learning_difficulties == 2"),
        ("SLD", "learning_difficulties == 3"),
        ("PMLD", "learning_difficulties == 4"),
        ("SEMH", "semh >= 2 and asd <= 2"),
        ("SLCN", "slc >= 2"),
        ("HI", "hearing >= 2"),
        ("VI", "visual >= 2"),
        ("PD", "physical_other >= 1 and physical_skills >= 2"),
        ("ASD", "asd >= 2"),
    ],
)
def test_primary_need_is_believable_for_the_scores(
    library: pd.DataFrame, need: str, rule: str
) -> None:
    cases = library[library["primary_need"] == need]
    assert len(cases.query(rule)) == len(cases) > 0


@pytest.mark.parametrize("age_weight", AGE_WEIGHTS)
def test_ward_finds_the_clusters_whatever_the_row_order(
    library: pd.DataFrame, age_weight: float
) -> None:
    rng = np.random.default_rng(1)
    for order in [np.arange(95), *(rng.permutation(95) for _ in range(20))]:
        shuffled = library.iloc[order]
        tree = linkage(features(shuffled, age_weight=age_weight), "ward")
        found = fcluster(tree, 9, "maxclust")
        assert adjusted_rand_score(shuffled["cluster"], found) == 1.0


@pytest.mark.parametrize("age_weight", AGE_WEIGHTS)
def test_each_case_is_nearest_to_the_mean_of_its_own_cluster(
    library: pd.DataFrame, age_weight: float
) -> None:
    points = pd.DataFrame(features(library, age_weight=age_weight), index=library["cluster"])
    means = points.groupby(level=0).mean()
    for cluster, point in zip(points.index, points.to_numpy(), strict=True):
        assert ((means - point) ** 2).sum(axis=1).idxmin() == cluster


def test_clusters_are_found_with_room_to_spare(library: pd.DataFrame) -> None:
    heights = linkage(features(library), "ward")[:, 2]
    assert heights[-8] - heights[-9] > 1.0  # from nine clusters to eight, and from ten to nine
    assert silhouette_score(features(library), library["cluster"]) > 0.2


def test_no_case_falls_under_the_rule_for_x10(library: pd.DataFrame) -> None:
    scores = library[SEVERITY]
    assert len(SEVERITY) == 18
    assert not ((scores.max(axis=1) <= 1) & (scores.sum(axis=1) <= 6)).any()


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("english", "maths", 0.7, 1.0),
        ("english", "problem_solving", 0.7, 1.0),
        ("maths", "problem_solving", 0.7, 1.0),
        ("physical_skills", "physical_other", 0.4, 1.0),
        ("self_esteem", "age_years", 0.3, 1.0),
        ("slc", "age_years", -1.0, -0.4),
        ("english", "age_years", -1.0, -0.4),
        ("maths", "age_years", -1.0, -0.4),
        ("problem_solving", "age_years", -1.0, -0.4),
    ],
)
@pytest.mark.parametrize("method", ["pearson", "spearman"])
def test_needs_correlate_as_the_pack_says(
    library: pd.DataFrame, *, one: str, other: str, least: float, most: float, method: str
) -> None:
    assert least <= library[one].corr(library[other], method=method) <= most


def agrees(word: str, *, cases: int, size: int) -> bool:
    """Tell whether a number of cases is what a printed word of the mapping table means."""
    return {
        "Y": size / 2 <= cases <= size,
        "Low": 0 < cases < size / 2,
        "High": 0.75 * size <= cases < size,
        "Core": cases == size,
        "": cases == 0,
    }[word]


def triggers(library: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the cases whose answers ask for each question-related package."""
    physical = library[["health", "hearing", "visual", "physical_other"]]
    return {
        "package_sp11": (physical >= 2).any(axis=1),
        "package_sp12": library["social_care"] == 1,
        "package_sp13": library["adl_support"] >= 2,
    }


@pytest.mark.parametrize("cluster", pack.CLUSTERS)
@pytest.mark.parametrize("package", PACKAGES)
def test_package_agrees_with_the_published_cell(
    library: pd.DataFrame, package: str, cluster: str
) -> None:
    word = pack.PACKAGE_TABLE[package][cluster]
    given = group(library, cluster)[package]
    if word == "" and package in TRIGGERED:
        given = given[~triggers(library)[package].loc[given.index]]
    assert agrees(word, cases=given.sum(), size=pack.CLUSTER_SIZES[cluster])


@pytest.mark.parametrize("package", TRIGGERED)
def test_question_related_package_goes_to_exactly_those_whose_answers_ask(
    library: pd.DataFrame, package: str
) -> None:
    assert (library[package] == triggers(library)[package]).all()


@pytest.mark.parametrize(("cluster", "word"), pack.SPECIAL_SCHOOL.items())
def test_special_placements_agree_with_the_cluster_pages(
    library: pd.DataFrame, cluster: str, word: str
) -> None:
    placed = group(library, cluster)["package_sp1"].sum()
    assert agrees(word, cases=placed, size=pack.CLUSTER_SIZES[cluster])


def test_packages_correlate_little(library: pd.DataFrame) -> None:
    pairs = library[PACKAGES].corr().to_numpy()[np.triu_indices(13, k=1)]
    assert np.abs(pairs).mean() < 0.2
    assert np.abs(pairs).max() < 0.6


def test_every_outcome_has_plain_words_and_some_cases(library: pd.DataFrame) -> None:
    assert 10 <= len(OUTCOMES) <= 14
    assert all(library[OUTCOMES].sum() > 0)
    assert all(label[0].isupper() and " " in label for label in pack.OUTCOMES.values())


@pytest.mark.parametrize(("cluster", "named"), pack.TOP_OUTCOMES.items())
def test_named_outcomes_are_the_most_frequent_of_their_cluster(
    library: pd.DataFrame, cluster: str, named: tuple[str, ...]
) -> None:
    counts = group(library, cluster)[OUTCOMES].sum()
    assert counts[list(named)].min() > counts.drop(list(named)).max()


def mean_correlation(correlations: pd.DataFrame, *, one: tuple, other: tuple) -> float:
    pairs = [correlations.loc[a, b] for a in one for b in other if a != b]
    return float(np.mean(pairs))


def test_outcomes_correlate_in_the_three_groups(library: pd.DataFrame) -> None:
    correlations = library[OUTCOMES].corr()
    groups = list(pack.OUTCOME_GROUPS.values())
    within = [mean_correlation(correlations, one=g, other=g) for g in groups]
    between = [
        mean_correlation(correlations, one=g, other=h) for g in groups for h in groups if g != h
    ]
    assert min(within) > 0.3
    assert max(between) < 0.1
