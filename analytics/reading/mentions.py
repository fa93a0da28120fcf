"""What a sentence says about a question, for how much it counts and how new it is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analytics.reading.grounds import (
    ASKED,
    BETTER,
    CLEAR,
    CONDITION,
    DEPENDS,
    FINE,
    NO_TROUBLE,
    RULED_OUT,
    STATED,
    TAKEN_BACK,
    TROUBLE,
    UNABLE,
    UNANCHORED,
    grade,
    is_anchored,
    is_furniture,
    is_whole,
)
from analytics.reading.relevance import OTHERS, RELEVANCE, STEPS, TYPE_WEIGHT
from analytics.reading.scores import is_normal_audiogram, result_of
from analytics.reading.stages import behind
from data.schemas.questions import QUESTION
from data.schemas.reading import DocumentReading, Facts, Statement

# A need that is told without a degree lies between mild and moderate.
UNSTATED = 1.9
DAYS = 365.25
HALF_LIFE_YEARS = 1.0
OLDEST_WEIGHT = 0.08
UNDATED_YEARS = 0.7
# A reading that is a guess, a sentence with words of praise, and one of an earlier year count less.
SUSPECTED, LAY, WHOLE_AREA = 0.15, 0.25, 2.0
CONDITIONS = frozenset(("hearing", "visual", "physical_other", "asd", "psych_other", "health"))
DEVELOPMENT = frozenset(
    ("learning_difficulties", "english", "maths", "problem_solving", "slc", "physical_skills")
)
TESTED = frozenset((*DEVELOPMENT, "physical_other"))
# On these a sentence with no condition, degree, figure or inability says little of itself.
UNNAMED = 0.3
# A grade that stands in what is planned or offered rather than in what is seen.
PLANNED = 0.75
LEAST_SURE, FINE_NEED, LOOKS_BACK, DISOWNED = 0.1, 0.35, 0.4, 0.2
# Where ability as a whole is average, one part of it is a specific need and says little.
ONE_PART = re.compile(r"(?i)\bmemory\b|processing speed")
THE_WHOLE = re.compile(
    r"(?i)full scale|\bIQ\b|FSIQ|\bGC?AI?\b|general|overall|composite|global|"
    r"learning (?:difficult|disab)"
)
A_PART = 0.3
# A test of mathematics that has a word of reasoning in its name.
SUM_TEST = re.compile(r"(?i)\bmath\w* (?:problem[- ]solving|reasoning)|arithmetical reasoning")
# A denial holds for the part of a sentence in which it stands.
PARTS = re.compile(r"[;.]|,? but |, (?:and|so|though) ")
ADJECTIVE = re.compile(r"(?i)\b(?:mild|moderate|severe)\b(?! and|/| to )")
DEGREES = {"mild": 1, "moderate": 2, "severe": 3}
NUMBER = re.compile(r"\d")
NOTHING = re.compile(
    r"(?i)\b(?:no|not|nor|never|none|nothing|without|neither)\b|n[’']t\b|rule[sd]? out"
)
YEAR = re.compile(r"\b(20[0-4]\d)\b")
# Where the same role has written again since, the older paper says how it was.
REPLACED = 0.6
REPLACED_DAYS = 120


@dataclass(frozen=True)
class _When:
    """Hold when a document was written and when its pupil was born, as far as known."""

    written: datetime.date | None
    born: datetime.date | None

    @property
    def year(self) -> int | None:
        return self.written.year if self.written else None

    @property
    def age(self) -> float | None:
        """Return the pupil's age in years."""
        if not (self.written and self.born):
            return None
        return (self.written - self.born).days / DAYS


@dataclass(frozen=True)
class Mention:
    """Hold what one sentence says about one question."""

    statement: Statement
    facts: Facts
    level: float
    """On the question's scale; 0 where the sentence says there is no such need."""
    strength: float
    """How plainly it says so, 0 to 1; more where it speaks of the area as a whole."""
    weight: float
    """Strength, times the author's standing on the question, times how new it is."""
    recency: float = 1.0
    """How new its document is against the newest, 0 to 1."""
    standing: float = 1.0
    """How much its author's word counts on the question."""

    @property
    def is_need(self) -> bool:
        """Tell whether the sentence states a need that is present."""
        return self.level > 0


