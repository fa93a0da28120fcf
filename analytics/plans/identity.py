"""Wrong names and references, staff, medicines and statutes named, abbreviations unexplained."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analytics.plans.initials import is_person
from analytics.plans.pronouns import pronouns, unquoted
from analytics.reading.names import TITLES, WORD
from analytics.reading.outline import Outline
from analytics.reading.people import ALSO_WORDS, people
from analytics.reading.words import COMMON
from data.schemas.plans import Finding, Line, Plan
from data.schemas.reading import BundleReading, Passage, Source, Term

# Section K lists who gave advice, and section I names a school.
SECTIONS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "J")
AFTER_VIEWS = frozenset(SECTIONS) - {"A"}
_TITLED = re.compile(rf"^(?:{TITLES})\s")
_CAPITALISED = re.compile(WORD)
_VERB = re.compile(
    r"\s(?:is|was|has|had|needs?|can|cannot|could|will|would|does|finds?|struggles?|requires?|"
    r"likes?|enjoys?|uses?|says?|shows?|wants?|may|must|should|and|often|sometimes|does)\b|[’']s\b"
)
_STATUTE = re.compile(
    r"\b(?:(?!See |Under |In |The )[A-Z][A-Za-z]+,? (?:and |of |the )*)*"
    r"(?:Act|Regulations) (?:19|20)\d\d\b|"
    r"\b[Ss]ection \d+[A-Z]?\b|\b[Rr]eg(?:ulation|\.)? \d+\b|\bs\. ?\d+\b"
)
_ABBREVIATION = re.compile(r"(?<![\w(/-])[A-Z][A-Z&]{1,5}s?(?![\w)-])")
# Known to any reader, or written out on every plan's first page.
KNOWN_ABBREVIATIONS = frozenset(
    """
    TV GP UK NHS PE IT ICT PC DVD CD OK USB UN EU EHC EHCP SEN SEND SENCO PSHE RE DT ID BBC AM PM
    GCSE GCSES AND NOT NO OR BSL FTE II III IV VI VII VIII IX XI
    """.split()  # noqa: SIM905 - forty words in quotes are harder to read and to change
)
# Kinds of medicine rather than medicines.
_GENERIC = re.compile(
    r"(?i)medic|fluid|stimulant|thick|antidepress|antipsych|ssri|pump|oil|patches"
)

_INITIAL_WITHIN = re.compile(r"[A-Z] ")
_ARTICLE_BEFORE = re.compile(r"\b(?:[Aa]n?|[Tt]he) \Z")

# A plan has no greeting, signature or fields in which any capitalised words would be a name.
_PROSE = Outline("plan", "", (), (), "", "", (), (), (), False, False, ())


@dataclass(frozen=True)
class _Named:
    line: Line
    start: int
    name: str


def identity(
    plan: Plan,
    *,
    bundle: BundleReading | None = None,
    other_names: Collection[str] = (),
    terms: Sequence[Term] = (),
) -> tuple[Finding, ...]:
    """Return what does not belong to this pupil or in a plan at all.

    `other_names` are names of other pupils, `terms` the dictionary that medicines are taken from.
    """
    lines = [line for line in plan.lines if line.section in SECTIONS]
    known = _tokens(form for one in (bundle.people if bundle else ()) for form in one.forms)
    own = _tokens([plan.particulars.name])
    found = (bundle.terms if bundle else ()) if not terms else ()
    medicines = _medicines((*terms, *(one.term for one in found)))
    return (
        *_names(lines, own=own, known=known, others=_tokens(other_names)),
        *_references(lines, plan.particulars.pupil_id),
        *pronouns(plan),
        *(one for line in lines if line.section in AFTER_VIEWS for one in _words(line, medicines)),
        *_abbreviations(lines),
    )


def _names(
    lines: Sequence[Line], *, own: frozenset[str], known: frozenset[str], others: frozenset[str]
) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for one in (*_listed(lines, others - own - known), *_recognised(lines)):
        finding = _judged(one, own=own, known=known, others=others)
        if finding and (one.line.line_id, finding.phrases[0]) not in told:
            told |= {(one.line.line_id, word) for word in (one.name, *one.name.split())}
            yield finding


def _judged(
    one: _Named, *, own: frozenset[str], known: frozenset[str], others: frozenset[str]
) -> Finding | None:
    tokens, line = _tokens([one.name]), one.line
    titled = bool(_TITLED.match(one.name))
    if not titled and tokens & own:
        return None
    if not titled and tokens & (others - known):
        sentence = f"“{one.name}” is another pupil’s name."
        return Finding("other_pupil", line.section, sentence, line.line_id, "problem", (one.name,))
    if titled:
        sentence = f"A member of staff is named: “{one.name}”. Name the role instead."
        return _unless_views("staff_name", line, sentence, one.name)
    if not tokens & known:
        sentence = f"“{one.name}” is neither the pupil nor anybody in the documents."
        weight = "problem" if own and line.section != "A" else "watch"
        return Finding("other_name", line.section, sentence, line.line_id, weight, (one.name,))
    if own and _in_the_pupils_place(one):
        sentence = f"“{one.name}” stands where the pupil’s name would; is it the pupil?"
        return _unless_views("name_in_place", line, sentence, one.name)
    return None


def _unless_views(code: str, line: Line, sentence: str, name: str) -> Finding | None:
    if line.section == "A":
        return None
    return Finding(code, line.section, sentence, line.line_id, "watch", (name,))


def _in_the_pupils_place(one: _Named) -> bool:
    text = one.line.text
    starts = not re.search(r"[^.!?]\s*$", text[: one.start])
    return starts and bool(_VERB.match(text[one.start + len(one.name) :]))


def _listed(lines: Sequence[Line], others: frozenset[str]) -> Iterator[_Named]:
    if not others:
        return
    for line in lines:
        for found in _CAPITALISED.finditer(line.text):
            word = re.sub(r"[’']s$", "", found[0])
            if word.lower() in others and word[0].isupper() and _sure(line.text, found, word):
                yield _Named(line, found.start(), word)


def _sure(text: str, found: re.Match[str], word: str) -> bool:
    """Tell whether a word that is also a name is one here: "Will" begins many questions."""
    if word not in ALSO_WORDS:
        return True
    if re.search(r"[a-z,] $", text[: found.start()]):
        return True
    return bool(_VERB.match(text[found.start() + len(word) :]))


def _recognised(lines: Sequence[Line]) -> list[_Named]:
    return [
        _Named(lines[number], start, name)
        for number, start, name in _found(tuple(line.text for line in lines))
    ]


@lru_cache(maxsize=64)
def _found(texts: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Return the names that stand in lines: number of the line, place in it, name as written."""
    passages, starts, start = [], [], 0
    for number, text in enumerate(texts, start=1):
        flat = re.sub(r"\s", " ", text)
        passages.append(Passage(start, start + len(flat), "paragraph", number=number))
        starts.append(start)
        start += len(flat) + 2
    whole = ".\n".join(re.sub(r"\s", " ", text) for text in texts)
    source = Source("plan", "plan", whole, tuple(passages))
    placed = sorted(
        (begin, whole[begin:end])
        for person in people([(source, _PROSE)])
        for _, begin, end in person.places
        # "a social worker (Known-to-service letter)" names nobody.
        if not re.search(r"-[a-z]", whole[begin:end])
        if not _follows_article(whole, begin, end)
    )
    numbers = _numbers(starts, [begin for begin, _ in placed])
    return tuple(
        (number, begin - starts[number], name)
        for number, (begin, name) in zip(numbers, placed, strict=True)
    )


