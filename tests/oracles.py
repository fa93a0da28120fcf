"""Slow, obvious re-computations that the analytics are held against.

Plain loops and exact fractions, nothing shared with the code under test but the schemas.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from data.schemas import METRICS, QUESTION_IDS, SEVERITY_IDS, STAGES

Case = tuple[int, ...]

# Scores times five and ages times one: the same as scores and a fifth of the age, in whole numbers.
WHOLE_WEIGHTS = tuple(1 if metric == "age_years" else 5 for metric in METRICS)


def ward_groups(cases: Sequence[Case], k: int) -> set[frozenset[int]]:
    """Group cases by Ward's method, every pair tried at every step, in exact arithmetic.

    Equal cases stand together; of pairs that cost the same, the first in order of cases joins.
    """
    groups = [
        [place for place, case in enumerate(cases) if case == distinct]
        for distinct in sorted(set(cases))
    ]
    while len(groups) > k:
        pairs = [(i, j) for i in range(len(groups)) for j in range(i + 1, len(groups))]
        first, second = min(pairs, key=lambda pair: (_cost(cases, groups, *pair), pair))
        groups[first] = groups[first] + groups.pop(second)
    return {frozenset(group) for group in groups}


def _cost(cases: Sequence[Case], groups: list[list[int]], first: int, second: int) -> Fraction:
    ours, theirs = groups[first], groups[second]
    n, m = len(ours), len(theirs)
    squares = 0
    for metric, weight in enumerate(WHOLE_WEIGHTS):
        total = sum(cases[place][metric] for place in ours) * weight
        other = sum(cases[place][metric] for place in theirs) * weight
        squares += (total * m - other * n) ** 2
    return Fraction(squares, n * m * (n + m))


def polished(
    points: Sequence[Sequence[float]], counts: Sequence[int], groups: Sequence[int]
) -> list[int]:
    """Move points to a nearer mean in rounds, every distance measured in each (k-means).

    Stops when none moves, or rather than empty a group.
    """
    now = [int(group) for group in groups]
    for _ in range(300):
        means = {name: _mean(points, counts, now, name) for name in sorted(set(now))}
        after = []
        for point, own in zip(points, now, strict=True):
            gaps = {name: _squared(point, mean) for name, mean in means.items()}
            best = min(gaps, key=lambda name: gaps[name])
            after.append(best if gaps[own] - gaps[best] > 2e-9 else own)
        if after == now or set(after) != set(now):
            break
        now = after
    return now


def _mean(
    points: Sequence[Sequence[float]], counts: Sequence[int], groups: Sequence[int], name: int
) -> list[float]:
    rows = [(row, n) for row, n, g in zip(points, counts, groups, strict=True) if g == name]
    number = sum(n for _, n in rows)
    return [sum(row[i] * n for row, n in rows) / number for i in range(len(rows[0][0]))]


def _squared(first: Sequence[float], second: Sequence[float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True))


def distance(
    first: Mapping[str, float], second: Mapping[str, float], weights: Mapping[str, float]
) -> float:
    """Return the straight-line distance over the 21 weighted metrics."""
    total = 0.0
    for metric in METRICS:
        total += (weights[metric] * (first[metric] - second[metric])) ** 2
    return math.sqrt(total)


def nearest(
    metrics: Mapping[str, float],
    centroids: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, float],
) -> list[tuple[str, float]]:
    """Return every cluster with its distance, the nearest first, equals in the given order."""
    found = [(name, distance(metrics, mean, weights)) for name, mean in centroids.items()]
    return sorted(found, key=lambda pair: round(pair[1] ** 2, 9))


def under_cut_off(answers: Mapping[str, int], highest_score: int, highest_total: int) -> bool:
    """Tell whether no need is above one limit and all 18 add up to no more than another."""
    total = 0
    for question in SEVERITY_IDS:
        if answers[question] > highest_score:
            return False
        total += answers[question]
    return total <= highest_total


def merge(
    base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> tuple[dict[str, Any], set[str], set[str]]:
    """Join two edits field by field with no thought of what a field means."""
    row, clashes, taken = {}, set(), set()
    for field in {**base, **theirs, **mine}:
        b, t, m = base.get(field), theirs.get(field), mine.get(field)
        if m == b and t != b:
            row[field] = t
            taken.add(field)
        else:
            row[field] = m
            if t not in (b, m):
                clashes.add(field)
    return row, clashes, taken


def process(
    pupil: Mapping[str, Any],
    request: Mapping[str, Any] | None,
    assessment: Mapping[str, Any] | None,
    today: datetime.date,
) -> dict[str, Any]:
    """Return what the caseload says of one pupil, worked out by the calendar."""
    request, assessment = request or {}, assessment or {}
    stage = request.get("stage")
    asked, draft = _date(request.get("requested_on")), _date(request.get("draft_on"))
    final, closed = _date(request.get("final_on")), _date(request.get("closed_on"))
    due = _due(stage, asked, final, _date(request.get("review_due_on")))
    left = (due - today).days if due else None
    end = final or closed or today
    age = today.year - pupil["birth_year"] - (1 if today.month < pupil["birth_month"] else 0)
    return {
        "pupil_id": pupil["pupil_id"],
        "stage": stage,
        "stage_label": STAGES[stage] if stage else "No request yet",
        "age_years": age,
        "primary_need": assessment.get("primary_need"),
        "cluster": assessment.get("cluster"),
        "answered": sum(assessment.get(question) is not None for question in QUESTION_IDS),
        "family_waited_for": bool(
            stage == "consulting" and draft and today < draft + datetime.timedelta(days=15)
        ),
        "due_on": due.isoformat() if due else None,
        "days_left": left,
        "state": _state(left, freed=stage in FREED and request.get("exception") is not None),
        "week": (end - asked).days // 7 if asked else None,
    }


FREED = ("assessing", "drafting", "consulting")


def _state(left: int | None, *, freed: bool) -> str:
    if freed:
        return "excepted"
    return "ok" if left is None or left > 14 else "late" if left < 0 else "watch"


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _due(
    stage: str | None,
    asked: datetime.date | None,
    final: datetime.date | None,
    review: datetime.date | None,
) -> datetime.date | None:
    if stage in ("final", "review"):
        return review or (_year_after(final) if final else None)
    days = {"requested": 42, "assessing": 112, "drafting": 125, "consulting": 140}.get(stage or "")
    return asked + datetime.timedelta(days=days) if asked and days else None


def _year_after(day: datetime.date) -> datetime.date:
    """Return the last day of the 12 months that start with a day."""
    if (day.month, day.day) == (2, 29):
        return datetime.date(day.year + 1, 2, 28)
    return datetime.date(day.year + 1, day.month, day.day) - datetime.timedelta(days=1)


def search(
    references: Sequence[str], schools: Sequence[str | None], names: Mapping[str, str], text: str
) -> list[str]:
    """Return the references a text could mean: exact, start, part, then school's name."""
    sought = text.strip().lower()
    found = []
    for reference, school in zip(references, schools, strict=True):
        low = reference.lower()
        if low == sought:
            found.append((0, low, reference))
        elif low.startswith(sought):
            found.append((1, low, reference))
        elif sought in low:
            found.append((2, low, reference))
        elif school is not None and sought in names.get(school, "").lower():
            found.append((3, low, reference))
    return [reference for _, _, reference in sorted(found)] if sought else []


