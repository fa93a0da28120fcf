"""Reference Charts: what each cluster of the library is."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output, State, ctx
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.refusals import Refusal
from access.secured import secured
from analytics.cluster_profiles import (
    ClusterProfile,
    cluster_names,
    for_all_staff,
    outline,
    overview,
    profile,
    tables,
    withheld,
)
from analytics.cluster_words import line
from analytics.profiles import CLUSTER_NAMES
from callbacks.context import adopted, sees_cases, store
from callbacks.downloads import withheld_as_csv
from data.store import Store
from layouts import clusters, ids, wording


def open_clusters(*, who: Principal, opened: bool | None) -> list[Any]:
    """Show what each cluster is, but for those the reader may not see."""
    house, hidden = adopted(), hidden_from(who)
    rows = overview(house.library, hidden=hidden)
    lines = _lines(store(), house.model.version, sees_cases(who))
    shown = {name: words for name, words in lines.items() if name not in hidden}
    return clusters.overview(rows, lines=shown, hidden=hidden, cases=len(house.library))


# To find the words takes ten times as long as all else on the page; a model's never change.
@lru_cache(maxsize=4)
def _lines(_kept: Store, _version: int, every_figure: bool) -> dict[str, str]:
    library = adopted().library
    outlines = {name: outline(library, name) for name in cluster_names(library)}
    return {
        name: line(found if every_figure else for_all_staff(found))
        for name, found in outlines.items()
        if found
    }


def hidden_from(who: Principal) -> dict[str, str]:
    """Return the clusters that a person may not see, each with the reason."""
    return {} if sees_cases(who) else withheld(adopted().library)


def profile_for(who: Principal, cluster: str) -> ClusterProfile | None:
    """Return what a person may know of a cluster that is not hidden from them."""
    found = profile(adopted().library, cluster)
    return found if found is None or sees_cases(who) else for_all_staff(found)


def open_cluster(*, who: Principal, cluster: str | None) -> list[Any]:
    """Show one cluster, the rule behind X10, or why the cluster is not shown."""
    if cluster is None:
        raise PreventUpdate
    house = adopted()
    if cluster not in cluster_names(house.library):
        raise Refusal(404, wording.NO_CLUSTER)
    hidden = hidden_from(who)
    if cluster in hidden:
        return clusters.withheld_page(cluster, hidden[cluster])
    found = profile_for(who, cluster)
    if found is None:
        return clusters.empty_page(cluster, cut_off=house.cut_off, cases=len(house.library))
    return clusters.cluster_page(found)


def download_clusters(*, who: Principal, clicks: int | None) -> Any:
    """Send the table of all clusters as a CSV file."""
    if not clicks:
        raise PreventUpdate
    rows = overview(adopted().library, hidden=hidden_from(who))
    hidden = rows["cluster"].isin(list(hidden_from(who)))
    names = rows["cluster"].map(CLUSTER_NAMES).mask(hidden)
    frame = rows.assign(
        name=names, mean_age=rows["mean_age"].round(1), share=rows["share"].round(3)
    )
    return withheld_as_csv(frame, "clusters")


def download_cluster(
    *,
    who: Principal,
    needs: int | None,
    outcomes: int | None,
    mentions: int | None,
    packages: int | None,
    cluster: str | None,
) -> Any:
    """Send the table beside one chart of a cluster as a CSV file."""
    table = clusters.BUTTONS.get(str(ctx.triggered_id))
    if table is None or not any((needs, outcomes, mentions, packages)) or cluster is None:
        raise PreventUpdate
    found = None if cluster in hidden_from(who) else profile_for(who, cluster)
    if found is None:
        raise Refusal(404, wording.NO_CLUSTER)
    frame = tables(found)[table]
    return withheld_as_csv(frame, f"{table}-{cluster}")


def register(app: Dash) -> None:
    """Wire the clusters."""
    secured(
        app,
        open_clusters,
        action="charts.read",
        output=Output(ids.CLUSTERS_BODY, "children"),
        inputs={"opened": Input(ids.CLUSTERS_OPENED, "data")},
    )
    secured(
        app,
        open_cluster,
        action="charts.read",
        output=Output(ids.CLUSTER_BODY, "children"),
        inputs={"cluster": Input(ids.CLUSTER_NAME, "data")},
    )
    secured(
        app,
        download_clusters,
        action="charts.read",
        output=Output(ids.CLUSTERS_DOWNLOAD, "data"),
        inputs={"clicks": Input(ids.CLUSTERS_BUTTON, "n_clicks")},
        prevent_initial_call=True,
    )
    secured(
        app,
        download_cluster,
        action="charts.read",
        output=Output(ids.CLUSTER_DOWNLOAD, "data"),
        inputs={
            "needs": Input(ids.CLUSTER_NEEDS_BUTTON, "n_clicks"),
            "outcomes": Input(ids.CLUSTER_OUTCOMES_BUTTON, "n_clicks"),
            "mentions": Input(ids.CLUSTER_MENTIONS_BUTTON, "n_clicks"),
            "packages": Input(ids.CLUSTER_PACKAGES_BUTTON, "n_clicks"),
        },
        state={"cluster": State(ids.CLUSTER_NAME, "data")},
        prevent_initial_call=True,
    )
