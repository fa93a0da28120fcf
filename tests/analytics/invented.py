"""Small invented libraries and assessments for the tests; no pupil is real."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from data.schemas import METRICS, PACKAGE_IDS, QUESTIONS, TABLES

MAXIMA = np.array([*(question.maximum for question in QUESTIONS), 25])


def cases(n: int, *, seed: int, highest: int = 4, groups: int = 9) -> pd.DataFrame:
    """Return cases around a few profiles; a low `highest` makes ties and repeats plentiful."""
    numbers = np.random.default_rng(seed)
    tops = np.minimum(MAXIMA, [highest] * 20 + [max(1, highest * 4)])
    profiles = numbers.integers(0, tops + 1, (groups, len(METRICS)))
    noise = numbers.integers(-1, 2, (n, len(METRICS)))
    scores = np.clip(profiles[numbers.integers(0, groups, n)] + noise, 0, tops)
    frame = pd.DataFrame(scores, columns=list(METRICS)).astype("Int64")
    frame.insert(0, "pupil_id", [f"L{place:03d}" for place in range(n)])
    return frame


def mixture(n: int, *, seed: int, spread: float = 1.2) -> tuple[pd.DataFrame, np.ndarray]:
    """Return cases spread about nine profiles, and which profile each is from."""
    numbers = np.random.default_rng(seed)
    profiles, truth = numbers.uniform(0, 1, (9, len(METRICS))) * MAXIMA, numbers.integers(0, 9, n)
    noise = numbers.normal(0, spread, (n, len(METRICS))) * [*[1] * 20, 3]
    scores = np.clip(np.rint(profiles[truth] + noise), 0, MAXIMA).astype("int64")
    return pd.DataFrame(scores, columns=list(METRICS)), truth


def with_packages(frame: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Return the cases with a 0 or 1 for each package."""
    numbers = np.random.default_rng(seed)
    had = {f"package_{name}": numbers.integers(0, 2, len(frame)) for name in PACKAGE_IDS}
    return frame.assign(**had)


def answers(score: int = 0, **given: Any) -> dict[str, Any]:
    """Return 20 answers, all at one score (or the top of a shorter scale) but those given."""
    return {question.id: min(score, question.maximum) for question in QUESTIONS} | given


def table(name: str, rows: list[dict[str, Any]], columns: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return rows as the declared table, or some of its columns, indexed by its key."""
    declared = TABLES[name]
    dtypes = {name: declared.dtypes[name] for name in columns or declared.column_names}
    frame = pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)
    return frame.set_index(declared.key, drop=False)
