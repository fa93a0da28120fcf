"""Group one file of cases in a process of its own, and say how long it took and what it held.

`python -m benchmarks.grouping METHOD CASES LABELS RUNS`: the product's way, or a peer's. Nothing of
the product is imported for a peer, so that its memory is its own.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

GROUPS = 9
AGE_WEIGHT = 0.2


def product(cases: np.ndarray) -> Callable[[], Any]:
    """Prepare `analytics.clustering.derive`, from a frame of cases to a name for each."""
    import pandas as pd

    from analytics.clustering import derive
    from data.schemas import METRICS

    frame = pd.DataFrame(cases, columns=list(METRICS))
    return lambda: derive(frame)


def scipy(cases: np.ndarray) -> Callable[[], np.ndarray]:
    """Prepare scipy's Ward and a cut."""
    from scipy.cluster.hierarchy import fcluster, linkage

    points = weighted(cases)
    return lambda: fcluster(linkage(points, "ward"), GROUPS, "maxclust")


def scikit_learn(cases: np.ndarray) -> Callable[[], np.ndarray]:
    """Prepare scikit-learn's Ward."""
    from sklearn.cluster import AgglomerativeClustering

    points = weighted(cases)
    return lambda: AgglomerativeClustering(GROUPS, linkage="ward").fit_predict(points)


def fastcluster(cases: np.ndarray) -> Callable[[], np.ndarray]:
    """Prepare fastcluster's Ward, the one that needs no matrix of distances, and a cut."""
    from fastcluster import linkage_vector
    from scipy.cluster.hierarchy import fcluster

    points = weighted(cases)
    return lambda: fcluster(linkage_vector(points, "ward"), GROUPS, "maxclust")


def weighted(cases: np.ndarray) -> np.ndarray:
    """Return the cases as points, five years as one step, as the product weighs them."""
    return cases * np.array([*[1.0] * (cases.shape[1] - 1), AGE_WEIGHT])


METHODS: dict[str, Callable[[np.ndarray], Callable[[], Any]]] = {
    "product": product,
    "scipy": scipy,
    "scikit-learn": scikit_learn,
    "fastcluster": fastcluster,
}


def main(method: str, cases: str, labels: str, runs: str) -> dict[str, Any]:
    """Run one method so many times; return the seconds of each run and the most memory held."""
    run = METHODS[method](np.load(cases))
    seconds = []
    for _ in range(int(runs)):
        began = time.perf_counter()
        found = run()
        seconds.append(time.perf_counter() - began)
    # The product gives names, whose numbers are only for the comparison.
    found = found.str[1:] if method == "product" else found
    np.save(Path(labels), np.asarray(found, dtype="int16"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak_mib": peak}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
