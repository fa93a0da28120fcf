"""Rows as plain values are those that pandas gives."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.sen2.records import records

FRAME = pd.DataFrame(
    {
        "code": ["201", "202"],
        "value": [1.5, np.nan],
        "count": [3, 4],
        "flagged": [True, False],
        "kind": pd.Categorical(["a", "b"]),
    }
)


@pytest.mark.parametrize("frame", [FRAME, FRAME[["count"]], FRAME[["code", "value"]], FRAME[:0]])
def test_rows_are_those_of_pandas(frame: pd.DataFrame) -> None:
    found, expected = records(frame), frame.to_dict("records")
    assert repr(found) == repr(expected)
    assert [[*map(type, row.values())] for row in found] == [
        [*map(type, row.values())] for row in expected
    ]
