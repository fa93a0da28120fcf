"""Fetching what an import names by address from the department's public API."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from data.sen2.cells import Refused
from data.sen2.ees import Ees, EesProblem
from data.sen2.reading import Progress

# "Education, health and care plans", as the release's data guidance links to it.
PUBLICATION = "88312cc0-fe1d-4ab5-81df-33fd708185cb"
ADDRESS = re.compile(r"(?P<base>https?://.+?)/publications/(?P<id>[0-9A-Za-z-]+)(?:/data-sets)?/?")


@contextmanager
def fetched(given: Sequence[str], *, base: str, progress: Progress) -> Iterator[list[Path]]:
    """Yield every file that is named, those named by address fetched into a passing folder.

    Only the API at `base` is asked, so that nobody makes the server ask another. Raises Refused.
    """
    folder = Path(tempfile.mkdtemp(prefix="sen2-"))
    try:
        yield [path for one in given for path in _paths(one, base, folder, progress)]
    finally:
        shutil.rmtree(folder)


def _paths(given: str, base: str, folder: Path, progress: Progress) -> list[Path]:
    if "://" not in given:
        return [Path(given)]
    found = ADDRESS.fullmatch(given)
    if not found or found["base"] != base:
        raise Refused(given, f"Give an address such as {base}/publications/{PUBLICATION}.")
    try:
        files = Ees(base=base).publication(found["id"], folder, progress=progress)
    except EesProblem as problem:
        raise Refused(given, f"{problem}.") from None
    return [one.path for one in files]
