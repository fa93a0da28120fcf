"""The bundles of documents of the example pupils, read from text files that people can edit."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

DIRECTORY = Path(__file__).with_name("bundles")
INVENTED = "Invented for demonstration: no real child, family, school or professional."


def document_rows(directory: Path = DIRECTORY) -> list[dict[str, Any]]:
    """Return a row of the documents table per text file, in the order of the files' names."""
    return list(_rows(directory))


def _rows(directory: Path) -> Iterator[dict[str, Any]]:
    for bundle in sorted(path for path in directory.iterdir() if path.is_dir()):
        for path in sorted(bundle.glob("*.txt")):
            yield document_row(path.read_text(encoding="utf-8"), path=path)


def document_row(content: str, *, path: Path) -> dict[str, Any]:
    """Return a document from its file: a few "name: value" lines, an empty line, the text."""
    head, _, text = content.partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    pupil_id = path.parent.name
    return {
        "document_id": f"{pupil_id}-{path.stem[:2]}",
        "pupil_id": pupil_id,
        "kind": facts["kind"],
        "title": facts["title"],
        "author_role": facts["author_role"],
        "dated_on_days_ago": int(facts["days_ago"]),
        # Said once here rather than in every file, so that no document can leave it out.
        "text": f"{INVENTED}\n\n{text.strip()}\n",
    }
