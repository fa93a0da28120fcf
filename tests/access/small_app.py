"""A small Dash app behind the real guards: one callback for each action, and the awkward kinds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dash
from argon2 import PasswordHasher
from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output, State, dcc, html
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from access.gate import install_gate
from access.password import password
from access.policy import ACTIONS, PUPIL_RELATIONS
from access.principal import Principal
from access.secured import secured, secured_route
from access.services import Services, provide
from access.settings import Settings, apply_settings
from access.sign_in import sign_in
from data.accounts import Accounts
from data.attempts import Attempts
from data.demo.accounts import DEMO_ACCOUNTS
from data.passwords import Passwords
from data.sessions import Sessions

CANARY = "canary-7f3a"
KEY = "0123456789abcdef0123456789abcdef"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "three unrelated words"


class FakeClock:
    """Stand still until told to move on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class Trail:
    """Remember each event in place of the activity table."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str, str, str]] = []

    def record(
        self, actor: str, action: str, *, subject: str = "", outcome: str = "allowed"
    ) -> None:
        self.events.append((actor, action, subject, outcome))


class NamedRelations:
    """Read the relation from the pupil's reference: P-own, P-asked, P-school, P-other."""

    def relation(self, principal: Principal, pupil_id: str) -> str | None:
        relation = pupil_id.removeprefix("P-")
        return relation if relation in PUPIL_RELATIONS else None


@dataclass
class World:
    """Hold an app with its stand-ins, and open clients as whoever is wanted."""

    app: Dash
    services: Services
    clock: FakeClock
    trail: Trail = field(default_factory=Trail)

    @property
    def server(self) -> Flask:
        return self.app.server

    def client(self) -> FlaskClient:
        client = self.server.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        return client

    def account(self, username: str, role: str, *, password: str | None = PASSWORD) -> None:
        self.services.accounts.add(
            username,
            display_name=username.title(),
            role=role,
            password=password,
            school_id="S1" if role == "senco" else None,
        )

    def signed_in(self, username: str) -> FlaskClient:
        client = self.client()
        hold(client, self.services.sessions.start(username))
        return client


def hold(client: FlaskClient, token: str) -> None:
    """Put a session's token into the client's signed cookie."""
    with client.session_transaction() as cookie:
        cookie["token"] = token


def settings_for(folder: Path, **changes: Any) -> Settings:
    plain = Settings(data_dir=folder, journal_url="sqlite://", secret_key=KEY)
    return replace(plain, **changes)


def do(*, who: Principal, clicks: int | None) -> str:
    return f"done by {who.username}"


def do_to_pupil(*, who: Principal, pupil_id: str, clicks: int | None) -> str:
    return f"{CANARY} {pupil_id}"


def answer(*, who: Principal, score: int | None) -> str:
    return f"score {score}"


def count(*, who: Principal, scores: list[int | None]) -> int:
    return len(scores)


def note(*, who: Principal, clicks: int | None) -> str:
    return "noted"


def fail(*, who: Principal, clicks: int | None) -> str:
    raise KeyError(f"row of {CANARY}")


def return_what_is_not_json(*, who: Principal, clicks: int | None) -> object:
    return {CANARY}


def leave_alone(*, who: Principal, clicks: int | None) -> str:
    raise dash.exceptions.PreventUpdate


def act_without_output(*, who: Principal, clicks: int | None) -> None:
    return None


def pair(*, who: Principal, clicks: int | None, name: str | None) -> tuple[str, str]:
    return "one", str(name)


def download(*, who: Principal, pupil_id: str) -> str:
    return f"{CANARY} {pupil_id}"


def open_file(*, who: Principal) -> str:
    return f"figures for {who.role}"


def home(**_query: str) -> html.Div:
    return html.Div("home")


def page_action(pathname: str) -> str:
    """Give the pages under /open to everybody who may read SEN2, as the real registry does."""
    return "sen2.read" if f"{pathname}/".startswith("/open/") else "page.read"


