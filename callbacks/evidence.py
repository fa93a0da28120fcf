"""What works: the evidence that a reader may see, worked out once for each state of the answers."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.clustering import in_order
from analytics.efficacy.evidence import Evidence, evidence, keyed, narrowed
from analytics.efficacy.matching import Comparison, compare
from analytics.efficacy.movement import Movement, moved
from analytics.efficacy.showing import (
    Shown,
    comparison_for_all_staff,
    for_all_staff,
    in_full,
    may_show,
    movement_for_all_staff,
    total_for_all_staff,
)
from analytics.efficacy.summaries import label_of, summarise, whole
from analytics.efficacy.tables import table_of, table_of_comparisons
from callbacks.context import school_names, sees_cases, store, today
from callbacks.downloads import withheld_as_csv
from data.schemas import PACKAGE_IDS
from data.store import Store
from layouts.evidence import page
from layouts.evidence.address import Chosen, chosen_of
from layouts.evidence.page import Seen
from layouts.feedback import ids

TABLES = ("feedback", "attainments", "deliveries", "schools")
RECENT = {"In the last 3 months": 91, "In the last 12 months": 365}


def known() -> tuple[Store, tuple[int, ...]]:
    """Return what the evidence is worked out from: the store, and how far its tables go."""
    kept = store()
    return kept, tuple(kept.tables.version(name) for name in TABLES)


@lru_cache(maxsize=2)
def evidence_of(kept: Store, _versions: tuple[int, ...]) -> Evidence:
    """Return every answer, joined."""
    load = kept.tables.load
    return evidence(
        feedback=load("feedback"), attainments=load("attainments"), deliveries=load("deliveries")
    )


# Recommendations ask for each cluster in turn, so fewer than there are would keep none.
@lru_cache(maxsize=32)
def comparisons_of(
    kept: Store, versions: tuple[int, ...], cluster: str, voice: str
) -> tuple[Comparison, ...]:
    """Return the comparison of each package that some pupils have and others have not."""
    mine = narrowed(evidence_of(kept, versions), cluster=cluster, voice=voice)
    schools = kept.tables.load("schools")
    types = dict(zip(schools["school_id"], schools["type"], strict=True))
    return tuple(one for one in compare(mine, PACKAGE_IDS, types=types) if one.with_it)


@lru_cache(maxsize=32)
def rows_of(
    kept: Store, versions: tuple[int, ...], chosen: Chosen, all_staff: bool
) -> tuple[tuple[Shown, ...], Shown]:
    """Return the rows of the table and what all of the answers say, as a reader may see them."""
    mine, by = _asked(evidence_of(kept, versions), chosen)
    names = school_names() if by == "setting" else {}
    rows, total = summarise(mine, by=by, names=names), whole(mine)
    if not all_staff:
        return in_full(rows), in_full([total])[0]
    may = may_show(mine, by=by, cluster=chosen.cluster)
    return for_all_staff(rows, may), total_for_all_staff(total)


def _asked(known: Evidence, chosen: Chosen) -> tuple[Evidence, str]:
    """Return the answers that are asked about, and what they are put in order by."""
    same = narrowed(known, voice=chosen.voice, cluster=chosen.cluster)
    if not chosen.one:
        return same, chosen.by
    within = "package" if chosen.by == "cluster" else "cluster"
    return narrowed(same, **{chosen.by: chosen.one}), within


def seen_by(who: Principal, chosen: Chosen) -> Seen:
    """Return what a person sees of what they chose."""
    kept, versions = known()
    all_staff = not sees_cases(who)
    rows, total = rows_of(kept, versions, chosen, all_staff)
    names = school_names() if chosen.by == "setting" else {}
    return Seen(
        chosen=chosen,
        rows=rows,
        whole=total,
        comparisons=_comparisons(kept, versions, chosen, all_staff),
        clusters=_clusters(evidence_of(kept, versions)),
        label=label_of(chosen.by, chosen.one, names) if chosen.one else "",
        moved=_moved(kept, versions, chosen, all_staff) if chosen.one else (),
        withholds=all_staff,
    )


def _comparisons(
    kept: Store, versions: tuple[int, ...], chosen: Chosen, all_staff: bool
) -> tuple[Comparison, ...]:
    if chosen.by != "package":
        return ()
    found = [
        one
        for one in comparisons_of(kept, versions, chosen.cluster, chosen.voice)
        if chosen.one in ("", one.package_id)
    ]
    if not all_staff:
        return tuple(found)
    return tuple(one for one in map(comparison_for_all_staff, found) if one)


def _clusters(known: Evidence) -> tuple[str, ...]:
    return tuple(sorted(map(str, keyed(known.ratings, "cluster")["key"].unique()), key=in_order))


def _moved(
    kept: Store, versions: tuple[int, ...], chosen: Chosen, all_staff: bool
) -> tuple[tuple[str, Movement | None], ...]:
    ratings = _asked(evidence_of(kept, versions), chosen)[0].ratings
    found = []
    for words, days in RECENT.items():
        since = (today() - datetime.timedelta(days=days)).isoformat()
        one = moved(ratings, since=since)
        found.append((words, movement_for_all_staff(one) if all_staff else one))
    return tuple(found)


def open_evidence(*, who: Principal, asked: dict[str, str] | None) -> list[Any]:
    """Show what works, as far as the reader may see it."""
    if asked is None:
        raise PreventUpdate
    return page.body(seen_by(who, chosen_of(asked)))


def download_evidence(*, who: Principal, clicks: int | None, asked: dict[str, str] | None) -> Any:
    """Send the table under the picture of means as a CSV file."""
    if not clicks or asked is None:
        raise PreventUpdate
    chosen = chosen_of(asked)
    seen = seen_by(who, chosen)
    by = _asked(evidence_of(*known()), chosen)[1]
    return withheld_as_csv(table_of(seen.rows, by=by), f"what-works-by-{by}")


def download_differences(
    *, who: Principal, clicks: int | None, asked: dict[str, str] | None
) -> Any:
    """Send the table under the picture of differences as a CSV file."""
    if not clicks or asked is None:
        raise PreventUpdate
    found = seen_by(who, chosen_of(asked)).comparisons
    return withheld_as_csv(table_of_comparisons(found), "packages-compared")


def register(app: Dash) -> None:
    """Wire the page of what works."""
    asked = State(ids.EVIDENCE_ASKED, "data")
    secured(
        app,
        open_evidence,
        action="evidence.read",
        output=Output(ids.EVIDENCE_BODY, "children"),
        inputs={"asked": Input(ids.EVIDENCE_ASKED, "data")},
    )
    for sent, button, place in (
        (download_evidence, ids.EVIDENCE_BUTTON, ids.EVIDENCE_DOWNLOAD),
        (download_differences, ids.EVIDENCE_DIFFERENCES_BUTTON, ids.EVIDENCE_DIFFERENCES_DOWNLOAD),
    ):
        secured(
            app,
            sent,
            action="evidence.read",
            output=Output(place, "data"),
            inputs={"clicks": Input(button, "n_clicks")},
            state={"asked": asked},
            prevent_initial_call=True,
        )
