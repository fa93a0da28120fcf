"""How well bundles are read: types, roles, values, evidence, flags and summaries against gold.

    python -m benchmarks.reading_bundles FOLDER... [--show]

Each folder holds a bundle and its gold.json.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from data.documents.extraction import extracted_from
from data.schemas.reading import Source


def source(path: Path) -> Source:
    """Return a file as a source, its text taken out in this very process."""
    found = extracted_from(path.read_bytes())
    return Source(
        path.name, path.name, found.text, found.passages, found.properties, found.problems
    )


def facts(folder: Path, gold: dict[str, Any], *, show: bool) -> dict[str, list[bool]]:
    """Return for each fact of each document whether it is right."""
    from analytics.reading.facts import facts_of

    sources = [source(folder / name) for name in gold["documents"]]
    right: dict[str, list[bool]] = {}
    for one, found in zip(sources, facts_of(sources)[0], strict=True):
        wanted = gold["documents"][one.file]
        got = {
            "type": found.type,
            "author_role": found.author_role,
            "author_name": found.author_name,
            "date": found.dated_on.isoformat() if found.dated_on else None,
            "about_pupil": found.about_pupil,
        }
        for name, value in got.items():
            right.setdefault(name, []).append(value == wanted[name])
            if show and value != wanted[name]:
                print(
                    f"  {folder.name}/{one.file} {name}: {value} for {wanted[name]}"
                    f" ({found.reasons.get(name)})"
                )
    return right


def main() -> None:
    """Print the figures of the bundles named on the command line."""
    show = "--show" in sys.argv
    folders = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    totals: dict[str, list[bool]] = {}
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        for name, values in facts(folder, gold, show=show).items():
            totals.setdefault(name, []).extend(values)
    for name, values in totals.items():
        print(f"{name:<20}{sum(values) / len(values):.3f}  of {len(values)}")


if __name__ == "__main__":
    main()
