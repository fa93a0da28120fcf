"""What the advice recommends: the sentences under such headings, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from analytics.plans.citations import document_label, role_of, within_sentence
from analytics.plans.excerpts import FAMILY_ROLES, Excerpt, every_sentence
from analytics.plans.known import Known
from analytics.plans.wording import has_words, in_third_person
from analytics.reading.relevance import RELEVANCE
from data.schemas import DOCUMENT_TYPES
from data.schemas.plans import Citation
from data.schemas.reading import Facts

HEADING = re.compile(
    r"(?i)recommend|\bprovision\b|what (?:would|will) help|what is provided|advice to (?:school|"
    r"college|setting)|support (?:needed|required)|strategies (?:to|for)|suggested (?:support|"
    r"strategies)"
)
# A heading of an area of need does not end a list of recommendations.
AREA_HEADING = re.compile(
    r"(?i)communicat|cognit|learning|social|emotion|sensory|physical|motor|independen|literacy|"
    r"numeracy|maths|language|speech|attention|school|home|daily|self-care|hearing|vision|therapy"
)
INLINE = re.compile(
    r"(?i)^(?:recommend(?:ation|ed provision)s?|provision|advice to (?:school|college|setting)|"
    r"what would help)\s*:\s*(?=\S)"
)
# How a doctor opens what is to be done.
PLAN = re.compile(r"(?i)^(?:management )?plan\s*:")
HEALTH_ROLES = frozenset(("paediatrician", "gp", "camhs_clinician", "audiologist", "optometrist"))
# What stands under such a heading and provides nothing.
NOTHING = re.compile(
    r"(?i)^(?:none\b|no (?:follow|further|role|action|health|social|provision|change)|continue as|"
    r"review in|all of this|these|delivered last year|"
    r"a further|a referral|(?:plan\s*:\s*)?(?:clinic|review|see)(?:ed)? (?:again )?in|"
    r"delivered last|parents\b|.* was offered|.*were lost)|\?$|\bordinarily provide|"
    r"\bremain involved\b|\bmay be able to\b|\bwill be seen\b|\bclosing the case\b"
)
FEWEST_WORDS = 3
# A title that keeps its capital within a sentence.
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
    for paper, _ in known.papers:
        if paper.facts.author_role in FAMILY_ROLES or paper.facts.type == "assessment_request":
            continue
        sentences = tuple(every_sentence(paper, known.names))
        for group in _groups(sentences):
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


def _groups(sentences: Sequence[Excerpt]) -> Iterator[list[Excerpt]]:
    """Give the sentences of each recommendation: a bullet whole, a paragraph by its sentences."""
    marked = list(_inside(sentences))
    listed = {one.statement.heading for one in marked if one.statement.kind == "bullet"}
    for _, group in groupby(marked, key=lambda one: one.statement.passage):
        mine = [one for one in group if not _is_nothing(one.text)]
        if not mine:
            continue
        if mine[0].statement.kind == "bullet" and not mine[0].lead:
            yield mine
        elif mine[0].lead or mine[0].statement.heading not in listed or INLINE.match(mine[0].text):
            yield from ([one] for one in mine)


def _inside(sentences: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """Give the sentences under a heading, or opening words, of recommendations."""
    heading, inside, opened = None, False, -1
    for one in sentences:
        if one.statement.heading != heading:
            heading = one.statement.heading
            inside = _goes_on(heading or "", inside=inside)
        if INLINE.match(one.text) or (
            one.facts.author_role in HEALTH_ROLES and PLAN.match(one.text)
        ):
            opened = one.statement.passage
        if inside or HEADING.search(one.lead) or opened == one.statement.passage:
            yield one


def _goes_on(heading: str, *, inside: bool) -> bool:
    return bool(HEADING.search(heading)) or (inside and bool(AREA_HEADING.search(heading)))


def _is_nothing(text: str) -> bool:
    few = len(text.split()) < FEWEST_WORDS or not has_words(text)
    return few or bool(NOTHING.search(text))


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
