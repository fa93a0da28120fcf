"""Walk what a layout returns, Dash components and elements as plain dicts alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component

Props = dict[str, Any]


def walk(tree: Any) -> Iterator[tuple[str, Props]]:
    """Yield the tag and properties of each part, parents first."""
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from walk(part)
        return
    if isinstance(tree, Component):
        tree = tree.to_plotly_json()
    if isinstance(tree, dict) and "props" in tree:
        yield tree["type"], tree["props"]
        yield from walk(_inside(tree["props"]))


def _inside(props: Props) -> Any:
    """Return the children, those too that the browser draws."""
    drawn = props.get("data-drawn")
    return json.loads(drawn) if drawn else props.get("children")


def ids_in(tree: Any) -> list[Any]:
    """Return every id, in the order of the page."""
    return [props["id"] for _, props in walk(tree) if props.get("id")]


def problems_in(summary: Any) -> list[tuple[str, str]]:
    """Return each sentence of a summary of errors after the control that it leads to, if any."""
    lines = [props["children"] for tag, props in walk(summary) if tag == "Li"]
    return [(getattr(line, "href", "").removeprefix("#"), words_in(line)) for line in lines]


def words_in(tree: Any) -> str:
    """Return the text of a tree, its parts joined by spaces."""
    if tree is None or isinstance(tree, str):
        return tree or ""
    if isinstance(tree, list | tuple):
        return " ".join(filter(None, map(words_in, tree)))
    parts = tree.to_plotly_json() if isinstance(tree, Component) else tree
    return words_in(_inside(parts["props"]))
