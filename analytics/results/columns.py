"""The columns of a file of results: how each is headed, and by which other words it is known."""

from __future__ import annotations

import re

# In the order of the template.
HEADINGS: dict[str, str] = {
    "pupil_id": "Pupil",
    "line_id": "Line",
    "kind": "Kind",
    "text": "Outcome or provision",
    "attainment": "Attainment (-2 to 2)",
    "planned_hours": "Planned hours a week",
    "given_hours": "Hours given a week",
    "evidence": "What shows it, or a note",
    "given_on": "Date",
}
ALSO: dict[str, str] = {
    "pupil_reference": "pupil_id",
    "line_reference": "line_id",
    "outcome": "text",
    "provision": "text",
    "attainment": "attainment",
    "score": "attainment",
    "planned_hours": "planned_hours",
    "hours_given": "given_hours",
    "given_hours": "given_hours",
    "delivered_hours": "given_hours",
    "evidence": "evidence",
    "note": "evidence",
    "given_on": "given_on",
    "pupil_id": "pupil_id",
    "line_id": "line_id",
}
NEEDED = ("pupil_id", "line_id")
ONE_OF = ("attainment", "given_hours")
# Added to the file of rows that were not kept, and so read over when that is sent again.
REASON = "What is wrong"
ADDED = ("what_is_wrong", "what_becomes_of_it", "row")
_SIGNS = re.compile(r"[^a-z0-9]+")


def column_of(heading: str) -> str:
    """Return the column that a heading names, empty where it names none."""
    folded = _folded(heading)
    return KNOWN.get(folded, "")


def is_read_over(heading: str) -> bool:
    """Tell whether a column may stand in a file without being used or missed."""
    return _folded(heading) in ("", *ADDED)


def _folded(heading: str) -> str:
    return _SIGNS.sub("_", heading.lower()).strip("_")


KNOWN = {**{_folded(words): name for name, words in HEADINGS.items()}, **ALSO}
