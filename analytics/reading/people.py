"""Names of people in documents, so that they can be taken out before anything is shared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from analytics.reading.names import FIRST_NAMES, INITIAL, NOT_NAMES, TITLES, UPPER, WORD
from analytics.reading.outline import BYLINE, HEADER, Outline
from data.schemas.reading import Person, Source

RELATION = (
    r"(?:mum|mother|mummy|mam|dad|father|daddy|step-?(?:mum|dad|mother|father)|brother|sister|"
    r"twin|half-?brother|half-?sister|cousin|uncle|aunt|auntie|nan|nana|gran|grandma|granddad|"
    r"grandad|grandmother|grandfather|carer|friend|son|daughter|baby|parents?|partner|wife|husband|"
    r"key ?(?:worker|person)|pupil|child|TA|LSA|SENCO|worker|teacher|therapist|named|called)"
)
PLACE = (
    r"(?:School|Academy|College|Primary|Infant|Infants|Junior|Nursery|Surgery|Hospital|Clinic|"
    r"Centre|"
    r"House|Road|Street|Lane|Avenue|Close|Way|Row|Court|Drive|Grove|Trust|Council|Practice|Church|"
    r"Park|Pre-?[Ss]chool|High|Unit|Ward|Team|Service|Borough|County|Hall|Farm|Infirmary|Room|"
    r"Class|"
    r"Syndrome|Test|Scale|Scales|Profile|Inventory|Checklist|Questionnaire|Conners|Programme|Group|"
    r"syndrome|palsy|disease|scale|test|chart|room|class|base)\b"
)
TITLED = re.compile(
    rf"\b(?:{TITLES})\s+(?:(?:{INITIAL}|and|&|{TITLES})\s+)*{WORD}(?:[ \t]+{WORD}){{0,2}}"
)
# After an apostrophe stands no initial ("CHILDREN'S THERAPIES").
INITIALLED = re.compile(rf"(?<![’'])\b(?:{INITIAL}[ \t]?){{1,2}}(?<=[. ]){WORD}\b")
RELATED = re.compile(rf"\b(?i:({RELATION}))[,:]?[ \t]+\(?({WORD}(?:[ \t]+{WORD})?)")
BEFORE = re.compile(rf"(?i)\b({RELATION})[,:]?[ \t]+\(?$")
LONGEST_BEFORE = 32
NO_ROLES = frozenset(("named", "called"))
# A first name with the one that is used: "Tomasz (Tomek) Lane", "Elizabeth, known as Betty".
ALSO_CALLED = re.compile(
    rf"\b({WORD})[ \t]+[(“\"‘']({WORD})[)”\"’'](?=[ \t]+{WORD})|"
    rf"\b({WORD})(?:[ \t]+{WORD})?,?[ \t]+\(?(?:also |usually )?(?:known as|called)[ \t]+({WORD})"
)
LONGER = re.compile(rf"{WORD}(?:[ \t]+(?:{INITIAL}|{WORD})){{0,3}}")
SURNAME_FIRST = re.compile(rf"\b([{UPPER}]{{2}}[{UPPER}'’-]*),[ \t]+({WORD})")
TOKEN = re.compile(WORD)
FIELD = re.compile(
    r"(?i)^\W*(?:re|name|child|pupil|student|patient|case|parent|mother|father|carer|present|"
    r"from|to|"
    r"cc|copies(?: to)?|author|completed by|signed|teacher|therapist|key ?(?:person|worker)|"
    r"headteacher|"
    r"senco|officer|social worker|case ?worker|gp|consultant|attendees|[\w’' ]{0,24}name)\s*[:|]"
)

# First names that are also words: a name only where the sentence has begun before it.
_WORDS = """
Will Mark May Grace Hope Faith Joy Rose Bill Sue Art Summer April June August Dawn Heath Daisy
Iris Ivy Poppy Olive Pearl Ruby Amber Jade Ray Rob Pat Drew Miles Sunny Patience Mercy Harmony
Melody Destiny Angel Crystal Precious Promise Gift Comfort Blessing Praise Prince Princess Ocean
Sage Dale Glen Lance Grant Frank Guy Gene Penny Holly Robin Jay Kit Dee Ash Sky Skye Star Chase
Case Story Honor Honour Verity Charity Constance Prudence Purity Unity Liberty India Paris
Virginia Brooklyn Austin Dean Reading Harper Hunter Tuba Nova Meadow Willow Hazel Heather Fern
Rowan Violet Coral Ginny Jo An Ela Ira Don Rex Roman Victor Major Junior Trinity Divine Favour
Aspen Ender Autumn Spring Christian Angelina Elsa Howard Chart Mona Cherry Carol Basil Rich
Randy Sandy Rusty Phoenix Dakota Denver
"""
ALSO_WORDS = frozenset(_WORDS.split())


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    text: str
    role: str | None = None


def people(
    documents: Sequence[tuple[Source, Outline]], *, authors: Mapping[str, str] | None = None
) -> tuple[Person, ...]:
    """Return the people that documents name, each with the forms of the name and its places.

    `authors` are the names of those who wrote them, with their roles.
    """
    found = {source.document_id: _sure(source, one) for source, one in documents}
    known = {
        token
        for group in found.values()
        for each in group
        for token in TOKEN.findall(each.text)
        if _can_be_name(token)
    }
    places: list[tuple[str, _Found]] = []
    for source, _ in documents:
        again = _Spans(found[source.document_id])
        again.add(_again(source.text, known))
        places += [(source.document_id, each) for each in again.found]
    called = _called(source.text for source, _ in documents)
    return tuple(_grouped(places, authors=authors or {}, called=called))


def _called(texts: Iterable[str]) -> dict[str, str]:
    """Return the names that people are called by, each with the first name that it stands for."""
    pairs = (
        (found[1] or found[3], found[2] or found[4])
        for text in texts
        for found in ALSO_CALLED.finditer(text)
    )
    return {
        used.lower(): first.lower()
        for first, used in pairs
        if first.title() in FIRST_NAMES and _can_be_name(first) and _can_be_name(used)
    }


class _Spans:
    """Keep findings that do not overlap, the earlier added first."""

    def __init__(self, found: Iterable[_Found] = ()) -> None:
        self.found: list[_Found] = []
        self._taken: set[int] = set()
        self.add(found)

    def add(self, found: Iterable[_Found]) -> None:
        for each in found:
            places = range(each.start, each.end)
            if self._taken.isdisjoint(places):
                self._taken.update(places)
                self.found.append(each)


def _sure(source: Source, one: Outline) -> list[_Found]:
    """Return the names that their surroundings show to be names."""
    text = source.text
    spans = _Spans(_trimmed(text, found, titled=True) for found in TITLED.finditer(text))
    spans.add(_swapped(text))
    spans.add(
        each
        for found in RELATED.finditer(text)
        if (each := _trimmed(text, found, group=2)).text and _mid_name(each.text)
    )
    spans.add(
        each for found in LONGER.finditer(text) for each in _starting_with_first_name(text, found)
    )
    spans.add(
        each
        for found in INITIALLED.finditer(text)
        if (each := _trimmed(text, found, titled=True)).text
        and _can_be_name(TOKEN.findall(each.text)[-1])
    )
    spans.add(_in_fields(text, one))
    return [replace(each, role=_role(text, each.start)) for each in spans.found if each.text]


def _role(text: str, start: int) -> str | None:
    """Return who somebody is to the pupil, where that stands before the name."""
    found = BEFORE.search(text[max(0, start - LONGEST_BEFORE) : start])
    role = found[1].lower() if found else None
    return None if role in NO_ROLES else role


def _swapped(text: str) -> Iterator[_Found]:
    for found in SURNAME_FIRST.finditer(text):
        if found[2].title() in FIRST_NAMES:
            yield _Found(found.start(), found.end(), found[0])


def _trimmed(text: str, found: re.Match[str], *, group: int = 0, titled: bool = False) -> _Found:
    """Return a finding without what cannot be part of a name; empty if nothing is left."""
    start = found.start(group)
    words = [(one.start(), one.end(), one[0]) for one in re.finditer(r"\S+", found[group])]
    kept = 0
    for _, _, word in words:
        plain = word.strip(".,'’&").title()
        skippable = titled and (len(plain) < 2 or word in ("and", "&") or _is_title(word))
        if not skippable and plain in NOT_NAMES:
            break
        kept += 1
    if not kept:
        return _Found(start, start, "")
    end = start + words[kept - 1][1]
    name = text[start:end]
    if re.match(rf"\W{{0,3}}{PLACE}", text[end : end + 16]) or _only_title(name):
        return _Found(start, start, "")
    return _Found(start, end, name)


@lru_cache(maxsize=4096)
def _is_title(word: str) -> bool:
    return bool(re.fullmatch(TITLES, word))


def _only_title(name: str) -> bool:
    return all(_is_title(word) or len(word.strip(".")) < 2 for word in name.split())


def _starting_with_first_name(text: str, found: re.Match[str]) -> Iterator[_Found]:
    """Give the name in a row of capitalised words, from the first word that is a first name."""
    for word in re.finditer(WORD, found[0]):
        first = re.split(r"[-’']", word[0])[0].title()
        if first not in FIRST_NAMES or (first in NOT_NAMES and first not in ALSO_WORDS):
            continue
        start = found.start() + word.start()
        rest = found[0][word.start() :]
        match = LONGER.match(rest)
        each = _trimmed(rest, match) if match else None
        if each is None or not each.text or (word[0].isupper() and len(each.text.split()) < 2):
            continue
        end = start + each.end
        if re.match(rf"\W{{0,3}}{PLACE}", text[end : end + 16]) or _saint(text, start):
            return
        alone = " " not in each.text
        if alone and first in ALSO_WORDS and not _mid_sentence(text, start):
            continue
        yield _Found(start, end, re.sub(r"[’']s$", "", each.text))
        return


def _saint(text: str, start: int) -> bool:
    return bool(re.search(r"\bSt\.? $|\bSaint $|\bOur Lady $", text[max(0, start - 9) : start]))


def _mid_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start]
    return bool(re.search(r"[a-z,] $", before))


def _mid_name(name: str) -> bool:
    return all(_can_be_name(word) for word in TOKEN.findall(name))


def _can_be_name(token: str) -> bool:
    plain = re.sub(r"[’']s$", "", token)
    return (
        len(plain) > 2
        and plain.title() not in NOT_NAMES
        and not _is_title(plain)
        and not (plain.isupper() and len(plain) < 6 and plain.title() not in FIRST_NAMES)
    )


def _in_fields(text: str, one: Outline) -> Iterator[_Found]:
    """Give names of two words or more in signatures, by-lines, headers and fields."""
    lines = {
        *one.signature,
        *one.bylines,
        *(x for x in one.lines if FIELD.match(x) or HEADER.match(x)),
    }
    offset = 0
    for raw in text.splitlines(keepends=True):
        if raw.strip() in lines:
            bare = re.sub(r"<[^>]*>|\S+@\S+", lambda hit: " " * len(hit[0]), raw)
            for found in re.finditer(rf"{WORD}(?:[ \t]+(?:{INITIAL}|{WORD})){{1,3}}", bare):
                each = _trimmed(raw, found)
                words = each.text.split()
                if len(words) > 1 and _mid_name(each.text) and not _is_shouted(words):
                    yield _Found(offset + each.start, offset + each.end, each.text)
        offset += len(raw)


def _is_shouted(words: list[str]) -> bool:
    return all(word.isupper() for word in words) or BYLINE.match(" ".join(words)) is not None


def _again(text: str, known: set[str]) -> Iterator[_Found]:
    """Give every further place of words that are names elsewhere in the bundle."""
    plain = known - ALSO_WORDS
    for found in TOKEN.finditer(text):
        word = re.sub(r"[’']s$", "", found[0])
        sure = word in plain or (word in known and _mid_sentence(text, found.start()))
        after = text[found.start() + len(word) : found.start() + len(word) + 16]
        if sure and not re.match(rf"\W{{0,3}}{PLACE}", after) and not _saint(text, found.start()):
            yield _Found(found.start(), found.start() + len(word), word)


def _grouped(
    places: list[tuple[str, _Found]], *, authors: Mapping[str, str], called: Mapping[str, str]
) -> Iterator[Person]:
    """Put the forms of one person's name together: a shorter form belongs to the longer one."""
    forms: dict[str, list[tuple[str, _Found]]] = defaultdict(list)
    for document, each in places:
        forms[each.text].append((document, each))
    order = sorted(forms, key=lambda form: (-len(_tokens(form)), -len(forms[form]), form))
    tokens = {form: frozenset(called.get(word, word) for word in _tokens(form)) for form in order}
    owner: dict[str, str] = {}
    for form in order:
        known = _author(form, owner, authors) or _longer(form, owner, forms, tokens)
        owner[form] = known or form
    for name in dict.fromkeys(owner.values()):
        mine = [form for form in order if owner[form] == name]
        found = sorted((d, e.start, e.end) for form in mine for d, e in forms[form])
        roles = [authors[form] for form in mine if form in authors]
        roles += [e.role for form in mine for _, e in forms[form] if e.role]
        yield Person(name, tuple(mine), roles[0] if roles else None, tuple(found))


