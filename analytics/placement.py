"""Where a pupil could be placed: which settings fit and why, what they answered, what is named."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.answers import known
from analytics.panel import is_reason
from analytics.problems import Problem, Problems
from analytics.suppression import WITHHELD_WORDS, suppress_one_way
from data.schemas import PHASES, SCHOOL_TYPES
from data.schemas.panel import ANSWERS, GROUNDS

Row = Mapping[str, Any]

# SEND Code of Practice 2015, 9.83: a school that is consulted should respond within 15 days.
ANSWER_DAYS = 15
METRES_PER_MILE = 1609.344
# Ages of the DfE's phases of education, a year wide at the ends so that a move is found in time.
PHASE_AGES: dict[str, tuple[int, int]] = {
    "nursery": (0, 4),
    "primary": (4, 11),
    "secondary": (10, 18),
    "all_through": (4, 18),
    "post_16": (15, 25),
}
SPECIAL = "special"
FEWEST_LISTED = 8
# The line of section I, one in each plan.
LINE_ID = "placement"
NAMED_AT = ("agreed", "final")
NO_SCHOOL = "This school is not on the authority's list any more."
UNCONSULTED = "Consult the school before it is named: Children and Families Act 2014, s.39."
NO_GROUND = (
    "The family asked for another school. Choose the ground on which it is not named: Children "
    "and Families Act 2014, s.39(4)."
)
NO_REASON = "Say why that ground applies to the school that the family asked for."


@dataclass(frozen=True)
class Setting:
    """Hold one setting of the shortlist and, in words, why it stands where it does.

    `similar` counts the authority's pupils of the same cluster with a plan who are there, None
    where it is withheld; `miles` is a straight line from the present school, None if not known.
    """

    school_id: str
    name: str
    kind: str
    preferred: bool
    fits: bool
    similar: int | None
    miles: float | None
    reasons: tuple[str, ...]


def kind_of(school: Row) -> str:
    """Return the type and phase of a school in words."""
    return f"{SCHOOL_TYPES[school['type']]}, {PHASES[school['phase']].lower()}"


def similar_by_school(rows: pd.DataFrame, *, cluster: str, but: str, whole: bool) -> pd.Series:
    """Return how many pupils of a cluster with a plan each school has, one pupil left out.

    Takes the frame of `analytics.schools.pupils_by_school`. Unless the reader may see the `whole`
    numbers, counts of 1 to 5 and what would give them away are NA.
    """
    alike = rows[rows["has_plan"] & (rows["cluster"] == cluster) & (rows["pupil_id"] != but)]
    counts = alike["school_id"].dropna().value_counts().sort_index()
    return counts.astype("Int64") if whole or counts.empty else suppress_one_way(counts)


def shortlist(
    schools: Iterable[Row],
    *,
    age: int,
    special: bool | None,
    cluster: str,
    similar: pd.Series,
    present: str,
    preferred: Collection[str] = (),
    consulted: Collection[str] = (),
) -> tuple[Setting, ...]:
    """Return the settings worth asking, the family's wish first, each with its reasons.

    `special` says whether the pupil's packages include a special school placement (SP1), None if
    no package is suggested yet. Those that fit in age and type come before the rest, then by
    similar pupils, then by distance. At least eight are listed where there are so many, and every
    one that the family asked for or that was consulted.
    """
    known_schools = {school["school_id"]: school for school in schools}
    wanted = {*preferred, *consulted}
    found = [
        _setting(
            school,
            special=special,
            cluster=cluster,
            similar=similar,
            present=known_schools.get(present),
            preferred=code in preferred,
        )
        for code, school in known_schools.items()
        if code in wanted or of_age(school, age)
    ]
    ordered = sorted(found, key=_order)
    return tuple(
        one for place, one in enumerate(ordered) if place < FEWEST_LISTED or one.school_id in wanted
    )


def of_age(school: Row, age: int) -> bool:
    """Tell whether the phase of a school has pupils of an age."""
    youngest, oldest = PHASE_AGES[school["phase"]]
    return youngest <= age <= oldest


def _order(setting: Setting) -> tuple[Any, ...]:
    # A withheld number counts as none here, so that the order gives none away.
    return (
        not setting.preferred,
        not setting.fits,
        -(setting.similar or 0),
        math.inf if setting.miles is None else setting.miles,
        setting.name,
    )


def _setting(
    school: Row,
    *,
    special: bool | None,
    cluster: str,
    similar: pd.Series,
    present: Row | None,
    preferred: bool,
) -> Setting:
    count = known(similar.get(school["school_id"], 0))
    apart = miles(school, present) if present else None
    fits = special is None or (school["type"] == SPECIAL) == special
    reasons = (
        "Asked for by the family." if preferred else "",
        _type_words(school, special=special),
        _similar_words(count, cluster),
        _room_words(school),
        _distance_words(school, present, apart),
    )
    return Setting(
        school_id=school["school_id"],
        name=school["name"],
        kind=kind_of(school),
        preferred=preferred,
        fits=fits,
        similar=None if count is None else int(count),
        miles=apart,
        reasons=tuple(filter(None, reasons)),
    )


def _type_words(school: Row, *, special: bool | None) -> str:
    if special is None:
        return "No support package is suggested yet, so the type cannot be compared."
    is_special = school["type"] == SPECIAL
    asked = "A special school placement (SP1) is" + ("" if special else " not") + " suggested"
    if is_special == special:
        return f"{asked}, and this is {'a' if is_special else 'not a'} special school."
    return f"{asked}, but this is {'a' if is_special else 'not a'} special school."


def _similar_words(count: Any, cluster: str) -> str:
    if not cluster:
        return ""
    if count is None:
        return f"Pupils in {cluster} with a plan here: {WITHHELD_WORDS}."
    if not count:
        return f"No other pupil in {cluster} with a plan is here."
    return f"{count} pupil{'s' if count > 1 else ''} in {cluster} with a plan {_are(count)} here."


def _are(count: int) -> str:
    return "are" if count > 1 else "is"


def _room_words(school: Row) -> str:
    places, roll = known(school.get("capacity")), known(school.get("pupils_on_roll"))
    if places is None or roll is None:
        return "Free places: not known."
    free = int(places) - int(roll)
    if free <= 0:
        return f"No free places: {int(roll):,} on roll, {int(places):,} places."
    return f"{free:,} of {int(places):,} places free."


def _distance_words(school: Row, present: Row | None, apart: float | None) -> str:
    if present and school["school_id"] == present["school_id"]:
        return "The pupil goes here now."
    if apart is None:
        return "Distance: not known."
    return f"{apart:.1f} miles in a straight line from the present school."


def miles(one: Row, other: Row) -> float | None:
    """Return the miles in a straight line between two schools, None where either is not known.

    Eastings and northings of the National Grid are metres.
    """
    places = [
        known(school.get(axis)) for school in (one, other) for axis in ("easting", "northing")
    ]
    if any(place is None for place in places):
        return None
    east, north, other_east, other_north = map(float, places)
    return math.hypot(east - other_east, north - other_north) / METRES_PER_MILE


def answer_due(consultation: Row) -> datetime.date | None:
    """Return the day by which a consulted school should answer, None if it was not asked."""
    asked = known(consultation.get("asked_on"))
    if asked is None:
        return None
    return datetime.date.fromisoformat(asked) + datetime.timedelta(days=ANSWER_DAYS)


def is_waiting(consultation: Row) -> bool:
    """Tell whether a school was asked and has not answered."""
    return bool(known(consultation.get("asked_on"))) and not known(consultation.get("answer"))


def problems_of_consulting(
    asked: datetime.date | None, *, held: Row | None, today: datetime.date
) -> Problems:
    """Return by field why it cannot be recorded that a school was asked, nothing if it can."""
    if asked is None:
        return (("asked_on", "Give the day on which the school was asked, such as 3 May 2026."),)
    if asked > today:
        return (("asked_on", "The day on which the school was asked lies in the future."),)
    if held and is_waiting(held):
        return (("school_id", "This school was asked already, and has not answered yet."),)
    return ()


def problems_of_answer(
    held: Row | None,
    *,
    answer: str,
    ground: str,
    reasons: str,
    answered: datetime.date | None,
    today: datetime.date,
) -> Problems:
    """Return by field why a school's answer cannot be recorded, nothing if it can."""
    if held is None or not known(held.get("asked_on")):
        return (("school_id", "This school was not asked, so there is no answer to record."),)
    if answer not in ANSWERS:
        return (("answer", "Choose what the school answered."),)
    told: list[Problem] = []
    if answer == "no" and ground not in GROUNDS:
        told.append(("ground", "Choose the ground on which the school said no."))
    if answer != "yes" and not reasons:
        told.append(("reasons", "Write down the reasons or conditions that the school gave."))
    wrong = _wrong_day(answered, asked_on=held["asked_on"], today=today)
    return (*told, *([("answered_on", wrong)] if wrong else []))


