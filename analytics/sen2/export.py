"""The figures as a tidy table for other programs."""

from __future__ import annotations

import pandas as pd

from data.schemas.sen2 import LOCAL, SYMBOLS

COLUMNS = {
    "release": "release",
    "level": "geographic_level",
    "code": "old_la_code",
    "name": "la_name",
    "year": "year",
    "indicator": "indicator",
    "value": "value",
    "symbol": "symbol",
    "numerator": "numerator",
    "denominator": "denominator",
    "flagged": "flagged",
}
NUMBERS = ("value", "numerator", "denominator")
# Texts of the files that were imported, which a spreadsheet must not take for a formula.
TEXTS = ("release", "name", "symbol")
FORMULA = ("=", "+", "-", "@")
# Enough for any rate; more would be the noise of binary fractions.
DECIMALS = 6


def tidy(figures: pd.DataFrame) -> pd.DataFrame:
    """Return FIGURES as a file: one row each, whole numbers without decimals, gaps empty.

    Only an authority has an `old_la_code`; a region or England stands by its name in `la_name`.
    """
    frame = figures.sort_values(["release", "indicator", "year", "level", "code"])
    frame = frame.assign(code=frame["code"].where(frame["level"] == LOCAL, ""))
    numbers = {name: frame[name].map(_plain) for name in NUMBERS}
    texts = {name: frame[name].map(_harmless) for name in TEXTS}
    return frame.assign(**numbers, **texts).rename(columns=COLUMNS)[list(COLUMNS.values())]


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; a mark such as - is none."""
    plain = " ".join(text.split())
    return f"'{plain}" if plain.startswith(FORMULA) and plain not in SYMBOLS else plain


def _plain(number: float) -> str:
    if pd.isna(number):
        return ""
    return str(int(number)) if number == int(number) else str(round(number, DECIMALS))
