"""Open a .docx again and read what is in it, by other means than those that wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
from docx.oxml.ns import qn

FIELDS = {"PAGE", "NUMPAGES"}


def opened(content: bytes) -> Any:
    """Return the document as python-docx opens it."""
    return docx.Document(io.BytesIO(content))


def words(element: Any) -> str:
    """Return the words of an element, line ends and tabs among them."""
    found = []
    for part in element.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        if part.tag == qn("w:t"):
            found.append(part.text or "")
        elif part.getparent().tag == qn("w:r"):
            found.append("\n" if part.tag == qn("w:br") else "\t")
    return "".join(found)


def body_words(content: bytes) -> str:
    """Return all words of the body, a line for each paragraph."""
    body = opened(content).element.body
    return "\n".join(words(paragraph) for paragraph in body.iter(qn("w:p")))


def headings(content: bytes) -> list[tuple[int, str]]:
    """Return level and words of each heading."""
    paragraphs = opened(content).paragraphs
    return [
        (int(one.style.name[-1]), one.text)
        for one in paragraphs
        if one.style.name.lower().startswith("heading")
    ]


def tables(content: bytes) -> dict[str, list[list[str]]]:
    """Return the rows of each table by what the table says it shows."""
    found = {}
    for table in opened(content).element.body.iter(qn("w:tbl")):
        name = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
        found[name] = [
            [words(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))
        ]
    return found


def check(content: bytes) -> None:
    """Check that a document is valid, and has nothing live but its page numbers."""
    document = opened(content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    everything = "".join(text for name, text in parts.items() if name.endswith(".xml"))
    assert "<w:fldSimple" not in everything
    instructions = re.findall(r"<w:instrText[^>]*>([^<]*)</w:instrText>", everything)
    assert {one.strip() for one in instructions} <= FIELDS
    for risky in ("w:hyperlink", "w:altChunk", "w:object", "w:subDoc", "w:sdt>", "w:drawing"):
        assert f"<{risky}" not in everything
    links = "".join(text for name, text in parts.items() if name.endswith(".rels"))
    assert 'TargetMode="External"' not in links
    body = document.element.body
    assert all(len(text) == 0 for text in body.iter(qn("w:t")))
    for cell in body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")
        assert cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") is None
        assert cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is None
    assert body[-1].tag == qn("w:sectPr")
