"""What the views of a bundle show, for a bundle that is invented."""

from __future__ import annotations

import datetime
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from analytics.reading.checklist import Item
from data.schemas import QUESTION_IDS
from data.schemas.reading import Mark
from layouts.documents import answers, document, files, overview, page
from layouts.documents.address import VIEWS, document_path, view_path
from layouts.documents.opened import Kept, May, Opened
from layouts.documents.sentence import GENERAL, telling, why
from tests.bundles import EMPTY, LETTER, bundle
from tests.tree import ids_in, walk, words_in

UTC = datetime.UTC
TODAY = datetime.date(2026, 11, 22)
EXPECTED = (
    Item("education", "SENCO letter", "Regulation 6", "here", ("d1",), "Here."),
    Item("medical", "Medical advice", "Regulation 6", "old", ("d2",), "Old."),
    Item("psychological", "EP report", "Regulation 6", "missing", (), "Missing."),
    Item("parents", "Parents' views", "Regulation 6", "empty", ("d4",), "Empty."),
)
MAY = May(upload=True, correct=True, redact=True, assess=True)


def opened(**changes: Any) -> Opened:
    given: dict[str, Any] = {
        "reading": bundle(),
        "kept": {"d1": Kept("d1", "Letter", revision=4, original="/documents/P1/d1/original")},
        "expected": EXPECTED,
        "today": TODAY,
        "assessment": {"hearing": 0, "asd": 3},
        "revision": 3,
        "may": MAY,
        "version": "v1",
        **changes,
    }
    return Opened(pupil_id="P1", **given)


def links(tree: Any) -> set[str]:
    return {props["href"] for _, props in walk(tree) if props.get("href")}


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_opens_for_a_full_and_for_an_empty_bundle(name: str):
    assert VIEWS[name].heading in words_in(page.view(opened(), name))
    empty = words_in(page.view(opened(reading=EMPTY, kept={}, expected=()), name))
    assert "No documents are kept for pupil P1 yet." in empty


@pytest.mark.parametrize("name", sorted(set(VIEWS) - {"overview", "files", "assessment"}))
def test_every_view_of_a_bundle_without_findings_says_so(name: str):
    scan = replace(EMPTY, documents=bundle().documents[3:])
    classes = [props.get("className") for _, props in walk(page.view(opened(reading=scan), name))]
    assert "empty" in classes


def test_the_first_screen_says_what_is_here_what_is_missing_and_what_is_in_doubt():
    words = words_in(overview.body(opened()))
    assert "4 documents, 10 sentences: 3 tell of needs or concerns, 2 of strengths" in words
    assert "1 expected is missing" in words
    assert "2 answers to check" in words
    assert "Older than a year" in words
    assert "Says little" in words
    assert "Besides these: 1 document." in words


def test_what_was_set_aside_is_named():
    words = words_in(overview.body(opened()))
    assert "d3.txt : may be about another child, so it is left out" in words
    assert "d4.txt : no text, so it is left out" in words


def test_every_sentence_of_the_summary_leads_to_its_place():
    shown = opened()
    hrefs = links(overview.body(shown))
    for statement in shown.reading.summary.statements:
        assert document_path("P1", statement.document_id, statement.start) in hrefs


def test_a_long_summary_is_folded_after_twelve_sentences():
    statements = bundle().statements * 3
    long = replace(bundle(), summary=replace(bundle().summary, statements=statements[:20]))
    assert "8 more" in words_in(overview.body(opened(reading=long)))


def test_a_bundle_that_could_not_be_read_or_says_nothing_has_a_sentence_for_it():
    scan = replace(EMPTY, documents=bundle().documents[3:])
    assert overview.NOTHING_READ in words_in(overview.body(opened(reading=scan)))
    plain = replace(EMPTY, documents=bundle().documents[:1])
    assert overview.NO_NEEDS in words_in(overview.body(opened(reading=plain)))


