"""The sentences and the drawing of who is heard."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analytics.feedback_response import NOT_KNOWN, Heard, withheld
from layouts.feedback_response import Opened, body, lead, sentence, whose
from layouts.figures.feedback_response import draw_shares
from tests.analytics.invented_responses import counted, languages, link, people
from tests.tree import walk, words_in

SCHOOLS = {"S1": "Oakmoss School"}


def opened(found: Heard, *, is_withheld: bool = False) -> Opened:
    return Opened(withheld(found) if is_withheld else found, SCHOOLS, is_withheld)


def test_the_sentence_of_the_issue() -> None:
    found = languages(("not_english", 80, 31), ("english", 120, 72))
    assert (
        "Parents or carers of pupils whose first language is not English answered 31 of 80 (39%), "
        "others 60%."
    ) in words_in(lead(opened(found)))


@pytest.mark.parametrize(
    ("by", "group", "says"),
    [
        ("age_band", "5-10", "aged 5 to 10"),
        ("age_band", "Under 5", "aged under 5"),
        ("primary_need", "ASD", "whose primary need is autistic spectrum disorder"),
        ("setting", "special", "in settings of the type special"),
        ("first_language", "english", "whose first language is English"),
        ("school_id", "S1", "at Oakmoss School"),
        ("school_id", "S9", "at S9"),
        ("setting", NOT_KNOWN, "whose type of setting is not recorded"),
    ],
)
def test_a_group_in_words(by: str, group: str, says: str) -> None:
    assert whose(by, group, SCHOOLS) == says


def test_pupils_themselves_are_not_somebody_s() -> None:
    row = {"voice": "pupil", "by": "age_band", "group": "5-10", "answered": 6, "asked": 12}
    told = sentence({**row, "share": 0.5, "rest_share": 0.75}, SCHOOLS)
    assert told == "Children and young people aged 5 to 10 answered 6 of 12 (50%), others 75%."


def figures(parts: Any) -> list[dict[str, Any]]:
    return [props["figure"] for _, props in walk(parts) if "figure" in props]


def test_the_drawing_holds_each_share_its_interval_and_everybody_s() -> None:
    found = languages(("not_english", 80, 31), ("english", 120, 72))
    rows = found.answers[found.answers["by"] == "first_language"].set_index("group")
    drawings = figures(body(opened(found), "parent"))
    (drawing,) = [one for one in drawings if one["data"][0]["y"] == ["English", "Not English"]]
    dots, printed = drawing["data"]
    assert dots["x"] == [60.0, 38.8]
    assert dots["error_x"]["array"][0] == round(100 * (rows.loc["english", "high"] - 0.6), 1)
    assert printed["text"][1] == "31 of 80 (39%)"
    assert drawing["layout"]["shapes"][0]["x0"] == 51.5


def test_nothing_asked_says_what_would_be_there() -> None:
    found = counted(people(), [])
    assert "Nobody has been asked long enough ago" in words_in(lead(opened(found)))
    assert "too few answers" in words_in(body(opened(found), "pupil"))
    assert "cannot be said of any plan" in words_in(lead(opened(found, is_withheld=True)))


def test_links_still_open_are_told_of() -> None:
    links = [link(f"P{n}", expires_on="2027-01-01") for n in range(7)]
    links += [link("A")]
    found = counted(people({"pupil_id": "A"}), links)
    assert "7 links are still open" in words_in(lead(opened(found)))
    assert "No group answers less" in words_in(lead(opened(found)))


def test_what_is_withheld_is_marked_and_not_drawn() -> None:
    found = languages(("not_english", 80, 31), ("english", 7, 4))
    parts = body(opened(found, is_withheld=True), "parent")
    assert " c " in words_in(parts)
    assert all("4 of 7" not in str(figure) for figure in figures(parts))


def test_a_group_that_answers_more_is_said_where_none_answers_less() -> None:
    who = people(
        *({"pupil_id": f"A{n}", "age_band": "5-10"} for n in range(60)),
        *({"pupil_id": f"{band}{n}", "age_band": band}
          for band in ("11-15", "16-19", "20-25", "Under 5") for n in range(15)),
    )  # fmt: skip
    answering = {f"A{n}" for n in range(60)} | {
        f"{band}{n}" for band in ("11-15", "16-19", "20-25", "Under 5") for n in range(9)
    }
    links = [
        link(pupil, answered_on="2026-10-01" if pupil in answering else None)
        for pupil in who["pupil_id"]
    ]
    said = words_in(body(opened(counted(who, links)), "parent"))
    assert "Answers more" in said
    assert isinstance(who, pd.DataFrame)


def test_an_empty_drawing_has_its_axis() -> None:
    assert draw_shares([], everybody=0.5, axis="x")["layout"]["shapes"][0]["x0"] == 50.0
