"""The address: it reads back what it writes, and says in a sentence what it cannot give."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schemas.indicators import GROUPS
from layouts.sen2.address import (
    AGAINST,
    BY,
    FIRST_INDICATOR,
    LONGEST,
    MOST_OTHERS,
    SPLITS,
    Asked,
    Chosen,
    Known,
    read,
)

NAMES = {f"{900 + n}": f"Invented {n}" for n in range(14)} | {"301": "Nowhere, City of"}
KNOWN = Known(
    authorities=NAMES,
    years=("2025", "2024"),
    models=("2025-05", "2021-03"),
    indicators=("plans_per_1000", FIRST_INDICATOR),
)

CHOICES = st.builds(
    Chosen,
    authority=st.sampled_from(["", "901", "301"]),
    against=st.sampled_from(list(AGAINST)),
    model=st.sampled_from(["", *KNOWN.models]),
    others=st.lists(st.sampled_from(["902", "903", "904"]), unique=True).map(tuple),
    year=st.sampled_from(["", *KNOWN.years]),
    group=st.sampled_from(["", *GROUPS]),
    indicator=st.sampled_from(KNOWN.indicators),
    by=st.sampled_from(list(BY)),
    sort=st.sampled_from(["name", "alike", "2025", "plans_per_1000"]),
    split=st.sampled_from(list(SPLITS)),
    flagged=st.booleans(),
)


@given(chosen=CHOICES)
def test_an_address_reads_back_what_it_was_written_from(chosen: Chosen) -> None:
    assert read(chosen.query(), KNOWN) == Asked(chosen)


def test_what_is_as_usual_is_left_out() -> None:
    assert Chosen().query() == ""
    assert Chosen(authority="901").query() == "?authority=901"
    assert Chosen(authority="901").query(flagged=True, others=("902", "903")) == (
        "?authority=901&others=902,903&flagged=yes"
    )


@given(search=st.text(max_size=60))
def test_no_address_is_a_trace(search: str) -> None:
    assert isinstance(read(f"?authority={search}&{search}", KNOWN), Asked)


@given(search=st.text(max_size=200))
def test_whatever_is_read_can_be_had(search: str) -> None:
    found = read(search, KNOWN).chosen
    assert read(found.query(), KNOWN) == Asked(found)


@pytest.mark.parametrize(
    ("search", "sentence"),
    [
        ("?authority=999", "There is no authority “999” in these figures."),
        ("?year=1999", "“1999” is not a year in these releases, so the usual one is shown."),
        ("?against=me", "“me” is not something to compare with, so the usual one is shown."),
        ("?flagged=no", "“no” is not yes, so suspect figures are left out."),
        ("?others=901,xyz", "There is no authority “xyz” in these figures."),
        (f"?indicator={'a' * 60}", "a" * 40 + "” is not an indicator"),
    ],
)
def test_what_cannot_be_had_is_a_sentence(search: str, sentence: str) -> None:
    found = read(search, KNOWN)
    assert len(found.problems) == 1
    assert sentence in found.problems[0]


@pytest.mark.parametrize("name", [field.name for field in fields(Chosen)])
def test_every_part_of_the_address_is_checked(name: str) -> None:
    found = read(f"?{name}=<script>", KNOWN)
    assert found.problems
    assert found.chosen == Chosen()


@pytest.mark.parametrize("search", ["?authority=%ff", "?a=" + "b" * LONGEST, "&".join("a=b" * 60)])
def test_an_address_that_cannot_be_read_opens_the_page(search: str) -> None:
    assert read(search, KNOWN).chosen == Chosen()


def test_an_address_of_other_makers_is_read_over() -> None:
    assert read("?utm_source=mail&authority=901", KNOWN) == Asked(Chosen(authority="901"))


def test_a_blank_or_usual_control_says_nothing() -> None:
    assert read("?authority=&year=newest&group=all", KNOWN) == Asked(Chosen())


def test_an_authority_is_found_by_number_and_by_name() -> None:
    assert read("?add=nowhere, city of&others=901,902", KNOWN).chosen.others == (
        "301", "901", "902",
    )  # fmt: skip
    assert read("?authority=Invented 3", KNOWN).chosen.authority == "903"


def test_an_authority_is_not_compared_with_itself_nor_with_one_twice() -> None:
    assert read("?authority=901&others=901,902,902", KNOWN).chosen.others == ("902",)


def test_there_is_a_most_that_are_compared() -> None:
    found = read("?others=" + ",".join(sorted(NAMES)), KNOWN)
    assert len(found.chosen.others) == MOST_OTHERS
    assert found.problems == ("At most 10 authorities can be compared; the first are shown.",)
