"""Review Pupil: where the pupil stands, which needs stand out, why this cluster, what follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd
from dash import dcc, html

from analytics.allocation import Allocation, sentences
from analytics.approvals import NOTHING, Approval
from analytics.case import Case, Rights, mean_cluster
from analytics.profiles import CHARACTERISTICS
from data.schemas import PRIMARY_NEEDS, QUESTION, QUESTIONS, STAGES
from layouts import exceptions, history, ids, packages, wording
from layouts.assessment import EMPTY, Opening, assessment
from layouts.components.case_links import case_links
from layouts.components.chart import chart
from layouts.components.disclosure import disclosure
from layouts.components.element import Element
from layouts.components.facts import facts
from layouts.components.introduction import introduction
from layouts.components.notice import notice
from layouts.components.table import Head, data_table
from layouts.components.term import term
from layouts.dates import moment
from layouts.documents.brief import Listed, documents
from layouts.figures.needs import draw_needs
from layouts.panel.standing import final_words, panel_words

INTRODUCTION = (
    "This page shows one pupil: the facts, the answers to the 20 needs questions beside the "
    "cluster they are nearest to, the support that follows, and the form where the answers are "
    "updated and validated."
)


def choose_layout(**_: Any) -> html.Div:
    """Return the page that asks which pupil to review."""
    return html.Div(
        [
            html.H1("Which pupil?"),
            introduction(INTRODUCTION),
            html.P(
                "Find a pupil by reference or school in the panel, or open one from the caseload."
            ),
            dcc.Link("Go to the caseload", href="/", className="button button--second"),
        ]
    )


def layout(pupil_id: str | None = None, **_: Any) -> html.Div:
    """Return the page of one pupil; without a reference, its skeleton with every id."""
    body = skeleton() if pupil_id is None else opening_words(pupil_id)
    return html.Div(
        [
            dcc.Store(id=ids.REVIEW_PUPIL, data=pupil_id),
            html.Div(body, id=ids.REVIEW_BODY),
        ]
    )


def opening_words(pupil_id: str) -> list[Any]:
    """Return what stands until the record arrives; a refusal takes the second line's place."""
    return [html.H1(f"Pupil {pupil_id}"), html.P("Opening the record…", className="loading")]


def skeleton() -> list[Any]:
    """Return every part that a callback names, empty, so that Dash can check the ids."""
    download = [html.Button(id=ids.REVIEW_NEEDS_BUTTON), dcc.Download(id=ids.REVIEW_NEEDS_DOWNLOAD)]
    summary = html.Div(download, id=ids.REVIEW_SUMMARY)
    return [summary, exceptions.skeleton(), *record(EMPTY, revisions=[], names={}, bundle=[])]


def body(case: Case, *, placement: bool) -> list[Any]:
    """Return the first part of the page: what the saved answers say."""
    return [html.Div(summary(case, placement=placement), id=ids.REVIEW_SUMMARY)]


def record(
    opening: Opening,
    *,
    revisions: list[dict[str, Any]],
    names: dict[str, str],
    bundle: list[Listed],
    pupil_id: str = "",
) -> list[Any]:
    """Return the second part of the page: the form, the history and the documents."""
    read_only = notice("note", html.P(wording.READ_ONLY), title="Read only")
    return [
        *([] if opening.allowed else [read_only]),
        html.Section(assessment(opening), id=ids.ASSESSMENT_SECTION, className="assessment"),
        html.Div(history.history(revisions, names=names), id=ids.REVIEW_HISTORY),
        documents(pupil_id, bundle),
    ]


def opening(
    saved: Mapping[str, Any],
    *,
    draft: Mapping[str, Any] | None,
    draft_saved_at: datetime | None,
    revision: int,
    request_id: str,
    rights: Rights,
    approval: Approval = NOTHING,
) -> Opening:
    """Return how the form opens: with the reader's own draft if there is one."""
    return Opening(
        row=saved if draft is None else draft,
        revision=revision,
        request_id=request_id,
        answers=rights.answers,
        panel=rights.panel,
        approval=approval,
        draft=f"Your draft of {moment(draft_saved_at)} is shown." if draft_saved_at else "",
    )


def summary(case: Case, *, placement: bool) -> list[Any]:
    """Return what the saved answers say; `placement` says if the reader may open that page."""
    return [
        html.H1(f"Pupil {case.pupil_id}"),
        _facts(case),
        case_links(case.pupil_id, here="pupils", placement=placement),
        introduction(INTRODUCTION),
        *_cluster_note(case),
        html.Section(
            [
                html.H2("Which needs stand out, and which cluster is nearest?"),
                html.Div([_needs(case), _reasons(case)], className="columns"),
            ]
        ),
        packages.suggested(case.suggestions),
        # Beside its button: apart, Dash would ask for a download each time the button is drawn.
        dcc.Download(id=ids.REVIEW_NEEDS_DOWNLOAD),
    ]


