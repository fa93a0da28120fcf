"""Provision given against provision planned, in hours a week, as each voice reports it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.feedback.voices import by_line, newest
from data.schemas.feedback import EXTENTS, VOICES

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Given:
    """Hold how much one voice says was given."""

    feedback_id: str
    voice: str
    given_on: str
    hours: float | None
    extent: str = ""
    """A key of EXTENTS, from a person who may not know the hours."""
    note: str = ""

    @property
    def words(self) -> str:
        """Return the hours in words, or else how much of it was given."""
        return EXTENTS[self.extent] if self.hours is None else hours_words(self.hours)


@dataclass(frozen=True)
class Delivery:
    """Hold what was given of one piece of provision."""

    line_id: str
    provision: str
    package_id: str
    planned: float | None
    """Hours a week that the plan gave when last asked about, None where it gave none."""
    given: Mapping[str, Given]
    """What each voice said last, by voice; one that gave neither hours nor words is not in it."""

    @property
    def hours(self) -> float | None:
        """Return the mean of the hours each voice said last, None where nobody gave a number."""
        told = [one.hours for one in self.given.values() if one.hours is not None]
        return sum(told) / len(told) if told else None

    @property
    def share(self) -> float | None:
        """Return what was given as a share of what was planned, None where either is missing."""
        if not self.planned or self.hours is None:
            return None
        return self.hours / self.planned

    @property
    def missing(self) -> float:
        """Return the hours a week that were planned and not given, 0 where none are known."""
        if self.planned is None or self.hours is None:
            return 0.0
        return max(0.0, self.planned - self.hours)

    @property
    def words(self) -> str:
        """Say what was given of what was planned."""
        return _words(self)


def delivered(deliveries: Iterable[Row]) -> tuple[Delivery, ...]:
    """Return each piece of provision that somebody reported on, the most hours missing first."""
    found = [_of_line(line, rows) for line, rows in by_line(deliveries).items()]
    return tuple(sorted(found, key=lambda one: -one.missing))


def _of_line(line_id: str, rows: Sequence[Row]) -> Delivery:
    last = rows[-1]
    told = [row for row in rows if row["delivered_hours"] is not None or row.get("extent")]
    planned = last["planned_hours"]
    return Delivery(
        line_id=line_id,
        provision=last["provision"] or "",
        package_id=last["package_id"] or "",
        planned=None if planned is None else float(planned),
        given={voice: _given(row) for voice, row in newest(told).items()},
    )


def _given(row: Row) -> Given:
    return Given(
        feedback_id=str(row["feedback_id"]),
        voice=row["voice"],
        given_on=row["given_on"],
        hours=None if row["delivered_hours"] is None else float(row["delivered_hours"]),
        extent=row.get("extent") or "",
        note=row["note"] or "",
    )


def _words(one: Delivery) -> str:
    if one.hours is None:
        return _extents(one) or "Nobody has said how much was given."
    given = f"{hours_words(one.hours)} given"
    if one.planned is None:
        return f"{given}; the plan states no hours, so it cannot be said whether that is enough."
    of_planned = f"{given} of {number(one.planned)} planned"
    if one.share is None:
        return f"{of_planned}."
    if not one.missing:
        return f"{of_planned}: nothing is missing."
    verb = "is" if number(one.missing) == "1" else "are"
    return f"{of_planned}, {100 * one.share:.0f}%: {hours_words(one.missing)} {verb} missing."


def _extents(one: Delivery) -> str:
    """Say how much was given where nobody told the hours."""
    told = [f"{VOICES[voice].lower()}: {said.words.lower()}" for voice, said in one.given.items()]
    return f"No hours were told ({'; '.join(told)})." if told else ""


def hours_words(hours: float) -> str:
    """Return hours a week in words."""
    shown = number(hours)
    return f"{shown} hour{'' if shown == '1' else 's'} a week"


def planned_words(hours: float) -> str:
    """Return what a plan gives a week in hours, and in minutes too where it is less than one."""
    minutes = f", that is {60 * hours:.0f} minutes" if 0 < hours < 1 else ""
    return f"{hours_words(hours)}{minutes}"


def number(hours: float) -> str:
    """Return hours to two decimal places at most: 12, 2.5, 0.75."""
    return f"{hours:.2f}".rstrip("0").removesuffix(".")


@dataclass(frozen=True)
class Total:
    """Hold the sums over the provision whose planned and given hours are both known.

    Of each piece no more than its planned hours count, for one does not make up for another.
    """

    planned: float
    given: float
    pieces: int
    """How many pieces of provision the sums are of."""
    reported: int
    """How many pieces of provision anybody reported on."""

    @property
    def share(self) -> float | None:
        """Return what was given as a share of what was planned, None without planned hours."""
        return self.given / self.planned if self.planned else None


def total(found: Sequence[Delivery]) -> Total:
    """Return the sums over all provision of a pupil."""
    known = [one for one in found if one.share is not None]
    return Total(
        planned=sum(one.planned or 0.0 for one in known),
        given=sum((one.planned or 0.0) - one.missing for one in known),
        pieces=len(known),
        reported=len(found),
    )


def delivered_reading(found: Sequence[Delivery]) -> str:
    """Say in a sentence how much of the planned hours was given."""
    if not found:
        return "Nobody has reported on provision yet."
    sums = total(found)
    if sums.share is None:
        return "No provision has both planned hours and hours given, so there is no share."
    return (
        f"{number(sums.given)} of {number(sums.planned)} planned hours a week were given, "
        f"{100 * sums.share:.0f}%, over {sums.pieces} of {sums.reported} "
        f"piece{'' if sums.reported == 1 else 's'} of provision reported on."
    )
