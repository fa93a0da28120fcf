"""What the publisher says stands beside the figures it is said of, and beside no others."""

from __future__ import annotations

import pandas as pd

from analytics.sen2.footnotes import footnoted, noted
from data.sen2.mapping import Footnote

FIGURES = pd.DataFrame(
    [
        (code, year, indicator)
        for code in ("001", "002")
        for year in (2023, 2024)
        for indicator in ("need_asd", "need_oth", "plans")
    ],
    columns=["code", "year", "indicator"],
)


def note(
    indicators: str, codes: str = "", years: tuple[int, ...] = (), text: str = "A"
) -> Footnote:
    return Footnote(tuple(indicators.split()), tuple(codes.split()), years, False, text)


def where(given: Footnote) -> set[tuple[str, int, str]]:
    return set(FIGURES[noted(FIGURES, given)].itertuples(index=False, name=None))


def test_a_note_is_of_some_figures() -> None:
    assert where(note("plans", "001", (2024,))) == {("001", 2024, "plans")}
    assert len(where(note("need_*", "001", (2024,)))) == 2
    assert len(where(note("need_* plans"))) == 12
    assert len(where(note("need_asd", years=(2023,)))) == 2
    assert len(where(note("need_asd", "002"))) == 2
    assert where(note("requests")) == where(note("Plans")) == set()


def test_notes_are_joined() -> None:
    found = footnoted(
        FIGURES, [note("plans", text="First."), note("plans need_oth", text="Second.")]
    )
    said = found.drop_duplicates("indicator").set_index("indicator")["footnote"]
    assert said.to_dict() == {"need_asd": "", "need_oth": "Second.", "plans": "First. Second."}


def test_without_notes_nothing_is_said() -> None:
    assert (footnoted(FIGURES, [])["footnote"] == "").all()
