"""Whom a document is about: the pupil of the bundle, or another child whose letter strayed in."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analytics.reading.dates import BIRTH, born_on
from analytics.reading.names import FIRST_NAMES, NOT_NAMES, PET_NAMES, TITLES, UPPER, WORD
from analytics.reading.outline import Outline

FIELD = re.compile(
    r"(?i)^\W*(?:\d[.)]\s*)?(?:re|ref|concerning|regarding|subject|(?:full |child[’']?s? |"
    r"pupil[’']?s? |"
    r"student[’']?s? |patient[’']?s? |learner[’']?s? |young person[’']?s? |"
    r"my )*name(?: of (?:the )?(?:"
    r"child|pupil|student|young person|patient|learner))?|(?:the )?child|pupil|student|patient|"
    r"learner|"
    r"young person|client|case|child/young person)\s*(?:[:|.]|\s-)\s*(?P<rest>.{2,120})"
)
# Words before a name in a line that says whom a paper is about.
LEAD = re.compile(r"(?i)^\W*(?:re|ref|concerning|regarding|about|for|on)\b\W*")
CAPITALS = re.compile(rf"{WORD}|[{UPPER}]\.")
WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]{2,})*")
TOP = 22
SHORTEST_PET_NAME = 3
LONGEST_INITIALS = 2
# A word of three letters begins too many names, unless it is one itself.
SHORTEST_UNLISTED = 4
OFTEN = 3


@dataclass(frozen=True)
class Pupil:
    """Hold who the bundle is about, as far as known: names in lower case, and dates of birth."""

    first: str = ""
    last: frozenset[str] = frozenset()
    born: frozenset[datetime.date] = frozenset()
    also: frozenset[str] = frozenset()
    """Other first names under which documents of the same surname and birthday speak of them."""


@dataclass(frozen=True)
class Subject:
    """Hold whom a document says it is about."""

    first: str
    last: tuple[str, ...]
    born: tuple[datetime.date, ...]
    words: str


def subject_of(one: Outline) -> Subject:
    """Return whom the Re: line, the fields or a line with a date of birth name; empty if none."""
    born = born_on(one.lines[:TOP])
    for line in (f"Re: {one.subject}", *one.lines[:TOP]):
        if words := _named(line):
            surname_first = re.match(rf"\W*{WORD}\s*,\s*{WORD}", _rest(line) or line)
            ordered = words[1:] + words[:1] if surname_first else words
            return Subject(ordered[0].lower(), _lower(ordered[1:]), born, " ".join(words))
    return Subject("", (), born, "")


def _rest(line: str) -> str:
    found = FIELD.match(line)
    return found["rest"] if found else ""


def _named(line: str) -> list[str]:
    """Return the words of the name that a line gives as its subject's."""
    rest = _rest(line)
    dated = BIRTH.search(line) or re.search(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", line)
    bare = LEAD.sub("", line)
    if not rest and dated and len(line) < 120 and re.match(rf"\W*{WORD}[\s,]+{WORD}", bare):
        rest = bare
    rest = re.split(
        r"\s{3,}|\bD\.?\s?O\.?\s?B|(?i:date of birth|born|\baged?\b|\()|\d| [-–] ", rest
    )[0]
    words: list[str] = []
    for word in CAPITALS.findall(rest):
        if word.title() in NOT_NAMES or re.fullmatch(f"{TITLES}|Master", word):
            if words:
                break
            continue
        words.append(word)
    listed = bool(words) and words[0].title() in FIRST_NAMES
    shouted = all(word.isupper() for word in words) and not _rest(line)
    initials = all(len(word.strip(".")) <= LONGEST_INITIALS for word in words)
    known = listed or (len(words) >= 2 and not shouted and not initials)
    return words[:4] if known else []


def _lower(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def pupil_of(subjects: Sequence[Subject], *, name: str | None, born: datetime.date | None) -> Pupil:
    """Return the pupil of a bundle: as given, or as most of its documents name."""
    if name:
        first, *others = _lower(WORDS.findall(name)) or ("",)
        days = frozenset({born}) if born else _birth(subjects, first)
        last = frozenset(others)
        return Pupil(first, last, days, _also(subjects, first=first, last=last, born=days))
    votes = Counter(one.first for one in subjects if len(one.first) > 2)
    if not votes:
        return Pupil(born=frozenset({born} if born else ()))
    first = max(sorted(votes), key=lambda each: votes[each])
    last = frozenset(word for one in subjects if one.first == first for word in one.last)
    days = frozenset({born}) if born else _birth(subjects, first)
    return Pupil(first, last, days, _also(subjects, first=first, last=last, born=days))


def _also(
    subjects: Sequence[Subject], *, first: str, last: frozenset[str], born: frozenset[datetime.date]
) -> frozenset[str]:
    """Return pet names: of the same surname, birthday and initial, as twins seldom are."""
    return frozenset(
        one.first
        for one in subjects
        if one.first[:1] == first[:1] and last & set(one.last) and born & set(one.born)
    )


def _birth(subjects: Sequence[Subject], first: str) -> frozenset[datetime.date]:
    """Return the day most documents give for a child of that name."""
    votes = Counter(day for one in subjects if one.first == first for day in one.born[:1])
    return frozenset(day for day, count in votes.items() if count == max(votes.values()))


def about_pupil(one: Outline, *, subject: Subject, pupil: Pupil) -> tuple[bool, str]:
    """Tell whether a document is about the pupil, and the words that say so."""
    if not pupil.first:
        return True, ""
    if _is_in_title(one, subject=subject, pupil=pupil):
        return True, one.subject
    if not subject.first:
        return _by_mentions(one, pupil=pupil)
    other_day = bool(subject.born and pupil.born and not set(subject.born) & pupil.born)
    if _same(subject, pupil=pupil, other_day=other_day):
        return True, subject.words
    if one.is_email or not (subject.last or subject.born):
        about, words = _by_mentions(one, pupil=pupil)
        return about and bool(words), words or subject.words
    return False, subject.words


def _is_in_title(one: Outline, *, subject: Subject, pupil: Pupil) -> bool:
    """Tell whether the subject line has the pupil's name, or a short form and no surname."""
    title = WORDS.findall(one.subject)
    short = not subject.last and any(_is_short_for(word, pupil.first) for word in title)
    return short or pupil.first in _lower(title)


def _same(subject: Subject, *, pupil: Pupil, other_day: bool) -> bool:
    """Tell whether two names can be one child's; a date of birth decides where they differ."""
    surname = bool(pupil.last & set(subject.last)) or not (pupil.last and subject.last)
    named = {subject.first, *subject.last}
    if subject.first in pupil.also or pupil.first in named:
        return surname or not other_day
    alike = _alike(subject.first, pupil.first) or _initial(subject, pupil=pupil)
    return (alike and not other_day and surname) or subject.first in pupil.last


def _alike(one: str, other: str) -> bool:
    """Tell whether one first name is a short form of the other."""
    if frozenset((one, other)) in PET_NAMES:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= SHORTEST_PET_NAME and longer.startswith(shorter[:-1])


def _is_short_for(word: str, first: str) -> bool:
    """Tell whether a capitalised word is a first name or a short form of it, listed or not."""
    small = word.lower()
    if small == first:
        return True
    short = SHORTEST_UNLISTED <= len(small) < len(first)
    return short and word[0].isupper() and _alike(small, first)


def _initial(subject: Subject, *, pupil: Pupil) -> bool:
    return len(subject.first.strip(".")) == 1 and subject.first[0] == pupil.first[0]


def _by_mentions(one: Outline, *, pupil: Pupil) -> tuple[bool, str]:
    """Compare how often the pupil's name and other first names stand in the text."""
    # What stands in capitals throughout are initials of staff as often as names.
    words = [
        re.sub(r"[’']s$", "", word)
        for word in WORDS.findall(one.text)
        if word[0].isupper() and not (word.isupper() and len(word) < SHORTEST_UNLISTED)
    ]
    signed = {word for line in (*one.signature, one.sender) for word in WORDS.findall(line)}
    counts = Counter(
        word.lower() for word in words if word.title() in FIRST_NAMES and word not in signed
    )
    names = {pupil.first, *pupil.last, *pupil.also}
    own = sum(word.lower() in names or _is_short_for(word, pupil.first) for word in words)
    own += sum(count for n, count in counts.items() if n not in names and _alike(n, pupil.first))
    others = {n: c for n, c in counts.items() if n not in names and not _alike(n, pupil.first)}
    most = max(others, key=lambda each: others[each], default="")
    if most and others[most] >= OFTEN and others[most] > 3 * own:
        return False, most.title()
    return True, pupil.first.title() if own else ""
