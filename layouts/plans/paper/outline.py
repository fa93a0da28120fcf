"""A whole plan on paper, for those who write it and those who are asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.schemas.plans import SECTIONS, Finding, Particulars, Plan
from data.schemas.vocabulary import PRIMARY_NEEDS
from layouts import dates
from layouts.plans.paper.blocks import Block, Cell, Grid, Heading, Item, Paper, cell
from layouts.plans.paper.cleaning import cleaned
from layouts.plans.paper.sections import NOTHING_YET, Writer, obtain, section_blocks
from layouts.wording import INVENTED

# The prototype names the Code by 2014; the one in force is of January 2015 (DFE-00205-2013).
LAW = (
    "In accordance with the Children and Families Act 2014 and the Special Educational Needs and "
    "Disability Code of Practice, January 2015."
)
STANDINGS: dict[str, str] = {
    "draft": "DRAFT, not for implementation",
    "family": "DRAFT, not for implementation",
    "agreed": "Agreed by the panel, not yet final",
    "final": "Final plan",
}
NOT_KNOWN = "Not known"
NOTHING_TO_OBTAIN = "No line of this draft is waiting for anything."
WEIGHTS: dict[str, str] = {
    "problem": "Put right before it is sent",
    "watch": "Look at it again",
    "source": "The source itself is vague",
}
NOT_OF_THE_PLAN = "This annex is not part of the plan. Take it out before the plan is sent."
FOR_COMMENT = (
    "This is a draft for comment. The family or the young person has at least 15 days, starting "
    "with the day on which it is served, to say what they think of it, to meet an officer of the "
    "authority about it, and to ask for a particular school or other institution to be named in "
    "section I (SEND Regulations 2014, regulation 13(1); Children and Families Act 2014, section "
    "38)."
)
MARKED = "Each is marked in its place, and all are listed after section K."
SIGNATURE = "Signature of the authority"
NOT_SIGNED = (
    "A draft is not signed. The officer who signs off the final plan signs and dates it here, with "
    "full name and role."
)
TO_SIGN = ("Full name", "Role", "Signature", "Date")
BY_HAND = "_" * 40
END = "End of the plan."
END_OF_ANNEX = "End of the annex."


def paper(plan: Plan, *, findings: Sequence[Finding] = ()) -> Paper:
    """Return the plan with its signature, gaps, sources and findings behind its sections.

    How many gaps there are is said in front, so that nobody sends it without knowing.
    """
    (plan, found), changes = cleaned((plan, tuple(findings)))
    writer = Writer.of(plan)
    sections = [block for section in SECTIONS for block in section_blocks(writer, section)]
    blocks = (
        *front(writer),
        *([Item("note", changes.sentence)] if changes.sentence else []),
        *sections,
        *_signature(plan.particulars),
        *still_to_obtain(writer),
        *_sources(writer),
        Item("note", END),
        *_findings(writer, found),
    )
    return headed(plan.particulars, blocks)


def headed(facts: Particulars, blocks: tuple[Block, ...], *, family: bool = False) -> Paper:
    """Return blocks under the title of the plan, with what stands at the head of each page."""
    date = (facts.status == "final" and facts.final_on) or facts.drafted_on
    return Paper(
        title=f"My Education, Health & Care Plan: {' '.join(facts.called.split())}",
        reference=facts.pupil_id,
        authority=facts.authority,
        standing=STANDINGS.get(facts.status, facts.status),
        date=in_words(date),
        dated=date,
        blocks=blocks,
        invented=facts.invented,
        family=family,
    )


def front(writer: Writer) -> list[Block]:
    """Return the law it stands on, its standing, and the facts of the header strip."""
    facts = writer.plan.particulars
    standing = Item("standing", f"{STANDINGS.get(facts.status, facts.status)}.")
    invented = [Item("note", INVENTED)] if facts.invented else []
    return [Item("lead", LAW), standing, *invented, *_for_comment(writer), _particulars(facts)]


def _particulars(facts: Particulars) -> Grid:
    rows = {
        "Name in the plan": facts.name,
        "Reference": facts.pupil_id,
        "Born": facts.born,
        "Age": _age(facts),
        "School or other setting": facts.school,
        "Primary need": PRIMARY_NEEDS.get(facts.primary_need, facts.primary_need),
        "Cluster of similar cases": facts.cluster,
        "Assessment requested on": in_words(facts.requested_on),
        "Draft of": in_words(facts.drafted_on),
        **({"Final plan of": in_words(facts.final_on)} if facts.final_on else {}),
        "Review due by": in_words(facts.review_due_on),
    }
    cells = [(cell(name), cell(value or NOT_KNOWN)) for name, value in rows.items()]
    return Grid("About this plan", ("About this plan", "Recorded"), tuple(cells), (35, 65))


def _age(facts: Particulars) -> str:
    years = "" if facts.age_years is None else f"{facts.age_years} years"
    return f"{years} ({facts.age_band})" if years and facts.age_band else years or facts.age_band


def in_words(date: str) -> str:
    """Return a date in words; one that is no date as it was written, none as not known."""
    try:
        return dates.day(date) if date else NOT_KNOWN
    except ValueError:
        return date


def _for_comment(writer: Writer) -> list[Block]:
    """Say what may be done with a draft, and how much of it is still open."""
    if writer.plan.particulars.status not in ("draft", "family"):
        return []
    count = len(_gaps(writer))
    points = "1 point is" if count == 1 else f"{count} points are"
    counted = Item("text", MARKED, f"{points} still to be obtained.")
    return [Item("text", FOR_COMMENT), counted if count else Item("text", NOTHING_TO_OBTAIN)]


def _signature(facts: Particulars) -> list[Block]:
    """Return the place where a named officer signs the final plan."""
    heading = Heading(1, SIGNATURE)
    if facts.status != "final":
        return [heading, Item("note", NOT_SIGNED)]
    rows = tuple((cell(name), cell(BY_HAND)) for name in TO_SIGN)
    heads = ("For the authority", "To be filled in by hand")
    return [heading, Grid("Signature of the officer who signs off the plan", heads, rows, (35, 65))]


def still_to_obtain(writer: Writer) -> list[Block]:
    """Return the list of the gaps of a draft; a final plan has none."""
    if writer.plan.particulars.status == "final":
        return []
    heading, rows = Heading(1, "What is still to be obtained"), _gaps(writer)
    if not rows:
        return [heading, Item("text", NOTHING_TO_OBTAIN)]
    heads = ("Where", "What is missing, and whom to ask")
    return [heading, Grid("What is still to be obtained", heads, tuple(rows), (20, 80))]


def _gaps(writer: Writer) -> list[tuple[Cell, ...]]:
    return [
        *(
            (cell(f"Section {line.section}"), (replace(obtain(writer, line), style="cell"),))
            for line in writer.plan.lines
            if line.kind == "to_obtain"
        ),
        *(
            (cell(f"Section {section}"), cell(NOTHING_YET))
            for section in SECTIONS
            if section != "I" and not writer.plan.section(section)
        ),
    ]


def _sources(writer: Writer) -> list[Block]:
    grid = writer.references.grid()
    return [Heading(1, "Sources", new_page=True), grid] if grid else []


def _findings(writer: Writer, findings: Sequence[Finding]) -> list[Block]:
    if not findings:
        return []
    rows = [
        (
            cell(_place(writer, finding)),
            cell(finding.sentence),
            cell(WEIGHTS.get(finding.weight, finding.weight)),
        )
        for finding in sorted(findings, key=_weight)
    ]
    heads = ("Where", "What the checks found", "What to do")
    return [
        Heading(1, "Annex for the writer: what the checks found", new_page=True),
        Item("note", NOT_OF_THE_PLAN),
        Grid("What the checks found", heads, tuple(rows), (16, 60, 24)),
        Item("note", END_OF_ANNEX),
    ]


def _weight(finding: Finding) -> int:
    order = tuple(WEIGHTS)
    return order.index(finding.weight) if finding.weight in order else len(order)


def _place(writer: Writer, finding: Finding) -> str:
    return writer.numbers.get(finding.line_id or "") or f"Section {finding.section}"
