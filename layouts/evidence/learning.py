"""Recommendations: what a new version would change and why, adopted with a reason or undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from analytics.answers import listed
from analytics.efficacy.words import signed
from analytics.learning.amendments import Decisions
from analytics.learning.proposal import Proposal
from analytics.learning.tables import ShownChange, ShownWeight
from analytics.learning.versions import ENOUGH
from analytics.learning.weights import CHANGED_COUNTS, PRIOR
from analytics.suppression import WITHHELD, WITHHELD_WORDS, shown
from layouts.components.adoption import adoption
from layouts.components.disclosure import disclosure
from layouts.components.element import Element
from layouts.components.field import field, select
from layouts.components.introduction import introduction
from layouts.components.notice import notice
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import moment
from layouts.feedback import ids

Row = Mapping[str, Any]

INTRODUCTION = (
    "A draft recommends the outcomes and support packages that similar finished cases had. Here "
    "what co-ordinators did with those recommendations, and what pupils reached with a package, "
    "become weights for a new version. Nothing changes until a named person adopts it with a "
    "reason, and going back is the same step."
)
HOW = (
    "A weight is the chance that a recommendation is accepted. It starts from the share of the "
    f"cluster's library cases that had it, which counts as {PRIOR:.0f} decisions. Each line that "
    "was agreed as drafted counts as accepted, each that was taken out as rejected, and each that "
    f"was changed and kept as {CHANGED_COUNTS:g} of an accepted one; a plan counts once. For a "
    "package, the matched difference then raises or lowers the odds, but only by the end of its "
    "interval that is nearest to no difference, and only where it holds after allowing for the "
    "number of comparisons made. How far an outcome was reached does not change its weight: one "
    "that is reached less often may only ask more. Weights decide which outcome serves a need and "
    f"in what order packages stand; from {ENOUGH} decisions on, a package below one half is no "
    "longer suggested by its cluster, and one at or above it is. What an answer calls for stays."
)
NEW, LIBRARY, EARLIER = "new", "library", "version-"
SOURCES = {
    NEW: "Decisions and evidence so far",
    LIBRARY: "The library alone, as before any version",
}
NO_VERSION = (
    "No version is adopted: outcomes and packages are recommended from the library alone, as they "
    "always were."
)
NOTHING_MOVES = (
    "No weight differs from what is in force by a hundredth or more, so there is nothing to adopt."
)
BECAUSE = (
    "Because of what co-ordinators did with drafts. What else changes follows from it: an outcome "
    "gives way to one that ranks higher for the same need."
)
WEIGHTS_SHOWN = 40


def layout(**_: Any) -> html.Div:
    """Return the page with its form; what is in force and the result are filled by callbacks."""
    return html.Div(
        [
            dcc.Store(id=ids.LEARNING_OPENED, data=True),
            dcc.Store(id=ids.LEARNING_CHANGED),
            dcc.Store(id=ids.LEARNING_FINGERPRINT),
            dcc.Download(id=ids.LEARNING_DOWNLOAD),
            html.H1("What should be recommended?"),
            introduction(INTRODUCTION),
            section("In force", html.Div(id=ids.LEARNING_FORCE)),
            section("Propose and compare", *_form()),
            html.Div(_skeleton(), id=ids.LEARNING_RESULT, role="status"),
            html.Div(_adoption(), id=ids.LEARNING_ADOPTION, className="change", hidden=True),
            html.Div(id=ids.LEARNING_MESSAGE, role="status"),
        ]
    )


def _skeleton() -> html.Div:
    # What a callback names must be on the page from the start.
    return html.Div(html.Button(id=ids.LEARNING_BUTTON), hidden=True)


def _form() -> list[Any]:
    choice = select(ids.LEARNING_SOURCE, [*SOURCES.items()], value=NEW)
    return [
        html.Div(field("Weights from", choice), className="change"),
        html.P(html.Button("Show what would change", id=ids.LEARNING_SHOW, className="button")),
        disclosure("How weights are worked out", html.P(HOW)),
    ]


def _adoption() -> list[Any]:
    words = "It is used from the next draft on. Plans and drafts that are there stay as they are."
    return adoption("version", words, reason=ids.LEARNING_REASON, button=ids.LEARNING_ADOPT)


def sources(versions: Sequence[Row]) -> list[dict[str, str]]:
    """Return what a version may be made from: what is known now, the library, an earlier one."""
    earlier = [
        (f"{EARLIER}{row['version']}", f"Version {row['version']} again, as it was")
        for row in versions[1:]
    ]
    return [{"value": value, "label": words} for value, words in [*SOURCES.items(), *earlier]]


def versions(rows: Sequence[Row], *, names: Mapping[str, str]) -> list[Any]:
    """Return every adopted version, the one in force first."""
    if not rows:
        return [html.P(NO_VERSION, className="lead")]
    heads = [Head("Version"), Head("Adopted"), Head("By"), Head("Reason")]
    cells = [
        [
            f"Version {row['version']}",
            moment(row["recorded_at"]),
            names.get(row["actor"], row["actor"]),
            row["reason"],
        ]
        for row in rows
    ]
    newest = rows[0]
    words = f"Version {newest['version']} is in force since {moment(newest['recorded_at'])}."
    return [html.P(words, className="lead"), data_table("Versions", heads, cells)]


def result(
    proposal: Proposal,
    *,
    weights: Sequence[ShownWeight],
    changes: Sequence[ShownChange],
    withholds: bool,
) -> list[Any]:
    """Return what a version would change, before and after, as the reader may see it."""
    return [
        html.H2(f"Version {proposal.version} beside what is in force"),
        html.P(reading(proposal, changes), className="lead"),
        _changes(changes),
        *_reasons(proposal, changes),
        *_weights(proposal, weights),
        *([html.P(WITHHELD_WORDS, className="quiet")] if withholds else []),
    ]


def reading(proposal: Proposal, changes: Sequence[ShownChange]) -> str:
    """Say what a version would change, in a sentence or two."""
    made = sum(one.decisions.made for one in proposal.weights)
    rests = f"It rests on {made:,} decisions of people. " if proposal.weights else ""
    known = [one for one in changes if one.changed]
    cases = sum(one.changed or 0 for one in known)
    hidden = any(one.changed is None for one in changes)
    if not cases:
        some = "At most a few" if hidden else "None"
        return f"{rests}{some} of the library's cases would be recommended anything else."
    least = "At least " if hidden else ""
    total = sum(one.cases or 0 for one in changes)
    where = listed(tuple(one.cluster for one in known))
    return (
        f"{rests}{least}{cases:,} of {total:,} cases of the library, in {where}, would be "
        "recommended something else."
    )


def _changes(changes: Sequence[ShownChange]) -> Element:
    heads = [
        Head("Cluster"),
        Head("Library cases", numeric=True),
        Head("Recommended something else", numeric=True),
        Head("Would gain"),
        Head("Would lose"),
    ]
    rows = [
        [
            one.cluster,
            shown(one.cases),
            shown(one.changed),
            _counted(one.gained),
            _counted(one.lost),
        ]
        for one in changes
    ]
    return data_table("What would change on the library", heads, rows, quiet_caption=False)


def _reasons(proposal: Proposal, changes: Sequence[ShownChange]) -> list[Any]:
    """Say of what would be gained or lost what people did with it, where that speaks for it."""
    decided = {(one.cluster, one.label): one.decisions for one in proposal.weights}
    told = [
        html.Li(f"{one.cluster} would {verb} {label}: {words}.")
        for one in changes
        for verb, labels in (("lose", one.lost), ("gain", one.gained))
        for label in labels
        if (words := _decided(decided.get((one.cluster, label), Decisions()), verb))
    ]
    return [html.P(BECAUSE), html.Ul(told)] if told else []


def _decided(made: Decisions, verb: str) -> str:
    kept = made.accepted + made.changed
    if verb == "lose":
        taken_out = f"taken out of {made.rejected} of {made.made} drafts"
        return taken_out if made.rejected > kept else ""
    words = f", {made.changed} of them with other words" if made.changed else ""
    return f"kept in {kept} of {made.made} drafts{words}" if kept > made.rejected else ""


def _counted(counts: Mapping[str, int | None]) -> str:
    return "; ".join(f"{label} ({shown(count)})" for label, count in counts.items()) or "–"


def _weights(proposal: Proposal, weights: Sequence[ShownWeight]) -> list[Any]:
    moved = len(proposal.moved)
    if proposal.goes_back:
        return [html.P("Every recommendation goes back to the shares of the library.")]
    if not moved:
        return [html.P(NOTHING_MOVES)]
    heads = [
        Head("Recommendation"),
        Head("Cluster"),
        Head("Library cases that had it", numeric=True),
        Head("Decisions"),
        Head("Matched difference", numeric=True),
        Head("Weight now", numeric=True),
        Head("Proposed", numeric=True),
    ]
    some = (
        f"The {WEIGHTS_SHOWN} that move most of {moved:,}"
        if moved > WEIGHTS_SHOWN
        else (f"All {moved:,} that move")
    )
    button = html.Button(
        "Download every weight", id=ids.LEARNING_BUTTON, className="button button--quiet"
    )
    return [
        section(
            "Which weights would move, and why",
            disclosure(
                f"{some}, the largest first",
                data_table("Weights", heads, [_weight(one) for one in weights], wide=True),
            ),
            html.P(button),
        )
    ]


def _weight(one: ShownWeight) -> list[Any]:
    difference = one.of.difference
    words = "–"
    if difference is not None:
        words = f"{signed(difference.low)} to {signed(difference.high)}"
    return [
        one.of.label,
        one.of.cluster,
        WITHHELD if one.n_with is None else f"{one.n_with} of {one.cases}",
        _decisions(one.of.decisions),
        words,
        _share(one.before),
        _share(one.after),
    ]


def _share(weight: float | None) -> str:
    return WITHHELD if weight is None else f"{weight:.0%}"


def _decisions(made: Decisions) -> str:
    if not made.made:
        return "None yet"
    return f"{made.accepted} accepted, {made.changed} changed, {made.rejected} rejected"


def adopted(version: int) -> list[Any]:
    """Say that a version was adopted."""
    words = (
        f"Version {version} is in force. To go back, choose the earlier version, or the library "
        "alone, under Weights from."
    )
    return [notice("ok", html.P(words), title="Adopted")]
