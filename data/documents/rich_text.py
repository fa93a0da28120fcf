"""Rich text, .rtf: the words of the document, tables as rows; pictures and objects left out."""

from __future__ import annotations

import re

from data.documents.passages import Builder
from data.documents.plain import add_text
from data.documents.refusals import DAMAGED, Refused

# Pictures and embedded files are written as digits, which would be read one by one.
DIGITS = re.compile(r"[0-9a-fA-F\r\n]{512,}")
BINARY = re.compile(r"\\bin(\d{1,9}) ?")
# Read as part of the text, where striprtf would leave them out.
MARGINS = re.compile(r"\\(?:header|footer|footnote)[lrf]?(?![a-z])")
LINKS = re.compile(r"HYPERLINK", re.IGNORECASE)
INFORMATION = re.compile(r"\{\\(author|title|subject)\s+([^{}\\]{1,300})\}")
OBJECT = "\\objdata"
OBJECTS = "A file is embedded in this document and was not read. Ask for it as a file of its own."


def add_rich_text(data: bytes, builder: Builder) -> None:
    """Read an .rtf; raises Refused."""
    # Only who reads such a file waits for its reader.
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415

    text = _without_binary(data.decode("latin-1"))
    for name, value in INFORMATION.findall(text):
        builder.note(name, value)
    if OBJECT in text:
        builder.doubt(OBJECTS)
    text = MARGINS.sub(r"\\par ", LINKS.sub("", DIGITS.sub("", text)))
    try:
        words = rtf_to_text(text, errors="ignore")
    except (ValueError, TypeError, KeyError, IndexError, LookupError):
        raise Refused(DAMAGED) from None
    add_text(words, builder)


def _without_binary(text: str) -> str:
    pieces, place = [], 0
    while found := BINARY.search(text, place):
        pieces.append(text[place : found.start()])
        place = found.end() + int(found[1])
    return "".join([*pieces, text[place:]])
