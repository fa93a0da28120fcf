"""A plan as an HTML document to be printed: the same headings, lines, tables and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from data.schemas.plans import Finding, Plan
from layouts.plans.paper.blocks import Block, Grid, Heading, Item, Paper
from layouts.plans.paper.cleaning import pieces
from layouts.plans.paper.family import family_paper
from layouts.plans.paper.outline import paper

STYLE_SHEETS = ("/assets/10-tokens.css", "/assets/48-plan-paper.css")


def printed(
    plan: Plan,
    *,
    family: bool = False,
    findings: Sequence[Finding] = (),
    style_sheets: Sequence[str] = STYLE_SHEETS,
) -> str:
    """Return a plan as a whole HTML document without scripts and with linked style sheets only."""
    sheet = family_paper(plan) if family else paper(plan, findings=findings)
    links = "".join(f'<link rel="stylesheet" href="{escape(one)}">' for one in style_sheets)
    size = " paper--large" if family else ""
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Education, health and care plan: {escape(sheet.reference)}</title>{links}</head>\n"
        f'<body class="paper{size}">\n{_top(sheet)}\n<main>\n<h1>{_words(sheet.title)}</h1>\n'
        f"{_body(sheet.blocks)}\n</main>\n</body></html>\n"
    )


def _top(sheet: Paper) -> str:
    facts = (sheet.authority, sheet.reference, sheet.standing, sheet.date)
    found = "".join(f"<span>{_words(one)}</span>" for one in facts)
    return f'<header class="paper__top">{found}</header>'


def _body(blocks: Sequence[Block]) -> str:
    parts = []
    for listed, some in groupby(blocks, key=_in_list):
        found = "\n".join(map(_block, some))
        parts.append(f"<ul>\n{found}\n</ul>" if listed else found)
    return "\n".join(parts)


def _in_list(block: Block) -> bool:
    return isinstance(block, Item) and block.style == "strength"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return _heading(block)
    if isinstance(block, Grid):
        return _table(block)
    tag = "li" if _in_list(block) else "p"
    return f'<{tag} class="paper__{block.style}">{_item(block)}</{tag}>'


def _heading(heading: Heading) -> str:
    page = ' class="paper__new-page"' if heading.new_page else ""
    # The title is the document's one heading of level 1.
    tag = f"h{heading.level + 1}"
    return f"<{tag}{page}>{_words(heading.text)}</{tag}>"


def _table(grid: Grid) -> str:
    heads = "".join(f'<th scope="col">{_words(head)}</th>' for head in grid.heads)
    rows = "\n".join(f"<tr>{''.join(map(_cell, cells))}</tr>" for cells in grid.rows)
    columns = "".join(f'<col class="paper__w{width}">' for width in grid.widths)
    return (
        f"<table><caption>{_words(grid.name)}</caption><colgroup>{columns}</colgroup>"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    )


def _cell(items: Iterable[Item]) -> str:
    several = tuple(items)
    if len(several) == 1:
        return f"<td>{_item(several[0])}</td>"
    lines = (f'<p class="paper__{item.style}">{_item(item)}</p>' for item in several)
    return f"<td>{''.join(lines)}</td>"


def _item(item: Item) -> str:
    label = f"<b>{_words(item.label)}</b> " if item.label else ""
    after = f' <span class="paper__marks">{_words(item.after)}</span>' if item.after else ""
    return f"{label}{_words(item.text)}{after}"


def _words(text: str) -> str:
    """Return words escaped, each in a frame of its own where some run from right to left."""
    shown = escape(text).replace("\n", "<br>")
    turned = any(right_to_left for _, right_to_left in pieces(text))
    return f"<bdi>{shown}</bdi>" if turned else shown
