"""The process: from the board to a case, a date recorded, and what others see of it."""

from __future__ import annotations

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from layouts import ids
from layouts.dates import day
from tests.functional import steps
from tests.functional.conftest import Pupils, SignIn
from tests.functional.server import Server
from tests.functional.steps import by_id

pytestmark = pytest.mark.functional


def test_from_the_board_to_a_case_and_back_to_its_list(sign_in: SignIn):
    page = sign_in("co-ordinator")
    board = steps.open_view(page, "/board?mine=no", ids.BOARD_BODY)
    expect(page.locator(".views__link--current")).to_have_text("Board")
    expect(page.locator(".panel__link--current")).to_have_text("Caseload")
    expect(board).to_contain_text("more")
    board.get_by_role("link", name="more").first.click()
    expect(by_id(page, ids.CASELOAD_STAGE)).to_have_value("requested")
    expect(by_id(page, ids.CASELOAD_TABLE)).to_contain_text("Request received")
    page.go_back()
    card = by_id(page, ids.BOARD_BODY).locator(".card a").first
    pupil = card.inner_text()
    card.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Pupil {pupil}: dates and steps")
    expect(by_id(page, ids.PROCESS_CLOCK)).to_contain_text("SEND Regulations 2014")


@pytest.mark.thorough
def test_a_date_is_recorded_once_its_stage_is_confirmed(
    sign_in: SignIn, server: Server, pupils: Pupils
):
    import datetime

    import pandas as pd

    requests = pd.read_parquet(server.place / "tables" / "requests.parquet")
    held = pd.read_parquet(server.place / "tables" / "pupils.parquet")
    own = set(held.loc[held["co_ordinator"] == "coordinator", "pupil_id"])
    waiting = requests[(requests["stage"] == "requested") & requests["pupil_id"].isin(own)]
    pupil = str(waiting["pupil_id"].iloc[-1])
    page = sign_in("co-ordinator")
    clock = steps.open_process(page, pupil)
    expect(clock).to_contain_text("Next: tell the family whether there will be an assessment")
    field = by_id(page, ids.of_process("decided_on"))
    field.fill("some day")
    page.get_by_role("button", name="Save the dates").click()
    wrong = by_id(page, ids.error(ids.of_process("decided_on")))
    expect(wrong).to_contain_text("“some day” is not a date")
    expect(field).to_have_value("some day")
    today = day(datetime.datetime.now(datetime.UTC).date())
    field.fill(today)
    page.wait_for_timeout(1_100)
    page.get_by_role("button", name="Save the dates").click()
    stage = by_id(page, ids.error(ids.of_process("stage")))
    expect(stage).to_contain_text("“Needs assessment”")
    expect(wrong).to_be_empty()
    by_id(page, ids.of_process("stage")).select_option("assessing")
    page.wait_for_timeout(1_100)
    page.get_by_role("button", name="Save the dates").click()
    expect(by_id(page, ids.PROCESS_MESSAGE)).to_contain_text("Saved")
    expect(clock).to_contain_text("Next: tell the family if there will be no plan")
    expect(by_id(page, ids.of_process("decided_on"))).to_have_value(today)

    other = sign_in("panel")
    changes = steps.open_view(other, "/board/changes", ids.CHANGES_BODY)
    expect(changes).to_contain_text(pupil)
    expect(changes).to_contain_text("stage is now “Needs assessment”, was “Request received”")
    by_id(other, ids.CHANGES_SEEN).click()
    expect(changes).to_contain_text("since you last looked")
    expect(by_id(other, ids.CHANGES_SEEN)).to_be_hidden()


@pytest.mark.thorough
def test_the_forecast_says_which_and_why(sign_in: SignIn):
    page = sign_in("co-ordinator")
    body = steps.open_view(page, "/board/forecast", ids.FORECAST_BODY)
    expect(body).to_contain_text("cases on their way to a plan")
    expect(body).to_contain_text("England: ")
    expect(body.locator("tbody tr").first).to_contain_text("The limit of 20 weeks passed")


@pytest.mark.thorough
def test_the_calendar_is_read_by_month_and_taken_as_a_file(sign_in: SignIn):
    page = sign_in("co-ordinator")
    body = steps.open_view(page, "/board/calendar", ids.CALENDAR_BODY)
    here = body.locator(".lead").inner_text()
    body.get_by_role("link", name="On to").click()
    expect(by_id(page, ids.CALENDAR_BODY).locator(".lead")).not_to_have_text(here)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download my deadlines").click()
    read = Calendar.from_ical(taken.value.path().read_bytes())
    assert len([*read.walk("VEVENT")]) > 20
