"""What stands out: three things, how sure each is, against whom, and how good the data are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import dcc, html

from analytics.answers import opened
from analytics.sen2.comparator import model_name
from analytics.sen2.records import records
from analytics.sen2.standing_out import Finding, Held, StandingOut, data_words, reading
from data.schemas.indicators import INDICATORS
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element, link
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.sen2.address import Chosen
from layouts.sen2.files import files
from layouts.sen2.values import SIGNS, SUSPECT, compared, number, verdict

# The sign and the words of what came of trying a finding against another comparator.
OUTCOMES: dict[str, tuple[str, str]] = {
    "holds": ("✓", "holds"),
    "similar": ("≈", "no difference"),
    "opposite": ("✕", "the other way round"),
    "not comparable": ("·", "cannot be tried"),
}
MOST_NAMED = 6
SOUND = "Published, and it passes every check."
HOW = (
    "Every figure of the authority that can be compared is tested against the same figure of the "
    "comparator without the authority itself. Because so many are tested, some would differ by "
    "chance, so the tests are adjusted (Benjamini and Hochberg): of what is shown here, at most 5% "
    "is expected to be chance. Those left are put in order by how far they lie from the comparator "
    "in units of what is usual between authorities; differences below one percentage point, or a "
    "tenth of a rate, come last, and figures that tell the same story are told once. How much "
    "authorities usually differ is the spread that is left when chance is taken away "
    "(Spiegelhalter 2005). A difference says nothing of its cause."
)


def body(found: StandingOut, chosen: Chosen) -> list[Any]:
    """Return what stands out about an authority, the answer first."""
    return [
        html.P(reading(found), className="lead sen2-answer", role="status"),
        data_sentence(found, chosen),
        *cards(found, chosen),
        *_rest(found, chosen),
        *_left_out(found),
        disclosure("How this is decided", html.P(HOW)),
    ]


def data_sentence(found: StandingOut, chosen: Chosen) -> html.P:
    """Return how good the data are, with the way to what is wrong with them."""
    way = dcc.Link("What is wrong with the data", href=f"/sen2/data{chosen.query()}")
    parts = [html.Strong("How good are the data? "), data_words(found), " ", way, "."]
    return html.P(parts, className="sen2-sound")


def cards(found: StandingOut, chosen: Chosen) -> list[Any]:
    """Return a card for each of the three things that distinguish an authority most."""
    if not found.findings:
        return []
    items = [html.Li(_card(one, chosen), className="finding") for one in found.top]
    return [html.Ol(items, className="findings")]


def _card(one: Finding, chosen: Chosen) -> list[Any]:
    href = f"/sen2/league{chosen.query(indicator=one.indicator)}"
    whom = html.Span(f" on {one.label}", className="visually-hidden")
    return [
        html.H2(one.label, className="finding__title"),
        html.P(_figure(one), className="finding__figure"),
        html.P(f"{one.size}.", className="finding__size"),
        html.Dl(_facts(one), className="finding__facts"),
        html.P(dcc.Link(["See all authorities", whom], href=href), className="finding__more"),
    ]


def _figure(one: Finding) -> list[Any]:
    return [
        html.Strong(compared(one.own, INDICATORS[one.indicator]), className="finding__own"),
        html.Span(_year(one), className="finding__year"),
        verdict(one.verdict),
    ]


def _facts(one: Finding) -> list[Any]:
    return [
        *_fact("Is it real?", one.certainty),
        *_fact("How good is the figure?", _doubts(one)),
        *_fact("Against whom?", _tried(one.held)),
        *_fact("Over the years", one.trend),
        *(_fact("The same is seen in", ", ".join(one.also)) if one.also else []),
    ]


def _year(one: Finding) -> str:
    unit = "per 1,000, " if INDICATORS[one.indicator].compared == "rate" else "in "
    return f"{unit}{one.year}"


def _fact(name: str, words: Any) -> list[Any]:
    return [html.Dt(name), html.Dd(words)]


def _tried(held: Sequence[Held]) -> Element:
    items = [element("Li", [_outcome(one.outcome), whom(one)]) for one in held]
    return element("Ul", items, className="held")


def whom(one: Held) -> str:
    """Return a comparator as it heads a column."""
    if one.comparator.kind == "neighbours":
        return f"Neighbours, {model_name(one.comparator.model)}"
    return opened(one.name)


def _outcome(name: str) -> Element:
    sign, words = OUTCOMES[name]
    css = f"held__sign held__sign--{name.replace(' ', '-')}"
    said = element("Span", f"{words}: ", className="visually-hidden")
    shown = element("Span", sign, className=css, **{"aria-hidden": "true"})
    return element("Span", [shown, said], title=words)


def _doubts(one: Finding) -> Any:
    if not one.doubts:
        return SOUND
    return [html.Span(SIGNS[SUSPECT], **{"aria-hidden": "true"}), " ", " ".join(one.doubts)]


def _rest(found: StandingOut, chosen: Chosen) -> list[Any]:
    if not found.findings:
        return []
    count = len(found.findings)
    return [
        section(
            "Does each verdict survive another comparator?",
            html.P(survival_words(found)),
            disclosure(
                f"All {count} findings against every comparator", survival_table(found, chosen)
            ),
            files("stands", chosen.query()),
        )
    ]


def survival_words(found: StandingOut) -> str:
    """Say how many findings hold against every comparator, and which do not."""
    shaken = tuple(
        one.label
        for one in found.findings
        if any(held.outcome in ("similar", "opposite") for held in one.held)
    )
    start = (
        f"{found.beyond_chance} of {found.tested} figures differ beyond chance from the comparator "
        f"chosen. "
    )
    if not shaken:
        return f"{start}Each of them differs the same way from every other comparator too."
    few, rest = shaken[:MOST_NAMED], len(shaken) - MOST_NAMED
    named = "; ".join((*few, f"and {rest} more") if rest > 0 else few)
    kept = len(found.findings) - len(shaken)
    return f"{start}{kept} hold against every other comparator too; these do not: {named}."


def survival_table(found: StandingOut, chosen: Chosen) -> Element:
    """Return all findings with their outcome against every comparator."""
    heads = [Head("Figure"), Head("Year"), Head(found.name, numeric=True)]
    heads += [Head("Compared with", numeric=True), Head("Verdict")]
    heads += [Head(whom(one)) for one in found.findings[0].held]
    rows = [
        [
            _linked(one, chosen),
            str(one.year),
            compared(one.own, INDICATORS[one.indicator]),
            compared(one.against, INDICATORS[one.indicator]),
            verdict(one.verdict),
            *(" ".join(OUTCOMES[held.outcome]) for held in one.held),
        ]
        for one in found.findings
    ]
    return data_table("Findings against every comparator", heads, rows)


def _linked(one: Finding, chosen: Chosen) -> Element:
    return link(one.label, f"/sen2/league{chosen.query(indicator=one.indicator)}")


def _left_out(found: StandingOut) -> list[Any]:
    if found.left_out.empty:
        return []
    heads = [Head("Figure"), Head("Year"), Head("As published", numeric=True), Head("Why")]
    rows = [
        [row["label"], str(row["year"]), number(row["own"]), row["why"]]
        for row in records(found.left_out)
    ]
    table = data_table("Figures that cannot be compared", heads, rows)
    return [disclosure(f"Figures that cannot be compared ({len(rows)})", table)]


def table(found: StandingOut) -> pd.DataFrame:
    """Return all findings for a file: raw values, words, and each comparator's outcome."""
    plain = ("indicator", "label", "year", "own", "low", "high", "against", "difference")
    judged = ("verdict", "adjusted_p", "distance", "unusual", "rank", "out_of")
    told = ("size", "certainty", "trend", "holds")
    return pd.DataFrame(
        [
            {name: getattr(one, name) for name in (*plain, *judged, *told)}
            | {"doubts": " ".join(one.doubts)}
            | {f"against {whom(held)}": held.outcome for held in one.held}
            for one in found.findings
        ]
    )
