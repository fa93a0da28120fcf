"""How a sentence on the page names a document and quotes from it."""

from __future__ import annotations

from data.schemas.reading import Facts, Statement

WRITERS: dict[str | None, str] = {
    "camhs_clinician": "the CAMHS clinician",
    "co_ordinator": "the co-ordinator",
    "gp": "the GP",
    "parent": "the family",
    "pupil": "the pupil",
    "school_staff": "school staff",
    "college_staff": "college staff",
    "senco": "the SENCO",
    "speech_language_therapist": "the speech and language therapist",
    "teacher_of_the_deaf": "the Teacher of the Deaf",
    "vi_teacher": "the teacher for vision",
    "panel": "the panel",
}
LONGEST = 160


def writer(facts: Facts) -> str:
    """Return who wrote a document, and when, e.g. "the audiologist (3 May 2025)"."""
    role = facts.author_role
    plain = "a document" if role in (None, "other") else f"the {str(role).replace('_', ' ')}"
    name = WRITERS.get(role, plain)
    return f"{name} ({day(facts)})" if facts.dated_on else f"{name} (no date)"


def day(facts: Facts) -> str:
    """Return a document's day in words, e.g. 3 May 2025; empty if it has none."""
    date = facts.dated_on
    return f"{date.day} {date:%B %Y}" if date else ""


def quoted(statement: Statement) -> str:
    """Return a statement in quotation marks, cut at a word if it is long."""
    text = " ".join(statement.text.split())
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"
