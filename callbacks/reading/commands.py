"""The command line of the reader: a bundle, many bundles, or sentences, read into a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click
from flask.cli import with_appcontext

from analytics.reading.features import SignFinder
from callbacks.context import house
from callbacks.reading.folders import Unusable, as_values, combine, documents, part, read_folder
from callbacks.reading.labels import checked, labelled, parts
from data.executors import NoScheduler, executor
from data.reading.weights import write_weights
from data.reading.words import load_words
from data.schemas.questions import QUESTION

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


@click.command("read-bundle")
@click.argument("folder", type=FOLDER)
@click.argument("out", type=OUT)
@click.option(
    "--assessment",
    type=FILE,
    default=None,
    help="JSON of question id and score; answers far from the documents are flagged.",
)
def read_bundle_command(folder: Path, out: Path, assessment: Path | None) -> None:
    """Read the documents of one pupil and write what was found as JSON."""
    try:
        reading = read_folder(folder, assessment=_answers(assessment) if assessment else None)
    except Unusable as told:
        raise click.ClickException(str(told)) from told
    for document in reading.documents:
        for problem in document.source.problems:
            click.echo(f"{document.source.file}: {problem}", err=True)
    _write(out, json.dumps(as_values(reading), ensure_ascii=False, indent=1) + "\n")
    click.echo(f"{len(reading.documents)} documents were read into {out}.")


@click.command("read-bundles")
@click.argument("folder", type=FOLDER)
@click.argument("out", type=OUT)
@with_appcontext
def read_bundles(folder: Path, out: Path) -> None:
    """Read every folder of a folder and write the suggested answers of all as CSV.

    Folders are read in parallel, by the Dask cluster at DASK_SCHEDULER if that is set.
    """
    folders = [str(path) for path in sorted(folder.iterdir()) if path.is_dir()]
    try:
        if not folders:
            raise Unusable(f"{folder} holds no folders.")
        for each in folders:
            documents(Path(each))
        with executor(house().settings.dask_scheduler, parts=len(folders)) as run:
            frame = combine(run(part, folders))
    except (Unusable, NoScheduler) as told:
        raise click.ClickException(str(told)) from told
    _write(out, frame.to_csv(index=False))
    click.echo(f"{len(folders)} bundles were read into {out}.")


@click.command("label-sentences")
@click.argument("sentences", type=FILE)
@click.argument("out", type=OUT)
@with_appcontext
def label_sentences(sentences: Path, out: Path) -> None:
    """Label sentences: lines of JSON with id and text in, with their labels out.

    Long files are read in parallel, by the Dask cluster at DASK_SCHEDULER if that is set.
    """
    try:
        groups = parts(sentences.read_text(encoding="utf-8"))
        first = 1
        for group in groups:
            checked(group, first=first)
            first += len(group)
        with executor(house().settings.dask_scheduler, parts=len(groups)) as run:
            text = "".join(run(labelled, groups))
    except UnicodeDecodeError:
        raise click.ClickException(f"{sentences} is not a text in UTF-8.") from None
    except (Unusable, NoScheduler) as told:
        raise click.ClickException(str(told)) from told
    _write(out, text)
    click.echo(f"{first - 1:,} sentences were labelled in {out}.")


@click.command("train-reader")
@click.argument("sentences", nargs=-1, required=True, type=FILE)
@click.argument("out", type=OUT)
def train_reader(sentences: tuple[Path, ...], out: Path) -> None:
    """Learn the weights of signs from labelled sentences, as those that ship were."""
    from analytics.reading.training import train  # noqa: PLC0415

    lines = [line for path in sentences for line in path.read_text(encoding="utf-8").split("\n")]
    try:
        labelled = [json.loads(line) for line in lines if line.strip()]
        weights = train(labelled, SignFinder(load_words()))
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"The sentences cannot be learned from: {error}") from None
    write_weights(weights, out)
    click.echo(f"{weights.sentences:,} sentences were learned from; the weights are in {out}.")


def _answers(path: Path) -> Mapping[str, int]:
    """Return the answers of a file; raises Unusable if a question or a score is not one."""
    try:
        answers = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise Unusable(f"{path} is not JSON.") from None
    if not isinstance(answers, dict):
        raise Unusable(f"{path} does not hold question ids with scores.")
    for name, score in answers.items():
        if name not in QUESTION:
            raise Unusable(f"{path}: {name} is not one of the 20 questions.")
        if score is None:
            continue
        if type(score) is not int or not 0 <= score <= QUESTION[name].maximum:
            raise Unusable(f"{path}: {name} is a whole number from 0 to {QUESTION[name].maximum}.")
    return {name: score for name, score in answers.items() if score is not None}


def _write(out: Path, text: str) -> None:
    """Write a file whole or not at all."""
    begun = out.with_name(f".{out.name}.part")
    try:
        begun.write_text(text, encoding="utf-8")
        begun.replace(out)
    except OSError as error:
        begun.unlink(missing_ok=True)
        raise click.ClickException(f"{out} cannot be written ({error.strerror}).") from None


COMMANDS = (read_bundle_command, read_bundles, label_sentences, train_reader)
