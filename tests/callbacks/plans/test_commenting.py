"""Comments are kept beside the plan, by whom and for whom, until they are dealt with."""

from __future__ import annotations

from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from callbacks.plans.commenting import comment_on_plan
from callbacks.plans.keeping import comments_on
from data.schemas.plans import Plan
from tests.tree import words_in

PUPIL = "EX1"


def send(who: Principal, **given: str) -> tuple[str, Any]:
    message, drawn = comment_on_plan(who=who, pupil_id=PUPIL, given=given)
    return words_in(message), drawn


def test_a_comment_on_a_line_stands_in_its_section(plan: Plan, person: Any) -> None:
    senco = person("senco")
    said = {"text": " He needs more.\r\n", "said_by": " The mother "}
    message, drawn = send(senco, what="say", line="F-1", section="A", **said)
    assert "beside the plan" in message
    assert drawn is not no_update
    (kept,) = comments_on(PUPIL)
    assert (kept.section, kept.line_id, kept.text) == ("F", "F-1", "He needs more.")
    assert (kept.said_by, kept.actor, kept.resolved) == ("The mother", "senco", False)
    assert comments_on("EX2") == ()


def test_a_comment_may_be_on_a_section_and_on_a_line_that_is_gone(plan: Plan, ana: Any) -> None:
    send(ana, what="say", line="", section="B", text="Look again.")
    send(ana, what="say", line="gone", section="C", text="And here.")
    assert [(one.section, one.line_id) for one in comments_on(PUPIL)] == [("B", ""), ("C", "")]


def test_the_same_request_twice_is_two_answers_and_nothing_worse(plan: Plan, ana: Any) -> None:
    send(ana, what="say", section="B", text="Once.", sent="1")
    message, _ = send(ana, what="say", section="B", text="Once.", sent="1")
    assert "Not saved" in message
    assert len(comments_on(PUPIL)) == 1


def test_a_comment_is_dealt_with_and_opened_again(plan: Plan, ana: Any) -> None:
    send(ana, what="say", section="B", text="Look.")
    (kept,) = comments_on(PUPIL)
    about = {"comment": kept.comment_id}
    message, _ = send(ana, what="resolve", revision="1", **about)
    assert "dealt with" in message
    assert comments_on(PUPIL)[0].resolved
    message, drawn = send(ana, what="resolve", revision="1", **about)
    assert "Asha Patel dealt with this comment" in message
    assert drawn is not no_update
    message, _ = send(ana, what="reopen", revision="2", **about)
    assert "open again" in message
    assert not comments_on(PUPIL)[0].resolved
    message, _ = send(ana, what="resolve", comment="none", revision="1")
    assert "no such comment" in message
    message, _ = comment_on_plan(
        who=ana, pupil_id="EX2", given={"what": "resolve", "revision": "3", **about}
    )
    assert "no such comment" in words_in(message)


@pytest.mark.parametrize(
    "given",
    [{"section": "B", "text": " "}, {"section": "Z", "text": "x"}, {"text": "x"}],
)
def test_what_is_no_comment_is_not_kept(plan: Plan, ana: Any, given: dict[str, str]) -> None:
    message, drawn = send(ana, what="say", **given)
    assert "Not saved" in message
    assert drawn is no_update
    assert comments_on(PUPIL) == ()


def test_nothing_sent_is_nothing_done(ana: Any) -> None:
    with pytest.raises(PreventUpdate):
        comment_on_plan(who=ana, pupil_id=PUPIL, given=None)
