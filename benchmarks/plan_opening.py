"""Whether LibreOffice opens the plans that are written, and shows every word of them.

`python -m benchmarks.plan_opening [--small]` drafts the plans of the invented authority, writes
each as a Word document, has LibreOffice (`soffice`, from Debian's libreoffice-writer) open them all
and save them as plain text, and counts those that opened and those whose every word came back.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.plans import PUPILS, SMALL, drawers, ours
from benchmarks.report import number, table
from data.schemas.plans import Plan
from layouts.word.document import docx_of

NOT_THERE = "LibreOffice is not there: install libreoffice-writer, which gives soffice."


def opened(folder: Path) -> None:
    """Have LibreOffice open every document of a folder and save it as text beside it."""
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'own').as_uri()}"]
    files = sorted(map(str, folder.glob("*.docx")))
    asked = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), *files]
    subprocess.run([*command, *asked], check=True, stdout=subprocess.DEVNULL)


def words_of(text: str) -> Counter[str]:
    """Return how often each word stands in a text."""
    return Counter(re.findall(r"\w+", text))


def missing(plan: Plan, place: Path) -> Counter[str]:
    """Return the words of a plan's lines that the opened document does not show."""
    written = words_of(" ".join(line.text for line in plan.lines))
    return written - words_of(place.read_text(encoding="utf-8-sig"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run everything and print it as Markdown; returns 1 where a plan did not open whole."""
    parser = argparse.ArgumentParser(prog="benchmarks.plan_opening", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a smoke run")
    small = parser.parse_args(argv).small
    if not shutil.which("soffice"):
        print(NOT_THERE, file=sys.stderr)
        return 1
    found, _, adopted = drawers(SMALL if small else PUPILS)
    plans = {drawer.case.pupil_id: ours(drawer, adopted) for drawer in found}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for pupil_id, plan in plans.items():
            (folder / f"{pupil_id}.docx").write_bytes(docx_of(plan))
        opened(folder)
        texts = {pupil_id: folder / f"{pupil_id}.txt" for pupil_id in plans}
        there = [pupil_id for pupil_id, place in texts.items() if place.exists()]
        whole = [one for one in there if not missing(plans[one], texts[one])]
    rows = [
        ["Plans written", number(len(plans), 0), ""],
        ["Opened by LibreOffice", number(len(there), 0), "all"],
        ["With every word of every line", number(len(whole), 0), "all"],
    ]
    print(table(["", "Plans", "Aim"], rows))
    return 0 if len(whole) == len(plans) else 1


if __name__ == "__main__":
    sys.exit(main())
