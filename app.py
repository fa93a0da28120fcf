"""Build the app: settings, store, access, pages. Nobody imports this module but a server.

`gunicorn app:server` serves it; `flask --app app` runs its commands.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

import brotli
import dash
from flask import Flask, abort, current_app, redirect, request
from flask_compress import Compress
from werkzeug.wrappers import Response

from access.gate import STATIC, install_gate
from access.password import password
from access.policy import relations_allowing
from access.secured import check_declared
from access.services import Services, current_principal, provide
from access.settings import Settings, apply_settings
from access.sign_in import sign_in
from callbacks import commands, register_all
from callbacks.context import EXTENSION, House, StoreRelations
from callbacks.documents import uploads as documents
from callbacks.feedback import answering, result_files
from callbacks.frame import first_page
from callbacks.sen2 import answers, uploads
from callbacks.sen2.source import sen2
from data.accounts import Accounts
from data.attempts import Attempts
from data.links import Links
from data.schemas import ROLES
from data.sessions import Sessions
from data.store import open_store
from layouts.frame import INDEX, frame, header, scripts
from layouts.registry import PAGES, action_of, draws

ROOT = Path(__file__).resolve().parent
PAGE_RULES = ("/", "/<path:path>")
# Assets carry their modification time in their address, so a browser may keep them for good.
FILES = frozenset({"text/javascript", "application/javascript", "text/css"})
A_YEAR = 365 * 24 * 3600
ASSETS = ROOT / "assets"
# Those of the plain pages that are answered by a link.
ANSWERED = r"^(49|66)-answer\."


def create_app(settings: Settings | None = None) -> dash.Dash:
    """Build the Dash app over the store that the settings name."""
    settings = settings or Settings.from_environment(os.environ, sys.argv)
    server = Flask("app", root_path=str(ROOT), static_folder=None)
    apply_settings(server, settings)
    open_house(server, settings)
    app = _dash(server)
    _register_pages()
    register_all(app)
    server.register_blueprint(sign_in)
    server.register_blueprint(password)
    server.register_blueprint(answering.answering)
    server.add_url_rule("/healthz", view_func=healthz)
    commands.install(server)
    limits = {
        **uploads.install(server),
        **documents.install(server),
        **result_files.install(server),
        **answering.BODY_LIMITS,
    }
    check_declared(app)
    server.before_request(find_page)
    install_gate(server, app, page_action=action_of, body_limits=limits)
    server.before_request(start_page)
    answers.install(server, directory=settings.data_dir / "answers")
    Compress(server)
    server.after_request(compress_file)
    return app


def find_page() -> None:
    """Answer an address that is no page with 404, whoever asks: the source names those that are."""
    if _is_page_rule() and not any(page.opens(request.path) for page in PAGES):
        abort(404)


def start_page() -> Response | None:
    """Lead a role without a caseload to its page."""
    who = current_principal()
    if not _is_page_rule() or not who.signed_in:
        return None
    place = first_page(who)
    return redirect(place) if request.path == "/" and place != "/" else None


def _is_page_rule() -> bool:
    rule = request.url_rule
    return rule is not None and rule.rule in PAGE_RULES


def healthz() -> tuple[str, int]:
    """Tell a balancer that the process answers and its journal can be read."""
    house: House = current_app.extensions[EXTENSION]
    house.store.journal.head()
    return "ok", 200


def compress_file(response: Response) -> Response:
    """Send a script or style sheet from memory, compressed better than there is time for anew."""
    rule = request.url_rule.rule if request.url_rule else ""
    small = rule in STATIC and response.status_code == HTTPStatus.OK
    if small and response.mimetype in FILES and "br" in request.accept_encodings:
        response.direct_passthrough = False
        response.set_data(_compressed(response.get_data()))
        response.headers["Content-Encoding"] = "br"
    return response


@lru_cache(maxsize=64)
def _compressed(content: bytes) -> bytes:
    return brotli.compress(content, quality=9)


def open_house(server: Flask, settings: Settings) -> None:
    """Open the store that the settings name and have the server use it."""
    store = open_store(settings.data_dir, journal_url=settings.journal_url)
    clock = partial(datetime.now, UTC)
    accounts = Accounts(store.engine, clock=clock, demo=settings.demo)
    services = Services(
        settings=settings,
        accounts=accounts,
        sessions=Sessions(store.engine, clock=clock),
        attempts=Attempts(store.engine, clock=clock, key=settings.secret_key),
        activity=store.activity,
        relations=StoreRelations(),
    )
    provide(server, services)
    links = Links(store.engine, clock=clock, key=settings.secret_key)
    server.extensions[EXTENSION] = House(settings, store, accounts, links)


def _dash(server: Flask) -> dash.Dash:
    server.config.update(
        SEND_FILE_MAX_AGE_DEFAULT=A_YEAR,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
    )
    app = dash.Dash(
        "app",
        server=server,  # type: ignore[arg-type]
        use_pages=True,
        pages_folder="",
        assets_folder=str(ASSETS),
        assets_ignore=ANSWERED,
        title="Digital EHCP",
        update_title="",
        index_string=INDEX,
        include_pages_meta=False,
        serve_locally=True,
        enable_mcp=False,
        use_async=False,
        add_log_handler=False,
    )
    app.layout = frame
    app.interpolate_index = _with_header(app)  # type: ignore[method-assign]
    return app


def _register_pages() -> None:
    # Dash keeps one registry for the whole process; what another app left there is not ours.
    dash.page_registry.clear()
    for order, page in enumerate(PAGES):
        dash.register_page(
            page.id,
            path=None if page.path_template else page.path,
            path_template=page.path_template,
            title=f"{page.title} – Digital EHCP",
            layout=page.layout,
            order=order,
        )


def _with_header(app: dash.Dash) -> Any:
    plain = app.interpolate_index

    def interpolate(**parts: str) -> str:
        # The header names the person, so it is made anew for every request and never cached.
        who, settings = current_principal(), server_settings(app.server)
        top = header(
            authority=settings.authority_name,
            who=who.display_name,
            role=ROLES.get(who.role, ""),
            demo=settings.demo,
            holds_cases="own" in relations_allowing(who.role, "pupil.read"),
        )
        parts["css"] = _styles()
        parts["scripts"] = scripts(parts["scripts"], charts=draws(request.path))
        return plain(**parts).replace("<!--header-->", top)

    return interpolate


@cache
def _styles() -> str:
    """Return all style sheets as one element: a request for each would hold up the first words."""
    sheets = [path for path in sorted(ASSETS.glob("*.css")) if not re.match(ANSWERED, path.name)]
    return f"<style>{''.join(path.read_text(encoding='utf-8') for path in sheets)}</style>"


def server_settings(server: Flask) -> Settings:
    """Return the settings a server was built with."""
    house: House = server.extensions[EXTENSION]
    return house.settings


def make_ready(server: Flask) -> None:
    """Give a store without published figures the invented ones, so that no request waits for them.

    Workers that start together wait for one another, and the later ones find it done.
    """
    with server.app_context():
        sen2()


def keep_for_good() -> None:
    """Take what is there when serving begins out of what is looked through for garbage.

    It stays as long as the process, and to look it all through, which one request in a hundred
    did, took 0.15 s.
    """
    gc.collect()
    gc.freeze()


@cache
def _server() -> Flask:
    return create_app().server


def __getattr__(name: str) -> Any:
    # Built on first use, so that importing this module opens no store. `flask --app app` asks
    # for `app`, gunicorn for `server`.
    if name in {"app", "server"}:
        if name == "server" or "run" in sys.argv:
            make_ready(_server())
            keep_for_good()
        return _server()
    raise AttributeError(name)
