"""WCAG 2.2 AA on every page in every state: wide, narrow and at 400% zoom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.functional import steps
from tests.functional.conftest import DESKTOP, Pupils, SignIn, Watch
from tests.functional.server import Server
from tests.functional.states import FIRST_STATES, STATES, World

pytestmark = pytest.mark.functional

BEST_PRACTICE = "best-practice"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", BEST_PRACTICE]
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    # The pages have no frames, and all their style sheets are their own.
    "iframes": False,
    "preload": False,
}
SIZES = {"wide": DESKTOP, "narrow": (390, 844)}
# 1280 px at 400% zoom leave 320 by 256.
ZOOMED = (320, 256)


@pytest.fixture
def world(
    server: Server,
    pupils: Pupils,
    watch: Watch,
    new_page: Callable[..., Page],
    sign_in: SignIn,
    request: pytest.FixtureRequest,
) -> World:
    """Return what the states are made with; the council's server starts for those that ask."""
    council = partial(request.getfixturevalue, "council")
    return World(server, council, pupils, watch, new_page, sign_in)


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(state, marks=() if state in FIRST_STATES else pytest.mark.thorough)
        for state in STATES
    ],
)
def test_a_page_in_a_state_is_accessible(world: World, state: str):
    page = STATES[state](world)
    found = {
        "WCAG 2.2 AA": [],
        "best practice": [],
        "structure": structure_problems(page),
        "layout": [],
        "targets": [],
    }
    page.evaluate(AXE_SCRIPT)
    for size, (width, height) in SIZES.items():
        steps.resize(page, width, height)
        found["layout"] += [f"{size}: {problem}" for problem in steps.layout_problems(page)]
        found["targets"] += [f"{size}: {target}" for target in page.evaluate(SMALL_TARGETS)]
        for violation in page.evaluate("options => axe.run(options)", AXE_OPTIONS)["violations"]:
            kind = "best practice" if BEST_PRACTICE in violation["tags"] else "WCAG 2.2 AA"
            found[kind] += [f"{size}: {line}" for line in lines(violation)]
    steps.resize(page, *ZOOMED)
    found["layout"] += [f"zoomed: {problem}" for problem in steps.layout_problems(page)]
    report = [f"{kind}: {problem}" for kind, problems in found.items() for problem in problems]
    assert not report, "\n".join(report)


def lines(violation: dict[str, Any]) -> list[str]:
    """Return a line for each element that breaks a rule of axe."""
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for node in violation["nodes"]
    ]


def structure_problems(page: Page) -> list[str]:
    """Return what is wrong with the language, title, headings and landmarks of a page."""
    structure = page.evaluate(STRUCTURE)
    levels = structure["levels"]
    checks = {
        "the language is not en-GB": structure["language"] == "en-GB",
        "the title does not name the app": "Digital EHCP" in structure["title"],
        "there is not one h1": levels.count(1) == 1,
        f"headings jump: {levels}": all(b - a <= 1 for a, b in pairwise(levels)),
        "there is not one header and one main": structure["landmarks"] == [1, 1],
        "the skip link leads to no main": structure["skips_to"] == "MAIN",
    }
    return [problem for problem, sound in checks.items() if not sound]


STRUCTURE = """() => {
  const shown = (element) => element.getClientRects().length > 0;
  const skip = document.querySelector("a.skip-link");
  const target = skip && document.getElementById(skip.hash.slice(1));
  return {
    language: document.documentElement.lang,
    title: document.title,
    levels: [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")].filter(shown)
      .map((heading) => Number(heading.tagName[1])),
    landmarks: ["body > header", "main"].map((name) => document.querySelectorAll(name).length),
    skips_to: target && target.tagName,
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
