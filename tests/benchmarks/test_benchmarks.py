"""The benchmarks' own arithmetic and printing; nothing here is timed."""

from __future__ import annotations

import asyncio
import gzip
import math
import os
import re
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks import clustering, compare, grouping, run, serving
from benchmarks.load import Client, Refused, Taken, controls, links, run_load
from benchmarks.peers.compressed import Compressed
from benchmarks.plan import ALONE, FULL, SMALL, Measured
from benchmarks.report import Aim, number, percentile, ratio, table, times
from benchmarks.servers import (
    Others,
    busy_ticks,
    cpu_seconds,
    free_port,
    parent_of,
    process_tree,
    ticks_of,
)

STAT = "4242 (a (b) c) S 77 4242 4242 0 -1 4194304 900 0 1 0 350 25 9 8 20 0 4 0 1234 5678 90 184"


@pytest.mark.parametrize(
    ("share", "expected"), [(50, 5), (95, 10), (90, 9), (100, 10), (0, 1), (91, 10)]
)
def test_percentile_is_a_measured_value(share: float, expected: float) -> None:
    assert percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], share) == expected


def test_percentile_of_nothing_is_unknown() -> None:
    assert math.isnan(percentile([], 95))


def test_ratio_needs_both_values() -> None:
    assert ratio(30, 10) == 3
    assert math.isnan(ratio(30, math.nan))
    assert math.isnan(ratio(math.nan, 10))
    assert math.isnan(ratio(30, 0))


def test_numbers_show_what_was_not_measured_as_a_dash() -> None:
    assert number(1234.56) == "1,234.6"
    assert number(math.nan) == "–"
    assert times(2.04) == "2.0×"
    assert times(math.nan) == "–"


@pytest.mark.parametrize(
    ("aim", "value", "verdict"),
    [
        (Aim(50, " ms"), 50, "met"),
        (Aim(50, " ms"), 50.1, "MISSED"),
        (Aim(5, "×", at_least=True), 5, "met"),
        (Aim(5, "×", at_least=True), 4.9, "MISSED"),
        (Aim(5, "×"), math.nan, "not measured"),
    ],
)
def test_aims_say_what_was_missed(aim: Aim, value: float, verdict: str) -> None:
    assert aim.verdict(value) == verdict


def test_table_lines_up() -> None:
    text = table(("App", "ms"), [("A long name", "1.0"), ("B", "1,000.0")])
    assert text.splitlines() == [
        "| App         |      ms |",
        "|-------------|--------:|",
        "| A long name |     1.0 |",
        "| B           | 1,000.0 |",
    ]


def test_cpu_time_is_read_past_a_name_with_brackets() -> None:
    assert ticks_of(STAT) == 375
    assert parent_of(STAT) == 77


def test_what_other_programs_take_is_known() -> None:
    assert busy_ticks("cpu  10 1 5 900 70 2 3 0 0 0\ncpu0 5 1 2 400 30 1 1 0 0 0\n") == 21
    # A moment of a few ticks may seem busier than its processors.
    assert 0 <= Others().share() < math.inf


def test_processes_of_this_computer_can_be_read() -> None:
    assert os.getpid() in process_tree(os.getppid())
    assert cpu_seconds(os.getpid()) > 0
    assert cpu_seconds(2**22 + 1) == 0
    assert free_port() > 0


def test_every_table_prints_what_was_and_was_not_measured(
    capsys: pytest.CaptureFixture[str],
) -> None:
    kinds = [serving.Kind("Open a pupil", 75, 0, 9.0, 60.0, 80.0, 12.0)]
    product = Measured("Digital EHCP", 0.9, 900, 1500, [50.0], 10, [60.0], 12, 300)
    slower = Measured("Streamlit", 2.7, 1800, 6000, [100.0], 55, [120.0], 36, 200)
    failed = Measured("Shiny for Python", problem="It could not be installed.")
    alone = Measured(ALONE, open_cpu=4)
    serving._print_tables(kinds, [product, slower, failed, alone])
    printed = capsys.readouterr().out
    assert "| Open a pupil | 75 |      0 | 9.0 | 60.0 | 80.0 | 12.0 | ≤ 50 ms | MISSED |" in printed
    found = [re.sub(r"\s+", " ", line) for line in printed.splitlines()]
    to_product = "Streamlit to Digital EHCP: server time to"
    assert f"| {to_product} open | 5.50 | ≥ 5× | met |" in found
    assert f"| {to_product} save | 3.00 | ≥ 5× | MISSED |" in found
    assert sum(line.startswith(f"| {ALONE}") for line in found) == 1
    assert "Shiny for Python was not measured to the end: It could not be installed." in printed


def test_a_load_counts_answers_and_failures() -> None:
    def refuse() -> None:
        raise Refused("no")

    good, bad = run_load({"good": lambda: None, "bad": refuse}, rate=200, seconds=0.1)
    assert (len(good.milliseconds), good.failures) == (10, [])
    assert (len(bad.milliseconds), bad.failures) == (0, ["no"] * 10)
    assert serving._kind(Taken("none"), 0.0).requests == 0


