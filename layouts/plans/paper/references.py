"""The sources of a plan, each with a number by which the lines point to it."""

from __future__ import annotations

from collections.abc import Sequence

from data.schemas.plans import Citation
from layouts.plans.paper.blocks import Grid, Item, cell

KINDS: dict[str, str] = {
    "answer": "Answer of the assessment",
    "document": "Document",
    "package": "Support package",
    "library": "Similar cases",
    "record": "Pupil's record",
    "person": "Person",
    "rule": "Law or guidance",
}
UNNAMED = "Source without a name"
HEADS = ("No.", "Source", "What it is", "Words it was taken from")
WIDTHS = (8, 24, 17, 51)


class References:
    """Number sources in the order in which they are first pointed to."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str], int] = {}
        self._quotes: dict[tuple[str, str, str], list[str]] = {}

    def marks(self, sources: Sequence[Citation]) -> str:
        """Return the marks of some sources, such as "[1] [4]"; sources met first are numbered."""
        return " ".join(f"[{number}]" for number in sorted({self._number(one) for one in sources}))

    def _number(self, source: Citation) -> int:
        key = (source.kind, source.ref, source.label)
        quotes = self._quotes.setdefault(key, [])
        if source.quote and source.quote not in quotes:
            quotes.append(source.quote)
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def grid(self) -> Grid | None:
        """Return the table of all sources pointed to, or None."""
        if not self._numbers:
            return None
        rows = [
            (
                cell(f"[{number}]"),
                cell(key[2] or key[1] or UNNAMED),
                cell(KINDS.get(key[0], key[0])),
                tuple(Item("cell", f"“{quote}”") for quote in self._quotes[key]) or cell("–"),
            )
            for key, number in self._numbers.items()
        ]
        return Grid("Sources of this plan", HEADS, tuple(rows), WIDTHS)


def in_words(sources: Sequence[Citation]) -> str:
    """Return the names of some sources as one sentence, or nothing."""
    names = dict.fromkeys(one.label or KINDS.get(one.kind, UNNAMED) for one in sources)
    return f"Where this comes from: {'; '.join(names)}." if names else ""
