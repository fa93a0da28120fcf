"""A plan at two moments: what differs, word by word, and who wrote it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from analytics.plans.rows import in_order
from data.schemas.plans import Line

TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Version:
    """Hold one revision of a line: what was saved, when, and as which entry of the journal."""

    line: Line
    at: datetime
    sequence: int
    withdrawn: bool = False


@dataclass(frozen=True)
class Moment:
    """Name a state of a plan: what one person had saved at once."""

    sequence: int
    at: datetime
    actor: str
    lines: int
    """How many lines were saved then."""


@dataclass(frozen=True)
class Piece:
    """Hold words that two texts share, or that one of them has: same, added or removed."""

    what: str
    text: str


@dataclass(frozen=True)
class LineChange:
    """Say how a line differs between two moments, and who made it so."""

    line_id: str
    section: str
    what: str
    """added, removed, or changed."""
    pieces: tuple[Piece, ...]
    actors: tuple[str, ...] = ()
    besides: tuple[str, ...] = field(default=())
    """What else differs, in words."""


def moments(versions: Iterable[Version]) -> tuple[Moment, ...]:
    """Return the states of a plan, newest first; what was saved at once is one."""
    found: dict[tuple[datetime, str], list[Version]] = {}
    for version in sorted(versions, key=lambda one: one.sequence):
        found.setdefault((version.at, version.line.actor), []).append(version)
    return tuple(
        Moment(group[-1].sequence, at, actor, len(group))
        for (at, actor), group in reversed(found.items())
    )


def as_at(versions: Iterable[Version], sequence: int) -> dict[str, Line]:
    """Return the lines of a plan as they were after an entry of the journal."""
    last: dict[str, Version] = {}
    for version in sorted(versions, key=lambda one: one.sequence):
        if version.sequence <= sequence:
            last[version.line.line_id] = version
    return {name: version.line for name, version in last.items() if not version.withdrawn}


def compare_moments(
    versions: Sequence[Version], *, earlier: int, later: int
) -> tuple[LineChange, ...]:
    """Return how each line differs between two entries of the journal, in the plan's order."""
    before, after = as_at(versions, earlier), as_at(versions, later)
    by = _actors(versions, earlier, later)
    found = (
        _change(line, before.get(line.line_id), after.get(line.line_id), by)
        for line in in_order({**before, **after}.values())
    )
    return tuple(change for change in found if change)


def words_changed(before: str, after: str) -> tuple[Piece, ...]:
    """Return two texts as one run of words: what they share, and what each has alone."""
    old, new = TOKENS.findall(before), TOKENS.findall(after)
    pieces: list[Piece] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if a < b:
            pieces.append(Piece("removed", "".join(old[a:b])))
        if c < d:
            pieces.append(Piece("added", "".join(new[c:d])))
    return tuple(pieces)


def writers(lines: Iterable[Line]) -> Mapping[str, int]:
    """Return how many of the lines each person saved last, the most first."""
    return dict(Counter(line.actor for line in in_order(lines)).most_common())


def _actors(versions: Iterable[Version], earlier: int, later: int) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for version in sorted(versions, key=lambda one: one.sequence):
        if earlier < version.sequence <= later:
            found.setdefault(version.line.line_id, {})[version.line.actor] = None
    return {name: tuple(actors) for name, actors in found.items()}


def _change(
    line: Line, before: Line | None, after: Line | None, by: Mapping[str, tuple[str, ...]]
) -> LineChange | None:
    actors = by.get(line.line_id, ())
    if before is None or after is None:
        what = "added" if before is None else "removed"
        alone = Piece(what, line.text)
        return LineChange(line.line_id, line.section, what, (alone,), actors)
    besides = _besides(before, after)
    if before.text == after.text and not besides:
        return None
    pieces = words_changed(before.text, after.text)
    return LineChange(line.line_id, line.section, "changed", pieces, actors, besides)


def _besides(before: Line, after: Line) -> tuple[str, ...]:
    said = {
        "Now agreed": after.agreed and not before.agreed,
        "No longer agreed": before.agreed and not after.agreed,
        "Tied to other lines": set(before.links) != set(after.links),
        "Taken from other sources": before.sources != after.sources,
        "Moved": before.position != after.position,
    }
    return tuple(words for words, so in said.items() if so)
