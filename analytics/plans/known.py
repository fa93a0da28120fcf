"""All that a draft is made from, gathered once for its sections."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from analytics.answers import score_of
from analytics.case import Case
from analytics.plans.advising import advised, is_to_come
from analytics.plans.citations import answer_citation, record_citation
from analytics.plans.excerpts import Excerpt, current, excerpts
from analytics.plans.names import other_names, without
from analytics.plans.quantities import quantities
from analytics.plans.stages import Stage, stage_of
from analytics.reading.mentions import Mention, mentions_of
from data.schemas.plans import AREA_QUESTIONS, Citation, Line, Particulars
from data.schemas.reading import BundleReading, DocumentReading

NEED_TITLES: dict[str, str] = {
    "slc": "Speech, language and communication",
    "asd": "Autism",
    "social_interaction": "Social interaction",
    "learning_difficulties": "Learning difficulties",
    "english": "English",
    "maths": "Maths",
    "problem_solving": "Problem solving",
    "semh": "Social, emotional and mental health",
    "psych_other": "Other psychological difficulty",
    "emotional_literacy": "Emotional literacy",
    "self_esteem": "Self-esteem",
    "hearing": "Hearing",
    "visual": "Vision",
    "physical_other": "Physical disability",
    "physical_skills": "Physical skills",
    "sensory_skills": "Sensory skills",
    "adl_support": "Help with daily living",
    "health": "Health",
    "social_care": "Social care",
}
PROPER = frozenset(("English",))
SEN_QUESTIONS = tuple(question for group in AREA_QUESTIONS.values() for question in group)
# Whom to ask about a need, where no advice names its author.
ASK: dict[str, str] = {
    "slc": "the speech and language therapist",
    "social_interaction": "the educational psychologist",
    "english": "the SENCO",
    "maths": "the SENCO",
    "hearing": "the Teacher of the Deaf",
    "visual": "the qualified teacher of children and young people with vision impairment",
    "physical_other": "the physiotherapist",
    "physical_skills": "the occupational therapist",
    "sensory_skills": "the occupational therapist",
    "adl_support": "the occupational therapist",
    "health": "the designated clinical officer for health",
    "social_care": "children’s social care",
}
PSYCHOLOGIST, SENCO = "the educational psychologist", "the SENCO"
LEARNING_SUPPORT = "the college’s learning support manager"
ADULT = 18


@dataclass(frozen=True)
class Known:
    """Hold the sources of one draft, and what several of its sections ask of them."""

    case: Case
    particulars: Particulars
    bundle: BundleReading | None
    advice: Sequence[Mapping[str, Any]]
    library: pd.DataFrame
    today: datetime.date

    @cached_property
    def called(self) -> str:
        """Return the name that the plan uses."""
        return " ".join(self.particulars.called.split())

    @cached_property
    def naming(self) -> tuple[Citation, ...]:
        """Return a source for the name, which only one with figures in it needs."""
        if not quantities(self.called):
            return ()
        return (record_citation("plans", label="Name in the plan", quote=self.called),)

    @cached_property
    def stage(self) -> Stage:
        """Return the school year by age."""
        pupil = self.case.pupil
        return stage_of(int(pupil["birth_year"]), int(pupil["birth_month"]), self.today)

    @property
    def is_adult(self) -> bool:
        """Tell whether the Act of 1970 no longer applies."""
        return self.case.age_years >= ADULT

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the names in the documents that must not stand in the plan."""
        people = self.bundle.people if self.bundle else ()
        return other_names(people, called=self.particulars.name)

    @cached_property
    def papers(self) -> tuple[tuple[DocumentReading, float], ...]:
        """Return the documents of use, with how new each is."""
        return current(self.bundle) if self.bundle else ()

    @cached_property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """Return the sentences that can be quoted."""
        return excerpts(self.papers, self.names)

    @cached_property
    def advised(self) -> tuple[list[Excerpt], ...]:
        """Return the sentences of each piece that the documents recommend, in their order."""
        return tuple(piece for paper, _ in self.papers for piece in advised(paper, self.names))

    @cached_property
    def recommended(self) -> frozenset[tuple[str, int]]:
        """Return which sentences recommend."""
        return frozenset(one.key for piece in self.advised for one in piece)

    def is_of_pupil(self, one: Excerpt) -> bool:
        """Tell whether a sentence tells of the pupil, and not of what is to be given or reached."""
        return one.key not in self.recommended and not is_to_come(one)

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[Mention]]:
        """Return what the documents say about each question."""
        return mentions_of([paper for paper, _ in self.papers])

    def score(self, question_id: str) -> int | None:
        """Return an answer of the assessment, None where there is none."""
        return score_of(self.case.assessment, question_id)

    def answer(self, question_id: str) -> Citation:
        """Return the citation of an answer."""
        answer = answer_citation(question_id, self.case.assessment)
        return replace(answer, quote=self.visible(answer.quote))

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """Return the questions answered with a need, in the order of the plan."""
        every = (*SEN_QUESTIONS, "health", "social_care")
        return tuple(question for question in every if self.score(question))

    def empty(self, section: str, what: str) -> list[Line]:
        """Return what stands in a section for which there are no needs, or none known yet."""
        sources = tuple(self.answer(question) for question in (*SEN_QUESTIONS, "health"))
        if any(self.score(question) is None for question in (*SEN_QUESTIONS, "health")):
            text = f"To obtain from those who advise: {what}, when the needs are known."
            return [line(section, "to_obtain", text, key="empty", sources=sources)]
        text = f"No {what} drafted, because the assessment records no need for it."
        return [line(section, "none", text, key="empty", sources=sources)]

    def asked(self, question_id: str) -> str:
        """Return whom to ask about a need."""
        if question_id == "social_care" and self.is_adult:
            return "adult social care"
        who = ASK.get(question_id, PSYCHOLOGIST)
        return self.senco if who == SENCO else who

    @cached_property
    def in_college(self) -> bool:
        """Tell whether the pupil is beyond compulsory schooling, and not in a school's sixth form.

        Nobody older than 18 when the school year begins joins a sixth form: by then it is college.
        """
        in_school = "school" in self.particulars.school.lower()
        return self.stage.post_16 and not (in_school and self.stage.in_sixth_form)

    @property
    def setting(self) -> str:
        """Return the kind of place of education, as it follows "the"."""
        if self.in_college:
            return "college"
        return "setting" if self.stage.early else "school"

    @property
    def senco(self) -> str:
        """Return who co-ordinates learning support in the place of education."""
        if self.in_college:
            return LEARNING_SUPPORT
        return "the setting’s SENCO" if self.stage.early else SENCO

    def visible(self, text: str) -> str:
        """Return a text with the names of others hidden and its white space made plain."""
        return without(" ".join(text.split()), self.names)


