"""The agenda of a meeting: what is ready, what is decided, what the dates have overtaken."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.panel import Missing, Overtaken
from layouts.panel.agenda import Item, headline, missing_list
from tests.tree import words_in

WAITS = (Missing("There is no draft of the plan.", blocks=True),)
TOLD = Overtaken("the family was told of a decision to assess", "2026-10-05")


def item(outcome: str = "", *, confirmed: bool = True, **given: Any) -> Item:
    second = "bob" if confirmed else None
    decision = {"outcome": outcome, "confirmed_by": second} if outcome else None
    parts = {"item": {}, "due_on": None, "missing": (), "by_rule": False, **given}
    return Item(**parts, decision=decision)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([item()], "1 pupil, soonest statutory day first: 0 decided; of the other 1, 1 could"),
        # Whoever was referred back is decided, and no longer could be approved.
        ([item("refer"), item(missing=WAITS)], "1 decided; of the other 1, 0 could"),
        ([item("refer", confirmed=False)], "0 decided; of the other 1, 1 could"),
        ([item(overtaken=TOLD), item()], "0 decided, 1 overtaken by the dates; of the other 1, 1"),
        ([item("approve", overtaken=TOLD)], "1 decided; of the other 0, 0 could"),
    ],
)
def test_the_headline_counts_each_item_once(items: list[Item], said: str) -> None:
    assert said in headline(items)


def test_an_item_that_the_dates_have_overtaken_says_so_until_it_is_decided() -> None:
    said = "Overtaken by the dates: the family was told of a decision to assess on 5 October 2026."
    assert said in words_in(missing_list(item(overtaken=TOLD)))
    assert "Overtaken" not in words_in(missing_list(item("approve", overtaken=TOLD)))
    unknown = item(overtaken=Overtaken("the case is closed"))
    assert unknown.late_words == "Overtaken by the dates: the case is closed."
