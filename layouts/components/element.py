"""HTML elements as plain dicts, for what a page has hundreds of.

A Dash component costs 50 microseconds to build, check and serialise; a page of a caseload has 400
in its table alone. Written as what they are serialised to, they cost one.
"""

from __future__ import annotations

from typing import Any

Element = dict[str, Any]


def element(tag: str, children: Any = None, **properties: Any) -> Element:
    """Return an HTML element as Dash sends it; `tag` is its class in `dash.html`, such as Td."""
    return {
        "type": tag,
        "namespace": "dash_html_components",
        "props": {"children": children, **properties},
    }


def link(words: Any, href: str, **properties: Any) -> Element:
    """Return a link inside the app, as Dash sends it."""
    return {
        "type": "Link",
        "namespace": "dash_core_components",
        "props": {"children": words, "href": href, **properties},
    }