Mentions = Mapping[str, Sequence[Mention]]


def mentions_of(
    documents: Sequence[DocumentReading], *, born: datetime.date | None = None
) -> dict[str, list[Mention]]:
    """Return what documents about the pupil say, for each of the 20 questions.

    With the day when the pupil was `born`, levels of development are held against their age.
    """
    found: dict[str, list[Mention]] = {name: [] for name in QUESTION}
    own = [one for one in documents if one.facts.about_pupil]
    ages = age_weights([one.facts for one in own])
    replaced = [_is_replaced(one.facts, own) for one in own]
    for document, age, old in zip(own, ages, replaced, strict=True):
        when = _When(document.facts.dated_on, born)
        for statement in document.statements:
            if is_furniture(statement.text):
                continue
            # A reader that gives no chances is certain.
            chances = dict(statement.reading.chances)
            for area in statement.reading.areas:
                if area in QUESTION and (said := _said(statement, area, when)):
                    level, strength = said
                    known = standing(document.facts, area)
                    worth = known * age * (REPLACED if old else 1.0)
                    worth *= _lay_doubt(statement, area, known) * chances.get(area, 1.0)
                    found[area].append(
                        Mention(
                            statement, document.facts, level, strength, strength * worth, age, known
                        )
                    )
    found["learning_difficulties"] = _beside_whole(found["learning_difficulties"])
    return found


def standing(facts: Facts, area: str) -> float:
    """Return how much an author's word counts on a question."""
    role = RELEVANCE.get(facts.author_role or "", {}).get(area, OTHERS)
    return role * TYPE_WEIGHT.get(facts.type, 1.0)


def age_weights(facts: Sequence[Facts]) -> list[float]:
    """Return for each document how much it counts by its age against the newest, 0 to 1."""
    days = [one.dated_on for one in facts if one.dated_on]
    newest = max(days, default=datetime.date.min)
    years = [
        (newest - one.dated_on).days / DAYS if one.dated_on else UNDATED_YEARS for one in facts
    ]
    return [max(OLDEST_WEIGHT, 0.5 ** (each / HALF_LIFE_YEARS)) for each in years]


def _is_replaced(facts: Facts, documents: Sequence[DocumentReading]) -> bool:
    return any(
        other.facts.author_role == facts.author_role
        and facts.author_role in RELEVANCE
        and facts.author_role != "pupil"
        and other.facts.dated_on is not None
        and facts.dated_on is not None
        and (other.facts.dated_on - facts.dated_on).days > REPLACED_DAYS
        for other in documents
    )


def _said(statement: Statement, area: str, when: _When) -> tuple[float, float] | None:
    """Return level and strength of a statement about an area, or None if it says nothing of now."""
    reading, text = statement.reading, statement.text
    if reading.assertion in ("family", "historical"):
        return None
    level, strength = _level(statement, area, when.age)
    if not strength or (area == "problem_solving" and SUM_TEST.search(text)):
        return None
    trust = 1.0 if is_anchored(text, area) or grade(text, area) else UNANCHORED
    if level:
        trust *= 1.0 if _is_named(statement, area) else UNNAMED
        trust *= LEAST_SURE + (1 - LEAST_SURE) * reading.sureness
        trust *= LOOKS_BACK if _looks_back(text, when.year) else 1.0
        trust *= DISOWNED if TAKEN_BACK.search(text) else 1.0
    return level, strength * trust


def _beside_whole(found: list[Mention]) -> list[Mention]:
    """Return mentions of learning, memory or speed alone counting less if the whole is average."""
    if not any(not one.is_need and THE_WHOLE.search(one.statement.text) for one in found):
        return found
    return [
        replace(one, level=min(one.level, 1.0), weight=one.weight * A_PART)
        if ONE_PART.search(text := one.statement.text) and not THE_WHOLE.search(text)
        else one
        for one in found
    ]


