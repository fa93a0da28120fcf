"""The authority's own Word template for plans: a file that an administrator names."""

from __future__ import annotations

from pathlib import Path

from data.documents.refusals import DAMAGED, Refused
from data.documents.zipped import Package, Words

# A sheet with a coat of arms is some hundred kilobytes.
LARGEST = 5 * 1024 * 1024
MISSING = "The file that PLAN_TEMPLATE names cannot be read. Ask an administrator to look at it."
TOO_LARGE = "The authority's Word template is larger than 5 MB. Ask for one with smaller pictures."
KIND = "Word file"


def read_plan_template(path: Path) -> bytes:
    """Return the bytes of the authority's template; raises Refused, with a sentence for people."""
    try:
        with path.open("rb") as file:
            held = file.read(LARGEST + 1)
    except OSError:
        raise Refused(MISSING) from None
    if len(held) > LARGEST:
        raise Refused(TOO_LARGE)
    package = Package(held, KIND)
    parts = [name for name in package.names if name.endswith((".xml", ".rels"))]
    # Read to the end once within the limits of documents: no bombs, no entities, no odd members.
    found = [package.read(name, Words({})) for name in sorted(parts)]
    if not found:
        raise Refused(DAMAGED)
    return held
