"""The golden thread: its matrix, gaps, orphans, repeats and suggestions."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.plans import linting
from analytics.plans.thread import COLUMNS, table, thread
from analytics.plans.wording import alike, same, support
from data.schemas.plans import Line, Lint, Particulars, Plan
from tests.analytics.plans.sound import (
    GROUP,
    MENTOR,
    SPEECH,
    added,
    changed,
    line,
    sound_plan,
    without,
)

Rows = set[tuple[str | None, ...]]


@pytest.fixture(autouse=True)
def linter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the linter, which has tests of its own."""
    open_ones = {"Speech therapy.": ("who", "frequency"), "Physiotherapy.": ("review",)}
    monkeypatch.setattr(linting, "lint_of", lambda _, text: Lint("direct", open_ones.get(text, ())))


def codes(plan: Plan) -> list[tuple[str, str | None]]:
    return sorted((one.code, one.line_id) for one in thread(plan).findings)


def test_nothing_is_wrong_with_a_sound_plan() -> None:
    found = thread(sound_plan())
    assert found.findings == ()
    assert found.suggested == ()
    assert found.reading == "5 of 5 needs have an outcome and specified provision."


@pytest.mark.parametrize("line_id", ["F-1", "F-3"])
def test_a_link_taken_away_is_found(line_id: str) -> None:
    need, outcome = {"F-1": ("B-2", "E-1"), "F-3": ("B-5", "E-3")}[line_id]
    plan = changed(sound_plan(), line_id, links=())
    assert codes(plan) == [
        ("need_without_provision", need),
        ("outcome_without_provision", outcome),
        ("provision_without_need", line_id),
    ]
    assert thread(plan).reading == (
        "4 of 5 needs have an outcome and specified provision; 1 without provision; "
        "1 line of E to H serves none."
    )


def test_an_outcome_without_its_need_is_found() -> None:
    plan = changed(sound_plan(), "E-2", links=())
    assert codes(plan) == [("need_without_outcome", "B-3"), ("outcome_without_need", "E-2")]


def test_what_served_a_need_that_is_gone_says_so() -> None:
    orphans = thread(without(sound_plan(), "B-5")).orphans
    assert [(one.line_id, one.sentence) for one in orphans] == [
        ("E-3", "What this outcome served is no longer in the plan."),
    ]


def test_what_is_still_to_be_obtained_makes_a_gap_lighter() -> None:
    asked = line("F-9", "to_obtain", "To obtain from the SENCO: how often.", links=("E-1",))
    plan = added(without(sound_plan(), "F-1"), asked)
    gap = thread(plan).gaps[0]
    assert (gap.code, gap.weight) == ("need_without_provision", "watch")
    assert gap.sentence.endswith("still to be obtained: To obtain from the SENCO: how often.")


def test_a_plan_without_needs_says_so() -> None:
    found = thread(Plan(Particulars("NM-1")))
    assert found.reading == "No need is written in B, C or D."
    assert table(found).empty
    assert list(table(found)) == list(COLUMNS)


def test_readings_count_in_words() -> None:
    one = Plan(Particulars("NM-1"), (line("B-1", "need", "Kofi spells poorly."),))
    assert thread(one).reading == (
        "0 of 1 need have an outcome and specified provision; 1 without an outcome; "
        "1 without provision."
    )
    loose = added(one, line("E-1", "outcome", "x"), line("E-2", "outcome", "y"))
    assert thread(loose).reading.endswith("; 2 lines of E to H serve none.")
    whole = added(one, line("F-1", "provision", GROUP, links=("B-1", "E-1")))
    whole = added(whole, line("E-1", "outcome", "Kofi spells.", links=("B-1",)))
    assert thread(whole).reading == "1 of 1 need has an outcome and specified provision."


