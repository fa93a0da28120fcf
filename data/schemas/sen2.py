"""SEN2 benchmarking: the DfE's levels and symbols, and the columns of the published tables.

Published statistics about areas: no personal data, so no role is asked.
"""

from __future__ import annotations

NATIONAL, REGIONAL, LOCAL = "National", "Regional", "Local authority"
LEVELS = (NATIONAL, REGIONAL, LOCAL)
# ONS code of England, on every row of the DfE's files.
ENGLAND = "E92000001"
# What a cell is split by, and which part it is, where it is split by nothing.
ALL = "all"

# The DfE's tidy data standard (z x c k low u and the obsolete : ~), HMCTS (.. - ~), and the
# words that the 2026 release prints.
SYMBOLS: dict[str, str] = {
    "z": "not applicable",
    "x": "not available",
    "c": "withheld to protect people",
    "low": "rounds to nothing but is not nothing",
    "k": "rounds to nothing but is not nothing",
    "u": "too unreliable to print",
    ":": "not available",
    "~": "withheld to protect people",
    "..": "not available",
    "-": "none",
    "no data": "no data was returned",
    "blank": "left empty",
}
BLANK = "blank"

# From 2023 the return is about each person, before it was totals by authority (DfE data guidance
# 2025, "The time series"): years on either side cannot be compared as if nothing had happened.
FIRST_PERSON_LEVEL_YEAR = 2023

FIGURES: dict[str, str] = {
    "release": "Release the figure is in use from, such as 2025",
    "level": "National, Regional or Local authority",
    "code": "DfE number of an authority, ONS code of a region or of England",
    "name": "Name of the area",
    "region": "ONS code of the region an authority lies in; empty for England",
    "year": "January counts: that January's year; activity: its calendar year",
    "indicator": "Id in INDICATORS",
    "value": "The figure as published; missing where there is a symbol",
    "symbol": "Why there is no figure; empty where there is one",
    "numerator": "What is counted, missing where not published",
    "denominator": "Out of how many, missing where not published",
    "flagged": "Whether a check suspects the figure, so that ranks leave it out",
    "why": "What the checks and footnotes say of the figure, one sentence each",
    "footnote": "What the publisher says of the figure",
    "broken": "Whether the series breaks between the year before and this one",
}

AUTHORITIES: dict[str, str] = {
    "code": "DfE number, three characters; kept when the ONS code changes",
    "name": "Name as the newest release prints it",
    "region": "ONS code of the region",
    "region_name": "Name of the region",
    "population": "People aged 0 to 25; missing where not loaded",
    "population_flagged": "Whether the same population stands for several authorities",
    "first_year": "First January in the releases loaded",
    "last_year": "Last January in the releases loaded",
    "current": "Whether the authority exists in the newest release",
    "successors": "DfE numbers of what it became, joined by +; empty if it stands",
}

NEIGHBOURS: dict[str, str] = {
    "code": "DfE number of an authority",
    "neighbour": "DfE number of its statistical neighbour",
    "rank": "1 for the nearest",
    "closeness": "Words of the model for how near it is",
    "model": "Model of statistical neighbours, such as 2025-05",
}

# One authority's cells, for the pages of breakdowns.
CELLS: dict[str, str] = {
    "release": "Release, such as 2025",
    "file": "Name of the file in the release",
    "level": "National, Regional or Local authority",
    "code": "DfE number, or ONS code of a region or of England",
    "year": "As in FIGURES",
    "dimension": "What the row is split by: all, age, age_started, sex, ethnicity, placement, ...",
    "category": "Which part of the dimension",
    "split": "What the column is split by, or empty",
    "part": "Which part of the split",
    "measure": "What is counted, such as plans",
    "value": "The figure as published",
    "symbol": "Why there is no figure",
    "flagged": "Whether a check suspects the cell",
}

SUSPECTS: dict[str, str] = {
    "release": "Release, such as 2025",
    "file": "Name of the file in the release",
    "level": "National, Regional or Local authority",
    "code": "DfE number, or ONS code of a region or of England",
    "name": "Name of the area",
    "year": "As in FIGURES",
    "dimension": "What the row is split by",
    "category": "Which part of the dimension",
    "measure": "What is counted",
    "rule": "Id of the check that fails",
    "published": "The figure as published",
    "expected": "What it would be by the check, missing where that cannot be said",
    "sentence": "What is wrong, in words",
}
