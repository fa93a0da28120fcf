"""The addresses of Supporting Documents: the views of a bundle, and a place in a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class View:
    """Declare a view of a bundle: the end of its address, its link and the question it answers."""

    id: str
    words: str
    heading: str


OVERVIEW = "overview"
VIEWS: dict[str, View] = {
    view.id: view
    for view in (
        View(OVERVIEW, "Overview", "What do the documents say?"),
        View("files", "Documents", "Which documents are in the bundle?"),
        View("assessment", "Into the assessment", "What do the documents suggest?"),
        View("mentions", "Mentions", "Which needs and strengths are told of?"),
        View("words", "Words", "Which words do the documents use?"),
        View("dictionary", "Dictionary", "Which medical and care terms are used?"),
        View("contradictions", "Contradictions", "Where do the documents disagree?"),
        View("names", "Names", "Whose names would have to be covered?"),
    )
}
# Addresses of files beside the views; no document has such a code.
TABLES: dict[str, str] = {
    "sentiment": "sentences by sentiment",
    "needs": "negative sentences by need",
    "strengths": "strengths",
    "words-all": "all words",
    "words-positive": "words of positive sentences",
    "words-negative": "words of negative sentences",
    "terms": "terms found",
    "contradictions": "contradictions",
    "names": "names",
    "suggestions": "suggested answers",
}


def view_path(pupil_id: str, view: str = OVERVIEW) -> str:
    """Return the address of a view of a pupil's bundle."""
    return f"/documents/{pupil_id}" if view == OVERVIEW else f"/documents/{pupil_id}/{view}"


def document_path(pupil_id: str, document_id: str, at: int | None = None) -> str:
    """Return the address of a document, opened at a place of its text."""
    path = f"/documents/{pupil_id}/{document_id}"
    return path if at is None else f"{path}?at={at}"


def table_path(pupil_id: str, table: str) -> str:
    """Return the address of a table as a CSV file."""
    return f"/documents/{pupil_id}/tables/{table}.csv"


def cloud_path(pupil_id: str, cloud: str, version: str) -> str:
    """Return the address of a drawn word cloud; `version` changes with what it is drawn from."""
    return f"/documents/{pupil_id}/clouds/{cloud}.png?of={version}"
