"""A comment on a plan, as it is kept and as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Comment:
    """Hold what somebody said about a plan, who wrote it down and whether it was dealt with."""

    comment_id: str
    section: str
    text: str
    line_id: str = ""
    """The line that it is about, empty where it is about the section."""
    said_by: str = ""
    """Who said it, where somebody else wrote it down."""
    resolved: bool = False
    revision: int = 0
    actor: str = ""
    at: datetime | None = None


def comment_of(row: Mapping[str, Any]) -> Comment:
    """Return the comment of a row."""
    return Comment(
        comment_id=row["comment_id"],
        section=row["section"],
        text=row["text"],
        line_id=row.get("line_id") or "",
        said_by=row.get("said_by") or "",
        resolved=row.get("resolved") is True,
        revision=int(row.get("revision") or 0),
        actor=row.get("actor") or "",
        at=row.get("recorded_at"),
    )


def still_open(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """Return the comments that nobody has dealt with."""
    return tuple(comment for comment in comments if not comment.resolved)
