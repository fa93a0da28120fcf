"""What a document recommends: bullets whole, paragraphs by sentence, and what only stands by."""

from __future__ import annotations

from analytics.plans.advising import groups
from analytics.plans.excerpts import Excerpt
from data.schemas.reading import Facts, Reading, Statement

FACTS = Facts("ep_report", "educational_psychologist", None, None, True)
READ = Reading("neutral", (), "present", None)


def excerpt(number: int, text: str, *, kind: str = "paragraph", passage: int = 0) -> Excerpt:
    statement = Statement(
        "D1", number, text, number * 100, number * 100 + len(text), None,
        "Recommendations", passage or number, kind, READ,
    )  # fmt: skip
    return Excerpt(statement, FACTS, text, (), "", 1.0)


def texts(*sentences: Excerpt) -> list[list[str]]:
    return [[one.text for one in group] for group in groups(sentences)]


def test_a_bullet_is_one_recommendation_with_all_its_sentences() -> None:
    first = excerpt(1, "Speech therapy, weekly.", kind="bullet", passage=1)
    second = excerpt(2, "Reviewed each term.", kind="bullet", passage=1)
    assert texts(first, second) == [["Speech therapy, weekly.", "Reviewed each term."]]


def test_a_paragraph_beside_a_list_is_no_recommendation_unless_it_is_numbered() -> None:
    listed = excerpt(1, "Speech therapy, weekly.", kind="bullet")
    beside = excerpt(2, "Her parents may carry on with these games at home.")
    assert texts(listed, beside) == [["Speech therapy, weekly."]]


def test_dots_to_be_filled_in_by_hand_are_no_recommendation() -> None:
    dots, laptop = excerpt(1, ". . . . . .", kind="bullet"), excerpt(2, "A laptop.", kind="bullet")
    assert texts(dots) == []
    assert texts(dots, laptop) == [["A laptop."]]


def test_without_a_list_each_sentence_is_one() -> None:
    one, other = (
        excerpt(1, "Typing is taught ten minutes a day.", passage=1),
        excerpt(2, "A laptop is used in every lesson.", passage=1),
    )
    assert texts(one, other) == [
        ["Typing is taught ten minutes a day."],
        ["A laptop is used in every lesson."],
    ]
