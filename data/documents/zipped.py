"""Files of Word and OpenDocument: zips of XML, opened within limits and read as they stream by."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from data.documents.refusals import (
    DAMAGED,
    ODD_INSIDE,
    PROTECTED,
    TOO_DEEP,
    TOO_LARGE_INSIDE,
    Refused,
)

# A long report with a picture on each page has some hundreds.
MOST_MEMBERS = 3_000
MEGABYTE = 1024 * 1024
LARGEST_SUM = 500 * MEGABYTE
# XML of 100 pages is some 5 MB and shrinks to a fifteenth; a bomb shrinks to less than a hundredth.
LARGEST_PART = 64 * MEGABYTE
SMALL_PART = 4 * MEGABYTE
HIGHEST_RATIO = 150
MOST_ELEMENTS = 1_000_000
DEEPEST = 400
CHUNK = 64 * 1024
ENCRYPTED = 0x1


class Target(Protocol):
    """Take the elements and words of XML as they come; names without their namespace."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, words: str) -> None: ...


class Package:
    """Open a zip and its parts; raises Refused for one that is no honest document."""

    def __init__(self, data: bytes, kind: str) -> None:
        self._kind = kind
        self._elements = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
            raise Refused(DAMAGED) from None
        self.names = frozenset(self._zip.namelist())
        self._check(self._zip.infolist())

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        odd = len(self.names) != len(members) or any(map(_is_odd, members))
        if any(member.flag_bits & ENCRYPTED for member in members):
            raise Refused(PROTECTED.format(kind=self._kind))
        if odd:
            raise Refused(ODD_INSIDE.format(kind=self._kind))
        if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_SUM:
            raise Refused(TOO_LARGE_INSIDE)

    def read(self, name: str, target: Target) -> bool:
        """Give a part's elements to a target; tell whether there is such a part."""
        if name not in self.names:
            return False
        member = self._zip.getinfo(name)
        bomb = member.file_size > SMALL_PART and (
            member.file_size > HIGHEST_RATIO * max(1, member.compress_size)
        )
        if bomb or member.file_size > LARGEST_PART:
            raise Refused(TOO_LARGE_INSIDE)
        with self._refusing():
            self._stream(member, target)
        return True

    def _stream(self, member: zipfile.ZipInfo, target: Target) -> None:
        # Only who reads such a file waits for its parser.
        from defusedxml.ElementTree import XMLParser  # noqa: PLC0415

        parser = XMLParser(target=_Counting(target, self), forbid_dtd=True)
        with self._zip.open(member) as part:
            while chunk := part.read(CHUNK):
                parser.feed(chunk)
        parser.close()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        from defusedxml import DefusedXmlException  # noqa: PLC0415
        from defusedxml.ElementTree import ParseError  # noqa: PLC0415

        try:
            yield
        except DefusedXmlException:
            raise Refused(ODD_INSIDE.format(kind=self._kind)) from None
        except (
            ParseError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            LookupError,
        ):
            raise Refused(DAMAGED) from None

    def count(self, depth: int) -> None:
        """Count an element at a depth; raises Refused when there are too many or it is too deep."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise Refused(TOO_LARGE_INSIDE)
        if depth > DEEPEST:
            raise Refused(TOO_DEEP)


class _Counting:
    """Pass elements on without their namespaces, counting them."""

    def __init__(self, target: Target, package: Package) -> None:
        self._target = target
        self._package = package
        self._depth = 0
        self.data = target.data

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._package.count(self._depth)
        named = {name.rpartition("}")[2]: value for name, value in attributes.items()}
        self._target.start(tag.rpartition("}")[2], named)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._target.end(tag.rpartition("}")[2])

    def close(self) -> None:
        """End; what was found is with the target."""


def _is_odd(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member would leave its folder, or is a link: no document has either."""
    name = member.filename.replace("\\", "/")
    leaves = name.startswith("/") or ":" in name.partition("/")[0] or ".." in name.split("/")
    return leaves or stat.S_ISLNK(member.external_attr >> 16)


class Words:
    """Gather the words of named elements, such as title and author, and the tags met."""

    def __init__(self, wanted: Mapping[str, str]) -> None:
        self.found: dict[str, str] = {}
        self.attributes: list[tuple[str, Mapping[str, str]]] = []
        self._wanted = wanted
        self._within: str | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        self.attributes.append((tag, attributes))
        self._within = self._wanted.get(tag)

    def end(self, _tag: str) -> None:
        """End an element."""
        self._within = None

    def data(self, words: str) -> None:
        """Keep words of an element that is wanted."""
        if self._within:
            self.found[self._within] = self.found.get(self._within, "") + words
