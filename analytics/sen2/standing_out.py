"""What most distinguishes an authority: in which direction, how far, how surely, and against whom.

Of all its compared figures those are kept that differ beyond chance with the false discovery rate
held at 5%; they are put in order by how far they lie from the comparator in units of what is usual
between authorities, small differences and gaps in the records last, and figures that tell the same
story as one before are told with it.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.answers import listed, opened
from analytics.cluster_words import uncapped
from analytics.false_discovery import FALSE_DISCOVERY_RATE, benjamini_hochberg
from analytics.sen2.comparator import Comparator, all_comparators, where, words
from analytics.sen2.comparison import NOT_COMPARABLE, SIMILAR, Compared, compare, left_out
from analytics.sen2.cube import Cube
from analytics.sen2.soundness import UNRECORDED, doubts
from analytics.sen2.trend import change, change_words
from analytics.sen2.words import bare, ordinal, size
from data.schemas.indicators import INDICATORS
from data.schemas.sen2 import ENGLAND

MOST_NAMED = 3
# A difference below a percentage point, or a tenth of a rate, can be sure and still matter little:
# it is told after all others. Our choice.
LEAST_POINTS, LEAST_PART = 1.0, 0.1
# How much is not recorded says how good the data is, not what the authority does.
UNRECORDED_IDS = frozenset(unknown for unknown, _ in UNRECORDED.values())
# Two indicators that go together this closely between authorities tell the same story.
ALIKE = 0.9
HOLDS, OPPOSITE = "holds", "opposite"
OUTCOMES: dict[str, str] = {
    HOLDS: "holds against",
    SIMILAR: "no more than chance against",
    OPPOSITE: "the other way round against",
    NOT_COMPARABLE: "cannot be tried against",
}
BOTH = 2
SURE: dict[float, str] = {
    0.001: "Almost certainly",
    0.01: "Very likely",
    FALSE_DISCOVERY_RATE: "Probably",
}
USUAL = (
    "within what is usual between authorities",
    "outside what is usual between authorities",
    "far outside what is usual between authorities",
)
LEFT_OUT_WORDS: dict[str, str] = {
    "absent": "not published",
    "symbol": "not published",
    "flagged": "suspect",
    "no denominator": "without what they are out of",
    "impossible": "impossible",
    "no comparator": "with nothing to compare with",
    "too few": "too few to tell from chance",
}


@dataclass(frozen=True, kw_only=True)
class Held:
    """Hold whether a finding is found against another comparator too.

    `outcome` is "holds", "similar" (no more than chance), "opposite" or "not comparable".
    """

    comparator: Comparator
    name: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Hold one thing that distinguishes an authority, in figures and in words.

    `rank` counts from the end it stands at: the highest where it is more, else the lowest. `also`
    are the labels of indicators that tell the same. `doubts` are sentences on the data, none where
    nothing speaks against it.
    """

    indicator: str
    label: str
    year: int
    own: float
    low: float
    high: float
    against: float
    difference: float
    verdict: str
    adjusted_p: float
    distance: float
    unusual: int
    rank: int
    tied: bool
    out_of: int
    also: tuple[str, ...]
    held: tuple[Held, ...]
    doubts: tuple[str, ...]
    size: str
    certainty: str
    trend: str
    holds: str


@dataclass(frozen=True, kw_only=True)
class StandingOut:
    """Hold what stands out: all findings in order, how many figures were tested, what is left out.

    `left_out` has the columns indicator, label, year, own, reason, why.
    """

    code: str
    name: str
    comparator: Comparator
    where: str
    findings: tuple[Finding, ...]
    tested: int
    beyond_chance: int
    left_out: pd.DataFrame

    @property
    def top(self) -> tuple[Finding, ...]:
        """Return the three that distinguish most, of different groups: three ages are one thing."""
        seen: dict[str, Finding] = {}
        for one in self.findings:
            seen.setdefault(INDICATORS[one.indicator].group, one)
        others = [one for one in self.findings if one not in seen.values()]
        return (*seen.values(), *others)[:MOST_NAMED]


