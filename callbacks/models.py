"""New model: derive one, show who would move, adopt it as a listed and reversible change."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.policy import may
from access.principal import Principal
from access.secured import secured
from analytics.clustering import BadLibrary, ClusterModel
from analytics.models import (
    SOURCES,
    WEIGHTED,
    Proposal,
    choose_cases,
    propose,
    restore,
    weights_of,
)
from analytics.suppression import suppress
from callbacks.context import (
    adopted,
    cluster_models,
    display_names,
    new_request_id,
    store,
    whole_number,
    words,
)
from callbacks.downloads import as_csv
from data.journal import Change, Conflict, SaveFailed
from data.schemas import TABLES, Invalid
from layouts import ids, models
from layouts.components.notice import refused

STALE = (
    "The records have changed since you looked, so the list is another one. Derive and compare "
    "again, then adopt."
)
NOT_CHOSEN = "Choose what to derive the model from, and how many clusters."


def show_models(*, who: Principal, changed: int | None) -> tuple[Any, Any]:
    """Show which model is in force, every earlier one, and what can be derived from."""
    rows = cluster_models()
    return models.versions(rows, names=display_names()), models.sources(rows)


def show_proposal(
    *,
    who: Principal,
    clicks: int | None,
    source: str | None,
    k: str | None,
    weights: dict[str, float | None],
) -> tuple[Any, ...]:
    """Derive the model that is asked for and show it beside the one in force."""
    if not clicks:
        raise PreventUpdate
    try:
        proposal = proposal_of(source, k, weights)
    except BadLibrary as bad:
        return refused(bad.problems), None, True, None
    named = may(who.role, "model.adopt")
    crossing = proposal.crossing if named else suppress(proposal.crossing)
    shown = models.result(proposal, crossing=crossing, named=named)
    return shown, proposal.fingerprint, not named, None


def proposal_of(source: str | None, k: str | None, weights: dict[str, float | None]) -> Proposal:
    """Return the proposal for what the form holds; raises BadLibrary."""
    given = {name: weights.get(name) for name in WEIGHTED}
    blank = [name for name, weight in given.items() if weight is None]
    if blank:
        raise BadLibrary([f"The weight of {blank[0]} is missing."])
    chosen = tuple(sorted((name, float(weight or 0)) for name, weight in given.items()))
    return _proposal(str(source), whole_number(k) or 0, chosen, store().journal.head())


# Ward's method over an authority takes a second or two, and adopting asks for the same again.
@lru_cache(maxsize=4)
def _proposal(source: str, k: int, weights: tuple[tuple[str, float], ...], _head: int) -> Proposal:
    in_force, assessments = adopted(), store().tables.load("assessments")
    model, cut_off = in_force.model, in_force.cut_off
    if source.startswith(models.EARLIER):
        return restore(_earlier(source), assessments, current=model, cut_off=cut_off)
    if source not in SOURCES:
        raise BadLibrary([NOT_CHOSEN])
    cases = choose_cases(
        source,
        library=in_force.library,
        assessments=assessments,
        requests=store().tables.load("requests"),
    )
    return propose(
        cases,
        assessments,
        k=k,
        weights=weights_of(dict(weights)),
        library=f"{SOURCES[source]}, {k} clusters",
        current=model,
        cut_off=cut_off,
    )


def _earlier(source: str) -> ClusterModel:
    row = store().tables.row("cluster_models", source.removeprefix(models.EARLIER))
    if row is None:
        raise BadLibrary([NOT_CHOSEN])
    return ClusterModel.from_row(row)


def adopt_model(
    *,
    who: Principal,
    clicks: int | None,
    reason: str | None,
    fingerprint: str | None,
    source: str | None,
    k: str | None,
    weights: dict[str, float | None],
) -> tuple[Any, Any]:
    """Adopt the model that was looked at, and move the listed pupils, all or none."""
    if not clicks:
        raise PreventUpdate
    try:
        proposal = proposal_of(source, k, weights)
        if proposal.fingerprint != fingerprint:
            return refused([STALE]), no_update
        sequence = keep(proposal, reason=words(reason), who=who)
    except BadLibrary as bad:
        return refused(bad.problems), no_update
    except Invalid as invalid:
        return refused(list(invalid.problems.values())), no_update
    except Conflict:
        return refused([STALE]), no_update
    except SaveFailed as failed:
        return refused([str(failed)]), no_update
    moved = len(proposal.movements)
    return models.adopted(version=proposal.model.version, moved=moved), sequence


def keep(proposal: Proposal, *, reason: str, who: Principal) -> int:
    """Append the model and a revision of each pupil who moves; return the last number."""
    version = proposal.model.version
    model = Change(
        table="cluster_models",
        key=str(version),
        expected_revision=0,
        payload=proposal.model.to_row(reason=reason),
    )
    moves = [
        _move(row["pupil_id"], cluster=row["after"], version=version)
        for row in proposal.movements.to_dict("records")
    ]
    entries = store().journal.append(
        model, *moves, actor=who.username, action="model.adopt", request_id=new_request_id()
    )
    return entries[-1].sequence


def _move(pupil_id: str, *, cluster: str, version: int) -> Change:
    row = store().tables.row("assessments", pupil_id) or {}
    columns = TABLES["assessments"].column_names
    payload = {name: row[name] for name in columns}
    return Change(
        table="assessments",
        key=pupil_id,
        expected_revision=int(row["revision"]),
        payload={**payload, "cluster": cluster, "model_version": version},
    )


def download_moves(
    *,
    who: Principal,
    clicks: int | None,
    source: str | None,
    k: str | None,
    weights: dict[str, float | None],
) -> Any:
    """Send the list of those who would move as a CSV file."""
    if not clicks:
        raise PreventUpdate
    return as_csv(proposal_of(source, k, weights).movements, "who-would-move")


def register(app: Dash) -> None:
    """Wire the page of new models."""
    form = {
        "source": State(ids.MODELS_SOURCE, "value"),
        "k": State(ids.MODELS_COUNT, "value"),
        "weights": {name: State(ids.weight(name), "value") for name in WEIGHTED},
    }
    secured(
        app,
        show_models,
        action="model.derive",
        output=(Output(ids.MODELS_FORCE, "children"), Output(ids.MODELS_SOURCE, "options")),
        inputs={"changed": Input(ids.MODELS_CHANGED, "data")},
    )
    secured(
        app,
        show_proposal,
        action="model.derive",
        output=(
            Output(ids.MODELS_RESULT, "children"),
            Output(ids.MODELS_FINGERPRINT, "data"),
            Output(ids.MODELS_ADOPTION, "hidden"),
            Output(ids.MODELS_REASON, "value"),
        ),
        inputs={"clicks": Input(ids.MODELS_DERIVE, "n_clicks")},
        state=form,
        prevent_initial_call=True,
    )
    _register_adoption(app, form)


def _register_adoption(app: Dash, form: dict[str, Any]) -> None:
    secured(
        app,
        adopt_model,
        action="model.adopt",
        output=(Output(ids.MODELS_MESSAGE, "children"), Output(ids.MODELS_CHANGED, "data")),
        inputs={"clicks": Input(ids.MODELS_ADOPT, "n_clicks")},
        state={
            **form,
            "reason": State(ids.MODELS_REASON, "value"),
            "fingerprint": State(ids.MODELS_FINGERPRINT, "data"),
        },
        prevent_initial_call=True,
    )
    secured(
        app,
        download_moves,
        action="model.adopt",
        output=Output(ids.MODELS_MOVES_DOWNLOAD, "data"),
        inputs={"clicks": Input(ids.MODELS_MOVES_BUTTON, "n_clicks")},
        state=form,
        prevent_initial_call=True,
    )
