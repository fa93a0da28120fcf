"""The invented release, imported once for all tests of the SEN2 pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from callbacks.sen2 import source
from callbacks.sen2.arranged import Source, in_use
from callbacks.sen2.importing import import_paths
from data.sen2.published import ILLUSTRATIVE

NOW = datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import the invented release into a folder of its own."""
    folder = tmp_path_factory.mktemp("sen2")
    import_paths(folder, [source.INVENTED], now=NOW, progress=str, release=ILLUSTRATIVE)
    return folder


@pytest.fixture
def figures(invented: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Source]:
    """Let every page read the invented release, and return it."""
    monkeypatch.setattr(source, "directory", lambda: invented)
    yield in_use()


@pytest.fixture
def visitor(shared_app: Any, figures: Source) -> Any:
    """Return a client that has not signed in."""
    return shared_app.server.test_client()