def standing_out(
    cube: Cube,
    code: str,
    *,
    comparator: Comparator,
    collection: int | None = None,
    chosen: tuple[str, ...] = (),
) -> StandingOut | None:
    """Return what distinguishes an authority from a comparator, None for an unknown authority.

    `chosen` are further authorities against whom the findings are tried.
    """
    if code not in cube.authorities:
        return None
    columns = cube.columns(collection)
    found = compare(cube, columns, comparator)
    row = found.codes.index(code)
    adjusted = benjamini_hochberg(two_sided(found.z[row]))
    real = np.flatnonzero(np.nan_to_num(adjusted, nan=1.0) < FALSE_DISCOVERY_RATE)
    order = real[np.lexsort((-np.abs(found.distance[row, real]), _told_late(found, row)[real]))]
    tried = tuple(compare(cube, columns, one) for one in all_comparators(cube, code, chosen))
    case = _Case(cube, code, found, tried)
    return StandingOut(
        code=code,
        name=cube.names[code],
        comparator=comparator,
        where=where(comparator, cube, code),
        findings=tuple(
            _finding(case, place, float(adjusted[place]), also=also)
            for place, also in _told_once(order, _alike(found)).items()
        ),
        tested=int((~np.isnan(adjusted)).sum()),
        beyond_chance=len(real),
        left_out=left_out(found, cube, code),
    )


@dataclass(frozen=True, eq=False)
class _Case:
    """Hold one authority's comparison and the same columns against every comparator it has."""

    cube: Cube
    code: str
    found: Compared
    tried: tuple[Compared, ...]

    @cached_property
    def row(self) -> int:
        return self.found.codes.index(self.code)

    @cached_property
    def area(self) -> str:
        if self.found.comparator.kind == "england":
            return ENGLAND
        return self.cube.regions[self.code] if self.found.comparator.kind == "region" else ""

    def at(self, name: str, place: int) -> float:
        return float(getattr(self.found, name)[self.row, place])


def _told_late(found: Compared, row: int) -> np.ndarray:
    """Return 1 for differences too small to name first, however sure, and 2 for gaps in records."""
    shares = np.array([INDICATORS[c.indicator].compared == "share" for c in found.columns], bool)
    least = np.where(shares, LEAST_POINTS, LEAST_PART * found.against[row])
    gaps = np.array([column.indicator in UNRECORDED_IDS for column in found.columns], bool)
    return np.where(gaps, 2, np.abs(found.difference[row]) < least)


def two_sided(z: np.ndarray) -> np.ndarray:
    """Return the two-sided p-value of each z, NaN where there is none."""
    return np.array([math.erfc(abs(one) / math.sqrt(2)) for one in z])


def _alike(found: Compared) -> np.ndarray:
    """Return a square of truths: which columns go together closely between authorities."""
    own = pd.DataFrame(np.where(found.reason == "", found.own, np.nan))
    return np.nan_to_num(np.abs(own.corr(min_periods=10).to_numpy())) >= ALIKE


def _told_once(order: np.ndarray, alike: np.ndarray) -> dict[int, tuple[int, ...]]:
    """Return the places to tell, in order, with those that tell the same.

    Of those the first in the list of indicators tells for all.
    """
    groups: list[list[int]] = []
    for place in order.tolist():
        same = next((group for group in groups if alike[group[0], place]), None)
        if same is None:
            groups.append([place])
        else:
            same.append(place)
    return {min(group): tuple(sorted(set(group) - {min(group)})) for group in groups}


def _finding(case: _Case, place: int, adjusted_p: float, *, also: tuple[int, ...]) -> Finding:
    found, column = case.found, case.found.columns[place]
    rank, tied, out_of = _rank(case, place)
    held = tuple(_held(case, compared, place) for compared in case.tried)
    unusual, more = int(case.at("unusual", place)), case.at("z", place) > 0
    return Finding(
        indicator=column.indicator,
        label=INDICATORS[column.indicator].label,
        year=column.year,
        own=case.at("own", place),
        low=case.at("low", place),
        high=case.at("high", place),
        against=case.at("against", place),
        difference=case.at("difference", place),
        verdict=str(found.verdict[case.row, place]),
        adjusted_p=adjusted_p,
        distance=case.at("distance", place),
        unusual=unusual,
        rank=rank,
        tied=tied,
        out_of=out_of,
        also=tuple(INDICATORS[found.columns[other].indicator].label for other in also),
        held=held,
        doubts=doubts(case.cube, case.code, column, area=case.area),
        size=_size(case, place),
        certainty=certainty(adjusted_p, unusual, standing(rank, out_of, tied=tied, more=more)),
        trend=change_words(
            change(case.cube, column.indicator, case.code, comparator=found.comparator)
        ),
        holds=holds_words(held),
    )


