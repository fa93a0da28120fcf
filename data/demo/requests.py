"""When each step of the invented pupils' statutory process happened, in whole days before today.

A negative number is a day to come. Limits: SEND Regulations 2014, reg 5(3) (decide in 6 weeks), reg
10(1) (refuse a plan by 16 weeks), reg 13(1) (15 days for the family), reg 13(2) (final plan by 20
weeks), reg 18 (review every 12 months).
"""

from collections.abc import Iterable

import numpy as np

from data.demo.pupils import Pupil

Dates = dict[str, int]

DECIDE_DAYS, REFUSE_DAYS, FINAL_DAYS, YEAR_DAYS = 42, 112, 140, 365

# The share of plans final inside 20 weeks, this year first. In 2017 it was 65% in England, and
# 47%, 54% and 89% in the pack's three (page "High level comparison of partner local authorities").
WITHIN_SHARES = (0.73, 0.69, 0.70, 0.71, 0.76)
ON_TIME_DECISIONS = 0.92
LONGEST_PROCESS = 420

# The share of drafts, written or with the family, that wait for something.
SLIPPED_SHARE = 0.33

# Plans began in September 2014; a day nobody's plan is older than, wherever today is.
OLDEST_PLAN_DAYS = 4000

# Reviews: how soon one counts as due, how far the overdue reach back, and their share.
DUE_SOON_DAYS, LONGEST_OVERDUE, OVERDUE_SHARE = 42, 120, 0.34

# The first pupils of each stage: dates today, this week, on a limit and past it.
PINNED: dict[str, tuple[Dates, ...]] = {
    "requested": tuple({"requested_on": days} for days in (0, 1, 42, 40, 3, 38, 43, 50, 63, 42)),
    "assessing": (
        {"requested_on": 42, "decided_on": 0},
        {"requested_on": 80, "decided_on": 42},
        {"requested_on": 112, "decided_on": 74},
        {"requested_on": 140, "decided_on": 103},
        {"requested_on": 157, "decided_on": 111},
        {"requested_on": 109, "decided_on": 70},
        {"requested_on": 47, "decided_on": 3},
    ),
    "drafting": (
        {"requested_on": 140, "decided_on": 101},
        {"requested_on": 112, "decided_on": 76},
        {"requested_on": 149, "decided_on": 108},
    ),
    "consulting": (
        {"requested_on": 140, "decided_on": 104, "draft_on": 19},
        {"requested_on": 136, "decided_on": 99, "draft_on": 15},
        {"requested_on": 124, "decided_on": 88, "draft_on": 0},
        {"requested_on": 163, "decided_on": 121, "draft_on": 33},
    ),
    "final": (
        {
            "requested_on": 140,
            "decided_on": 103,
            "draft_on": 21,
            "final_on": 0,
            "review_due_on": -365,
        },
        {
            "requested_on": 151,
            "decided_on": 111,
            "draft_on": 22,
            "final_on": 3,
            "review_due_on": -362,
        },
    ),
    "review": (
        {
            "requested_on": 503,
            "decided_on": 466,
            "draft_on": 388,
            "final_on": 365,
            "review_due_on": 0,
        },
        {
            "requested_on": 497,
            "decided_on": 459,
            "draft_on": 382,
            "final_on": 361,
            "review_due_on": -4,
        },
        {
            "requested_on": 515,
            "decided_on": 476,
            "draft_on": 391,
            "final_on": 366,
            "review_due_on": 1,
        },
    ),
}


def invent_dates(pupils: Iterable[Pupil], *, rng: np.random.Generator) -> dict[str, Dates]:
    """Return the dates of each pupil's process by reference."""
    pinned = {stage: iter(dates) for stage, dates in PINNED.items()}
    every = {}
    for pupil in pupils:
        drawn = DRAW[pupil.stage](pupil, rng)
        ready = (
            pupil.example.dates if pupil.example else next(pinned.get(pupil.stage, iter(())), {})
        )
        every[pupil.pupil_id] = ready or drawn
    return every


def request_rows(pupils: Iterable[Pupil], *, dates: dict[str, Dates]) -> list[dict]:
    """Return a row of the requests table per pupil."""
    return [
        {"pupil_id": pupil.pupil_id, "stage": pupil.stage}
        | {f"{column}_days_ago": days for column, days in dates[pupil.pupil_id].items()}
        for pupil in pupils
    ]


def longest_ago(pupil: Pupil) -> int:
    """Return the first day on which a request is believable: the pupil was at least one."""
    return pupil.age_months * 30 - YEAR_DAYS


def decision_days(rng: np.random.Generator) -> int:
    """Return how long the decision whether to assess took."""
    if rng.random() < ON_TIME_DECISIONS:
        return int(rng.integers(20, DECIDE_DAYS + 1))
    return int(rng.integers(DECIDE_DAYS + 1, 57))


def slip_days(rng: np.random.Generator) -> int:
    """Return how far a case has slipped: not at all for most."""
    return int(rng.integers(20, 70)) if rng.random() < SLIPPED_SHARE else 0


