"""The app as a browser meets it: pages, statuses, headers and compression."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import brotli
import pytest

from layouts.registry import PAGES
from tests.built import ROOT


def test_health_is_open_and_says_nothing_more(shared_app: Any) -> None:
    answer = shared_app.server.test_client().get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.parametrize("address", ["/", "/pupils", "/pupils/EX1", "/create", "/packages"])
def test_pages_open_in_english_with_the_person_s_name(
    shared_app: Any, sign_in: Any, address: str
) -> None:
    answer = sign_in(shared_app, "co-ordinator").get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert '<html lang="en-GB">' in answer.text
    assert "Asha Patel" in answer.text


NO_PAGES = (
    *("/nowhere", "/pupil", "/packages2", "/_dash-nothing", "/create/more", "/charts/pupil"),
    *("/sen2/nowhere", "/sen2/league/301", "/sen2/files", "/pupils/EX1/more", "/charts/clusters/"),
    *("/documents/EX1/files/more", "/documents//files"),
)


@pytest.mark.parametrize("address", NO_PAGES)
def test_an_address_that_is_no_page_is_not_found_by_anybody(
    shared_app: Any, sign_in: Any, address: str
) -> None:
    for client in (sign_in(shared_app, "co-ordinator"), shared_app.server.test_client()):
        answer = client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert "There is no such page." in answer.text


def test_every_page_is_found_with_and_without_a_slash_behind_it() -> None:
    for page in PAGES:
        address = (page.path_template or page.path).replace("<", "").replace(">", "")
        opened = {one.id for one in PAGES if one.opens(address)}
        assert page.id in opened
        assert {one.id for one in PAGES if one.opens(f"{address}/")} == opened
        assert len(opened) == 1


def test_one_person_s_page_never_names_another(shared_app: Any, sign_in: Any) -> None:
    first, second = sign_in(shared_app, "co-ordinator"), sign_in(shared_app, "specialist")
    first.get("/")
    page = second.get("/pupils", headers={"Accept": "text/html"}).text
    assert "Dr Ben Osei" in page
    assert "Asha Patel" not in page


def test_nobody_s_data_is_in_the_page_itself(shared_app: Any, sign_in: Any) -> None:
    page = sign_in(shared_app, "co-ordinator").get("/pupils/EX1").text
    assert "Northmoor College" not in page
    assert "NM1" not in page


@pytest.mark.parametrize(
    ("role", "place"), [("leader", "/charts"), ("analyst", "/charts"), ("co-ordinator", None)]
)
def test_each_role_starts_on_a_page_it_may_open(
    shared_app: Any, sign_in: Any, role: str, place: str | None
) -> None:
    assert sign_in(shared_app, role).get("/").headers.get("Location") == place


def test_signed_out_people_are_sent_to_sign_in(shared_app: Any) -> None:
    answer = shared_app.server.test_client().get("/pupils/EX1", headers={"Accept": "text/html"})
    assert unquote(answer.headers["Location"]) == "/sign-in?next=/pupils/EX1"


def test_pages_are_compressed_and_assets_kept(shared_app: Any, sign_in: Any) -> None:
    client = sign_in(shared_app, "co-ordinator")
    assert client.get("/", headers={"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"
    with client.get("/assets/10-tokens.css") as asset:
        assert "max-age=31536000" in asset.headers["Cache-Control"]


def test_a_file_is_sent_small_and_whole(shared_app: Any) -> None:
    client = shared_app.server.test_client()
    for _ in range(2):
        with client.get("/assets/20-base.css", headers={"Accept-Encoding": "br"}) as small:
            assert small.headers["Content-Encoding"] == "br"
            assert "Accept-Encoding" in small.headers["Vary"]
            assert brotli.decompress(small.data) == (ROOT / "assets/20-base.css").read_bytes()
    with client.get("/assets/20-base.css") as plain:
        assert "Content-Encoding" not in plain.headers
        assert plain.data == (ROOT / "assets/20-base.css").read_bytes()


@pytest.mark.parametrize(
    ("address", "at_once"),
    [("/", False), ("/create", False), ("/packages", False), ("/pupils/EX1", True)],
)
def test_plotly_is_fetched_at_once_only_where_there_are_charts(
    shared_app: Any, sign_in: Any, address: str, at_once: bool
) -> None:
    page = sign_in(shared_app, "co-ordinator").get(address).text
    named = re.findall(r'<script id="plotly" async (src|data-src)="/assets/00-plotly', page)
    assert named == ["src" if at_once else "data-src"]
    assert ("async-graph.js" in page) == at_once
    assert "polyfill" not in page
    assert 'src="/_dash-component-suites/dash/dash_table' not in page
    assert page.count("react-dom@") == 1


def test_a_page_waits_for_no_style_sheet_and_asks_early_for_what_dash_needs(
    shared_app: Any, sign_in: Any
) -> None:
    page = sign_in(shared_app, "co-ordinator").get("/pupils/EX1").text
    head = page.partition("</head>")[0]
    assert 'rel="stylesheet"' not in head
    written = {path.name: path.read_text() for path in sorted((ROOT / "assets").glob("*.css"))}
    alone = written.pop("49-answer.css")
    assert f"<style>{''.join(written.values())}</style>" in head
    assert alone not in head
    for address in ("/_dash-layout", "/_dash-dependencies"):
        assert f'<link rel="preload" as="fetch" crossorigin href="{address}">' in head


def test_plotly_js_asks_to_be_compiled_while_it_arrives() -> None:
    with (ROOT / "assets/00-plotly-cartesian.min.js").open() as file:
        assert file.readline() == "//# allFunctionsCalledOnLoad\n"


def test_no_address_of_dash_s_newer_surfaces_is_open(shared_app: Any) -> None:
    rules = {rule.rule for rule in shared_app.server.url_map.iter_rules()}
    assert not [rule for rule in rules if "mcp" in rule or "ws" in rule.split("/")]
