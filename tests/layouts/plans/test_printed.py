"""A plan as HTML to print: the same as in Word, and nothing that runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schemas.plans import Particulars, Plan
from layouts.plans.paper import outline
from layouts.plans.paper.cleaning import cleaned
from layouts.plans.printed import STYLE_SHEETS, printed
from layouts.word.document import docx_of
from tests.layouts.plans.made import FINDINGS, HOSTILE, WHOLE, line, plan
from tests.layouts.word.reading import headings, tables

ASSETS = Path(__file__).parents[3] / "assets"
TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "header",
        "span",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "b",
        "bdi",
        "br",
        "ul",
        "li",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
ATTRIBUTES = frozenset(("lang", "charset", "name", "content", "rel", "href", "class", "scope"))
EMPTY = ("meta", "link", "br", "col")


class Reader(HTMLParser):
    """Gather the tags, attributes, and the words within each tag; ends must match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.found: list[tuple[str, str]] = []
        self.open: list[tuple[str, list[str]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "br":
            self.handle_data("\n")
        if tag not in EMPTY:
            self.open.append((tag, []))

    def handle_data(self, data: str) -> None:
        for _, words in self.open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        opened, words = self.open.pop()
        assert opened == tag
        self.found.append((tag, "".join(words)))

    def words(self, *tags: str) -> list[str]:
        return [text for tag, text in self.found if tag in tags]


def test_it_has_the_headings_and_tables_of_the_word_document() -> None:
    reader, content = Reader(printed(WHOLE, findings=FINDINGS)), docx_of(WHOLE, findings=FINDINGS)
    found = [(int(tag[1]) - 1, text) for tag, text in reader.found if re.fullmatch("h[2-4]", tag)]
    assert found == headings(content)
    cells = [cell for rows in tables(content).values() for row in rows for cell in row]
    assert [one.replace("\n", "") for one in reader.words("th", "td")] == cells


def test_the_page_says_its_language_and_title_and_links_its_own_style_sheets() -> None:
    text = printed(WHOLE)
    assert text.startswith('<!doctype html>\n<html lang="en-GB">')
    assert "<title>Education, health and care plan: EX1</title>" in text
    assert re.findall('href="([^"]*)"', text) == list(STYLE_SHEETS)
    assert all((ASSETS / Path(one).name).exists() for one in STYLE_SHEETS)
    assert 'href="/x.css"' in printed(WHOLE, style_sheets=("/x.css",))


def test_the_family_s_copy_is_larger_and_holds_agreed_lines_only() -> None:
    text = printed(WHOLE, family=True)
    assert 'class="paper paper--large"' in text
    assert "Mila reads single words." in text
    assert "Mila loses long instructions." not in text


def test_strengths_are_one_list() -> None:
    lines = [line(one, "B", "strength", f"Can {one}.", area="slc") for one in "ab"]
    assert Reader(printed(plan(lines))).words("ul") == ["\nCan a. [1]\nCan b. [1]\n"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_words(text: str) -> None:
    held = Particulars(text, name=text, authority=text, school=text)
    found = Reader(printed(Plan(held, (line("a", "A", "view", text, sources=()),))))
    assert found.tags <= TAGS
    assert found.attributes <= ATTRIBUTES
    assert cleaned(text)[0] in found.words("p")


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_any_words_make_a_document_that_utf_8_can_hold(text: str) -> None:
    made = printed(plan([line("a", "F", "provision", text)], name=text))
    assert made.encode("utf-8")
    assert Reader(made).tags <= TAGS


def test_writing_from_right_to_left_stands_in_a_frame_of_its_own() -> None:
    text = printed(plan([line("a", "A", "view", "שרה כהן")]))
    assert '<p class="paper__text"><bdi>שרה כהן</bdi> <span' in text


def test_every_width_of_a_table_has_its_rule() -> None:
    rules = (ASSETS / "48-plan-paper.css").read_text("utf-8")
    used = set(re.findall("paper__w[0-9]+", printed(WHOLE, findings=FINDINGS)))
    assert used
    assert all(f".{one} {{" in rules for one in used)
    assert outline.END in printed(WHOLE)
