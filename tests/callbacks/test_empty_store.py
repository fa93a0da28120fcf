"""A store that holds nothing yet: every page of Progress Feedback and the caseload says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from access.principal import Principal
from callbacks import caseload, evidence, feedback_response, learning
from callbacks.feedback import heard, results
from callbacks.process import board, calendar, forecast
from callbacks.reviews import listing
from tests.conftest import over
from tests.tree import words_in

PAGES: dict[str, tuple[Callable[[Principal], Any], str]] = {
    "caseload": (
        lambda who: caseload.update_caseload(
            who=who, text="", stage="", cluster="", state="", mine=True, order="", page="1"
        )[0],
        "No pupils to show. Nobody is here yet. Once a pupil is created",
    ),
    "board": (lambda who: board.update_board(who=who, mine=True), "No open case to show."),
    "forecast": (
        lambda who: forecast.update_forecast(who=who, mine=True),
        "No case is on its way to a plan.",
    ),
    "calendar": (
        lambda who: calendar.update_calendar(who=who, mine=True, month=None),
        "Nothing is due in this month.",
    ),
    "heard": (
        lambda who: heard.update_heard(who=who, text="", show="", mine=True, page="1")[0],
        "None that you may read has one yet",
    ),
    "early reviews": (
        lambda who: listing.update_early(who=who, show="", reason="", mine=True, page="1")[0],
        "Nobody whose record you may read has a plan in force yet.",
    ),
    "what works": (
        lambda who: [
            evidence.open_evidence(who=who, asked={"by": by})
            for by in ("package", "outcome", "cluster", "setting")
        ],
        "No outcome has been rated yet.",
    ),
    "recommendations": (
        lambda who: learning.show_versions(who=who, opened=True, changed=None)[0],
        "No version is adopted",
    ),
    "who is heard": (
        lambda who: feedback_response.show_response(who=who, voice="parent")[0],
        "Nobody has been asked long enough ago to count.",
    ),
    "results": (
        lambda who: results.show_templates(who=who, opened=True),
        "has outcomes or provision here yet",
    ),
}


@pytest.fixture(scope="module")
def request_over_nothing(lent_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Open a request in an app whose store is empty."""
    place = tmp_path_factory.mktemp("nothing") / "store"
    with over(lent_app, place) as app, app.server.test_request_context():
        yield


@pytest.mark.usefixtures("request_over_nothing")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_data_says_so(page: str) -> None:
    who = Principal(
        username="first", display_name="First", role="co-ordinator", school_id="", session_id="t"
    )
    draw, words = PAGES[page]
    assert words in words_in(draw(who))
