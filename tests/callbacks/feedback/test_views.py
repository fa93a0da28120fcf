"""Each part of a pupil's feedback, as those see it who may read it, with answers and without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from access.refusals import Refusal
from analytics.efficacy.words import most_moved, read_movement
from callbacks.context import today
from callbacks.feedback import heard, views
from callbacks.feedback.keeping import save_answer
from callbacks.feedback.reading import added_to_evidence, load_feedback
from callbacks.reviews import deciding
from data.schemas.feedback import VOICES, Answer, Attained, Delivered
from layouts.dates import day
from layouts.feedback.address import PARTS
from layouts.feedback.heard import heard_list
from layouts.feedback.pupil import heading
from tests.callbacks.feedback.conftest import PUPIL, asked_about
from tests.tree import ids_in, walk, words_in

READERS = {"coordinator": True, "specialist": False, "panel": False, "senco": False}


def open_part(who: Any, part: str = "overview", pupil_id: str = PUPIL) -> list[Any]:
    return views.open_feedback(who=who, pupil_id=pupil_id, part=part, asked=None)


def hrefs(tree: Any) -> list[str]:
    return [props["href"] for _, props in walk(tree) if "href" in props]


def give(voice: str, *, scores: tuple[int, ...], hours: float | None, days: int = 0) -> None:
    """Keep an answer of one voice about the pupil."""
    asked = asked_about(PUPIL)
    save_answer(
        Answer(
            pupil_id=PUPIL,
            voice=voice,
            given_on=(today() - timedelta(days=days)).isoformat(),
            channel="told",
            said_by=f"the {voice}",
            feelings={"school": 1 if voice == "pupil" else 4},
            helps=f"A quiet room helps, says the {voice}.",
            change="More time to talk.",
            attained=tuple(
                Attained(one, score, "He cries at the book.")
                for one, score in zip(asked.outcomes, scores, strict=False)
            ),
            delivered=(Delivered(asked.provision[0], hours, "" if hours else "part"),),
        ),
        feedback_id=f"{voice}-{days}",
        actor="coordinator",
        action="feedback.record",
        request_id=f"coordinator:{voice}-{days}",
    )


@pytest.fixture
def answered(house: Any) -> None:
    """Keep three voices, one outcome off track and provision half given."""
    give("parent", scores=(0, 0), hours=1.5, days=100)
    give("parent", scores=(-2, 0), hours=None)
    give("pupil", scores=(-1,), hours=None)
    give("setting", scores=(-1, 2), hours=0.75)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_before_anybody_answered(house: Any, ana: Any, part: str) -> None:
    shown = open_part(ana, part)
    assert heading(part, PUPIL) in words_in(shown)
    assert len(ids_in(shown)) == len(set(map(str, ids_in(shown))))


def test_an_empty_page_says_how_to_begin(house: Any, person: Any, ana: Any, made: Any) -> None:
    assert f"/feedback/pupils/{PUPIL}/ask" in hrefs(open_part(ana))
    assert "asks for feedback" in words_in(open_part(person("panel")))
    made()
    assert "1 person was asked and has not answered." in words_in(open_part(ana))
    made("pupil")
    assert "2 people were asked" in words_in(open_part(ana))


def test_the_overview_shows_three_voices_and_why_an_outcome_is_off_track(
    answered: None, ana: Any
) -> None:
    words = words_in(open_part(ana))
    assert "1 of 2 outcomes rated is off track." in words
    assert "Less than hoped, −1.3 on average" in words
    for voice, name in VOICES.items():
        assert name in words
        assert f"A quiet room helps, says the {voice}." in words
    assert "50%" in words
    assert "He cries at the book." in words
    assert "levels apart)" in words


def test_a_review_is_proposed_with_its_reasons(answered: None, ana: Any) -> None:
    words = words_in(open_part(ana))
    assert "An early review is proposed, for " in words
    # The plan of this pupil is being made.
    assert "put right before it is issued" in words
    assert f"/feedback/pupils/{PUPIL}/review" not in hrefs(open_part(ana))
    assert "/feedback/pupils/EX5/review" in hrefs(open_part(ana, pupil_id="EX5"))


def test_every_quote_leads_to_its_answer(answered: None, ana: Any) -> None:
    known = {f"#answer-{row['feedback_id']}" for row in load_feedback(PUPIL).answers}
    found = {href.partition("answers")[2] for href in hrefs(open_part(ana)) if "#" in href}
    assert found
    assert found <= known
    anchors = {f"#{name}" for name in ids_in(open_part(ana, "answers"))}
    assert known <= anchors


def test_what_the_answers_add_is_explained(answered: None, ana: Any) -> None:
    added = added_to_evidence(PUPIL)
    assert [one.new_pupils for _, one in added] == [1]
    words = words_in(open_part(ana))
    assert all(label in words and read_movement(one) in words for label, one in added)
    assert most_moved(added) in words


@pytest.mark.parametrize(("decision", "proposed"), [("review", True), ("dismiss", False)])
def test_what_was_decided_takes_the_place_of_the_proposal(
    house: Any, ana: Any, decision: str, proposed: bool
) -> None:
    day_proposed = today() + timedelta(days=28)
    deciding.save_early(
        who=ana,
        clicks=1,
        pupil_id="EX5",
        decision=decision,
        date=day(day_proposed),
        note="Agreed with the mother.",
        revision=0,
    )
    shown = open_part(ana, pupil_id="EX5")
    words = words_in(shown)
    assert "An early review is proposed" not in words
    assert f"Decided on {day(today())} by {ana.display_name}" in words
    assert "Agreed with the mother." in words
    assert (f"brought forward to {day(day_proposed)}" in words) == proposed
    assert "Reasons as they stand now: 3" in words
    assert "Change the decision" in words
    # The reasons stay at hand, folded.
    folded = [props for tag, props in walk(shown) if tag == "Details" and not props.get("open")]
    assert any("planned hours a week were given" in words_in(one["children"]) for one in folded)


def test_a_decision_that_a_new_reason_reopened_is_told_beside_the_proposal(
    house: Any, ana: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "kept_reasons", lambda _: [])
    deciding.save_early(
        who=ana, clicks=1, pupil_id="EX5", decision="dismiss", date="", note="No.", revision=0
    )
    words = words_in(open_part(ana, pupil_id="EX5"))
    assert "It is open again. Since then new: " in words
    assert "An early review is proposed, for 3 reasons" in words
    assert "Change the decision" in words


def test_only_feelings_that_are_low_or_moved_stand_open(house: Any, ana: Any) -> None:
    shown = open_part(ana, pupil_id="EX5")
    (folded, *_) = [
        words_in(props["children"])
        for tag, props in walk(shown)
        if tag == "Details" and "Other feelings, none low" in words_in(props["children"])
    ]
    assert "Learning" in folded
    assert "down" not in folded
    assert "Unhappy" not in folded


def test_answers_are_shown_in_full(answered: None, ana: Any) -> None:
    words = words_in(open_part(ana, "answers"))
    assert "4 answers, newest first." in words
    assert words.count("More time to talk.") == 4
    assert "0.75 hours a week given, 1.5 hours a week planned" in words
    assert "Some of it, 1.5 hours a week planned" in words


def test_the_timeline_has_every_answer_and_its_figure(answered: None, ana: Any) -> None:
    shown = open_part(ana, "timeline")
    assert words_in(shown).count("Answer of: the ") == 4
    (figure,) = (props["figure"] for _, props in walk(shown) if "figure" in props)
    assert len(figure["layout"]["annotations"]) == 4


@pytest.mark.parametrize(("username", "asks"), READERS.items())
def test_only_who_holds_the_case_may_ask(
    answered: None, person: Callable[[str], Any], username: str, asks: bool
) -> None:
    who = person(username)
    assert (f"/feedback/pupils/{PUPIL}/ask" in hrefs(open_part(who))) == asks
    if asks:
        assert "Make the link" in words_in(open_part(who, "ask"))
        return
    with pytest.raises(Refusal) as refused:
        open_part(who, "ask")
    assert refused.value.code == 403


def test_there_is_no_other_part(house: Any, ana: Any) -> None:
    for part in ("", "../answers", "told-nobody"):
        with pytest.raises(Refusal) as refused:
            open_part(ana, part)
        assert refused.value.code == 404


def listed(who: Any, **given: Any) -> tuple[list[Any], Any, str]:
    plain = {"text": None, "show": "all", "mine": False, "page": None}
    return heard.update_heard(who=who, **{**plain, **given})


def rows_of_list(body: list[Any]) -> list[str]:
    return [
        words_in(props)
        for tag, props in walk(body)
        if tag == "Tbody"
        for props in props["children"]
    ]


def test_the_list_shows_those_whom_one_may_read(answered: None, ana: Any, person: Any) -> None:
    mine = rows_of_list(listed(ana, mine=True, text=PUPIL)[0])
    assert len(mine) == 1
    assert "Ask about EX1" in " ".join(mine[0].split())
    every = listed(ana)
    assert len(rows_of_list(every[0])) == 25
    assert len(every[1]) > 10
    school = listed(person("senco"), page="999")
    assert school[2] == str(len(school[1]))
    assert "about" not in words_in(school[0])


def test_the_list_says_when_nobody_fits(house: Any, ana: Any) -> None:
    assert "No pupil fits these filters. Clear one" in words_in(listed(ana, text="nobody")[0])
    begin = heard_list([], reading="", none_at_all=True, may_ask=frozenset())
    assert "To begin" in words_in(begin)


def test_whom_to_ask_before_a_review_stands_first(house: Any, ana: Any) -> None:
    rows = rows_of_list(listed(ana, show="to_ask")[0])
    assert rows
    assert all("nobody asked" in row for row in rows)
    due = [row for row in rows_of_list(listed(ana)[0]) if "nobody asked" in row]
    assert due == rows_of_list(listed(ana)[0])[: len(due)]
