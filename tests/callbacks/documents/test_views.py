"""The views of a bundle as people of several roles open them."""

from __future__ import annotations

from typing import Any

import pytest

from access.refusals import Refusal
from callbacks.documents import opening, reading, views
from callbacks.documents.clouds import send_cloud
from callbacks.documents.tables import TABLES, send_table
from data.schemas import QUESTION_IDS
from layouts.documents import address
from layouts.documents.address import VIEWS
from tests.tree import ids_in, walk, words_in

PUPIL, DOCUMENT = "EX3", "EX3-03"


def opened(person: Any, part: str, at: str = "", username: str = "coordinator") -> Any:
    return views.open_documents(
        who=person(username),
        pupil_id=PUPIL,
        place={"part": part, "at": at},
        saved=None,
        put_right=None,
    )


@pytest.mark.parametrize("part", VIEWS)
def test_every_view_of_a_real_bundle_opens(person: Any, part: str) -> None:
    shown = opened(person, part)
    assert VIEWS[part].heading in words_in(shown)
    assert len(ids_in(shown)) == len(set(ids_in(shown)))


def test_every_sentence_link_of_the_overview_leads_to_that_sentence(
    house: Any, person: Any
) -> None:
    texts = {row["document_id"]: row["text"] for row in reading.rows_of(PUPIL)}
    leads = 0
    for tag, props in walk(opened(person, "overview")):
        if tag == "Link" and "?at=" in props["href"]:
            path, _, start = props["href"].partition("?at=")
            words = "".join(_plain(props["children"]))
            if words.startswith("Read it in"):
                continue
            assert texts[path.rsplit("/", 1)[1]][int(start) :].startswith(words)
            leads += 1
    assert leads >= 12


def _plain(tree: Any) -> list[str]:
    if isinstance(tree, list):
        return [text for part in tree for text in _plain(part)]
    return [tree] if isinstance(tree, str) else _plain(tree["props"]["children"])


def test_a_document_opens_at_a_sentence_and_is_on_the_trail(house: Any, person: Any) -> None:
    text = next(row["text"] for row in reading.rows_of(PUPIL) if row["document_id"] == DOCUMENT)
    shown = opened(person, DOCUMENT, at=str(text.index("His hearing loss") + 5))
    (here,) = [props for _, props in walk(shown) if props.get("id") == "here"]
    assert "".join(_plain(here["children"])).startswith("His hearing loss")
    last = house.store.activity.recent(1)[0]
    assert (last.action, last.subject) == ("documents.read", f"{PUPIL}/{DOCUMENT}")


@pytest.mark.parametrize("part", ["EX1-01", "nowhere", "", "../EX1"])
def test_another_pupil_s_document_is_not_found(house: Any, person: Any, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        opened(person, part)
    assert refused.value.code == 404


def test_names_are_refused_to_those_who_may_not_redact(house: Any, person: Any) -> None:
    with pytest.raises(Refusal) as refused:
        opened(person, "names", username="panel")
    assert refused.value.code == 403
    with pytest.raises(Refusal):
        send_table(who=person("panel"), pupil_id=PUPIL, name="names")


def test_a_bundle_is_read_once_and_its_doubts_follow_the_assessment(
    house: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = reading.rows_of(PUPIL)
    first = reading.read_rows(rows)
    monkeypatch.setattr(reading, "_read", None)
    answered = dict.fromkeys(QUESTION_IDS, 0)
    again = reading.read_rows(rows, assessment=answered)
    assert again.statements is not None
    assert again.documents is first.documents
    assert not first.doubts
    assert {doubt.question_id for doubt in again.doubts} >= {"hearing"}


def test_what_a_person_said_of_a_document_counts_instead(house: Any) -> None:
    rows = [{**row, "type": "gp_letter", "about_pupil": False} for row in reading.rows_of(PUPIL)]
    changed = [{**row, "revision": row["revision"] + 1} for row in rows]
    found = reading.read_rows(changed)
    assert {one.facts.type for one in found.documents} == {"gp_letter"}
    assert found.statements == ()
    assert reading.version_of(changed) != reading.version_of(rows)


@pytest.mark.parametrize("name", address.TABLES)
def test_every_table_is_sent_as_a_file(house: Any, person: Any, name: str) -> None:
    answer = send_table(who=person("coordinator"), pupil_id=PUPIL, name=name)
    assert f"documents-EX3-{name}.csv" in answer.headers["Content-Disposition"]
    assert len(answer.get_data(as_text=True).splitlines()) > 1


def test_the_tables_are_those_that_the_pages_link_to(house: Any, person: Any) -> None:
    assert set(TABLES) == set(address.TABLES)
    with pytest.raises(Refusal):
        send_table(who=person("coordinator"), pupil_id=PUPIL, name="other")


def test_a_cloud_is_a_picture_that_does_not_change(house: Any, person: Any) -> None:
    first, again = (
        send_cloud(who=person("coordinator"), pupil_id=PUPIL, name="positive") for _ in range(2)
    )
    assert first.mimetype == "image/png"
    assert first.get_data()[:4] == b"\x89PNG"
    assert first.get_data() == again.get_data()
    with pytest.raises(Refusal):
        send_cloud(who=person("coordinator"), pupil_id=PUPIL, name="other")


def test_own_pupils_with_documents_are_offered(house: Any, person: Any) -> None:
    offered = words_in(views.list_choices(who=person("coordinator"), opened=True))
    assert "EX1 , 9 documents" in offered
    of_the_school = words_in(views.list_choices(who=person("senco"), opened=True))
    assert "EX3" in of_the_school
    assert "EX1" not in of_the_school
    assert "No pupil" in words_in(views.list_choices(who=person("leader"), opened=True))


def test_an_original_has_an_address_only_where_it_is_kept(house: Any) -> None:
    assert opening.original("P1", {"document_id": "d", "sha256": None}) == ""
    assert opening.original("P1", {"document_id": "d", "sha256": "a"}).endswith("/d/original")


def test_roles_are_offered_what_the_policy_allows(house: Any, person: Any) -> None:
    assert opening.may_do(person("coordinator"), PUPIL).assess
    assert not opening.may_do(person("panel"), PUPIL).assess
    assert not opening.may_do(person("panel"), PUPIL).upload


def test_the_bundle_is_to_hold_the_advice_that_was_asked_for(house: Any, person: Any) -> None:
    expected = {
        item.id: item for item in opening.open_bundle(person("coordinator"), "EX1").expected
    }
    assert expected["occupational_therapist"].state == "missing"
    assert expected["speech_language_therapist"].state == "here"
