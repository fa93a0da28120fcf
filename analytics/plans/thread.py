"""The golden thread of a plan: which outcomes and which provision serve each need.

Each need has provision and an outcome: SEND Code of Practice 2015, 9.61 to 9.69.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analytics.plans.linting import leaves_open
from analytics.plans.repeats import repeats
from analytics.plans.suggested_links import SuggestedLink, suggested_links
from data.schemas.plans import NEED_SECTIONS, PROVISION_SECTIONS, Finding, Line, Plan

COLUMNS = (
    "need_id",
    "need",
    "section",
    "area",
    "outcome_id",
    "outcome",
    "provision_id",
    "provision",
)


@dataclass(frozen=True)
class Served:
    """Hold one need and what serves it."""

    need: Line
    outcomes: tuple[Line, ...]
    provision: tuple[Line, ...]
    """Linked to the need, or to one of its outcomes."""
    to_obtain: tuple[Line, ...] = ()
    """What was asked for it and has not come."""
    unspecified: tuple[Line, ...] = ()
    """Its provision that waits for something, or does not say all that such a line should."""

    @property
    def whole(self) -> bool:
        """Tell whether an outcome, and provision that is specified throughout, serve the need."""
        return bool(self.outcomes and self.provision and not self.unspecified)

    @property
    def linked(self) -> bool:
        """Tell whether an outcome and provision serve the need, and that is not yet specified."""
        return bool(self.outcomes and self.provision and self.unspecified)


@dataclass(frozen=True)
class Thread:
    """Hold the matrix of needs, outcomes and provision, and where it is broken."""

    rows: tuple[Served, ...]
    gaps: tuple[Finding, ...]
    orphans: tuple[Finding, ...]
    duplicates: tuple[Finding, ...]
    suggested: tuple[SuggestedLink, ...]
    """Links that a person may accept."""
    links: Mapping[str, tuple[str, ...]]
    """For each outcome and provision, the needs and outcomes it serves that exist."""
    reading: str
    """One sentence."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return everything that is wrong with the thread."""
        return self.gaps + self.orphans + self.duplicates


def thread(plan: Plan) -> Thread:
    """Return which outcomes and provision serve each need by their links, and where none does.

    Provision should be detailed and specific, and normally be quantified: Code of Practice 9.69.
    """
    needs = _lines(plan, NEED_SECTIONS, "need")
    outcomes = _lines(plan, ("E",), "outcome")
    provision = _lines(plan, PROVISION_SECTIONS, "provision")
    links = _live(needs=needs, outcomes=outcomes, provision=provision)
    asked = _lines(plan, ("E", *PROVISION_SECTIONS), "to_obtain")
    waiting = {end for line in asked for end in line.links}
    vague = {one.line_id for one in provision if one.line_id in waiting or leaves_open(one)}
    rows = tuple(
        _served(need, outcomes=outcomes, provision=provision, asked=asked, links=links, vague=vague)
        for need in needs
    )
    loose = [line for line in (*outcomes, *provision) if not links[line.line_id]]
    gaps = tuple(_gaps(rows, outcomes=outcomes, links=links, provision=provision))
    return Thread(
        rows=rows,
        gaps=gaps,
        orphans=tuple(_orphan(line) for line in loose),
        duplicates=repeats(
            (needs, outcomes, provision), called=plan.particulars.called, links=links
        ),
        suggested=suggested_links(loose, needs=needs, outcomes=outcomes),
        links=links,
        reading=_reading(rows, loose),
    )


def table(found: Thread) -> pd.DataFrame:
    """Return the matrix with a row for each need, outcome and provision that belong together.

    Provision that serves a need directly stands beside no outcome, and a need that nothing serves
    beside neither.
    """
    rows = [
        (
            row.need.line_id,
            row.need.text,
            row.need.section,
            row.need.area,
            None if outcome is None else outcome.line_id,
            None if outcome is None else outcome.text,
            None if piece is None else piece.line_id,
            None if piece is None else piece.text,
        )
        for row in found.rows
        for outcome, piece in _beside(row, found.links)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _lines(plan: Plan, sections: Iterable[str], kind: str) -> tuple[Line, ...]:
    order = {section: place for place, section in enumerate(sections)}
    chosen = [line for line in plan.lines if line.section in order and line.kind == kind]
    return tuple(sorted(chosen, key=lambda x: (order[x.section], x.position, x.line_id)))


def _live(
    *, needs: tuple[Line, ...], outcomes: tuple[Line, ...], provision: tuple[Line, ...]
) -> dict[str, tuple[str, ...]]:
    ends = {line.line_id for line in needs}
    further = ends | {line.line_id for line in outcomes}
    served = {line.line_id: _kept(line, ends) for line in outcomes}
    return served | {line.line_id: _kept(line, further) for line in provision}


def _kept(line: Line, ends: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in line.links if each in ends))


