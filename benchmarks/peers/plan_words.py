"""A keyword list for lines of a plan: a slot is stated if one of its words stands in the line.

It is told our own reading of the kind of line, without which it could not know what applies.
"""

from __future__ import annotations

import re

from analytics.plan_text.kinds import APPLICABLE, kind_of
from analytics.plan_text.passages import passage
from data.schemas.plans import PROVISION_SECTIONS, Lint

_WORDS = {
    "what": r"therapy|teaching|phonics|reading|laptop|wheelchair|timetable|hoist|feed|training"
    r"|scrib\w*|exercises|assessment|breaks",
    "who": r"teacher|assistant|therapist|psychologist|nurse|parent|mother|father|buddy|mentor"
    r"|tutor|dietitian|audiologist|physiotherapist|senco|social worker|carer",
    "frequency": r"daily|weekly|fortnightly|monthly|termly|a week|a day|per week|every|each|before"
    r"|throughout|mondays?|fte",
    "duration": r"minutes?|hours?|mins?|nights?|fte|throughout",
    "group_size": r"1:1|one to one|one-to-one|individual\w*|pairs?|alone|group of|class of",
    "expertise": r"teacher|therapist|psychologist|nurse|doctor|dietitian|audiologist"
    r"|physiotherapist|social worker|trained (?:in|by)|qualified|certificate|diploma",
    "review": r"review\w*|re-\w+|updated|revised|again",
    "specific": r"(?!)",
    "measurable": r"\d+|out of|per cent|times",
    "time_bound": r"by|end of|within|year|term",
}
_VAGUE = (
    r"access to|would benefit from|regular(?:ly)?|frequent|ongoing|up to|or equivalent"
    r"|opportunities for|as (?:appropriate|required|needed|necessary|advised)|such as|e\.g\.|etc\."
    r"|where possible|when staffing allows|small group|key adult|high level of|some|a range of|may"
    r"|suitably|to be (?:agreed|considered)|remain involved|available|as per care plan"
    r"|see attached report|improve|better|more often|functional"
)
_ABSTRACT = (
    r"improve|develop|confidence|happy|safe|better|progress|independence|skills|communication"
)


def keyword_lint(section: str, text: str) -> Lint:
    """Return the slots none of whose words stands in a line."""
    vague = tuple(
        match.group() for match in re.finditer(rf"\b(?:{_VAGUE})(?!\w)", text, re.IGNORECASE)
    )
    if section in PROVISION_SECTIONS:
        kind = kind_of(passage(text), section).kind
        found = () if kind == "no_provision" else (slot for slot in _WORDS if _has(slot, text))
        stated = set(found)
        missing = tuple(slot for slot in APPLICABLE[kind] if slot not in stated)
        return Lint(kind, missing, vague)
    if section != "E":
        return Lint("", (), vague)
    service = bool(
        re.search(r"\b(?:access|receive|in place|staff|provided)\b", text, re.IGNORECASE)
    )
    missing = [slot for slot in ("measurable", "time_bound") if not _has(slot, text)]
    if re.search(rf"\b(?:{_ABSTRACT})\b", text, re.IGNORECASE) or service:
        missing.append("specific")
    if service:
        missing.append("relevant")
    return Lint("outcome", tuple(missing), vague, service)


def _has(slot: str, text: str) -> bool:
    return bool(re.search(rf"\b(?:{_WORDS[slot]})\b", text, re.IGNORECASE))
