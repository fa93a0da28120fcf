"""Outlook messages, .msg: who wrote to whom and when, the words, and what is attached."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from data.documents.mail import Reader, add_attachments, add_body
from data.documents.passages import Builder
from data.documents.refusals import DAMAGED, Refused

# What the reader of these files raises on one that is damaged; it promises nothing else.
BROKEN = (
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    LookupError,
    OverflowError,
    RecursionError,
    struct.error,
)


def add_message(data: bytes, builder: Builder, *, reader: Reader, depth: int) -> None:
    """Read a .msg and what is attached to it; raises Refused."""
    # Only who reads such a file waits for its reader.
    from oxmsg import Message  # noqa: PLC0415

    try:
        message = Message.load(data)
        text, markup = _body(message)
        facts = _facts(message)
        attached = list(_attached(message))
    except BROKEN:
        raise Refused(DAMAGED) from None
    for name, value in facts.items():
        builder.note(name, value)
    add_body(text, builder, markup=markup)
    add_attachments(iter(attached), builder, reader=reader, depth=depth)


def _facts(message: Any) -> dict[str, str]:
    people = [recipient.name or recipient.email_address for recipient in message.recipients]
    sent = message.sent_date
    return {
        "from": message.sender or "",
        "to": ", ".join(filter(None, people)),
        "date": sent.isoformat() if sent else message.message_headers.get("Date", ""),
        "subject": message.subject,
    }


def _body(message: Any) -> tuple[str, bool]:
    if message.body and message.body.strip():
        return message.body, False
    return message.html_body or "", True


def _attached(message: Any) -> Iterator[tuple[str, bytes]]:
    for attachment in message.attachments:
        # An e-mail attached to an e-mail is kept in another way, which has no bytes.
        yield attachment.file_name or "", attachment.file_bytes or b""