def _served(
    need: Line,
    *,
    outcomes: tuple[Line, ...],
    provision: tuple[Line, ...],
    asked: tuple[Line, ...],
    links: Mapping[str, tuple[str, ...]],
    vague: Container[str],
) -> Served:
    sought = tuple(line for line in outcomes if need.line_id in links[line.line_id])
    ends = {need.line_id, *(line.line_id for line in sought)}
    given = tuple(line for line in provision if ends & set(links[line.line_id]))
    return Served(
        need=need,
        outcomes=sought,
        provision=given,
        to_obtain=tuple(line for line in asked if ends & set(line.links)),
        unspecified=tuple(line for line in given if line.line_id in vague),
    )


def _gaps(
    rows: tuple[Served, ...],
    *,
    outcomes: tuple[Line, ...],
    links: Mapping[str, tuple[str, ...]],
    provision: tuple[Line, ...],
) -> Iterator[Finding]:
    for row in rows:
        yield from _gaps_of_need(row)
    given: dict[str, bool] = defaultdict(bool)
    for line in provision:
        for end in links[line.line_id]:
            given[end] = True
    for line in outcomes:
        ends = (line.line_id, *links[line.line_id])
        if links[line.line_id] and not any(given[end] for end in ends):
            yield Finding(
                "outcome_without_provision",
                line.section,
                "Nothing in F, G or H helps to reach this outcome.",
                line.line_id,
                "problem",
            )


def _gaps_of_need(row: Served) -> Iterator[Finding]:
    outcome = [line for line in row.to_obtain if line.section == "E"]
    provision = [line for line in row.to_obtain if line.section != "E"]
    if not row.outcomes:
        yield _gap("need_without_outcome", row.need, "No outcome in E is about this need.", outcome)
    if not row.provision:
        sentence = "Nothing in F, G or H meets this need."
        yield _gap("need_without_provision", row.need, sentence, provision)


def _gap(code: str, need: Line, sentence: str, asked: list[Line]) -> Finding:
    if asked:
        sentence += f" It is still to be obtained: {asked[0].text}"
    return Finding(code, need.section, sentence, need.line_id, "watch" if asked else "problem")


def _orphan(line: Line) -> Finding:
    what = "outcome" if line.kind == "outcome" else "provision"
    whom = "need" if what == "outcome" else "need or outcome"
    why = f"What this {what} served is no longer in the plan." if line.links else ""
    sentence = why or f"This {what} is not linked to any {whom}."
    return Finding(f"{what}_without_need", line.section, sentence, line.line_id, "problem")


def _beside(
    row: Served, links: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Line | None, Line | None]]:
    through: set[str] = set()
    for outcome in row.outcomes:
        mine = [line for line in row.provision if outcome.line_id in links[line.line_id]]
        through |= {line.line_id for line in mine}
        yield from ((outcome, line) for line in mine or (None,))
    direct = [line for line in row.provision if line.line_id not in through]
    yield from ((None, line) for line in direct)
    if not row.outcomes and not direct:
        yield None, None


def _reading(rows: tuple[Served, ...], loose: list[Line]) -> str:
    if not rows:
        return "No need is written in B, C or D."
    whole = sum(row.whole for row in rows)
    needs = "need" if len(rows) == 1 else "needs"
    parts = [f"{whole} of {len(rows)} {needs} {_has(whole)} an outcome and specified provision"]
    if linked := sum(row.linked for row in rows):
        parts.append(f"{linked} linked, not yet specified")
    lacking = {
        "an outcome": sum(not row.outcomes for row in rows),
        "provision": sum(not row.provision for row in rows),
    }
    parts += [f"{count} without {what}" for what, count in lacking.items() if count]
    if loose:
        what = "line of E to H serves" if len(loose) == 1 else "lines of E to H serve"
        parts.append(f"{len(loose)} {what} none")
    return "; ".join(parts) + "."


def _has(count: int) -> str:
    return "has" if count == 1 else "have"
