from __future__ import annotations

import io

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.results.checking import ASK, KEEP, THERE, WRONG, check
from analytics.results.columns import HEADINGS, REASON
from analytics.results.sheet import read_sheet
from analytics.results.template import STATES, template, told
from callbacks.downloads import as_file
from data.documents.plain import decode
from data.schemas.feedback import ATTAINMENT
from tests.analytics.results.sheets import KNOWN, TODAY, preview

# What would be a formula, or a fault of a spreadsheet, is no result.
LETTERS = st.characters(codec="utf-8", exclude_characters="=#'", exclude_categories=["Cc", "Cs"])
WORDS = st.text(LETTERS, max_size=30)


def as_bytes(frame: pd.DataFrame, encoding: str = "utf-8-sig") -> bytes:
    """Return a frame as the file that is sent, saved again by a spreadsheet in an encoding."""
    return as_file(frame, "x", kind="csv").get_data().decode("utf-8-sig").encode(encoding)


def test_the_template_has_a_row_for_each_line_still_in_a_plan():
    frame = template(KNOWN)
    assert [*frame.columns] == [*HEADINGS.values()]
    assert frame[["Pupil", "Line", "Kind", "Planned hours a week"]].to_numpy().tolist() == [
        ["P1", "E-talk", "Outcome", ""],
        ["P1", "F-therapy", "Provision", "1"],
        ["P2", "E-talk", "Outcome", ""],
    ]
    assert (frame["Attainment (-2 to 2)"] == "").all()


def test_an_untouched_template_holds_nothing_to_keep():
    found = check(read_sheet(decode(as_bytes(template(KNOWN)))), known=KNOWN, kept={}, today=TODAY)
    assert {one.state for one in found.rows} == {"empty"}
    assert len(template({})) == 0


FILLED = st.tuples(
    st.sampled_from(sorted(ATTAINMENT)), st.booleans(), st.decimals(0, 168, places=2)
)


@given(
    st.lists(FILLED, min_size=3, max_size=3),
    st.lists(WORDS, min_size=3, max_size=3),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-8"]),
)
@settings(max_examples=50)
def test_what_is_filled_into_the_template_is_what_is_kept(filled, words, encoding):
    """From template through a spreadsheet and back: every figure and word as it was typed."""
    frame = template(KNOWN)
    typed = {}
    for place, ((score, in_words, given_hours), note) in enumerate(zip(filled, words, strict=True)):
        is_outcome = frame.loc[place, "Kind"] == "Outcome"
        figure = ATTAINMENT[score] if in_words else str(score)
        comma = str(given_hours).replace(".", ",") if in_words else str(given_hours)
        column = "Attainment (-2 to 2)" if is_outcome else "Hours given a week"
        frame.loc[place, column] = figure if is_outcome else comma
        frame.loc[place, "What shows it, or a note"] = note
        frame.loc[place, "Date"] = "3/5/2026"
        key = (frame.loc[place, "Pupil"], frame.loc[place, "Line"], "2026-05-03")
        said = (score, None) if is_outcome else (None, float(given_hours))
        typed[key] = (*said, note.strip())
    sheet = read_sheet(decode(as_bytes(frame, encoding)))
    found = check(sheet, known=KNOWN, kept={}, today=TODAY)
    assert {one.key: one.said for one in found.results(confirmed=False)} == typed


def test_rows_that_are_not_kept_come_back_with_every_cell_and_can_be_sent_again():
    wrong = {"attainment": "-7", "evidence": "=cmd|' /C calc'!A0", "given_on": "never"}
    found = preview({"attainment": "1"}, wrong)
    content = as_bytes(told(found, [WRONG]))
    back = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    assert len(back) == 1
    assert back.loc[0, "What becomes of it"] == STATES[WRONG]
    assert back.loc[0, REASON] == found.rows[1].told
    # No cell is a formula, and each is still what was typed.
    assert not any(str(cell).startswith(("=", "+", "-", "@")) for cell in back.loc[0])
    again = read_sheet(decode(content))
    assert again.unknown == ()
    assert {name: again.cell(again.rows[0], name) for name in wrong} == wrong
    put_right = content.decode("utf-8-sig").replace("'-7", "-1").replace("never", "3/5/2026")
    put_right = put_right.replace("'=cmd|' /C calc'!A0", "Seen")
    (row,) = check(read_sheet(put_right), known=KNOWN, kept={}, today=TODAY).rows
    assert (row.state, row.result.said) == (KEEP, (-1, None, "Seen"))


def test_unknown_columns_and_values_without_a_heading_come_back_too():
    text = "Pupil,Line,Score,Teacher,Row,Teacher\nP9,E-1,0,Ms Ito,7,Mr Ode,beyond\n"
    found = check(read_sheet(text), known=KNOWN, kept={}, today=TODAY)
    frame = told(found, [WRONG])
    assert [*frame.columns][:6] == ["Pupil", "Line", "Score", "Teacher", "Teacher (2)", ""]
    assert frame.iloc[0, :6].tolist() == ["P9", "E-1", "0", "Ms Ito", "Mr Ode", "beyond"]


def test_every_row_can_be_listed_with_what_becomes_of_it():
    found = preview(
        {"attainment": "1"}, {"attainment": "1"}, {"line_id": "E-tidy", "attainment": "0"}
    )
    frame = told(found, [KEEP, ASK, THERE, WRONG])
    assert frame["What becomes of it"].tolist() == [STATES[KEEP], STATES[THERE], STATES[ASK]]
    assert len(told(found, [WRONG])) == 0