def _wrong_day(answered: datetime.date | None, *, asked_on: str, today: datetime.date) -> str:
    if answered is None:
        return "Give the day of the answer, such as 3 May 2026."
    if answered > today:
        return "The day of the answer lies in the future."
    if answered.isoformat() < asked_on:
        return "The day of the answer lies before the day on which the school was asked."
    return ""


def problems_of_naming(
    school: Row | None,
    consultations: Mapping[str, Row],
    *,
    plan_status: str,
    ground: str,
    reason: str,
) -> Problems:
    """Return by field why a school cannot be named in section I, nothing if it can.

    `consultations` are those of the pupil by school_id.
    """
    if plan_status not in NAMED_AT:
        return (("", "Section I stays blank until the panel has agreed the plan."),)
    if school is None:
        return (("school_id", NO_SCHOOL if consultations else UNCONSULTED),)
    told: list[Problem] = []
    held = consultations.get(school["school_id"], {})
    if not known(held.get("asked_on")):
        # Children and Families Act 2014, s.39(2) and s.40(3).
        told.append(("school_id", UNCONSULTED))
    if passed_over(school["school_id"], consultations):
        told += _of_ground(ground, reason)
    return tuple(told)


def passed_over(school_id: str, consultations: Mapping[str, Row]) -> tuple[str, ...]:
    """Return the schools that the family asked for, if this one is not among them."""
    wanted = tuple(code for code, row in consultations.items() if known(row["family_preference"]))
    return () if school_id in wanted else wanted


