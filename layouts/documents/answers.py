"""What the documents suggest for each of the 20 questions, to accept or change one by one."""

from __future__ import annotations

import datetime
from typing import Any

from dash import dcc, html

from analytics.reading.accepting import best, decided
from data.schemas import QUESTION, QUESTIONS, Question
from data.schemas.reading import Suggestion
from layouts import ids
from layouts.components.element import Element, element
from layouts.components.field import field, select
from layouts.components.notice import notice, status
from layouts.components.section import section
from layouts.dates import moment
from layouts.documents.opened import Opened
from layouts.documents.overview import doubts
from layouts.documents.sentence import places, sentences
from layouts.documents.tables import downloads

LEAD = (
    "Suggested from the documents; a person decides. What is accepted is saved as a revision of "
    "the assessment, with the first sentence as its source and all of them in its note."
)
OPEN = "Open a question to read its evidence."
READ_ONLY = "You can read what is suggested. Only the people named on the case can accept it."


def body(opened: Opened) -> list[Any]:
    """Return the doubtful points, then each question with its answer and its suggestion."""
    reading = opened.reading
    if not reading.suggestions:
        words = "No document could be read, so nothing is suggested."
        return [html.P(words, className="empty")]
    known = [] if opened.may.assess else [notice("note", html.P(READ_ONLY), title="Read only")]
    return [
        html.P(LEAD),
        downloads(opened, "suggestions"),
        *known,
        section("Points to check", *doubts(opened, reading.doubts, here=True)),
        section("The 20 questions", html.P(f"{tally(opened)} {OPEN}"), *_answers(opened)),
    ]


def tally(opened: Opened) -> str:
    """Say how many answers agree with the documents, differ from them or are not given."""
    states = [state_of(opened, question.id) for question in QUESTIONS]
    chosen = states.count("decided")
    known = f", {chosen} of them chosen on purpose" if chosen else ""
    return (
        f"{states.count('same')} answers agree with the documents, "
        f"{states.count('other') + chosen} differ{known}, and {states.count('open')} are not "
        "given yet."
    )


def state_of(opened: Opened, question_id: str) -> str:
    """Tell how a question stands: open, the same as suggested, decided otherwise, or other."""
    answer = opened.assessment.get(question_id)
    suggestion = opened.reading.suggestions[question_id]
    if answer is None:
        return "open"
    if answer == suggestion.value:
        return "same"
    return "decided" if decided(opened.assessment, suggestion) else "other"


def _answers(opened: Opened) -> list[Element]:
    return [_answer(opened, question) for question in QUESTIONS]


def _answer(opened: Opened, question: Question) -> Element:
    suggestion = opened.reading.suggestions[question.id]
    summary = element(
        "Summary",
        [
            element("Span", question.short, className="answer-name"),
            _state(opened, question, suggestion),
        ],
        className="answer-summary",
    )
    return element(
        "Details",
        [summary, element("Div", _inside(opened, question, suggestion), className="answer-inside")],
        id=f"answer-{question.id}",
        className="answer",
    )


def _is_to_decide(suggestion: Suggestion, state: str) -> bool:
    return state == "other" or (state == "open" and bool(suggestion.value or suggestion.evidence))


def _state(opened: Opened, question: Question, suggestion: Suggestion) -> Element:
    state, suggested = state_of(opened, question.id), question.words(suggestion.value)
    if state == "open":
        return status("note", f"Suggested: {suggested}. Not answered")
    now = question.words(opened.assessment.get(question.id))
    if state == "same":
        ticked = ", validated" if opened.assessment.get(f"{question.id}_validated") else ""
        return status("ok", f"{now}{ticked}")
    if state == "decided":
        return status("ok", f"{now}, chosen instead of {suggested}")
    return status("watch", f"Answer: {now}. Suggested: {suggested}")


def _inside(opened: Opened, question: Question, suggestion: Suggestion) -> list[Any]:
    chosen = best(suggestion)
    # Where nothing is to decide the sentences are plain links, so that the page is there sooner.
    shown = sentences if _is_to_decide(suggestion, state_of(opened, question.id)) else places
    said = [shown(opened, chosen, label=f"Evidence: {question.short}")] if chosen else []
    also = [html.P("These may bear on it too; the suggestion does not rest on them:")]
    also.append(shown(opened, suggestion.perhaps, label=f"Perhaps about: {question.short}"))
    unsure = [html.Ul([html.Li(words) for words in suggestion.doubts], className="answer-doubts")]
    return [
        html.P(suggestion.why),
        *(unsure if suggestion.doubts else []),
        *said,
        *(also if suggestion.perhaps else []),
        *_source(opened, question),
        *([_accept(opened, question, suggestion)] if opened.may.assess else []),
    ]


def _source(opened: Opened, question: Question) -> list[Any]:
    source = opened.assessment.get(f"{question.id}_source")
    return [html.P(f"Source now: {source}", className="quiet")] if source else []


def _accept(opened: Opened, question: Question, suggestion: Suggestion) -> html.Form:
    options = [
        (str(value), f"{words} (suggested)" if value == suggestion.value else words)
        for value, words in enumerate(question.scale)
    ]
    control = select(ids.of_answer(question.id), options, value=str(suggestion.value), name="value")
    name = html.Span(f": {question.short}", className="visually-hidden")
    return html.Form(
        [
            field(["Answer", name], control),
            html.Button(["Accept", name], className="button button--second"),
        ],
        className="documents-form answer-form",
        **{
            "data-store": ids.DOCUMENTS_ACCEPTED,
            "data-question": question.id,
            "data-revision": str(opened.revision),
            "data-of": opened.version,
            "aria-label": f"Answer for {question.short}",
        },
    )


def saved_message(question_id: str, words: str, *, revision: int, pupil_id: str) -> html.Div:
    """Say that an accepted answer was saved and what it changed."""
    record = dcc.Link("Open the record", href=f"/pupils/{pupil_id}")
    title = f"{QUESTION[question_id].short}: saved as revision {revision}"
    return notice("ok", [html.P(words), html.P(record)], title=title)


def unchanged_message(question_id: str) -> html.Div:
    """Say that the answer stood so already, with this evidence."""
    words = "The assessment says so already, with this evidence."
    return notice("note", html.P(words), title=f"{QUESTION[question_id].short}: no change")


def changed_message() -> html.Div:
    """Say that the documents are no longer those on the page."""
    words = "The page now shows what the documents as they are suggest. Look again, then accept."
    return notice("watch", html.P(words), title="Not saved: the documents have changed")


def not_understood() -> html.Div:
    """Say that what was sent is no answer to a question."""
    return failed_message("There is no such answer or revision. Reload the page.")


def failed_message(words: str) -> html.Div:
    """Say why nothing was saved."""
    return notice("problem", html.P(words), title="Not saved")


def conflict_message(*, who: str, when: datetime.datetime, changes: list[str]) -> html.Div:
    """Say who saved the assessment meanwhile and what they changed; nothing was accepted."""
    return notice(
        "watch",
        [
            html.P(f"{who} saved this assessment at {moment(when)}, after you opened this page:"),
            html.Ul([html.Li(change) for change in changes]),
            html.P("The page now shows what was saved. Look at it, then accept again."),
        ],
        title="Not saved: the assessment was saved before",
    )