def test_agreement_and_an_unanswered_assessment_are_told_apart():
    agreed = replace(bundle(), doubts=())
    for body in (overview.body, answers.body):
        words = words_in(body(opened(reading=agreed)))
        # Some suggestions differ from the answers all the same, so the whole is not said to agree.
        assert overview.NO_DOUBT in words and "documents agree." not in words
    for unanswered in ({}, {"hearing": None, "hearing_note": "Asked the clinic."}):
        words = words_in(overview.body(opened(reading=agreed, assessment=unanswered)))
        assert "No question is answered yet" in words
        assert "no question is answered yet ." in words
        assert "answer is in doubt" not in words


def test_labels_are_told_in_words_and_sign_with_the_words_that_made_them():
    words = words_in(overview.body(opened()))
    shown = {props.get("className") for _, props in walk(overview.body(opened()))}
    assert "why-summary why-summary--negative" in shown
    assert "Need or concern · Hearing · Moderate" in words
    assert "Ruled out or absent" in words
    assert "is how it begins" in words


def test_words_that_name_a_label_are_shown_before_those_that_only_go_with_it():
    plain = Mark(0, 3, "area", "hearing", "names this area")
    vague = Mark(4, 7, "area", "hearing", GENERAL)
    usual = Mark(8, 9, "assertion", "present", GENERAL)
    sign = Mark(3, 4, "polarity", "negative", GENERAL)
    text = 'ear" was a'
    assert telling([vague, plain, plain, usual, sign], text) == [plain]
    assert telling([vague], text) == [vague]
    assert telling([usual], text) == []


def test_a_word_and_the_same_with_its_full_stop_are_one_reason():
    marks = (Mark(4, 10, "area", "asd", GENERAL), Mark(4, 11, "area", "asd", GENERAL))
    seen = replace(bundle().summary.statements[0].reading, marks=marks)
    words = words_in(why(seen, "Has autism."))
    assert words.count("“autism” is often found in such sentences") == 1
    assert "autism.”" not in words


def test_what_is_quoted_as_a_reason_is_cut_short():
    long = replace(bundle().summary.statements[0].reading, marks=(Mark(0, 90, "x", "x", "is"),))
    assert f"{'w' * 60}…" in words_in(why(long, "w" * 90))


def test_documents_are_listed_with_what_is_to_be_noticed():
    words = words_in(files.body(opened()))
    for state in ("Read", "No text", "May be about another child", "Older than a year"):
        assert state in words
    assert "/documents/P1/d1/original" in links(files.body(opened()))


def test_a_document_of_few_words_is_not_said_to_be_read_like_the_others():
    letter = bundle().documents[0]
    short = replace(letter, facts=replace(letter.facts, type="unreadable_scan"))
    assert ("watch", "Few words read") in opened().states(short)
    assert ("watch", "Few words read") not in opened().states(letter)


def test_only_those_who_may_correct_are_offered_the_forms():
    assert "Corrections" not in words_in(files.body(opened(may=May())))
    forms = [props for tag, props in walk(files.body(opened())) if tag == "Form"]
    assert {form["data-what"] for form in forms} == {"correct", "withdraw"}
    assert forms[0]["data-revision"] in {"0", "4"}


def test_each_question_shows_answer_suggestion_and_evidence():
    words = words_in(answers.body(opened()))
    assert "Answer: None. Suggested: Moderate" in words
    assert "The audiologist differs." in words
    assert "0 answers agree with the documents, 2 differ, and 18 are not given yet." in words
    forms = [props for tag, props in walk(answers.body(opened())) if tag == "Form"]
    assert [form["data-question"] for form in forms] == list(QUESTION_IDS)


def test_every_question_is_folded_until_it_is_opened():
    folds = [
        props
        for tag, props in walk(answers.body(opened()))
        if tag == "Details" and str(props.get("id", "")).startswith("answer-")
    ]
    assert [fold["id"] for fold in folds] == [f"answer-{name}" for name in QUESTION_IDS]
    assert not any(fold.get("open") for fold in folds)
    assert answers.OPEN in words_in(answers.body(opened()))


