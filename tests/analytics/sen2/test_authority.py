"""What boundary changes do to the series of an authority."""

from __future__ import annotations

import pytest

from analytics.sen2.authority import boundary_note, one_predecessor
from analytics.sen2.cube import build
from tests.analytics.sen2 import invented
from tests.analytics.sen2.invented import figure, whole

CODES = ["Z01", "Z02", "Z03", "Z04", "Z05", "Z06", "Z07", "Z08"]
# Z02 replaced Z01; Z04 and Z05 came of Z03; Z08 joins Z06 and Z07.
PLACES = invented.authorities(CODES, Z01="Z02", Z03="Z04+Z05", Z06="Z08", Z07="Z08")
CUBE = build(
    invented.frame(whole([figure(code, "need_asd", 2025, 10, 30) for code in CODES])),
    PLACES,
    invented.neighbours(m1={"Z02": ["Z08", "Z04"]}),
)


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("Z01", "It became Place Z02, whose figures are shown under its own name."),
        ("Z02", "Its earlier figures are those of Place Z01 (Z01), which it replaced."),
        (
            "Z03",
            "It became Place Z04 and Place Z05, whose figures are shown under their own names.",
        ),
        (
            "Z04",
            "Its figures begin anew: before, its area belonged to Place Z03, which was divided.",
        ),
        (
            "Z08",
            "Its figures begin anew: before, its area belonged to Place Z06 and Place Z07, "
            "which were joined.",
        ),
        ("Z99", ""),
    ],
)
def test_what_became_of_a_boundary_is_said(code: str, note: str) -> None:
    assert boundary_note(CUBE, PLACES, code) == note


def test_only_one_to_one_a_series_runs_on() -> None:
    assert {code: one_predecessor(CUBE, code) for code in CODES if one_predecessor(CUBE, code)} == {
        "Z02": "Z01"
    }
    gone = build(
        invented.frame([figure("Z02", "need_asd", 2025, 1, 2)]), PLACES, invented.neighbours()
    )
    assert one_predecessor(gone, "Z02") == ""
