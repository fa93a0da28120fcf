"""Which kinds a section holds, and which lines a line may serve."""

from __future__ import annotations

from analytics.plans.linking import KINDS_OF, may_serve, tied
from data.schemas.plans import LINE_KINDS, SECTIONS
from tests.plan_lines import drafted, line


def names(section: str, kind: str) -> list[str]:
    return [one.line_id for one in may_serve(drafted(), section=section, kind=kind)]


def test_every_section_holds_some_kinds_and_every_kind_has_a_section() -> None:
    assert list(KINDS_OF) == list(SECTIONS)
    assert {kind for kinds in KINDS_OF.values() for kind in kinds} == set(LINE_KINDS)


def test_provision_serves_needs_and_outcomes_and_an_outcome_needs() -> None:
    for section in ("F", "G", "H1", "H2"):
        assert names(section, "provision") == ["B-slc", "B-asd", "E-1"]
    assert names("E", "outcome") == ["B-slc", "B-asd"]
    assert names("B", "detail") == ["B-slc", "B-asd"]
    assert names("C", "detail") == []
    assert names("B", "need") == names("K", "advice") == []


def test_ticks_replace_what_was_offered_and_other_links_stay() -> None:
    offered = may_serve(drafted(), section="F", kind="provision")
    one = line("F-9", links=("gone", "B-slc"))
    assert tied(one, ticked={"E-1", "B-asd", "forged"}, offered=offered) == (
        "gone",
        "B-asd",
        "E-1",
    )
