"""Sections F, G, H1 and H2: what the advice recommends, then what packages add, with gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.answers import listed, opened
from analytics.plans.advising import HEALTH_ROLES
from analytics.plans.citations import package_citation, rule_citation
from analytics.plans.known import Known, line, need_id, titles
from analytics.plans.linting import lint_of
from analytics.plans.outcomes import served_by
from analytics.plans.package_words import package_words
from analytics.plans.recommendations import Recommendation, recommendations
from analytics.plans.support import Offer, offers
from data.schemas.plans import Line

THERAPISTS = frozenset(("speech_language_therapist", "occupational_therapist", "physiotherapist"))
# What health provides, whoever writes of it; the rest of a therapist's advice educates or trains.
MEDICAL = re.compile(
    r"(?i)medicine|medication|injection|gastrostomy|suction|oxygen|catheter|"
    r"orthotic|health check|nurse|care plan|wheelchair service|dose|moulds|"
    r"blood|botulinum"
)
EDUCATES = re.compile(
    r"(?i)\bschool\b|college|lesson|class|teach|train|practi[sc]e|programme|skills|curriculum|"
    r"radio aid|therap"
)
# The list of the Chronically Sick and Disabled Persons Act 1970, s.2(1) and (6): help at home,
# adaptations, recreation, travel, holidays, meals, telephone; short breaks are given under it.
CSDPA = re.compile(
    r"(?i)short break|overnight|respite|adapt|home care|personal assistant|recreation|holiday|"
    r"travel|meals|outing|sitting service|support workers"
)
# The slots of a line of provision, as a question to who recommends it.
ASKED = {
    "who": "who gives it",
    "expertise": "with what training or qualification it is given",
    "frequency": "how often",
    "duration": "for how long each time",
    "group_size": "alone or in a group of what size",
    "review": "when and how it is reviewed",
}
WITH_TRAINING = "who gives it and with what training"
OPEN = f"{WITH_TRAINING}, how often, for how long each time"
# What else a package leaves open, where its own words do not settle it.
SIZE: dict[str, str] = {"sp2": "", "sp3": ", in a group of how many"}
SECTIONS = ("F", "G", "H1", "H2")
NONE_SENTENCES = {
    "G": ("health", "No health provision was identified."),
    "H1": (
        "social_care",
        "No social care provision under the Chronically Sick and Disabled Persons Act was "
        "identified.",
    ),
    "H2": ("social_care", "No other social care provision was identified."),
}


def provision_lines(known: Known, outcomes: list[Line]) -> dict[str, list[Line]]:
    """Return sections F, G, H1 and H2; every need has a line of provision in one of them."""
    advised = recommendations(known)
    lines: dict[str, list[Line]] = {section: [] for section in SECTIONS}
    for one in advised:
        lines[section_of(known, one)] += _advised(known, one, outcomes)
    met = {need for one in advised for need in one.needs}
    unmet = tuple(need for need in known.needs if need not in met)
    text = " ".join(one.text for one in advised)
    for offer in offers(known, text, unmet):
        lines[offer.section] += _offered(known, offer, outcomes)
    lines["F"] += _adulthood(known)
    lines["F"] = lines["F"] or known.empty("F", "special educational provision")
    for section in ("G", "H1", "H2"):
        lines[section] += _none(known, section, lines[section])
    return lines


def section_of(known: Known, one: Recommendation) -> str:
    """Return where a recommendation belongs."""
    role = one.facts.author_role
    if role == "social_worker":
        return "H1" if CSDPA.search(one.text) and not known.is_adult else "H2"
    if MEDICAL.search(one.text) and not re.search(r"(?i)speech|language", one.text):
        return "G"
    if role in HEALTH_ROLES and not EDUCATES.search(one.text):
        return "G"
    return "F"


def _advised(known: Known, one: Recommendation, outcomes: list[Line]) -> list[Line]:
    section = section_of(known, one)
    rules = {"H1": "csdpa", "H2": "other_care"}
    rule = rules.get(section)
    if section == "F" and one.facts.author_role in THERAPISTS | HEALTH_ROLES:
        rule = "educates"
    provision = line(
        section,
        "provision",
        opened(one.worded),
        key=one.key,
        area=one.needs[0] if one.needs else None,
        links=_links(one.needs, outcomes),
        sources=(one.citation, *([rule_citation(rule)] if rule else [])),
    )
    asks = open_questions(section, one.text)
    if not asks:
        return [provision]
    text = f"To obtain from {one.asked}: {'; '.join(asks)}."
    return [provision, _gap(provision, text, sources=(one.citation, rule_citation("specified")))]


def open_questions(section: str, text: str) -> tuple[str, ...]:
    """Return what a recommendation leaves open, as words that follow "To obtain from ...: ".

    That nothing but its review is missing is not asked of its author: a plan has a review.
    """
    lint = lint_of(section, text)
    missing = [slot for slot in lint.missing if slot in ASKED]
    if not (set(missing) - {"review"}) and not lint.vague:
        return ()
    asks = [ASKED[slot] for slot in missing]
    if {"who", "expertise"} <= set(missing):
        asks.remove(ASKED["expertise"])
        asks[asks.index(ASKED["who"])] = WITH_TRAINING
    if lint.vague:
        asks.append(f"what is meant by {listed(tuple(f'“{word}”' for word in lint.vague))}")
    return tuple(asks)


def _links(needs: Sequence[str], outcomes: list[Line]) -> list[str]:
    """Return the needs that provision is for, and the outcomes that serve these."""
    own = [need_id(need) for need in needs]
    return own + [outcome for need in needs for outcome in served_by(outcomes, need)]


def _gap(provision: Line, text: str, *, sources: Sequence[object]) -> Line:
    return line(
        provision.section,
        "to_obtain",
        text,
        key=f"{provision.line_id}-open",
        area=provision.area,
        links=(provision.line_id,),
        sources=tuple(sources),  # type: ignore[arg-type]
    )


def _offered(known: Known, offer: Offer, outcomes: list[Line]) -> list[Line]:
    source = package_citation(offer.package_id, offer.name, offer.scope)
    answers = tuple(known.answer(need) for need in offer.needs)
    provision = line(
        offer.section,
        "provision",
        package_words(known, offer),
        key=f"{offer.package_id}-{'-'.join(offer.needs[:1])}",
        area=offer.needs[0],
        links=_links(offer.needs, outcomes),
        sources=(source, *answers, *known.naming),
    )
    asked = known.asked(offer.needs[0])
    size = SIZE.get(offer.package_id, ", alone or in a group")
    text = (
        f"To obtain from {asked}: for {listed(titles(offer.needs))}, what exactly is given, "
        f"{OPEN}{size}, and when it is reviewed."
    )
    sources = (source, rule_citation("specified"), *answers)
    return [provision, _gap(provision, text, sources=sources)]


def _adulthood(known: Known) -> list[Line]:
    """Ask for provision to prepare for adulthood where the pupil is old enough."""
    if not known.stage.for_adulthood:
        return []
    text = (
        f"To obtain from {known.senco}: provision to prepare for adulthood and independent living, "
        "with who gives it, how often and for how long."
    )
    return [line("F", "to_obtain", text, key="adulthood", sources=(rule_citation("adulthood"),))]


def _none(known: Known, section: str, lines: list[Line]) -> list[Line]:
    """Say that there is none where the answer says so, and ask where nobody has said."""
    if any(one.kind == "provision" for one in lines):
        return []
    question, sentence = NONE_SENTENCES[section]
    score = known.score(question)
    answer = known.answer(question)
    if score == 0:
        none = line(section, "none", sentence, key=section, area=question, sources=(answer,))
        return [none, *_said_none(known, none)]
    text = f"To obtain from {known.asked(question)}: whether any provision belongs in this section."
    links = (need_id(question),) if score else ()
    return [
        line(section, "to_obtain", text, key=section, area=question, links=links, sources=(answer,))
    ]


def _said_none(known: Known, none: Line) -> list[Line]:
    """Quote who wrote that no such provision is needed."""
    words = {"G": "health", "H1": "social care", "H2": "social care"}[none.section]
    said = re.compile(rf"(?i)\bno\b.{{0,60}}\b{words} provision\b")
    for one in known.excerpts:
        if said.search(one.text):
            return [
                line(
                    none.section,
                    "detail",
                    one.quoted,
                    key=f"{none.section}-said",
                    area=none.area,
                    links=(none.line_id,),
                    sources=(one.citation,),
                )
            ]
    return []
