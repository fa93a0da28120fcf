"""Every notebook runs from top to bottom in a process of its own, and shows what it shows here.

The cells are plain Python, so they need no notebook server: each runs as a script would, and a last
line that is an expression has a value, as in a notebook.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

RUN = """
import ast, json, sys, warnings
warnings.simplefilter("error")
cells, names, shown = json.load(sys.stdin), {"__name__": "__main__"}, []
for cell in cells:
    lines = ast.parse(cell).body
    last = lines.pop() if lines and isinstance(lines[-1], ast.Expr) else None
    exec(compile(ast.Module(lines, []), "cell", "exec"), names)
    value = None
    if last is not None:
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    shown.append(None if value is None else repr(value))
json.dump(shown, sys.stdout)
"""


def cells(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def code(path: Path) -> list[dict[str, Any]]:
    return [cell for cell in cells(path) if cell["cell_type"] == "code"]


def test_there_are_notebooks() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs_and_shows_what_it_keeps(path: Path) -> None:
    sources = ["".join(cell["source"]) for cell in code(path)]
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        cwd=ROOT,
        input=json.dumps(sources),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    for cell, shown in zip(code(path), json.loads(done.stdout), strict=True):
        for output in cell["outputs"]:
            kept = "".join(output["data"].get("text/plain", [])).strip()
            assert kept in ("", (shown or "").strip()), "".join(cell["source"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_is_narrated_and_imports_analytics_and_data_alone(path: Path) -> None:
    kinds = [cell["cell_type"] for cell in cells(path)]
    assert kinds[0] == "markdown"
    assert kinds.count("markdown") >= kinds.count("code") // 2
    ours = {"access", "app", "callbacks", "layouts", "dash", "flask", "plotly"}
    for cell in code(path):
        for line in "".join(cell["source"]).splitlines():
            if line.startswith(("import ", "from ")):
                assert line.split()[1].split(".")[0] not in ours
