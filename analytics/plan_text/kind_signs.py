"""What a line shows from which its kind is learned: its words, their neighbours, what it states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from analytics.plan_text.duration import duration_words
from analytics.plan_text.group_size import group_words
from analytics.plan_text.passages import Passage
from analytics.plan_text.patterns import at_words, phrases
from analytics.plan_text.supported import supports_in
from analytics.plan_text.who import Deliverer, deliverers
from analytics.plan_text.words.topics import TOPICS

_NIL = at_words(
    r"\b(?:none|neither|nobody)(?: of (?:them|these))? (?:reports?|identif\w+|found|finds|names?|"
    r"records?|saw|sees|knows? of)\b|\b(?:names?|reports?|identif(?:y|ies|ied)|specif(?:y|ies|ied)|"
    r"records?|recommends?|asks for) no (?:\w+ )?(?:needs?|provision)|\bnothing (?:has been |is |"
    r"was |"
    r"were )?(?:assessed|found|thought|judged|needed|asked|required)"
    r"|^\W*(?:none|nil|n/a|not applicable|nothing)\b(?! (?:less|fewer))"
    r"|\b(?:there (?:is|are) |has |identified )?no (?:other |further |current |additional |"
    r"specific )?(?:special educational |health ?care |health |social care |social |"
    r"such )?(?:provision|needs?)(?: \w+)? (?:is |are |has been |have been |was |"
    r"were )?(?:currently |reasonably )?(?:identified|required|specified|needed|recorded|agreed|"
    r"ordered|made|proposed|directed|sought|called|"
    r"reasonably|at present|under|which)"
    r"|\b(?:do(?:es)? not (?:currently |at present )?(?:require|need|have) any|found no need|"
    r"no provision (?:is|has)|nothing (?:is |has been |was |to )?(?:identified|specified|record|"
    r"add|report)|no health care provision|no social care provision|no health provision)"
)
_ADULTS = (
    r"(?:(?:all|the|his|her|both|two|three|four|every|each|class|key|whole|room|year|of|school|"
    r"lunchtime|teaching|support|new|named|midday|home|subject) )*"
    r"(?:staff|adults?|teachers?|assistants?|tas|lsas|team|parents?|mother|father|mum|dad|carers?|"
    r"lecturers?|practitioners|supervisors|workers|everyone who|everybody who|those who|"
    r"grandparents?|school|tutors|drivers?|escorts?)"
)
_ADULTS_TAUGHT = at_words(
    r"(?:train(?:s|ing)?|coach(?:es|ing)?|teach(?:es|ing)?|shows?|model(?:s|ling)?|"
    r"advis(?:es?|ing)|advice|brief(?:s|ing)?|workshops?|courses?|inset|guidance|upskill\w*|"
    r"sessions?|tells?|hours?|for|to|demonstrat\w+) (?:[\w'-]+ ){0,5}?"
    rf"(?:to |for |with |by )?{_ADULTS}\b"
    rf"|{_ADULTS}(?: \w+){{0,4}}? (?:will |to |should )?(?:attend|receive|complete|learn|"
    r"be (?:trained|shown|taught|briefed|coached)|are (?:trained|shown|taught|given))"
)
_WITH_CHILD = at_words(
    r"(?:with|sees?|takes?|teach(?:es)?|meets?|has|joins?|to|treats?|visits?|and) "
    r"(?:him|her|them)\b|(?:he|she|they) (?:has|have|attends?|goes|go|is taught|works?|spends?|"
    r"joins?|swims?|gets)\b"
)
_WORD = re.compile(r"[a-z][a-z'&]*|\d+(?:[.:]\d+)?|[£%]")
_NUMBERS = frozenset(
    phrases(
        "one, two, three, four, five, six, seven, eight, nine, ten, twelve, fifteen, twenty, "
        "thirty,"
        "forty, fifty, half, hundred"
    )
)
_ENDINGS = ("isation", "ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly")
_KEPT = 4
"""The letters that are left of a word at least when an ending is taken off."""
_HEAD = 4
"""The words at the beginning of an offer that tell more than later ones."""
_FEW, _MANY = 6, 30
"""Words: a line of fewer is a heading or a phrase, one of more tells several things."""


def signs_of(line: Passage, section: str) -> dict[str, str]:
    """Return the signs of a line, each with the words of the line that show it.

    Signs begin with what they are: `any` word of the line, a word of the `offer` itself, one at its
    `head`, two `next` to each other, the topics it is `about`, what is `stated`, `listed` supports,
    and the `section`. Words are told without their endings, numbers without their size.
    """
    signs = {f"any {_stem(word)}": word for word in _WORD.findall(line.plain)}
    signs[f"section {section}"] = ""
    signs.update(_offered(_WORD.findall(line.offer)))
    signs.update((f"stated {name}", words) for name, words in _stated(line))
    for place, (kind, words) in enumerate(supports_in(line)):
        signs.setdefault(f"listed {kind}", words)
        if not place:
            signs[f"listed first {kind}"] = words
    return signs


def _offered(words: list[str]) -> dict[str, str]:
    stems = [_stem(word) for word in words]
    signs = {f"head {stem}": word for stem, word in zip(stems[:_HEAD], words, strict=False)}
    before, last, topics = "", "", _topics()
    for stem, word in zip(stems, words, strict=True):
        signs[f"offer {stem}"] = word
        for topic in topics.get(stem, ()):
            signs[topic] = word
        if before:
            signs[f"next {before} {stem}"] = f"{last} {word}"
        before, last = stem, word
    return signs


def _stated(line: Passage) -> Iterator[tuple[str, str]]:
    long, among = duration_words(line, text=line.offer), group_words(line, text=line.offer)
    nil, taught = _NIL.search(line.plain), _ADULTS_TAUGHT.search(line.plain)
    child = _WITH_CHILD.search(line.offer)
    roles = deliverers(line, text=line.offer, kind="direct")
    count = line.plain.count(" ") + 1
    found = {
        "how long": long,
        "with how many": among,
        "how long and with how many": long and among,
        "adults taught": line.words(*taught.span()) if taught else "",
        "adults taught for how long": long if taught else "",
        "something done with the child": line.words(*child.span()) if child else "",
        "nothing": line.words(*nil.span()) if nil else "",
        "a review": line.words(*line.reviews[0]) if line.reviews else "",
    }
    yield from ((name, words) for name, words in found.items() if words)
    yield f"given by {_giver(roles)}", roles[0].words if roles else ""
    if count < _FEW or count > _MANY:
        yield "briefly" if count < _FEW else "at length", ""


def _giver(roles: Sequence[Deliverer]) -> str:
    if not roles:
        return "nobody"
    return "a profession" if any(role.qualified for role in roles) else "a role"


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    if word[0].isdigit():
        return "0"
    if word in _NUMBERS:
        return "number"
    # Who is trained gives; who has training is given it.
    if word == "trained":
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _KEPT:
            return word[: -len(ending)]
    return word


@cache
def _topics() -> dict[str, list[str]]:
    """Return, for each word without its ending, the signs of what it is about."""
    found: dict[str, list[str]] = {}
    for topic, words in TOPICS.items():
        for stem in dict.fromkeys(_stem(word) for word in words.split()):
            found.setdefault(stem, []).append(f"about {topic}")
    return found
