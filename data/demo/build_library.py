"""Build the demo library: 95 invented finished cases that reproduce the technical pack's tables.

All cases are invented: no row describes a real child. Each cluster's scores are written down as a
bag of whole numbers with the published total; a seeded search then only decides which case gets
which number, so every mean holds by construction.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from scipy.cluster.hierarchy import cophenet, linkage
from scipy.spatial.distance import squareform

from data.demo import library_choices as choices
from data.demo import pack

LIBRARY_PATH = Path(__file__).with_name("library.parquet")
NOTE = "All cases are invented"

# Of seeds 1 to 60, the one whose clusters Ward finds with the widest gap at every weight below.
SEED = 31

SWAPS_PER_CASE = 120
SETTLING_SWAPS_PER_CASE = 30
SETTLING_ROUNDS = 2

# Clusters smaller than this have their variety from the bags written down.
VARIED_SIZE = 12

# Five years of age count as one step of need; the clusters should also come back when they count
# half as much, or half as much again.
AGE_WEIGHT = 0.2
AGE_WEIGHTS = (0.1, 0.2, 0.25, 0.3)

# The search aims at a distance to the own cluster's mean of at most this share of that to the next.
NEARNESS = 0.75

# How much lower Ward should join a case to the last of its own cluster than to the first outsider.
# X6 and X8, the nearest two means, are joined at a height of about 6.2.
MERGE_GAP = 1.0

COLUMNS = (*pack.QUESTIONS, "age_years")
WEIGHTS = np.array([AGE_WEIGHT if column == "age_years" else 1.0 for column in COLUMNS])
OWNERS = np.repeat(np.arange(len(pack.CLUSTERS)), list(pack.CLUSTER_SIZES.values()))

# The questions of the X10 rule: all but the two yes or no ones.
SEVERITY = [place for place, column in enumerate(pack.QUESTIONS) if pack.QUESTIONS[column] > 1]

WANTED = np.array([[choices.COUPLINGS.get((a, b), 0.0) for b in COLUMNS] for a in COLUMNS])
WANTED += WANTED.T
STRESS = np.triu(np.where(WANTED == 0, 0.2, 1.0), k=1)

Cost = Callable[[np.ndarray], float]


def main() -> None:
    """Write the library beside this script, or where told."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--path", type=Path, default=LIBRARY_PATH)
    write_library(build_library(), path=parser.parse_args().path)


def write_library(library: pd.DataFrame, *, path: Path) -> None:
    """Write the frame as Parquet, with the note that its cases are invented in the schema."""
    table = pa.Table.from_pandas(library, preserve_index=False)
    pq.write_table(table.replace_schema_metadata({b"note": NOTE.encode()}), path)


def build_library() -> pd.DataFrame:
    """Return the 95 cases, one row each, the same on every call."""
    rng = np.random.default_rng(SEED)
    cases = invent_needs(rng)
    # Out of cluster order, so that a list of the library does not start with 13 cases alike.
    cases = cases.iloc[rng.permutation(len(cases))].reset_index(drop=True)
    packages = invent_packages(cases, rng=rng)
    outcomes = invent_outcomes(cases, rng=rng)
    people = invent_people(cases.join(packages), rng=rng)
    return people.join([cases[list(pack.QUESTIONS)], outcomes, packages])


def invent_needs(rng: np.random.Generator) -> pd.DataFrame:
    """Return the cases with their clusters, primary needs, scores and ages."""
    needs = {x: [n for n, c in choices.NEEDS[x].items() for _ in range(c)] for x in pack.CLUSTERS}
    aims = {cluster: aim_for(cluster, needs=needs[cluster]) for cluster in pack.CLUSTERS}
    groups = {cluster: arrange(aim, rng=rng) for cluster, aim in aims.items()}
    groups = settle(groups, aims=aims, rng=rng)
    scores = pd.DataFrame(np.vstack(list(groups.values())), columns=list(COLUMNS))
    clusters = np.array(pack.CLUSTERS)[OWNERS]
    return scores.assign(cluster=clusters, primary_need=np.concatenate(list(needs.values())))


def score_bag(cluster: str, column: str) -> list[int]:
    """Return one whole score per case, in no order, that add up to the published total."""
    if column == "age_years":
        return list(choices.AGES[cluster])
    size = pack.CLUSTER_SIZES[cluster]
    if column in choices.BAGS[cluster]:
        rare = choices.BAGS[cluster][column]
        return [*rare, *[0] * (size - len(rare))]
    total = round(pack.PROFILE_MEANS[column][cluster] * size)
    return spread(total, size=size, top=pack.QUESTIONS[column])


def spread(total: int, *, size: int, top: int) -> list[int]:
    """Share a total evenly, then in a larger cluster move a point so that cases differ more."""
    low, extra = divmod(total, size)
    bag = [low + 1] * extra + [low] * (size - extra)
    if size < VARIED_SIZE or top == 1 or not 0.5 <= total / size <= top - 0.4:
        return bag
    taker = extra if low + 1 == top else 0
    giver = sum(score > 0 for score in bag) - 1
    bag[taker] += 1
    bag[giver] -= 1
    return bag


