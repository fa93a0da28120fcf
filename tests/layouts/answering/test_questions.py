"""The child's form is readable at grade 4; every page has what the form asks and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from analytics.feedback.form import Form, fields_of, steps_of
from analytics.plans.readability import grade
from data.schemas.feedback import (
    ATTAINMENT,
    EXTENTS,
    FEELING_SCALE,
    FEELINGS,
    VOICES,
    Asked,
    AskedOutcome,
    AskedProvision,
)
from layouts.answering import sentences
from layouts.answering.manners import CHILD, MANNERS, YOUNG, Manner
from layouts.answering.questions import captioned, page_of, pages_of

HIGHEST_GRADE = 4.0
QUOTED = "Zebra."
ASKED = Asked(
    outcomes=(AskedOutcome("E-1", QUOTED),),
    provision=(AskedProvision("F-1", QUOTED, planned_hours=1.0), AskedProvision("F-2", QUOTED)),
)
ROOT = Path(__file__).resolve().parents[3]
FOLDERS = (ROOT / "layouts/answering/templates", ROOT / "access/templates")
TAG = re.compile(r"<[^>]*>")
BLOCK = re.compile(r"</(?:p|h1|h2|label|legend|dt|dd|button|li|a|div|blockquote|title)>")
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Count groups of vowels; a silent e at the end is none, nor is that of -ed."""
    word = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouys])es$", "", word.lower())
    return max(1, len(VOWELS.findall(word)))


def flesch_kincaid(sentence: str) -> float:
    """Return the grade: Kincaid et al. (1975), Naval Training Command report 8-75."""
    words = re.findall(r"[A-Za-z']+", sentence)
    return 0.39 * len(words) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def said(html: str) -> list[str]:
    """Return the sentences of a page's main part."""
    text = TAG.sub("", BLOCK.sub("\n", html.partition("<main")[2]).partition(">")[2])
    found = [one.strip() for one in SENTENCE.findall(text)]
    return [one for one in found if re.search(r"[A-Za-z]{2}", one)]


def rendered(template: str, **given: object) -> str:
    environment = Environment(loader=FileSystemLoader(FOLDERS), autoescape=True)
    plain = {"authority_name": "A", "problems": {}, "words": (), "moved": (), "about": ""}
    return environment.get_template(f"answer/{template}").render({**plain, **given})


def everything_said_to(manner: str) -> list[str]:
    """Return every sentence that a pupil can meet, on every page and in every state."""
    age = 9 if manner == "child" else 17
    form, words = Form("pupil", ASKED, age), MANNERS[manner]
    values = {"helps": QUOTED, "evidence-0": QUOTED}
    pages = [
        rendered("step.html", page=page, manner=manner)
        for kind in ({}, {"E-1": "withdrawn"}, {"E-1": "reworded"})
        for page in pages_of(form, values=values, moved=kind)
    ]
    pages.append(
        rendered(
            "check.html",
            pages=pages_of(form, values=values),
            heading=words.check_heading,
            total=9,
            problems={"": f"{sentences.NOTHING_SAID} {sentences.CHANGED} {sentences.STILL_HERE}"},
        )
    )
    refused = {"token": sentences.NO_LINK, "code": sentences.NO_CODE}
    for problems in (refused, {"code": sentences.NOT_OPENED}, {"code": sentences.TOO_MANY}):
        pages.append(rendered("opening.html", problems=problems, sentences=sentences.WELCOME))
    told = (
        *sentences.AFTER_NOT_OPENED,
        words.thanks,
        words.gone,
        words.now_otherwise,
        *sentences.AFTER_THANKS,
    )
    ends = [
        (sentences.THANKS, told),
        (sentences.LEFT, sentences.left("3 May 2026")),
        (sentences.LOST, sentences.AFTER_LOST),
        sentences.closed("answered"),
        sentences.closed("expired"),
    ]
    for heading, lines in ends:
        pages.append(
            rendered("told.html", heading=heading, sentences=lines, words=[("About", QUOTED)])
        )
    return list(dict.fromkeys(one for page in pages for one in said(page) if one != QUOTED))


@pytest.mark.parametrize("manner", ["child", "young"])
def test_every_sentence_a_pupil_meets_is_of_grade_4_or_below(manner: str) -> None:
    met = everything_said_to(manner)
    assert len(met) > 50
    # Of one or two words, as on a button, a grade says nothing: those words are short ones.
    labels = [one for one in met if len(one.split()) < 3]
    assert [one for one in labels if max(map(syllables, one.split())) > 2] == []
    hard = {one: round(flesch_kincaid(one), 1) for one in met if one not in labels}
    assert {one: found for one, found in hard.items() if found > HIGHEST_GRADE} == {}
    whole = grade("\n".join(one.rstrip(".?!") + "." for one in met))
    assert whole is not None
    assert whole <= HIGHEST_GRADE


