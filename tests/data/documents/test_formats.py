"""Each format gives the words that a person would read, in order, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.documents import mail, pages, pdf, zipped
from data.documents.extraction import answer, as_json, extracted_from, from_json
from data.documents.opendocument import add_opendocument
from data.documents.passages import Builder
from data.documents.refusals import EMPTY, Refused
from data.documents.sniffing import misnamed
from data.documents.zipped import Package
from data.schemas.reading import Extracted
from tests.data.documents import made
from tests.data.documents.made import W, lines, paragraph


def shown(data: bytes) -> list[tuple[str, str]]:
    return told(extracted_from(data))


def told(read: Extracted) -> list[tuple[str, str]]:
    return [(p.kind, read.text[p.start : p.end]) for p in read.passages]


STYLES = f"""<w:styles {W}>
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Own"><w:name w:val="Ours"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="Body"><w:name w:val="Body"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:styleId="LB"><w:name w:val="List Bullet 2"/></w:style></w:styles>"""
NOTE = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
BODY = "".join(
    [
        paragraph("Background", '<w:pStyle w:val="H1"/>'),
        paragraph("Ours", '<w:pStyle w:val="Own"/>'),
        paragraph("By its level", '<w:outlineLvl w:val="0"/>'),
        paragraph("Not by its level.", '<w:outlineLvl w:val="9"/><w:pStyle w:val="Body"/>'),
        paragraph("All in bold", run="<w:b/>"),
        paragraph("Not in bold", run='<w:b w:val="0"/>'),
        paragraph("First", '<w:numPr><w:numId w:val="3"/></w:numPr>'),
        paragraph("No list", '<w:numPr><w:numId w:val="0"/></w:numPr><w:rPr><w:vanish/></w:rPr>'),
        paragraph("By its style", '<w:pStyle w:val="LB"/>'),
        paragraph("Hidden words", run="<w:vanish/>"),
        "<w:p><w:r><w:t>He is well</w:t></w:r><w:del><w:r><w:delText>not</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:ins><w:r><w:t> now</w:t></w:r>"
        '</w:ins><w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/>'
        '<w:commentReference w:id="1"/><w:instrText>PAGE</w:instrText></w:r>'
        "<w:r><w:t>.</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Name:</w:t><w:tab/><w:t>Zofia"
        "</w:t><w:br/><w:t>Well</w:t><w:noBreakHyphen/><w:t>being</w:t><w:cr/></w:r></w:p>",
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
        + NOTE.format("In a box.")
        + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
        + NOTE.format("In a box.")
        + "</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>Around a box.</w:t></w:r>"
        "</w:p>",
        "<w:tbl><w:tr><w:tc>"
        + NOTE.format("Test")
        + "</w:tc><w:tc>"
        + NOTE.format("Score")
        + "</w:tc></w:tr><w:tr><w:tc><w:tbl><w:tr><w:tc>"
        + NOTE.format("Inner")
        + "</w:tc><w:tc>"
        + NOTE.format("68")
        + "</w:tc></w:tr></w:tbl></w:tc><w:tc>"
        + NOTE.format("2nd")
        + "</w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc>" + NOTE.format("Strengths") + "</w:tc><w:tc><w:p><w:r><w:t>She runs."
        "</w:t><w:br/><w:t>She sings.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:tc>" + NOTE.format("A cell of no row") + "</w:tc>",
    ]
)


