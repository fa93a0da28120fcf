"""A sound plan of an invented pupil, and the bundle that it was drawn from."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.schemas.plans import Citation, Line, Particulars, Plan
from data.schemas.reading import (
    BundleReading,
    DocumentReading,
    Person,
    Statement,
    Summary,
    Term,
)
from tests.analytics.reading.papers import paper, said

SPEECH = (
    "Speech and language therapy, 3 x 45 minutes weekly, individually, by a speech and language "
    "therapist; reviewed each term."
)
GROUP = (
    "Spelling programme, 15 minutes a day, in a group of 4, by a teaching assistant whom the "
    "specialist teacher trained; reviewed each term."
)
MENTOR = (
    "Emotion coaching, individually, 30 minutes once a week, by a mentor trained by the "
    "educational psychologist; reviewed each term."
)
PHYSIO = "Physiotherapy, 1 hour each half term, individually, by a physiotherapist."
BREAK = "A short break of four hours every second Saturday, in a group of six with support workers."
PERSON = Person("Dr Ana Reyes", ("Dr Ana Reyes", "Dr Reyes"), "dr", (("ep", 0, 5),))
SISTER = Person("Maisie", ("Maisie",), "sister", (("school", 0, 5),))
TERM = Term("melatonin", "Melatonin", ("Circadin",), "medicine", "A hormone.", ())


def statement(text: str, **marks: Any) -> Statement:
    """Return a statement read as present."""
    return said(text, **marks)


def bundle_of(
    documents: Sequence[DocumentReading], people: Sequence[Person] = (PERSON, SISTER)
) -> BundleReading:
    """Return documents as a bundle."""
    return BundleReading(tuple(documents), {}, (), (), Summary(()), (), tuple(people), "test")


def documents() -> list[DocumentReading]:
    """Return the advice behind the sound plan."""
    return [
        paper("slt", [said(SPEECH)], role="speech_language_therapist", kind="slt_report"),
        paper("ep", [said(GROUP), said(MENTOR)], role="educational_psychologist", kind="ep_report"),
        paper("physio", [said(PHYSIO)], role="physiotherapist", kind="physio_report"),
        paper("care", [said(BREAK)], role="social_worker", kind="social_care_report"),
        paper("school", [said("He was given 2 hours a week.")], role="senco", kind="school_report"),
    ]


def sound_bundle() -> BundleReading:
    """Return the bundle of the sound plan."""
    return bundle_of(documents())


def cited(ref: str, quote: str) -> tuple[Citation, ...]:
    """Return a citation of a document."""
    return (Citation("document", ref, f"The {ref} advice, 3 May 2025", quote),)


def line(line_id: str, kind: str, text: str, **more: Any) -> Line:
    """Return a line; its id begins with its section and its place follows from its number."""
    section, number = line_id.split("-")
    return Line(line_id, section, kind, text, float(number), **more)


def sound_plan() -> Plan:
    """Return a plan in which nothing is wrong."""
    particulars = Particulars(
        pupil_id="NM-10001",
        authority="Northmoor Council",
        name="Kofi Mensah",
        pronoun="he",
        born="March 2017",
        age_years=8,
        requested_on="2025-03-01",
        drafted_on="2025-06-01",
    )
    return Plan(particulars, (*_first(), *_middle(), *_last()))


def _first() -> tuple[Line, ...]:
    return (
        line("A-1", "view", "Kofi says: “I want to be a baker like her.”"),
        line("A-2", "background", "Kofi lives with his mother. She says that he sleeps well."),
        line("B-1", "strength", "Kofi tells long stories with pictures.", area="slc"),
        line("B-2", "need", "Kofi speaks in single words and is hard to follow.", area="slc"),
        line("B-3", "need", "Kofi spells three years behind his class.", area="english"),
        line("B-4", "detail", "He mixes up vowels.", area="english", links=("B-3",)),
        line("B-5", "need", "Kofi hides when plans change.", area="semh"),
        line("B-6", "none", "Senses and movement: no need was identified.", area="hearing"),
        line("C-1", "need", "Kofi has tight muscles in his left leg.", area="health"),
        line("D-1", "need", "Kofi has no safe place to play at weekends.", area="social_care"),
    )


def _middle() -> tuple[Line, ...]:
    return (
        line("E-1", "outcome", "By July 2026 Kofi will ask in four words.", links=("B-2",)),
        line("E-2", "outcome", "By July 2026 Kofi will spell 40 words.", links=("B-3",)),
        line("E-3", "outcome", "By July 2026 Kofi will stay in 9 of 10 lessons.", links=("B-5",)),
        line("E-4", "outcome", "By July 2026 Kofi will climb ten steps alone.", links=("C-1",)),
        line("E-5", "outcome", "By July 2026 Kofi will name two friends.", links=("D-1",)),
        line("F-1", "provision", SPEECH, links=("E-1",), sources=cited("slt", SPEECH)),
        line("F-2", "provision", GROUP, links=("E-2", "B-3"), sources=cited("ep", GROUP)),
        line("F-3", "provision", MENTOR, links=("E-3",), sources=cited("ep", MENTOR)),
        line("G-1", "provision", PHYSIO, links=("C-1",), sources=cited("physio", PHYSIO)),
        line("H1-1", "none", "None."),
        line("H2-1", "provision", BREAK, links=("D-1",), sources=cited("care", BREAK)),
    )


def _last() -> tuple[Line, ...]:
    return (
        line("J-1", "none", "No direct payment."),
        *(
            line(f"K-{number}", "advice", f"{role}, 3 May 2025", sources=cited(ref, role))
            for number, (ref, role) in enumerate(
                {
                    "slt": "Speech and language therapist",
                    "ep": "Educational psychologist",
                    "physio": "Physiotherapist",
                    "care": "Social worker",
                }.items(),
                start=1,
            )
        ),
    )


def changed(plan: Plan, line_id: str, **more: Any) -> Plan:
    """Return the plan with one line changed."""
    lines = [replace(one, **more) if one.line_id == line_id else one for one in plan.lines]
    return replace(plan, lines=tuple(lines))


def without(plan: Plan, *gone: str) -> Plan:
    """Return the plan without some lines, or whole sections."""
    lines = [one for one in plan.lines if one.line_id not in gone and one.section not in gone]
    return replace(plan, lines=tuple(lines))


def added(plan: Plan, *lines: Line) -> Plan:
    """Return the plan with more lines."""
    return replace(plan, lines=(*plan.lines, *lines))


def headed(plan: Plan, **more: Any) -> Plan:
    """Return the plan with another header."""
    return replace(plan, particulars=replace(plan.particulars, **more))


def day(text: str) -> datetime.date:
    """Return a date."""
    return datetime.date.fromisoformat(text)
