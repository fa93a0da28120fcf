"""Drafting again never touches what a person wrote, changed or agreed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from analytics.plans.redraft import Redraft, redraft
from data.schemas.plans import Line
from tests.plan_lines import REPORT, line

NAMES = st.sampled_from("abcdefg")
KEPT = st.builds(
    lambda name, text, origin, agreed: line(
        name, text=text, origin=origin, agreed=agreed, revision=3
    ),
    NAMES,
    st.sampled_from(["one", "two"]),
    st.sampled_from(["drafted", "edited", "written"]),
    st.booleans(),
)
FRESH = st.builds(lambda name, text: line(name, text=text), NAMES, st.sampled_from(["one", "two"]))


def distinct(lines: list[Line]) -> list[Line]:
    return list({one.line_id: one for one in lines}.values())


def after(kept: list[Line], found: Redraft) -> dict[str, Line]:
    """Return the plan after it, worked out the slow way."""
    result = {one.line_id: one for one in kept}
    for one in found.add:
        assert one.line_id not in result
        result[one.line_id] = one
    for old, new in found.replace:
        assert result[old.line_id] == old
        result[old.line_id] = new
    for one in found.withdraw:
        del result[one.line_id]
    return result


@given(st.lists(KEPT).map(distinct), st.lists(FRESH).map(distinct), st.lists(KEPT).map(distinct))
def test_people_s_words_stay_and_the_rest_is_as_the_sources_give_it(
    kept: list[Line], fresh: list[Line], gone: list[Line]
) -> None:
    names = {one.line_id for one in kept}
    out = [one for one in gone if one.line_id not in names]
    found = redraft(kept, fresh, withdrawn=out)
    result = after(kept, found)
    barred = {one.line_id for one in out if one.origin != "drafted"}
    for one in kept:
        if one.origin != "drafted" or one.agreed:
            assert result[one.line_id] == one
    for one in fresh:
        old = next((each for each in kept if each.line_id == one.line_id), None)
        if old is None:
            assert (one.line_id in result) == (one.line_id not in barred)
        elif old.origin == "drafted" and not old.agreed:
            assert result[one.line_id].text == one.text
    assert found.changes == len(found.add) + len(found.replace) + len(found.withdraw)
    settled = [replace(one, revision=3) for one in result.values()]
    assert redraft(settled, fresh, withdrawn=out).changes == 0


def test_a_replaced_line_follows_its_revision_and_keeps_its_place() -> None:
    kept = line("a", text="old", position=35.0, revision=4, actor="ana")
    fresh = line("a", text="new", position=10.0, sources=(REPORT,))
    ((old, new),) = redraft([kept], [fresh]).replace
    assert old == kept
    assert (new.text, new.position, new.revision, new.sources) == ("new", 35.0, 4, (REPORT,))


def test_a_line_with_other_sources_or_links_is_replaced_too() -> None:
    kept = line("a", revision=1)
    assert redraft([kept], [line("a", sources=(REPORT,))]).replace
    assert redraft([kept], [line("a", links=("b",))]).replace
    assert not redraft([kept], [line("a", position=99.0)]).replace


DRAFTED = line("a", text="drafted", revision=1)
MINE = line("a", text="mine", origin="edited", revision=2)


def offered(fresh: str, *history: Line, kept: Line = MINE) -> list[tuple[str, str]]:
    found = redraft([kept], [line("a", text=fresh)], revisions={"a": history}.__getitem__)
    assert found.changes == 0
    return [(old.text, new.text) for old, new in found.offered]


def test_what_the_sources_give_for_a_changed_line_is_offered_not_put_in() -> None:
    assert offered("theirs", DRAFTED, MINE) == [("mine", "theirs")]
    assert offered("mine", DRAFTED, MINE) == []


def test_sources_that_give_what_they_gave_offer_nothing() -> None:
    assert offered("drafted", DRAFTED, MINE) == []
    again = replace(DRAFTED, text="drafted again")
    assert offered("drafted again", DRAFTED, again, MINE) == []
    # They went back to what an older draft had: that is other than what the person changed.
    assert offered("drafted", DRAFTED, again, MINE) == [("mine", "drafted")]


def test_words_of_the_sources_that_a_person_took_and_changed_are_no_news() -> None:
    taken = replace(MINE, text="theirs")
    assert offered("theirs", DRAFTED, taken, MINE) == []
    assert offered("others", DRAFTED, taken, MINE) == [("mine", "others")]


def test_where_no_draft_is_kept_nothing_is_said_of_the_sources() -> None:
    assert offered("theirs", MINE) == []
    assert redraft([MINE], [line("a", text="theirs")]).offered == ()


def test_an_agreed_line_is_itself_what_was_drafted() -> None:
    kept = replace(DRAFTED, agreed=True)
    assert offered("theirs", kept=kept) == [("drafted", "theirs")]
    assert offered("drafted", kept=kept) == []


def test_what_a_draft_took_out_may_come_back_and_what_a_person_took_out_may_not() -> None:
    by_draft = line("a", revision=5)
    by_person = line("b", origin="edited", revision=6)
    found = redraft([], [line("a"), line("b")], withdrawn=[by_draft, by_person])
    assert [(one.line_id, one.revision) for one in found.add] == [("a", 5)]
    assert [one.line_id for one in found.taken_out] == ["b"]


def test_it_is_said_before_it_is_done() -> None:
    kept = [
        line("a", text="old"),
        line("b"),
        line("c"),
        line("d", origin="written"),
        line("e", origin="edited"),
    ]
    fresh = [line("a", text="new"), line("b", sources=(REPORT,)), line("x"), line("y"), line("z")]
    assert redraft(kept, fresh).sentence == (
        "Draft again would add 3 lines, replace 2 lines, take out 1 line and leave 2 lines that "
        "people wrote, changed or agreed."
    )
    assert redraft([], []).sentence == (
        "Draft again would change nothing and leave 0 lines that people wrote, changed or agreed."
    )
