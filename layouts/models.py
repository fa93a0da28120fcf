"""New model: derive clusters anew, see who would move and why, and adopt it with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
import pandas as pd
from dash import dcc, html

from analytics.clustering import WEIGHTS
from analytics.models import (
    FEWEST_CLUSTERS,
    MOST_CLUSTERS,
    MOST_WEIGHT,
    SOURCES,
    Proposal,
    group_weights,
    reading,
)
from analytics.suppression import shown
from layouts import ids
from layouts.components.adoption import adoption
from layouts.components.chart import chart
from layouts.components.disclosure import disclosure
from layouts.components.element import Element
from layouts.components.field import field, select
from layouts.components.introduction import introduction
from layouts.components.notice import notice
from layouts.components.table import Head, data_table
from layouts.dates import moment
from layouts.figures.crossing import draw_crossing

Row = Mapping[str, Any]

INTRODUCTION = (
    "The cluster model is frozen: it says where the middle of each cluster lies. Here a new one "
    "can be derived from other cases, with fewer clusters or other weights, and set beside the one "
    "in force. Nobody's cluster changes until a named person adopts the new model with a reason, "
    "and going back is the same step: choose the earlier model."
)
WITHHELD = (
    "c: withheld, because it counts 1 to 5 pupils or would give away a cell that does. Only those "
    "who may adopt a model see who would move."
)
MOVES_SHOWN = 50
EARLIER = "version-"
AGE_WEIGHT_HELP = "Age counts a fifth as much as a step of need, so five years make one step."


def layout(**_: Any) -> html.Div:
    """Return the page with its form; what is in force and the result are filled by callbacks."""
    return html.Div(
        [
            dcc.Store(id=ids.MODELS_FINGERPRINT),
            dcc.Store(id=ids.MODELS_CHANGED),
            dcc.Download(id=ids.MODELS_MOVES_DOWNLOAD),
            html.H1("Would other clusters fit better?"),
            introduction(INTRODUCTION),
            html.Section([html.H2("In force"), html.Div(id=ids.MODELS_FORCE)]),
            html.Section([html.H2("Derive and compare"), *_form()]),
            html.Div(_skeleton(), id=ids.MODELS_RESULT, role="status"),
            html.Div(_adoption(), id=ids.MODELS_ADOPTION, className="change", hidden=True),
            html.Div(id=ids.MODELS_MESSAGE, role="status"),
        ]
    )


def _skeleton() -> html.Div:
    # What a callback names must be on the page from the start.
    return html.Div(html.Button(id=ids.MODELS_MOVES_BUTTON), hidden=True)


def _form() -> list[Any]:
    counts = [(str(k), str(k)) for k in range(FEWEST_CLUSTERS, MOST_CLUSTERS + 1)]
    return [
        html.Div(
            [
                field("Derive from", select(ids.MODELS_SOURCE, [*SOURCES.items()], value="plans")),
                field(
                    "Number of clusters",
                    select(ids.MODELS_COUNT, counts, value=str(MOST_CLUSTERS)),
                    hint="Besides X10, which follows from the rule for no plan.",
                ),
            ],
            className="fields change",
        ),
        disclosure("Weights: what counts more or less", _weights()),
        html.P(
            html.Button("Derive and compare", id=ids.MODELS_DERIVE, className="button"),
        ),
    ]


def _weights() -> list[Any]:
    boxes = [
        field(
            name,
            dbc.Input(
                id=ids.weight(name), type="number", value=weight, min=0, max=MOST_WEIGHT, step="any"
            ),
        )
        for name, weight in group_weights(WEIGHTS).items()
    ]
    return [
        html.P(f"At 1, one step of any scale counts the same. {AGE_WEIGHT_HELP}"),
        html.Div(boxes, className="fields"),
    ]


def _adoption() -> list[Any]:
    words = "Each pupil who moves gets a new revision in your name, which says so in their history."
    return adoption("model", words, reason=ids.MODELS_REASON, button=ids.MODELS_ADOPT)


def sources(versions: Sequence[Row]) -> list[dict[str, str]]:
    """Return what a model may be derived from: cases, or an earlier model as it was."""
    earlier = [
        (f"{EARLIER}{row['version']}", f"Model {row['version']} again, as it was")
        for row in versions[1:]
    ]
    return [{"value": value, "label": words} for value, words in [*SOURCES.items(), *earlier]]


def versions(rows: Sequence[Row], *, names: Mapping[str, str]) -> list[Any]:
    """Return every adopted model, the one in force first."""
    heads = [
        Head("Model"),
        Head("Adopted"),
        Head("By"),
        Head("Derived from"),
        Head("Cases", numeric=True),
        Head("Reason"),
    ]
    newest = rows[0]
    sentence = (
        f"Model {newest['version']} is in force, adopted on {moment(newest['recorded_at'])} from "
        f"{newest['cases']:,} cases."
    )
    return [
        html.P(sentence, className="lead"),
        data_table("Cluster models", heads, [_version(row, names) for row in rows]),
    ]


def _version(row: Row, names: Mapping[str, str]) -> list[Any]:
    return [
        f"Model {row['version']}",
        moment(row["recorded_at"]),
        names.get(row["actor"], row["actor"]),
        row["library"],
        f"{row['cases']:,}",
        row["reason"],
    ]


def result(proposal: Proposal, *, crossing: pd.DataFrame, named: bool) -> list[Any]:
    """Return the comparison; `crossing` may have cells withheld, `named` says who would move."""
    return [
        html.H2(f"Model {proposal.model.version} beside the one in force"),
        chart(
            draw_crossing(crossing),
            reading=reading(proposal) if named else _reading_of_totals(proposal, crossing),
            table=_crossing_table(crossing),
            key="Rows: cluster now. Columns: cluster under the new model.",
            how_to_read=(
                "A pupil whose cluster stays lies on the diagonal. Numbers away from it would "
                f"move. {'' if named else WITHHELD}"
            ),
        ),
        _matches(proposal),
        *([_moves(proposal)] if named else []),
    ]


def _reading_of_totals(proposal: Proposal, crossing: pd.DataFrame) -> str:
    # How many would move could give a withheld cell away.
    whole = not crossing.isna().to_numpy().any()
    return reading(proposal) if whole else f"{proposal.pupils:,} pupils have a cluster. {WITHHELD}"


def _crossing_table(crossing: pd.DataFrame) -> Element:
    heads = [Head("Now"), *(Head(str(name), numeric=True) for name in crossing.columns)]
    rows = [
        [str(name), *(shown(count) for count in counts)]
        for name, counts in zip(crossing.index, crossing.to_numpy().tolist(), strict=True)
    ]
    return data_table("Pupils by cluster now and under the new model", heads, rows)


def _matches(proposal: Proposal) -> Any:
    heads = [
        Head("Cluster"),
        Head("Cases derived from", numeric=True),
        Head("In the model in force", numeric=True),
        Head("Steps from its namesake", numeric=True),
        Head("Stability"),
    ]
    rows = [
        [
            row["cluster"],
            f"{row['cases']:,}",
            f"{row['cases_before']:,}",
            f"{row['gap']:.2f}",
            _stability(row),
        ]
        for row in proposal.matches.to_dict("records")
    ]
    furthest = proposal.matches.sort_values("gap", ascending=False).iloc[0]
    return html.Section(
        [
            html.H3("Which cluster takes which name"),
            html.P(
                "Each new cluster takes the name whose old mean lies nearest, by the best matching "
                "overall. Far from its namesake, a name would mean something else: "
                f"{furthest['cluster']} lies furthest, {furthest['gap']:.1f} steps away."
            ),
            html.P(_stable_ones(proposal)),
            disclosure(
                "Table of the new clusters",
                data_table("New clusters and their namesakes", heads, rows),
            ),
        ]
    )


def _stability(row: Mapping[Any, Any]) -> str:
    if "stability" not in row:
        return "Not measured again"
    if pd.isna(row["stability"]):
        return "Not found in parts of the cases"
    return f"{row['stability']:.2f}, {row['verdict']}"


def _stable_ones(proposal: Proposal) -> str:
    if "verdict" not in proposal.matches:
        return "An earlier model: its stability was measured when it was derived."
    stable = int((proposal.matches["verdict"] == "stable").sum())
    return (
        f"{stable} of the {len(proposal.matches)} clusters are stable: found again, with a Jaccard "
        "similarity of 0.75 or more, when a fifth of the cases is left out. What is not stable "
        "would come out differently with other cases."
    )


def _moves(proposal: Proposal) -> Any:
    moves = proposal.movements
    heads = [Head("Pupil"), Head("Now"), Head("Would be"), Head("Why")]
    rows = moves[["pupil_id", "before", "after", "why"]].head(MOVES_SHOWN).to_numpy().tolist()
    shown = (
        f"The first {MOVES_SHOWN} of {len(moves):,}, the file has all"
        if len(moves) > MOVES_SHOWN
        else f"All {len(moves):,}"
    )
    parts: list[Any] = [html.H3("Who would move, and why")]
    if rows:
        parts.append(disclosure(shown, data_table("Pupils who would move", heads, rows)))
    button = html.Button(
        "Download the list", id=ids.MODELS_MOVES_BUTTON, className="button button--quiet"
    )
    return html.Section([*parts, html.P(button)])


def adopted(*, version: int, moved: int) -> list[Any]:
    """Say that a model was adopted and how many pupils moved."""
    words = (
        f"Model {version} is in force. {moved:,} pupils moved, each with a revision in their "
        "history. To go back, choose the earlier model under Derive from."
    )
    return [notice("ok", html.P(words), title="Adopted")]
