"""Every id that a callback names exists on a page, and every output has one owner."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from layouts import ids
from layouts.feedback import ids as feedback_ids
from tests.tree import ids_in, walk


@pytest.fixture
def page_ids(demo_app: Any) -> list[str]:
    demo_app.server.test_client().get("/sign-in")
    return ids_in(demo_app.validation_layout)


def named_by_callbacks(app: Any) -> set[str]:
    names = set()
    for output, entry in app.callback_map.items():
        names |= {place["id"] for place in (*entry["inputs"], *entry["state"])}
        for part in output.strip(".").split("..."):
            names.add(part.rsplit(".", 1)[0])
    return names


def test_every_id_a_callback_names_is_on_a_page(demo_app: Any, page_ids: list[str]) -> None:
    own = {name for name in named_by_callbacks(demo_app) if not name.startswith("_pages")}
    assert own - set(page_ids) == set()


def test_every_id_is_on_the_pages_once(page_ids: list[str]) -> None:
    assert {name: n for name, n in Counter(map(str, page_ids)).items() if n > 1} == {}


def test_every_output_has_one_owner(demo_app: Any, page_ids: list[str]) -> None:
    parts = Counter(
        part for output in demo_app.callback_map for part in output.strip(".").split("...")
    )
    assert {part: n for part, n in parts.items() if n > 1} == {}


def test_every_named_id_is_used(page_ids: list[str]) -> None:
    every = vars(ids) | vars(feedback_ids)
    named = {value for name, value in every.items() if name.isupper() and name != "LOCATION"}
    assert named - set(page_ids) == set()


def test_no_component_may_take_raw_html(demo_app: Any, page_ids: list[str]) -> None:
    risky = {"dangerously_allow_html", "srcDoc", "dangerouslySetInnerHTML"}
    for _, props in walk(demo_app.validation_layout):
        assert not risky & set(props)