@dataclass(frozen=True)
class Aim:
    """Hold what one cluster's scores must meet: bounds per case, its mean and the other means."""

    cluster: str
    least: np.ndarray
    most: np.ndarray
    own: np.ndarray
    others: np.ndarray


def aim_for(cluster: str, *, needs: list[str]) -> Aim:
    """Return the bounds that the primary needs set, and the published means to stay near to."""
    least = np.zeros((len(needs), len(COLUMNS)))
    most = np.full_like(least, np.inf)
    for case, need in enumerate(needs):
        for question, low, high in choices.NEED_SCORES[need]:
            place = COLUMNS.index(question)
            least[case, place], most[case, place] = low, high
    means = {x: np.array([pack.PROFILE_MEANS[c][x] for c in COLUMNS]) for x in pack.CLUSTERS}
    others = np.array([mean for x, mean in means.items() if x != cluster])
    return Aim(cluster, least=least, most=most, own=means[cluster], others=others)


def arrange(aim: Aim, *, rng: np.random.Generator) -> np.ndarray:
    """Return one cluster's cases, its bags dealt out so that each case makes sense by itself."""
    bags = [score_bag(aim.cluster, column) for column in COLUMNS]
    dealt = [
        deal(rng.permutation(bag), least=aim.least[:, place], most=aim.most[:, place])
        for place, bag in enumerate(bags)
    ]
    scores = np.column_stack(dealt)
    costs = [partial(misfit, aim=aim)]
    return climb(scores, costs=costs, swaps=SWAPS_PER_CASE * len(scores), rng=rng)


def deal(bag: np.ndarray, *, least: np.ndarray, most: np.ndarray) -> list[int]:
    """Return a score per case, those first served whose primary need leaves the least choice."""
    left, dealt = list(bag), [0] * len(bag)
    for case in np.argsort(most - least, kind="stable"):
        fitting = (i for i, score in enumerate(left) if least[case] <= score <= most[case])
        dealt[case] = left.pop(next(fitting))
    return dealt