def _of_ground(ground: str, reason: str) -> list[Problem]:
    told = [] if ground in GROUNDS else [("not_named_ground", NO_GROUND)]
    if not is_reason(reason):
        told.append(("not_named_reason", NO_REASON))
    return told


def placement_line(pupil_id: str, school: Row, *, who: str, name: str) -> dict[str, Any]:
    """Return the line of section I that names a school, as a person's own words.

    `who` is the user name of the person who chose it and `name` how they are shown.
    """
    sources = [
        {"kind": "person", "ref": who, "label": f"Chosen by {name}"},
        {"kind": "record", "ref": "schools", "label": "The authority's list of schools"},
    ]
    blank = {"quote": "", "start": None, "end": None}
    return {
        "line_key": f"{pupil_id}:{LINE_ID}",
        "pupil_id": pupil_id,
        "section": "I",
        "kind": "placement",
        "text": named(school),
        "position": 1.0,
        "area": None,
        "links": "[]",
        "sources": json.dumps([{**source, **blank} for source in sources]),
        "origin": "written",
        "agreed": True,
        "withdrawn": False,
    }


def named(school: Row) -> str:
    """Return the words of section I: the name and type of a school (regulation 12(1)(i))."""
    return f"{school['name']} ({kind_of(school)})"


def named_in(lines: Iterable[Row]) -> str:
    """Return the placement that a person wrote in section I, "" where it is blank.

    A drafted line there says that it is left blank.
    """
    standing = (line for line in lines if line["section"] == "I" and not known(line["withdrawn"]))
    return next(
        (
            line["text"]
            for line in standing
            if line["kind"] == "placement" and line["origin"] != "drafted"
        ),
        "",
    )


def consultation_named(
    text: str, consultations: Iterable[Row], schools: Mapping[str, Row]
) -> Row | None:
    """Return the consultation of the school that section I names, None if it was not asked."""
    asked = (row for row in consultations if known(row.get("asked_on")))
    return next(
        (
            row
            for row in asked
            if row["school_id"] in schools and named(schools[row["school_id"]]) == text
        ),
        None,
    )


def read_shortlist(settings: Sequence[Setting], *, n_special: int, n_nearest: int) -> str:
    """Say how many settings fit, and where the nearest finished cases were placed."""
    if not settings:
        return "No setting can be suggested yet."
    fitting = sum(setting.fits for setting in settings)
    start = f"{fitting} of the {len(settings)} settings below fit in age and type."
    if not n_nearest:
        return start
    return (
        f"{start} Of the {n_nearest} nearest finished cases of the library, {n_special} had a "
        "special school placement."
    )
