"""What would have to be different in a pupil's answers for another cluster to be suggested.

An answer to "why not X5", not a plan: it says how far the answers are from another suggestion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analytics.allocation import CutOff, allocate, allocate_all
from analytics.answers import known, score_of
from analytics.clustering import ClusterModel
from data.schemas import METRICS, NO_PLAN_CLUSTER, QUESTION_IDS, QUESTIONS, SEVERITY_IDS

# One step counts more than any number of questions, of which there are 20: first the fewest
# steps, and of those the fewest questions.
STEP = 2 * len(QUESTION_IDS)
# The solver holds its constraints to a millionth, the allocation to a billionth. So it is given a
# little too much room, and each answer it finds in that room alone is ruled out.
ROOM = 1e-6
MOST_RULED_OUT = 25
NO_CASES = pd.DataFrame(columns=["pupil_id", "cluster", *METRICS])


@dataclass(frozen=True)
class Change:
    """Hold one answer that would have to be different."""

    question_id: str
    before: int
    after: int

    @property
    def steps(self) -> int:
        """Return by how many steps of the scale it would change."""
        return abs(self.after - self.before)


@dataclass(frozen=True)
class WhatIf:
    """Hold the fewest changes, in the order of the form, that would suggest another cluster.

    `changes` is None where no answers would, with the age as it is; empty where it is suggested
    already.
    """

    cluster: str
    changes: tuple[Change, ...] | None

    @property
    def steps(self) -> int:
        """Return how many steps of the scales the changes take together."""
        return sum(change.steps for change in self.changes or ())


class _Place(NamedTuple):
    """One column of the programme: question `question` is answered `score`."""

    question: int
    score: int


PLACES = tuple(_Place(i, k) for i, q in enumerate(QUESTIONS) for k in range(q.maximum + 1))
GRADED = np.array([QUESTION_IDS[place.question] in SEVERITY_IDS for place in PLACES])
SCORES = np.array([place.score for place in PLACES], dtype=float)


def what_if(
    answers: Mapping[str, Any],
    age_years: int | None,
    *,
    cluster: str,
    model: ClusterModel,
    cut_off: CutOff,
) -> WhatIf | None:
    """Return the fewest steps of the answers that would make a cluster the suggested one.

    The age stays. Exact: a whole-number programme with a column for each score of each question,
    in which squared distances compare linearly; every answer is checked by `allocate`. None where
    an answer or the age is missing, or the model has no such cluster.
    """
    scores = [score_of(answers, question) for question in QUESTION_IDS]
    age = known(age_years)
    if None in scores or age is None or cluster not in (*model.clusters, NO_PLAN_CLUSTER):
        return None
    before = np.array(scores, dtype=int)
    after = _solved(before, int(age), cluster, model, cut_off)
    if after is None:
        return WhatIf(cluster, None)
    pairs = zip(QUESTION_IDS, before.tolist(), after.tolist(), strict=True)
    return WhatIf(cluster, tuple(Change(q, old, new) for q, old, new in pairs if old != new))


def _solved(
    before: np.ndarray, age: int, cluster: str, model: ClusterModel, cut_off: CutOff
) -> np.ndarray | None:
    if cluster == NO_PLAN_CLUSTER:
        return _within(before, cut_off) if model.clusters else None
    for room in (ROOM, -ROOM):
        # Only where ties are as thick as in a made-up model does the first round not suffice;
        # the second asks for a distance that is clearly the smaller.
        rows = [*_each_question(), *_nearer(cluster, age, model, room), *_plan(cut_off)]
        for _ in range(MOST_RULED_OUT):
            found = _fewest(before, rows)
            if found is None:
                break
            if _suggests(found, age, cluster, model, cut_off):
                return found
            rows.append(_ruled_out(found))
    return None


def _suggests(
    scores: np.ndarray, age: int, cluster: str, model: ClusterModel, cut_off: CutOff
) -> bool:
    given = dict(zip(QUESTION_IDS, scores.tolist(), strict=True))
    found = allocate(given, age, model=model, cut_off=cut_off, library=NO_CASES)
    return found is not None and found.cluster == cluster


# A row of the programme: a weight for each place and one for the switch, and the two limits of
# their sum. The switch says by which of its two ways a pupil is not under the cut-off.
_Row = tuple[np.ndarray, float, float]


def _row(places: np.ndarray, low: float, high: float, *, switch: float = 0.0) -> _Row:
    return np.append(places, switch), low, high


def _each_question() -> list[_Row]:
    asked = np.array([place.question for place in PLACES])
    return [_row((asked == i).astype(float), 1, 1) for i in range(len(QUESTIONS))]


def _nearer(cluster: str, age: int, model: ClusterModel, room: float) -> list[_Row]:
    """Return a row for each other cluster: the squared distance from it is not the smaller."""
    squares = {name: _squares(name, age, model) for name in model.clusters}
    places, with_age = squares[cluster]
    return [
        _row(places - others, -np.inf, others_age - with_age + room)
        for name, (others, others_age) in squares.items()
        if name != cluster
    ]


def _squares(cluster: str, age: int, model: ClusterModel) -> tuple[np.ndarray, float]:
    mean, weights = model.centroids[cluster], model.weights
    gaps = [
        (place.score - mean[QUESTION_IDS[place.question]]) * weights[QUESTION_IDS[place.question]]
        for place in PLACES
    ]
    return np.array(gaps) ** 2, ((age - mean["age_years"]) * weights["age_years"]) ** 2


def _plan(cut_off: CutOff) -> list[_Row]:
    """Return the rows that keep the rule for no plan from applying: a high score or a high sum."""
    high = (GRADED & np.greater(SCORES, cut_off.highest_score)).astype(float)
    beyond = cut_off.highest_total + 1.0
    return [
        _row(high, 0, np.inf, switch=-1.0),
        _row(np.where(GRADED, SCORES, 0.0), beyond, np.inf, switch=beyond),
    ]


def _ruled_out(scores: np.ndarray) -> _Row:
    same = np.array([scores[place.question] == place.score for place in PLACES], dtype=float)
    return _row(same, -np.inf, len(QUESTIONS) - 1)


def _fewest(before: np.ndarray, rows: list[_Row]) -> np.ndarray | None:
    # scipy's optimisers take a third of a second to import, which no other page should wait for.
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415

    steps = np.abs([place.score - before[place.question] for place in PLACES])
    cost = np.append(steps * STEP + (steps > 0), 0.0)
    weights, low, high = zip(*rows, strict=True)
    found = milp(
        cost,
        constraints=LinearConstraint(np.array(weights), low, high),
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        return None
    scores = np.zeros(len(QUESTIONS), dtype=int)
    for place, chosen in zip(PLACES, found.x, strict=False):
        if chosen > 0.5:
            scores[place.question] = place.score
    return scores


def _within(before: np.ndarray, cut_off: CutOff) -> np.ndarray:
    """Lower the graded answers into the rule for no plan, each no further than it must go.

    What is above the highest score must come down to it; of the rest any step counts the same, so
    that the fewest questions change when those with the most left come first.
    """
    after = before.copy()
    graded = [i for i, question in enumerate(QUESTION_IDS) if question in SEVERITY_IDS]
    after[graded] = np.minimum(after[graded], cut_off.highest_score)
    over = int(after[graded].sum()) - cut_off.highest_total
    changed = after != before
    for i in sorted(graded, key=lambda i: (not changed[i], -after[i], i)):
        if over <= 0:
            break
        lowered = min(int(after[i]), over)
        after[i] -= lowered
        over -= lowered
    return after


def one_step(
    answers: Mapping[str, Any],
    age_years: int | None,
    *,
    model: ClusterModel,
    cut_off: CutOff,
) -> pd.DataFrame:
    """Return what each change of one answer by one step would suggest, in the order of the form.

    Columns: question_id, before, after, cluster. Empty where an answer or the age is missing.
    """
    scores = {question: score_of(answers, question) for question in QUESTION_IDS}
    columns = ["question_id", "before", "after", "cluster"]
    if None in scores.values() or known(age_years) is None or not model.clusters:
        return pd.DataFrame(columns=columns)
    moves = [
        (question.id, scores[question.id], after)
        for question in QUESTIONS
        for after in (int(scores[question.id] or 0) - 1, int(scores[question.id] or 0) + 1)
        if 0 <= after <= question.maximum
    ]
    rows = pd.DataFrame([{**scores, "age_years": age_years, q: after} for q, _, after in moves])
    found = allocate_all(rows, model=model, cut_off=cut_off)["cluster"]
    moved = pd.DataFrame(moves, columns=columns[:3])
    return moved.assign(cluster=found.array)
