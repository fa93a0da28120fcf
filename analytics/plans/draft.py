"""The first draft of a plan, from what is known; nothing in it is without a source."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analytics.case import Case
from analytics.plans.advice import advice_lines, payment_lines, placement_lines
from analytics.plans.known import Known
from analytics.plans.needs import care_lines, health_lines, need_details, needs_lines
from analytics.plans.outcomes import outcome_lines
from analytics.plans.provision import provision_lines
from analytics.plans.views import views_lines
from data.schemas.plans import LINE_LENGTH, SECTIONS, Line, Particulars, Plan
from data.schemas.reading import BundleReading

STEP = 10.0


def draft_plan(
    case: Case,
    *,
    particulars: Particulars,
    bundle: BundleReading | None,
    advice: Sequence[Mapping[str, Any]],
    library: pd.DataFrame,
    today: datetime.date,
) -> Plan:
    """Return a draft of every section from the assessment, the documents, the library and the law.

    `advice` holds rows of the table of that name; a row may also have `name`, in the words of
    section K, and `role`, an author's role. Every quantity of a line stands in the quote of one of
    its sources. What no source gives is a line of the kind to_obtain.
    """
    known = Known(case, particulars, bundle, advice, library, today)
    outcomes, details = outcome_lines(known), need_details(known)
    views = views_lines(known, {one.text for each in details.values() for one in each})
    quoted = {source.quote for line in views for source in line.sources}
    sections: dict[str, list[Line]] = {
        "A": views,
        "B": needs_lines(known, details, quoted),
        "C": health_lines(known, details),
        "D": care_lines(known, details),
        "E": outcomes or known.empty("E", "outcomes"),
        **provision_lines(known, outcomes),
        "I": placement_lines(),
        "J": payment_lines(known),
        "K": advice_lines(known),
    }
    return Plan(particulars, tuple(_placed(sections[section] for section in SECTIONS)))


def _placed(sections: Iterable[list[Line]]) -> Iterable[Line]:
    """Give the lines in order, each once, with its place in its section."""
    seen: set[str] = set()
    for lines in sections:
        place = 0.0
        for line in lines:
            if line.line_id in seen:
                continue
            seen.add(line.line_id)
            place += STEP
            yield replace(line, position=place, text=line.text[:LINE_LENGTH])
