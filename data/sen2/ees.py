"""Fetch data sets from the public API of Explore education statistics (EES), version 1.

Documented at https://api.education.gov.uk/statistics/docs/. No key is needed. Whatever answers is
not trusted: sizes, times, redirects and every field are checked before anything is kept.
"""

from __future__ import annotations

import email.utils
import hashlib
import ipaddress
import json
import re
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlencode, urljoin, urlsplit

import urllib3
from pydantic import BaseModel, Field, ValidationError

BASE = "https://api.education.gov.uk/statistics/v1"
# The API's own limit for a page of data sets.
PAGE_SIZE = 20
MOST_PAGES = 50
# The largest file of the releases of 2022 and 2025 is 11 MB.
LARGEST_FILE = 100_000_000
LARGEST_ANSWER = 2_000_000
BLOCK = 65_536
CONNECT_SECONDS, READ_SECONDS = 10, 60
# For one file, from the first request to the last byte, with every wait.
WHOLE_SECONDS = 300
ATTEMPTS = 4
LONGEST_WAIT = 60.0
MOST_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)
TRY_AGAIN = (429, 502, 503, 504)
WORDS = {
    404: "there is nothing of this name",
    429: "it asks to slow down",
    502: "it is not available",
    503: "it is not available",
    504: "it took too long",
}
NOT_REACHED = "it cannot be reached"
LONGEST_TITLE = 200
ID_PATTERN = r"[0-9A-Za-z-]{1,64}"
VERSION_PATTERN = r"\d{1,4}\.\d{1,4}(\.\d{1,4})?"
# gzip with its header and checksum, for zlib.
GZIP = 16 + zlib.MAX_WBITS


class EesProblem(Exception):
    """Say why nothing could be fetched: `what` was asked for, the reason, and the HTTP status."""

    def __init__(self, what: str, reason: str, *, status: int = 0) -> None:
        super().__init__(f"{what}: {reason}")
        self.what, self.reason, self.status = what, reason, status


@dataclass(frozen=True)
class DataSet:
    """Name one data set of a publication at its latest version."""

    id: str
    title: str
    version: str
    status: str


@dataclass(frozen=True)
class Fetched:
    """Hold where a data set's CSV was put, and what it is."""

    path: Path
    name: str
    sha256: str
    size: int
    data_set: DataSet


class _Paging(BaseModel):
    page: int
    total_pages: int = Field(alias="totalPages", ge=0, le=MOST_PAGES)


class _Version(BaseModel):
    version: str = Field(pattern=rf"^{VERSION_PATTERN}$")


class _Listed(BaseModel):
    id: str = Field(pattern=rf"^{ID_PATTERN}$")
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    status: Literal["Published", "Deprecated", "Withdrawn"] = "Published"
    latest_version: _Version = Field(alias="latestVersion")


class _Page(BaseModel):
    paging: _Paging
    results: list[_Listed] = Field(max_length=PAGE_SIZE)


