"""Reference Charts: the library as a whole, and the tree of its cases."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State, ctx
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.refusals import NOT_UNDERSTOOD, Refusal
from access.secured import secured
from analytics import correlations
from analytics import dendrogram as trees
from analytics.dendrogram import Joined, dendrogram, joined
from analytics.distinct import BadLibrary
from analytics.library import Overview, fingerprint, overview, pupils_with_answers
from analytics.needs_by_age import with_plan
from analytics.stability import by_k, suggested_k
from callbacks.context import adopted, every_case, reads_every_pupil, sees_cases, store
from callbacks.downloads import as_csv, withheld_as_csv
from layouts import ids, library


def update_library(*, who: Principal, data: str | None) -> list[Any]:
    """Draw the charts of the library, or of this authority's pupils with a plan."""
    return library.body(overview_for(who, data))


def overview_for(who: Principal, data: str | None) -> Overview:
    """Return the overview of the chosen people, small counts withheld for some roles."""
    if data not in library.DATA:
        raise Refusal(400, NOT_UNDERSTOOD)
    if data == "library":
        return _of_library(_Cases(adopted().library), withheld=not sees_cases(who))
    # A small count of pupils is for those who may open any of their records.
    withheld = not reads_every_pupil(who)
    return overview(pupils_with_plan(), noun="pupils with a plan", withheld=withheld)


def pupils_with_plan() -> pd.DataFrame:
    """Return the authority's pupils whose plan is in force, with their answers."""
    return pupils_with_answers(with_plan(every_case()), store().tables.load("assessments"))


class _Cases:
    """Stand for a library in the cache of what is slow: equal where all the cases are."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame, self.fingerprint = frame, fingerprint(frame)

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Cases) and self.fingerprint == other.fingerprint


@lru_cache(maxsize=4)
def _of_library(cases: _Cases, *, withheld: bool) -> Overview:
    return overview(cases.frame, noun="cases", withheld=withheld)


@lru_cache(maxsize=2)
def _tree_of(cases: _Cases) -> Joined:
    return joined(cases.frame)


@lru_cache(maxsize=2)
def _cuts_of(cases: _Cases) -> pd.DataFrame:
    ks = range(trees.FEWEST_GROUPS, trees.MOST_GROUPS + 1)
    try:
        return by_k(cases.frame, ks=ks)
    except BadLibrary:
        return pd.DataFrame()


def update_tree(*, who: Principal, cut: str | None) -> list[Any]:
    """Cut the tree of the library, and show how far each number of groups holds."""
    cases = _Cases(adopted().library)
    tree = dendrogram(cases.frame, _tree_of(cases), k=_groups_asked(cut))
    cuts = _cuts_of(cases)
    groups = pd.DataFrame() if tree is None else _groups_for(who, tree.groups)
    advice = "" if cuts.empty else suggested_k(cuts)[1]
    return library.tree_body(tree, groups, cuts, cases=len(cases.frame), advice=advice)


def _groups_asked(cut: str | None) -> int:
    if cut not in {str(k) for k in range(trees.FEWEST_GROUPS, trees.MOST_GROUPS + 1)}:
        raise Refusal(400, NOT_UNDERSTOOD)
    return int(cut or 0)


def _groups_for(who: Principal, groups: pd.DataFrame) -> pd.DataFrame:
    return groups if sees_cases(who) else trees.for_all_staff(groups)


def download_library(
    *,
    who: Principal,
    data: str | None,
    ages: int | None,
    needs: int | None,
    outcomes: int | None,
    packages: int | None,
    need_pairs: int | None,
    outcome_pairs: int | None,
    package_pairs: int | None,
) -> Any:
    """Send the table beside a chart as a CSV file."""
    name = next((n for n, button in library.BUTTONS.items() if button == ctx.triggered_id), "")
    # A chart that is drawn anew brings its button anew, which is no click.
    if not ctx.triggered[0]["value"]:
        raise PreventUpdate
    found = overview_for(who, data)
    frame = _tables(found).get(name)
    if frame is None:
        raise PreventUpdate
    return withheld_as_csv(frame, f"{data}-{name}")


def _tables(found: Overview) -> dict[str, pd.DataFrame]:
    related = {
        library.PAIRS_OF[topic]: correlations.pairs(one).round(
            {"value": correlations.DECIMALS, "adjusted_p": 4}
        )
        for topic, one in found.related.items()
    }
    counts = {topic: rows.round({"share": 4}) for topic, rows in found.counts.items()}
    return {"ages": found.ages.reset_index(), **counts, **related}


def download_tree(*, who: Principal, cut: str | None, tree: int | None, cuts: int | None) -> Any:
    """Send the groups of the cut, or how far each number of groups holds, as a CSV file."""
    if not ctx.triggered[0]["value"]:
        raise PreventUpdate
    cases = _Cases(adopted().library)
    if ctx.triggered_id == ids.LIBRARY_CUTS_BUTTON:
        return as_csv(_cuts_of(cases).round(4), "cuts")
    found = dendrogram(cases.frame, _tree_of(cases), k=_groups_asked(cut))
    if found is None:
        raise PreventUpdate
    groups = _groups_for(who, found.groups)[["group", "cases", "clusters", "rounded"]]
    return withheld_as_csv(groups, f"groups-{cut}")


def register(app: Dash) -> None:
    """Wire the page of the library."""
    secured(
        app,
        update_library,
        action="charts.read",
        output=Output(ids.LIBRARY_BODY, "children"),
        inputs={"data": Input(ids.LIBRARY_DATA, "value")},
    )
    secured(
        app,
        update_tree,
        action="charts.read",
        output=Output(ids.LIBRARY_TREE, "children"),
        inputs={"cut": Input(ids.LIBRARY_CUT, "value")},
    )
    secured(
        app,
        download_library,
        action="charts.read",
        output=Output(ids.LIBRARY_DOWNLOAD, "data"),
        inputs={name: Input(button, "n_clicks") for name, button in library.BUTTONS.items()},
        state={"data": State(ids.LIBRARY_DATA, "value")},
        prevent_initial_call=True,
    )
    secured(
        app,
        download_tree,
        action="charts.read",
        output=Output(ids.LIBRARY_TREE_DOWNLOAD, "data"),
        inputs={
            "tree": Input(ids.LIBRARY_TREE_BUTTON, "n_clicks"),
            "cuts": Input(ids.LIBRARY_CUTS_BUTTON, "n_clicks"),
        },
        state={"cut": State(ids.LIBRARY_CUT, "value")},
        prevent_initial_call=True,
    )
