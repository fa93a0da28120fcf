"""Ratings as numbers, made once for all packages that are compared in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.efficacy.evidence import Evidence, codes
from data.schemas import AGE_BANDS
from data.schemas.feedback import VOICES

# Our choice, in points of the sum of needs.
BAND = 4
UNKNOWN = -1


@dataclass(frozen=True)
class Starts:
    """Hold what was so of each pupil at the first answer, by the pupil's number.

    `cluster` and `kind` (of setting) are places in `clusters` and among the kinds, UNKNOWN where
    not known; `age` and `needs` are NaN there. `group` is the same for pupils of one setting.
    """

    clusters: tuple[str, ...]
    cluster: np.ndarray
    kind: np.ndarray
    age: np.ndarray
    needs: np.ndarray
    group: np.ndarray

    def of_any_kind(self) -> Starts:
        """Return the same as if there were one kind of setting."""
        return replace(self, kind=np.zeros_like(self.kind))

    def alike(self) -> np.ndarray:
        """Return the number of each pupil's class, UNKNOWN where the start is not known."""
        youngest = [least for least, _ in AGE_BANDS.values()]
        parts = (
            self.cluster,
            self.kind,
            np.searchsorted(youngest, self.age, side="right"),
            self.needs // BAND,
        )
        known = (self.cluster >= 0) & (self.kind >= 0) & ~np.isnan(self.age + self.needs)
        rows = pd.MultiIndex.from_arrays([part[known] for part in parts])
        found = np.full(len(known), UNKNOWN)
        found[known] = pd.factorize(rows)[0]
        return found


@dataclass(frozen=True)
class Rated:
    """Hold ratings with a number for each pupil and outcome, and the starts of the pupils.

    By rating: `pupil`, `outcome` (UNKNOWN for none of the library), `score`, the place of its
    `packages` in `listed`, and `spoke`, a column of 0 and 1 for each voice. `given` are the numbers
    of the pupils whose hours of a package are known.
    """

    pupil: np.ndarray
    outcome: np.ndarray
    score: np.ndarray
    packages: np.ndarray
    spoke: np.ndarray
    listed: tuple[tuple[str, ...], ...]
    given: Mapping[str, np.ndarray]
    starts: Starts


@dataclass(frozen=True)
class Cells:
    """Hold one row per pupil and outcome: mean score, packages beside the one, who spoke.

    `had` says whether the package serves the outcome. The weights of a pupil add up to 1, so that
    many answers count no more than few.
    """

    pupil: np.ndarray
    outcome: np.ndarray
    had: np.ndarray
    score: np.ndarray
    others: np.ndarray
    spoke: np.ndarray
    weight: np.ndarray

    def only(self, kept: np.ndarray) -> Cells:
        """Return some of the rows."""
        return Cells(**{name: rows[kept] for name, rows in vars(self).items()})


def rated(known: Evidence, *, types: Mapping[str, str]) -> Rated:
    """Return ratings as numbers; `types` gives the kind of each setting."""
    rows = known.ratings
    voices, packages = rows["voice"].to_numpy(dtype=object), rows["packages"].cat
    return Rated(
        pupil=rows["pupil_id"].cat.codes.to_numpy(dtype=np.int64),
        outcome=rows["outcome_id"].cat.codes.to_numpy(dtype=np.int64),
        score=rows["score"].to_numpy(dtype=float),
        packages=packages.codes.to_numpy(),
        spoke=np.column_stack([voices == voice for voice in VOICES]).astype(float),
        # The place of a missing text is the last.
        listed=(*map(codes, packages.categories), ()),
        given=_given(known),
        starts=_starts(rows, types),
    )


def _starts(rows: pd.DataFrame, types: Mapping[str, str]) -> Starts:
    first = rows.drop_duplicates("pupil_id")
    places, count = first["pupil_id"].cat.codes, len(rows["pupil_id"].cat.categories)

    def by_pupil(values: pd.Series | np.ndarray, unknown: float) -> np.ndarray:
        found = np.full(count, unknown)
        found[places] = values
        return found

    kinds = {kind: place for place, kind in enumerate(sorted(set(types.values())))}
    kind = [kinds.get(types.get(school, ""), UNKNOWN) for school in first["school_id"]]
    return Starts(
        clusters=tuple(map(str, rows["cluster"].cat.categories)),
        cluster=by_pupil(first["cluster"].cat.codes, UNKNOWN),
        kind=by_pupil(np.array(kind, dtype=np.int64), UNKNOWN),
        age=by_pupil(first["age_years"], np.nan),
        needs=by_pupil(first["needs_total"], np.nan),
        group=by_pupil(first["group"], UNKNOWN),
    )


def _given(known: Evidence) -> dict[str, np.ndarray]:
    given = known.given[["package_id", "pupil_id"]].drop_duplicates()
    pupils = known.ratings["pupil_id"].cat.categories.get_indexer(
        pd.Index(given["pupil_id"].to_list(), dtype="str")
    )
    packages = given["package_id"].to_numpy(dtype=object)
    return {one: pupils[(packages == one) & (pupils >= 0)] for one in set(packages)}


def cells_of(ratings: Rated, package_id: str) -> Cells:
    """Return ratings of outcomes that a package serves, of pupils with it and without."""
    served = np.array([package_id in listed for listed in ratings.listed])[ratings.packages]
    have = np.zeros(len(ratings.starts.cluster), dtype=bool)
    have[ratings.pupil[served]] = True
    have[ratings.given.get(package_id, [])] = True
    outcomes = ratings.outcome.max(initial=UNKNOWN) + 2
    fitting = np.zeros(outcomes, dtype=bool)
    fitting[ratings.outcome[served]] = True
    # The last place is that of an outcome of none.
    fitting[UNKNOWN] = False
    kept = fitting[ratings.outcome] & (served | ~have[ratings.pupil])
    cell, place = np.unique(
        ratings.pupil[kept] * outcomes + ratings.outcome[kept], return_inverse=True
    )
    answers, (pupil, outcome) = np.bincount(place), np.divmod(cell, outcomes)

    def mean(values: np.ndarray) -> np.ndarray:
        return np.bincount(place, values[kept]) / answers

    count = np.array(list(map(len, ratings.listed)))[ratings.packages]
    return Cells(
        pupil=pupil,
        outcome=outcome,
        had=mean(served) > 0,
        score=mean(ratings.score),
        others=mean(count - served),
        spoke=np.column_stack([mean(voice) for voice in ratings.spoke.T]),
        weight=answers / np.bincount(pupil, answers)[pupil],
    )
