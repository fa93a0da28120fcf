"""How well early reviews are suggested, on a simulated cohort that nothing was trained on.

    python -m benchmarks.review_flags [--small]

A moment is one pupil at the end of one term. The truth is whether an early review was needed then.
A spell is a run of such moments, or of suggestions, of one pupil. The naive peer suggests a review
where the mean of the newest ratings is lowest, as often as the model does.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.review_flags.model import scores, weights_of
from analytics.review_flags.rules import RULES, figures, raised
from callbacks.reviews.training import observed
from data.demo.cohort import simulate_cohort
from data.review_flags import load_weights

# Never among the seeds of the training.
SEED = 202
PUPILS, SMALL = 5000, 300


def measure(needed: np.ndarray, flagged: np.ndarray) -> tuple[float, float]:
    """Return precision and recall; precision is missing where nothing is flagged."""
    hits = (needed & flagged).sum()
    precision = hits / flagged.sum() if flagged.any() else float("nan")
    return float(precision), float(hits / needed.sum())


def spells(frame: pd.DataFrame, flagged: np.ndarray) -> tuple[float, float]:
    """Return precision and recall by spells: a spell is right if any of its moments is."""
    told = frame.assign(flagged=flagged).sort_values(["pupil_id", "on"])
    both = told["flagged"] & told["needed"]
    needs, flags = (_runs(told, name) for name in ("needed", "flagged"))
    return (
        flags[both].nunique() / max(flags.nunique(), 1),
        needs[both].nunique() / max(needs.nunique(), 1),
    )


def _runs(told: pd.DataFrame, name: str) -> pd.Series:
    before = told[name].shift(fill_value=False) & (told["pupil_id"] == told["pupil_id"].shift())
    return (told[name] & ~before).cumsum().where(told[name])


def rows(pupils: int, seed: int = SEED) -> pd.DataFrame:
    """Return the table: what suggests, precision and recall by moment, and by spell."""
    signs, truth = observed(simulate_cohort(pupils=pupils, years=3, seed=seed))
    needed = truth["needed"].to_numpy(dtype=bool)
    weights = weights_of(load_weights())
    score = scores(signs, weights=weights).to_numpy()
    early = score >= weights.threshold
    level = signs["level"].fillna(signs["level"].mean()).to_numpy(dtype=float)
    ways = {
        "model, at its threshold": early,
        "model, at recall 0.8": score >= np.quantile(score[needed], 0.2),
        "naive: lowest attainment": level <= np.quantile(level, early.mean()),
        **{f"rule: {RULES[name].words}": way for name, way in _rules(signs).items()},
    }
    heard = (signs[["age_pupil", "age_parent", "age_setting"]] < 60).all(axis=1).to_numpy()
    later = heard & (truth["on"] > truth["on"].min()[:4] + "-12-31").to_numpy()
    told = [_row(way, truth, flagged) for way, flagged in ways.items()]
    of_heard = "model, at its threshold, all three heard this term, after the first year"
    told.append(_row(of_heard, truth[later], early[later]))
    return pd.DataFrame(told)


def _rules(signs: pd.DataFrame) -> dict[str, np.ndarray]:
    found = raised(figures(signs))
    return {name: found[name].to_numpy(dtype=bool) for name in RULES}


def _row(way: str, truth: pd.DataFrame, flagged: np.ndarray) -> dict[str, object]:
    precision, recall = measure(truth["needed"].to_numpy(dtype=bool), flagged)
    by_spell = spells(truth, flagged)
    return {
        "what suggests": way,
        "suggested": int(flagged.sum()),
        "precision": round(precision, 2),
        "recall": round(recall, 2),
        "precision, spells": round(by_spell[0], 2),
        "recall, spells": round(by_spell[1], 2),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.review_flags", description=__doc__)
    parser.add_argument("--small", action="store_true")
    given = parser.parse_args(argv)
    print(rows(SMALL if given.small else PUPILS).to_string(index=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