@lru_cache(maxsize=4096)
def _tokens(form: str) -> frozenset[str]:
    return frozenset(
        word.lower() for word in TOKEN.findall(form) if not _is_title(word) and len(word) > 1
    )


def _longer(
    form: str,
    owner: dict[str, str],
    forms: dict[str, list[tuple[str, _Found]]],
    tokens: Mapping[str, frozenset[str]],
) -> str | None:
    """Return the person to whom a form belongs, if it is a part of just that name or mostly so."""
    words = tokens[form]
    titled = any(_is_title(word) for word in form.split())
    fits = {
        owner[other]
        for other in owner
        if words
        and words <= tokens[other]
        and not (titled and len(words) < len(tokens[other]))
        and _initials_fit(form, owner[other])
    }
    if not fits:
        return None
    return max(sorted(fits), key=lambda name: len(forms[name]))


def _author(form: str, owner: Mapping[str, str], authors: Mapping[str, str]) -> str | None:
    """Return the author whom a title or an initial and a surname mean, if nobody else is so named.

    A parent and a child share a surname; a professional shares it with no other person as a rule.
    """
    surname = _tokens(form)
    if len(surname) != 1 or len(form.split()) < 2:
        return None
    bearers = [name for name in dict.fromkeys(owner.values()) if surname < _tokens(name)]
    known = len(bearers) == 1 and bearers[0] in authors and _initials_fit(form, bearers[0])
    return bearers[0] if known else None


def _initials_fit(form: str, name: str) -> bool:
    """Tell whether the initials of a form are those of a name, where it has first names."""
    initials = {word.strip(".").lower() for word in form.split() if len(word.strip(".")) == 1}
    rest = _tokens(name) - _tokens(form)
    return not rest or initials <= {word[0] for word in rest}
