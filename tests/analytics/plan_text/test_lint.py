"""What holds of every line, whatever its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analytics.plan_text.kinds import APPLICABLE
from analytics.plan_text.lint import lint_text
from analytics.plan_text.outcomes import OUTCOME_SLOTS
from analytics.plan_text.patterns import any_of, compiled, phrases, plain
from data.schemas.plans import SECTIONS

WORDS = st.sampled_from(
    phrases(
        """
        therapy, weekly, each half term, 30 minutes, a teaching assistant, trained in, by the SLT,
        reviewed termly, up to, some, small group, regular, may, key adult, 1:1, twenty-five hours,
        . ; : - ( ), he will read, forty words, of ten, end of Year 6, staff, access to, support,
        İstanbul, ½, “as needed”, when he is upset, None, waiting time, £40, –, |, with his friends,
        the nurse, laptop, visual timetable, training, monitored, feeds, by July 2027, improve
        """
    )
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join))


@given(section=st.sampled_from(list(SECTIONS)), text=TEXTS)
def test_any_text_is_linted(section: str, text: str) -> None:
    found = lint_text(section, text)
    allowed = OUTCOME_SLOTS if section == "E" else APPLICABLE.get(found.kind, ())
    assert set(found.missing) <= set(allowed)
    assert list(found.missing) == [slot for slot in allowed if slot in found.missing]
    assert not set(found.missing) & set(found.stated)
    assert all(phrase in text and phrase for phrase in found.vague)
    assert all(words.strip() for words in found.stated.values())
    if section == "E":
        assert set(found.missing) | set(found.stated) == set(OUTCOME_SLOTS)


@given(text=st.lists(WORDS, max_size=25).map(" ".join))
def test_a_review_added_takes_nothing_away(text: str) -> None:
    before = lint_text("F", f"Art therapy {text}")
    after = lint_text("F", f"Art therapy {text}. Reviewed termly.")
    if before.kind == after.kind:
        assert set(after.missing) <= set(before.missing)


@given(st.text(max_size=100))
def test_plain_text_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.lists(st.text("abc ", min_size=1, max_size=6).map(str.strip), min_size=1))
def test_a_list_becomes_one_pattern(listed: list[str]) -> None:
    listed = [phrase for phrase in listed if phrase]
    if listed:
        pattern = compiled(any_of(listed))
        assert all(pattern.fullmatch(phrase) for phrase in listed)
        assert not pattern.fullmatch("abcd")


def test_lists_are_read_with_commas_and_line_ends() -> None:
    assert phrases("\n one, two\nthree,\none ") == ("one", "two", "three")


def test_a_letter_that_grows_when_made_small_stays_as_it_is() -> None:
    assert plain("AİB") == "aİb"
