"""More invented pupils for measuring: the authority's own under new references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from typing import Any

Rows = list[dict[str, Any]]
PER_PUPIL = ("pupils", "requests", "assessments")


def crowd(rows: Mapping[str, Rows], *, pupils: int) -> dict[str, Rows]:
    """Return the tables with copies of the first pupils added until there are so many."""
    more = max(0, pupils - len(rows["pupils"]))
    originals = [pupil["pupil_id"] for pupil in rows["pupils"]]
    copies = [(old, f"CR{n:06d}") for n, old in enumerate(islice(cycle(originals), more), 1)]
    return {
        name: [*group, *_copied(group, copies)] if name in PER_PUPIL else group
        for name, group in rows.items()
    }


def _copied(group: Rows, copies: Sequence[tuple[str, str]]) -> Rows:
    by_pupil = {row["pupil_id"]: row for row in group}
    return [{**by_pupil[old], "pupil_id": new} for old, new in copies if old in by_pupil]
