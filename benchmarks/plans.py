"""How long a first draft of a plan takes, beside a template filled with the same needs.

`python -m benchmarks.plans [--small]` drafts the plans of the invented authority, those with
documents (already read) and those without, and says apart what reading the documents takes. The
peer, Jinja2, fills a template of twelve headings with the needs and packages of the same pupils: it
chooses nothing, quotes nothing and checks nothing, so it shows what filling alone costs.
"""

from __future__ import annotations

import argparse
import datetime
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2

from analytics.allocation import CutOff, allocate_all
from analytics.case import Adopted, Case, assemble
from analytics.clustering import ClusterModel
from analytics.packages import CATALOGUE
from analytics.plans.draft import draft_plan
from analytics.reading.bundle import read_bundle
from benchmarks.report import Aim, number, percentile, ratio, table, times
from benchmarks.servers import ROOT, Others
from callbacks.reading.engine import analyser
from data.demo import authority
from data.documents.kept import source
from data.published import read_library
from data.schemas import QUESTION, QUESTION_IDS
from data.schemas.plans import SECTIONS, Particulars, Plan
from data.schemas.reading import BundleReading

LIBRARY = ROOT / "data" / "demo" / "library.parquet"
TODAY = datetime.date(2026, 11, 22)
EVERY_CASE = CutOff(highest_score=-1, highest_total=-1)
AIM = Aim(300, " ms")
PUPILS, SMALL, RUNS = 200, 12, 5
TEMPLATE = """{% for letter, title in sections.items() %}Section {{ letter }}: {{ title }}
{% if letter == "B" %}{% for need in needs %}{{ need }}
{% endfor %}{% elif letter == "F" %}{% for package in packages %}{{ package }}
{% endfor %}{% endif %}{% endfor %}"""


@dataclass(frozen=True)
class Drawer:
    """Hold what is on file about one pupil."""

    case: Case
    bundle: BundleReading | None
    advice: Sequence[dict[str, Any]]


def drawers(count: int) -> tuple[list[Drawer], list[float], Adopted]:
    """Return the six pupils with documents, then others, and the seconds reading each took."""
    rows = {name: authority.rows(name, today=TODAY) for name in authority.TABLE_NAMES}
    adopted = _adopted()
    pupils = {row["pupil_id"]: row for row in rows["pupils"]}
    found, seconds = [], []
    # The reader is made ready once a process.
    analyser().read(["Ready."])
    for assessment in rows["assessments"][:count]:
        pupil_id = assessment["pupil_id"]
        before = time.process_time()
        bundle = _bundle(rows, pupil_id)
        if bundle:
            seconds.append(time.process_time() - before)
        case = assemble(
            pupil=pupils[pupil_id],
            request=None,
            school="",
            assessment=assessment,
            adopted=adopted,
            today=TODAY,
        )
        advice = [row for row in rows["advice"] if row["pupil_id"] == pupil_id]
        found.append(Drawer(case, bundle, advice))
    return found, seconds, adopted


def _adopted() -> Adopted:
    library = read_library(LIBRARY)
    model = ClusterModel.from_library(library, library="demo library", library_sha256="0" * 64)
    clusters = allocate_all(library, model=model, cut_off=EVERY_CASE)["cluster"]
    return Adopted(model, CutOff(), library.assign(cluster=clusters), CATALOGUE)


def _bundle(rows: dict[str, list[dict[str, Any]]], pupil_id: str) -> BundleReading | None:
    texts = {row["document_id"]: row for row in rows["document_texts"]}
    own = [
        {**row, **texts[row["document_id"]]}
        for row in rows["documents"]
        if row["pupil_id"] == pupil_id
    ]
    return read_bundle([source(row) for row in own], analyser=analyser()) if own else None


def ours(drawer: Drawer, adopted: Adopted) -> Plan:
    """Draft one plan."""
    return draft_plan(
        drawer.case,
        particulars=Particulars(drawer.case.pupil_id),
        bundle=drawer.bundle,
        advice=drawer.advice,
        library=adopted.library,
        today=TODAY,
    )


def theirs(drawer: Drawer, template: jinja2.Template) -> str:
    """Fill the template for one pupil."""
    answers = drawer.case.assessment
    needs = [
        f"{QUESTION[name].label}: {QUESTION[name].words(answers[name])}"
        for name in QUESTION_IDS
        if answers[name]
    ]
    packages = [f"{one.name}: {one.scope}" for one in drawer.case.suggestions if one.suggested]
    return template.render(sections=SECTIONS, needs=needs, packages=packages)


def least(work: Callable[[], object], runs: int) -> float:
    """Return the least processor time in milliseconds that some work takes."""
    found = []
    for _ in range(runs):
        before = time.process_time()
        work()
        found.append(time.process_time() - before)
    return 1_000 * min(found)


def main(argv: Sequence[str] | None = None) -> None:
    """Run everything and print it as Markdown."""
    parser = argparse.ArgumentParser(prog="benchmarks.plans", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a smoke run")
    small = parser.parse_args(argv).small
    others = Others()
    found, reading, adopted = drawers(SMALL if small else PUPILS)
    template = jinja2.Environment(autoescape=True).from_string(TEMPLATE)
    runs = 1 if small else RUNS
    read = [one for one in found if one.bundle]
    bare = [one for one in found if not one.bundle]
    rows = []
    for name, group in (("with documents, read before", read), ("without documents", bare)):
        taken = [least(lambda one=one: ours(one, adopted), runs) for one in group]
        peer = [least(lambda one=one: theirs(one, template), runs) for one in group]
        longest, filling = percentile(taken, 100), percentile(peer, 100)
        lines = sum(len(ours(one, adopted).lines) for one in group) / len(group)
        rows.append(
            (
                f"{len(group)} {name}",
                number(lines, 0),
                number(percentile(taken, 50)),
                number(longest),
                f"{AIM}: {AIM.verdict(longest)}",
                number(filling, 2),
                times(ratio(longest, filling)),
            )
        )
    print("Milliseconds of processor time for a draft, the least of", runs, "runs:\n")
    print(table(("pupils", "lines", "median", "worst", "aim", "Jinja2, worst", "to Jinja2"), rows))
    median, worst = (number(1_000 * percentile(reading, share)) for share in (50, 100))
    print(f"\nReading the documents of a pupil, once: median {median} ms, worst {worst} ms.")
    print(f"Other programs took {others.share():.0%} of the processors meanwhile.")


if __name__ == "__main__":
    main()
