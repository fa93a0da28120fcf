"""What works: attainment, change and provision given, by package, outcome, cluster or setting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from analytics.efficacy.estimates import Estimate
from analytics.efficacy.matching import Comparison
from analytics.efficacy.movement import Movement
from analytics.efficacy.showing import Shown
from analytics.efficacy.summaries import label_of
from analytics.efficacy.words import (
    CONFOUNDING,
    PLURALS,
    lead,
    read_comparison,
    read_comparisons,
    read_movement,
    read_rows,
    signed,
    unmatched,
)
from analytics.suppression import WITHHELD, WITHHELD_WORDS
from data.schemas.feedback import VOICES
from layouts.components.chart import chart
from layouts.components.element import Element, element, link
from layouts.components.facts import facts
from layouts.components.introduction import introduction
from layouts.components.notice import notice
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.components.views import views
from layouts.evidence.address import BY, Chosen, chosen_of
from layouts.feedback import ids
from layouts.figures.evidence import MATCHED, RAW, draw_differences, draw_means

INTRODUCTION = (
    "This page puts together what children, families and settings said of the outcomes in plans: "
    "how far they are reached, from −2 (much less than hoped) to +2 (much more), where 0 is as "
    "hoped. It shows how sure each figure is. No pupil is named, and no setting is ranked."
)
HOW_TO_READ = (
    "The mark is the mean of all pupils, each counting once however many answers there are. The "
    "line is its 95% interval, which allows for pupils of one setting being alike: where it is "
    "long, little is known. A hard outcome is reached less often than an easy one, so a low mean "
    "is a question to ask and no judgement."
)
HOW_DIFFERENCES = (
    "Each package has two marks: the difference in the answers as they stand, and that among "
    "pupils who began alike. Where an interval crosses 0, no difference is certain. "
)
NEEDS = (
    "Change in the sum of the 18 need scores, from the first answer to the last; below 0: fewer."
)
NO_ORDER = {
    "setting": "Settings stand in the order of the alphabet. They differ in whom they take in, so "
    "this is no ranking.",
    "cluster": "Clusters differ in their needs to begin with, so this is no ranking.",
}
NOTHING = (
    "No outcome has been rated yet. Once feedback comes in, what it says of outcomes, packages, "
    "clusters and settings stands here."
)
UNKNOWN = "No answer is about this. Choose another below."


@dataclass(frozen=True)
class Seen:
    """Hold what the page shows, as its reader may see it."""

    chosen: Chosen
    rows: tuple[Shown, ...]
    whole: Shown
    comparisons: tuple[Comparison, ...] = ()
    clusters: tuple[str, ...] = ()
    label: str = ""
    moved: tuple[tuple[str, Movement | None], ...] = ()
    withholds: bool = False


def layout(**query: Any) -> html.Div:
    """Return the page with nothing in it yet; `query` is the address's, as Dash reads it."""
    return html.Div(
        [
            dcc.Store(id=ids.EVIDENCE_ASKED, data=vars(chosen_of(query))),
            dcc.Download(id=ids.EVIDENCE_DOWNLOAD),
            dcc.Download(id=ids.EVIDENCE_DIFFERENCES_DOWNLOAD),
            html.H1("What works?"),
            introduction(INTRODUCTION),
            html.Div(
                [html.P("Reading the answers…", className="loading"), *_skeleton()],
                id=ids.EVIDENCE_BODY,
            ),
        ]
    )


def _skeleton() -> list[html.Button]:
    # What a callback names must be on the page from the start.
    names = (ids.EVIDENCE_BUTTON, ids.EVIDENCE_DIFFERENCES_BUTTON)
    return [html.Button("Download the table", id=name, hidden=True) for name in names]


def body(seen: Seen) -> list[Any]:
    """Return what was asked for: all packages, outcomes, clusters or settings, or one of them."""
    links = _links(seen)
    if not seen.rows:
        return [*links, html.P(NOTHING if not seen.chosen.one else UNKNOWN, className="empty")]
    shown = _one(seen) if seen.chosen.one else _all(seen)
    return [*links, *shown, *([html.P(WITHHELD_WORDS, className="quiet")] * seen.withholds)]


def _links(seen: Seen) -> list[Any]:
    chosen = seen.chosen
    orders = [(Chosen(by=by, voice=chosen.voice).address, words) for by, words in BY.items()]
    spoke = [
        (chosen.at(voice=voice), words) for voice, words in {"": "All answers", **VOICES}.items()
    ]
    at = Chosen(by=chosen.by, voice=chosen.voice).address
    found = [*views(orders, current=at, label="What to look at")]
    if chosen.has_clusters and not chosen.one:
        names = [("", "All clusters"), *((name, name) for name in seen.clusters)]
        places = [(chosen.at(cluster=name), words) for name, words in names]
        found += views(places, current=chosen.address, label="Of which cluster")
    return [*found, *views(spoke, current=chosen.address, label="Whose answers")]


def _all(seen: Seen) -> list[Any]:
    by = seen.chosen.by
    parts: list[Any] = [
        html.P(lead(seen.whole), className="lead"),
        html.Section(
            [html.H2(_question(seen)), *_note(by), _means(seen, seen.rows)],
            className="chart-section",
        ),
    ]
    if by == "package":
        parts.append(_differences(seen))
    return parts


def _question(seen: Seen) -> str:
    where = f" in cluster {seen.chosen.cluster}" if seen.chosen.cluster else ""
    words = {
        "package": "How far are outcomes reached that a package serves",
        "outcome": "How far is each outcome reached",
        "cluster": "How far are outcomes reached in each cluster",
        "setting": "How far are outcomes reached in each setting",
    }
    return f"{words[seen.chosen.by]}{where}?"


