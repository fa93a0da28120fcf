"""Everything that is known of one pupil, loaded from the store."""

from __future__ import annotations

from access.refusals import Refusal
from analytics.case import Case, assemble
from callbacks.context import adopted, rows_of, school_names, store, today

NO_PUPIL = "There is no pupil with this reference."


def load_case(pupil_id: str) -> Case:
    """Load one pupil's rows and put together what they say; raises Refusal if there are none."""
    tables = store().tables
    pupil = tables.row("pupils", pupil_id)
    if pupil is None:
        raise Refusal(404, NO_PUPIL)
    return assemble(
        pupil=pupil,
        request=tables.row("requests", pupil_id),
        school=school_names().get(pupil["school_id"] or "", ""),
        assessment=tables.row("assessments", pupil_id),
        adopted=adopted(),
        today=today(),
        decisions=rows_of("panel_decisions", pupil_id),
    )
