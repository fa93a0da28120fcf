"""How well lines of a plan are linted, beside a keyword list made from the labels' own words.

    python -m benchmarks.plan_text [LINES.jsonl...]

Each line of a file holds section, text, kind, missing, contested, vague and is_service. Contested
slots are left out of every figure. Six hands are held back: no rule was made with them, so that
their figures, reported apart and together, are what new lines would give.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analytics.plan_text.kinds import APPLICABLE
from analytics.plan_text.lint import lint_text
from analytics.plan_text.outcomes import OUTCOME_SLOTS
from benchmarks.peers.plan_words import keyword_lint
from data.schemas.plans import Lint

HANDS = Path("data/plans/development/lines")
HELD_BACK = tuple(
    HANDS / f"{hand}.jsonl"
    for hand in ("held-back", "saffron", "sorrel", "bracken", "campion", "dogwood")
)
PROVISION_SLOTS = APPLICABLE["direct"]
Labelled = Mapping[str, Any]
Linter = Callable[[str, str], Lint]


def f1(counts: Counter[str]) -> float:
    """Return the F1 of true and false positives and false negatives; 1 where there is nothing."""
    wrong = counts["fp"] + counts["fn"]
    return 2 * counts["tp"] / (2 * counts["tp"] + wrong) if counts["tp"] or wrong else 1.0


def count(counts: Counter[str], *, wanted: bool, found: bool) -> None:
    """Add one decision to the counts."""
    if wanted or found:
        counts["tp" if wanted and found else "fn" if wanted else "fp"] += 1


def slots_of(lines: Iterable[Labelled], linter: Linter, slots: Sequence[str]) -> dict[str, Any]:
    """Return the counts of each slot and how many lines have their whole set right."""
    counts: dict[str, Counter[str]] = {slot: Counter() for slot in slots}
    whole = total = 0
    for line in lines:
        found = linter(line["section"], line["text"]).missing
        judged = [slot for slot in slots if slot not in line["contested"]]
        for slot in judged:
            count(counts[slot], wanted=slot in line["missing"], found=slot in found)
        total += 1
        whole += all((slot in line["missing"]) == (slot in found) for slot in judged)
    return {"counts": counts, "whole": whole, "total": total}


def vague_counts(lines: Iterable[Labelled], linter: Linter) -> Counter[str]:
    """Count vague phrases that are named: one counts if it overlaps the labelled one's words."""
    counts: Counter[str] = Counter()
    for line in lines:
        found = [phrase.lower() for phrase in linter(line["section"], line["text"]).vague]
        wanted = [phrase.lower() for phrase in line["vague"]]
        hit = [one for one in wanted if any(one in other or other in one for other in found)]
        counts["tp"] += len(hit)
        counts["fn"] += len(wanted) - len(hit)
        counts["fp"] += sum(
            not any(one in other or other in one for other in wanted) for one in found
        )
    return counts


def measured(lines: Sequence[Labelled], linter: Linter) -> dict[str, float]:
    """Return the figures of a linter on labelled lines."""
    provision = [line for line in lines if line["section"] != "E"]
    outcomes = [line for line in lines if line["section"] == "E"]
    figures: dict[str, float] = {}
    for name, group, slots in (
        ("provision", provision, PROVISION_SLOTS),
        ("outcomes", outcomes, OUTCOME_SLOTS),
    ):
        found = slots_of(group, linter, slots)
        figures[f"{name}, slot F1"] = f1(sum(found["counts"].values(), Counter()))
        figures[f"{name}, whole set right"] = found["whole"] / max(1, found["total"])
        figures |= {f"  {slot}": f1(counts) for slot, counts in found["counts"].items()}
    service: Counter[str] = Counter()
    for line in outcomes:
        count(service, wanted=line["is_service"], found=linter("E", line["text"]).is_service)
    vague = vague_counts(lines, linter)
    figures["is_service, F1"] = f1(service)
    figures["vague phrases, precision"] = vague["tp"] / max(1, vague["tp"] + vague["fp"])
    figures["vague phrases, recall"] = vague["tp"] / max(1, vague["tp"] + vague["fn"])
    figures["kind right"] = sum(
        linter(line["section"], line["text"]).kind == line["kind"] for line in provision
    ) / max(1, len(provision))
    return figures


def read(paths: Iterable[Path]) -> list[Labelled]:
    """Return the labelled lines of files."""
    return [
        json.loads(line)
        for path in paths
        for line in path.read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]


def learned_from() -> list[Path]:
    """Return the files of lines that the rules were made with: all but those held back."""
    return sorted(set(HANDS.glob("*.jsonl")) - set(HELD_BACK))


def report(title: str, lines: Sequence[Labelled]) -> None:
    """Print the figures of the linter beside the keyword list's."""
    ours, keywords = measured(lines, lint_text), measured(lines, keyword_lint)
    print(f"{title}: {len(lines)} lines\n\n| measure | found | keyword list |\n|---|---:|---:|")
    for name, value in ours.items():
        print(f"| {name} | {value:.3f} | {keywords[name]:.3f} |")
    print()


def speed(lines: Sequence[Labelled], *, rounds: int) -> float:
    """Return the lines that are linted a second, in one process."""
    began = time.process_time()
    for _ in range(rounds):
        for line in lines:
            lint_text(line["section"], line["text"])
    return rounds * len(lines) / (time.process_time() - began)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of the linter and of the keyword list, and the speed."""
    parser = argparse.ArgumentParser(prog="benchmarks.plan_text", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--small", action="store_true", help="a smoke run")
    given = parser.parse_args(argv)
    lines = read(given.files or learned_from())
    report("Given" if given.files else "Made with", lines)
    if not given.files:
        for path in HELD_BACK:
            report(f"Held back ({path.stem})", read([path]))
        report("Held back, together", read(HELD_BACK))
    print(f"{speed(lines, rounds=1 if given.small else 10):,.0f} lines a second in one process.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
