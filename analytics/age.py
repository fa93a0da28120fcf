"""Ages from a month and year of birth; the day of birth is not kept."""

from __future__ import annotations

import datetime

from data.schemas import AGE_BANDS, OLDEST_AGE


def age_years(birth_year: int, birth_month: int, today: datetime.date) -> int:
    """Return the age in completed years.

    The birthday counts from the first of its month, because the day of birth is not kept: a pupil
    may show as a year older up to 30 days early. A month in the future gives a negative age.
    """
    return today.year - birth_year - (today.month < birth_month)


def age_band(age: int | None) -> str:
    """Return the SEN2 age band of an age, "Over 25" beyond the last, "" where there is none."""
    if age is None or age < 0:
        return ""
    bands = (name for name, (youngest, oldest) in AGE_BANDS.items() if youngest <= age <= oldest)
    return next(bands, f"Over {OLDEST_AGE}")


def birth_problem(
    birth_year: int | None, birth_month: int | None, today: datetime.date
) -> dict[str, str]:
    """Return why a month and year of birth cannot be right: a sentence per field, empty if sound.

    An EHC plan may be kept until the end of the academic year in which the person turns 25:
    Children and Families Act 2014, s.46.
    """
    problems = {}
    if birth_month is None or not 1 <= birth_month <= 12:
        problems["birth_month"] = "Enter the month of birth as a number from 1 to 12."
    if birth_year is None:
        problems["birth_year"] = "Enter the year of birth in full, such as 2015."
    if birth_year is None or birth_month is None or problems:
        return problems
    return _impossible(birth_year, birth_month, today)


def _impossible(birth_year: int, birth_month: int, today: datetime.date) -> dict[str, str]:
    if birth_year > today.year:
        return {"birth_year": "The year of birth is in the future."}
    if (birth_year, birth_month) > (today.year, today.month):
        return {"birth_month": "The month of birth is in the future."}
    age = age_years(birth_year, birth_month, today)
    if age > OLDEST_AGE:
        return {"birth_year": f"That makes an age of {age}. EHC plans end at {OLDEST_AGE}."}
    return {}
