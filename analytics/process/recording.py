"""What may be recorded of a case: dates in an order that can be, and the stage that follows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from analytics.panel import is_reason
from analytics.process.clock import Asked
from analytics.process.limits import (
    EARLIEST,
    FAMILY_DAYS,
    FIRST_DAY,
    LAST_DAY,
    day_of,
    family_days_end,
    said,
)
from analytics.process.past_reviews import OF_DECISION, is_next_review
from analytics.process.reviews import HOLD, review_of
from data.schemas import EXCEPTIONS, PROCESS_KINDS, REVIEW_OUTCOMES, STAGES

Row = Mapping[str, Any]
Day = datetime.date
Problems = dict[str, str]

# As people write a day; the first is how the pages show it.
FORMS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d")

LABELS: Mapping[str, str] = {
    "requested_on": "the request",
    "decided_on": "the decision whether to assess",
    "draft_on": "the draft plan",
    "final_on": "the final plan",
    "review_held_on": "the review meeting",
    "review_decided_on": "the decision after the review",
    "amended_on": "the amended plan",
    "certificate_on": "the mediation certificate",
    "closed_on": "the end of the case",
    "review_due_on": "the next review",
    "decision_exception_on": "the exception",
}
DATES = tuple(LABELS)
ORDER = tuple(LABELS)[:7]
CHOICES: Mapping[str, Mapping[str, str]] = {
    "stage": STAGES,
    "kind": PROCESS_KINDS,
    "decision_exception": EXCEPTIONS,
    "review_outcome": REVIEW_OUTCOMES,
}
TEXTS = ("early_reason", "review_decided_by", "review_reason")
EDITABLE = (*CHOICES, *DATES, *TEXTS)
# What a list offers where nothing is chosen; a blank value would be the browser's own.
NONE = "none"
AFTER_REQUEST = ("certificate_on", "closed_on", "decision_exception_on")
# Without the one, the other cannot have been.
NEEDS = {
    "draft_on": "decided_on",
    "final_on": "draft_on",
    "review_held_on": "final_on",
    "review_decided_on": "review_held_on",
    "amended_on": "review_decided_on",
    "review_outcome": "review_decided_on",
    "review_decided_by": "review_decided_on",
    "review_reason": "review_decided_on",
}
# Our choice: a review counts as due from six weeks before, time enough to invite everybody.
REVIEW_SOON_DAYS = 42


def written_day(text: str) -> Day | None:
    """Return the day that a person typed, None if it is none."""
    for form in FORMS:
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def typed(given: Mapping[str, str]) -> tuple[dict[str, Any], Problems]:
    """Return what was typed as columns of a request, and a sentence for each that is no date."""
    columns: dict[str, Any] = {}
    problems: Problems = {}
    for name in EDITABLE:
        text = given.get(name, "").strip()
        text = "" if name in CHOICES and text == NONE else text
        day = written_day(text) if name in DATES and text else None
        if name in DATES and text and day is None:
            problems[name] = f"“{text[:30]}” is not a date. Write it such as 3 May 2026."
        columns[name] = day.isoformat() if day else None if name in DATES else text or None
    return columns, problems


def problems_of(row: Row, *, today: Day, born: Day | None = None) -> Problems:
    """Return a sentence for each column that cannot be so; none where all is sound."""
    found: Problems = {}
    for check in (_choice_problem, _range_problem, _order_problem, _need_problem):
        for name in EDITABLE:
            problem = check(row, name, today, born) if name not in found else ""
            if problem:
                found[name] = problem
    return found


def _choice_problem(row: Row, name: str, _today: Day, _born: Day | None) -> str:
    if name == "requested_on" and not row.get(name):
        return "Give the day on which the request was received."
    value = row.get(name)
    if name not in CHOICES or (value is None and name != "stage"):
        return ""
    return "" if value in CHOICES[name] else "Choose one of the list."


def _range_problem(row: Row, name: str, today: Day, born: Day | None) -> str:
    if name not in DATES or not row.get(name):
        return ""
    day = day_of(row[name])
    words = LABELS[name]
    if day is None:
        return f"The year of {words} cannot be right: {EARLIEST.year} to {LAST_DAY.year} can."
    if day > today and name != "review_due_on":
        return f"The day of {words} lies in the future."
    if day < FIRST_DAY:
        return f"The day of {words} lies before 1 September 2014, when EHC plans began."
    if born and day < born:
        return f"The day of {words} lies before the pupil was born."
    return ""


def _order_problem(row: Row, name: str, _today: Day, _born: Day | None) -> str:
    day = day_of(row.get(name))
    if day is None:
        return ""
    if name in ORDER:
        before = ORDER[: ORDER.index(name)]
    else:
        before = ("requested_on",) if name in AFTER_REQUEST else ()
    if name == "closed_on":
        before = ("requested_on", "decided_on", "draft_on", "final_on")
    if name == "review_due_on":
        before = ("final_on",)
    for earlier in reversed(before):
        other = day_of(row.get(earlier))
        if other and day < other:
            return (
                f"The day of {LABELS[name]} lies before that of {LABELS[earlier]}, {said(other)}."
            )
    return ""


def _need_problem(row: Row, name: str, _today: Day, _born: Day | None) -> str:
    missing = [later for later, needed in NEEDS.items() if needed == name and row.get(later)]
    if missing and not row.get(name):
        later = LABELS.get(missing[0], "what was decided after the review")
        return f"Give the day of {LABELS[name]}: without it there can be no day of {later}."
    if name == "review_outcome" and row.get("review_decided_on") and not row.get(name):
        return "Choose what was decided after the review."
    if name == "amended_on" and row.get(name) and row.get("review_outcome") != "amend":
        return "There is an amended plan only where the decision was to amend it."
    if name == "decision_exception_on" and row.get("decision_exception") and not row.get(name):
        return "Give the day from which the exception applies."
    if name == "decision_exception" and row.get("decision_exception_on") and not row.get(name):
        return "Choose which exception applies, or clear its day."
    return ""


def early_problem(row: Row, held: Row) -> str:
    """Return why a final plan cannot be recorded within the family's days, "" if it can.

    SEND Regulations 2014, reg 13(1)(a). What was recorded before stays as it is; an amended plan
    has a notice of its own (reg 22).
    """
    same = all(row.get(name) == held.get(name) for name in ("draft_on", "final_on"))
    if same or not _cuts_short(row) or is_reason(row.get("early_reason") or ""):
        return ""
    return (
        f"The final plan came before the family had its {FAMILY_DAYS} days with the draft. Say "
        "why, in some words."
    )


def _cuts_short(row: Row) -> bool:
    draft, final = day_of(row.get("draft_on")), day_of(row.get("final_on"))
    return bool(draft and final and final <= family_days_end(draft))


def stages_of(row: Row, *, today: Day, advice: Sequence[Asked] = ()) -> tuple[str, ...]:
    """Return the stages that the dates of a case allow, the likeliest first."""
    dates = {name: day_of(row.get(name)) for name in DATES}
    closed, decided = dates["closed_on"], dates["decided_on"]
    if closed and dates["final_on"]:
        return ("ceased",)
    if closed:
        refused = decided is None or closed <= decided
        return ("not_assessed", "no_plan") if refused and not dates["draft_on"] else ("no_plan",)
    if dates["final_on"]:
        return ("review", "final") if _review_is_near(row, today) else ("final", "review")
    if dates["draft_on"]:
        return ("consulting",)
    if decided:
        complete = bool(advice) and all(one.received_on for one in advice)
        return ("drafting", "assessing") if complete else ("assessing", "drafting")
    return ("requested",)


def _review_is_near(row: Row, today: Day) -> bool:
    review = review_of(row)
    if review.stands != HOLD:
        return True
    return review.due is not None and (review.due - today).days <= REVIEW_SOON_DAYS


def stage_problem(row: Row, *, today: Day, advice: Sequence[Asked] = ()) -> str:
    """Return why the stage chosen does not fit the dates, "" if it does."""
    allowed = stages_of(row, today=today, advice=advice)
    if row.get("stage") in allowed:
        return ""
    words = " or ".join(f"“{STAGES[stage]}”" for stage in allowed)
    return f"By these dates the stage is {words}. Choose it, or put the dates right."


def recorded(held: Row, columns: Mapping[str, Any], *, by: str) -> dict[str, Any]:
    """Return the request with what was typed; `by` is who recorded it.

    A meeting after the decision on the review before is the next review: what was decided of the
    one before stays in its own revision. Once a review is decided, the date that was kept for it no
    longer says when the next is due, unless a new one is given with it.
    """
    row = {**held, **columns}
    if _begins_a_review(row, held):
        row |= dict.fromkeys(OF_DECISION)
    # What is not recorded is a first assessment, so to save the form's own choice changes nothing.
    if row["kind"] == "first" and not held.get("kind"):
        row["kind"] = None
    decided_anew = row["review_decided_on"] != held.get("review_decided_on")
    if decided_anew and row["review_due_on"] == held.get("review_due_on"):
        row["review_due_on"] = None
    kept = row["decision_exception"] == held.get("decision_exception")
    unless = held.get("decision_exception_by") if kept else by
    row["decision_exception_by"] = unless if row["decision_exception"] else None
    row["early_reason"] = row["early_reason"] if _cuts_short(row) else None
    return row


def _begins_a_review(row: Row, held: Row) -> bool:
    """Tell whether the meeting is another, and what is given of a decision is of the one before."""
    day = day_of(row.get("review_held_on"))
    same = all(row.get(name) == held.get(name) for name in OF_DECISION)
    return bool(day and held.get("review_held_on") and same and is_next_review(day, held))


def advice_problems(asked: str, received: str, *, requested: Day | None, today: Day) -> Problems:
    """Return a sentence for each day of a piece of advice that cannot be so."""
    first, second = written_day(asked.strip()), written_day(received.strip())
    problems: Problems = {}
    if first is None:
        problems["asked_on"] = "Give the day on which it was asked for, such as 3 May 2026."
    elif first > today:
        problems["asked_on"] = "The day on which it was asked for lies in the future."
    elif requested and first < requested:
        problems["asked_on"] = "It was asked for before the request for an assessment came."
    if received.strip() and second is None:
        problems["received_on"] = f"“{received.strip()[:30]}” is not a date."
    elif second and second > today:
        problems["received_on"] = "The day on which it arrived lies in the future."
    elif second and first and second < first:
        problems["received_on"] = "It arrived before it was asked for."
    return problems
