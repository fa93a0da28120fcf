"""Pronouns that are not the pupil's: left from another child's plan, or a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.schemas.plans import Finding, Line, Plan

HE = r"he|him|his|himself"
SHE = r"she|her|hers|herself"
_HE = re.compile(rf"(?i)\b(?:{HE})\b")
_SHE = re.compile(rf"(?i)\b(?:{SHE})\b")
OTHERS: dict[str, tuple[re.Pattern[str], ...]] = {"he": (_SHE,), "she": (_HE,), "they": (_HE, _SHE)}
OWN: dict[str, re.Pattern[str]] = {
    "he": _HE,
    "she": _SHE,
    "they": re.compile(r"(?i)\b(?:they|them|their|theirs|themsel(?:f|ves))\b"),
}
_WOMEN = (
    r"mother|mum|mummy|mam|sister|aunt(?:ie)?|nan|nana|gran|grandma|grandmother|step-?mother|"
    r"step-?mum|foster mother|daughter|niece|wife|girls?|woman|women|lady|headmistress|Mrs|Ms|Miss"
)
_MEN = (
    r"father|dad|daddy|brother|uncle|grandad|granddad|grandpa|grandfather|step-?father|step-?dad|"
    r"foster father|son|nephew|husband|boys?|man|men|headmaster|Mr"
)
_ANYBODY = (
    r"teacher|therapist|assistant|worker|psychologist|doctor|paediatrician|nurse|adult|parent|"
    r"carer|guardian|sibling|twin|cousin|friend|peer|child|pupil|mentor|tutor|SENCO|coach|person|"
    r"somebody|someone|consultant|Dr|buddy|partner|student|interpreter|another"
)
_BY_GENDER = {
    _HE: re.compile(rf"(?i)\b(?:{_MEN})\b"),
    _SHE: re.compile(rf"(?i)\b(?:{_WOMEN})\b"),
}
_NEUTRAL = re.compile(rf"(?i)\b(?:{_ANYBODY})s?\b")
# What somebody said stands in quotation marks; an apostrophe within a word is none.
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)‘.*?’(?!\w)|(?<!\w)'[^']*'(?!\w)")
# A sentence taken from a document whole: “He runs.” (SENCO)
_TAKEN = re.compile(r"^\s*“(?P<words>.*)”\s*(?:\((?P<whose>[^()]*)\))?\s*\.?\s*$", re.DOTALL)
_FAMILY = re.compile(r"(?i)parent|pupil|mother|father|grand|family|young person|child")
SECTIONS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "J")


def pronouns(plan: Plan) -> tuple[Finding, ...]:
    """Return the lines whose pronouns are not those of the pupil.

    "His mother said that she" is no slip: a pronoun may stand for a person who was named before it.
    Where no pronoun was entered, a plan that says both he and she is pointed out.
    """
    lines = [line for line in plan.lines if line.section in SECTIONS]
    if plan.particulars.pronoun in OWN:
        own = plan.particulars.pronoun
        return tuple(found for line in lines if (found := _slip(line, own)))
    return tuple(_mixed(lines))


def taken(text: str) -> str | None:
    """Return the sentence that a line takes from a document whole, without whose it is."""
    found = _TAKEN.match(text)
    return found["words"] if found and "”" not in found["words"] else None


def unquoted(text: str) -> str:
    """Return a text with what stands in quotation marks blanked out."""
    return QUOTED.sub(lambda found: " " * len(found[0]), text)


def _slip(line: Line, own: str) -> Finding | None:
    said = None if _FAMILY.search(_whose(line.text)) else taken(line.text)
    text = unquoted(line.text if said is None else said)
    unexplained = [
        (found[0], neutral)
        for pattern in OTHERS[own]
        for found, neutral in _unexplained(text, pattern)
    ]
    sure = [word for word, neutral in unexplained if not neutral]
    doubtful = [word for word, neutral in unexplained if neutral]
    if not sure and (not doubtful or OWN[own].search(text)):
        return None
    words = tuple(dict.fromkeys(sure or doubtful))
    quoted = ", ".join(f"“{word}”" for word in words)
    own_words = line.kind != "view" and said is None
    weight = "problem" if sure and own_words else "watch"
    sentence = f"The pupil’s pronoun is {own}; this line says {quoted}."
    return Finding("wrong_pronoun", line.section, sentence, line.line_id, weight, words)


def _whose(text: str) -> str:
    found = _TAKEN.match(text)
    return (found["whose"] or "") if found else ""


def _unexplained(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], bool]]:
    """Give pronouns before which nobody stands whom they fit, and whether anybody might."""
    for found in pattern.finditer(text):
        before = text[: found.start()]
        if not _BY_GENDER[pattern].search(before):
            yield found, bool(_NEUTRAL.search(before))


def _mixed(lines: Sequence[Line]) -> Iterator[Finding]:
    counted = {
        own: [line for line in lines if _says(line, pattern)]
        for own, pattern in (("he", _HE), ("she", _SHE))
    }
    if not all(counted.values()):
        return
    fewer, more = sorted(counted, key=lambda own: (len(counted[own]), own))
    sentence = (
        f"No pronoun is entered, and the plan says {more} in {len(counted[more])} "
        f"{_lines(len(counted[more]))} and {fewer} in {len(counted[fewer])}."
    )
    first = counted[fewer][0]
    yield Finding("mixed_pronouns", first.section, sentence, first.line_id)


def _says(line: Line, pattern: re.Pattern[str]) -> bool:
    return line.kind != "view" and any(
        not neutral for _, neutral in _unexplained(unquoted(line.text), pattern)
    )


def _lines(count: int) -> str:
    return "line" if count == 1 else "lines"
