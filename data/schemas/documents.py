"""Tables of a pupil's bundle: what each document is, and the text that was taken out of it.

The text stands apart because it never changes: to correct a date must not keep it a second time,
and a list of documents must not bring all of their words into memory.
"""

from __future__ import annotations

from data.schemas.columns import Column, Table
from data.schemas.readers import CASEWORK, NOTE_LENGTH, pupil_reference
from data.schemas.vocabulary import AUTHOR_ROLES, DOCUMENT_TYPES

MEGABYTE = 1024 * 1024
# A scanned report of 60 pages at 300 dpi is some 20 MB; what holds words is seldom above 5.
LARGEST_FILE = 25 * MEGABYTE
# The pack speaks of bundles of up to a few dozen documents.
MOST_DOCUMENTS = 60
# A dozen scans of the largest size: what one case may take of a disk that thousands share.
LARGEST_BUNDLE = 300 * MEGABYTE

# Some 400 pages. What is longer is read to here, and says so.
TEXT_LENGTH = 1_000_000
MOST_PASSAGES = 20_000
# A passage is at most `[1000000,1000000,"paragraph",9999],`.
PASSAGES_LENGTH = 40 * MOST_PASSAGES
PROPERTIES_LENGTH = 8_000
FILE_NAME_LENGTH = 150


def _document_id() -> Column:
    return Column(
        "document_id", "text", "Code of the document", required=True, longest=60, readers=CASEWORK
    )


DOCUMENTS = Table(
    "documents",
    "one document of a pupil's bundle: what it is, as far as a person or the file says so",
    "document_id",
    (
        _document_id(),
        pupil_reference(),
        Column(
            "type",
            "text",
            "Type of document; missing until a person says it, and then worked out from its words",
            allowed=tuple(DOCUMENT_TYPES),
            readers=CASEWORK,
        ),
        Column(
            "title",
            "text",
            "Title of the document",
            required=True,
            longest=200,
            personal=True,
            readers=CASEWORK,
        ),
        Column(
            "author_role",
            "text",
            "Role of the author, where a person said it",
            allowed=tuple(AUTHOR_ROLES),
            readers=CASEWORK,
        ),
        Column(
            "author_name",
            "text",
            "Name of the author, where a person said it",
            personal=True,
            readers=CASEWORK,
        ),
        Column("dated_on", "date", "Date on the document, where known", readers=CASEWORK),
        Column(
            "about_pupil",
            "flag",
            "True if a person found it to be about the pupil, False if about another child",
            personal=True,
            readers=CASEWORK,
            label="About the pupil",
        ),
        Column(
            "file_name",
            "text",
            "Name of the file as it was sent, made safe",
            longest=FILE_NAME_LENGTH,
            personal=True,
            readers=CASEWORK,
        ),
        Column(
            "sha256",
            "text",
            "SHA-256 of the original, under which it is kept",
            longest=64,
            pattern="[0-9a-f]{64}",
            readers=CASEWORK,
            label="SHA-256",
        ),
        Column(
            "size_bytes",
            "whole",
            "Size of the original",
            unit="bytes",
            minimum=0,
            readers=CASEWORK,
            label="Size",
        ),
        Column("media_type", "text", "Kind of file, by its content", readers=CASEWORK),
        Column(
            "pages",
            "whole",
            "Pages, where the file has any",
            unit="pages",
            minimum=0,
            readers=CASEWORK,
        ),
        Column(
            "part_of",
            "text",
            "Code of the e-mail that this was attached to, whose original it is in",
            longest=60,
            readers=CASEWORK,
        ),
        Column(
            "properties",
            "json",
            "What the file says of itself: author, title, created, from, to, subject, date",
            longest=PROPERTIES_LENGTH,
            personal=True,
            readers=CASEWORK,
        ),
        Column(
            "problems",
            "json",
            "Sentences on what could not be read",
            longest=PROPERTIES_LENGTH,
            personal=True,
            readers=CASEWORK,
        ),
        Column(
            "withdrawn",
            "text",
            "Why the document was taken out of the bundle; missing while it is in it",
            longest=NOTE_LENGTH,
            personal=True,
            readers=CASEWORK,
            label="Reason for withdrawing",
        ),
    ),
)

DOCUMENT_TEXTS = Table(
    "document_texts",
    "the text of one document, as it was taken out of the file",
    "document_id",
    (
        _document_id(),
        Column(
            "text",
            "text",
            "Text of the document; missing if the file has none, as a scan",
            longest=TEXT_LENGTH,
            personal=True,
            readers=CASEWORK,
        ),
        Column(
            "passages",
            "json",
            "Start, end, kind and page of each passage of the text, in order",
            required=True,
            longest=PASSAGES_LENGTH,
            readers=CASEWORK,
        ),
    ),
)
