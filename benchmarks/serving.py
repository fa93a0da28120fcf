"""Measure how the product serves, and the same screens in Shiny for Python and Streamlit.

Every figure comes from the same run on the same computer; the ratios are what carries over to
another one. A slow computer is reported, never failed.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.load import CHANGED, Client, Reader, Taken, cpu_per_request, run_load, steps
from benchmarks.report import Aim, number, percentile, ratio, table, times
from benchmarks.servers import (
    ROOT,
    NotMeasured,
    Server,
    build_demo,
    copy_of,
    free_port,
    prepare_peers,
    serve,
)

RESULTS = ROOT / "benchmarks" / "results" / "serving.json"

SERVER_P95 = Aim(50, " ms")
COLD_BYTES = Aim(1024, " KiB")
COLD_READY = Aim(1.6, " s")
CPU_TIMES = Aim(5, "×", at_least=True)


@dataclass
class Kind:
    """Hold the times of one kind of request to the product, and what one costs the server."""

    name: str
    requests: int
    failures: int
    p50: float
    p95: float
    slowest: float
    cpu: float


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the tables, keep the figures beside this script, and return 0."""
    given = _arguments(argv)
    plan = SMALL if given.small else Plan()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="serving-") as name:
        folder = Path(name)
        try:
            kinds, apps = _measure(plan, folder, given)
        except NotMeasured as reason:
            print(f"Not measured: {reason}")
            return 0
    _print_all(kinds, apps)
    _keep(plan, kinds, apps)
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.serving", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a smoke run of a minute or so")
    parser.add_argument("--without-peers", action="store_true", help="measure the product alone")
    parser.add_argument("--without-browser", action="store_true", help="measure the server alone")
    return parser.parse_args(argv)


def _measure(
    plan: Plan, folder: Path, given: argparse.Namespace
) -> tuple[list[Kind], list[Measured]]:
    data_dir = folder / "store"
    data_dir.mkdir(mode=0o700)
    took = build_demo(data_dir, pupils=plan.pupils)
    print(f"A store of {plan.pupils:,} invented pupils was built in {took:.1f} s.")
    print(f"{os.cpu_count()} processors; load before the run {os.getloadavg()[0]:.2f}.\n")
    with _product(copy_of(data_dir, folder, "server"), folder) as server:
        kinds = measure_server(server, plan)
    if given.without_browser:
        return kinds, []
    return kinds, measure_apps(data_dir, folder, plan, peers=not given.without_peers)


@contextmanager
def _product(data_dir: Path, folder: Path) -> Iterator[Server]:
    from benchmarks.peers.targets import product

    port = free_port()
    one = product(port, data_dir)
    with serve(
        one.name, one.command, port=port, folder=folder, ready=one.ready, given=one.given
    ) as server:
        yield server


def measure_server(server: Server, plan: Plan) -> list[Kind]:
    """Measure the product's answers under a steady load, and what one costs the server."""
    reader = Reader(Client(server))
    own = reader.own_pupils(plan.own)
    for pupil_id in own:
        reader.keep_form(pupil_id)
    doing = steps(reader, own)
    for each in doing.values():
        cpu_per_request(server, each, count=4)
    taken = run_load(doing, rate=plan.rate, seconds=plan.seconds)
    costs = {
        name: cpu_per_request(server, each, count=plan.cpu_requests) for name, each in doing.items()
    }
    return [_kind(each, costs[each.name]) for each in taken]


def _kind(taken: Taken, cpu: float) -> Kind:
    for failure in taken.failures[:3]:
        print(f"{taken.name} failed: {failure}")
    times_ms = taken.milliseconds
    return Kind(
        name=taken.name,
        requests=len(times_ms),
        failures=len(taken.failures),
        p50=percentile(times_ms, 50),
        p95=percentile(times_ms, 95),
        slowest=percentile(times_ms, 100),
        cpu=cpu,
    )
