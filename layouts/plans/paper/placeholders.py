"""What a template's placeholders stand for: facts, sections as text, lists and whole sections."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from data.schemas.plans import NEED_SECTIONS, PROVISION_SECTIONS, SECTIONS, Particulars, Plan
from data.schemas.vocabulary import PRIMARY_NEEDS
from layouts.plans.paper.blocks import Block, Grid, Heading, Item
from layouts.plans.paper.cleaning import cleaned
from layouts.plans.paper.family import agreed_section, agreed_writer
from layouts.plans.paper.outline import NOT_KNOWN, STANDINGS, in_words, still_to_obtain
from layouts.plans.paper.sections import Writer, heading_of, section_blocks

# The lists that a template can repeat a row or a paragraph for, and the sections they hold.
LISTS: dict[str, tuple[str, ...]] = {
    "needs": NEED_SECTIONS,
    "outcomes": ("E",),
    "provision": PROVISION_SECTIONS,
    "advice": ("K",),
}
KIND_OF = {"needs": "need", "outcomes": "outcome", "provision": "provision", "advice": "advice"}
# How a template is told to begin a new paragraph of the same style.
PARAGRAPH = "\a"


@dataclass(frozen=True)
class Placeholders:
    """Hold what stands for each placeholder."""

    texts: dict[str, str]
    lists: dict[str, list[dict[str, str]]]
    blocks: dict[str, Sequence[Block]]
    kinds: dict[str, frozenset[str]]
    """For each section in which something is written, the kinds of its lines."""

    def unplaced(self, used: Collection[str]) -> tuple[str, ...]:
        """Return the sections of which something is lost where only these placeholders stand."""
        return tuple(section for section in self.kinds if not self._is_placed(section, used))

    def _is_placed(self, section: str, used: Collection[str]) -> bool:
        if {f"section_{section.lower()}", f"full_{section.lower()}"} & {*used}:
            return True
        held = {KIND_OF[name] for name in LISTS if name in used and section in LISTS[name]}
        gaps = {"to_obtain"} if {"to_obtain", "full_to_obtain"} & {*used} else set()
        return self.kinds[section] <= held | gaps

    def whole(self, section: str) -> list[Block]:
        """Return a section with its heading."""
        return [Heading(1, heading_of(section)), *self.blocks[f"full_{section.lower()}"]]


def placeholders(plan: Plan, *, family: bool = False) -> Placeholders:
    """Return what stands for each placeholder; the family's copy holds agreed lines only."""
    plan, _ = cleaned(plan)
    writer = agreed_writer(plan) if family else Writer.of(plan)
    blocks: dict[str, Sequence[Block]] = {}
    for section in SECTIONS:
        found = (
            agreed_section(writer, plan, section) if family else section_blocks(writer, section)[1:]
        )
        blocks[f"full_{section.lower()}"] = found
    grid = None if family else writer.references.grid()
    blocks["full_sources"] = [grid] if grid else []
    blocks["full_to_obtain"] = [] if family else still_to_obtain(writer)[1:]
    texts = {name.replace("full_", "section_"): _as_text(some) for name, some in blocks.items()}
    texts["sources"], texts["to_obtain"] = (
        texts.pop("section_sources"),
        texts.pop("section_to_obtain"),
    )
    kinds = {
        section: frozenset(line.kind for line in writer.plan.section(section))
        for section in SECTIONS
        if writer.plan.section(section)
    }
    return Placeholders(
        {**facts(plan.particulars), **texts},
        {name: _list(writer, name) for name in LISTS},
        blocks,
        kinds,
    )


def facts(held: Particulars) -> dict[str, str]:
    """Return the facts of the header strip in words."""
    age = "" if held.age_years is None else f"{held.age_years}"
    found = {
        "authority": held.authority,
        "reference": held.pupil_id,
        "name": held.called,
        "born": held.born,
        "age": age,
        "age_band": held.age_band,
        "school": held.school,
        "primary_need": PRIMARY_NEEDS.get(held.primary_need, held.primary_need),
        "cluster": held.cluster,
        "status": STANDINGS.get(held.status, held.status),
        **{
            name: in_words(getattr(held, name))
            for name in ("requested_on", "drafted_on", "final_on", "review_due_on")
        },
    }
    return {name: value or NOT_KNOWN for name, value in found.items()}


def _as_text(blocks: Sequence[Block]) -> str:
    return PARAGRAPH.join(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Item):
        return [_said(block)]
    return ["; ".join(_row(block, cells)) for cells in block.rows]


def _row(grid: Grid, cells: Sequence[Sequence[Item]]) -> list[str]:
    said = [" ".join(map(_said, items)) for items in cells]
    return [
        said[0],
        *(f"{head}: {words}" for head, words in zip(grid.heads[1:], said[1:], strict=True)),
    ]


def _said(item: Item) -> str:
    return " ".join(filter(None, (item.label, item.text, item.after)))


def _list(writer: Writer, name: str) -> list[dict[str, str]]:
    return [
        {
            "number": writer.numbers.get(line.line_id, ""),
            "section": section,
            "text": line.text,
            "needs": writer.linked(line, NEED_SECTIONS),
            "outcomes": writer.linked(line, ("E",)),
            "sources": writer.references.marks(line.sources),
        }
        for section in LISTS[name]
        for line in writer.plan.section(section)
        if line.kind == KIND_OF[name]
    ]
