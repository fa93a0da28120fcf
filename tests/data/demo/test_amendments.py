"""What was amended in invented plans: it agrees with what people were asked about."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from data.demo.amendments import DECLINED, PLANS, WANTED, amended_plans
from data.demo.authority import rows
from data.demo.pack import CLUSTERS, OUTCOMES
from data.schemas import TABLES

TODAY = date(2026, 11, 23)
# Whoever loads the rows knows the cluster of each pupil; here they take turns.
LINKS = rows("feedback_links", today=TODAY)
TURN = {pupil: CLUSTERS[n % 9] for n, pupil in enumerate(sorted({r["pupil_id"] for r in LINKS}))}


def made(clusters: dict[str, str | None] = TURN) -> tuple[list[Any], list[Any]]:
    requests = rows("requests", today=TODAY)
    return amended_plans(LINKS, requests=requests, clusters=clusters, others=["EX3", "EX5"])


@pytest.fixture(scope="module")
def plans_and_lines() -> tuple[list[Any], list[Any]]:
    return made()


def test_they_are_the_same_on_every_call_and_fit_the_tables(plans_and_lines) -> None:
    plans, lines = plans_and_lines
    assert (plans, lines) == made()
    for table, group in (("plans", plans), ("plan_lines", lines)):
        for row in group:
            TABLES[table].validate(row)
    assert len({row["line_key"] for row in lines}) == len(lines)
    assert {row["pupil_id"] for row in plans} == {row["pupil_id"] for row in lines}
    assert Counter(TURN[row["pupil_id"]] for row in plans) == dict.fromkeys(CLUSTERS, PLANS)
    assert not {"EX3", "EX5"} & {row["pupil_id"] for row in plans}


def test_what_stands_in_a_plan_is_what_was_asked_about(plans_and_lines) -> None:
    asked = {row["pupil_id"]: json.loads(row["asked"]) for row in LINKS}
    stands: dict[str, set[tuple[str, str]]] = {}
    for row in plans_and_lines[1]:
        own = stands.setdefault(row["pupil_id"], set())
        if not row["withdrawn"]:
            own.add((row["line_key"].partition(":")[2], row["text"]))
    for pupil_id, lines in stands.items():
        told = (*asked[pupil_id]["outcomes"], *asked[pupil_id]["provision"])
        assert lines == {(one["line_id"], one["text"]) for one in told}


def test_what_was_taken_out_was_drafted_and_is_cited(plans_and_lines) -> None:
    for row in plans_and_lines[1]:
        (source,) = json.loads(row["sources"])
        assert source["kind"] == ("library" if source["ref"] in OUTCOMES else "package")
        assert row["agreed"] != row["withdrawn"]
        assert not row["withdrawn"] or row["origin"] == "edited"


def test_the_pattern_is_there(plans_and_lines) -> None:
    made_of = Counter(
        (TURN[row["pupil_id"]], json.loads(row["sources"])[0]["ref"], row["withdrawn"])
        for row in plans_and_lines[1]
    )
    for cluster, item in DECLINED.items():
        assert made_of[cluster, item, True] > 2 * made_of[cluster, item, False]
    for cluster, item in WANTED.items():
        assert made_of[cluster, item, False] > 2 * made_of[cluster, item, True]
    origins = Counter(row["origin"] for row in plans_and_lines[1])
    assert all(origins[name] > 50 for name in ("drafted", "edited", "written"))


def test_who_has_no_cluster_of_the_library_has_no_plan_kept() -> None:
    assert made(dict.fromkeys(TURN)) == ([], [])
