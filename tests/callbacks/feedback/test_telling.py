"""An answer that was told: kept once, by who may, and nothing typed is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from access.principal import Principal
from access.refusals import Refusal
from callbacks.feedback import telling
from data.database import BUSY, SaveFailed
from layouts.feedback import told as layout
from tests.access.forge import post, well_formed
from tests.callbacks.feedback.plans_of import reword, rows_in, save_plan
from tests.tree import walk, words_in

PUPIL = "EX1"
GIVEN = {
    "voice": "parent",
    "said_by": "the mother",
    "way": "phone",
    "given_on": "3 May 2026",
    "score:E-talk": "1",
    "evidence:E-talk": "Asks at home",
    "hours:F-therapy": "0.5",
    "helps": "Time",
}


@pytest.fixture
def ana(person: Callable[[str], Principal]) -> Principal:
    """Return the co-ordinator who holds the case, of which a plan is kept."""
    found = person("coordinator")
    save_plan(found, PUPIL)
    return found


@pytest.fixture
def senco(house: Any, ana: Principal) -> Principal:
    """Return the SENCO of the pupil's school."""
    school = telling.store().tables.row("pupils", PUPIL)["school_id"]
    return Principal("senco-1", "Ms Ito", "senco", school_id=school, session_id="test")


def form_in(tree: Any) -> dict[str, str]:
    """Return what the form of a page says of itself."""
    props = next(props for tag, props in walk(tree) if tag == "Form")
    return {name: props[f"data-{name}"] for name in ("form", "asked")}


def values_in(tree: Any) -> dict[str, str]:
    """Return what stands in the fields of a page."""
    return {props["name"]: props["value"] for _, props in walk(tree) if "name" in props}


def opened(who: Principal) -> dict[str, str]:
    """Open the form and return what it says of itself."""
    return form_in(telling.show_told(who=who, pupil_id=PUPIL, given=None))


def send(who: Principal, **given: str) -> Any:
    return telling.show_told(who=who, pupil_id=PUPIL, given={**GIVEN, **given})


def kept(table: str) -> list[dict[str, Any]]:
    return rows_in(telling.store(), table, PUPIL)


def test_an_answer_is_kept_with_who_said_it_and_who_wrote_it_down(ana: Principal):
    assert "Saved" in words_in(send(ana, **opened(ana)))
    (answer,), (attained,), (given,) = (
        kept(name) for name in ("feedback", "attainments", "deliveries")
    )
    assert (answer["voice"], answer["channel"], answer["said_by"]) == (
        "parent", "told", "the mother, by phone",
    )  # fmt: skip
    assert (answer["given_on"], answer["actor"], answer["helps"]) == (
        "2026-05-03", "coordinator", "Time",
    )  # fmt: skip
    assert (attained["score"], attained["evidence"]) == (1, "Asks at home")
    assert (given["delivered_hours"], given["planned_hours"]) == (0.5, 1.0)


def test_the_same_form_sent_twice_is_kept_once_and_another_answer_of_it_is_refused(ana: Principal):
    form = opened(ana)
    send(ana, **form)
    assert "Saved" in words_in(send(ana, **form))
    assert layout.SAVED_BEFORE in words_in(send(ana, **form, change="More"))
    assert len(kept("feedback")) == 1


def test_what_is_typed_comes_back_until_it_is_saved(ana: Principal):
    form = opened(ana)
    typed = {**GIVEN, **form, "helps": "A quiet corner", "sent": "1"}
    said = telling.keep_typed_told(who=ana, pupil_id=PUPIL, given=typed)
    assert said == layout.drafted()
    again = telling.show_told(who=ana, pupil_id=PUPIL, given=None)
    assert "have not saved it yet" in words_in(again)
    assert values_in(again).items() >= {**GIVEN, "helps": "A quiet corner"}.items()
    assert form_in(again) == form
    send(ana, **form)
    assert "have not saved" not in words_in(telling.show_told(who=ana, pupil_id=PUPIL, given=None))


def test_what_is_wrong_is_told_at_its_field_and_everything_typed_stays(ana: Principal):
    shown = send(ana, **opened(ana), given_on="soon", **{"hours:F-therapy": "lots"})
    assert "not a date" in words_in(shown)
    assert "hours a week as a number" in words_in(shown)
    assert values_in(shown)["hours:F-therapy"] == "lots"
    assert kept("feedback") == []
    links = [props["href"] for tag, props in walk(shown) if tag == "A"]
    named = {f"#{props['id']}" for _, props in walk(shown) if props.get("id")}
    assert links
    assert {*links} <= named


def test_a_plan_that_changed_meanwhile_is_told_and_nothing_is_kept_or_lost(ana: Principal):
    form = opened(ana)
    reword(ana, PUPIL, "E-talk", "Will put up a hand.")
    shown = send(ana, **form)
    assert layout.CHANGED in words_in(shown)
    assert values_in(shown)["evidence:E-talk"] == "Asks at home"
    assert kept("feedback") == []
    send(ana, **form_in(shown))
    assert [row["outcome"] for row in kept("attainments")] == ["Will put up a hand."]


def test_an_outcome_taken_out_meanwhile_is_shown_with_what_was_typed_of_it(ana: Principal):
    form = opened(ana)
    save_plan(ana, PUPIL, without=["E-talk"])
    shown = send(ana, **form)
    assert "Taken out of the plan" in words_in(shown)
    assert values_in(shown)["evidence:E-talk"] == "Asks at home"
    assert "Saved" in words_in(send(ana, **form_in(shown)))
    assert [row["line_id"] for row in kept("attainments")] == ["E-talk"]


def test_a_senco_speaks_for_the_setting_alone(senco: Principal):
    form = opened(senco)
    assert "Choose whose voice" in words_in(send(senco, **form))
    assert "Saved" in words_in(send(senco, **form, voice="setting"))
    assert [row["voice"] for row in kept("feedback")] == ["setting"]


def test_what_no_browser_sends_is_refused(ana: Principal):
    form = opened(ana)
    with pytest.raises(Refusal):
        send(ana, **form, **{"score:E-talk": "7"})
    assert layout.CHANGED in words_in(send(ana, **{**form, "form": "../x"}))
    large = send(ana, **form, helps="x" * 300_000)
    assert "larger than" in words_in(large)
    said = telling.keep_typed_told(who=ana, pupil_id=PUPIL, given={"helps": "x" * 300_000})
    assert said.startswith("Not kept as a draft")
    assert kept("feedback") == []


def test_what_the_store_refuses_is_told(ana: Principal, monkeypatch: pytest.MonkeyPatch):
    form = opened(ana)

    def busy(*_: Any, **__: Any) -> None:
        raise SaveFailed(BUSY)

    monkeypatch.setattr(telling, "save_answer", busy)
    assert BUSY in words_in(send(ana, **form))


def test_a_pupil_without_a_plan_can_be_spoken_of(ana: Principal):
    shown = telling.show_told(who=ana, pupil_id="EX2", given=None)
    assert layout.NO_LINES in words_in(shown)
    given = {**GIVEN, **form_in(shown)}
    assert "Saved" in words_in(telling.show_told(who=ana, pupil_id="EX2", given=given))


def test_only_who_may_record_opens_the_form(demo_app: Any, sign_in: Any):
    from layouts.feedback import ids

    expected = {"co-ordinator": 200, "specialist": 403, "panel": 403, "analyst": 403}
    for role, status in expected.items():
        client = sign_in(demo_app, role)
        body = well_formed(demo_app, f"{ids.TOLD_BODY}.children", {"pupil_id": PUPIL})
        assert post(client, body).status_code == status
