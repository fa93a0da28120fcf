"""The lines of a plan that a school can report on: its outcomes and its provision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from analytics.answers import known
from data.schemas.feedback import Asked, AskedOutcome, AskedProvision

KINDS = {"outcome": "Outcome", "provision": "Provision"}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class KnownLine:
    """Hold a line as it reads now, and how it has read before."""

    asked: AskedOutcome | AskedProvision
    withdrawn: bool = False
    earlier: tuple[str, ...] = ()

    @property
    def line_id(self) -> str:
        """Return the line's id."""
        return self.asked.line_id

    @property
    def text(self) -> str:
        """Return the words as they read now."""
        return self.asked.text

    @property
    def kind(self) -> str:
        """Return outcome or provision."""
        return "outcome" if isinstance(self.asked, AskedOutcome) else "provision"

    @property
    def planned_hours(self) -> float | None:
        """Return the hours a week that the plan gives, None where it gives none."""
        return self.asked.planned_hours if isinstance(self.asked, AskedProvision) else None

    def worded(self, text: str) -> KnownLine:
        """Return the line with the words as they read when somebody was asked."""
        return replace(self, asked=replace(self.asked, text=text))


def known_lines(
    asked: Asked, *, withdrawn: Asked | None = None, others: Asked | None = None
) -> dict[str, KnownLine]:
    """Return lines by their id: those of the plan, those taken out of it, and others asked about.

    `others` are those of earlier answers; they count only where the plan has no lines at all, as
    one that was written before this program kept plans.
    """
    now, out = _each(asked), _each(withdrawn or Asked())
    past = _each(others or Asked()) if not now and not out else []
    return {
        **{one.line_id: KnownLine(one) for one in past},
        **{one.line_id: KnownLine(one, withdrawn=True) for one in out},
        **{one.line_id: KnownLine(one) for one in now},
    }


def with_earlier(
    lines: Mapping[str, KnownLine], texts: Mapping[str, Collection[str]]
) -> dict[str, KnownLine]:
    """Return lines with the words that they had before, by the id of each."""
    return {name: replace(line, earlier=tuple(texts.get(name, ()))) for name, line in lines.items()}


def asked_before(attainments: Iterable[Row], deliveries: Iterable[Row]) -> Asked:
    """Return what earlier answers about one pupil were asked about, as it read the last time."""
    rated = sorted(attainments, key=lambda row: str(row["given_on"]))
    given = sorted(deliveries, key=lambda row: str(row["given_on"]))
    return Asked(
        outcomes=tuple({row["line_id"]: _outcome(row) for row in rated}.values()),
        provision=tuple({row["line_id"]: _provision(row) for row in given}.values()),
    )


def _outcome(row: Row) -> AskedOutcome:
    packages = str(known(row["packages"]) or "")
    return AskedOutcome(
        line_id=row["line_id"],
        text=known(row["outcome"]) or "",
        outcome_id=known(row["outcome_id"]) or "",
        area=known(row["area"]) or "",
        packages=tuple(filter(None, packages.split(","))),
    )


def _provision(row: Row) -> AskedProvision:
    return AskedProvision(
        line_id=row["line_id"],
        text=known(row["provision"]) or "",
        package_id=known(row["package_id"]) or "",
        planned_hours=known(row["planned_hours"]),
    )


def _each(asked: Asked) -> list[AskedOutcome | AskedProvision]:
    return [*asked.outcomes, *asked.provision]