def test_word_is_read_in_order() -> None:
    core = '<p xmlns:dc="x"><dc:creator>Ann</dc:creator><dc:title>A report</dc:title></p>'
    parts = made.word_parts(
        BODY,
        styles=STYLES,
        header1=f"<w:hdr {W}>{NOTE.format('Confidential')}</w:hdr>",
        footer1=f"<w:ftr {W}>{NOTE.format('Page')}</w:ftr>",
        footnotes=f'<w:n {W}><w:footnote w:id="1">{NOTE.format("A footnote.")}</w:footnote></w:n>',
        endnotes=f'<w:n {W}><w:endnote w:id="1">{NOTE.format("An endnote.")}</w:endnote></w:n>',
        comments=f'<w:n {W}><w:comment w:id="1">{NOTE.format("A comment.")}</w:comment></w:n>',
    )
    data = made.zipped(
        {**parts, "docProps/core.xml": core, "word/embeddings/one.bin": b"x", "word/x.png": b""}
    )
    read = extracted_from(data)
    assert read.properties == {"author": "Ann", "title": "A report"}
    assert "embedded" in read.problems[0]
    assert told(read) == [
        ("header", "Confidential"),
        ("heading", "Background"),
        ("heading", "Ours"),
        ("heading", "By its level"),
        ("paragraph", "Not by its level."),
        ("heading", "All in bold"),
        ("paragraph", "Not in bold"),
        ("bullet", "First"),
        ("paragraph", "No list"),
        ("bullet", "By its style"),
        ("paragraph", "He is well now."),
        ("paragraph", "A footnote."),
        ("paragraph", "An endnote."),
        ("paragraph", "A comment."),
        ("field", "Name: Zofia"),
        ("field", "Well-being"),
        ("paragraph", "Around a box."),
        ("paragraph", "In a box."),
        ("row", "Test | Score"),
        ("row", "Inner | 68 | 2nd"),
        ("heading", "Strengths"),
        ("paragraph", "She runs."),
        ("paragraph", "She sings."),
        ("header", "Page"),
    ]


def test_a_word_file_of_pictures_alone_is_a_scan() -> None:
    parts = {**made.word_parts("<w:p/>"), "word/media/1.png": b"x"}
    assert "pictures and no words" in extracted_from(made.zipped(parts)).problems[0]


@pytest.mark.parametrize("rels", ["", made.links(("officeDocument", "word/none.xml"))])
def test_a_word_file_without_its_main_part_is_damaged(rels: str) -> None:
    parts = {**made.word_parts(""), "_rels/.rels": rels or "<none/>"}
    with pytest.raises(Refused, match="damaged"):
        extracted_from(made.zipped(parts))


def test_open_document_is_read_in_order() -> None:
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:h>Background"
        '</text:h><text:p>One<text:s text:c="3"/>two<text:tab/>three<text:s text:c="x"/>four'
        "<text:line-break/>five<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A footnote.</text:p></text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>First</text:p></text:list-item></text:list>"
        "<draw:text-box><text:p>In a box.</text:p></draw:text-box>"
        "<table:table><table:table-row><table:table-cell><text:p>Test</text:p></table:table-cell>"
        "<table:table-cell><text:p>68</text:p></table:table-cell></table:table-row></table:table>"
    )
    styles = (
        f"<office:document-styles {made.ODF}><text:p>A style</text:p><style:header><text:p>Above"
        "</text:p></style:header><style:footer><text:p>Below</text:p></style:footer>"
        "</office:document-styles>"
    )
    meta = f"<office:document-meta {made.ODF}><dc:title>A report</dc:title></office:document-meta>"
    read = extracted_from(made.opendocument(body, styles=styles, meta=meta))
    assert read.properties == {"title": "A report"}
    assert told(read) == [
        ("header", "Above"),
        ("heading", "Background"),
        ("paragraph", "One two three four"),
        ("paragraph", "five"),
        ("paragraph", "A footnote."),
        ("bullet", "First"),
        ("paragraph", "In a box."),
        ("row", "Test | 68"),
        ("header", "Below"),
    ]


def test_a_locked_open_document_is_told() -> None:
    manifest = "<m><encryption-data/></m>"
    with pytest.raises(Refused, match="password"):
        extracted_from(made.opendocument("", **{"META-INF/manifest": manifest}))


