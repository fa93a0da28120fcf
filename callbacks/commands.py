"""The command line: check and rebuild the store, load the demonstration, derive clusters."""

from __future__ import annotations

import datetime
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pandas as pd
from flask import Flask
from flask.cli import with_appcontext

from analytics.age import age_years
from analytics.allocation import CutOff, allocate_all
from analytics.answers import known
from analytics.clustering import BadLibrary, ClusterModel, in_order
from analytics.packages import CATALOGUE
from callbacks.context import LIBRARY, RULE, SYSTEM, house, today
from callbacks.demo_plans import whole
from callbacks.deriving import derive_file
from callbacks.plan_text import commands as plan_text
from callbacks.plans import commands as plans
from callbacks.reading import commands as reading
from callbacks.reviews import training as reviews
from callbacks.sen2 import commands as sen2
from callbacks.sen2.source import sen2 as loaded
from callbacks.value import commands as value
from data import erasing
from data.chain import Seal
from data.demo import authority, panel, past_reviews
from data.demo import plans as plans_of
from data.demo.accounts import DEMO_ACCOUNTS
from data.demo.amendments import amended_plans
from data.demo.crowd import crowd
from data.documents.sniffing import MEDIA_TYPES
from data.documents.taking_in import originals, verify_originals
from data.executors import NoScheduler
from data.journal import Change, SaveFailed
from data.published import read_library
from data.schemas import METRICS, QUESTION_IDS, ROLES, TABLES, Invalid

FIRST_MODEL_REASON = "The first model: nine groups derived from the 95 invented library cases."
FIRST_RULE_REASON = (
    "A starting point: no library case with a plan falls under it. The technical pack asks each "
    "authority to refine it with its own cases."
)


@click.command("verify")
@click.option("--seal", default=None, help="What an earlier check printed, kept elsewhere since.")
@with_appcontext
def verify(seal: str | None) -> None:
    """Check that the journal's chain is whole, and that tables and originals agree with it."""
    try:
        known = None if seal is None else Seal.read(seal)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--seal") from None
    store = house().store
    chain = store.journal.verify(seal=known)
    problems = (*chain.problems, *store.tables.verify(), *verify_originals(store))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)
    click.echo(f"{chain.entries:,} journal entries: the chain is whole and the tables agree.")
    click.echo(f"Seal, to be kept on another computer for the next check: {chain.seal}")


@click.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Build every table again from the journal."""
    house().store.tables.rebuild()
    click.echo("The tables were built again from the journal.")


@click.command("prepare")
@with_appcontext
def prepare() -> None:
    """Give an empty store its first cluster model, rule and catalogue."""
    if _begun():
        return
    _append(_reference_changes(), action="store.prepare")
    click.echo("The store is ready: cluster model 1, the rule for no plan and 13 packages.")


@click.command("demo")
@click.option(
    "--pupils", type=int, default=None, help="Repeat the invented pupils up to this many."
)
@with_appcontext
def demo(pupils: int | None) -> None:
    """Fill an empty store with an invented authority and one account for each role."""
    if not house().settings.demo:
        raise click.ClickException("Invented pupils are only for demonstration. Set DEMO=1.")
    if not _begun():
        changes = [*_reference_changes(), *_authority_changes(pupils)]
        _append(changes, action="demo.load")
        click.echo(f"The demonstration is ready: {len(changes):,} invented records.")
    for account in DEMO_ACCOUNTS:
        if house().accounts.get(account["username"]) is None:
            house().accounts.add(**account, password=None)
    if loaded().illustrative:
        click.echo("SEN2 shows invented authorities until import-sen2 loads a release.")


def _begun() -> bool:
    entries = house().store.journal.head()
    if entries:
        click.echo(f"The store already holds {entries:,} entries. Nothing was added.")
    return bool(entries)


def _append(changes: list[Change], *, action: str) -> None:
    store = house().store
    store.journal.append(*changes, actor=SYSTEM, action=action, request_id=action)
    store.tables.fold_all()


def _change(table: str, row: dict[str, Any]) -> Change:
    return Change(table=table, key=str(row[TABLES[table].key]), expected_revision=0, payload=row)


def _reference_changes() -> list[Change]:
    rule = CutOff()
    row = {
        "rule": RULE,
        "highest_score": rule.highest_score,
        "highest_total": rule.highest_total,
        "reason": FIRST_RULE_REASON,
    }
    return [
        _change("cluster_models", _first_model().to_row(reason=FIRST_MODEL_REASON)),
        _change("cut_offs", row),
        *(_change("packages", dict(package)) for package in CATALOGUE),
    ]


def _first_model() -> ClusterModel:
    return ClusterModel.from_library(
        read_library(LIBRARY),
        library="demo library",
        library_sha256=hashlib.sha256(LIBRARY.read_bytes()).hexdigest(),
    )


def _authority_changes(pupils: int | None) -> list[Change]:
    date = today()
    rows = {name: authority.rows(name, today=date) for name in authority.TABLE_NAMES}
    if pupils:
        rows = crowd(rows, pupils=pupils)
    meetings = panel.meeting_rows(today=date)
    rows["panel_meetings"] = meetings
    rows["panel_items"] = panel.item_rows(
        meetings, pupils=rows["pupils"], requests=rows["requests"]
    )
    rows["assessments"] = _with_clusters(rows["assessments"], rows["pupils"], date=date)
    rows |= _plans(rows)
    rows["feedback"] = _of_their_day(rows["feedback"], rows["pupils"], rows["assessments"])
    rows["documents"] = _with_originals(rows["documents"], rows["document_texts"])
    rows["requests"] = [*past_reviews.revisions(rows["requests"], today=date)]
    return _numbered(_change(table, row) for table, group in rows.items() for row in group)


def _numbered(changes: Iterable[Change]) -> list[Change]:
    """Return the changes with each later one of a row built on the one before."""
    seen: Counter[tuple[str, str]] = Counter()
    numbered = []
    for change in changes:
        place = (change.table, change.key)
        numbered.append(replace(change, expected_revision=seen[place]))
        seen[place] += 1
    return numbered


def _plans(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Return the plans that are kept: those of the examples, and what was amended of others."""
    plans = plans_of.plan_rows(rows["requests"])
    amended, lines = amended_plans(
        rows["feedback_links"],
        requests=rows["requests"],
        clusters={row["pupil_id"]: known(row["cluster"]) for row in rows["assessments"]},
        others=[row["pupil_id"] for row in plans],
    )
    examples = plans_of.line_rows(rows["documents"], rows["document_texts"])
    lines = whole(rows, lines, today=today())
    return {"plans": [*plans, *amended], "plan_lines": [*examples, *lines]}


