"""The command line of the value calculator: inputs in, every figure by name out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from analytics.value.calculator import Figures, calculate
from analytics.value.inputs import BY_NAME, PACK, Inputs, differing, inputs_of, problems_of
from analytics.value.notes import limits, rounding_notes
from analytics.value.printed import IN_PACK, NAMES

FILE = click.Path(dir_okay=False, path_type=Path)


class BadInputs(ValueError):
    """Say what is wrong with a file of inputs."""


@click.command("value")
@click.option("--inputs", "given", type=FILE, help="JSON: inputs that differ from the pack's.")
@click.argument("out", type=FILE)
def value(given: Path | None, out: Path) -> None:
    """Write every figure of the value calculator by name, as JSON.

    The file of inputs is an object such as {"specialist_days": 12}; whatever it does not name is
    as in the technical pack. Nothing is written where an input is unknown or cannot be used.
    """
    try:
        inputs = read_inputs(given) if given else PACK
    except BadInputs as told:
        raise click.ClickException(str(told)) from told
    write(out, document(inputs, calculate(inputs)))
    click.echo(f"{len(NAMES)} figures were written to {out}.")


def read_inputs(path: Path) -> Inputs:
    """Read inputs from a file; raises BadInputs with a sentence for each that is wrong."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInputs(f"{path} cannot be read ({error.strerror}).") from None
    except (ValueError, RecursionError):
        raise BadInputs(f"{path} is not JSON.") from None
    if not isinstance(read, dict):
        raise BadInputs(f'{path} is not of the form {{"specialist_days": 12}}.')
    problems = problems_of(read)
    if problems:
        raise BadInputs(" ".join(_named(name, words) for name, words in problems.items()))
    return inputs_of(read)


def _named(name: str, words: str) -> str:
    return f"{name}: {words}" if name in BY_NAME else words


def document(inputs: Inputs, figures: Figures) -> dict[str, Any]:
    """Return every figure by name with its unit and print, the inputs, and notes on rounding."""
    found = vars(figures)
    return {
        "figures": dict(found),
        "printed": {
            name: {
                "label": named.label,
                "unit": named.unit,
                "shown": named.show(found[name]),
                "pack": IN_PACK.get(name),
            }
            for name, named in NAMES.items()
        },
        "inputs": dict(vars(inputs)),
        "differing_from_the_pack": differing(inputs),
        "rounding": rounding_notes(),
        "limits": limits(),
    }


def write(out: Path, content: dict[str, Any]) -> None:
    """Write a file whole or not at all; raises ClickException where it cannot be written."""
    begun = out.with_name(f".{out.name}.part")
    try:
        begun.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        begun.replace(out)
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written ({error.strerror}).") from None
    finally:
        begun.unlink(missing_ok=True)


COMMANDS = (value,)