def settle(
    groups: dict[str, np.ndarray], *, aims: dict[str, Aim], rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """Deal on, a cluster at a time, until Ward joins every cluster up before it joins two."""
    settled = dict(groups)
    for cluster, aim in [*aims.items()] * SETTLING_ROUNDS:
        orders = [rng.permutation(len(OWNERS)) for _ in AGE_WEIGHTS]
        others = partial(strain, groups=dict(settled), cluster=cluster, orders=orders)
        costs = [partial(misfit, aim=aim), others]
        swaps = SETTLING_SWAPS_PER_CASE * len(settled[cluster])
        settled[cluster] = climb(settled[cluster], costs=costs, swaps=swaps, rng=rng)
    return settled


def climb(
    scores: np.ndarray, *, costs: list[Cost], swaps: int, rng: np.random.Generator
) -> np.ndarray:
    """Swap scores between two cases, a column at a time, and keep each swap that costs less."""
    best, scores = total_cost(scores, costs=costs), scores.copy()
    varied = np.flatnonzero(np.ptp(scores, axis=0))
    for _ in range(swaps):
        column, pair = rng.choice(varied), rng.integers(len(scores), size=2)
        if scores[pair[0], column] == scores[pair[1], column]:
            continue
        scores[pair, column] = scores[pair[::-1], column]
        trial = total_cost(scores, costs=costs, limit=best)
        # The margin keeps rounding, which differs between machines, from deciding a tie.
        if trial < best - 1e-9:
            best = trial
        else:
            scores[pair, column] = scores[pair[::-1], column]
    return scores


def total_cost(scores: np.ndarray, *, costs: list[Cost], limit: float = np.inf) -> float:
    """Add up the costs, cheapest to work out first, and stop once they pass the limit."""
    total = 0.0
    for cost in costs:
        total += cost(scores)
        if total >= limit:
            break
    return total


def misfit(scores: np.ndarray, *, aim: Aim) -> float:
    """Return how far a cluster's cases are from what is wanted; 0 is perfect."""
    unbelievable = np.maximum(aim.least - scores, 0) + np.maximum(scores - aim.most, 0)
    to_own = distance(scores, aim.own)
    to_other = np.min([distance(scores, mean) for mean in aim.others], axis=0)
    too_far = np.maximum(to_own - NEARNESS * to_other, 0)
    alike = len(scores) - len({case.tobytes() for case in scores[:, :-1]})
    severity = scores[:, SEVERITY]
    unneedy = (severity.max(axis=1) <= 1) & (severity.sum(axis=1) <= 6)
    wrong = 5 * unbelievable.sum() + too_far.sum() + alike + unneedy.sum()
    return 10 * wrong + uncoupled(scores)


def strain(
    scores: np.ndarray, *, groups: dict[str, np.ndarray], cluster: str, orders: list[np.ndarray]
) -> float:
    """Return how far Ward is from joining each case to its own cluster well before any other.

    Whole scores give many ties, which Ward breaks by row order: so each weight has its own order.
    """
    cases = np.vstack(list((groups | {cluster: scores}).values()))
    total = 0.0
    for weight, order in zip(AGE_WEIGHTS, orders, strict=True):
        features = np.column_stack([cases[:, :-1], cases[:, -1] * weight])[order]
        heights = squareform(cophenet(linkage(features, "ward")))
        mates = OWNERS[order][:, None] == OWNERS[order]
        last_mate = np.where(mates, heights, 0).max(axis=1)
        first_outsider = np.where(mates, np.inf, heights).min(axis=1)
        total += np.maximum(last_mate + MERGE_GAP - first_outsider, 0).mean()
    return 10 * total


def distance(scores: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Return the weighted Euclidean distance of each case from a mean."""
    return np.sqrt((((scores - mean) * WEIGHTS) ** 2).sum(axis=1))


def uncoupled(scores: np.ndarray) -> float:
    """Return how far the correlations inside a cluster are from those wanted."""
    centred = scores - scores.mean(axis=0)
    spreads = np.sqrt((centred**2).sum(axis=0))
    standard = centred / np.where(spreads > 0, spreads, 1)
    return float(((standard.T @ standard - WANTED) ** 2 * STRESS).sum())


def invent_packages(cases: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the 13 packages: ten by the printed words, three as the answers trigger them."""
    packages = pd.DataFrame(0, index=cases.index, columns=list(pack.PACKAGES))
    for column, question in choices.PACKAGE_QUESTIONS.items():
        appeal = cases[question] + rng.normal(size=len(cases))
        for cluster, group in appeal.groupby(cases["cluster"]):
            word = pack.PACKAGE_TABLE[column][cluster]
            if column == "package_sp1":
                word = pack.SPECIAL_SCHOOL.get(cluster, word)
            packages.loc[top(group, share=choices.WORD_SHARES[word]), column] = 1
    physical = cases[["health", "hearing", "visual", "physical_other"]].max(axis=1)
    return packages.assign(
        package_sp11=(physical >= 2).astype(int),
        package_sp12=cases["social_care"],
        package_sp13=(cases["adl_support"] >= 2).astype(int),
    )


def invent_outcomes(cases: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the outcomes: the named ones most often, and those of one group together."""
    outcomes = pd.DataFrame(0, index=cases.index, columns=list(pack.OUTCOMES))
    pulls = {name: rng.normal(size=len(cases)) for name in pack.OUTCOME_GROUPS}
    for column in outcomes:
        noise = pd.Series(rng.normal(size=len(cases)), index=cases.index)
        appeal = noise + choices.GROUP_PULL * pulls.get(group_of(column), 0)
        for cluster, group in appeal.groupby(cases["cluster"]):
            outcomes.loc[top(group, share=outcome_share(cluster, column)), column] = 1
    return outcomes


def group_of(outcome: str) -> str | None:
    """Return the group the outcome belongs to, if it has one."""
    groups = (name for name, members in pack.OUTCOME_GROUPS.items() if outcome in members)
    return next(groups, None)


def outcome_share(cluster: str, outcome: str) -> float:
    """Return the share of a cluster's cases that have an outcome."""
    named = pack.TOP_OUTCOMES[cluster]
    if outcome in named:
        return choices.NAMED_SHARE
    if group_of(outcome) in {group_of(name) for name in named} - {None}:
        return choices.MATE_SHARE
    return choices.BOILERPLATE_SHARE if outcome == "outcome_aspirations" else choices.OTHER_SHARE


def top(appeal: pd.Series, *, share: float) -> pd.Index:
    """Return the index of the given share of cases with the highest appeal."""
    return appeal.nlargest(round(share * len(appeal))).index


def invent_people(cases: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return who the cases are: their ids, places and sex, none of them real."""
    size = len(cases)
    area = rng.permutation(np.arange(size) % len(choices.AUTHORITIES))
    setting = settings_for(cases, rng=rng)
    school = area * len(choices.SETTINGS) + setting + 1
    bands = pd.cut(
        cases["age_years"], [-1, *choices.BAND_TOPS.values()], labels=list(choices.BAND_TOPS)
    )
    return pd.DataFrame(
        {
            "pupil_id": [f"LIB{number:03}" for number in range(1, size + 1)],
            "cluster": cases["cluster"],
            "age_years": cases["age_years"],
            "age_band": bands.astype(str),
            "primary_need": cases["primary_need"],
            "school_id": [f"SCH{number:02}" for number in school],
            "authority": np.array(choices.AUTHORITIES)[area],
            "sex": rng.permutation(["Male"] * choices.MALES + ["Female"] * (size - choices.MALES)),
        }
    )


def settings_for(cases: pd.DataFrame, *, rng: np.random.Generator) -> np.ndarray:
    """Return the place of each case's school in the settings: special first, then by age."""
    primary = rng.integers(choices.SETTINGS.count("primary"), size=len(cases))
    by_age = np.select(
        [cases["age_years"] <= 10, cases["age_years"] <= 15],
        [primary, choices.SETTINGS.index("secondary")],
        default=choices.SETTINGS.index("college"),
    )
    return np.where(cases["package_sp1"] == 1, choices.SETTINGS.index("special"), by_age)


if __name__ == "__main__":
    main()
