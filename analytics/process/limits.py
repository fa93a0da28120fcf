"""The time limits of the law and how they are counted; calendar days but for the tribunal's.

The Special Educational Needs and Disability Regulations 2014 (SI 2014/1530) count weeks, months and
days without leaving any out, so a limit may fall on a Sunday or on Christmas Day. The First-tier
Tribunal's rules (SI 2008/2699) alone know working days.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from functools import lru_cache

DECISION_WEEKS = 6  # whether to assess: reg 5(3)
ADVICE_WEEKS = 6  # advice, from the day it was asked for: reg 8(1)
NO_PLAN_WEEKS = 16  # notice that no plan will be issued: reg 10(1)
FINAL_PLAN_WEEKS = 20  # final plan: reg 13(2)
FAMILY_DAYS = 15  # for the family to answer, the day the draft is served included: reg 13(1)(a)
REASSESSMENT_DECISION_DAYS = 15  # whether to re-assess: reg 25(1)
REASSESSMENT_WEEKS = 14  # final plan, from the notice that there will be a re-assessment: reg 27(2)
# A review in the 12 months that start with the day of the plan, or of the review before: Children
# and Families Act 2014, s.44(1); how it is held: regs 18 to 20.
REVIEW_MONTHS = 12
REVIEW_DECISION_WEEKS = 4  # decision after the meeting: reg 20(10)
AMENDED_WEEKS = 8  # amended plan, from the notice of what is to be amended: reg 22(3)
# Both together, whenever the notice was sent: R (L, M and P) v Devon CC [2022] EWHC 493 (Admin).
AMENDED_AFTER_MEETING_WEEKS = 12
# Under 5 a review every 3 to 6 months is to be considered: SEND Code of Practice, 9.178.
YOUNG_AGE = 5
YOUNG_MONTHS = (3, 6)
# An appeal: First-tier Tribunal (Health, Education and Social Care Chamber) Rules 2008, r.20(1).
APPEAL_MONTHS = 2
CERTIFICATE_MONTHS = 1

# EHC plans began with Part 3 of the Children and Families Act 2014.
FIRST_DAY = datetime.date(2014, 9, 1)
# Nothing of a person up to 25 is due later than this; beyond it a date is a slip of the hand.
LAST_DAY = datetime.date(2100, 12, 31)
# What a case taken over from before the Act may still tell of.
EARLIEST = datetime.date(1990, 1, 1)

Day = datetime.date


def day_of(value: object) -> Day | None:
    """Return a recorded date, None where there is none, or none that a person can mean."""
    try:
        day = datetime.date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return day if EARLIEST <= day <= LAST_DAY else None


def said(day: Day) -> str:
    """Return a day as people write it: 3 May 2026."""
    return f"{day.day} {day:%B %Y}"


def weeks_after(day: Day, weeks: int) -> Day:
    """Return the last day of so many weeks after a day, which itself does not count."""
    return day + datetime.timedelta(weeks=weeks)


def days_after(day: Day, days: int) -> Day:
    """Return the last of so many days after a day, which itself does not count."""
    return day + datetime.timedelta(days=days)


def family_days_end(draft: Day) -> Day:
    """Return the last of the family's days to answer a draft, which start with the day it came."""
    return draft + datetime.timedelta(days=FAMILY_DAYS - 1)


def months_after(day: Day, months: int) -> Day:
    """Return the day of the same number so many months on, the month's last where it has none.

    The corresponding date rule: Dodds v Walker [1981] 1 WLR 1027.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return datetime.date(year, month, min(day.day, monthrange(year, month)[1]))


def last_of_months(day: Day, months: int) -> Day:
    """Return the last of so many months that start with a day, which itself counts."""
    same = months_after(day, months)
    return same - datetime.timedelta(days=1) if same.day == day.day else same


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[Day]:
    """Return Christmas Day, Good Friday and the bank holidays of England in a year."""
    import holidays  # noqa: PLC0415 - half of the time that all of analytics takes to import

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: Day) -> bool:
    """Tell whether the tribunal works on a day: rule 1(3) of its rules."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def appeal_closes(notice: Day, certificate: Day | None = None) -> Day:
    """Return the last day for an appeal: 2 months after the notice, 1 after the certificate.

    The later counts. Rule 12: one that ends when the tribunal does not work ends on its next
    working day, and one from 25 December to 1 January, or in August, on the first after that;
    applied until neither moves it, which is the later day where they could be read otherwise.
    """
    closes = months_after(notice, APPEAL_MONTHS)
    if certificate is not None:
        closes = max(closes, months_after(certificate, CERTIFICATE_MONTHS))
    return _when_the_tribunal_works(closes)


def _when_the_tribunal_works(day: Day) -> Day:
    while _is_vacation(day) or not is_working_day(day):
        day += datetime.timedelta(days=1)
    return day


def _is_vacation(day: Day) -> bool:
    """Tell whether a day is from 25 December to 1 January or in August: rule 12(3)."""
    month_and_day = (day.month, day.day)
    return day.month == 8 or month_and_day >= (12, 25) or month_and_day == (1, 1)
