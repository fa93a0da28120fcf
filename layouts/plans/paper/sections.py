"""The twelve sections of a plan on paper, for those who write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from analytics.plans import views
from analytics.plans.numbering import AREAS, area_place, numbers, numbers_of
from data.schemas.plans import BROAD_AREAS, NEED_SECTIONS, PROVISION_SECTIONS, SECTIONS, Line, Plan
from layouts.plans.paper.blocks import Block, Grid, Heading, Item, cell
from layouts.plans.paper.references import References

NOTHING_YET = "Nothing is written in this section yet."
NO_AREA = "Nothing is written under this area yet."
OTHER_AREA = "Other needs"
BLANK_UNTIL_FINAL = (
    "Left blank in a draft. The school or other setting is named in the final plan only "
    "(Children and Families Act 2014, section 38)."
)
KEPT_BACK = "A placement is written already and is kept back until the plan is final."
NO_NEED = NO_OUTCOME = "None linked"
NO_SOURCE = "No source"
TO_OBTAIN = "To obtain:"
STRENGTHS, NEEDS = "Strengths", "Needs"
LONGEST_LABEL = 90
# What section A asks for: a draft begins each line with which of them it answers.
PROMPTS = (views.PUPIL, views.FAMILY, views.GOALS, views.HISTORY, views.COMMUNICATION)
VIEW_HEADS = {
    "view": "What the child or young person and their family say",
    "background": "History, and how best to communicate",
}


@dataclass(frozen=True)
class Writer:
    """Hold what every section needs: the plan, its numbers and its sources."""

    plan: Plan
    numbers: dict[str, str]
    references: References

    @classmethod
    def of(cls, plan: Plan) -> Writer:
        """Return the writer of a plan."""
        return cls(plan, numbers(plan), References())

    def item(self, style: str, line: Line, *, label: str = "") -> Item:
        """Return a line as a paragraph with its number and the marks of its sources."""
        label = label or self.numbers.get(line.line_id, "")
        if not label and line.kind == "detail" and line.section not in NEED_SECTIONS:
            about = self.about(line)
            label = f"{about}:" if about else ""
        return Item(style, line.text, label, self.references.marks(line.sources))

    def about(self, line: Line) -> str:
        """Return the numbers of the lines of its own section that a line is about."""
        return self.linked(line, (line.section,))

    def linked(self, line: Line, sections: Sequence[str]) -> str:
        """Return the numbers of the lines of some sections that a line serves."""
        found = (numbers_of(line.links, self.numbers, section) for section in sections)
        return ", ".join(number for some in found for number in some)


def section_blocks(writer: Writer, section: str) -> list[Block]:
    """Return a section: its heading, then every line of it once."""
    heading = Heading(1, heading_of(section))
    lines = writer.plan.section(section)
    if section == "I" and writer.plan.particulars.status != "final":
        return [heading, *_blank(lines)]
    if not lines:
        return [heading, Item("note", NOTHING_YET)]
    return [heading, *BODIES.get(section, _plain)(writer, lines)]


def heading_of(section: str) -> str:
    """Return the heading by which the regulation has the section identified."""
    return f"Section {section}: {SECTIONS[section]}"


def _blank(lines: Sequence[Line]) -> list[Block]:
    kept = [Item("note", KEPT_BACK)] if any(line.kind == "placement" for line in lines) else []
    return [Item("note", BLANK_UNTIL_FINAL), *kept]


def _views(writer: Writer, lines: Sequence[Line]) -> Iterable[Block]:
    for kind, title in VIEW_HEADS.items():
        some = [line for line in lines if line.kind == kind]
        if some:
            yield Heading(2, title)
            yield from _by_prompt(writer, some)
    yield from _plain(writer, [line for line in lines if line.kind not in VIEW_HEADS])


def _by_prompt(writer: Writer, lines: Sequence[Line]) -> Iterable[Block]:
    """Give what was said under the prompt that it answers, said once for each."""
    for prompt, some in groupby(lines, key=prompt_of):
        if prompt:
            yield Heading(3, prompt)
        for line in some:
            item = writer.item("text", line)
            yield replace(item, text=line.text[len(prompt) + 2 :]) if prompt else item


def prompt_of(line: Line) -> str:
    """Return the prompt of section A that a line answers, "" where it names none."""
    return next((one for one in PROMPTS if line.text.startswith(f"{one}: ")), "")


def _areas(writer: Writer, lines: Sequence[Line]) -> Iterable[Block]:
    placed = {
        area: tuple(some) for area, some in groupby(sorted(lines, key=area_place), key=area_place)
    }
    for place, area in enumerate(AREAS):
        yield Heading(2, BROAD_AREAS[area])
        yield from _needs(writer, placed.get(place, ())) or [Item("note", NO_AREA)]
    if others := placed.get(len(AREAS)):
        kinds = {line.kind for line in others}
        yield Heading(2, OTHER_AREA if "need" in kinds else "In general")
        yield from _needs(writer, others)


def _needs(writer: Writer, lines: Sequence[Line]) -> list[Block]:
    ordered = strengths_first(lines)
    can = [line for line in ordered if line.kind == "strength"]
    rest = [line for line in ordered if line.kind != "strength"]
    return [
        *([Heading(3, STRENGTHS)] if can else []),
        *(_need_item(writer, line) for line in can),
        *([Heading(3, NEEDS)] if can and rest else []),
        *(_need_item(writer, line) for line in rest),
    ]


def strengths_first(lines: Sequence[Line]) -> list[Line]:
    """Return lines in order: strengths, each need with what belongs to it, then the rest."""
    needs = [line for line in lines if line.kind == "need"]
    wanted = [line for line in lines if line.kind == "strength"]
    for need in needs:
        wanted += [need, *(line for line in lines if need.line_id in line.links)]
    return list({line.line_id: line for line in (*wanted, *lines)}.values())


def _need_item(writer: Writer, line: Line) -> Item:
    if line.kind == "to_obtain":
        return obtain(writer, line)
    style = line.kind if line.kind in ("strength", "need", "detail") else "text"
    return writer.item(style, line)


def obtain(writer: Writer, line: Line) -> Item:
    """Return a gap as a paragraph that says in words that it is one."""
    label, text = obtain_words(line.text)
    about = writer.about(line)
    label = f"{about}: {label}".rstrip() if about else label
    return Item("obtain", text, label, writer.references.marks(line.sources))


def obtain_words(text: str) -> tuple[str, str]:
    """Return what says that a line is a gap, and the rest of it."""
    whom, colon, what = text.partition(": ")
    # Drafts say whom as well: to obtain from, to agree with, to settle.
    if colon and whom.lower().startswith("to ") and len(whom) <= LONGEST_LABEL and "\n" not in whom:
        return f"{whom}:", what
    return ("", text) if text.lower().startswith("to obtain") else (TO_OBTAIN, text)


def _under(writer: Writer, line: Line, lines: Sequence[Line]) -> tuple[Item, ...]:
    """Return, as they stand in the cell of a line, where it starts from and what it waits for."""
    own = (one for one in lines if _owner(one, lines, line.kind) == line.line_id)
    return tuple(_within(writer, one) for one in own)


def _owner(line: Line, lines: Sequence[Line], kind: str) -> str:
    """Return the one row of a table that a detail or a gap belongs to, "" where it is none's."""
    if line.kind not in ("detail", "to_obtain"):
        return ""
    ends = [one.line_id for one in lines if one.line_id in line.links and one.kind == kind]
    return ends[0] if len(ends) == 1 else ""


