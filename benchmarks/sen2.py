"""SEN2: how long a release takes to load, and how quickly its pages answer at 45 requests a second.

It needs a release of the DfE's EHC plan statistics as published; nothing of it is kept here.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.load import Client, Taken, cpu_per_request, run_load
from benchmarks.report import Aim, number, percentile, ratio, table, times
from benchmarks.servers import (
    HOST,
    ROOT,
    NotMeasured,
    Others,
    Server,
    environment,
    free_port,
    serve,
)
from layouts import ids
from layouts.sen2.views import VIEWS

RELEASE = ROOT.parent / "shared" / "sen2" / "education-health-and-care-plans_2025.zip"
TIMELINESS = "data/timeliness_20_week.csv"
# The DfE's benchmarking service publishes 260 ms at 45.2 requests/s (its test plan 0008, March
# 2025); its goal is a p95 below 1 s.
RATE = 45.0
WARM_RATE = 15.0
IMPORT_SECONDS, IMPORT_MIB = Aim(30, " s"), Aim(2048, " MiB")
PAGE_P95 = Aim(150, " ms")
WORKERS = "2"
VISITOR = ""


@dataclass(frozen=True)
class Loaded:
    """Hold what loading a release cost."""

    seconds: float
    cpu: float
    mebibytes: float


@dataclass(frozen=True)
class View:
    """Hold what one view's answers took, in ms."""

    name: str
    taken: Taken
    cpu: float


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print the tables; return 1 where there is no release."""
    given = _arguments(argv)
    if not given.release.exists():
        print(f"There is no release at {given.release}. Give one with --release.")
        return 1
    others = Others()
    seconds = 5.0 if given.small else 40.0
    with tempfile.TemporaryDirectory(prefix="sen2-bench-") as name:
        folder = Path(name)
        loaded = _load(given.release, folder)
        print(f"\nLoading the release\n\n{load_table(loaded)}")
        views = _views(folder, seconds)
        peer = _peer(given.release, folder, 10 if given.small else 40)
        print(f"\nPages at {RATE:.0f} requests/s, ms\n\n{view_table(views, peer)}")
    print(f"\nOther programs took {others.share():.0%} of the processors meanwhile.")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.sen2", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a smoke run")
    parser.add_argument("--release", type=Path, default=RELEASE, help="the zip as published")
    return parser.parse_args(argv)


def _load(release: Path, folder: Path) -> Loaded:
    """Load a release in a process of its own, with the lists beside it, and weigh that."""
    (folder / "store").mkdir(mode=0o700)
    # Lists of authorities and neighbours may lie beside the release.
    lists = sorted(release.parent.glob("*.csv"))
    command = [sys.executable, "-m", "flask", "--app", "app", "import-sen2"]
    given = environment(DEMO="1", DATA_DIR=str(folder / "store"))
    started = time.monotonic()
    pid = os.posix_spawn(
        sys.executable, [*command, str(release), *map(str, lists)], {**given, "FLASK_APP": "app"}
    )
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise NotMeasured("the release could not be loaded")
    return Loaded(
        seconds=time.monotonic() - started,
        cpu=usage.ru_utime + usage.ru_stime,
        mebibytes=usage.ru_maxrss / 1024,
    )


def _views(folder: Path, seconds: float) -> list[View]:
    with _product(folder) as server:
        client = Client(server, role=VISITOR)
        doing = {view.words: _opened(client, view.id, view.path) for view in VIEWS.values()}
        # Not measured: each worker reads the tables and draws most views for the first time.
        print("\nWarming up …", flush=True)
        first = run_load(doing, rate=WARM_RATE, seconds=seconds)
        every = [took for one in first for took in one.milliseconds]
        print(f"p95 meanwhile: {percentile(every, 95):,.0f} ms at {WARM_RATE:.0f} requests/s")
        print(f"\nAsking for {seconds:.0f} s …", flush=True)
        taken = run_load(doing, rate=RATE, seconds=seconds)
        costs = {name: cpu_per_request(server, each, count=40) for name, each in doing.items()}
    return [View(each.name, each, costs[each.name]) for each in taken]


@contextmanager
def _product(folder: Path) -> Iterator[Server]:
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "app:server", "--bind", f"{HOST}:{port}"),
        *("--workers", WORKERS, "--threads", "12", "--worker-class", "gthread"),
        "--no-control-socket",
    ]
    given = {"DEMO": "1", "DATA_DIR": str(folder / "store")}
    with serve("product", command, port=port, folder=folder, ready="/healthz", given=given) as it:
        yield it


def _opened(client: Client, view: str, path: str) -> Callable[[], object]:
    """Return what opens a view, each time for the next authority, as a leader of it would."""
    codes = cycle(_authorities())
    lock = threading.Lock()

    def open_view() -> object:
        with lock:
            code = next(codes)
        place = (ids.sen2(view, "body"), "children")
        address = (ids.sen2(view, "address"), "data")
        return client.call(place, {address: f"{path}?authority={code}"})

    return open_view


def _authorities() -> list[str]:
    """Return the DfE numbers of authorities that have had one since before 2019."""
    return [str(code) for code in (*range(301, 321), *range(330, 337), *range(350, 360), 850, 881)]


def _peer(release: Path, folder: Path, count: int) -> View:
    """Measure the page that reads the CSV on each request, one request after the other."""
    with zipfile.ZipFile(release) as opened:
        opened.extract(TIMELINESS, folder)
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "benchmarks.peers.csv_app:server"),
        *("--bind", f"{HOST}:{port}", "--workers", WORKERS, "--no-control-socket"),
    ]
    given = {"CSV": str(folder / TIMELINESS)}
    with serve("csv on each request", command, port=port, folder=folder, given=given) as server:
        client = _Plain(server)
        cpu_per_request(server, client.get, count=4)
        name = "CSV read on each request"
        (taken,) = run_load({name: client.get}, rate=2.0, seconds=count / 2)
        return View(name, taken, cpu_per_request(server, client.get, count=10))


class _Plain:
    """Ask a server for its page and no more."""

    def __init__(self, server: Server) -> None:
        self._url = server.url

    def get(self) -> bytes:
        """Return the page."""
        import urllib.request

        with urllib.request.urlopen(self._url, timeout=30) as answer:
            content: bytes = answer.read()
            return content


def load_table(loaded: Loaded) -> str:
    """Return the table of loading."""
    rows = [
        (
            "Time",
            f"{loaded.seconds:.1f} s",
            str(IMPORT_SECONDS),
            _met(IMPORT_SECONDS, loaded.seconds),
        ),
        ("Processor time", f"{loaded.cpu:.1f} s", "", ""),
        (
            "Most memory",
            f"{loaded.mebibytes:,.0f} MiB",
            str(IMPORT_MIB),
            _met(IMPORT_MIB, loaded.mebibytes),
        ),
    ]
    return table(("", "measured", "aim", ""), rows)


def _met(aim: Aim, value: float) -> str:
    return aim.verdict(value)


def view_table(views: Sequence[View], peer: View) -> str:
    """Return the table of the views, and of the peer at 2 requests/s, which is all it can do."""
    heads = (
        "View",
        "n",
        "failed",
        "p50",
        "p95",
        "CPU",
        "ratio of CPU to the peer's",
        "p95 aim",
        "",
    )
    rows = [(*_row(each), times(ratio(each.cpu, peer.cpu)), *_aimed(each)) for each in views]
    return table(heads, [*rows, (*_row(peer), times(1.0), "", "")])


def _row(view: View) -> tuple[str, ...]:
    took = view.taken.milliseconds
    for failure in view.taken.failures[:2]:
        print(f"{view.name} failed: {failure}")
    numbers = (percentile(took, 50), percentile(took, 95), view.cpu)
    return (view.name, str(len(took)), str(len(view.taken.failures)), *map(number, numbers))


def _aimed(view: View) -> tuple[str, str]:
    return str(PAGE_P95), PAGE_P95.verdict(percentile(view.taken.milliseconds, 95))


if __name__ == "__main__":
    sys.exit(main())
