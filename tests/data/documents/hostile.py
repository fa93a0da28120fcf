"""Files built to do harm, each in a small size for the tests and the full one for benchmarks.

None of them holds anything of a real person, and none does more than fill memory or time.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage

from tests.data.documents import made

WORDS = made.paragraph("The child is well.")
DOCUMENT = "word/document.xml"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8
TEXT_PAGE = made.lines((72, 700, "The child is well and reads with help from an adult."))

# From a size, 1 in the tests and 100 in full, to a file.
Builder = Callable[[int], bytes]


def with_document(content: bytes | str) -> bytes:
    """Return a .docx whose main part is this."""
    return made.zipped({**made.word_parts(""), DOCUMENT: content})


def entity_bomb(size: int) -> bytes:
    """Return a .docx whose words are entities of entities."""
    levels = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9 if size > 1 else 5)
    )
    return with_document(
        f'<!DOCTYPE d [<!ENTITY l0 "ha">{levels}]><w:document {made.W}><w:body><w:p><w:r>'
        "<w:t>&l4;</w:t></w:r></w:p></w:body></w:document>"
    )


EXTERNAL = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def external_entity(_size: int) -> bytes:
    """Return a .docx that asks for a file of the server."""
    return with_document(
        f"{EXTERNAL}<w:document {made.W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )


def external_entity_odt(_size: int) -> bytes:
    """Return an .odt that asks for a file of the server."""
    content = f"{EXTERNAL}<office:document-content {made.ODF}>&x;</office:document-content>"
    return made.opendocument("", **{"content": content})


def zip_bomb(size: int) -> bytes:
    """Return a .docx of a megabyte that unpacks to 600 MB."""
    body = WORDS * 2 + " " * (6 * 1024 * 1024 * size)
    return made.word(body)


def empty_paragraphs(size: int) -> bytes:
    """Return a .docx of 8 million empty paragraphs."""
    return made.word("<w:p/>" * (2_000 if size == 1 else 80_000 * size))


def mixed_paragraphs(size: int) -> bytes:
    """Return a .docx of millions of paragraphs that do not pack well enough to look like a bomb."""
    rows = "".join(f"<w:p w:a='{n * 7919 % 99991}'/>" for n in range(200 * size))
    return made.word(rows * size)


def nested_tables(size: int) -> bytes:
    """Return a .docx of 20,000 tables, each within the one before."""
    depth = 200 * size
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return made.word(opening * depth + WORDS + closing * depth)


def macro(_size: int) -> bytes:
    """Return a Word file with a macro."""
    parts = made.word_parts(WORDS)
    types = str(parts["[Content_Types].xml"]).replace(
        made.MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    return made.zipped({**parts, "[Content_Types].xml": types, "word/vbaProject.bin": b"Sub x()"})


def truncated_docx(_size: int) -> bytes:
    """Return the first half of a .docx."""
    whole = made.word(WORDS * 50)
    return whole[: len(whole) // 2]


def truncated_pdf(_size: int) -> bytes:
    """Return the first bytes of a PDF."""
    return made.pdf(TEXT_PAGE)[:300]


def encrypted_pdf(_size: int) -> bytes:
    """Return a PDF that needs a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.pdf(TEXT_PAGE))))
    writer.encrypt("a pass phrase", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted_docx(_size: int) -> bytes:
    """Return what Word saves when it is given a password: a compound file."""
    return made.ole({"EncryptionInfo": b"\4\0\4\0" + b"x" * 100, "EncryptedPackage": b"z" * 9_000})


def old_word(_size: int) -> bytes:
    """Return a compound file such as the Word of 1997 saves."""
    return made.ole({"WordDocument": b"\xec\xa5" + b"x" * 5_000, "1Table": b"y" * 5_000})


def workbook(_size: int) -> bytes:
    """Return an Excel workbook."""
    return made.zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


def plain_zip(_size: int) -> bytes:
    """Return a zip of documents."""
    return made.zipped({"report.txt": "Well.", "letter.txt": "Well."})


def flate_bomb(size: int) -> bytes:
    """Return a PDF of under a megabyte whose page unpacks to 630 MB."""
    packer = zlib.compressobj(9)
    piece = b"0 0 m " * 1_050_000
    body = b"".join(packer.compress(piece) for _ in range(size)) + packer.flush()
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>"
    )
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(body), body)
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return made.pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", kids, page, stream])


def page_loop(_size: int) -> bytes:
    """Return a PDF whose tree of pages leads back to its root."""
    kids = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000 /Parent 2 0 R >>"
    return made.pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", kids])


def many_pages(size: int) -> bytes:
    """Return a PDF that shows one page a hundred thousand times."""
    count = 1_000 * size if size > 1 else 20
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    kids = b"<< /Type /Pages /Kids [" + b"3 0 R " * count + b"] /Count %d >>" % count
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TEXT_PAGE), TEXT_PAGE)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return made.pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", kids, page, stream, font])


def deep_arrays(size: int) -> bytes:
    """Return a PDF with arrays in arrays."""
    depth = 5_000 * size
    return made.pdf(TEXT_PAGE, extra=b"/Deep " + b"[" * depth + b"]" * depth)


