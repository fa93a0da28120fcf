"""What the panel is asked, what is missing before it may agree, and what a decision takes."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.answers import known, listed
from analytics.problems import Problem, Problems
from data.schemas import NO_PLAN_CLUSTER
from data.schemas.panel import ASKS, OUTCOMES
from data.schemas.plans import SECTIONS

Row = Mapping[str, Any]

# The placement is named in the final plan alone: SEND Code of Practice 2015, 9.69.
PLACEMENT_SECTION = "I"
# Asked at these, the rule for no plan (X10) says no, so an approval says why it does not decide.
GATED = ("assess", "plan")
CLOSED = ("not_assessed", "no_plan", "ceased")
# At these nobody has decided to assess: an unknown stage is one without a request.
NOT_DECIDED = ("", "requested", "not_assessed")
IN_FORCE = "final"
# Our choice: fewer are a tick, not a reason.
FEWEST_WORDS = 3
REASON_WANTED = "Give the reasons, for an approval too: one sentence is enough."
RULE = (
    "The cluster is X10: the needs fall under the authority's rule for no EHC plan. The rule "
    "suggests and the panel decides: an approval says why the rule does not decide here."
)


@dataclass(frozen=True)
class Missing:
    """Say what is missing; an approval waits for what `blocks`, the rest the panel weighs."""

    sentence: str
    blocks: bool = False


@dataclass(frozen=True)
class Overtaken:
    """Say what has overtaken an item of an agenda, and on which day if that is known."""

    by: str
    on: str | None = None


@dataclass(frozen=True)
class Subject:
    """Hold what the panel has before it of one pupil.

    `sections` has the number of lines of each section of the plan, those that say what is still to
    obtain too, and `kinds` of each kind; `plan_status` is "" where there is no plan, and
    `plan_sequence` the journal's entry that its lines have reached, section I apart. `outstanding`
    is advice asked for and not received. `authors` wrote any line of the plan, now or before;
    `holder` holds the case. `stage`, `told_on` and `final_on` are what the dates of the process
    say; `to_assess` tells whether anybody has decided to assess, the panel or by the dates.
    """

    cluster: str
    unanswered: int
    assessment_revision: int
    panel_approved: bool
    plan_status: str
    sections: Mapping[str, int]
    kinds: Mapping[str, int]
    to_obtain: tuple[str, ...]
    plan_sequence: int
    outstanding: int
    authors: frozenset[str]
    holder: str
    stage: str = ""
    told_on: str | None = None
    final_on: str | None = None
    to_assess: bool = False


@dataclass(frozen=True)
class Effects:
    """Say what a confirmed decision sets; None leaves it as it is."""

    panel_approved: bool | None = None
    plan_status: str | None = None


EFFECTS: dict[tuple[str, str], Effects] = {
    ("assess", "approve"): Effects(panel_approved=True),
    ("assess", "reject"): Effects(panel_approved=False),
    ("plan", "approve"): Effects(panel_approved=True, plan_status="agreed"),
    ("plan", "refer"): Effects(plan_status="draft"),
    ("plan", "reject"): Effects(panel_approved=False, plan_status="draft"),
    ("back", "approve"): Effects(panel_approved=False, plan_status="draft"),
}


def effects(ask: str, outcome: str) -> Effects:
    """Return what a confirmed decision on an ask sets."""
    return EFFECTS.get((ask, outcome), Effects())


def subject(
    *,
    pupil: Row,
    assessment: Row | None,
    unanswered: int,
    plan: Row | None,
    lines: Sequence[Row],
    authors: Collection[str],
    advice: Iterable[Row],
    request: Row | None = None,
    decisions: Iterable[Row] = (),
) -> Subject:
    """Put together what the panel has before it from the rows of one pupil."""
    saved, dates = assessment or {}, request or {}
    stage = known(dates.get("stage")) or ""
    approved = bool(known(saved.get("panel_approved")))
    standing = [line for line in lines if not known(line.get("withdrawn"))]
    return Subject(
        cluster=known(saved.get("cluster")) or "",
        unanswered=unanswered,
        assessment_revision=int(known(saved.get("revision")) or 0),
        panel_approved=approved,
        plan_status=plan["status"] if plan else "",
        sections=_counts(standing, "section"),
        kinds=_counts(standing, "kind"),
        to_obtain=tuple(line["text"] for line in standing if line["kind"] == "to_obtain"),
        plan_sequence=plan_sequence(lines),
        outstanding=sum(known(row.get("received_on")) is None for row in advice),
        authors=frozenset(authors),
        holder=known(pupil.get("co_ordinator")) or "",
        stage=stage,
        told_on=known(dates.get("decided_on")),
        final_on=known(dates.get("final_on")),
        to_assess=approved or stage not in NOT_DECIDED or _agreed_to_assess(decisions),
    )


def _agreed_to_assess(decisions: Iterable[Row]) -> bool:
    """Tell whether the newest confirmed decision on assessing approved it."""
    asked = [row for row in decisions if row["ask"] == "assess" and known(row["confirmed_by"])]
    newest = max(asked, key=lambda row: int(row["sequence"]), default=None)
    return newest is not None and newest["outcome"] == "approve"


def overtaken(ask: str, found: Subject) -> Overtaken | None:
    """Return what has overtaken an item, by the dates of the process; None for most."""
    if found.stage in CLOSED:
        return Overtaken("the case is closed")
    if ask == "assess" and found.stage not in NOT_DECIDED:
        return Overtaken("the family was told of a decision to assess", found.told_on)
    issued = found.stage == IN_FORCE and found.plan_status in (IN_FORCE, "")
    if issued and ask in ("plan", "placement"):
        return Overtaken("the final plan was issued", found.final_on)
    return None


def _counts(lines: Sequence[Row], column: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        found[line[column]] = found.get(line[column], 0) + 1
    return found


def plan_sequence(lines: Iterable[Row]) -> int:
    """Return the journal's entry that the lines have reached, section I apart; 0 for none."""
    entries = (line["sequence"] for line in lines if line["section"] != PLACEMENT_SECTION)
    return max(map(int, entries), default=0)


