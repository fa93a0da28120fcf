"""A draft from the demonstration's store, and the command that writes it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from access.refusals import Refusal
from callbacks.context import new_request_id, store, today
from callbacks.plans.sources import fresh_draft
from data.journal import Change
from data.schemas.plans import SECTIONS


def keep(app: Any, table: str, key: str, row: dict[str, Any]) -> None:
    """Save a row as a person would."""
    with app.server.app_context():
        change = Change(table=table, key=key, expected_revision=0, payload=row)
        store().journal.append(
            change, actor="coordinator", action="test", request_id=new_request_id()
        )


def run(app: Any, *args: str) -> Any:
    return app.server.test_cli_runner().invoke(args=list(args))


def test_a_draft_knows_the_header_the_documents_and_who_was_asked(demo_app: Any) -> None:
    with demo_app.server.app_context():
        plan = fresh_draft("EX1")
        assert plan.particulars.drafted_on == today().isoformat()
    head = plan.particulars
    assert (head.pupil_id, head.called, head.name, head.status) == ("EX1", "EX1", "", "draft")
    assert (head.authority, head.school) == ("Northmoor (invented)", "Northmoor College")
    assert (head.primary_need, head.cluster, head.age_band) == ("SLD", "X1", "16-19")
    assert head.invented
    assert head.requested_on
    assert not head.final_on
    assert tuple(dict.fromkeys(line.section for line in plan.lines)) == tuple(SECTIONS)
    provision = [line.text for line in plan.section("F")]
    assert any("1:1, for 12 hours a week" in text for text in provision)
    asked = [line.text for line in plan.section("K") if line.kind == "to_obtain"]
    assert asked
    assert all("specialist" not in text for text in asked)


def test_a_name_and_a_pronoun_that_were_entered_are_used(demo_app: Any) -> None:
    row = {"pupil_id": "EX1", "status": "family", "name": "Marlon", "pronoun": "he"}
    keep(demo_app, "plans", "EX1", row)
    with demo_app.server.app_context():
        plan = fresh_draft("EX1")
    assert (plan.particulars.called, plan.particulars.pronoun) == ("Marlon", "he")
    assert plan.particulars.status == "family"
    outcomes = [line.text for line in plan.section("E") if line.kind == "outcome"]
    assert all("Marlon will" in text for text in outcomes)


def test_a_pupil_without_documents_or_assessment_has_a_draft_of_questions(demo_app: Any) -> None:
    born = {"birth_month": 3, "birth_year": today_year(demo_app) - 9, "invented": True}
    keep(demo_app, "pupils", "NEW-1", {"pupil_id": "NEW-1", **born})
    with demo_app.server.app_context():
        plan = fresh_draft("NEW-1")
    assert tuple(dict.fromkeys(line.section for line in plan.lines)) == tuple(SECTIONS)
    assert not any(line.kind in ("need", "provision", "outcome") for line in plan.lines)
    assert plan.particulars.school == plan.particulars.cluster == ""


def today_year(app: Any) -> int:
    with app.server.app_context():
        return today().year


def test_an_unknown_pupil_is_refused(demo_app: Any) -> None:
    with demo_app.server.app_context(), pytest.raises(Refusal, match="There is no pupil"):
        fresh_draft("NOBODY")


def test_the_command_writes_a_word_document(demo_app: Any, tmp_path: Path) -> None:
    from docx import Document

    out = tmp_path / "EX1.docx"
    result = run(demo_app, "draft-plan", "EX1", str(out))
    assert result.exit_code == 0, result.output
    assert "say what is still to be obtained" in result.output
    text = "\n".join(
        paragraph.text
        for paragraph in Document(io.BytesIO(out.read_bytes())).element.body.iter()
        if hasattr(paragraph, "text") and paragraph.text
    )
    assert "12 hours a week" in text
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_the_command_tells_of_an_unknown_pupil(demo_app: Any, tmp_path: Path) -> None:
    result = run(demo_app, "draft-plan", "NOBODY", str(tmp_path / "out.docx"))
    assert result.exit_code != 0
    assert "There is no pupil with this reference." in result.output
    assert not (tmp_path / "out.docx").exists()


def test_the_command_tells_of_a_place_that_cannot_be_written(demo_app: Any, tmp_path: Path) -> None:
    result = run(demo_app, "draft-plan", "EX1", str(tmp_path / "no" / "out.docx"))
    assert result.exit_code != 0
    assert "cannot be written" in result.output
