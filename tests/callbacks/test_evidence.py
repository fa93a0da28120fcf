"""What works: what each role sees of it, one of it, its tables, and what is withheld."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest
from dash.exceptions import PreventUpdate

from access.principal import Principal
from callbacks import evidence
from callbacks.context import house
from layouts.evidence.address import PAGE, Chosen, chosen_of
from layouts.evidence.page import layout
from tests.tree import walk, words_in


@pytest.fixture
def person(shared_app: Any) -> Iterator[Callable[[str], Principal]]:
    """Give people of one app that all of these tests read, so that it reckons once."""

    def named(username: str) -> Principal:
        account = house().accounts.get(username)
        return Principal(
            username=account.username,
            display_name=account.display_name,
            role=account.role,
            school_id=account.school_id,
            session_id="test",
        )

    with shared_app.server.test_request_context():
        yield named


def shown(person: Any, username: str = "coordinator", **asked: str) -> Any:
    return evidence.open_evidence(who=person(username), asked=asked)


def rows_in(sent: Any) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(sent["content"]), dtype=str, keep_default_na=False)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("package", "SP2: One to one sessions"),
        ("outcome", "Language"),
        ("cluster", "X5"),
        ("setting", "no ranking"),
    ],
)
def test_everything_is_shown_by_what_is_chosen(person: Any, by: str, words: str) -> None:
    page = shown(person, by=by)
    told = words_in(page)
    assert words in told
    assert "where 0 is as hoped" in told
    assert ("A package given to those in most need looks worse" in told) == (by == "package")


@pytest.mark.parametrize(
    ("by", "one", "words"),
    [
        ("package", "sp3", "Beside pupils like these without it"),
        ("outcome", "outcome_language", "Language, by cluster"),
        ("cluster", "X6", "X6, by package"),
        ("setting", "S001", "What has moved"),
    ],
)
def test_one_of_them_is_shown_alone(person: Any, by: str, one: str, words: str) -> None:
    told = words_in(shown(person, by=by, one=one))
    assert words in told
    assert "In the last 12 months:" in told


def test_what_nobody_answered_about_is_said_to_be_unknown(person: Any) -> None:
    assert "No answer is about this" in words_in(shown(person, one="sp99"))
    assert "No outcome has been rated yet" in words_in(shown(person, by="outcome", voice="nobody"))


def test_those_outside_casework_see_no_small_number(person: Any) -> None:
    full = rows_in(
        evidence.download_evidence(who=person("coordinator"), clicks=1, asked={"by": "setting"})
    ).set_index("setting")
    small = full.index[full["pupils"].astype(int).between(1, 5)]
    assert len(small)
    sent = evidence.download_evidence(who=person("leader"), clicks=1, asked={"by": "setting"})
    seen = rows_in(sent).set_index("setting")
    assert (seen.loc[small, ["pupils", "ratings", "attainment", "hours"]] == "c").all(axis=None)
    known = seen.loc[seen["pupils"] != "c", "pupils"].astype(int)
    assert (known > 5).all()
    assert "c: withheld" in words_in(shown(person, "leader", by="setting"))
    assert "c: withheld" not in words_in(shown(person, by="setting"))


def test_settings_are_never_ranked(person: Any) -> None:
    sent = evidence.download_evidence(who=person("analyst"), clicks=1, asked={"by": "setting"})
    names = list(rows_in(sent)["setting"])
    assert names == sorted(names, key=str.casefold)


def test_the_tables_are_sent(person: Any) -> None:
    asked = {"by": "package", "one": "sp3"}
    sent = evidence.download_evidence(who=person("coordinator"), clicks=1, asked=asked)
    assert sent["filename"] == "what-works-by-cluster.csv"
    sent = evidence.download_differences(who=person("leader"), clicks=1, asked={})
    assert sent["filename"] == "packages-compared.csv"
    assert "SP3: Small group work" in set(rows_in(sent)["package"])
    sent = evidence.download_evidence(
        who=person("coordinator"), clicks=1, asked={"by": "cluster", "one": "X6"}
    )
    assert sent["filename"] == "what-works-by-package.csv"


def test_nothing_is_sent_without_a_click(person: Any) -> None:
    who = person("leader")
    for sent in (evidence.download_evidence, evidence.download_differences):
        for clicks, asked in ((None, {}), (1, None)):
            with pytest.raises(PreventUpdate):
                sent(who=who, clicks=clicks, asked=asked)
    with pytest.raises(PreventUpdate):
        evidence.open_evidence(who=who, asked=None)


def test_a_cluster_or_a_voice_narrows_the_answers(person: Any) -> None:
    every, fewer = (
        words_in(shown(person, by="outcome", **asked)) for asked in ({}, {"cluster": "X6"})
    )
    assert "in cluster X6?" in fewer
    assert every.split(" pupils stand")[0] != fewer.split(" pupils stand")[0]
    parents = words_in(shown(person, voice="parent", by="outcome"))
    assert parents.split(" pupils stand")[0] != every.split(" pupils stand")[0]


def test_links_carry_on_what_is_chosen(person: Any) -> None:
    page = shown(person, by="outcome", voice="parent", cluster="X2")
    links = {props["href"] for tag, props in walk(page) if tag == "Link"}
    assert f"{PAGE}?by=outcome&cluster=X2&voice=setting" in links
    assert f"{PAGE}?by=setting&voice=parent" in links
    assert f"{PAGE}?by=outcome&one=outcome_language&voice=parent" in links


def test_an_address_says_what_is_chosen() -> None:
    assert chosen_of({}) == Chosen()
    assert chosen_of({"by": "cat", "one": ["a", "b"], "cluster": "X1"}) == Chosen(cluster="X1")
    assert chosen_of({"by": "setting", "cluster": "X1"}) == Chosen(by="setting")
    assert Chosen().address == PAGE
    (asked,) = (
        props["data"]
        for _, props in walk(layout(by="setting", one="S1"))
        if props.get("id") == "evidence-asked-store"
    )
    assert asked == {"by": "setting", "one": "S1", "cluster": "", "voice": ""}