def missing_for(ask: str, found: Subject) -> tuple[Missing, ...]:
    """Return what is missing before the panel may agree to what it is asked."""
    if ask == "back":
        agreed = found.panel_approved or found.plan_status == "agreed"
        return () if agreed else (Missing("There is no agreement to take back.", blocks=True),)
    told = [
        _undecided(ask, found),
        _unanswered(found, blocks=ask == "plan"),
        *_of_plan(ask, found),
        _outstanding(found),
    ]
    return tuple(one for one in told if one)


def _undecided(ask: str, found: Subject) -> Missing | None:
    if ask == "assess" or found.to_assess:
        return None
    return Missing("Nobody has decided to assess yet.", blocks=ask == "plan")


def _unanswered(found: Subject, *, blocks: bool) -> Missing | None:
    if not found.unanswered:
        return None
    verb = "questions are" if found.unanswered > 1 else "question is"
    return Missing(f"{found.unanswered} of the 20 {verb} not answered.", blocks=blocks)


def _of_plan(ask: str, found: Subject) -> list[Missing]:
    if ask == "assess":
        return []
    if not found.sections:
        return [Missing("There is no draft of the plan.", blocks=ask == "plan")]
    told = []
    empty = empty_sections(found)
    if empty:
        start = "Section" if len(empty) == 1 else "Sections"
        verb = "is" if len(empty) == 1 else "are"
        told.append(
            Missing(
                f"{start} {listed(empty)} {verb} empty: write what belongs there, or that nothing "
                "was identified.",
                blocks=ask == "plan",
            )
        )
    if found.to_obtain:
        n = len(found.to_obtain)
        told.append(Missing(f"{n} gap{'s' if n > 1 else ''} in the plan still to obtain."))
    return told


def empty_sections(found: Subject) -> tuple[str, ...]:
    """Return the sections without a line, but for section I, which a draft leaves blank."""
    return tuple(
        one for one in SECTIONS if one != PLACEMENT_SECTION and not found.sections.get(one)
    )


def _outstanding(found: Subject) -> Missing | None:
    if not found.outstanding:
        return None
    pieces = "1 piece" if found.outstanding == 1 else f"{found.outstanding} pieces"
    return Missing(f"{pieces} of advice asked for and not received.")


def by_rule(ask: str, found: Subject) -> bool:
    """Tell whether the rule for no plan says no to what the panel is asked."""
    return ask in GATED and found.cluster == NO_PLAN_CLUSTER