@dataclass
class Ees:
    """Ask one EES address; `sleep` and `clock` (seconds) are there for tests."""

    base: str = BASE
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    largest: int = LARGEST_FILE
    http: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(retries=False, num_pools=4)
    )

    def __post_init__(self) -> None:
        self.base = self.base.rstrip("/")
        if not _may_be_asked(self.base, loopback=True):
            raise EesProblem(self.base, "the address must start with https://")

    def data_sets(self, publication_id: str) -> list[DataSet]:
        """Return every data set of a publication that is not withdrawn; raises EesProblem."""
        found: list[DataSet] = []
        page, last = 1, 1
        while page <= last:
            answer = self._page(publication_id, page)
            found += [
                DataSet(one.id, one.title, one.latest_version.version, one.status)
                for one in answer.results
                if one.status != "Withdrawn"
            ]
            page, last = page + 1, answer.paging.total_pages
        return found

    def _page(self, publication_id: str, page: int) -> _Page:
        what = f"publication {_id(publication_id)}, page {page}"
        query = urlencode({"page": page, "pageSize": PAGE_SIZE})
        path = f"/publications/{_id(publication_id)}/data-sets?{query}"
        with _Answer(self, path, what, "application/json") as answer:
            body = b"".join(answer.blocks(LARGEST_ANSWER))
        try:
            found = _Page.model_validate(json.loads(body))
        except (ValueError, ValidationError, RecursionError):
            raise EesProblem(what, "the answer is not in the documented form") from None
        if found.paging.page != page:
            raise EesProblem(what, f"page {found.paging.page} came instead")
        return found

    def csv(self, wanted: DataSet, directory: Path) -> Fetched:
        """Put the CSV of one version of a data set into a folder, whole or not at all."""
        what = f"{wanted.title} {wanted.version}"
        query = urlencode({"dataSetVersion": _version(wanted.version)})
        name = f"{_file_name(wanted.title)}.csv"
        draft, digest, size = directory / f".{name}.part", hashlib.sha256(), 0
        try:
            with (
                _Answer(self, f"/data-sets/{_id(wanted.id)}/csv?{query}", what, "text/csv") as got,
                draft.open("wb") as target,
            ):
                for block in got.blocks(self.largest):
                    digest.update(block)
                    size += len(block)
                    target.write(block)
            if not size:
                raise EesProblem(what, "the file is empty")
            return Fetched(draft.replace(directory / name), name, digest.hexdigest(), size, wanted)
        finally:
            draft.unlink(missing_ok=True)

    def publication(
        self,
        publication_id: str,
        directory: Path,
        *,
        progress: Callable[[str], None] = lambda _: None,
    ) -> list[Fetched]:
        """Put the CSVs of every data set of a publication into a folder; raises EesProblem."""
        wanted = self.data_sets(publication_id)
        if not wanted:
            raise EesProblem(f"publication {publication_id}", "it has no data set in the API")
        names = [_file_name(one.title) for one in wanted]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise EesProblem(f"publication {publication_id}", f"two data sets are {min(twice)}")
        fetched = []
        for number, one in enumerate(wanted, start=1):
            progress(f"Fetching {number} of {len(wanted)}: {one.title}, version {one.version}")
            fetched.append(self.csv(one, directory))
        return fetched


