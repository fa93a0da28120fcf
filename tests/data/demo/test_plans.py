"""The kept plans of the examples: every line stands in the document that it names."""

from __future__ import annotations

import datetime
import json

import pytest

from data.demo import authority, plans
from data.schemas import TABLES
from data.schemas.plans import PROVISION_SECTIONS

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {
        row["document_id"]: row["text"] for row in authority.rows("document_texts", today=TODAY)
    }


@pytest.fixture(scope="module")
def lines(texts: dict[str, str]) -> list[dict]:
    documents = authority.rows("documents", today=TODAY)
    return plans.line_rows(
        documents, [{"document_id": name, "text": text} for name, text in texts.items()]
    )


def test_every_line_is_a_row_that_can_be_kept(lines):
    for row in lines:
        TABLES["plan_lines"].validate(row)
    assert {row["pupil_id"] for row in lines} == {"EX3", "EX5"}
    assert len({row["line_key"] for row in lines}) == len(lines)


def test_every_quote_stands_where_it_says(lines, texts):
    for row in lines:
        first, *others = json.loads(row["sources"])
        assert texts[first["ref"]][first["start"] : first["end"]] == first["quote"]
        assert all(one["kind"] == "package" for one in others)


def test_every_need_has_an_outcome_or_provision_and_links_lead_to_lines(lines):
    for pupil_id in plans.LINES:
        own = {
            row["line_key"].partition(":")[2]: row for row in lines if row["pupil_id"] == pupil_id
        }
        linked = {name for row in own.values() for name in json.loads(row["links"])}
        assert linked <= set(own)
        needs = {name for name, row in own.items() if row["kind"] == "need"}
        served = {
            name
            for row in own.values()
            if row["section"] in PROVISION_SECTIONS
            for name in json.loads(row["links"])
        }
        assert needs <= served


def test_the_heads_follow_the_process():
    heads = plans.plan_rows(authority.rows("requests", today=TODAY))
    for row in heads:
        TABLES["plans"].validate(row)
    assert {row["pupil_id"]: row["status"] for row in heads} == {"EX3": "final", "EX5": "final"}
