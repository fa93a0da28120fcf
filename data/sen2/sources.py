"""Where a release comes from: a zip, a folder or single CSV files, opened within limits."""

from __future__ import annotations

import hashlib
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from data.sen2.cells import Refused

# The largest file of 2022 and 2025 unpacks to 11 MB; a whole release to 45 MB.
LARGEST_FILE = 100_000_000
LARGEST_RELEASE = 500_000_000
MOST_MEMBERS = 500
GUIDANCE = "data-guidance.txt"
REPORTING_YEAR = re.compile(r"(?:Reporting year (20\d\d)|(20\d\d) Reporting year)", re.IGNORECASE)


# All that the standard library raises over a zip that is cut off, changed or locked.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    UnicodeDecodeError,
)


@dataclass(frozen=True)
class Source:
    """Hold one file to read: its name without folders, and its content."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the checksum of the content."""
        return hashlib.sha256(self.content).hexdigest()


def sources(path: Path) -> Iterator[Source]:
    """Yield every CSV and guidance file of a zip, or a single file; raises Refused.

    Nothing is unpacked on the disk, and no more is read than the limits allow, whatever a zip
    says of itself.
    """
    if not path.is_file():
        raise Refused(path.name, "There is no such file.")
    if path.stat().st_size > LARGEST_FILE:
        raise Refused(path.name, f"It is larger than {LARGEST_FILE // 1_000_000} MB.")
    if path.suffix.lower() == ".zip":
        yield from _members(path)
    else:
        yield Source(path.name, path.read_bytes())


def _members(path: Path) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(path) as opened:
            wanted = [one for one in opened.infolist() if _is_read(one.filename)]
            _check_sizes(path.name, wanted)
            for one in wanted:
                yield Source(PurePosixPath(one.filename).name, _content(opened, one))
    except DAMAGED as error:
        raise Refused(path.name, f"The zip is damaged or cut off ({error}).") from None


def _is_read(name: str) -> bool:
    plain = PurePosixPath(name).name.lower()
    return plain.endswith(".csv") or plain == GUIDANCE


def _check_sizes(name: str, members: list[zipfile.ZipInfo]) -> None:
    if not members:
        raise Refused(name, "The zip holds no CSV file.")
    large = [one.filename for one in members if one.file_size > LARGEST_FILE]
    if large:
        raise Refused(f"{name}: {large[0]}", f"It is larger than {LARGEST_FILE // 1_000_000} MB.")
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > LARGEST_RELEASE:
        raise Refused(name, "It holds more than a release of the DfE does.")


def _content(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with opened.open(member) as stream:
        # The size that a zip declares is only its word.
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refused(member.filename, f"It is larger than {LARGEST_FILE // 1_000_000} MB.")
    return content


def reporting_year(guidance: bytes) -> str:
    """Return the year that a data guidance names as its own, or nothing."""
    found = REPORTING_YEAR.search(guidance[:2000].decode("utf-8", errors="replace"))
    return next(filter(None, found.groups()), "") if found else ""