TREE = {
    "props": {
        "children": [
            {"props": {"id": "a", "value": 2}},
            {"props": {"id": "b", "data": None, "children": "text"}},
            {"props": {"href": "/pupils/NM1", "children": ["NM1"]}},
            {"props": {"href": "/create"}},
        ]
    }
}


def test_controls_and_links_are_found_in_a_page() -> None:
    assert dict(controls([TREE])) == {("a", "value"): 2, ("b", "data"): None}
    assert list(links(TREE)) == ["NM1"]


def test_a_body_is_what_the_browser_would_send() -> None:
    client = object.__new__(Client)
    client._callbacks = {
        "..one.children...two.data..": {
            "output": "..one.children...two.data..",
            "inputs": [{"id": "button", "property": "n_clicks"}],
            "state": [{"id": "two", "property": "data"}],
        }
    }
    body = client.body(("two", "data"), {("button", "n_clicks"): 1})
    assert body.decode() == (
        '{"output": "..one.children...two.data..", "outputs": [{"id": "one", "property": '
        '"children"}, {"id": "two", "property": "data"}], "inputs": [{"id": "button", "property": '
        '"n_clicks", "value": 1}], "changedPropIds": ["button.n_clicks"], '
        '"parsedChangedPropsIds": ["button.n_clicks"], "state": [{"id": "two", "property": '
        '"data", "value": null}]}'
    )


def test_peers_are_served_compressed_once() -> None:
    asked: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        asked.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"a" * 500, "more_body": True})
        await send({"type": "http.response.body", "body": b"b" * 500})

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {}

    served = Compressed(app)
    for path in ("/app.js", "/app.js", "/"):
        scope = {"type": "http", "method": "GET", "path": path, "headers": []}
        asyncio.run(served(scope, receive, send))
    assert asked == ["/app.js", "/"]
    assert gzip.decompress(sent[1]["body"]) == b"a" * 500 + b"b" * 500
    assert (b"content-encoding", b"gzip") in sent[2]["headers"]


def test_the_small_run_is_small() -> None:
    assert SMALL.seconds * SMALL.rate <= 20
    assert SMALL.interactions * 10 <= FULL.interactions
    assert compare.ROUND <= 20


def test_invented_cases_are_the_same_each_time_and_within_the_scales() -> None:
    cases, truth = clustering.mixture(200, spread=1.2)
    again, _ = clustering.mixture(200, spread=1.2)
    assert (cases == again).all()
    assert set(truth) == set(range(9))
    assert ((cases >= 0) & (cases <= clustering.TOPS)).all()
    assert grouping.weighted(cases)[:, -1].tolist() == (cases[:, -1] * 0.2).tolist()
    assert clustering.agreement(truth, truth + 5) == 1


def test_a_peer_that_fails_or_does_not_fit_is_said_to(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measure(method: str, cases: Any, *, runs: int) -> clustering.Grouped:
        if method == "scipy":
            return clustering.Grouped(method, problem="MemoryError")
        return clustering.Grouped(method, 2.0, 100.0, grouping.METHODS["product"](cases)())

    monkeypatch.setattr(clustering, "measure", measure)
    monkeypatch.setattr(clustering, "MOST_WITH_MATRIX", 60)
    plan = clustering.Plan(sizes=(60, 70), nation=80, different=20, runs=1)
    found = list(clustering.against_peers(plan, spread=0.5, peers=("scipy", "fastcluster")))
    assert [row[:3] for row in found] == [
        ("60", "Digital EHCP", "2.00"),
        ("60", "scipy", "–"),
        ("60", "fastcluster", "2.00"),
        ("70", "Digital EHCP", "2.00"),
        ("70", "fastcluster", "2.00"),
        ("70", "scipy", "not run: all pairs"),
    ]
    assert found[2][-1] == "1.000 (≥ 0.99: met)"
    assert capsys.readouterr().out == "scipy at 60: MemoryError\n"
    rows = list(clustering.nation(plan))
    assert [row[0] for row in rows] == [
        "clear profiles",
        "overlapping profiles",
        "sets of answers repeat",
    ]
    assert rows[2][3] == "≤ 0.5 s: MISSED"


def test_benchmarks_run_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []

    def module(name: str) -> Any:
        return SimpleNamespace(main=lambda argv: calls.append((name, argv)))

    monkeypatch.setattr(run, "import_module", module)
    assert run.main(["serving", "--small"]) == 0
    assert run.main([]) == 0
    assert calls == [
        ("benchmarks.serving", ["--small"]),
        *((f"benchmarks.{name}", []) for name in run.BENCHMARKS),
    ]
    with pytest.raises(SystemExit):
        run.main(["nothing"])