def test_the_grade_would_catch_what_is_hard() -> None:
    assert flesch_kincaid("How do you feel at school?") < 3
    assert flesch_kincaid("Provision specified in your education plan was withdrawn.") > 9
    assert syllables("people") == 2
    assert syllables("stopped") == 1
    assert syllables("minutes") == 2


@pytest.mark.parametrize("manner", MANNERS.values())
def test_every_manner_has_words_for_every_choice(manner: Manner) -> None:
    assert manner.feelings.keys() == FEELINGS.keys()
    assert manner.scale.keys() == FEELING_SCALE.keys()
    assert manner.attainment.keys() == ATTAINMENT.keys()
    assert manner.extents.keys() == EXTENTS.keys()
    assert all(len(set(words.values())) == len(words) for words in (manner.scale, manner.extents))


def test_a_young_person_is_not_spoken_to_as_a_child() -> None:
    assert YOUNG.scale != CHILD.scale
    assert YOUNG.attainment != CHILD.attainment


@pytest.mark.parametrize("voice", VOICES)
def test_the_page_of_each_step_draws_each_of_its_fields_once(voice: str) -> None:
    form = Form(voice, ASKED, 9)
    for step in steps_of(form):
        page = page_of(step, form, values={})
        drawn = [question.name for group in page.groups for question in group.questions]
        assert drawn == [field.name for field in fields_of(step, form)]
        html = rendered("step.html", page=page, manner=form.manner)
        assert set(re.findall(r'name="([^"]+)"', html)) - {"go", "viewport", "robots"} == set(drawn)
        assert html.count("<h1") == 1


def test_each_choice_has_words_and_a_pupil_s_have_a_picture_of_our_own() -> None:
    form = Form("pupil", ASKED, 9)
    feelings, goal = (page_of(step, form, values={}) for step in steps_of(form)[:7:6])
    for page in (feelings, goal):
        options = page.groups[0].questions[0].options
        assert all(option.words for option in options)
        assert len({option.picture for option in options if option.value}) == 5
        html = rendered("step.html", page=page, manner="child")
        assert html.count("<svg") == 5 + (page is feelings)
        assert html.count('aria-hidden="true" focusable="false"') == html.count("<svg")


def test_what_was_chosen_is_marked_and_what_is_wrong_stands_at_its_field() -> None:
    form = Form("parent", ASKED)
    step = next(one for one in steps_of(form) if one.name == "goal-1")
    problems = {"score-0": "Choose one."}
    page = page_of(step, form, values={"score-0": "1", "evidence-0": "<b>"}, problems=problems)
    assert page.problems == problems
    html = rendered("step.html", page=page, manner="parent", problems=problems)
    assert re.findall(r'value="(\S*)" checked', html) == ["1"]
    assert 'href="#score-0"' in html
    assert 'id="score-0-error"' in html
    assert "&lt;b&gt;" in html
    assert "<title>Error:" in html


def test_the_check_says_each_answer_in_words() -> None:
    form = Form("setting", ASKED)
    values = {"feels_school": "1", "score-0": "0", "hours-0": "2", "extent-1": "none", "helps": "x"}
    pages = pages_of(form, values=values)
    shown = {
        question.name: question.shown
        for page in pages
        for group in page.groups
        for question in group.questions
        if question.shown
    }
    assert shown == {
        "feels_school": "Very unhappy",
        "score-0": "As hoped",
        "hours-0": "2",
        "extent-1": "No",
        "helps": "x",
    }


def test_hours_planned_are_said_beside_the_hours_given() -> None:
    form = Form("parent", ASKED)
    step = next(one for one in steps_of(form) if one.provision)
    hints = [
        question.hint
        for group in page_of(step, form, values={}).groups
        for question in group.questions
        if question.kind == "hours"
    ]
    assert hints == [
        "If you know. In term time the plan gives 1 hour a week.",
        "If you know. The plan gives no number of hours.",
    ]


def test_words_to_copy_have_captions_and_nothing_else_is_repeated() -> None:
    values = {
        "helps": " Calm. ",
        "change": " ",
        "evidence-0": "Seen.",
        "evidence-": "No number",
        "note-2": "Late.",
        "note-9999": "Too far",
        "score-0": "1",
        "anything": "else",
    }
    assert captioned(values) == (
        ("What helps", "Calm."),
        ("About goal 1", "Seen."),
        ("About help 3", "Late."),
    )
