"""Panel: what is before it of one pupil on one page, and the form of its decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from analytics.case import Case
from analytics.packages import Suggestion
from analytics.panel import Subject
from data.schemas import PRIMARY_NEEDS, STAGES
from data.schemas.panel import ASKS, OUTCOMES_DONE
from data.schemas.plans import PLAN_STATUSES
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element, link
from layouts.components.facts import facts
from layouts.components.no_plan import no_plan
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.panel.agenda import Item, decision_state
from layouts.panel.standing import BROUGHT, brought_words, panel_words

Row = Mapping[str, Any]
SUPPORT = "Which support is suggested, and what did similar cases have?"
NOT_ADDED_UP = (
    "Cost: not known. The catalogue has no unit costs for these packages; an administrator enters "
    "them under Packages and rule."
)


@dataclass(frozen=True)
class Pack:
    """Hold what the panel has before it of one pupil at one meeting."""

    meeting: Row
    item: Item
    case: Case
    subject: Subject
    earlier: tuple[Row, ...]
    names: Mapping[str, str]

    @property
    def pupil_id(self) -> str:
        """Return the pupil's reference."""
        return self.case.pupil_id


def summary(pack: Pack, *, level: int = 1) -> list[Any]:
    """Return the pack; `level` 2 makes it a part of the papers of a meeting."""
    heading = html.H1 if level == 1 else html.H2
    below, on_paper = level + 1, level > 1
    return [
        heading(f"{pack.pupil_id}: {ASKS[pack.item.item['ask']].lower()}?"),
        _facts(pack),
        *_note(pack),
        *_rule(pack),
        section("What is missing?", *_missing(pack, open=on_paper), level=below),
        section("Which needs are there?", *_needs(pack), level=below),
        section(SUPPORT, *_support(pack), level=below),
        section("What does the draft plan hold?", *_plan(pack, linked=not on_paper), level=below),
        section("What was decided before?", *_earlier(pack), level=below),
    ]


def _facts(pack: Pack) -> html.Dl:
    case, row = pack.case, pack.case.assessment
    stage = STAGES[case.request["stage"]] if case.request else "Not started"
    return facts(
        [
            ("Pupil", link(pack.pupil_id, f"/pupils/{pack.pupil_id}")),
            ("Cluster", row.get("cluster") or "Not yet"),
            ("Primary need", PRIMARY_NEEDS.get(row.get("primary_need") or "", "Not decided")),
            ("Age", f"{case.age_years} years"),
            ("Stage", stage),
            ("Next statutory day", day(pack.item.due_on)),
            ("Panel", panel_words(case.approval)),
            ("Plan", PLAN_STATUSES.get(pack.subject.plan_status, "None")),
            ("School", case.school or "Not recorded"),
            ("Put forward by", _name(pack, pack.item.item["added_by"])),
        ]
    )


def _name(pack: Pack, username: str) -> str:
    return pack.names.get(username, username)


def _note(pack: Pack) -> list[Any]:
    note = pack.item.item.get("note")
    return [html.P([html.Strong("Beforehand: "), note])] if note else []


def _rule(pack: Pack) -> list[Any]:
    return [no_plan()] if pack.item.by_rule else []


def _missing(pack: Pack, *, open: bool) -> list[Any]:
    late = [html.P(html.Strong(pack.item.late_words))] if pack.item.late_words else []
    if not pack.item.missing:
        return [*late, html.P("Nothing that this page can see.")]
    lines = [
        element(
            "Li",
            [
                element("Strong", "Before an approval: " if one.blocks else "To weigh: "),
                one.sentence,
            ],
        )
        for one in pack.item.missing
    ]
    gaps = [element("Li", text) for text in pack.subject.to_obtain]
    # What is folded is not printed, so the papers have it open.
    listed = [disclosure("The gaps", html.Ul(gaps), open=open)] if gaps else []
    return [*late, element("Ul", lines), *listed]


def _needs(pack: Pack) -> list[Any]:
    case = pack.case
    compared = case.compared_cluster
    needs = case.needs[case.needs["score"].fillna(0) > 0]
    if needs.empty:
        return [html.P(case.reading), html.P("No need above None is answered.")]
    heads = [Head("Need"), Head("Answer"), Head("Score", numeric=True)]
    if compared:
        heads.append(Head(f"Mean of {compared}", numeric=True))
    names = ("label", "words", "score", "maximum", "cluster_mean")
    rows = [
        [label, words, f"{score} of {maximum}", f"{mean:.1f}"][: len(heads)]
        for label, words, score, maximum, mean in zip(
            *(needs[name].tolist() for name in names), strict=True
        )
    ]
    rest = len(case.needs) - len(needs) - len(case.missing)
    return [
        html.P(case.reading),
        data_table("Needs above None", heads, rows),
        html.P(f"The other {rest} of the 20 questions are answered None or No.", className="quiet"),
    ]


