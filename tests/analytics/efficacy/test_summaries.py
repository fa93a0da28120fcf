"""Each row recomputed from the tables, answer by answer."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import pytest

from analytics.efficacy.evidence import codes
from analytics.efficacy.summaries import label_of, summarise, whole
from tests.analytics.efficacy.answers import known


def by_hand(cohort, by: str) -> dict[str, dict[str, float]]:
    """Return the mean, the share reached and the hours of each key, pupil by pupil."""
    clusters = cohort.feedback.set_index("feedback_id")["cluster"]
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in cohort.attainments.to_dict("records"):
        keys = {
            "package": list(codes(row["packages"])),
            "outcome": [row["outcome_id"]],
            "cluster": [clusters[row["feedback_id"]]],
        }[by]
        for key in keys:
            scores[key][row["pupil_id"]].append(float(row["score"]))
    found = {}
    for key, pupils in scores.items():
        means = [sum(of) / len(of) for of in pupils.values()]
        found[key] = {
            "pupils": len(means),
            "answers": sum(map(len, pupils.values())),
            "mean": sum(means) / len(means),
            "reached": sum(mean >= 0 for mean in means) / len(means),
        }
    return found


@pytest.mark.parametrize("by", ["package", "outcome", "cluster"])
def test_each_row_is_what_counting_pupil_by_pupil_gives(cohort, known_cohort, by) -> None:
    expected = by_hand(cohort, by)
    found = summarise(known_cohort, by=by)
    assert {row.key for row in found} == set(expected)
    for row in found:
        mine = expected[row.key]
        assert (row.pupils, row.answers) == (mine["pupils"], mine["answers"])
        assert row.attainment.value == pytest.approx(mine["mean"])
        assert row.reached.value == pytest.approx(mine["reached"])


def test_hours_are_a_share_of_each_pupil_s_plan(cohort, known_cohort) -> None:
    rows = cohort.deliveries
    rows = rows[(rows["package_id"] == "sp3") & (rows["planned_hours"] > 0)]
    totals = rows.groupby("pupil_id")[["planned_hours", "delivered_hours"]].sum()
    expected = (totals["delivered_hours"] / totals["planned_hours"]).mean()
    (found,) = (row for row in summarise(known_cohort, by="package") if row.key == "sp3")
    assert found.hours.value == pytest.approx(expected)
    assert found.hours.pupils == len(totals)


def test_a_pupil_counts_once_however_often_they_answer() -> None:
    found = known([*({"pupil_id": "P1", "score": 2},) * 9, {"pupil_id": "P2", "score": -2}])
    assert whole(found).attainment.value == 0


def test_needs_change_from_the_first_answer_to_the_last() -> None:
    rows = [
        {"pupil_id": "P1", "given_on": "2026-06-01", "needs_total": 24},
        {"pupil_id": "P1", "given_on": "2026-01-01", "needs_total": 20},
        {"pupil_id": "P1", "given_on": "2026-03-01", "needs_total": 50},
        {"pupil_id": "P2", "given_on": "2026-03-01", "needs_total": 10},
        {"pupil_id": "P2", "given_on": "2026-03-01", "needs_total": 30},
        {"pupil_id": "P3", "given_on": "2026-01-01", "needs_total": 12, "school_id": "S2"},
        {"pupil_id": "P3", "given_on": "2026-02-01", "needs_total": 10, "school_id": "S2"},
    ]
    found = whole(known(rows)).needs
    assert (found.value, found.pupils) == (1.0, 2)
    (row,) = summarise(known(rows), by="outcome")
    assert row.needs == found
    assert [row.needs.pupils for row in summarise(known(rows), by="setting")] == [1, 1]


def test_hours_of_an_outcome_are_those_of_its_packages() -> None:
    rows = [{"pupil_id": "P1", "packages": "sp2"}, {"pupil_id": "P2", "packages": ""}]
    hours = [
        {"answer": 0, "package_id": "sp2", "planned_hours": 4.0, "delivered_hours": 1.0},
        {"answer": 0, "package_id": "sp3", "planned_hours": 4.0, "delivered_hours": 4.0},
        {"answer": 1, "package_id": "sp2", "planned_hours": 4.0, "delivered_hours": 4.0},
    ]
    (row,) = summarise(known(rows, hours), by="outcome")
    assert (row.hours.value, row.hours.pupils) == (0.25, 1)


def test_settings_and_outcomes_stand_by_label_packages_and_clusters_in_their_order() -> None:
    rows = [
        {"pupil_id": "P1", "school_id": "S1", "cluster": "X10", "packages": "sp10", "score": 2},
        {"pupil_id": "P2", "school_id": "S2", "cluster": "X2", "packages": "sp2", "score": -2},
        {"pupil_id": "P3", "school_id": "S3", "cluster": "X1", "packages": "own", "score": 0},
    ]
    names = {"S1": "Beech", "S2": "Ash"}
    assert [row.label for row in summarise(known(rows), by="setting", names=names)] == [
        "Ash",
        "Beech",
        "S3",
    ]
    assert [row.key for row in summarise(known(rows), by="cluster")] == ["X1", "X2", "X10"]
    assert [row.key for row in summarise(known(rows), by="package")] == ["sp2", "sp10", "own"]


def test_no_answers_give_no_rows() -> None:
    assert summarise(known([]), by="outcome") == ()
    assert whole(known([])).pupils == 0


def test_labels_are_words() -> None:
    assert label_of("package", "sp5", {}) == "SP5: Sensory diet"
    assert label_of("package", "own", {}) == "own"
    assert label_of("outcome", "outcome_calm_and_safe", {}) == "Calm and safe"
    assert label_of("outcome", "outcome_own_goal", {}) == "Own goal"
    assert label_of("cluster", "X3", {}) == "X3"
    assert label_of("setting", "S1", {"S1": "Ash"}) == "Ash"


def test_a_frame_keeps_its_types(known_cohort) -> None:
    assert isinstance(known_cohort.ratings["pupil_id"].dtype, pd.CategoricalDtype)
