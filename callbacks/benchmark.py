"""Reference Charts, benchmark a pupil: how sure, what would change it, and who is alike."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, ctx
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.refusals import Refusal
from access.secured import secured
from analytics.age import age_years
from analytics.answers import known
from analytics.assessments import missing
from analytics.benchmark import Benchmark, benchmark, downloads
from analytics.case import answers
from analytics.schools import (
    by_cluster,
    by_school,
    peers,
    plan_shares,
    pupils_by_school,
    withhold_clusters,
    withhold_plans,
    withhold_schools,
)
from analytics.what_if import what_if
from callbacks.context import (
    adopted,
    may_place,
    reads_every_pupil,
    records,
    school_names,
    store,
    today,
    visible_pupils,
)
from callbacks.downloads import withheld_as_csv
from data.schemas import NO_PLAN_CLUSTER, QUESTION_IDS
from layouts import benchmark as layout
from layouts import ids, wording
from layouts.authority import BUTTONS, Authority, authority, downloads_of

CHOICES = 6


def list_choices(*, who: Principal, opened: bool | None) -> Any:
    """Offer the first few of the reader's pupils who can be compared."""
    pupils, saved = visible_pupils(who), store().tables.load("assessments").reset_index(drop=True)
    if who.role == "co-ordinator":
        pupils = pupils[pupils["co_ordinator"] == who.username]
    clusters = saved[saved["cluster"].notna()]
    own = clusters[clusters["pupil_id"].isin(pupils["pupil_id"])].sort_values("pupil_id")
    rows = records(own[["pupil_id", "cluster"]].head(CHOICES))
    return layout.choices([(row["pupil_id"], f"in {row['cluster']}") for row in rows])


def open_benchmark(*, who: Principal, pupil_id: str) -> list[Any]:
    """Show how a pupil compares with the clusters and with the nearest finished cases."""
    store().activity.record(who.username, "benchmark.read", subject=pupil_id)
    row, pupil = saved(pupil_id), pupil_of(pupil_id)
    found = compared(pupil_id, row, pupil)
    if found is None:
        return layout.unanswered(pupil_id, answered=len(QUESTION_IDS) - len(missing(row)))
    return layout.page(
        found,
        primary_need=known(row.get("primary_need")) or "",
        school=school_names().get(school_of(pupil), ""),
        clusters=(*adopted().model.clusters, NO_PLAN_CLUSTER),
        placement=may_place(who, pupil_id),
    )


def saved(pupil_id: str) -> dict[str, Any]:
    """Return the saved assessment of a pupil, empty where there is none."""
    return store().tables.row("assessments", pupil_id) or {}


def pupil_of(pupil_id: str) -> dict[str, Any]:
    """Return what is kept of a pupil, empty where there is nothing."""
    return store().tables.row("pupils", pupil_id) or {}


def age_of(pupil: dict[str, Any]) -> int:
    """Return a pupil's age today."""
    return age_years(int(pupil["birth_year"]), int(pupil["birth_month"]), today())


def school_of(pupil: dict[str, Any]) -> str:
    """Return the code of a pupil's school, "" where none is recorded."""
    return known(pupil.get("school_id")) or ""


def compared(pupil_id: str, row: dict[str, Any], pupil: dict[str, Any]) -> Benchmark | None:
    """Compare a pupil's saved answers; None until all are given."""
    return benchmark(pupil_id, answers(row), age_of(pupil), adopted=adopted())


def update_what_if(*, who: Principal, cluster: str | None, pupil_id: str) -> list[Any]:
    """Say what would have to be different for the chosen cluster to be suggested."""
    if cluster is None:
        raise PreventUpdate
    house, age = adopted(), age_of(pupil_of(pupil_id))
    if cluster not in (*house.model.clusters, NO_PLAN_CLUSTER):
        raise Refusal(404, wording.NO_CLUSTER)
    found = what_if(
        answers(saved(pupil_id)), age, cluster=cluster, model=house.model, cut_off=house.cut_off
    )
    return layout.what_if_words(found, age_years=age) if found else layout.nothing_to_ask(cluster)


