"""The outline of a document: head, subject, sender, by-lines and signature, as lines of text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.schemas.reading import Source

HEAD_LINES = 14
FOOT_LINES = 6
SIGNATURE_LINES = 7
SIGNATURE_WORDS = 14
MOST_HEAD_WORDS, FEWEST_PROSE = 22, 4
FIELD_LINES = 45
# A title may come in columns; further down, columns are a table.
FIRST_ROWS = 2

SALUTATION = re.compile(r"(?i)^\W*(?:dear|hi|hello|hiya|hey|good (?:morning|afternoon|evening))\b")
WHOM = re.compile(r"(?i)^\W*to whom it may concern")
CLOSING = re.compile(
    r"(?i)^\W*(?:yours\b|your[’']s|(?:kind|best|warm|with|many|very|kindest|warmest|all)?\s*"
    r"(?:regards|wishes|thanks|the best)\b|thank(?:s| you)\b.{0,40}$|with (?:thanks|respect|"
    r"kind|best"
    r"|warm|many)|sincerely|faithfully|signed\b|cheers\b|love\b|best\b.{0,3}$|respectfully)"
)
THANKS = re.compile(r"(?i)^\W*(?:many )?thank")
COMMENT = re.compile(r"(?i)[’']s comment")
COPIED = re.compile(r"(?i)(?:^|\s)(?:cc|c\.c\.|copy|copies|copied|enc|encl)\b.*")
COPIES = re.compile(r"(?i)^\W*(?:cc|c\.c\.|copy|copies|copied|distribution|enc|encl)\b")
ADDRESSEE = re.compile(
    r"(?i)^\W*(?:to|fao|attn|attention|f\.a\.o\.?|for the attention of|referral(?: to)?)\s*[:\s]"
)
# Who was there wrote nothing, nor who has seen it.
PRESENT = re.compile(
    r"(?i)^\W*(?:present|apologies|attend(?:ees|ed by|ing)|in attendance|invited)\b"
)
SEEN_BY = re.compile(r"(?i)\b(?:seen|read|agreed) by (?:the )?(?:parent|carer|famil|mum|dad).*")
STEP = re.compile(r"^\W*\d{1,2}[.)]\s|^[-•*–]\s")
SUBJECT = re.compile(r"(?i)^\W*(?:re|ref|subject|concerning|regarding)\s*[:.]\s*(.+)$")
SENDER = re.compile(r"(?i)^\W*(?:from|sender)\s*:\s*(.+)$")
HEADER = re.compile(r"(?i)^\W*(?:from|to|cc|sent|date|subject)\s*:\s")
BYLINE = re.compile(
    # A questionnaire "(completed by parents)" has another author than the report that quotes it.
    r"(?i)(?<!\()\b(?:(?:(?:report(?:ed)?|advice|letter|written|writt?en up|prepared|"
    r"completed|compiled|"
    r"produced|assessed|assessment|drafted|provided|submitted|filled in|logged|recorded|kept|"
    r"signed|"
    r"form completed|taken down|dictated|minuted|contributed|typed|issued|updated)\s+"
    r"(?:on behalf of .{3,40}? )?by|"
    r"(?:report )?author(?: of report)?|assessors?|clinician|therapist|psychologist|signed|"
    r"name of (?:the )?(?:person|professional|author|assessor|practitioner|therapist|teacher)"
    r"[^:|]{0,40}|(?:lead |reporting )?professional|practitioner|examiner|"
    r"written on behalf of)\s*[:|]?\s+|(?:class |form )?(?:teacher|tutor)\s*[:|]\s*|"
    r"key ?(?:person|worker)\s*[:|]\s*|(?:meeting )?chair(?:ed by)?\s*[:|]\s*|"
    r"audiologist\s*[:|]\s*|(?:^|\s\s|\|\s?)by\s*:\s*)(\S.{2,100})"
)
HOUSE = re.compile(r"@([\w.-]+)")
PRIVATE = re.compile(r"mail|outlook|yahoo|icloud|post\.|\blive\b|proton|aol")
SENTENCE_END = re.compile(r"(?<=\w\w[.!?])\s")
QUOTED = re.compile(r"(?i)^(?:on .{6,90} wrote:|-+ ?(?:original|forwarded) message|_{10,})")
ENTRY = re.compile(r"^\W*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b.*\w{3}| \| .* \| |\t")
DECLARED = ("invented for demonstration",)


@dataclass(frozen=True)
class Outline:
    """Hold the parts of a document that tell what it is and who wrote it."""

    file: str
    text: str
    lines: tuple[str, ...]
    head: tuple[str, ...]
    """The first lines, up to the salutation, without addressees."""
    subject: str
    sender: str
    bylines: tuple[str, ...]
    signature: tuple[str, ...]
    headings: tuple[str, ...]
    is_email: bool
    is_letter: bool
    problems: tuple[str, ...]
    is_colleague: bool = False
    """Sent to an address of the sender's own house."""


