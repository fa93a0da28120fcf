"""How well early reviews are suggested, on simulated cohorts that nothing was trained on.

    python -m benchmarks.review_flags [--small]

A moment is one pupil at the end of one term. The truth is whether an early review was needed then.
A spell is a run of such moments, or of suggestions, of one pupil; it is right if any of its moments
is, and with a term's grace if one of the terms beside it is too. The naive peer suggests a review
where the mean of the newest ratings is lowest, as often as the model does.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.review_flags.model import likely, weights_of
from analytics.review_flags.rules import RULES, figures, raised
from analytics.review_flags.signs import signs_of
from callbacks.reviews.training import known_at, observed, simulated, together
from data.demo.cohort import Cohort, simulate_cohort
from data.review_flags import load_weights

# Never among the seeds of the training.
SEED, OTHERS = 202, (204, 206)
PUPILS, SMALL = 5000, 300
AIM = 0.8


def measure(needed: np.ndarray, flagged: np.ndarray) -> tuple[float, float]:
    """Return precision and recall; precision is missing where nothing is flagged."""
    hits = (needed & flagged).sum()
    precision = hits / flagged.sum() if flagged.any() else float("nan")
    return float(precision), float(hits / needed.sum())


def spells(frame: pd.DataFrame, flagged: np.ndarray, *, grace: bool = False) -> tuple[float, float]:
    """Return precision and recall by spells: a spell is right if any of its moments is.

    With grace, a moment in the term before or after one of the other sort is right too.
    """
    told = frame.assign(flagged=flagged).sort_values(["pupil_id", "on"])
    beside = {name: _beside(told, name) if grace else told[name] for name in ("needed", "flagged")}
    needs, flags = (_runs(told, name) for name in ("needed", "flagged"))
    return (
        flags[told["flagged"] & beside["needed"]].nunique() / max(flags.nunique(), 1),
        needs[told["needed"] & beside["flagged"]].nunique() / max(needs.nunique(), 1),
    )


def _beside(told: pd.DataFrame, name: str) -> pd.Series:
    """Return whether a moment, or that of the term before or after, is so."""
    own = told.groupby("pupil_id")[name]
    return told[name] | own.shift(1, fill_value=False) | own.shift(-1, fill_value=False)


def _runs(told: pd.DataFrame, name: str) -> pd.Series:
    before = told[name].shift(fill_value=False) & (told["pupil_id"] == told["pupil_id"].shift())
    return (told[name] & ~before).cumsum().where(told[name])


def rows(pupils: int, seed: int = SEED) -> pd.DataFrame:
    """Return the table: what suggests, precision and recall by moment, and by spell."""
    cohort = simulate_cohort(pupils=pupils, years=3, seed=seed)
    weights = weights_of(load_weights())
    looks, truth = observed(cohort, usual=weights.usual)
    needed = truth["needed"].to_numpy(dtype=bool)
    score = likely(looks, weights=weights).score.to_numpy()
    early = score >= weights.threshold
    signs = _signs(cohort)
    level = signs["level"].fillna(signs["level"].mean()).to_numpy(dtype=float)
    ways = {
        "model, at its threshold": early,
        "model, at recall 0.8": score >= np.quantile(score[needed], 1 - AIM),
        "naive: lowest attainment": level <= np.quantile(level, early.mean()),
        **{f"rule: {RULES[name].words}": way for name, way in _rules(signs).items()},
    }
    told = [_row(way, truth, flagged) for way, flagged in ways.items()]
    later = (truth["on"] > truth["on"].min()[:4] + "-12-31").to_numpy()
    heard = later & (signs[["age_pupil", "age_parent", "age_setting"]] < 60).all(axis=1).to_numpy()
    for words, part in (("after the first term", later), ("and all three heard", heard)):
        told.append(_row(f"model, at its threshold, {words}", truth[part], early[part]))
    return pd.DataFrame(told)


def _signs(cohort: Cohort) -> pd.DataFrame:
    """Return the signs of the rules at the end of every term."""
    by_term = [signs_of(known_at(cohort, day)) for day in cohort.term_ends]
    return pd.concat(by_term).reset_index(names="pupil_id")


def _rules(signs: pd.DataFrame) -> dict[str, np.ndarray]:
    found = raised(figures(signs))
    return {name: found[name].to_numpy(dtype=bool) for name in RULES}


def _row(way: str, truth: pd.DataFrame, flagged: np.ndarray) -> dict[str, object]:
    by_moment = measure(truth["needed"].to_numpy(dtype=bool), flagged)
    units = {
        "moments": by_moment,
        "spells": spells(truth, flagged),
        "spells, a term's grace": spells(truth, flagged, grace=True),
    }
    told = {
        f"{what}, {unit}": round(figure, 3)
        for unit, found in units.items()
        for what, figure in zip(("precision", "recall"), found, strict=True)
    }
    return {"what suggests": way, "suggested": int(flagged.sum()), **told}


def others(pupils: int) -> pd.DataFrame:
    """Return precision and recall of the model for further seeds, and for all seeds as one."""
    found = [rows(pupils, seed).head(2).assign(seed=seed) for seed in OTHERS]
    return pd.concat([*found, together_rows(pupils)], ignore_index=True)


def together_rows(pupils: int) -> pd.DataFrame:
    """Return precision and recall of the model over the cohorts of all seeds together."""
    weights = weights_of(load_weights())
    looks, truth = together(simulated((SEED, *OTHERS), pupils=pupils), usual=weights.usual)
    needed = truth["needed"].to_numpy(dtype=bool)
    score = likely(looks, weights=weights).score.to_numpy()
    # A reference is used again in each cohort, by another pupil.
    truth = truth.assign(pupil_id=truth["seed"].astype(str) + truth["pupil_id"])
    ways = {
        "model, at its threshold": score >= weights.threshold,
        "model, at recall 0.8": score >= np.quantile(score[needed], 1 - AIM),
    }
    told = [_row(way, truth, flagged) for way, flagged in ways.items()]
    return pd.DataFrame(told).assign(seed="all")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table, and the model's lines under other seeds."""
    parser = argparse.ArgumentParser(prog="benchmarks.review_flags", description=__doc__)
    parser.add_argument("--small", action="store_true")
    pupils = SMALL if parser.parse_args(argv).small else PUPILS
    for table in (rows(pupils), others(pupils)):
        print(table.to_string(index=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
