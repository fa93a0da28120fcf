"""Reference Charts, the clusters: what each one is, and a page for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import dcc, html

from analytics.allocation import CutOff
from analytics.cluster_profiles import COMPLEMENT, SMALL, ClusterProfile
from analytics.cluster_readings import (
    read_means,
    read_mentions,
    read_overview,
    read_shares,
)
from analytics.cluster_words import characteristics
from analytics.profiles import CLUSTER_NAMES
from data.schemas import NO_PLAN_CLUSTER
from layouts import ids, wording
from layouts.components.chart import chart
from layouts.components.cluster_mark import cluster_mark
from layouts.components.disclosure import disclosure
from layouts.components.element import Element
from layouts.components.facts import facts
from layouts.components.introduction import introduction
from layouts.components.notice import notice
from layouts.components.table import Head, data_table
from layouts.figures import style
from layouts.figures.clusters import counted, draw_means, draw_shares, draw_sizes

INTRODUCTION = (
    "The library holds finished cases from several authorities. Cases with similar needs were "
    "grouped into clusters, so that a new pupil can be compared with finished cases like theirs."
)
OPENING = (
    "X1 to X9 are groups of finished cases with similar needs; X10 stands for no education, health "
    "and care (EHC) plan."
)
WITHHELD = {
    SMALL: "Not shown to preserve confidentiality: 5 cases or fewer.",
    COMPLEMENT: "Not shown to preserve confidentiality: its size would give away a smaller one.",
}
INTERVAL = (
    "The thin line is the 95% interval (Wilson): with so few cases, the share among all pupils of "
    "this kind could lie anywhere along it."
)
PAGE = "/charts/clusters"


def layout(**_: Any) -> html.Div:
    """Return the page of all clusters, to be filled."""
    return html.Div(
        [
            html.H1("What is each cluster?"),
            introduction(INTRODUCTION),
            dcc.Store(id=ids.CLUSTERS_OPENED, data=True),
            dcc.Download(id=ids.CLUSTERS_DOWNLOAD),
            html.Div(
                [html.P("Opening the clusters…", className="loading"), _hidden_button()],
                id=ids.CLUSTERS_BODY,
            ),
        ]
    )


def _hidden_button() -> html.Button:
    return html.Button("Download the table", id=ids.CLUSTERS_BUTTON, hidden=True)


def overview(
    rows: pd.DataFrame, *, lines: Mapping[str, str], hidden: Mapping[str, str], cases: int
) -> list[Any]:
    """Return what each cluster is; `lines` describes those that may be shown."""
    told = read_overview(rows, cases=cases)
    table = data_table(
        "The clusters",
        [
            Head("Cluster"),
            Head("What it is"),
            Head("Cases", numeric=True),
            Head("Average age", numeric=True),
            Head("Who is in it"),
        ],
        [_overview_row(row, lines, hidden) for row in rows.itertuples()],
    )
    return [
        html.P(OPENING, className="lead"),
        table,
        disclosure("What is a cluster?", html.P(wording.CLUSTER_HELP)),
        html.Section(
            [
                html.H2("How large is each cluster?"),
                chart(
                    draw_sizes(rows),
                    reading=told,
                    table=_sizes_table(rows),
                    key="Bar: finished cases of the library in the cluster.",
                    how_to_read=(
                        "Each bar counts the finished cases in one cluster. A small cluster says "
                        "less than a large one. X10 stands for no plan: every case in the library "
                        "has a plan, so it has none."
                    ),
                    download=ids.CLUSTERS_BUTTON,
                ),
            ],
            className="chart-section",
        ),
    ]


def _overview_row(row: Any, lines: Mapping[str, str], hidden: Mapping[str, str]) -> list[Any]:
    mark = cluster_mark(row.cluster, href=f"{PAGE}/{row.cluster}")
    if row.cluster in hidden:
        return [mark, "–", "c", "–", WITHHELD[hidden[row.cluster]]]
    return [
        mark,
        CLUSTER_NAMES.get(row.cluster, "New cluster"),
        f"{row.cases:,}",
        "–" if pd.isna(row.mean_age) else f"{row.mean_age:.1f}",
        lines.get(row.cluster, "The library has no case of it."),
    ]


def _sizes_table(rows: pd.DataFrame) -> Element:
    heads = [Head("Cluster"), Head("Cases", numeric=True), Head("Share of all", numeric=True)]
    return data_table("Cases in each cluster", heads, [_size(row) for row in rows.itertuples()])


def _size(row: Any) -> list[str]:
    if pd.isna(row.cases):
        return [row.cluster, "c", "c"]
    return [row.cluster, f"{row.cases:,}", f"{row.share:.0%}"]


def cluster_layout(cluster: str | None = None, **_: Any) -> html.Div:
    """Return the page of one cluster, to be filled; without a name, its skeleton."""
    body: list[Any] = [
        html.H1(f"What is cluster {cluster or ''}?"),
        html.P("Opening the cluster…", className="loading"),
    ]
    skeleton = [html.Button(id=id) for id in BUTTONS]
    return html.Div(
        [
            dcc.Store(id=ids.CLUSTER_NAME, data=cluster),
            dcc.Download(id=ids.CLUSTER_DOWNLOAD),
            html.Div(skeleton if cluster is None else body, id=ids.CLUSTER_BODY),
        ]
    )


# The button under each chart of a cluster's page, and the table it sends.
BUTTONS: dict[str, str] = {
    ids.CLUSTER_NEEDS_BUTTON: "needs",
    ids.CLUSTER_OUTCOMES_BUTTON: "outcomes",
    ids.CLUSTER_MENTIONS_BUTTON: "mentions",
    ids.CLUSTER_PACKAGES_BUTTON: "packages",
}


def withheld_page(cluster: str, reason: str) -> list[Any]:
    """Return the page of a cluster that the reader may not see."""
    return [
        html.H1(f"What is cluster {cluster}?"),
        notice("note", html.P(WITHHELD[reason]), title="Not shown"),
        _back(),
    ]


def empty_page(cluster: str, *, cut_off: CutOff, cases: int) -> list[Any]:
    """Return the page of a cluster the library has no case of; X10 is a rule, not a group."""
    words = [f"The library has no case of {cluster} among its {cases:,}, so there is no chart."]
    if cluster == NO_PLAN_CLUSTER:
        words = [
            "X10 is not a group of cases. It is the rule for no education, health and care (EHC) "
            f"plan: it is suggested where no need scores above {cut_off.highest_score} and the 18 "
            f"graded needs add up to {cut_off.highest_total} or less.",
            f"All {cases:,} cases of the library have a plan, so it has no case of X10 and there "
            "is nothing to chart.",
        ]
    return [
        html.H1(f"What is cluster {cluster}?"),
        html.P(CLUSTER_NAMES.get(cluster, ""), className="lead"),
        *(html.P(sentence) for sentence in words),
        html.P(dcc.Link("See the rule and what it catches", href="/packages")),
        _back(),
    ]


def _back() -> html.P:
    return html.P(dcc.Link("See all clusters", href="/charts"))


def cluster_page(profile: ClusterProfile) -> list[Any]:
    """Return the page of one cluster: what it is in words, and its four charts."""
    name = profile.cluster
    return [
        html.H1(f"What is cluster {name}?"),
        html.P(cluster_mark(name, words=CLUSTER_NAMES.get(name, name)), className="lead"),
        facts(
            [
                ("Cases", f"{profile.cases} of {profile.library_cases}"),
                ("Average age", f"{profile.mean_age:.1f} years"),
                ("Ages", _ages(profile)),
            ]
        ),
        html.H2("Who is in it"),
        html.Ul([html.Li(words) for words in characteristics(profile)]),
        html.P(
            "These sentences are made from the figures below. They describe finished cases, not "
            "what any pupil should have.",
            className="quiet",
        ),
        *(_section(*parts) for parts in _charts(profile)),
        _back(),
    ]


def _ages(profile: ClusterProfile) -> str:
    return f"{profile.youngest} to {profile.oldest}" if profile.youngest >= 0 else "Not shown"


def _section(heading: str, picture: Any) -> html.Section:
    return html.Section([html.H2(heading), picture], className="chart-section")


def _charts(profile: ClusterProfile) -> list[tuple[str, Any]]:
    return [
        (f"What do pupils in {profile.cluster} need?", _needs(profile)),
        ("Which outcomes were written?", _outcomes(profile)),
        ("Which needs are mentioned most?", _mentions(profile)),
        ("Which support was given?", _packages(profile)),
    ]


def _need(row: Any) -> list[str]:
    mean = "c" if pd.isna(row.mean) else f"{row.mean:.2f} of {row.maximum}"
    return [row.label, mean, f"{row.library_mean:.2f}", counted(row)]


def _needs(profile: ClusterProfile) -> Any:
    rows = [_need(row) for row in profile.needs.itertuples()]
    heads = [
        Head("Need"),
        Head(f"Mean of {profile.cluster}", numeric=True),
        Head("Mean of all cases", numeric=True),
        Head("Cases with any", numeric=True),
    ]
    return chart(
        draw_means(profile),
        reading=read_means(profile),
        table=data_table(f"Mean answers in {profile.cluster}", heads, rows),
        key=f"Bar: mean of the {profile.cases} cases. Tick: mean of all "
        f"{profile.library_cases} cases.",
        how_to_read=(
            "Each bar is the mean answer, in the order of the form. Where the bar passes the black "
            "tick, the need is greater than in the library as a whole. Scales run to 4, 3 or 1."
        ),
        download=ids.CLUSTER_NEEDS_BUTTON,
    )


def _outcomes(profile: ClusterProfile) -> Any:
    return _shares(
        profile,
        profile.outcomes,
        reading=read_shares(profile.outcomes, of="outcome", verb="written"),
        caption="Outcomes",
        axis="Share of cases",
        button=ids.CLUSTER_OUTCOMES_BUTTON,
        how="Each bar is the share of the cluster's cases whose plan had the outcome. ",
    )


def _packages(profile: ClusterProfile) -> Any:
    return _shares(
        profile,
        profile.packages,
        reading=read_shares(profile.packages, of="package", verb="given"),
        caption="Support packages",
        axis="Share of cases",
        button=ids.CLUSTER_PACKAGES_BUTTON,
        how="Each bar is the share of the cluster's cases that had the support package. ",
    )


def _mentions(profile: ClusterProfile) -> Any:
    return _shares(
        profile,
        profile.mentions,
        reading=read_mentions(profile),
        caption="Mentions",
        axis="Share of all mentions",
        button=ids.CLUSTER_MENTIONS_BUTTON,
        how=(
            "A mention is one of the 18 graded needs scored above None in one case. Each bar is "
            "that need's share of all mentions in the cluster, so the bars add up to 100%. The "
            "interval takes each mention as a separate one. "
        ),
    )


def _shares(
    profile: ClusterProfile,
    rows: pd.DataFrame,
    *,
    reading: str,
    caption: str,
    axis: str,
    button: str,
    how: str,
) -> Any:
    figure = draw_shares(rows, marker=style.cluster_marker(profile.cluster), axis=axis)
    return chart(
        figure,
        reading=reading,
        table=shares_table(f"{caption} in {profile.cluster}", rows),
        key="Bar: share. Thin line: 95% interval.",
        how_to_read=how + INTERVAL,
        download=button,
    )


def shares_table(caption: str, rows: pd.DataFrame) -> Element:
    """Return shares as a table with their counts and intervals."""
    heads = [
        Head("Name"),
        Head("Count", numeric=True),
        Head("Share", numeric=True),
        Head("95% interval", numeric=True),
    ]
    cells = [[row.label, counted(row), *_percentages(row)] for row in rows.itertuples()]
    return data_table(caption, heads, cells)


def _percentages(row: Any) -> tuple[str, str]:
    if pd.isna(row.share):
        return ("c", "c")
    return (f"{row.share:.0%}", f"{row.low:.0%} to {row.high:.0%}")