def _with_originals(
    documents: list[dict[str, Any]], texts: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Keep each invented text as the file that was sent, so that its original can be opened."""
    kept = originals(house().store)
    return [
        {**row, **kept.keep(text["text"].encode()), "media_type": MEDIA_TYPES["txt"]}
        for row, text in zip(documents, texts, strict=True)
    ]


def _with_clusters(
    assessments: list[dict[str, Any]], pupils: list[dict[str, Any]], *, date: datetime.date
) -> list[dict[str, Any]]:
    born = {pupil["pupil_id"]: (pupil["birth_year"], pupil["birth_month"]) for pupil in pupils}
    ages = [age_years(*born[row["pupil_id"]], date) for row in assessments]
    model = _first_model()
    frame = pd.DataFrame(assessments, columns=[*QUESTION_IDS]).assign(age_years=ages)
    complete = frame[list(METRICS)].dropna()
    clusters = allocate_all(complete, model=model, cut_off=CutOff())["cluster"]
    return [
        {
            **row,
            "age_years": age,
            "cluster": clusters.get(index),
            "model_version": model.version if index in clusters.index else None,
        }
        for index, (row, age) in enumerate(zip(assessments, ages, strict=True))
    ]


def _of_their_day(
    feedback: list[dict[str, Any]], pupils: list[dict[str, Any]], assessments: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Give each invented answer the pupil's age on its day, and the cluster."""
    born = {pupil["pupil_id"]: (pupil["birth_year"], pupil["birth_month"]) for pupil in pupils}
    clusters = {row["pupil_id"]: row["cluster"] for row in assessments}
    return [
        {
            **row,
            "age_years": age_years(
                *born[row["pupil_id"]], datetime.date.fromisoformat(row["given_on"])
            ),
            "cluster": known(clusters[row["pupil_id"]]),
        }
        for row in feedback
    ]


@click.command("derive-clusters")
@click.argument("cases", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def derive_clusters(cases: Path, out: Path) -> None:
    """Group other cases (Parquet: the 20 questions and age_years) and write them with `cluster`.

    Groups are named after the clusters of the demo library that they are most like. Row groups of
    the file are worked on in parallel, by the Dask cluster at DASK_SCHEDULER if that is set.
    """
    scheduler = house().settings.dask_scheduler
    try:
        found = derive_file(cases, out, reference=_first_model(), scheduler=scheduler)
    except (BadLibrary, NoScheduler) as told:
        raise click.ClickException(str(told)) from told
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{cases} is not a Parquet file that can be read.") from error
    counts = found.profiles.groupby("cluster")["cases"].sum()
    named = ((name, counts[name]) for name in sorted(counts.index, key=in_order))
    click.echo(", ".join(f"{name}: {count}" for name, count in named))
    click.echo(found.reading)


@click.command("add-account")
@click.argument("username")
@click.option("--name", "display_name", required=True, help="Name that other people see.")
@click.option(
    "--role", type=click.Choice([role for role in ROLES if role != "family"]), required=True
)
@click.option("--school", "school_id", default=None, help="School code, for a SENCO.")
@click.password_option(help="Asked for if it is not given.")
@with_appcontext
def add_account(
    username: str, display_name: str, role: str, school_id: str | None, password: str
) -> None:
    """Add an account for a member of staff."""
    try:
        house().accounts.add(
            username, display_name=display_name, role=role, password=password, school_id=school_id
        )
    except (Invalid, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{username} can sign in as {ROLES[role]}.")


@click.command("erase-pupil")
@click.argument("pupil_id")
@click.option("--by", "actor", required=True, help="Who decided it; kept with the entry.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@with_appcontext
def erase_pupil(pupil_id: str, actor: str, yes: bool) -> None:
    """Erase everything about one pupil: rows, drafts and documents. It cannot be undone."""
    rows = sum(map(len, erasing.rows_about(house().store, pupil_id).values()))
    if not rows:
        raise click.ClickException("Nothing is kept about a pupil of this reference.")
    yes or click.confirm(f"Erase {rows:,} records about {pupil_id} for good?", abort=True)
    try:
        done = erasing.erase_pupil(house().store, pupil_id, actor=actor)
    except (Invalid, SaveFailed, TimeoutError) as error:
        raise click.ClickException(f"{error} Run the command again to finish it.") from error
    click.echo(
        f"{done.rows:,} records and {done.originals:,} original files about {pupil_id} were "
        "erased. Backups hold them until they are replaced."
    )


COMMANDS = (verify, rebuild, prepare, demo, derive_clusters, add_account, erase_pupil)


def install(server: Flask) -> None:
    """Add the commands to `flask --app app`."""
    topics = (sen2, reading, plans, plan_text, value, reviews)
    for command in (*COMMANDS, *(each for topic in topics for each in topic.COMMANDS)):
        server.cli.add_command(command)
