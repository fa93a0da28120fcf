"""Where two documents of a bundle say opposite things about one area of need."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from analytics.reading.mentions import Mention, Mentions, mentions_of
from analytics.reading.told import quoted, writer
from data.schemas.questions import QUESTION, YES_NO
from data.schemas.reading import Contradiction, DocumentReading

# A need of this level or more against its absence, or two degrees this far apart.
PLAIN_NEED, FAR_APART = 2.0, 2.0
# What an old or a passing sentence says is not set against a new report.
LEAST_RECENCY = 0.3
MOST = 2


def contradictions(
    documents: Sequence[DocumentReading], *, mentions: Mentions | None = None
) -> tuple[Contradiction, ...]:
    """Return the plainest contradictions between documents, at most two for an area.

    `mentions` are those of the documents, where they are known already.
    """
    return tuple(
        pair
        for area, found in (mentions_of(documents) if mentions is None else mentions).items()
        if QUESTION[area].scale is not YES_NO
        for pair in _pairs(area, [one for one in found if _is_plain(one)])
    )


def _is_plain(one: Mention) -> bool:
    """Tell whether a sentence states a degree, or plainly that there is no need, and lately."""
    reading = one.statement.reading
    stated = reading.severity is not None or reading.assertion == "negated"
    return stated and reading.assertion != "uncertain" and one.recency >= LEAST_RECENCY


def _pairs(area: str, found: Sequence[Mention]) -> list[Contradiction]:
    apart = [
        (abs(one.level - other.level) * min(one.weight, other.weight), number, one, other)
        for number, (one, other) in enumerate(combinations(found, 2))
        if one.statement.document_id != other.statement.document_id and _is_apart(one, other)
    ]
    kept: dict[tuple[str, str], Contradiction] = {}
    for _, _, one, other in sorted(apart, key=lambda each: (-each[0], each[1])):
        key = (one.statement.document_id, other.statement.document_id)
        kept.setdefault(key, _contradiction(area, one, other))
    return list(kept.values())[:MOST]


def _is_apart(one: Mention, other: Mention) -> bool:
    low, high = sorted((one.level, other.level))
    return high - low >= FAR_APART or (low == 0.0 and high >= PLAIN_NEED)


def _contradiction(area: str, one: Mention, other: Mention) -> Contradiction:
    sentence = (
        f"{QUESTION[area].short}: {writer(one.facts)} says {quoted(one.statement)}, "
        f"{writer(other.facts)} {quoted(other.statement)}"
    )
    return Contradiction(area, one.statement, other.statement, sentence)
