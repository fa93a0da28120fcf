"""Measure how the product serves, and the same two screens in Dash, Shiny and Streamlit.

Every figure comes from the same run on the same computer; the ratios are what carries over to
another one. A slow computer is reported, never failed.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.load import Client, Reader, Refused, Taken, cpu_per_request, run_load, steps
from benchmarks.plan import ALONE, FULL, OURS, PEERS, SMALL, Measured, Plan
from benchmarks.report import Aim, number, percentile, ratio, table, times
from benchmarks.servers import ROOT, NotMeasured, Others, Server, build_demo, copy_of, free_port

RESULTS = ROOT / "benchmarks" / "results"

SERVER_P95 = Aim(50, " ms")
COLD_BYTES = Aim(1, " MB")
COLD_READY = Aim(1.6, " s")
CPU_TIMES = Aim(5, "×", at_least=True)


@dataclass(frozen=True)
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
    plan = SMALL if given.small else FULL
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    others = Others()
    with tempfile.TemporaryDirectory(prefix="serving-") as name:
        try:
            kinds, apps = _measure(plan, Path(name), given)
        except (NotMeasured, Refused) as reason:
            print(f"Not measured: {reason}")
            return 0
    _print_tables(kinds, apps)
    print(f"\nOther programs took {others.share():.0%} of the processors meanwhile.")
    _keep(plan, kinds, apps)
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.serving", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a smoke run of a minute or two")
    parser.add_argument("--without-peers", action="store_true", help="measure the product alone")
    parser.add_argument("--without-browser", action="store_true", help="measure the server alone")
    return parser.parse_args(argv)


def _measure(
    plan: Plan, folder: Path, given: argparse.Namespace
) -> tuple[list[Kind], list[Measured]]:
    print(f"{os.cpu_count()} processors.")
    data_dir = folder / "store"
    data_dir.mkdir(mode=0o700)
    took = build_demo(data_dir, pupils=plan.pupils)
    print(f"The store of invented pupils was built in {took:.1f} s.", flush=True)
    kinds = _served(copy_of(data_dir, folder, "server"), folder, plan)
    if given.without_browser:
        return kinds, []
    from benchmarks.compare import analytics_alone, measure_apps

    apps = measure_apps(data_dir, folder, plan, with_peers=not given.without_peers)
    return kinds, [*apps, analytics_alone(data_dir / "tables", folder, count=plan.cpu_requests)]


def _served(data_dir: Path, folder: Path, plan: Plan) -> list[Kind]:
    from benchmarks.compare import started
    from benchmarks.peers.targets import product

    port = free_port()
    with started(product(port, data_dir), port, folder) as server:
        return measure_server(server, plan)


def measure_server(server: Server, plan: Plan) -> list[Kind]:
    """Measure the product's answers under a steady load, and what one costs the server."""
    reader = Reader(Client(server))
    own = reader.own_pupils(plan.own)
    for pupil_id in own:
        reader.keep_form(pupil_id)
    doing = steps(reader, own)
    for each in doing.values():
        cpu_per_request(server, each, count=4)
    print("Measuring the server under load …", flush=True)
    taken = run_load(doing, rate=plan.rate, seconds=plan.seconds)
    costs = {
        name: cpu_per_request(server, each, count=plan.cpu_requests) for name, each in doing.items()
    }
    return [_kind(each, costs[each.name]) for each in taken]


def _kind(taken: Taken, cpu: float) -> Kind:
    for failure in taken.failures[:3]:
        print(f"{taken.name} failed: {failure}")
    took = taken.milliseconds
    return Kind(
        name=taken.name,
        requests=len(took),
        failures=len(taken.failures),
        p50=percentile(took, 50),
        p95=percentile(took, 95),
        slowest=percentile(took, 100),
        cpu=cpu,
    )


def _print_tables(kinds: Sequence[Kind], apps: Sequence[Measured]) -> None:
    print(f"\nThe product's answers under a steady load, ms\n\n{server_table(kinds)}")
    if apps:
        print(f"\nFirst visit, nothing cached (ratio to {apps[0].name})\n\n{cold_table(apps)}")
        print(f"\nOne interaction (ratio to {apps[0].name})\n\n{interaction_table(apps)}")
        print(f"\nAims\n\n{aims_table(kinds, apps)}")
    for each in apps:
        if each.problem:
            print(f"\n{each.name} was not measured to the end: {each.problem}")


