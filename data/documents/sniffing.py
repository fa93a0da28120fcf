"""Which kind of file it is, by its first bytes and how it is built; its name is not asked."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from data.documents.plain import decode
from data.documents.refusals import (
    DAMAGED,
    EMPTY,
    NOT_TEXT,
    OLD_OFFICE,
    OLD_WORD,
    PICTURE,
    PROTECTED,
    SLIDES,
    TWO_KINDS,
    UNSUPPORTED,
    WORKBOOK,
    ZIP,
    Refused,
)

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "rtf": "application/rtf",
    "msg": "application/vnd.ms-outlook",
    "eml": "message/rfc822",
    "html": "text/html",
    "txt": "text/plain",
}
NAMES = {
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "pdf": "a PDF",
    "rtf": "a rich text (RTF) document",
    "msg": "an Outlook message",
    "eml": "an e-mail",
    "html": "a web page",
    "txt": "plain text",
}
ENDINGS = {
    "docx": (".docx", ".dotx"),
    "odt": (".odt", ".ott"),
    "pdf": (".pdf",),
    "rtf": (".rtf", ".doc"),
    "msg": (".msg",),
    "eml": (".eml",),
    "html": (".html", ".htm", ".xhtml"),
    "txt": (".txt", ".text", ".md", ".log", ".csv"),
}
# A name without one of these says nothing.
KNOWN_ENDINGS = frozenset(
    [*(ending for each in ENDINGS.values() for ending in each), ".docm", ".doc", ".jpg", ".png"]
)
MISNAMED = "The name ends in {ending}, but the file is {kind}. It was read as that."

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
ZIP_END = b"PK\x05\x06"
LONGEST_ZIP_END = 22 + 0xFFFF
PDF_MARK = b"%PDF-"
# Readers of PDF take the mark anywhere in the first kilobyte, and so must whoever checks.
PDF_WITHIN = 1024
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF_MARK = b"{\\rtf"
PICTURES = (
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"\x89PNG\r\n"), "PNG"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WebP"),
    (re.compile(rb"....ftyp(?:hei|mif|avif)", re.DOTALL), "HEIC"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "bitmap"),
)
START = 4096
HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|p|table)"
    r"[\s>]",
    re.IGNORECASE | re.DOTALL,
)
HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?.*(?:\r?\n[ \t]+.*)*(?:\r?\n|$)")
# Only mail programs write these; the others people also type at the top of a letter.
OF_PROGRAMS = frozenset(
    ["received", "return-path", "mime-version", "message-id", "delivered-to", "content-type"]
)
OF_MAIL = frozenset(["from", "to", "subject", "date"])


def sniff(data: bytes) -> str:
    """Return the kind of file: a key of MEDIA_TYPES; raises Refused for any other."""
    if not data.strip(b"\0 \t\r\n"):
        raise Refused(EMPTY)
    start = data[:START]
    if _is_zip(data) and PDF_MARK in start[:PDF_WITHIN]:
        raise Refused(TWO_KINDS)
    if start.startswith(ZIP_MARKS):
        return _kind_of_zip(data)
    if PDF_MARK in start[:PDF_WITHIN]:
        return "pdf"
    if start.startswith(OLE_MARK):
        return _kind_of_ole(data)
    if start.startswith(RTF_MARK):
        return "rtf"
    return _kind_of_text(data)


def misnamed(name: str, kind: str) -> str | None:
    """Return a sentence if a file's name promises another kind than it is."""
    ending = PurePosixPath(name).suffix.lower()
    if ending not in KNOWN_ENDINGS or ending in ENDINGS[kind]:
        return None
    return MISNAMED.format(ending=ending, kind=NAMES[kind])


def _is_zip(data: bytes) -> bool:
    """Tell whether a program for zips would take the file, which such programs know by its end."""
    if data.startswith(ZIP_MARKS):
        return True
    tail = data[-LONGEST_ZIP_END:]
    place = tail.rfind(ZIP_END)
    if place < 0 or len(tail) < place + 22:
        return False
    return place + 22 + int.from_bytes(tail[place + 20 : place + 22], "little") == len(tail)


def _kind_of_zip(data: bytes) -> str:
    # Here only the names are asked; what is in them is checked when they are read.
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise Refused(DAMAGED) from None
    if any(name.startswith("word/document") for name in names):
        return "docx"
    if {"mimetype", "content.xml"} <= names:
        return "odt"
    for start, sentence in (("xl/", WORKBOOK), ("ppt/", SLIDES)):
        if any(name.startswith(start) for name in names):
            raise Refused(sentence, status=UNSUPPORTED)
    raise Refused(ZIP, status=UNSUPPORTED)


def _kind_of_ole(data: bytes) -> str:
    import olefile  # noqa: PLC0415

    try:
        with olefile.OleFileIO(data) as ole:
            names = {entry[0].lower() for entry in ole.listdir(streams=True, storages=True)}
    except (OSError, ValueError, IndexError, TypeError, AttributeError):
        raise Refused(DAMAGED) from None
    if "__properties_version1.0" in names:
        return "msg"
    if "encryptedpackage" in names:
        raise Refused(PROTECTED.format(kind="Office file"))
    sentence = OLD_WORD if "worddocument" in names else OLD_OFFICE
    raise Refused(sentence, status=UNSUPPORTED)


def _kind_of_text(data: bytes) -> str:
    for mark, kind in PICTURES:
        if mark.match(data):
            raise Refused(PICTURE.format(kind=kind), status=UNSUPPORTED)
    text = decode(data)
    if text is None:
        raise Refused(NOT_TEXT, status=UNSUPPORTED)
    if _is_mail(text[:START]):
        return "eml"
    return "html" if HTML.match(text[:START]) else "txt"


def _is_mail(text: str) -> bool:
    names = []
    place = 0
    while found := HEADER.match(text, place):
        names.append(found[1].lower())
        place = found.end()
    # A letter may have From, To, Date and Subject at its head, but no addresses.
    typed = set(names) >= OF_MAIL and "@" in text[:place]
    return len(names) >= 2 and (typed or bool(OF_PROGRAMS & set(names)))
