"""What one pupil's answers add to what is known of support packages in their cluster."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.feedback.attainment import signed
from analytics.feedback.ratings import packages_of


@dataclass(frozen=True)
class Added:
    """Hold the mean attainment under one package in one cluster, with and without one pupil."""

    package: str
    cluster: str
    own: float
    """Mean of the pupil's own ratings."""
    ratings: int
    """How many ratings the pupil adds."""
    with_pupil: float
    without_pupil: float | None
    """None where nobody else of the cluster has a rating under the package."""
    others: int
    """How many other pupils the evidence rests on."""

    @property
    def moved(self) -> float | None:
        """Return by how much the pupil moved the mean, None where there was none before."""
        return None if self.without_pupil is None else self.with_pupil - self.without_pupil

    @property
    def sentence(self) -> str:
        """Say what the pupil adds, and why the mean moves as it does."""
        return _sentence(self)


def what_it_adds(ratings: pd.DataFrame, *, pupil_id: str) -> tuple[Added, ...]:
    """Return what a pupil adds to each package and cluster that their ratings bear on.

    `ratings` are those of `ratings.ratings`. Each pupil counts once, with the mean of their
    ratings in that cluster, so that who answers often weighs no more than who answers once.
    """
    rated = _by_package(ratings)
    own = rated[rated["pupil_id"] == pupil_id]
    return tuple(
        _added(rated, pupil_id=pupil_id, package=package, cluster=cluster)
        for package, cluster in sorted(set(zip(own["package"], own["cluster"], strict=True)))
    )


def _by_package(ratings: pd.DataFrame) -> pd.DataFrame:
    """Return one row per rating and package, those without cluster or package left out."""
    kept = ratings[["pupil_id", "cluster", "score"]].assign(
        package=packages_of(ratings["packages"])
    )
    return kept.explode("package").dropna(subset=["package", "cluster"])


def _added(rated: pd.DataFrame, *, pupil_id: str, package: str, cluster: str) -> Added:
    concerned = rated[(rated["package"] == package) & (rated["cluster"] == cluster)]
    scores = concerned["score"].astype(float).groupby(concerned["pupil_id"]).mean()
    means = dict(zip(scores.index.tolist(), scores.tolist(), strict=True))
    others = [mean for pupil, mean in means.items() if pupil != pupil_id]
    return Added(
        package=package,
        cluster=cluster,
        own=means[pupil_id],
        ratings=int((concerned["pupil_id"] == pupil_id).sum()),
        with_pupil=sum(means.values()) / len(means),
        without_pupil=sum(others) / len(others) if others else None,
        others=len(others),
    )


def _sentence(one: Added) -> str:
    where = f"{one.package.upper()} in {one.cluster}"
    told = f"{one.ratings} rating{'' if one.ratings == 1 else 's'} with a mean of {signed(one.own)}"
    if one.without_pupil is None or one.moved is None:
        return f"{where}: these are the first answers, {told}. One pupil proves nothing."
    people = f"{one.others} other pupil{'' if one.others == 1 else 's'}"
    return (
        f"{where}: the mean attainment of {people} was {two(one.without_pupil)}; with this pupil, "
        f"{told}, it is {two(one.with_pupil)}, a change of {two(one.moved)}. The pupil counts as "
        f"one of {one.others + 1}."
    )


def two(number: float) -> str:
    """Return a number with its sign and two decimal places, 0 without sign."""
    shown = f"{abs(number):.2f}"
    if shown == "0.00":
        return "0"
    return f"{'−' if number < 0 else '+'}{shown}"
