"""How well bundles are read by a reader that was taught no sentence of their hands.

    python -m benchmarks.reading_left_out

The sentences of most bundles of data/reading/development are taught, so that the reader that ships
knows them. Here the hands are dealt into eight parts; each part's bundles are read by a reader that
was taught all other sentences. It takes some minutes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from analytics.reading.analyser import SendAnalyser
from analytics.reading.bundle import read_bundle
from analytics.reading.features import SignFinder
from analytics.reading.training import train
from benchmarks.reading import PAPERS, labelled, measured, taught
from benchmarks.reading_bundles import Counts, flags, key_facts, source, values
from data.reading.words import load_words

BUNDLES = PAPERS.with_name("bundles")
PARTS = 8


def folders(hands: set[str]) -> Iterator[Path]:
    """Yield the folders of the bundles of some hands."""
    return (path for path in sorted(BUNDLES.iterdir()) if path.name.rpartition("-")[0] in hands)


def without(hands: set[str]) -> SendAnalyser:
    """Return a reader that was taught everything but the sentences of some hands."""
    left_out = {one["id"] for hand in hands for one in labelled(PAPERS / f"{hand}.jsonl")}
    words = load_words()
    rows = [one for one in taught() if one["id"] not in left_out]
    return SendAnalyser(words=words, weights=train(rows, SignFinder(words)))


def count(hands: set[str], counts: Counts) -> tuple[list[dict], list]:
    """Count the answers on the bundles of some hands; return their sentences and readings."""
    reader = without(hands)
    for folder in folders(hands):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        sources = [source(folder / name) for name in gold["documents"]]
        reading = read_bundle(sources, analyser=reader, assessment=gold["assessment"])
        for measure in (values, flags, key_facts):
            measure(reading, gold, counts)
    rows = [one for hand in hands for one in labelled(PAPERS / f"{hand}.jsonl")]
    return rows, reader.read([one["text"] for one in rows], explained=False)


def main() -> None:
    """Print the figures of sentences and bundles, each read without its hand."""
    hands = sorted(path.stem for path in PAPERS.glob("*.jsonl") if any(folders({path.stem})))
    counts: Counts = defaultdict(list)
    rows, readings = [], []
    for part in range(PARTS):
        told, read = count(set(hands[part::PARTS]), counts)
        rows += told
        readings += read
    for name, value in measured(rows, readings).items():
        print(f"{name:<40}{value:.3f}  of {len(rows)}")
    for name, right in counts.items():
        print(f"{name:<40}{sum(right) / len(right):.3f}  of {len(right)}")


if __name__ == "__main__":
    main()
