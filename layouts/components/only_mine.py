"""The filter for one's own pupils, for those who hold cases."""

from __future__ import annotations

import dash_bootstrap_components as dbc

# The header says whether the reader may hold cases; assets/30-components.css hides this otherwise.
OWN_CASES = "own-cases"


def only_mine(id: str, value: bool) -> dbc.Checkbox:
    """Return the tick box that leaves the pupils whose case the reader holds."""
    return dbc.Checkbox(id=id, label="Only my pupils", value=value, class_name=OWN_CASES)
