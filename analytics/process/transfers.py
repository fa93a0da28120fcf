"""Moves between phases of education: which a pupil faces in a school year, and by when.

SEND Regulations 2014, reg 18(1): the plan is reviewed and amended before 31 March of the year of a
move from secondary school to a post-16 institution, before 15 February for any other. Years begin
on 1 September, and a pupil's age on 31 August says which: Education Act 1996, s.579.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

SCHOOL_YEAR_MONTH = 9
FEBRUARY, MARCH = (2, 15), (3, 31)
SOURCE = "SEND Regulations 2014, reg 18(1)"


@dataclass(frozen=True)
class Move:
    """Describe a move: its words, the deadline as month and day, and on what it depends."""

    id: str
    words: str
    before: tuple[int, int]
    only_if: str = ""


# By age on 31 August before the last year of a phase, which ends with the move.
MOVES: Mapping[int, Move] = {
    3: Move("into_school", "From early years into school", FEBRUARY),
    6: Move("junior", "From infant to junior school", FEBRUARY, "the school ends with year 2"),
    10: Move("secondary", "From primary to secondary school", FEBRUARY),
    15: Move("post_16", "From secondary school to post-16", MARCH),
}
# An all-through school holds these phases; the law asks for no amendment within it.
WITHIN_ALL_THROUGH = ("junior", "secondary")


@dataclass(frozen=True)
class Transfer:
    """Hold a move that a pupil faces: in which September, and by when the plan must be ready."""

    move: Move
    deadline: datetime.date

    @property
    def moves_in(self) -> int:
        """Return the year of the September in which the pupil moves."""
        return self.deadline.year

    @property
    def is_certain(self) -> bool:
        """Tell whether the pupil faces it in any school, so that the plan must be amended."""
        return not self.move.only_if

    @property
    def begins(self) -> datetime.date:
        """Return the first day of the school year that ends with the move."""
        return datetime.date(self.moves_in - 1, SCHOOL_YEAR_MONTH, 1)

    @property
    def step(self) -> str:
        """Say what is to be done for it."""
        return f"Review and amend the plan: {self.words[0].lower()}{self.words[1:]}"

    @property
    def words(self) -> str:
        """Say which move it is and when."""
        condition = f", if {self.move.only_if}" if self.move.only_if else ""
        return f"{self.move.words} in September {self.moves_in}{condition}"


def school_year(day: datetime.date) -> int:
    """Return the year in which the school year of a day began."""
    return day.year - (day.month < SCHOOL_YEAR_MONTH)


def age_on_31_august(birth_year: int, birth_month: int, year: int) -> int:
    """Return the age in completed years on 31 August of a year."""
    return year - birth_year - (birth_month >= SCHOOL_YEAR_MONTH)


def transfer_of(
    birth_year: int, birth_month: int, *, today: datetime.date, phase: str = ""
) -> Transfer | None:
    """Return the move that ends this school year for a pupil, None where there is none.

    `phase` is that of the school attended, where known. Moves to and from middle schools, and
    years other than those of the pupil's age, are not known here.
    """
    year = school_year(today)
    move = MOVES.get(age_on_31_august(birth_year, birth_month, year))
    if move is None or (phase == "all_through" and move.id in WITHIN_ALL_THROUGH):
        return None
    return Transfer(move, datetime.date(year + 1, *move.before))


def transfers_of(
    pupils: pd.DataFrame, schools: pd.DataFrame, *, today: datetime.date
) -> dict[str, Transfer]:
    """Return the move each of many pupils faces, by reference; who faces none is left out."""
    ages = (
        school_year(today)
        - pupils["birth_year"].to_numpy(dtype=int)
        - (pupils["birth_month"].to_numpy(dtype=int) >= SCHOOL_YEAR_MONTH)
    )
    moving = pupils[np.isin(ages, list(MOVES))]
    phases = dict(zip(schools["school_id"], schools["phase"], strict=True))
    rows: Iterable[Any] = moving.itertuples()
    found = {str(row.pupil_id): _of_row(row, phases, today) for row in rows}
    return {pupil_id: transfer for pupil_id, transfer in found.items() if transfer}


def _of_row(row: Any, phases: Mapping[str, str], today: datetime.date) -> Transfer | None:
    school = row.school_id
    phase = phases.get(school, "") if isinstance(school, str) else ""
    return transfer_of(int(row.birth_year), int(row.birth_month), today=today, phase=phase)
