"""The Parquet file of one table's revisions: written durably, and read only if it is just that."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.chain import GENESIS
from data.database import SaveFailed
from data.revisions import arrow_schema
from data.schemas import Table


@dataclass(frozen=True)
class Fold:
    """Hold every revision of a table up to one entry of the journal, with that entry's hash."""

    revisions: pa.Table
    sequence: int = 0
    hash: str = GENESIS


def read_fold(directory: Path, table: Table) -> Fold | None:
    """Return what was last written of a table, or None if the file is not exactly that.

    A byte changed, missing or added, a file of another table, of an older declaration, from
    elsewhere, or that the disk does not give: all are None.
    """
    try:
        content = _file(directory, table).read_bytes()
        written = _checksum_file(directory, table).read_text("ascii", "replace")
    except OSError:
        return None
    if written != _checksum_line(content, table):
        return None
    revisions = pq.read_table(pa.BufferReader(content))
    stamp = revisions.schema.metadata or {}
    revisions = revisions.replace_schema_metadata()
    if stamp.get(b"table") != table.name.encode() or revisions.schema != arrow_schema(table):
        return None
    return Fold(revisions, int(stamp[b"journal_sequence"]), stamp[b"journal_hash"].decode())


def write_fold(directory: Path, table: Table, fold: Fold) -> None:
    """Keep a table's revisions, durably and whole or not at all.

    Raises SaveFailed; what was written before then still stands, and the journal holds it all.
    """
    stamp = {
        "table": table.name,
        "journal_sequence": str(fold.sequence),
        "journal_hash": fold.hash,
    }
    sink = pa.BufferOutputStream()
    stamped = fold.revisions.replace_schema_metadata(stamp)
    # Statistics would repeat people's words in the file's footer.
    pq.write_table(stamped, sink, compression="zstd", write_statistics=["sequence"])
    content = sink.getvalue().to_pybytes()
    try:
        write_durably(_file(directory, table), content)
        line = _checksum_line(content, table)
        write_durably(_checksum_file(directory, table), line.encode("ascii"))
    except OSError as error:
        raise SaveFailed(
            f"The table {table.name} could not be written ({error.strerror}). "
            "Nothing is lost: the journal holds it."
        ) from error


def has_file(directory: Path, table: Table) -> bool:
    """Tell whether anything was written of a table, readable or not."""
    return _file(directory, table).exists()


def remove_fold(directory: Path, table: Table) -> None:
    """Delete what was written of a table."""
    _checksum_file(directory, table).unlink(missing_ok=True)
    _file(directory, table).unlink(missing_ok=True)


@contextmanager
def alone_in(directory: Path, *, wait: float) -> Iterator[None]:
    """Let one process at a time write the files of a folder, which is created if it is missing.

    Raises TimeoutError if another still writes after `wait` seconds, SaveFailed if none can.
    """
    # SQLite's lock on an empty file is the same on every system and ends with its process.
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = sqlite3.connect(directory / "writing.lock", timeout=wait, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise SaveFailed(f"The tables cannot be written ({error}).") from error
    with closing(held):
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise TimeoutError("Another process is writing the tables.") from error
            raise SaveFailed(f"The tables cannot be written ({error}).") from error
        yield


def _file(directory: Path, table: Table) -> Path:
    return directory / f"{table.name}.parquet"


def _checksum_file(directory: Path, table: Table) -> Path:
    return directory / f"{table.name}.parquet.sha256"


def _checksum_line(content: bytes, table: Table) -> str:
    """Return the line that `sha256sum --check` reads."""
    return f"{hashlib.sha256(content).hexdigest()}  {table.name}.parquet\n"


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file in one step, once its content is on the disk."""
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "wb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _sync_directory(path.parent)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_directory(directory: Path) -> None:
    """Make the file's new name as durable as its content; Windows has no such call."""
    if os.name == "posix":  # pragma: no branch
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
