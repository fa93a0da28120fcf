"""Takes a line apart: what is offered, how it is looked at again, what only surrounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analytics.plan_text import cues
from analytics.plan_text.patterns import plain
from analytics.plan_text.shorthand import Spelt, spelt_out

Extent = tuple[int, int]

_BLANK = "~"
_ABBREVIATED = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "approx",
        "no",
        "p.a",
        "a.m",
        "p.m",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "etc",
        "yr",
        "yrs",
        "min",
        "mins",
        "hr",
        "hrs",
        "sec",
        "incl",
        "max",
        "vs",
        "p.w",
    ]
)
_STOP = re.compile(r"[;!?|\n\r]|\.(?=[\s\"')]|$)| - (?!\d)")
_JOINT = re.compile(
    r", (?:and |but |with )?|: | - |[()]| (?=(?:and|but|then) (?:is |are |will |then |also |"
    r"to be |be )?"
    rf"(?:{cues.REVIEWING})\b)| (?=(?:who|(?<!agree )(?<!agrees )(?<!decide )(?<!decides "
    rf")(?<!choose )(?<!chooses )"
    r"(?<!settle )(?<!settles )which|whose|whom|where|while|so that|in order|until)\b)"
    r"| (?=and \w+e?s (?:him|her|it|them|the|his|their|for|what|on|to|with)\b)|"
    r" (?=with (?:\w+ ){1,4}(?:being |to be )?(?:re-?\w+ed|reset|revised|updated|adjusted|"
    r"amended|set|changed)\b)"
)


@dataclass(frozen=True)
class Passage:
    """Hold a line spelt out, the same in plain small letters, and where its clauses lie."""

    spelt: Spelt
    plain: str

    @property
    def text(self) -> str:
        """Return the line with its capitals and with its shorthand spelt out."""
        return self.spelt.text

    def as_written(self, start: int, end: int) -> str:
        """Return a part of the line exactly as it was written."""
        return self.spelt.as_written(start, end)

    def words(self, start: int, end: int) -> str:
        """Return words of the line as written, their white space made single."""
        return " ".join(self.as_written(start, end).split())

    @cached_property
    def sentences(self) -> tuple[Extent, ...]:
        """Return the sentences, or the parts between semicolons, bars and dashes."""
        return tuple(_cut(self.plain, 0, _stops(self.plain), len(self.plain)))

    @cached_property
    def clauses(self) -> tuple[Extent, ...]:
        """Return the clauses within sentences."""
        found: list[Extent] = []
        for start, end in self.sentences:
            joints = (
                (match.start(), match.end()) for match in _JOINT.finditer(self.plain, start, end)
            )
            found.extend(_cut(self.plain, start, joints, end))
        return tuple(found)

    def sentence_end(self, place: int) -> int:
        """Return where the sentence of a place ends."""
        return next((end for start, end in self.sentences if start <= place <= end), place)

    @cached_property
    def reviews(self) -> tuple[Extent, ...]:
        """Return the parts that tell how the provision is looked at again."""
        return tuple(_reviews(self))

    @cached_property
    def asides(self) -> tuple[Extent, ...]:
        """Return the parts that offer nothing: history, waits, costs, ages, scores, purposes."""
        whole = (
            clause
            for clause in self.clauses
            if cues.HISTORY.search(self.plain, *clause) or cues.LAPSING.search(self.plain, *clause)
        )
        within = (match.span() for match in cues.ASIDE.finditer(self.plain))
        return (*whole, *within)

    @cached_property
    def offer(self) -> str:
        """Return the plain text with everything blotted out that is not the provision itself."""
        return blotted(self.plain, (*self.reviews, *self.asides))

    @cached_property
    def present(self) -> str:
        """Return the plain text with asides blotted out; what is looked at again stays."""
        return blotted(self.plain, self.asides)


def passage(text: str) -> Passage:
    """Return a line ready to be read."""
    spelt = spelt_out(text)
    return Passage(spelt=spelt, plain=plain(spelt.text))


def blotted(text: str, extents: tuple[Extent, ...]) -> str:
    """Return a text of the same length in which the letters of some parts are blotted out."""
    for start, end in extents:
        text = text[:start] + _BLANK * (end - start) + text[end:]
    return text


def _stops(text: str) -> Iterator[Extent]:
    for match in _STOP.finditer(text):
        if match.group() == "." and _abbreviated(text, match.start()):
            continue
        yield match.span()


def _abbreviated(text: str, stop: int) -> bool:
    word = text[max(0, stop - 8) : stop].rpartition(" ")[2].lstrip("(\"'")
    # A full stop after the last word ends the line, whatever the word.
    return word in _ABBREVIATED and bool(text[stop + 1 :].strip())


def _cut(text: str, start: int, at: Iterator[Extent], end: int) -> Iterator[Extent]:
    for stop, after in at:
        if text[start:stop].strip():
            yield start, stop
        start = after
    if text[start:end].strip():
        yield start, end


def _reviews(line: Passage) -> Iterator[Extent]:
    for start, end in line.clauses:
        if line.plain[end : end + 1] == ":" and cues.REVIEW_LABEL.match(line.plain, start, end):
            yield start, line.sentence_end(start)
            continue
        passive = cues.REVIEWED.search(line.plain, start, end)
        if passive:
            yield passive.start(), end
        elif cues.REVIEWS.search(line.plain, start, end):
            yield start, end
        elif cues.MEETING.search(line.plain, start, end):
            yield from (match.span() for match in cues.REVIEW_NOUN.finditer(line.plain, start, end))
