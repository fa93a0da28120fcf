"""How urgent what is next is: one rule for the clock of a case, the caseload and the board."""

from __future__ import annotations

from typing import Any

# Our choice: two weeks is time enough to put most things right.
WATCH_DAYS = 14
URGENCY = ("late", "watch", "ok", "excepted")


def urgency(days_left: Any) -> Any:
    """Return the place in URGENCY of days left, of one number or of an array of them.

    A missing number is "ok". An exception is not known here: it is set beside what this tells.
    """
    return 2 - (days_left <= WATCH_DAYS) - (days_left < 0)
