"""Sections B, C and D: what the pupil can do, each need, and what is written of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from analytics.answers import listed
from analytics.plans.citations import rule_citation
from analytics.plans.excerpts import FAMILY_ROLES, Excerpt
from analytics.plans.known import (
    NEED_TITLES,
    PSYCHOLOGIST,
    Known,
    excerpt_key,
    line,
    need_id,
    titles,
)
from analytics.plans.notes import note_lines
from data.schemas import QUESTION
from data.schemas.plans import AREA_QUESTIONS, BROAD_AREAS, Line

MOST_DETAILS, MOST_STRENGTHS, MOST_GENERAL = 3, 3, 3
TROUBLE = re.compile(
    r"(?i)\bbut\b|although|however|\bonly\b|difficult|struggl|\byet\b|behind|below|refus|worr|"
    r"avoid|\bhard\b|\bhelped\b|never been|poor|needs?\b|trouble|silent|tense|punish|\bback\b|"
    r"\bdescribed\b|as if|on a good day|confidence low|dipped|surprised|down from|\bI want\b|"
    r"\bbetween\b|\bwhile\b|pre-entry|"
    r"\bfor about\b|\bnot\b|\bgives? up\b|\bless\b|\bmisses\b|\bworse\b|\btired"
)
CARE = re.compile(
    r"(?i)\brisk\b|exploit|neglect|lives with|child in need plan|guardian|looked after|foster|"
    r"adopt|\bneeds\b|disabled child|no break|young carer|strangers|abuse|care order"
)
NO_CARE = re.compile(
    r"(?i)^known\b|^direct payment|not record|is not on|has never|no concerns|^to\b|carer's "
    r"assessment|would like|no social care needs|recommended"
)
# Another child, or what is still being asked, is no need of the pupil.
NOT_OF_THE_PUPIL = re.compile(
    r"(?i)\b(?:sister|brother|sibling|cousin)s?\b|questionnaire|\bawaiting\b|waiting for the "
    r"result|\bneeds? in this area\b|^main area\b|\bwonders? about\b|^one to one teaching\b|"
    r"\bbelieve us\b"
)
# A sense found to be normal, and a score no better than most, are no strengths.
DISTRESS = re.compile(
    r"(?i)\bscream|\bcr(?:y|ies|ied|ying)\b|\bsob|\bon the floor\b|distress|\bupset|tantrum|"
    r"\bbang(?:s|ed|ing)? (?:his|her|their)|\bhit(?:s|ting)? (?:his|her|out|him|other)|meltdown|"
    r"\b(?:threw|throws|thrown) (?:him|her|chairs?|a|things|tables?)|self-harm|\bpunch|"
    r"\bbit(?:es)? (?:him|her|his|staff|an)|\bkick(?:s|ed) (?:the|out|staff|an)|\bwary of\b|"
    r"\bran (?:out|off|away)|\bhurts? (?:him|her)|\bwithout (?:looking|help)\b"
)
NO_STRENGTH = re.compile(
    r"(?i)nothing else|\beats? (?:only|just|nothing)|accepted foods|restricted|\becho|otoacoustic|"
    r"tympan|\bdB\b|\bsupplied\b|\bsessions (?:with|of)\b|\bis now \w+ years and\b|"
    r"\bnormal limits|\b(?:hearing|sight|vision|eyes?) (?:is|are|was|were|has been) (?:fine|"
    r"good|normal|tested)|^(?!.*average range).*\b[1-4]?\d(?:st|nd|rd|th) centile|\b(?:has|is|does|"
    r"do)n['’]t\b|words a minute"
)
# Support that was given, and money, say nothing of the pupil.
SUPPORT = re.compile(
    r"(?i)written down|as (?:she|he|they) typed|chose to answer|\bwe(?:[’']d| would| think|"
    r" want)\b.*"
    r"\b(?:like|needs?|have)\b|what we|at every step|\bwould like\b|\bin class\.$|"
    r"support plan|funding|£|ELSA|visits?\b.*\bminutes|timetable|sessions of|has been tried|"
    r"assistant (?:in|for)|hours (?:a|per) week|will be|recommend|suggest|review|social worker|"
    r"\bI (?:am writing|support|met|enclose|have known)|clinic|letter\b|report\b|telephone"
)
# Opening words and headings below which support is told, not the pupil.
PROVIDED = re.compile(r"(?i)tried|support|provided|provision|recommend|would help|what helps|hoped")
GOOD = re.compile(r"(?i)\b(?:is|are) (?:very )?(?:good|excellent|strong)\b|\ba strength\b")
IMPLIED, TOLD, ROW = 0.4, 0.1, 0.2
SHORT, FEW = 5, 2
Details = dict[str, list[Excerpt]]
Worth = dict[tuple[tuple[str, int], str], float]
GRADED_FINE = re.compile(r"(?i)\b(?:normal|average|age-appropriate|as expected|no concerns?)\b")


def needs_lines(known: Known, details: Details, elsewhere: Collection[str] = ()) -> list[Line]:
    """Return section B: general strengths, then each broad area, strengths before needs.

    `elsewhere` holds sentences that another section quotes.
    """
    strengths = _strengths(known, elsewhere)
    general = [_quote("B", "strength", one) for one in _general(known, strengths)]
    lines = general or ([] if any(strengths.values()) else [_no_strength(known)])
    for area, questions in AREA_QUESTIONS.items():
        lines += [_quote("B", "strength", one, area=q) for one, q in strengths[area]]
        for question in questions:
            if known.score(question):
                lines += _need(known, question, details[question])
        lines += _without_need(known, area)
    return lines


def _no_strength(known: Known) -> Line:
    """Ask for what the pupil can do, which comes first: Code of Practice 9.61."""
    text = f"To obtain from {known.senco} and the family: what {known.called} can do and does well."
    sources = (rule_citation("strengths"), *known.naming)
    return line("B", "to_obtain", text, key="strengths", sources=sources)


def health_lines(known: Known, details: Details) -> list[Line]:
    """Return section C."""
    return _single(
        known, details, "C", "health", "No health needs related to special educational needs"
    )


def care_lines(known: Known, details: Details) -> list[Line]:
    """Return section D."""
    sentence = "No social care needs related to special educational needs or a disability"
    return _single(known, details, "D", "social_care", sentence)


def _single(
    known: Known, details: Details, section: str, question: str, sentence: str
) -> list[Line]:
    answer = known.answer(question)
    score = known.score(question)
    if score is None:
        text = f"To obtain from {known.asked(question)}: {_unanswered([question])}."
        return [line(section, "to_obtain", text, key=question, area=question, sources=(answer,))]
    if score:
        return _need(known, question, details[question])
    said = [one.citation for one in _absences(known, question)]
    text = f"{sentence} were identified."
    return [
        line(section, "none", text, key=question, area=question, sources=(answer, *said)),
    ]


def _need(known: Known, question: str, details: list[Excerpt]) -> list[Line]:
    section = {"health": "C", "social_care": "D"}.get(question, "B")
    need = line(
        section,
        "need",
        need_words(known, question),
        key=question,
        area=question,
        sources=(known.answer(question), *(one.citation for one in details)),
    )
    lines = [need]
    lines += [_quote(section, "detail", one, area=question) for one in details]
    lines += note_lines(known, question, section)
    validated = known.case.assessment.get(f"{question}_validated")
    if not any(each.kind == "detail" for each in lines):
        text = (
            f"To obtain from {known.asked(question)}: what this need looks like day to day and "
            "what it makes hard"
        )
        text += "." if validated else ", and how it is known, since no source says so."
        lines.append(
            line(
                section,
                "to_obtain",
                text,
                key=f"{question}-evidence",
                area=question,
                links=(need.line_id,),
                sources=(known.answer(question),),
            )
        )
    return lines


def need_words(known: Known, question: str) -> str:
    """Return a need and its degree in the words of the assessment."""
    words = QUESTION[question].words(known.score(question))
    if question == "social_care":
        return f"{NEED_TITLES[question]}: known to social care."
    if question == "adl_support":
        return f"{NEED_TITLES[question]}: needed with “{words.lower()}” activities."
    return f"{NEED_TITLES[question]}: {words.lower()}."


def _without_need(known: Known, area: str) -> list[Line]:
    """Say that an area has no need, or which of its questions are not answered."""
    questions = AREA_QUESTIONS[area]
    open_ones = [question for question in questions if known.score(question) is None]
    sources = tuple(known.answer(question) for question in questions)
    first, title = questions[0], BROAD_AREAS[area]
    if open_ones:
        text = f"To obtain from {PSYCHOLOGIST} or {known.senco}: {_unanswered(open_ones)}."
        return [line("B", "to_obtain", text, key=area, area=open_ones[0], sources=sources)]
    if any(known.score(question) for question in questions):
        return []
    text = f"{title}: no special educational needs were identified."
    return [line("B", "none", text, key=area, area=first, sources=sources)]


def _unanswered(questions: list[str]) -> str:
    return f"the assessment’s answer on {listed(titles(questions))}, which is missing"


def need_details(known: Known) -> Details:
    """Return the best sentences about each need; each sentence stands under one need only."""
    ranked = sorted(
        _candidates(known), key=lambda each: (-each[0], each[1].key, known.needs.index(each[2]))
    )
    found: dict[str, list[Excerpt]] = {question: [] for question in known.needs}
    used: set[str] = set()
    for _, one, question in ranked:
        if one.text not in used and len(found[question]) < MOST_DETAILS:
            used.add(one.text)
            found[question].append(one)
    return found


def _candidates(known: Known) -> list[tuple[float, Excerpt, str]]:
    """Return how much each sentence that states a need says of it."""
    by_key = {
        one.key: one
        for one in known.excerpts
        if one.facts.author_role != "pupil" and not NOT_OF_THE_PUPIL.search(one.text)
    }
    found = _followed(known) | _stated(known) | _cared_for(known)
    kept = {
        (key, question): worth * (ROW if by_key[key].statement.kind == "row" else 1.0)
        for (key, question), worth in found.items()
        if key in by_key and (question == "social_care" or not _about_support(by_key[key]))
    }
    told = _told(known, Counter(question for _, question in kept))
    return [
        (worth, by_key[key], question)
        for (key, question), worth in (told | kept).items()
        if key in by_key
    ]


def _stated(known: Known) -> Worth:
    """Return the sentences that the reader takes for a need, best where they give its degree."""
    keys = {one.key for one in known.excerpts}
    found: Worth = {}
    for question in known.needs:
        # The answer on social care is yes or no; its needs are in what social care writes.
        if question == "social_care":
            continue
        score = known.score(question) or 1
        for mention in known.mentions[question]:
            key = (mention.statement.document_id, mention.statement.start)
            if key in keys and mention.is_need:
                found[key, question] = mention.weight / (1 + abs(mention.level - score))
    return found


def _followed(known: Known) -> Worth:
    """Return the sentences that are about a need by their paragraph's opening words."""
    return {
        (one.key, question): one.worth(question) * IMPLIED / (1 + place / 10)
        for one in known.excerpts
        if one.reading.polarity == "negative" and one.reading.assertion == "present"
        for place, question in enumerate(_implied(one))
        if question in known.needs and (question != "social_care" or _care(one))
    }


