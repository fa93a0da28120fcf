"""The amended plans of the demonstration made whole, around what was kept of sections E and F.

Needs and statements of none are drafted as the generator drafts them; where it asks for what no
source gives, stands what invented people wrote.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import pandas as pd

from analytics.age import age_band, age_years
from analytics.case import Case
from analytics.plans.completeness import ADULTHOOD
from analytics.plans.header import in_or_beyond_year_9
from analytics.plans.known import Known
from analytics.plans.needs import care_lines, health_lines, needs_lines
from analytics.plans.rows import row_of
from analytics.plans.support import MEETINGS
from data.demo import whole_plans as words
from data.demo.cohort_people import SERVED_BY
from data.schemas.plans import AREA_QUESTIONS, Citation, Line, Particulars

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]

AUTHORED = Citation("record", "plans", "Written when the plan was amended")
STEP = 10.0
TABLES = ("pupils", "requests", "assessments")


def whole(rows: Rows, kept: Sequence[Row], *, today: datetime.date) -> list[Row]:
    """Return the lines of whole plans: `kept`, linked to needs, and every other section.

    `rows` holds the rows of pupils, requests, assessments and schools.
    """
    by_pupil: dict[str, list[Row]] = {}
    for row in kept:
        by_pupil.setdefault(row["pupil_id"], []).append(row)
    found = {name: {row["pupil_id"]: row for row in rows[name]} for name in TABLES}
    schools = {row["school_id"]: row["name"] for row in rows["schools"]}
    return [
        line
        for pupil_id, own in by_pupil.items()
        for line in _plan(
            _known({name: found[name][pupil_id] for name in TABLES}, schools, today), own
        )
    ]


def _known(own: Mapping[str, Row], schools: Mapping[str, str], today: datetime.date) -> Known:
    pupil, request = own["pupils"], own["requests"]
    age = age_years(pupil["birth_year"], pupil["birth_month"], today)
    school = schools.get(pupil["school_id"], "")
    case = Case(
        pupil=pupil,
        request=request,
        school=school,
        assessment=own["assessments"],
        revision=1,
        age_years=age,
        age_band=age_band(age),
        missing=(),
        allocation=None,
        needs=pd.DataFrame(),
        reading="",
        suggestions=(),
    )
    particulars = Particulars(
        pupil_id=pupil["pupil_id"],
        born=f"{datetime.date(pupil['birth_year'], pupil['birth_month'], 1):%B %Y}",
        age_years=age,
        school=school,
        final_on=request["final_on"],
        status="final",
    )
    return Known(case, particulars, None, (), pd.DataFrame(), today)


def _plan(known: Known, kept: list[Row]) -> Iterator[Row]:
    pupil_id = known.case.pupil_id
    details: dict[str, list[Any]] = {need: [] for need in known.needs}
    drafted = [
        *needs_lines(known, details),
        *health_lines(known, details),
        *care_lines(known, details),
    ]
    needs = {str(one.area): one.line_id for one in drafted if one.kind == "need"}
    written = [*_views(pupil_id), *map(_answered, drafted, [pupil_id] * len(drafted))]
    written += [*_care(needs), *_ending(known)]
    yield from _linked(kept, needs)
    for place, line in enumerate(_further(known, kept, needs), start=len(kept) + 1):
        yield {**row_of(line, pupil_id=pupil_id), "position": STEP * place, "agreed": True}
    for place, line in enumerate(written, start=1):
        yield {**row_of(line, pupil_id=pupil_id), "position": STEP * place, "agreed": True}


def _written(section: str, kind: str, text: str, *, key: str, **more: Any) -> Line:
    sources = (_recorded(text) if kind == "provision" else AUTHORED,)
    return Line(
        f"{section}-{key}", section, kind, text, 0.0, sources=sources, origin="written", **more
    )


def _recorded(text: str) -> Citation:
    """Return the record of the amended plan as the source of what it gives and how much of it."""
    return replace(AUTHORED, quote=text)


def _views(pupil_id: str) -> Iterator[Line]:
    for place, (kind, text) in enumerate(words.section_a(pupil_id), start=1):
        yield _written("A", kind, text, key=f"amended-{place}")


def _answered(line: Line, pupil_id: str) -> Line:
    """Return a drafted line, or what a person wrote where the draft asks for something."""
    if line.kind != "to_obtain":
        return line
    if line.area is None:
        return _written("B", "strength", words.strength(pupil_id), key="amended-strength")
    text = words.DETAILS[line.area]
    return _written(
        line.section,
        "detail",
        text,
        key=f"amended-{line.area}",
        area=line.area,
        links=line.links,
    )


def _care(needs: Mapping[str, str]) -> Iterator[Line]:
    for section, none in words.CARE_NONE.items():
        area, text = words.CARE.get(section, ("", ""))
        if area in needs:
            links = (needs[area],)
            yield _written(section, "provision", text, key="amended", area=area, links=links)
        else:
            yield _written(section, "none", none, key="amended")


def _ending(known: Known) -> Iterator[Line]:
    school = f"{known.case.school}." if known.case.school else words.UNPLACED
    yield _written("I", "placement", school, key="amended")
    yield _written("J", "none", words.PAYMENT, key="amended")
    decided = datetime.date.fromisoformat((known.case.request or {})["decided_on"])
    for place, text in enumerate(words.section_k(decided), start=1):
        yield _written("K", "advice", text, key=f"amended-{place}")


def _further(known: Known, kept: list[Row], needs: Mapping[str, str]) -> Iterator[Line]:
    """Yield what a plan must have of provision where nothing in its section F is that."""
    standing = [row for row in kept if not row["withdrawn"]]
    given = [row["text"] for row in standing if row["section"] == "F"]
    ends = (*needs.values(), *(_line_id(row) for row in standing if row["kind"] == "outcome"))
    if not given:
        yield _written("F", "provision", words.TEACHING, key="amended", links=ends)
    if in_or_beyond_year_9(known.particulars) and not any(map(ADULTHOOD.search, given)):
        text = words.ADULTHOOD
        yield _written("F", "provision", text, key="amended-adulthood", links=ends[:1])


def _linked(kept: list[Row], needs: Mapping[str, str]) -> Iterator[Row]:
    """Yield what was kept of E and F with the needs and outcomes that each line serves."""
    standing = [row for row in kept if not row["withdrawn"]]
    outcomes = [row for row in standing if row["kind"] == "outcome"]
    links: dict[str, list[str]] = {row["line_key"]: [] for row in kept}
    for question, need in needs.items():
        for row in _nearest(question, outcomes):
            links[row["line_key"]].append(need)
    for row in standing:
        if row["kind"] == "provision":
            links[row["line_key"]] += _served(row, outcomes, needs)
        links[row["line_key"]] = links[row["line_key"]] or [*needs.values()][:1]
    _help_every_outcome(outcomes, [row for row in standing if row["kind"] == "provision"], links)
    for row in kept:
        served = json.dumps([*dict.fromkeys(links[row["line_key"]])])
        yield {**row, "links": served, "sources": _sources(row)}


def _sources(row: Row) -> str:
    """Return the sources of a line that was kept; where it gives hours, the record of them too."""
    if row["kind"] != "provision":
        return str(row["sources"])
    return json.dumps([*json.loads(row["sources"]), asdict(_recorded(row["text"]))])


def _nearest(question: str, outcomes: list[Row]) -> list[Row]:
    """Return the outcomes about a question, else about its broad area, else the last of all."""
    exact = [row for row in outcomes if row["area"] == question]
    group = next((some for some in AREA_QUESTIONS.values() if question in some), ())
    return exact or [row for row in outcomes if row["area"] in group] or outcomes[-1:]


def _served(row: Row, outcomes: list[Row], needs: Mapping[str, str]) -> list[str]:
    package = _cited(row)
    met = {q for one in MEETINGS if one.package_id == package for q in one.questions}
    served = [_line_id(each) for each in outcomes if package in SERVED_BY.get(_cited(each), ())]
    return [*(need for question, need in needs.items() if question in met), *served]


def _help_every_outcome(
    outcomes: list[Row], provision: list[Row], links: dict[str, list[str]]
) -> None:
    """Have the first line of provision serve each outcome that no other line serves."""
    served = {end for row in provision for end in links[row["line_key"]]}
    for row in outcomes:
        if _line_id(row) not in served and provision:
            links[provision[0]["line_key"]].append(_line_id(row))


def _cited(row: Row) -> str:
    return str(json.loads(row["sources"])[0]["ref"])


def _line_id(row: Row) -> str:
    return str(row["line_key"]).partition(":")[2]
