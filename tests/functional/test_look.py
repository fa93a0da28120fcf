"""How the pages look: nothing spills or overlaps; with SCREENSHOTS=1, the README's pictures."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from layouts import ids
from tests.functional import steps
from tests.functional.conftest import SignIn
from tests.functional.server import ROOT, Server
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional

PICTURES = ROOT / "docs" / "screenshots"
SIZES = {1440: (1440, 900), 390: (390, 844)}
FAMILY = "system-ui"


def open_sign_in(page: Page) -> None:
    """Open the sign-in page."""
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="EHC co-ordinator")).to_be_visible()


def open_example(page: Page) -> None:
    """Open the first example pupil."""
    steps.open_pupil(page, "EX1")


def open_assessment(page: Page) -> None:
    """Open the form of the first example pupil."""
    open_example(page)
    page.get_by_role("heading", name="Pupil assessment").evaluate("h => h.scrollIntoView()")
    expect(by_id(page, ids.ASSESSMENT_SAVE)).to_be_in_viewport()


def open_cluster(page: Page) -> None:
    """Open the page of a cluster."""
    steps.open_cluster(page, "X7")


def open_benchmark(page: Page) -> None:
    """Compare the first example pupil."""
    steps.open_benchmark(page, "EX1")


def open_generator(page: Page) -> None:
    """Open the provision in the drafted plan of the first example pupil."""
    steps.draft_plan(page, "EX1")
    steps.open_plan(page, "EX1", "F")


def open_board(page: Page) -> None:
    """Open the board of the cases that one holds."""
    expect(steps.open_view(page, "/board", ids.BOARD_BODY)).to_contain_text("EX1")


SCREENS: dict[str, tuple[str, Callable[[Page], object]]] = {
    "sign-in": ("", open_sign_in),
    "caseload": ("co-ordinator", steps.open_caseload),
    "review": ("co-ordinator", open_example),
    "assessment": ("co-ordinator", open_assessment),
    "create": ("co-ordinator", steps.open_create),
    "generator": ("co-ordinator", open_generator),
    "board": ("co-ordinator", open_board),
    "packages": ("administrator", steps.open_packages),
    "cluster": ("co-ordinator", open_cluster),
    "benchmark": ("co-ordinator", open_benchmark),
}


@pytest.mark.thorough
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_looks_right_at_both_widths(
    sign_in: SignIn, new_page: Callable[..., Page], server: Server, screen: str
):
    role, opened = SCREENS[screen]
    page = sign_in(role) if role else new_page(server.address)
    for width, (wide, high) in SIZES.items():
        steps.resize(page, wide, high)
        opened(page)
        assert steps.layout_problems(page) == []
        assert page.evaluate(OVERLAPS) == []
        assert page.evaluate("document.fonts.ready.then(fonts => fonts.status)") == "loaded"
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith(FAMILY)
        if os.environ.get("SCREENSHOTS") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{screen}-{width}.png", animations="disabled")


@pytest.mark.thorough
def test_the_save_bar_leaves_most_of_a_small_screen_to_the_form(sign_in: SignIn):
    page = sign_in("co-ordinator", SIZES[390])
    open_assessment(page)
    assert by_id(page, ids.ASSESSMENT_SAVE).bounding_box() is not None
    assert page.evaluate(BAR_SHARE) <= 0.33
    steps.resize(page, 320, 256)
    assert page.evaluate(BAR_SHARE) <= 0.5


def test_a_longer_reference_stays_inside_its_fact(sign_in: SignIn):
    page = sign_in("co-ordinator")
    steps.open_create(page)
    reference = "NM202600417ABCD"
    steps.fill_pupil(page, reference)
    steps.wait_for_pupil(page, reference)
    assert steps.layout_problems(page) == []


# The part of the screen's height that a bar at its foot takes.
BAR_SHARE = """() => {
  const bar = document.querySelector(".save-bar");
  return getComputedStyle(bar).position === "sticky" ? bar.offsetHeight / innerHeight : 0;
}"""

# Whatever is drawn where the words of the save bar are must belong to the bar; no two of its parts
# overlap, nor do two facts, two cells of a row or two links of the panel.
OVERLAPS = """() => {
  const box = (element) => element.getBoundingClientRect();
  const seen = (element) => box(element).width > 0 && box(element).height > 0;
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 &&
    a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const groups = [".save-bar__controls", ".facts", ".panel__links", ".header__inner", ".filters",
    ".fields", "tr"];
  const problems = [];
  for (const group of groups) {
    for (const parent of document.querySelectorAll(group)) {
      const parts = [...parent.children].filter(seen);
      parts.forEach((a, i) => parts.slice(i + 1).forEach((b) => {
        if (meet(box(a), box(b))) {
          problems.push(`${a.textContent.slice(0, 30)} overlaps ${b.textContent.slice(0, 30)}`);
        }
      }));
    }
  }
  for (const part of document.querySelectorAll(".save-bar button, .save-bar p")) {
    if (!seen(part) || !part.textContent) continue;
    const { left, right, top, bottom } = box(part);
    const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (above && !part.closest(".save-bar").contains(above)) {
      problems.push(`${above.tagName} covers ${part.textContent.slice(0, 30)}`);
    }
  }
  return problems;
}"""