def _note(by: str) -> list[Any]:
    return [html.P(NO_ORDER[by])] if by in NO_ORDER else []


def _means(seen: Seen, rows: Sequence[Shown], *, by: str = "") -> Any:
    order = by or seen.chosen.by
    return chart(
        draw_means(rows),
        reading=read_rows(rows, by=order),
        table=_table(seen, rows, order),
        key="Mark: mean attainment. Line: 95% interval. Upright line: as hoped.",
        how_to_read=f"{HOW_TO_READ} {NEEDS}",
        download=ids.EVIDENCE_BUTTON,
    )


def _table(seen: Seen, rows: Sequence[Shown], by: str) -> Element:
    heads = [
        Head(BY[by][:-1]),
        Head("Pupils", numeric=True),
        Head("Mean attainment", numeric=True),
        Head("As hoped or better", numeric=True),
        Head("Change in needs", numeric=True),
        Head("Hours given of planned", numeric=True),
    ]
    linked = not seen.chosen.one
    cells = [_row(row, _name(seen, row) if linked else row.label) for row in rows]
    return data_table("What the answers say", heads, cells, wide=True)


def _name(seen: Seen, row: Shown) -> Any:
    return link(row.label, seen.chosen.at(one=row.key, cluster=""), className="evidence-name")


def _row(row: Shown, name: Any) -> list[Any]:
    return [
        name,
        WITHHELD if row.pupils is None else f"{row.pupils:,}",
        _cell(row.attainment, signed),
        _cell(row.reached, _percent),
        _cell(row.needs, signed),
        _cell(row.hours, _percent),
    ]


def _percent(value: float) -> str:
    return f"{value:.0%}"


def _cell(one: Estimate | None, words: Any) -> Any:
    if one is None:
        return WITHHELD
    if not one.pupils:
        return "–"
    if not one.is_bounded:
        return words(one.value)
    interval = element("Span", f"{words(one.low)} to {words(one.high)}", className="scope")
    return [element("Span", words(one.value)), interval]


def _differences(seen: Seen) -> html.Section:
    labels = [label_of("package", one.package_id, {}) for one in seen.comparisons]
    if not seen.comparisons:
        picture: Any = html.P("No two groups of pupils can be compared.", className="empty")
    else:
        picture = chart(
            draw_differences(seen.comparisons, labels),
            reading=read_comparisons(seen.comparisons),
            table=_differences_table(seen.comparisons, labels),
            key=f"Ring: {RAW.lower()}. Filled: {MATCHED.lower()}. Line: 95% interval.",
            how_to_read=HOW_DIFFERENCES + HOW_TO_READ,
            download=ids.EVIDENCE_DIFFERENCES_BUTTON,
        )
    return html.Section(
        [
            html.H2("Do pupils like these reach more with a package than without it?"),
            notice("note", html.P(CONFOUNDING), title="What this can and cannot say"),
            picture,
        ],
        className="chart-section",
    )


def _differences_table(found: Sequence[Comparison], labels: Sequence[str]) -> Element:
    heads = [
        Head("Package"),
        Head("With it", numeric=True),
        Head("Without", numeric=True),
        Head(RAW, numeric=True),
        Head(MATCHED, numeric=True),
        Head("Of these, with it", numeric=True),
    ]
    rows = [_difference(one, label) for one, label in zip(found, labels, strict=True)]
    return data_table("Raw and matched differences", heads, rows, wide=True)


def _difference(one: Comparison, label: str) -> list[Any]:
    return [
        label,
        f"{one.with_it:,}",
        f"{one.without_it:,}",
        _cell(one.raw or Estimate(), signed),
        _cell(one.matched or Estimate(), signed),
        WITHHELD if one.matched_with is None else f"{one.matched_with:,}",
    ]


def _one(seen: Seen) -> list[Any]:
    """Return the evidence on one package, outcome, cluster or setting."""
    parts: list[Any] = [
        html.H2(seen.label),
        html.P(lead(seen.whole), className="lead"),
        facts(_facts(seen.whole)),
        *_note(seen.chosen.by),
    ]
    parts += [_comparison(one) for one in seen.comparisons]
    within = {"package": "cluster", "outcome": "cluster", "cluster": "package"}
    if by := within.get(seen.chosen.by):
        heading = f"{seen.label}, by {by}"
        parts.append(section(heading, _means(seen, seen.rows, by=by)))
    moved = [html.Li([html.Strong(f"{when}: "), read_movement(one)]) for when, one in seen.moved]
    parts.append(section("What has moved", html.Ul(moved)))
    words = f"All {PLURALS[seen.chosen.by]}"
    parts.append(html.P(dcc.Link(words, href=seen.chosen.at(one=""))))
    return parts


def _facts(row: Shown) -> list[tuple[Any, Any]]:
    named = {
        "Mean attainment": (row.attainment, signed),
        "As hoped or better": (row.reached, _percent),
        "Change in needs": (row.needs, signed),
        "Hours given of planned": (row.hours, _percent),
    }
    counts = [
        ("Pupils", WITHHELD if row.pupils is None else f"{row.pupils:,}"),
        ("Ratings", WITHHELD if row.answers is None else f"{row.answers:,}"),
    ]
    return [*counts, *((name, _fact(one, words)) for name, (one, words) in named.items())]


def _fact(one: Estimate | None, words: Any) -> str:
    if one is None:
        return WITHHELD
    if not one.pupils:
        return "–"
    return (
        f"{words(one.value)} ({words(one.low)} to {words(one.high)})"
        if one.is_bounded
        else (words(one.value))
    )


def _comparison(found: Comparison) -> html.Section:
    return section(
        "Beside pupils like these without it",
        html.P(read_comparison(found)),
        html.P(unmatched(found)),
        notice("note", html.P(CONFOUNDING), title="What this can and cannot say"),
    )
