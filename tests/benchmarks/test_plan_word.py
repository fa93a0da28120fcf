"""The benchmark of plans in Word: what it makes up and what the peer writes; nothing is timed."""

from __future__ import annotations

from benchmarks import plan_word
from layouts.word.document import docx_of
from tests.layouts.word.reading import body_words, check


def test_the_plan_is_the_same_each_time_and_as_long_as_it_says() -> None:
    made = plan_word.plan()
    assert made == plan_word.plan()
    assert len(made.lines) == plan_word.LINES
    assert sum(plan_word.SHARES.values()) == 100
    assert len({line.line_id for line in made.lines}) == len(made.lines)


def test_the_peer_writes_every_line_and_source_that_we_write() -> None:
    made = plan_word.plan(plan_word.SMALL_LINES)
    rows = plan_word.peer_rows(made)
    theirs = body_words(plan_word.fill(plan_word.peer_template(), rows))
    ours = docx_of(made)
    check(ours)
    for line in made.lines:
        assert line.text in theirs
        assert line.text in body_words(ours)
    for row in rows["rows_sources"]:
        assert row["text"] in theirs


def test_the_table_tells_the_peer_and_the_aim() -> None:
    assert plan_word._row("docxtpl, the peer", [200.0], 200.0)[3:] == ("1.0×", "", "")
    assert plan_word._row("Word", [100.0, 501.0], 200.0)[3:] == ("0.5×", "≤ 500 ms", "MISSED")