def _support(pack: Pack) -> list[Any]:
    told = [one for one in pack.case.suggestions if one.suggested]
    if not told:
        return [html.P("No package is suggested.")]
    heads = [Head("Package"), Head("Why"), Head("Nearest cases that had it"), Head("Unit cost")]
    rows = [
        [f"{one.package_id.upper()}: {one.name}", one.why, _had(one), _cost(one)] for one in told
    ]
    lacking = all(one.unit_cost is None for one in told)
    return [
        data_table("Suggested packages", heads, rows),
        html.P(NOT_ADDED_UP if lacking else "A total is not worked out.", className="quiet"),
    ]


def _had(one: Suggestion) -> str:
    return f"{one.n_with} of {one.n_similar}"


def _cost(one: Suggestion) -> str:
    if one.unit_cost is None:
        return "Not known"
    return f"£{one.unit_cost:,.2f} per {one.cost_unit or 'unit'}"


def _plan(pack: Pack, *, linked: bool) -> list[Any]:
    """Return what the plan holds; the way to it, which paper has not, only where `linked`."""
    kinds = pack.subject.kinds
    if not pack.subject.sections:
        told = "There is no draft of the plan yet."
    else:
        told = (
            f"{_n(kinds.get('need', 0), 'need')}, {_n(kinds.get('outcome', 0), 'outcome')} and "
            f"{_n(kinds.get('provision', 0), 'line')} of provision."
        )
    return [html.P(told), *([_ways(pack.pupil_id)] if linked else [])]


def _ways(pupil_id: str) -> Element:
    lines = [
        element("Li", link("The plan, section by section", f"/generator/{pupil_id}")),
        element("Li", link("Documents", f"/documents/{pupil_id}")),
        element("Li", link("Dates and steps", f"/process/{pupil_id}")),
        element("Li", link("Placement", f"/placement/{pupil_id}")),
        element(
            "Li", link("Contradictions in the documents", f"/documents/{pupil_id}/contradictions")
        ),
    ]
    return element("Ul", lines)


def _n(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _earlier(pack: Pack) -> list[Any]:
    brought = _brought(pack)
    if not pack.earlier:
        return brought or [html.P("The panel has not decided on this pupil before.")]
    return [*brought, decisions(pack.earlier, names=pack.names)]


def _brought(pack: Pack) -> list[Any]:
    """Return what was decided before decisions were kept here, nothing where that is unknown."""
    found = pack.case.approval
    if found.brought is None:
        return []
    told = [html.P([html.Strong(f"{brought_words(found)}. "), BROUGHT])]
    considered = pack.case.assessment.get("panel_considerations")
    # A decision kept here has written its own reasons over what came with the record.
    if considered and not found.decisions:
        told.append(html.P(["What the panel took into account: ", considered]))
    return told


def decisions(rows: Sequence[Row], *, names: Mapping[str, str]) -> Element:
    """Return decisions as a table, each with its reasons and its two members."""
    heads = [Head("Day"), Head("Asked"), Head("Decision"), Head("Reasons"), Head("By")]
    return data_table("Decisions of the panel", heads, [_decision(row, names) for row in rows])


def _decision(row: Row, names: Mapping[str, str]) -> list[Any]:
    by = f"Decided by {names.get(row['decided_by'], row['decided_by'])}"
    second = row["confirmed_by"]
    if second:
        by += f", confirmed by {names.get(second, second)} on {day(row['confirmed_on'])}"
    reasons = [element("P", row["reason"])]
    if row["rule_reason"]:
        reasons.append(element("P", f"Why the rule does not decide: {row['rule_reason']}"))
    about = f"On revision {row['assessment_revision']} of the assessment"
    reasons.append(element("P", about, className="quiet"))
    state: Any = decision_state(row)
    if row.get("replaced"):
        state = f"{OUTCOMES_DONE[row['outcome']]}, then decided otherwise"
    return [day(row["decided_on"]), ASKS[row["ask"]], state, reasons, by]


def back(meeting: Row) -> html.P:
    """Return the way back to the agenda."""
    words = f"Agenda of {day(meeting['held_on'])}"
    return html.P(dcc.Link(words, href=f"/panel/{meeting['meeting_id']}"))
