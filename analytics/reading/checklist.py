"""What a bundle should hold for this pupil, what is here, what is missing or older than a year."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from data.schemas.reading import DocumentReading

# Advice is to be of use for the plan that is written now; a year is the time of an annual review.
STALE_DAYS = 365
YEAR_9_AGE = 13


@dataclass(frozen=True)
class Item:
    """Describe one kind of advice a bundle should hold."""

    id: str
    label: str
    source: str
    """Why it is wanted: the paragraph of the law, or that it was asked for."""
    state: str
    """here, old, missing or empty: here, older than a year, not here, here but saying little."""
    documents: tuple[str, ...]
    """Codes of the documents that hold it, newest first."""
    sentence: str


@dataclass(frozen=True)
class _Wanted:
    id: str
    label: str
    source: str
    types: tuple[str, ...]
    roles: tuple[str, ...] = ()


# SEND Regulations 2014 (SI 2014/1530), regulation 6(1)(a) to (h).
WANTED = (
    _Wanted(
        "parents",
        "Views of the child's parent or of the young person",
        "SEND Regulations 2014, reg 6(1)(a)",
        ("parent_views", "parent_letter", "parent_email"),
        ("parent",),
    ),
    _Wanted("pupil", "Views of the pupil", "SEND Regulations 2014, reg 7", ("pupil_views",)),
    _Wanted(
        "education",
        "Educational advice from the head teacher, SENCO or setting",
        "SEND Regulations 2014, reg 6(1)(b)",
        (
            "senco_letter",
            "school_report",
            "early_years_report",
            "transition_report",
            "annual_review",
            "specialist_teacher_report",
        ),
        ("senco",),
    ),
    _Wanted(
        "medical",
        "Medical advice and information",
        "SEND Regulations 2014, reg 6(1)(c)",
        ("paediatric_report", "gp_letter", "camhs_letter"),
        ("paediatrician", "gp"),
    ),
    _Wanted(
        "psychological",
        "Psychological advice from an educational psychologist",
        "SEND Regulations 2014, reg 6(1)(d)",
        ("ep_report",),
        ("educational_psychologist",),
    ),
    _Wanted(
        "social_care",
        "Advice in relation to social care",
        "SEND Regulations 2014, reg 6(1)(e)",
        ("social_care_report",),
        ("social_worker",),
    ),
)
HEARING = _Wanted(
    "hearing",
    "Advice from a teacher of the deaf",
    "SEND Regulations 2014, reg 6(2)",
    ("hi_report",),
    ("teacher_of_the_deaf",),
)
VISION = _Wanted(
    "vision",
    "Advice from a teacher of pupils with vision impairment",
    "SEND Regulations 2014, reg 6(2)",
    ("vi_report",),
    ("vi_teacher",),
)
ADULTHOOD = _Wanted(
    "adulthood",
    "Advice on preparing for adulthood, from year 9",
    "SEND Regulations 2014, reg 6(1)(g)",
    ("transition_report",),
    ("college_staff",),
)
ASKED: dict[str, tuple[str, tuple[str, ...]]] = {
    "audiologist": ("an audiologist", ("audiology_report",)),
    "camhs_clinician": ("CAMHS", ("camhs_letter",)),
    "educational_psychologist": ("an educational psychologist", ("ep_report",)),
    "gp": ("the GP", ("gp_letter",)),
    "occupational_therapist": ("an occupational therapist", ("ot_report",)),
    "optometrist": ("an optometrist", ("optician_report",)),
    "paediatrician": ("a paediatrician", ("paediatric_report",)),
    "physiotherapist": ("a physiotherapist", ("physio_report",)),
    "social_worker": ("social care", ("social_care_report",)),
    "specialist_teacher": ("a specialist teacher", ("specialist_teacher_report",)),
    "speech_language_therapist": ("a speech and language therapist", ("slt_report",)),
    "teacher_of_the_deaf": ("a teacher of the deaf", ("hi_report",)),
    "vi_teacher": ("a teacher for vision", ("vi_report",)),
}


def checklist(
    documents: Sequence[DocumentReading],
    *,
    today: datetime.date,
    age_years: int | None = None,
    asked: Sequence[str] = (),
    hearing: bool = False,
    vision: bool = False,
) -> tuple[Item, ...]:
    """Return what a bundle should hold, each with its state and a sentence.

    `asked` are the roles whose advice was asked for; `hearing` and `vision` tell whether the pupil
    is impaired, so that a qualified teacher has to be consulted.
    """
    wanted = [*WANTED, *([HEARING] if hearing else []), *([VISION] if vision else [])]
    if age_years is not None and age_years >= YEAR_9_AGE:
        wanted.append(ADULTHOOD)
    covered = {role for one in wanted for role in one.roles}
    wanted += [_asked(role) for role in asked if role in ASKED and role not in covered]
    return tuple(_item(one, documents, today=today) for one in wanted)


def _asked(role: str) -> _Wanted:
    label, types = ASKED[role]
    return _Wanted(role, f"Advice from {label}", "Asked for", types, (role,))


def _item(one: _Wanted, documents: Sequence[DocumentReading], *, today: datetime.date) -> Item:
    here = sorted(
        (each for each in documents if each.facts.about_pupil and _is_for(one, each)),
        key=lambda each: each.facts.dated_on or datetime.date.min,
        reverse=True,
    )
    state, sentence = _state(one, here, today=today)
    codes = tuple(each.source.document_id for each in here)
    return Item(one.id, one.label, one.source, state, codes, sentence)


def _is_for(one: _Wanted, document: DocumentReading) -> bool:
    return document.facts.type in one.types or document.facts.author_role in one.roles


def _state(
    one: _Wanted, here: Sequence[DocumentReading], *, today: datetime.date
) -> tuple[str, str]:
    if not here:
        return "missing", f"{one.label}: nothing in the bundle."
    if not any(_speaks(each) for each in here):
        return "empty", f"{one.label}: here, but it says nothing about the pupil's needs."
    speaking = [each for each in here if _speaks(each)]
    newest = max((each.facts.dated_on for each in speaking if each.facts.dated_on), default=None)
    if newest is None:
        return "here", f"{one.label}: here, without a date."
    if (today - newest).days > STALE_DAYS:
        return "old", f"{one.label}: the newest is of {newest.day} {newest:%B %Y}."
    return "here", f"{one.label}: here, of {newest.day} {newest:%B %Y}."


def _speaks(document: DocumentReading) -> bool:
    return any(statement.reading.areas for statement in document.statements)
