"""The reader that ships, prepared once a process."""

from __future__ import annotations

from functools import lru_cache

from analytics.reading.analyser import SendAnalyser
from data.reading.weights import load_weights
from data.reading.words import load_words
from data.schemas.reading import Analyser


@lru_cache(maxsize=1)
def analyser() -> Analyser:
    """Return the reader of sentences that ships."""
    return SendAnalyser(words=load_words(), weights=load_weights())