def _cared_for(known: Known) -> Worth:
    if "social_care" not in known.needs:
        return {}
    return {(one.key, "social_care"): _care_worth(one) for one in known.excerpts if _care(one)}


def _told(known: Known, seen: Counter[str]) -> Worth:
    """Return sentences with a word of trouble on the needs of which the reader saw little."""
    return {
        (one.key, question): one.worth(question) * TOLD
        for one in known.excerpts
        for question in one.areas
        if question in known.needs
        and (question != "social_care" or _care(one))
        and seen[question] < FEW
        and not _about_support(one)
        and (TROUBLE.search(one.text) or (question in _implied(one) and not is_strength(one)))
    }


def _implied(one: Excerpt) -> tuple[str, ...]:
    """Return what a sentence is about by its paragraph's opening words."""
    return one.areas if one.lead and not one.reading.areas else ()


def _care(one: Excerpt) -> bool:
    """Tell whether social care writes here of the pupil's life or needs."""
    from_care = one.facts.author_role == "social_worker" or "social_care" in one.areas
    return from_care and bool(CARE.search(one.text)) and not NO_CARE.search(one.text)


def _care_worth(one: Excerpt) -> float:
    negative = one.reading.polarity == "negative"
    return (
        one.recency
        * (2.0 if one.facts.author_role == "social_worker" else 0.5)
        * (2.0 if negative else 1.0)
    )


