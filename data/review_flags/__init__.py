"""The weights of the model that suggests early reviews, as JSON that a person can read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("weights.json")


@lru_cache(maxsize=1)
def load_weights(path: Path = PATH) -> Mapping[str, Any]:
    """Return the weights that ship, or another file's."""
    return json.loads(path.read_text(encoding="utf-8"))


def write_weights(row: Mapping[str, Any], path: Path) -> None:
    """Write weights."""
    path.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")
