"""Links to the table of a view as a file, and buttons that save its picture."""

from __future__ import annotations

from layouts.components.element import Element, element

KINDS: dict[str, str] = {"csv": "CSV", "xlsx": "Excel"}
# Each table that can be had, as it is named to those who hear the page.
TABLES: dict[str, str] = {
    "stands": "of what stands out",
    "profile": "of the profile",
    "heatmap": "of the heatmap",
    "league": "of the league",
    "breakdowns": "of the breakdown",
    "funnel": "of the funnel",
    "trend": "of the years",
    "map": "of the map",
    "suspects": "of suspect cells",
}
PICTURES: dict[str, str] = {"png": "PNG", "svg": "SVG"}


def address(table: str, kind: str, query: str) -> str:
    """Return the address of a table as a file."""
    return f"/sen2/files/{table}.{kind}{query}"


def files(table: str, query: str) -> Element:
    """Return links that download a table, raw and unrounded."""
    return element("P", links(table, query), className="chart__under")


def links(table: str, query: str) -> list[Element]:
    """Return a link for each kind of file."""
    return [
        element(
            "A",
            f"Download {words}",
            href=address(table, kind, query),
            className="button button--quiet",
            **{"aria-label": f"Download the table {TABLES[table]} as {words}"},
        )
        for kind, words in KINDS.items()
    ]


def under_chart(table: str, query: str) -> list[Element]:
    """Return what a chart offers: its table as a file, and its picture, which a script saves."""
    pictures = [
        element(
            "Button",
            f"Save {words}",
            type="button",
            className="button button--quiet",
            **{
                "aria-label": f"Save the picture {TABLES[table]} as {words}",
                "data-picture": kind,
                "data-name": f"sen2-{table}",
            },
        )
        for kind, words in PICTURES.items()
    ]
    return [*links(table, query), *pictures]
