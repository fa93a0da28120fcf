"""The command line of plans: a first draft as a Word document."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from access.refusals import Refusal
from callbacks.plans.sources import fresh_draft
from data.schemas.plans import Plan


@click.command("draft-plan")
@click.argument("pupil_id")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def draft_plan_command(pupil_id: str, out: Path) -> None:
    """Draft a pupil's plan from what is known and write it as a Word document."""
    from layouts.word.document import docx_of  # noqa: PLC0415

    try:
        plan = fresh_draft(pupil_id)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from None
    _write(out, docx_of(plan))
    click.echo(told(plan, out))


def told(plan: Plan, out: Path) -> str:
    """Say what was drafted and how much is still to be obtained."""
    gaps = sum(line.kind == "to_obtain" for line in plan.lines)
    needs = sum(line.kind == "need" for line in plan.lines)
    return (
        f"The draft with {needs} needs is in {out}. "
        f"{gaps} of its {len(plan.lines)} lines say what is still to be obtained."
    )


def _write(out: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    begun = out.with_name(f".{out.name}.part")
    try:
        begun.write_bytes(content)
        begun.replace(out)
    except OSError as error:
        begun.unlink(missing_ok=True)
        raise click.ClickException(f"{out} cannot be written ({error.strerror}).") from None


COMMANDS = (draft_plan_command,)