def test_a_pdf_is_put_together_from_its_lines() -> None:
    margin = [(72, 800, "Northmoor therapy service"), (290, 30, "Page {} of 3")]

    def page(number: int, *rows: tuple[int, int, str]) -> bytes:
        return lines(*((x, y, text.format(number)) for x, y, text in margin), *rows)

    first = b"\n".join(
        [
            page(1),
            lines((72, 700, "Background"), font="F2", size=16),
            lines(
                (72, 640, "Zofia was seen in clinic with her father. She has a very severe dif-"),
                (72, 626, "ficulty with language, and is liked by the other children of class."),
                (72, 600, "She walks well."),
                (72, 570, "Test"), (250, 570, "Standard score"), (420, 570, "Centile"),
                (72, 556, "Words"), (250, 556, "68"), (420, 556, "2nd"),
                (72, 530, "Name:"), (250, 530, "Zofia Nowak"),
                (72, 500, "- One session a week of direct therapy, delivered by a therapist, an"),
                (84, 486, "hour each."),
            ),
            lines((72, 460, "What would help:"), font="F2"),
            lines((72, 440, "A visual timetable in each of the lessons of a day, a card that is")),
        ]
    )  # fmt: skip
    data = made.pdf(first, page(2, (72, 740, "held up.")), page(3), compressed=True)
    read = extracted_from(data)
    assert read.pages == 3
    assert told(read) == [
        ("header", "Northmoor therapy service"),
        ("heading", "Background"),
        (
            "paragraph",
            "Zofia was seen in clinic with her father. She has a very severe difficulty with "
            "language, and is liked by the other children of class.",
        ),
        ("paragraph", "She walks well."),
        ("row", "Test | Standard score | Centile"),
        ("row", "Words | 68 | 2nd"),
        ("field", "Name: Zofia Nowak"),
        (
            "bullet",
            "One session a week of direct therapy, delivered by a therapist, an hour each.",
        ),
        ("heading", "What would help:"),
        (
            "paragraph",
            "A visual timetable in each of the lessons of a day, a card that is held up.",
        ),
    ]
    assert {p.page for p in read.passages} == {1}


def test_lines_apart_are_paragraphs_of_their_own() -> None:
    def line(text: str, bottom: float, **other: object) -> pages.Line:
        values = {"left": 72.0, "right": 500.0, "height": 12.0, "size": 11.0, "page": 1, **other}
        return pages.Line(text=text, bottom=bottom, **values)  # type: ignore[arg-type]

    usual = pages.Measures(size=11, step=14, right=500, left=72)
    before = line("It goes on", 700)
    for after, wanted in [
        (line("And on", 686), True),
        (line("And on", 686, left=100.0), False),
        (line("And on", 660), False),
        (line("And on", 710), False),
        (line("And on", 686, size=16.0), False),
        (line("And on", 686, bold=True), False),
        (line("and on", 686, bold=True), True),
        (line("and on", 686, size=16.0), False),
        (line("And on", 686, page=2), False),
        (line("and on", 686, page=2), True),
        (line("- and on", 686), False),
        (line("a | b", 686, is_row=True), False),
    ]:
        assert pages._continues(before, after, before, usual) is wanted, after
    short = line("It ends here.", 700, right=200.0)
    assert not pages._continues(short, line("And on", 686), short, usual)


def test_what_was_typed_into_a_form_is_read() -> None:
    typed = b"/Tx BMC q BT /F1 11 Tf 2 4 Td (He hears well with aids.) Tj ET Q EMC"
    page = lines((72, 700, "Hearing and what helps:"))
    font = b"<< /Font << /F1 4 0 R >> >>"
    data = made.pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /DR " + font + b" >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R "
            b"/Annots [5 0 R] /Resources " + font + b" >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (hearing) /V (He hears well) /F 4 "
            b"/Rect [72 660 400 680] /DA (/F1 11 Tf) /AP << /N 7 0 R >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 328 20] /Resources " + font
            + b" /Length %d >>\nstream\n%s\nendstream" % (len(typed), typed),
        ]
    )  # fmt: skip
    assert told(extracted_from(data)) == [
        ("heading", "Hearing and what helps:"),
        ("paragraph", "He hears well with aids."),
    ]


def test_a_form_that_only_one_program_shows_is_told() -> None:
    waiting = lines((72, 700, "Please wait... If this message is not eventually replaced by it"))
    assert extracted_from(made.pdf(waiting)).problems == (pdf.ADOBE,)


