"""Reference Charts: what the needs are, by age, what goes together, and whether groups hold."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html

from analytics import correlations, frequencies
from analytics import dendrogram as trees
from analytics.correlations import Correlations
from analytics.dendrogram import FEWEST_GROUPS, MOST_GROUPS, Dendrogram, size_words
from analytics.library import Overview, axis_name, spoken_name
from analytics.needs_by_age import reading as ages_reading
from analytics.needs_by_age import shares
from analytics.suppression import TOTAL, WITHHELD, WITHHELD_WORDS, shown
from data.schemas import PRIMARY_NEEDS
from layouts import ids
from layouts.components.chart import chart
from layouts.components.element import Element
from layouts.components.field import field, select
from layouts.components.introduction import introduction
from layouts.components.table import Head, data_table
from layouts.figures.dendrogram import draw_cuts, draw_tree
from layouts.figures.library import draw_correlations, draw_frequencies, draw_needs_by_age

INTRODUCTION = (
    "This page looks at many pupils at once: which needs they have at which ages, how often each "
    "need, outcome and support package occurs, which of them go together, and into how many "
    "groups the finished cases fall. It names no pupil."
)
DATA: dict[str, str] = {
    "library": "The library of finished cases",
    "authority": "This authority's pupils with a plan",
}
USUAL_CUT = "9"
BUTTONS: dict[str, str] = {
    "ages": ids.LIBRARY_AGES_BUTTON,
    "needs": ids.LIBRARY_NEEDS_BUTTON,
    "outcomes": ids.LIBRARY_OUTCOMES_BUTTON,
    "packages": ids.LIBRARY_PACKAGES_BUTTON,
    "need_pairs": ids.LIBRARY_NEED_PAIRS_BUTTON,
    "outcome_pairs": ids.LIBRARY_OUTCOME_PAIRS_BUTTON,
    "package_pairs": ids.LIBRARY_PACKAGE_PAIRS_BUTTON,
}
PAIRS_OF = {"needs": "need_pairs", "outcomes": "outcome_pairs", "packages": "package_pairs"}
COUNTED = {
    "needs": "Which needs are most frequent?",
    "outcomes": "Which outcomes are written most often?",
    "packages": "Which support packages are given most often?",
}
RELATED = {
    "needs": "Which needs go together?",
    "outcomes": "Which outcomes go together?",
    "packages": "Which support packages go together?",
}
NOT_KEPT = "Outcomes and packages are recorded for the library of finished cases only."
METHODS = {
    "needs": "Spearman's rank correlation, which asks only that both scores rise together",
    "outcomes": "the phi coefficient, the correlation of two yes or no answers",
    "packages": "the phi coefficient, the correlation of two yes or no answers",
}


def layout(**_: Any) -> html.Div:
    """Return the page with its choices; the charts are drawn when it opens."""
    cuts = [(str(k), f"{k} groups") for k in range(FEWEST_GROUPS, MOST_GROUPS + 1)]
    return html.Div(
        [
            dcc.Download(id=ids.LIBRARY_DOWNLOAD),
            dcc.Download(id=ids.LIBRARY_TREE_DOWNLOAD),
            html.H1("What are the needs, at which ages, and what goes together?"),
            introduction(INTRODUCTION),
            html.Div(
                field("Data", select(ids.LIBRARY_DATA, list(DATA.items()), value="library")),
                className="form--narrow",
            ),
            html.Div(
                [html.P("Drawing the charts…", className="loading"), *_unused(BUTTONS)],
                id=ids.LIBRARY_BODY,
                className="awaited",
            ),
            html.H2("Into how many groups do the finished cases fall?"),
            html.Div(
                field("Cut the tree into", select(ids.LIBRARY_CUT, cuts, value=USUAL_CUT)),
                className="form--narrow",
            ),
            html.Div(_cut_skeleton(), id=ids.LIBRARY_TREE),
        ]
    )


def _unused(names: Any) -> list[html.Button]:
    """Return the buttons of charts that are not drawn, so that every id is on the page."""
    return [html.Button(id=BUTTONS[name], hidden=True) for name in names]


def _cut_skeleton() -> list[Any]:
    buttons = (ids.LIBRARY_TREE_BUTTON, ids.LIBRARY_CUTS_BUTTON)
    return [
        html.P("Drawing the tree…", className="loading"),
        *(html.Button(id=button, hidden=True) for button in buttons),
    ]


def body(found: Overview) -> list[Any]:
    """Return every chart of one set of people."""
    if not found.people:
        words = f"There are no {found.noun} yet. The charts appear here once there are."
        return [html.P(words, className="empty"), *_unused(BUTTONS)]
    drawn = {"ages", *found.counts, *(PAIRS_OF[topic] for topic in found.related)}
    missing = [] if "outcomes" in found.counts else [html.P(NOT_KEPT)]
    return [
        *([html.P(WITHHELD_WORDS + ".", className="quiet")] if found.withheld else []),
        html.Section([html.H2("Which needs, at which ages?"), _ages(found)]),
        *(_counts(found, topic) for topic in found.counts),
        *(_pairs(found, topic) for topic in found.related),
        *missing,
        *_unused(name for name in BUTTONS if name not in drawn),
    ]


def _ages(found: Overview) -> Any:
    if found.noun.startswith("pupils"):
        who = "Pupils with a plan in force: final plan issued, or its annual review due."
    else:
        who = "All finished cases of the library, each with a plan."
    return chart(
        draw_needs_by_age(found.ages, shares(found.ages)),
        reading=ages_reading(found.ages, noun=found.noun),
        table=ages_table(found),
        key=f"{who} Darker: more. In each cell: how many, and their share of all. LD: learning "
        "difficulty.",
        how_to_read=(
            "Each row is a primary need, the main one of a pupil, and each column an age band. "
            "Under each name is how many there are in all. The sentence names the fewest groups "
            "of the largest needs and ages that hold half of all."
        ),
        download=ids.LIBRARY_AGES_BUTTON,
    )


def ages_table(found: Overview) -> Element:
    """Return primary needs by age band as a table, with totals and shares of all."""
    part = shares(found.ages)
    heads = [Head("Primary need"), *(Head(str(band), numeric=True) for band in found.ages.columns)]
    rows = [
        [
            PRIMARY_NEEDS.get(need, need),
            *(_count_cell(found.ages[band][need], part[band][need]) for band in part.columns),
        ]
        for need in found.ages.index
    ]
    caption = f"Primary need by age band: {shown(found.ages.loc[TOTAL, TOTAL])} {found.noun}"
    return data_table(caption, heads, rows)


def _count_cell(count: Any, share: float) -> str:
    return shown(count) if pd.isna(share) else f"{shown(count)} ({share:.1%})"


def _counts(found: Overview, topic: str) -> html.Section:
    rows = found.counts[topic]
    key = "A need counts where it is scored above None, however severe. " * (topic == "needs")
    picture = chart(
        draw_frequencies(rows),
        reading=frequencies.reading(rows, noun=topic, people=_people(found)),
        table=frequency_table(rows, topic=topic),
        key=f"{key}Bar: share of the {_people(found)}. Beside it: how many of them.",
        how_to_read=(
            "A bar that reaches 100% would mean all of them. The order is that of the form or "
            "catalogue, not of frequency. Nobody is sampled, so there is no margin of error; "
            "other cases would give other shares."
        ),
        download=BUTTONS[topic],
    )
    return html.Section([html.H2(COUNTED[topic]), picture])


def _people(found: Overview) -> str:
    return f"{found.people:,} {found.noun}"


def frequency_table(rows: pd.DataFrame, *, topic: str) -> Element:
    """Return how many had each as a table."""
    heads = [Head(topic.capitalize()[:-1]), Head("With it", numeric=True)]
    heads += [Head("Of", numeric=True), Head("Share", numeric=True)]
    cells = [
        [row.label, shown(row.n_with), f"{row.n:,}", _share(row.share)] for row in rows.itertuples()
    ]
    return data_table(f"How many had each of the {topic}", heads, cells)


def _share(share: Any) -> str:
    return WITHHELD if pd.isna(share) else f"{share:.0%}"


def _pairs(found: Overview, topic: str) -> html.Section:
    related = found.related[topic]
    heading, button = html.H2(RELATED[topic]), BUTTONS[PAIRS_OF[topic]]
    names = {column: spoken_name(column) for column in related.columns}
    words = correlations.reading(related, labels=names, noun=topic)
    if not related.tests:
        return html.Section([heading, html.P(words), *_unused([PAIRS_OF[topic]])])
    picture = chart(
        draw_correlations(related, {column: axis_name(column) for column in related.columns}),
        reading=words,
        table=pairs_table(related, topic=topic),
        key="Teal: together. Brown: one more, the other less. Blank: not more than chance allows. "
        "Columns are numbered as the rows.",
        how_to_read=_how_to_read_pairs(related, topic=topic, hidden=found.hidden[topic]),
        download=button,
    )
    return html.Section([heading, picture])


def _how_to_read_pairs(found: Correlations, *, topic: str, hidden: tuple[str, ...]) -> str:
    left = ", ".join(axis_name(column) for column in found.left_out)
    few = ", ".join(axis_name(column) for column in hidden)
    return (
        f"Each cell is {METHODS[topic]}: 1 is always together, −1 never, 0 no relation. Neighbours "
        f"are alike. It rests on {found.n:,} complete answers. {found.tests} pairs were tested; "
        "because so many are, some would stand out by chance, so the tests are adjusted "
        "(Benjamini and Hochberg, at most 5% of those shown by chance). Among many pupils even a "
        "weak relation is more than chance, so look at the number too. Going together does not "
        "mean that one causes the other."
        + (f" Left out, because all have the same answer: {left}." if left else "")
        + (f" Withheld, because few have or few lack it: {few}." if few else "")
    )


def pairs_table(found: Correlations, *, topic: str) -> Element:
    """Return the pairs that are related more than chance allows, strongest first."""
    rows = correlations.pairs(found).query("significant")
    heads = [Head("One"), Head("Other"), Head("Correlation", numeric=True)]
    cells = [
        [axis_name(row["one"]), axis_name(row["other"]), correlations.rounded(row["value"])]
        for row in rows.to_dict("records")
    ]
    caption = (
        f"Pairs of {topic} related more than chance allows, {len(rows)} of {found.tests}; the "
        "download has all"
    )
    return data_table(caption, heads, cells, quiet_caption=False)


def tree_body(
    tree: Dendrogram | None, groups: pd.DataFrame, cuts: pd.DataFrame, *, cases: int, advice: str
) -> list[Any]:
    """Return the tree at its cut, and how far each number of groups holds."""
    if tree is None or cuts.empty:
        words = "The tree needs at least three finished cases that differ."
        return [html.P(words, className="empty"), *_cut_skeleton()[1:]]
    return [
        html.P(f"Suggested: {advice}", className="lead"),
        html.Section([html.H3("The tree of the library"), _tree(tree, groups, cases=cases)]),
        html.Section([html.H3("How far each number of groups holds"), _cuts(cuts, tree, advice)]),
    ]


def _tree(tree: Dendrogram, groups: pd.DataFrame, *, cases: int) -> Any:
    return chart(
        draw_tree(tree, groups),
        reading=trees.reading(groups, cases=cases),
        table=groups_table(groups),
        key="Dashed: the cut. Two tones, in turn, tell neighbouring groups apart. In brackets: the "
        "clusters with half their cases there; the square has the colour of one alone.",
        how_to_read=(
            "Read from right to left: cases that are most alike join first, and the further left "
            "two branches join, the less alike they are. The joins are Ward's method on the 20 "
            "scores and the age; of the tree only the last joins are drawn. The letters are for "
            "this cut only and are not the clusters X1 to X9, which the table names."
        ),
        download=ids.LIBRARY_TREE_BUTTON,
    )


def groups_table(groups: pd.DataFrame) -> Element:
    """Return the groups of a cut with their size and the clusters found in them."""
    heads = [Head("Group"), Head("Size"), Head("Clusters with half their cases here")]
    cells = [
        [row.group, size_words(row.cases, rounded=row.rounded), row.clusters or "None"]
        for row in groups.itertuples()
    ]
    return data_table("Groups at this cut", heads, cells)


def _cuts(cuts: pd.DataFrame, tree: Dendrogram, advice: str) -> Any:
    chosen = cuts[cuts["k"] == tree.k]
    return chart(
        draw_cuts(cuts, k=tree.k),
        reading=cut_reading(chosen, advice=advice),
        table=cuts_table(cuts),
        key="Round: stability, with the range of 9 in 10 resamples. Square: silhouette. Dashed: "
        "the cut above.",
        how_to_read=(
            "Stability: four fifths of the cases are drawn again and again and grouped anew; 1 "
            "means the same groups each time, 0 no better than chance (adjusted Rand index). "
            "Silhouette: 1 means that each case is far nearer its own group than the next, 0 that "
            "groups overlap. A low silhouette with high stability means that groups are found "
            "again but run into each other."
        ),
        download=ids.LIBRARY_CUTS_BUTTON,
    )


def cut_reading(chosen: pd.DataFrame, *, advice: str) -> str:
    """Say how stable the chosen number of groups is."""
    if chosen.empty:
        return advice
    row = chosen.iloc[0]
    return (
        f"With {int(row['k'])} groups, parts of the cases give groups that agree at "
        f"{row['stability']:.2f} of 1 (9 in 10 resamples between {row['low']:.2f} and "
        f"{row['high']:.2f}); the silhouette is {row['silhouette']:.2f}."
    )


def cuts_table(cuts: pd.DataFrame) -> Element:
    """Return stability and silhouette by number of groups as a table."""
    heads = [Head("Groups"), Head("Stability", numeric=True), Head("Range", numeric=True)]
    heads += [Head("Weakest group", numeric=True), Head("Silhouette", numeric=True)]
    cells = [
        [
            str(row.k),
            f"{row.stability:.2f}",
            f"{row.low:.2f} to {row.high:.2f}",
            f"{row.weakest:.2f}",
            f"{row.silhouette:.2f}",
        ]
        for row in cuts.itertuples()
    ]
    return data_table("How far each number of groups holds", heads, cells)
