"""The kept plans of the two examples whose plan is in force, line by line as their final plans say.

Each line quotes the document that it was taken from; what EX3's plan leaves vague stays vague.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from data.demo.authority import said_day
from data.demo.pupils import DEMO_CO_ORDINATOR
from data.schemas.plans import Citation

Row = dict[str, Any]

NAMES = {"EX3": "Yusuf", "EX5": "Callum"}


@dataclass(frozen=True)
class Kept:
    """Hold a line: the words of the document, its question, and the lines that it serves."""

    line_id: str
    kind: str
    words: str
    area: str = ""
    links: tuple[str, ...] = ()
    package: str = ""
    """The support package that it comes from, where it does."""
    text: str = ""
    """How the line reads where it does not read as the document does."""

    @property
    def reads(self) -> str:
        """Return the words of the line."""
        return self.text or self.words

    @property
    def section(self) -> str:
        """Return the section, with which each line's id begins."""
        return self.line_id.partition("-")[0]


LINES: Mapping[str, tuple[Kept, ...]] = {
    "EX3": (
        Kept("A-1", "view", "He likes football, jokes and his baby sister."),
        Kept("A-2", "view", 'He says: "I want to hear what they laugh about."'),
        Kept(
            "A-3",
            "view",
            "His parents want him to learn well and to stay at Aldermoss with his friends.",
        ),
        Kept("B-1", "strength", "His non-verbal ability is average (standard score 101)."),
        Kept("B-2", "strength", "He hears well in a quiet room with aids."),
        Kept(
            "B-hearing",
            "need",
            "Yusuf has a mild hearing loss in both ears and has worn hearing aids since the age "
            "of six.",
            "hearing",
        ),
        Kept(
            "B-hearing-1",
            "detail",
            "In the classroom and the hall he misses the ends of words and what other children "
            "say.",
            "hearing",
            ("B-hearing",),
        ),
        Kept(
            "B-slc",
            "need",
            "His vocabulary is slightly behind for his age (standard score 84, 14th centile).",
            "slc",
        ),
        Kept("B-english", "need", "Reading and number are slightly behind.", "english"),
        Kept(
            "C-1", "need", "Hearing loss as above; ear moulds changed every six months.", "hearing"
        ),
        Kept("D-1", "none", "None identified."),
        Kept(
            "E-1",
            "outcome",
            "By the end of key stage 2 Yusuf will follow a class discussion and add a relevant "
            "comment in three lessons out of four.",
            "slc",
            ("B-hearing", "B-slc"),
        ),
        Kept(
            "E-2",
            "outcome",
            "By the next annual review he will put on and check his own aids each morning on five "
            "days out of five.",
            "hearing",
            ("B-hearing",),
        ),
        Kept(
            "F-1",
            "provision",
            "Teacher of the Deaf: one visit of 60 minutes every half term, individually.",
            "hearing",
            ("B-hearing", "E-1", "E-2"),
        ),
        Kept(
            "F-2",
            "provision",
            "Teaching assistant trained by the Teacher of the Deaf: 5 hours a week, for "
            "pre-teaching of vocabulary, 1:1.",
            "slc",
            ("B-slc", "B-english", "E-1"),
            "sp2",
        ),
        Kept(
            "F-3",
            "provision",
            "Radio aid system supplied and checked by the sensory service each term.",
            "hearing",
            ("B-hearing", "E-1", "E-2"),
        ),
        Kept(
            "F-4",
            "provision",
            "Seating near the teacher, as appropriate.",
            "hearing",
            ("B-hearing", "E-1"),
        ),
        Kept(
            "F-5",
            "provision",
            "Access to a quiet space for small group work.",
            "hearing",
            ("B-hearing", "E-1"),
            "sp6",
        ),
        Kept("G-1", "provision", "Audiology clinic twice a year.", "hearing", ("C-1",)),
        Kept("H1-1", "none", "Sections H1, H2. None.", text="None identified."),
        Kept("H2-1", "none", "Sections H1, H2. None.", text="None identified."),
        Kept("I-1", "placement", "Aldermoss Primary School."),
        Kept("K-1", "advice", "Audiology, educational psychology, school and parents' advice."),
    ),
    "EX5": (
        Kept("A-1", "view", 'He says: "I want to go to the shop by myself and buy chips."'),
        Kept("A-2", "view", "He supports a football team that never wins."),
        Kept(
            "A-3",
            "view",
            "His parents want him to be as independent as he can and not to be in pain.",
        ),
        Kept(
            "B-physical",
            "need",
            "Callum has bilateral cerebral palsy, GMFCS level III.",
            "physical_other",
        ),
        Kept(
            "B-physical-1",
            "strength",
            "He walks indoors with a frame and uses a powered wheelchair outdoors.",
            "physical_other",
        ),
        Kept(
            "B-skills",
            "need",
            "Severe physical disability affects his sitting, reach and handwriting.",
            "physical_skills",
        ),
        Kept(
            "B-slc",
            "need",
            "His speech is slow and hard to understand when he is tired; moderate difficulty.",
            "slc",
        ),
        Kept(
            "B-english",
            "need",
            "He is moderately behind in reading and writing and slightly behind in maths.",
            "english",
        ),
        Kept("C-1", "need", "Hip surveillance; epilepsy, controlled; reflux, treated.", "health"),
        Kept("D-1", "none", "Section D. None.", text="None identified."),
        Kept(
            "E-1",
            "outcome",
            "By the end of Year 9 he will move from chair to toilet with one adult standing by.",
            "physical_skills",
            ("B-physical", "B-skills"),
        ),
        Kept(
            "E-2",
            "outcome",
            "By then he will write 60 words in 20 minutes with his switch.",
            "english",
            ("B-skills", "B-english", "B-slc"),
        ),
        Kept(
            "F-1",
            "provision",
            "Physiotherapy: 45 minutes a week, individually, by a physiotherapist",
            "physical_skills",
            ("B-physical", "B-skills", "E-1"),
            "sp11",
        ),
        Kept(
            "F-1b",
            "provision",
            "standing frame 60 minutes a day with two trained assistants.",
            "physical_skills",
            ("B-physical", "E-1"),
            text="Standing frame 60 minutes a day with two trained assistants.",
        ),
        Kept(
            "F-2",
            "provision",
            "Occupational therapy: one visit of 60 minutes each half term.",
            "physical_skills",
            ("B-skills", "E-1"),
            "sp11",
        ),
        Kept(
            "F-3",
            "provision",
            "Teaching assistant trained in moving and handling, full time in school.",
            "physical_other",
            ("B-physical", "E-1"),
            "sp13",
        ),
        Kept(
            "F-4",
            "provision",
            "Communication aid set up by the specialist centre, reviewed each term.",
            "slc",
            ("B-slc", "B-english", "E-2"),
            "sp4",
        ),
        Kept("F-5", "provision", "Class of up to nine.", "english", ("B-english", "E-2"), "sp3"),
        Kept(
            "G-1",
            "provision",
            "Paediatric clinic twice a year; emergency epilepsy plan.",
            "health",
            ("C-1",),
        ),
        Kept("H1-1", "provision", "Short break of 36 nights a year."),
        Kept("H2-1", "none", "Section H2. None.", text="None identified."),
        Kept("I-1", "placement", "Ternfield School."),
    ),
}


