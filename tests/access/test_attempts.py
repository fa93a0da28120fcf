from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select

from data.attempts import ATTEMPTS, Attempts
from tests.access.small_app import KEY, FakeClock

HERE = "192.0.2.1"
ELSEWHERE = "192.0.2.2"


@pytest.fixture
def attempts(engine: Engine, clock: FakeClock) -> Attempts:
    return Attempts(engine, clock=clock, key=KEY)


def test_the_sixth_failure_in_15_minutes_is_not_tried(attempts: Attempts, clock: FakeClock):
    assert all(attempts.begin("ann", HERE) for _ in range(5))
    assert attempts.begin("Ann ", HERE) is None
    clock.move(minutes=14, seconds=59)
    assert attempts.begin("ann", HERE) is None
    clock.move(seconds=1)
    assert attempts.begin("ann", HERE)


def test_refused_tries_do_not_prolong_the_wait(attempts: Attempts, clock: FakeClock):
    assert all(attempts.begin("ann", HERE) for _ in range(5))
    for _ in range(30):
        clock.move(seconds=20)
        assert attempts.begin("ann", HERE) is None
    clock.move(minutes=5)
    assert attempts.begin("ann", HERE)


def test_a_stranger_s_guesses_do_not_lock_the_person_out(attempts: Attempts):
    for _ in range(20):
        attempts.begin("ann", ELSEWHERE)
    assert attempts.begin("ann", HERE)


def test_other_people_at_the_same_address_are_not_locked_out(attempts: Attempts):
    for _ in range(20):
        attempts.begin("ann", HERE)
    assert attempts.begin("bob", HERE)


def test_success_forgets_the_failures_of_the_pair(attempts: Attempts):
    for _ in range(4):
        attempts.begin("ann", HERE)
    fifth = attempts.begin("ann", HERE)
    assert fifth is not None
    attempts.succeeded(fifth)
    assert all(attempts.begin("ann", HERE) for _ in range(5))


def test_one_address_gets_100_tries_an_hour_at_any_names(attempts: Attempts, clock: FakeClock):
    assert all(attempts.begin(f"name{number}", HERE) for number in range(100))
    assert attempts.begin("ann", HERE) is None
    assert attempts.begin("ann", ELSEWHERE)
    clock.move(hours=1)
    assert attempts.begin("ann", HERE)


def test_an_ipv6_network_counts_as_one_address(attempts: Attempts):
    assert all(attempts.begin("ann", f"2001:db8::{number}") for number in range(1, 6))
    assert attempts.begin("ann", "2001:db8::ffff") is None
    assert attempts.begin("ann", "2001:db8:0:1::1")


def test_an_ipv4_address_written_as_ipv6_is_the_same(attempts: Attempts):
    assert all(attempts.begin("ann", HERE) for _ in range(5))
    assert attempts.begin("ann", f"::ffff:{HERE}") is None


def test_a_unix_socket_has_no_address(attempts: Attempts):
    assert all(attempts.begin("ann", "") for _ in range(5))
    assert attempts.begin("ann", "") is None


def test_workers_that_try_at_once_do_not_pass_the_limit_together(engine: Engine, clock: FakeClock):
    workers = [Attempts(engine, clock=clock, key=KEY) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        tried = list(pool.map(lambda number: workers[number % 4].begin("ann", HERE), range(40)))
    assert 1 <= sum(attempt is not None for attempt in tried) <= 5


def test_neither_the_name_nor_the_address_is_kept(attempts: Attempts, engine: Engine):
    attempts.begin("ann", HERE)
    with engine.connect() as connection:
        row = connection.execute(select(ATTEMPTS)).one()
    assert len(row.pair) == len(row.address) == 64
    assert "ann" not in repr(row)
    assert HERE not in repr(row)


def test_old_tries_are_swept(attempts: Attempts, engine: Engine, clock: FakeClock):
    attempts.begin("ann", HERE)
    clock.move(hours=1)
    attempts.begin("bob", HERE)
    with engine.connect() as connection:
        assert len(connection.execute(select(ATTEMPTS)).all()) == 1
