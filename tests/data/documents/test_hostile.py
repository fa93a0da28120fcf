"""Files built to do harm get a sentence each, and harm nobody."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from data.documents import child
from data.documents.extraction import answer
from data.documents.refusals import DAMAGED, TOO_BIG_TO_READ, TOO_SLOW, Refused
from tests.data.documents import made
from tests.data.documents.hostile import FULL, HOSTILE, WORDS

SMALL = 1
# These do harm by their size alone, so the small ones are honest.
HARMLESS_WHEN_SMALL = {
    "PDF flate bomb",
    "8 million empty paragraphs",
    "millions of odd paragraphs",
    "e-mail of 1,000 nested parts",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_each_is_read_or_refused_with_a_sentence(kind: str) -> None:
    _, build, is_read = HOSTILE[kind]
    told = json.loads(answer(build(SMALL)))
    if kind in HARMLESS_WHEN_SMALL:
        assert told
    elif is_read:
        assert "extracted" in told
    else:
        assert told["refused"].endswith(".")
        assert told["status"] in (415, 422)
    assert "root:" not in json.dumps(told)


def test_more_than_25_kinds_are_tried() -> None:
    assert len(HOSTILE) > 25


def test_a_child_reads_a_file_and_tells_of_a_wrong_ending(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(made.word(WORDS))
    read = child.extract(path, name="report.pdf")
    assert read.text == "The child is well."
    assert read.problems == (
        "The name ends in .pdf, but the file is a Word document. It was read as that.",
    )


def test_a_child_that_needs_too_much_memory_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(HOSTILE["web page of one long tag"][1](FULL))
    with pytest.raises(Refused, match="more memory"):
        child.extract(path)


def stand_in(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Have the child do something else."""
    plain = subprocess.Popen

    def instead(_command: list[str], **options: Any) -> Any:
        return plain([sys.executable, "-S", "-c", script], **options)

    monkeypatch.setattr(child.subprocess, "Popen", instead)


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("import time; time.sleep(60)", TOO_SLOW),
        ("print('x' * 3_000_000)", TOO_BIG_TO_READ),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", TOO_SLOW),
        ("import os; os.abort()", TOO_BIG_TO_READ),
        ("print('not JSON')", TOO_BIG_TO_READ),
    ],
)
def test_whatever_becomes_of_a_child_is_a_sentence(
    script: str, sentence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(child, "WALL_SECONDS", 0.6 if "sleep" in script else 10)
    monkeypatch.setattr(child, "LARGEST_ANSWER", 1_000_000)
    stand_in(monkeypatch, script)
    path = tmp_path / "file"
    path.write_bytes(b"x")
    with pytest.raises(Refused) as refused:
        child.extract(path)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    ("error", "sentence"), [(MemoryError, TOO_BIG_TO_READ), (ZeroDivisionError, DAMAGED)]
)
def test_a_reader_that_fails_says_so(
    error: type[Exception], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_data: bytes) -> bytes:
        raise error

    out = io.BytesIO()
    monkeypatch.setattr(child, "answer", fail)
    monkeypatch.setattr(child.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"x")))
    monkeypatch.setattr(child.sys, "stdout", SimpleNamespace(buffer=out))
    child.main()
    assert json.loads(out.getvalue())["refused"] == sentence


def test_a_child_answers_for_a_file_on_its_input(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(child.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Well.")))
    monkeypatch.setattr(child.sys, "stdout", SimpleNamespace(buffer=out))
    child.main()
    assert json.loads(out.getvalue())["extracted"]["text"] == "Well."


def test_limits_are_set_where_the_system_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    held: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", held.__setitem__)
    child.limit()
    assert held[resource.RLIMIT_AS] == (512 * 1024**2,) * 2
    assert held[resource.RLIMIT_FSIZE] == held[resource.RLIMIT_CORE] == (0, 0)
    assert held[resource.RLIMIT_CPU][1] < 10
