"""How long it takes to group cases by their needs, what it holds, and how good the groups are.

`python -m benchmarks.clustering [--small] [--without-peers]` prints two tables.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from analytics.clustering import WEIGHTS
from analytics.distinct import TOPS, part
from analytics.microclusters import polish
from analytics.stability import adjusted_rand, crossed
from benchmarks.report import NOTHING, Aim, number, ratio, table, times
from benchmarks.servers import PEERS_PYTHON, ROOT, NotMeasured, Others, prepare_peers
from data.schemas import METRICS

OURS, EXACT = "product", "fastcluster"
NAMES = {
    OURS: "Digital EHCP",
    "scipy": "scipy",
    "scikit-learn": "scikit-learn",
    EXACT: "fastcluster",
}
# Both hold a matrix of all pairs, some 10 to 20 GB at 50,000 cases.
MOST_WITH_MATRIX = 10_000
LONGEST_SECONDS = 1_800

AGREEMENT = Aim(0.99, "", at_least=True)
NATION_SECONDS, REPEATS_SECONDS, PEAK = Aim(4, " s"), Aim(0.5, " s"), Aim(1024, " MiB")


@dataclass(frozen=True)
class Plan:
    """State how many cases are grouped against peers, and how many are all of England's."""

    sizes: tuple[int, ...]
    nation: int
    different: int
    runs: int


FULL = Plan(sizes=(2_000, 10_000, 50_000), nation=600_000, different=2_500, runs=3)
SMALL = Plan(sizes=(500, 5_000), nation=20_000, different=500, runs=1)


@dataclass(frozen=True)
class Grouped:
    """Hold what one method did with one set of cases."""

    method: str
    seconds: float = math.nan
    peak_mib: float = math.nan
    labels: np.ndarray | None = None
    problem: str = ""


def mixture(n: int, *, spread: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return cases spread about nine invented profiles, and the profile of each."""
    chance = np.random.default_rng(seed)
    profiles, truth = chance.uniform(0, 1, (9, len(TOPS))) * TOPS, chance.integers(0, 9, n)
    noise = chance.normal(0, spread, (n, len(TOPS))) * [*[1] * (len(TOPS) - 1), 3]
    return np.clip(np.rint(profiles[truth] + noise), 0, TOPS).astype("int8"), truth


def measure(method: str, cases: np.ndarray, *, runs: int) -> Grouped:
    """Group the cases by one method in a process of its own."""
    python = sys.executable if method == OURS else str(PEERS_PYTHON)
    with tempfile.TemporaryDirectory() as folder:
        given, labels = Path(folder) / "cases.npy", Path(folder) / "labels.npy"
        np.save(given, cases)
        command = [python, "-m", "benchmarks.grouping", method, str(given), str(labels), str(runs)]
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=LONGEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Grouped(
                method, problem=f"It took longer than {LONGEST_SECONDS / 60:.0f} minutes."
            )
        if done.returncode:
            return Grouped(method, problem=done.stderr.strip().splitlines()[-1])
        said = json.loads(done.stdout)
        return Grouped(method, median(said["seconds"]), said["peak_mib"], np.load(labels))


def agreement(first: np.ndarray, second: np.ndarray) -> float:
    """Return the adjusted Rand index of two divisions of the same cases."""
    one, other = (np.unique(labels, return_inverse=True)[1] for labels in (first, second))
    return adjusted_rand(crossed(one, other, np.ones(len(one))))


def polished(cases: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return a peer's groups polished as the product polishes its own."""
    points = cases * np.array([WEIGHTS[metric] for metric in METRICS])
    return polish(points, np.ones(len(points)), np.unique(labels, return_inverse=True)[1])


def against_peers(plan: Plan, *, spread: float, peers: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each size and method: time, ratio, memory, and how good the groups are."""
    for size in plan.sizes:
        cases, truth = mixture(size, spread=spread)
        ran = [name for name in peers if size <= MOST_WITH_MATRIX or name == EXACT]
        found = [
            measure(name, cases, runs=plan.runs if size < 50_000 else 1) for name in (OURS, *ran)
        ]
        ours = found[0]
        for one in found:
            alike = quality = math.nan
            if one.labels is not None and ours.labels is not None:
                quality = agreement(one.labels, truth)
                alike = agreement(ours.labels, polished(cases, one.labels))
            verdict = f" ({AGREEMENT}: {AGREEMENT.verdict(alike)})" if one.method == EXACT else ""
            yield (
                f"{size:,}",
                NAMES[one.method],
                number(one.seconds, 2),
                times(ratio(one.seconds, ours.seconds)),
                number(one.peak_mib, 0),
                number(quality, 3),
                number(alike, 3) + verdict,
            )
            if one.problem:
                print(f"{NAMES[one.method]} at {size:,}: {one.problem}")
        for name in peers:
            if name not in ran:
                yield f"{size:,}", NAMES[name], "not run: all pairs", *[NOTHING] * 4


def nation(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Yield rows for as many cases as there are in England: clear, overlapping, and repeating."""
    drawn = np.random.default_rng(1).integers(0, plan.different, plan.nation)
    repeating = mixture(plan.different, spread=1.2)
    for what, (cases, truth), aim in (
        ("clear profiles", mixture(plan.nation, spread=0.8), NATION_SECONDS),
        ("overlapping profiles", mixture(plan.nation, spread=1.2), NATION_SECONDS),
        ("sets of answers repeat", tuple(one[drawn] for one in repeating), REPEATS_SECONDS),
    ):
        different = len(part(pd.DataFrame(cases, columns=list(METRICS))))
        one = measure(OURS, cases, runs=plan.runs)
        quality = math.nan if one.labels is None else agreement(one.labels, truth)
        yield (
            what,
            f"{different:,}",
            number(one.seconds, 2),
            f"{aim}: {aim.verdict(one.seconds)}",
            number(one.peak_mib, 0),
            f"{PEAK}: {PEAK.verdict(one.peak_mib)}",
            number(quality, 3),
        )


def main(argv: Sequence[str] | None = None) -> None:
    """Run everything and print it as Markdown."""
    parser = argparse.ArgumentParser(prog="benchmarks.clustering", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a smoke run")
    parser.add_argument("--without-peers", action="store_true", help="only the product")
    given = parser.parse_args(argv)
    plan, others = SMALL if given.small else FULL, Others()
    peers = () if given.without_peers else _peers()
    for what, spread in (("clear", 0.8), ("overlapping", 1.2)):
        print(f"\nNine {what} profiles:\n")
        rows = list(against_peers(plan, spread=spread, peers=peers))
        heads = (
            "cases",
            "by",
            "seconds",
            "to ours",
            "peak MiB",
            "ARI to truth",
            "ARI polished to ours",
        )
        print(table(heads, rows), flush=True)
    print(f"\n{plan.nation:,} cases:\n")
    heads = ("cases", "different", "seconds", "aim", "peak MiB", "aim ", "ARI to truth")
    print(table(heads, list(nation(plan))))
    print(f"\nOther programs took {others.share():.0%} of the processors meanwhile.")


def _peers() -> tuple[str, ...]:
    try:
        prepare_peers()
    except NotMeasured as problem:
        print(f"The peers are left out: {problem}")
        return ()
    return tuple(name for name in NAMES if name != OURS)


if __name__ == "__main__":
    main()
