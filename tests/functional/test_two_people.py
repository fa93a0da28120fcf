"""Two people on one pupil, and two people at once: nothing is lost and nothing leaks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from data.schemas import QUESTION
from layouts import ids
from tests.functional import steps
from tests.functional.conftest import Pupils, SignIn
from tests.functional.steps import MOMENT, by_id

pytestmark = pytest.mark.functional

ROUNDS = 2


def opened_by_both(sign_in: SignIn, pupil: str) -> tuple[Page, Page]:
    """Return the co-ordinator's and the specialist's page of one pupil, both just opened."""
    first, second = sign_in("co-ordinator"), sign_in("specialist")
    for page in (first, second):
        steps.open_pupil(page, pupil)
    return first, second


def test_the_second_to_save_is_told_and_both_peoples_work_is_kept(sign_in: SignIn, pupils: Pupils):
    pupil = pupils.shared()
    first, second = opened_by_both(sign_in, pupil)
    was = steps.chosen(first, "health")
    health = steps.another(first, "health")
    steps.write(steps.note(first, "health"), "Seen at the clinic.")
    steps.save(first)

    maths = steps.another(second, "maths", at_least=1)
    steps.validated(second, "maths").set_checked(True)
    steps.write(steps.source(second, "maths"), "School report, 2 November 2026")
    steps.write(steps.note(second, "maths"), "Counts to seven.")
    message = steps.press_save(second)
    expect(message).to_contain_text("Not saved: somebody else saved first")
    expect(message).to_contain_text("Asha Patel")
    expect(message).to_contain_text(MOMENT)
    scale = QUESTION["health"]
    expect(message).to_contain_text(f"{scale.label}: {scale.words(was)} → {scale.words(health)}")
    expect(message).to_contain_text("Seen at the clinic.")
    expect(steps.score_box(second, "maths", maths)).to_be_checked()
    expect(steps.note(second, "maths")).to_have_value("Counts to seven.")
    expect(steps.score_box(second, "health", was)).to_be_checked()

    second.get_by_role("button", name="Bring in the saved answers").click()
    expect(message).to_contain_text("Brought together")
    expect(steps.score_box(second, "health", health)).to_be_checked()
    expect(steps.note(second, "health")).to_have_value("Seen at the clinic.")
    expect(steps.score_box(second, "maths", maths)).to_be_checked()
    expect(steps.source(second, "maths")).to_have_value("School report, 2 November 2026")
    expect(by_id(second, ids.ASSESSMENT_MERGE)).to_be_hidden()
    steps.save(second)

    steps.open_pupil(first, pupil)
    expect(steps.score_box(first, "health", health)).to_be_checked()
    expect(steps.note(first, "health")).to_have_value("Seen at the clinic.")
    expect(steps.score_box(first, "maths", maths)).to_be_checked()
    expect(steps.note(first, "maths")).to_have_value("Counts to seven.")
    expect(steps.validated(first, "maths")).to_be_checked()
    expect(steps.revisions(first)).to_have_count(3)
    expect(steps.revisions(first).nth(0)).to_contain_text("Dr Ben Osei")
    expect(steps.revisions(first).nth(1)).to_contain_text("Asha Patel")


@pytest.mark.thorough
def test_where_both_changed_one_answer_mine_stays_and_theirs_is_shown(
    sign_in: SignIn, pupils: Pupils
):
    first, second = opened_by_both(sign_in, pupils.shared())
    scale, base = QUESTION["slc"], steps.chosen(first, "slc")
    theirs, mine = [score for score in (3, 2, 1) if score != base][:2]
    steps.choose(first, "slc", theirs)
    steps.write(steps.note(first, "slc"), "Theirs.")
    steps.save(first)
    steps.choose(second, "slc", mine)
    steps.write(steps.note(second, "slc"), "Mine.")
    message = steps.press_save(second)
    expect(message).to_contain_text("Not saved: somebody else saved first")

    second.reload()
    expect(second.get_by_role("heading", level=1)).to_contain_text("Pupil")
    expect(steps.note(second, "slc")).to_have_value("Mine.")
    expect(steps.score_box(second, "slc", mine)).to_be_checked()
    steps.press_save(second)
    expect(message).to_contain_text("Not saved: somebody else saved first")

    second.get_by_role("button", name="Bring in the saved answers").click()
    expect(message).to_contain_text("These were changed in both")
    expect(message).to_contain_text(f"yours {scale.words(mine)}, theirs {scale.words(theirs)}")
    expect(message).to_contain_text("yours Mine., theirs Theirs.")
    expect(steps.score_box(second, "slc", mine)).to_be_checked()
    expect(steps.note(second, "slc")).to_have_value("Mine.")
    assert f"from {scale.words(theirs)} to {scale.words(mine)}" in steps.save(second)


@pytest.mark.thorough
def test_a_draft_belongs_to_one_person(sign_in: SignIn, pupils: Pupils):
    pupil = pupils.shared()
    first, second = opened_by_both(sign_in, pupil)
    before = steps.chosen(first, "english")
    steps.another(first, "english")
    steps.wait_for_draft(first)
    for _ in range(ROUNDS):
        steps.open_pupil(second, pupil)
        expect(steps.score_box(second, "english", before)).to_be_checked()
        expect(by_id(second, ids.ASSESSMENT_DRAFT)).to_have_text("")


@pytest.mark.thorough
def test_searches_filters_and_pages_belong_to_one_person(sign_in: SignIn):
    first, second = sign_in("co-ordinator"), sign_in("specialist")
    mine, theirs = steps.open_caseload(first), steps.open_caseload(second)
    default = theirs.inner_text()
    for page, name in ((first, "Asha Patel"), (second, "Dr Ben Osei")):
        expect(page.locator(".header__who")).to_contain_text(name)
    by_id(first, ids.CASELOAD_CLUSTER).select_option("X4")
    by_id(first, ids.PUPIL_SEARCH).fill("EX")
    expect(by_id(first, ids.PUPIL_RESULTS)).to_contain_text("EX5")

    for round_ in range(ROUNDS):
        by_id(first, ids.CASELOAD_TEXT).fill(f"EX{round_ + 1}")
        by_id(second, ids.CASELOAD_TEXT).fill("EX5")
        # EX5 is the co-ordinator's, and nobody asked the specialist about them.
        expect(theirs).to_contain_text("No pupil fits these filters.")
        expect(mine).not_to_contain_text("EX5")
        by_id(second, ids.CASELOAD_TEXT).fill("")
        expect(theirs).to_have_text(default, use_inner_text=True)
        by_id(second, ids.PUPIL_SEARCH).fill(f"EX{round_ + 3}")
        expect(by_id(second, ids.PUPIL_RESULTS)).to_contain_text(f"EX{round_ + 3}")
        expect(by_id(first, ids.PUPIL_RESULTS)).to_contain_text("EX5")

    second.reload()
    expect(theirs).to_have_text(default, use_inner_text=True)
    expect(by_id(second, ids.PUPIL_SEARCH)).to_have_value("")
    expect(by_id(second, ids.CASELOAD_CLUSTER)).to_have_value("all")
