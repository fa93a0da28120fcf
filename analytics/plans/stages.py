"""School years: which one a pupil is in by age, and when the present stage of education ends."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from data.schemas.plans import Citation

# A school year begins with September (Education Act 1996, s.579), and a pupil is in the year in
# which most pupils reach an age: Education Act 2002, ss.81 and 82.
FIRST_MONTH = 9
AGE_AT_END_OF_RECEPTION = 5
# The foundation stage and key stages 1 to 4 (Education Act 2002, ss.81 and 82) and post-16.
ENDS = (0, 2, 6, 9, 11, 13)
LAST_MONTH = 7
# An outcome that ends sooner than this cannot be worked towards.
LEAST_DAYS = 180
# Preparing for adulthood starts with Year 9: SEND Regulations 2014, reg 12(3).
ADULTHOOD_YEAR = 9
POST_16_YEAR = 12
# Special schools have pupils to the end of the school year in which they are 19.
LAST_SIXTH_FORM_YEAR = 14


@dataclass(frozen=True)
class Stage:
    """Hold the school year of a pupil by age, and when the stage to plan for ends."""

    year: int
    """Year group by age: 0 is Reception, below it nursery, above 13 later than sixth form."""
    ends_year: int
    """Year group at whose end the stage ends."""
    ends_in: int
    """Calendar year."""
    born: str
    """Month and year."""

    @property
    def for_adulthood(self) -> bool:
        """Tell whether the plan must prepare for adulthood."""
        return self.year >= ADULTHOOD_YEAR

    @property
    def post_16(self) -> bool:
        """Tell whether compulsory schooling is over."""
        return self.year >= POST_16_YEAR

    @property
    def in_sixth_form(self) -> bool:
        """Tell whether a school could still have the pupil, in Years 12 to 14."""
        return POST_16_YEAR <= self.year <= LAST_SIXTH_FORM_YEAR

    @property
    def early(self) -> bool:
        """Tell whether the pupil is below school age."""
        return self.year < 0

    @property
    def deadline(self) -> str:
        """Return by when, as it opens an outcome."""
        return f"By the end of {_year_name(self.ends_year)} (July {self.ends_in})"

    @property
    def citation(self) -> Citation:
        """Return how the date follows from the month of birth."""
        return Citation(
            "rule",
            "key_stages",
            "Month of birth; Education Act 2002, ss.81 and 82",
            f"Born in {self.born}, so by age now in {_year_name(self.year)}; the end of "
            f"{_year_name(self.ends_year)} is in July {self.ends_in}.",
        )


def stage_of(birth_year: int, birth_month: int, today: datetime.date) -> Stage:
    """Return the school year of a pupil by age, and the end of the stage at least 180 days away."""
    now_ends = today.year + (today.month >= FIRST_MONTH)
    year = now_ends - birth_year - (birth_month >= FIRST_MONTH) - AGE_AT_END_OF_RECEPTION
    candidates = [*(end for end in ENDS if end >= year), max(year, ENDS[-1]) + 1, year + 2]
    ends_year = next(end for end in candidates if _days_to(end, year, now_ends, today))
    ends_in = now_ends + ends_year - year
    return Stage(year, ends_year, ends_in, f"{calendar.month_name[birth_month]} {birth_year}")


def _days_to(end: int, year: int, now_ends: int, today: datetime.date) -> bool:
    date = datetime.date(now_ends + end - year, LAST_MONTH, 31)
    return (date - today).days >= LEAST_DAYS


def _year_name(year: int) -> str:
    if year < 0:
        return "nursery"
    if year == 0:
        return "Reception"
    return f"Year {year}" if year <= ENDS[-1] else "the college year"