def _size(case: _Case, place: int) -> str:
    return size(
        case.at("own", place),
        case.at("against", place),
        case.found.columns[place].indicator,
        where=where(case.found.comparator, case.cube, case.code),
        numerator=case.at("numerator", place),
        denominator=case.at("denominator", place),
    )


def _rank(case: _Case, place: int) -> tuple[int, bool, int]:
    """Return the place from the end the figure stands at, whether it is shared, and of how many."""
    found, own = case.found, case.at("own", place)
    known = found.own[np.isin(found.reason[:, place], ["", "too few"]), place]
    beyond = known > own if case.at("z", place) > 0 else known < own
    return int(beyond.sum()) + 1, int((known == own).sum()) > 1, len(known)


def _held(case: _Case, tried: Compared, place: int) -> Held:
    verdict = str(tried.verdict[case.row, place])
    if verdict not in (SIMILAR, NOT_COMPARABLE):
        verdict = HOLDS if verdict == case.found.verdict[case.row, place] else OPPOSITE
    return Held(
        comparator=tried.comparator,
        name=words(tried.comparator, case.cube, case.code),
        outcome=verdict,
    )


def certainty(adjusted_p: float, unusual: int, standing: str) -> str:
    """Say how surely a difference is real, and whether it is unusual between authorities."""
    sure = next(words for below, words in SURE.items() if adjusted_p < below)
    return f"{sure} real, not chance; {standing}, {USUAL[unusual]}."


def standing(rank: int, out_of: int, *, tied: bool, more: bool) -> str:
    """Say where a figure stands from its end: 3rd highest of 151 authorities."""
    end = "highest" if more else "lowest"
    place = end if rank == 1 else f"{ordinal(rank)} {end}"
    return f"{'equal ' if tied else ''}{place} of {out_of} authorities"


def holds_words(held: tuple[Held, ...]) -> str:
    """Say against whom a finding holds, and against whom it does not."""
    parts = []
    for outcome, start in OUTCOMES.items():
        those = tuple(one for one in held if one.outcome == outcome)
        if those:
            parts.append(f"{start} {_grouped(those)}")
    return f"{opened('; '.join(parts))}."


def _grouped(held: tuple[Held, ...]) -> str:
    """Join comparators as a person would: both models of neighbours are named as such."""
    models = [one for one in held if one.comparator.kind == "neighbours"]
    if len(models) != BOTH:
        return listed(tuple(_called(one) for one in held))
    others = [one for one in held if one.comparator.kind != "neighbours"]
    # The models stand between the region and chosen authorities, as they do in `held`.
    before = [_called(one) for one in others if one.comparator.kind != "chosen"]
    after = [_called(one) for one in others if one.comparator.kind == "chosen"]
    return listed((*before, "both neighbour models", *after))


def _called(held: Held) -> str:
    return "its region" if held.comparator.kind == "region" else held.name


def reading(found: StandingOut) -> str:
    """Say in one sentence what most distinguishes the authority, or that nothing does."""
    if not found.findings:
        return (
            f"None of the {found.tested} figures of {found.name} that can be compared differs "
            "by more than chance allows."
        )
    named = tuple(
        f"{uncapped(one.label)} ({bare(one.own, one.indicator)} against "
        f"{bare(one.against, one.indicator)})"
        for one in found.top
    )
    return f"What most distinguishes {found.name} from {_whom(found)}: {listed(named)}."


def _whom(found: StandingOut) -> str:
    return found.where.removeprefix("on average ").removeprefix("in ")


def data_words(found: StandingOut) -> str:
    """Say how good the data behind it is: how many figures are compared, and why others are not."""
    total = found.tested + len(found.left_out)
    if found.left_out.empty:
        return f"All {total} figures were published, pass the checks and can be compared."
    counts = Counter(LEFT_OUT_WORDS[reason] for reason in found.left_out["reason"].tolist())
    said = tuple(f"{count} {words}" for words, count in counts.items())
    return f"{found.tested} of {total} figures can be compared; left out: {listed(said)}."
