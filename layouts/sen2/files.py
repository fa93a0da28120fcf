"""Links to the table of a view as a file, and buttons that save its picture."""

from __future__ import annotations

from dash import html

from layouts.components.element import Element, element

KINDS: dict[str, str] = {"csv": "CSV", "xlsx": "Excel"}
PICTURES: dict[str, str] = {"png": "PNG", "svg": "SVG"}


def address(table: str, kind: str, query: str) -> str:
    """Return the address of a table as a file."""
    return f"/sen2/files/{table}.{kind}{query}"


def files(table: str, query: str) -> html.P:
    """Return links that download a table, raw and unrounded."""
    parts: list[object] = ["Download the table: "]
    for kind, words in KINDS.items():
        parts += [html.A(words, href=address(table, kind, query), download=""), " "]
    return html.P(parts, className="files")


def pictures(name: str) -> list[Element]:
    """Return the buttons that save the chart above as a picture; a script does it."""
    return [
        element(
            "Button",
            f"Save as {words}",
            type="button",
            className="button button--quiet",
            **{"data-picture": kind, "data-name": name},
        )
        for kind, words in PICTURES.items()
    ]
