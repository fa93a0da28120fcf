"""What people type for an attainment, hours and a day, read strictly: None is what is not sure."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from data.schemas.feedback import ATTAINMENT

_BY_WORDS = {words.lower(): score for score, words in ATTAINMENT.items()}
# A figure, as Excel may write it, and after it perhaps its words.
_SCORE = re.compile(r"([-+−–]?)\s*([0-2])(?:[.,]0+)?(?:\s*[:,–-]?\s*(\D+))?")
# A comma is a decimal comma: nobody is given a thousand hours a week.
_HOURS = re.compile(
    r"(\d{1,4})(?:[.,](\d{1,4}))?\s*(?:h|hrs?|hours?)?(?:\s*(?:a|per)\s*week)?", re.I
)
# The day first, as is written in England.
FORMS = (
    "%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%y", "%d-%b-%Y",
    "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
)  # fmt: skip
# What a spreadsheet shows in place of what was typed.
FAULTS = ("#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!")
HIDDEN = re.compile(r"#{3,}")


def attainment(words: str) -> int | None:
    """Return the score that was typed as a figure, in words, or as both if the two agree."""
    named = _BY_WORDS.get(" ".join(words.lower().split()))
    if named is not None:
        return named
    found = _SCORE.fullmatch(words.strip())
    if found is None:
        return None
    score = -int(found[2]) if found[1] in ("-", "−", "–") else int(found[2])
    said = " ".join((found[3] or ATTAINMENT[score]).lower().split())
    return score if _BY_WORDS.get(said) == score else None


def hours(words: str) -> float | None:
    """Return the hours that were typed, with a point or a comma before the decimals."""
    found = _HOURS.fullmatch(words.strip())
    return float(f"{found[1]}.{found[2] or 0}") if found else None


# A file gives a few days again and again, and each form that does not fit takes a while.
@lru_cache(maxsize=256)
def day(words: str) -> datetime.date | None:
    """Return the day that was typed, the day before the month; None where it is none."""
    tidy = " ".join(words.split())
    for form in FORMS:
        try:
            return datetime.datetime.strptime(tidy, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def is_formula(words: str) -> bool:
    """Tell whether a spreadsheet would take this for a formula."""
    return words.startswith("=")


def is_fault(words: str) -> bool:
    """Tell whether a spreadsheet wrote this in place of what was typed."""
    return words.upper() in FAULTS or HIDDEN.fullmatch(words) is not None
