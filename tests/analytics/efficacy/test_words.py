"""The evidence in sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.efficacy.estimates import Estimate
from analytics.efficacy.movement import added_by, moved
from analytics.efficacy.showing import in_full, total_for_all_staff
from analytics.efficacy.summaries import summarise, whole
from analytics.efficacy.words import (
    lead,
    most_moved,
    pupils_of,
    read_comparison,
    read_comparisons,
    read_movement,
    read_rows,
    signed,
    unmatched,
)
from tests.analytics.efficacy.answers import known
from tests.analytics.efficacy.test_movement import ROWS
from tests.analytics.efficacy.test_showing import FOUND, pupils

UP, DOWN, UNSURE = (Estimate(v, v - 0.1, v + 0.1, 40) for v in (0.3, -0.3, 0.05))


@pytest.mark.parametrize(
    ("value", "words"), [(0.3, "+0.30"), (-0.306, "−0.31"), (-0.001, "0.00"), (0, "0.00")]
)
def test_numbers_have_their_sign(value: float, words: str) -> None:
    assert signed(value) == words


def test_counts_agree_with_their_noun() -> None:
    assert pupils_of(1) == "1 pupil"
    assert pupils_of(1200) == "1,200 pupils"


def test_where_the_answers_stand() -> None:
    rows = [*pupils("A", 8, score=1), *pupils("B", 8, score=-1)]
    said = lead(in_full([whole(known(rows))])[0])
    assert said.startswith("Answers about 16 pupils stand at 0.00 on average (95% interval ")
    assert said.endswith("50% of them are as hoped or better.")
    few = total_for_all_staff(whole(known(pupils("A", 3))))
    assert lead(few) == "These answers are of 1 to 5 pupils, so what they say is withheld."
    even = total_for_all_staff(whole(known([*pupils("A", 9), *pupils("B", 2, score=-1)])))
    assert "of them" not in lead(even)
    assert lead(in_full([whole(known([]))])[0]).startswith("Nobody has yet said")
    assert "no interval" in lead(in_full([whole(known(pupils("A", 9)))])[0])


def test_no_row_is_put_above_another() -> None:
    rows = [*pupils("A", 9, score=2, cluster="X1"), *pupils("B", 9, score=-1, cluster="X2")]
    rows += [*pupils("C", 1, score=1, cluster="X1"), *pupils("D", 1, score=-2, cluster="X2")]
    shown = in_full(summarise(known(rows), by="cluster"))
    said = "Of 2 clusters, the whole interval lies above as hoped for 1 and below it for 1."
    assert read_rows(shown, by="cluster") == said
    hidden = [shown[0], replace(shown[1], attainment=None)]
    assert read_rows(hidden, by="cluster").endswith("below it for 0. 1 withheld.")


def test_how_many_packages_differ() -> None:
    found = [replace(FOUND, matched=one) for one in (UP, DOWN, UNSURE, None)]
    assert read_comparisons(found) == (
        "Pupils who began alike reached more with 1 of 4 packages than without, and less with 1. "
        "For 1 no difference is certain, and 1 cannot be compared."
    )


@pytest.mark.parametrize(
    ("matched", "words"), [(UP, ": higher."), (DOWN, ": lower."), (UNSURE, "no difference is")]
)
def test_a_comparison_is_said_raw_and_matched(matched: Estimate, words: str) -> None:
    said = read_comparison(replace(FOUND, matched=matched))
    assert "As they stand, the answers differ by +0.10." in said
    assert words in said
    assert "As they stand" not in read_comparison(replace(FOUND, matched=matched, raw=None))


def test_too_few_are_said_to_be_too_few() -> None:
    assert read_comparison(FOUND).startswith("Fewer than 20 pupils with the package")


def test_who_had_no_match_is_said() -> None:
    assert unmatched(FOUND) == (
        "Of 40 pupils with the package, 20 were compared with 70 without it who began alike. 13 "
        "had nobody like them without it (6 in X1 and 7 in X2). Of 7 the start is not known."
    )
    whole_of_it = replace(FOUND, alone=0, unknown=0, matched_with=40, alone_by={})
    assert unmatched(whole_of_it).endswith("began alike.")
    assert "nobody like them without it." in unmatched(replace(FOUND, alone_by={}))
    assert unmatched(replace(FOUND, alone=None)) == "How many pupils had no match is withheld."


def test_what_has_moved_is_said_with_its_parts() -> None:
    ratings = known(ROWS).ratings
    assert read_movement(moved(ratings, since="2026-02-01")) == (
        "The mean went from −0.50 (2 pupils) to +0.67 (3 pupils), a difference of +1.17. It rests "
        "on 2 new ratings: 1 pupil heard for the first time, whose mean is +2.00, makes +0.83 of "
        "it; 1 pupil heard again makes +0.33 of it."
    )
    once = read_movement(moved(ratings, without="P1"))
    assert "1 new rating: 1 pupil heard for the first time" in once
    assert read_movement(moved(ratings, since="2027-01-01")) == "Nothing new has been said."
    assert read_movement(moved(ratings, since="2020-01-01")).startswith("All 3 pupils are new")
    assert read_movement(None).startswith("Withheld")


def test_many_are_spoken_of_in_the_plural() -> None:
    rows = [
        *pupils("A", 3),
        *pupils("A", 2, given_on="2026-06-01"),
        *pupils("B", 2, given_on="2026-06-01"),
    ]
    said = read_movement(moved(known(rows).ratings, since="2026-05-01"))
    assert "2 pupils heard for the first time, whose mean is 0.00, make 0.00 of it" in said
    assert "2 pupils heard again make 0.00 of it" in said
    again = [*pupils("A", 3), *pupils("A", 1, given_on="2026-06-01")]
    assert "first time" not in read_movement(moved(known(again).ratings, since="2026-05-01"))


def test_the_package_that_moves_most_is_said_with_the_reason() -> None:
    rows = [
        {"pupil_id": f"{package}-{n}", "packages": package, "score": score}
        for package, score in (("sp2", 0), ("sp3", 1))
        for n in range(3)
    ]
    own = [{"pupil_id": "P", "packages": "sp2,sp3", "score": 2}]
    said = most_moved(added_by(known([*rows, *own]), "P"))
    assert said == (
        "They tell of 2 support packages. Most moves SP2: One to one sessions, cluster X1: mean "
        "attainment from 0.00 (3 pupils) to +0.50 (4 pupils), because this pupil's is +2.00."
    )


def test_where_nobody_else_was_heard_nothing_moves() -> None:
    own = [{"pupil_id": "P", "packages": "sp2", "score": 2}]
    assert most_moved(added_by(known(own), "P")).startswith("So far no answers of other pupils")
