"""What came of a plan, as those concerned tell it: its words and scales."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

VOICES: dict[str, str] = {
    "pupil": "Child or young person",
    "parent": "Parent or carer",
    "setting": "School or setting",
}
# How an answer came in.
CHANNELS: dict[str, str] = {
    "link": "By the person's own link",
    "bulk": "In a file of results from the school or setting",
    "told": "Told to a member of staff, who wrote it down",
}
# Goal attainment scaling, five levels about the level expected: Kiresuk and Sherman (1968),
# Community Mental Health Journal 4(6), 443 to 453.
ATTAINMENT: dict[int, str] = {
    -2: "Much less than hoped",
    -1: "Less than hoped",
    0: "As hoped",
    1: "More than hoped",
    2: "Much more than hoped",
}
# What is asked of everybody about how the pupil feels, in words for a column.
FEELINGS: dict[str, str] = {
    "school": "School, college or setting",
    "learning": "Learning",
    "friends": "Friends",
    "safe": "Feeling safe",
    "listened": "Being listened to",
    "home": "Home and free time",
}
FEELING_SCALE: dict[int, str] = {
    1: "Very unhappy",
    2: "Unhappy",
    3: "In between",
    4: "Happy",
    5: "Very happy",
}
# Whether provision was given, for who cannot tell the hours.
EXTENTS: dict[str, str] = {
    "all": "All of it",
    "part": "Some of it",
    "none": "None of it",
    "unknown": "Not known to who answered",
}
# What a person may do about a reason to review a plan early.
FLAG_DECISIONS: dict[str, str] = {
    "review": "Bring the review forward",
    "dismiss": "No early review is needed",
}


@dataclass(frozen=True)
class AskedOutcome:
    """Hold an outcome as it read when somebody was asked about it."""

    line_id: str
    text: str
    outcome_id: str = ""
    """Column of the library that it comes from, empty where a person wrote it."""
    area: str = ""
    """The question that it is about."""
    packages: tuple[str, ...] = ()
    """Support packages whose provision serves it."""


@dataclass(frozen=True)
class AskedProvision:
    """Hold a piece of provision as it read when somebody was asked about it."""

    line_id: str
    text: str
    package_id: str = ""
    planned_hours: float | None = None
    """Hours a week that the plan gives, None where it gives none."""


@dataclass(frozen=True)
class Asked:
    """Hold what one request for feedback asks about."""

    outcomes: tuple[AskedOutcome, ...] = ()
    provision: tuple[AskedProvision, ...] = ()


@dataclass(frozen=True)
class Attained:
    """Hold how far one outcome is reached, as one person sees it."""

    outcome: AskedOutcome
    score: int
    """A key of ATTAINMENT."""
    evidence: str = ""


@dataclass(frozen=True)
class Delivered:
    """Hold how much of one piece of provision was given, as one person tells it."""

    provision: AskedProvision
    hours: float | None = None
    """Hours a week, None where they were not told."""
    extent: str = ""
    """A key of EXTENTS, empty where it was not told."""
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """Hold what one person answered about one pupil, however it came in."""

    pupil_id: str
    voice: str
    given_on: str
    """Day of the answer, YYYY-MM-DD."""
    channel: str
    said_by: str = ""
    feelings: Mapping[str, int] = field(default_factory=dict)
    """By a key of FEELINGS, one of FEELING_SCALE."""
    helps: str = ""
    change: str = ""
    attained: tuple[Attained, ...] = ()
    delivered: tuple[Delivered, ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether nothing at all was answered."""
        words = self.helps.strip() or self.change.strip()
        return not (words or self.feelings or self.attained or self.delivered)


@dataclass(frozen=True)
class Flag:
    """Say why one pupil's plan may need a review before its day."""

    reason: str
    """Short name of the rule, e.g. not_delivered."""
    sentence: str
    """Why, in words, with the figures that it rests on."""
    sources: tuple[str, ...] = ()
    """Codes of the answers, assessments or plan lines that it rests on."""
    weight: float = 0.0
    """How likely the reason is by the model, 0 to 1; 0 for one of which it does not speak."""


def asked_row(asked: Asked) -> Mapping[str, object]:
    """Return what is asked as plain values for JSON."""
    return {
        "outcomes": [{**vars(one), "packages": list(one.packages)} for one in asked.outcomes],
        "provision": [dict(vars(one)) for one in asked.provision],
    }


def asked_of(row: Mapping[str, list[Mapping[str, object]]]) -> Asked:
    """Return what was asked, from the values that `asked_row` gave."""
    return Asked(
        outcomes=tuple(
            AskedOutcome(**{**one, "packages": tuple(one["packages"])})  # type: ignore[arg-type]
            for one in row["outcomes"]
        ),
        provision=tuple(AskedProvision(**one) for one in row["provision"]),  # type: ignore[arg-type]
    )


def feeling_column(feeling: str) -> str:
    """Return the column that holds how the pupil feels about something."""
    return f"feels_{feeling}"
