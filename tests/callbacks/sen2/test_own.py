"""Our own SEN2 figures: who sees what, beside which authority, and what leaves as a file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from dash.exceptions import PreventUpdate

from access.refusals import Refusal
from analytics.sen2.own import Return, last_return
from callbacks.context import today
from callbacks.sen2 import own
from data.schemas.sen2_return import MODULES
from layouts.sen2 import own as layout
from tests.conftest import demo_principal
from tests.tree import walk, words_in

LAST = last_return(today())
RETURN = f"/sen2/own/return/{LAST.january}.zip"
SEERS = ("analyst", "leader", "administrator")
OTHERS = ("co-ordinator", "specialist", "panel", "senco")


@pytest.fixture
def here(shared_app: Any) -> Iterator[Any]:
    with shared_app.server.test_request_context():
        yield shared_app


def rows_of(answer: Any, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        found = next(one for one in archive.namelist() if one.endswith(f"_{name}.csv"))
        text = archive.read(found).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_our_figures_stand_beside_the_published_ones(here: Any) -> None:
    body, hidden, options = own.open_own(who=demo_principal("leader"), opened=True)
    words = words_in(body)
    assert f"On {layout.day(today())} we have 2,052 plans in force" in words
    assert "The newest published count of Northmoor is 2,042, of January 2025." in words
    assert "Invented figures for illustration" in words
    assert "Why ours may differ" in words and "What we cannot count" in words
    assert "nan" not in words.lower().split()
    assert (hidden, options) == (True, [])
    links = {props["href"] for tag, props in walk(body) if tag == "A"}
    assert links == {"/sen2/own/figures.csv", "/sen2/own/figures.xlsx"}


def test_only_an_administrator_is_offered_the_return(here: Any) -> None:
    _, hidden, options = own.open_own(who=demo_principal("administrator"), opened=True)
    assert not hidden
    assert [one["value"] for one in options] == ["last", "next"]


def test_an_authority_that_is_not_published_stands_alone(
    here: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = own.house()
    nobody = replace(house, settings=replace(house.settings, authority_name="Elsewhere Council"))
    monkeypatch.setattr(own, "house", lambda: nobody)
    body, *_ = own.open_own(who=demo_principal("leader"), opened=True)
    words = words_in(body)
    assert "No authority in the published figures has the name “Elsewhere Council”" in words
    assert "newest published count" not in words


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("West Averne Council", "West Averne"),
        ("The Averneshire", ""),
        ("NORTHMOOR", "Northmoor"),
        ("Northmoorland", ""),
    ],
)
def test_ours_is_the_longest_published_name_in_the_setting(
    here: Any, monkeypatch: pytest.MonkeyPatch, wanted: str, name: str
) -> None:
    house = own.house()
    named = replace(house, settings=replace(house.settings, authority_name=wanted))
    monkeypatch.setattr(own, "house", lambda: named)
    assert own._whose(own.sen2()).name == name


def test_the_population_is_left_out_where_it_stands_for_several(here: Any) -> None:
    authorities = own.sen2().authorities.copy()
    whose = own._whose(own.sen2())
    assert own._ours(whose, authorities).population == 45_994
    authorities["population_flagged"] = True
    assert own._ours(whose, authorities).population is None


@pytest.mark.parametrize("role", SEERS)
def test_our_figures_are_sent_as_a_file(shared_app: Any, sign_in: Any, role: str) -> None:
    answer = sign_in(shared_app, role).get("/sen2/own/figures.csv")
    assert answer.status_code == 200
    found = {
        row["indicator"]: row
        for row in csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
    }
    assert found["plans"]["now"] == "2052.0"
    assert found["appeals"]["last_symbol"] == "x"
    assert answer.headers["Cache-Control"] == "no-store"
    assert sign_in(shared_app, role).get("/sen2/own/figures.xlsx").data[:2] == b"PK"
    assert sign_in(shared_app, role).get("/sen2/own/figures.exe").status_code == 404


@pytest.mark.parametrize("role", [*OTHERS, "analyst", "leader"])
def test_nobody_but_an_administrator_takes_the_return(
    shared_app: Any, sign_in: Any, role: str
) -> None:
    client = sign_in(shared_app, role)
    assert client.get(RETURN).status_code == 403
    expected = 403 if role in OTHERS else 200
    assert client.get("/sen2/own/figures.csv").status_code == expected


def test_a_visitor_takes_nothing(shared_app: Any) -> None:
    client = shared_app.server.test_client()
    for address in (RETURN, "/sen2/own/figures.csv", "/sen2/own"):
        assert client.get(address).status_code in {302, 303, 401}


def test_the_return_holds_every_module_and_is_noted(shared_app: Any, sign_in: Any) -> None:
    answer = sign_in(shared_app, "administrator").get(RETURN)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    people = rows_of(answer, "person")
    assert len(people) > 1_000 and {row["Surname"] for row in people} == {""}
    for id, module in MODULES.items():
        assert set(module.fields) <= set(rows_of(answer, id)[0])
    assert rows_of(answer, "sen2")[0]["LEA"] == "Z01"
    assert {row["rule"] for row in rows_of(answer, "validation")} >= {"P01", "P03", "D01"}
    newest = own_store(shared_app).activity.recent(1)[0]
    assert (newest.action, newest.subject) == ("own_sen2.export", f"return-{LAST.january}")


def own_store(app: Any) -> Any:
    with app.server.test_request_context():
        return own.store()


def test_cells_of_the_return_are_no_formulas() -> None:
    import pandas as pd

    wanted = Return(2026, today())
    data = own._archive({"person": pd.DataFrame({"Surname": ["=1+1", "-x", "ok"]})}, wanted)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(archive.namelist()[0]).decode("utf-8-sig")
    assert text.splitlines() == ["Surname", "'=1+1", "'-x", "ok"]


def test_only_the_last_and_the_next_return_are_made(shared_app: Any, sign_in: Any) -> None:
    client = sign_in(shared_app, "administrator")
    for january in (LAST.january - 1, LAST.january + 2):
        assert client.get(f"/sen2/own/return/{january}.zip").status_code == 404


@pytest.mark.parametrize(("january", "year"), [("last", LAST.january), ("next", LAST.january + 1)])
def test_a_return_is_checked(here: Any, january: str, year: int) -> None:
    who = demo_principal("administrator")
    shown = own.check_return(who=who, clicks=1, january=january)
    words = words_in(shown)
    assert f"The return of January {year} has" in words
    assert "The surname is missing." in words
    # Which rows fail is personal data, so it is in the file alone.
    assert "EX1" not in words
    links = [props["href"] for tag, props in walk(shown) if tag == "A"]
    assert links == [layout.return_address(year)]
    assert own.store().activity.recent(1)[0].subject == f"check-{year}"


def test_nothing_is_checked_before_it_is_asked_for(here: Any) -> None:
    with pytest.raises(PreventUpdate):
        own.check_return(who=demo_principal("administrator"), clicks=None, january="last")
    with pytest.raises(Refusal):
        own.check_return(who=demo_principal("administrator"), clicks=1, january="2031")


def test_only_what_may_leave_is_kept_in_memory(here: Any) -> None:
    own.open_own(who=demo_principal("leader"), opened=True)
    cached = [name for name, one in vars(own).items() if hasattr(one, "cache_info")]
    assert [name for name in cached if name.startswith("_")] == ["_figures"]
