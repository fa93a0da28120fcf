"""Reads the lists of words that the reader of documents looks for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from data.schemas import QUESTION_IDS
from data.schemas.reading import Words

DIRECTORY = Path(__file__).with_name("words")


class BadWords(ValueError):
    """Say which line of which list cannot be used."""


@lru_cache(maxsize=1)
def load_words(directory: Path = DIRECTORY) -> Words:
    """Return the lists of areas.txt, hints.txt and cues.txt.

    A line "[name]" begins a list; other lines hold phrases with commas between; "#" a comment.
    Raises BadWords for a phrase outside a list or an area that is not one of the 20.
    """
    lists = {name: _lists(directory / f"{name}.txt") for name in ("areas", "hints", "cues")}
    for name in ("areas", "hints"):
        strange = set(lists[name]) - {*QUESTION_IDS, "none"}
        if strange:
            raise BadWords(f"{name}.txt has lists that are no area of need: {sorted(strange)}.")
    return Words(**lists)


def _lists(path: Path) -> dict[str, tuple[str, ...]]:
    lists: dict[str, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("["):
            current = lists.setdefault(line.strip("[] "), [])
        elif line.strip() and not line.startswith("#"):
            if current is None:
                raise BadWords(f"{path.name}, line {number}: a phrase before the first list.")
            current.extend(phrase.strip() for phrase in line.split(",") if phrase.strip())
    return {name: tuple(dict.fromkeys(phrases)) for name, phrases in lists.items()}
