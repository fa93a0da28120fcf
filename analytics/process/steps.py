"""The steps of a case, group by group: limit, rule and source, but not yet how each stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.age import age_years
from analytics.process import reviews
from analytics.process.limits import (
    ADVICE_WEEKS,
    DECISION_WEEKS,
    FAMILY_DAYS,
    FINAL_PLAN_WEEKS,
    NO_PLAN_WEEKS,
    REASSESSMENT_DECISION_DAYS,
    REASSESSMENT_WEEKS,
    appeal_closes,
    day_of,
    days_after,
    family_days_end,
    said,
    weeks_after,
)
from analytics.process.transfers import SOURCE as TRANSFER_SOURCE
from analytics.process.transfers import Transfer
from data.schemas import EXCEPTIONS, PLAN_STAGES

Row = Mapping[str, Any]
Day = datetime.date
SEND = "SEND Regulations 2014, reg"
ACT = "Children and Families Act 2014, s.44(1)"
TRIBUNAL = "First-tier Tribunal (HESC Chamber) Rules 2008, rules 12 and 20"


@dataclass(frozen=True)
class Step:
    """Hold one step: by when, when it was done, by which rule, and what it waits for.

    `state` is done, done_late, late, watch (14 days or fewer), ok, excepted, or waiting where no
    limit can be told yet. `days_left` is negative once the limit has passed.
    """

    id: str
    name: str
    limit: Day | None = None
    done_on: Day | None = None
    rule: str = ""
    source: str = ""
    waits_for: str = ""
    note: str = ""
    excepted: bool = False
    duty: bool = True
    """Whether it is the authority's to do; the family's days and rights are not."""
    state: str = "waiting"
    days_left: int | None = None


@dataclass(frozen=True)
class Asked:
    """Hold one piece of advice that was asked for; `who` is how the specialist is shown."""

    specialist: str
    who: str
    asked_on: str | None
    received_on: str | None = None


@dataclass(frozen=True)
class _Dates:
    """Hold the days of a request as dates."""

    requested: Day | None
    decided: Day | None
    draft: Day | None
    final: Day | None
    closed: Day | None
    again: bool

    @property
    def final_limit(self) -> Day | None:
        start = self.decided if self.again else self.requested
        return _weeks(start, REASSESSMENT_WEEKS if self.again else FINAL_PLAN_WEEKS)


def steps_of(
    request: Row,
    *,
    today: Day,
    advice: Sequence[Asked],
    birth: tuple[int, int] | None,
    transfer: Transfer | None,
) -> Iterator[Step]:
    """Yield the steps of one case in order, with neither state nor days left."""
    stage = str(request.get("stage") or "")
    dates = _Dates(
        requested=day_of(request.get("requested_on")),
        decided=day_of(request.get("decided_on")),
        draft=day_of(request.get("draft_on")),
        final=day_of(request.get("final_on")),
        closed=day_of(request.get("closed_on")),
        again=request.get("kind") == "reassessment",
    )
    yield from _assessment(request, dates)
    yield from _advice(advice, dates)
    yield from _plan(request, dates, stage)
    yield from _reviewing(request, stage, today=today, birth=birth)
    yield from _moving(request, stage, transfer)
    yield from _appeal(request, dates, stage)


def _assessment(request: Row, dates: _Dates) -> Iterator[Step]:
    yield Step(
        "request",
        "Request received",
        done_on=dates.requested,
        rule="The day from which the weeks are counted.",
        source=f"{SEND} 5 and 13",
        waits_for="" if dates.requested else "the day of the request to be recorded",
    )
    limit, rule, source = _weeks(dates.requested, DECISION_WEEKS), "6 weeks", "5(3)"
    if dates.again:
        limit = dates.requested and days_after(dates.requested, REASSESSMENT_DECISION_DAYS)
        rule, source = f"{REASSESSMENT_DECISION_DAYS} days", "25(1)"
    yield Step(
        "decision",
        "Tell the family whether there will be a re-assessment"
        if dates.again
        else "Tell the family whether there will be an assessment",
        limit=limit,
        done_on=dates.decided,
        rule=f"Within {rule} of the request.",
        source=f"{SEND} {source}",
        waits_for="" if dates.decided else "the decision whether to assess",
        note=_excepted_words(request, "decision_exception"),
        excepted=bool(request.get("decision_exception")),
    )


def _advice(advice: Sequence[Asked], dates: _Dates) -> Iterator[Step]:
    for one in advice:
        asked, received = day_of(one.asked_on), day_of(one.received_on)
        # Once a draft is out, advice that never came is no longer what the case waits for.
        if received is None and dates.draft:
            continue
        yield Step(
            f"advice:{one.specialist}",
            f"Advice of {one.who}",
            limit=_weeks(asked, ADVICE_WEEKS),
            done_on=received,
            rule="Within 6 weeks of being asked.",
            source=f"{SEND} 8(1)",
            waits_for="" if received else one.who,
            duty=False,
        )


def _plan(request: Row, dates: _Dates, stage: str) -> Iterator[Step]:
    excepted, note = bool(request.get("exception")), _excepted_words(request, "exception")
    if stage == "not_assessed":
        return
    limit = dates.final_limit
    no_plan = dates.closed if stage == "no_plan" else None
    if not dates.again and (no_plan or not (dates.draft or dates.final)):
        yield Step(
            "no_plan",
            "Tell the family if there will be no plan",
            limit=_weeks(dates.requested, NO_PLAN_WEEKS)
            if stage in ("requested", "assessing", "no_plan")
            else None,
            done_on=no_plan,
            rule="Within 16 weeks of the request.",
            source=f"{SEND} 10(1)",
            waits_for="" if no_plan else _before(dates, "the advice"),
            note=note,
            excepted=excepted,
        )
    if stage == "no_plan":
        return
    yield Step(
        "draft",
        "Send the draft plan to the family",
        limit=limit and limit - datetime.timedelta(days=FAMILY_DAYS),
        done_on=dates.draft,
        rule=f"The family has at least {FAMILY_DAYS} days to answer before the plan is final.",
        source=f"{SEND} 13(1)",
        waits_for="" if dates.draft else _before(dates, "the draft"),
        note=note,
        excepted=excepted,
    )
    yield _family(request, dates)
    yield Step(
        "final",
        "Issue the final plan",
        limit=limit,
        done_on=dates.final,
        rule="Within 14 weeks of the notice that there will be a re-assessment."
        if dates.again
        else "Within 20 weeks of the request.",
        source=f"{SEND} {'27(2)' if dates.again else '13(2)'}",
        waits_for="" if dates.final else _before(dates, "the final plan"),
        note=note,
        excepted=excepted,
    )


def _family(request: Row, dates: _Dates) -> Step:
    ends = dates.draft and family_days_end(dates.draft)
    cut_short = bool(ends and dates.final and dates.final <= ends)
    return Step(
        "family",
        "The family's days to answer the draft end",
        limit=None if dates.final else ends,
        done_on=dates.final and ends and min(ends, dates.final),
        rule=f"{FAMILY_DAYS} days, the day on which the draft is served included.",
        source=f"{SEND} 13(1)(a)",
        waits_for="" if dates.final else "the family" if dates.draft else "the draft",
        note=_cut_short_words(request) if cut_short else "",
        duty=False,
    )


def _cut_short_words(request: Row) -> str:
    reason = request.get("early_reason") or "no reason is recorded."
    return f"The final plan went out before these days had ended: {reason}"


def _before(dates: _Dates, own: str) -> str:
    """Say which earlier step is still to be done, else what is to be done now."""
    if dates.decided is None:
        return "the decision whether to assess"
    if own == "the final plan" and dates.draft is None:
        return "the draft"
    return own


def _reviewing(
    request: Row, stage: str, *, today: Day, birth: tuple[int, int] | None
) -> Iterator[Step]:
    if stage not in PLAN_STAGES:
        return
    review = reviews.review_of(request)
    if review.held:
        yield from _review_steps(request, review)
    if review.stands == reviews.HOLD:
        yield Step(
            "review",
            "Complete the annual review",
            limit=review.due,
            rule="In each 12 months from the plan, or from the review before.",
            source=f"{ACT}; {SEND}s 18 to 20",
            waits_for="the review meeting",
        )
    age = age_years(*birth, today) if birth else None
    young = None if age is None else reviews.young_review(request, age=age)
    if young:
        yield Step(
            "young_review",
            "Consider a further review: the child is under 5",
            limit=young[1],
            rule="Every 3 to 6 months is to be considered.",
            source="SEND Code of Practice, 9.178",
            waits_for="your judgement",
            duty=False,
        )


def _review_steps(request: Row, review: reviews.Review) -> Iterator[Step]:
    yield Step(
        "review_held",
        "Review meeting held",
        done_on=review.held,
        rule="The day from which the weeks are counted.",
        source=f"{SEND} 20",
    )
    assert review.held is not None  # noqa: S101 - asked before
    yield Step(
        "review_decision",
        "Tell the family the decision after the review",
        limit=weeks_after(review.held, reviews.REVIEW_DECISION_WEEKS),
        done_on=review.decided,
        rule="Within 4 weeks of the review meeting.",
        source=f"{SEND} 20(10)",
        waits_for="" if review.decided else "the decision after the meeting",
    )
    if review.decided and request.get("review_outcome") == "amend":
        yield Step(
            "amended",
            "Issue the amended plan",
            limit=reviews.amended_limit(review.held, review.decided),
            done_on=review.amended,
            rule="Within 8 weeks of the notice of amendments, and 12 of the meeting.",
            source=f"{SEND} 22(3); R (L, M and P) v Devon CC [2022] EWHC 493 (Admin)",
            waits_for="" if review.amended else "the amended plan",
        )


def _moving(request: Row, stage: str, transfer: Transfer | None) -> Iterator[Step]:
    if transfer is None or stage not in PLAN_STAGES:
        return
    amended = day_of(request.get("amended_on"))
    done = amended if amended and amended >= transfer.begins else None
    limit = transfer.deadline
    yield Step(
        "transfer",
        transfer.step,
        limit=limit,
        done_on=done,
        rule=f"Before {limit.day} {limit:%B} of the year of the move.",
        source=TRANSFER_SOURCE,
        waits_for="" if done else "the amended plan that names the next setting",
        duty=transfer.is_certain,
    )


def _appeal(request: Row, dates: _Dates, stage: str) -> Iterator[Step]:
    notice = _appealable(request, dates, stage)
    if notice is None:
        return
    yield Step(
        "appeal",
        "The family may appeal until",
        limit=appeal_closes(notice, day_of(request.get("certificate_on"))),
        rule="2 months from the notice, or 1 month from the mediation certificate if later; moved "
        "to the tribunal's next working day.",
        source=TRIBUNAL,
        duty=False,
    )


def _appealable(request: Row, dates: _Dates, stage: str) -> Day | None:
    """Return the day of the newest notice that the family may appeal against."""
    if stage == "not_assessed":
        return dates.decided or dates.closed
    if stage in ("no_plan", "ceased"):
        return dates.closed
    if stage not in PLAN_STAGES:
        return None
    days = [dates.final, day_of(request.get("amended_on"))]
    if request.get("review_outcome") in ("keep", "cease"):
        days.append(day_of(request.get("review_decided_on")))
    return max((day for day in days if day), default=None)


def _excepted_words(request: Row, name: str) -> str:
    kind, since = request.get(name), day_of(request.get(f"{name}_on"))
    if not kind:
        return ""
    reason = EXCEPTIONS.get(str(kind), "a reason that this program does not know")
    when = f" from {said(since)}" if since else ""
    return f"Exception{when}: {reason[0].lower()}{reason[1:]}."


def _weeks(start: Day | None, weeks: int) -> Day | None:
    return start and weeks_after(start, weeks)