@pytest.mark.parametrize(
    ("given", "waits", "vague", "reading"),
    [
        ((SPEECH, MENTOR), None, [], "1 of 1 need has"),
        (("Physiotherapy.",), None, [], "1 of 1 need has"),
        ((SPEECH, "Speech therapy."), None, ["F-2"], "0 of 1 need have"),
        (("Speech therapy.",), None, ["F-1"], "0 of 1 need have"),
        ((SPEECH,), "F-1", ["F-1"], "0 of 1 need have"),
        ((SPEECH, MENTOR), "F-2", ["F-2"], "0 of 1 need have"),
        ((SPEECH,), "E-1", [], "1 of 1 need has"),
    ],
)
def test_a_need_is_whole_once_its_provision_is_specified(
    given: tuple[str, ...], waits: str | None, vague: list[str], reading: str
) -> None:
    plan = Plan(
        Particulars("NM-1"),
        (
            line("B-1", "need", "Kofi speaks in single words."),
            line("E-1", "outcome", "Kofi asks.", links=("B-1",)),
            *(
                line(f"F-{number}", "provision", text, links=("E-1",))
                for number, text in enumerate(given, start=1)
            ),
        ),
    )
    if waits:
        plan = added(plan, line("F-9", "to_obtain", "To obtain: how often.", links=(waits,)))
    found = thread(plan)
    (row,) = found.rows
    assert [one.line_id for one in row.unspecified] == vague
    assert (row.whole, row.linked) == (not vague, bool(vague))
    linked = "; 1 linked, not yet specified." if vague else "."
    assert found.reading == f"{reading} an outcome and specified provision{linked}"


def test_the_same_need_twice_is_found_in_other_words() -> None:
    again = line("B-9", "need", "Kofi spels three years behind the class", links=())
    findings = thread(added(sound_plan(), again)).duplicates
    assert [(one.code, one.line_id) for one in findings] == [("duplicate_need", "B-9")]
    assert "Kofi spells three years behind his class." in findings[0].sentence


@pytest.mark.parametrize(
    "text",
    [
        "Kofi reads three years behind his class.",
        "Kofi spells two years behind his class.",
        "Kofi does not spell three years behind his class, nor does he read at all.",
    ],
)
def test_another_need_is_no_repeat(text: str) -> None:
    plan = added(sound_plan(), line("B-9", "need", text))
    assert thread(plan).duplicates == ()


def test_the_same_provision_twice_is_found() -> None:
    again = line("G-9", "provision", SPEECH, links=("E-1",))
    findings = thread(added(sound_plan(), again)).duplicates
    assert [(one.code, one.line_id) for one in findings] == [("duplicate_provision", "G-9")]
    assert "says the same as one in F" in findings[0].sentence
    assert findings[0].sentence.endswith(" …”")


def test_two_amounts_of_one_support_are_a_conflict() -> None:
    other = SPEECH.replace("3 x 45", "2 x 45")
    again = line("F-9", "provision", other, links=("E-1",))
    findings = thread(added(sound_plan(), again)).duplicates
    assert [(one.code, one.line_id) for one in findings] == [("conflicting_amounts", "F-9")]
    assert findings[0].sentence == (
        "The same support stands above as 3 x 45 minutes a week, and here as 2 x 45 minutes a week."
    )


def test_one_support_for_two_needs_may_differ_in_amount() -> None:
    other = SPEECH.replace("3 x 45", "2 x 45")
    again = line("F-9", "provision", other, links=("E-2",), area="english")
    assert thread(added(sound_plan(), again)).duplicates == ()


def test_the_same_amount_in_other_words_is_the_same() -> None:
    other = GROUP.replace("15 minutes a day", "fifteen minutes daily")
    again = line("F-9", "provision", other, links=("E-2",))
    findings = thread(added(sound_plan(), again)).duplicates
    assert [one.code for one in findings] == ["duplicate_provision"]


def test_words_are_alike_by_what_they_share() -> None:
    assert alike(frozenset(), frozenset()) == 0
    assert same(support("Reads aloud daily."), support("reading aloud"))
    assert not same(support("Leads a group."), support("Reads a book."))


