"""How each framework is started and where its two screens are: one place for all of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.browser import Target
from benchmarks.load import Client
from benchmarks.plan import DASH, PRODUCT, SHINY, SHINY_WIDGETS, STREAMLIT
from benchmarks.servers import HOST, PEERS_PYTHON, Server
from layouts import ids


@dataclass(frozen=True)
class Candidate:
    """Name one server to measure, with the command that starts it."""

    name: str
    command: tuple[str, ...]
    ready: str = "/"
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def needs_peers(self) -> bool:
        """Tell whether it runs in the environment of the peers."""
        return self.command[0] == str(PEERS_PYTHON)


def product(port: int, data_dir: Path) -> Candidate:
    """Return the product as its Procfile starts it."""
    command = (
        *(sys.executable, "-m", "gunicorn", "app:server", "--bind", f"{HOST}:{port}"),
        *("--workers", "2", "--threads", "4", "--worker-class", "gthread"),
    )
    given = {"DEMO": "1", "DATA_DIR": str(data_dir)}
    return Candidate(PRODUCT, command, ready="/sign-in", given=given)


def peers(port: int, tables: Path, saves: Path) -> tuple[Candidate, ...]:
    """Return the same two screens in three frameworks, one process each."""
    given = {"BENCH_TABLES": str(tables), "BENCH_SAVES": str(saves)}
    uvicorn = (str(PEERS_PYTHON), "-m", "uvicorn", "--host", HOST, "--port", str(port))
    quiet = ("--log-level", "warning")
    dash = (
        *(sys.executable, "-m", "gunicorn", "benchmarks.peers.dash_app:server"),
        *("--bind", f"{HOST}:{port}", "--threads", "4", "--worker-class", "gthread"),
    )
    alone = {
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_CLIENT_TOOLBAR_MODE": "minimal",
    }
    return (
        Candidate(DASH, dash, given=given),
        Candidate(SHINY, (*uvicorn, *quiet, "benchmarks.peers.shiny_app:app"), given=given),
        Candidate(
            SHINY_WIDGETS,
            (*uvicorn, *quiet, "benchmarks.peers.shiny_widgets_app:app"),
            given=given,
        ),
        Candidate(
            STREAMLIT,
            (*uvicorn, *quiet, "benchmarks.peers.streamlit_server:app"),
            given={**given, **alone},
        ),
    )


def target(server: Server) -> Target:
    """Return where the two screens of a running server are and what is clicked there."""
    return TARGETS[server.name](server)


def _product(server: Server) -> Target:
    return Target(
        name=server.name,
        url=server.url,
        pupil_path="/pupils/{pupil}",
        form_path="/pupils/{pupil}",
        following=f"#{ids.PUPIL_RESULTS} a[href='/pupils/{{pupil}}']",
        save=f"#{ids.ASSESSMENT_SAVE}",
        choice="input[id='{question}-{score}']",
        cookie=Client(server).cookie,
        search=f"#{ids.PUPIL_SEARCH}",
        settled=f"#{ids.ASSESSMENT_DRAFT}:not(:empty)",
    )


def _dash(server: Server) -> Target:
    return Target(
        name=server.name,
        url=server.url,
        pupil_path="/?pupil={pupil}",
        form_path="/form/?pupil={pupil}",
        following="#following",
        save="#save",
        choice="input[id='{question}-{score}']",
    )


def _shiny(server: Server) -> Target:
    return Target(
        name=server.name,
        url=server.url,
        pupil_path="/?pupil={pupil}",
        form_path="/?screen=form&pupil={pupil}",
        following="#following",
        save="#save",
        choice="input[name='{question}'][value='{score}']",
    )


def _streamlit(server: Server) -> Target:
    return Target(
        name=server.name,
        url=server.url,
        pupil_path="/?pupil={pupil}",
        form_path="/?screen=form&pupil={pupil}",
        following=".st-key-following button",
        save=".stFormSubmitButton button",
        choice=".st-key-{question} input[value='{score}']",
    )


TARGETS = {
    PRODUCT: _product,
    DASH: _dash,
    SHINY: _shiny,
    SHINY_WIDGETS: _shiny,
    STREAMLIT: _streamlit,
}
