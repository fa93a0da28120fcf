"""Recommendations: propose a version, show what would change, adopt it, go back."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.policy import may
from access.principal import Principal
from access.secured import secured
from analytics.cluster_profiles import withheld
from analytics.learning.amendments import amendments
from analytics.learning.proposal import Proposal, propose, row_of, weights_of
from analytics.learning.tables import (
    shown_changes,
    shown_weights,
    table_of_weights,
)
from analytics.learning.weights import Weight, weigh
from callbacks.context import (
    adopted,
    display_names,
    new_request_id,
    recommendation_versions,
    sees_cases,
    store,
    words,
)
from callbacks.downloads import withheld_as_csv
from callbacks.evidence import TABLES as EVIDENCE_TABLES
from callbacks.evidence import comparisons_of, known
from data.journal import Change, Conflict, SaveFailed
from data.schemas import Invalid
from data.store import Store
from layouts.components.notice import refused
from layouts.evidence import learning
from layouts.feedback import ids

TABLES = (*EVIDENCE_TABLES, "assessments", "plans", "plan_lines", "cluster_models")
STALE = (
    "The records have changed since you looked, so the version is another one. Show what would "
    "change again, then adopt."
)
NOT_CHOSEN = "Choose what the weights come from."


def show_versions(*, who: Principal, opened: bool | None, changed: int | None) -> tuple[Any, Any]:
    """Show which version is in force, every earlier one, and what a new one can come from."""
    rows = recommendation_versions()
    return learning.versions(rows, names=display_names()), learning.sources(rows)


def show_proposed(
    *, who: Principal, clicks: int | None, source: str | None
) -> tuple[Any, Any, bool, Any]:
    """Show the version that is asked for beside what is in force."""
    if not clicks:
        raise PreventUpdate
    proposal = proposal_of(source)
    if proposal is None:
        return refused([NOT_CHOSEN]), None, True, None
    hidden = None if sees_cases(who) else tuple(withheld(adopted().library))
    body = learning.result(
        proposal,
        weights=shown_weights(proposal, proposal.moved[: learning.WEIGHTS_SHOWN], hidden=hidden),
        changes=shown_changes(proposal, hidden=hidden),
        withholds=hidden is not None,
    )
    idle = not proposal.moved and not proposal.goes_back
    return body, proposal.fingerprint, idle or not may(who.role, "evidence.adopt"), None


def proposal_of(source: str | None) -> Proposal | None:
    """Return the version that a choice asks for, None where there is none such."""
    rows = recommendation_versions()
    earlier = {f"{learning.EARLIER}{row['version']}": row for row in rows}
    if source in earlier:
        weights = weights_of(earlier[str(source)])
    elif source in learning.SOURCES:
        weights = newest_weights() if source == learning.NEW else ()
    else:
        return None
    house = adopted()
    version = max((int(row["version"]) for row in rows), default=0) + 1
    return propose(weights, library=house.library, version=version, in_force=house.learned)


def newest_weights() -> tuple[Weight, ...]:
    """Return the weights that all decisions and all evidence so far give."""
    kept = store()
    return _newest_weights(kept, tuple(kept.tables.version(name) for name in TABLES))


# Adopting asks for the same once more, and most of what is saved meanwhile is of other tables.
@lru_cache(maxsize=2)
def _newest_weights(kept: Store, _versions: tuple[int, ...]) -> tuple[Weight, ...]:
    tables, library = kept.tables, adopted().library
    pupils, plans = tables.load("assessments"), tables.load("plans")
    placed = pupils.dropna(subset="cluster")
    comparisons = {
        (cluster, one.package_id): one
        for cluster in ("", *map(str, library["cluster"].unique()))
        for one in comparisons_of(*known(), cluster, "")
    }
    decisions = amendments(
        tables.load("plan_lines"),
        clusters=dict(zip(placed["pupil_id"], placed["cluster"], strict=True)),
        statuses=dict(zip(plans["pupil_id"], plans["status"], strict=True)),
    )
    return weigh(library, decisions=decisions, comparisons=comparisons)


def adopt_version(
    *,
    who: Principal,
    clicks: int | None,
    reason: str | None,
    fingerprint: str | None,
    source: str | None,
) -> tuple[Any, Any]:
    """Adopt the version that was looked at, with the reason for it."""
    if not clicks:
        raise PreventUpdate
    proposal = proposal_of(source)
    if proposal is None or proposal.fingerprint != fingerprint:
        return refused([STALE]), no_update
    try:
        sequence = keep(proposal, reason=words(reason), who=who)
    except Invalid as invalid:
        return refused(list(invalid.problems.values())), no_update
    except Conflict:
        return refused([STALE]), no_update
    except SaveFailed as failed:
        return refused([str(failed)]), no_update
    return learning.adopted(proposal.version), sequence


def keep(proposal: Proposal, *, reason: str, who: Principal) -> int:
    """Append the version; return the number of its entry."""
    row = row_of(proposal.version, proposal.weights, reason=reason)
    change = Change(
        table="recommendation_versions",
        key=row["version"],
        expected_revision=0,
        payload={**row, "adopted_by": who.username},
    )
    (entry,) = store().journal.append(
        change, actor=who.username, action="evidence.adopt", request_id=new_request_id()
    )
    return entry.sequence


def download_weights(*, who: Principal, clicks: int | None, source: str | None) -> Any:
    """Send every weight of the version as a CSV file."""
    proposal = proposal_of(source) if clicks else None
    if proposal is None:
        raise PreventUpdate
    hidden = None if sees_cases(who) else tuple(withheld(adopted().library))
    rows = shown_weights(proposal, proposal.weights, hidden=hidden)
    return withheld_as_csv(table_of_weights(rows), "recommendation-weights")


def register(app: Dash) -> None:
    """Wire the page of recommendations."""
    source = State(ids.LEARNING_SOURCE, "value")
    secured(
        app,
        show_versions,
        action="evidence.read",
        output=(
            Output(ids.LEARNING_FORCE, "children"),
            Output(ids.LEARNING_SOURCE, "options"),
        ),
        inputs={
            "opened": Input(ids.LEARNING_OPENED, "data"),
            "changed": Input(ids.LEARNING_CHANGED, "data"),
        },
    )
    secured(
        app,
        show_proposed,
        action="evidence.read",
        output=(
            Output(ids.LEARNING_RESULT, "children"),
            Output(ids.LEARNING_FINGERPRINT, "data"),
            Output(ids.LEARNING_ADOPTION, "hidden"),
            Output(ids.LEARNING_REASON, "value"),
        ),
        inputs={"clicks": Input(ids.LEARNING_SHOW, "n_clicks")},
        state={"source": source},
        prevent_initial_call=True,
    )
    _register_adoption(app, source)


def _register_adoption(app: Dash, source: State) -> None:
    secured(
        app,
        adopt_version,
        action="evidence.adopt",
        output=(
            Output(ids.LEARNING_MESSAGE, "children"),
            Output(ids.LEARNING_CHANGED, "data"),
        ),
        inputs={"clicks": Input(ids.LEARNING_ADOPT, "n_clicks")},
        state={
            "reason": State(ids.LEARNING_REASON, "value"),
            "fingerprint": State(ids.LEARNING_FINGERPRINT, "data"),
            "source": source,
        },
        prevent_initial_call=True,
    )
    secured(
        app,
        download_weights,
        action="evidence.read",
        output=Output(ids.LEARNING_DOWNLOAD, "data"),
        inputs={"clicks": Input(ids.LEARNING_BUTTON, "n_clicks")},
        state={"source": source},
        prevent_initial_call=True,
    )
