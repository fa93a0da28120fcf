"""Saving, drafts, conflicts and field rights of the assessment form."""

from __future__ import annotations

from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from analytics.assessments import FIELDS, compare
from callbacks import assessment
from data.journal import SaveFailed
from data.schemas import Invalid
from tests.tree import walk, words_in

PUPIL = "EX1"


def form_of(house: Any, pupil_id: str = PUPIL, **changes: Any) -> dict[str, Any]:
    row = house.store.tables.row("assessments", pupil_id) or {}
    return {**{field: row.get(field) for field in FIELDS}, **changes}


def save(house: Any, who: Any, *, revision: int = 1, request_id: str = "r", **changes: Any) -> Any:
    return assessment.save_assessment(
        who=who,
        clicks=1,
        pupil_id=PUPIL,
        revision=revision,
        request_id=request_id,
        form=form_of(house, **changes),
    )


def test_a_save_is_a_revision_with_age_cluster_and_model(house: Any, person: Any) -> None:
    result = save(house, person("coordinator"), asd=1)
    row = house.store.tables.row("assessments", PUPIL)
    assert (row["revision"], row["asd"], row["actor"]) == (2, 1, "coordinator")
    assert (row["age_years"], row["model_version"]) == (17, 1)
    assert row["cluster"] in {f"X{n}" for n in range(1, 11)}
    assert "autism fell from Severe to Mild" in words_in(result["message"])
    assert result["revision"] == 2
    assert result["request"] != "r"


def test_a_save_answers_with_the_new_summary_and_history(house: Any, person: Any) -> None:
    result = save(house, person("coordinator"), asd=1)
    assert f"Pupil {PUPIL}" in words_in(result["summary"])
    assert "Asha Patel" in words_in(result["history"])


def test_nothing_changed_makes_no_revision(house: Any, person: Any) -> None:
    before = house.store.journal.head()
    result = save(house, person("coordinator"))
    assert "Nothing has changed" in words_in(result["message"])
    assert result["revision"] is no_update
    assert house.store.journal.head() == before


def test_no_click_saves_nothing(house: Any, person: Any) -> None:
    with pytest.raises(PreventUpdate):
        assessment.save_assessment(
            who=person("coordinator"),
            clicks=None,
            pupil_id=PUPIL,
            revision=1,
            request_id="r",
            form=form_of(house),
        )


def test_the_same_request_twice_is_kept_once(house: Any, person: Any) -> None:
    save(house, person("coordinator"), asd=1)
    save(house, person("coordinator"), asd=1)
    assert house.store.tables.row("assessments", PUPIL)["revision"] == 2


def test_the_second_to_save_is_told_who_changed_what(house: Any, person: Any) -> None:
    save(house, person("specialist"), request_id="a", asd=1)
    result = save(house, person("coordinator"), request_id="b", semh=2)
    words = words_in(result["message"])
    assert "Dr Ben Osei" in words
    assert "autism (ASD): Severe → Mild" in words
    assert result["merge"] is False
    assert house.store.tables.row("assessments", PUPIL)["semh"] == 0


def test_bringing_in_their_answers_keeps_mine(house: Any, person: Any) -> None:
    mine = form_of(house, semh=2, learning_difficulties=4)
    save(house, person("specialist"), request_id="a", asd=1, learning_difficulties=2)
    section = assessment.refill_form(
        who=person("coordinator"), merges=1, discards=None, pupil_id=PUPIL, revision=1, form=mine
    )
    draft = house.store.drafts.load("coordinator", PUPIL)
    assert (draft.payload["asd"], draft.payload["semh"]) == (1, 2)
    assert draft.payload["learning_difficulties"] == 4
    assert draft.based_on == 2
    assert "yours Profound or multiple, theirs Moderate" in words_in(section)


def test_discarding_a_draft_shows_what_is_saved(house: Any, person: Any) -> None:
    who = person("coordinator")
    assessment.keep_draft(who=who, pupil_id=PUPIL, revision=1, form=form_of(house, asd=0))
    assessment.refill_form(
        who=who, merges=None, discards=1, pupil_id=PUPIL, revision=1, form=form_of(house, asd=0)
    )
    assert house.store.drafts.load("coordinator", PUPIL) is None


def test_no_press_of_either_button_leaves_the_form(house: Any, person: Any) -> None:
    with pytest.raises(PreventUpdate):
        assessment.refill_form(
            who=person("coordinator"),
            merges=None,
            discards=None,
            pupil_id=PUPIL,
            revision=1,
            form=form_of(house),
        )


def test_a_draft_is_kept_and_goes_when_nothing_differs(house: Any, person: Any) -> None:
    who = person("coordinator")
    kept = assessment.keep_draft(who=who, pupil_id=PUPIL, revision=1, form=form_of(house, asd=0))
    assert kept == ("Draft kept. It is yours alone until you update.", False)
    assert house.store.drafts.load("coordinator", PUPIL).payload["asd"] == 0
    gone = assessment.keep_draft(who=who, pupil_id=PUPIL, revision=1, form=form_of(house))
    assert gone == ("", True)
    assert house.store.drafts.load("coordinator", PUPIL) is None


def test_a_save_ends_the_draft(house: Any, person: Any) -> None:
    who = person("coordinator")
    assessment.keep_draft(who=who, pupil_id=PUPIL, revision=1, form=form_of(house, asd=1))
    save(house, who, asd=1)
    assert house.store.drafts.load("coordinator", PUPIL) is None


