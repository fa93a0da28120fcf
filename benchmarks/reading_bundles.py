"""How well bundles are read: types, roles, values, evidence, flags and summaries against gold.

    python -m benchmarks.reading_bundles FOLDER... [--show]

Each folder holds a bundle and its gold.json.
"""

from __future__ import annotations

import email
import email.policy
import json
import sys
from pathlib import Path
from typing import Any

from data.schemas.reading import Passage, Source


def passages(text: str) -> tuple[Passage, ...]:
    """Take each line for a passage, as a plain text file has no other marks."""
    found, offset, number = [], 0, 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            number += 1
            start = offset + line.index(bare[0])
            kind = "row" if " | " in bare or "\t" in bare else "paragraph"
            found.append(Passage(start, start + len(bare), kind, number=number))
        offset += len(line)
    return tuple(found)


def source(path: Path) -> Source:
    """Return a text or an e-mail as a source."""
    properties: dict[str, str] = {}
    raw = path.read_bytes()
    if path.suffix == ".eml":
        message: Any = email.message_from_bytes(raw, policy=email.policy.default)
        properties = {name.lower(): str(value) for name, value in message.items()}
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
    else:
        text = raw.decode("utf-8")
    return Source(path.name, path.name, text, passages(text), properties)


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
