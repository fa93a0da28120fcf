"""The same need, outcome or provision twice, and two amounts of one support."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from analytics.plans.amounts import Amount, amounts
from analytics.plans.wording import same, support, wording
from data.schemas.plans import Finding, Line


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
    mine, theirs = amounts(one.text), amounts(other.text)
    if one.kind == "provision" and mine and theirs:
        if _differ(mine, theirs):
            if _share(one, other, links):
                yield _conflict(one, other, mine=mine, theirs=theirs)
            return
    elif wording(one.text).numbers != wording(other.text).numbers:
        return
    sentence = f"This {one.kind} says the same as one {_where(one, other)}: “{_short(one.text)}”"
    yield Finding(f"duplicate_{one.kind}", other.section, sentence, other.line_id, "problem")


def _conflict(
    one: Line, other: Line, *, mine: tuple[Amount, ...], theirs: tuple[Amount, ...]
) -> Finding:
    sentence = (
        f"The same support stands {_where(one, other)} as {_said(mine)}, "
        f"and here as {_said(theirs)}."
    )
    return Finding("conflicting_amounts", other.section, sentence, other.line_id, "problem")


def _where(one: Line, other: Line) -> str:
    return f"in {one.section}" if one.section != other.section else "above"


def _share(one: Line, other: Line, links: Mapping[str, tuple[str, ...]]) -> bool:
    ends, others = set(links[one.line_id]), set(links[other.line_id])
    return bool(ends & others) or not ends or not others or one.area == other.area


def _differ(mine: tuple[Amount, ...], theirs: tuple[Amount, ...]) -> bool:
    return [one.measured for one in mine] != [one.measured for one in theirs]


def _said(found: tuple[Amount, ...]) -> str:
    return ", ".join(one.said for one in found)


def _short(text: str, longest: int = 80) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
