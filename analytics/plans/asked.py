"""What advice asks for: amounts of support in the documents of a bundle, and of which support."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from analytics.plans.amounts import Amount, amounts
from data.schemas.plans import Line
from data.schemas.reading import BundleReading, DocumentReading, Statement
from data.schemas.vocabulary import AUTHOR_ROLES, DOCUMENT_TYPES

# Whose advice an authority must seek: SEND Regulations 2014, reg 6(1). Schools and families write
# of what is given now as often as of what is needed, so only what they recommend counts.
ADVISERS = frozenset(AUTHOR_ROLES) - {
    "parent",
    "pupil",
    "panel",
    "co_ordinator",
    "other",
    "senco",
    "school_staff",
    "college_staff",
    "class_teacher",
}
NO_ADVICE = frozenset({"draft_plan", "final_plan", "provision_plan", "panel_paper", "call_log"})
_UNTRUE = frozenset({"negated", "family", "historical"})
RECOMMENDS = re.compile(
    r"(?i)\brecommend|\bprovision\b|\badvi[cs]e|\bshould\b|\bneeds to (?:have|be)"
)
# What is, or was, given already; what the child does; what the writer did.
_TOLD = re.compile(
    r"""(?ix) \b(?: this\ year | last\ (?:year|term) | support\ (?:at\ the\ time|given|in\ place)
    | at\ present | currently | previous(?:ly)? | attended | seen | was | were | had | has\ had
    | has\ received | been\ used | is\ provided\ now | record | sources? | prescribed | stays
    | wears | wakes | visits\ to | i\ met | took )\b"""
)
_AMOUNT = re.compile(r"(?i)\b(?:min|hour|hr|session|fte|times|once|twice)|\d ?[x×]|×|½")
# Something happens twice a day, but it is no session of support.
_NO_SESSION = re.compile(r"(?i)medicine|medication|review|looked at|clinic|tablet|dose")
# Whoever only trains or advises does not deliver: "an assistant trained by the therapist".
_BEHIND = re.compile(
    r"(?i)\b(?:trained|supervised|overseen|advised|planned|set|written|designed|directed|provided "
    r"with training|after training)\b[^,;.:]*"
)
SUPPORT: dict[str, str] = {
    "speech and language therapy": r"speech|salt\b|slt\b|language therap",
    "language work": r"language (?:group|programme|work)|vocabulary|pre-?teaching|makaton|signing",
    "occupational therapy": r"occupational therap|\bot\b|"
    r"sensory (?:diet|circuit|integration|programme)",
    "physiotherapy": r"physio",
    "hydrotherapy": r"hydro",
    "standing frame": r"standing frame|walking frame",
    "deaf education": r"of the deaf|hearing impairment|\bradio aid|deafness",
    "vision": r"vision|visual impairment|qtvi|braille|habilitation|mobility",
    "educational psychology": r"psycholog",
    "specialist teaching": r"specialist teach|outreach",
    "assistant": r"assistant|\bt\.?a\.?s?\b|\blsas?\b|adult support|support worker|1:1 support",
    "emotional support": r"emotion|elsa\b|mentor|counsel|play therap|art therap|drama|music therap|"
    r"\bcbt\b|behavioural (?:work|therap)|nurture|psychotherap|anxiety",
    "social skills": r"social (?:skills|communication|group)|friendship|lego",
    "reading and spelling": r"phonic|reading|spelling|literacy|writing|typing|touch-?typ",
    "mathematics": r"math|numera|number work",
    "short break": r"short break|respite|overnight",
    "social work": r"social work",
    "nursing": r"nurs(?:e|ing)|medic(?:al|ine)|health care|feed",
    "travel": r"travel",
    "daily living": r"daily living|dressing|cooking|toilet|self-?care|life skills|independence",
    "training of staff": r"training (?:for|of)|train(?:s|ing) staff|staff training",
    "tuition": r"tuition|tutor",
    "group after diagnosis": r"post-?diagnos",
}
_SUPPORT = {name: re.compile(f"(?i){words}") for name, words in SUPPORT.items()}


@dataclass(frozen=True)
class Asked:
    """Hold one amount of support that advice asks for."""

    document: DocumentReading
    statement: Statement
    amount: Amount

    @property
    def label(self) -> str:
        """Return words for the advice, e.g. "Physiotherapy report, 3 May 2026"."""
        return document_label(self.document)

    @property
    def support(self) -> frozenset[str]:
        """Return the kinds of support that the clause names, or else its sentence."""
        return kinds_of(self.amount.words) or kinds_of(self.statement.text)

    def is_cited_by(self, line: Line) -> bool:
        """Tell whether a line of the plan was taken from these words."""
        return any(
            source.kind == "document"
            and source.ref == self.document.source.document_id
            and _flat(self.amount.words) in _flat(source.quote)
            for source in line.sources
        )


def advice_of(
    bundle: BundleReading, recommended: Collection[tuple[str, int]] = ()
) -> tuple[Asked, ...]:
    """Return every amount of support that those who were asked for advice recommend.

    `recommended` holds the document and the start of sentences that recommend, whatever support.
    """
    return tuple(
        Asked(document, statement, amount)
        for document in bundle.documents
        if document.facts.about_pupil and document.facts.type not in NO_ADVICE
        for statement in document.statements
        if _asks(document, statement)
        or (
            (statement.document_id, statement.start) in recommended
            and document.facts.author_role in ADVISERS
        )
        for amount in amounts(statement.text)
        if _is_support(amount)
    )


def amounts_in(bundle: BundleReading) -> Iterator[Asked]:
    """Give every amount in documents about the pupil, whoever wrote it and why."""
    for document in bundle.documents:
        if document.facts.about_pupil:
            for statement in document.statements:
                if _AMOUNT.search(statement.text):
                    for amount in amounts(statement.text):
                        yield Asked(document, statement, amount)


@lru_cache(maxsize=16_384)
def kinds_of(text: str) -> frozenset[str]:
    """Return the kinds of support that a text names, without those that only stand behind it."""
    front = _BEHIND.sub(" ", text)
    return frozenset(name for name, words in _SUPPORT.items() if words.search(front))


def document_label(document: DocumentReading) -> str:
    """Return words for a document: what it is, and its date."""
    kind = DOCUMENT_TYPES.get(document.facts.type, "Document")
    dated = document.facts.dated_on
    return f"{kind}, {dated.day} {dated:%B %Y}" if dated else kind


def author(document: DocumentReading) -> str:
    """Return whom to ask about a document."""
    role = AUTHOR_ROLES.get(document.facts.author_role or "other", "Other")
    if role == "Other":
        return "the author"
    as_written = role[:2].isupper() or "Deaf" in role
    return f"the {role if as_written else role[0].lower() + role[1:]}"


def _is_support(amount: Amount) -> bool:
    if amount.minutes is None and _NO_SESSION.search(amount.words):
        return False
    return bool(amount.a_week or amount.total or amount.fte)


def _asks(document: DocumentReading, statement: Statement) -> bool:
    if statement.reading.assertion in _UNTRUE or not _AMOUNT.search(statement.text):
        return False
    if _TOLD.search(statement.text) or not kinds_of(statement.text):
        return False
    if document.facts.author_role in ADVISERS:
        return True
    heading = statement.heading or ""
    return bool(RECOMMENDS.search(heading) or RECOMMENDS.search(statement.text))


def _flat(text: str) -> str:
    return " ".join(text.split()).strip(" .;").lower()
