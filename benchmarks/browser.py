"""Measure in headless Chromium what a reader waits for: bytes, time to ready, the next pupil.

Ready means that the pupil's heading is on the page and all 20 bars are drawn to their length; the
time is that of the first frame in which they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from benchmarks.servers import HOST, NotMeasured
from data.schemas import QUESTION_IDS
from tests.chromium import FLAGS, chromium

# Nothing but this computer is reached, whatever a page asks for.
HERE_ONLY = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}"
WAIT_MS = 60_000
# After an answer, so that what a page does late is neither missed nor mixed into the next.
REST_MS = 200
SETTLE_MS = 600

# CDP takes bytes a second. 10 Mbit/s down, 2 up, 40 ms: the line of a school or a home.
SLOW_LINE = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 10e6 / 8,
    "uploadThroughput": 2e6 / 8,
}

# A bar is read back from its outline, so that a chart counts as drawn only once it is.
WATCH = """
(() => {
  const headings = () => [...document.querySelectorAll("h1")].map((e) => e.textContent.trim());
  const bars = () => [...document.querySelectorAll(".barlayer .point path")].map((path) => {
    const [, from, to] = /M([-\\d.]+),.*H([-\\d.]+)/.exec(path.getAttribute("d")) || [0, 0, 0];
    return to - from;
  });
  const drawn = (scores) => {
    const found = bars(), longest = Math.max(...found), most = Math.max(...scores);
    return found.length === scores.length &&
      scores.every((score, i) => Math.abs(found[i] / longest - score / most) < 0.02);
  };
  const shows = (pupil, scores, message) =>
    headings().includes("Pupil " + pupil) && drawn(scores) &&
    (!message || document.body.textContent.includes(message));
  const late = (pupil, scores, ms) => new Promise((_, fail) => setTimeout(() => fail(new Error(
    `Pupil ${pupil} ${scores} is not ready: ${headings()} ${bars()}`)), ms));
  const until = (pupil, scores, message) => new Promise((done) => {
    const look = () => shows(pupil, scores, message)
      ? done(performance.now()) : requestAnimationFrame(look);
    look();
  });
  window.bench = {
    until: ([pupil, scores, message, ms]) =>
      Promise.race([until(pupil, scores, message), late(pupil, scores, ms)]),
    click: (element, wanted) => {
      const started = performance.now();
      element.click();
      return window.bench.until(wanted).then((end) => end - started);
    },
  };
})();
"""


@dataclass(frozen=True)
class Target:
    """Say where one app shows its two screens and what is clicked there.

    `{pupil}` in an address or selector is the reference. The product's links to pupils are found
    by its `search`, where the peers have a button; `settled` shows once it has kept a draft.
    """

    name: str
    url: str
    pupil_path: str
    form_path: str
    following: str
    save: str
    choice: str
    cookie: tuple[str, str] = ("", "")
    search: str = ""
    settled: str = ""


@dataclass(frozen=True)
class Loaded:
    """Hold what one cold load took, in MB and ms."""

    megabytes: float
    ready: float


class Answers:
    """Know the saved answers of each pupil, so that a page can be told to be right."""

    def __init__(self, tables: Path) -> None:
        frame = pd.read_parquet(tables / "assessments.parquet").sort_values("sequence")
        frame = frame.drop_duplicates("pupil_id", keep="last").set_index("pupil_id")
        self._scores = frame[list(QUESTION_IDS)].dropna().astype(int)
        self._revisions = frame["revision"].astype(int).to_dict()

    @property
    def pupil_ids(self) -> list[str]:
        """Return the pupils whose 20 questions are all answered, by reference."""
        return sorted(self._scores.index)

    def of(self, pupil_id: str) -> list[int]:
        """Return the 20 scores of a pupil in the order of the form."""
        return [int(score) for score in self._scores.loc[pupil_id].to_numpy()]

    def change(self, pupil_id: str, question: str) -> int:
        """Note that an answer will be changed and return the new score: 1 or 2, there and back."""
        score = 2 if self._scores.loc[pupil_id, question] == 1 else 1
        self._scores.loc[pupil_id, question] = score
        self._revisions[pupil_id] += 1
        return score

    def saved(self, pupil_id: str) -> str:
        """Return what every app says once the last change is saved."""
        return f"Saved as revision {self._revisions[pupil_id]}"


@contextmanager
def browser() -> Iterator[Browser]:
    """Open Chromium until the block ends; raises NotMeasured if there is none."""
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(
                executable_path=chromium(), args=[*FLAGS, HERE_ONLY]
            )
        except Error as error:
            raise NotMeasured(f"Chromium did not start: {str(error)[:200]}") from error
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def _context(opened: Browser, target: Target) -> Iterator[BrowserContext]:
    context = opened.new_context(viewport={"width": 1366, "height": 900})
    context.set_default_timeout(WAIT_MS)
    name, value = target.cookie
    if name:
        context.add_cookies([{"name": name, "value": value, "url": target.url}])
    try:
        yield context
    finally:
        context.close()


def cold_load(
    opened: Browser, target: Target, pupil_id: str, scores: Sequence[int], *, slow: bool
) -> Loaded:
    """Open a pupil's page with nothing cached and return its bytes and its time to ready."""
    with _context(opened, target) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        if slow:
            session.send("Network.emulateNetworkConditions", SLOW_LINE)
        sizes: list[float] = []
        session.on(
            "Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"])
        )
        session.on("Network.webSocketFrameReceived", lambda event: sizes.append(_frame(event)))
        page.goto(target.url + target.pupil_path.format(pupil=pupil_id), wait_until="commit")
        ready = _until(page, pupil_id, scores)
        page.wait_for_timeout(SETTLE_MS)
        return Loaded(sum(sizes) / 1e6, ready)


