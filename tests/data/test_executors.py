"""The same work on this process, on others, and on a real Dask cluster of two workers."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from analytics.clustering import ClusterModel, add_clusters, derive
from analytics.distinct import BadLibrary
from callbacks.deriving import derive_file
from data import executors
from data.executors import NoScheduler, executor
from data.schemas import METRICS
from tests.analytics import invented

ROWS = 300


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Start two worker processes and a scheduler, and return its address."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=False,
    ) as started:
        yield started.scheduler_address


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Write a file of four parts."""
    frame, _ = invented.mixture(4 * ROWS, seed=3)
    place = tmp_path / "cases.parquet"
    frame.assign(note="kept").to_parquet(place, row_group_size=ROWS)
    return place


@pytest.fixture
def model() -> ClusterModel:
    """Return the model of an invented library."""
    return ClusterModel.from_library(add_clusters(invented.cases(60, seed=7)), library="invented")


def own_number(_part: int) -> int:
    return os.getpid()


def test_one_part_stays_in_this_process():
    with executor(parts=1) as run:
        assert list(run(own_number, [1])) == [os.getpid()]


def test_dask_gives_the_results_of_the_plain_path(cluster, cases, model, tmp_path):
    plain = derive(pd.read_parquet(cases), reference=model)
    found = derive_file(cases, tmp_path / "dask.parquet", reference=model, scheduler=cluster)
    written = pd.read_parquet(tmp_path / "dask.parquet")
    assert list(written.columns) == [*METRICS, "note", "cluster"]
    pd.testing.assert_series_equal(written["cluster"], plain)
    assert found.profiles["cases"].sum() == 4 * ROWS
    with executor(cluster, parts=1) as run:
        assert os.getpid() not in run(own_number, list(range(4)))


def test_processes_give_the_results_of_the_plain_path(cases, model, tmp_path):
    plain = derive(pd.read_parquet(cases), reference=model)
    derive_file(cases, cases, reference=model)
    pd.testing.assert_series_equal(pd.read_parquet(cases)["cluster"], plain)
    # Once more over its own result, whose clusters are replaced; one part needs no processes.
    pd.read_parquet(cases).to_parquet(cases)
    derive_file(cases, cases, reference=model)
    again = pd.read_parquet(cases)
    assert list(again.columns) == [*METRICS, "note", "cluster"]
    assert [place.name for place in tmp_path.iterdir()] == ["cases.parquet"]


def test_a_worker_says_which_row_is_wrong(cluster, tmp_path, model):
    frame, _ = invented.mixture(2 * ROWS, seed=3)
    frame.loc[ROWS + 4, "asd"] = 9
    frame.to_parquet(tmp_path / "bad.parquet", row_group_size=ROWS)
    with pytest.raises(BadLibrary, match=f"see row {ROWS + 5}"):
        derive_file(tmp_path / "bad.parquet", tmp_path / "out", reference=model, scheduler=cluster)
    assert not (tmp_path / "out").exists()


def test_a_file_without_rows_is_written_without_rows(tmp_path, model):
    frame, _ = invented.mixture(5, seed=3)
    frame.iloc[:0].to_parquet(tmp_path / "none.parquet")
    found = derive_file(tmp_path / "none.parquet", tmp_path / "out.parquet", reference=model)
    assert found.profiles.empty
    assert list(pd.read_parquet(tmp_path / "out.parquet").columns) == [*METRICS, "cluster"]
    frame.iloc[:0].drop(columns="asd").to_parquet(tmp_path / "none.parquet")
    with pytest.raises(BadLibrary, match="no column asd"):
        derive_file(tmp_path / "none.parquet", tmp_path / "out.parquet", reference=model)


def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(executors, "CONNECT_SECONDS", 0.2)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(NoScheduler, match=f"{address} does not answer"):
            executor(address, parts=2).__enter__()
