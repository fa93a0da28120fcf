"""Ask for feedback: the form that makes a link, what to hand over, and every link made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from analytics.feedback.delivered import planned_words
from analytics.feedback.links import STATES, state_of
from data.schemas.feedback import VOICES, AskedOutcome, AskedProvision
from layouts.components.field import field, select
from layouts.components.notice import notice, refused, status
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.feedback import ids
from layouts.feedback.opened import Asking, Opened
from layouts.plans.address import plan_path
from layouts.plans.messages import sends

Row = Mapping[str, Any]
WHO_HINT = (
    "The form for a child has easy words, pictures and faces; that of a school asks for the hours."
)
LEAD = (
    "A link opens one form about one pupil, once, until its last day, with a code of six digits. "
    "Nothing else can be seen with it. The app sends nothing by itself: you hand it over."
)
NO_PLAN = (
    "The plan has neither outcomes nor provision yet, so the form can ask only how the pupil "
    "feels, what helps and what to change."
)
STATE_KINDS = {"waiting": "note", "answered": "ok", "expired": "watch", "revoked": "note"}
ONCE = "Shown once. The app keeps neither in a form it can show again."
APART = (
    "Give the code another way than the letter, such as by phone or in person, so that whoever "
    "finds the letter cannot open the form."
)
# Whom it is about, in the words of whom it is for; only the reference names the pupil.
ABOUT = {
    "pupil": "how things are going for you",
    "parent": "how things are going for your child",
    "setting": "how things are going for the pupil",
}
LETTER = (
    "We would like to hear from you: {about}, what helps, and what should change. Our reference is "
    "{pupil}. It takes about five minutes on a phone or a computer.",
    "Open this address, or point the camera of a phone at the square, and type the six-digit code "
    "that you get from us by phone or in person:",
)
PICTURE = "The address as a QR code, for the camera of a phone"
LETTER_END = (
    "You can stop and come back: what you typed is kept. The form is for you alone and asks about "
    "nobody else. It closes on {last}. If you would rather tell us, call us and we write it down.",
)
# Our choice: with more, the form takes longer than the five minutes that people are promised.
MOST_TICKED = 5
FEW = (
    f"The first {MOST_TICKED} are ticked, so that answering takes some five minutes. Tick others "
    "instead, or ask about the rest next time."
)


def body(opened: Opened) -> list[Any]:
    """Return the form and the links made so far."""
    return [
        html.P(LEAD, className="lead"),
        *_form(opened),
        section("Which links were made?", *_links(opened)),
    ]


def _form(opened: Opened) -> list[Any]:
    asking = opened.asking
    if asking is None:
        return []
    return [
        section(
            "Make a link",
            html.Form(
                [
                    field(
                        "Whom do you ask?",
                        _select("voice", [*VOICES.items()], "parent"),
                        hint=WHO_HINT,
                    ),
                    field(
                        "Who is it for?",
                        _text("addressee"),
                        hint="As the answer will be shown, such as: the mother",
                    ),
                    field(
                        "Why now?", _text("reason", "Annual review", 200), hint="For your own list"
                    ),
                    field(
                        "Last day",
                        _text("expires_on", day(asking.usual_day), 30),
                        hint=f"Such as 3 May 2026, {asking.longest_days} days from now at most",
                    ),
                    *_about(opened, asking),
                    html.Button("Make the link", className="button"),
                ],
                className="form form--narrow",
                **sends(ids.FEEDBACK_GIVEN, "make"),
                **{"aria-label": "Make a link"},
            ),
        )
    ]


def _select(name: str, options: list[tuple[str, str]], value: str) -> dbc.Select:
    return select(ids.of_feedback(name), options, value=value, name=name)


def _text(name: str, value: str = "", longest: int = 100) -> dbc.Input:
    return dbc.Input(
        id=ids.of_feedback(name), name=name, value=value, maxlength=longest, autocomplete="off"
    )


def _about(opened: Opened, asking: Asking) -> list[Any]:
    asked = asking.asked
    if not (asked.outcomes or asked.provision):
        link = dcc.Link("Open the plan", href=plan_path(opened.pupil_id))
        return [notice("note", html.P([NO_PLAN, " ", link]), title="No outcomes to ask about")]
    return [
        *_boxes("Which outcomes?", [_outcome(one) for one in asked.outcomes]),
        *_boxes("Which provision?", [_provision(one) for one in asked.provision]),
    ]


def _boxes(legend: str, lines: list[tuple[str, str]]) -> list[Any]:
    if not lines:
        return []
    boxes = [
        _box(name, label, ticked=place < MOST_TICKED) for place, (name, label) in enumerate(lines)
    ]
    hint = [html.P(FEW, className="field__hint")] if len(lines) > MOST_TICKED else []
    return [html.Fieldset([html.Legend(legend), *hint, *boxes])]


def _outcome(one: AskedOutcome) -> tuple[str, str]:
    return f"outcome:{one.line_id}", one.text


def _provision(one: AskedProvision) -> tuple[str, str]:
    hours = "" if one.planned_hours is None else f" (planned: {planned_words(one.planned_hours)})"
    return f"provision:{one.line_id}", f"{one.text}{hours}"


def _box(name: str, label: str, *, ticked: bool) -> dbc.Checkbox:
    return dbc.Checkbox(
        id=ids.of_feedback(name.replace(":", "-").replace(".", "-")),
        name=name,
        label=label,
        value=ticked,
    )


def _links(opened: Opened) -> list[Any]:
    if not opened.links:
        return [html.P("None yet.")]
    heads = [
        Head("For"), Head("Made on"), Head("Last day"), Head("Why"), Head("State"), Head("Change"),
    ]  # fmt: skip
    rows = [_link(opened, row) for row in opened.links]
    return [data_table(f"Links made for {opened.pupil_id}", heads, rows)]


def _link(opened: Opened, row: Row) -> list[Any]:
    state = state_of(row, today=opened.today)
    answered = f", {day(row['answered_on'])}" if state == "answered" else ""
    name = f"{row['addressee']} ({VOICES[row['voice']].lower()})"
    return [
        name if row["addressee"] else VOICES[row["voice"]],
        day(row["made_on"]),
        day(row["expires_on"]),
        row["reason"] or "–",
        status(STATE_KINDS[state], f"{STATES[state]}{answered}"),
        _changes(row, state) if opened.may_ask else "",
    ]


def _changes(row: Row, state: str) -> Any:
    if state == "answered":
        return "–"
    whom = row["addressee"] or VOICES[row["voice"]].lower()
    doings = [("renew", "New address and code")]
    if state == "waiting":
        doings.append(("revoke", "Take back the link"))
    return [
        html.Form(
            html.Button(
                [words, html.Span(f" for {whom}", className="visually-hidden")],
                className="button button--quiet",
            ),
            **sends(ids.FEEDBACK_GIVEN, what, link_id=row["link_id"]),
            **{"aria-label": f"{words} for {whom}"},
        )
        for what, words in doings
    ]


def made(
    *, pupil_id: str, voice: str, whom: str, address: str, code: str, last: str, authority: str
) -> html.Div:
    """Return what to hand over: the letter with the address, and the code on a slip of its own."""
    return html.Div(
        [
            notice("ok", [html.P(f"{ONCE} {APART}")], title=f"The link for {whom} is made"),
            html.Div(
                [
                    html.H2("Letter"),
                    html.P(f"To {whom}"),
                    html.P(LETTER[0].format(about=ABOUT[voice], pupil=pupil_id)),
                    html.P(LETTER[1]),
                    html.P(address, className="slip__address"),
                    html.Img(src=picture_of(address), alt=PICTURE, className="slip__picture"),
                    *(html.P(words.format(last=last)) for words in LETTER_END),
                    html.P(authority),
                ],
                className="slip",
            ),
            html.Div(
                [
                    html.H2("Code, to be given another way"),
                    html.P(f"For {whom}, for the form about {pupil_id}, until {last}:"),
                    html.P(f"{code[:3]} {code[3:]}", className="slip__code"),
                ],
                className="slip slip--code",
            ),
            html.Button(
                "Print the letter and the slip",
                className="button button--second",
                **{"data-print": "slips"},
            ),
        ]
    )


def picture_of(address: str) -> str:
    """Return an address as a QR code, drawn here: what opens a link is sent to nobody."""
    import segno  # noqa: PLC0415

    return str(segno.make(address, micro=False).svg_data_uri(scale=3, border=4))


def taken_back() -> html.Div:
    """Say that a link opens nothing any more."""
    return notice("ok", html.P("The link opens nothing any more."), title="Taken back")


def not_made(problems: Mapping[str, str]) -> html.Div:
    """Say why nothing was done."""
    return refused([*problems.values()], title="Not done")
