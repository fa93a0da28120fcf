"""The numbers of a plan's lines."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from analytics.plans.numbering import NUMBERED, area_place, broad_area, numbers, numbers_of
from data.schemas.plans import AREA_QUESTIONS, LINE_KINDS, SECTIONS, Line, Particulars, Plan

AREAS = [None, "semh", "first_language", *(one for some in AREA_QUESTIONS.values() for one in some)]


def line(line_id: str, section: str, kind: str, area: str | None = None) -> Line:
    return Line(line_id, section, kind, "words", 1.0, area)


def plan(*lines: Line) -> Plan:
    return Plan(Particulars("EX1"), lines)


def test_each_section_counts_for_itself_and_b_through_its_broad_areas() -> None:
    found = numbers(
        plan(
            line("late", "B", "need"),
            line("maths", "B", "need", "maths"),
            line("can", "B", "strength", "maths"),
            line("asd", "B", "need", "asd"),
            line("d", "D", "need", "social_care"),
            line("e", "E", "outcome"),
            line("h", "H1", "provision"),
            line("h2", "H2", "provision"),
            line("gap", "F", "to_obtain"),
        )
    )
    assert found == {
        "asd": "B1",
        "maths": "B2",
        "late": "B3",
        "d": "D1",
        "e": "E1",
        "h": "H1.1",
        "h2": "H2.1",
    }


def test_links_are_told_in_the_order_of_the_numbers_and_unknown_ones_not_at_all() -> None:
    known = {"one": "B1", "two": "B2", "out": "E1"}
    assert numbers_of(("two", "gone", "out", "one"), known, "B") == ("B1", "B2")
    assert numbers_of(("two",), known, "E") == ()


def test_a_line_may_name_its_question_or_its_broad_area() -> None:
    assert broad_area(line("a", "B", "need", "slc")) == "communication"
    assert broad_area(line("a", "B", "need", "cognition")) == "cognition"
    assert broad_area(line("a", "B", "need", "first_language")) is None
    assert [area_place(line("a", "B", "need", area)) for area in ("semh", None)] == [2, 4]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*SECTIONS]), st.sampled_from([*LINE_KINDS]), st.sampled_from(AREAS)
        ),
        max_size=30,
    )
)
def test_numbers_are_whole_runs_from_1_and_no_two_lines_share_one(
    drawn: list[tuple[str, str, str | None]],
) -> None:
    lines = [line(str(place), *one) for place, one in enumerate(drawn)]
    found = numbers(plan(*lines))
    assert set(found) == {one.line_id for one in lines if one.kind in NUMBERED}
    count = Counter(one.section for one in lines if one.kind in NUMBERED)
    wanted = {
        f"{section}{'.' if section in ('H1', 'H2') else ''}{n}"
        for section, most in count.items()
        for n in range(1, most + 1)
    }
    assert sorted(found.values()) == sorted(wanted)
