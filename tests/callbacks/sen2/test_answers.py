"""A kept answer is the one that would be made, for the same question by the same role alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from callbacks.sen2 import answers, arranged
from callbacks.sen2.answers import EXTENSION, OUTPUTS, Answers
from callbacks.sen2.arranged import Source
from layouts.sen2.views import VIEWS
from tests.access.forge import well_formed
from tests.callbacks.conftest import SAME_SITE

CALLBACK = "/_dash-update-component"
PROFILE = next(output for output in OUTPUTS if "profile" in output)


@pytest.fixture(autouse=True)
def fresh(shared_app: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Answers:
    kept = Answers(tmp_path)
    monkeypatch.setitem(shared_app.server.extensions, EXTENSION, kept)
    return kept


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count how often an answer is made anew."""
    calls: list[str] = []
    get = Answers.get

    def looked(self: Answers, key: Any) -> bytes | None:
        found = get(self, key)
        calls.append("kept" if found else "made")
        return found

    monkeypatch.setattr(Answers, "get", looked)
    return calls


def ask(client: Any, body: Any, *, encoding: str = "br") -> Any:
    headers = {**SAME_SITE, "Accept-Encoding": encoding}
    return client.post(CALLBACK, json=body, headers=headers)


@pytest.fixture
def question(shared_app: Any, figures: Source) -> Callable[[str], Any]:
    def about(code: str) -> Any:
        address = f"/sen2/profile?authority={code}"
        return well_formed(shared_app, PROFILE, {"address": address})

    return about


def test_every_view_is_kept() -> None:
    assert len(OUTPUTS) == len(VIEWS)


def test_the_second_answer_is_the_first(
    visitor: Any, question: Callable[[str], Any], drawn: list[str]
) -> None:
    first, second = (ask(visitor, question("Z01")) for _ in range(2))
    assert drawn == ["made", "kept"]
    assert first.status_code == second.status_code == 200
    assert first.data == second.data
    names = ("Content-Type", "Content-Encoding", "Vary", "Cache-Control", "X-Content-Type-Options")
    assert {n: first.headers.get(n) for n in names} == {n: second.headers.get(n) for n in names}
    assert first.headers["Content-Encoding"] == "br"


def test_another_question_encoding_or_role_is_answered_anew(
    shared_app: Any,
    visitor: Any,
    sign_in: Any,
    question: Callable[[str], Any],
    drawn: list[str],
) -> None:
    ask(visitor, question("Z01"))
    assert b"Z02" in ask(visitor, question("Z02"), encoding="identity").data
    ask(visitor, question("Z01"), encoding="gzip")
    ask(sign_in(shared_app, "leader"), question("Z01"))
    assert drawn == ["made"] * 4


def test_new_figures_are_answered_anew(
    visitor: Any,
    question: Callable[[str], Any],
    drawn: list[str],
    figures: Source,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask(visitor, question("Z01"))
    newer = replace(figures, published=replace(figures.published, fingerprint="newer"))
    monkeypatch.setattr(answers, "in_use", lambda: newer)
    ask(visitor, question("Z01"))
    assert drawn == ["made", "made"]
    assert arranged.in_use() is not newer


def test_what_is_refused_is_not_kept(
    visitor: Any, question: Callable[[str], Any], fresh: Answers
) -> None:
    body = question("Z01")
    body["inputs"][0]["value"] = 7
    assert ask(visitor, body).status_code == 400
    body["inputs"][0]["value"] = "x" * 20_000
    assert ask(visitor, body).status_code == 413
    assert fresh.get(("", "", "", b"")) is None
    assert not fresh._kept


def test_the_ones_not_asked_for_longest_leave_memory_first(tmp_path: Path) -> None:
    kept = Answers(tmp_path, size=10)
    for number in range(3):
        kept.put(("", "", "", bytes([number])), b"12345")
    assert [key[3] for key in kept._kept] == [b"\1", b"\2"]
    kept.put(("", "", "", b"large"), b"x" * 11)
    assert len(kept._kept) == 2
    assert kept.get(("", "", "", b"\0")) == b"12345"
    assert kept.get(("", "", "", b"large")) == b"x" * 11


def test_another_worker_sends_what_one_has_made(
    shared_app: Any,
    visitor: Any,
    question: Callable[[str], Any],
    drawn: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    first = ask(visitor, question("Z01"))
    monkeypatch.setitem(shared_app.server.extensions, EXTENSION, Answers(tmp_path))
    assert ask(visitor, question("Z01")).data == first.data
    assert drawn == ["made", "kept"]


def test_another_version_of_the_program_answers_anew(
    visitor: Any,
    question: Callable[[str], Any],
    fresh: Answers,
    drawn: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask(visitor, question("Z01"))
    monkeypatch.setattr(answers, "_version", lambda: "newer")
    fresh._kept.clear()
    ask(visitor, question("Z01"))
    assert drawn == ["made", "made"]
