"""The simulated cohort as the signs see it, and the command that trains the model on it."""

from __future__ import annotations

import datetime
from pathlib import Path

import click
import pandas as pd

from analytics.review_flags.known import Known
from analytics.review_flags.model import weights_row
from analytics.review_flags.signs import signs_of
from analytics.review_flags.training import train
from data.demo.cohort import Cohort, simulate_cohort
from data.review_flags import PATH, write_weights

# Benchmarks use others.
SEEDS = (101, 103)
PUPILS, YEARS = 5000, 3


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
        needs=newest[["pupil_id", "needs_total"]],
        links=links.assign(answered_on=links["answered_on"].where(links["answered_on"] <= on)),
        feedback=cohort.feedback,
        attainments=cohort.attainments,
        deliveries=cohort.deliveries,
        today=day,
    )


def observed(cohort: Cohort) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the signs at the end of every term, and beside them the truth (needed, why)."""
    signs = pd.concat([signs_of(known_at(cohort, day)) for day in cohort.term_ends])
    return signs.reset_index(names="pupil_id"), cohort.needed.reset_index(drop=True)


@click.command("train-review-flags")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=PATH)
@click.option("--pupils", type=int, default=PUPILS, help="Pupils in each cohort.")
def train_review_flags(out: Path, pupils: int) -> None:
    """Train the model of early reviews on simulated cohorts and write its weights."""
    found = [observed(simulate_cohort(pupils=pupils, years=YEARS, seed=seed)) for seed in SEEDS]
    signs, truth = (pd.concat(parts, ignore_index=True) for parts in zip(*found, strict=True))
    basis = (
        f"{len(SEEDS)} simulated cohorts of {pupils:,} pupils over {YEARS} years "
        f"(seeds {', '.join(map(str, SEEDS))}), at the end of every term"
    )
    weights = train(signs, truth["needed"], basis=basis)
    write_weights(weights_row(weights), out)
    click.echo(f"Trained on {len(signs):,} moments; threshold {weights.threshold}: {out}")


COMMANDS = (train_review_flags,)
