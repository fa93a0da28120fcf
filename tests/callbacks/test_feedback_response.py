"""The page of who is heard: small counts only for those who may read every pupil."""

from __future__ import annotations

from typing import Any

import pytest
from dash.exceptions import PreventUpdate

from callbacks import feedback_response as page
from data.journal import Change
from tests.tree import walk, words_in

PER_LANGUAGE = {"english": (40, 36), "not_english": (40, 10)}


@pytest.fixture
def asked(house: Any) -> None:
    """Have 80 parents asked, of whom those with another first language seldom answer."""
    tables = house.store.tables
    languages = tables.load("assessments")["first_language"]
    changes = []
    for name, score in (("english", 0), ("not_english", 1)):
        asked, answered = PER_LANGUAGE[name]
        for number, pupil in enumerate(languages[languages == score].index[:asked]):
            made = page.today().isoformat()
            row = {
                "link_id": f"{name}-{number}",
                "pupil_id": pupil,
                "voice": "parent",
                "made_on": made,
                "expires_on": "2020-01-01",
                "answered_on": made if number < answered else None,
                "asked": "{}",
            }
            changes.append(Change("feedback_links", row["link_id"], 0, row))
    house.store.journal.append(*changes, actor="system", action="test", request_id="links")


def said(who: Any, voice: str = "parent") -> tuple[str, str]:
    lead, body = page.show_response(who=who, voice=voice)
    return words_in(lead), words_in(body)


def test_a_group_that_is_not_heard_stands_first(asked: None, person: Any) -> None:
    lead, body = said(person("coordinator"))
    assert "Heard less than others" in lead
    assert "Parents or carers of pupils whose first language is not English answered" in lead
    assert "Answers less" in body
    assert "Whose plan nobody was asked about" in body


@pytest.mark.parametrize("other", ["leader", "senco"])
def test_small_counts_are_for_who_reads_every_pupil(asked: None, person: Any, other: str) -> None:
    whole = page.open_response(person("coordinator")).heard.answers
    safe = page.open_response(person(other)).heard.answers
    assert ((whole["answered"] > 0) & (whole["answered"] < 6)).any()
    assert not ((safe["answered"] > 0) & (safe["answered"] < 6)).any()
    assert "c: withheld" in said(person(other))[0]
    assert "c: withheld" not in said(person("coordinator"))[0]


def test_each_voice_is_shown_by_itself(asked: None, person: Any) -> None:
    assert "Parents or carers who answered" in drawn(person("analyst"), "parent")
    assert "Parents or carers who answered" not in drawn(person("analyst"), "setting")


def test_schools_have_a_sentence_and_no_picture(asked: None, person: Any) -> None:
    _, body = said(person("coordinator"))
    assert "Few people are asked at each, so there is no picture of them." in body


def drawn(who: Any, voice: str) -> str:
    body = page.show_response(who=who, voice=voice)[1]
    axes = [props["figure"]["layout"]["xaxis"]["title"] for _, props in walk(body)
            if "figure" in props]  # fmt: skip
    return " ".join(axis["text"] for axis in axes)


@pytest.mark.parametrize("voice", [None, "nobody"])
def test_no_voice_shows_nothing(person: Any, voice: str | None) -> None:
    with pytest.raises(PreventUpdate):
        page.show_response(who=person("leader"), voice=voice)
