"""Which kind of line it is: what it should state depends on that."""

from __future__ import annotations

from analytics.plan_text.kind_scorer import KindRead, kind_weights, weighed
from analytics.plan_text.kind_signs import signs_of
from analytics.plan_text.passages import Passage

APPLICABLE: dict[str, tuple[str, ...]] = {
    "direct": ("what", "who", "frequency", "duration", "group_size", "expertise", "review"),
    "equipment": ("what", "who", "frequency", "review"),
    "environment": ("what", "who", "frequency", "review"),
    "training": ("what", "who", "frequency", "duration", "expertise", "review"),
    "monitoring": ("what", "who", "frequency", "expertise"),
    "care_procedure": ("what", "who", "frequency", "expertise", "review"),
    "no_provision": ("what", "who", "frequency", "duration", "group_size", "expertise", "review"),
    "nil_statement": (),
}
"""The slots that each kind of line should state, in the order of the labels."""


def kind_of(line: Passage, section: str) -> KindRead:
    """Return the kind of a line of provision, and the words that told it.

    The words of a line and what it states are weighed: each kind's weights were learned from
    labelled lines.
    """
    return weighed(signs_of(line, section), kind_weights())
