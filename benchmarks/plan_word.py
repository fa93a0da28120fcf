"""How long a plan takes to become a Word document, beside docxtpl filling as long a template.

`python -m benchmarks.plan_word [--small]` makes up a plan of 100 lines, each with two sources, and
prints a table. The peer is docxtpl as its documentation shows it: a .docx with a row for each line,
repeated in each of the same tables, and the same words.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.report import Aim, number, percentile, ratio, table, times
from benchmarks.servers import Others
from data.schemas.plans import SECTIONS, Citation, Line, Particulars, Plan
from layouts.plans.paper.placeholders import placeholders
from layouts.plans.printed import printed
from layouts.word.document import docx_of

LINES, SMALL_LINES = 100, 20
RUNS, SMALL_RUNS = 20, 3
AIM = Aim(500, " ms")
# What a plan of a hundred lines holds of each kind, in hundredths.
SHARES: dict[tuple[str, str], int] = {
    ("A", "view"): 6,
    ("B", "strength"): 8,
    ("B", "need"): 14,
    ("B", "detail"): 8,
    ("C", "need"): 3,
    ("D", "need"): 2,
    ("E", "outcome"): 14,
    ("F", "provision"): 24,
    ("F", "to_obtain"): 5,
    ("G", "provision"): 3,
    ("H2", "provision"): 2,
    ("J", "none"): 1,
    ("K", "advice"): 10,
}
AREAS = ("slc", "asd", "maths", "english", "semh", "physical_skills")
WORDS = (
    "Direct work of 45 minutes three times a week with a qualified therapist, alone, in a quiet "
    "room; a teaching assistant trained by the therapist repeats it for ten minutes each day."
)


def plan(lines: int = LINES) -> Plan:
    """Return a made-up plan: each line of some 170 characters with two sources and two links."""
    kinds = [pair for pair, share in SHARES.items() for _ in range(share)]
    made = [_line(place, *kinds[place * len(kinds) // lines]) for place in range(lines)]
    return Plan(Particulars("EX1", authority="Northmoor Council (invented)"), tuple(made))


def _line(place: int, section: str, kind: str) -> Line:
    sources = tuple(
        Citation("document", f"{one % 9}", f"Report {one % 9}, 3 May 2026", f"quote {one}")
        for one in (place, place + 4)
    )
    area, links = AREAS[place % len(AREAS)], (f"{place - 20}", f"{place - 9}")
    return Line(f"{place}", section, kind, f"{place}. {WORDS}", place, area, links, sources)


def peer_template() -> bytes:
    """Return a template with a heading and a table for each section, a row for each line."""
    import docx

    document = docx.Document()
    for section in (*SECTIONS, "sources"):
        document.add_heading(f"Section {section}", 1)
        grid = document.add_table(rows=4, cols=5)
        for place, name in enumerate(("number", "needs", "text", "outcomes", "sources")):
            grid.cell(0, place).text = name
            grid.cell(2, place).text = f"{{{{ row.{name} }}}}"
        grid.cell(1, 0).text = f"{{%tr for row in rows_{section} %}}"
        grid.cell(3, 0).text = "{%tr endfor %}"
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def peer_rows(whole: Plan) -> dict[str, list[dict[str, Any]]]:
    """Return the words that the peer writes: as many lines and sources as we write."""
    given = placeholders(whole)
    names = ("number", "needs", "text", "outcomes", "sources")
    rows = {
        f"rows_{section}": [
            dict.fromkeys(names, "F1") | {"text": line.text} for line in whole.section(section)
        ]
        for section in SECTIONS
    }
    sources = given.blocks["full_sources"][0]
    texts = [" ".join(item.text for cell in row for item in cell) for row in sources.rows]  # type: ignore[union-attr]
    rows["rows_sources"] = [dict.fromkeys(names, "[1]") | {"text": text} for text in texts]
    return rows


def fill(template: bytes, rows: dict[str, list[dict[str, Any]]]) -> bytes:
    """Return the peer's document."""
    from docxtpl import DocxTemplate

    document, held = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    document.render(rows, autoescape=True)
    document.save(held)
    return held.getvalue()


def taken(work: Callable[[], object], runs: int) -> list[float]:
    """Return how many ms each run takes, after one that warms up."""
    work()
    found = []
    for _ in range(runs):
        before = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - before))
    return found


def imported() -> float:
    """Return how many ms it takes a new process to import what the first document needs."""
    said = "import time; a = time.perf_counter(); import docx; print(time.perf_counter() - a)"
    done = subprocess.run([sys.executable, "-c", said], check=True, capture_output=True, text=True)
    return 1000 * float(done.stdout)


def main(argv: Sequence[str] | None = None) -> None:
    """Run everything and print it as Markdown."""
    parser = argparse.ArgumentParser(prog="benchmarks.plan_word", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a smoke run")
    small = parser.parse_args(argv).small
    lines, runs = (SMALL_LINES, SMALL_RUNS) if small else (LINES, RUNS)
    others, whole = Others(), plan(lines)
    template, rows = peer_template(), peer_rows(whole)
    kinds: dict[str, Callable[[], object]] = {
        "docxtpl, the peer": lambda: fill(template, rows),
        "Word": lambda: docx_of(whole),
        "Word, the family's copy": lambda: docx_of(whole, family=True),
        "HTML to print": lambda: printed(whole),
    }
    found = {name: taken(work, runs) for name, work in kinds.items()}
    theirs = percentile(found["docxtpl, the peer"], 50)
    print(f"A plan of {lines} lines, ms of {runs} runs after the first:\n")
    print(table(HEADS, [_row(name, values, theirs) for name, values in found.items()]))
    print(
        f"\nThe first document of a process also imports python-docx: {number(imported(), 0)} ms."
    )
    print(f"Other programs took {others.share():.0%} of the processors meanwhile.")


HEADS = ("by", "p50", "p95", "p50 to the peer's", "p95 aim", "")


def _row(name: str, values: list[float], theirs: float) -> tuple[str, ...]:
    p50, p95 = percentile(values, 50), percentile(values, 95)
    peer = name.endswith("peer")
    aim = ("", "") if peer else (str(AIM), AIM.verdict(p95))
    return (name, number(p50), number(p95), times(ratio(p50, theirs)), *aim)


if __name__ == "__main__":
    main()
