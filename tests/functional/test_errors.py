"""What is wrong in a form is said in one manner: first in a summary, then at each field."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from layouts import ids
from layouts.dates import day
from layouts.feedback import ids as own_ids
from tests.functional import steps
from tests.functional.conftest import Pupils, SignIn
from tests.functional.steps import by_id
from tests.functional.test_panel import sound

pytestmark = pytest.mark.functional

TODAY = datetime.datetime.now(datetime.UTC).date()
WIDE, NARROW = (1440, 900), (390, 844)


@dataclass(frozen=True)
class Form:
    """Hold how a form is opened, filled badly and mended, what is then wrong, and what says so."""

    role: str
    open: Callable[[Page, Pupils], None]
    button: str
    spoil: Callable[[Page], None]
    wrong: tuple[str, ...]
    mend: Callable[[Page], None]
    saved: str


def fill(**values: str) -> Callable[[Page], None]:
    """Return what fills controls, each named by a constant of the ids."""

    def act(page: Page) -> None:
        for name, value in values.items():
            control = by_id(page, getattr(ids, name, None) or getattr(own_ids, name))
            is_choice = control.evaluate("control => control.tagName === 'SELECT'")
            control.select_option(value) if is_choice else control.fill(value)

    return act


def open_packages(page: Page, pupils: Pupils) -> None:
    """Open the catalogue and the rule."""
    steps.open_packages(page)


def choose_package(page: Page) -> None:
    """Choose a package, whose words then fill the form."""
    by_id(page, ids.PACKAGE_SELECT).select_option("sp2")
    expect(by_id(page, ids.PACKAGE_NAME)).not_to_have_value("")


def open_meetings(page: Page, pupils: Pupils) -> None:
    """Open the form for a meeting."""
    steps.open_view(page, "/panel", ids.PANEL_BODY)
    page.get_by_text("Add a meeting", exact=True).click()


def open_agenda(page: Page, pupils: Pupils) -> None:
    """Open the form of an agenda on which somebody puts the first pupil offered meanwhile."""
    open_meetings(page, pupils)
    by_id(page, ids.PANEL_BODY).get_by_role("link").first.click()
    expect(by_id(page, ids.AGENDA_BODY)).to_contain_text("Which cases")
    for tab in (page, other := page.context.new_page()):
        tab.goto(page.url)
        tab.get_by_text("Put a pupil on this agenda").click()
    by_id(other, ids.AGENDA_ADD).click()
    expect(by_id(other, ids.AGENDA_MESSAGE)).to_contain_text("is on the agenda")
    other.close()
    page.bring_to_front()


def choose_another(page: Page) -> None:
    """Choose another pupil for the agenda."""
    by_id(page, ids.AGENDA_PUPIL).select_option(index=3)


def open_decision(page: Page, pupils: Pupils) -> None:
    """Open a pupil before the panel."""
    open_meetings(page, pupils)
    by_id(page, ids.PANEL_BODY).get_by_role("link").first.click()
    by_id(page, ids.AGENDA_BODY).get_by_role("link", name="EX1").click()
    expect(by_id(page, ids.DECISION_SAVE)).to_be_visible()


def open_asking(page: Page, pupils: Pupils) -> None:
    """Open the form that records that a school was asked."""
    steps.open_view(page, f"/placement/{pupils.own()}", ids.PLACEMENT_BODY)
    page.get_by_text("Record that a school was asked").click()
    by_id(page, ids.CONSULT_SCHOOL).select_option(index=1)


def open_answer(page: Page, pupils: Pupils) -> None:
    """Open the form for the answer of a school that was asked today."""
    open_asking(page, pupils)
    by_id(page, ids.CONSULT_DATE).fill(day(TODAY))
    by_id(page, ids.CONSULT_SAVE).click()
    expect(by_id(page, ids.PLACEMENT_BODY)).to_contain_text("No answer yet")
    page.get_by_text("Record a school's answer").click()


def open_naming(page: Page, pupils: Pupils) -> None:
    """Open the form that names the placement, beside that which records that a school was asked."""
    steps.open_view(page, f"/placement/{pupils.with_final_plan()}", ids.PLACEMENT_BODY)
    page.get_by_text("Choose the placement").click()


def ask_the_school(page: Page) -> None:
    """Record that a school was asked, and choose it."""
    page.get_by_text("Record that a school was asked").click()
    by_id(page, ids.CONSULT_SCHOOL).select_option(index=1)
    by_id(page, ids.CONSULT_DATE).fill(day(TODAY))
    by_id(page, ids.CONSULT_SAVE).click()
    expect(by_id(page, ids.PLACEMENT_BODY)).to_contain_text("No answer yet")
    page.get_by_text("Choose the placement").click()
    by_id(page, ids.NAME_SCHOOL).select_option(index=1)


def open_exception(page: Page, pupils: Pupils) -> None:
    """Open the form for an exception."""
    steps.open_pupil(page, pupils.own())
    page.get_by_text("Record or take back an exception").click()


def open_review(page: Page, pupils: Pupils) -> None:
    """Open the decision on a review that the list offers."""
    steps.open_view(page, "/feedback/reviews", own_ids.EARLY_BODY)
    by_id(page, own_ids.EARLY_BODY).locator("tr", has_not_text="EX").get_by_role(
        "link", name="Decide"
    ).first.click()
    expect(by_id(page, own_ids.EARLY_SAVE)).to_be_visible()


FORMS = {
    "package": Form(
        role="administrator",
        open=open_packages,
        button=ids.PACKAGE_SAVE,
        spoil=lambda page: None,
        wrong=(ids.PACKAGE_SELECT,),
        mend=choose_package,
        saved=ids.PACKAGE_MESSAGE,
    ),
    "rule": Form(
        role="administrator",
        open=open_packages,
        button=ids.RULE_SAVE,
        spoil=fill(RULE_SCORE="", RULE_REASON=""),
        wrong=(ids.RULE_SCORE, ids.RULE_REASON),
        mend=fill(RULE_SCORE="1", RULE_REASON="As it was before."),
        saved=ids.RULE_MESSAGE,
    ),
    "meeting": Form(
        role="co-ordinator",
        open=open_meetings,
        button=ids.PANEL_ADD,
        spoil=fill(PANEL_DATE="soon"),
        wrong=(ids.PANEL_TITLE, ids.PANEL_DATE),
        mend=fill(PANEL_TITLE="One more panel", PANEL_DATE="3 May 2040"),
        saved=ids.PANEL_MESSAGE,
    ),
    "agenda": Form(
        role="co-ordinator",
        open=open_agenda,
        button=ids.AGENDA_ADD,
        spoil=lambda page: None,
        wrong=(ids.AGENDA_PUPIL,),
        mend=choose_another,
        saved=ids.AGENDA_MESSAGE,
    ),
    "decision": Form(
        role="panel",
        open=open_decision,
        button=ids.DECISION_SAVE,
        spoil=fill(DECISION_OUTCOME="refer", DECISION_REASON="no"),
        wrong=(ids.DECISION_REASON,),
        mend=fill(DECISION_REASON="The advice has not come."),
        saved=ids.DECISION_MESSAGE,
    ),
    "asking": Form(
        role="co-ordinator",
        open=open_asking,
        button=ids.CONSULT_SAVE,
        spoil=fill(CONSULT_DATE="soon"),
        wrong=(ids.CONSULT_DATE,),
        mend=fill(CONSULT_DATE=day(TODAY)),
        saved=ids.CONSULT_MESSAGE,
    ),
    "answer": Form(
        role="co-ordinator",
        open=open_answer,
        button=ids.ANSWER_SAVE,
        spoil=fill(ANSWER_ANSWER="no"),
        wrong=(ids.ANSWER_GROUND, ids.ANSWER_REASONS, ids.ANSWER_DATE),
        mend=fill(
            ANSWER_GROUND="others", ANSWER_REASONS="The class is full.", ANSWER_DATE=day(TODAY)
        ),
        saved=ids.ANSWER_MESSAGE,
    ),
    "naming": Form(
        role="co-ordinator",
        open=open_naming,
        button=ids.NAME_SAVE,
        spoil=lambda page: None,
        wrong=(ids.NAME_SCHOOL,),
        mend=ask_the_school,
        saved=ids.NAME_MESSAGE,
    ),
    "exception": Form(
        role="co-ordinator",
        open=open_exception,
        button=ids.EXCEPTION_SAVE,
        spoil=fill(EXCEPTION_KIND="away", EXCEPTION_DATE="soon"),
        wrong=(ids.EXCEPTION_DATE,),
        mend=fill(EXCEPTION_DATE=day(TODAY)),
        saved=ids.EXCEPTION_MESSAGE,
    ),
    "early review": Form(
        role="co-ordinator",
        open=open_review,
        button=own_ids.EARLY_SAVE,
        spoil=fill(EARLY_DATE="soon"),
        wrong=(own_ids.EARLY_DATE, own_ids.EARLY_NOTE),
        mend=fill(EARLY_DECISION="dismiss", EARLY_NOTE="We met on Monday."),
        saved=own_ids.EARLY_MESSAGE,
    ),
}
QUICK = "answer"


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name == QUICK else pytest.mark.thorough) for name in FORMS],
)
def test_a_form_says_what_is_wrong_and_where(sign_in: SignIn, pupils: Pupils, name: str):
    form = FORMS[name]
    page = sign_in(form.role)
    form.open(page, pupils)
    form.spoil(page)
    for size in (WIDE, NARROW):
        steps.resize(page, *size)
        # The second time in the same words: they are told again.
        by_id(page, form.button).click()
        told_in_a_summary(page, form.wrong)
    sound(page)
    form.mend(page)
    by_id(page, form.button).click()
    expect(by_id(page, form.saved).locator(".notice")).to_be_in_viewport()
    expect(page.locator("main .error-summary")).to_have_count(0)
    expect(page.locator("main .field__error:not(:empty)")).to_have_count(0)
    expect(page.locator("main [aria-invalid=true]")).to_have_count(0)


def told_in_a_summary(page: Page, wrong: tuple[str, ...]) -> None:
    """Check that the summary has the focus and is seen, and leads to fields that say the same."""
    summary = page.locator("main .error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport(ratio=1)
    links = summary.locator("a")
    expect(links).to_have_count(len(wrong))
    for place, control in enumerate(wrong):
        words = links.nth(place).inner_text()
        # A link finds its field in a fold that was closed since.
        folded = by_id(page, control).locator("xpath=ancestor::details")
        folded.evaluate_all("folds => folds.forEach((fold) => { fold.open = false; })")
        links.nth(place).evaluate("link => link.click()")
        expect(by_id(page, control)).to_be_focused()
        expect(by_id(page, control)).to_be_in_viewport()
        expect(by_id(page, control)).to_have_attribute("aria-invalid", "true")
        error = by_id(page, ids.error(control))
        expect(error).to_have_text(f"Error: {words}")
        expect(error).to_be_visible()
        described = by_id(page, control).get_attribute("aria-describedby") or ""
        assert ids.error(control) in described.split()


@pytest.mark.thorough
def test_an_older_summary_of_another_form_keeps_the_focus_away_from_itself(sign_in: SignIn):
    page = sign_in("administrator")
    steps.open_packages(page)
    by_id(page, ids.RULE_SAVE).click()
    expect(page.locator("main .error-summary")).to_be_focused()
    by_id(page, ids.PACKAGE_SAVE).click()
    expect(by_id(page, ids.PACKAGE_MESSAGE).locator(".error-summary")).to_be_focused()
    choose_package(page)
    by_id(page, ids.PACKAGE_SAVE).click()
    expect(by_id(page, ids.PACKAGE_MESSAGE)).to_contain_text("saved as revision")
    expect(by_id(page, ids.PACKAGE_SELECT)).to_have_attribute("aria-invalid", "false")
    # What is wrong with the rule still is.
    expect(by_id(page, ids.RULE_MESSAGE).locator(".error-summary")).to_be_visible()
    expect(by_id(page, ids.RULE_MESSAGE).locator(".error-summary")).not_to_be_focused()
    expect(by_id(page, ids.RULE_REASON)).to_have_attribute("aria-invalid", "true")
