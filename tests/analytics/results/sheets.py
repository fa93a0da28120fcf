"""Files of results as a school would send them, and the plans that they are about. All invented."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence

from analytics.results.checking import Preview, check
from analytics.results.columns import HEADINGS
from analytics.results.lines import KnownLine
from analytics.results.sheet import read_sheet
from data.schemas.feedback import AskedOutcome, AskedProvision

TODAY = datetime.date(2026, 5, 10)
TALK = AskedOutcome("E-talk", "Ari will ask for help, in class.", "outcome_language", "slc")
TIDY = AskedOutcome("E-tidy", "Ari will tidy up.")
THERAPY = AskedProvision("F-therapy", "Speech therapy, one hour a week.", "sp3", 1.0)
OTHER = AskedOutcome("E-talk", "Bo will count to 20.")
KNOWN = {
    "P1": {
        "E-talk": KnownLine(TALK),
        "E-tidy": KnownLine(TIDY, withdrawn=True),
        "F-therapy": KnownLine(THERAPY),
    },
    "P2": {"E-talk": KnownLine(OTHER)},
}
USUAL = {"pupil_id": "P1", "line_id": "E-talk"}


def written(rows: Sequence[dict[str, str]], *, separator: str = ",") -> str:
    """Return rows as the CSV that a spreadsheet saves; keys are names of columns."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=separator)
    writer.writerow(HEADINGS.values())
    for row in rows:
        writer.writerow([row.get(name, "") for name in HEADINGS])
    return held.getvalue()


def preview(
    *rows: dict[str, str],
    known: dict[str, dict[str, KnownLine]] | None = None,
    kept: dict[tuple[str, str, str], tuple[object, ...]] | None = None,
) -> Preview:
    """Return what becomes of rows, each about an outcome of P1 unless it says otherwise."""
    text = written([{**USUAL, **row} for row in rows])
    return check(read_sheet(text), known=known or KNOWN, kept=kept or {}, today=TODAY)
