"""The invented schools and settings of Northmoor, and which of them a pupil attends."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

ALL_NEEDS = ("ASD", "HI", "MLD", "PD", "PMLD", "SEMH", "SLCN", "SLD", "SPLD", "VI")


@dataclass(frozen=True)
class School:
    """Describe a school: whom it takes by age and, in a specialist place, by need."""

    school_id: str
    name: str
    phase: str
    type: str
    roll: int
    youngest: int
    oldest: int
    needs: tuple[str, ...] = ALL_NEEDS

    def takes(self, *, age: int, need: str) -> bool:
        """Tell whether a pupil of this age and need could be placed here."""
        return self.youngest <= age <= self.oldest and need in self.needs


# Name and pupils on roll. S001 is the school of the demo SENCO.
PRIMARIES = (
    ("Aldermoss Primary School", 452),
    ("Brackenholt Primary School", 418),
    ("Cinderfold Primary School", 236),
    ("Dovecombe Primary School", 412),
    ("Eskerby Primary School", 204),
    ("Fallowmere Primary School", 398),
    ("Gorsewick Primary School", 615),
    ("Harrowfold Primary School", 421),
    ("Ivelstone Primary School", 187),
    ("Juniper Rise Primary School", 407),
    ("Kestrelby Primary School", 433),
    ("Lindenholt Primary School", 209),
    ("Marrowby Primary School", 388),
    ("Nettlewick Green Primary School", 624),
    ("Orrelfold Primary School", 415),
    ("Pennymoor Primary School", 228),
    ("Quillbeck Primary School", 402),
    ("Ruddlemoss Primary School", 419),
    ("Sallowmere Primary School", 211),
    ("Tansyfield Primary School", 396),
    ("Ullerwick Primary School", 203),
    ("Vennmoor Primary School", 590),
    ("Wrenthorn Primary School", 409),
    ("Yarrowfold Primary School", 424),
    ("Zealwick Primary School", 198),
    ("Oatmoor Infant and Junior School", 356),
)
SECONDARIES = (
    ("Northmoor Academy", 1412),
    ("Brackenholt High School", 1187),
    ("Eskerby Community School", 1034),
    ("Gorsewick School", 962),
    ("Harrowfold School", 1265),
    ("Lindenholt School", 1098),
    ("Vennmoor High School", 1340),
    ("Tansyfield School", 918),
)
NURSERIES = (
    ("Acorn Fold Nursery School", 96),
    ("Bluebell Moss Nursery School", 88),
    ("Little Wrens Nursery", 54),
    ("Pebblewick Nursery", 48),
    ("Sallowmere Children's Centre Nursery", 72),
)

# Name, phase, roll, youngest, oldest, and the needs that its resourced provision is for.
RESOURCED = (
    ("Starling Fold Nursery School", "nursery", 64, 2, 4, ("SLCN", "ASD")),
    ("Copperwick Primary School", "primary", 428, 4, 11, ("ASD",)),
    ("Fernmoss Primary School", "primary", 436, 4, 11, ("SLCN", "MLD")),
    ("Hazelwick Primary School", "primary", 402, 4, 11, ("HI", "VI")),
    ("Millbeck Fold Primary School", "primary", 418, 4, 11, ("PD", "SLCN")),
    ("Rowanmoor Primary School", "primary", 441, 4, 11, ("SEMH", "ASD")),
    ("Copperwick School", "secondary", 1205, 11, 18, ("ASD", "SPLD")),
    ("Hazelwick High School", "secondary", 1122, 11, 18, ("HI", "VI", "SLCN")),
    ("Rowanmoor Academy", "secondary", 1288, 11, 18, ("PD", "MLD")),
)

# A special school's roll is worked out from the places filled; the number here is a weight.
SPECIAL = (
    ("Larkmoss School", "all_through", 130, 3, 19, ("PMLD", "SLD")),
    ("Fenwick Moor School", "primary", 110, 3, 11, ("SLD", "MLD", "SLCN")),
    ("Hollinbeck School", "secondary", 140, 11, 19, ("SLD", "MLD", "SLCN", "SPLD")),
    ("Stonewick School", "all_through", 120, 4, 19, ("ASD",)),
    ("Meadowfold School", "primary", 90, 3, 11, ("ASD", "SLCN")),
    ("Oakmoss School", "secondary", 100, 11, 19, ("ASD", "MLD")),
    ("Ravensfold School", "secondary", 80, 11, 19, ("SEMH",)),
    ("Quarrywick School", "primary", 40, 5, 11, ("SEMH",)),
    ("Ternfield School", "all_through", 90, 2, 19, ("PD", "PMLD", "HI", "VI")),
    ("Northmoor Pathways College", "post_16", 110, 16, 25, ALL_NEEDS),
)
COLLEGES = (
    ("Northmoor College", 3850),
    ("Westmoor College of Further Education", 2640),
)

# Share of pupils with each need in a special school before 16, and in resourced provision. Special
# placements come to about a third of plans, as in the DfE's SEN2 release.
SPECIAL_SHARE = {
    "ASD": 0.34,
    "HI": 0.12,
    "MLD": 0.17,
    "PD": 0.24,
    "PMLD": 0.96,
    "SEMH": 0.34,
    "SLCN": 0.08,
    "SLD": 0.74,
    "SPLD": 0.03,
    "VI": 0.12,
}
RESOURCED_SHARE = {
    "ASD": 0.10,
    "HI": 0.40,
    "MLD": 0.04,
    "PD": 0.22,
    "PMLD": 0.0,
    "SEMH": 0.06,
    "SLCN": 0.14,
    "SLD": 0.0,
    "SPLD": 0.02,
    "VI": 0.40,
}
# Metres on the National Grid: a point in the North Sea, so that no real place is meant.
TOWN, SPREAD = (500_000.0, 600_000.0), 1_400.0

COLLEGE_FROM, COLLEGE_SHARE = 16, 0.6
LAST_SCHOOL_AGE = 18

# Educated elsewhere, or without a place: more likely once school is over.
NOWHERE_SHARE = {"child": 0.012, "young adult": 0.09}

# Most pupils of 11 are in Year 7 already; the primaries have as many places as the secondaries.
YEAR_SIX_SHARE = 0.3

# Large primaries have a nursery class; a nursery class is small beside the school.
NURSERY_CLASS_FROM, NURSERY_CLASS_SHARE = 400, 0.05


def schools() -> list[School]:
    """Return every school, numbered from S001."""
    described: list[tuple[Any, ...]] = [
        *(
            (name, "primary", "mainstream", roll, 4 - (roll >= NURSERY_CLASS_FROM), 11)
            for name, roll in PRIMARIES
        ),
        *((name, "nursery", "mainstream", roll, 2, 4) for name, roll in NURSERIES),
        *((name, "secondary", "mainstream", roll, 11, 18) for name, roll in SECONDARIES),
        ("Meremoor All-Through School", "all_through", "mainstream", 1480, 4, 18),
        *((name, phase, "resourced", *rest) for name, phase, *rest in RESOURCED),
        *((name, phase, "special", *rest) for name, phase, *rest in SPECIAL),
        *((name, "post_16", "college", roll, 16, 25) for name, roll in COLLEGES),
    ]
    return [School(f"S{number:03}", *rest) for number, rest in enumerate(described, start=1)]


def choose_school(
    every: Sequence[School], *, age: int, need: str, rng: np.random.Generator
) -> str | None:
    """Return the school of a pupil of this age and need, or None if educated elsewhere."""
    nowhere = NOWHERE_SHARE["child" if age <= LAST_SCHOOL_AGE else "young adult"]
    if rng.random() < nowhere:
        return None
    kind = choose_kind(age=age, need=need, rng=rng)
    open_to = [school for school in every if school.type == kind]
    fitting = [school for school in open_to if school.takes(age=age, need=need)]
    # A need without a base or a special school at that age goes to a mainstream one or a college.
    fallback = "mainstream" if age <= LAST_SCHOOL_AGE else "college"
    fitting = fitting or [s for s in every if s.type == fallback and s.takes(age=age, need=need)]
    return pick(fitting, age=age, rng=rng).school_id


def choose_kind(*, age: int, need: str, rng: np.random.Generator) -> str:
    """Return the type of setting: special, resourced, college or mainstream."""
    # Under 4 many who will need a special school have not moved to one yet.
    special = SPECIAL_SHARE[need] * (0.8 if age < 4 else 1.0)
    draw = rng.random()
    if draw < special:
        return "special"
    if age >= COLLEGE_FROM:
        stays = age <= LAST_SCHOOL_AGE and rng.random() >= COLLEGE_SHARE
        return "mainstream" if stays else "college"
    return "resourced" if draw < special + RESOURCED_SHARE[need] else "mainstream"


def pick(fitting: Sequence[School], *, age: int, rng: np.random.Generator) -> School:
    """Return one of the schools, the larger ones more often."""
    weights = np.array([weight(school, age=age) for school in fitting])
    reached = np.searchsorted(np.cumsum(weights), rng.random() * weights.sum(), side="right")
    return fitting[int(reached)]


def weight(school: School, *, age: int) -> float:
    """Return how likely a school is beside the others that would take the pupil."""
    if school.type != "mainstream":
        return school.roll
    if school.phase == "primary" and age <= 3:
        return school.roll * NURSERY_CLASS_SHARE
    if school.phase == "primary" and age == 11:
        return school.roll * YEAR_SIX_SHARE
    # An all-through school has 15 year groups, so its roll overstates the places at one age.
    return school.roll * 0.4 if school.phase == "all_through" else school.roll


def school_rows(every: Sequence[School], *, placed: dict[str, int]) -> list[dict]:
    """Return a row per school, a special school's roll following from the places filled."""
    return [
        {
            "school_id": school.school_id,
            "name": school.name,
            "phase": school.phase,
            "type": school.type,
            "pupils_on_roll": roll(school, placed=placed.get(school.school_id, 0)),
            "capacity": capacity(number, roll(school, placed=placed.get(school.school_id, 0))),
            **place(number),
            "invented": True,
        }
        for number, school in enumerate(every)
    ]


def capacity(number: int, pupils: int) -> int | None:
    """Return the places of a school: full, a few over or some free; of one in seven not known."""
    if number % 7 == 5:
        return None
    return round(pupils * (0.96 + (number * 5 % 11) / 60))


def place(number: int) -> dict[str, float | None]:
    """Return where a school stands, on a spiral around an invented town; of one in nine unknown."""
    if number % 9 == 7:
        return {"easting": None, "northing": None}
    # The golden angle spreads points evenly over a disc.
    distance, angle = SPREAD * math.sqrt(number + 1), math.radians(137.508 * number)
    return {
        "easting": round(TOWN[0] + distance * math.cos(angle), -1),
        "northing": round(TOWN[1] + distance * math.sin(angle), -1),
    }


def roll(school: School, *, placed: int) -> int:
    """Return the pupils on roll: in a special school those placed and a few from elsewhere."""
    return placed + 2 + placed // 12 if school.type == "special" else school.roll
