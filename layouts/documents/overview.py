"""The first screen of a bundle: what is here, what is missing, what it says, what is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from analytics.reading.checklist import Item
from data.schemas import QUESTION, QUESTIONS
from data.schemas.reading import Doubt
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element, link
from layouts.components.notice import notice, status
from layouts.components.section import section
from layouts.documents.address import document_path, view_path
from layouts.documents.opened import Opened
from layouts.documents.sentence import sentences

SHORT_SUMMARY = 12
LONG_SUMMARY = 20
DOUBTS_SHOWN = 5
STATES: dict[str, tuple[str, str]] = {
    "here": ("ok", "Here"),
    "old": ("watch", "Older than a year"),
    "missing": ("watch", "Missing"),
    "empty": ("watch", "Says little"),
}
NOTHING_READ = (
    "None of the documents has text that can be read, so there is nothing to sum up. Upload them "
    "as text, or as a PDF in which words can be selected."
)
# A suggestion may still differ by a step, which is no reason to doubt an answer.
NO_DOUBT = "No answer is in doubt: none is plainly contradicted by the documents."
NO_NEEDS = "The documents were read, but no sentence tells of a need or a strength."


def body(opened: Opened) -> list[Any]:
    """Return the overview of a bundle that holds documents."""
    return [
        html.P(_answer(opened), className="bundle-answer"),
        *_unread(opened),
        html.Div(
            [
                _summary(opened),
                html.Div([_checklist(opened), _doubts(opened)], className="why"),
            ],
            className="columns",
        ),
    ]


def told(opened: Opened) -> str:
    """Say in a sentence what is here and what it tells of."""
    found = [one.reading.polarity for one in opened.reading.statements]
    here = f"{_count(len(opened.documents), 'document')}, {_count(len(found), 'sentence')}"
    needs, strong = found.count("negative"), found.count("positive")
    return f"{here}: {needs:,} tell of needs or concerns, {strong:,} of strengths or progress."


def _answer(opened: Opened) -> list[Any]:
    missing = sum(1 for one in opened.expected if one.state == "missing")
    doubtful = len(opened.reading.doubts)
    gap = f"{missing} expected {'is' if missing == 1 else 'are'} missing"
    doubt = f"{_count(doubtful, 'answer')} to check"
    return [
        f"{told(opened)} ",
        html.A(gap if missing else "All that is expected is here", href="#holds"),
        "; ",
        html.A(doubt if doubtful else _undoubted(opened), href="#doubts"),
        ".",
    ]


def _undoubted(opened: Opened) -> str:
    return "no answer is in doubt" if _is_answered(opened) else "no question is answered yet"


def _is_answered(opened: Opened) -> bool:
    return any(opened.assessment.get(question.id) is not None for question in QUESTIONS)


def _unread(opened: Opened) -> list[Any]:
    """Return what was set aside: documents without text and those about another child."""
    aside = [
        (document.source, words)
        for document in opened.documents.values()
        for _, words in opened.states(document)
        if words in ("No text", "May be about another child")
    ]
    if not aside:
        return []
    items = [
        element(
            "Li",
            [
                link(source.file, document_path(opened.pupil_id, source.document_id)),
                f": {words.lower()}, so it is left out of what follows.",
            ],
        )
        for source, words in aside
    ]
    change = dcc.Link("Correct this", href=view_path(opened.pupil_id, "files"))
    return [notice("watch", [element("Ul", items), html.P(change)], title="Set aside")]


def _summary(opened: Opened) -> html.Section:
    chosen = opened.reading.summary.statements
    if not any(document.statements for document in opened.documents.values()):
        return section("Summary", html.P(NOTHING_READ, className="empty"))
    if not chosen:
        return section("Summary", html.P(NO_NEEDS, className="empty"))
    more = chosen[SHORT_SUMMARY:LONG_SUMMARY]
    rest = [disclosure(f"{len(more)} more", sentences(opened, more))] if more else []
    lead = "Sentences as they were written. Each leads to its place; its labels unfold to why."
    return section(
        "Summary", html.P(lead, className="quiet"), sentences(opened, chosen[:SHORT_SUMMARY]), *rest
    )


def _doubts(opened: Opened) -> html.Section:
    found = doubts(opened, opened.reading.doubts)
    return html.Section([html.H2("Answers to check", id="doubts", tabIndex="-1"), *found])


def doubts(opened: Opened, found: Sequence[Doubt], *, here: bool = False) -> list[Any]:
    """Return where the assessment and the documents disagree, each with its place.

    On the page of the suggestions, `here`, no link leads there.
    """
    onward = [] if here else [_to_answers(opened)]
    if not _is_answered(opened):
        words = "No question is answered yet, so there is nothing to compare with."
        return [html.P(words), *onward]
    if not found:
        return [html.P(NO_DOUBT), *onward]
    items = [_doubt(opened, doubt) for doubt in found]
    shown = element("Ul", items[:DOUBTS_SHOWN], className="doubts")
    rest = items[DOUBTS_SHOWN:]
    more = (
        [disclosure(f"{len(rest)} more", element("Ul", rest, className="doubts"))] if rest else []
    )
    return [shown, *more, *onward]


def _doubt(opened: Opened, doubt: Doubt) -> Element:
    label = QUESTION[doubt.question_id].short
    path = f"{view_path(opened.pupil_id, 'assessment')}#answer-{doubt.question_id}"
    parts: list[Any] = [element("Strong", link(label, path)), f": {doubt.sentence} "]
    if doubt.evidence:
        first = doubt.evidence[0]
        place = document_path(opened.pupil_id, first.document_id, first.start)
        parts.append(link(f"Read it in: {opened.where(first)}", place))
    return element("Li", element("P", parts))


def _to_answers(opened: Opened) -> html.P:
    path = view_path(opened.pupil_id, "assessment")
    return html.P(dcc.Link("See what is suggested for all 20 questions", href=path))


def _checklist(opened: Opened) -> html.Section:
    items = [_expected(opened, one) for one in opened.expected]
    others = {code for one in opened.expected for code in one.documents}
    besides = len([code for code in opened.documents if code not in others])
    extra = [html.P(f"Besides these: {_count(besides, 'document')}.")] if besides else []
    return html.Section(
        [
            html.H2("What the bundle holds", id="holds", tabIndex="-1"),
            _list(items),
            *extra,
            html.P(dcc.Link("Documents and upload", href=view_path(opened.pupil_id, "files"))),
        ]
    )


def _list(items: list[Element]) -> Any:
    return element("Ul", items, className="checklist")


def _expected(opened: Opened, one: Item) -> Element:
    here = [_here(opened, code) for code in one.documents if code in opened.documents]
    state = status(*STATES[one.state])
    line = element("P", [element("Strong", one.label), " ", state], className="checklist__line")
    source = element("P", one.source, className="quiet")
    return element("Li", [line, *([element("Ul", here)] if here else []), source])


def _here(opened: Opened, code: str) -> Element:
    document = opened.documents[code]
    words = opened.kept[code].title if code in opened.kept else document.source.file
    return element("Li", link(words, document_path(opened.pupil_id, code)))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