def _about_support(one: Excerpt) -> bool:
    paper = one.statement.heading or ""
    return bool(SUPPORT.search(one.text) or PROVIDED.search(one.lead) or PROVIDED.search(paper))


def _strengths(known: Known, elsewhere: Collection[str]) -> dict[str, list[tuple[Excerpt, str]]]:
    """Return what the pupil can do in each broad area, with the question it is about."""
    found: dict[str, list[tuple[Excerpt, str]]] = {}
    for area, questions in AREA_QUESTIONS.items():
        good = [
            (one, next(q for q in one.areas if q in questions))
            for one in known.excerpts
            if is_strength(one) and set(one.areas) & set(questions) and one.text not in elsewhere
        ]
        # What is merely normal comes after what the pupil does.
        good.sort(
            key=lambda each: (bool(GRADED_FINE.search(each[0].text)), -each[0].worth(each[1]))
        )
        found[area] = good[:MOST_STRENGTHS]
    return found


def _general(known: Known, placed: dict[str, list[tuple[Excerpt, str]]]) -> list[Excerpt]:
    used = {one.key for group in placed.values() for one, _ in group}
    good = [
        one
        for one in known.excerpts
        if is_strength(one)
        and not one.areas
        and one.key not in used
        and one.facts.author_role not in FAMILY_ROLES
        and len(one.text.split()) > SHORT
    ]
    return sorted(good, key=lambda one: (-one.recency, one.key))[:MOST_GENERAL]


