"""Files made in code: honest ones of each kind, and the parts that hostile ones are built from."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from email.message import EmailMessage

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zipped(parts: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]]) -> bytes:
    """Return a zip of named parts."""
    out = io.BytesIO()
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in pairs:
            package.writestr(name, content)
    return out.getvalue()


def links(*targets: tuple[str, str]) -> str:
    """Return a part of relationships: type and target of each."""
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{LINKS}">{rows}</Relationships>'


def word_parts(body: str, **others: str) -> dict[str, bytes | str]:
    """Return the parts of a .docx: its body, and others such as header1 or footnotes."""
    kinds = [(name.rstrip("0123456789"), f"{name}.xml") for name in others]
    return {
        "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" '
        f'ContentType="{MAIN}"/></Types>',
        "_rels/.rels": links(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": links(*kinds),
        "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": content for name, content in others.items()},
    }


def word(body: str, **others: str) -> bytes:
    """Return a .docx."""
    return zipped(word_parts(body, **others))


def paragraph(words: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph of Word's XML."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def opendocument(body: str, **others: str) -> bytes:
    """Return an .odt."""
    content = (
        f"<office:document-content {ODF}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            **{f"{name}.xml": each for name, each in others.items()},
        }
    )


def pdf(*streams: bytes, extra: bytes = b"", compressed: bool = False, info: bytes = b"") -> bytes:
    """Return a PDF with a page for each content stream, in Helvetica and Helvetica-Bold."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R " + extra + b">>", b""]
    fonts = b"<< /F1 3 0 R /F2 4 0 R >>"
    for name in (b"Helvetica", b"Helvetica-Bold"):
        objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /" + name + b" >>")
    kids = []
    for stream in streams:
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font %s >> >>" % (len(objects) + 2, fonts)
        )
        body = zlib.compress(stream, 9) if compressed else stream
        coded = b"/Filter /FlateDecode " if compressed else b""
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (coded, len(body), body))
    named = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (named, len(kids))
    return pdf_of([*objects, b"<< " + info + b" >>"], info=len(objects) + 1)


def pdf_of(objects: Iterable[bytes], info: int = 1) -> bytes:
    """Return a PDF of objects, of which the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, info, len(out))
    )


def lines(*rows: tuple[int, int, str], font: str = "F1", size: int = 11) -> bytes:
    """Return a content stream that sets words at places given in points."""
    set_rows = [
        f"BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET".encode("latin-1") for x, y, text in rows
    ]
    return b"\n".join(set_rows)


def mail(body: str, *attached: tuple[str, bytes], subject: str = "Our views") -> EmailMessage:
    """Return an e-mail with attachments."""
    message = EmailMessage()
    message["From"], message["To"] = "Mum <mum@example.org>", "SEND team <send@example.org>"
    message["Date"], message["Subject"] = "Sun, 3 May 2026 10:00:00 +0100", subject
    message.set_content(body)
    for name, content in attached:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message


SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole(streams: Mapping[str, bytes], class_id: bytes = bytes(16)) -> bytes:
    """Return a compound file ([MS-CFB]) of streams; a slash in a name makes a storage."""
    entries: list[dict[str, object]] = [{"name": "Root Entry", "kind": 5, "children": []}]
    for path, content in streams.items():
        _add_entry(entries, path.split("/"), content)
    chain: list[int] = []
    data = b""
    for entry in entries:
        content = bytes(entry.get("data", b"")) if entry["kind"] == 2 else b""  # type: ignore[call-overload]
        # Short streams would need a second table, so each is made long enough for sectors.
        entry["size"] = len(content)
        if content:
            whole = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\0")
            entry["start"] = len(chain)
            entry["size"] = max(len(content), 4096)
            count = len(whole) // SECTOR
            chain += [*range(len(chain) + 1, len(chain) + count), END]
            data += whole
    directory = b"".join(_directory_entry(entries, n, class_id) for n in range(len(entries)))
    directory += _unused() * (-len(entries) % 4)
    start = len(chain)
    count = len(directory) // SECTOR
    chain += [*range(start + 1, start + count), END]
    sectors = -(-(len(chain) + 1) // 127)
    fat_at = len(chain)
    chain += [FAT] * sectors
    table = b"".join(struct.pack("<I", n) for n in chain).ljust(sectors * SECTOR, b"\xff")
    difat = [*range(fat_at, fat_at + sectors)] + [FREE] * (109 - sectors)
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, sectors, start, 0, 4096, END, 0, END, 0,
    )  # fmt: skip
    return header + struct.pack("<109I", *difat) + data + directory + table


def _add_entry(entries: list[dict[str, object]], path: list[str], content: bytes) -> None:
    parent = 0
    for depth, name in enumerate(path):
        children: list[int] = entries[parent]["children"]  # type: ignore[assignment]
        found = next((n for n in children if entries[n]["name"] == name), None)
        if found is None:
            last = depth == len(path) - 1
            entries.append(
                {"name": name, "kind": 2 if last else 1, "children": [], "data": content}
            )
            found = len(entries) - 1
            children.append(found)
        parent = found


def _directory_entry(entries: list[dict[str, object]], number: int, class_id: bytes) -> bytes:
    entry = entries[number]
    parent = next((e for e in entries if number in e["children"]), None)  # type: ignore[operator]
    right = FREE
    if parent is not None:
        siblings: list[int] = sorted(
            parent["children"],  # type: ignore[arg-type]
            key=lambda n: (len(str(entries[n]["name"])), str(entries[n]["name"]).upper()),
        )
        place = siblings.index(number)
        right = siblings[place + 1] if place + 1 < len(siblings) else FREE
    own: list[int] = sorted(
        entry["children"],  # type: ignore[arg-type]
        key=lambda n: (len(str(entries[n]["name"])), str(entries[n]["name"]).upper()),
    )
    name = str(entry["name"]).encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name, len(name) + 2, entry["kind"], 1, FREE, right, own[0] if own else FREE,
        class_id if number == 0 else bytes(16), 0, 0, 0,
        entry.get("start", END), entry.get("size", 0),
    )  # fmt: skip


def _unused() -> bytes:
    return struct.pack(
        "<64sHBBIII16sIQQIQ", b"", 0, 0, 0, FREE, FREE, FREE, bytes(16), 0, 0, 0, 0, 0
    )


def outlook(properties: Mapping[int, str], attached: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """Return a .msg ([MS-OXMSG]): text properties by their tag, and attachments."""
    files = list(attached)
    head = struct.pack("<8xIIII8x", 0, len(files), 0, len(files))
    streams = {"__properties_version1.0": head + _entries(properties)}
    for tag, text in properties.items():
        streams[f"__substg1.0_{tag:04X}001F"] = text.encode("utf-16-le")
    for number, (name, content) in enumerate(files):
        folder = f"__attach_version1.0_#{number:08X}"
        method = struct.pack("<HHIII", 3, 0x3705, 6, 1, 0)
        binary = struct.pack("<HHIII", 0x102, 0x3701, 6, len(content), 0)
        streams[f"{folder}/__properties_version1.0"] = (
            bytes(8) + method + binary + _entries({0x3707: name})
        )
        streams[f"{folder}/__substg1.0_37010102"] = content
        streams[f"{folder}/__substg1.0_3707001F"] = name.encode("utf-16-le")
    streams["__nameid_version1.0/__substg1.0_00020102"] = bytes(16)
    return ole(streams)


def _entries(properties: Mapping[int, str]) -> bytes:
    return b"".join(
        struct.pack("<HHIII", 0x1F, tag, 6, len(text) * 2 + 2, 0)
        for tag, text in properties.items()
    )
