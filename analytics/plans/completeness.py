"""What an auditor looks for section by section, as far as it can be told without judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analytics.plans.header import day_of, header, in_or_beyond_year_9
from analytics.plans.wording import has_words
from data.schemas.plans import (
    AREA_QUESTIONS,
    BROAD_AREAS,
    PROVISION_SECTIONS,
    SECTIONS,
    Finding,
    Line,
    Plan,
)
from data.schemas.reading import BundleReading
from data.schemas.vocabulary import AUTHOR_ROLES

# Those concerned have agreed the plan, or have it: nothing may be open any more.
SETTLED = frozenset({"agreed", "final"})
# SEND Regulations 2014, reg 8(1): advice within six weeks of being asked for.
ADVICE_DAYS = 42
# SEND Regulations 2014, reg 12(3).
ADULTHOOD = re.compile(
    r"(?i)adulthood|employ|\bjobs?\b|work experience|work placement|apprentic|independen|travel|"
    r"communit|volunteer|money|budget|cook|careers?|college|housing|live alone"
)
_DATE = re.compile(
    r"\b(\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December) \d{4}|\d{4}-\d\d-\d\d)\b"
)
_BLANK = re.compile(r"(?i)^\W*(?:(?:is )?left blank|blank\b|to be named|not yet named)")
_ASKED = re.compile(rf"(?i)\basked (?:for )?(?:it )?(?:on )?{_DATE.pattern}")
_ROLE = re.compile(
    "(?i)"
    + "|".join(re.escape(words) for role, words in AUTHOR_ROLES.items() if role != "other")
    + r"|parent|mother|father|grand|carer|therap|psycholog|teacher|nurse|social care|doctor|"
    r"consultant"
)


def completeness(plan: Plan, bundle: BundleReading | None = None) -> tuple[Finding, ...]:
    """Return the points of an audit that the plan does not meet.

    The points are those of the checklists of councils for a good plan, by SEND Regulations 2014,
    reg 12, and the Code of Practice 2015, 9.62 to 9.69.
    """
    return (
        *header(plan),
        *_sections(plan),
        *_wordless(plan),
        *_special_needs(plan),
        *_health_and_care(plan),
        *_adulthood(plan),
        *_placement(plan),
        *_payments(plan),
        *_advice(plan, bundle),
        *_to_obtain(plan),
    )


def _sections(plan: Plan) -> Iterator[Finding]:
    for section, title in SECTIONS.items():
        if section != "I" and not plan.section(section):
            sentence = f"Section {section} ({title}) is empty; it must be there, if only as “none”."
            yield Finding("section_missing", section, sentence, None, "problem")


def _wordless(plan: Plan) -> Iterator[Finding]:
    sentence = "This line says nothing: write its words, or take it out of the plan."
    for line in plan.lines:
        if not has_words(line.text):
            yield Finding("line_without_words", line.section, sentence, line.line_id, "problem")


def _special_needs(plan: Plan) -> Iterator[Finding]:
    lines = plan.section("B")
    for area, title in BROAD_AREAS.items():
        mine = [line for line in lines if line.area in (area, *AREA_QUESTIONS[area])]
        if not any(line.kind in ("need", "none", "to_obtain") for line in mine):
            sentence = f"{title}: no need is written, and not that none was identified."
            yield Finding("area_missing", "B", sentence, None, "problem")
        yield from _strengths_first(mine, title)
    if lines and not any(line.kind == "strength" for line in lines):
        sentence = "Nothing is said of what the pupil can do; strengths come first."
        yield Finding("no_strength", "B", sentence)


def _strengths_first(lines: Sequence[Line], title: str) -> Iterator[Finding]:
    needs = [line.position for line in lines if line.kind == "need"]
    late = [
        line
        for line in lines
        if line.kind == "strength" and needs and all(line.position > place for place in needs)
    ]
    # A strength after the first of several needs may belong to the next of them.
    early = any(line.kind == "strength" for line in lines if line not in late)
    if late and not early:
        sentence = f"{title}: the strength stands after the need; it should come first."
        yield Finding("strength_after_need", "B", sentence, late[0].line_id)


def _health_and_care(plan: Plan) -> Iterator[Finding]:
    for section in ("C", "D"):
        kinds = {line.kind for line in plan.section(section)}
        if kinds and not kinds & {"need", "none", "to_obtain"}:
            sentence = f"Section {section} names no need and does not say that none was identified."
            yield Finding("no_statement", section, sentence, None, "problem")


def _adulthood(plan: Plan) -> Iterator[Finding]:
    if not in_or_beyond_year_9(plan.particulars):
        return
    lines = [line for section in PROVISION_SECTIONS for line in plan.section(section)]
    if not any(ADULTHOOD.search(line.text) for line in lines):
        sentence = (
            "From year 9 on, F, G or H must hold provision to prepare for adulthood and "
            "independent living; none is recognised."
        )
        yield Finding("no_preparation_for_adulthood", "F", sentence, None, "problem")


def _placement(plan: Plan) -> Iterator[Finding]:
    lines = [line for line in plan.section("I") if line.kind == "placement"]
    named = [line for line in lines if not _BLANK.search(line.text)]
    final = plan.particulars.status == "final"
    if final and not named:
        sentence = "A final plan names the school or its type in section I."
        yield Finding("no_placement", "I", sentence, None, "problem")
    if not final:
        for line in named:
            sentence = "Section I is blank until the plan is final: the family has yet to be heard."
            yield Finding("placement_too_early", "I", sentence, line.line_id, "problem")


def _payments(plan: Plan) -> Iterator[Finding]:
    ends = {line.line_id for line in plan.lines if line.kind in ("need", "outcome")}
    for line in plan.section("J"):
        if line.kind == "payment" and not ends & set(line.links):
            sentence = "This direct payment is not linked to the needs and outcomes it is for."
            yield Finding("payment_without_need", "J", sentence, line.line_id, "problem")


def _advice(plan: Plan, bundle: BundleReading | None) -> Iterator[Finding]:
    for line in plan.section("K"):
        if line.kind == "advice":
            yield from _of_advice(line)
    listed = {source.ref for line in plan.section("K") for source in line.sources}
    cited = {
        source.ref: source.label
        for line in plan.lines
        for source in line.sources
        if source.kind == "document" and line.section != "K"
    }
    own = {paper.source.document_id for paper in bundle.documents} if bundle else set(cited)
    for ref in sorted(cited.keys() - listed):
        sentence = f"The plan quotes “{cited[ref]}”, which section K does not list."
        yield Finding("advice_not_listed", "K", sentence, None, "problem")
        if ref not in own:
            sentence = f"“{cited[ref]}” is no longer in the bundle."
            yield Finding("document_gone", "K", sentence, None, "problem")


def _of_advice(line: Line) -> Iterator[Finding]:
    dates = _DATE.findall(line.text)
    if not dates:
        sentence = "This advice has no date."
        yield Finding("advice_without_date", "K", sentence, line.line_id, "problem")
    if not _ROLE.search(line.text):
        sentence = "This advice does not say in what role its author wrote."
        yield Finding("advice_without_role", "K", sentence, line.line_id, "problem")
    yield from _late(line)


def _late(line: Line) -> Iterator[Finding]:
    asked = _ASKED.search(line.text)
    if asked is None:
        return
    first = day_of(asked[1])
    rest = line.text[: asked.start()] + line.text[asked.end() :]
    days = [day for words in _DATE.findall(rest) if (day := day_of(words))]
    if first and days and (max(days) - first).days > ADVICE_DAYS:
        weeks = (max(days) - first).days / 7
        sentence = f"This advice came {weeks:.0f} weeks after it was asked for; the limit is six."
        yield Finding("advice_late", "K", sentence, line.line_id)


def _to_obtain(plan: Plan) -> Iterator[Finding]:
    weight = "problem" if plan.particulars.status in SETTLED else "watch"
    for line in plan.lines:
        if line.kind == "to_obtain":
            yield Finding("to_obtain", line.section, line.text, line.line_id, weight)
