"""The dual run as those see it who may not see any case."""

from __future__ import annotations

from typing import Any

from callbacks.documents import dual_run
from tests.tree import words_in


def test_agreement_is_shown_without_any_case(house: Any, person: Any) -> None:
    words = words_in(dual_run.open_dual_run(who=person("analyst"), opened=True))
    assert "too few" in words
    assert "EX" not in words
    table, ways, why, left_out = dual_run.judged()
    assert len(table) == len(ways) == 20
    assert left_out == 0
    assert why.dropna().ge(6).mean() in (0.0, 1.0) or (why.dropna() == 0).any()


def test_only_the_newest_cases_are_judged(house: Any, person: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(dual_run, "MOST_CASES", 1)
    dual_run._judged.cache_clear()
    shown = words_in(dual_run.open_dual_run(who=person("leader"), opened=True))
    dual_run._judged.cache_clear()
    assert "oldest were left out" in shown


def test_the_table_is_sent_with_what_is_withheld_left_blank(house: Any, person: Any) -> None:
    lines = dual_run.send_table(who=person("leader")).get_data(as_text=True).splitlines()
    assert lines[0].endswith("question_id,cases,kappa,exact,within_one,lower,same,higher")
    assert len(lines) == 21
