"""The same need, outcome or provision twice, and two amounts of one support."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from analytics.plans.amounts import Amount, amounts
from analytics.plans.wording import same, support, wording
from data.schemas.plans import Finding, Line

WHAT = {"need": "need", "outcome": "outcome", "provision": "provision"}


def repeats(
    groups: Iterable[Sequence[Line]], *, called: str, links: Mapping[str, tuple[str, ...]]
) -> tuple[Finding, ...]:
    """Return the lines that say again what an earlier line of their kind says.

    Provision of the same words and another amount is a conflict, where both serve a common end or
    say nothing else than the other.
    """
    own = frozenset(called.lower().split())
    return tuple(
        finding
        for lines in groups
        for one, other in combinations(lines, 2)
        for finding in _repeat(one, other, own=own, links=links)
    )


def _repeat(
    one: Line, other: Line, *, own: frozenset[str], links: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    if not same(support(one.text, left_out=own), support(other.text, left_out=own)):
        return
    what = WHAT[one.kind]
    first = f"in {one.section}" if one.section != other.section else "above"
    mine, theirs = amounts(one.text), amounts(other.text)
    if one.kind == "provision" and mine and theirs and _differ(mine, theirs):
        if not _share(one, other, links):
            return
        sentence = f"The same support stands {first} as {_said(mine)}, and here as {_said(theirs)}."
        yield Finding("conflicting_amounts", other.section, sentence, other.line_id, "problem")
    elif wording(one.text).numbers == wording(other.text).numbers or mine == theirs:
        sentence = f"This {what} says the same as one {first}: “{_short(one.text)}”"
        yield Finding(f"duplicate_{what}", other.section, sentence, other.line_id, "problem")


def _share(one: Line, other: Line, links: Mapping[str, tuple[str, ...]]) -> bool:
    ends, others = set(links[one.line_id]), set(links[other.line_id])
    return bool(ends & others) or not ends or not others or one.area == other.area


def _differ(mine: tuple[Amount, ...], theirs: tuple[Amount, ...]) -> bool:
    return [one.measured for one in mine] != [one.measured for one in theirs]


def _said(found: tuple[Amount, ...]) -> str:
    return ", ".join(one.said for one in found)


def _short(text: str, longest: int = 80) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