def update_authority(*, who: Principal, pupil_id: str) -> list[Any]:
    """Show the authority's pupils by cluster and school, this pupil's own marked."""
    return authority(numbers(who, pupil_id))


def numbers(who: Principal, pupil_id: str) -> Authority:
    """Return the numbers of pupils; those who may not read every pupil get the safe ones."""
    tables = store().tables
    schools = tables.load("schools")
    pupils = pupils_by_school(
        tables.load("pupils"), tables.load("assessments"), tables.load("requests")
    )
    clusters, by, plans = by_cluster(pupils), by_school(pupils), plan_shares(pupils, schools)
    reads_all = reads_every_pupil(who)
    if not reads_all:
        clusters, by, plans = (
            withhold_clusters(clusters), withhold_schools(by), withhold_plans(plans),
        )  # fmt: skip
    own = school_of(pupil_of(pupil_id))
    return Authority(
        cluster=known(saved(pupil_id).get("cluster")) or "",
        school_id=own,
        names=school_names(),
        clusters=clusters,
        schools=by,
        plans=plans,
        peers=peers(schools, own),
        links=reads_all,
    )


def download_benchmark(
    *,
    who: Principal,
    distances: int | None,
    needs: int | None,
    packages: int | None,
    outcomes: int | None,
    pupil_id: str,
) -> Any:
    """Send the table beside one chart of the pupil as a CSV file."""
    table = layout.BUTTONS.get(str(ctx.triggered_id))
    if table is None or not any((distances, needs, packages, outcomes)):
        raise PreventUpdate
    found = compared(pupil_id, saved(pupil_id), pupil_of(pupil_id))
    if found is None:
        raise PreventUpdate
    return withheld_as_csv(downloads(found)[table], f"{table}-{pupil_id}")


def download_authority(
    *,
    who: Principal,
    clusters: int | None,
    schools: int | None,
    plans: int | None,
    pupil_id: str,
) -> Any:
    """Send the table beside one chart of the authority as a CSV file, every school in it."""
    table = BUTTONS.get(str(ctx.triggered_id))
    if table is None or not any((clusters, schools, plans)):
        raise PreventUpdate
    return withheld_as_csv(downloads_of(numbers(who, pupil_id))[table], table)


def register(app: Dash) -> None:
    """Wire the benchmark of a pupil."""
    pupil = State(ids.BENCHMARK_PUPIL, "data")
    secured(
        app,
        list_choices,
        action="caseload.read",
        output=Output(ids.BENCHMARK_CHOICES, "children"),
        inputs={"opened": Input(ids.BENCHMARK_OPENED, "data")},
    )
    secured(
        app,
        open_benchmark,
        action="benchmark.read",
        subject="pupil_id",
        output=Output(ids.BENCHMARK_BODY, "children"),
        inputs={"pupil_id": Input(ids.BENCHMARK_PUPIL, "data")},
    )
    secured(
        app,
        update_what_if,
        action="benchmark.read",
        subject="pupil_id",
        output=Output(ids.BENCHMARK_WHAT_IF, "children"),
        inputs={"cluster": Input(ids.BENCHMARK_CLUSTER, "value")},
        state={"pupil_id": pupil},
    )
    secured(
        app,
        update_authority,
        action="benchmark.read",
        subject="pupil_id",
        output=Output(ids.BENCHMARK_AUTHORITY, "children"),
        # Asked for once the place for it has arrived, which is named after the pupil.
        inputs={"pupil_id": Input(ids.BENCHMARK_AUTHORITY_PUPIL, "data")},
    )
    secured(
        app,
        download_benchmark,
        action="benchmark.read",
        subject="pupil_id",
        output=Output(ids.BENCHMARK_DOWNLOAD, "data"),
        inputs={name: Input(id, "n_clicks") for id, name in layout.BUTTONS.items()},
        state={"pupil_id": pupil},
        prevent_initial_call=True,
    )
    secured(
        app,
        download_authority,
        action="benchmark.read",
        subject="pupil_id",
        output=Output(ids.BENCHMARK_AUTHORITY_DOWNLOAD, "data"),
        inputs={name: Input(id, "n_clicks") for id, name in BUTTONS.items()},
        state={"pupil_id": pupil},
        prevent_initial_call=True,
    )
