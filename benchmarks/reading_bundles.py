"""How well bundles are read: types, roles, values, evidence, flags and summaries against gold.

    python -m benchmarks.reading_bundles FOLDER...

Each folder holds a bundle and its gold.json. A key fact is one quote, or a list of quotes that
state the same fact: it counts once, whichever of them is chosen.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from analytics.reading.bundle import read_bundle
from analytics.reading.summary import chosen
from callbacks.reading.engine import analyser
from data.documents.extraction import extracted_from
from data.schemas.reading import BundleReading, Source, Statement


def source(path: Path) -> Source:
    """Return a file as a source, its text taken out in this very process."""
    found = extracted_from(path.read_bytes())
    return Source(
        path.name, path.name, found.text, found.passages, found.properties, found.problems
    )


Counts = dict[str, list[bool]]
Quote = dict[str, str]
GAP = re.compile(r"[\s|]+")


def facts(reading: BundleReading, gold: dict[str, Any], counts: Counts) -> None:
    """Count the facts of each document that are right."""
    for one in reading.documents:
        wanted = gold["documents"][one.source.file]
        day = one.facts.dated_on
        counts["type"].append(one.facts.type == wanted["type"])
        counts["author role"].append(one.facts.author_role == wanted["author_role"])
        counts["date"].append((day.isoformat() if day else None) == wanted["date"])
        counts["about the pupil"].append(one.facts.about_pupil == wanted["about_pupil"])


def values(reading: BundleReading, gold: dict[str, Any], counts: Counts) -> None:
    """Count the suggested answers that are acceptable, near, and rest on the right sentence."""
    for name, wanted in gold["scales"].items():
        found = reading.suggestions[name]
        acceptable = found.value in wanted["acceptable"]
        counts["value acceptable"].append(acceptable)
        counts["value within one step"].append(abs(found.value - wanted["value"]) <= 1)
        if wanted["value"]:
            counts["value where a need exists"].append(acceptable)
        if wanted["evidence"]:
            right = any(
                is_quoted(one, wanted["evidence"]) for one in (*found.evidence, *found.perhaps)[:3]
            )
            counts["right evidence among three"].append(right)


def flags(reading: BundleReading, gold: dict[str, Any], counts: Counts) -> None:
    """Count the flags that are right, and the right ones that were found."""
    found = {one.question_id for one in reading.doubts}
    counts["flag precision"] += [name in gold["flags"] for name in found]
    counts["flag recall"] += [name in found for name in gold["flags"]]


def key_facts(reading: BundleReading, gold: dict[str, Any], counts: Counts) -> None:
    """Count the key facts that stand in a summary of 12 and of 20 sentences."""
    picked = chosen(reading.documents, reading.suggestions)
    for number in (12, 20):
        counts[f"key facts in {number} sentences"] += [
            any(is_quoted(one, quotes_of(fact)) for one in picked[:number])
            for fact in gold["key_facts"]
        ]


def quotes_of(fact: Quote | list[Quote]) -> list[Quote]:
    """Return the quotes that state a key fact: one, or a list of which any will do."""
    return fact if isinstance(fact, list) else [fact]


def is_quoted(statement: Statement, quotes: list[Quote]) -> bool:
    """Tell whether a statement is, holds or is part of one of some quotes, however spaced."""
    text = collapsed(statement.text)
    return any(
        quote["file"] == statement.document_id
        and (text in (words := collapsed(quote["quote"])) or words in text)
        for quote in quotes
    )


def collapsed(text: str) -> str:
    """Return a text with each gap, of spaces or between the columns of a row, made one space."""
    return GAP.sub(" ", text).strip()


def main() -> None:
    """Print the figures of the bundles named on the command line."""
    counts: Counts = defaultdict(list)
    took = 0.0
    for folder in map(Path, sys.argv[1:]):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        sources = [source(folder / name) for name in gold["documents"]]
        begun = time.perf_counter()
        reading = read_bundle(sources, analyser=analyser(), assessment=gold["assessment"])
        took += time.perf_counter() - begun
        for count in (facts, values, flags, key_facts):
            count(reading, gold, counts)
    for name, right in counts.items():
        print(f"{name:<32}{sum(right) / len(right):.3f}  of {len(right)}")
    print(f"{'seconds a bundle':<32}{took / max(1, len(sys.argv) - 1):.3f}")


if __name__ == "__main__":
    main()
