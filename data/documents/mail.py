"""E-mails, .eml: who wrote to whom and when, the words, and what is attached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from data.documents.passages import Builder, clean
from data.documents.plain import add_text
from data.documents.refusals import TOO_DEEP, Refused
from data.documents.web import add_markup
from data.schemas.reading import Attached, Extracted

PROPERTIES = ("from", "to", "date", "subject")
MOST_ATTACHMENTS = 20
MOST_PARTS = 200
DEEPEST = 3

MORE = "The e-mail has more than {most} attachments; the others were not read."
NOT_READ = "The attachment {name} was not read. {why}"
DEEPER = "It is within an e-mail within an e-mail; ask for it as a file of its own."
UNNAMED = "without a name"
LONGEST_NAME = 150

# Where mail programs begin what was written before; everything after it is history.
BEGINS = re.compile(
    r"-{2,} ?(?:original message|forwarded message|original appointment) ?-{2,}"
    r"|begin forwarded message:|on .{6,160}\bwrote:",
    re.IGNORECASE,
)
# Such a line ends a paragraph, however long it is.
WROTE = re.compile(r"^(.*(?:\bwrote:|-{2,}))[ \t]*$", re.MULTILINE)
FROM, SENT = re.compile(r"from: ", re.IGNORECASE), re.compile(r"(?:sent|date): ", re.IGNORECASE)
QUOTE = re.compile(r"^[ \t]*>[> \t]?", re.MULTILINE)

# Reads an attachment: name, content and how many e-mails it is within.
Reader = Callable[[bytes, int], Extracted]


def add_mail(data: bytes, builder: Builder, *, reader: Reader, depth: int) -> None:
    """Read an .eml and what is attached to it; raises Refused."""
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
        parts = list(_parts(message))
    except RecursionError:
        raise Refused(TOO_DEEP) from None
    for name in PROPERTIES:
        builder.note(name, _header(message, name))
    body = _body(parts)
    if body is not None:
        add_body(_words(body), builder, markup=body.get_content_type() == "text/html")
    attached = [part for part in parts if part is not body and _is_attachment(part)]
    add_attachments(
        ((_name(part), _content(part)) for part in attached),
        builder,
        reader=reader,
        depth=depth,
    )


def add_body(text: str, builder: Builder, *, markup: bool) -> None:
    """Add the words of an e-mail; what it quotes of earlier ones is kept and marked."""
    if markup:
        add_markup(text, builder)
    else:
        for quoted, lines in _runs(WROTE.sub(r"\1\n", text)):
            with builder.quoting(quoted):
                add_text(QUOTE.sub("", lines) if quoted else lines, builder)
    builder.quote_from(_history_begins)


def _history_begins(words: str, following: str) -> bool:
    """Tell whether with this passage begins what was written before."""
    if FROM.match(words):
        return bool(SENT.match(following))
    return bool(BEGINS.fullmatch(words))


def add_attachments(
    attached: Iterator[tuple[str, bytes]], builder: Builder, *, reader: Reader, depth: int
) -> None:
    """Read files that are attached to an e-mail, each as a document of its own."""
    for number, (given, content) in enumerate(attached):
        if number == MOST_ATTACHMENTS:
            builder.doubt(MORE.format(most=MOST_ATTACHMENTS))
            return
        name, extracted = clean(given)[:LONGEST_NAME] or UNNAMED, None
        try:
            if depth >= DEEPEST:
                raise Refused(DEEPER)
            extracted = reader(content, depth + 1)
        except Refused as refused:
            builder.doubt(NOT_READ.format(name=name, why=refused.sentence))
        builder.attachments.append(Attached(name, extracted))


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts that hold something; an e-mail that is attached is one of them, whole."""
    waiting, met = [message], 0
    while waiting:
        part = waiting.pop(0)
        met += 1
        if met > MOST_PARTS:
            raise Refused(TOO_DEEP)
        if part.get_content_maintype() == "multipart":
            waiting[:0] = [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
        else:
            yield part


def _body(parts: list[EmailMessage]) -> EmailMessage | None:
    texts = [part for part in parts if not _is_attachment(part)]
    for kind in ("text/plain", "text/html"):
        for part in texts:
            if part.get_content_type() == kind and _words(part).strip():
                return part
    return None


def _is_attachment(part: EmailMessage) -> bool:
    if part.get_content_disposition() == "attachment" or _name(part):
        # A picture within the text is a logo or a signature.
        inline = part.get_content_disposition() == "inline" or part.get("content-id")
        return not (inline and part.get_content_maintype() == "image")
    return part.get_content_type() == "message/rfc822"


def _words(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    for encoding in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", errors="replace")


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner: Any = part.get_payload()
        return bytes(inner[0]) if isinstance(inner, list) and inner else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        return ""


def _header(message: EmailMessage, name: str) -> str:
    # The parser reads a header when it is asked for, and not every one can be read.
    try:
        return str(message.get(name) or "")
    except (LookupError, ValueError, TypeError, AttributeError, IndexError):
        return ""


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    """Yield runs of lines that are quoted, or are not."""
    run: list[str] = []
    quoted = False
    for line in text.splitlines():
        is_quoted = line.lstrip().startswith(">")
        if is_quoted != quoted and line.strip():
            yield quoted, "\n".join(run)
            run, quoted = [], is_quoted
        run.append(line)
    yield quoted, "\n".join(run)