def _follows_article(whole: str, begin: int, end: int) -> bool:
    """Return whether an article makes a thing of a name: "A Daily Mile" is no A. Daily."""
    if _INITIAL_WITHIN.match(whole, begin, end):
        return not is_person(whole, begin, end)
    return " " not in whole[begin:end] and bool(
        _ARTICLE_BEFORE.search(whole[max(0, begin - 5) : begin])
    )


def _numbers(starts: Sequence[int], places: Iterable[int]) -> list[int]:
    from bisect import bisect_right  # noqa: PLC0415

    return [bisect_right(starts, place) - 1 for place in places]


def _references(lines: Sequence[Line], own: str) -> Iterator[Finding]:
    shape = re.sub(r"\d+", r"\\d+", re.escape(own))
    if not re.search(r"\d{4}", own) and not re.search(r"[A-Za-z]+\W*\d", own):
        return
    pattern = re.compile(rf"(?<![\w-]){shape}(?![\w-])")
    for line in lines:
        for word in pattern.findall(line.text):
            if word != own:
                sentence = f"“{word}” is the reference of another pupil."
                yield Finding(
                    "other_reference", line.section, sentence, line.line_id, "problem", (word,)
                )


def _words(line: Line, medicines: Mapping[str, str]) -> Iterator[Finding]:
    found = [word for word in re.findall(r"[\w-]+", line.text) if word.lower() in medicines]
    for word in dict.fromkeys(found):
        sentence = f"“{word}” is a medicine: doses and names change. Say what it is for."
        yield Finding("medicine", line.section, sentence, line.line_id, "watch", (word,))
    # H1 is provision under a named section of an Act, and may say so.
    statutes = [] if line.section == "H1" else _STATUTE.findall(line.text)
    for words in dict.fromkeys(statutes):
        sentence = f"“{words}”: the plan need not quote the law."
        yield Finding("statute", line.section, sentence, line.line_id, "watch", (words,))


def _abbreviations(lines: Sequence[Line]) -> Iterator[Finding]:
    whole = "\n".join(line.text for line in lines)
    told: set[str] = set()
    for line in lines:
        for word in _ABBREVIATION.findall(unquoted(line.text)):
            short = word.removesuffix("s")
            defined = f"({short})" in whole or f"({word})" in whole or f"{short} (" in whole
            if (
                short in told
                or short.lower() in COMMON
                or short.upper() in KNOWN_ABBREVIATIONS
                or defined
            ):
                continue
            told.add(short)
            if _shouted(line.text):
                continue
            sentence = f"“{word}” is not explained. Write it out the first time."
            yield Finding("abbreviation", line.section, sentence, line.line_id, "watch", (word,))


def _shouted(text: str) -> bool:
    return text.upper() == text and " " in text


def _tokens(names: Iterable[str]) -> frozenset[str]:
    return frozenset(
        token.lower()
        for name in names
        for token in _CAPITALISED.findall(re.sub(rf"\b(?:{TITLES})\s", " ", name))
        if len(token) > 1
    )


def _medicines(terms: Iterable[Term]) -> dict[str, str]:
    return {
        name.lower(): term.name
        for term in terms
        if term.kind == "medicine" and not _GENERIC.search(term.name)
        for name in (term.name, *term.variants)
        if name.isalpha() and not _GENERIC.search(name)
    }