def test_a_specialist_cannot_record_the_panel(house: Any, person: Any) -> None:
    before = house.store.tables.row("assessments", PUPIL)
    save(house, person("specialist"), asd=1, panel_approved=False, final=True)
    after = house.store.tables.row("assessments", PUPIL)
    assert after["asd"] == 1
    assert (after["panel_approved"], after["final"]) == (before["panel_approved"], before["final"])


@pytest.mark.parametrize("who", ["coordinator", "panel"])
def test_nobody_ticks_that_the_panel_approved_or_the_plan_is_final(
    house: Any, person: Any, who: str
) -> None:
    before = house.store.tables.row("assessments", PUPIL)
    forged = {"panel_approved": not before["panel_approved"], "final": not before["final"]}
    save(house, person(who), panel_considerations="Read by all.", **forged)
    after = house.store.tables.row("assessments", PUPIL)
    assert after["panel_considerations"] == "Read by all."
    assert (after["panel_approved"], after["final"]) == (before["panel_approved"], before["final"])
    typed = form_of(house, **forged)
    kept = assessment.keep_draft(who=person(who), pupil_id=PUPIL, revision=2, form=typed)
    assert kept == ("", True)


def test_the_panel_cannot_change_an_answer(house: Any, person: Any) -> None:
    save(house, person("panel"), asd=0, panel_considerations="Agreed in full.")
    after = house.store.tables.row("assessments", PUPIL)
    assert (after["asd"], after["panel_considerations"]) == (3, "Agreed in full.")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("asd", 4),
        ("asd", -1),
        ("asd", "3"),
        ("asd", 1.5),
        ("asd", True),
        ("asd_note", "x" * 4_001),
        ("asd_note", {"a": 1}),
        ("asd_note", "nul\x00"),
        ("asd_validated", "yes"),
        ("asd_source", ["x"]),
        ("primary_need", "XYZ"),
        ("final_comments", 5),
    ],
)
def test_a_value_out_of_limits_is_refused_with_a_sentence(
    house: Any, person: Any, column: str, value: Any
) -> None:
    before = house.store.journal.head()
    result = save(house, person("coordinator"), **{column: value})
    assert "Not saved" in words_in(result["message"])
    assert result["revision"] is no_update
    assert house.store.journal.head() == before


@pytest.mark.parametrize("revision", [-1, 99, True])
def test_a_tampered_revision_saves_nothing(house: Any, person: Any, revision: Any) -> None:
    before = house.store.journal.head()
    result = save(house, person("coordinator"), revision=revision, asd=0)
    assert "Not saved" in words_in(result["message"])
    assert house.store.journal.head() == before


def test_a_draft_of_the_wrong_type_is_refused(house: Any, person: Any) -> None:
    with pytest.raises(Invalid):
        assessment.keep_draft(
            who=person("coordinator"), pupil_id=PUPIL, revision=1, form=form_of(house, asd="x")
        )


def test_with_a_gap_there_is_no_cluster(house: Any, person: Any) -> None:
    result = save(house, person("coordinator"), asd=None)
    row = house.store.tables.row("assessments", PUPIL)
    assert (row["cluster"], row["model_version"]) == (None, None)
    assert "19 of 20 questions are answered" in words_in(result["summary"])


def test_validation_goes_with_a_score_of_none(house: Any, person: Any) -> None:
    save(house, person("coordinator"), asd=0, asd_validated=True, asd_source="EP report")
    row = house.store.tables.row("assessments", PUPIL)
    assert not row["asd_validated"]
    assert row["asd_source"] is None


@pytest.mark.parametrize("source", [None, "", "  "])
def test_what_is_validated_says_by_what(house: Any, person: Any, source: str | None) -> None:
    before = house.store.journal.head()
    given = {"semh": 2, "semh_validated": True}
    result = save(house, person("specialist"), **given, semh_source=source)
    assert "Say what validates" in words_in(result["message"])
    links = [props.get("href") for _, props in walk(result["message"])]
    assert "#question-semh" in links
    assert house.store.journal.head() == before
    save(house, person("specialist"), **given, semh_source="EP report")
    assert house.store.tables.row("assessments", PUPIL)["semh_source"] == "EP report"


def test_undecided_primary_need_is_kept_as_missing(house: Any, person: Any) -> None:
    save(house, person("coordinator"), primary_need="undecided")
    assert house.store.tables.row("assessments", PUPIL)["primary_need"] is None


def test_a_full_disk_is_said_and_loses_nothing(
    house: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any, **_kwargs: Any) -> None:
        raise SaveFailed("There is no room on the disk. Nothing was saved.")

    monkeypatch.setattr(type(house.store.journal), "append", full)
    result = save(house, person("coordinator"), asd=0)
    assert "no room on the disk" in words_in(result["message"])
    assert house.store.tables.row("assessments", PUPIL)["asd"] == 3


def test_more_work_after_a_lost_answer_is_a_conflict_with_oneself(house: Any, person: Any) -> None:
    who = person("coordinator")
    save(house, who, request_id="lost", asd=0)
    result = save(house, who, request_id="lost", asd=0, semh=2)
    assert "You saved this assessment at" in words_in(result["message"])
    assert result["merge"] is False
    assert house.store.tables.row("assessments", PUPIL)["semh"] != 2


def test_the_saved_row_is_what_the_form_held(house: Any, person: Any) -> None:
    typed = {"semh_note": "Anxious at break.", "semh_validated": True, "semh_source": "EP report"}
    sent = form_of(house, semh=2, **typed)
    save(house, person("coordinator"), semh=2, **typed)
    row = house.store.tables.row("assessments", PUPIL)
    assert compare({**sent, "cluster": row["cluster"]}, row) == ()
