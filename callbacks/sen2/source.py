"""The published figures that the pages read: those imported, or invented ones until then."""

from __future__ import annotations

import datetime
import logging
from pathlib import Path

import pandas as pd

from callbacks.context import house
from callbacks.sen2.importing import import_paths
from data.sen2.mapping import ILLUSTRATIVE
from data.sen2.published import Published, cells, published, stamp

LOG = logging.getLogger(__name__)
INVENTED = Path(__file__).resolve().parents[2] / "data" / "demo" / "sen2"


def directory() -> Path:
    """Return where releases are kept."""
    return house().settings.data_dir / "sen2"


def sen2() -> Published:
    """Return the figures in use; a store without a release is first given the invented ones."""
    kept = directory()
    if not stamp(kept) or not published(kept).releases:
        now = datetime.datetime.now(datetime.UTC)
        import_paths(kept, [INVENTED], now=now, progress=LOG.info, release=ILLUSTRATIVE)
    return published(kept)


def cells_of(code: str) -> pd.DataFrame:
    """Return the cells of one area, by its DfE number or ONS code."""
    return cells(directory(), code)
