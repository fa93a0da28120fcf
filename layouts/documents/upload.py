"""The form that adds documents to a bundle; each file is sent by itself, with its progress."""

from __future__ import annotations

from typing import Any

from dash import html

from data.schemas.documents import LARGEST_FILE, MEGABYTE, MOST_DOCUMENTS
from layouts import ids
from layouts.components.upload_report import upload_report

ENDINGS = (".docx", ".pdf", ".txt", ".rtf", ".odt", ".eml", ".msg", ".html")
KINDS = "Word (.docx), PDF, OpenDocument (.odt), RTF, plain text, e-mail (.eml, .msg) or .html"
HINT = (
    f"{KINDS}, up to {LARGEST_FILE // MEGABYTE} MB each and {MOST_DOCUMENTS} for a pupil. Choose "
    "several at once, or drop them on the button. The originals are kept as they were sent."
)


def upload(pupil_id: str) -> html.Section:
    """Return the form; when files were added, the bundle is drawn anew."""
    address = f"/documents/{pupil_id}"
    words = html.Span("Documents to add", className="field__label")
    # Dash has no file field, so the browser is given one.
    field = html.Span(
        className="file-field", **{"data-file-field": "file", "data-accept": ",".join(ENDINGS)}
    )
    form = html.Form(
        [
            html.Label([words, field]),
            html.P(html.Button("Upload", type="submit", className="button")),
        ],
        action=address,
        method="post",
        encType="multipart/form-data",
        className="upload",
        **_told(),
    )
    return html.Section(
        [html.H2("Add documents"), html.P(HINT, className="field__hint"), form, report(pupil_id)]
    )


def report(pupil_id: str) -> html.Div:
    """Return the place where what became of each file stays until the reader leaves."""
    return upload_report(f"/documents/{pupil_id}", label="What became of the files")


def _told() -> dict[str, Any]:
    too_large = (
        f"This file is larger than {LARGEST_FILE // MEGABYTE} MB, so it was not sent. Ask the "
        "sender for a smaller copy, or send it in parts."
    )
    return {
        "data-upload": ids.DOCUMENTS_PUT_RIGHT,
        "data-largest": str(LARGEST_FILE),
        "data-too-large": too_large,
    }
