"""The header strip: what is missing from it, and dates that contradict each other."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from data.schemas.plans import Finding, Particulars, Plan

IN_ORDER: dict[str, str] = {
    "requested_on": "The request",
    "drafted_on": "the draft",
    "final_on": "the final plan",
    "review_due_on": "the review",
}
NEEDED: dict[str, str] = {
    "name": "the pupil’s name",
    "pronoun": "the pronoun",
    "born": "the month of birth",
    "authority": "the authority",
}
# A pupil is 13 when year 9 begins on 1 September: Education Act 1996, s.8, on compulsory age.
YEAR_9_BEGINS_AT = 13
# Whoever is 14 is in year 9 at least, whatever the month.
SURELY_YEAR_9 = 14
SEPTEMBER = 9
_FORMS = ("%Y-%m-%d", "%d %B %Y")
_MONTHS = tuple(calendar.month_name)[1:]


def header(plan: Plan) -> Iterator[Finding]:
    """Give what the header lacks, and dates out of order."""
    particulars = plan.particulars
    missing = [words for name, words in NEEDED.items() if not getattr(particulars, name)]
    if missing:
        sentence = f"The head of the plan lacks {_listed(missing)}."
        yield Finding("header_missing", "A", sentence)
    if particulars.status == "final":
        for name, words in (("final_on", "its date"), ("review_due_on", "the date of its review")):
            if not getattr(particulars, name):
                sentence = f"A final plan states {words}."
                yield Finding(f"{name}_missing", "A", sentence, None, "problem")
    yield from _out_of_order(particulars)


def in_or_beyond_year_9(particulars: Particulars) -> bool:
    """Tell whether a pupil is in year 9 or beyond, from the month of birth or else the age."""
    month = re.search(rf"({'|'.join(_MONTHS)}) (\d{{4}})", particulars.born)
    asked = [day_of(getattr(particulars, name)) for name in ("final_on", "drafted_on")]
    day = next((one for one in asked if one), None)
    if month and day:
        late = _MONTHS.index(month[1]) + 1 >= SEPTEMBER
        begins = int(month[2]) + YEAR_9_BEGINS_AT + int(late)
        return day >= datetime.date(begins, SEPTEMBER, 1)
    return (particulars.age_years or 0) >= SURELY_YEAR_9


def day_of(text: str) -> datetime.date | None:
    """Return the day that words such as 2026-05-03 or 3 May 2026 name; None for other words."""
    for form in _FORMS:
        try:
            return (
                datetime.datetime.strptime(text.strip(), form).replace(tzinfo=datetime.UTC).date()
            )
        except ValueError:
            continue
    return None


def _out_of_order(particulars: Particulars) -> Iterator[Finding]:
    # The draft of an amended plan is younger than the plan that is being amended.
    amended = particulars.status != "final" and bool(particulars.final_on)
    known = [
        (words, day)
        for name, words in IN_ORDER.items()
        if (day := day_of(getattr(particulars, name))) and not (amended and name == "drafted_on")
    ]
    for (earlier, one), (later, other) in pairwise(known):
        if one > other:
            sentence = f"{earlier[0].upper()}{earlier[1:]} is dated after {later}."
            yield Finding("dates_out_of_order", "A", sentence, None, "problem")


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
