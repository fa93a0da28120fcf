"""What each view of Reference Charts costs the server at 5,000 pupils, and how heavy it draws.

`python -m benchmarks.charts [--small]` prints one table.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.compare import started
from benchmarks.load import Client, Place, Reader, Refused, cpu_per_request
from benchmarks.peers.targets import product
from benchmarks.plan import FULL, SMALL, Plan
from benchmarks.report import Aim, number, table
from benchmarks.servers import NotMeasured, Others, Server, build_demo, free_port
from layouts import ids

PUPIL = "EX1"
SERVER_TIME = Aim(100, " ms")
DRAWING = Aim(100, " kB")
WARMED = 2

# The callback of each view: what it is called, where it fills, and what it is asked with.
VIEWS: tuple[tuple[str, str, dict[Place, Any]], ...] = (
    ("Clusters", ids.CLUSTERS_BODY, {(ids.CLUSTERS_OPENED, "data"): True}),
    ("A cluster", ids.CLUSTER_BODY, {(ids.CLUSTER_NAME, "data"): "X4"}),
    ("Benchmark a pupil", ids.BENCHMARK_BODY, {(ids.BENCHMARK_PUPIL, "data"): PUPIL}),
    (
        "What would have to be different",
        ids.BENCHMARK_WHAT_IF,
        {(ids.BENCHMARK_CLUSTER, "value"): "X5", (ids.BENCHMARK_PUPIL, "data"): PUPIL},
    ),
    (
        "The authority beside a pupil",
        ids.BENCHMARK_AUTHORITY,
        {(ids.BENCHMARK_AUTHORITY_PUPIL, "data"): PUPIL},
    ),
    ("The library", ids.LIBRARY_BODY, {(ids.LIBRARY_DATA, "value"): "library"}),
    ("The authority's pupils", ids.LIBRARY_BODY, {(ids.LIBRARY_DATA, "value"): "authority"}),
    ("The tree and its cut", ids.LIBRARY_TREE, {(ids.LIBRARY_CUT, "value"): "9"}),
    ("National figures", ids.NATIONAL_BODY, {(ids.NATIONAL_OPENED, "data"): True}),
)


@dataclass(frozen=True)
class View:
    """Hold what one view costs: drawings, processor time in ms, and its heaviest drawing in kB."""

    name: str
    drawings: int
    cpu: float
    heaviest: float


def main(argv: Sequence[str] | None = None) -> int:
    """Measure every view, print the table, and return 0."""
    parser = argparse.ArgumentParser(prog="benchmarks.charts", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a smoke run")
    plan = SMALL if parser.parse_args(argv).small else FULL
    others = Others()
    with tempfile.TemporaryDirectory(prefix="charts-") as name:
        try:
            found = _measure(plan, Path(name))
        except (NotMeasured, Refused) as reason:
            print(f"Not measured: {reason}")
            return 0
    _print(found)
    print(f"\nOther programs took {others.share():.0%} of the processors meanwhile.")
    return 0


def _measure(plan: Plan, folder: Path) -> list[View]:
    data_dir = folder / "store"
    data_dir.mkdir(mode=0o700)
    build_demo(data_dir, pupils=plan.pupils)
    port = free_port()
    with started(product(port, data_dir), port, folder) as server:
        client = Client(server)
        Reader(client).caseload(1, mine=True)
        return [_view(server, client, *view, count=plan.cpu_requests) for view in VIEWS]


def _view(
    server: Server, client: Client, name: str, place: str, values: dict[Place, Any], *, count: int
) -> View:
    # The first requests of each worker also import and fill caches, which later ones do not.
    for _ in range(WARMED * 4):
        found = client.call((place, "children"), values)
    heavy = [len(json.dumps(figure)) / 1000 for figure in figures(found[place]["children"])]
    cpu = cpu_per_request(server, lambda: client.call((place, "children"), values), count=count)
    return View(name, len(heavy), cpu, max(heavy, default=0.0))


def figures(component: Any) -> Iterator[dict[str, Any]]:
    """Return every figure inside a component, as it was sent."""
    if isinstance(component, list):
        for each in component:
            yield from figures(each)
    if isinstance(component, dict):
        properties = component.get("props", {})
        if isinstance(properties, dict):
            if "figure" in properties:
                yield properties["figure"]
            yield from figures(properties.get("children"))


def _print(found: Sequence[View]) -> None:
    heads = ["View", "drawings", "CPU, ms", "each, ms", "aim", "", "heaviest, kB", "aim", ""]
    rows = [
        [
            view.name,
            str(view.drawings),
            number(view.cpu),
            number(view.cpu / max(view.drawings, 1)),
            str(SERVER_TIME),
            SERVER_TIME.verdict(view.cpu / max(view.drawings, 1)),
            number(view.heaviest),
            str(DRAWING),
            DRAWING.verdict(view.heaviest),
        ]
        for view in found
    ]
    print(table(heads, rows))


if __name__ == "__main__":
    raise SystemExit(main())
