"""Says of a line of a plan what it states, what it leaves open, and which words are vague."""

from __future__ import annotations

from collections.abc import Callable

from analytics.plan_text.duration import duration_words
from analytics.plan_text.expertise import expertise_words, without_training
from analytics.plan_text.frequency import frequency_words
from analytics.plan_text.group_size import group_words
from analytics.plan_text.kinds import APPLICABLE, kind_of
from analytics.plan_text.outcomes import OUTCOME_SLOTS, outcome_words
from analytics.plan_text.passages import Passage, passage
from analytics.plan_text.review import review_words
from analytics.plan_text.services import is_service
from analytics.plan_text.vague import vague_phrases
from analytics.plan_text.what import what_words
from analytics.plan_text.who import deliverers
from data.schemas.plans import PROVISION_SECTIONS, Lint


def lint_text(section: str, text: str) -> Lint:
    """Return what a line of a section states and leaves open, by the labels for plan text.

    Lines of provision (F, G, H1, H2) and outcomes (E) are examined; of other sections only the
    vague phrases are named.
    """
    line = passage(text)
    vague = vague_phrases(line, section=section)
    if section == "E":
        service = is_service(line)
        stated = outcome_words(line, service=service)
        missing = tuple(slot for slot in OUTCOME_SLOTS if not stated.get(slot))
        return Lint("outcome", missing, vague, service, _given(stated))
    if section not in PROVISION_SECTIONS:
        return Lint("", (), vague)
    read = kind_of(line, section)
    stated = _provision_words(line, read.kind)
    missing = tuple(slot for slot in APPLICABLE[read.kind] if not stated.get(slot))
    return Lint(read.kind, missing, vague, stated=_given(stated), read_by=read.words)


def _given(stated: dict[str, str]) -> dict[str, str]:
    return {slot: words for slot, words in stated.items() if words}


def _provision_words(line: Passage, kind: str) -> dict[str, str]:
    if kind in {"no_provision", "nil_statement"}:
        return {}
    # A check is its own looking again, and who checks equipment is who sees to it.
    whole = kind == "monitoring"
    text = line.present if whole else line.offer
    by = line.present if kind in {"monitoring", "equipment", "training"} else text
    # What somebody is trained in says what a course is, and nothing of what a lesson is.
    rest = text if kind == "training" else without_training(text)
    roles = deliverers(line, text=by, kind=kind)
    readers: dict[str, Callable[[], str]] = {
        "what": lambda: what_words(line, text=line.present, rest=rest),
        "who": lambda: roles[0].words if roles else "",
        "frequency": lambda: frequency_words(line, text=text),
        "duration": lambda: duration_words(line, text=text),
        "group_size": lambda: group_words(line, text=text),
        "expertise": lambda: expertise_words(line, roles, training=kind == "training"),
        "review": lambda: review_words(line),
    }
    return {slot: readers[slot]() for slot in APPLICABLE[kind]}
