"""Names of files as people send them, made safe to keep, to show and to save under again."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from data.schemas.documents import FILE_NAME_LENGTH

UNNAMED = "document"
LONGEST_ENDING = 10
# Not in the name of a file on one system or another.
FORBIDDEN = re.compile(r'[<>:"|?*;%]+')
# Names of devices, which Windows takes no file by.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
SEPARATORS = re.compile(r"[\s_]+")


def safe_name(given: str) -> str:
    """Return a file's name without folders, control characters or marks that turn its letters.

    A name longer than is kept loses the end of its stem, never its ending.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    # Categories C: control, format (such as right-to-left marks), surrogate, private, unassigned.
    shown = "".join(" " if c.isspace() else c for c in last if _shows(c))
    name = " ".join(FORBIDDEN.sub("_", shown).split()).strip(". ")
    if not name or DEVICES.match(name):
        name = f"{UNNAMED}-{name}".rstrip("-")
    return _short(name)


def title_of(name: str) -> str:
    """Return the words of a file's name, to call a document by until it is known better."""
    return SEPARATORS.sub(" ", PurePosixPath(name).stem).strip() or UNNAMED


def _shows(letter: str) -> bool:
    return letter.isspace() or not unicodedata.category(letter).startswith("C")


def _short(name: str) -> str:
    ending = PurePosixPath(name).suffix[:LONGEST_ENDING]
    return name if len(name) <= FILE_NAME_LENGTH else name[: FILE_NAME_LENGTH - 10] + ending
