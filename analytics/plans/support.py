"""Which needs each support package meets, in which section, and when advice already covers it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analytics.packages import CATALOGUE, Suggestion
from analytics.plans.known import Known


@dataclass(frozen=True)
class Meeting:
    """Say which needs a package meets in a section of the plan, nearest first."""

    package_id: str
    section: str
    questions: tuple[str, ...]


# sp1, a special school place, is a placement: section I, blank in a draft.
MEETINGS: tuple[Meeting, ...] = (
    Meeting("sp4", "F", ("slc",)),
    Meeting("sp9", "F", ("social_interaction", "asd")),
    Meeting("sp8", "F", ("emotional_literacy", "semh", "self_esteem")),
    Meeting("sp5", "F", ("sensory_skills",)),
    Meeting("sp6", "F", ("semh", "asd", "sensory_skills", "emotional_literacy")),
    Meeting(
        "sp2",
        "F",
        (
            "learning_difficulties",
            "english",
            "maths",
            "problem_solving",
            "psych_other",
            "self_esteem",
        ),
    ),
    Meeting("sp3", "F", ("english", "maths", "problem_solving", "social_interaction", "slc")),
    Meeting("sp7", "F", ("english", "slc", "learning_difficulties")),
    Meeting("sp11", "F", ("hearing", "visual", "physical_other", "physical_skills")),
    Meeting("sp13", "F", ("adl_support",)),
    Meeting("sp10", "F", ("adl_support",)),
    Meeting("sp11", "G", ("health",)),
    Meeting("sp12", "H", ("social_care",)),
)
# Words of advice that already give what the package would.
COVERED: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"(?i){pattern}")
    for name, pattern in {
        "sp2": r"\b1:1\b|one[- ]to[- ]one|individual",
        "sp3": r"\bgroup\b|\bpair\b",
        "sp4": r"speech and language|\btherapist\b.*\bweek|makaton|picture|symbol",
        "sp5": r"sensory|ear defenders",
        "sp6": r"quiet (?:room|place|space|base)|exit card",
        "sp7": r"vocabulary|shape-coded|word bank|pictures and key words",
        "sp8": r"emotion|mentor|key adult|check-in",
        "sp9": r"social (?:stor|skills|play)|role play|visual timetable",
        "sp10": r"travel training|life skills|cook|daily living lesson",
        "sp11": r"physio|hydro|radio aid|equipment|hearing|deaf|vision|standing frame",
        "sp12": r"short break|family support",
        "sp13": r"toilet|daily living|dressing",
    }.items()
}


@dataclass(frozen=True)
class Offer:
    """Hold a package as a line of a draft would state it."""

    package_id: str
    name: str
    scope: str
    section: str
    needs: tuple[str, ...]


def offers(known: Known, advised: str, unmet: tuple[str, ...]) -> tuple[Offer, ...]:
    """Return the suggested packages that no advice covers, then what meets the needs still unmet.

    `advised` is the text of all that was recommended.
    """
    suggested = {one.package_id for one in known.case.suggestions if one.suggested}
    found: list[Offer] = []
    for meeting in MEETINGS:
        needs = tuple(need for need in meeting.questions if need in known.needs)
        covered = COVERED[meeting.package_id].search(advised)
        if needs and meeting.package_id in suggested and (not covered or _all_unmet(needs, unmet)):
            found.append(_offer(known, meeting, needs))
    met = {need for offer in found for need in offer.needs}
    for need in unmet:
        if need not in met:
            meeting = next(one for one in MEETINGS if need in one.questions)
            needs = tuple(one for one in meeting.questions if one in unmet and one not in met)
            met |= set(needs)
            found.append(_offer(known, meeting, needs))
    return _joined(found)


def _all_unmet(needs: tuple[str, ...], unmet: tuple[str, ...]) -> bool:
    return set(needs) <= set(unmet)


def _joined(found: list[Offer]) -> tuple[Offer, ...]:
    """Return each package once a section, with all the needs it is offered for."""
    joined: dict[tuple[str, str], Offer] = {}
    for one in found:
        key = one.package_id, one.section
        needs = (*joined[key].needs, *one.needs) if key in joined else one.needs
        joined[key] = Offer(
            one.package_id, one.name, one.scope, one.section, tuple(dict.fromkeys(needs))
        )
    return tuple(joined.values())


def _offer(known: Known, meeting: Meeting, needs: tuple[str, ...]) -> Offer:
    name, scope = _words(known.case.suggestions, meeting.package_id)
    section = meeting.section
    if section == "H":
        section = "H2" if known.is_adult else "H1"
    return Offer(meeting.package_id, known.visible(name), known.visible(scope), section, needs)


def is_as_published(offer: Offer) -> bool:
    """Tell whether the authority kept the catalogue's words for a package."""
    rows = (row for row in CATALOGUE if row["package_id"] == offer.package_id)
    return any(offer.scope == row["scope"] for row in rows)


def _words(suggestions: tuple[Suggestion, ...], package_id: str) -> tuple[str, str]:
    for one in suggestions:
        if one.package_id == package_id:
            return one.name, one.scope
    row = next(row for row in CATALOGUE if row["package_id"] == package_id)
    return row["name"], row["scope"]
