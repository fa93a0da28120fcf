"""HTML elements as plain dicts, for what a page has hundreds of.

A Dash component costs 50 microseconds to build, check and serialise; a page of a caseload has 400
in its table alone. Written as what they are serialised to, they cost one.
"""

from __future__ import annotations

import json
from typing import Any

Element = dict[str, Any]

HTML = "dash_html_components"


def element(tag: str, children: Any = None, **properties: Any) -> Element:
    """Return an HTML element as Dash sends it; `tag` is its class in `dash.html`, such as Td."""
    return {
        "type": tag,
        "namespace": HTML,
        "props": {"children": children, **properties},
    }


def link(words: Any, href: str, **properties: Any) -> Element:
    """Return a link inside the app, as Dash sends it."""
    return {
        "type": "Link",
        "namespace": "dash_core_components",
        "props": {"children": words, "href": href, **properties},
    }


def drawn(tree: Element) -> Element:
    """Return elements as one, whose inside the browser draws by itself (assets/60-clientside.js).

    To Dash each element of a page costs time whenever any of them changes, so a folded table of
    hundreds of cells would hold up the chart above it. What has more than plain elements is
    returned as it is.
    """
    if not _plain(tree):
        return tree
    return element("Div", **{"data-drawn": json.dumps(tree, separators=(",", ":"))})


def _plain(tree: Any) -> bool:
    if tree is None or isinstance(tree, str | int | float):
        return True
    if isinstance(tree, list | tuple):
        return all(map(_plain, tree))
    if not isinstance(tree, dict) or tree.get("namespace") != HTML or "id" in tree["props"]:
        return False
    own = {name: value for name, value in tree["props"].items() if name != "children"}
    return all(isinstance(value, str) for value in own.values()) and _plain(
        tree["props"].get("children")
    )
