"""A link is made, renewed and taken back from the page; what opens it is shown once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from access.refusals import Refusal
from callbacks.context import rows_of, store, today
from callbacks.feedback import asking, links, views, visits
from callbacks.plans.drafting import save_draft
from data.journal import Conflict, SaveFailed
from data.schemas.feedback import VOICES
from layouts.dates import day
from layouts.feedback import asking as asking_layout
from tests.callbacks.feedback.conftest import PUPIL
from tests.tree import walk, words_in


def ask(who: Any, **given: str) -> tuple[str, bool]:
    """Send a form; return what it says, and whether the list is drawn anew."""
    message, drawn = asking.ask(who=who, pupil_id=PUPIL, given=given)
    return words_in(message), drawn is not no_update


def form(**given: str) -> dict[str, str]:
    """Return what the form sends."""
    plain = {
        "what": "make",
        "voice": "parent",
        "addressee": "the mother",
        "reason": "Annual review",
        "expires_on": day(today() + timedelta(days=14)),
    }
    return {**plain, **given}


def the_link() -> dict[str, Any]:
    """Return the only link of the pupil."""
    (row,) = rows_of("feedback_links", PUPIL)
    return row


def test_a_letter_and_a_code_are_handed_over_once(ana: Any) -> None:
    told, drawn = ask(ana, **form())
    assert drawn
    assert "/answer#" in told and "To the mother" in told
    code = told.partition("until")[2].split(":")[1].split()
    assert [len(part) for part in code[:2]] == [3, 3]
    # Neither the address nor the code is in what the page shows from then on.
    later = words_in(views.open_feedback(who=ana, pupil_id=PUPIL, part="ask", asked=None))
    assert "/answer#" not in later and " ".join(code[:2]) not in later
    assert "the mother (parent or carer)" in later and "Waiting for an answer" in later
    assert the_link()["reason"] == "Annual review"


def test_the_picture_is_of_the_address_and_drawn_here() -> None:
    picture = asking_layout.picture_of("https://example.org/answer#one")
    assert picture.startswith("data:image/svg+xml")
    assert picture != asking_layout.picture_of("https://example.org/answer#two")


def test_what_is_ticked_is_asked_about(ana: Any) -> None:
    save_draft(ana, PUPIL, request_id="coordinator:draft")
    page = views.open_feedback(who=ana, pupil_id=PUPIL, part="ask", asked=None)
    ticks = [props["name"] for _, props in walk(page) if ":" in str(props.get("name"))]
    assert len(ticks) > 3
    kept = ticks[:1] + ticks[-1:]
    ask(ana, **form(**dict.fromkeys(kept, "on")))
    asked = the_link()["asked"]
    assert all((name.partition(":")[2] in asked) == (name in kept) for name in ticks)


def test_a_plan_without_outcomes_is_said_to_be_so(ana: Any) -> None:
    page = views.open_feedback(who=ana, pupil_id=PUPIL, part="ask", asked=None)
    assert "neither outcomes nor provision yet" in words_in(page)
    assert f"/generator/{PUPIL}" in [props.get("href") for _, props in walk(page)]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"expires_on": "soon"}, asking.NO_DAY),
        ({"expires_on": "1 May 2020"}, "The last day must be"),
        ({"voice": "neighbour"}, asking.NO_VOICE),
        ({"what": "guess"}, asking.NO_DOING),
        ({"what": "renew", "link_id": "nothing"}, "no such link"),
        ({"addressee": "x" * 101}, "Not done"),
    ],
)
def test_what_cannot_be_done_is_told(ana: Any, given: dict[str, str], told: str) -> None:
    words, drawn = ask(ana, **form(**given))
    assert told in words
    assert not drawn
    assert rows_of("feedback_links", PUPIL) == []


def test_what_was_typed_on_a_link_and_never_sent_goes_four_weeks_after_its_end(
    ana: Any, made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, last = store().drafts, today() + timedelta(days=10)
    ended, taken_back, renewed = (made(voice, expires_on=last) for voice in VOICES)
    for link_id in (ended.link_id, taken_back.link_id, renewed.link_id, "erased"):
        drafts.save(f"link:{link_id}", visits.draft_key(PUPIL, link_id), 0, {"values": {}})
    drafts.save("coordinator", PUPIL, 0, {"note": "Mine."})
    ask(ana, what="revoke", link_id=taken_back.link_id)
    links.renew_link(renewed.link_id, expires_on=last + timedelta(days=30), who=ana)
    begun = today()

    def left_after(days: int) -> set[str]:
        later = begun + timedelta(days=days)
        for module in (asking, links, visits):
            monkeypatch.setattr(module, "today", lambda: later, raising=False)
        ask(ana, **form(expires_on=day(later)))
        return {owner.removeprefix("link:") for owner in drafts.owners(beginning="link:")}

    assert left_after(28) == {ended.link_id, taken_back.link_id, renewed.link_id}
    assert left_after(29) == {ended.link_id, renewed.link_id}
    assert left_after(39) == {renewed.link_id}
    assert drafts.load("coordinator", PUPIL)


def test_a_link_is_renewed_and_taken_back(ana: Any) -> None:
    first, _ = ask(ana, **form())
    link_id = the_link()["link_id"]
    second, _ = ask(ana, what="renew", link_id=link_id)
    assert "/answer#" in second and second != first
    told, drawn = ask(ana, what="revoke", link_id=link_id)
    assert "Taken back" in told and drawn
    page = words_in(views.open_feedback(who=ana, pupil_id=PUPIL, part="ask", asked=None))
    assert "Taken back" in page and "New address and code" in page


def test_without_a_name_the_letter_goes_to_the_voice(ana: Any) -> None:
    told, _ = ask(ana, **form(addressee="  "))
    assert "To parent or carer" in told


def test_a_link_of_a_pupil_one_does_not_hold_cannot_be_touched(
    ana: Any, person: Any, made: Any
) -> None:
    link = made()
    with pytest.raises(Refusal):
        ask(person("panel"), what="revoke", link_id=link.link_id)


def test_nothing_sent_does_nothing(ana: Any) -> None:
    with pytest.raises(PreventUpdate):
        asking.ask(who=ana, pupil_id=PUPIL, given=None)


@pytest.mark.parametrize("kind", [Conflict, SaveFailed])
def test_a_save_that_failed_is_told(ana: Any, monkeypatch: Any, kind: type[Exception]) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise kind.__new__(kind)

    monkeypatch.setattr(type(store().journal), "append", fail)
    told, drawn = ask(ana, **form())
    assert "Not done" in told
    assert drawn == (kind is Conflict)


@pytest.mark.parametrize("lines", [1, asking_layout.MOST_TICKED, asking_layout.MOST_TICKED + 2])
def test_a_form_is_kept_short_unless_the_asker_ticks_more(lines: int) -> None:
    boxes = asking_layout._boxes("Which?", [(f"outcome:E-{n}", "Reads.") for n in range(lines)])
    ticks = [props["value"] for _, props in walk(boxes) if "value" in props]
    assert len(ticks) == lines
    assert sum(ticks) == min(lines, asking_layout.MOST_TICKED)
    assert ("take some five minutes" in words_in(boxes).replace("takes", "take")) is (
        lines > asking_layout.MOST_TICKED
    )
