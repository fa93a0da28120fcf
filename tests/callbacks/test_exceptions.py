"""An exception to the 20-week limit: recorded by the case's co-ordinator, and in the clock."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from access.policy import allows
from callbacks import exceptions, review
from callbacks.context import every_case
from data.schemas import EXCEPTIONS
from layouts import ids
from layouts.exceptions import NOBODY
from tests.tree import ids_in, problems_in, words_in


@pytest.fixture
def pupil(house: Any) -> str:
    """Return a pupil of the co-ordinator's whose plan is being written."""
    requests, pupils = (house.store.tables.load(name) for name in ("requests", "pupils"))
    own = pupils.loc[pupils["co_ordinator"] == "coordinator", "pupil_id"]
    drafting = requests["stage"].isin(["assessing", "drafting", "consulting"])
    return str(requests.loc[drafting & requests["pupil_id"].isin(own), "pupil_id"].iloc[0])


def save(person: Any, pupil: str, **given: Any) -> tuple[Any, Any, Any]:
    told = {"kind": "away", "date": "1 November 2026", "revision": 1, **given}
    return exceptions.save_exception(who=person("coordinator"), clicks=1, pupil_id=pupil, **told)


@pytest.fixture(autouse=True)
def a_long_process(house: Any, pupil: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exceptions, "today", lambda: datetime.date(2027, 1, 1))
    requested = house.store.tables.row("requests", pupil)["requested_on"]
    assert requested < "2026-11-01"


def state(pupil: str) -> str:
    cases = every_case()
    return str(cases.loc[cases["pupil_id"] == pupil, "state"].iloc[0])


def test_an_exception_is_kept_with_who_and_when(house: Any, person: Any, pupil: str) -> None:
    told, message, revision = save(person, pupil)
    assert "from 1 November 2026, recorded by Asha Patel" in told
    assert EXCEPTIONS["away"] in told
    assert "Saved" in words_in(message)
    row = house.store.tables.row("requests", pupil)
    assert (row["exception"], row["exception_on"], row["exception_by"]) == (
        "away", "2026-11-01", "coordinator",
    )  # fmt: skip
    assert row["revision"] == revision == 2
    assert state(pupil) == "excepted"
    page = review.open_pupil(who=person("coordinator"), pupil_id=pupil)
    assert told in words_in(page)


def test_an_exception_is_taken_back(house: Any, person: Any, pupil: str) -> None:
    before = state(pupil)
    save(person, pupil)
    told, message, revision = save(person, pupil, kind=NOBODY, date="", revision=2)
    assert told.startswith("None is recorded: the limit for the final plan is ")
    assert revision == 3
    assert "was taken back" in words_in(message)
    assert state(pupil) == before
    assert house.store.tables.row("requests", pupil)["exception_by"] is None


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"kind": "holiday"}, ids.EXCEPTION_KIND, "Choose which"),
        ({"kind": None}, ids.EXCEPTION_KIND, "Choose which"),
        ({"kind": NOBODY, "date": ""}, ids.EXCEPTION_KIND, "there is none to take back"),
        ({"date": "soon"}, ids.EXCEPTION_DATE, "Give the day"),
        ({"date": None}, ids.EXCEPTION_DATE, "Give the day"),
        ({"date": "1 March 2031"}, ids.EXCEPTION_DATE, "future"),
        ({"date": "2001-01-01"}, ids.EXCEPTION_DATE, "before the request"),
        ({"revision": 7}, "", "after you opened the page"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(
    house: Any, person: Any, pupil: str, given: dict[str, Any], field: str, says: str
) -> None:
    before = house.store.journal.head()
    told, message, revision = save(person, pupil, **given)
    ((leads_to, words),) = problems_in(message)
    assert leads_to == field
    assert says in words
    assert (told, revision) == (no_update, no_update)
    assert house.store.journal.head() == before


@pytest.mark.parametrize("text", ["1 November 2026", "1 Nov 2026", "01/11/2026", "2026-11-01"])
def test_a_day_is_understood_as_people_write_it(text: str) -> None:
    assert str(exceptions.written_day(text)) == "2026-11-01"


def test_nothing_is_kept_before_the_button_is_pressed(person: Any, pupil: str) -> None:
    with pytest.raises(PreventUpdate):
        exceptions.save_exception(
            who=person("coordinator"), clicks=None, pupil_id=pupil, kind="away", date="", revision=1
        )


def test_only_the_co_ordinator_of_the_case_has_the_form(person: Any, pupil: str) -> None:
    own = ids_in(review.open_pupil(who=person("coordinator"), pupil_id=pupil))
    others = ids_in(review.open_pupil(who=person("panel"), pupil_id=pupil))
    assert ids.EXCEPTION_SAVE in own
    assert ids.EXCEPTION_SAVE not in others
    assert ids.EXCEPTION_TOLD in others
    assert allows("co-ordinator", "exception.record", "own")
    assert not allows("co-ordinator", "exception.record", "other")
