"""Who wrote a document: role and name, from signature, by-line, sender and letterhead."""

from __future__ import annotations

import re
from functools import cache

from analytics.reading.kind_cues import BY_ONE, USUAL_AUTHOR
from analytics.reading.names import FIRST_NAMES, NAME, NOT_NAMES, TITLES
from analytics.reading.outline import BYLINE, Outline
from analytics.reading.role_cues import (
    LETTERHEAD,
    PRIVATE_MAIL,
    SCHOOL_MAIL,
    SIGNED,
    TEXT,
    WEIGHTS,
)

FIRST = 1.5
# At work people write from their employer's address, or one of an initial and a surname.
WORK_MAIL = re.compile(
    r"(?i)@.*(?:\.gov\.|\.nhs\.|\.sch\.|\.ac\.|school|academy|college|primary|nursery)|"
    r"<?\b[a-z]\.[a-z-]+@"
)
OF_ONESELF = re.compile(r"\bi am (?:the |an? )([^.,;\n]{3,50})")
CREDENTIALS = re.compile(
    r"(?i)\b(?:bsc|msc|ba|ma|pgce|med|phd|hcpc|mrcslt|mcsp|rcot|dedpsy|dedpsych|mrcpch|frcpch|mbbs|"
    r"mbchb|rgn|cpsychol|afbpss|bed|qts|qtvi|dip\w*)\b.*"
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def author_role(one: Outline) -> tuple[str | None, str]:
    """Return the role of a document's author, or None, and the words it was taken from."""
    scores: dict[str, tuple[float, str]] = {}
    for role, weight, words in _cues(one):
        score, best = scores.get(role, (0.0, ""))
        scores[role] = (score + weight, best or words)
    if not scores:
        return None, ""
    best = max(scores, key=lambda role: scores[role][0])
    # A nurse of a service for mental health is one of its clinicians.
    best = "camhs_clinician" if best == "other" and "camhs_clinician" in scores else best
    return best, scores[best][1]


def settled_role(role: str | None, *, kind: str) -> str | None:
    """Return a document's author once its type is known: some types are only one author's."""
    if kind == "panel_paper" and role == "co_ordinator":
        return role
    return USUAL_AUTHOR[kind] if role is None or kind in BY_ONE else role


def _cues(one: Outline) -> list[tuple[str, float, str]]:
    bylines = "\n".join(
        found[0].split(". ")[0] for line in one.bylines if (found := BYLINE.search(line))
    )
    head, signed = "\n".join(one.head), "\n".join(one.signature)
    places = (
        (bylines, "byline", SIGNED),
        (signed, "signature", SIGNED),
        (one.sender, "sender", SIGNED),
        ("\n".join(OF_ONESELF.findall(one.text.lower())), "self", _PROFESSIONS),
        (head, "letterhead", LETTERHEAD),
        # A letterhead is no second witness against who signs as of a profession.
        (
            "" if _SIGNS_AS.search(signed.lower()) else "\n".join(one.head[-6:]),
            "title",
            _PROFESSIONS,
        ),
        (one.text, "text", TEXT),
    )
    cues = []
    for text, place, patterns in places:
        # Patterns are in small letters: to search so is thrice as quick as to ignore the case.
        small = text.lower()
        hits = [
            (hit.start(), role, text[hit.start() : hit.end()].strip()[:60])
            for role, pattern in patterns.items()
            if text and (hit := _compiled(pattern).search(small))
        ]
        # Where several people sign or are named, the first of them is the author.
        cues += [
            (role, WEIGHTS[place] + (FIRST if number == 0 else -FIRST * (role == "other")), words)
            for number, (_, role, words) in enumerate(sorted(hits))
        ]
    cues += _by_address(one)
    return cues or _unsigned(one)


def _unsigned(one: Outline) -> list[tuple[str, float, str]]:
    """Guess who writes with neither role nor letterhead: a teacher from school, or a parent."""
    if one.is_email:
        private = "@" in one.sender and not WORK_MAIL.search(one.sender)
        return [("parent" if private else "class_teacher", 1.0, one.sender)]
    return [("parent", 1.0, "signed without a role")] if one.is_letter else []


def _by_address(one: Outline) -> list[tuple[str, float, str]]:
    sender = one.sender
    if found := _compiled(PRIVATE_MAIL).search(sender.lower()):
        return [("parent", 4.0, found[0])]
    if one.is_colleague:
        return [("class_teacher", 1.0, sender), ("school_staff", 0.9, sender)]
    if found := _compiled(SCHOOL_MAIL).search(sender.lower()):
        return [("class_teacher", 1.0, found[0]), ("school_staff", 0.9, found[0])]
    return []


_SIGNS_AS = re.compile(SIGNED["other"], re.MULTILINE)
_FAMILY = ("other", "parent", "pupil", "panel", "school_staff", "co_ordinator", "gp")
_PROFESSIONS = {role: pattern for role, pattern in SIGNED.items() if role not in _FAMILY}


def author_name(one: Outline) -> str | None:
    """Return the name of a document's author as written, or None."""
    bylines = [found[1] for line in one.bylines if (found := BYLINE.search(line))]
    for line in (*bylines, *one.signature, re.sub(r"<.*|\(.*", "", one.sender)):
        for found in NAME.finditer(CREDENTIALS.sub("", line)):
            name = found[0].strip(" ,.")
            if _is_person(name, alone=name == line.strip(" ,.")):
                return _in_full(name, one.text)
    return None


def _is_person(name: str, *, alone: bool) -> bool:
    """Tell whether capitalised words are a name; where a line holds nothing else they may be."""
    first, *rest = name.split()
    plain = [word for word in (first, *rest) if not re.fullmatch(TITLES, word)]
    known = (
        (alone and len(rest) > 0)
        or len(plain) < 1 + len(rest)
        or first in FIRST_NAMES
        or len(first.strip(".")) == 1
    )
    return known and not any(word.title() in NOT_NAMES for word in plain)


def _in_full(name: str, text: str) -> str:
    """Return the name with the first name for an initial, where the document gives it."""
    first, _, rest = name.partition(" ")
    if len(first.strip(".")) > 1 or not rest:
        return name
    found = re.search(rf"\b{first[0]}\w+ {re.escape(rest)}\b", text)
    return found[0] if found else name
