"""Reference Charts, benchmark a pupil: how one pupil compares with clusters, cases and schools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import dcc, html

from analytics.allocation import sentences
from analytics.benchmark import (
    FITS,
    Benchmark,
    read_needs,
    read_placements,
    read_sureness,
)
from analytics.cluster_readings import read_shares
from analytics.profiles import CHARACTERISTICS, CLUSTER_NAMES
from analytics.what_if import WhatIf
from data.schemas import PRIMARY_NEEDS, QUESTION, QUESTIONS
from layouts import authority, ids
from layouts.clusters import INTERVAL, PAGE, shares_table
from layouts.components.case_links import case_links
from layouts.components.chart import chart
from layouts.components.cluster_mark import cluster_mark
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.components.facts import facts
from layouts.components.field import field, select
from layouts.components.introduction import introduction
from layouts.components.table import Head, data_table
from layouts.figures import style
from layouts.figures.benchmark import draw_compared, draw_distances
from layouts.figures.clusters import draw_shares

NONE = "Nobody here yet: all 20 questions of a pupil have to be answered first."
INTRODUCTION = (
    "This page compares one pupil with the clusters, with the finished cases most like them, and "
    "with pupils across the authority. It says how sure the suggestion is and what would change it."
)
STEPS = (
    "A step is one place on the scale of a question, such as from Mild to Moderate; five years of "
    "age count as one step."
)
WHAT_IF = (
    "The age stays as it is. This tells how the model works, not what to answer: an answer changes "
    "only when what is known of the pupil does."
)
# The button under each chart, and the table it sends.
BUTTONS: dict[str, str] = {
    ids.BENCHMARK_DISTANCES_BUTTON: "distances",
    ids.BENCHMARK_NEEDS_BUTTON: "needs",
    ids.BENCHMARK_PACKAGES_BUTTON: "packages",
    ids.BENCHMARK_OUTCOMES_BUTTON: "outcomes",
}


def choose_layout(**_: Any) -> html.Div:
    """Return the page that asks which pupil to benchmark."""
    return html.Div(
        [
            html.H1("Which pupil do you want to compare?"),
            introduction(INTRODUCTION),
            html.P(
                "Find a pupil by reference or school in the panel and choose “Benchmark” on the "
                "record, or choose one here."
            ),
            dcc.Store(id=ids.BENCHMARK_OPENED, data=True),
            html.Div(html.P("Opening the pupils…", className="loading"), id=ids.BENCHMARK_CHOICES),
        ]
    )


def choices(rows: Sequence[tuple[str, str]]) -> Any:
    """Return links to the benchmark of a few pupils; rows are (reference, words)."""
    if not rows:
        return html.P(NONE, className="empty")
    return html.Ul(
        [
            html.Li([dcc.Link(pupil_id, href=f"/charts/pupils/{pupil_id}"), f" {words}"])
            for pupil_id, words in rows
        ]
    )


def layout(pupil_id: str | None = None, **_: Any) -> html.Div:
    """Return the benchmark of one pupil, to be filled; without a reference, its skeleton."""
    opening: list[Any] = [
        html.H1(f"How does {pupil_id} compare?"),
        html.P("Opening the comparison…", className="loading"),
    ]
    return html.Div(
        [
            dcc.Store(id=ids.BENCHMARK_PUPIL, data=pupil_id),
            dcc.Download(id=ids.BENCHMARK_DOWNLOAD),
            dcc.Download(id=ids.BENCHMARK_AUTHORITY_DOWNLOAD),
            html.Div(skeleton() if pupil_id is None else opening, id=ids.BENCHMARK_BODY),
        ]
    )


def skeleton() -> list[Any]:
    """Return every part that a callback names, empty, so that Dash can check the ids."""
    return [
        *(html.Button(id=id) for id in (*BUTTONS, *authority.BUTTONS)),
        select(ids.BENCHMARK_CLUSTER, []),
        html.Div(id=ids.BENCHMARK_WHAT_IF),
        dcc.Store(id=ids.BENCHMARK_AUTHORITY_PUPIL),
        html.Div(id=ids.BENCHMARK_AUTHORITY),
    ]


def unanswered(pupil_id: str, *, answered: int) -> list[Any]:
    """Return the page of a pupil who has no cluster yet."""
    return [
        html.H1(f"How does {pupil_id} compare?"),
        html.P(
            f"{answered} of {len(QUESTIONS)} questions are answered. The comparison follows once "
            "all are."
        ),
        dcc.Link(
            "Go to the questions",
            href=f"/pupils/{pupil_id}#assessment",
            className="button button--second",
        ),
    ]


def page(
    found: Benchmark, *, primary_need: str, school: str, clusters: Sequence[str], placement: bool
) -> list[Any]:
    """Return how a pupil compares; the parts about the authority follow."""
    pupil_id = found.pupil_id
    return [
        html.H1(f"How does {pupil_id} compare?"),
        _facts(found, primary_need=primary_need, school=school),
        introduction(INTRODUCTION),
        case_links(pupil_id, here="charts/pupils", placement=placement),
        _section(
            "How sure is the model?",
            html.Div([_distances(found), _why(found)], className="columns"),
        ),
        _section("What would have to be different?", *_what_if_form(found, clusters)),
        _section("How do the answers compare?", _needs(found)),
        _section("What happened in the nearest cases?", *_nearest(found)),
        dcc.Store(id=ids.BENCHMARK_AUTHORITY_PUPIL, data=pupil_id),
        html.Div(
            html.P("Counting the authority's pupils…", className="loading"),
            id=ids.BENCHMARK_AUTHORITY,
        ),
    ]


def _section(heading: str, *parts: Any) -> html.Section:
    return html.Section([html.H2(heading), *parts], className="chart-section")


def _facts(found: Benchmark, *, primary_need: str, school: str) -> html.Dl:
    allocation = found.allocation
    sure = "By the rule for no plan" if allocation.by_cut_off else FITS[allocation.margin]
    changing = f"{len(found.would_change)} of {len(found.steps)}"
    return facts(
        [
            ("Suggested cluster", _mark(allocation.cluster)),
            ("Second", _mark(allocation.runner_up) if allocation.runner_up else "None"),
            ("How sure", sure[:1].upper() + sure[1:]),
            ("Single steps that would change it", changing),
            ("Age", f"{found.age_years} years"),
            ("Primary need", PRIMARY_NEEDS.get(primary_need, "Not decided")),
            ("School", school or "Not recorded"),
        ]
    )


def _mark(cluster: str) -> Element:
    return cluster_mark(cluster, href=f"{PAGE}/{cluster}")


def _distances(found: Benchmark) -> Any:
    rows = [
        [cluster_mark(row.cluster), CLUSTER_NAMES.get(row.cluster, ""), f"{row.distance:.2f}"]
        for row in found.distances.itertuples()
    ]
    heads = [Head("Cluster"), Head("What it is"), Head("Steps away", numeric=True)]
    return chart(
        draw_distances(found.distances),
        reading=read_sureness(found),
        table=data_table(f"Distance of {found.pupil_id} from each cluster", heads, rows),
        key="Bar: how far the answers are from the mean of each cluster, nearest first.",
        how_to_read=(
            f"The shorter the bar, the more alike. {STEPS} Where the two shortest bars are nearly "
            "the same length, the suggestion could as well be the other."
        ),
        download=ids.BENCHMARK_DISTANCES_BUTTON,
    )


def _why(found: Benchmark) -> html.Div:
    allocation, changing = found.allocation, found.would_change
    moved = [
        element(
            "Li",
            [_changed(row.question_id, row.before, row.after), ": ", cluster_mark(row.cluster)],
        )
        for row in changing.itertuples()
    ]
    steps: list[Any] = [disclosure("Single steps that would change it", html.Ul(moved))]
    return html.Div(
        [
            html.H3(f"Why {allocation.cluster}"),
            html.P(CHARACTERISTICS.get(allocation.cluster, "")),
            html.Ul([html.Li(words) for words in sentences(allocation)]),
            *(steps if moved else []),
        ],
        className="why",
    )


def _changed(question: str, before: int, after: int) -> str:
    asked = QUESTION[question]
    return f"{asked.short}: {asked.words(before)} to {asked.words(after)}"


def _what_if_form(found: Benchmark, clusters: Sequence[str]) -> list[Any]:
    own = found.allocation.cluster
    others = [(name, _named(name)) for name in clusters if name != own]
    preferred = found.allocation.runner_up or (others[0][0] if others else None)
    chosen = select(ids.BENCHMARK_CLUSTER, others, value=preferred)
    return [
        html.Div(field(f"For this cluster rather than {own}", chosen), className="form--narrow"),
        html.Div(
            html.P("Working it out…", className="loading"),
            id=ids.BENCHMARK_WHAT_IF,
            **{"aria-live": "polite"},
        ),
    ]


def _named(cluster: str) -> str:
    name = CLUSTER_NAMES.get(cluster)
    return f"{cluster}: {name}" if name else cluster


def what_if_words(found: WhatIf, *, age_years: int) -> list[Any]:
    """Return the fewest changes that would suggest a cluster, as a list."""
    cluster, changes = found.cluster, found.changes
    if changes is None:
        told = f"No other answers would suggest {cluster} at the age of {age_years}."
        return [html.P(html.Strong(told)), html.P(WHAT_IF, className="quiet")]
    if not changes:
        return [html.P(html.Strong(f"{cluster} is suggested already."))]
    steps = "1 step" if found.steps == 1 else f"{found.steps} steps"
    answers = "1 answer" if len(changes) == 1 else f"{len(changes)} answers"
    items = [
        html.Li(
            f"{_changed(change.question_id, change.before, change.after)}"
            f" ({change.steps} step{'' if change.steps == 1 else 's'})"
        )
        for change in changes
    ]
    return [
        html.P(
            html.Strong(
                f"{cluster} would be suggested if {answers} differed, by {steps} in all. Nothing "
                "less would do."
            )
        ),
        html.Ul(items, className="steps"),
        html.P(f"{STEPS} {WHAT_IF}", className="quiet"),
    ]


def nothing_to_ask(cluster: str) -> list[Any]:
    """Say that the answers are not complete any more."""
    words = f"{cluster} cannot be suggested until every question is answered. Reload the page."
    return [html.P(words)]


def _needs(found: Benchmark) -> Any:
    cluster, n = found.compared, len(found.cases)
    heads = [
        Head("Need"),
        Head("Answer"),
        Head("Score", numeric=True),
        Head(f"Mean of {cluster}", numeric=True),
        Head(f"Mean of the nearest {n}", numeric=True),
    ]
    rows = [_need(row) for row in found.needs.itertuples()]
    return chart(
        draw_compared(found.needs, cluster=cluster),
        reading=read_needs(found),
        table=data_table(f"{found.pupil_id} beside {cluster} and the nearest cases", heads, rows),
        key=f"Bar: {found.pupil_id}. Tick: mean of {cluster}. Ring: mean of the {n} nearest cases.",
        how_to_read=(
            "Each bar is one answer, in the order of the form. Where bar, tick and ring end "
            "together, the pupil is like the cluster and like the nearest cases. Scales run to 4, "
            "3 or 1, so read the words beside the bar."
        ),
        download=ids.BENCHMARK_NEEDS_BUTTON,
    )


def _need(row: Any) -> list[Any]:
    nearest = "–" if pd.isna(row.nearest_mean) else f"{row.nearest_mean:.2f}"
    score = f"{row.score} of {row.maximum}"
    return [row.label, row.words, score, f"{row.cluster_mean:.2f}", nearest]


def _nearest(found: Benchmark) -> list[Any]:
    n = len(found.cases)
    if not n:
        hidden = (ids.BENCHMARK_PACKAGES_BUTTON, ids.BENCHMARK_OUTCOMES_BUTTON)
        return [html.P(read_placements(found)), *(html.Button(id=id, hidden=True) for id in hidden)]
    return [
        html.P(read_placements(found), className="lead"),
        disclosure(f"The {n} nearest cases", _cases(found)),
        html.H3("Support they had"),
        _shares(found, "package", "given", found.packages, ids.BENCHMARK_PACKAGES_BUTTON),
        html.H3("Outcomes written for them"),
        _shares(found, "outcome", "written", found.outcomes, ids.BENCHMARK_OUTCOMES_BUTTON),
    ]


def _shares(found: Benchmark, of: str, verb: str, rows: pd.DataFrame, button: str) -> Any:
    n = len(found.cases)
    return chart(
        draw_shares(rows, marker={"color": style.ACCENT}, axis=f"Share of the {n} nearest cases"),
        reading=read_shares(rows, of=of, verb=verb),
        table=shares_table(f"{of.capitalize()}s of the {n} nearest cases", rows),
        key="Bar: share. Thin line: 95% interval.",
        how_to_read=f"Each bar is the share of the {n} nearest cases with the {of}. {INTERVAL}",
        download=button,
    )


def _cases(found: Benchmark) -> Element:
    heads = [
        Head("Library case"),
        Head("Cluster"),
        Head("Steps away", numeric=True),
        Head("Age", numeric=True),
        Head("Primary need"),
        Head("Placement"),
    ]
    rows = [
        [
            case["pupil_id"],
            cluster_mark(case["cluster"]),
            f"{case['distance']:.2f}",
            str(case["age_years"]),
            PRIMARY_NEEDS.get(case.get("primary_need", ""), "Not recorded"),
            _placement(case.get("package_sp1")),
        ]
        for case in found.cases.to_dict("records")
    ]
    return data_table("The nearest finished cases", heads, rows)


def _placement(had: Any) -> str:
    if had is None or pd.isna(had):
        return "Not recorded"
    return "Special school" if had == 1 else "Mainstream school"
