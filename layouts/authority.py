"""The charts of the authority's pupils beside one pupil: by cluster, by school, and with plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import html

from analytics.schools import NO_CLUSTER, read_clusters, read_plans, read_school
from analytics.suppression import WITHHELD_WORDS
from layouts import ids
from layouts.components.chart import chart
from layouts.components.cluster_mark import cluster_mark
from layouts.components.element import Element, link
from layouts.components.table import Head, data_table
from layouts.figures.benchmark import draw_clusters, draw_plans, draw_schools

# The button under each chart, and the table it sends.
BUTTONS: dict[str, str] = {
    ids.BENCHMARK_CLUSTERS_BUTTON: "clusters",
    ids.BENCHMARK_SCHOOLS_BUTTON: "schools",
    ids.BENCHMARK_PLANS_BUTTON: "plans",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Authority:
    """Hold the numbers of pupils as one reader may see them.

    `links` tells whether the pupils behind a number may be listed in the caseload; `peers` are the
    schools that are drawn, this pupil's own first.
    """

    cluster: str
    school_id: str
    names: dict[str, str]
    clusters: pd.Series
    schools: pd.DataFrame
    plans: pd.DataFrame
    peers: Sequence[str]
    links: bool


def authority(found: Authority) -> list[Any]:
    """Return the three charts of the authority, each with its table."""
    return [
        _section("How many pupils are in each cluster?", _clusters(found)),
        _section("Which clusters are at which schools?", _schools(found)),
        _section("How many pupils have a plan at each school?", _plans(found)),
    ]


def _section(heading: str, part: Any) -> html.Section:
    return html.Section([html.H2(heading), part], className="chart-section")


def caseload_link(words: str, **filters: str) -> Element:
    """Return a link to the caseload with filters set, other people's pupils included."""
    return link(words, f"/?{urlencode({**filters, 'mine': 'no'})}")


def _clusters(found: Authority) -> Any:
    heads = [Head("Cluster"), Head("Pupils", numeric=True)]
    if found.links:
        heads.append(Head("The pupils"))
    rows = [_cluster(name, n)[: len(heads)] for name, n in found.clusters.items()]
    return chart(
        draw_clusters(found.clusters, own=found.cluster),
        reading=read_clusters(found.clusters, found.cluster),
        table=data_table("Pupils in each cluster", heads, rows),
        key=f"Bar: pupils of the authority in the cluster as saved.{_key(found.clusters)}",
        how_to_read=(
            "Each bar counts the pupils whose saved answers are in the cluster. "
            f"“{NO_CLUSTER}” are pupils whose questions are not all answered."
        ),
        download=ids.BENCHMARK_CLUSTERS_BUTTON,
    )


def _cluster(name: Any, n: Any) -> list[Any]:
    value = "none" if name == NO_CLUSTER else str(name)
    mark = str(name) if name == NO_CLUSTER else cluster_mark(str(name))
    return [mark, _number(n), caseload_link(f"See pupils in {name}", cluster=value)]


def _schools(found: Authority) -> Any:
    told = read_school(found.schools, found.school_id, found.names.get(found.school_id, ""))
    rows = found.schools.reindex([code for code in found.peers if code in found.schools.index])
    if rows.empty:
        return html.Div([html.P(told), _hidden(ids.BENCHMARK_SCHOOLS_BUTTON)])
    heads = [Head("School"), *(Head(str(name), numeric=True) for name in rows.columns)]
    cells = [[_school(str(code), found), *map(_number, row)] for code, row in _rows(rows)]
    return chart(
        draw_schools(rows, names=found.names, own=found.school_id),
        reading=told,
        table=data_table("Pupils by school and cluster", heads, cells),
        key=(
            f"Number: pupils of the school in the cluster. Darker: more pupils. ▸ this pupil's "
            f"school, then schools of the same phase and kind.{_key(rows)}"
        ),
        how_to_read=(
            "Each row is a school and each column a cluster. Read along the row of a school to see "
            "which needs are met there. The download has every school."
        ),
        download=ids.BENCHMARK_SCHOOLS_BUTTON,
    )


def _rows(frame: pd.DataFrame) -> list[tuple[Any, list[Any]]]:
    return list(zip(frame.index, frame.to_numpy().tolist(), strict=True))


def _school(code: str, found: Authority) -> Any:
    name = found.names.get(code, code)
    return caseload_link(name, text=name[:60]) if found.links else name


def _plans(found: Authority) -> Any:
    kept = [code for code in found.peers if code in set(found.plans["school_id"])]
    rows = found.plans.set_index("school_id", drop=False).reindex(kept)
    told = read_plans(rows, found.school_id)
    if rows["share"].dropna().empty:
        return html.Div([html.P(told), _hidden(ids.BENCHMARK_PLANS_BUTTON)])
    heads = [
        Head("School"),
        Head("With a plan", numeric=True),
        Head("On roll", numeric=True),
        Head("Share", numeric=True),
        Head("95% interval", numeric=True),
    ]
    return chart(
        draw_plans(rows, own=found.school_id),
        reading=told,
        table=data_table(
            "Pupils with a plan", heads, [_plan(row, found) for row in rows.itertuples()]
        ),
        key=(
            "Dot: share of pupils on roll with a plan. Thin line: 95% interval. ▸ and filled: this "
            f"pupil's school.{_key(rows[['n_with']])}"
        ),
        how_to_read=(
            "A plan counts from its final issue until it ceases. Where two lines overlap widely, "
            "the difference between the schools may be chance. The download has every school."
        ),
        download=ids.BENCHMARK_PLANS_BUTTON,
    )


def _plan(row: Any, found: Authority) -> list[Any]:
    head = _school(row.school_id, found)
    if pd.isna(row.share):
        return [head, _number(row.n_with), f"{row.n:,}", "–", "–"]
    interval = f"{row.low:.1%} to {row.high:.1%}"
    return [head, _number(row.n_with), f"{row.n:,}", f"{row.share:.1%}", interval]


def _hidden(button: str) -> html.Button:
    return html.Button("Download the table", id=button, hidden=True)


def _number(number: Any) -> str:
    return "c" if pd.isna(number) else f"{number:,}"


def _key(counts: pd.Series | pd.DataFrame) -> str:
    return f" {WITHHELD_WORDS}." if counts.isna().to_numpy().any() else ""


def downloads_of(found: Authority) -> dict[str, pd.DataFrame]:
    """Return the tables beside the three charts, of every school, as they are downloaded."""
    clusters = found.clusters.rename_axis("cluster").reset_index()
    names = [plain(found.names.get(str(code), str(code))) for code in found.schools.index]
    schools = found.schools.reset_index()
    schools.insert(1, "school", names)
    plans = found.plans.assign(name=[plain(name) for name in found.plans["name"]])
    words = {"n": "pupils_on_roll", "n_with": "with_plan", "low": "low_95", "high": "high_95"}
    return {"clusters": clusters, "schools": schools, "plans": plans.rename(columns=words).round(4)}


def plain(name: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(FORMULA) else name
