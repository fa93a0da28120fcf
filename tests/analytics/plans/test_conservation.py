"""Hours and frequencies of the advice, and what became of them in the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.plans.amounts import amounts
from analytics.plans.asked import (
    Asked,
    advice_of,
    amounts_in,
    author,
    document_label,
    kinds_of,
)
from analytics.plans.conservation import change, conservation
from data.schemas.plans import Finding, Plan
from data.schemas.reading import BundleReading
from tests.analytics.plans.sound import (
    BREAK,
    GROUP,
    MENTOR,
    SPEECH,
    added,
    bundle_of,
    changed,
    cited,
    documents,
    line,
    sound_bundle,
    sound_plan,
    without,
)
from tests.analytics.reading.papers import paper, said


def found(plan: Plan, bundle: BundleReading | None = None) -> list[tuple[str, str | None, str]]:
    findings = conservation(plan, bundle or sound_bundle())
    return [(one.code, one.line_id, one.weight) for one in findings]


def only(plan: Plan, bundle: BundleReading | None = None) -> Finding:
    (finding,) = conservation(plan, bundle or sound_bundle())
    return finding


def with_more(*papers: object) -> BundleReading:
    return bundle_of([*documents(), *papers])  # type: ignore[list-item]


def test_a_sound_plan_keeps_every_amount() -> None:
    assert found(sound_plan()) == []
    assert conservation(sound_plan(), None) == ()


def test_an_amount_that_became_vague_is_lost() -> None:
    finding = only(changed(sound_plan(), "F-1", text="Speech therapy: regular input."))
    assert (finding.code, finding.line_id, finding.weight) == ("amount_lost", "F-1", "problem")
    assert finding.sentence == (
        "Advice (Speech and language therapy report, 3 May 2025): “3 x 45 minutes weekly”, "
        "individually; F: “Speech therapy: regular input.” gives no amount."
    )
    assert finding.phrases == ("Speech therapy: regular input.",)


TERMLY = "Direct therapy: six sessions a term by a speech and language therapist, at the setting."
PACKAGE = "Speech and language therapy, picture exchange, or Makaton signs and symbols."
CLASS = "Teaching with an adult in a group, for English and speech, language and communication."


def packaged(speech: str = PACKAGE, group: str = CLASS) -> tuple[Plan, BundleReading]:
    """Return a plan of general lines, drafted from no advice, beside what a therapist advises."""
    plan = without(sound_plan(), "F-1")
    lines = (
        line("F-1", "provision", group, area="english", links=("B-3", "B-2")),
        line("F-8", "provision", speech, area="slc", links=("E-1",)),
    )
    told = paper("slt", [said(TERMLY)], role="speech_language_therapist", kind="slt_report")
    return added(plan, *lines), bundle_of([told, *documents()[1:]])


def test_what_does_not_arrive_is_told_at_the_line_of_that_therapy() -> None:
    finding = only(*packaged())
    assert (finding.code, finding.line_id) == ("amount_lost", "F-8")
    assert finding.sentence == (
        "Advice (Speech and language therapy report, 3 May 2025): “six sessions a term”; F: "
        "“Speech and language therapy, picture exchange, or Makaton signs and symbols.” gives no "
        "amount."
    )


def test_a_line_for_the_same_need_is_where_it_is_told_if_none_names_the_therapy() -> None:
    finding = only(*packaged("Regular access to therapy as appropriate, up to six sessions."))
    assert (finding.code, finding.line_id) == ("amount_lost", "F-8")
    assert finding.sentence.endswith("F: “up to six sessions”, how often is lost.")
    kept = packaged("Therapy, six sessions a term.")
    assert [one.code for one in conservation(*kept)] == ["amount_cited_elsewhere"]
    for other in ("Staff wait ten seconds.", "Physiotherapy as needed."):
        assert only(*packaged(other)).line_id is None


def test_the_need_that_a_line_is_for_is_not_what_it_gives() -> None:
    plan, bundle = packaged()
    assert only(without(plan, "F-8"), bundle).line_id is None
    named = "Speech, language and communication work in a group."
    assert only(without(packaged(group=named)[0], "F-8"), bundle).line_id == "F-1"


@pytest.mark.parametrize(
    ("first", "second", "nearest"),
    [
        ({"text": "Speech work."}, {"text": "Speech work with physio."}, "F-8"),
        ({"text": "Speech and OT input."}, {"text": "Speech work."}, "F-9"),
        ({"sources": cited("slt", "He points.")}, {}, "F-8"),
        ({}, {"sources": cited("slt", "He points.")}, "F-9"),
        ({"links": ("B-3",)}, {"links": ("E-1",)}, "F-9"),
        ({"links": ("gone", "B-2")}, {"links": ("B-5",)}, "F-8"),
    ],
)
def test_the_nearest_line_is_that_of_its_words_its_source_then_its_need(
    first: dict[str, object], second: dict[str, object], nearest: str
) -> None:
    text = {"text": "Speech work."}
    lines = [
        line("F-8", "provision", **{**text, **first}),  # type: ignore[arg-type]
        line("F-9", "provision", **{**text, **second}),  # type: ignore[arg-type]
    ]
    advice = paper("slt", [said(TERMLY, "slc")], role="speech_language_therapist")
    bundle = bundle_of([advice, *documents()[1:]])
    assert only(added(without(sound_plan(), "F-1"), *lines), bundle).line_id == nearest


def test_an_amount_from_nowhere_is_in_its_own_words_beside_the_advice_that_is_near() -> None:
    more = line("F-8", "provision", "Speech games at home, at most half an hour each day.")
    finding = only(added(sound_plan(), more))
    assert finding.sentence == (
        "No source gives “at most half an hour each day”. Near it: Advice (Speech and language "
        "therapy report, 3 May 2025): “3 x 45 minutes weekly”, individually."
    )


def test_an_amount_without_its_line_is_lost() -> None:
    finding = only(without(sound_plan(), "H2-1"))
    assert (finding.code, finding.line_id) == ("amount_lost", None)
    assert finding.sentence.endswith("nothing in F, G or H gives it.")


@pytest.mark.parametrize(
    ("line_id", "text", "code", "weight", "words"),
    [
        ("F-1", SPEECH.replace("3 x", "2 x"), "amount_watered_down", "problem", "down by 33%"),
        ("F-1", SPEECH.replace("3 x", "4 x"), "amount_changed", "watch", "33% more"),
        ("F-1", SPEECH.replace("3 x 45", "9 x 15"), "amount_changed", "watch", "other sessions"),
        ("F-1", SPEECH.replace("3 x", "up to 3 x"), "group", "", ""),
        ("F-1", SPEECH.replace("3 x 45", "up to 135"), "amount_capped", "problem", "upper limit"),
        ("F-1", SPEECH.replace("individually", "in a group of 5"), "group_larger", "problem",
         "individually has become in a group of 5"),
        ("F-1", SPEECH.replace(" individually,", ""), "group_lost", "watch", "“individually” is"),
        ("F-1", SPEECH.replace("3 x 45 minutes weekly", "45 minutes"), "amount_lost", "problem",
         "how often"),
        ("F-1", SPEECH.replace("3 x 45 minutes weekly", "three times a week"), "amount_lost",
         "problem", "length of a session"),
        ("F-1", SPEECH.replace("3 x 45 minutes weekly", "twice a week"), "amount_watered_down",
         "problem", "33% fewer sessions"),
    ],
)  # fmt: skip
def test_what_became_of_an_amount_is_said(
    line_id: str, text: str, code: str, weight: str, words: str
) -> None:
    plan = changed(sound_plan(), line_id, text=text)
    if code == "group":
        # "up to 3 x 45 minutes" is no limit of the minutes; the linter tells of its words.
        assert found(plan) == []
        return
    finding = only(plan)
    assert (finding.code, finding.line_id, finding.weight) == (code, line_id, weight)
    assert words in finding.sentence


def test_a_smaller_group_than_advised_is_no_loss() -> None:
    plan = changed(sound_plan(), "F-2", text=GROUP.replace("in a group of 4", "in a pair"))
    assert found(plan) == []


def test_an_amount_that_moved_to_another_line_is_kept() -> None:
    plan = changed(sound_plan(), "F-1", text="Speech therapy: see below.")
    moved = line("F-8", "provision", SPEECH, sources=cited("slt", SPEECH))
    assert found(added(plan, moved)) == []


def test_an_amount_that_no_source_gives_is_a_problem() -> None:
    text = "Music lessons, 20 minutes a week."
    finding = only(added(sound_plan(), line("F-8", "provision", text)))
    assert (finding.code, finding.weight) == ("amount_without_source", "problem")
    assert finding.sentence == "No source gives “20 minutes a week”."
    assert conservation(added(sound_plan(), line("F-8", "provision", text)), None)[0] == finding


def test_an_amount_from_another_document_than_the_cited_is_pointed_out() -> None:
    plan = changed(sound_plan(), "F-3", sources=cited("ep", "He needs a mentor."))
    finding = only(plan)
    assert (finding.code, finding.weight) == ("amount_cited_elsewhere", "watch")
    assert finding.sentence.endswith("it is in: Educational psychologist's report, 3 May 2025.")


def test_an_equal_amount_in_other_words_has_its_source() -> None:
    text = MENTOR.replace("30 minutes once a week", "half an hour each week")
    assert found(changed(sound_plan(), "F-3", text=text)) == []
    course = "Travel training, ten sessions of one hour."
    other = "Travel training: 10 one-hour sessions."
    plan = added(sound_plan(), line("F-8", "provision", other, sources=cited("ot", course)))
    assert found(plan) == []


def test_two_pieces_of_advice_that_differ_are_both_said() -> None:
    text = "Speech and language therapy, individually, 60 minutes a week."
    other = paper("doctor", [said(text)], role="paediatrician", kind="paediatric_report")
    finding = only(sound_plan(), with_more(other))
    assert (finding.code, finding.line_id, finding.weight) == ("advice_differs", "F-1", "watch")
    assert "F follows another: Speech and language therapy report, 3 May 2025" in finding.sentence


def test_who_gives_it_does_not_make_two_supports_one() -> None:
    text = "A teaching assistant for 20 minutes a day."
    other = paper("doctor", [said(text)], role="paediatrician")
    finding = only(sound_plan(), with_more(other))
    assert (finding.code, finding.line_id) == ("amount_lost", None)


def test_advice_that_was_not_followed_is_compared_with_the_nearest_line() -> None:
    text = "Emotion coaching, in a pair, 90 minutes a week."
    other = paper("doctor", [said(text)], role="paediatrician", kind="paediatric_report")
    sources = (*cited("doctor", text), *cited("ep", MENTOR))
    plan = changed(sound_plan(), "F-3", text=MENTOR.replace("30 min", "50 min"), sources=sources)
    assert found(plan, with_more(other)) == [
        ("amount_changed", "F-3", "watch"),
        ("amount_watered_down", "F-3", "problem"),
    ]


def test_support_of_no_known_kind_is_found_by_its_words() -> None:
    text = "Gardening club every Monday, an hour each week, outside."
    other = paper("care2", [said("Respite."), said(text)], role="social_worker")
    assert found(sound_plan(), with_more(other)) == []
    known = text.replace("Gardening", "Gardening travel")
    assert kinds_of(text) == frozenset()
    bundle = with_more(paper("care2", [said(known)], role="social_worker"))
    assert found(sound_plan(), bundle) == [("amount_lost", None, "problem")]
    kept = line("F-8", "provision", text, sources=cited("x", text))
    assert found(added(sound_plan(), kept), bundle) == []


@pytest.mark.parametrize(
    ("asked", "given", "code"),
    [
        ("ten sessions of one hour", "eight sessions of one hour", "amount_watered_down"),
        ("ten sessions", "eight sessions", "amount_watered_down"),
        ("ten sessions of one hour", "ten sessions of one hour", None),
        ("ten sessions", "ten sessions", None),
        ("0.5 FTE", "0.4 FTE", "amount_watered_down"),
        ("0.5 FTE", "0.5 FTE", None),
        ("0.5 FTE", "an hour a week", None),
        ("up to an hour a week", "up to an hour a week", None),
        ("20 to 30 minutes a week", "25 minutes a week", None),
        ("20 to 30 minutes a week", "40 minutes a week", "amount_changed"),
        ("3 times a week", "3 times a week", None),
        ("six sessions a term", "six sessions", "amount_lost"),
        ("6 x 45 minutes a term", "six sessions of 45 minutes", "amount_lost"),
        ("six sessions", "a session a week", None),
        ("once a week (ten sessions)", "ten sessions", None),
        ("an hour a week", "two half-hour sessions a week", "amount_changed"),
        ("an hour a fortnight", "half an hour a week", "amount_changed"),
    ],
)
def test_changes_are_told_apart(asked: str, given: str, code: str | None) -> None:
    what = change(amounts(asked)[0], amounts(given)[0])
    assert (what and what.code) == code


def test_what_is_no_advice_is_not_asked_for() -> None:
    bundle = bundle_of(
        [
            paper("a", [said(SPEECH)], role="parent"),
            paper("b", [said(SPEECH)], role="physiotherapist", kind="draft_plan"),
            paper("c", [said(SPEECH)], role="physiotherapist", about_pupil=False),
            paper(
                "d",
                [
                    said(SPEECH, assertion="historical"),
                    said("Physiotherapy is needed."),
                    said("He was given physiotherapy for an hour a week."),
                    said("Medicine twice a day by the nurse."),
                    said("Physiotherapy for 40 minutes."),
                    said("Kofi plays for an hour a day."),
                ],
                role="physiotherapist",
            ),
        ]
    )
    assert advice_of(bundle) == ()
    assert {one.document.source.document_id for one in amounts_in(bundle)} == {"a", "b", "d"}


def test_a_school_is_heard_where_it_recommends() -> None:
    text = "We recommend that he has a mentor for an hour a week."
    headed = replace(said("A mentor for two hours a week."), heading="Recommendations")
    school = paper("school", [said(text)], role="senco")
    under = replace(school, statements=(*school.statements, headed))
    assert [one.amount.said for one in advice_of(bundle_of([under]))] == [
        "1 hour a week",
        "2 hours a week",
    ]


def test_who_stands_behind_does_not_deliver() -> None:
    assert kinds_of("An assistant trained by the physiotherapist") == {"assistant"}
    assert kinds_of(BREAK) == {"short break", "assistant"}


def test_documents_are_named_and_their_authors_asked() -> None:
    undated = paper("x", [], role="camhs_clinician", kind="camhs_letter", day=None)
    assert document_label(undated) == "CAMHS letter"
    assert author(undated) == "the CAMHS clinician"
    assert author(paper("x", [], role="gp")) == "the GP"
    assert author(paper("x", [], role="teacher_of_the_deaf")) == "the Teacher of the Deaf"
    assert author(paper("x", [], role="physiotherapist")) == "the physiotherapist"
    assert author(paper("x", [])) == "the author"
    one = Asked(undated, said(SPEECH), amounts(SPEECH)[0])
    assert one.support == {"speech and language therapy"}
    assert not one.is_cited_by(line("F-1", "provision", "x", sources=cited("y", SPEECH)))


def test_an_amount_of_a_support_of_no_known_kind_is_lost_where_it_is_recommended() -> None:
    text = "An Attention Autism hour four times a week is recommended."
    other = paper("ep2", [said(text)], role="educational_psychologist")
    finding = only(sound_plan(), with_more(other))
    assert (finding.code, finding.section, finding.weight) == ("amount_lost", "F", "problem")
    assert "“four times a week”" in finding.sentence
    assert finding.sentence.endswith("nothing in F, G or H gives it.")
    school = paper("s2", [said(text.replace("hour ", ""))], role="senco")
    assert found(sound_plan(), with_more(school)) == []


def test_named_provision_of_the_advice_that_no_line_gives_is_a_problem() -> None:
    text = "A low-arousal space should be available at all times for work."
    advice = paper("ep2", [said(text)], role="educational_psychologist", kind="ep_report")
    finding = only(sound_plan(), with_more(advice))
    assert (finding.code, finding.line_id, finding.weight) == ("advice_lost", None, "problem")
    assert finding.sentence == (
        f"Advice (Educational psychologist's report, 3 May 2025): “{text}”; nothing in F, G or H "
        "gives it."
    )
    same = line("F-8", "provision", "A low-arousal space to work in, available at all times.")
    assert found(added(sound_plan(), same), with_more(advice)) == []
    source = replace(cited("ep2", text)[0], start=0, end=len(text))
    moved = line("F-8", "provision", "The tent in the corner is his.", sources=(source,))
    assert found(added(sound_plan(), moved), with_more(advice)) == []
    elsewhere = line("F-8", "provision", "The tent in the corner is his.", sources=cited("x", "y"))
    assert [one[0] for one in found(added(sound_plan(), elsewhere), with_more(advice))] == [
        "advice_lost"
    ]
