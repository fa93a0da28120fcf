"""The kind of a line: its signs, their weights, and learning the weights."""

from __future__ import annotations

import pytest

from analytics.plan_text.kind_scorer import (
    KindWeights,
    as_json,
    from_json,
    kind_weights,
    weighed,
)
from analytics.plan_text.kind_signs import signs_of
from analytics.plan_text.kind_training import train_kinds
from analytics.plan_text.kinds import APPLICABLE, kind_of
from analytics.plan_text.lint import lint_text
from analytics.plan_text.passages import passage
from analytics.plan_text.supported import supports_in

WEIGHTS = KindWeights(
    kinds=("direct", "equipment"),
    bias=(0.5, 0.0),
    signs={"any laptop": (0.0, 0.4), "offer laptop": (-0.1, 0.3), "any lesson": (1.0, 0.0)},
)


def test_signs_hold_the_words_that_show_them() -> None:
    signs = signs_of(
        passage("Two readings with a counsellor, 20 minutes, alone; reviewed termly."), "F"
    )
    assert signs["any number"] == "two"
    assert signs["offer read"] == "readings"
    assert signs["head read"] == "readings"
    assert "head counsellor" not in signs
    assert signs["about clinicians"] == "counsellor"
    assert signs["next number read"] == "two readings"
    assert signs["stated how long and with how many"] == "alone"
    assert signs["stated a review"] == "reviewed termly"
    assert signs["section F"] == ""
    assert "any termly" not in signs
    assert "any term" in signs
    assert "offer term" not in signs


def test_a_short_line_and_a_long_one_are_told() -> None:
    assert "stated briefly" in signs_of(passage("A laptop."), "F")
    long = signs_of(passage("word " * 31), "F")
    assert "stated at length" in long
    assert "stated briefly" not in long
    assert "stated nothing" in signs_of(passage("None."), "G")


@pytest.mark.parametrize(
    ("text", "sign", "words"),
    [
        ("Two hours of signing for all the assistants.", "adults taught for how long", "Two hours"),
        ("A nurse shows the class team.", "adults taught", "shows the class team"),
        ("The mentor meets him.", "something done with the child", "meets him"),
        ("The mentor meets him.", "given by a role", "mentor"),
        ("The psychologist meets him.", "given by a profession", "psychologist"),
        ("Talk.", "given by nobody", ""),
    ],
)
def test_who_gives_and_who_is_taught_are_signs(text: str, sign: str, words: str) -> None:
    assert signs_of(passage(text), "F")[f"stated {sign}"] == words


def test_who_is_trained_gives_and_who_has_training_is_given_it() -> None:
    signs = signs_of(passage("Training; a trained mentor."), "F")
    assert signs["any train"] == "training"
    assert signs["any trained"] == "trained"


def test_words_of_one_topic_share_a_sign() -> None:
    for text in ("Two beakers.", "A trolley."):
        assert "about things" in signs_of(passage(text), "F")
    assert "about things" not in signs_of(passage("Talk."), "F")


def test_listed_supports_are_signs() -> None:
    signs = signs_of(passage("A laptop and art therapy."), "F")
    assert signs["listed first equipment"] == "laptop"
    assert signs["listed direct"] == "art therapy"
    assert "listed first direct" not in signs


def test_the_name_of_a_report_is_no_support() -> None:
    line = passage("Occupational therapy report, para 14, verbatim: 'movement breaks as needed'.")
    assert supports_in(line) == (("environment", "movement breaks"),)


def test_the_heaviest_kind_is_read_and_its_words_told() -> None:
    read = weighed({"any laptop": "laptop", "offer laptop": "laptop", "section F": ""}, WEIGHTS)
    assert (read.kind, read.words) == ("equipment", ("laptop",))
    read = weighed({"any laptop": "laptop", "any lesson": "lessons"}, WEIGHTS)
    assert (read.kind, read.words) == ("direct", ("lessons",))
    assert weighed({}, WEIGHTS).words == ()


def test_weights_are_written_as_they_are_read() -> None:
    assert from_json(as_json(WEIGHTS)) == WEIGHTS
    assert '"any lesson": {"direct": 1.0}' in as_json(WEIGHTS)


def test_the_weights_that_ship_know_every_kind() -> None:
    weights = kind_weights()
    assert set(weights.kinds) == set(APPLICABLE)
    assert all(len(row) == len(weights.kinds) for row in weights.signs.values())


def test_a_verdict_names_words_of_the_line() -> None:
    found = lint_text("F", "Makaton training for staff, two hours, by the therapist.")
    assert found.kind == "training"
    assert "training" in " ".join(found.read_by)
    assert lint_text("E", "He will read.").read_by == ()


def test_weights_are_learned() -> None:
    lines = [
        {"section": "F", "text": text, "kind": kind}
        for text, kind in (
            ("A laptop.", "equipment"),
            ("The laptop again.", "equipment"),
            ("Art therapy.", "direct"),
            ("More therapy.", "direct"),
            ("None.", "nil_statement"),
            ("None again.", "nil_statement"),
        )
    ]
    weights = train_kinds(lines)
    for line in lines:
        signs = signs_of(passage(line["text"]), "F")
        assert weighed(signs, weights).kind == line["kind"]
    assert "any more" not in weights.signs
    assert train_kinds(lines) == weights


def test_a_line_with_all_its_labels_counts_for_more() -> None:
    bare = {"section": "F", "text": "A laptop.", "kind": "equipment"}
    whole = {**bare, "kind": "direct", "missing": []}
    assert weighed(signs_of(passage(bare["text"]), "F"), train_kinds([bare, bare, whole])).kind == (
        "direct"
    )


def test_lines_of_one_kind_teach_nothing() -> None:
    with pytest.raises(ValueError, match="class"):
        train_kinds([{"section": "F", "text": "A laptop.", "kind": "equipment"}] * 2)


def test_the_kind_depends_on_what_is_given_alone() -> None:
    texts = ("A laptop, from the teacher.", "The nurse gives insulin at noon.")
    assert [kind_of(passage(text), "G").kind for text in texts] == ["equipment", "care_procedure"]