def test_an_answer_that_was_chosen_on_purpose_is_at_rest():
    note = "From the documents, suggested Moderate, chosen None:"
    chosen = opened(assessment={"hearing": 0, "hearing_note": note, "hearing_source": "Clinic"})
    words = words_in(answers.body(chosen))
    assert "None, chosen instead of Moderate" in words
    assert "1 differ, 1 of them chosen on purpose" in words
    assert "Source now: Clinic" in words


def test_an_answer_that_agrees_says_whether_it_is_validated():
    same = opened(assessment={"hearing": 2, "hearing_validated": True})
    assert "Moderate, validated" in words_in(answers.body(same))


def test_a_reader_who_may_not_assess_sees_no_form():
    tree = answers.body(opened(may=May()))
    assert "Read only" in words_in(tree)
    assert not [tag for tag, _ in walk(tree) if tag == "Form"]


def test_names_are_a_view_of_those_who_may_redact_them():
    assert view_path("P1", "names") in links(page.view(opened(), "overview"))
    assert view_path("P1", "names") not in links(page.view(opened(may=May()), "overview"))
    assert "Mrs Quill" in words_in(page.view(opened(), "names"))


def test_uploading_is_offered_with_the_documents_and_where_there_are_none():
    def offers(view: str, **changes: Any) -> bool:
        return "Add documents" in words_in(page.view(opened(**changes), view))

    assert offers("files")
    assert offers("mentions", reading=EMPTY, kept={})
    assert not offers("mentions")
    assert not offers("files", may=May())


@pytest.mark.parametrize("view", VIEWS)
def test_what_became_of_the_first_files_has_a_place_once_the_documents_show(view: str):
    def reports(**changes: Any) -> list[str]:
        found = walk(page.view(opened(**changes), view))
        return [props["data-report"] for _, props in found if "data-report" in props]

    assert reports(reading=EMPTY, kept={}) == reports() == ["/documents/P1"]
    assert reports(may=May()) == []


def test_a_document_is_shown_whole_with_the_sentence_that_was_asked_for():
    at = LETTER.index("He enjoys")
    tree = document.body(opened(), "d1", at=at + 3, summary=bundle().summary.statements[:1])
    (place,) = [props for _, props in walk(tree) if props.get("id") == "here"]
    assert words_in(place["children"]).replace("He  enjoys", "He enjoys").startswith("He enjoys")
    article = next(props for tag, props in walk(tree) if tag == "Article")
    text = "".join(_texts(article["children"]))
    assert [line for line in LETTER.split("\n") if line not in text] == []


def _texts(tree: Any, skip: tuple[str, ...] = ("Details",)) -> list[str]:
    if isinstance(tree, str):
        return [tree]
    if isinstance(tree, list):
        return [text for part in tree for text in _texts(part)]
    if tree is None or tree["type"] in skip:
        return []
    return _texts(tree["props"].get("children"))


def test_without_a_place_no_sentence_is_highlighted():
    assert "here" not in ids_in(document.body(opened(), "d1", at=None, summary=()))
    assert "here" not in ids_in(document.body(opened(), "d1", at=9_999, summary=()))


def test_pages_and_problems_of_a_document_are_shown():
    assert "Page 2" in words_in(document.body(opened(), "d2", at=None, summary=()))
    scan = words_in(document.body(opened(), "d4", at=None, summary=()))
    assert "A scan." in scan
    assert document.NO_TEXT in scan


def test_who_opened_a_document_can_be_seen():
    told = SimpleNamespace(what="Read", who="Ada", at=datetime.datetime(2026, 5, 3, tzinfo=UTC))
    words = words_in(document.body(opened(), "d1", at=None, summary=(), handled=[told]))
    assert "Who uploaded, changed and opened it" in words
    assert "Ada" in words


def test_what_people_wrote_stays_text():
    """HTML in a letter reaches the page as characters, never as a component."""
    tree = document.body(opened(), "d1", at=None, summary=())
    assert "<b>Yours</b>" in words_in(tree)
