"""Databases and small apps that the access tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from dash import Dash
from sqlalchemy import Engine

from data.database import create_tables, open_database
from tests.access.small_app import FakeClock, World, build_world, settings_for


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def engine(tmp_path: Path):
    yield from _engine(tmp_path)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    folder = tmp_path_factory.mktemp("app")
    return build_world(open_database("sqlite://"), settings_for(folder)).app


@pytest.fixture
def world(app: Dash, engine: Engine, tmp_path: Path) -> World:
    return build_world(engine, settings_for(tmp_path), app=app)


@pytest.fixture
def demo(app: Dash, engine: Engine, tmp_path: Path) -> World:
    return build_world(engine, settings_for(tmp_path, demo=True), app=app)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory):
    """One app for tests that change nothing; it has an account for each staff role."""
    folder = tmp_path_factory.mktemp("shared")
    for engine in _engine(folder):
        world = build_world(engine, settings_for(folder))
        for role in ("co-ordinator", "specialist", "panel", "senco", "analyst", "leader"):
            world.account(role, role)
        world.account("administrator", "administrator")
        yield world


def _engine(folder: Path):
    engine = open_database(f"sqlite:///{folder / 'journal.db'}")
    create_tables(engine)
    yield engine
    engine.dispose()
