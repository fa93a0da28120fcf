"""The command `value`: every figure by name, or a sentence and no file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analytics.value.calculator import calculate
from analytics.value.inputs import PACK, inputs_of


def run(lent_app: Any, *args: object) -> Any:
    return lent_app.server.test_cli_runner().invoke(args=["value", *map(str, args)])


def test_it_writes_every_figure_by_name(lent_app: Any, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    result = run(lent_app, out)
    assert result.exit_code == 0, result.output
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["figures"] == vars(calculate(PACK))
    assert written["printed"]["total_saving"]["shown"] == "£62.66m"
    assert written["printed"]["case_cost"]["pack"] == "5,474"
    assert written["differing_from_the_pack"] == {}
    assert len(written["rounding"]) == 6


def test_it_takes_other_inputs(lent_app: Any, tmp_path: Path) -> None:
    given = tmp_path / "in.json"
    given.write_text('{"specialist_days": 12, "authorities": 1}', encoding="utf-8")
    assert run(lent_app, "--inputs", given, tmp_path / "out.json").exit_code == 0
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    changed = {"specialist_days": 12, "authorities": 1}
    assert written["figures"] == vars(calculate(inputs_of(changed)))
    assert written["inputs"]["specialist_days"] == 12
    assert written["differing_from_the_pack"] == changed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"days": 3}', "days is not an input"),
        ('{"panel_days": -1, "requests": "x"}', "panel_days: Panel: time must be from 0"),
        ('{"panel_days": NaN}', "must be a number"),
        ('{"ongoing": 50000}', "more than the 45,205"),
        ("[1, 2]", "is not of the form"),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("\xff", "is not JSON"),
    ],
)
def test_a_bad_file_is_named_and_nothing_is_written(
    lent_app: Any, tmp_path: Path, text: str, says: str
) -> None:
    given, out = tmp_path / "in.json", tmp_path / "out.json"
    given.write_bytes(text.encode("latin-1"))
    result = run(lent_app, "--inputs", given, out)
    assert result.exit_code == 1
    assert says in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["in.json"]


def test_files_that_are_not_there(lent_app: Any, tmp_path: Path) -> None:
    missing = run(lent_app, "--inputs", tmp_path / "none.json", tmp_path / "out.json")
    assert missing.exit_code == 1
    assert "cannot be read" in missing.output
    nowhere = run(lent_app, tmp_path / "no folder" / "out.json")
    assert nowhere.exit_code == 1
    assert "cannot be written" in nowhere.output
    assert list(tmp_path.iterdir()) == []
