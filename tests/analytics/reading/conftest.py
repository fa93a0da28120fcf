"""The reader that ships, loaded once."""

import pytest

from analytics.reading.analyser import SendAnalyser
from data.reading.weights import load_weights
from data.reading.words import load_words


@pytest.fixture(scope="session")
def analyser() -> SendAnalyser:
    return SendAnalyser(words=load_words(), weights=load_weights())
