"""A plan is sent as a Word document and shown to print, to who may read it and nobody else."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from callbacks.plans import files
from data.documents.refusals import Refused
from data.schemas.plans import Plan
from tests.callbacks.conftest import SAME_SITE


@pytest.fixture
def client(demo_app: Any, plan: Plan, sign_in: Any) -> Any:
    """Return the co-ordinator's browser."""
    return sign_in(demo_app, "co-ordinator")


def words_of(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


def test_the_plan_is_sent_as_a_word_document(client: Any) -> None:
    answer = client.get("/generator/EX1/plan.docx", headers=SAME_SITE)
    assert answer.status_code == 200
    assert answer.mimetype == files.WORD
    assert 'filename="plan-EX1.docx"' in answer.headers["Content-Disposition"]
    assert "Speech therapy, three sessions a week." in words_of(answer.data)


def test_the_family_s_version_has_what_is_agreed_only(client: Any) -> None:
    answer = client.get("/generator/EX1/plan.docx?version=family", headers=SAME_SITE)
    assert 'filename="plan-EX1-family.docx"' in answer.headers["Content-Disposition"]
    assert "Speech therapy" not in words_of(answer.data)


@pytest.mark.parametrize("query", ["", "?version=family"])
def test_the_plan_is_shown_to_print(client: Any, query: str) -> None:
    answer = client.get(f"/generator/EX1/plan.html{query}", headers=SAME_SITE)
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert ("Speech therapy" in answer.text) == (not query)


@pytest.mark.parametrize("name", ["plan.docx", "plan.html"])
def test_nobody_else_gets_it(demo_app: Any, plan: Plan, sign_in: Any, name: str) -> None:
    analyst = sign_in(demo_app, "analyst")
    assert analyst.get(f"/generator/EX1/{name}", headers=SAME_SITE).status_code == 403


def test_a_template_that_cannot_be_used_is_told(
    client: Any, demo_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> bytes:
        raise Refused("The template cannot be read.")

    monkeypatch.setattr(files, "_template", broken)
    answer = client.get("/generator/EX1/plan.docx", headers=SAME_SITE)
    assert answer.status_code == 503
    assert "The template cannot be read." in answer.text


def test_without_a_setting_there_is_no_template(house: Any) -> None:
    assert files._template() is None
