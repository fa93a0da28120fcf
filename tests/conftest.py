"""What every test stands on: no test reaches a real store, and the demonstration is built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings

from tests.built import built
from tests.released import released

# Speed is measured in benchmarks/, never in a test: a busy machine must not fail one.
# Coverage makes each example slow; what needs more of them says so itself.
settings.register_profile("house", deadline=None, max_examples=40)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def no_real_store(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Point every setting at nothing, so that a test cannot touch a person's data.

    The folder is this test's own, and made by the test that first keeps something in it.
    """
    for name in ("JOURNAL_URL", "SECRET_KEY", "HOST", "PORT", "HTTPS", "TRUST_PROXY", "DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path_factory.getbasetemp() / f"store-{uuid4()}"))


@pytest.fixture(scope="session")
def lent_app(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return one app, over an empty store, for tests that bring a store of their own."""
    from app import create_app

    return create_app(settings_for(tmp_path_factory.mktemp("empty")))


@pytest.fixture(scope="session")
def demo_store() -> Path:
    """Give the folder of the demonstration; tests copy it or only read it."""
    return built("demo", ["flask", "--app", "app", "demo"])


@pytest.fixture(scope="session")
def released_sen2() -> Path:
    """Give the folder into which the DfE's releases were imported; tests only read it."""
    return built("released", ["tests.released", "{store}"], given=released())


def settings_for(place: Path) -> Any:
    """Return demo settings over a folder."""
    from access.settings import Settings

    environ = {"DATA_DIR": str(place), "DEMO": "1", "AUTHORITY_NAME": "Northmoor (invented)"}
    return Settings.from_environment(environ, ["pytest"])


@contextmanager
def over(lent_app: Any, place: Path) -> Iterator[Any]:
    """Lend the app over the store in a folder; to build an app anew takes half a second."""
    from app import open_house
    from callbacks.context import EXTENSION

    open_house(lent_app.server, settings_for(place))
    yield lent_app
    lent_app.server.extensions[EXTENSION].store.close()


@pytest.fixture
def demo_app(lent_app: Any, demo_store: Path, tmp_path: Path) -> Iterator[Any]:
    """Return an app over a copy of the demonstration."""
    place = tmp_path / "copy"
    shutil.copytree(demo_store, place)
    with over(lent_app, place) as app:
        yield app


def demo_principal(role: str) -> Any:
    """Return the demo person of a role, as the present request's app knows them."""
    from access.principal import Principal
    from callbacks.context import house

    account = next(one for one in house().accounts.all() if one.role == role and one.demo)
    return Principal(
        username=account.username,
        display_name=account.display_name,
        role=account.role,
        school_id=account.school_id,
        session_id="test",
    )
