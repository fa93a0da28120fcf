"""A line of a plan as a row that is kept, and a row as a line, whatever is odd in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from data.schemas.plans import CITATION_KINDS, JSON_LENGTH, LINE_LENGTH, Citation, Line

# Word writes a line break as a vertical tab, and a page break as a form feed.
BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\u2028\u2029]")
# Neither seen nor kept: control characters, and halves of surrogate pairs.
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
CUT = "…"


def line_key(pupil_id: str, line_id: str) -> str:
    """Return the key of a line's row."""
    return f"{pupil_id}:{line_id}"


def tidy_text(text: str) -> str:
    """Return words as they are kept: line breaks of one kind, nothing that cannot be seen."""
    return UNSEEN.sub("", BREAKS.sub("\n", text)).strip()


def row_of(line: Line, *, pupil_id: str, withdrawn: bool = False) -> dict[str, Any]:
    """Return the row of a line; its text is checked by who saves it, not cut."""
    return {
        "line_key": line_key(pupil_id, line.line_id),
        "pupil_id": pupil_id,
        "section": line.section,
        "kind": line.kind,
        "text": tidy_text(line.text),
        "position": float(line.position),
        "area": line.area,
        "links": json.dumps(list(line.links)),
        "sources": _packed(line.sources),
        "origin": line.origin,
        "agreed": line.agreed,
        "withdrawn": withdrawn,
    }


def line_of(row: Mapping[str, Any]) -> Line:
    """Return the line of a row; what is odd in its links and sources is left out."""
    return Line(
        line_id=str(row["line_key"]).removeprefix(f"{row['pupil_id']}:"),
        section=row["section"],
        kind=row["kind"],
        text=row["text"],
        position=float(row["position"]),
        area=row.get("area"),
        links=tuple(one for one in _listed(row.get("links")) if isinstance(one, str)),
        sources=tuple(filter(None, map(_citation, _listed(row.get("sources"))))),
        origin=row["origin"],
        agreed=row.get("agreed") is True,
        revision=int(row.get("revision") or 0),
        actor=row.get("actor") or "",
    )


def as_kept(line: Line) -> Line:
    """Return a drafted line as it would come back from its row, so that the two can be compared."""
    text = tidy_text(line.text)
    if len(text) > LINE_LENGTH:
        text = text[: LINE_LENGTH - len(CUT)].rstrip() + CUT
    sources = tuple(filter(None, map(_citation, _listed(_packed(line.sources)))))
    return replace(line, text=text, sources=sources, links=tuple(map(str, line.links)))


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines by section and position, equal ones by their id."""
    return tuple(sorted(lines, key=lambda line: (line.section, line.position, line.line_id)))


def _packed(sources: tuple[Citation, ...]) -> str:
    """Return sources as JSON, the last ones left out where there is no room for them."""
    packed = [asdict(source) for source in sources]
    while len(text := json.dumps(packed)) > JSON_LENGTH:
        packed.pop()
    return text


def _listed(text: object) -> list[Any]:
    try:
        found = json.loads(text) if isinstance(text, str) else []
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def _citation(given: Any) -> Citation | None:
    if not isinstance(given, dict) or given.get("kind") not in CITATION_KINDS:
        return None
    words = {name: given.get(name) for name in ("ref", "label", "quote")}
    return Citation(
        kind=given["kind"],
        **{name: word if isinstance(word, str) else "" for name, word in words.items()},
        start=_offset(given.get("start")),
        end=_offset(given.get("end")),
    )


def _offset(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
