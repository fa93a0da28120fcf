"""The data dictionary says what is declared, and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from data.dictionary import dictionary
from data.schemas import TABLES

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs" / "data-dictionary.md"


def test_the_dictionary_that_is_kept_has_not_drifted():
    assert KEPT.read_text(encoding="utf-8") == dictionary(), (
        "Run: python -m data.dictionary > docs/data-dictionary.md"
    )


def test_the_command_writes_the_dictionary():
    command = [sys.executable, "-m", "data.dictionary"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    assert done.stdout == dictionary()


def test_every_column_is_in_the_dictionary_once():
    sections = dictionary().split("\n## ")[1:]
    told = {
        section.partition("\n")[0]: [
            line.split("`")[1] for line in section.splitlines() if line.startswith("| `")
        ]
        for section in sections
    }
    assert told == {name: list(table.column_names) for name, table in TABLES.items()}


def test_every_line_of_a_table_has_as_many_cells_as_its_heading():
    rows = [line.replace("\\|", "") for line in dictionary().splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {8}
