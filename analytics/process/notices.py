"""What changed in the records of one's pupils since one last looked, in words and by pupil."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from analytics.assessments import compare, summarise
from analytics.process.events import advice_event, events_of, told_with
from analytics.process.limits import day_of, said
from data.schemas import (
    AUTHOR_ROLES,
    DOCUMENT_TYPES,
    EXCEPTIONS,
    PROCESS_KINDS,
    REVIEW_OUTCOMES,
    STAGES,
    TABLES,
)
from data.schemas.feedback import FLAG_DECISIONS, VOICES
from data.schemas.panel import ANSWERS, ASKS, GROUNDS, OUTCOMES_DONE

Row = Mapping[str, Any]
# The tables whose changes are told of: those about one pupil.
TOLD_OF = (
    "assessments", "requests", "advice", "documents", "plans", "plan_lines", "plan_comments",
    "pupils", "panel_items", "panel_decisions", "consultations", "feedback_links", "feedback",
    "flag_decisions",
)  # fmt: skip
LONGEST = 160
# What a change of these says of nobody's case.
SILENT = ("exception_by", "decision_exception_by", "assessment_revision", "author")
# Codes of these columns in the words of the field.
VALUES: Mapping[Any, str] = {
    **AUTHOR_ROLES,
    **DOCUMENT_TYPES,
    **EXCEPTIONS,
    **PROCESS_KINDS,
    **REVIEW_OUTCOMES,
    **STAGES,
}


@dataclass(frozen=True)
class Edit:
    """Hold one entry of the journal with the revision before it; None for none, or one erased."""

    sequence: int
    at: datetime.datetime
    actor: str
    table: str
    pupil_id: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Told:
    """Say what one save changed, by whom and when."""

    sequence: int
    at: datetime.datetime
    actor: str
    words: str


@dataclass(frozen=True)
class Notice:
    """Hold what changed for one pupil, the newest first."""

    pupil_id: str
    told: tuple[Told, ...]


def notices(edits: Sequence[Edit]) -> tuple[Notice, ...]:
    """Return what the edits changed by pupil, the pupil with the newest change first.

    Changes of plan lines by one person on one day are told of together.
    """
    by_pupil: dict[str, list[Edit]] = {}
    for edit in sorted(edits, key=lambda one: -one.sequence):
        by_pupil.setdefault(edit.pupil_id, []).append(edit)
    found = (Notice(pupil_id, tuple(_told(own))) for pupil_id, own in by_pupil.items())
    return tuple(notice for notice in found if notice.told)


def _told(edits: Sequence[Edit]) -> list[Told]:
    told = []
    for (table, actor, _), group in groupby(edits, key=_together):
        several = list(group)
        newest = several[0]
        words = _of_lines(several) if table == "plan_lines" else words_of(newest)
        if words:
            told.append(Told(newest.sequence, newest.at, actor, words))
    return told


def _together(edit: Edit) -> tuple[str, str, object]:
    if edit.table != "plan_lines":
        return edit.table, edit.actor, edit.sequence
    return edit.table, edit.actor, edit.at.date()


def words_of(edit: Edit) -> str:
    """Say what one save changed, "" where it changed nothing that can be told."""
    if edit.after is None:
        return "A record was erased."
    return WORDS.get(edit.table, _of_any)(edit.before, edit.after)


def _of_assessment(before: Row | None, after: Row) -> str:
    changes = compare(before, after)
    return f"Answers: {summarise(changes, before, after)}" if changes else ""


def _of_document(before: Row | None, after: Row) -> str:
    title = f"“{_short(after.get('title'))}”"
    if before is None:
        return f"Document added: {title}."
    if after.get("withdrawn") and not before.get("withdrawn"):
        return f"Document withdrawn: {title}."
    changed = _changed("documents", before, after)
    return f"Document put right: {title}: {'; '.join(changed)}." if changed else ""


def _of_advice(before: Row | None, after: Row) -> str:
    event = advice_event(before, after)
    if event:
        return event
    changed = _changed("advice", before or {}, after)
    return f"Advice: {'; '.join(changed)}." if changed else ""


def _of_request(before: Row | None, after: Row) -> str:
    if before is None:
        return f"The request was recorded: received on {_value(after.get('requested_on'))}."
    events = events_of(before, after)
    changed = _changed("requests", before, after, but=told_with(events, after))
    rest = [f"Dates and steps: {'; '.join(changed)}."] if changed else []
    return " ".join([*(sentence for _, sentence in events), *rest])


def _of_comment(before: Row | None, after: Row) -> str:
    section = after.get("section")
    if before is None:
        return f"Comment on section {section} of the plan: “{_short(after.get('text'))}”."
    if after.get("resolved") and not before.get("resolved"):
        return f"A comment on section {section} of the plan was dealt with."
    return f"A comment on section {section} of the plan was changed."


def _of_pupil(before: Row | None, after: Row) -> str:
    if before is None:
        return "The pupil was added."
    changed = _changed("pupils", before, after)
    return f"Pupil: {'; '.join(changed)}." if changed else ""


def _of_any(before: Row | None, after: Row) -> str:
    changed = _changed("plans", before or {}, after)
    return f"Plan: {'; '.join(changed)}." if changed else ""


def _of_lines(edits: Sequence[Edit]) -> str:
    """Say how many lines of which sections were written, changed or taken out."""
    counts: dict[str, int] = {}
    sections = set()
    for edit in edits:
        after, before = edit.after or {}, edit.before
        sections.add(str(after.get("section") or (before or {}).get("section") or ""))
        withdrawn = after.get("withdrawn") and not (before or {}).get("withdrawn")
        gone = edit.after is None or withdrawn
        verb = "taken out" if gone else "written" if before is None else "changed"
        counts[verb] = counts.get(verb, 0) + 1
    told = ", ".join(f"{number} {verb}" for verb, number in counts.items())
    named = ", ".join(sorted(filter(None, sections)))
    return f"Plan lines: {told} in section{'s' if ',' in named else ''} {named}."


def _of_agenda(before: Row | None, after: Row) -> str:
    ask = ASKS[after["ask"]].lower()
    if after.get("withdrawn"):
        return "" if before and before.get("withdrawn") else "Taken off the panel's agenda."
    if before is None or before.get("withdrawn"):
        return f"Put on the panel's agenda: {ask}."
    return f"The panel is now asked: {ask}." if after["ask"] != before["ask"] else ""


def _of_decision(before: Row | None, after: Row) -> str:
    decided = f"{OUTCOMES_DONE[after['outcome']].lower()}: {ASKS[after['ask']].lower()}"
    why = f" Reason: “{_short(after['reason'])}”" if after.get("reason") else ""
    if after.get("confirmed_by") and not (before or {}).get("confirmed_by"):
        return f"A decision of the panel was confirmed: {decided}.{why}"
    if before is None:
        return f"The panel decided, still to be confirmed by a second member: {decided}.{why}"
    differs = any(after.get(name) != before.get(name) for name in ("outcome", "reason", "ask"))
    return f"A decision of the panel was changed: {decided}." if differs else ""


def _of_consultation(before: Row | None, after: Row) -> str:
    school, answer = f"“{_short(after['school_id'])}”", after.get("answer")
    if answer and answer != (before or {}).get("answer"):
        ground = GROUNDS.get(after.get("ground") or "", "")
        told = f"{ANSWERS[answer].lower()}{f': {ground[:1].lower()}{ground[1:]}' if ground else ''}"
        return f"School {school} answered on a place: {told}."
    if after.get("asked_on") and not (before or {}).get("asked_on"):
        return f"School {school} was asked for a place on {_value(after['asked_on'])}."
    changed = _changed("consultations", before or {}, after)
    return f"Placement: {'; '.join(changed)}." if changed else ""


def _of_link(before: Row | None, after: Row) -> str:
    asked = VOICES[after["voice"]].lower()
    if before is None:
        return f"Feedback was asked for: {asked}."
    if after.get("revoked_on") and not before.get("revoked_on"):
        return f"A link that asked for feedback was taken back: {asked}."
    # That it was answered is told of by the answer itself.
    renewed = after.get("expires_on") != before.get("expires_on")
    return f"A link that asked for feedback was renewed: {asked}." if renewed else ""


def _of_feedback(before: Row | None, after: Row) -> str:
    voice = VOICES[after["voice"]].lower()
    if before is None:
        return f"Feedback arrived: {voice}."
    changed = _changed("feedback", before, after)
    return f"Feedback was put right ({voice}): {'; '.join(changed)}." if changed else ""


def _of_flags(before: Row | None, after: Row) -> str:
    same = before and all(before.get(name) == after.get(name) for name in ("decision", "note"))
    return "" if same else f"Early review: {FLAG_DECISIONS[after['decision']].lower()}."


WORDS: Mapping[str, Callable[[Row | None, Row], str]] = {
    "panel_items": _of_agenda,
    "panel_decisions": _of_decision,
    "consultations": _of_consultation,
    "feedback_links": _of_link,
    "feedback": _of_feedback,
    "flag_decisions": _of_flags,
    "assessments": _of_assessment,
    "documents": _of_document,
    "advice": _of_advice,
    "requests": _of_request,
    "plan_comments": _of_comment,
    "pupils": _of_pupil,
}


def _changed(
    table: str, before: Row, after: Row, *, but: frozenset[str] = frozenset()
) -> list[str]:
    """Return, for each column that differs, its title, what it is now and what it was."""
    columns = TABLES[table].columns
    key = TABLES[table].key
    return [
        f"{column.title.lower()} is now {_value(after.get(column.name))}"
        + (f", was {_value(before.get(column.name))}" if _known(before.get(column.name)) else "")
        for column in columns
        if column.name not in (*SILENT, *but, key)
        and (_known(after.get(column.name)) or None) != (_known(before.get(column.name)) or None)
    ]


def _known(value: Any) -> Any:
    return None if value is None or value == "" else value


def _value(value: Any) -> str:
    if value is None or value == "":
        return "not recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    day = day_of(value) if isinstance(value, str) else None
    return said(day) if day else f"“{_short(VALUES.get(value, value))}”"


def _short(value: Any) -> str:
    text = " ".join(str(value or "").split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
