"""What a person does on the pages, in one line each."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from layouts import ids
from layouts.documents.address import VIEWS, view_path
from layouts.plans.address import plan_path
from layouts.plans.page import heading

MOMENT = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d")
REVISION = re.compile(r"Saved as revision (\d+)")


def by_id(page: Page, id: str) -> Locator:
    """Find the component of an id."""
    return page.locator(f"#{id}")


def enter(page: Page, username: str, password: str) -> None:
    """Sign in with a user name and a password."""
    page.goto("/sign-in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page).not_to_have_url(re.compile("/sign-in"))


def open_caseload(page: Page) -> Locator:
    """Open the caseload and return its table, filled."""
    page.goto("/")
    table = by_id(page, ids.CASELOAD_TABLE)
    expect(table.locator("tbody tr").first).to_be_visible()
    return table


def open_view(page: Page, path: str, body: str) -> Locator:
    """Open a view of the caseload and return its body, filled."""
    page.goto(path)
    filled = by_id(page, body)
    expect(filled.locator(".loading")).to_have_count(0)
    expect(filled).to_be_visible()
    return filled


def open_process(page: Page, pupil: str) -> Locator:
    """Open the dates and steps of a pupil and return the clock, filled."""
    page.goto(f"/process/{pupil}")
    shown = by_id(page, ids.PROCESS_CLOCK)
    expect(shown.locator(".lead")).to_be_visible()
    return shown


def open_plan(page: Page, pupil: str, part: str = "overview") -> None:
    """Open a part of a pupil's plan and wait until it is there."""
    page.goto(plan_path(pupil, part))
    expect(page.get_by_role("heading", level=1)).to_have_text(heading(part))
    expect(by_id(page, ids.PLAN_BODY).locator(".facts")).to_be_visible()


def draft_plan(page: Page, pupil: str) -> None:
    """Make the first draft of a pupil's plan, unless another test of this run has made it."""
    open_plan(page, pupil)
    button = page.get_by_role("button", name="Draft from the sources")
    if button.count():
        button.click()
        expect(by_id(page, ids.PLAN_DRAFT_MESSAGE)).to_contain_text("added")


