"""Sections I, J and K: what stays blank, what is to be asked, and the advice that was gathered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from analytics.answers import known as given
from analytics.plans.citations import (
    document_label,
    record_citation,
    role_of,
    rule_citation,
    within_sentence,
)
from analytics.plans.known import Known, line
from analytics.reading.told import day
from data.schemas import AUTHOR_ROLES, DOCUMENT_TYPES
from data.schemas.plans import Citation, Line
from data.schemas.reading import Facts

# Papers of the casework are neither advice nor information for the plan.
NOT_ADVICE = frozenset(("draft_plan", "final_plan", "panel_paper", "call_log", "checklist"))
FAMILY, SETTING = "the parents or the young person", "the school or setting"
# Regulation 6(1): from whom advice must be sought, and the roles and papers that give it.
MUST_ADVISE: tuple[tuple[str, frozenset[str]], ...] = (
    (FAMILY, frozenset(("parent", "pupil"))),
    (
        SETTING,
        frozenset(
            (
                "senco",
                "school_staff",
                "college_staff",
                "class_teacher",
                "teacher_of_the_deaf",
                "vi_teacher",
                "specialist_teacher",
            )
        ),
    ),
    (
        "a health care professional",
        frozenset(
            (
                "paediatrician",
                "gp",
                "camhs_clinician",
                "audiologist",
                "optometrist",
                "speech_language_therapist",
                "occupational_therapist",
                "physiotherapist",
            )
        ),
    ),
    ("an educational psychologist", frozenset(("educational_psychologist",))),
    ("social care", frozenset(("social_worker",))),
)


def placement_lines() -> list[Line]:
    """Return section I, blank in a draft."""
    text = "Left blank in the draft. The school or other institution is named in the final plan."
    return [line("I", "none", text, key="blank", sources=(rule_citation("placement"),))]


def payment_lines(known: Known) -> list[Line]:
    """Return section J, which nothing in the record fills.

    Beyond compulsory school age the young person asks for it: Children and Families Act, s.49.
    """
    who = f"{known.called} and the family" if known.stage.post_16 else "the family"
    text = (
        f"To obtain from {who}: whether a personal budget is asked for, and for which needs "
        "and outcomes a direct payment would be used."
    )
    sources = (rule_citation("payment"), *known.naming)
    return [line("J", "to_obtain", text, key="payment", sources=sources)]


def advice_lines(known: Known) -> list[Line]:
    """Return section K: every paper of advice, then all that was asked for or must be."""
    documents = known.bundle.documents if known.bundle else ()
    papers = [
        (one.source.document_id, one.facts)
        for one in documents
        if one.facts.about_pupil and one.facts.type not in NOT_ADVICE
    ]
    papers.sort(key=lambda each: (each[1].dated_on or datetime.date.min, each[0]))
    lines = [_paper(document_id, facts) for document_id, facts in papers]
    dates = {facts.dated_on for _, facts in papers}
    lines += [_asked(row) for row in known.advice if _is_open(row, dates)]
    roles = {facts.author_role for _, facts in papers}
    asked = {str(row.get("role") or "") for row in known.advice}
    absent = [who for who, some in MUST_ADVISE if not some & roles and not some & asked]
    lines += [_missing(_from_whom(known, who)) for who in absent]
    return lines + _for_adulthood(known)


def _from_whom(known: Known, who: str) -> str:
    if who == SETTING:
        return f"the {known.setting}"
    if who == FAMILY:
        return "the young person and the parents" if known.stage.post_16 else "the parents"
    return "adult social care" if who == "social care" and known.is_adult else who


def _for_adulthood(known: Known) -> list[Line]:
    """Ask for the advice on adulthood that must be sought from Year 9."""
    if not known.stage.for_adulthood:
        return []
    text = (
        f"To obtain from the {known.setting}: advice on preparing for adulthood and independence."
    )
    sources = (rule_citation("adulthood_advice"),)
    return [line("K", "to_obtain", text, key="missing-adulthood", sources=sources)]


def _paper(document_id: str, facts: Facts) -> Line:
    title = DOCUMENT_TYPES.get(facts.type, DOCUMENT_TYPES["other"])
    written = ", ".join(part for part in (facts.author_name, role_of(facts)) if part)
    date = f"Dated {day(facts)}." if facts.dated_on else "The date is not known."
    text = " ".join(f"{title}. {written}. {date}".split())
    sources = (
        Citation("document", document_id, document_label(facts)),
        record_citation("documents", label="What the document is", quote=text),
    )
    return line("K", "advice", text, key=f"paper\n{document_id}", sources=sources)


def _is_open(row: Mapping[str, Any], dates: set[datetime.date | None]) -> bool:
    """Tell whether advice was asked for and is not among the papers."""
    received = given(row.get("received_on"))
    return not received or _date(received) not in dates


def _asked(row: Mapping[str, Any]) -> Line:
    who, role = _clean(row.get("name")), AUTHOR_ROLES.get(str(row.get("role") or ""), "")
    asked, received = given(row.get("asked_on")), given(row.get("received_on"))
    whose = ", ".join(part for part in (who or "a specialist", role) if part)
    quote = f"Advice of {whose} was asked for on {_words(asked)}"
    quote += f" and received on {_words(received)}." if received else " and is not received."
    source = record_citation("advice", label="Record of advice", quote=quote)
    key = f"asked\n{row.get('advice_id') or row.get('specialist')}"
    alone = f"the {within_sentence(role)}" if role else "the specialist asked"
    from_whom = ", ".join(part for part in (who, role) if part) if who else alone
    unknown = "" if role else " The record does not say in which role."
    text = f"To obtain from {from_whom}: advice asked for on {_words(asked)}."
    if received:
        text = (
            f"To obtain from {from_whom}: the paper of the advice received on {_words(received)}, "
            "which is not in the bundle."
        )
    return line("K", "to_obtain", text + unknown, key=key, sources=(source,))


def _clean(value: Any) -> str:
    return " ".join(str(given(value) or "").split())


def _missing(who: str) -> Line:
    text = f"To obtain from {who}: advice and information, of which none is in the bundle."
    return line("K", "to_obtain", text, key=f"missing\n{who}", sources=(rule_citation("advice"),))


def _date(value: Any) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))


def _words(value: Any) -> str:
    if not value:
        return "a day not recorded"
    date = _date(value)
    return f"{date.day} {date:%B %Y}"
