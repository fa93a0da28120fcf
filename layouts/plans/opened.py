"""A plan as it is opened by one reader: its lines, what is said of them, and what one may do."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from analytics.plans.comments import Comment
from analytics.plans.standing import Counts, asking, beneath, total
from data.schemas.plans import Finding, Line, Plan

LONGEST_BRIEF = 90


@dataclass(frozen=True)
class May:
    """Say what the reader may do with this plan."""

    write: bool = False
    comment: bool = False
    draft: bool = False
    placement: bool = False


@dataclass(frozen=True)
class Asked:
    """Say which form of a section is open, and what stands in it."""

    line: str = ""
    """The line that is being changed."""
    new: str = ""
    """The kind of line that is being added."""
    new_id: str = ""
    """The id that the new line will have, so that sending it twice adds it once."""
    on: str = ""
    """What is being commented on: a line, or the section."""
    text: str = ""
    revision: int = 0
    """The revision that the words in the form build on."""
    is_draft: bool = False
    """True if the words are the reader's own draft and not what is saved."""
    sources_now: str = ""
    """What the sources now give for a line that a person changed, if it is something else."""


@dataclass(frozen=True)
class Opened:
    """Hold everything the views of a plan show."""

    pupil_id: str
    plan: Plan
    may: May = May()
    findings: tuple[Finding, ...] = ()
    comments: tuple[Comment, ...] = ()
    counts: Mapping[str, Counts] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    saved_at: Mapping[str, datetime.datetime] = field(default_factory=dict)
    drafts: frozenset[str] = frozenset()
    """The lines of which the reader has words that are not saved."""
    revision: int = 0
    """Revision of the plan's own row."""
    reached: int = 0
    """Rises with every change of a line."""
    author: str = ""
    """User name of who made the newest draft."""

    @cached_property
    def asking(self) -> dict[str, tuple[Line, ...]]:
        """Return for each line the lines that say what is still to obtain for it."""
        return asking(self.plan)

    @cached_property
    def beneath(self) -> frozenset[str]:
        """Return the details and gaps that stand right under the only line they are about."""
        return beneath(self.plan)

    @property
    def whole(self) -> Counts:
        """Return the counts of the whole plan."""
        return total(list(self.counts.values()))

    def about(self, section: str, line_id: str | None = None) -> tuple[Finding, ...]:
        """Return the findings on a line, or those on a section that are on none of its lines."""
        here = {line.line_id: line.text for line in self.plan.section(section)}
        return tuple(
            finding
            for finding in self.findings
            if finding.section == section
            and (finding.line_id if finding.line_id in here else None) == line_id
            # What a gap says itself need not be said of it again.
            and finding.sentence != here.get(finding.line_id or "")
        )

    def said(self, section: str, line_id: str = "") -> tuple[Comment, ...]:
        """Return the comments on a line, or those on a section that are on none of its lines."""
        here = {line.line_id for line in self.plan.section(section)}
        return tuple(
            comment
            for comment in self.comments
            if comment.section == section
            and (comment.line_id if comment.line_id in here else "") == line_id
        )

    def called(self, username: str) -> str:
        """Return the name that a person is shown by."""
        return self.names.get(username, username)


def brief(line: Line, longest: int = LONGEST_BRIEF) -> str:
    """Return the beginning of a line, to name it by."""
    words = " ".join(line.text.split())
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0] + "…"