def requested(_: Pupil, rng: np.random.Generator) -> Dates:
    """Return a request that waits for its decision, most inside six weeks."""
    return {"requested_on": int(rng.integers(2, DECIDE_DAYS))}


def assessing(_: Pupil, rng: np.random.Generator) -> Dates:
    """Return a request whose advice is being gathered, a few past 16 weeks."""
    took, since = decision_days(rng), int(rng.integers(1, 82))
    return {"requested_on": took + since, "decided_on": since}


def drafting(_: Pupil, rng: np.random.Generator) -> Dates:
    """Return a request whose advice is in and whose draft is being written."""
    took, since = decision_days(rng), int(rng.integers(54, 84)) + slip_days(rng)
    return {"requested_on": took + since, "decided_on": since}


def consulting(_: Pupil, rng: np.random.Generator) -> Dates:
    """Return a request whose draft is with the family."""
    took, since = decision_days(rng), int(rng.integers(72, 100)) + slip_days(rng)
    draft = int(rng.integers(1, 30))
    return {"requested_on": took + since, "decided_on": since, "draft_on": draft}


def not_assessed(pupil: Pupil, rng: np.random.Generator) -> Dates:
    """Return a request that was refused; the case closed on the day of the decision."""
    took = decision_days(rng)
    closed = int(rng.integers(4, min(370, longest_ago(pupil) - took)))
    return {"requested_on": took + closed, "decided_on": closed, "closed_on": closed}


def no_plan(pupil: Pupil, rng: np.random.Generator) -> Dates:
    """Return a request that was assessed and ended without a plan, most by 16 weeks."""
    took = decision_days(rng)
    length = int(
        rng.integers(88, REFUSE_DAYS + 1) if rng.random() < 0.8 else rng.integers(113, 135)
    )
    closed = int(rng.integers(4, min(370, longest_ago(pupil) - length)))
    requested_on = closed + length
    return {"requested_on": requested_on, "decided_on": requested_on - took, "closed_on": closed}


def final(pupil: Pupil, rng: np.random.Generator) -> Dates:
    """Return a plan whose next review is more than six weeks off."""
    return plan(pupil, due_in=int(rng.integers(DUE_SOON_DAYS + 1, YEAR_DAYS - 3)), rng=rng)


def review(pupil: Pupil, rng: np.random.Generator) -> Dates:
    """Return a plan whose review is due within six weeks or overdue."""
    late = rng.random() < OVERDUE_SHARE
    due_in = -rng.integers(1, LONGEST_OVERDUE) if late else rng.integers(0, DUE_SOON_DAYS + 1)
    return plan(pupil, due_in=int(due_in), rng=rng)


def ceased(_: Pupil, rng: np.random.Generator) -> Dates:
    """Return a plan that ended in the past year and a half; no review is due."""
    closed = int(rng.integers(4, 540))
    since_final = closed + int(rng.integers(1, 7)) * YEAR_DAYS + int(rng.integers(0, 200))
    return process(since_final, rng=rng) | {"closed_on": closed}


def plan(pupil: Pupil, *, due_in: int, rng: np.random.Generator) -> Dates:
    """Return the dates of a plan reviewed every 12 months, as old as the pupil's age allows."""
    since_first = YEAR_DAYS - due_in
    room = min(longest_ago(pupil), OLDEST_PLAN_DAYS) - since_first - FINAL_DAYS
    # Any number that fits is as likely as another: about one plan in seven is under a year old.
    reviews = int(rng.integers(0, room // YEAR_DAYS + 1))
    since_final = since_first + reviews * YEAR_DAYS
    longest = min(LONGEST_PROCESS, longest_ago(pupil) - since_final)
    return process(since_final, rng=rng, longest=longest) | {"review_due_on": -due_in}


def process(since_final: int, *, rng: np.random.Generator, longest: int = LONGEST_PROCESS) -> Dates:
    """Return the four dates from request to first final plan."""
    length = min(process_days(since_final, rng=rng), longest)
    requested_on = since_final + length
    return {
        "requested_on": requested_on,
        "decided_on": requested_on - decision_days(rng),
        "draft_on": since_final + int(rng.integers(16, 34)),
        "final_on": since_final,
    }


def process_days(since_final: int, *, rng: np.random.Generator) -> int:
    """Return the days from request to final plan: many in the last week of the 20, a late tail."""
    share = WITHIN_SHARES[min(since_final // YEAR_DAYS, len(WITHIN_SHARES) - 1)]
    if rng.random() < share:
        first = FINAL_DAYS - 6 if rng.random() < 0.4 else 108
        return int(rng.integers(first, FINAL_DAYS + 1))
    return FINAL_DAYS + 1 + int(rng.exponential(48))


DRAW = {
    "requested": requested,
    "assessing": assessing,
    "drafting": drafting,
    "consulting": consulting,
    "not_assessed": not_assessed,
    "no_plan": no_plan,
    "final": final,
    "review": review,
    "ceased": ceased,
}