def server_table(kinds: Sequence[Kind]) -> str:
    """Return the table of the product's answers."""
    heads = ("Request", "n", "failed", "p50", "p95", "max", "CPU", "p95 aim", "")
    rows = [
        (
            *(each.name, str(each.requests), str(each.failures)),
            *(number(value) for value in (each.p50, each.p95, each.slowest, each.cpu)),
            *(str(SERVER_P95), SERVER_P95.verdict(each.p95)),
        )
        for each in kinds
    ]
    return table(heads, rows)


def cold_table(apps: Sequence[Measured]) -> str:
    """Return the table of first visits, each with its ratio to the first app."""
    heads = ("App", "MB", "ratio", "ready, LAN, s", "ratio", "ready, 10 Mbit/s, s", "ratio", "MiB")
    first = apps[0]
    rows = [
        (
            *(each.name, number(each.megabytes, 2), times(ratio(each.megabytes, first.megabytes))),
            *(number(each.ready / 1000, 2), times(ratio(each.ready, first.ready))),
            *(number(each.slow_ready / 1000, 2), times(ratio(each.slow_ready, first.slow_ready))),
            number(each.memory, 0),
        )
        for each in apps
        if each.name != ALONE
    ]
    return table(heads, rows)


def interaction_table(apps: Sequence[Measured]) -> str:
    """Return the table of the two interactions, the processor time with its ratio to the first."""
    heads = ("App", "open p50", "p95", "CPU", "ratio", "save p50", "p95", "CPU", "ratio")
    first = apps[0]
    rows = [
        (
            *(each.name, *_spread(each.open_ms), number(each.open_cpu)),
            times(ratio(each.open_cpu, first.open_cpu)),
            *(*_spread(each.save_ms), number(each.save_cpu)),
            times(ratio(each.save_cpu, first.save_cpu)),
        )
        for each in apps
    ]
    return table(heads, rows)


def _spread(took: Sequence[float]) -> tuple[str, str]:
    return number(percentile(took, 50)), number(percentile(took, 95))


def aims_table(kinds: Sequence[Kind], apps: Sequence[Measured]) -> str:
    """Return what was hoped for beside what was found; the last lines are the ratios to peers."""
    product = apps[0]
    rows = [_aim(f"{each.name}: p95", each.p95, SERVER_P95) for each in kinds]
    rows += [
        _aim("First visit: bytes", product.megabytes, COLD_BYTES),
        _aim("First visit at 10 Mbit/s: ready", product.slow_ready / 1000, COLD_READY),
    ]
    for each in apps:
        if each.name in PEERS:
            rows += _server_times(each, apps)
    return table(("Aim", "found", "aim", ""), rows)


def _server_times(peer: Measured, apps: Sequence[Measured]) -> list[tuple[str, ...]]:
    """Compare a peer's small screens with the same in Dash, and with the product's whole page."""
    rows = []
    for each in apps:
        if each.name in OURS:
            name = f"{peer.name} to {each.name}: server time to"
            rows += [
                _aim(f"{name} open", ratio(peer.open_cpu, each.open_cpu), CPU_TIMES),
                _aim(f"{name} save", ratio(peer.save_cpu, each.save_cpu), CPU_TIMES),
            ]
    return rows


def _aim(name: str, value: float, aim: Aim) -> tuple[str, ...]:
    return name, number(value, 2), str(aim), aim.verdict(value)


def _keep(plan: Plan, kinds: Sequence[Kind], apps: Sequence[Measured]) -> None:
    RESULTS.mkdir(exist_ok=True)
    kept = {"plan": asdict(plan), "server": [asdict(each) for each in kinds]}
    kept["apps"] = [asdict(each) for each in apps]
    place = RESULTS / "serving.json"
    place.write_text(json.dumps(kept, indent=1) + "\n")
    print(f"\nEvery figure is in {place.relative_to(ROOT)}.")


if __name__ == "__main__":
    sys.exit(main())
