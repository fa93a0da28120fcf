"""Each form of a plan does what it says, and says what it did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from dash import no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from callbacks.plans import writing
from callbacks.plans.keeping import load_kept, load_plan
from data.schemas.plans import Line, Plan
from tests.tree import words_in

PUPIL = "EX1"
Do = Callable[..., tuple[str, Any, Any]]


@pytest.fixture
def do(plan: Plan, ana: Principal) -> Do:
    """Return a function that sends a form as the co-ordinator, or as somebody else."""

    def sent(what: str, *, who: Principal = ana, **given: str) -> tuple[str, Any, Any]:
        message, drawn, told = writing.write_plan(
            who=who, pupil_id=PUPIL, given={"what": what, **given}
        )
        return words_in(message), drawn, told

    return sent


def now(line_id: str) -> Line:
    return load_plan(PUPIL).by_id[line_id]


def draft_of(who: str, name: str) -> Any:
    return writing.store().drafts.load(who, f"{PUPIL}:{name}")


def test_saved_words_are_a_revision_by_a_person(do: Do) -> None:
    message, drawn, told = do("save", line="E-1", revision="1", text=" Asks for help. \r\nDaily.")
    line = now("E-1")
    assert (line.text, line.origin, line.revision) == ("Asks for help. \nDaily.", "edited", 2)
    assert line.actor == "coordinator"
    assert "Saved as revision 2" in message
    assert drawn is not no_update
    assert told["revision"] == 2
    assert draft_of("coordinator", "E-1") is None


@pytest.mark.parametrize("text", ["", " . ", "“…”"])
@pytest.mark.parametrize(
    "which", [{"line": "E-1", "revision": "1"}, {"line": "w-1", "new": "E:outcome"}]
)
def test_a_line_without_words_is_not_saved(do: Do, which: dict[str, str], text: str) -> None:
    before = load_plan(PUPIL)
    message, drawn, _ = do("add" if "new" in which else "save", **which, text=text)
    assert "Not saved" in message
    assert "The line has no words" in message
    assert drawn is no_update
    assert load_plan(PUPIL) == before


def test_an_accepted_link_is_a_revision_of_the_line(do: Do) -> None:
    message, drawn, _ = do("tie", line="F-1", revision="1", serves="B-asd")
    line = now("F-1")
    assert line.links == ("B-slc", "B-asd", "E-1")
    assert (line.origin, line.revision, line.actor) == ("edited", 2, "coordinator")
    assert "linked" in message
    assert drawn is not no_update
    assert do("tie", line="F-1", revision="2", serves="B-asd")[0].count("Nothing differs") == 1


@pytest.mark.parametrize(("line", "serves"), [("F-1", "none"), ("none", "B-slc"), ("F-1", "")])
def test_a_link_needs_both_its_ends(do: Do, line: str, serves: str) -> None:
    message, drawn, _ = do("tie", line=line, revision="1", serves=serves)
    assert "no such line" in message
    assert drawn is no_update


def test_a_link_to_what_the_line_may_not_serve_changes_nothing(do: Do) -> None:
    assert "Nothing differs" in do("tie", line="F-1", revision="1", serves="A-1")[0]
    assert now("F-1").revision == 1


def test_an_overtaken_link_is_not_saved(do: Do) -> None:
    do("save", line="F-1", revision="1", text="Other words.")
    message, drawn, _ = do("tie", line="F-1", revision="1", serves="B-asd")
    assert "Not saved" in message
    assert drawn is no_update
    assert "B-asd" not in now("F-1").links


def test_leaving_the_field_saves_without_drawing_the_page_anew(do: Do) -> None:
    message, drawn, told = do("left", line="E-1", revision="1", text="Asks.")
    assert (message, drawn) == ("", no_update)
    assert told["line"] == "E-1"
    assert "Saved as revision 2" in told["words"]
    assert now("E-1").text == "Asks."


@pytest.mark.parametrize("what", ["save", "left"])
def test_what_is_there_already_is_not_saved_again(do: Do, what: str) -> None:
    head = writing.store().journal.head()
    _, _, told = do(what, line="E-1", revision="1", text="Will ask for help.")
    assert writing.store().journal.head() == head
    assert told["revision"] == 1
    assert draft_of("coordinator", "E-1") is None


def test_the_same_request_twice_is_one_revision(do: Do) -> None:
    for _ in range(2):
        do("save", line="E-1", revision="1", text="Asks.", sent="once")
    assert now("E-1").revision == 2


def test_the_second_person_is_told_sees_both_and_keeps_theirs(
    do: Do, person: Callable[[str], Principal]
) -> None:
    do("save", line="E-1", revision="1", text="Ana's words.")
    message, _, _ = do(
        "save", who=person("specialist"), line="E-1", revision="1", text="Ben's words."
    )
    assert "Asha Patel changed this line" in message
    assert "Ana's words." in message
    assert "Ben's words." in message
    assert now("E-1").text == "Ana's words."
    assert draft_of("specialist", "E-1").payload["text"] == "Ben's words."
    do("save", who=person("specialist"), line="E-1", revision="2", text="Ben's words.")
    assert now("E-1").text == "Ben's words."
    assert draft_of("specialist", "E-1") is None


def test_ties_and_agreement_are_saved_with_the_words(do: Do) -> None:
    given = {"line": "F-1", "text": now("F-1").text, "links": "yes", "agreeing": "yes"}
    do("save", revision="1", **given, **{"link:B-asd": "on", "agreed": "on"})
    assert now("F-1").links == ("B-asd",)
    assert now("F-1").agreed
    assert now("F-1").origin == "edited"
    do("save", revision="2", **given, **{"link:B-asd": "on"})
    assert not now("F-1").agreed


def test_to_agree_to_a_drafted_line_does_not_make_it_somebody_s(do: Do) -> None:
    do("save", line="F-1", revision="1", text=now("F-1").text, agreeing="yes", agreed="on")
    assert (now("F-1").agreed, now("F-1").origin) == (True, "drafted")


def test_agreement_lapses_with_the_words(do: Do) -> None:
    given = {"line": "F-1", "agreeing": "yes", "agreed": "on"}
    do("save", revision="1", text=now("F-1").text, **given)
    message, drawn, _ = do("left", revision="2", text="Two sessions.", **given)
    assert "agreed before its words changed" in message
    assert drawn is not no_update
    assert not now("F-1").agreed


def test_a_line_is_added_at_the_end_once(do: Do) -> None:
    given = {"new": "F:provision", "line": "w-1", "text": "Swimming, weekly.", "links": "yes"}
    message, drawn, _ = do("add", sent="once", **given, **{"link:B-slc": "on"})
    assert "Added to section F" in message
    assert drawn is not no_update
    do("add", sent="once", **given, **{"link:B-slc": "on"})
    line = load_plan(PUPIL).section("F")[-1]
    assert (line.line_id, line.origin, line.kind) == ("w-1", "written", "provision")
    assert line.links == ("B-slc",)
    assert draft_of("coordinator", "new-F-provision") is None
    do("save", line="w-1", revision="1", text="Swimming, twice a week.")
    assert now("w-1").origin == "written"


@pytest.mark.parametrize(
    "given",
    [
        {"new": "B:provision", "line": "w-1"},
        {"new": "", "line": "w-1"},
        {"new": "Z:need", "line": "w-1"},
        {"new": "F:provision", "line": "../x"},
        {"new": "F:provision", "line": ""},
        {"new": "F:provision", "line": "x" * 61},
        {"new": "F:provision", "line": "w-1", "sent": "a/b"},
        {"new": "F:provision", "line": "w-1", "text": ""},
    ],
)
def test_a_line_that_cannot_be_is_not_added(do: Do, given: dict[str, str]) -> None:
    message, drawn, _ = do("add", **{"text": "Words.", **given})
    assert "Not saved" in message
    assert drawn is no_update
    assert "w-1" not in load_plan(PUPIL).by_id


def test_a_line_is_taken_out_for_good_and_put_back(do: Do) -> None:
    message, _, _ = do("withdraw", line="E-1", revision="1")
    assert "Taken out of the plan" in message
    assert "E-1" not in load_plan(PUPIL).by_id
    (out,) = load_kept(PUPIL).withdrawn
    assert out.origin == "edited"
    message, _, _ = do("restore", line="E-1", revision="2")
    assert "Put back into section E" in message
    assert now("E-1").text == "Will ask for help."


def test_a_line_that_somebody_took_out_is_not_lost_to_who_writes_on(
    do: Do, person: Callable[[str], Principal]
) -> None:
    do("withdraw", line="E-1", revision="1")
    message, _, _ = do("save", who=person("specialist"), line="E-1", revision="1", text="Mine.")
    assert "took this line out" in message
    assert draft_of("specialist", "E-1").payload["text"] == "Mine."
    do("save", who=person("specialist"), line="E-1", revision="2", text="Mine.")
    assert now("E-1").text == "Mine."


def test_what_is_stale_is_not_taken_out(do: Do, person: Callable[[str], Principal]) -> None:
    do("save", line="E-1", revision="1", text="New.")
    message, _, _ = do("withdraw", who=person("specialist"), line="E-1", revision="1")
    assert "Asha Patel changed this line" in message
    assert "E-1" in load_plan(PUPIL).by_id


def test_lines_move_by_one_place(do: Do) -> None:
    before = [one.line_id for one in load_plan(PUPIL).section("B")]
    message, drawn, _ = do("down", line=before[0], revision="1")
    assert "Moved down" in message
    assert drawn is not no_update
    assert [one.line_id for one in load_plan(PUPIL).section("B")] == before[::-1]
    message, _, _ = do("down", line=before[0], revision="2")
    assert "first or last" in message
    do("up", line=before[0], revision="2")
    assert [one.line_id for one in load_plan(PUPIL).section("B")] == before
    assert now(before[0]).origin == "drafted"


def test_a_whole_section_is_agreed_as_it_was_seen(do: Do) -> None:
    seen = str(load_kept(PUPIL).reached)
    message, _, _ = do("agree", section="F", of=seen)
    assert "1 line is now" in message
    assert now("F-1").agreed
    assert not now("F-2").agreed
    message, _, _ = do("agree", section="B", of=seen)
    assert "Somebody changed this section" in message
    assert not now("B-slc").agreed
    message, _, _ = do("agree", section="B", of=str(load_kept(PUPIL).reached))
    assert "2 lines are now" in message
    message, _, _ = do("agree", section="B", of=str(load_kept(PUPIL).reached))
    assert "No change" in message


def test_the_name_and_pronoun_are_saved_at_the_head(do: Do) -> None:
    message, drawn, _ = do("name", name=" Sam ", pronoun="they", revision="1")
    assert "uses Sam" in message
    assert drawn is not no_update
    about = load_plan(PUPIL).particulars
    assert (about.name, about.pronoun) == ("Sam", "they")
    message, _, _ = do("name", name="", pronoun="none", revision="2")
    assert "reference" in message
    assert load_plan(PUPIL).particulars.called == PUPIL
    message, _, _ = do("name", name="Kim", pronoun="she", revision="1")
    assert "Somebody changed" in message
    message, _, _ = do("name", name="Kim", pronoun="x", revision="3")
    assert "not one of the choices" in message


@pytest.mark.parametrize(
    "before", [{"name": "", "pronoun": "none"}, {"name": "Sam", "pronoun": "he"}]
)
def test_an_unchanged_name_is_no_revision(do: Do, before: dict[str, str]) -> None:
    do("name", revision="1", **before)
    kept, head = load_kept(PUPIL).head, writing.store().journal.head()
    message, drawn, told = do("name", revision=str(kept["revision"]), **before)
    assert "Nothing differs from what is saved." in message
    assert (drawn, told) == (no_update, no_update)
    assert writing.store().journal.head() == head


def test_a_name_sent_again_because_its_answer_was_lost_is_saved_once(do: Do) -> None:
    for _ in range(2):
        message, _, _ = do("name", name="Sam", pronoun="he", revision="1", sent="once")
        assert "The plan now uses Sam." in message
    assert load_kept(PUPIL).head["revision"] == 2


def test_no_name_is_entered_before_the_first_draft(house: Any, ana: Principal) -> None:
    head = writing.store().journal.head()
    given = {"what": "name", "name": " ", "pronoun": "none", "revision": "0"}
    message, drawn, _ = writing.write_plan(who=ana, pupil_id=PUPIL, given=given)
    assert "Nothing differs" in words_in(message)
    assert drawn is no_update
    assert writing.store().journal.head() == head


def test_a_name_may_be_entered_before_the_first_draft(house: Any, ana: Principal) -> None:
    given = {"what": "name", "name": "Sam", "pronoun": "he", "revision": "0"}
    writing.write_plan(who=ana, pupil_id=PUPIL, given=given)
    assert load_plan(PUPIL).particulars.name == "Sam"


@pytest.mark.parametrize("what", ["", "erase", "save", "withdraw", "restore", "up"])
def test_what_is_not_understood_is_not_done(do: Do, what: str) -> None:
    head = writing.store().journal.head()
    for line in ("", "nobody", "../x"):
        message, drawn, _ = do(what, line=line, text="Words.")
        assert "Not saved" in message
        assert drawn is no_update
    assert writing.store().journal.head() == head


def test_nothing_sent_is_nothing_done(ana: Principal) -> None:
    with pytest.raises(PreventUpdate):
        writing.write_plan(who=ana, pupil_id=PUPIL, given=None)
    with pytest.raises(PreventUpdate):
        writing.keep_typed(who=ana, pupil_id=PUPIL, given=None)


def test_what_is_typed_is_kept_until_it_is_saved_or_dropped(do: Do, ana: Principal) -> None:
    typed = {"line": "E-1", "revision": "1", "text": "Half a sen"}
    told = writing.keep_typed(who=ana, pupil_id=PUPIL, given=typed)
    assert "draft" in told["words"]
    assert draft_of("coordinator", "E-1").payload == {"text": "Half a sen"}
    same = {**typed, "text": "Will ask for help. "}
    assert "As saved" in writing.keep_typed(who=ana, pupil_id=PUPIL, given=same)["words"]
    assert draft_of("coordinator", "E-1") is None
    writing.keep_typed(who=ana, pupil_id=PUPIL, given=typed)
    message, drawn, _ = do("discard", line="E-1")
    assert "draft is gone" in message
    assert drawn is not no_update
    assert draft_of("coordinator", "E-1") is None


def test_what_is_typed_of_a_new_line_is_kept_too(plan: Plan, ana: Principal) -> None:
    typed = {"line": "w-1", "new": "F:provision", "revision": "0", "text": "Swimm"}
    writing.keep_typed(who=ana, pupil_id=PUPIL, given=typed)
    assert draft_of("coordinator", "new-F-provision").payload["text"] == "Swimm"
