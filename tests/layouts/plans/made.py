"""An invented plan, and plans of any text, for what writes plans on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.schemas.plans import Citation, Finding, Line, Particulars, Plan

PSYCHOLOGIST = Citation("document", "07", "Psychologist's report, 3 May 2026, page 2", "every day")
THERAPIST = Citation("document", "06", "Therapist's report, 20 April 2026", "3 x 45 minutes")
ANSWER = Citation("answer", "slc", "Assessment, question 16", "Moderately behind")

FACTS = Particulars(
    "EX1",
    authority="Northmoor Council (invented)",
    name="Mila",
    pronoun="she",
    born="May 2009",
    age_years=17,
    age_band="16-19",
    school="Ashgrove School",
    primary_need="SLD",
    cluster="X1",
    requested_on="2026-02-02",
    drafted_on="2026-05-20",
    invented=True,
)


def line(
    line_id: str, section: str, kind: str, text: str, *links: str, area: str = "", **others: Any
) -> Line:
    """Return a line; by default the psychologist is its source."""
    given = {"sources": (PSYCHOLOGIST,), **others}
    return Line(line_id, section, kind, text, 1.0, area or None, links, **given)


def plan(lines: Sequence[Line] = (), **facts: Any) -> Plan:
    """Return a plan of some lines."""
    return Plan(replace(FACTS, **facts), tuple(lines))


LINES = (
    line("history", "A", "background", "Mila moved here in 2024."),
    line("view", "A", "view", "“I like the horses.”", agreed=True),
    line("hopes", "A", "to_obtain", "To obtain from Mila: what she hopes for.", sources=()),
    line("reading", "B", "need", "Mila reads single words.", area="english", agreed=True),
    line("coins", "B", "strength", "Mila recognises coins.", area="maths"),
    line(
        "speech",
        "B",
        "need",
        "Mila loses long instructions.",
        area="slc",
        sources=(THERAPIST, ANSWER),
    ),
    line("autism", "B", "need", "Changes of routine upset Mila.", area="asd"),
    line("score", "B", "detail", "She understood 12 of 40 sentences.", "autism", area="asd"),
    line("other", "B", "need", "Mila tires after lunch."),
    line("well", "C", "none", "No health needs have been identified."),
    line("social", "D", "need", "Mila is a child in need."),
    line(
        "follow",
        "E",
        "outcome",
        "Mila will follow three steps by July 2027.",
        "speech",
        agreed=True,
    ),
    line("leave", "E", "outcome", "Mila will use her exit card.", "autism", "gone"),
    line(
        "therapy",
        "F",
        "provision",
        "Therapy for 3 x 45 minutes a week.",
        "speech",
        "follow",
        sources=(THERAPIST,),
        agreed=True,
    ),
    line("routine", "F", "provision", "Rehearsal before each change.", sources=()),
    line("who", "F", "to_obtain", "who rehearses, and for how long.", "routine", sources=()),
    line("nothing", "G", "none", "None identified."),
    line("club", "H2", "provision", "A club for 4 hours a week.", "social"),
    line("school", "I", "placement", "Ashgrove College"),
    line("pay", "J", "payment", "A direct payment for the club.", "club"),
    line("advice", "K", "advice", "R. Hall, psychologist, 3 May 2026"),
)
WHOLE = plan(LINES)
FINDINGS = (
    Finding("review", "E", "E2 has no review.", "leave"),
    Finding("odd", "F", "Of another weight.", weight="other"),
    Finding("slot", "F", "F2 does not say who.", "routine", "problem"),
)

HOSTILE = (
    "\x00\x01\x1b[31mred\x7f and \ud800 half",
    "one\r\ntwo\rthree\x0bfour\u2028five\tsix",
    "\u202eesrever\u202c and \u2067isolate\u2069",
    "שרה כהן (born 2012), محمد ١٢٣ and Ann",
    "👩\u200d👧\u200d👦 🏴\U000e0067\U000e007f e\u0301\u0301\u0301",
    '{ INCLUDETEXT "C:\\\\secret.txt" } { DDEAUTO c:\\\\cmd.exe "/k calc" }',
    "=cmd|' /C calc'!A0",
    "</w:t></w:r><w:fldSimple w:instr='DATE'/>&amp;&lt;<![CDATA[x]]>",
    "{{ 7 * 7 }} {% for x in y %} {# no #} {_{ x }_}",
    "w" * 4_000,
    "many words " * 363,
    " leading and trailing \n\n\n",
    "_x000D_ [1] B1 \\n",
    "\u00a0",
)
