"""How a request for feedback stands: waiting, answered, run out or taken back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]
STATES: dict[str, str] = {
    "waiting": "Waiting for an answer",
    "answered": "Answered",
    "expired": "Run out without an answer",
    "revoked": "Taken back",
}


def state_of(link: Row, *, today: datetime.date) -> str:
    """Return how a link stands; one that was answered stays so whatever came after."""
    if link["answered_on"]:
        return "answered"
    if link["revoked_on"]:
        return "revoked"
    return "waiting" if link["expires_on"] >= today.isoformat() else "expired"
