"""The family's copy: what has been agreed so far, in plain paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from analytics.plans.numbering import AREAS, area_place, numbers
from data.schemas.plans import BROAD_AREAS, NEED_SECTIONS, SECTIONS, Line, Plan
from layouts.plans.paper.blocks import Block, Heading, Item, Paper
from layouts.plans.paper.cleaning import cleaned
from layouts.plans.paper.outline import LAW, STANDINGS, headed
from layouts.plans.paper.references import References, in_words
from layouts.plans.paper.sections import (
    NEEDS,
    OTHER_AREA,
    STRENGTHS,
    Writer,
    heading_of,
    obtain_words,
    prompt_of,
    strengths_first,
)
from layouts.wording import INVENTED

WHAT_IT_IS = (
    "This is the family's copy of the plan. It holds only what has been agreed so far. You can ask "
    "your SEND officer about any part of it."
)
ALL_AGREED = (
    "Every part of the plan that is written so far has been agreed, so nothing is left out."
)
LEFT_OUT = "Some parts have not been agreed yet, so they are left out of this copy:"
NOTHING_AGREED = "Nothing in this section has been agreed yet."
NOTHING_WRITTEN = "Nothing has been written in this section yet."
LEFT_BLANK = "The school or other setting is named when the plan is final."
END = "End of this copy."


def family_paper(plan: Plan) -> Paper:
    """Return the agreed lines of a plan, saying what it is and which sections have parts left out.

    A line keeps the number it has in the whole plan, so that both copies can be spoken of together.
    """
    plan, changes = cleaned(plan)
    writer = agreed_writer(plan)
    facts, left_out = plan.particulars, _left_out(plan, writer.plan)
    blocks: list[Block] = [
        Item("lead", LAW),
        Item("standing", f"{STANDINGS.get(facts.status, facts.status)}."),
        *([Item("note", INVENTED)] if facts.invented else []),
        Heading(1, "About this copy"),
        Item("text", WHAT_IT_IS),
        *([Item("note", changes.sentence)] if changes.sentence else []),
        *left_out,
    ]
    for section in SECTIONS:
        # On a page of twenty paragraphs LibreOffice leaves a heading alone: the list ends its page.
        listed = section == "A" and len(left_out) > 1
        heading = Heading(1, heading_of(section), new_page=listed)
        blocks += [heading, *agreed_section(writer, plan, section)]
    return headed(facts, (*blocks, Item("note", END)), family=True)


def agreed_writer(plan: Plan) -> Writer:
    """Return a writer of the agreed lines, with the numbers of the whole plan."""
    agreed = agreed_only(plan)
    shown = {line.line_id for line in agreed.lines}
    known = {one: number for one, number in numbers(plan).items() if one in shown}
    return Writer(agreed, known, References())


def agreed_only(plan: Plan) -> Plan:
    """Return a plan of the agreed lines; a placement stands in a final plan only."""
    final = plan.particulars.status == "final"
    kept = [line for line in plan.lines if line.agreed and (final or line.section != "I")]
    return replace(plan, lines=tuple(kept))


def _left_out(plan: Plan, agreed: Plan) -> list[Block]:
    missing = {
        section: len(plan.section(section)) - len(agreed.section(section))
        for section in SECTIONS
        if section != "I" or plan.particulars.status == "final"
    }
    parts = [
        Item(
            "strength",
            f"{heading_of(section)}: {number} {'part' if number == 1 else 'parts'} left out",
        )
        for section, number in missing.items()
        if number
    ]
    return [Item("text", LEFT_OUT), *parts] if parts else [Item("text", ALL_AGREED)]


def agreed_section(writer: Writer, plan: Plan, section: str) -> list[Block]:
    """Return the agreed lines of a section, or why there are none."""
    lines = writer.plan.section(section)
    if lines:
        return list(_grouped(writer, section, lines))
    if section == "I" and plan.particulars.status != "final":
        return [Item("note", LEFT_BLANK)]
    return [Item("note", NOTHING_AGREED if plan.section(section) else NOTHING_WRITTEN)]


def _grouped(writer: Writer, section: str, lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the lines under what they are about: a prompt in section A, an area in section B."""
    ordered = strengths_first(lines)
    if section == "B":
        ordered.sort(key=area_place)
    for title, some in groupby(ordered, ABOUT.get(section, _nothing)):
        if title:
            yield Heading(2, title)
        said = [replace(line, text=line.text.removeprefix(f"{title}: ")) for line in some]
        can = [line for line in said if section == "B" and line.kind == "strength"]
        rest = [line for line in said if line not in can]
        for heading, listed in ((STRENGTHS, can), (NEEDS if can else "", rest)):
            if heading and listed:
                yield Heading(3, heading)
            for line in listed:
                yield from _line(writer, line)


def _area(line: Line) -> str:
    place = area_place(line)
    return BROAD_AREAS[AREAS[place]] if place < len(AREAS) else OTHER_AREA


def _nothing(_line: Line) -> str:
    return ""


ABOUT: dict[str, Callable[[Line], str]] = {"A": prompt_of, "B": _area}


def _line(writer: Writer, line: Line) -> list[Block]:
    number = writer.numbers.get(line.line_id, "")
    label, text = obtain_words(line.text) if line.kind == "to_obtain" else (number, line.text)
    # A detail is aligned with the words of the line that it stands under.
    beneath = "detail" if writer.about(line) else "text"
    style = {"to_obtain": "obtain", "strength": "strength", "detail": beneath}.get(
        line.kind, "need" if number else "text"
    )
    serves = [
        f"{words} {linked}."
        for words, linked in (
            ("For need", writer.linked(line, NEED_SECTIONS)),
            ("Towards outcome", writer.linked(line, ("E",))),
        )
        if linked
    ]
    said = " ".join((*serves, in_words(line.sources))).strip()
    return [Item(style, text, label), *([Item("source", said)] if said else [])]
