"""The bundles of documents of the example pupils, read from text files that people can edit."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

DIRECTORY = Path(__file__).with_name("bundles")
INVENTED = "Invented for demonstration: no real child, family, school or professional."


def document_rows(directory: Path = DIRECTORY) -> list[dict[str, Any]]:
    """Return a row of the documents table per text file, in the order of the files' names."""
    return [document_row(path.read_text(encoding="utf-8"), path=path) for path in _files(directory)]


def text_rows(directory: Path = DIRECTORY) -> list[dict[str, Any]]:
    """Return a row of the document_texts table per text file."""
    return [text_row(path.read_text(encoding="utf-8"), path=path) for path in _files(directory)]


def _files(directory: Path) -> Iterator[Path]:
    for bundle in sorted(path for path in directory.iterdir() if path.is_dir()):
        yield from sorted(bundle.glob("*.txt"))


def document_row(content: str, *, path: Path) -> dict[str, Any]:
    """Return a document from its file: a few "name: value" lines, an empty line, the text."""
    facts = dict(line.split(": ", 1) for line in content.partition("\n\n")[0].splitlines())
    return {
        "document_id": _code(path),
        "pupil_id": path.parent.name,
        "type": facts["type"],
        "title": facts["title"],
        "author_role": facts["author_role"],
        "dated_on_days_ago": int(facts["days_ago"]),
        "file_name": path.name,
    }


def text_row(content: str, *, path: Path) -> dict[str, Any]:
    """Return the text of a document from its file."""
    text = content.partition("\n\n")[2].strip()
    # Said once here rather than in every file, so that no document can leave it out.
    return {"document_id": _code(path), "text": f"{INVENTED}\n\n{text}\n"}


def _code(path: Path) -> str:
    return f"{path.parent.name}-{path.stem[:2]}"