def check_results(page: Page) -> None:
    """Fill two rows of the template, add one of nobody's, and send it to be checked."""
    page.goto("/feedback/results")
    expect(page.get_by_role("link", name=re.compile("Template for")).first).to_be_visible()
    text = page.request.get("/feedback/results/template.csv").body().decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(text, newline=""))]
    outcomes = [row for row in rows if row["Kind"] == "Outcome"][:2]
    assert len({row["Pupil"] for row in outcomes}) == 1
    filled = [{**row, "Attainment (-2 to 2)": "As hoped"} for row in outcomes]
    held = io.StringIO(newline="")
    writer = csv.DictWriter(held, [*rows[0]], delimiter=";")
    writer.writeheader()
    writer.writerows([*filled, {**filled[0], "Pupil": "NOBODY-1"}])
    file = {
        "name": "results.csv",
        "mimeType": "text/csv",
        "buffer": held.getvalue().encode("cp1252"),
    }
    page.locator("form.upload input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="3. Check it and keep it")).to_be_visible()


def open_told(page: Page, pupil: str) -> None:
    """Open the form for an answer that was told about a pupil."""
    page.goto(f"/feedback/pupils/{pupil}/told")
    expect(page.get_by_role("button", name="Save the answer")).to_be_visible()


def fill_told(page: Page, *, who: str, day: str) -> None:
    """Fill in who told it and when, and what helps."""
    page.locator("[name=voice]").select_option("parent")
    page.locator("[name=way]").select_option("phone")
    for name, words in (("said_by", who), ("given_on", day), ("helps", "A quiet corner")):
        page.locator(f"[name={name}]").fill(words)


def open_pupil(page: Page, pupil: str) -> None:
    """Open a pupil's record and wait until the form counts its answers."""
    page.goto(f"/pupils/{pupil}")
    wait_for_pupil(page, pupil)


def wait_for_pupil(page: Page, pupil: str) -> None:
    """Wait until a pupil's record is there and its form counts its answers."""
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Pupil {pupil}")
    expect(by_id(page, ids.ASSESSMENT_PROGRESS)).to_contain_text("questions answered")
    expect(page.locator(".main-svg").first).to_be_attached()


def open_documents(page: Page, pupil: str, view: str = "overview") -> None:
    """Open a view of a pupil's bundle and wait until it is read."""
    page.goto(view_path(pupil, view))
    expect(page.get_by_role("heading", level=1)).to_have_text(VIEWS[view].heading)
    expect(by_id(page, ids.DOCUMENTS_BODY).locator(".facts")).to_be_visible()


def open_packages(page: Page) -> None:
    """Open the packages and the rule, filled."""
    page.goto("/packages")
    expect(by_id(page, ids.PACKAGES_BODY).locator("tbody tr").first).to_be_visible()
    expect(by_id(page, ids.RULE_BODY)).to_contain_text("X10 is suggested")


def open_models(page: Page) -> None:
    """Open the page of new models, filled."""
    page.goto("/charts/models")
    expect(by_id(page, ids.MODELS_FORCE)).to_contain_text("is in force")


def open_clusters(page: Page) -> None:
    """Open the clusters, filled and drawn."""
    page.goto("/charts")
    expect(by_id(page, ids.CLUSTERS_BODY).locator("tbody tr").first).to_be_visible()
    expect(page.locator(".main-svg").first).to_be_attached()


def open_cluster(page: Page, cluster: str) -> None:
    """Open the page of a cluster with its four charts drawn."""
    page.goto(f"/charts/clusters/{cluster}")
    expect(page.locator(".js-plotly-plot .plot-container")).to_have_count(4)


def open_library(page: Page) -> None:
    """Open the library and wait for its charts and its tree."""
    page.goto("/charts/library")
    expect(by_id(page, ids.LIBRARY_BODY).locator("figure").first).to_be_visible()
    expect(by_id(page, ids.LIBRARY_TREE).locator("figure").first).to_be_visible()


def open_national(page: Page) -> None:
    """Open the national figures and wait for their charts."""
    page.goto("/charts/national")
    expect(by_id(page, ids.NATIONAL_BODY).locator("figure").first).to_be_visible()


def open_benchmark(page: Page, pupil: str) -> None:
    """Compare a pupil, with everything of the page arrived and drawn."""
    page.goto(f"/charts/pupils/{pupil}")
    expect(by_id(page, ids.BENCHMARK_WHAT_IF)).to_contain_text("would")
    expect(page.locator(".js-plotly-plot .plot-container")).to_have_count(7)


def open_sen2(page: Page, address: str) -> None:
    """Open a view of SEN2 and wait for its body; a fresh store first arranges invented figures."""
    page.goto(address)
    expect(page.locator(".sen2__body .loading")).to_have_count(0, timeout=60_000)
    expect(page.locator(".sen2__views a").first).to_be_visible()


def sen2_link(page: Page, words: str) -> Locator:
    """Find the link to another view of SEN2."""
    return page.locator(".sen2__views").get_by_role("link", name=words)


def unfold(page: Page) -> None:
    """Open every fold of the page."""
    for fold in page.locator("main summary").all():
        fold.click()


def unfold_all(page: Page) -> None:
    """Open every fold at once, where one that is pointed at would cover the next."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")


def open_create(page: Page) -> None:
    """Open the form that creates a pupil, with its schools."""
    page.goto("/create")
    wait_for_create(page)


def wait_for_create(page: Page) -> None:
    """Wait until the form that creates a pupil offers the schools."""
    expect(by_id(page, ids.CREATE_SCHOOL).locator("option").nth(1)).to_be_attached()


def fill_pupil(page: Page, reference: str, *, month: str = "May", year: str = "2016") -> None:
    """Fill the form that creates a pupil and send it."""
    by_id(page, ids.CREATE_REFERENCE).fill(reference)
    if month:
        by_id(page, ids.CREATE_MONTH).select_option(label=month)
    by_id(page, ids.CREATE_YEAR).fill(year)
    by_id(page, ids.CREATE_BUTTON).click()


def score_box(page: Page, question: str, score: int) -> Locator:
    """Find the radio button of one score."""
    return page.locator(f"#{question}-{score}")


def choose(page: Page, question: str, score: int) -> None:
    """Answer a question."""
    score_box(page, question, score).click()
    expect(score_box(page, question, score)).to_be_checked()


def chosen(page: Page, question: str) -> int:
    """Return the score that the form shows for a question."""
    box = page.locator(f"input[name='scale-{question}']:checked")
    return int((box.get_attribute("id") or "").rpartition("-")[2])


def another(page: Page, question: str, *, at_least: int = 0) -> int:
    """Choose a score other than the present one and return it."""
    now = chosen(page, question)
    score = next(score for score in range(at_least, 3) if score != now)
    choose(page, question, score)
    return score


def note(page: Page, question: str) -> Locator:
    """Find the note of a question."""
    return by_id(page, ids.form(f"{question}_note"))


def unfold_note(page: Page, question: str) -> None:
    """Open the note of a question, which a narrow screen folds while it is empty."""
    fold = page.locator(f"#question-{question} .note__fold")
    if fold.is_visible():
        fold.click()


def source(page: Page, question: str) -> Locator:
    """Find the source that validates a question."""
    return by_id(page, ids.form(f"{question}_source"))


def validated(page: Page, question: str) -> Locator:
    """Find the tick that says a question is validated."""
    return by_id(page, ids.form(f"{question}_validated"))


def write(field: Locator, words: str) -> None:
    """Type words into a field and leave it."""
    field.fill(words)
    field.blur()


def wait_for_draft(page: Page) -> None:
    """Wait until the server keeps what is typed."""
    expect(by_id(page, ids.ASSESSMENT_DRAFT)).to_contain_text("Draft kept")


def press_save(page: Page) -> Locator:
    """Press the button that saves the assessment; return where its message appears."""
    by_id(page, ids.ASSESSMENT_SAVE).click()
    return by_id(page, ids.ASSESSMENT_MESSAGE)


def save(page: Page) -> str:
    """Save the assessment as a revision and return what it says it changed."""
    before = by_id(page, ids.ASSESSMENT_MESSAGE).text_content() or ""
    message = press_save(page)
    expect(message).not_to_have_text(before)
    expect(message).to_contain_text(REVISION)
    return message.inner_text()


def fact(page: Page, name: str) -> Locator:
    """Find the value of a fact in the strip at the top of a pupil's page."""
    place = page.locator(".facts__fact").filter(has=page.locator("dt", has_text=name))
    return place.first.locator("dd")


def revisions(page: Page) -> Locator:
    """Find the rows of the history, newest first."""
    return page.locator("table", has_text="Revisions of the assessment").locator("tbody tr")


def callback_bodies(page: Page, output: str) -> list[dict[str, Any]]:
    """Collect the bodies that the page sends for callbacks whose output names this, from now on."""
    found: list[dict[str, Any]] = []

    def keep(request: Any) -> None:
        body = request.post_data_json if "_dash-update-component" in request.url else None
        if body and output in str(body.get("output")):
            found.append(body)

    page.on("request", keep)
    return found


def resize(page: Page, width: int, height: int) -> None:
    """Change the size of the window and wait until every graph fits its room again."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(GRAPHS_FIT)


def layout_problems(page: Page) -> list[str]:
    """Return what sticks out of the page at its present width."""
    return page.evaluate(STICKING_OUT)


GRAPHS_FIT = """() => [...document.querySelectorAll(".js-plotly-plot")].every((graph) =>
  !graph.clientWidth || graph.querySelector(".main-svg").clientWidth <= graph.clientWidth)"""
# Long tables may scroll in a frame of their own, and so may rows of links on a narrow screen.
STICKING_OUT = """() => {
  const allowed = ".table-frame, .panel__links, .views__links, .visually-hidden, .skip-link, " +
    ".js-plotly-plot, #js-plotly-tester";
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && box.height && !element.closest(allowed) &&
      (box.right > innerWidth + 1 || box.left < -1);
  }).map((element) => `${element.tagName} ${element.id} ${element.getAttribute("class")}`);
  const spilt = [...document.querySelectorAll("h1, h2, h3, p, li, dt, dd, label, legend, button")]
    .filter((element) => element.getClientRects().length && element.clientWidth > 1 &&
      !element.closest(allowed) && element.scrollWidth > element.clientWidth + 1)
    .map((element) => `words spill out of ${element.tagName} ${element.getAttribute("class")}: ` +
      element.textContent.slice(0, 40));
  const scrolls = document.documentElement.scrollWidth > innerWidth
    ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
  return [...scrolls, ...wide, ...spilt];
}"""
