"""The measure of bundles: what counts as quoted, and as a key fact. Nobody in it exists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest

from benchmarks import reading_bundles
from benchmarks.reading_bundles import Counts, is_quoted, key_facts
from tests.bundles import bundle

LOSS = {"file": "d1", "quote": "Zeb has moderate hearing loss in both ears."}
NORMAL = {"file": "d2", "quote": "Zeb's hearing is within normal limits."}
ROW = {"file": "d2", "quote": "Score          68"}
READ = bundle()
SAID = {one.text: one for document in READ.documents for one in document.statements}


def kept(monkeypatch: pytest.MonkeyPatch, facts: list[Any], *chosen: str) -> Counts:
    picked = tuple(SAID[text] for text in chosen)
    monkeypatch.setattr(reading_bundles, "chosen", lambda *_: picked)
    counts: Counts = defaultdict(list)
    key_facts(READ, {"key_facts": facts}, counts)
    return counts


def test_a_key_fact_counts_once_whichever_of_its_quotes_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facts = [[LOSS, NORMAL], ROW]
    one = kept(monkeypatch, facts, NORMAL["quote"])
    both = kept(monkeypatch, facts, LOSS["quote"], NORMAL["quote"])
    assert one == both == {f"key facts in {n} sentences": [True, False] for n in (12, 20)}


def test_a_key_fact_of_one_quote_needs_that_quote(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = kept(monkeypatch, [LOSS, ROW], NORMAL["quote"], "Score | 68")
    assert counts["key facts in 12 sentences"] == [False, True]


def test_the_columns_of_a_row_may_be_set_apart_by_spaces_or_bars() -> None:
    row = SAID["Score | 68"]
    assert is_quoted(row, [ROW])
    assert not is_quoted(row, [{**ROW, "quote": "Score          70"}])
    assert not is_quoted(replace(row, document_id="d1"), [ROW])
