"""What an assessment says, what changed in it, and how two people's edits are joined.

Whether a row may be kept at all is for `data.schemas` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analytics.answers import NEED_NAMES, known, score_of
from data.schemas import NO_PLAN_CLUSTER, PRIMARY_NEEDS, QUESTION, QUESTION_IDS, TABLES

# Worked out anew from the answers on every save, so nobody edits them.
WORKED_OUT = ("age_years", "cluster", "model_version")
_TABLE = TABLES["assessments"]
FIELDS: tuple[str, ...] = tuple(
    name for name in _TABLE.column_names if name != _TABLE.key and name not in WORKED_OUT
)
# Set by the panel's confirmed decision and by issuing the final plan: nobody ticks them.
SET_ELSEWHERE = ("panel_approved", "final")
ENTERED = tuple(name for name in FIELDS if name not in SET_ELSEWHERE)
COMPARED = (*FIELDS, "cluster")

STEP_KINDS = ("primary_need", "panel", "final")
MOST_CHANGES_NAMED = 3

_KINDS = {
    "primary_need": "primary_need",
    "panel_approved": "panel",
    "panel_considerations": "panel",
    "final": "final",
    "final_comments": "final",
    "cluster": "cluster",
}


@dataclass(frozen=True)
class FieldChange:
    """Hold one field that changed, in words; `kind` groups the fields for a summary."""

    column: str
    label: str
    before: str
    after: str
    kind: str


@dataclass(frozen=True)
class Merged:
    """Hold the row that joins two edits.

    `clashes` are the fields both changed, where `row` keeps mine; `taken` came from theirs.
    """

    row: dict[str, Any]
    clashes: tuple[str, ...]
    taken: tuple[str, ...]


def answered(row: Mapping[str, Any]) -> int:
    """Return how many of the 20 questions have an answer."""
    return len(QUESTION_IDS) - len(missing(row))


def missing(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the questions without an answer, in the order of the form."""
    return tuple(q for q in QUESTION_IDS if score_of(row, q) is None)


def kind_of(column: str) -> str:
    """Return the kind of a field: score, note, validated, source, primary_need, panel, final..."""
    if column in QUESTION:
        return "score"
    return _KINDS.get(column) or column.rsplit("_", 1)[1]


