"""House rules that a reader would otherwise have to check by eye."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("access", "analytics", "callbacks", "data", "layouts")
MODULES = sorted([ROOT / "app.py", *(p for f in FOLDERS for p in (ROOT / f).rglob("*.py"))])
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
LONGEST_MEDIAN = 14

# What the app must never use, each for a reason that docs/decisions.md gives.
FORBIDDEN = re.compile(
    r"suppress_callback_exceptions|dangerously_allow_html|srcDoc|DiskcacheManager|"
    r"background=True|dash_auth|export_format|from dash import .*\bcallback\b|@callback"
)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_are_short(path: Path) -> None:
    long = {f.name: length(f) for f in functions(path) if length(f) > LONGEST_FUNCTION}
    assert long == {}


def test_the_median_function_is_short() -> None:
    lengths = sorted(length(function) for path in MODULES for function in functions(path))
    assert lengths[len(lengths) // 2] <= LONGEST_MEDIAN


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_imports_the_app(path: Path) -> None:
    assert "app" not in imported(path)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_forbidden_words_are_absent(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_functions_say_what_they_do(path: Path) -> None:
    silent = [
        node.name
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_callback_is_a_closure(path: Path) -> None:
    nested = [
        inner.name
        for outer in functions(path)
        if outer.name.startswith("register") or outer.name.startswith("_register")
        for inner in ast.walk(outer)
        if isinstance(inner, ast.FunctionDef) and inner is not outer
    ]
    assert nested == []


@pytest.mark.parametrize("folder", ["analytics", "layouts"])
def test_pure_folders_know_no_clock_disk_or_environment(folder: str) -> None:
    impure = re.compile(
        r"date\.today\(|datetime\.now\(|os\.environ|\bopen\(|read_parquet|\bprint\("
    )
    found = {
        str(path.relative_to(ROOT)): impure.findall(path.read_text(encoding="utf-8"))
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {path: words for path, words in found.items() if words} == {}


def test_no_folder_is_a_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in MODULES}
    assert names & {"utils", "util", "helpers", "helper", "common", "misc", "manager"} == set()


def test_figure_colours_are_the_tokens() -> None:
    tokens = (ROOT / "assets" / "10-tokens.css").read_text(encoding="utf-8").lower()
    style = (ROOT / "layouts" / "figures" / "style.py").read_text(encoding="utf-8").lower()
    colours = set(re.findall(r"#[0-9a-f]{6}", style))
    assert colours
    assert colours <= set(re.findall(r"#[0-9a-f]{6}", tokens))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "assets").glob("*.css")), ids=lambda path: path.name
)
def test_colours_are_written_in_one_place(path: Path) -> None:
    if path.name == "10-tokens.css":
        return
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rules) == []
