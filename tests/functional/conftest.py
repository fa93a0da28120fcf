"""A real server, a browser, and somebody signed in; every test fails on an unexpected complaint."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from data.schemas import QUESTION_IDS
from tests.chromium import FLAGS, chromium
from tests.functional.server import Server, command, serving

PATIENCE = 40_000
DESKTOP = (1440, 900)
SENCO_SCHOOL = "S001"
COUNCIL_PASSWORD = "correct horse battery staple"

SignIn = Callable[..., Page]


class Watch:
    """Collect what pages complain of; a test says beforehand which complaints it means to cause."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.expected: list[str] = []
        self.allowed: list[str] = []

    def over(self, page: Page) -> None:
        """Note every console error or warning and every script error of a page."""
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"console {kind}: {text}")

    def expects(self, *patterns: str) -> None:
        """Allow complaints that match a pattern; each pattern must then be met at least once."""
        self.expected += patterns

    def allows(self, *patterns: str) -> None:
        """Allow complaints that match a pattern, whether or not there are any."""
        self.allowed += patterns

    def unexpected(self) -> list[str]:
        """Return the complaints that no test asked for, and the patterns that nothing met."""
        known = (*self.expected, *self.allowed)
        said = [c for c in self.complaints if not any(re.search(e, c) for e in known)]
        unmet = [e for e in self.expected if not any(re.search(e, c) for c in self.complaints)]
        return [*said, *(f"expected but not seen: {pattern}" for pattern in unmet)]


class Pupils:
    """Hand out pupils of the demonstration that no other test of this run has touched."""

    def __init__(self, tables: Path) -> None:
        pupils = pd.read_parquet(tables / "pupils.parquet")
        advice = pd.read_parquet(tables / "advice.parquet")
        answers = pd.read_parquet(tables / "assessments.parquet").set_index("pupil_id")
        complete = set(answers.index[answers[list(QUESTION_IDS)].notna().all(axis=1)])
        asked = set(advice.loc[advice["specialist"] == "specialist", "pupil_id"])
        at_school = sorted(pupils.loc[pupils["school_id"] == SENCO_SCHOOL, "pupil_id"])
        held = set(pupils.loc[pupils["co_ordinator"] == "coordinator", "pupil_id"])
        own = sorted(pupil for pupil in held - set(at_school) if not pupil.startswith("EX"))
        others = sorted(set(pupils["pupil_id"]) - held - asked - set(at_school))
        self._shared = iter([pupil for pupil in own if pupil in asked and pupil in complete])
        self._with_hearing_loss = set(answers.index[answers["hearing"] > 0])
        plans = pd.read_parquet(tables / "plans.parquet")
        self._with_final_plan = set(plans.loc[plans["status"] == "final", "pupil_id"])
        self._own = iter([pupil for pupil in own if pupil not in asked and pupil in complete])
        self.unanswered = next(pupil for pupil in own if pupil not in complete)
        self.of_nobody_here = others[0]
        self.of_the_senco = at_school[0]

    def shared(self) -> str:
        """Return a pupil whom the co-ordinator holds and the specialist was asked about."""
        return next(self._shared)

    def hearing_well(self) -> str:
        """Return one of the co-ordinator's own pupils whose answers tell of no hearing loss."""
        return next(pupil for pupil in self._own if pupil not in self._with_hearing_loss)

    def with_final_plan(self) -> str:
        """Return one of the co-ordinator's own pupils whose final plan was issued."""
        return next(pupil for pupil in self._own if pupil in self._with_final_plan)

    def own(self) -> str:
        """Return a pupil whom the co-ordinator holds and the specialist was not asked about."""
        return next(self._own)


@pytest.fixture(scope="session")
def demo_place(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demonstration to a server of this run alone."""
    place = tmp_path_factory.mktemp("functional") / "store"
    shutil.copytree(demo_store, place)
    return place


@pytest.fixture(scope="session")
def server(demo_place: Path) -> Iterator[Server]:
    """Serve the demonstration for the whole run."""
    with serving(demo_place) as running:
        yield running


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve an empty store outside demo mode, with one account and its password."""
    place = tmp_path_factory.mktemp("council") / "store"
    command(place, "prepare", demo=False)
    words = ("--name", "Hana Lowe", "--role", "co-ordinator", "--password", COUNCIL_PASSWORD)
    command(place, "add-account", "hana", *words, demo=False)
    with serving(place, demo=False, workers=1) as running:
        yield running


@pytest.fixture(scope="session")
def pupils(demo_place: Path) -> Pupils:
    """Hand out untouched pupils."""
    return Pupils(demo_place / "tables")


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """Start one Chromium for the run."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fail the test on any complaint of a page that it did not announce."""
    watching = Watch()
    yield watching
    unexpected = watching.unexpected()
    assert not unexpected, "\n".join(unexpected)


@pytest.fixture
def contexts() -> list[BrowserContext]:
    """Hold the browser contexts that a test opened."""
    return []


@pytest.fixture
def new_page(
    chrome: Browser, watch: Watch, contexts: list[BrowserContext]
) -> Iterator[Callable[..., Page]]:
    """Open pages, each in a browser context of its own with nothing kept from before."""

    def opened(address: str, size: tuple[int, int] = DESKTOP) -> Page:
        width, height = size
        context = chrome.new_context(
            base_url=address, viewport={"width": width, "height": height}, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE)
        context.on("page", watch.over)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(server: Server, new_page: Callable[..., Page]) -> SignIn:
    """Return a page whose context is signed in as the invented person of a role."""

    def signed_in(role: str, size: tuple[int, int] = DESKTOP) -> Page:
        page = new_page(server.address, size)
        answer = page.request.post(
            "/sign-in/demo",
            form={"role": role},
            headers={"Origin": server.address},
            max_redirects=0,
        )
        assert answer.status == 303
        return page

    return signed_in


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Any:
    """Show the server's log and keep pictures of the pages with a test that failed."""
    report = yield
    if report.when == "call" and report.failed and isinstance(item, pytest.Function):
        for name in ("server", "council"):
            if isinstance(item.funcargs.get(name), Server):
                report.sections.append((f"{name} log", item.funcargs[name].last_words()))
        report.sections.append(("pages", _pictures(item)))
    return report


def _pictures(item: pytest.Function) -> str:
    folder, lines = item.funcargs.get("tmp_path"), []
    pages = [page for context in item.funcargs.get("contexts", []) for page in context.pages]
    for number, page in enumerate(pages):
        path = Path(folder or ".") / f"page-{number}.png"
        page.screenshot(path=path)
        lines.append(f"{page.url} is pictured in {path}")
    return "\n".join(lines)
