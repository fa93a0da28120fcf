"""Links for lines that have none: the same area, or the same words. A person may accept them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analytics.plans.wording import alike, support
from data.schemas.plans import Line

# Two short lines that share a third of their words speak of one thing more often than not.
SAME_WORDS = 0.3
MOST = 3


@dataclass(frozen=True)
class SuggestedLink:
    """Suggest that a line serves another, and say why."""

    line_id: str
    serves: str
    """The need or outcome."""
    why: str


def suggested_links(
    loose: Sequence[Line], *, needs: Sequence[Line], outcomes: Sequence[Line]
) -> tuple[SuggestedLink, ...]:
    """Return for lines without a link what they may serve, the likeliest first, at most three."""
    return tuple(
        each
        for line in loose
        for each in _of(line, needs if line.kind == "outcome" else (*needs, *outcomes))
    )


def _of(line: Line, ends: Sequence[Line]) -> Iterator[SuggestedLink]:
    mine = support(line.text)
    ranked = sorted(
        ((_same_area(line, end), alike(mine, support(end.text)), end) for end in ends),
        key=lambda found: (-found[0], -found[1], found[2].line_id),
    )
    chosen = [found for found in ranked if found[0] or found[1] >= SAME_WORDS]
    for area, _, end in chosen[:MOST]:
        why = "It is about the same area." if area else "It uses the same words."
        yield SuggestedLink(line.line_id, end.line_id, why)


def _same_area(line: Line, end: Line) -> bool:
    return line.area is not None and line.area == end.area
