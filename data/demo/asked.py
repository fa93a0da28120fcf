"""What the invented people were asked about, in few letters and written out.

In the files it is kept short: places of outcomes in OUTCOME_IDS, then packages with their hours a
week, e.g. "4,7,1,9;sp2=1.5,sp6=". The examples' own wording stands there as it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from data.demo.cohort_people import AREAS, OUTCOME_IDS, SERVED_BY
from data.demo.pack import OUTCOMES, PACKAGES
from data.schemas.feedback import Asked, AskedOutcome, AskedProvision, asked_row

# A place in a special school and a quiet place are not given by the hour.
WITHOUT_HOURS = ("sp1", "sp6")


def shortened(outcomes: Sequence[int], packages: Sequence[str], hours: Sequence[float]) -> str:
    """Return in few letters what one pupil's people are asked about."""
    given = (
        f"{code}={'' if code in WITHOUT_HOURS else f'{planned:g}'}"
        for code, planned in zip(packages, hours, strict=True)
    )
    return f"{','.join(str(place) for place in outcomes)};{','.join(given)}"


def written_out(kept: str, pupil_id: str) -> str:
    """Return what was asked as JSON, as the table keeps it."""
    if kept.startswith("{"):
        return kept
    outcomes, _, packages = kept.partition(";")
    hours = dict(part.split("=") for part in packages.split(",") if part)
    chosen = [OUTCOME_IDS[int(place)] for place in outcomes.split(",")]
    asked = Asked(
        outcomes=tuple(
            AskedOutcome(
                line_id=f"{pupil_id}-O{number}",
                text=OUTCOMES[outcome],
                outcome_id=outcome,
                area=AREAS[outcome],
                packages=tuple(code for code in hours if code in SERVED_BY[outcome]),
            )
            for number, outcome in enumerate(chosen, start=1)
        ),
        provision=tuple(
            AskedProvision(
                line_id=f"{pupil_id}-{code}",
                text=in_words(code, float(planned or 0)),
                package_id=code,
                planned_hours=float(planned) if planned else None,
            )
            for code, planned in hours.items()
        ),
    )
    return json.dumps(asked_row(asked))


def in_words(code: str, hours: float) -> str:
    """Return a package and its hours as a plan words them."""
    name = PACKAGES[f"package_{code}"]
    if code in WITHOUT_HOURS:
        return name
    return f"{name}, {hours:g} hour{'' if hours == 1 else 's'} a week"
