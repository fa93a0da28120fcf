"""What the views of a plan show, for a plan that is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from analytics.plans.comments import Comment, still_open
from analytics.plans.redraft import redraft
from analytics.plans.standing import counts_by_section
from analytics.plans.thread import thread
from data.schemas.plans import SECTIONS, Citation, Finding, Line, Plan
from layouts.plans import comments, line, overview, page, redrafted, section, threaded, words
from layouts.plans.address import PARTS, asking_path, line_path, plan_path
from layouts.plans.opened import Asked, May, Opened, brief
from tests.plan_lines import REPORT, drafted
from tests.plan_lines import line as one_line
from tests.tree import walk, words_in

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
ALL = May(write=True, comment=True, draft=True)
FOUND = (
    Finding("gap", "F", "The section lacks something.", weight="problem"),
    Finding("vague", "F", "It leaves open how often.", line_id="F-1", weight="watch"),
    Finding("vague", "F", "The report says no more.", line_id="F-1", weight="source"),
    Finding("gap", "F", "How often: to obtain from the school.", line_id="F-2"),
    Finding("gone", "F", "Of a line that is gone.", line_id="F-9"),
)


def opened(**changes: Any) -> Opened:
    plan: Plan = changes.pop("plan", drafted("P1"))
    findings = changes.pop("findings", FOUND)
    said = changes.pop("comments", ())
    open_ones = [one.section for one in still_open(said)]
    return Opened(
        pupil_id="P1",
        plan=plan,
        findings=findings,
        comments=said,
        counts=counts_by_section(plan, findings, open_ones),
        **{"may": ALL, "names": {"ana": "Ana Lowe"}, **changes},
    )


def links(tree: Any) -> list[str]:
    return [props["href"] for _, props in walk(tree) if props.get("href")]


def test_findings_stand_at_the_line_or_the_section_they_are_about() -> None:
    one = opened()
    assert [found.sentence for found in one.about("F", "F-1")] == [
        "It leaves open how often.",
        "The report says no more.",
    ]
    assert [found.sentence for found in one.about("F")] == [
        "The section lacks something.",
        "Of a line that is gone.",
    ]
    assert one.about("F", "F-2") == ()
    assert one.about("B") == ()


def test_a_section_says_where_it_stands_and_shows_sources_beside_its_lines() -> None:
    shown = section.body(opened(), "F", Asked())
    told = words_in(shown)
    assert "1 line, 1 gap to obtain, 1 problem, 0 of 1 agreed." in told
    assert "Problem: The section lacks something." in " ".join(told.split())
    assert "The source is vague:" in told
    assert "! To obtain" in " ".join(told.split())
    assert "/documents/P1/D1?at=10" in links(shown)
    assert "Report, 3 May 2026" in told
    assert line_path("P1", "B", "B-slc") in links(shown)
    assert asking_path("P1", "F", line="F-1") in links(shown)
    assert asking_path("P1", "F", new="provision") in links(shown)


def test_who_may_do_nothing_reads_only() -> None:
    shown = section.body(opened(may=May()), "F", Asked())
    assert [tag for tag, _ in walk(shown) if tag in ("Form", "Button")] == []
    assert not [href for href in links(shown) if "?" in href and href.startswith("/generator")]


@pytest.mark.parametrize("name", SECTIONS)
def test_an_empty_section_says_so(name: str) -> None:
    blank = replace(drafted("P1"), lines=())
    told = words_in(section.body(opened(plan=blank, findings=()), name, Asked()))
    assert ("Section I stays empty" if name == "I" else "Nothing is written") in told


def test_it_is_told_who_wrote_a_line_and_when() -> None:
    one = opened(saved_at={"x": NOON})
    written = one_line("x", origin="written", actor="ana")
    assert line.state(one, written) == "Written by Ana Lowe, 3 May 2026, 13:00"
    assert line.state(one, one_line("y", origin="edited", actor="ben")) == "Changed by ben"
    assert line.state(one, one_line("y")) == ""
    assert "a person wrote it" in words_in(line.sources("P1", written))


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("document", "/documents/P1/D1?at=10"),
        ("answer", "/pupils/P1#assessment"),
        ("record", "/pupils/P1"),
        ("package", "/packages"),
        ("library", "/charts/pupils/P1"),
        ("person", ""),
        ("rule", ""),
    ],
)
def test_each_source_leads_to_where_it_can_be_read(kind: str, path: str) -> None:
    assert line.source_path("P1", Citation(kind, "D1", "Words", start=10)) == path


def test_many_sources_are_shortened_to_read_and_whole_to_write() -> None:
    many = tuple(replace(REPORT, label=f"Report {n}", start=n) for n in range(5))
    one = one_line(sources=(*many, many[0]))
    assert "and 2 more" in words_in(line.line(opened(), one))
    whole = words_in(line.sources("P1", one))
    assert whole.count("three sessions a week") == 6


def test_the_overview_answers_in_one_sentence_and_names_the_next_step() -> None:
    plan = drafted("P1")
    about = replace(plan.particulars, drafted_on="2026-05-03")
    shown = opened(plan=replace(plan, particulars=about))
    told = words_in(overview.body(shown))
    assert "Draft of 3 May 2026: 5 lines, 1 gap to obtain, 1 problem." in told
    assert "Put 1 problem right, first in section" in told
    assert plan_path("P1", "F") in links(overview.body(shown))
    family = replace(plan, particulars=replace(about, status="family"))
    told = overview.answer(opened(plan=family))
    assert told.startswith("Draft with the family, drafted 3 May 2026:")
    assert overview.answer(opened()).startswith("Draft, not drafted:")


def test_a_name_that_is_missing_is_asked_for_before_the_sections() -> None:
    one = opened()
    words = words_in(overview.body(one))
    assert words.index("Save the name") < words.index("Files")
    about = replace(one.plan.particulars, name="Mila", pronoun="she")
    words = words_in(overview.body(opened(plan=replace(one.plan, particulars=about))))
    assert words.index("Files") < words.index("Save the name")


def test_before_the_first_draft_it_is_offered_to_who_may_make_it() -> None:
    blank = replace(drafted("P1"), lines=())
    told = words_in(overview.body(opened(plan=blank, findings=())))
    assert "Draft from the sources" in told
    assert told.index("Save the name") < told.index("Draft from the sources")
    told = words_in(overview.body(opened(plan=blank, findings=(), may=May())))
    assert "makes the first draft" in told


def test_a_plan_with_nothing_left_to_do_is_to_be_sent() -> None:
    plan = drafted("P1")
    lines = [replace(one, agreed=True) for one in plan.lines if one.kind != "to_obtain"]
    done = opened(plan=replace(plan, lines=tuple(lines)), findings=())
    assert "download the plan and send it" in words_in(overview.body(done))


def test_the_thread_is_a_table_that_says_in_words_what_is_missing() -> None:
    one = opened()
    shown = threaded.body(one, thread(one.plan))
    told = " ".join(words_in(shown).split())
    assert "✓ Whole" not in told
    assert "! Linked, not yet specified" in told
    assert "Speech therapy, three sessions a week. (not yet specified)" in told
    assert "× No outcome" in told
    assert "! Provision to obtain" in told
    assert line_path("P1", "E", "E-1") in links(shown)
    bare = replace(one.plan, lines=(one_line("B-1"), one_line("B-2", text="Something else.")))
    told = " ".join(words_in(threaded.body(opened(plan=bare), thread(bare))).split())
    assert "× No provision" in told
    blank = replace(one.plan, lines=())
    assert "no thread to follow" in words_in(threaded.body(opened(plan=blank), thread(blank)))


SPECIFIED = (
    "Speech and language therapy, 3 x 45 minutes weekly, individually, by a speech and language "
    "therapist; reviewed each term."
)


def specified(*more: Line) -> Opened:
    """Return a plan whose provision says all that it should, and what more is given."""
    plan = drafted("P1")
    lines = [replace(one, text=SPECIFIED) if one.line_id == "F-1" else one for one in plan.lines]
    return opened(plan=replace(plan, lines=(*lines, *more)))


def test_a_need_is_whole_once_its_provision_is_specified() -> None:
    one = specified()
    told = " ".join(words_in(threaded.body(one, thread(one.plan))).split())
    assert "✓ Whole" in told
    assert "(not yet specified)" not in told
    vague = one_line("F-7", section="F", kind="provision", text="Speech games.", links=("B-slc",))
    two = specified(vague)
    told = " ".join(words_in(threaded.body(two, thread(two.plan))).split())
    assert "! Linked, 1 of 2 lines not yet specified" in told
    assert "✓ Whole" not in told


def test_the_overview_says_how_many_needs_are_specified() -> None:
    told = " ".join(words_in(overview.body(opened())).split())
    assert "Golden thread : 0 of 2 needs have an outcome and specified provision; 1 linked" in told
    assert "1 of 2 needs has" in " ".join(words_in(overview.body(specified())).split())
    assert plan_path("P1", "thread") in links(overview.body(opened()))


def test_orphans_and_findings_without_a_line_lead_somewhere() -> None:
    plan = drafted("P1")
    loose = one_line("F-9", section="F", kind="provision", text="Swimming each week.")
    plan = replace(plan, lines=(*plan.lines, loose))
    shown = threaded.body(opened(plan=plan), thread(plan))
    assert line_path("P1", "F", "F-9") in links(shown)


def loose() -> Opened:
    """Return a plan whose provision and an outcome serve nothing yet."""
    plan = drafted("P1")
    lines = (
        *(replace(one, links=()) if one.line_id == "F-1" else one for one in plan.lines),
        one_line("F-3", section="F", kind="provision", area="slc", text="Therapy.", position=30.0),
    )
    return opened(plan=replace(plan, lines=lines))


def test_suggested_links_are_told_with_their_reason_to_accept() -> None:
    one = loose()
    shown = threaded.body(one, thread(one.plan))
    told = " ".join(words_in(shown).split())
    assert "F: Therapy. may serve B: Speech is moderately behind. It is about the same" in told
    forms = [props for _, props in walk(shown) if props.get("data-what") == "tie"]
    assert ("F-3", "B-slc", "0") in [
        (form["data-line"], form["data-serves"], form["data-revision"]) for form in forms
    ]
    assert "Accept the link : Therapy. serves Speech is moderately behind." in told
    reading = replace(one, may=May())
    assert "Accept the link" not in words_in(threaded.body(reading, thread(one.plan)))
    whole = opened()
    assert "Suggested links" not in words_in(threaded.body(whole, thread(whole.plan)))


def told(tree: Any) -> str:
    return " ".join(words_in(tree).split())


def waiting(*ends: str) -> Opened:
    """Return a plan whose gap of section F is about these lines."""
    plan = drafted("P1")
    lines = [replace(one, links=ends) if one.line_id == "F-2" else one for one in plan.lines]
    return opened(plan=replace(plan, lines=tuple(lines)))


def test_a_line_that_waits_leads_to_what_is_to_obtain_unless_it_stands_under_it() -> None:
    need = section.body(waiting("B-slc", "F-1"), "B", Asked())
    assert "Still open: How often: to obtain from the school." in told(need)
    assert line_path("P1", "F", "F-2") in links(need)
    under = section.body(waiting("F-1"), "F", Asked())
    assert "Still open" not in told(under)
    assert line_path("P1", "F", "F-1") not in links(under)
    assert line_path("P1", "F", "F-1") in links(section.body(waiting("B-slc", "F-1"), "F", Asked()))


def test_who_changes_a_line_can_take_out_what_was_to_obtain_for_it() -> None:
    shown = section.body(waiting("F-1"), "F", Asked(line="F-1", text="Words."))
    assert "Still open: How often: to obtain from the school." in told(shown)
    forms = [props for _, props in walk(shown) if props.get("data-what") == "withdraw"]
    assert [form["data-line"] for form in forms] == ["F-2", "F-1"]


def test_what_drafting_would_do_is_shown_word_by_word() -> None:
    plan = drafted("P1")
    mine = replace(plan.by_id["E-1"], text="My words.", origin="edited", actor="ana")
    kept = [mine if one.line_id == "E-1" else one for one in plan.lines]
    fresh = [
        replace(plan.by_id["F-1"], text="Speech therapy, two sessions a week."),
        replace(plan.by_id["B-slc"], sources=(REPORT,)),
        replace(plan.by_id["E-1"], text="Words of a newer report."),
        one_line("B-new", text="A new need."),
    ]
    found = redraft(kept, fresh, revisions=lambda _: (plan.by_id["E-1"], mine))
    shown = redrafted.body(opened(), found)
    told = words_in(shown)
    assert found.sentence in told
    assert "A new need." in told
    assert "the same words, from other sources" in told
    assert "the sources now give other words" in told
    assert "?line=E-1" in " ".join(links(shown))
    assert {"Ins", "Del"} <= {tag for tag, _ in walk(shown)}


def test_what_drafting_did_is_told_without_what_it_did_not() -> None:
    plan = drafted("P1")
    assert "6 lines added." in told(redrafted.done(redraft((), plan.lines)))
    assert "The sources give nothing new." in told(redrafted.done(redraft(plan.lines, plan.lines)))
    fewer = told(redrafted.done(redraft(plan.lines, plan.lines[1:])))
    assert "1 line taken out." in fewer


def test_marks_of_a_difference_are_told_in_words_too() -> None:
    told = words_in(words.different("three a week", "two a week"))
    assert "[removed:  three ]" in told
    assert "[added:  two ]" in told


def test_comments_say_who_said_them_and_who_wrote_them_down() -> None:
    said = (
        Comment("c1", "F", "More.", "F-1", "The mother", actor="ana", at=NOON, revision=1),
        Comment("c2", "F", "Fine.", resolved=True, actor="ben"),
    )
    told = words_in(comments.body(opened(comments=said)))
    assert "2 comments, 1 still open." in told
    assert "The mother, written down by Ana Lowe, 3 May 2026, 13:00" in told
    assert "Dealt with" in told
    assert "Open again" in told
    assert "Open again" not in words_in(comments.body(opened(comments=said, may=May())))
    assert "Nobody has commented yet" in words_in(comments.body(opened()))


def test_the_reader_finds_every_part_and_only_those_they_may_open() -> None:
    shown = page.view(opened(), "F", [])
    assert {plan_path("P1", part) for part in PARTS} <= set(links(shown))
    assert plan_path("P1", "redraft") not in links(page.view(opened(may=May()), "F", []))
    marks = [props for _, props in walk(shown) if props.get("aria-current") == "page"]
    assert words_in(marks[0]["children"]) == "F  Special educational provision"


def test_a_line_is_named_by_how_it_begins() -> None:
    assert brief(one_line(text="Short\n words.")) == "Short words."
    assert brief(one_line(text="word " * 40), 20) == "word word word word…"


@pytest.mark.parametrize(("cluster", "told"), [("X10", True), ("X4", False)])
def test_the_rule_for_no_plan_is_said_before_and_after_the_first_draft(cluster, told) -> None:
    plan = drafted("P1")
    plan = replace(plan, particulars=replace(plan.particulars, cluster=cluster))
    for one in (plan, replace(plan, lines=())):
        words = words_in(overview.body(opened(plan=one)))
        assert ("the rule for no plan says no" in words) is told
