"""The reading of a pupil's bundle, kept by each process until a document or the reader changes."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from threading import Lock
from typing import Any

from cachetools import LRUCache

from analytics.reading.bundle import read_bundle
from analytics.reading.consistency import doubts
from analytics.reading.facts import as_stated, facts_of
from analytics.reading.terms import TermFinder, found
from callbacks.context import store
from callbacks.reading.engine import analyser
from data.documents.kept import Row, bundle, source
from data.reading.terms import load_terms
from data.schemas import QUESTION_IDS
from data.schemas.reading import BundleReading, Facts

# What a person may say of a document, which then counts instead of what was made out.
SAID = ("type", "author_role", "author_name", "dated_on", "about_pupil")
# Characters of text whose readings a process keeps: a bundle has some 60,000, and its reading
# takes some thirty times its text.
KEPT_CHARACTERS = 2_000_000
KEPT_BUNDLES = 200

_kept: LRUCache[str, BundleReading] = LRUCache(
    KEPT_CHARACTERS,
    getsizeof=lambda one: 1 + sum(len(document.source.text) for document in one.documents),
)
# The facts alone take a fiftieth of a second a document.
_facts: LRUCache[str, dict[str, Facts]] = LRUCache(KEPT_BUNDLES)
_lock = Lock()


def rows_of(pupil_id: str) -> list[Row]:
    """Return the documents in a pupil's bundle with their texts."""
    return bundle(store().tables, pupil_id)


def version_of(rows: Sequence[Row]) -> str:
    """Return what tells these documents, read by this analyser, from any others."""
    return _stamp(rows, analyser().version)


def _stamp(rows: Sequence[Row], *parts: str) -> str:
    lines = list(parts)
    for row in rows:
        text = hashlib.sha256((row["text"] or "").encode()).hexdigest()
        lines.append(f"{row['document_id']} {row['revision']} {text} {_said(row)}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def read_rows(rows: Sequence[Row], *, assessment: Mapping[str, Any] | None = None) -> BundleReading:
    """Return the reading of documents, its doubts about an assessment worked out anew."""
    key = version_of(rows)
    with _lock:
        kept = _kept.get(key)
    reading = kept or _read(rows)
    if kept is None and _kept.getsizeof(reading) <= KEPT_CHARACTERS:
        with _lock:
            _kept[key] = reading
    answered = {
        name: value for name in QUESTION_IDS if (value := (assessment or {}).get(name)) is not None
    }
    doubtful = doubts(reading.documents, suggestions=reading.suggestions, assessment=answered)
    return replace(reading, doubts=doubtful)


def facts_by_code(rows: Sequence[Row]) -> dict[str, Facts]:
    """Return what each document is, as `read_rows` has it, but without reading its sentences."""
    key = _stamp(rows)
    with _lock:
        kept = _facts.get(key)
    if kept is None:
        sources = [source(row) for row in rows]
        said = {row["document_id"]: _said(row) for row in rows}
        found = as_stated(facts_of(sources)[0], sources, said=said)
        kept = {each.document_id: facts for each, facts in zip(sources, found, strict=True)}
        with _lock:
            _facts[key] = kept
    return kept


@cache
def _finder() -> TermFinder:
    return TermFinder(load_terms())


def _read(rows: Sequence[Row]) -> BundleReading:
    said = {row["document_id"]: _said(row) for row in rows}
    sources = [source(row) for row in rows]
    terms = partial(found, finder=_finder())
    return read_bundle(sources, analyser=analyser(), terms=terms, said=said)


def _said(row: Row) -> dict[str, Any]:
    said = {name: row[name] for name in SAID if row[name] is not None}
    if "dated_on" in said:
        said["dated_on"] = datetime.date.fromisoformat(said["dated_on"])
    return said
