"""Who is heard: who was asked for feedback, who answered, and who was not asked at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from analytics.false_discovery import FALSE_DISCOVERY_RATE
from analytics.feedback_response import (
    ANSWERS,
    BY,
    FIRST_LANGUAGES,
    NOT_KNOWN,
    PLANS,
    Heard,
    gaps,
    overall,
    rest_of,
)
from analytics.suppression import WITHHELD, WITHHELD_WORDS, shown
from data.schemas import PRIMARY_NEEDS, SCHOOL_TYPES
from data.schemas.feedback import VOICES
from layouts.components.chart import chart
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.components.field import field, select
from layouts.components.introduction import introduction
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.feedback import ids
from layouts.figures.feedback_response import Share, draw_shares

INTRODUCTION = (
    "Whoever does not answer is missing from everything that feedback says. This page shows who "
    "was asked over the last 12 months, who answered, and whose plan nobody was asked about."
)
HOW = (
    "Each person counts once, however often they were asked. A link that is still open or was "
    "taken back is not counted; an answer that came in another way after the link was made is. "
    "The bar is the 95% interval (Wilson): where the true share may well lie. A group is called "
    "different from the rest only if Fisher's exact test says so after allowing for how many "
    "groups and voices are looked at this way (Benjamini and Hochberg, 5%). It does not say why: "
    "groups differ in other things too."
)
NOT_ASKED_HOW = (
    "Pupils whose plan has been in force for a year or more, and for whom no link was made and no "
    "answer of any kind came within 12 months. The bar is the 95% interval (Wilson)."
)
PEOPLE: dict[str, str] = {
    "pupil": "Children and young people",
    "parent": "Parents or carers",
    "setting": "Schools or settings",
}
WIDE = 620


@dataclass(frozen=True)
class Opened:
    """Hold what the page shows, and the names of schools."""

    heard: Heard
    schools: Mapping[str, str]
    is_withheld: bool


def layout(**_: Any) -> html.Div:
    """Return the page, to be filled."""
    choice = select(ids.RESPONSE_VOICE, list(PEOPLE.items()), value="parent")
    return html.Div(
        [
            html.H1("Who is not heard?"),
            introduction(INTRODUCTION),
            html.Div(html.P("Counting who answered…", className="loading"), id=ids.RESPONSE_LEAD),
            html.Div(field("Whose answers", choice), className="form--narrow"),
            html.Div(id=ids.RESPONSE_BODY, **{"aria-live": "polite"}),
        ]
    )


def lead(opened: Opened) -> list[Any]:
    """Return who answered and who was not asked, in sentences, and the groups heard less."""
    found = opened.heard
    parts: list[Any] = [html.P(words, className="lead") for words in _answered(found)]
    parts.append(html.P(_not_asked(found)))
    less = gaps(found.answers).to_dict("records")
    if less:
        told = [element("Li", sentence(row, opened.schools)) for row in less]
        parts += [html.H2("Heard less than others"), element("Ul", told)]
    elif len(found.answers):
        parts.append(html.P("No group answers less than the rest by more than chance would bring."))
    if opened.is_withheld:
        parts.append(html.P(f"{WITHHELD_WORDS}.", className="quiet"))
    return parts


def _answered(found: Heard) -> list[str]:
    told = [
        f"{PEOPLE[voice]}: {_of(*counts)} who were asked answered."
        for voice in VOICES
        if (counts := _overall(found, voice))
    ]
    if not told:
        return [
            "Nobody has been asked long enough ago to count. Once links were sent and have been "
            "answered or have ended, this page shows who answers and who does not."
        ]
    waiting = f" {found.waiting:,} links are still open." if found.waiting else ""
    return [" ".join(told) + waiting]


def _overall(found: Heard, voice: str) -> tuple[int, int] | None:
    return overall(found.answers[found.answers["voice"] == voice], ANSWERS)


def _not_asked(found: Heard) -> str:
    counts = overall(found.plans, PLANS)
    if counts is None:
        return "It cannot be said of any plan whether somebody was asked about it."
    return (
        f"Of {counts[1]:,} pupils whose plan has been in force for a year or more, nobody was "
        f"asked about {counts[0]:,} ({counts[0] / counts[1]:.0%}) within the last 12 months."
    )


def sentence(row: Mapping[Any, Any], schools: Mapping[str, str]) -> str:
    """Return how a group answers beside the rest, in a sentence."""
    who = f"{PEOPLE[row['voice']]} of pupils"
    if row["voice"] == "pupil":
        who = PEOPLE["pupil"]
    counts = f"{int(row['answered']):,} of {int(row['asked']):,} ({row['share']:.0%})"
    return (
        f"{who} {whose(row['by'], row['group'], schools)} answered {counts}, others {_rest(row)}."
    )


def _rest(row: Mapping[Any, Any]) -> str:
    return f"{row['rest_share']:.0%}"


def whose(by: str, group: str, schools: Mapping[str, str]) -> str:
    """Return the words that tell which pupils a group is."""
    words = called(by, group, schools)
    if group == NOT_KNOWN:
        return f"whose {BY[by].lower()} is not recorded"
    return {
        "age_band": f"aged {words[:1].lower()}{words[1:]}",
        "primary_need": f"whose primary need is {words[:1].lower()}{words[1:]}",
        "setting": f"in settings of the type {words.lower()}",
        "first_language": f"whose first language is {words[:1].lower()}{words[1:]}"
        if words != "English"
        else "whose first language is English",
        "school_id": f"at {words}",
    }[by]


def called(by: str, group: str, schools: Mapping[str, str]) -> str:
    """Return the words for a group in a table or on an axis."""
    if group == NOT_KNOWN:
        return "Not recorded"
    names: dict[str, Mapping[str, str]] = {
        "primary_need": PRIMARY_NEEDS,
        "setting": SCHOOL_TYPES,
        "first_language": FIRST_LANGUAGES,
        "school_id": schools,
    }
    return names.get(by, {}).get(group, group.replace("-", " to "))


def body(opened: Opened, voice: str) -> list[Any]:
    """Return who answered of one voice, how long it took, and who was not asked."""
    found = opened.heard
    mine = found.answers[found.answers["voice"] == voice]
    parts = [_section(mine[mine["by"] == by], by, voice, opened) for by in BY]
    return [
        html.P(_took(found.days.set_index("voice").loc[voice], voice)),
        *(part for part in parts if part),
        *_plans_section(opened),
    ]


def _took(row: Any, voice: str) -> str:
    if pd.isna(row["answers"]) or not row["answers"]:
        return f"{PEOPLE[voice]}: too few answers by link to tell how long they take."
    return (
        f"{PEOPLE[voice]} who answered by their link took {row['median']:.0f} days in the middle, "
        f"half of them {row['low']:.0f} to {row['high']:.0f} ({int(row['answers']):,} answers)."
    )


def _section(rows: pd.DataFrame, by: str, voice: str, opened: Opened) -> html.Section | None:
    everybody = overall(rows, ANSWERS)
    if rows.empty:
        return None
    table = _answers_table(rows, by, opened)
    if by == "school_id" or everybody is None or rows["share"].isna().all():
        return section(BY[by], *_of_few(rows, by, opened), disclosure("Table", table))
    groups = [_share(row, by, opened, "answered", "asked") for row in _known(rows)]
    total = everybody[0] / everybody[1]
    return section(
        BY[by],
        chart(
            draw_shares(groups, everybody=total, axis=f"{PEOPLE[voice]} who answered"),
            reading=_reading(rows, by, opened),
            table=table,
            key=f"Dot: share that answered. Bar: 95% interval. Dotted: everybody, {total:.0%}.",
            how_to_read=HOW,
            min_width=WIDE,
        ),
    )


def _of_few(rows: pd.DataFrame, by: str, opened: Opened) -> list[html.P]:
    """Say what a table without a picture tells; of each school so few are asked that one counts."""
    if by != "school_id" or not _known(rows):
        return []
    words = f"{len(rows):,} schools. Few people are asked at each, so there is no picture of them."
    return [html.P(f"{_reading(rows, by, opened)} {words}")]


def _reading(rows: pd.DataFrame, by: str, opened: Opened) -> str:
    different = rows.assign(rest_share=rest_of(rows))
    different = different[different["q"] < FALSE_DISCOVERY_RATE]
    less = different[different["share"] < different["rest_share"]]
    # Of two groups one answers less and the other more: to say it once is enough.
    chosen = different if less.empty else less
    told = [sentence(row, opened.schools) for row in chosen.to_dict("records")]
    return " ".join(told) or (
        f"By {BY[by].lower()}, no group differs from the rest by more than chance would bring."
    )


def _known(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    return rows[rows["share"].notna()].to_dict("records")


def _share(row: Mapping[Any, Any], by: str, opened: Opened, count: str, of: str) -> Share:
    return Share(
        words=called(by, row["group"], opened.schools),
        share=row["share"],
        low=row["low"],
        high=row["high"],
        printed=_of(int(row[count]), int(row[of])),
    )


def _answers_table(rows: pd.DataFrame, by: str, opened: Opened) -> Element:
    heads = [
        Head(BY[by]),
        Head("Asked", numeric=True),
        Head("Answered", numeric=True),
        Head("Share (95% interval)", numeric=True),
        Head("The rest", numeric=True),
        Head("Different from the rest"),
    ]
    cells = [
        [
            called(by, row["group"], opened.schools),
            shown(row["asked"]),
            shown(row["answered"]),
            _interval(row),
            "–" if pd.isna(row["rest_share"]) else _rest(row),
            _verdict(row),
        ]
        for row in rows.assign(rest_share=rest_of(rows)).to_dict("records")
    ]
    if by == "school_id":
        cells.sort(key=lambda cell: str(cell[0]))
    return data_table(f"Who answered, by {BY[by].lower()}", heads, cells)


def _interval(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["share"]):
        return WITHHELD
    return f"{row['share']:.0%} ({row['low']:.0%} to {row['high']:.0%})"


def _verdict(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["share"]):
        return WITHHELD
    if pd.isna(row["q"]):
        return "Too few to tell"
    if row["q"] >= FALSE_DISCOVERY_RATE:
        return "No more than chance"
    return "Answers less" if row["share"] < row["rest_share"] else "Answers more"


def _plans_section(opened: Opened) -> list[Any]:
    plans = opened.heard.plans
    listed = plans[plans["by"] != "school_id"]
    everybody = overall(listed, PLANS)
    if everybody is None or not everybody[1] or listed["share"].isna().all():
        return []
    groups = [_share(row, row["by"], opened, "not_asked", "plans") for row in _known(listed)]
    named = [_named(group, row) for group, row in zip(groups, _known(listed), strict=True)]
    total = everybody[0] / everybody[1]
    return [
        section(
            "Whose plan nobody was asked about",
            chart(
                draw_shares(named, everybody=total, axis="Plans that nobody was asked about"),
                reading=_not_asked(opened.heard),
                table=_plans_table(plans, opened),
                key=f"Dot: share not asked about. Bar: 95% interval. Dotted: all, {total:.0%}.",
                how_to_read=NOT_ASKED_HOW,
                min_width=WIDE,
            ),
        )
    ]


def _named(group: Share, row: Mapping[Any, Any]) -> Share:
    words = f"{BY[row['by']]}: {group.words}"
    return Share(words, group.share, group.low, group.high, group.printed)


def _plans_table(plans: pd.DataFrame, opened: Opened) -> Element:
    heads = [
        Head("Pupils"),
        Head("Plans in force a year", numeric=True),
        Head("Not asked about", numeric=True),
        Head("Share (95% interval)", numeric=True),
    ]
    cells = [
        [
            f"{BY[row['by']]}: {called(row['by'], row['group'], opened.schools)}",
            shown(row["plans"]),
            shown(row["not_asked"]),
            _interval(row),
        ]
        for row in plans.to_dict("records")
    ]
    return data_table("Plans that nobody was asked about", heads, cells)


def _of(count: int, total: int) -> str:
    return f"{count:,} of {total:,}" + (f" ({count / total:.0%})" if total else "")
