"""Links are made, renewed and taken back by who holds the case; the record has no secret."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from access.refusals import Refusal
from callbacks.context import store, today
from callbacks.feedback.links import renew_link, revoke_link, usual_last_day
from data.journal import Conflict
from data.schemas import Invalid
from data.schemas.feedback import asked_of
from tests.callbacks.feedback.conftest import PUPIL, asked_about


def row_of(link_id: str) -> Any:
    return store().tables.row("feedback_links", link_id)


def test_a_link_says_who_is_asked_what_and_until_when(made: Any, house: Any) -> None:
    link = made("parent", addressee=" Mrs Ash ")
    row = row_of(link.link_id)
    assert (row["pupil_id"], row["voice"], row["addressee"]) == (PUPIL, "parent", "Mrs Ash")
    assert row["expires_on"] == (today() + timedelta(days=28)).isoformat()
    assert asked_of(json.loads(row["asked"])) == asked_about(PUPIL)
    address, _, token = link.address.partition("#")
    assert address == "http://localhost/answer"
    opened = house.links.open(token, link.code)
    assert opened is not None
    assert opened.link_id == link.link_id


def test_what_opens_it_is_in_no_file_of_the_store(made: Any) -> None:
    link = made()
    store().tables.fold_all()
    kept = b"".join(path.read_bytes() for path in store().directory.rglob("*") if path.is_file())
    assert link.link_id.encode() in kept
    assert link.address.partition("#")[2].encode() not in kept
    # Six digits may stand in a file by chance, so only where this link does.
    assert link.code not in json.dumps(row_of(link.link_id), default=str)


def test_the_last_day_is_at_most_90_days_away(made: Any) -> None:
    assert made(expires_on=today()).code
    assert made(expires_on=today() + timedelta(days=90)).code
    for days in (-1, 91):
        with pytest.raises(Invalid, match="90 days"):
            made(expires_on=today() + timedelta(days=days))
    assert usual_last_day() == today() + timedelta(days=28)


def test_only_who_holds_the_case_makes_renews_and_takes_back(made: Any, person: Any) -> None:
    link = made()
    senco, leader = person("senco"), person("leader")
    for who in (senco, leader):
        with pytest.raises(Refusal):
            made(who=who)
        with pytest.raises(Refusal):
            renew_link(link.link_id, expires_on=today(), who=who)
        with pytest.raises(Refusal):
            revoke_link(link.link_id, who=who)
    with pytest.raises(Refusal):
        made(pupil="NOBODY")
    assert not row_of(link.link_id)["revoked_on"]


def test_a_renewed_link_is_the_same_link_with_another_secret(
    made: Any, ana: Any, house: Any
) -> None:
    link = made(expires_on=today())
    revoke_link(link.link_id, who=ana)
    again = renew_link(link.link_id, expires_on=usual_last_day(), who=ana)
    row = row_of(link.link_id)
    assert again.link_id == link.link_id
    assert (row["revoked_on"], row["expires_on"]) == (None, usual_last_day().isoformat())
    assert house.links.open(link.address.partition("#")[2], link.code) is None
    assert house.links.open(again.address.partition("#")[2], again.code)


def test_taking_back_twice_changes_nothing_more(made: Any, ana: Any) -> None:
    link = made()
    revoke_link(link.link_id, who=ana)
    revoke_link(link.link_id, who=ana)
    row = row_of(link.link_id)
    assert (row["revoked_on"], row["revision"]) == (today().isoformat(), 2)


def test_an_answered_or_unknown_link_is_left_alone(made: Any, ana: Any, house: Any) -> None:
    from callbacks.feedback.links import link_change

    link = made()
    row = row_of(link.link_id)
    change = link_change({**row, "answered_on": today().isoformat()}, revision=row["revision"])
    house.store.journal.append(change, actor="link", action="feedback.answer", request_id="r")
    with pytest.raises(Invalid, match="was answered"):
        revoke_link(link.link_id, who=ana)
    with pytest.raises(Invalid, match="was answered"):
        renew_link(link.link_id, expires_on=today(), who=ana)
    with pytest.raises(Invalid, match="no such link"):
        revoke_link("nobody", who=ana)


def test_two_who_renew_at_once_do_not_overwrite_each_other(
    made: Any, ana: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = made()
    stale = row_of(link.link_id)
    revoke_link(link.link_id, who=ana)
    row = store().tables.row
    stands = {"feedback_links": lambda _key: stale}
    monkeypatch.setattr(
        store().tables, "row", lambda name, key: stands.get(name, lambda k: row(name, k))(key)
    )
    with pytest.raises(Conflict):
        renew_link(link.link_id, expires_on=today(), who=ana)


def test_over_https_the_address_says_so(
    made: Any, house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from callbacks.feedback import links

    secure = replace(house, settings=replace(house.settings, https=True))
    monkeypatch.setattr(links, "house", lambda: secure)
    assert made().address.startswith("https://localhost/answer#")