def is_strength(one: Excerpt) -> bool:
    """Tell whether a sentence says what the pupil can do now, without a word of trouble."""
    reading = one.reading
    return (
        (reading.polarity == "positive" or GOOD.search(one.text) is not None)
        and reading.assertion in ("present", "negated")
        and one.facts.author_role != "social_worker"
        and not one.is_row
        and not one.is_title
        and one.text.split()[0] not in ("All", "Within")
        and not NO_STRENGTH.search(one.text)
        and not DISTRESS.search(one.text)
        and not TROUBLE.search(one.text)
        and not _about_support(one)
    )


def _absences(known: Known, question: str) -> list[Excerpt]:
    """Return at most two sentences that say there is no such need."""
    levels = {
        (mention.statement.document_id, mention.statement.start): mention.weight
        for mention in known.mentions[question]
        if not mention.is_need
    }
    good = [one for one in known.excerpts if one.key in levels]
    return sorted(good, key=lambda one: -levels[one.key])[:2]


def _quote(section: str, kind: str, one: Excerpt, *, area: str | None = None) -> Line:
    links = (need_id(area),) if area and kind == "detail" else ()
    return line(
        section,
        kind,
        one.quoted,
        key=excerpt_key(one),
        area=area,
        links=links,
        sources=(one.citation,),
    )
