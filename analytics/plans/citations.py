"""Citations: where a line of a plan was taken from, with the words that stand there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics.answers import known, score_of
from analytics.reading.told import day
from data.schemas import AUTHOR_ROLES, DOCUMENT_TYPES, QUESTION
from data.schemas.plans import Citation
from data.schemas.reading import Facts, Statement

# The Special Educational Needs and Disability Regulations 2014 (SI 2014/1530), the Children and
# Families Act 2014 and the SEND Code of Practice 2015, in the words that the draft relies on.
RULES: dict[str, tuple[str, str]] = {
    "placement": (
        "SEND Regulations 2014, reg 12(1)(i); Code of Practice 9.69",
        "Section I must be left blank in the draft plan sent to the family.",
    ),
    "payment": (
        "SEND Regulations 2014, reg 12(1)(j)",
        "Where a direct payment secures provision, section J gives the needs and outcomes it "
        "meets.",
    ),
    "educates": (
        "Children and Families Act 2014, s.21(5)",
        "Health or social care provision which educates or trains a child or young person is to be "
        "treated as special educational provision.",
    ),
    "csdpa": (
        "Chronically Sick and Disabled Persons Act 1970, s.2; Code of Practice 9.69",
        "Section H1 holds the provision for disabled children and young people under 18 that "
        "results from section 2.",
    ),
    "other_care": (
        "SEND Regulations 2014, reg 12(1)(h)",
        "Section H2 holds any other social care provision reasonably required.",
    ),
    "adulthood": (
        "SEND Regulations 2014, reg 12(3); Code of Practice 9.69",
        "From Year 9, the plan must include provision to assist in preparing for adulthood and "
        "independent living.",
    ),
    "strengths": (
        "Code of Practice 9.61",
        "Plans should describe positively what the child or young person can do and has achieved.",
    ),
    "adulthood_advice": (
        "SEND Regulations 2014, reg 6(1)(f)",
        "From Year 9, the authority must seek advice on provision to assist in preparing for "
        "adulthood and independent living.",
    ),
    "advice": (
        "SEND Regulations 2014, reg 6(1)",
        "The authority must seek advice and information from the parent or young person, the "
        "school or setting, a health care professional, an educational psychologist and social "
        "care.",
    ),
    "views": (
        "SEND Regulations 2014, reg 12(1)(a)",
        "Section A holds the views, interests and aspirations of the child and their parents.",
    ),
    "specified": (
        "Code of Practice 9.69",
        "Provision must be detailed and specific and should normally be quantified.",
    ),
    "outcomes": (
        "Code of Practice 9.66",
        "Outcomes should be specific, measurable, achievable, realistic and time-bound.",
    ),
}


def document_label(facts: Facts, page: int | None = None) -> str:
    """Return words for a document, e.g. "Speech and language therapy report, 3 May 2026"."""
    parts = [DOCUMENT_TYPES.get(facts.type, DOCUMENT_TYPES["other"])]
    parts += [day(facts)] if facts.dated_on else []
    parts += [f"page {page}"] if page else []
    return ", ".join(parts)


# Roles that keep their capital within a sentence, beside abbreviations.
TITLES = ("Teacher of the Deaf",)


def within_sentence(role: str) -> str:
    """Return a role as it stands within a sentence; abbreviations keep their capitals."""
    first = role.split(" ", 1)[0]
    return role if first.isupper() or role in TITLES else role[:1].lower() + role[1:]


def role_of(facts: Facts) -> str:
    """Return who wrote a document, as words that open a line."""
    return AUTHOR_ROLES.get(facts.author_role or "other", AUTHOR_ROLES["other"])


def statement_citation(statement: Statement, facts: Facts, *, quote: str) -> Citation:
    """Return the place of a statement of a document."""
    return Citation(
        "document",
        statement.document_id,
        document_label(facts, statement.page),
        quote,
        statement.start,
        statement.end,
    )


def answer_citation(question_id: str, assessment: Mapping[str, Any]) -> Citation:
    """Return an answer of the assessment with its note and what validates it."""
    question = QUESTION[question_id]
    quote = f"{question.label}: {question.words(score_of(assessment, question_id))}."
    if source := known(assessment.get(f"{question_id}_source")):
        quote += f" Source: {source}."
    if note := known(assessment.get(f"{question_id}_note")):
        quote += f" Note: {note}"
    return Citation("answer", question_id, f"Assessment: {question.short}", quote)


def package_citation(package_id: str, name: str, scope: str) -> Citation:
    """Return a support package of the catalogue."""
    label = f"Support package {package_id.upper()}"
    return Citation("package", package_id, label, f"{name}: {scope}")


def library_citation(column: str, *, label: str, quote: str) -> Citation:
    """Return what similar cases of the library had."""
    return Citation("library", column, label, quote)


def record_citation(table: str, *, label: str, quote: str) -> Citation:
    """Return a fact of the pupil's record."""
    return Citation("record", table, label, quote)


def rule_citation(name: str) -> Citation:
    """Return a rule of RULES."""
    label, quote = RULES[name]
    return Citation("rule", name, label, quote)
