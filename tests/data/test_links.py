"""A link opens with both its factors and no other way; what opens it is kept nowhere in clear."""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from data.database import create_tables, open_database
from data.links import MOST_TRIES, SECRETS, TOKEN_BYTES, Links, Opened, forget_links

KEY = "0123456789abcdef0123456789abcdef"
GUESSES = 10_000


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path / 'journal.db'}", at_once=False)
    create_tables(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def links(engine: Engine) -> Links:
    return Links(engine, clock=lambda: datetime(2026, 11, 22, tzinfo=UTC), key=KEY)


def another(code: str, step: int = 1) -> str:
    return f"{(int(code) + step) % 10**6:06}"


def test_both_factors_together_open_the_link(links: Links) -> None:
    made = links.make("a", pupil_id="P1")
    opened = links.open(made.token, made.code)
    assert opened is not None
    assert opened.link_id == "a"
    assert links.opens(opened)


def test_the_token_has_256_random_bits_and_the_code_six_digits(links: Links) -> None:
    made = [links.make(f"link{number}", pupil_id="P1") for number in range(50)]
    assert TOKEN_BYTES * 8 >= 128
    assert len({one.token for one in made}) == 50
    assert all(len(one.token) == 43 for one in made)
    letters = set(string.ascii_letters + string.digits + "-_")
    assert all(set(one.token) <= letters for one in made)
    assert all(len(one.code) == 6 and one.code.isdigit() for one in made)


def test_neither_factor_alone_nor_those_of_two_links_open_one(links: Links) -> None:
    one, two = links.make("a", pupil_id="P1"), links.make("b", pupil_id="P1")
    for token, code in [
        (one.token, another(one.code)),
        ("", one.code),
        (two.token, another(two.code, 7)),
        (one.token, ""),
        (one.token[:-1], one.code),
        (one.token, f"{one.code} "),
        ("\ud800", "\ud800"),
    ]:
        assert links.open(token, code) is None


def test_ten_thousand_guesses_open_nothing(links: Links) -> None:
    made = [links.make(f"link{number}", pupil_id="P1") for number in range(20)]
    guesses = [secrets.token_urlsafe(TOKEN_BYTES) for _ in range(GUESSES)]
    assert not any(links.open(guess, made[n % 20].code) for n, guess in enumerate(guesses))
    assert all(links.open(one.token, one.code) for one in made)


def test_codes_cannot_be_guessed_by_who_has_the_token(links: Links) -> None:
    made = links.make("a", pupil_id="P1")
    wrong = (code for n in range(GUESSES) if (code := f"{n:06}") != made.code)
    tried = [links.open(made.token, next(wrong)) for _ in range(20)]
    assert not any(tried)
    assert links.tries_left("a") == 0
    assert links.open(made.token, made.code) is None


def test_four_slips_are_forgiven_by_the_right_code(links: Links) -> None:
    made = links.make("a", pupil_id="P1")
    for _ in range(3):
        assert not any(links.open(made.token, another(made.code)) for _ in range(MOST_TRIES - 1))
        assert links.tries_left("a") == 1
        assert links.open(made.token, made.code)
    assert links.tries_left("a") == MOST_TRIES


def test_many_guesses_at_once_gain_nothing(links: Links) -> None:
    made = links.make("a", pupil_id="P1")
    wrong = [another(made.code, step) for step in range(1, 25)]
    with ThreadPoolExecutor(4) as pool:
        assert not any(pool.map(lambda code: links.open(made.token, code), wrong))
    assert links.tries_left("a") == 0
    assert links.open(made.token, made.code) is None


def test_a_renewed_link_has_other_factors_and_shuts_what_was_open(links: Links) -> None:
    made = links.make("a", pupil_id="P1")
    before = links.open(made.token, made.code)
    assert before is not None
    for _ in range(MOST_TRIES):
        links.open(made.token, another(made.code))
    renewed = links.make("a", pupil_id="P1")
    assert links.open(made.token, made.code) is None
    assert not links.opens(before)
    after = links.open(renewed.token, renewed.code)
    assert after is not None
    assert (after.link_id, links.opens(after)) == ("a", True)


def test_nothing_that_opens_a_link_is_kept_in_clear(links: Links, engine: Engine) -> None:
    made = links.make("a", pupil_id="P1")
    with engine.connect() as connection:
        kept = repr(connection.execute(select(SECRETS)).all())
    assert made.token not in kept
    assert made.code not in kept
    assert Links(engine, clock=datetime.now, key="k" * 32).open(made.token, made.code) is None


def test_links_of_one_pupil_are_forgotten_and_of_no_other(links: Links, engine: Engine) -> None:
    one, two = links.make("a", pupil_id="P1"), links.make("b", pupil_id="P2")
    opened = links.open(one.token, one.code)
    assert opened is not None
    forget_links(engine, "P1")
    assert links.open(one.token, one.code) is None
    assert not links.opens(opened)
    assert links.tries_left("a") is None
    assert links.open(two.token, two.code)


def test_nobody_knows_a_stranger(links: Links) -> None:
    assert not links.opens(Opened("nobody", "0" * 16))