def outline(source: Source) -> Outline:
    """Return the outline of a document."""
    lines = tuple(filter(None, (line.strip() for line in source.text.splitlines())))
    lines = _own(tuple(line for line in lines if not line.lower().startswith(DECLARED)))
    greeting = next((n for n, line in enumerate(lines[:40]) if _greets(line)), None)
    properties = {name.lower(): value for name, value in source.properties.items()}
    headers = sum(bool(HEADER.match(line)) for line in lines[:8])
    return Outline(
        file=source.file,
        text=source.text,
        lines=lines,
        head=_head(lines, greeting=greeting, title=properties.get("title", ""))
        if "from" not in properties
        else (),
        subject=properties.get("subject") or _first(SUBJECT, lines[:FIELD_LINES]),
        sender=properties.get("from") or _first(SENDER, lines[:8]),
        is_colleague=_one_house(properties.get("from", ""), properties.get("to", "")),
        bylines=_bylines(lines),
        signature=_signature(lines, after=-1 if greeting is None else greeting + 2),
        headings=_headings(source),
        is_email="from" in properties or headers >= 3,
        is_letter=greeting is not None,
        problems=source.problems,
    )


def _one_house(sender: str, recipient: str) -> bool:
    """Tell whether an e-mail went from one address of a house to another of the same."""
    ends = HOUSE.findall(sender.lower()), HOUSE.findall(recipient.lower())
    return bool(ends[0]) and set(ends[0]) <= set(ends[1]) and not PRIVATE.search(ends[0][0])


def _own(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a document without the older messages that an e-mail quotes."""
    quoted = next((n for n, line in enumerate(lines) if n > 2 and QUOTED.match(line)), None)
    return tuple(line for line in lines[:quoted] if not line.startswith(">"))


def _greets(line: str) -> bool:
    return bool(SALUTATION.match(line) or WHOM.match(line)) and len(line) < 70


def _head(lines: tuple[str, ...], *, greeting: int | None, title: str) -> tuple[str, ...]:
    last = HEAD_LINES if greeting is None else min(greeting + 3, HEAD_LINES + 6)
    # What is told about a title on its own line is none of it: "Ada's views. She wrote them ...".
    begun = (*(SENTENCE_END.split(line, maxsplit=1)[0] for line in lines[:1]), *lines[1:last])
    kept = tuple(
        line
        for number, line in enumerate(begun)
        if not (
            ADDRESSEE.match(line)
            or COPIES.match(line)
            or PRESENT.match(line)
            or _greets(line)
            or _is_prose(line, number)
        )
    )
    return (title, *kept) if title else kept


def _is_prose(line: str, number: int = FIRST_ROWS) -> bool:
    """Tell whether a line is a sentence or more: no head and no signature holds one."""
    words = len(line.split())
    row = line.count("|") > 1 and ":" not in line and number >= FIRST_ROWS
    return (
        words > MOST_HEAD_WORDS or row or (words > FEWEST_PROSE and line.endswith((".", "?", "!")))
    )


def _first(pattern: re.Pattern[str], lines: tuple[str, ...]) -> str:
    return next((found[1] for line in lines if (found := pattern.match(line))), "")


def _bylines(lines: tuple[str, ...]) -> tuple[str, ...]:
    near = (*lines[:FIELD_LINES], *lines[-FOOT_LINES:])
    seen = (SEEN_BY.sub("", line) for line in near if len(line) < 150)
    return tuple(dict.fromkeys(line for line in seen if BYLINE.search(line)))


def _signature(lines: tuple[str, ...], *, after: int) -> tuple[str, ...]:
    """Return what stands under the last closing words, or else the short lines at the foot.

    Thanks that follow the salutation, up to the line `after`, close nothing.
    """
    closings = [
        n
        for n, line in enumerate(lines)
        if CLOSING.match(line) and len(line.split()) <= 9 and (n > after or not THANKS.match(line))
    ]
    start = closings[-1] if closings else max(0, len(lines) - FOOT_LINES)
    below = lines[start : start + SIGNATURE_LINES + 1]
    parts = (part for line in below for part in (line.split(" | ") if closings else (line,)))
    kept = (SEEN_BY.sub("", COPIED.split(part)[0]).strip() for part in parts)
    longest = SIGNATURE_WORDS if closings else SIGNATURE_WORDS - 4
    return tuple(
        line
        for line in kept
        if line
        and len(line.split()) <= longest
        and not (ENTRY.search(line) or SUBJECT.match(line))
        and not (COMMENT.search(line) or ADDRESSEE.match(line))
        and not (not closings and (_is_prose(line) or STEP.match(line)))
    )


def _headings(source: Source) -> tuple[str, ...]:
    marked = (one for one in source.passages if one.kind == "heading")
    return tuple(source.text[one.start : one.end].strip() for one in marked)
