"""A plan as a .docx file: the authority's own sheet if it gave one, else ours."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from data.schemas.plans import Finding, Plan
from layouts.plans.paper.blocks import Paper
from layouts.plans.paper.family import family_paper
from layouts.plans.paper.outline import paper
from layouts.word.furniture import furnish
from layouts.word.styles import dress
from layouts.word.writing import W, add, write_blocks, write_text

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_of(
    plan: Plan,
    *,
    family: bool = False,
    template: bytes | None = None,
    findings: Sequence[Finding] = (),
) -> bytes:
    """Return a plan as the bytes of a .docx; `family` is the copy of agreed parts only.

    `findings` stand in an annex for the writer, never in the family's copy. Raises BadTemplate,
    with a sentence for who set it, if the authority's own template cannot be filled.
    """
    if template is not None:
        from layouts.word.template import filled  # noqa: PLC0415 - few have a template

        return filled(plan, template, family=family).content
    sheet = family_paper(plan) if family else paper(plan, findings=findings)
    held = io.BytesIO()
    _document(sheet).save(held)
    return held.getvalue()


def _document(sheet: Paper) -> Any:
    # 0.2 s to import, and only who takes a file home waits for it.
    import docx  # noqa: PLC0415

    document = docx.Document()
    dress(document, family=sheet.family)
    furnish(document, sheet)
    body = document.element.body
    end = body.find(f"{W}sectPr")
    title = add(body, "p")
    add(add(title, "pPr"), "pStyle", val="Title")
    write_text(title, sheet.title)
    write_blocks(body, sheet.blocks)
    body.append(end)
    return document
