"""The simulated cohort as the signs see it, and the command that trains the model on it."""

from __future__ import annotations

import datetime
from pathlib import Path

import click
import pandas as pd

from analytics.review_flags.known import Known
from analytics.review_flags.looks import LOOKS, answers_of, looks_of, usual_of
from analytics.review_flags.model import Usual, weights_row
from analytics.review_flags.signs import signs_of
from analytics.review_flags.training import train, with_threshold
from data.demo.cohort import Cohort, simulate_cohort
from data.review_flags import PATH, write_weights

# Those trained on, and one beside them on which the threshold is set. Benchmarks use others.
SEEDS, THRESHOLD_SEED = (101, 103, 105), 107
PUPILS, YEARS = 5000, 3
# The aim: eight of ten early reviews that are needed are found.
RECALL = 0.8
# What is wrong in the cohort, and the reason that speaks of it.
REASON_OF = {
    "lapsed": "not_delivered",
    "decline": "falling",
    "need": "needs",
    "placement": "unhappy",
    "conflict": "conflict",
    "transfer": "move",
}


def known_at(cohort: Cohort, day: datetime.date) -> Known:
    """Return what was known of a simulated cohort on a day at the end of a term."""
    on = day.isoformat()
    assessed = cohort.assessments[cohort.assessments["assessed_on"] <= on]
    newest = assessed.drop_duplicates("pupil_id", keep="last")
    links = cohort.links[cohort.links["made_on"] <= on]
    return Known(
        pupils=cohort.pupils,
        schools=cohort.schools,
        requests=cohort.requests[cohort.requests["as_of"] == on],
        needs=newest[["pupil_id", "needs_total"]].assign(scored_on=newest["assessed_on"]),
        links=links.assign(answered_on=links["answered_on"].where(links["answered_on"] <= on)),
        feedback=cohort.feedback,
        attainments=cohort.attainments,
        deliveries=cohort.deliveries,
        today=day,
    )


def usual_at_end(cohort: Cohort) -> Usual:
    """Return what each voice usually says in a cohort."""
    return usual_of(answers_of(known_at(cohort, cohort.term_ends[-1])))


def observed(cohort: Cohort, *, usual: Usual) -> tuple[tuple[pd.DataFrame, ...], pd.DataFrame]:
    """Return the looks at the end of every term, and beside them the truth.

    The truth has pupil_id, on, needed, why, and a column of each reason.
    """
    known = [known_at(cohort, day) for day in cohort.term_ends]
    by_term = [looks_of(one, usual=usual, today=signs_of(one)) for one in known]
    looks = tuple(
        pd.concat([term[look] for term in by_term]).reset_index(names="pupil_id")
        for look in range(LOOKS)
    )
    truth = cohort.needed.reset_index(drop=True)
    wrong = truth["why"].str.get_dummies(",").astype(bool)
    reasons = {reason: wrong[kind] for kind, reason in REASON_OF.items() if kind in wrong}
    return looks, truth.assign(**dict.fromkeys(REASON_OF.values(), False) | reasons)


@click.command("train-review-flags")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=PATH)
@click.option("--pupils", type=int, default=PUPILS, help="Pupils in each cohort.")
def train_review_flags(out: Path, pupils: int) -> None:
    """Train the model of early reviews on simulated cohorts and write its weights."""
    cohorts = [simulate_cohort(pupils=pupils, years=YEARS, seed=seed) for seed in SEEDS]
    usual = usual_at_end(cohorts[0])
    found = [observed(cohort, usual=usual) for cohort in cohorts]
    looks = [
        pd.concat(parts, ignore_index=True)
        for parts in zip(*(one for one, _ in found), strict=True)
    ]
    truth = pd.concat([one for _, one in found], ignore_index=True)
    basis = (
        f"{len(SEEDS)} simulated cohorts of {pupils:,} pupils over {YEARS} years (seeds "
        f"{', '.join(map(str, SEEDS))}), at the end of every term; threshold: seed {THRESHOLD_SEED}"
    )
    trained = train(looks, truth, usual=usual, basis=basis)
    other = simulate_cohort(pupils=pupils, years=YEARS, seed=THRESHOLD_SEED)
    beside, known = observed(other, usual=usual)
    weights = with_threshold(trained, beside, known["needed"], recall=RECALL)
    write_weights(weights_row(weights), out)
    click.echo(f"Trained on {len(truth):,} moments; threshold {weights.threshold}: {out}")


COMMANDS = (train_review_flags,)
