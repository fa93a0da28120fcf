"""Linting lines of plans from the command line, as a person would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def run(app: Any, *args: str | Path) -> Any:
    return app.server.test_cli_runner().invoke(args=["lint-plan-text", *(str(one) for one in args)])


def written(path: Path, *rows: Any) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_lines_are_linted(lent_app: Any, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    lines = written(
        tmp_path / "in.jsonl",
        {"id": "1", "section": "F", "text": "Support as required in a small group."},
        "",
        {"id": 2, "section": "E", "text": "He will access\u2028speech and language therapy."},
        {"id": "3", "section": "B", "text": "She may need regular reminders."},
        {"id": "4", "section": "G", "text": "None."},
        {"id": "\ud800", "section": "H2", "text": "Regular \ud800 visits"},
    )
    result = run(lent_app, lines, out)
    assert result.exit_code == 0, result.output
    assert "5 lines were linted" in result.output
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
    assert found[0] == {
        "id": "1",
        "missing": [
            "what",
            "who",
            "frequency",
            "duration",
            "group_size",
            "expertise",
            "review",
        ],
        "vague": ["as required", "small group"],
        "is_service": False,
    }
    assert found[1]["is_service"] is True
    assert found[1]["missing"] == ["specific", "measurable", "relevant", "time_bound"]
    assert found[2] == {"id": "3", "missing": [], "vague": ["may", "regular"], "is_service": False}
    assert found[3]["missing"] == []
    assert found[4]["id"] == "\ud800"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("not json", "Line 2 is not of the form"),
        ("[1]", "Line 2 is not of the form"),
        ('{"id": "a", "text": "b"}', "Line 2 is not of the form"),
        ('{"id": "a", "section": "F", "text": 5}', "Line 2: the text is not a text."),
        ('{"id": "a", "section": "Z", "text": "b"}', "Line 2: the section is not one of A, B"),
        ('{"id": "a", "section": ["F"], "text": "b"}', "Line 2: the section is not one of A, B"),
        ("[" * 100_000, "Line 2 is not of the form"),
    ],
)
def test_a_bad_line_is_told_and_nothing_is_written(
    lent_app: Any, tmp_path: Path, row: str, told: str
) -> None:
    out = tmp_path / "out.jsonl"
    lines = written(tmp_path / "in.jsonl", {"id": "1", "section": "F", "text": "x"}, row)
    result = run(lent_app, lines, out)
    assert result.exit_code == 1
    assert told in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_text_that_is_not_utf_8_is_told(lent_app: Any, tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_bytes(b"\xff\xfe")
    result = run(lent_app, lines, tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "is not a text in UTF-8." in result.output


def test_a_file_that_cannot_be_written_is_told(lent_app: Any, tmp_path: Path) -> None:
    lines = written(tmp_path / "in.jsonl", {"id": "1", "section": "F", "text": "x"})
    result = run(lent_app, lines, tmp_path / "none" / "out.jsonl")
    assert result.exit_code == 1
    assert "cannot be written" in result.output


def test_weights_of_kinds_are_learned_from_labelled_lines(lent_app: Any, tmp_path: Path) -> None:
    told = {"equipment": "A laptop", "direct": "Art therapy", "nil_statement": "None"}
    rows = [
        {"section": "F", "text": f"{text} {word}.", "kind": kind}
        for kind, text in told.items()
        for word in ("now", "then")
    ]
    given = written(tmp_path / "in.jsonl", *rows, {"section": "E", "text": "x", "kind": "outcome"})
    out = tmp_path / "weights.json"
    runner = lent_app.server.test_cli_runner()
    result = runner.invoke(args=["train-plan-kinds", str(given), str(out)])
    assert result.exit_code == 0, result.output
    assert "6 lines were learned from" in result.output
    assert set(json.loads(out.read_text())["kinds"]) == set(told)
    bad = written(tmp_path / "bad.jsonl", {"section": "F", "text": "A laptop"})
    result = runner.invoke(args=["train-plan-kinds", str(bad), str(tmp_path / "none.json")])
    assert result.exit_code == 1
    assert "cannot be learned from" in result.output
    assert not (tmp_path / "none.json").exists()