def compare(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in the order of the form, the cluster last.

    A blank text, a missing one and an unticked box count as the same nothing.
    """
    earlier = before or {}
    return tuple(
        FieldChange(
            column=column,
            label=_TABLE.by_name[column].title,
            before=_words(column, earlier),
            after=_words(column, after),
            kind=kind_of(column),
        )
        for column in COMPARED
        # Most are the very same nothing or number, and telling so is 20 times quicker.
        if earlier.get(column) is not after.get(column)
        and _value(earlier, column) != _value(after, column)
    )


def _value(row: Mapping[str, Any], column: str) -> Any:
    value = known(row.get(column))
    if _TABLE.by_name[column].kind == "flag":
        return bool(value)
    return score_of(row, column) if column in QUESTION else value


def _words(column: str, row: Mapping[str, Any]) -> str:
    value = _value(row, column)
    if column in QUESTION:
        return QUESTION[column].words(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if column == "primary_need":
        return PRIMARY_NEEDS.get(value, "")
    return value or ""


def summarise(
    changes: tuple[FieldChange, ...], before: Mapping[str, Any] | None, after: Mapping[str, Any]
) -> str:
    """Say in one line what a save changed, the cluster first.

    For example "X4, was X3: speech and language rose from Slightly behind to Severely behind; 2
    answers validated".
    """
    earlier = before or {}
    head = _cluster_words(known(earlier.get("cluster")), known(after.get("cluster")), after)
    if not changes:
        return f"{head}: nothing changed"
    parts = [*_score_parts(changes, earlier, after), *_count_parts(changes), *_step_parts(changes)]
    return f"{head}: {'; '.join(parts)}" if parts else head


def _cluster_words(before: str | None, after: str | None, row: Mapping[str, Any]) -> str:
    was = f", was {before}" if before else ""
    if after is None:
        return f"No cluster{was}, {answered(row)} of {len(QUESTION_IDS)} answered"
    name = f"{after} (no plan)" if after == NO_PLAN_CLUSTER else after
    return f"Still {name}" if before == after else f"{name}{was}"


def _score_parts(
    changes: tuple[FieldChange, ...], before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[str]:
    scores = [change for change in changes if change.kind == "score"]
    first = [change for change in scores if score_of(before, change.column) is None]
    moved = [change for change in scores if change not in first]
    parts = [_move(change, before, after) for change in moved[:MOST_CHANGES_NAMED]]
    if len(moved) > MOST_CHANGES_NAMED:
        parts.append(f"{_n(len(moved) - MOST_CHANGES_NAMED, 'more answer')} changed")
    if len(first) > MOST_CHANGES_NAMED:
        return [*parts, f"{_n(len(first), 'question')} answered"]
    return [*parts, *(f"{NEED_NAMES[change.column]} answered {change.after}" for change in first)]


def _move(change: FieldChange, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    name, now = NEED_NAMES[change.column], score_of(after, change.column)
    if now is None:
        return f"{name} cleared, was {change.before}"
    verb = "changed"
    if QUESTION[change.column].is_severity:
        verb = "rose" if now > (score_of(before, change.column) or 0) else "fell"
    return f"{name} {verb} from {change.before} to {change.after}"


def _count_parts(changes: tuple[FieldChange, ...]) -> list[str]:
    ticks = [change.after for change in changes if change.kind == "validated"]
    kinds = [change.kind for change in changes]
    counted = (
        (ticks.count("Yes"), "answer", "validated"),
        (ticks.count("No"), "answer", "no longer validated"),
        (kinds.count("note"), "note", "changed"),
        (kinds.count("source"), "source", "changed"),
    )
    return [f"{_n(number, noun)} {verb}" for number, noun, verb in counted if number]


def _n(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_STEPS = {
    ("panel_approved", "Yes"): "panel approved",
    ("panel_approved", "No"): "panel approval withdrawn",
    ("final", "Yes"): "plan marked final",
    ("final", "No"): "plan no longer final",
    ("primary_need", ""): "primary need cleared",
}


def _step_parts(changes: tuple[FieldChange, ...]) -> list[str]:
    return [_step(change) for change in changes if change.kind in STEP_KINDS]


def _step(change: FieldChange) -> str:
    if (change.column, change.after) in _STEPS:
        return _STEPS[change.column, change.after]
    if change.kind == "primary_need":
        was = f", was {change.before}" if change.before else ""
        return f"primary need {change.after}{was}"
    return f"{change.label[0].lower()}{change.label[1:]} changed"


def merge(
    base: Mapping[str, Any] | None, theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> Merged:
    """Join two edits of the row both started from, field by field; mine is never lost.

    A field only they changed is taken from theirs. A field both changed stays mine and is a clash.
    A tick or source belongs to the answer it was given for: where the other person changed that
    answer it is not carried over unseen, but is a clash. The row has the editable fields; age,
    cluster and model version are to be worked out anew.
    """
    started = base or {}
    row: dict[str, Any] = {}
    clashes: list[str] = []
    taken: list[str] = []
    for column in FIELDS:
        was, other, own = (_value(edit, column) for edit in (started, theirs, mine))
        owner = _answer_owner(column, started, theirs, mine)
        mine_to_keep = own != was or owner == "mine"
        if own != other and not mine_to_keep:
            taken.append(column)
        elif own != other and (other != was or owner == "theirs"):
            clashes.append(column)
        row[column] = known((theirs if column in taken[-1:] else mine).get(column))
    return Merged(row, tuple(clashes), tuple(taken))


def _answer_owner(
    column: str, base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> str:
    """Say whose answer a tick or source would stand beside, "" where it makes no difference."""
    question_id = column.removesuffix("_validated").removesuffix("_source")
    if question_id == column or score_of(theirs, question_id) == score_of(mine, question_id):
        return ""
    untouched = score_of(mine, question_id) == score_of(base, question_id)
    return "theirs" if untouched else "mine"


def without_source(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Return a sentence for each answer that is newly validated, or loses its source, by nothing.

    What an import has validated without a source stays as it is.
    """
    return {
        f"{question_id}_source": f"Say what validates {NEED_NAMES[question_id]}, such as "
        "EP report, 3 May 2026."
        for question_id in QUESTION_IDS
        if _bare(after, question_id) and not _bare(before, question_id)
    }


def _bare(row: Mapping[str, Any], question_id: str) -> bool:
    """Tell whether an answer is validated without a source."""
    source = known(row.get(f"{question_id}_source")) or ""
    return bool(known(row.get(f"{question_id}_validated"))) and not str(source).strip()


def tidy(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row without ticks and sources where there is no need to validate.

    Only a score above None, or a Yes, is validated: technical pack v0.09, use case 2.
    """
    kept = dict(row)
    for question_id in QUESTION_IDS:
        if not score_of(row, question_id):
            for column in (f"{question_id}_validated", f"{question_id}_source"):
                if column in kept:
                    kept[column] = None
    return kept
