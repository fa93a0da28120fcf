"""What surrounds a plan in Word: header, footer, properties and settings."""

from __future__ import annotations

import datetime
from typing import Any

from layouts.plans.paper.blocks import Paper
from layouts.word.styles import LANGUAGE
from layouts.word.writing import W, add, write_field, write_text

# The file holds a moment, and the writer knows no clock: it is the plan's own date, else this.
MOMENT = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
LONGEST_PROPERTY = 255
# SEND Regulations 2014, reg 17: it is not to be disclosed without consent but as there listed.
CONFIDENTIAL = "Confidential"
# Without it Word opens the file as one of Word 2007 (MS-DOCX, 2.8.2, compatibilityMode).
WORD_2013 = "15"


def furnish(document: Any, paper: Paper) -> None:
    """Give a document its header, its footer and its properties."""
    section = document.sections[0]
    _line(
        section.header.paragraphs[0]._p, paper.authority or "Authority not known", paper.reference
    )
    second = add(section.header._element, "p")
    add(add(second, "pPr"), "pStyle", val="Header")
    _line(second, paper.standing, paper.date if paper.date[:1].isdigit() else "Date not known")
    _footer(section.footer.paragraphs[0]._p, paper)
    _properties(document.core_properties, paper)
    _settings(document.settings.element)
    _drop_picture(document.part.package.rels)


def _line(paragraph: Any, left: str, right: str) -> None:
    write_text(paragraph, left)
    write_text(paragraph, "\t")
    write_text(paragraph, right)


def _footer(paragraph: Any, paper: Paper) -> None:
    copy = "The family's copy: agreed parts only" if paper.family else CONFIDENTIAL
    said = f"{copy} · Invented, for demonstration" if paper.invented else copy
    write_text(paragraph, f"{said}\tPage ")
    write_field(paragraph, "PAGE")
    write_text(paragraph, " of ")
    write_field(paragraph, "NUMPAGES")


def _properties(properties: Any, paper: Paper) -> None:
    # The reference, not the name: properties are seen where the file is not opened.
    properties.title = f"Education, health and care plan: {paper.reference}"[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = paper.authority[:LONGEST_PROPERTY]
    properties.subject = paper.standing[:LONGEST_PROPERTY]
    properties.language = LANGUAGE
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = _moment(paper.dated)


def _moment(date: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC)
    except ValueError:
        return MOMENT


def _drop_picture(links: Any) -> None:
    """Take out the small picture of an empty page that every new document brings."""
    for key, link in list(links.items()):
        if link.reltype.endswith("/thumbnail"):
            links.pop(key)


def _settings(settings: Any) -> None:
    found = f"{W}compat/{W}compatSetting[@{W}name='compatibilityMode']"
    settings.find(found).set(f"{W}val", WORD_2013)
    for language in settings.findall(f"{W}themeFontLang"):
        language.set(f"{W}val", LANGUAGE)
