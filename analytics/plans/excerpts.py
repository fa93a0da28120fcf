"""Sentences of the bundle that can be quoted in a plan: whole, clear by themselves, of now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analytics.plans.citations import role_of, statement_citation
from analytics.plans.names import HIDDEN, without
from analytics.reading.grounds import is_furniture
from analytics.reading.mentions import DAYS, REPLACED_DAYS, age_weights, standing
from data.schemas.plans import Citation
from data.schemas.reading import BundleReading, DocumentReading, Facts, Reading, Statement

# Papers about the process, and plans, are no evidence: a plan is not its own source.
PROCESS_TYPES = frozenset(
    ("draft_plan", "final_plan", "panel_paper", "call_log", "checklist", "provision_plan")
)
FAMILY_ROLES = ("parent", "pupil")
OLDEST_YEARS = 1.5
LONGEST, FEWEST_WORDS, LEAD_WORDS = 320, 4, 6
LEAD = re.compile(r"^(?!(?:We|He|She|They|I|It|You|My)\b)[A-Z][\w,'’ /&-]{2,48}[.?:]$")
# Cells with a sign between them, figures at the end one after the other, or a stage in months.
TYPED_ROW = re.compile(
    r"(?: \| .*){2}|(?:\s[<>]?\d[\d.;:%+-]*){2}$|\b\d+ ?[-–] ?\d+ "
    r"months\b|\brange \d\b"
)
ASSESSMENT = re.compile(r"(?i)\bneeds? assessments?\b|\beducational needs\b")
VERB = re.compile(r"(?i)\b(?:is|are|was|were|has|had|have|can|cannot|does|did|will|needs?)\b")
# A sentence that opens so makes no sense without the one before it.
HANGING = re.compile(
    r"(?i)^(?:this|same|we know|we do see|we were surprised|that (?:is|was|means)|these|those|"
    r"it(?! is (?:hard|difficult))|neither|both|then|also|"
    r"however|but|so|and|by then|yes|no,|in addition|for example|there (?:were|was)|of these|"
    r"such|the (?:rest|same|other)|here|between these|we do not think so|assessed (?:in|by)|"
    r"results in)\b"
)


# The head of a letter or an e-mail.
HEAD = re.compile(
    r"(?i)^(?:sent|subject|to|from|date\w*|re|cc|clinic date|received|requested by|dear|seen|"
    r"sources"
    r"|child|school|pupil|date of report|visits to \w+|languages? at home|"
    r"home language)\b[^.]{0,40}:"
)


@dataclass(frozen=True)
class Excerpt:
    """Hold a sentence that may be quoted: its words, its document, what it is about."""

    statement: Statement
    facts: Facts
    text: str
    """The sentence with the names of others hidden."""
    areas: tuple[str, ...]
    """Its own, else those of the words that open its paragraph ("Attention.")."""
    lead: str
    recency: float

    @property
    def key(self) -> tuple[str, int]:
        """Return what tells this sentence from others."""
        return self.statement.document_id, self.statement.start

    @property
    def reading(self) -> Reading:
        """Return what the reader understood."""
        return self.statement.reading

    @property
    def author(self) -> str:
        """Return the author's role in words."""
        return role_of(self.facts)

    @property
    def citation(self) -> Citation:
        """Return its place, with the words as they may be shown."""
        return statement_citation(self.statement, self.facts, quote=self.text)

    @property
    def quoted(self) -> str:
        """Return the words in quotation marks, with who wrote them."""
        # A row of a table is read cell after cell.
        return f"“{self.text.replace(' | ', ' – ')}” ({self.author})"

    @property
    def is_row(self) -> bool:
        """Tell whether it is the row of a table, or a line typed as one."""
        return self.statement.kind == "row" or TYPED_ROW.search(self.text) is not None

    @property
    def is_title(self) -> bool:
        """Tell whether it only names what a paper, or a part of one, is about."""
        open_ended = self.statement.kind == "paragraph" and self.text[-1:] not in ".!?"
        return open_ended and VERB.search(ASSESSMENT.sub("", self.text)) is None

    def worth(self, area: str) -> float:
        """Return how much its author's word counts on a question, and how new it is."""
        return standing(self.facts, area) * self.recency


def current(bundle: BundleReading) -> tuple[tuple[DocumentReading, float], ...]:
    """Return the documents about the pupil that are still of use, with how new each is, 0 to 1."""
    own = [one for one in bundle.documents if one.facts.about_pupil]
    ages = age_weights([one.facts for one in own])
    return tuple(
        (one, age)
        for one, age in zip(own, ages, strict=True)
        if one.facts.type not in PROCESS_TYPES and not _superseded(one.facts, own)
    )


def excerpts(
    papers: Sequence[tuple[DocumentReading, float]], names: tuple[str, ...]
) -> tuple[Excerpt, ...]:
    """Return the sentences of documents that can be quoted; those that name others cannot."""
    return tuple(
        one
        for paper, recency in papers
        for one in every_sentence(paper, names, recency=recency)
        if _stands_alone(one)
    )


def every_sentence(
    paper: DocumentReading, names: tuple[str, ...], *, recency: float = 1.0
) -> Iterator[Excerpt]:
    """Give each sentence of a document with the areas of its paragraph's opening words.

    Opening words themselves ("Attention.") are not given.
    """
    lengths = Counter(statement.passage for statement in paper.statements)
    passage, lead = 0, ""
    inherited: tuple[str, ...] = ()
    for statement in paper.statements:
        if statement.passage != passage:
            passage, lead, inherited = statement.passage, "", ()
            in_list = statement.kind == "bullet" and not statement.text.endswith("?")
            if lengths[passage] > 1 and not in_list and is_lead(statement.text):
                lead, inherited = statement.text, statement.reading.areas
        text = without(" ".join(statement.text.split()), names)
        if statement.text == lead:
            continue
        areas = statement.reading.areas or inherited
        yield Excerpt(statement, paper.facts, text, areas, lead, recency)


def is_lead(text: str) -> bool:
    """Tell whether words only say what their paragraph is about."""
    few = len(text.split()) <= LEAD_WORDS
    return bool(few and LEAD.match(text) and (text.endswith("?") or not VERB.search(text)))


def _stands_alone(one: Excerpt) -> bool:
    text = one.text
    return (
        len(text.split()) >= FEWEST_WORDS
        and len(text) <= LONGEST
        and one.statement.kind in ("paragraph", "bullet", "row", "field")
        and text[-1] not in "?:"
        and HIDDEN not in text
        and text.count('"') % 2 == 0
        and text.count("(") == text.count(")")
        and text.strip("\"'“‘")[:1].isupper()
        and not HANGING.match(text)
        and not HEAD.match(text)
        and not is_furniture(text)
    )


def _superseded(facts: Facts, others: Sequence[DocumentReading]) -> bool:
    """Tell whether the same author wrote again since, or a document is old beside the newest."""
    if facts.dated_on is None:
        return False
    for other in others:
        later = (other.facts.dated_on - facts.dated_on).days if other.facts.dated_on else 0
        if later > OLDEST_YEARS * DAYS:
            return True
        same = other.facts.author_role == facts.author_role and other.facts.type == facts.type
        if same and later > REPLACED_DAYS and facts.author_role not in FAMILY_ROLES:
            return True
    return False
