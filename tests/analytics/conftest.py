"""An invented library, its model, and the demonstration library."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.clustering import ClusterModel, add_clusters
from tests.analytics import invented

LIBRARY = Path(__file__).resolve().parents[2] / "data" / "demo" / "library.parquet"


@pytest.fixture(scope="session")
def library() -> pd.DataFrame:
    """Return 60 invented cases in nine clusters, with packages."""
    return invented.with_packages(add_clusters(invented.cases(60, seed=7)))


@pytest.fixture(scope="session")
def model(library: pd.DataFrame) -> ClusterModel:
    """Return the model of the invented library."""
    return ClusterModel.from_library(library, library="invented", library_sha256="0" * 64)


@pytest.fixture(scope="session")
def demo_library() -> pd.DataFrame:
    """Return the library of 95 invented cases that ships."""
    return pd.read_parquet(LIBRARY)