def test_pages_that_are_pictures_are_named() -> None:
    words = lines((72, 700, "The child is well and reads."))
    read = extracted_from(made.pdf(words, b"", words))
    assert read.problems == ("Page 2 of this PDF is pictures without words and could not be read.",)
    read = extracted_from(made.pdf(*[b""] * 12, words))
    assert read.problems[0].startswith("Pages 1, 2, 3, 4, 5, 6, 7, 8, 9 and others of this PDF are")
    assert extracted_from(made.pdf(b"")).problems == (pdf.SCAN,)


def test_a_pdf_says_of_itself_who_wrote_it() -> None:
    data = made.pdf(lines((72, 700, "Well.")), info=b"/Author (Ann) /Producer (X)")
    assert extracted_from(data).properties == {"author": "Ann"}


def test_long_pdfs_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    words = lines((72, 700, "The child is well and reads."))
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert "only the first 2" in extracted_from(made.pdf(words, words, words)).problems[0]
    monkeypatch.setattr(pdf, "TEXT_LENGTH", 5)
    assert "too long" in extracted_from(made.pdf(words, words)).problems[0]


def test_rich_text_is_read() -> None:
    data = (
        rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\author Ann}}{\header Above\par}Background\par "
        rb"\par He can\'92t wait.{\footnote A note.}\par Test\cell Score\cell\row"
        + rb"{\pict\bin4 }{}}"
        + rb"{\field{\*\fldinst{HYPERLINK "
        + rb'"http://example.org"}}{\fldrslt{here}}}}'
    )
    read = extracted_from(data)
    assert read.properties == {"author": "Ann"}
    kinds = told(read)
    assert ("paragraph", "He can’t wait.") in kinds
    assert ("paragraph", "A note.") in kinds
    assert ("row", "Test | Score") in kinds
    assert "example.org" not in read.text
    with pytest.raises(Refused, match="damaged"):
        extracted_from(rb"{\rtf1\ansi \u99999999 x}")


def test_a_web_page_shows_what_a_reader_sees() -> None:
    page = b"""<!-- x --><!DOCTYPE html><html><head><title>A report</title><style>p{}</style></head>
    <body><h1>Background</h1><p>One
    line<br>Name: Zofia</p><p style="display: none">no <p>no</p></p><p hidden>no</p><img hidden>
    <ul><li><p>First</p><li>Second</ul><blockquote>Before<div>it</div></blockquote>
    <table><tr><th>Test<th>Score<tr><td>Words</td><td>68 <table><tr><td>inner</td></tr></table>
    </table><td>loose</td><tr></tr></table><pre>kept
    lines</pre></blockquote></pre><script>no()</script>end<table><tr><td>open"""
    read = extracted_from(page)
    assert (read.media_type, read.properties) == ("text/html", {"title": "A report"})
    assert told(read) == [
        ("heading", "Background"),
        ("paragraph", "One line"),
        ("field", "Name: Zofia"),
        ("bullet", "First"),
        ("bullet", "Second"),
        ("quoted", "Before"),
        ("quoted", "it"),
        ("row", "Test | Score"),
        ("heading", "Words"),
        ("paragraph", "68"),
        ("paragraph", "inner"),
        ("paragraph", "loose"),
        ("paragraph", "kept"),
        ("paragraph", "lines"),
        ("paragraph", "end"),
        ("paragraph", "open"),
    ]


REPLY = """Dear team,

He is well and the new school suits him.

> Is he well?
> We ask.

On Sun, 3 May 2026 at 10:00, SEND team <send@example.org> wrote:
Thank you for your letter.
"""