def button(name: str) -> Input:
    return Input(f"{name}-button", "n_clicks")


def register_actions(app: Dash) -> None:
    for action, meaning in ACTIONS.items():
        name = action.replace(".", "-")
        inputs = {"clicks": button(name)}
        output = Output(f"{name}-out", "children")
        if meaning.about_pupil:
            state = {"pupil_id": State("pupil", "data")}
            secured(
                app,
                do_to_pupil,
                action=action,
                output=output,
                inputs=inputs,
                state=state,
                subject="pupil_id",
            )
        else:
            secured(app, do, action=action, output=output, inputs=inputs)


def register_awkward(app: Dash) -> None:
    row = {"type": "row", "question": MATCH}
    rows = {"type": "row", "question": ALL}
    for function, output, inputs in (
        (answer, Output({"type": "score", "question": MATCH}, "children"), Input(row, "value")),
        (count, Output("count", "children"), Input(rows, "value")),
        (note, Output("notice", "children", allow_duplicate=True), button("note")),
        (note, Output("notice", "children"), button("notice")),
        (fail, Output("fail-out", "children"), button("fail")),
        (return_what_is_not_json, Output("set-out", "children"), button("set")),
        (leave_alone, Output("alone-out", "children"), button("alone")),
        (act_without_output, [], button("act")),
    ):
        names = {"answer": "score", "count": "scores"}
        secured(
            app,
            function,
            action="page.read",
            output=output,
            inputs={names.get(function.__name__, "clicks"): inputs},
            prevent_initial_call=True,
        )
    secured(
        app,
        pair,
        action="page.read",
        output=[Output("first", "children"), Output("second", "children")],
        inputs={"clicks": button("pair")},
        state={"name": State({"type": "name"}, "value", allow_optional=True)},
    )
    app.clientside_callback(
        ClientsideFunction("ehcp", "print"), Output("printed", "data"), button("print")
    )


def new_dash(server: Flask) -> Dash:
    dash.page_registry.clear()
    app = Dash(
        server=server,
        assets_folder=str(Path(__file__).with_name("assets")),
        use_pages=True,
        pages_folder="",
        include_pages_meta=False,
        enable_mcp=False,
        use_async=False,
        add_log_handler=False,
    )
    dash.register_page("home", path="/", layout=home)
    dash.register_page("open", path="/open", layout=home)
    dash.register_page("pupil", path_template="/pupil/<pupil_id>/plan", layout=home)
    app.layout = html.Div([dcc.Store(id="pupil"), dash.page_container])
    return app


def build_app(services: Services) -> Dash:
    """Put the parts together in the order in which the real app must."""
    server = Flask("small_app", static_folder=None)
    apply_settings(server, services.settings)
    provide(server, services)
    app = new_dash(server)
    register_actions(app)
    register_awkward(app)
    secured_route(server, "/download/<pupil_id>", download, action="pupil.read", subject="pupil_id")
    server.add_url_rule("/healthz", view_func=lambda: "ok", endpoint="healthz")
    server.register_blueprint(sign_in)
    server.register_blueprint(password)
    secured_route(server, "/open/file", open_file, action="sen2.read")
    install_gate(server, app, page_action=page_action, body_limits={"/download/<pupil_id>": 1024})
    return app


def build_world(engine: Engine, settings: Settings, *, app: Dash | None = None) -> World:
    """Give an app a database of its own: the app of another test, or a new one."""
    clock, trail = FakeClock(), Trail()
    services = Services(
        settings=settings,
        accounts=Accounts(engine, clock=clock, passwords=Passwords(CHEAP)),
        sessions=Sessions(engine, clock=clock),
        attempts=Attempts(engine, clock=clock, key=settings.secret_key),
        activity=trail,
        relations=NamedRelations(),
    )
    if settings.demo:
        for account in DEMO_ACCOUNTS:
            services.accounts.add(**account, password=None)
    if app is None:
        app = build_app(services)
    provide(app.server, services)
    return World(app, services, clock, trail)
