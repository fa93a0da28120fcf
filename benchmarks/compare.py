"""Measure the product and its peers in the browser, one after the other, in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Error

from benchmarks import browser
from benchmarks.load import CHANGED, Client, Reader, Refused
from benchmarks.peers.screens import Cases
from benchmarks.peers.targets import Candidate, peers, product, target
from benchmarks.plan import ALONE, PRODUCT, Measured, Plan
from benchmarks.servers import NotMeasured, Server, copy_of, free_port, prepare_peers, serve

WARM_UP = 3
# Clicks go round this many pupils; a search of the product shows 20.
ROUND = 12
OWN = 25


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
    except (NotMeasured, Refused, Error) as reason:
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
    measured.megabytes, measured.ready, measured.slow_ready = _cold(
        opened, where, pupils[0], answers.of(pupils[0]), loads=plan.loads
    )
    with browser.reading(opened, where, answers) as page:
        page.open(where.pupil_path, pupils[0])
        page.search(search)
        # A button goes on to the next pupil by reference, a link to any that was found.
        following = cycle(pupils[1:])
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
        middle = len(whole) // 2
        return [*whole[middle:], *whole[:middle]], ""
    reader, complete = Reader(Client(server)), set(whole)
    own = [each for each in reader.own_pupils(OWN) if each in complete]
    for text in sorted({each[:size] for each in own for size in (3, 4)}):
        found = [each for each in reader.search(text) if each in complete]
        if len(found) >= ROUND:
            # The first is one of the reader's own, so that the reader may save it.
            first = own[len(own) // 2]
            return [first, *(each for each in found if each != first)], text
    raise NotMeasured("no search finds enough pupils to go round")


def _cold(
    opened: Browser,
    where: browser.Target,
    pupil_id: str,
    scores: Sequence[int],
    *,
    loads: int,
) -> tuple[float, float, float]:
    """Return the bytes of a first visit, its time to ready, and that on the slow line."""

    def load(slow: bool) -> browser.Loaded:
        return browser.cold_load(opened, where, pupil_id, scores, slow=slow)

    # The first load of a server warms what it compresses or imports late.
    load(False)
    quick, slow = ([load(slow) for _ in range(loads)] for slow in (False, True))
    return (
        median(each.megabytes for each in [*quick, *slow]),
        median(each.ready for each in quick),
        median(each.ready for each in slow),
    )


def _repeat(doing: Callable[[], float], server: Server, plan: Plan) -> tuple[list[float], float]:
    """Do an interaction so many times; return the times and the processor time of each, in ms."""
    for _ in range(WARM_UP):
        doing()
    before = server.cpu_seconds()
    took = [doing() for _ in range(plan.interactions)]
    return took, (server.cpu_seconds() - before) / plan.interactions * 1000


def analytics_alone(tables: Path, folder: Path, *, count: int) -> Measured:
    """Measure the two screens without any framework: what every small app spends on them."""
    cases = Cases(tables, folder / "alone.sqlite3")
    pupils = islice(cycle(cases.pupil_ids), count * 2)
    alone = Measured(ALONE)
    alone.open_cpu = _cpu([partial(cases.screen, next(pupils)) for _ in range(count)])
    pupil_id = next(pupils)
    answers = dict(cases.screen(pupil_id).answers)
    alone.save_cpu = _cpu([partial(_save, cases, pupil_id, answers)] * count)
    return alone


def _save(cases: Cases, pupil_id: str, answers: Mapping[str, int | None]) -> None:
    cases.save(pupil_id, answers)
    cases.screen(pupil_id)


def _cpu(doing: Sequence[Callable[[], object]]) -> float:
    for each in doing[:WARM_UP]:
        each()
    before = time.process_time()
    for each in doing:
        each()
    return (time.process_time() - before) / len(doing) * 1000
