"""The command line of the linter: lines of plans in, what they leave open out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from analytics.plan_text.kind_scorer import as_json
from analytics.plans.linting import lint_of
from data.schemas.plans import SECTIONS

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


class BadLine(ValueError):
    """Say which line of a file cannot be linted, and why."""


@click.command("lint-plan-text")
@click.argument("lines", type=FILE)
@click.argument("out", type=OUT)
def lint_plan_text(lines: Path, out: Path) -> None:
    """Lint lines of plans: lines of JSON with id, section and text in, what is missing out.

    Each line of the result holds the slots that the text should state and does not, its vague
    phrases, and whether an outcome is provision in disguise. Nothing is written if a line is bad.
    """
    begun = out.with_name(f".{out.name}.part")
    count = 0
    try:
        # A lone surrogate, which JSON may hold and UTF-8 may not, is written as its escape.
        with begun.open("w", encoding="utf-8", errors="backslashreplace") as file:
            for linted in _linted(lines):
                file.write(linted)
                count += 1
        begun.replace(out)
    except UnicodeDecodeError:
        raise click.ClickException(f"{lines} is not a text in UTF-8.") from None
    except BadLine as told:
        raise click.ClickException(str(told)) from told
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written ({error.strerror}).") from None
    finally:
        begun.unlink(missing_ok=True)
    click.echo(f"{count:,} lines were linted into {out}.")


@click.command("train-plan-kinds")
@click.argument("lines", nargs=-1, required=True, type=FILE)
@click.argument("out", type=OUT)
def train_plan_kinds(lines: tuple[Path, ...], out: Path) -> None:
    """Learn by which signs the kind of a line of provision is told, as those that ship were."""
    from analytics.plan_text.kind_training import train_kinds  # noqa: PLC0415

    rows = [row for path in lines for row in path.read_text(encoding="utf-8").split("\n")]
    try:
        labelled = [json.loads(row) for row in rows if row.strip()]
        provision = [one for one in labelled if one["section"] != "E"]
        weights = train_kinds(provision)
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"The lines cannot be learned from: {error}") from None
    out.write_text(as_json(weights), encoding="utf-8")
    click.echo(f"{len(provision):,} lines were learned from; the weights are in {out}.")


def _linted(path: Path) -> Iterator[str]:
    """Return, line by line of the file, a line of JSON; raises BadLine."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                name, section, text = _row(line, number)
                found = lint_of(section, text)
                row = {
                    "id": name,
                    "missing": found.missing,
                    "vague": found.vague,
                    "is_service": found.is_service,
                }
                yield json.dumps(row, ensure_ascii=False) + "\n"


def _row(line: str, number: int) -> tuple[object, str, str]:
    try:
        row = json.loads(line)
        name, section, text = row["id"], row["section"], row["text"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BadLine(
            f'Line {number} is not of the form {{"id": ..., "section": "F", "text": "..."}}.'
        ) from None
    if not isinstance(text, str):
        raise BadLine(f"Line {number}: the text is not a text.")
    if not isinstance(section, str) or section not in SECTIONS:
        raise BadLine(f"Line {number}: the section is not one of {', '.join(SECTIONS)}.")
    return name, section, text


COMMANDS = (lint_plan_text, train_plan_kinds)