def test_links_are_suggested_by_area_first_then_by_words() -> None:
    plan = added(
        sound_plan(),
        line("F-7", "provision", "A word bank on the desk.", area="english"),
        line("E-7", "outcome", "Kofi will have a safe place to play at weekends."),
        line("E-8", "outcome", "Something else altogether."),
    )
    found = {(one.line_id, one.serves, one.why) for one in thread(plan).suggested}
    assert found == {
        ("F-7", "B-3", "It is about the same area."),
        ("E-7", "D-1", "It uses the same words."),
    }


def test_at_most_three_links_are_suggested() -> None:
    needs = [line(f"B-{n}", "need", f"Need {n}.", area="slc") for n in range(20, 30)]
    plan = added(Plan(Particulars("NM-1")), *needs, line("E-1", "outcome", "x", area="slc"))
    assert len(thread(plan).suggested) == 3


IDS = {
    "B": [f"B-{n}" for n in range(3)],
    "E": [f"E-{n}" for n in range(3)],
    "F": [f"F-{n}" for n in range(3)],
}
WORDS = ["speech by day", "ladders and ropes", "a green book"]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    def links(ends: list[str]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from([*ends, "gone"]), max_size=3)))

    lines = [line(one, "need", text) for one, text in zip(IDS["B"], WORDS, strict=True)]
    lines += [line(one, "outcome", one, links=links(IDS["B"])) for one in IDS["E"]]
    lines += [line(one, "provision", one, links=links([*IDS["B"], *IDS["E"]])) for one in IDS["F"]]
    return Plan(Particulars("NM-1"), tuple(lines))


def slow_matrix(plan: Plan) -> Rows:
    """Recompute the matrix from every triple of lines."""
    kinds = {
        kind: [one for one in plan.lines if one.kind == kind]
        for kind in ("need", "outcome", "provision")
    }
    rows: Rows = set()
    for need in kinds["need"]:
        mine: Rows = set()
        for outcome, piece in product([None, *kinds["outcome"]], [None, *kinds["provision"]]):
            row = (need.line_id, outcome and outcome.line_id, piece and piece.line_id)
            if stands(need, outcome, piece, kinds):
                mine.add(row)
        rows |= mine or {(need.line_id, None, None)}
    return rows


def stands(
    need: Line, outcome: Line | None, piece: Line | None, kinds: dict[str, list[Line]]
) -> bool:
    mine = [one.line_id for one in kinds["outcome"] if need.line_id in one.links]
    if outcome is None:
        direct = piece is not None and need.line_id in piece.links
        return direct and not any(one in mine for one in piece.links if piece)
    if outcome.line_id not in mine:
        return False
    if piece is None:
        return not any(outcome.line_id in one.links for one in kinds["provision"])
    return outcome.line_id in piece.links


@given(plans())
@settings(max_examples=60, deadline=None)
def test_the_matrix_is_that_of_every_triple(plan: Plan) -> None:
    frame = table(thread(plan))
    columns = ["need_id", "outcome_id", "provision_id"]
    found = [tuple(row) for row in frame[columns].itertuples(index=False)]
    assert set(found) == slow_matrix(plan)
    assert len(found) == len(set(found))


@given(plans(), st.data())
@settings(max_examples=60, deadline=None)
def test_another_link_adds_no_gap(plan: Plan, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from([one for one in plan.lines if one.kind != "need"]))
    ends = IDS["B"] if chosen.kind == "outcome" else [*IDS["B"], *IDS["E"]]
    further = data.draw(st.sampled_from(ends))
    more = changed(plan, chosen.line_id, links=(*chosen.links, further))
    missing = {"need_without_outcome", "need_without_provision"}
    before = {one for one in codes(plan) if one[0] in missing or "without_need" in one[0]}
    after = {one for one in codes(more) if one[0] in missing or "without_need" in one[0]}
    assert after <= before


@given(plans(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_lines_are_held_does_not_matter(plan: Plan, random: object) -> None:
    lines = list(plan.lines)
    random.shuffle(lines)  # type: ignore[attr-defined]
    shuffled = thread(replace(plan, lines=tuple(lines)))
    assert shuffled == thread(plan)
