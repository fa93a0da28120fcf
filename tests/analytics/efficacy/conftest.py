"""A small simulated cohort, made once a session."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from analytics.efficacy.evidence import Evidence, evidence
from data.demo.cohort import Cohort, simulate_cohort


@pytest.fixture(scope="session")
def cohort() -> Cohort:
    return simulate_cohort(pupils=500, years=1, seed=7)


@pytest.fixture(scope="session")
def known_cohort(cohort: Cohort) -> Evidence:
    return evidence(
        feedback=cohort.feedback, attainments=cohort.attainments, deliveries=cohort.deliveries
    )


@pytest.fixture(scope="session")
def types(cohort: Cohort) -> Mapping[str, str]:
    return dict(zip(cohort.schools["school_id"], cohort.schools["type"], strict=True))