def scan(_size: int) -> bytes:
    """Return a PDF of a page without words."""
    return made.pdf(b"0 0 100 100 re f", b"0 0 50 50 re f")


def deep_rtf(size: int) -> bytes:
    """Return an .rtf of groups in groups."""
    return b"{\\rtf1 Well. " + b"{" * (2_000 * size) + b"x" + b"}" * (2_000 * size) + b"}"


def object_rtf(size: int) -> bytes:
    """Return an .rtf with an embedded program."""
    return b"{\\rtf1 Well.{\\object\\objemb{\\*\\objdata " + b"4d5a90" * (30_000 * size) + b"}}}"


def binary_rtf(_size: int) -> bytes:
    """Return an .rtf that promises more bytes than it has."""
    return b"{\\rtf1 Well.{\\pict\\bin999999999 \x00\x01}}"


def nested_parts(size: int) -> bytes:
    """Return an e-mail of parts in parts."""
    depth = 1_000 if size > 1 else 60
    head = b"From: a@example.org\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n"
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    )
    return head + parts + b"\r\nWell.\r\n"


def many_parts(size: int) -> bytes:
    """Return an e-mail of very many parts."""
    head = (
        b"From: a@example.org\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    )
    return head + b"--b\r\n\r\nx\r\n" * (1_000 * size) + b"--b--\r\n"


def bombs_attached(size: int) -> bytes:
    """Return an e-mail with a zip bomb attached twenty times."""
    bomb = zip_bomb(1 if size == 1 else 10)
    return bytes(made.mail("See attached.", *[(f"report {n}.docx", bomb) for n in range(20)]))


def mails_within(_size: int) -> bytes:
    """Return an e-mail in an e-mail in an e-mail, and so on."""
    message = made.mail("The innermost.")
    for number in range(8):
        outer = made.mail(f"Level {number}.")
        outer.add_attachment(message)
        message = outer
    return bytes(message)


def many_headers(size: int) -> bytes:
    """Return an e-mail of very many headers."""
    return b"From: a@b\r\nMIME-Version: 1.0\r\n" + b"X-A: b\r\n" * (2_000 * size) + b"\r\nWell."


def long_tag(size: int) -> bytes:
    """Return a web page that is one tag of 10 MB, never closed."""
    return b"<html><body><p>Well.</p><a " + b"x=y " * (25_000 * size)


def long_script(size: int) -> bytes:
    """Return a web page with a script of 10 MB."""
    return b"<html><script>" + b"alert(1);" * (11_000 * size) + b"</script><p>Well.</p></html>"


def deep_web(size: int) -> bytes:
    """Return a web page of a million elements, each within the one before."""
    return b"<html>" + b"<div><table><tr><td>" * (2_500 * size) + b"Well."


def open_comments(size: int) -> bytes:
    """Return a web page of comments that are never closed."""
    return b"<html><p>Well.</p>" + b"<!--" * (25_000 * size)


def nul_bytes(_size: int) -> bytes:
    """Return a text with a NUL between its words."""
    return b"The child is well.\0" * 100


def utf16(_size: int) -> bytes:
    """Return a text as Notepad's "Unicode" saves it."""
    return "Hearing\r\nThe child hears well – “fine”.".encode("utf-16")


def binary(_size: int) -> bytes:
    """Return a program."""
    return b"MZ\x90\0\3\0\0\0" + bytes(range(256)) * 40


def polyglot(_size: int) -> bytes:
    """Return a PDF that is a .docx too."""
    return b"%PDF-1.7\n" + made.word(WORDS)


def leaving_zip(_size: int) -> bytes:
    """Return a .docx with members that would leave its folder, and a link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in made.word_parts(WORDS).items():
            package.writestr(name, content)
        package.writestr("/etc/cron.d/job", "x")
        package.writestr("../../outside.txt", "x")
        link = zipfile.ZipInfo("word/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")
    return out.getvalue()


def duplicates(_size: int) -> bytes:
    """Return a .docx with two main parts: one for the eye, one for the program."""
    parts = made.word_parts(WORDS)
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return made.zipped([*parts.items(), (DOCUMENT, parts[DOCUMENT])])


def many_members(size: int) -> bytes:
    """Return a .docx of very many files."""
    more = {f"word/media/{n}.png": "" for n in range(4_000 if size == 1 else 60_000)}
    return made.zipped({**made.word_parts(WORDS), **more})


def lying_sizes(_size: int) -> bytes:
    """Return a .docx whose directory says that a big part is small."""
    whole = bytearray(made.word(WORDS * 5_000))
    place = whole.rfind(b"PK\1\2")
    while place >= 0 and DOCUMENT.encode() not in whole[place : place + 80]:
        place = whole.rfind(b"PK\1\2", 0, place)
    whole[place + 24 : place + 28] = (100).to_bytes(4, "little")
    return bytes(whole)


def image(_size: int) -> bytes:
    """Return a photograph."""
    return JPEG


def empty(_size: int) -> bytes:
    """Return nothing."""
    return b""


def nothing(size: int) -> bytes:
    """Return a file of NULs."""
    return bytes(10_000 * size)


def outlook(_size: int) -> bytes:
    """Return a short Outlook message."""
    return made.outlook({0x0037: "Our views", 0x1000: "He hears well.", 0x001A: "IPM.Note"})


def truncated_outlook(_size: int) -> bytes:
    """Return the first half of an Outlook message."""
    whole = outlook(1)
    return whole[: len(whole) // 2]


def looping_outlook(_size: int) -> bytes:
    """Return an Outlook message whose table of sectors leads back to itself."""
    whole = bytearray(outlook(1))
    table = len(whole) - made.SECTOR
    whole[table : table + 4] = (0).to_bytes(4, "little")
    return bytes(whole)


def one_line(size: int) -> bytes:
    """Return a text of 20 MB without a space."""
    return b"a" * (200_000 * size)


def odd_lines(size: int) -> bytes:
    """Return a text that tries the patterns by which lines are told apart."""
    row = b"A " + b"-" * 40 + b" " * 60 + b"a:b | " * 8 + b"\r\n"
    return row * (1_000 * size)


def mail_of_quotes(size: int) -> bytes:
    """Return an e-mail of quotes in quotes."""
    return bytes(made.mail("Well.\n" + ("> " * 200 + "on and on wrote:\n") * (100 * size)))


def headers_without_end(size: int) -> bytes:
    """Return an e-mail with one header of megabytes."""
    message = EmailMessage()
    message["From"] = "a@example.org"
    to = b"a@example.org, " * (400 if size == 1 else 5_000 * size)
    return b"MIME-Version: 1.0\r\nTo: " + to + b"\r\n" + bytes(message)


# Name as sent, what builds it, and whether it is read (True) or refused.
HOSTILE: dict[str, tuple[str, Builder, bool]] = {
    "zip bomb": ("report.docx", zip_bomb, False),
    "entity bomb": ("report.docx", entity_bomb, False),
    "external entity": ("report.docx", external_entity, False),
    "external entity in .odt": ("report.odt", external_entity_odt, False),
    "macro": ("report.docm", macro, False),
    "wrong extension": ("report.pdf", lambda _: made.word(WORDS), True),
    "truncated .docx": ("report.docx", truncated_docx, False),
    "truncated PDF": ("report.pdf", truncated_pdf, False),
    "encrypted PDF": ("report.pdf", encrypted_pdf, False),
    "encrypted .docx": ("report.docx", encrypted_docx, False),
    "old .doc": ("report.doc", old_word, False),
    "workbook": ("scores.xlsx", workbook, False),
    "zip of documents": ("bundle.zip", plain_zip, False),
    "8 million empty paragraphs": ("report.docx", empty_paragraphs, False),
    "millions of odd paragraphs": ("report.docx", mixed_paragraphs, False),
    "20,000 nested tables": ("report.docx", nested_tables, False),
    "path in the name": ("../../etc/passwd\0.txt", lambda _: b"Well.", True),
    "empty": ("report.txt", empty, False),
    "only NULs": ("report.txt", nothing, False),
    "PDF flate bomb": ("report.pdf", flate_bomb, False),
    "PDF page loop": ("report.pdf", page_loop, False),
    "PDF of 100,000 pages": ("report.pdf", many_pages, True),
    "PDF of deep arrays": ("report.pdf", deep_arrays, True),
    "scan": ("scan.pdf", scan, True),
    "deep .rtf": ("report.rtf", deep_rtf, True),
    ".rtf with an object": ("report.rtf", object_rtf, True),
    ".rtf with a false length": ("report.rtf", binary_rtf, True),
    "e-mail of 1,000 nested parts": ("mail.eml", nested_parts, False),
    "e-mail of 100,000 parts": ("mail.eml", many_parts, False),
    "bombs attached to an e-mail": ("mail.eml", bombs_attached, True),
    "e-mails within e-mails": ("mail.eml", mails_within, True),
    "e-mail of 200,000 headers": ("mail.eml", many_headers, True),
    "e-mail of one long header": ("mail.eml", headers_without_end, True),
    "e-mail of quotes": ("mail.eml", mail_of_quotes, True),
    "web page of one long tag": ("page.html", long_tag, True),
    "web page with a long script": ("page.html", long_script, True),
    "web page, deep": ("page.html", deep_web, True),
    "web page of open comments": ("page.html", open_comments, True),
    "NUL bytes": ("report.txt", nul_bytes, False),
    "UTF-16": ("report.txt", utf16, True),
    "program as .txt": ("report.txt", binary, False),
    "PDF that is a zip": ("report.pdf", polyglot, False),
    "zip that leaves its folder": ("report.docx", leaving_zip, False),
    "zip with a name twice": ("report.docx", duplicates, False),
    "zip of very many files": ("report.docx", many_members, False),
    "zip with false sizes": ("report.docx", lying_sizes, False),
    "picture as .pdf": ("report.pdf", image, False),
    "truncated .msg": ("mail.msg", truncated_outlook, False),
    ".msg that loops": ("mail.msg", looping_outlook, True),
    "text of one line": ("report.txt", one_line, True),
    "text that tries patterns": ("report.txt", odd_lines, True),
}
FULL = 100
