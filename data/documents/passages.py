"""The text of a document as it is put together: clean passages, one a line, each with its place."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from data.documents.headings import JOIN, LONGEST_HEADING, Place, settled
from data.schemas.documents import MOST_PASSAGES, PROPERTIES_LENGTH, TEXT_LENGTH
from data.schemas.reading import Attached, Extracted, Passage

# Longer cells, or cells of several paragraphs, are prose in a form rather than values in a table.
LONGEST_CELL = 250
# Longer than any person's paragraph.
LONGEST_PASSAGE = 20_000
LONGEST_PROPERTY = 500
MOST_PROPERTIES = 12
LONGEST_PROBLEM = 500
MOST_PROBLEMS = 12

CUT = "The document is too long to be read whole: what follows {length:,} characters was left out."
WORDLESS = "The file holds no words."

# Letters joined for print, symbols of bullets from Word's own fonts, and what shows nothing.
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB06: "st"}
BULLETS = "•‣◦▪▫●○■□–—*·➢➤✓✔-"
PRIVATE_BULLETS = dict.fromkeys(range(0xF000, 0xF100), "•")
NOTHING = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFFE]
)
REPLACED = {**LIGATURES, **PRIVATE_BULLETS, **NOTHING}
LINE_END = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
NOT_KEPT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BULLET = re.compile(
    rf"(?:[{re.escape(BULLETS)}]\s+|[•●▪‣◦➢✓✔](?=\S)|o\s+(?=[A-Z])|"
    r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)(?=\S)"
)
NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
FIELD = re.compile(r"[A-Z][^:|.;,!?]{0,48}:\s+\S.*")
SENTENCE_BREAK = re.compile(r"[.!?;]\s+\S")


class Full(Exception):
    """Stop reading: the text has reached its largest length."""


class Builder:
    """Put together what a reader finds; raises Full once there is too much of it."""

    def __init__(self, media_type: str) -> None:
        self.media_type = media_type
        self.pages: int | None = None
        self.properties: dict[str, str] = {}
        self.problems: list[str] = []
        self.attachments: list[Attached] = []
        self._texts: list[str] = []
        self._passages: list[Place] = []
        self._numbered: set[int] = set()
        self._length = 0
        self._quoting = False

    @contextmanager
    def quoting(self, quoting: bool) -> Iterator[None]:
        """Have all that is added meanwhile marked as quoted from an earlier e-mail, or not."""
        self._quoting = quoting
        yield
        self._quoting = False

    def quote_from(self, begins: Callable[[str, str], bool]) -> None:
        """Mark everything as quoted from the first passage on that begins what was before.

        It is told by its words and those of the next passage.
        """
        pairs = pairwise([*self._texts, ""])
        first = next((n for n, pair in enumerate(pairs) if begins(*pair)), len(self._texts))
        for number in range(first, len(self._passages)):
            start, end, _, page = self._passages[number]
            self._passages[number] = (start, end, "quoted", page)

    def add(self, kind: str, text: str, page: int | None = None) -> None:
        """Add a passage, unless it has no words; each line within it becomes a passage."""
        for line in LINE_END.split(text):
            for words in _pieces(clean(line)):
                self._add(kind, words, page)

    def add_row(self, cells: Sequence[Sequence[str]], page: int | None = None) -> None:
        """Add a table's row from the paragraphs of its cells; a form's long cells become prose."""
        kept = [words for cell in cells if (words := [w for w in map(clean, cell) if w])]
        if not any(kept):
            return
        if len(kept) == 2 and len(kept[0]) == len(kept[1]) == 1 and kept[0][0].endswith(":"):
            self._add("field", " ".join([*kept[0], *kept[1]]), page)
        elif len(kept) == 1 or any(len(cell) > 1 or len(cell[0]) > LONGEST_CELL for cell in kept):
            self._add_form(kept, page)
        else:
            self._add("row", JOIN.join(cell[0] for cell in kept), page)

    def note(self, name: str, value: object) -> None:
        """Keep what the file says of itself, if it says anything."""
        words = clean(str(value or ""))[:LONGEST_PROPERTY]
        if words and len(self.properties) < MOST_PROPERTIES:
            self.properties[name] = words

    def doubt(self, sentence: str) -> None:
        """Keep a sentence on what could not be read."""
        if sentence not in self.problems and len(self.problems) < MOST_PROBLEMS:
            self.problems.append(sentence[:LONGEST_PROBLEM])

    def cut(self) -> None:
        """Say that only the beginning was read."""
        self.doubt(CUT.format(length=self._length))

    @property
    def is_empty(self) -> bool:
        """Tell whether no words were found so far."""
        return not self._texts

    def finish(self) -> Extracted:
        """Return what was put together."""
        if not self._texts and not self.problems:
            self.doubt(WORDLESS)
        text = "\n".join(self._texts)
        return Extracted(
            text=text,
            passages=placed(settled(self._passages, self._texts, numbered=self._numbered), text),
            media_type=self.media_type,
            pages=self.pages,
            properties=self.properties,
            problems=tuple(self.problems),
            attachments=tuple(self.attachments),
        )

    def _add_form(self, cells: Sequence[Sequence[str]], page: int | None) -> None:
        if len(cells) > 1 and len(cells[0]) == 1 and len(cells[0][0]) <= LONGEST_HEADING:
            self._add("heading", cells[0][0], page)
            cells = cells[1:]
        for cell in cells:
            for words in cell:
                self.add(kind_of(words), words, page)

    def _add(self, kind: str, words: str, page: int | None) -> None:
        if kind == "bullet":
            if NUMBERED.match(words):
                self._numbered.add(len(self._texts))
            words = BULLET.sub("", words, count=1) or words
        room = TEXT_LENGTH - self._length
        if len(words) > room or len(self._passages) >= MOST_PASSAGES:
            self.cut()
            raise Full
        start = self._length
        kind = "quoted" if self._quoting else kind
        self._passages.append((start, start + len(words), kind, page))
        self._texts.append(words)
        self._length = start + len(words) + 1


def clean(text: str) -> str:
    """Return one line of words: single spaces, no control characters, letters in composed form."""
    text = text.translate(REPLACED)
    return " ".join(unicodedata.normalize("NFC", NOT_KEPT.sub("", text)).split())


def _pieces(words: str) -> Iterator[str]:
    """Yield words in pieces that a page can show, broken between words where there are any."""
    while len(words) > LONGEST_PASSAGE:
        place = words.rfind(" ", 0, LONGEST_PASSAGE)
        place = place if place > 0 else LONGEST_PASSAGE
        yield words[:place].strip()
        words = words[place:].strip()
    if words:
        yield words


def kind_of(words: str) -> str:
    """Return the kind of a passage that nothing is known of but its words."""
    if BULLET.match(words):
        return "bullet"
    return "field" if is_field(words) else "paragraph"


def is_field(words: str) -> bool:
    """Tell whether words are a name and its value, such as a line of a letter's head."""
    if len(words) > LONGEST_HEADING or not FIELD.fullmatch(words):
        return False
    return not SENTENCE_BREAK.search(words)


def placed(places: Iterable[Place], text: str) -> tuple[Passage, ...]:
    """Return passages in order, each under the nearest heading above it."""
    found: list[Passage] = []
    heading: str | None = None
    for number, (start, end, kind, page) in enumerate(places, 1):
        found.append(Passage(start, end, kind, page, heading, number))
        if kind == "heading":
            heading = text[start:end][:LONGEST_HEADING]
    return tuple(found)


def pack(passages: Sequence[Passage]) -> str:
    """Return passages as short JSON: heading and number follow from their order."""
    rows = [[p.start, p.end, p.kind, *([] if p.page is None else [p.page])] for p in passages]
    return json.dumps(rows, separators=(",", ":"))


def unpack(packed: str, text: str) -> tuple[Passage, ...]:
    """Return the passages of a text from what `pack` made of them."""
    rows = json.loads(packed)
    return placed(
        ((start, end, kind, page[0] if page else None) for start, end, kind, *page in rows), text
    )


def bounded(value: object) -> str:
    """Return JSON of properties or problems, which the declared length always holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if len(text) <= PROPERTIES_LENGTH else json.dumps(type(value)())
