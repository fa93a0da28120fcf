"""Invented links and answers, and who was asked."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd

from analytics.feedback_response import BY, NOT_KNOWN, Heard, heard
from data.schemas import TABLES

TODAY = datetime.date(2026, 11, 22)


def table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(TABLES[name].dtypes)).astype(TABLES[name].dtypes)


def day(days_ago: int) -> str:
    return (TODAY - datetime.timedelta(days=days_ago)).isoformat()


def link(pupil: str, voice: str = "parent", **changes: Any) -> dict[str, Any]:
    row = {"pupil_id": pupil, "voice": voice, "made_on": day(60), "expires_on": day(30)}
    return {**row, **changes}


def answer(pupil: str, voice: str = "parent", **changes: Any) -> dict[str, Any]:
    row = {"pupil_id": pupil, "voice": voice, "given_on": day(40), "channel": "told"}
    return {**row, **changes}


def people(*rows: dict[str, Any]) -> pd.DataFrame:
    blank = {**dict.fromkeys(BY, NOT_KNOWN), "year": False}
    frame = pd.DataFrame([{**blank, **row} for row in rows], columns=[*BY, "pupil_id", "year"])
    return frame.astype({"year": bool})


def counted(
    who: pd.DataFrame, links: list[dict[str, Any]], said: list[dict[str, Any]] | None = None
) -> Heard:
    return heard(who, table("feedback_links", links), table("feedback", said or []), today=TODAY)


def languages(*groups: tuple[str, int, int]) -> Heard:
    """Count parents by first language; groups are (language, asked, answered)."""
    who, links = [], []
    for name, asked, answered in groups:
        for n in range(asked):
            pupil = f"{name}{n}"
            who.append({"pupil_id": pupil, "first_language": name})
            links.append(link(pupil, answered_on=day(50) if n < answered else None))
    return counted(people(*who), links)