def _frame(event: dict[str, Any]) -> float:
    # A binary frame is handed over in base 64.
    payload = event["response"]["payloadData"]
    return len(payload) * (3 / 4 if event["response"]["opcode"] == 2 else 1)


def _until(page: Page, pupil_id: str, scores: Sequence[int]) -> float:
    return float(page.evaluate("(wanted) => bench.until(wanted)", [pupil_id, scores, "", WAIT_MS]))


class Reading:
    """Hold one open page of an app and do the two interactions on it."""

    def __init__(self, page: Page, target: Target, answers: Answers) -> None:
        self._page = page
        self._target = target
        self._answers = answers

    def open(self, path: str, pupil_id: str) -> None:
        """Open a page and wait until it is ready."""
        self._page.goto(self._target.url + path.format(pupil=pupil_id), wait_until="commit")
        _until(self._page, pupil_id, self._answers.of(pupil_id))
        self.rest()

    def search(self, text: str) -> None:
        """Have the links to other pupils shown, where the app finds them by a search."""
        if self._target.search:
            self._page.fill(self._target.search, text)
            self.rest()

    def rest(self) -> None:
        """Let what the page does late come to an end."""
        self._page.wait_for_timeout(REST_MS)

    def follow(self, pupil_id: str) -> float:
        """Click to the next pupil; return the milliseconds until text and chart are new."""
        selector = self._target.following.format(pupil=pupil_id)
        return self._click(selector, pupil_id)

    def save(self, pupil_id: str, question: str) -> float:
        """Change an answer and save; return the milliseconds from the save until all is drawn."""
        score = self._answers.change(pupil_id, question)
        self._choose(question, score)
        if self._target.settled:
            self._page.locator(self._target.settled).wait_for()
        self.rest()
        return self._click(self._target.save, pupil_id, self._answers.saved(pupil_id))

    def _choose(self, question: str, score: int) -> None:
        selector = self._target.choice.format(question=question, score=score)
        self._page.locator(selector).first.evaluate("(element) => element.click()")

    def _click(self, selector: str, pupil_id: str, message: str = "") -> float:
        element = self._page.locator(selector).first
        element.wait_for(state="attached")
        wanted = [pupil_id, self._answers.of(pupil_id), message, WAIT_MS]
        took = float(element.evaluate("(element, wanted) => bench.click(element, wanted)", wanted))
        self.rest()
        return took


@contextmanager
def reading(opened: Browser, target: Target, answers: Answers) -> Iterator[Reading]:
    """Open a page that stays open for several interactions."""
    with _context(opened, target) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        yield Reading(page, target, answers)
