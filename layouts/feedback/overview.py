"""Overview: three voices side by side, outcomes, provision, agreement, words, what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from analytics.answers import opened as capitalised
from analytics.efficacy.movement import Movement
from analytics.efficacy.words import most_moved, read_movement
from analytics.feedback.agreement import Comparison, agreement_reading, disagreements
from analytics.feedback.attainment import (
    HOW_TRACK,
    Progress,
    attainment_reading,
    pupil_score,
    signed,
)
from analytics.feedback.delivered import Delivery, delivered_reading, hours_words
from analytics.feedback.feelings import Feeling
from analytics.feedback.links import state_of
from analytics.feedback.summary import FIELDS, Quote, Said
from analytics.review_flags.rules import NOT_ALONE
from data.schemas.feedback import VOICES
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element, link
from layouts.components.notice import notice, status
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.feedback.address import answer_path, feedback_path
from layouts.feedback.opened import Opened, Overview
from layouts.feedback.wording import FACES, LEVEL_SIGNS, signed_words, source
from layouts.plans.address import plan_path
from layouts.reviews.decided import decided

Row = Mapping[str, Any]
HOW_SCORE = (
    "The score puts the levels of all outcomes into one number: 50 where all are as hoped, 10 more "
    "or less for about one level. It is for following one pupil over time, never for comparing "
    "pupils, whose outcomes differ. Kiresuk and Sherman (1968), Community Mental Health Journal "
    "4(6), 443 to 453, equal weights, correlation between outcomes 0.3."
)
# In the middle of the five faces.
IN_BETWEEN = 3
SHORT = {"helps": "Helps", "change": "Change"}
NO_FLAG = "Nothing in the answers speaks for an early review."
NOT_IN_FORCE = "The plan is not in force yet, so it is put right before it is issued. "
ASK_FIRST = "No early review is proposed; somebody should be asked"
ADDED = (
    "The mean attainment under each support package of this pupil, among pupils of the same "
    "cluster, without this pupil and with. Each pupil counts once; one pupil proves nothing."
)
NOTHING_ADDED = (
    "Nothing yet: no outcome rated is served by a support package, or the pupil had no cluster on "
    "the day of the answer."
)


def body(opened: Opened) -> list[Any]:
    """Return the overview, or how to begin where nobody has answered."""
    found, more = opened.feedback, opened.overview
    if not found.answers or more is None:
        return [_nobody(opened)]
    return [
        html.P(found.headline, className="lead"),
        _early(opened.pupil_id, more),
        section("What does each voice say?", _voices(opened, more)),
        section("Are the outcomes on track?", *_outcomes(opened)),
        section("Was the provision given?", *_provision(opened)),
        section("Where do the voices agree, and where not?", *_agreement(opened)),
        section("What was said?", *_said(opened, more.said)),
        section("What do these answers add to the evidence?", *_added(more.added)),
    ]


def _nobody(opened: Opened) -> html.Div:
    waiting = [one for one in opened.links if state_of(one, today=opened.today) == "waiting"]
    told = [html.P(f"Nobody has answered about {opened.pupil_id} yet.")]
    if waiting:
        told.append(html.P(f"{_asked(len(waiting))} asked and has not answered."))
    if opened.may_ask:
        path = feedback_path(opened.pupil_id, "ask")
        told.append(html.P(dcc.Link("Ask for feedback", href=path, className="button")))
    else:
        told.append(html.P("The co-ordinator who holds the case asks for feedback."))
    return html.Div(told, className="empty")


def _asked(number: int) -> str:
    return "1 person was" if number == 1 else f"{number} people were"


def _early(pupil_id: str, more: Overview) -> html.Section:
    heading = "Does the plan need an early review?"
    flags, decision = more.flags, more.decision
    if decision is not None and not decision.since:
        return section(heading, decided(decision, *_at_present(more), _decide(pupil_id, more)))
    before = [] if decision is None else [decided(decision)]
    if not flags:
        return section(heading, *before, html.P(NO_FLAG))
    if all(flag.reason == NOT_ALONE for flag in flags):
        return section(heading, *before, notice("note", _reasons(more), title=ASK_FIRST))
    title = f"An early review is proposed, for {_counted(len(flags), 'reason')}"
    proposed = notice("watch", [_reasons(more), _decide(pupil_id, more)], title=title)
    return section(heading, *before, proposed)


def _reasons(more: Overview) -> html.Ul:
    return html.Ul([html.Li(flag.sentence) for flag in more.flags])


def _at_present(more: Overview) -> list[Any]:
    """Return the reasons folded: whoever decided has read them."""
    if not more.flags:
        return [html.P(NO_FLAG)]
    return [disclosure(f"Reasons as they stand now: {len(more.flags)}", _reasons(more))]


def _decide(pupil_id: str, more: Overview) -> html.P:
    if not more.in_force:
        return html.P([NOT_IN_FORCE, dcc.Link("Open the plan", href=plan_path(pupil_id))])
    words = "Change the decision" if more.decision else "Decide about it"
    return html.P(dcc.Link(words, href=feedback_path(pupil_id, "review")))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _voices(opened: Opened, more: Overview) -> Element:
    shown = [_voice(opened, voice, more.said) for voice in VOICES]
    return element("Div", shown, className="voices")


def _voice(opened: Opened, voice: str, said: Said) -> Element:
    row = opened.feedback.newest.get(voice)
    if row is None:
        inside: list[Any] = [element("P", "Not heard yet.", className="quiet"), *_ask(opened)]
    else:
        path = answer_path(opened.pupil_id, row["feedback_id"])
        who = capitalised(row["said_by"] or VOICES[voice])
        inside = [
            element("P", [who, ", ", link(day(row["given_on"]), path)]),
            *_levels(opened, voice),
            *_feelings(opened, voice),
            *_last_words(said, row),
        ]
    return element("Div", [element("H3", VOICES[voice]), *inside], className="voice")


def _ask(opened: Opened) -> list[Any]:
    if not opened.may_ask:
        return []
    return [link("Ask for feedback", feedback_path(opened.pupil_id, "ask"))]


def _levels(opened: Opened, voice: str) -> list[Any]:
    rated = [one.newest[voice] for one in opened.feedback.outcomes if voice in one.newest]
    if not rated:
        return [element("P", "No outcome rated.", className="quiet")]
    less = sum(one.score < 0 for one in rated)
    words = f"{len(rated) - less} of {len(rated)} outcomes as hoped or more"
    return [element("P", words)]


def _feelings(opened: Opened, voice: str) -> list[Any]:
    """Return the feelings that are low or have moved, the others folded."""
    told = [
        (one.newest[voice].score < IN_BETWEEN or bool(one.change(voice)), _feeling(one, voice))
        for one in opened.feedback.feelings
        if voice in one.newest
    ]
    first = [row for stands_out, row in told if stands_out]
    rest = [row for stands_out, row in told if not stands_out]
    lists = [element("Dl", rows, className="voice__feelings") for rows in (first, rest) if rows]
    if not rest:
        return lists
    return [*lists[:-1], disclosure(f"Other feelings, none low: {len(rest)}", lists[-1])]


def _feeling(one: Feeling, voice: str) -> Element:
    felt = one.newest[voice]
    shown = [signed_words(FACES[felt.score], felt.words), *_moved(one.change(voice))]
    return element("Div", [element("Dt", one.label), element("Dd", shown)])


def _moved(change: int | None) -> list[Any]:
    if not change:
        return []
    words = f", {'up' if change > 0 else 'down'} {abs(change)}"
    return [element("Span", words, className="quiet")]


def _last_words(said: Said, row: Row) -> list[Any]:
    """Return a sentence of the newest answer on what helps, and one on what to change."""
    told = {
        field: next((one for one in quotes if one.text.feedback_id == row["feedback_id"]), None)
        for field, quotes in said.chosen.items()
        if field in SHORT
    }
    return [
        element(
            "Blockquote", [element("Strong", f"{SHORT[field]}: "), one.words], className="quote"
        )
        for field, one in told.items()
        if one is not None
    ]


def _outcomes(opened: Opened) -> list[Any]:
    outcomes = opened.feedback.outcomes
    if not outcomes:
        return [html.P(attainment_reading(outcomes))]
    heads = [Head("Outcome"), *(Head(words) for words in VOICES.values()), Head("How it stands")]
    rows = [_outcome(opened, one) for one in outcomes]
    score = f"Goal attainment score of all {len(outcomes)}: {pupil_score(outcomes):.0f}. "
    return [
        data_table("Outcomes and how far each voice says they are reached", heads, rows),
        disclosure("How this is worked out", [html.P(HOW_TRACK), html.P(score + HOW_SCORE)]),
    ]


def _outcome(opened: Opened, one: Progress) -> list[Any]:
    return [
        one.outcome,
        *(_rating(opened, one, voice) for voice in VOICES),
        [_standing(one), element("P", one.reason or _mean(one), className="quiet")],
    ]


def _rating(opened: Opened, one: Progress, voice: str) -> Any:
    said = one.newest.get(voice)
    if said is None:
        return element("Span", "Not rated", className="quiet")
    path = answer_path(opened.pupil_id, said.feedback_id)
    when = link(day(said.given_on), path, className="scope")
    return [signed_words(LEVEL_SIGNS[said.score], said.words), when]


def _standing(one: Progress) -> Element:
    if one.on_track:
        return status("ok", "On track")
    return status("problem", "Far off track" if one.is_far_off else "Off track")


def _mean(one: Progress) -> str:
    change = "" if not one.change else f", {signed(one.change)} since the time before"
    return f"{signed(one.mean)} on average{change}."


def _provision(opened: Opened) -> list[Any]:
    provision = opened.feedback.provision
    if not provision:
        return [html.P(delivered_reading(provision))]
    heads = [
        Head("Provision"),
        Head("Planned"),
        *(Head(words) for words in VOICES.values()),
        Head("In all"),
    ]
    rows = [_piece(opened, one) for one in provision]
    return [data_table("Provision planned and given, as each voice says", heads, rows)]


def _piece(opened: Opened, one: Delivery) -> list[Any]:
    planned = "No hours stated" if one.planned is None else hours_words(one.planned)
    return [one.provision, planned, *(_given(opened, one, voice) for voice in VOICES), _in_all(one)]


def _given(opened: Opened, one: Delivery, voice: str) -> Any:
    said = one.given.get(voice)
    if said is None:
        return element("Span", "Not told", className="quiet")
    path = answer_path(opened.pupil_id, said.feedback_id)
    return [element("Span", said.words), link(day(said.given_on), path, className="scope")]


def _in_all(one: Delivery) -> Any:
    if one.share is None:
        return one.words
    kind, words = ("watch", "Less than planned") if one.missing else ("ok", "As planned")
    return [status(kind, words), element("P", one.words, className="quiet")]


def _agreement(opened: Opened) -> list[Any]:
    compared = opened.feedback.compared
    apart = disagreements(compared)
    agreed = [one for one in compared if one.agree]
    parts: list[Any] = [html.P(agreement_reading(compared))]
    if apart:
        parts.append(element("Div", [_sides(opened, one) for one in apart], className="sides"))
        parts.append(html.P("Who is right cannot be told from here. It is a question to ask."))
    if agreed:
        lines = element("Ul", [element("Li", f"{one.about}. {one.words}") for one in agreed])
        parts.append(disclosure(f"Agreed on: {len(agreed)}", lines))
    return parts


def _sides(opened: Opened, one: Comparison) -> Element:
    told = [
        element(
            "Div",
            [
                element(
                    "Dt",
                    source(
                        opened.pupil_id,
                        feedback_id=side.feedback_id,
                        voice=side.voice,
                        given_on=side.given_on,
                    ),
                ),
                element("Dd", [element("P", side.words), *_evidence(side.evidence)]),
            ],
        )
        for side in one.sides
    ]
    title = f"{one.about} ({_counted(one.apart, 'level')} apart)"
    return element("Div", [element("H3", title), element("Dl", told)], className="side")


def _evidence(words: str) -> list[Any]:
    return [element("Blockquote", words, className="quote")] if words else []


def _said(opened: Opened, said: Said) -> list[Any]:
    parts: list[Any] = [html.P(said.reading)]
    if not said.chosen:
        return parts
    chosen: list[Any] = []
    for field, quotes in said.chosen.items():
        shown = [_quote(opened, one) for one in quotes]
        chosen += [html.H3(FIELDS[field]), element("Div", shown, className="quotes")]
    number = sum(map(len, said.chosen.values()))
    words = f"{number} of {len(said.quotes)} sentences, chosen by the reader of documents"
    all_of_it = feedback_path(opened.pupil_id, "answers")
    answers = html.P(dcc.Link("Read every answer in full", href=all_of_it))
    return [*parts, disclosure(words, chosen), answers]


def _quote(opened: Opened, one: Quote) -> Element:
    text = one.text
    about = [element("Span", f", on: {text.about}")] if text.about else []
    where = source(
        opened.pupil_id, feedback_id=text.feedback_id, voice=text.voice, given_on=text.given_on
    )
    return element(
        "Div",
        [
            element("Blockquote", one.words, className="quote"),
            element("P", [where, *about], className="quiet"),
        ],
    )


def _added(added: Sequence[tuple[str, Movement]]) -> list[Any]:
    if not added:
        return [html.P(NOTHING_ADDED)]
    lines = [html.Li([html.Strong(f"{label}. "), read_movement(one)]) for label, one in added]
    every = disclosure(f"Each support package: {len(added)}", [html.P(ADDED), html.Ul(lines)])
    return [
        html.P(most_moved(added)),
        every,
        html.P(dcc.Link("See all the evidence: what works", href="/feedback/evidence")),
    ]
