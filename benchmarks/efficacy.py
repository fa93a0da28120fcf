"""How often the 95% intervals of what works cover the truth, on simulated cohorts that know it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analytics.efficacy.estimates import Estimate, mean_of, share_of
from analytics.efficacy.evidence import Evidence, evidence, keyed, narrowed
from analytics.efficacy.matching import compare
from benchmarks.report import number, table
from data.demo.cohort import Cohort, simulate_cohort

SEEDS, PUPILS, YEARS = 40, 5_000, 3
SMALL = (2, 600, 1)
# A smaller authority, drawn from the cohort: so many settings, so many times.
SETTINGS, DRAWS = 40, 20
LEAST, MOST = 0.93, 0.97
MATCHED = "Matched difference"
Row = tuple[str, str, bool, float]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the share of intervals that cover; return 1 where it is outside 93 to 97%."""
    parser = argparse.ArgumentParser(prog="benchmarks.efficacy", description=__doc__)
    parser.add_argument("--small", action="store_true", help="two small cohorts")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--first", type=int, default=1_000, help="the first seed")
    given = parser.parse_args(argv)
    seeds, pupils, years = SMALL if given.small else (given.seeds, PUPILS, YEARS)
    began, rows = time.perf_counter(), []
    for seed in range(given.first, given.first + seeds):
        cohort = simulate_cohort(pupils=pupils, years=years, seed=seed)
        rows += measure(cohort, seed=seed)
        print(f"seed {seed}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    found = pd.DataFrame(rows, columns=["what", "of", "covers", "error"])
    print(_told(found, "what"))
    print()
    print(_told(found[found["what"] == MATCHED], "of"))
    shares = found[~found["what"].str.startswith("Raw diff")].groupby("what")["covers"].mean()
    return int(not given.small and not shares.between(LEAST, MOST).all())


def measure(cohort: Cohort, *, seed: int, clusters: bool = True, draws: int = DRAWS) -> list[Row]:
    """Return a row for each interval: what it is of, the package, whether it covers, its error."""
    known = evidence(
        feedback=cohort.feedback, attainments=cohort.attainments, deliveries=cohort.deliveries
    )
    truth = cohort.effects if clusters else cohort.effects[cohort.effects["cluster"] == ""]
    differences = _differences(known, cohort, truth.set_index(["cluster", "package_id"])["effect"])
    return [*differences, *_means(known, np.random.default_rng(seed), draws=draws)]


def _differences(known: Evidence, cohort: Cohort, truth: pd.Series) -> Iterator[Row]:
    """Compare with the planted effects: over all clusters, and in each."""
    types = dict(zip(cohort.schools["school_id"], cohort.schools["type"], strict=True))
    for cluster in truth.index.unique("cluster"):
        mine = narrowed(known, cluster=cluster)
        for found in compare(mine, truth.loc[cluster].index, types=types):
            package_id = found.package_id
            effect = float(truth.loc[cluster, package_id])
            place = " in a cluster" if cluster else ""
            if found.matched is not None:
                yield _row(MATCHED + place, package_id, found.matched, effect)
            if found.raw is not None:
                yield _row("Raw difference" + place, package_id, found.raw, effect)


def _means(known: Evidence, rng: np.random.Generator, *, draws: int) -> Iterator[Row]:
    """Draw settings from the cohort with their pupils, each draw a setting of its own."""
    rows = keyed(known.ratings, "package")
    pupils = rows.groupby(["key", "pupil_id"], observed=True).agg(
        value=("score", "mean"), group=("group", "last")
    )
    for package_id, mine in pupils.groupby("key", observed=True):
        by_setting = [part["value"].to_numpy() for _, part in mine.groupby("group")]
        truth = mine["value"].mean()
        reached = (mine["value"] >= 0).mean()
        for _ in range(draws):
            drawn = [by_setting[n] for n in rng.integers(len(by_setting), size=SETTINGS)]
            values = np.concatenate(drawn)
            groups = np.repeat(np.arange(SETTINGS), [len(part) for part in drawn])
            yield _row("Mean attainment", str(package_id), mean_of(values, groups), truth)
            yield _row("Share reached", str(package_id), share_of(values >= 0, groups), reached)


def _row(what: str, of: str, found: Estimate, truth: float) -> Row:
    return what, of, bool(found.low <= truth <= found.high), found.value - truth


def _told(found: pd.DataFrame, by: str) -> str:
    heads = ["Interval" if by == "what" else "Package", "Intervals", "Cover", "Mean error"]
    rows = [
        [
            str(name),
            f"{len(part):,}",
            f"{part['covers'].mean():.1%}",
            number(part["error"].mean(), 3),
        ]
        for name, part in found.groupby(by, sort=False)
    ]
    return table(heads, rows)


if __name__ == "__main__":
    sys.exit(main())
