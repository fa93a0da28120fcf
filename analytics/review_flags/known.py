"""What the signs are worked out from: the tables, and the answers since and before the review."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

# Our choices, in days: what is older than two years says nothing of now.
YEAR = 365
LOOKED_BACK = 2 * YEAR


@dataclass(frozen=True)
class Known:
    """Hold the tables about some pupils; all are as the store loads them.

    `needs` has pupil_id, needs_total, the sum of severity scores as it is today, and scored_on, the
    day on which they were last scored anew, if they were.
    """

    pupils: pd.DataFrame
    schools: pd.DataFrame
    requests: pd.DataFrame
    needs: pd.DataFrame
    links: pd.DataFrame
    feedback: pd.DataFrame
    attainments: pd.DataFrame
    deliveries: pd.DataFrame
    today: datetime.date

    def of(self, pupil_ids: list[str]) -> Known:
        """Return what is known of these pupils alone."""
        names = ("pupils", "requests", "needs", "links", "feedback", "attainments", "deliveries")
        frames = {name: getattr(self, name) for name in names}
        kept = {name: one[one["pupil_id"].isin(pupil_ids)] for name, one in frames.items()}
        return replace(self, **kept)

    @cached_property
    def pupil_ids(self) -> pd.Index:
        """Return the references, in the order of every array."""
        return pd.Index(self.pupils["pupil_id"].to_numpy(dtype=object))

    @cached_property
    def now(self) -> int:
        """Return today as a number of days."""
        return self.today.toordinal()

    @cached_property
    def request(self) -> pd.DataFrame:
        """Return the dates of each pupil's process."""
        rows = self.requests.drop_duplicates("pupil_id", keep="last").set_index("pupil_id")
        return rows.reindex(self.pupil_ids)

    @cached_property
    def reviewed(self) -> np.ndarray:
        """Return for each pupil the day of the newest review, or from which to look without one.

        Where none is recorded it was a year before the next is due; failing that, a year ago.
        """
        held, due = (days(self.request[name]) for name in ("review_held_on", "review_due_on"))
        first = np.where(due > 0, np.minimum(due - YEAR, self.now), self.now - YEAR)
        return np.clip(np.where(held > 0, held, first), self.now - LOOKED_BACK, self.now)

    def place(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the place of each row's pupil, -1 for one who is not among the pupils."""
        return self.pupil_ids.get_indexer(pd.Index(frame["pupil_id"].to_numpy(dtype=object)))

    def dated(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return rows of the last two years with `pupil` (place), `day` and `since` the review."""
        told = frame.assign(pupil=self.place(frame), day=days(frame["given_on"]))
        fresh = (told["pupil"] >= 0) & (told["day"] > self.now - LOOKED_BACK)
        told = told[fresh & (told["day"] <= self.now)].sort_values("day", kind="stable")
        return told.assign(since=told["day"].to_numpy() >= self.reviewed[told["pupil"]])


def days(dates: pd.Series) -> np.ndarray:
    """Return written dates as numbers of days, 0 for those that are missing."""
    codes, values = pd.factorize(dates)
    found = [datetime.date.fromisoformat(str(value)).toordinal() for value in values]
    # A missing date has the code -1, which is the last.
    return np.array([*found, 0], dtype=np.int64)[codes]
