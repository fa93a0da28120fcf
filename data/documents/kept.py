"""A pupil's documents as they are kept: what each is, joined with its text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from data.documents.passages import bounded, pack, unpack
from data.schemas.reading import Extracted, Source
from data.tables import Tables

Row = dict[str, Any]


def bundle(tables: Tables, pupil_id: str, *, with_withdrawn: bool = False) -> list[Row]:
    """Return a pupil's documents with their texts, in the order in which they came.

    Each has the columns of both tables, those of its provenance (of the last correction), and
    uploaded_by and uploaded_at.
    """
    frame = tables.load("documents")
    ids = frame.loc[frame["pupil_id"] == pupil_id, "document_id"]
    rows = [row for document_id in ids if (row := whole(tables, document_id))]
    kept = [row for row in rows if with_withdrawn or not row["withdrawn"]]
    return sorted(kept, key=lambda row: (row["uploaded_at"], row["document_id"]))


def whole(tables: Tables, document_id: str) -> Row | None:
    """Return one document with its text, None if there is none of this code."""
    row, text = tables.row("documents", document_id), tables.row("document_texts", document_id)
    if row is None or text is None:
        return None
    return {
        **row,
        "text": text["text"] or "",
        "passages": text["passages"],
        "uploaded_by": text["actor"],
        "uploaded_at": text["recorded_at"],
    }


def source(row: Mapping[str, Any]) -> Source:
    """Return a kept document, text and all, as the readers take it."""
    text = row["text"] or ""
    return Source(
        document_id=row["document_id"],
        file=row["file_name"] or row["title"],
        text=text,
        passages=unpack(row["passages"], text),
        properties=json.loads(row["properties"] or "{}"),
        problems=tuple(json.loads(row["problems"] or "[]")),
    )


def text_row(document_id: str, extracted: Extracted) -> Row:
    """Return the row of `document_texts` of what was taken out of a file."""
    return {
        "document_id": document_id,
        "text": extracted.text or None,
        "passages": pack(extracted.passages),
    }


def found_in(extracted: Extracted) -> Row:
    """Return those columns of `documents` that follow from what was taken out of a file."""
    return {
        "media_type": extracted.media_type,
        "pages": extracted.pages,
        "properties": bounded(extracted.properties) if extracted.properties else None,
        "problems": bounded(extracted.problems) if extracted.problems else None,
    }
