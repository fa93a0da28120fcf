"""Import the DfE's published releases: `python -m tests.released STORE`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

RELEASED = Path(__file__).resolve().parents[2] / "shared" / "sen2"
NAMES = (
    "education-health-and-care-plans_2022.zip",
    "education-health-and-care-plans_2025.zip",
    "local_authorities.csv",
    "statistical_neighbours.csv",
)


def released() -> str:
    """Return what tells these files from others: name, size and time of writing of each."""
    return " ".join(str((name, *_state(RELEASED / name))) for name in NAMES)


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def import_releases(store: Path) -> None:
    """Import both releases and the lists of authorities and neighbours."""
    from callbacks.sen2.importing import import_paths

    import_paths(
        store,
        [RELEASED / name for name in NAMES],
        now=datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC),
        progress=lambda _: None,
    )


if __name__ == "__main__":
    import_releases(Path(sys.argv[1]))
