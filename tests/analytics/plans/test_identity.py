"""Names, references, pronouns and words that do not belong in this pupil's plan."""

from __future__ import annotations

import pytest

from analytics.plans.identity import identity
from analytics.plans.pronouns import pronouns
from data.schemas.plans import Finding, Plan
from data.schemas.reading import Found
from tests.analytics.plans.sound import (
    TERM,
    added,
    bundle_of,
    changed,
    headed,
    line,
    sound_bundle,
    sound_plan,
)

OTHERS = ("Ellie Marsh", "Will", "Zxavi")


def found(plan: Plan, *, others: tuple[str, ...] = OTHERS) -> list[Finding]:
    return list(identity(plan, bundle=sound_bundle(), other_names=others, terms=(TERM,)))


def told(text: str, *, section: str = "B", kind: str = "need") -> list[tuple[str, str, str]]:
    plan = added(sound_plan(), line(f"{section}-9", kind, text))
    return [(one.code, one.weight, one.phrases[0]) for one in found(plan)]


def test_a_sound_plan_is_all_the_pupils() -> None:
    assert found(sound_plan()) == []
    assert identity(sound_plan()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ellie finds it hard to wait.", [("other_pupil", "problem", "Ellie")]),
        ("It is hard for Zxavi’s teacher.", [("other_pupil", "problem", "Zxavi")]),
        ("Will needs quiet.", [("other_pupil", "problem", "Will")]),
        ("He likes Will.", [("other_pupil", "problem", "Will")]),
        ("Will he be heard?", []),
        ("The marsh is wet.", []),
        ("Callum finds it hard to wait.", [("other_name", "problem", "Callum")]),
        ("Kofi and Mensah agree.", []),
        ("Maisie finds it hard to wait.", [("name_in_place", "watch", "Maisie")]),
        ("He plays with his sister Maisie.", []),
        ("A social worker (Known-to-service letter) wrote.", []),
        ("A Daily sensory circuit.", []),
        ("Support from A Trained adult.", []),
        ("He wears a Lewis splint.", []),
        ("Dr Reyes saw him twice.", [("staff_name", "watch", "Dr Reyes")]),
        ("Ellie waits. Ellie is loud.", [("other_pupil", "problem", "Ellie")]),
    ],
)
def test_names_of_others_are_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


def test_views_may_name_whom_they_are_about() -> None:
    assert told("Dr Reyes is kind. Maisie is loud.", section="A", kind="view") == []
    assert told("Callum is my friend.", section="A", kind="view") == [
        ("other_name", "watch", "Callum")
    ]


def test_without_a_name_nobody_is_surely_somebody_else() -> None:
    plan = headed(added(sound_plan(), line("B-9", "need", "Callum waits.")), name="")
    assert [one.weight for one in found(plan) if one.phrases == ("Callum",)] == ["watch"]
    plan = headed(added(sound_plan(), line("B-9", "need", "Maisie is late.")), name="")
    assert [one for one in found(plan) if one.phrases == ("Maisie",)] == []


def test_section_k_names_who_gave_advice() -> None:
    assert told("Dr Reyes, 3 May 2025", section="K", kind="advice") == []


def test_another_reference_is_found() -> None:
    assert told("See NM-10002 and NM-10001.") == [("other_reference", "problem", "NM-10002")]
    plan = headed(added(sound_plan(), line("B-9", "need", "He has 12 of 15.")), pupil_id="12")
    assert found(plan) == []


@pytest.mark.parametrize(
    ("text", "code", "phrase"),
    [
        ("He takes Circadin at night.", "medicine", "Circadin"),
        ("See the Children and Families Act 2014.", "statute", "Children and Families Act 2014"),
        ("Support under section 17.", "statute", "section 17"),
        ("The PDSA was used.", "abbreviation", "PDSA"),
    ],
)
def test_words_that_do_not_belong_are_found(text: str, code: str, phrase: str) -> None:
    assert told(text) == [(code, "watch", phrase)]


