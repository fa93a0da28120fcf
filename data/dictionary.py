"""The data dictionary: every table and column that is declared, as Markdown.

`python -m data.dictionary > docs/data-dictionary.md` writes it; a test holds it to the declaration.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from data.schemas import TABLES, Column, Table

INTRODUCTION = """\
# Data dictionary

Written by `python -m data.dictionary > docs/data-dictionary.md` from `data/schemas/`; change it
there. "Personal" means about one child or young person. "Read by" names the roles that may read the
column; which pupils they may read it of is in the policy (`access/policy.py`).

A journalled table has, after its own columns, `revision` (whole number, from 1 for each row),
`recorded_at` (moment in UTC), `actor` (user name of who saved it) and `sequence` (number of the
journal's entry). Its Parquet file holds every revision; the last one of a row is the row as it is.
"""

KINDS = {
    "text": "text",
    "whole": "whole number",
    "score": "score",
    "number": "number",
    "flag": "yes or no",
    "date": "date",
    "json": "JSON",
}
HEADINGS = ("Column", "Type", "Meaning", "Unit", "Allowed", "Personal", "Read by")


def dictionary() -> str:
    """Return the whole dictionary."""
    return "\n".join([INTRODUCTION, *(line for table in TABLES.values() for line in _table(table))])


def _table(table: Table) -> Iterator[str]:
    kept = "Journalled" if table.journalled else "Published whole"
    yield f"## {table.name}\n"
    yield f"One row is {table.grain}. Key: `{table.key}`. {kept}.\n"
    yield _line(HEADINGS)
    yield _line("---" for _ in HEADINGS)
    yield from (_line(_cells(column)) for column in table.columns)
    yield ""


def _cells(column: Column) -> Sequence[str]:
    return (
        f"`{column.name}`",
        KINDS[column.kind],
        column.meaning,
        column.unit,
        _allowed(column),
        "yes" if column.personal else "no",
        ", ".join(column.readers) or "nobody by role",
    )


def _allowed(column: Column) -> str:
    """Return the limits of a column in words."""
    parts = ["required" if column.required else "may be missing"]
    if column.allowed:
        parts.append("one of " + ", ".join(column.allowed))
    elif column.kind in ("text", "json"):
        parts.append(f"at most {column.longest:,} characters")
    if column.pattern:
        parts.append(f"form `{column.pattern}`")
    if column.minimum is not None:
        parts.append(f"{column.minimum:.12g} or more")
    if column.maximum is not None:
        parts.append(f"{column.maximum:.12g} or less")
    return "; ".join(parts)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.write(dictionary())
