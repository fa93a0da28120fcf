"""The note beside an answer: what it says of the pupil, and what it still asks."""

from __future__ import annotations

import re

from analytics.answers import known as given
from analytics.plans.known import Known, line, need_id
from analytics.plans.wording import has_words
from analytics.reading.accepting import own_words
from data.schemas.plans import Line

# A sentence that is quoted keeps its closing mark, and with it whom it is quoted from.
SENTENCE = re.compile(r"(?=\S).*?(?:[.!?]+(?:[”’\"']+(?:\s+\([^()]*\))?|\)*)(?=\s|$)|$)", re.DOTALL)
# Words by which the note speaks of the casework rather than of the pupil.
CASEWORK = re.compile(
    r"(?i)\bask\b|\bpanel\b|checked|\bseen yet\b|\bscore\b|until|to confirm|confirmed|interpreter|"
    r"\bdiagnosis seen\b|\bplan still\b|\bmother and\b|\bsays\b|reported by|co-ordinator|\breferr|"
    r"\bCAMHS\b|meeting|advice|own words"
)
OPEN = re.compile(r"(?i)\bask\b|\bnot yet\b|\buntil\b|\bseen yet\b|to confirm|still says")


def note_lines(known: Known, question: str, section: str) -> list[Line]:
    """Return what the note says of the need as a detail, and what it leaves open as a gap."""
    note = given(known.case.assessment.get(f"{question}_note"))
    # What accepting a suggestion wrote there is quoted from the bundle in lines of its own.
    sentences = [known.visible(found[0]) for found in SENTENCE.finditer(own_words(str(note or "")))]
    sentences = [one for one in sentences if has_words(one)]
    about = " ".join(one for one in sentences if not CASEWORK.search(one))
    casework = [one for one in sentences if CASEWORK.search(one)]
    open_ones = " ".join(casework) if any(OPEN.search(one) for one in casework) else ""
    source = known.answer(question)
    lines = []
    if about:
        lines.append(("detail", f"“{about}” (Note of the assessment)", "note"))
    if open_ones:
        lines.append(("to_obtain", f"To settle: “{open_ones}” (Note of the assessment)", "open"))
    return [
        line(
            section,
            kind,
            text,
            key=f"{question}-{name}",
            area=question,
            links=(need_id(question),),
            sources=(source,),
        )
        for kind, text, name in lines
    ]
