"""The authority's own Word template for plans, if it has put one beside the tables."""

from __future__ import annotations

from pathlib import Path

NAME = "plan-template.docx"


def read_plan_template(directory: Path) -> bytes | None:
    """Return the template in the folder of a store, None where there is none."""
    path = directory / NAME
    return path.read_bytes() if path.is_file() else None
