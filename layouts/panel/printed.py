"""What a page shows as plain HTML, to print: the same components without Dash."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from dash.development.base_component import Component

# Dash's names of attributes where HTML has others; whatever is not here is left out.
ATTRIBUTES = {
    "className": "class",
    "href": "href",
    "scope": "scope",
    "hidden": "hidden",
    "open": "open",
    "role": "role",
}
TAGS = {"Link": "a"}


def document(body: Any, *, title: str, styles: Sequence[str]) -> str:
    """Return a page of HTML with style sheets; text is escaped."""
    head = "".join(f'<link rel="stylesheet" href="{html.escape(href)}">' for href in styles)
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="/_favicon.ico">'
        f"<title>{html.escape(title)}</title>{head}</head>"
        f'<body class="papers"><main>{markup(body)}</main></body></html>'
    )


def markup(tree: Any) -> str:
    """Return components, or elements as Dash sends them, as HTML."""
    root = ElementTree.Element("div")
    _add(root, tree)
    return ElementTree.tostring(root, encoding="unicode", method="html")


def _add(parent: ElementTree.Element, part: Any) -> None:
    if part is None:
        return
    if isinstance(part, list | tuple):
        for one in part:
            _add(parent, one)
        return
    if isinstance(part, Component):
        part = part.to_plotly_json()
    if isinstance(part, Mapping):
        _add_element(parent, part)
        return
    _add_text(parent, str(part))


def _add_element(parent: ElementTree.Element, part: Mapping[str, Any]) -> None:
    props = part["props"]
    given = {
        ATTRIBUTES[name]: "" if value is True else str(value)
        for name, value in props.items()
        if name in ATTRIBUTES and value not in (None, False)
    }
    tag = TAGS.get(part["type"], part["type"].lower())
    _add(ElementTree.SubElement(parent, tag, given), props.get("children"))


def _add_text(parent: ElementTree.Element, words: str) -> None:
    last = parent[-1] if len(parent) else None
    if last is None:
        parent.text = (parent.text or "") + words
    else:
        last.tail = (last.tail or "") + words
