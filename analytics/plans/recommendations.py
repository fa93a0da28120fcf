"""What the advice recommends: the sentences under such headings, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analytics.plans.advising import INLINE
from analytics.plans.citations import document_label, role_of, within_sentence
from analytics.plans.excerpts import FAMILY_ROLES, Excerpt
from analytics.plans.known import Known
from analytics.plans.wording import in_third_person
from analytics.reading.relevance import RELEVANCE
from data.schemas import DOCUMENT_TYPES
from data.schemas.plans import Citation
from data.schemas.reading import Facts

# A wish for provision outside any list of recommendations; often the vaguest of a bundle.
ASKS = re.compile(
    r"(?i)\bwould benefit from\b|\b(?:I|we) (?:would )?recommend\b|"
    r"\b(?:think|believe|feel) that (?:he|she|they) needs?\b|\bwould be (?:helpful|"
    r"useful) to have\b"
)
# Words of provision that show the needs it meets where the reader of sentences names no area.
MEETS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"speech and language|speech|language|makaton|communication|vocabulary|bilingual", ("slc",)),
    (r"visual timetable|help card|autism|social stor", ("asd", "slc")),
    (r"social skills|friend|play skills|peer", ("social_interaction",)),
    (r"emotion|feelings|ELSA|coaching|calm", ("emotional_literacy", "semh")),
    (r"cognitive behaviou?r|CBT|anxi|counsell", ("semh",)),
    (r"sensory|ear defenders|movement break", ("sensory_skills",)),
    (r"attention|movement break", ("psych_other",)),
    (r"read|spell|phonic|literacy|writing|typing", ("english",)),
    (r"maths|number|numeracy", ("maths",)),
    (r"travel training|daily living|dress|toilet|self-care", ("adl_support",)),
    (r"physio|standing frame|hydrotherapy|splint|walk", ("physical_other", "physical_skills")),
    (r"occupational therap|handwriting|fine motor", ("physical_skills", "adl_support")),
    (r"radio aid|deaf|hearing|acoustic", ("hearing",)),
    (r"braille|large print|vision", ("visual",)),
    (r"short break|respite|social worker", ("social_care",)),
)
# Whom an assistant supports says nothing of the need, unless nobody but a teacher advises it.
ASSISTANT = re.compile(r"(?i)\b(?:learning support assistant|teaching assistant|practical)")
OF_LEARNING = frozenset(
    ("educational_psychologist", "senco", "school_staff", "college_staff", "class_teacher")
)


@dataclass(frozen=True)
class Recommendation:
    """Hold one piece of provision that somebody recommends, in their words."""

    text: str
    citation: Citation
    facts: Facts
    needs: tuple[str, ...]
    """Needs of the pupil that it is for."""
    words: tuple[str, ...]
    """Areas that its words name, whether they are needs of the pupil or not."""

    @property
    def author(self) -> str:
        """Return the author's role."""
        return role_of(self.facts)

    @property
    def asked(self) -> str:
        """Return whom to ask about it: the author by role, and the document."""
        document = DOCUMENT_TYPES.get(self.facts.type, DOCUMENT_TYPES["other"])
        return f"{self.whom} ({document})"

    @property
    def whom(self) -> str:
        """Return the author as a sentence names one."""
        return f"the {within_sentence(self.author)}" if self.facts.author_role else "the author"

    @property
    def worded(self) -> str:
        """Return its words as a plan has them, in which "by me" is the author's role."""
        return in_third_person(self.text, self.whom)

    @property
    def key(self) -> str:
        """Return what its line is known by: its document and its words."""
        return f"{self.citation.ref}\n{self.text}"


def recommendations(known: Known) -> tuple[Recommendation, ...]:
    """Return what the documents recommend, in their order, each piece once."""
    found: dict[str, Recommendation] = {}
    for group in known.advised:
        one = _recommendation(known, group)
        found.setdefault(one.text.lower(), one)
    met = {need for one in found.values() for need in one.needs}
    for one in _asked_for(known):
        if not met >= set(one.needs):
            found.setdefault(one.text.lower(), one)
    return tuple(found.values())


def _asked_for(known: Known) -> Iterator[Recommendation]:
    """Give what professionals ask for outside their recommendations."""
    for one in known.excerpts:
        family = one.facts.author_role in FAMILY_ROLES
        if not family and ASKS.search(one.text):
            yield _recommendation(known, [one])


def _recommendation(known: Known, group: Sequence[Excerpt]) -> Recommendation:
    first, last = group[0], group[-1]
    whole = " ".join(one.text for one in group)
    text = INLINE.sub("", whole)
    start = first.statement.start
    if found := INLINE.match(first.statement.text):
        start += found.end()
    label = document_label(first.facts, first.statement.page)
    ref = first.statement.document_id
    citation = Citation("document", ref, label, text, start, last.statement.end)
    areas = [area for one in group for area in one.areas]
    return Recommendation(
        text=text,
        citation=citation,
        facts=first.facts,
        needs=_needs(known, text, areas, first.facts),
        words=areas_named(text),
    )


def areas_named(text: str) -> tuple[str, ...]:
    """Return the areas of need that the words of a piece of provision name."""
    return tuple(
        area
        for pattern, areas in MEETS
        if re.search(rf"(?i)\b(?:{pattern})", text)
        for area in areas
    )


def _needs(known: Known, text: str, areas: Sequence[str], facts: Facts) -> tuple[str, ...]:
    """Return the needs that a recommendation is for: by its words, else by who wrote it."""
    words = areas_named(text)
    if ASSISTANT.search(text) and facts.author_role in OF_LEARNING:
        words = (*words, "learning_difficulties")
    named = [need for need in known.needs if need in (*areas, *words)]
    if named:
        return tuple(named)
    worth = RELEVANCE.get(facts.author_role or "", {})
    ranked = sorted(known.needs, key=lambda need: -worth.get(need, 0.0))
    return tuple(ranked[:1])
