"""Which of who, how often, how long and how many a recommendation leaves open."""

from __future__ import annotations

import re

WHO = re.compile(
    r"(?i)\b(?:therapist|physiotherapist|psychologist|assistant|teacher|SENCO|nurse|ELSA|mentor|"
    r"paediatrician|worker|carer|audiologist|coach|tutor|doctor|parent|team)\b"
)
OFTEN = re.compile(
    r"(?i)\b(?:daily|weekly|fortnightly|monthly|termly|each|every|per|throughout|(?:once|twice|"
    r"times|hours?|nights?|sessions?|minutes|visits?)(?: \w+){0,2} (?:a|an|in (?:the|each)|each|"
    r"per) \w+|sessions?|a (?:day|week|month|term|year))\b"
)
LONG = re.compile(
    r"(?i)(?:\d+|\b(?:one|two|three|four|five|six|half(?: an)?|an|a))[ -](?:\w+ ){0,1}"
    r"(?:minutes?|mins?|hours?|days?|nights?)\b|\ball day\b|\bthroughout\b|\bFTE\b|every lesson"
)
HOW_MANY = re.compile(
    r"(?i)\b1:1\b|one[- ]to[- ]one|individual|alone|\bpair\b|(?:group|class) of \w+|\d+:\d+|"
    r"\b(?:two|three|four|five|six|eight|\d+) (?:children|pupils|students)"
)
# Things, arrangements and training are for nobody's group and last no set time.
NOT_TAUGHT = re.compile(
    r"(?i)\b(?:timetable|card|board|aid|equipment|frame|chair|laptop|survey|reading aloud|strateg|"
    r"training for|be aware|seat|visual|rail|hoist|colour|home programme)\b"
)
# Wording that leaves the commitment open: the IPSEA and SOSSEN lists and the Code of Practice 9.69.
VAGUE = re.compile(
    r"(?i)\baccess to\b|\bwould benefit from\b|\bregular(?:ly)?\b|\bfrequent(?:ly)?\b|\bongoing\b|"
    r"\bup to\b|\bor equivalent\b|\bopportunit(?:y|ies)\b|\bas (?:appropriate|required|needed|"
    r"necessary|advised)\b|\bwhere possible\b|\bwhen staffing allows\b|\bsmall group\b|\bkey adult"
    r"|\bnamed adult|\bsuch as\b|\be\.g\.|\betc\b|\bhigh level of\b|\bsome\b|\ba range of\b|\bmay\b|"
    r"\bsuitabl[ey]\b|\bto be (?:agreed|considered)\b|\bavailable\b|\bif needed\b|\bbe aware\b|"
    r"\bstrategies\b|\bwhen (?:needed|required)\b"
)


def open_slots(text: str) -> tuple[str, ...]:
    """Return what a recommendation leaves open, as words that follow "To obtain from ...: "."""
    slots = [] if WHO.search(text) else ["who gives it and with what training"]
    slots += [] if OFTEN.search(text) else ["how often"]
    if not NOT_TAUGHT.search(text):
        slots += [] if LONG.search(text) else ["for how long each time"]
        slots += [] if HOW_MANY.search(text) else ["alone or in a group of what size"]
    return tuple(slots)


def vague_words(text: str) -> tuple[str, ...]:
    """Return the vague phrases of a text, as written."""
    return tuple(dict.fromkeys(found[0] for found in VAGUE.finditer(text)))