def problems_of_decision(
    found: Subject, *, ask: str, outcome: str, reason: str, rule_reason: str, who: str
) -> Problems:
    """Return by field why a decision cannot be recorded, nothing if it can."""
    if outcome not in OUTCOMES:
        return (("outcome", "Choose whether to approve, refer back or reject."),)
    told: list[Problem] = [] if is_reason(reason) else [("reason", REASON_WANTED)]
    if outcome == "approve":
        told += [("", sentence) for sentence in _of_approving(found, ask=ask, who=who)]
        if by_rule(ask, found) and not is_reason(rule_reason):
            told.append(("rule_reason", "Say why the rule for no plan (X10) does not decide here."))
    return tuple(told)


def is_reason(words: str) -> bool:
    """Tell whether words are a reason rather than a tick."""
    return len(words.split()) >= FEWEST_WORDS


def _of_approving(found: Subject, *, ask: str, who: str) -> list[str]:
    told = []
    if who in found.authors:
        told.append("You wrote part of this plan, so somebody else on the panel approves it.")
    if who == found.holder:
        told.append("You hold this case, so somebody else on the panel approves it.")
    waiting = [one.sentence for one in missing_for(ask, found) if one.blocks]
    return [*told, *(f"It cannot be approved yet: {sentence}" for sentence in waiting)]


def problems_of_confirming(found: Subject, decision: Row | None, *, who: str) -> tuple[str, ...]:
    """Return why a decision cannot be confirmed, nothing if it can."""
    if decision is None:
        return ("Nothing has been decided yet.",)
    if decision["confirmed_by"]:
        return ("This was confirmed already.",)
    if decision["decided_by"] == who:
        return ("You decided this, so a second member of the panel confirms it.",)
    told = list(changed_since(found, decision))
    if decision["outcome"] == "approve":
        told += _of_approving(found, ask=decision["ask"], who=who)
    return tuple(told)


def changed_since(found: Subject, decision: Row) -> tuple[str, ...]:
    """Return what changed after a decision was recorded."""
    told = []
    if found.assessment_revision != decision["assessment_revision"]:
        told.append("The assessment has been updated since the decision: decide on it as it is.")
    if found.plan_sequence != decision["plan_sequence"]:
        told.append("The plan has been changed since the decision: decide on it as it is.")
    return tuple(told)


def problems_of_meeting(
    held_on: datetime.date | None, title: str, *, today: datetime.date
) -> Problems:
    """Return by field why a meeting cannot be added, nothing if it can."""
    told: list[Problem] = [] if title else [("title", "Give the meeting a name.")]
    if held_on is None:
        told.append(("held_on", "Give the day of the meeting, such as 3 May 2026."))
    elif held_on < today:
        told.append(("held_on", "The day of the meeting has passed."))
    return tuple(told)


def problems_of_item(meeting: Row, *, ask: str, stage: str, today: datetime.date) -> Problems:
    """Return by field why a pupil cannot be put on an agenda, nothing if they can."""
    told: list[Problem] = [] if ask in ASKS else [("ask", "Choose what the panel is asked.")]
    if meeting["held_on"] < today.isoformat():
        told.append(("", "This meeting has passed: choose one that is still to come."))
    if stage in CLOSED:
        told.append(
            ("pupil_id", "The case is closed, so there is nothing for the panel to decide.")
        )
    return tuple(told)


def agenda(items: Iterable[Row], due: Mapping[str, str | None]) -> list[Row]:
    """Return the items of a meeting, the case whose next statutory day comes first at the top.

    `due` has the day by pupil_id; cases without one come last, equals go by reference.
    """
    standing = (item for item in items if not known(item.get("withdrawn")))
    return sorted(
        standing, key=lambda item: (due.get(item["pupil_id"]) or "9999", item["pupil_id"])
    )


def split_meetings(meetings: Iterable[Row], *, today: datetime.date) -> tuple[list[Row], list[Row]]:
    """Return the meetings to come, the next first, and those that were held, the last first."""
    ordered = sorted(meetings, key=lambda one: (one["held_on"], one["meeting_id"]))
    coming = [one for one in ordered if one["held_on"] >= today.isoformat()]
    return coming, ordered[: len(ordered) - len(coming)][::-1]