def test_an_e_mail_tells_who_wrote_and_marks_what_it_quotes() -> None:
    message = made.mail(REPLY, ("report.txt", b"Hearing\nHe hears well."), ("odd.bin", b"\0\1\2x"))
    message.add_attachment(b"x", maintype="image", subtype="png", filename="a.png", cid="<a>")
    message.add_attachment(made.mail("Forwarded words."))
    read = extracted_from(bytes(message))
    assert read.properties == {
        "from": "Mum <mum@example.org>",
        "to": "SEND team <send@example.org>",
        "date": "Sun, 03 May 2026 10:00:00 +0100",
        "subject": "Our views",
    }
    assert told(read) == [
        ("paragraph", "Dear team,"),
        ("paragraph", "He is well and the new school suits him."),
        ("quoted", "Is he well?"),
        ("quoted", "We ask."),
        ("quoted", "On Sun, 3 May 2026 at 10:00, SEND team <send@example.org> wrote:"),
        ("quoted", "Thank you for your letter."),
    ]
    texts = {one.name: one.extracted and one.extracted.text for one in read.attachments}
    assert texts == {
        "report.txt": "Hearing\nHe hears well.",
        "odd.bin": None,
        "without a name": "Forwarded words.",
    }
    assert read.problems[0].startswith("The attachment odd.bin was not read. ")


def test_an_e_mail_of_a_web_page_marks_what_it_quotes() -> None:
    message = made.mail(" ")
    message.add_alternative(
        "<p>He is well.</p><p>From: X</p><p>To: Y</p><p>From: A<br>Sent: 3 May</p><p>Old.</p>",
        subtype="html",
    )
    kinds = told(extracted_from(bytes(message)))
    assert [kind for kind, _ in kinds] == ["paragraph", "field", "field", *["quoted"] * 3]


@pytest.mark.parametrize(
    "sent",
    [
        b"MIME-Version: 1.0\nFrom: a@b\nContent-Type: text/plain; charset=nonsense\n\nZo\xeb\n",
        b"MIME-Version: 1.0\nFrom: a@b\nContent-Type: text/plain; charset=ascii\n\nZo\xc3\xab\n",
        b"MIME-Version: 1.0\nFrom: a@b\nDate: nonsense\n\nZo\xeb\n",
    ],
)
def test_odd_encodings_of_e_mails_are_read(sent: bytes) -> None:
    assert extracted_from(sent).text == "Zoë"


def test_an_e_mail_may_have_no_words_or_too_many_attachments() -> None:
    empty = b"MIME-Version: 1.0\nFrom: a@b\nContent-Type: message/rfc822\n\n"
    assert extracted_from(empty).text == ""
    many = made.mail("Well.", *[(f"{n}.txt", b"Well.") for n in range(21)])
    read = extracted_from(bytes(many))
    assert len(read.attachments) == 20
    assert "more than 20 attachments" in read.problems[0]


def test_an_outlook_message_is_read_with_what_is_attached() -> None:
    note = "Hearing\nHe hears well.\n" * 300
    data = made.outlook(
        {0x0037: "Our views", 0x1000: "He is well.", 0x001A: "IPM.Note", 0x0C1A: "Mum"},
        [("report.txt", note.encode())],
    )
    read = extracted_from(data)
    assert (read.media_type, read.text) == ("application/vnd.ms-outlook", "He is well.")
    assert read.properties["subject"] == "Our views"
    assert [one.name for one in read.attachments] == ["report.txt"]
    html = made.outlook({0x0037: "x", 0x1013: "<p>He is well.</p>", 0x001A: "IPM.Note"})
    assert extracted_from(html).text == "He is well."


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [("a.pdf", "docx", 1), ("a.docx", "docx", 0), ("a", "docx", 0), ("a.v2", "txt", 0)],
)  # fmt: skip
def test_a_wrong_ending_is_told(name: str, kind: str, told: bool) -> None:
    assert bool(misnamed(name, kind)) == told


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"From: Zofia's dad\nSent: 3 May\nSubject: x\n\nHello", "text/plain"),
        (b"From: a@b\nTo: b\nDate: c\nSubject: d\n\nHello", "message/rfc822"),
        (b"From: Social care\nTo: b\nDate: c\nSubject: d\n\nHello", "text/plain"),
        (b"Received: by x\n\tfor y\nFrom: a\n\nHello", "message/rfc822"),
        (b"<p>Hello</p>", "text/html"),
        (b"<3 from all of us", "text/plain"),
    ],
)
def test_kinds_of_text_are_told_apart(start: bytes, kind: str) -> None:
    assert extracted_from(start).media_type == kind


