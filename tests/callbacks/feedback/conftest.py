"""A pupil with something to ask about, and links made by the co-ordinator who holds the case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from access.principal import Principal
from data.schemas.feedback import Asked, AskedOutcome, AskedProvision

PUPIL, OTHER = "EX1", "EX2"


def asked_about(pupil: str) -> Asked:
    """Return what is asked about a pupil, in words that no other pupil's form has."""
    return Asked(
        outcomes=(
            AskedOutcome(f"E-{pupil}-1", f"{pupil} will ask for help.", "outcome_slc", "slc"),
            AskedOutcome(f"E-{pupil}-2", f"{pupil} will read a page.", packages=("sp3",)),
        ),
        provision=(
            AskedProvision(f"F-{pupil}-1", f"{pupil}: speech therapy.", "sp3", 1.5),
            AskedProvision(f"F-{pupil}-2", f"{pupil}: a quiet room."),
        ),
    )


@pytest.fixture
def ana(person: Callable[[str], Principal]) -> Principal:
    """Return the co-ordinator who holds the cases."""
    return person("coordinator")


@pytest.fixture
def made(ana: Principal) -> Callable[..., Any]:
    """Return a function that makes a link."""
    from callbacks.context import today
    from callbacks.feedback.links import make_link

    def make(voice: str = "parent", pupil: str = PUPIL, **given: Any) -> Any:
        plain = {
            "addressee": f"the {voice} of {pupil}",
            "reason": "Annual review",
            "expires_on": today() + timedelta(days=28),
            "asked": asked_about(pupil),
            "who": ana,
        }
        return make_link(pupil, voice=voice, **{**plain, **given})

    return make
