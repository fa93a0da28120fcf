"""Taking the text out of any kind of file: sniffed, read, and as JSON for another process."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from data.documents.opendocument import add_opendocument
from data.documents.passages import Builder, Full, pack, unpack
from data.documents.pdf import add_pdf
from data.documents.plain import add_plain
from data.documents.refusals import Refused
from data.documents.rich_text import add_rich_text
from data.documents.sniffing import MEDIA_TYPES, sniff
from data.documents.web import add_web
from data.documents.word import add_word
from data.schemas.reading import Attached, Extracted


def extracted_from(data: bytes, depth: int = 0) -> Extracted:
    """Return the text of a file and what is attached to it; raises Refused."""
    kind = sniff(data)
    builder = Builder(MEDIA_TYPES[kind])
    with suppress(Full):
        _read(kind, data, builder, depth)
    return builder.finish()


def _read(kind: str, data: bytes, builder: Builder, depth: int) -> None:
    if kind == "eml":
        # It takes a fifth of the time that a child needs to be ready, and few files are e-mails.
        from data.documents.mail import add_mail  # noqa: PLC0415

        add_mail(data, builder, reader=extracted_from, depth=depth)
    elif kind == "msg":
        from data.documents.outlook import add_message  # noqa: PLC0415

        add_message(data, builder, reader=extracted_from, depth=depth)
    else:
        READERS[kind](data, builder)


READERS: dict[str, Callable[[bytes, Builder], None]] = {
    "docx": add_word,
    "odt": add_opendocument,
    "pdf": add_pdf,
    "rtf": add_rich_text,
    "html": add_web,
    "txt": add_plain,
}


def as_json(extracted: Extracted) -> dict[str, Any]:
    """Return what was taken out as plain values."""
    return {
        **asdict(extracted),
        "passages": pack(extracted.passages),
        "attachments": [
            [one.name, one.extracted and as_json(one.extracted)] for one in extracted.attachments
        ],
    }


def from_json(values: dict[str, Any]) -> Extracted:
    """Return what `as_json` made plain values of."""
    return Extracted(
        text=values["text"],
        passages=unpack(values["passages"], values["text"]),
        media_type=values["media_type"],
        pages=values["pages"],
        properties=values["properties"],
        problems=tuple(values["problems"]),
        attachments=tuple(
            Attached(name, one and from_json(one)) for name, one in values["attachments"]
        ),
    )


def answer(data: bytes) -> bytes:
    """Return, as one line of JSON, the text of a file or why it is refused."""
    try:
        told: dict[str, Any] = {"extracted": as_json(extracted_from(data))}
    except Refused as refused:
        told = {"refused": refused.sentence, "status": refused.status}
    return json.dumps(told, ensure_ascii=False).encode()