class _Answer:
    """Stand for one answer with a body to read: asked for again where that may help."""

    def __init__(self, ees: Ees, path: str, what: str, accepts: str) -> None:
        self._ees, self._what, self._accepts = ees, what, accepts
        self._url = ees.base + path
        self._end = ees.clock() + WHOLE_SECONDS

    def __enter__(self) -> _Answer:
        for attempt in range(ATTEMPTS):
            self._response = self._follow()
            if self._response.status == 200:
                return self._checked()
            problem = self._problem()
            self._response.close()
            is_last = attempt == ATTEMPTS - 1
            if self._response.status not in TRY_AGAIN or is_last:
                raise problem
            self._wait(_seconds_to_wait(self._response.headers, attempt), problem)
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def __exit__(self, *_: object) -> None:
        self._response.close()

    def _follow(self) -> urllib3.BaseHTTPResponse:
        url = self._url
        for _ in range(MOST_REDIRECTS + 1):
            response = self._ask(url)
            if response.status not in REDIRECTS:
                return response
            response.close()
            url = urljoin(url, response.headers.get("Location", ""))
            is_local = _may_be_asked(self._ees.base, loopback=False) is False
            if not _may_be_asked(url, loopback=is_local):
                raise EesProblem(self._what, "it sends on to an address that is not https")
        raise EesProblem(self._what, "it sends on again and again")

    def _ask(self, url: str) -> urllib3.BaseHTTPResponse:
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        headers = {"Accept": self._accepts, "Accept-Encoding": "gzip"}
        try:
            return self._ees.http.request(
                "GET",
                url,
                headers=headers,
                timeout=timeout,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
        # A connection that is refused counts as a timeout too in urllib3, which would mislead.
        except urllib3.exceptions.NewConnectionError:
            raise EesProblem(self._what, NOT_REACHED) from None
        except urllib3.exceptions.TimeoutError:
            raise EesProblem(self._what, WORDS[504]) from None
        except urllib3.exceptions.HTTPError:
            raise EesProblem(self._what, NOT_REACHED) from None

    def _problem(self) -> EesProblem:
        """Return what the API says is wrong: title and status, as in RFC 9457."""
        status = self._response.status
        try:
            told = json.loads(b"".join(self._plain(LARGEST_ANSWER)))
        except (ValueError, EesProblem, RecursionError):
            told = None
        title = told.get("title") if isinstance(told, dict) else None
        words = WORDS.get(status, "it refused")
        if isinstance(title, str) and title.strip():
            words = f"{words} ({_plain_words(title)})"
        return EesProblem(self._what, f"{words}, status {status}", status=status)

    def _wait(self, seconds: float, problem: EesProblem) -> None:
        if self._ees.clock() + seconds > self._end:
            raise problem
        self._ees.sleep(seconds)

    def _checked(self) -> _Answer:
        kind = self._response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != self._accepts:
            raise EesProblem(self._what, f"{kind or 'nothing'} came instead of {self._accepts}")
        return self

    def blocks(self, largest: int) -> Iterator[bytes]:
        """Yield the body unpacked; raises EesProblem if it is cut off, too large or too slow."""
        return self._unpacked(largest) if self._is_packed() else self._plain(largest)

    def _is_packed(self) -> bool:
        return self._response.headers.get("Content-Encoding", "").lower() == "gzip"

    def _plain(self, largest: int) -> Iterator[bytes]:
        announced = self._response.headers.get("Content-Length", "")
        if announced.isascii() and announced.isdecimal() and int(announced) > largest:
            raise self._too_large(largest)
        left = largest
        while block := self._read():
            left -= len(block)
            if left < 0:
                raise self._too_large(largest)
            yield block

    def _read(self) -> bytes:
        if self._ees.clock() > self._end:
            raise EesProblem(self._what, WORDS[504])
        try:
            return self._response.read(BLOCK)
        except urllib3.exceptions.TimeoutError:
            raise EesProblem(self._what, WORDS[504]) from None
        except urllib3.exceptions.HTTPError:
            raise EesProblem(self._what, "the answer is cut off") from None

    def _unpacked(self, largest: int) -> Iterator[bytes]:
        unpacker, left = zlib.decompressobj(GZIP), largest
        try:
            for block in self._plain(largest):
                rest = block
                while rest:
                    # A small answer can unpack to a huge one, so it is unpacked a little at a time.
                    piece = unpacker.decompress(rest, BLOCK)
                    rest = unpacker.unconsumed_tail
                    left -= len(piece)
                    if left < 0:
                        raise self._too_large(largest)
                    yield piece
        except zlib.error:
            raise EesProblem(self._what, "the answer is damaged") from None
        if not unpacker.eof:
            raise EesProblem(self._what, "the answer is cut off")

    def _too_large(self, largest: int) -> EesProblem:
        return EesProblem(self._what, f"the answer is larger than {largest:,} bytes")


def _may_be_asked(url: str, *, loopback: bool) -> bool:
    """Tell whether an address is https elsewhere, or a stand-in on this computer if allowed."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if _is_loopback(host):
        return loopback and parts.scheme in ("http", "https")
    return parts.scheme == "https" and bool(host) and not parts.username


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _seconds_to_wait(headers: Mapping[str, str], attempt: int) -> float:
    """Return the seconds of Retry-After, which are a number or a date, else 1, 2, 4."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdecimal():
        return min(float(asked[:6]), LONGEST_WAIT)
    try:
        wait = email.utils.parsedate_to_datetime(asked).timestamp() - time.time()
    except (TypeError, ValueError):
        return float(2**attempt)
    return min(max(wait, 0.0), LONGEST_WAIT)


def _id(value: str) -> str:
    if not re.fullmatch(ID_PATTERN, value):
        raise EesProblem(_plain_words(value), "this is not an id of the API")
    return quote(value)


def _version(value: str) -> str:
    if not re.fullmatch(VERSION_PATTERN, value):
        raise EesProblem(_plain_words(value), "this is not a version of a data set")
    return value


def _file_name(title: str) -> str:
    return "_".join(re.findall(r"[a-z0-9]+", title.lower()))[:100] or "data_set"


def _plain_words(text: Any) -> str:
    """Return what an outsider wrote as one short line without control characters."""
    return re.sub(r"[^\x20-\x7e£–’]+", " ", str(text))[:LONGEST_TITLE].strip()
