"""The command line of SEN2: load releases, and write the figures as a file."""

from __future__ import annotations

import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from analytics.sen2.export import tidy
from callbacks.context import house
from callbacks.sen2.fetching import fetched
from callbacks.sen2.importing import import_paths
from callbacks.sen2.source import directory, sen2
from data.database import SaveFailed
from data.sen2.cells import Refused


@click.command("import-sen2")
@click.argument("paths", nargs=-1, required=True, metavar="PATH_OR_URL...")
@with_appcontext
def import_sen2(paths: tuple[str, ...]) -> None:
    """Load releases of the DfE's EHC plan statistics: zips, folders, CSV files or addresses."""
    now = datetime.datetime.now(datetime.UTC)
    base = house().settings.ees_api_url
    try:
        with fetched(paths, base=base, progress=click.echo) as files:
            outcome = import_paths(directory(), files, now=now, progress=click.echo)
    except (Refused, TimeoutError, SaveFailed) as error:
        raise click.ClickException(str(error)) from None
    for release in outcome.releases:
        click.echo(f"{release.id}, revision {release.revision}: {len(release.files)} files in use.")
        for problem in release.problems:
            click.echo(f"  {problem}")
    for name in outcome.lists:
        click.echo(f"A list of {name} is in use.")
    if not outcome.changed:
        click.echo("All of it was loaded before. Nothing was changed.")
        return
    click.echo(f"{outcome.suspects:,} figures are suspect; they are marked wherever they stand.")


@click.command("export-sen2")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export_sen2(out: Path) -> None:
    """Write every indicator of every area and year as a tidy CSV file."""
    frame = tidy(sen2().every)
    try:
        frame.to_csv(out, index=False)
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written ({error.strerror}).") from None
    click.echo(f"{len(frame):,} figures were written to {out}.")


COMMANDS = (import_sen2, export_sen2)
