"""What is made up for the illustrative SEN2 release: names, populations, slips and words."""

from __future__ import annotations

from dataclasses import dataclass

REGIONS: dict[str, str] = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}

# Invented names in real regions. Northmoor is the authority of the demonstration.
AUTHORITIES: dict[str, tuple[str, ...]] = {
    "E12000001": ("Northmoor", "Wearholme", "Tynecastle Vale", "Cleadale"),
    "E12000002": ("Millbeck", "Ribbleham", "Ashworth Edge", "Sandle Bay", "Mersham", "Pennleigh"),
    "E12000003": ("Calderfold", "Donholme", "Ouseby", "Wharncliffe Moor"),
    "E12000004": ("Trentwell", "Soarby", "Belvoirshire", "Witham Fen"),
    "E12000005": ("Arden Cross", "Severnhope", "Tamebridge", "Malverley"),
    "E12000006": ("Fenmark", "Colnewater", "Stourley", "Orwell Heath"),
    "E12000007": ("Alderbrook", "Fleetgate", "Ravensey", "Brentmoor", "Leabank", "Wandlemere"),
    "E12000008": ("Merrowshire", "Downhurst", "Medwyn", "Thornley", "Solentside"),
    "E12000009": ("Tamarshire", "Exewater", "Mendipshire", "West Averne", "East Averne"),
}
OWN_AUTHORITY = "Northmoor"
# It was split in two, so that a series that crosses a change of boundaries is there to be seen.
ABOLISHED, SUCCESSORS = "Averneshire", ("West Averne", "East Averne")
LAST_JANUARY_BEFORE, LAST_YEAR_BEFORE = "202021", "2020"

# About as many plans as the pupils of the demonstration; the others share the rest of England.
OWN_SIZE = 0.12
SIZE_SPREAD, RATE_SPREAD = 0.4, 0.2
POPULATION = 17_900_000
# Two authorities with one population: a slip for the checks to find.
SAME_POPULATION = ("Soarby", "Stourley")

# What an authority did not return; the others share out the whole of England's figure.
NOT_RETURNED: dict[tuple[str, str], tuple[str, ...]] = {
    ("timeliness_20_week", "Leabank"): ("2024",),
    ("residential_settings", "Sandle Bay"): ("202425",),
    ("personal_budgets", "Donholme"): ("202324", "202425"),
}
SYMBOL = "x"


@dataclass(frozen=True)
class Slip:
    """Name one cell that is wrong on purpose: it is multiplied after everything is added up."""

    file: str
    name: str
    period: str
    column: str
    factor: float
    words: str
    decimals: int = 0


SLIPS: tuple[Slip, ...] = (
    Slip("requests", "Ravensey", "2022", "requests_received_in_year", 1.4, "does not add up"),
    Slip("ceased_plans", "Malverley", "2023", "total_ceased", 10, "a nought too many"),
    Slip(
        "timeliness_20_week", "Fenmark", "2023", "PC_plans_issued_20_weeks_ex", 0.1, "the point", 1
    ),
    Slip(
        "timeliness_20_week",
        "Tamebridge",
        "2024",
        "PC_plans_issued_20_weeks_ex",
        0.1,
        "the point",
        1,
    ),
    Slip("newplans", "Ouseby", "2021", "new_ehc_plans", 3, "an impossible jump"),
)

GUIDANCE = """Education, health and care plans
Reporting year 2025

Description

Everything in this release but the rows of England is invented, for demonstration. The authorities
do not exist. The rows of England are those the Department for Education published in "Education,
health and care plans", reporting year 2025 (Open Government Licence v3.0); the figures of regions
and authorities are made up so that they add up to them.

File formats and conventions

z - Not applicable

x - unavailable
"""
FOOTNOTES: dict[str, tuple[str, ...]] = {
    "timeliness_20_week": ("Leabank was not able to return the dates of its plans for 2024.",),
    "residential_settings": ("Sandle Bay did not return residential placements for 2025.",),
    "personal_budgets": ("Donholme did not return personal budgets from 2024.",),
    "sen_needs_all_plans": (
        'EHC plans where the primary need is Down Syndrome are included under "other '
        'difficulty/disability".',
    ),
}
MODELS: dict[str, str] = {"2021 (invented)": "202021", "2025 (invented)": "202425"}
