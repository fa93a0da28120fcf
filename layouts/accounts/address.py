"""Where people's accounts are: no name stands in an address."""

from __future__ import annotations

PEOPLE = "/accounts"


def person_path(reference: str) -> str:
    """Return the address of one person's account."""
    return f"{PEOPLE}/{reference}"
