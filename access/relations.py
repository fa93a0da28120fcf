"""How a person stands to a pupil, which together with the role decides what is allowed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from access.principal import Principal


class Relations(Protocol):
    """Look up the relation of a person to a pupil; what is loaded from where is the caller's."""

    def relation(self, principal: Principal, pupil_id: str) -> str | None:
        """Return a relation of the policy, or None if there is no such pupil."""


def relation_to(
    principal: Principal, pupil: Mapping[str, Any] | None, asked: Collection[str]
) -> str | None:
    """Return how the person stands to the pupil, or None if there is no pupil.

    `asked` holds the user names of the specialists who were asked for advice on this pupil.
    """
    if pupil is None:
        return None
    if principal.role == "co-ordinator" and principal.username == pupil.get("co_ordinator"):
        return "own"
    if principal.role == "specialist" and principal.username in asked:
        return "asked"
    if principal.role == "senco" and _same_school(principal, pupil):
        return "school"
    return "other"


def _same_school(principal: Principal, pupil: Mapping[str, Any]) -> bool:
    return bool(principal.school_id) and principal.school_id == pupil.get("school_id")