def plan_rows(requests: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return the heads of the plans, from the pupils' processes."""
    return [
        plan_head(row) | {"name": NAMES[row["pupil_id"]], "pronoun": "he"}
        for row in requests
        if row["pupil_id"] in NAMES
    ]


def plan_head(request: Mapping[str, Any]) -> Row:
    """Return the head of a final plan without the pupil's name."""
    return {
        "pupil_id": request["pupil_id"],
        "status": "final",
        "drafted_on": request["draft_on"],
        "assessment_revision": 1,
        "author": DEMO_CO_ORDINATOR,
    }


def line_rows(
    documents: Iterable[Mapping[str, Any]], texts: Iterable[Mapping[str, Any]]
) -> list[Row]:
    """Return the lines of the plans, each with its place in the final plan of the bundle."""
    said = {row["document_id"]: row["text"] for row in texts}
    return [
        _row(one, place, document, said[document["document_id"]])
        for document in documents
        if document["type"] == "final_plan" and document["pupil_id"] in LINES
        for place, one in enumerate(LINES[document["pupil_id"]], start=1)
    ]


def _row(one: Kept, place: int, document: Mapping[str, Any], text: str) -> Row:
    pupil_id = document["pupil_id"]
    return {
        "line_key": f"{pupil_id}:{one.line_id}",
        "pupil_id": pupil_id,
        "section": one.section,
        "kind": one.kind,
        "text": one.reads,
        "position": 10.0 * place,
        "area": one.area or None,
        "links": json.dumps(list(one.links)),
        "sources": json.dumps([asdict(each) for each in _sources(one, document, text)]),
        "origin": "written",
        "agreed": True,
        "withdrawn": False,
    }


def _sources(one: Kept, document: Mapping[str, Any], text: str) -> list[Citation]:
    start = text.index(one.words)
    label = f"{document['title']}, {said_day(date.fromisoformat(document['dated_on']))}"
    end = start + len(one.words)
    found = [Citation("document", document["document_id"], label, one.words, start, end)]
    if one.package:
        found.append(Citation("package", one.package, f"Support package {one.package.upper()}"))
    return found
