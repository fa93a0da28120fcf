"""An app over a copy of the demonstration, and people who use it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from access.principal import Principal
from tests.conftest import settings_for

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="session")
def shared_app(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return one app for tests that only read, or whose writes disturb no other test."""
    from app import create_app

    place = tmp_path_factory.mktemp("shared") / "store"
    shutil.copytree(demo_store, place)
    return create_app(settings_for(place))


@pytest.fixture
def sign_in() -> Callable[[Any, str], FlaskClient]:
    """Return a function that signs a demo role in to an app."""

    def enter(app: Any, role: str) -> FlaskClient:
        client = app.server.test_client()
        answer = client.post("/sign-in/demo", data={"role": role}, headers=SAME_SITE)
        assert answer.status_code == 303, answer.text
        return client

    return enter


@pytest.fixture
def house(demo_app: Any) -> Iterator[Any]:
    """Open a request in an app of this test's own, and return its house."""
    from callbacks.context import house as present_house

    with demo_app.server.test_request_context():
        yield present_house()


@pytest.fixture
def person(house: Any) -> Callable[[str], Principal]:
    """Return a function that gives the principal of a demo user name."""

    def named(username: str) -> Principal:
        account = house.accounts.get(username)
        return Principal(
            username=account.username,
            display_name=account.display_name,
            role=account.role,
            school_id=account.school_id,
            session_id="test",
        )

    return named
