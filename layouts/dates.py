"""Dates and times in words, as GOV.UK writes them: 3 May 2026."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day(date: str | datetime.date | None) -> str:
    """Return a date in words, or a dash where there is none."""
    if date is None:
        return "–"
    if isinstance(date, str):
        date = datetime.date.fromisoformat(date)
    return f"{date.day} {date:%B %Y}"


def moment(time: datetime.datetime) -> str:
    """Return a moment in words, in the time of England."""
    local = time.astimezone(LONDON)
    return f"{local.day} {local:%B %Y, %H:%M}"
