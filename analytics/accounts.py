"""Who may sign in: how an account stands, finding people, and what became of an account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.schemas import ROLES

OPEN = "open"
FIRST = "first"
RUN_OUT = "run out"
DORMANT = "dormant"
DISABLED = "disabled"
OF_THE_DEMONSTRATION = "demonstration"

# From these a person can sign in.
ABLE = (OPEN, FIRST)


@dataclass(frozen=True)
class Person:
    """Describe one account; `reference` names it in an address, `revision` counts its changes."""

    reference: str
    username: str
    name: str
    role: str
    school_id: str | None
    school: str
    state: str
    demo: bool
    revision: int
    signed_in_at: datetime | None

    @property
    def able(self) -> bool:
        """Say whether the person can sign in."""
        return self.state in ABLE


@dataclass(frozen=True)
class Change:
    """Describe what became of an account: what was done when and by whom, as it is shown."""

    what: str
    at: datetime
    by: str
    role_before: str | None
    role: str
    school_before: str
    school: str


def state_of(
    *, disabled: bool, dormant: bool, run_out: bool, first: bool, barred: bool = False
) -> str:
    """Return how an account stands, by what keeps the person out first.

    `barred` marks an invented person outside a demonstration, whom nobody can sign in as.
    """
    standing = {
        DISABLED: disabled,
        OF_THE_DEMONSTRATION: barred,
        DORMANT: dormant,
        RUN_OUT: run_out,
        FIRST: first,
    }
    return next((state for state, holds in standing.items() if holds), OPEN)


def found(people: Iterable[Person], text: str) -> list[Person]:
    """Return the people in whose name, user name, role or school each word of a text occurs.

    They come in the order of their names.
    """
    wanted = text.casefold().split()
    fitting = (one for one in people if all(word in _searched(one) for word in wanted))
    return sorted(fitting, key=lambda one: (one.name.casefold(), one.username))


def _searched(one: Person) -> str:
    return f"{one.name} {one.username} {ROLES[one.role]} {one.school}".casefold()


def administrators(people: Sequence[Person]) -> int:
    """Return how many administrators can sign in."""
    return sum(one.role == "administrator" and one.able for one in people)
