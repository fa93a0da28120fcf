"""Our own SEN2 figures: aggregates for those who lead, the return for an administrator alone."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State
from dash.exceptions import PreventUpdate
from flask import Response

from access.policy import may
from access.principal import Principal
from access.refusals import NOT_FOUND, NOT_UNDERSTOOD, Refusal
from access.secured import secured, secured_route
from analytics.sen2.own import (
    Casework,
    Ours,
    Return,
    compared,
    last_return,
    newest_january,
    own_figures,
    withheld,
)
from analytics.sen2_return.modules import Modules, header, modules
from analytics.sen2_return.validation import summary, validate
from callbacks.context import house, store, today
from callbacks.downloads import as_file, neutralised
from callbacks.sen2.source import sen2
from data.sen2.published import Published
from data.store import Store
from layouts import ids
from layouts.sen2 import own
from layouts.sen2.own import Whose

EXPORT = "own_sen2.export"
TABLES = ("pupils", "requests", "assessments", "schools")


def open_own(
    *, who: Principal, opened: bool | None
) -> tuple[list[Any], bool, list[dict[str, str]]]:
    """Show our figures beside the published ones, and the return to those who may export it."""
    last = last_return(today())
    whose = _whose(sen2())
    offers = may(who.role, EXPORT)
    body = own.body(_table(), last, whose)
    return body, not offers, own.januaries(last) if offers else []


def _whose(found: Published) -> Whose:
    """Return the authority whose published name stands in the name of ours, the longest of all."""
    wanted = house().settings.authority_name
    current = found.authorities[found.authorities["current"].astype(bool)]
    named = [
        (name, code)
        for name, code in zip(current["name"], current["code"], strict=True)
        if re.search(rf"\b{re.escape(name.casefold())}\b", wanted.casefold())
    ]
    name, code = max(named, key=lambda one: len(one[0]), default=("", ""))
    return Whose(wanted=wanted, code=code, name=name, illustrative=found.illustrative)


def _ours(whose: Whose, authorities: pd.DataFrame) -> Ours:
    """Return our code and population, none where the same number stands for several."""
    row = authorities[(authorities["code"] == whose.code) & ~authorities["population_flagged"]]
    people = row["population"].dropna()
    population = float(people.iloc[0]) if len(people) else None
    return Ours(code=whose.code, name=whose.name, population=population)


def _table() -> pd.DataFrame:
    found = sen2()
    whose = _whose(found)
    ours = _ours(whose, found.authorities)
    last, head = last_return(today()).january, store().journal.head()
    same = newest_january(found.figures, code=whose.code) or last
    figures = {
        name: _figures(store(), head, Return(january, today()), ours)
        for name, january in (("now", last + 1), ("last", last), ("same", same))
    }
    return compared(figures, found.figures, code=whose.code)


# The same for everybody until somebody saves; only what may leave is kept, never the exact counts.
@lru_cache(maxsize=6)
def _figures(kept: Store, _head: int, wanted: Return, ours: Ours) -> pd.DataFrame:
    return withheld(own_figures(_casework(kept), wanted, ours))


def _casework(kept: Store) -> Casework:
    return Casework(*(kept.tables.load(name) for name in TABLES))


def _return_of(january: str | None) -> Return:
    if january not in ("last", "next"):
        raise Refusal(400, NOT_UNDERSTOOD)
    last = last_return(today())
    return last if january == "last" else Return(last.january + 1, today())


def check_return(*, who: Principal, clicks: int | None, january: str | None) -> list[Any]:
    """Show what is wrong with a return by rule; the rows themselves are in the file alone."""
    wanted = _return_of(january)
    if not clicks:
        raise PreventUpdate
    found = _modules(wanted)
    store().activity.record(who.username, EXPORT, subject=f"check-{wanted.january}")
    problems = summary(validate(found, wanted))
    return own.checks(problems, wanted, persons=len(found["person"]))


def _modules(wanted: Return) -> Modules:
    # Never kept: it is about every person.
    return modules(_casework(store()), wanted)


def send_return(*, who: Principal, january: int) -> Response:
    """Send the modules of a return and what is wrong with them, and note who took them."""
    last = last_return(today())
    if january not in (last.january, last.january + 1):
        raise Refusal(404, NOT_FOUND)
    wanted = Return(january, today())
    store().activity.record(who.username, EXPORT, subject=f"return-{january}")
    found = _modules(wanted)
    head = header(authority=_whose(sen2()).code, wanted=wanted)
    frames = {"sen2": head, **found, "validation": validate(found, wanted)}
    answer = Response(_archive(frames, wanted), mimetype="application/zip")
    name = f"sen2-return-{january}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _archive(frames: dict[str, pd.DataFrame], wanted: Return) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for id, frame in frames.items():
            text = neutralised(frame).to_csv(index=False)
            name = f"Blade-Export_{own.file_date(wanted.today)}_{id}.csv"
            archive.writestr(name, text.encode("utf-8-sig"))
    return target.getvalue()


def send_figures(*, who: Principal, kind: str) -> Response:
    """Send our figures beside the published ones as a file."""
    if kind not in own.FILES:
        raise Refusal(404, NOT_FOUND)
    return as_file(_table(), "own-sen2", kind=kind)


def register(app: Dash) -> None:
    """Wire the page of our own figures, and its files beside Dash."""
    secured(
        app,
        open_own,
        action="own_sen2.read",
        output=(
            Output(ids.SEN2_OWN_BODY, "children"),
            Output(ids.SEN2_OWN_RETURN, "hidden"),
            Output(ids.SEN2_OWN_JANUARY, "options"),
        ),
        inputs={"opened": Input(ids.SEN2_OWN_OPENED, "data")},
    )
    secured(
        app,
        check_return,
        action=EXPORT,
        output=Output(ids.SEN2_OWN_CHECKS, "children"),
        inputs={"clicks": Input(ids.SEN2_OWN_CHECK, "n_clicks")},
        state={"january": State(ids.SEN2_OWN_JANUARY, "value")},
        prevent_initial_call=True,
    )
    secured_route(app.server, "/sen2/own/figures.<kind>", send_figures, action="own_sen2.read")
    secured_route(app.server, "/sen2/own/return/<int:january>.zip", send_return, action=EXPORT)
