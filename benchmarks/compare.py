"""Measure the product and its peers in the browser, one after the other, in the same way."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Error

from benchmarks import browser
from benchmarks.load import CHANGED, Client, Reader
from benchmarks.peers.targets import PRODUCT, Candidate, peers, product, target
from benchmarks.servers import NotMeasured, Server, copy_of, free_port, prepare_peers, serve

WARM_UP = 3
# Clicks go round this many pupils; a search of the product shows 20.
ROUND = 12


@dataclass(frozen=True)
class Plan:
    """Say how much is measured."""

    pupils: int = 5_000
    rate: float = 10.0
    seconds: float = 30.0
    cpu_requests: int = 60
    loads: int = 5
    interactions: int = 40
    own: int = 50


SMALL = Plan(pupils=300, seconds=2.0, cpu_requests=5, loads=1, interactions=3, own=12)


@dataclass
class Measured:
    """Hold what was measured of one app in the browser; NaN where it was not."""

    name: str
    kib: float = math.nan
    ready_ms: float = math.nan
    slow_ready_ms: float = math.nan
    open_ms: list[float] = field(default_factory=list)
    open_cpu: float = math.nan
    save_ms: list[float] = field(default_factory=list)
    save_cpu: float = math.nan
    memory: float = math.nan
    problem: str = ""


def measure_apps(data_dir: Path, folder: Path, plan: Plan, *, with_peers: bool) -> list[Measured]:
    """Return what was measured of each app, with the reason where one could not be."""
    port = free_port()
    tables, saves = data_dir / "tables", folder / "saves.sqlite3"
    candidates = [product(port, copy_of(data_dir, folder, "browser"))]
    if with_peers:
        candidates += peers(port, tables, saves)
    found = []
    for candidate in candidates:
        print(f"Measuring {candidate.name} …", flush=True)
        found.append(_measured(candidate, port, folder, tables, plan))
        for each in folder.glob(f"{saves.name}*"):
            each.unlink()
    return found


def _measured(candidate: Candidate, port: int, folder: Path, tables: Path, plan: Plan) -> Measured:
    measured = Measured(candidate.name)
    try:
        with started(candidate, port, folder) as server, browser.browser() as opened:
            _measure(opened, server, browser.Answers(tables), plan, measured)
    except (NotMeasured, Error) as reason:
        measured.problem = str(reason)[:600]
        print(f"Not measured to the end: {measured.problem}")
    return measured


@contextmanager
def started(candidate: Candidate, port: int, folder: Path) -> Iterator[Server]:
    """Run one candidate until the block ends; raises NotMeasured if it cannot."""
    if candidate.needs_peers:
        prepare_peers()
    with serve(
        candidate.name,
        candidate.command,
        port=port,
        folder=folder,
        ready=candidate.ready,
        given=candidate.given,
    ) as server:
        yield server


def _measure(
    opened: Browser, server: Server, answers: browser.Answers, plan: Plan, measured: Measured
) -> None:
    where = target(server)
    pupils, search = _pupils(server, answers)
    _cold(opened, where, pupils[0], answers, plan, measured)
    with browser.reading(opened, where, answers) as page:
        page.open(where.pupil_path, pupils[0])
        page.search(search)
        following = cycle([*pupils[1:], pupils[0]]) if search else iter_after(pupils)
        measured.open_ms, measured.open_cpu = _repeat(
            lambda: page.follow(next(following)), server, plan
        )
    with browser.reading(opened, where, answers) as page:
        page.open(where.form_path, pupils[0])
        measured.save_ms, measured.save_cpu = _repeat(
            lambda: page.save(pupils[0], CHANGED), server, plan
        )
    measured.memory = server.memory_mib()


def _pupils(server: Server, answers: browser.Answers) -> tuple[list[str], str]:
    """Return the pupils to open in turn, and what finds them in the product's search."""
    whole = answers.pupil_ids
    if server.name != PRODUCT:
        return whole, ""
    reader = Reader(Client(server))
    own = [each for each in reader.own_pupils(60) if each in set(whole)]
    for text in sorted({each[:size] for each in own for size in (2, 3, 4)}):
        found = [each for each in reader.search(text) if each in set(whole)]
        held = [each for each in found if each in own]
        if len(found) >= ROUND and held:
            others = [each for each in found if each != held[0]]
            return [held[0], *others[: ROUND - 1]], text
    raise NotMeasured("no search finds enough pupils to go round")


def iter_after(pupils: Sequence[str]) -> Iterator[str]:
    """Yield the pupils after the first, in order, round and round."""
    return islice(cycle(pupils), 1, None)


def _cold(
    opened: Browser,
    where: browser.Target,
    pupil_id: str,
    answers: browser.Answers,
    plan: Plan,
    measured: Measured,
) -> None:
    # The first load of a server warms what it compresses or imports late.
    browser.cold_load(opened, where, pupil_id, answers, slow=False)
    quick, slow = (
        [browser.cold_load(opened, where, pupil_id, answers, slow=slow) for _ in range(plan.loads)]
        for slow in (False, True)
    )
    measured.kib = median(each.kib for each in [*quick, *slow])
    measured.ready_ms = median(each.ready_ms for each in quick)
    measured.slow_ready_ms = median(each.ready_ms for each in slow)


def _repeat(doing: Callable[[], float], server: Server, plan: Plan) -> tuple[list[float], float]:
    """Do an interaction so many times; return the times and the processor time of each, in ms."""
    for _ in range(WARM_UP):
        doing()
    before = server.cpu_seconds()
    took = [doing() for _ in range(plan.interactions)]
    return took, (server.cpu_seconds() - before) / plan.interactions * 1000
