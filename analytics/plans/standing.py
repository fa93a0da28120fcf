"""Where a plan stands: how much is written, what is missing, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from data.schemas.plans import SECTIONS, Finding, Line, Plan

GAP = "to_obtain"
# What a line that waits for something leaves open: the line that asks for it says so already.
OPEN = ("provision_open", "outcome_not_smart", "need_without_outcome", "need_without_provision")


@dataclass(frozen=True)
class Counts:
    """Count what stands in a plan, or in a section of it."""

    lines: int = 0
    gaps: int = 0
    """Lines that say what no source gives."""
    problems: int = 0
    watches: int = 0
    agreed: int = 0
    comments: int = 0
    """Comments that nobody has dealt with."""


@dataclass(frozen=True)
class Step:
    """Name the next thing to do, and the section where it begins."""

    what: str
    """draft, problems, gaps, comments, agree or send."""
    count: int = 0
    section: str = ""


def is_gap(line: Line) -> bool:
    """Tell whether a line says what is still to obtain."""
    return line.kind == GAP


def asking(plan: Plan) -> dict[str, tuple[Line, ...]]:
    """Return for each line the lines that say what is still to obtain for it."""
    found: dict[str, tuple[Line, ...]] = {}
    for line in filter(is_gap, plan.lines):
        for end in line.links:
            found[end] = (*found.get(end, ()), line)
    return found


def beneath(plan: Plan) -> frozenset[str]:
    """Return the details and gaps that stand right under the only line they are about."""
    found: set[str] = set()
    above = ""
    for section in SECTIONS:
        for line in plan.section(section):
            if line.kind not in (GAP, "detail"):
                above = line.line_id
            elif line.links == (above,):
                found.add(line.line_id)
    return frozenset(found)


def told_once(plan: Plan, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those that a line to obtain says already.

    A problem stays: somebody is to put it right, whatever is asked for.
    """
    waiting = asking(plan)
    gaps = {line.line_id for line in plan.lines if is_gap(line)}
    return tuple(
        one
        for one in findings
        if one.weight == "problem" or not _said(one, gaps, waiting.get(one.line_id or "", ()))
    )


def _said(one: Finding, gaps: Collection[str], waiting: Sequence[Line]) -> bool:
    """Tell whether a gap itself, or those that wait for the line, say what was found."""
    if one.code == "vague_words":
        asked = " ".join(gap.text for gap in waiting).lower()
        return bool(one.phrases) and all(phrase.lower() in asked for phrase in one.phrases)
    return one.line_id in gaps if one.code == GAP else one.code in OPEN and bool(waiting)


def counts_by_section(
    plan: Plan, findings: Sequence[Finding], commented: Collection[str] = ()
) -> dict[str, Counts]:
    """Return the counts of each section; `commented` has the section of each open comment."""
    weights = Counter((finding.section, finding.weight) for finding in findings)
    comments = Counter(commented)
    return {
        section: Counts(
            lines=sum(not is_gap(line) for line in plan.section(section)),
            gaps=sum(map(is_gap, plan.section(section))),
            problems=weights[section, "problem"],
            watches=weights[section, "watch"],
            agreed=sum(line.agreed and not is_gap(line) for line in plan.section(section)),
            comments=comments[section],
        )
        for section in SECTIONS
    }


def sizes(lines: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return how many lines and how many gaps each pupil's plan has, of (pupil, kind) pairs."""
    found: Counter[tuple[str, bool]] = Counter((pupil, kind == GAP) for pupil, kind in lines)
    return {pupil: (found[pupil, False], found[pupil, True]) for pupil, _ in found}


def total(counts: Collection[Counts]) -> Counts:
    """Return the counts of the whole plan."""
    names = Counts.__dataclass_fields__
    return Counts(**{name: sum(getattr(one, name) for one in counts) for name in names})


def next_step(counts: dict[str, Counts]) -> Step:
    """Return what to do next: what must be put right first, then what is missing."""
    whole = total(counts.values())
    if not whole.lines + whole.gaps:
        return Step("draft")
    for what in ("problems", "gaps", "comments"):
        number = getattr(whole, what)
        if number:
            return Step(what, number, _first(counts, what))
    open_lines = whole.lines - whole.agreed
    if open_lines > 0:
        return Step("agree", open_lines, _first_open(counts))
    return Step("send")


def _first(counts: dict[str, Counts], what: str) -> str:
    return next(section for section, one in counts.items() if getattr(one, what))


def _first_open(counts: dict[str, Counts]) -> str:
    return next(section for section, one in counts.items() if one.agreed < one.lines)
