"""What drafting again would do to a plan that people have worked on: their words stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from analytics.plans.rows import as_kept, in_order
from data.schemas.plans import Line

Pair = tuple[Line, Line]
Differ = Callable[[Line, Line], bool]
Revisions = Callable[[str], Iterable[Line]]


@dataclass(frozen=True)
class Redraft:
    """Hold what drafting again would add, replace and take out, and what it leaves to people.

    Each line to save carries the revision that it follows, 0 for a new one.
    """

    add: tuple[Line, ...] = ()
    replace: tuple[Pair, ...] = ()
    """The line as it is kept, and as it would be."""
    withdraw: tuple[Line, ...] = ()
    left: tuple[Line, ...] = ()
    """Lines that people wrote, changed or agreed."""
    offered: tuple[Pair, ...] = ()
    """Of these, the line as it is kept and what the sources now give, where that is news."""
    taken_out: tuple[Line, ...] = ()
    """Lines that the sources give and a person took out of the plan."""

    @property
    def changes(self) -> int:
        """Return how many lines would be saved."""
        return len(self.add) + len(self.replace) + len(self.withdraw)

    @property
    def sentence(self) -> str:
        """Say what drafting again would do."""
        left = f"leave {_count(len(self.left))} that people wrote, changed or agreed"
        if not self.changes:
            return f"Draft again would change nothing and {left}."
        done = [
            f"{verb} {_count(number)}"
            for verb, number in (
                ("add", len(self.add)),
                ("replace", len(self.replace)),
                ("take out", len(self.withdraw)),
            )
            if number
        ]
        return f"Draft again would {', '.join(done)} and {left}."


def redraft(
    kept: Iterable[Line],
    fresh: Iterable[Line],
    *,
    withdrawn: Iterable[Line] = (),
    revisions: Revisions = lambda _: (),
) -> Redraft:
    """Return what a fresh draft would do to the lines of a plan.

    Only a line that is drafted, not changed and not agreed is replaced or taken out. `withdrawn`
    are the lines that are no longer in the plan: what a draft took out may come back, what a
    person took out does not. `revisions` gives every revision of a line, oldest first: from them it
    is known what the sources gave when a person changed it.
    """
    old = {line.line_id: line for line in kept}
    new = {line.line_id: as_kept(line) for line in fresh}
    out = {line.line_id: line for line in withdrawn}
    free = {name: line for name, line in old.items() if _is_free(line)}
    added = [line for name, line in new.items() if name not in old]
    return Redraft(
        add=in_order(_after(line, out.get(line.line_id)) for line in added if _may(line, out)),
        replace=_pairs(free, new, differ=_differ),
        withdraw=in_order(line for name, line in free.items() if name not in new),
        left=in_order(line for name, line in old.items() if name not in free),
        offered=_pairs(
            {name: line for name, line in old.items() if name not in free},
            new,
            differ=lambda one, other: one.text != other.text and _is_news(one, other, revisions),
        ),
        taken_out=in_order(line for line in added if not _may(line, out)),
    )


def _is_free(line: Line) -> bool:
    return _was_drafted(line) and not line.agreed


def _may(line: Line, out: dict[str, Line]) -> bool:
    """Tell whether a line may be added: it is new, or only a draft took it out."""
    return line.line_id not in out or _was_drafted(out[line.line_id])


def _after(line: Line, before: Line | None) -> Line:
    return replace(line, origin="drafted", agreed=False, revision=before.revision if before else 0)


def _pairs(old: dict[str, Line], new: dict[str, Line], *, differ: Differ) -> tuple[Pair, ...]:
    # A person may have moved the line, so the place it was given stays.
    return tuple(
        (line, replace(_after(new[line.line_id], line), position=line.position))
        for line in in_order(old.values())
        if line.line_id in new and differ(line, new[line.line_id])
    )


def _is_news(kept: Line, fresh: Line, revisions: Revisions) -> bool:
    """Tell whether the sources give other words than when the line was drafted.

    A person who has taken what they give now, and changed it since, has seen it too.
    """
    if _was_drafted(kept):
        return True
    seen: set[str] = set()
    for one in revisions(kept.line_id):
        if _was_drafted(one):
            seen = {one.text}
        elif seen:
            seen.add(one.text)
    return bool(seen) and fresh.text not in seen


def _was_drafted(line: Line) -> bool:
    return line.origin == "drafted"


def _differ(old: Line, new: Line) -> bool:
    names = ("section", "kind", "text", "area", "links", "sources")
    return any(getattr(old, name) != getattr(new, name) for name in names)


def _count(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"
