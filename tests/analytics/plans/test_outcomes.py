"""Which outcome a draft proposes: by the library's shares, or by an adopted version."""

from __future__ import annotations

from dataclasses import replace

from analytics.cluster_profiles import OUTCOME_PREFIX
from analytics.learning.versions import Learned
from analytics.plans.aims import AIM
from analytics.plans.draft import draft_plan
from analytics.plans.outcomes import choose, outcome_of, ranks_of, shares
from data.schemas.plans import Particulars, Plan
from tests.analytics.plans.conftest import TODAY, Authority


def draft(northmoor: Authority, learned: Learned | None) -> Plan:
    return draft_plan(
        replace(northmoor.case("EX1"), learned=learned),
        particulars=Particulars("EX1"),
        bundle=None,
        advice=[],
        library=northmoor.adopted.library,
        today=TODAY,
    )


def library_sources(plan: Plan) -> dict[str, str]:
    return {
        source.ref: source.quote
        for line in plan.section("E")
        for source in line.sources
        if source.kind == "library"
    }


def version(cluster: str, shares_of: dict[str, float], **changed: float) -> Learned:
    weights = {f"{OUTCOME_PREFIX}{name}": weight for name, weight in (shares_of | changed).items()}
    basis = {
        f"{OUTCOME_PREFIX}{name}": {"start": shares_of[name], "accepted": 14, "rejected": 1}
        for name in changed
    }
    return Learned("2", {cluster: weights}, {cluster: basis})


def test_an_adopted_version_chooses_and_says_why(northmoor: Authority) -> None:
    cluster = northmoor.case("EX1").compared_cluster or ""
    library = northmoor.adopted.library
    before = library_sources(draft(northmoor, None))
    own = shares(library, cluster)
    now = outcome_of(AIM["understanding"], own)
    other = next(name for name in AIM["understanding"].outcomes if name != now)
    learned = version(cluster, own, **{other: 0.99})
    after = library_sources(draft(northmoor, learned))
    assert f"{OUTCOME_PREFIX}{now}" in before
    assert f"{OUTCOME_PREFIX}{other}" not in before
    reason = "Ranked higher since version 2 of the recommendations: accepted 14 of 15 times."
    assert after[f"{OUTCOME_PREFIX}{other}"].endswith(f"”. {reason}")
    # What ranks as before is said as before.
    kept = set(before) & set(after)
    assert kept
    assert all(after[ref] == before[ref] for ref in kept)


def test_without_a_version_or_its_cluster_the_shares_rank(northmoor: Authority) -> None:
    library = northmoor.adopted.library
    elsewhere = Learned("2", {"X9": {"outcome_language": 0.9}})
    assert ranks_of(library, "X1", None) == shares(library, "X1")
    assert ranks_of(library, "X1", elsewhere) == shares(library, "X1")
    assert ranks_of(library, "X9", elsewhere) == {"language": 0.9}


def test_a_need_is_served_by_the_outcome_that_ranks_first() -> None:
    high, low = {"managing_change": 0.9}, {"social_communication": 0.9}
    assert list(choose(("asd",), high)) == ["change"]
    assert list(choose(("asd",), low)) == ["together"]
