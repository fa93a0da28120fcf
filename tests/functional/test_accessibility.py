"""WCAG 2.2 AA on every page in every state, wide and narrow.

Each state is brought about and examined once; its findings are then judged by one test a matter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.functional import steps
from tests.functional.conftest import DESKTOP, Pupils, SignIn, Watch
from tests.functional.server import Server
from tests.functional.states import STATES, World

pytestmark = pytest.mark.functional

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
BEST_PRACTICE = "best-practice"
SIZES = {"wide": DESKTOP, "narrow": (390, 844)}
# 1280 px at 400% zoom leave 320 by 256.
ZOOMED = (320, 256)


@dataclass
class Findings:
    """Hold what was found on one page in one state."""

    wcag: list[str] = field(default_factory=list)
    best_practice: list[str] = field(default_factory=list)
    structure: dict[str, Any] = field(default_factory=dict)
    layout: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


KNOWN: dict[str, Findings] = {}


@pytest.fixture(params=list(STATES))
def findings(request: pytest.FixtureRequest) -> Findings:
    """Return what was found in one state; the first test to ask has it examined."""
    name: str = request.param
    if name not in KNOWN:
        world = request.getfixturevalue("world")
        KNOWN[name] = examine(STATES[name](world))
    return KNOWN[name]


@pytest.fixture
def world(
    server: Server,
    council: Server,
    pupils: Pupils,
    watch: Watch,
    new_page: Callable[..., Page],
    sign_in: SignIn,
) -> World:
    """Return what the states are made with."""
    return World(server, council, pupils, watch, new_page, sign_in)


def examine(page: Page) -> Findings:
    """Look at a page at each size."""
    found = Findings()
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        found.layout += [f"{name}: {problem}" for problem in steps.layout_problems(page)]
        found.targets += [f"{name}: {target}" for target in page.evaluate(SMALL_TARGETS)]
        for violation in violations(page):
            kind = found.best_practice if BEST_PRACTICE in violation["tags"] else found.wcag
            kind += [f"{name}: {line}" for line in _lines(violation)]
    found.structure = page.evaluate(STRUCTURE)
    page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
    found.layout += [f"zoomed: {problem}" for problem in steps.layout_problems(page)]
    return found


def violations(page: Page) -> list[dict[str, Any]]:
    """Return what axe finds against WCAG 2.2 AA and its own best practice."""
    options = {
        "runOnly": {"type": "tag", "values": [*WCAG, BEST_PRACTICE]},
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],
    }
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return found


def _lines(violation: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for node in violation["nodes"]
    ]


def test_no_violation_of_wcag(findings: Findings):
    assert findings.wcag == []


def test_best_practice(findings: Findings):
    assert findings.best_practice == []


def test_language_title_heading_and_landmarks(findings: Findings):
    structure = findings.structure
    assert structure["language"] == "en-GB"
    assert "Digital EHCP" in structure["title"]
    assert structure["headings"].count(1) == 1
    assert structure["landmarks"] == {"header": 1, "main": 1}
    assert structure["skip"] == "ok"


def test_headings_go_down_one_step_at_a_time(findings: Findings):
    levels = findings.structure["main_headings"]
    assert levels[0] == 1
    jumps = [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] - pair[0] > 1]
    assert jumps == []


def test_nothing_sticks_out_wide_narrow_or_zoomed(findings: Findings):
    assert findings.layout == []


def test_targets_are_large_enough(findings: Findings):
    assert findings.targets == []


STRUCTURE = """() => {
  const shown = (element) => element.getClientRects().length > 0;
  const levels = (root) => [...document.querySelectorAll(root)].filter(shown)
    .map((heading) => Number(heading.tagName[1]));
  const all = "h1, h2, h3, h4, h5, h6";
  const skip = document.querySelector("a.skip-link");
  const target = skip && document.getElementById(skip.hash.slice(1));
  return {
    language: document.documentElement.lang,
    title: document.title,
    headings: levels(all),
    main_headings: levels(all.split(", ").map((name) => `main ${name}`).join(", ")),
    landmarks: {
      header: document.querySelectorAll("body > header").length,
      main: document.querySelectorAll("main").length,
    },
    skip: target && target.tagName === "MAIN" ? "ok" : "leads to no main",
  };
}"""

# WCAG 2.5.8: 24 by 24 px; a label is part of its control's target, links in a sentence are exempt.
SMALL_TARGETS = """() => {
  const box = (element) => element.getBoundingClientRect();
  const controls = "button, select, input, textarea, summary, a[href]";
  const union = (element) => [element, ...(element.labels || [])].map(box).reduce((a, b) => ({
    left: Math.min(a.left, b.left), right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top), bottom: Math.max(a.bottom, b.bottom),
  }));
  return [...document.querySelectorAll(controls)].filter((element) => {
    const { width, height } = box(element);
    const seen = width && height && !element.closest(".skip-link, .js-plotly-plot");
    const in_words = element.tagName === "A" && getComputedStyle(element).display === "inline";
    if (!seen || in_words) return false;
    const target = union(element);
    return target.right - target.left < 24 || target.bottom - target.top < 24;
  }).map((element) => `${element.tagName} ${element.id} ${element.textContent.slice(0, 30)}`);
}"""