# --- the limits of the process, every day counted one by one ------------------------------------

Calendar = tuple[int, int, int]
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Tell whether February has 29 days."""
    return (year % 4 == 0 and year % 100 != 0) or year % 400 == 0


def month_length(year: int, month: int) -> int:
    """Return how many days a month has."""
    return 29 if month == 2 and is_leap(year) else LENGTHS[month - 1]


def next_day(day: Calendar) -> Calendar:
    """Return the day after a day."""
    year, month, number = day
    if number < month_length(year, month):
        return year, month, number + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def count_days(day: Calendar, number: int) -> Calendar:
    """Return the day so many days later, one step for each."""
    for _ in range(number):
        day = next_day(day)
    return day


def day_before(day: Calendar) -> Calendar:
    """Return the day before a day."""
    year, month, number = day
    if number > 1:
        return year, month, number - 1
    year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return year, month, month_length(year, month)


def count_months(day: Calendar, number: int) -> Calendar:
    """Return the day of the same number so many months later, or the last of the month."""
    year, month, wanted = day
    for _ in range(number):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return year, month, min(wanted, month_length(year, month))


def weekday(day: Calendar) -> int:
    """Return the day of the week, 0 for Monday (Sakamoto's method)."""
    year, month, number = day
    shifts = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)
    year -= month < 3
    sunday_first = (year + year // 4 - year // 100 + year // 400 + shifts[month - 1] + number) % 7
    return (sunday_first + 6) % 7


def easter_sunday(year: int) -> Calendar:
    """Return Easter Sunday (the anonymous Gregorian method)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, number = divmod(h + k - 7 * m + 114, 31)
    return year, month, number + 1


# Holidays that were moved, or held once: GOV.UK, "UK bank holidays".
MOVED = {(2020, 5, 4): (2020, 5, 8), (2022, 5, 30): (2022, 6, 2)}
ONCE = {(2022, 6, 3), (2022, 9, 19), (2023, 5, 8)}


def days_off(year: int) -> set[Calendar]:
    """Return the bank holidays of England, Good Friday and Christmas Day among them."""
    mondays = [d for d in _days_of(year) if weekday(d) == 0]
    in_may = [d for d in mondays if d[1] == 5]
    in_august = [d for d in mondays if d[1] == 8]
    good_friday = day_before(day_before(easter_sunday(year)))
    found = {good_friday, next_day(easter_sunday(year)), in_may[0], in_may[-1], in_august[-1]}
    for fixed in ((year, 1, 1), (year, 12, 25), (year, 12, 26)):
        day = fixed
        while weekday(day) > 4 or day in found:
            day = next_day(day)
        found |= {fixed, day}
    return {MOVED.get(day, day) for day in found} | {day for day in ONCE if day[0] == year}


def _days_of(year: int) -> list[Calendar]:
    return [(year, m, d) for m in range(1, 13) for d in range(1, month_length(year, m) + 1)]


def appeal_until(notice: Calendar, certificate: Calendar | None) -> Calendar:
    """Return the last day for an appeal."""
    day = count_months(notice, 2)
    if certificate:
        day = max(day, count_months(certificate, 1))
    while (
        weekday(day) > 4
        or day in days_off(day[0])
        or day[1] == 8
        or (day[1] == 12 and day[2] >= 25)
        or day[1:] == (1, 1)
    ):
        day = next_day(day)
    return day


def limits(case: Mapping[str, Any]) -> dict[str, Calendar]:
    """Return the limit of each step of a case that has one, by the calendar."""
    held = {name: _parts(value) for name, value in case.items() if name.endswith("_on") and value}
    stage, again = case["stage"], case.get("kind") == "reassessment"
    found: dict[str, Calendar] = {}
    asked, decided = held.get("requested_on"), held.get("decided_on")
    if asked:
        found["decision"] = count_days(asked, 15 if again else 42)
        if stage in ("requested", "assessing", "no_plan") and not again:
            found["no_plan"] = count_days(asked, 112)
    start, weeks = (decided, 14) if again else (asked, 20)
    if start and stage not in ("not_assessed", "no_plan"):
        found["final"] = count_days(start, 7 * weeks)
        found["draft"] = found["final"]
        for _ in range(15):
            found["draft"] = day_before(found["draft"])
    if stage in ("final", "review"):
        found |= _review_limits(case, held)
    return found


def _review_limits(case: Mapping[str, Any], held: Mapping[str, Calendar]) -> dict[str, Calendar]:
    met, told, sent = (
        held.get(name) for name in ("review_held_on", "review_decided_on", "amended_on")
    )
    found: dict[str, Calendar] = {}
    if met:
        found["review_decision"] = count_days(met, 28)
    if met and (told is None or told < met):
        return found
    if met and told and case.get("review_outcome") == "amend":
        found["amended"] = min(count_days(told, 56), count_days(met, 84))
        if sent is None or sent < told:
            return found
    begins = told or held.get("final_on")
    if held.get("review_due_on"):
        found["review"] = held["review_due_on"]
    elif begins:
        found["review"] = last_day_of_year(begins)
    return found


def last_day_of_year(begins: Calendar) -> Calendar:
    """Return the last of the 12 months that begin with a day, every day counted."""
    year, month, number = begins
    day = begins
    while True:
        following = next_day(day)
        if following == (year + 1, month, number) or (
            following == (year + 1, 3, 1) and ((month, number) == (2, 29))
        ):
            return day
        day = following


def _parts(text: str) -> Calendar:
    year, month, number = text.split("-")
    return int(year), int(month), int(number)
