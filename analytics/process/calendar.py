"""The deadlines of many cases in order of day, and as a calendar file for other programs."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.process.limits import ADVICE_WEEKS, day_of, family_days_end, weeks_after
from analytics.process.transfers import Transfer
from data.schemas import PLAN_STAGES

Day = datetime.date
PRODUCT = "-//Digital EHCP//Deadlines//EN"
DOMAIN = "digital-ehcp"
ANSWER = "The family’s days to answer the draft end"
LOOKED_BACK = 14
MOVES, ADVICE, STEPS = "moves", "advice", "steps"
ABOUT = (STEPS, MOVES, ADVICE)


@dataclass(frozen=True)
class Deadline:
    """Hold one deadline of one pupil; `kind` is the same for the same step on every day."""

    day: Day
    pupil_id: str
    kind: str
    words: str
    excepted: bool = False

    @property
    def about(self) -> str:
        """Return what it is a deadline of: the next step of a case, a move, or advice."""
        name = self.kind.partition("-")[0]
        return {"advice": ADVICE, "transfer": MOVES}.get(name, STEPS)


def deadlines(
    cases: pd.DataFrame, advice: pd.DataFrame, transfers: Mapping[str, Transfer]
) -> tuple[Deadline, ...]:
    """Return what is due of a caseload, the earliest first.

    The next step of each case, the advice that has not come, and the moves between phases of those
    with a plan. `advice` and `transfers` may hold other pupils too.
    """
    found = [*_steps(cases), *_advice(cases, advice), *_moves(cases, transfers)]
    return tuple(sorted(found, key=lambda one: (one.day, one.pupil_id, one.kind)))


def _steps(cases: pd.DataFrame) -> list[Deadline]:
    due = cases[cases["due_on"].notna()]
    columns = (due[name].tolist() for name in ("pupil_id", "stage", "next_step", "due_on", "state"))
    return [
        Deadline(day, pupil_id, str(stage), words, excepted=state == "excepted")
        for pupil_id, stage, words, due_on, state in zip(*columns, strict=True)
        if (day := day_of(due_on))
    ]


def _advice(cases: pd.DataFrame, advice: pd.DataFrame) -> list[Deadline]:
    awaited = cases.loc[cases["stage"].isin(["assessing", "drafting"]), "pupil_id"]
    waiting = advice[advice["received_on"].isna() & advice["pupil_id"].isin(awaited)]
    counted = Counter(zip(waiting["pupil_id"], waiting["asked_on"], strict=True))
    return [
        Deadline(
            weeks_after(asked, ADVICE_WEEKS),
            str(pupil_id),
            f"advice-{asked_on}",
            "1 piece of advice due" if number == 1 else f"{number} pieces of advice due",
        )
        for (pupil_id, asked_on), number in counted.items()
        if (asked := day_of(asked_on))
    ]


def _moves(cases: pd.DataFrame, transfers: Mapping[str, Transfer]) -> list[Deadline]:
    planned = cases.loc[cases["stage"].isin(PLAN_STAGES), "pupil_id"]
    return [
        Deadline(
            transfers[pupil_id].deadline,
            pupil_id,
            f"transfer-{transfers[pupil_id].moves_in}",
            f"Plan amended for the move: {transfers[pupil_id].words}",
        )
        for pupil_id in planned
        if pupil_id in transfers
    ]


def answer_windows(cases: pd.DataFrame, requests: pd.DataFrame) -> tuple[Deadline, ...]:
    """Return the last day on which each family with a draft may answer it, the earliest first."""
    asked = cases.loc[cases["stage"] == "consulting", "pupil_id"]
    sent = requests.loc[requests["pupil_id"].isin(asked), ["pupil_id", "draft_on"]]
    found = [
        Deadline(family_days_end(day), pupil_id, "family", ANSWER)
        for pupil_id, draft_on in sent.itertuples(index=False)
        if (day := day_of(draft_on))
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.pupil_id)))


def overdue(found: Sequence[Deadline], *, today: Day) -> dict[str, tuple[Deadline, ...]]:
    """Return what has passed and is not done, by what it is of, in the order given."""
    late = [one for one in found if one.day < today and not one.excepted]
    groups = {about: tuple(one for one in late if one.about == about) for about in ABOUT}
    return {about: several for about, several in groups.items() if several}


def passed(found: Sequence[Deadline], *, today: Day) -> tuple[Deadline, ...]:
    """Return the deadlines that have passed in the last two weeks, the newest first."""
    since = today - datetime.timedelta(days=LOOKED_BACK)
    late = [one for one in found if since <= one.day < today and not one.excepted]
    return tuple(sorted(late, key=lambda one: (-one.day.toordinal(), one.pupil_id, one.kind)))


def month_of(found: Sequence[Deadline], year: int, month: int) -> tuple[Deadline, ...]:
    """Return the deadlines of one month."""
    return tuple(one for one in found if (one.day.year, one.day.month) == (year, month))


def calendar_file(found: Sequence[Deadline], *, stamp: datetime.datetime, name: str) -> bytes:
    """Return an iCalendar file (RFC 5545): an event of a day for each deadline.

    An event keeps its UID while its day moves, so that a program that reads the file again moves
    it too. The pupil's reference is all that it says of a person.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - only whoever takes a file needs it

    calendar = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("x-wr-calname", name)):
        calendar.add(key, value)
    for one in found:
        event = Event()
        event.add("uid", f"{one.pupil_id}-{one.kind}@{DOMAIN}")
        event.add("dtstamp", stamp)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + datetime.timedelta(days=1))
        event.add("summary", f"{one.pupil_id}: {one.words}")
        event.add("class", "CONFIDENTIAL")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
