"""A bundle as a folder of files, and what was read of it as plain values and as a small frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.reading.bundle import read_bundle
from analytics.reading.summary import chosen
from callbacks.reading.engine import analyser
from data.documents.child import extract
from data.documents.refusals import Refused
from data.schemas.questions import QUESTION, QUESTION_IDS
from data.schemas.reading import BundleReading, Source, Statement

FORMATS = (".docx", ".eml", ".htm", ".html", ".msg", ".odt", ".pdf", ".rtf", ".txt")
SHOWN = 3
COLUMNS = ("bundle", "question_id", "value", "documents", "evidence")


class Unusable(ValueError):
    """Say in a sentence why a folder or a file of answers cannot be used."""


def documents(folder: Path) -> list[Path]:
    """Return the documents of a folder in the order of their names; raises Unusable."""
    try:
        paths = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in FORMATS and not path.name.startswith(".")
        )
    except OSError as error:
        raise Unusable(f"{folder} cannot be read ({error.strerror}).") from error
    if not paths:
        raise Unusable(f"{folder} holds no documents ({', '.join(FORMATS)}).")
    return paths


def source(path: Path) -> Source:
    """Return one file as a source; what cannot be read has a problem and no text."""
    try:
        found = extract(path, name=path.name)
    except OSError as error:
        return Source(path.name, path.name, "", (), {}, (f"It cannot be read ({error.strerror}).",))
    except Refused as told:
        return Source(path.name, path.name, "", (), {}, (str(told),))
    return Source(
        path.name, path.name, found.text, found.passages, found.properties, found.problems
    )


def read_folder(folder: Path, *, assessment: Mapping[str, int] | None = None) -> BundleReading:
    """Return a folder's bundle as read; raises Unusable."""
    sources = [source(path) for path in documents(folder)]
    return read_bundle(sources, analyser=analyser(), assessment=assessment)


def as_values(reading: BundleReading) -> dict[str, Any]:
    """Return a bundle as read in plain values, as they are written for others to use."""
    picked = chosen(reading.documents, reading.suggestions)
    return {
        "documents": {one.source.file: _facts(one.facts) for one in reading.documents},
        "scales": {
            name: {
                "value": QUESTION[name].words(one.value),
                "ordinal": one.value,
                "evidence": [_evidence(each) for each in (*one.evidence, *one.perhaps)[:SHOWN]],
            }
            for name, one in reading.suggestions.items()
        },
        "flags": [doubt.question_id for doubt in reading.doubts],
        "summary": [{"file": one.document_id, "text": one.text} for one in picked],
        "names": sorted({form for person in reading.people for form in person.forms}),
    }


def _facts(facts: Any) -> dict[str, Any]:
    return {
        "type": facts.type,
        "author_role": facts.author_role,
        "author_name": facts.author_name,
        "date": facts.dated_on.isoformat() if facts.dated_on else None,
        "about_pupil": facts.about_pupil,
    }


def _evidence(statement: Statement) -> dict[str, Any]:
    return {"file": statement.document_id, "quote": statement.text, "page": statement.page}


def part(folder: str) -> pd.DataFrame:
    """Return a small frame of one folder's suggestions: COLUMNS, a row per question, no text."""
    reading = read_folder(Path(folder))
    rows = [
        (
            Path(folder).name,
            name,
            one.value,
            len(reading.documents),
            len(one.evidence),
        )
        for name, one in ((name, reading.suggestions[name]) for name in QUESTION_IDS)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def combine(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the frames of many folders as one."""
    return pd.concat([pd.DataFrame(columns=list(COLUMNS)), *frames], ignore_index=True)
