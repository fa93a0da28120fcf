"""The one way in which a revision of an assessment is saved, whatever page it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.principal import Principal
from analytics.age import age_years
from analytics.allocation import allocate
from analytics.assessments import missing
from analytics.case import answers
from callbacks.context import adopted, store, today
from data.journal import Change, Entry


def append_assessment(
    row: Mapping[str, Any], *, who: Principal, pupil_id: str, revision: int, request_id: str
) -> Entry:
    """Append a revision with its age and suggested cluster; raise Invalid or Conflict."""
    (entry,) = store().journal.append(
        assessment_change(row, pupil_id=pupil_id, revision=revision),
        actor=who.username,
        action="assessment.save",
        request_id=f"{who.username}:{str(request_id)[:40]}",
    )
    return entry


def assessment_change(row: Mapping[str, Any], *, pupil_id: str, revision: int) -> Change:
    """Return the change that saves a revision, to be appended alone or with what goes with it."""
    return Change(
        table="assessments",
        key=pupil_id,
        expected_revision=revision,
        payload=with_cluster({**row, "pupil_id": pupil_id}),
    )


def with_cluster(row: dict[str, Any]) -> dict[str, Any]:
    """Add the age today and the cluster suggested by the adopted model, if all is answered."""
    pupil = store().tables.row("pupils", row["pupil_id"]) or {}
    age = age_years(pupil["birth_year"], pupil["birth_month"], today())
    if missing(row):
        return {**row, "age_years": age, "cluster": None, "model_version": None}
    in_force = adopted()
    allocation = allocate(
        answers(row),
        age,
        model=in_force.model,
        cut_off=in_force.cut_off,
        library=in_force.library,
        n_nearest=0,
    )
    assert allocation is not None  # noqa: S101 - every question is answered
    return {
        **row,
        "age_years": age,
        "cluster": allocation.cluster,
        "model_version": in_force.model.version,
    }