@pytest.mark.parametrize("tail", [b"PK\5\6", b"PK\5\6" + bytes(18) + b"more"])
def test_a_mark_of_zip_within_a_pdf_is_not_a_zip(tail: bytes) -> None:
    data = made.pdf(lines((72, 700, "Well and reading."))) + b"% " + tail
    assert extracted_from(data).media_type == "application/pdf"


def test_what_was_taken_out_passes_between_processes() -> None:
    data = bytes(made.mail(REPLY, ("report.txt", b"Hearing\nWell."), ("x.bin", b"\0\1\2x")))
    read = extracted_from(data)
    assert from_json(json.loads(json.dumps(as_json(read)))) == read
    assert json.loads(answer(data))["extracted"]["text"] == read.text
    assert json.loads(answer(b""))["refused"] == EMPTY


def test_a_row_of_a_name_and_its_value_is_a_field() -> None:
    cell = "<w:tc>" + NOTE + "</w:tc>"
    data = made.word(f"<w:tbl><w:tr>{cell.format('Name:')}{cell.format('Zofia')}</w:tr></w:tbl>")
    assert shown(data) == [("field", "Name: Zofia")]


def test_headers_hold_neither_headings_nor_lists() -> None:
    level = paragraph("Confidential", '<w:outlineLvl w:val="0"/>')
    header = f'<w:hdr {W}><w:outlineLvl w:val="0"/>{level}</w:hdr>'
    assert shown(made.word("", header1=header)) == [("header", "Confidential")]


def test_files_that_lack_their_content_are_damaged() -> None:
    odt = made.zipped({"mimetype": "x", "content.xml": ""})
    with pytest.raises(Refused, match="damaged"):
        extracted_from(odt)
    no_pages = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    with pytest.raises(Refused, match="damaged"):
        extracted_from(made.pdf_of(no_pages))
    with pytest.raises(Refused, match="damaged"):
        extracted_from(made.ole({"__properties_version1.0/x": b"x"}))
    with pytest.raises(Refused, match="damaged"):
        Package(b"x", "Word file")
    with pytest.raises(Refused, match="damaged"):
        add_opendocument(made.zipped({"mimetype": "x"}), Builder("text"))


def test_a_zip_with_a_password_is_told() -> None:
    data = bytearray(made.word(""))
    for mark, place in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        data[data.find(mark) + place] |= 1
    with pytest.raises(Refused, match="password"):
        extracted_from(bytes(data))


def test_a_document_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_ELEMENTS", 20)
    with pytest.raises(Refused, match="unpacks to far more"):
        extracted_from(made.word("<w:p/>" * 30))


def test_letters_without_a_place_have_an_empty_box() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(made.pdf(lines((72, 700, "Well."))))
    text = document[0].get_textpage()
    assert pdf._box(text, 10_000) == (0.0, 0.0, 0.0, 0.0)
    assert pdf._box(text, 0)[0] == pytest.approx(72, abs=2)


def test_some_pages_of_pictures_are_listed() -> None:
    words = lines((72, 700, "The child is well and reads."))
    read = extracted_from(made.pdf(words, b"", b"", words))
    assert read.problems == (pdf.SOME_SCANNED.format(pages="Pages 2 and 3", verb="are"),)


class Odd:
    """A part of an e-mail whose headers cannot be read."""

    def get_filename(self) -> str:
        raise LookupError

    def get(self, _name: str) -> str:
        raise IndexError


def test_what_an_e_mail_does_not_tell_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    odd: Any = Odd()
    assert (mail._name(odd), mail._header(odd, "to")) == ("", "")

    def fail(_message: object) -> Any:
        raise RecursionError

    monkeypatch.setattr(mail, "_parts", fail)
    with pytest.raises(Refused, match="too many times"):
        extracted_from(bytes(made.mail("Well.")))