def test_medicines_are_known_from_the_bundle_too() -> None:
    bundle = bundle_of([])
    seen = type(bundle)(**{**vars(bundle), "terms": (Found(TERM, ()),)})
    plan = added(sound_plan(), line("B-9", "need", "He takes melatonin."))
    assert [one.code for one in identity(plan, bundle=seen)] == ["medicine"]
    assert identity(plan, bundle=bundle) == ()


def test_the_act_may_be_named_where_it_names_the_section() -> None:
    assert told("A ramp under section 2.", section="H1", kind="provision") == []


@pytest.mark.parametrize(
    "text",
    [
        "A gross motor test (GMT) and the GMT again.",
        "GMT (a test) was used.",
        "NHS and TV",
        "GMT USED",
    ],
)
def test_abbreviations_that_are_explained_are_let_be(text: str) -> None:
    assert told(text) == []


def test_an_abbreviation_is_told_once() -> None:
    plan = added(
        sound_plan(), line("B-8", "detail", "The GMT."), line("B-9", "detail", "Two GMTs.")
    )
    assert [one.line_id for one in found(plan)] == ["B-8"]


@pytest.mark.parametrize(
    ("pronoun", "text", "expected"),
    [
        ("he", "She hides when plans change.", [("wrong_pronoun", "problem")]),
        ("he", "Her teacher helps.", [("wrong_pronoun", "problem")]),
        ("she", "He hides, and his hands shake.", [("wrong_pronoun", "problem")]),
        ("they", "He hides.", [("wrong_pronoun", "problem")]),
        ("they", "They hide and their hands shake.", []),
        ("he", "They hide.", []),
        ("he", "His mother says that she is tired.", []),
        ("she", "His mother says that she is tired.", [("wrong_pronoun", "problem")]),
        ("he", "His father says that she is tired.", [("wrong_pronoun", "problem")]),
        ("he", "The teacher asks him; she waits.", []),
        ("he", "The teacher waits until she is calm.", [("wrong_pronoun", "watch")]),
        ("he", "He said: “She is kind.”", []),
        ("he", "He said: 'She is kind.' The dog's bowl is hers.", [("wrong_pronoun", "problem")]),
        ("he", 'He said: "She is kind."', []),
        ("he", "There are others.", []),
        ("he", "“She runs.” (SENCO)", [("wrong_pronoun", "watch")]),
        ("he", "“She runs.”", [("wrong_pronoun", "watch")]),
        ("he", "“She runs.” (Parent or carer)", []),
        ("he", "“She runs.” and “She sings.”", []),
    ],
)
def test_pronouns_of_somebody_else_are_found(
    pronoun: str, text: str, expected: list[tuple[str, str]]
) -> None:
    plan = Plan(headed(sound_plan(), pronoun=pronoun).particulars, (line("B-1", "need", text),))
    assert [(one.code, one.weight) for one in pronouns(plan)] == expected


def test_a_view_is_never_surely_wrong() -> None:
    plan = added(sound_plan(), line("A-9", "view", "She is my best friend."))
    assert [(one.code, one.weight) for one in pronouns(plan)] == [("wrong_pronoun", "watch")]


def test_without_a_pronoun_a_mixture_is_pointed_out() -> None:
    plan = headed(sound_plan(), pronoun="")
    assert pronouns(plan) == ()
    (finding,) = pronouns(changed(plan, "B-5", text="She hides when plans change."))
    assert (finding.code, finding.line_id, finding.weight) == ("mixed_pronouns", "B-5", "watch")
    more = changed(changed(plan, "B-5", text="She hides."), "B-3", text="She spells. He reads.")
    (finding,) = pronouns(added(more, line("B-9", "detail", "His hands shake.")))
    assert finding.sentence.startswith("No pronoun is entered, and the plan says ")