def _within(writer: Writer, line: Line) -> Item:
    marks = writer.references.marks(line.sources)
    if line.kind == "detail":
        return Item("cell", line.text, after=marks)
    label, text = obtain_words(line.text)
    return Item("gap", text, label, marks)


def _outside(writer: Writer, lines: Sequence[Line], kind: str) -> list[Block]:
    """Return what stands in no cell of the section's table, whose rows are lines of a kind."""
    return _plain(
        writer, [one for one in lines if one.kind != kind and not _owner(one, lines, kind)]
    )


def _outcomes(writer: Writer, lines: Sequence[Line]) -> Iterable[Block]:
    rows = [
        (
            cell(writer.numbers[line.line_id]),
            (*cell(line.text), *_under(writer, line, lines)),
            cell(writer.linked(line, NEED_SECTIONS) or NO_NEED),
            cell(writer.references.marks(line.sources) or NO_SOURCE),
        )
        for line in lines
        if line.kind == "outcome"
    ]
    heads = ("No.", "Outcome", "For need", "Source")
    yield from _grid(
        "Outcomes, the needs they answer and their sources", heads, rows, (8, 64, 14, 14)
    )
    yield from _outside(writer, lines, "outcome")


def _provision(writer: Writer, lines: Sequence[Line]) -> Iterable[Block]:
    rows = [
        (
            cell(writer.numbers[line.line_id]),
            cell(writer.linked(line, NEED_SECTIONS) or NO_NEED),
            (*cell(line.text), *_under(writer, line, lines)),
            cell(writer.linked(line, ("E",)) or NO_OUTCOME),
            cell(writer.references.marks(line.sources) or NO_SOURCE),
        )
        for line in lines
        if line.kind == "provision"
    ]
    heads = ("No.", "Need it meets", "Provision", "Outcome it serves", "Source")
    name = (
        f"Provision of section {lines[0].section}, with the need it meets and the outcome it serves"
    )
    yield from _grid(name, heads, rows, (9, 13, 52, 13, 13))
    yield from _outside(writer, lines, "provision")


def _advice(writer: Writer, lines: Sequence[Line]) -> Iterable[Block]:
    rows = [
        (
            cell(writer.numbers[line.line_id]),
            cell(line.text),
            cell(writer.references.marks(line.sources) or NO_SOURCE),
        )
        for line in lines
        if line.kind == "advice"
    ]
    heads = ("No.", "Advice, its author, their role and its date", "Source")
    yield from _grid("Advice and information gathered", heads, rows, (10, 76, 14))
    yield from _plain(writer, [line for line in lines if line.kind != "advice"])


def _grid(
    name: str,
    heads: tuple[str, ...],
    rows: Sequence[tuple[tuple[Item, ...], ...]],
    widths: tuple[int, ...],
) -> list[Block]:
    return [Grid(name, heads, tuple(rows), widths)] if rows else []


def _plain(writer: Writer, lines: Sequence[Line]) -> list[Block]:
    return [_need_item(writer, line) for line in strengths_first(lines)]


BODIES: dict[str, Callable[[Writer, Sequence[Line]], Iterable[Block]]] = {
    "A": _views,
    "B": _areas,
    "E": _outcomes,
    "K": _advice,
    **dict.fromkeys(PROVISION_SECTIONS, _provision),
}
