"""An amount in the words of whoever wrote it, out of the clause in which it stands."""

from __future__ import annotations

import re

from analytics.plans.amounts import Amount, amounts

LIMIT = re.compile(
    r"(?i)\b(?:up to|no more than|not more than|at most|at least|(?:a )?(?:maximum|minimum) of|"
    r"about|around)$"
)


def as_written(amount: Amount) -> str:
    """Return the fewest words of its clause that still give the amount, with what limits it."""
    words = amount.words.split()
    last = range(len(words) - 1, -1, -1)
    words = next((words[place:] for place in last if _gives(words[place:], amount)), words)
    ends = range(1, len(words))
    words = next((words[:place] for place in ends if _gives(words[:place], amount)), words)
    text = " ".join(words)
    before = LIMIT.search(" ".join(amount.words.split()).partition(text)[0].rstrip())
    return f"{before[0] if before else ''} {text}".strip(" ,;:.–-")


def _gives(words: list[str], amount: Amount) -> bool:
    return any(_figures(one) == _figures(amount) for one in amounts(" ".join(words)))


def _figures(one: Amount) -> tuple[object, ...]:
    return one.a_week, one.minutes, one.most, one.total, one.fte, one.ceiling
