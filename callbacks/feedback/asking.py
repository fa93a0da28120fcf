"""Ask for feedback: make a link, renew it, take it back; what opens it is shown once."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from access.principal import Principal
from access.secured import secured
from analytics.feedback.asking import asked_from
from analytics.process.recording import written_day
from callbacks.context import house, new_request_id, store, words
from callbacks.feedback.links import MadeLink, make_link, renew_link, revoke_link, usual_last_day
from callbacks.feedback.visits import discard_ended
from callbacks.plans.keeping import load_plan
from data.journal import Conflict, SaveFailed
from data.schemas import Invalid
from data.schemas.feedback import VOICES, Asked
from layouts.dates import day
from layouts.feedback import asking, ids

Given = dict[str, str]
# A message, and a new number where the list of links is to be drawn anew.
Told = tuple[Any, Any]
NO_DAY = "Give the last day, such as 3 May 2026."
NO_VOICE = "Choose whom you ask."
NO_DOING = "The page asked for something unknown. Reload it."
CHANGED = "Somebody changed this link after you opened the page. Look at the list again."


def ask(*, who: Principal, pupil_id: str, given: Given | None) -> Told:
    """Do what a form of the page asks for, and say what came of it."""
    if not given:
        raise PreventUpdate
    try:
        return DOINGS.get(given.get("what", ""), _unknown)(who, pupil_id, given), new_request_id()
    except Invalid as invalid:
        return asking.not_made(invalid.problems), no_update
    except Conflict:
        return asking.not_made({"link": CHANGED}), new_request_id()
    except SaveFailed as failed:
        return asking.not_made({"link": str(failed)}), no_update


def _make(who: Principal, pupil_id: str, given: Given) -> Any:
    voice, last = given.get("voice", ""), written_day(words(given.get("expires_on")))
    if voice not in VOICES or last is None:
        raise Invalid({"link": NO_DAY if voice in VOICES else NO_VOICE})
    discard_ended()
    made = make_link(
        pupil_id,
        voice=voice,
        addressee=words(given.get("addressee")),
        reason=words(given.get("reason")),
        expires_on=last,
        asked=chosen(asked_from(load_plan(pupil_id)), given),
        who=who,
    )
    return _shown(made, pupil_id)


def chosen(asked: Asked, given: Given) -> Asked:
    """Return what of a plan was ticked to be asked about."""
    return Asked(
        outcomes=tuple(one for one in asked.outcomes if f"outcome:{one.line_id}" in given),
        provision=tuple(one for one in asked.provision if f"provision:{one.line_id}" in given),
    )


def _renew(who: Principal, pupil_id: str, given: Given) -> Any:
    link = given.get("link_id", "")
    return _shown(renew_link(link, expires_on=usual_last_day(), who=who), pupil_id)


def _revoke(who: Principal, _pupil_id: str, given: Given) -> Any:
    revoke_link(given.get("link_id", ""), who=who)
    return asking.taken_back()


def _unknown(_who: Principal, _pupil_id: str, _given: Given) -> Any:
    raise Invalid({"link": NO_DOING})


def _shown(made: MadeLink, pupil_id: str) -> Any:
    row = store().tables.row("feedback_links", made.link_id) or {}
    return asking.made(
        pupil_id=pupil_id,
        voice=row["voice"],
        whom=row["addressee"] or VOICES[row["voice"]].lower(),
        address=made.address,
        code=made.code,
        last=day(row["expires_on"]),
        authority=house().settings.authority_name,
    )


DOINGS = {"make": _make, "renew": _renew, "revoke": _revoke}


def register(app: Dash) -> None:
    """Wire the form that asks for feedback."""
    secured(
        app,
        ask,
        action="feedback.ask",
        subject="pupil_id",
        output=(Output(ids.FEEDBACK_MESSAGE, "children"), Output(ids.FEEDBACK_ASKED, "data")),
        inputs={"given": Input(ids.FEEDBACK_GIVEN, "data")},
        state={"pupil_id": State(ids.FEEDBACK_PUPIL, "data")},
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("feedback", "showMade"),
        Output(ids.FEEDBACK_MESSAGE, "className"),
        Input(ids.FEEDBACK_MESSAGE, "children"),
        prevent_initial_call=True,
    )