def _facts(case: Case) -> html.Dl:
    row = case.assessment
    return facts(
        [
            ("Pupil", case.pupil_id),
            ("Cluster", row.get("cluster") or "Not yet"),
            ("Primary need", PRIMARY_NEEDS.get(row.get("primary_need") or "", "Not decided")),
            ("Age band", case.age_band),
            ("Health", _has(case, "health")),
            (term("PD", "Physical disability: hearing, visual or other"), _physical(case)),
            ("Social care", _has(case, "social_care")),
            ("Stage", _stage(case)),
            ("School", case.school or "Not recorded"),
            ("Panel", panel_words(case.approval)),
            ("Final", final_words(case.approval)),
        ]
    )


def _stage(case: Case) -> str:
    return STAGES[case.request["stage"]] if case.request else "Not started"


def _has(case: Case, *questions: str) -> str:
    scores = [case.assessment.get(question) for question in questions]
    if any(scores):
        return "Yes"
    return "Not answered" if any(score is None for score in scores) else "No"


def _physical(case: Case) -> str:
    return _has(case, "hearing", "visual", "physical_other")


def _cluster_note(case: Case) -> list[Any]:
    if not case.cluster_differs or case.allocation is None:
        return []
    words = (
        f"These answers were saved as {case.assessment['cluster']}. Under the model and rule in "
        f"force today they would be {case.allocation.cluster}. The record changes only when "
        "somebody updates the assessment."
    )
    return [notice("watch", html.P(words), title="The suggested cluster has moved")]


def _needs(case: Case) -> Any:
    compared = case.compared_cluster
    return chart(
        draw_needs(case.needs, cluster=compared),
        reading=case.reading,
        table=needs_table(case),
        key=f"Bar: this pupil. Tick: mean of {compared}." if compared else "Bar: this pupil.",
        how_to_read=(
            "Each bar is one answer, in the order of the form. A longer bar is a greater need. "
            f"The black tick is the mean of {compared or 'the cluster'} in the library of "
            "finished cases. Scales run to 4, 3 or 1, so read the words beside the bar."
        ),
        download=ids.REVIEW_NEEDS_BUTTON,
    )


def needs_table(case: Case) -> Element:
    """Return the 20 answers with the cluster's means as a table."""
    compared = case.compared_cluster
    heads = [Head("Need"), Head("Answer"), Head("Score", numeric=True)]
    if compared:
        heads.append(Head(f"Mean of {compared}", numeric=True))
    names = ("label", "words", "score", "maximum", "cluster_mean")
    needs = zip(*(case.needs[name].tolist() for name in names), strict=True)
    rows = [_need_row(*need)[: len(heads)] for need in needs]
    return data_table("Answers to the 20 needs questions", heads, rows)


def _need_row(label: str, words: str, score: Any, maximum: int, mean: float) -> list[Any]:
    given = "–" if score is pd.NA else f"{score} of {maximum}"
    return [label, words, given, f"{mean:.2f}"]


def _reasons(case: Case) -> html.Div:
    if case.allocation is None:
        return _unanswered(case)
    allocation = case.allocation
    return html.Div(
        [
            html.H3(f"Suggested cluster: {allocation.cluster}"),
            html.P(CHARACTERISTICS[allocation.cluster]),
            html.H4(f"Why {allocation.cluster}"),
            html.Ul([html.Li(sentence) for sentence in sentences(allocation)]),
            _distances(allocation),
            _nearest(allocation),
            html.P(wording.SUGGESTION, className="quiet"),
            disclosure("What is a cluster?", html.P(wording.CLUSTER_HELP)),
        ],
        className="why",
    )


def _unanswered(case: Case) -> html.Div:
    waiting = [QUESTION[question].short for question in case.missing]
    done = len(QUESTIONS) - len(waiting)
    return html.Div(
        [
            html.H3("No cluster yet"),
            html.P(
                f"{done} of {len(QUESTIONS)} questions are answered. The cluster, the reasons and "
                "the support are suggested once all are."
            ),
            html.P([html.A("Go to the questions", href="#assessment")]),
            disclosure("Still to answer", html.Ul([html.Li(name) for name in waiting])),
        ],
        className="why",
    )


def _distances(allocation: Allocation) -> html.P:
    own = mean_cluster(allocation)
    other = (
        []
        if own == allocation.runner_up
        else [f"; distance to {allocation.runner_up}: {allocation.runner_up_distance:.2f}"]
    )
    nearest = allocation.distance if own == allocation.cluster else allocation.runner_up_distance
    return html.P(
        [f"Distance to {own}: {nearest:.2f}", *other, ". The smaller, the more alike."],
        className="quiet",
    )


def _nearest(allocation: Allocation) -> html.Details:
    rows = [[case.pupil_id, case.cluster, f"{case.distance:.2f}"] for case in allocation.nearest]
    heads = [Head("Library case"), Head("Cluster"), Head("Distance", numeric=True)]
    return disclosure(
        f"The {len(rows)} nearest finished cases",
        data_table("Nearest finished cases in the library", heads, rows),
    )
