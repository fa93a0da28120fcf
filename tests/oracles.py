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
