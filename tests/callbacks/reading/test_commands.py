"""Reading bundles and sentences from the command line, as a person would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.schemas.questions import QUESTION_IDS

AUDIOLOGY = """BRAMLEY ROYAL INFIRMARY
Department of Audiology

Typed: 24 April 2025

Re: Wanda Kite, DOB 03/11/2015

Wanda has a severe hearing loss in both ears and she wears two hearing aids at school.

Yours sincerely
Gwilym Harker
Paediatric Audiologist
"""
EMAIL = b"""From: Zaynab Kite <zaynab@gmail.com>
To: SEND <send@bramley.example>
Subject: Wanda
Date: Tue, 4 Nov 2025 18:22:41 +0000
Content-Type: text/plain; charset=utf-8

Wanda is my daughter. She loves to swim and she is good with her cousins and the dog.
She cannot hear me from the kitchen, which is not safe, and she is worn out after school.
"""


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "many" / "wanda"
    folder.mkdir(parents=True)
    (folder / "scan.txt").write_text(AUDIOLOGY, encoding="utf-8")
    (folder / "re.eml").write_bytes(EMAIL)
    (folder / "old.txt").write_bytes("Ihre H\xf6rger\xe4te | a\tb".encode("cp1252"))
    (folder / "gold.json").write_text("{}", encoding="utf-8")
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    return folder


def run(app: Any, *args: str | Path) -> Any:
    return app.server.test_cli_runner().invoke(args=[str(one) for one in args])


def test_a_bundle_is_read(lent_app: Any, bundle: Path, tmp_path: Path) -> None:
    entries = tmp_path / "entries.json"
    entries.write_text('{"hearing": 0, "asd": 3, "visual": 0}', encoding="utf-8")
    out = tmp_path / "out.json"
    result = run(lent_app, "read-bundle", bundle, out, "--assessment", entries)
    assert result.exit_code == 0, result.output
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["documents"]["scan.txt"] == {
        "type": "audiology_report",
        "author_role": "audiologist",
        "author_name": "Gwilym Harker",
        "date": "2025-04-24",
        "about_pupil": True,
    }
    assert found["documents"]["re.eml"]["type"] == "parent_email"
    assert found["documents"]["old.txt"]["type"] == "unreadable_scan"
    assert tuple(found["scales"]) == QUESTION_IDS
    assert found["scales"]["hearing"]["value"] == "Severe"
    assert found["scales"]["hearing"]["ordinal"] == 3
    first = found["scales"]["hearing"]["evidence"][0]
    assert first["file"] == "scan.txt"
    assert first["quote"] in AUDIOLOGY
    assert first["page"] is None
    assert found["flags"] == ["hearing", "asd"]
    assert 0 < len(found["summary"]) <= 20
    assert "Gwilym Harker" in found["names"]


def test_many_bundles_are_read(lent_app: Any, bundle: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = run(lent_app, "read-bundles", bundle.parent, out)
    assert result.exit_code == 0, result.output
    frame = pd.read_csv(out)
    assert len(frame) == len(QUESTION_IDS)
    assert frame.set_index("question_id").loc["hearing", "value"] == 3


def test_sentences_are_labelled(lent_app: Any, tmp_path: Path) -> None:
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": 7, "text": "He has a severe hearing loss."}, {"id": "b", "text": ""}]
    given.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    result = run(lent_app, "label-sentences", given, out)
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert found[0] == {
        "id": 7,
        "polarity": "negative",
        "areas": ["hearing"],
        "assertion": "present",
        "severity": "severe",
    }
    assert found[1]["id"] == "b"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("not json", "is not JSON"),
        ("[1]", "does not hold question ids"),
        ('{"height": 1}', "height is not one of the 20 questions"),
        ('{"hearing": 9}', "hearing is a whole number from 0 to 4"),
        ('{"hearing": true}', "hearing is a whole number"),
    ],
)
def test_answers_that_are_none(
    lent_app: Any, bundle: Path, tmp_path: Path, text: str, told: str
) -> None:
    entries, out = tmp_path / "entries.json", tmp_path / "out.json"
    entries.write_text(text, encoding="utf-8")
    result = run(lent_app, "read-bundle", bundle, out, "--assessment", entries)
    assert result.exit_code == 1
    assert told in result.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nonsense", "Line 2 is not of the form"),
        ('{"id": 1}', "Line 2 is not of the form"),
        ('{"id": 1, "text": 5}', "Line 2: the text is not a text."),
    ],
)
def test_sentences_that_are_none(lent_app: Any, tmp_path: Path, line: str, told: str) -> None:
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text('{"id": 1, "text": "a"}\n' + line, encoding="utf-8")
    result = run(lent_app, "label-sentences", given, out)
    assert result.exit_code == 1
    assert told in result.output
    assert not out.exists()


def test_other_bad_input(lent_app: Any, bundle: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for command in ("read-bundle", "read-bundles"):
        result = run(lent_app, command, empty, tmp_path / "out")
        assert result.exit_code == 1
        assert "holds no" in result.output
    binary = tmp_path / "in.jsonl"
    binary.write_bytes(b"\xff\xfe\xfa")
    assert "not a text in UTF-8" in run(lent_app, "label-sentences", binary, tmp_path / "o").output
    result = run(lent_app, "read-bundle", bundle, tmp_path / "nowhere" / "out.json")
    assert result.exit_code == 1
    assert "cannot be written" in result.output
    (bundle / "bad.eml").mkdir()
    (bundle / "bad.pdf").write_bytes(b"")
    result = run(lent_app, "read-bundle", bundle, tmp_path / "out.json")
    assert "bad.eml: It cannot be read (Is a directory)." in result.output
    assert "bad.pdf: This file is empty." in result.output


def test_weights_are_learned_from_labelled_sentences(lent_app: Any, tmp_path: Path) -> None:
    kinds = [("negative", "present", "mild"), ("positive", "historical", "severe")]
    rows = [
        {
            "text": f"word{number} about {area}",
            "polarity": polarity,
            "assertion": assertion,
            "severity": severity,
            "areas": [area],
        }
        for number, (polarity, assertion, severity) in enumerate(
            [*kinds, ("neutral", "negated", None)]
        )
        for area in QUESTION_IDS
        for _ in range(2)
    ]
    given, out = tmp_path / "in.jsonl", tmp_path / "weights.json"
    given.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = run(lent_app, "train-reader", given, out)
    assert result.exit_code == 0, result.output
    assert json.loads(out.read_text())["sentences"] == len(rows)
    given.write_text('{"text": "a"}', encoding="utf-8")
    result = run(lent_app, "train-reader", given, tmp_path / "none.json")
    assert result.exit_code == 1
    assert "cannot be learned from" in result.output


def test_answers_not_given_are_no_answers(lent_app: Any, bundle: Path, tmp_path: Path) -> None:
    answers, out = tmp_path / "answers.json", tmp_path / "out.json"
    answers.write_text(json.dumps({"hearing": None, "visual": 4}), encoding="utf-8")
    assert run(lent_app, "read-bundle", bundle, out, "--assessment", answers).exit_code == 0
    assert "hearing" not in json.loads(out.read_text())["flags"]


def test_a_separator_inside_a_text_ends_no_line(lent_app: Any, tmp_path: Path) -> None:
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text('{"id": 1, "text": "He is\u2028deaf."}\n', encoding="utf-8")
    assert run(lent_app, "label-sentences", given, out).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["areas"] == ["hearing"]
