"""Ways in which the rows of a SEN2 return can be wrong, for the rules to put together."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics.process.limits import DECISION_WEEKS, FINAL_PLAN_WEEKS
from analytics.sen2.own import LAST_MONTH, Return
from data.schemas.sen2_return import AWAITING, BIRTH_MONTH, CODES, NO

REVIEW_WEEKS = 52
ISO = "%Y-%m-%d"
Mask = pd.Series


class Joined:
    """Hold a module with the columns of those it belongs to, its dates as dates."""

    def __init__(self, frame: pd.DataFrame, wanted: Return) -> None:
        self.frame, self.wanted = frame, wanted
        self.today = pd.Timestamp(wanted.today)
        # Many rules read the same column.
        self._texts: dict[str, pd.Series] = {}
        self._days: dict[str, pd.Series] = {}

    def text(self, name: str) -> pd.Series:
        """Return a column as text without outer spaces."""
        if name not in self._texts:
            self._texts[name] = self.frame[name].astype(str).str.strip()
        return self._texts[name]

    def blank(self, name: str) -> Mask:
        """Tell where a column is empty."""
        return self.text(name) == ""

    def day(self, name: str) -> pd.Series:
        """Return a column as dates, missing where it is not one."""
        if name not in self._days:
            self._days[name] = pd.to_datetime(self.text(name), format=ISO, errors="coerce")
        return self._days[name]

    def age(self) -> pd.Series:
        """Return the age on 31 August before the January, from a date or a month of birth."""
        born = self.text("PersonBirthDate").str[:7].where(~self.blank("PersonBirthDate"))
        month = born.fillna(self.text(BIRTH_MONTH)).str.extract(r"^(\d{4})-(\d{2})").astype(float)
        return self.wanted.january - 1 - month[0] - (month[1] > LAST_MONTH)


Check = Callable[[Joined], Mask]


def missing(name: str, *unless: str) -> Check:
    """Return a check that fails where a column is empty and so are the others."""
    return lambda one: pd.concat([one.blank(n) for n in (name, *unless)], axis=1).all(axis=1)


def unlike(name: str, pattern: str) -> Check:
    """Return a check that fails where a column is filled in another form."""
    return lambda one: ~one.blank(name) & ~one.text(name).str.fullmatch(pattern)


def unknown(name: str) -> Check:
    """Return a check that fails where a column has a code that there is not."""
    return lambda one: ~one.blank(name) & ~one.text(name).isin(CODES[name])


def future(name: str) -> Check:
    """Return a check that fails where a date has not come yet."""
    return lambda one: one.day(name) > one.today


def before(name: str, earlier: str) -> Check:
    """Return a check that fails where a date comes before the one it follows."""
    return lambda one: one.day(name) < one.day(earlier)


def without(name: str, other: str) -> Check:
    """Return a check that fails where one column is filled and the other is empty."""
    return lambda one: ~one.blank(name) & one.blank(other)


def repeated(*names: str) -> Check:
    """Return a check that fails where other rows have the same, all columns filled."""

    def check(one: Joined) -> Mask:
        texts = pd.concat([one.text(name) for name in names], axis=1)
        return texts.duplicated(keep=False) & (texts != "").all(axis=1)

    return check


def undecided(one: Joined) -> Mask:
    """Tell where no outcome is recorded six weeks after the request."""
    limit = one.day("ReceivedDate") + pd.Timedelta(weeks=DECISION_WEEKS)
    return (one.text("RequestOutcome") == AWAITING) & (limit < pd.Timestamp(one.wanted.counted_on))


def decided_late(one: Joined) -> Mask:
    """Tell where the decision whether to assess took more than six weeks."""
    limit = one.day("ReceivedDate") + pd.Timedelta(weeks=DECISION_WEEKS)
    return one.day("RequestOutcomeDate") > limit


def undated(outcome: str, date: str) -> Check:
    """Return a check that fails where an outcome has no date."""
    return lambda one: ~one.text(outcome).isin(["", AWAITING]) & one.blank(date)


def dated_while_awaiting(outcome: str, date: str) -> Check:
    """Return a check that fails where an outcome is awaited and has a date."""
    return lambda one: (one.text(outcome) == AWAITING) & ~one.blank(date)


def late_without_reason(one: Joined) -> Mask:
    """Tell where a plan took over 20 weeks and nothing is said of exceptions."""
    limit = one.day("ReceivedDate") + pd.Timedelta(weeks=FINAL_PLAN_WEEKS)
    return (one.day("StartDate") > limit) & one.blank("Week20")


def not_agreed(one: Joined) -> Mask:
    """Tell where there is a plan that the assessment did not agree to."""
    return one.text("AssessmentOutcome").isin([NO, AWAITING])


def unreviewed(one: Joined) -> Mask:
    """Tell where a plan is over a year old and no review is recorded."""
    year = pd.Timedelta(weeks=REVIEW_WEEKS)
    is_due = one.day("StartDate") + year < pd.Timestamp(one.wanted.counted_on)
    return is_due & one.blank("ReviewMeeting") & one.blank("LastReview")


def refused(one: Joined) -> Mask:
    """Tell where there is an assessment on a request that was refused or is not decided."""
    return one.text("RequestOutcome").isin([NO, AWAITING])


def not_a_date(name: str) -> Check:
    """Return a check that fails where a column is filled with something that is no date."""
    return lambda one: ~one.blank(name) & one.day(name).isna()