def titles(questions: Sequence[str]) -> tuple[str, ...]:
    """Return the titles of needs as they stand within a sentence."""
    named = (NEED_TITLES[question] for question in questions)
    return tuple(one if one in PROPER else one[0].lower() + one[1:] for one in named)


def line(
    section: str,
    kind: str,
    text: str,
    *,
    key: str,
    area: str | None = None,
    links: Sequence[str] = (),
    sources: Sequence[Citation] = (),
) -> Line:
    """Return a drafted line; its id follows from the section, the kind and what it came from."""
    return Line(
        line_id=line_id(section, kind, key),
        section=section,
        kind=kind,
        text=text,
        position=0.0,
        area=area,
        links=tuple(dict.fromkeys(links)),
        sources=tuple(dict.fromkeys(sources)),
    )


def line_id(section: str, kind: str, key: str) -> str:
    """Return the id of a drafted line, the same whenever it is drafted from the same source."""
    short = key if key.replace("_", "").replace("-", "").isalnum() and len(key) <= 40 else None
    name = short or hashlib.blake2b(key.encode(), digest_size=6).hexdigest()
    return f"{section}-{kind}-{name}"


def excerpt_key(one: Excerpt) -> str:
    """Return what an excerpt's line is known by: its document and its words, not its place."""
    return f"{one.statement.document_id}\n{one.text}"


def need_id(question_id: str) -> str:
    """Return the id of the line of a need."""
    section = {"health": "C", "social_care": "D"}.get(question_id, "B")
    return line_id(section, "need", question_id)
