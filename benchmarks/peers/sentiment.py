"""Two general readers of feeling, asked for the polarity of sentences; run by the peers' Python.

Reads lines of JSON {"text"} from standard input and writes one object: the answers of each
reader in the order of the lines, and the processor time each took in seconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

# VADER's own limits of neutral (Hutto and Gilbert 2014); TextBlob gives none, so 0 is neutral.
LIMIT = 0.05


def named(value: float, limit: float) -> str:
    """Return the polarity of a value between -1 and 1."""
    if value > limit:
        return "positive"
    return "negative" if value < -limit else "neutral"


def main() -> None:
    """Answer every line."""
    from textblob import TextBlob  # noqa: PLC0415
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415

    vader = SentimentIntensityAnalyzer()
    readers: dict[str, Callable[[str], str]] = {
        "vader": lambda text: named(vader.polarity_scores(text)["compound"], LIMIT),
        "textblob": lambda text: named(TextBlob(text).sentiment.polarity, 0.0),
    }
    texts = [json.loads(line)["text"] for line in sys.stdin]
    answers: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    for name, reader in readers.items():
        before = time.process_time()
        answers[name] = [reader(text) for text in texts]
        seconds[name] = time.process_time() - before
    print(json.dumps({"answers": answers, "seconds": seconds}))


if __name__ == "__main__":
    main()
