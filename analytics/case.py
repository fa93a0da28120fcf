"""Everything that is known of one pupil now, put together for one page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.age import age_band, age_years
from analytics.allocation import Allocation, CutOff, allocate
from analytics.approvals import Approval, approval
from analytics.assessments import missing
from analytics.clustering import ClusterModel
from analytics.learning.versions import Learned
from analytics.packages import Suggestion, suggest
from analytics.profiles import pupil_against_cluster, reading
from data.schemas import NO_PLAN_CLUSTER, QUESTION_IDS

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Adopted:
    """Hold what an authority has adopted: the model, the rule, the library, the catalogue.

    `learned` is the version of the recommendations, None where it is the library alone.
    """

    model: ClusterModel
    cut_off: CutOff
    library: pd.DataFrame
    catalogue: Sequence[Row]
    learned: Learned | None = None


@dataclass(frozen=True)
class Rights:
    """Say what the reader may change on this pupil."""

    answers: bool
    panel: bool
    exception: bool = False


@dataclass(frozen=True)
class Case:
    """Hold what the saved revision says of one pupil, under the adopted model and rule."""

    pupil: Row
    request: Row | None
    school: str
    assessment: Row
    revision: int
    age_years: int
    age_band: str
    missing: tuple[str, ...]
    allocation: Allocation | None
    needs: pd.DataFrame
    reading: str
    suggestions: tuple[Suggestion, ...]
    learned: Learned | None = None
    decisions: tuple[Row, ...] = ()

    @property
    def pupil_id(self) -> str:
        """Return the pupil's reference."""
        return str(self.pupil["pupil_id"])

    @property
    def approval(self) -> Approval:
        """Return how the panel stands to the pupil, and whether the plan is final."""
        return approval(self.assessment, self.decisions, self.request)

    @property
    def compared_cluster(self) -> str | None:
        """Return the cluster whose means are drawn: the runner-up where the rule applied."""
        return None if self.allocation is None else mean_cluster(self.allocation)

    @property
    def cluster_differs(self) -> bool:
        """Tell whether today's model and rule would suggest another cluster than was saved."""
        saved = self.assessment.get("cluster")
        return bool(self.allocation and saved and saved != self.allocation.cluster)


def mean_cluster(allocation: Allocation) -> str:
    """Return the cluster with means: X10 has none, so there it is the nearest that has."""
    if allocation.cluster == NO_PLAN_CLUSTER:
        return allocation.runner_up
    return allocation.cluster


def not_yet(unanswered: Sequence[str]) -> str:
    """Say how many questions are answered while there is no cluster to compare with."""
    done = len(QUESTION_IDS) - len(unanswered)
    return f"{done} of {len(QUESTION_IDS)} questions are answered, so there is no cluster yet."


def answers(assessment: Row) -> dict[str, int | None]:
    """Return the 20 answers of an assessment row, unanswered ones as None."""
    return {question: assessment.get(question) for question in QUESTION_IDS}


def assemble(
    *,
    pupil: Row,
    request: Row | None,
    school: str,
    assessment: Row | None,
    adopted: Adopted,
    today: datetime.date,
    decisions: Sequence[Row] = (),
) -> Case:
    """Put one pupil's record together from its rows."""
    saved: Row = assessment or {}
    age = age_years(int(pupil["birth_year"]), int(pupil["birth_month"]), today)
    allocation = _allocate(saved, age=age, adopted=adopted, pupil_id=str(pupil["pupil_id"]))
    compared = mean_cluster(allocation) if allocation else ""
    needs = pupil_against_cluster(answers(saved), age, cluster=compared, model=adopted.model)
    return Case(
        pupil=pupil,
        request=request,
        school=school,
        assessment=saved,
        revision=int(saved.get("revision") or 0),
        age_years=age,
        age_band=age_band(age),
        missing=missing(saved),
        allocation=allocation,
        needs=needs,
        reading=reading(needs, compared) if allocation else not_yet(missing(saved)),
        suggestions=_suggest(saved, allocation=allocation, adopted=adopted),
        learned=adopted.learned,
        decisions=tuple(decisions),
    )


def _allocate(saved: Row, *, age: int, adopted: Adopted, pupil_id: str) -> Allocation | None:
    return allocate(
        answers(saved),
        age,
        model=adopted.model,
        cut_off=adopted.cut_off,
        library=adopted.library,
        pupil_id=pupil_id,
    )


def _suggest(
    saved: Row, *, allocation: Allocation | None, adopted: Adopted
) -> tuple[Suggestion, ...]:
    if allocation is None:
        return ()
    return suggest(
        allocation,
        answers(saved),
        library=adopted.library,
        catalogue=adopted.catalogue,
        learned=adopted.learned,
    )
