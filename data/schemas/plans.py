"""An education, health and care plan: its sections, its lines, and where each line comes from.

The plan is kept line by line, so that two people who write on different lines never meet, every
line has a history of its own, and each says where it was taken from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# The Special Educational Needs and Disability Regulations 2014 (SI 2014/1530), reg 12(1): each
# section must be separately identified.
SECTIONS: dict[str, str] = {
    "A": "Views, interests and aspirations of the child and their parents, or the young person",
    "B": "Special educational needs",
    "C": "Health needs related to special educational needs",
    "D": "Social care needs related to special educational needs or a disability",
    "E": "Outcomes sought",
    "F": "Special educational provision",
    "G": "Health provision reasonably required",
    "H1": "Social care provision under the Chronically Sick and Disabled Persons Act 1970, s.2",
    "H2": "Other social care provision reasonably required",
    "I": "Placement: name and type of the school or other institution",
    "J": "Personal budget: needs and outcomes to be met by a direct payment",
    "K": "Advice and information gathered",
}
NEED_SECTIONS = ("B", "C", "D")
PROVISION_SECTIONS = ("F", "G", "H1", "H2")

# SEND Code of Practice 2015, 6.28 to 6.35: the broad areas of need, and the questions under each.
# Health belongs to section C and social care to section D. English as a further language is no
# special educational need: Children and Families Act 2014, s.20(4).
BROAD_AREAS: dict[str, str] = {
    "communication": "Communication and interaction",
    "cognition": "Cognition and learning",
    "semh": "Social, emotional and mental health",
    "sensory_physical": "Sensory and physical, and independence",
}
AREA_QUESTIONS: dict[str, tuple[str, ...]] = {
    "communication": ("slc", "asd", "social_interaction"),
    "cognition": ("learning_difficulties", "english", "maths", "problem_solving"),
    "semh": ("semh", "psych_other", "emotional_literacy", "self_esteem"),
    "sensory_physical": (
        "hearing",
        "visual",
        "physical_other",
        "physical_skills",
        "sensory_skills",
        "adl_support",
    ),
}

LINE_KINDS: dict[str, str] = {
    "view": "What the pupil or the family said",
    "background": "History, and how best to communicate",
    "strength": "What the pupil can do",
    "need": "A need",
    "detail": "What is written of the need above",
    "outcome": "An outcome",
    "provision": "Provision",
    "placement": "A placement",
    "payment": "A direct payment",
    "advice": "Advice that was gathered",
    "none": "A statement that nothing was identified",
    "to_obtain": "What no source gives, and whom to ask",
}
ORIGINS: dict[str, str] = {
    "drafted": "Drafted from the sources, and not changed since",
    "edited": "Drafted, then changed by a person",
    "written": "Written by a person",
}
CITATION_KINDS: dict[str, str] = {
    "answer": "An answer of the assessment; `ref` is the question",
    "document": "A document of the bundle; `ref` is its code, `start` and `end` its place",
    "package": "A support package of the catalogue; `ref` is its code",
    "library": "Similar cases of the library; `ref` is the outcome or package",
    "record": "The pupil's record: request, advice or school; `ref` is the table",
    "person": "A person; `ref` is the user name",
    "rule": "Law or guidance; `ref` names it",
}
PLAN_STATUSES: dict[str, str] = {
    "draft": "Draft",
    "family": "Draft with the family",
    "agreed": "Agreed by the panel",
    "final": "Final",
}

LINE_LENGTH = 4_000
JSON_LENGTH = 20_000


@dataclass(frozen=True)
class Citation:
    """Say where a line, or part of it, was taken from."""

    kind: str
    ref: str
    label: str
    """Words for the source, e.g. "Educational psychologist's report, 3 May 2026, page 2"."""
    quote: str = ""
    """The words there; every quantity of a drafted line stands in one of its quotes."""
    start: int | None = None
    """Offset in the text of the document."""
    end: int | None = None


@dataclass(frozen=True)
class Line:
    """Hold one line of a plan: a need, an outcome, a piece of provision, a view or a gap."""

    line_id: str
    """Stable within the pupil's plan: drafting again gives the same line the same id."""
    section: str
    kind: str
    text: str
    position: float
    """Order within the section."""
    area: str | None = None
    """The question that the line is about."""
    links: tuple[str, ...] = ()
    """Lines it serves: an outcome its needs, provision its needs and outcomes, the rest theirs."""
    sources: tuple[Citation, ...] = ()
    origin: str = "drafted"
    agreed: bool = False
    """True once those concerned agreed it; only agreed lines stand in the parents' version."""
    revision: int = 0
    """How many times it was saved; 0 for a line that was not."""
    actor: str = ""
    """User name of who saved it last."""


@dataclass(frozen=True)
class Particulars:
    """Hold the facts of the header strip; what is not known is empty."""

    pupil_id: str
    authority: str = ""
    name: str = ""
    """The name to be used in the plan, as a person entered it."""
    pronoun: str = ""
    """she, he or they, as a person entered it."""
    born: str = ""
    """Month and year."""
    age_years: int | None = None
    age_band: str = ""
    school: str = ""
    primary_need: str = ""
    """DfE code."""
    cluster: str = ""
    status: str = "draft"
    requested_on: str = ""
    drafted_on: str = ""
    final_on: str = ""
    review_due_on: str = ""
    invented: bool = False

    @property
    def called(self) -> str:
        """Return the name the plan uses: the one entered, else the reference."""
        return self.name or self.pupil_id


@dataclass(frozen=True)
class Plan:
    """Hold a plan: the facts of its header, and its lines in order."""

    particulars: Particulars
    lines: tuple[Line, ...] = ()

    def section(self, section: str) -> tuple[Line, ...]:
        """Return the lines of a section in their order."""
        return tuple(line for line in self.lines if line.section == section)

    @property
    def by_id(self) -> Mapping[str, Line]:
        """Return the lines by their id."""
        return {line.line_id: line for line in self.lines}


@dataclass(frozen=True)
class Finding:
    """Say what is wrong or missing in a plan, and where."""

    code: str
    """Short name of the check, e.g. need_without_provision."""
    section: str
    sentence: str
    line_id: str | None = None
    weight: str = "watch"
    """problem (must be put right before it is sent), watch, or source (the source is vague)."""
    phrases: tuple[str, ...] = field(default=())
    """The words of the line that it is about."""


@dataclass(frozen=True)
class Lint:
    """Say what a line of provision, or an outcome, states and what it leaves open."""

    kind: str
    """direct, equipment, environment, training, monitoring, care_procedure, no_provision,
    nil_statement or outcome."""
    missing: tuple[str, ...]
    """Of what, who, frequency, duration, group_size, expertise, review; of an outcome: specific,
    measurable, achievable_in_control, relevant, time_bound."""
    vague: tuple[str, ...] = ()
    """The vague phrases, as written."""
    is_service: bool = False
    """True of an outcome that is provision in disguise."""
    stated: Mapping[str, str] = field(default_factory=dict)
    """For each slot that is stated, the words that state it."""
    read_by: tuple[str, ...] = ()
    """The words by which a line of provision was read as of its kind."""
