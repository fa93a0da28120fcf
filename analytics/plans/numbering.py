"""The numbers by which people speak of a plan's lines: B1 a need, E2 an outcome, F3 provision."""

from __future__ import annotations

from collections import Counter

from data.schemas.plans import AREA_QUESTIONS, BROAD_AREAS, Line, Plan

NUMBERED = ("need", "outcome", "provision", "placement", "payment", "advice")
AREAS = tuple(BROAD_AREAS)
AREA_OF = {question: area for area, asked in AREA_QUESTIONS.items() for question in asked}


def broad_area(line: Line) -> str | None:
    """Return the broad area of a line (Code of Practice, 6.28 to 6.35), or None."""
    if line.area in BROAD_AREAS:
        return line.area
    return AREA_OF.get(line.area or "")


def area_place(line: Line) -> int:
    """Return the place of a line's broad area; lines of none come last."""
    area = broad_area(line)
    return len(AREAS) if area is None else AREAS.index(area)


def numbers(plan: Plan) -> dict[str, str]:
    """Return the number of each need, outcome, piece of provision, payment and advice by line id.

    Section B counts through its broad areas; a dot keeps H1.1 and H2.1 apart from H11 and H21.
    """
    counted: Counter[str] = Counter()
    found: dict[str, str] = {}
    for line in sorted(plan.lines, key=_area_in_b):
        if line.kind in NUMBERED:
            counted[line.section] += 1
            dot = "." if line.section[-1].isdigit() else ""
            found[line.line_id] = f"{line.section}{dot}{counted[line.section]}"
    return found


def numbers_of(ids: tuple[str, ...], known: dict[str, str], section: str) -> tuple[str, ...]:
    """Return the numbers of those lines that stand in sections whose name starts so, in order."""
    met = {known[one] for one in ids if one in known and known[one].startswith(section)}
    return tuple(number for number in known.values() if number in met)


def _area_in_b(line: Line) -> int:
    return area_place(line) if line.section == "B" else 0
