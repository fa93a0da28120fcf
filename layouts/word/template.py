"""An authority's own Word template, filled with a plan; docs/templates.md lists its placeholders.

A template is a small program, so it runs in jinja2's sandbox and sees words alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from data.schemas.plans import Plan
from layouts.plans.paper.blocks import Block
from layouts.plans.paper.placeholders import Placeholders, placeholders
from layouts.word.sandbox import Sandbox
from layouts.word.styles import dress_template
from layouts.word.writing import NAMESPACE, W, write_blocks

NOT_WORD = (
    "The authority's template is not a Word file (.docx) that can be opened. Ask whoever looks "
    "after it to open it in Word, save it as .docx and set it again."
)
FAULTY = (
    "The authority's template has a fault: {fault} Ask whoever looks after it to put it right; "
    "the plan can be written without it until then."
)
INSIDE_TEXT = (
    "A placeholder that starts with full_ stands within other words. It needs a paragraph of its "
    "own, written {{p full_f }}."
)
LONGEST_FAULT = 200


class BadTemplate(ValueError):
    """Say why the authority's template cannot be filled; `sentence` is for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Filled:
    """Hold a filled template, its unknown placeholders, and the sections it had no place for."""

    content: bytes
    unknown: tuple[str, ...]
    unplaced: tuple[str, ...]


class Whole:
    """Hold blocks as WordprocessingML, which a template takes in place of a paragraph."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    def __html__(self) -> str:
        """Return the blocks; jinja2 takes what this gives as it is."""
        parent = etree.Element(f"{W}body", nsmap={"w": NAMESPACE})
        write_blocks(parent, self._blocks)
        return "".join(etree.tostring(child, encoding="unicode") for child in parent)

    __str__ = __html__


def filled(plan: Plan, template: bytes, *, family: bool = False) -> Filled:
    """Return a template filled with a plan; raises BadTemplate.

    An unknown placeholder shows as [not known: its name]. Sections for which the template has no
    place are written behind it, since each must be in the plan (SEND Regulations 2014, reg 12(1)).
    """
    given = placeholders(plan, family=family)
    opened = _opened(template)
    sandbox = Sandbox()
    try:
        used = opened.get_undeclared_template_variables(sandbox)
        opened.render(_context(given), jinja_env=sandbox)
        _check(opened.docx.element.body)
        unplaced = given.unplaced(used)
        _append(opened.docx, given, unplaced)
        held = io.BytesIO()
        opened.docx.save(held)
    except BadTemplate:
        raise
    # Whatever a template's program raises, from a sum to a missing filter, is the template's fault.
    except Exception as error:
        raise BadTemplate(FAULTY.format(fault=_fault(error))) from error
    return Filled(held.getvalue(), tuple(sorted(sandbox.unknown)), unplaced)


def _opened(template: bytes) -> Any:
    # 0.3 s to import, and few authorities have a template.
    from docxtpl import DocxTemplate  # noqa: PLC0415

    try:
        opened = DocxTemplate(io.BytesIO(template))
        opened.init_docx()
        dress_template(opened.docx)
    # What is not a Word file fails in many ways: as a zip, as a package, as XML.
    except Exception as error:
        raise BadTemplate(NOT_WORD) from error
    return opened


def _context(given: Placeholders) -> dict[str, Any]:
    return {
        **given.texts,
        **given.lists,
        **{name: Whole(some) for name, some in given.blocks.items()},
    }


def _check(body: Any) -> None:
    if any(len(words) for words in body.iter(f"{W}t")):
        raise BadTemplate(FAULTY.format(fault=INSIDE_TEXT))


def _append(document: Any, given: Placeholders, unplaced: Sequence[str]) -> None:
    if not unplaced:
        return
    body = document.element.body
    write_blocks(body, [block for name in unplaced for block in given.whole(name)])
    end = body.find(f"{W}sectPr")
    if end is not None:
        body.append(end)


def _fault(error: Exception) -> str:
    said = re.sub(r"<[^>]*>", "", f"{error}").strip() or type(error).__name__
    return f"{said[:LONGEST_FAULT].rstrip('.')}."
