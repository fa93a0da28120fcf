"""The medical and social-care dictionary, read from the file that ships with the app."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from data.schemas import QUESTION_IDS, Invalid
from data.schemas.reading import Term

TERMS = Path(__file__).resolve().parents[1] / "reference" / "terms.csv"
COLUMNS = ("id", "name", "variants", "kind", "definition", "areas")
KINDS = ("medical", "medicine", "test", "therapy", "social care", "education", "law")
BETWEEN = ";"
FEWEST_WORDS, MOST_WORDS = 10, 45
IDENTIFIER = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def load_terms(path: Path = TERMS) -> tuple[Term, ...]:
    """Return the terms of a dictionary, in the order of the file.

    A CSV file in UTF-8 with the columns of COLUMNS; variants and areas have ";" between them.
    Raises Invalid with a sentence for each line that has something wrong, by "line 12".
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        if tuple(next(reader, ())) != COLUMNS:
            raise Invalid({"line 1": f"Line 1 must name the columns {', '.join(COLUMNS)}."})
        lines = [(reader.line_num, cells) for cells in reader]
    terms: dict[str, Term] = {}
    problems: dict[str, str] = {}
    owners: dict[str, str] = {}
    for number, cells in lines:
        wrong = _problem(cells, terms, owners)
        if wrong:
            problems[f"line {number}"] = f"Line {number}: {wrong}"
            continue
        term = _term(cells)
        terms[term.id] = term
        owners |= dict.fromkeys(map(_alike, _forms(term)), term.id)
    if problems:
        raise Invalid(problems)
    return tuple(terms.values())


def _term(cells: list[str]) -> Term:
    row = dict(zip(COLUMNS, cells, strict=True))
    return Term(
        id=row["id"],
        name=row["name"],
        variants=_parts(row["variants"]),
        kind=row["kind"],
        definition=row["definition"],
        areas=_parts(row["areas"]),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(BETWEEN)) if cell else ()


def _problem(cells: list[str], terms: dict[str, Term], owners: dict[str, str]) -> str | None:
    """Return what is wrong with a line, given the terms and forms of the lines before it."""
    if len(cells) != len(COLUMNS):
        return f"it has {len(cells)} cells and not {len(COLUMNS)}."
    term = _term(cells)
    if term.id in terms:
        return f'the id "{term.id}" is used twice.'
    return _wrong_value(term) or _wrong_forms(term, owners)


def _wrong_value(term: Term) -> str | None:
    if not IDENTIFIER.fullmatch(term.id):
        return f'the id "{term.id}" must be small letters and digits joined by "_".'
    if term.kind not in KINDS:
        return f'the kind "{term.kind}" is none of {", ".join(KINDS)}.'
    unknown = [area for area in term.areas if area not in QUESTION_IDS]
    if unknown:
        return f'the area "{unknown[0]}" is not the id of a question.'
    words = len(term.definition.split())
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        return f"the definition has {words} words, not {FEWEST_WORDS} to {MOST_WORDS}."
    return None


def _wrong_forms(term: Term, owners: dict[str, str]) -> str | None:
    forms = _forms(term)
    for form in forms:
        if form != form.strip() or not _alike(form):
            return f'"{form}" is not a name or variant.'
        owner = owners.get(_alike(form))
        if owner:
            return f'"{form}" is already used by {owner}.'
    if len(set(forms)) < len(forms):
        return f'a name or variant of "{term.name}" is written twice.'
    return None


def _forms(term: Term) -> tuple[str, ...]:
    return (term.name, *term.variants)


def _alike(form: str) -> str:
    """Return what is the same for forms that differ in capitals or signs only."""
    return " ".join(re.findall(r"[^\W_]+", form.lower()))