def _is_named(statement: Statement, area: str) -> bool:
    """Tell whether a sentence on a condition names one, its degree or what it prevents."""
    text = statement.text
    return bool(
        area not in CONDITIONS
        or statement.reading.severity
        or CONDITION.search(text)
        or UNABLE.search(text)
        or NUMBER.search(text)
        or grade(text, area)
    )


def _lay_doubt(statement: Statement, area: str, worth: float) -> float:
    """Return how much less a lay sentence about a condition counts where it gives no degree."""
    reading = statement.reading
    plain = reading.severity is None and reading.polarity == "negative"
    doubted = area in CONDITIONS and worth <= OTHERS and plain
    return LAY if doubted and not grade(statement.text, area) else 1.0


def _level(statement: Statement, area: str, age: float | None) -> tuple[float, float]:
    """Return the level of a statement and how plainly it is said; nothing where it says neither."""
    if _is_clear(statement, area):
        return 0.0, 1.0
    reading, text = statement.reading, statement.text
    steps = STEPS[QUESTION[area].maximum]
    shown = _shown(statement, area, age)
    if shown and reading.assertion in ("present", "negated"):
        return float(steps[shown]), PLANNED if reading.polarity == "neutral" else 1.0
    if reading.polarity == "negative" and ASKED.search(text) and not reading.severity:
        return 1.0, SUSPECTED
    needed = reading.polarity == "negative" or STATED.search(text)
    if needed and reading.assertion == "present":
        return _need(statement, steps[reading.severity] if reading.severity else None)
    if reading.assertion == "uncertain" and not RULED_OUT.search(text):
        return (1.0, SUSPECTED) if reading.polarity == "negative" else (0.0, 0.0)
    return 0.0, _absence(statement, area)


def _is_clear(statement: Statement, area: str) -> bool:
    """Tell whether a result stands where there is no need, however the sentence was read."""
    reading, text = statement.reading, statement.text
    if CLEAR.search(text) or (area == "hearing" and is_normal_audiogram(text)):
        return True
    said = reading.polarity != "neutral" and reading.assertion == "present"
    return said and result_of(text, area) == "none"


def _shown(statement: Statement, area: str, age: float | None) -> str | None:
    """Return the severity that facts of a sentence show, whatever adjective it has."""
    text = statement.text
    found = behind(text, age) if area in DEVELOPMENT else None
    if found or (area in TESTED and (found := result_of(text, area)) and found != "none"):
        return found
    praised = statement.reading.polarity == "positive" and not DEPENDS.search(text)
    return None if praised or BETTER.search(text) else grade(text, area)


def _absence(statement: Statement, area: str) -> float:
    """Return how plainly a sentence says that there is no need."""
    reading, fine = statement.reading, bool(FINE.search(statement.text))
    if reading.assertion in ("negated", "uncertain") or reading.severity == "none":
        finding = WHOLE_AREA if _is_denied_whole(statement.text, area) else 1.0
        return finding if reading.polarity != "negative" or fine else 0.5
    if reading.polarity == "positive":
        return 0.8 if fine else 0.4
    return 0.3 if fine else 0.0


def _is_denied_whole(text: str, area: str) -> bool:
    """Tell whether the part of a sentence that denies or praises names the area as a whole."""
    parts = [part for part in PARTS.split(text) if NOTHING.search(part) or FINE.search(part)]
    return any(is_whole(part, area) for part in parts)


def _need(statement: Statement, step: int | None) -> tuple[float, float]:
    """Return level and strength of a sentence that was read as a need that is present."""
    fine = bool(FINE.search(statement.text))
    troubled = TROUBLE.search(NO_TROUBLE.sub(" ", statement.text))
    # Praise without a word of trouble was misread.
    if fine and not troubled and not NUMBER.search(statement.text):
        return 0.0, 0.5
    told = {one.lower() for one in ADJECTIVE.findall(statement.text)}
    if len(told) == 1:
        step = DEGREES[told.pop()]
    if step:
        return float(step), 1.0
    return (UNSTATED, 0.6 * (FINE_NEED if fine else 1.0)) if step is None else (UNSTATED, 0.4)


def _looks_back(text: str, year: int | None) -> bool:
    """Tell whether a sentence names a year before that of its document."""
    return year is not None and any(int(found) < year for found in YEAR.findall(text))
