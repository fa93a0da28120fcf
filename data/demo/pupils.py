"""Who the invented pupils of Northmoor are: stage, primary need, age, sex and co-ordinator."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.demo.examples import EXAMPLES, Example
from data.demo.need_ages import BANDS, CELLS, NEW_REQUEST_PCT
from data.schemas import PLAN_STAGES

# Pupils without a live plan, by stage, the examples among them. About 340 requests a year, as
# Ealing had in 2017 (page "High level comparison of partner local authorities"), make these
# numbers: 6 weeks of requests, 8 of assessments, 3 of drafts, 4 of consultation, and a year of
# refusals.
STAGE_COUNTS = {
    "requested": 40,
    "assessing": 52,
    "drafting": 22,
    "consulting": 28,
    "not_assessed": 26,
    "no_plan": 12,
    "ceased": 36,
}

# Live plans whose annual review falls due within six weeks or is overdue.
REVIEWS = 346

# Pupils whose answers are so mild that the no-plan rule applies, by stage; EX6 is one more.
MILD_COUNTS = {
    "requested": 5,
    "assessing": 2,
    "final": 2,
    "review": 1,
    "not_assessed": 20,
    "no_plan": 8,
}

# Ages in years within a band, and how common each is there.
YEAR_SHARES = {
    "Under 5": {2: 0.15, 3: 0.35, 4: 0.50},
    "5-10": {5: 0.14, 6: 0.16, 7: 0.17, 8: 0.17, 9: 0.18, 10: 0.18},
    "11-15": {11: 0.20, 12: 0.20, 13: 0.20, 14: 0.20, 15: 0.20},
    "16-19": {16: 0.34, 17: 0.29, 18: 0.22, 19: 0.15},
    "20-25": {20: 0.30, 21: 0.24, 22: 0.18, 23: 0.13, 24: 0.10, 25: 0.05},
}

# Plans mostly cease when education ends: age bands of ceased plans, in the order of BANDS.
CEASED_PCT = (0, 4, 10, 36, 50)

# The least age at a stage: an annual review or a closed case is a year or more after the request.
LEAST_MONTHS = {"review": 37, "not_assessed": 43, "no_plan": 43}
YOUNGEST_MONTHS = 30

FEMALE_SHARE = {
    "ASD": 0.25,
    "HI": 0.46,
    "MLD": 0.36,
    "PD": 0.40,
    "PMLD": 0.42,
    "SEMH": 0.26,
    "SLCN": 0.28,
    "SLD": 0.36,
    "SPLD": 0.36,
    "VI": 0.44,
}
NOT_RECORDED_SHARE = 0.003

# The cases of the demo co-ordinator besides the examples, by stage; nine others share the rest.
DEMO_CO_ORDINATOR = "coordinator"
DEMO_CASELOAD = {
    "requested": 9,
    "assessing": 12,
    "drafting": 5,
    "consulting": 6,
    "final": 15,
    "review": 11,
    "not_assessed": 3,
    "no_plan": 1,
    "ceased": 2,
}
OTHER_CO_ORDINATORS = tuple(f"coordinator{number}" for number in range(2, 10))

FIRST_REFERENCE = 10001


@dataclass(frozen=True)
class Pupil:
    """Hold what is settled about a pupil before any answer or date is."""

    pupil_id: str
    stage: str
    need: str
    age_months: int
    sex: str
    mild: bool
    co_ordinator: str

    @property
    def age(self) -> int:
        """Return the age in completed years."""
        return self.age_months // 12

    @property
    def example(self) -> Example | None:
        """Return the example that this pupil is, if any."""
        return EXAMPLES.get(self.pupil_id)


def invent_pupils(rng: np.random.Generator) -> list[Pupil]:
    """Return every pupil: the examples first, then stage by stage."""
    drafts = [*draft_plan_holders(rng), *draft_others(rng)]
    numbers = rng.permutation(len(drafts)) + FIRST_REFERENCE
    examples = [from_example(example) for example in EXAMPLES.values()]
    places: dict[str, int] = {}
    pupils = []
    for (stage, need, months), number in zip(drafts, numbers, strict=True):
        place = places[stage] = places.get(stage, 0) + 1
        pupil = Pupil(
            pupil_id=f"NM{number}",
            stage=stage,
            need=need,
            age_months=months,
            sex=choose_sex(need, rng=rng),
            mild=is_mild(stage, place=place),
            co_ordinator=choose_co_ordinator(stage, place=place, rng=rng),
        )
        pupils.append(pupil)
    return examples + pupils


def from_example(example: Example) -> Pupil:
    """Return an example as a pupil of the demo co-ordinator."""
    return Pupil(
        example.pupil_id,
        example.stage,
        example.need,
        example.age_months,
        example.sex,
        mild=example.stage == "no_plan",
        co_ordinator=DEMO_CO_ORDINATOR,
    )


def draft_plan_holders(rng: np.random.Generator) -> list[tuple[str, str, int]]:
    """Return stage, need and months of age for each cell of the table, less the examples in it."""
    people = [
        (need, choose_months(band, least=YOUNGEST_MONTHS, rng=rng))
        for need, counts in CELLS.items()
        for band, count in zip(BANDS, counts, strict=True)
        for _ in range(count - examples_in(need, band))
    ]
    people = [people[place] for place in rng.permutation(len(people))]
    wanted = REVIEWS - sum(example.stage == "review" for example in EXAMPLES.values())
    drafts = []
    for need, months in people:
        due = wanted > 0 and months >= LEAST_MONTHS["review"]
        wanted -= due
        drafts.append(("review" if due else "final", need, months))
    return drafts


def examples_in(need: str, band: str) -> int:
    """Return how many examples with a live plan stand in one cell of the table."""
    return sum(
        example.need == need
        and example.stage in PLAN_STAGES
        and example.age_months // 12 in YEAR_SHARES[band]
        for example in EXAMPLES.values()
    )


def draft_others(rng: np.random.Generator) -> list[tuple[str, str, int]]:
    """Return stage, need and months of age of each pupil without a live plan."""
    drafts = []
    for stage, count in STAGE_COUNTS.items():
        shares = CEASED_PCT if stage == "ceased" else NEW_REQUEST_PCT
        present = sum(example.stage == stage for example in EXAMPLES.values())
        for _ in range(count - present):
            band = BANDS[choose(shares, rng=rng)]
            need = tuple(CELLS)[choose([row[BANDS.index(band)] for row in CELLS.values()], rng=rng)]
            least = LEAST_MONTHS.get(stage, YOUNGEST_MONTHS)
            drafts.append((stage, need, choose_months(band, least=least, rng=rng)))
    return drafts


def choose(weights: Sequence[float], *, rng: np.random.Generator) -> int:
    """Return a place, each as likely as its weight."""
    totals = np.cumsum(weights)
    return int(np.searchsorted(totals, rng.random() * totals[-1], side="right"))


def choose_months(band: str, *, least: int, rng: np.random.Generator) -> int:
    """Return an age in months, never a whole year.

    On a whole year a rule that counts the month of birth differently would give another age.
    """
    years, shares = zip(*YEAR_SHARES[band].items(), strict=True)
    months = years[choose(shares, rng=rng)] * 12 + int(rng.integers(1, 12))
    return max(months, least)


def choose_sex(need: str, *, rng: np.random.Generator) -> str:
    """Return F, M or, for a very few, U."""
    if rng.random() < NOT_RECORDED_SHARE:
        return "U"
    return "F" if rng.random() < FEMALE_SHARE[need] else "M"


def is_mild(stage: str, *, place: int) -> bool:
    """Tell whether the pupil in this place of a stage has mild needs.

    Not the first two, whose plan may have been made this week (`requests.PINNED`).
    """
    return 3 <= place < 3 + MILD_COUNTS.get(stage, 0)


def choose_co_ordinator(stage: str, *, place: int, rng: np.random.Generator) -> str:
    """Return who holds the case: the first few of each stage are the demo co-ordinator's."""
    if place <= DEMO_CASELOAD[stage]:
        return DEMO_CO_ORDINATOR
    return OTHER_CO_ORDINATORS[int(rng.integers(len(OTHER_CO_ORDINATORS)))]
