"""Create New Pupil: a reference, a month of birth and a request, then the assessment."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from layouts import ids
from layouts.components.field import error_summary, field, select
from layouts.components.introduction import introduction

INTRODUCTION = (
    "Use the reference that the authority's own pupil database uses, so that records agree. "
    "Month and year of birth are enough: they give the age that the clusters need."
)
UNKNOWN = "unknown"
MONTHS = [(str(number), calendar.month_name[number]) for number in range(1, 13)]

# Which control a problem with a column belongs to.
CONTROLS = {
    "pupil_id": ids.CREATE_REFERENCE,
    "birth_month": ids.CREATE_MONTH,
    "birth_year": ids.CREATE_YEAR,
    "requested_on": ids.CREATE_REQUESTED,
    "school_id": ids.CREATE_SCHOOL,
}


def layout(**_: Any) -> html.Div:
    """Return the form; the schools are filled when it opens."""
    return html.Div(
        [
            html.H1("Create New Pupil"),
            introduction(INTRODUCTION),
            html.Div(id=ids.CREATE_ERRORS),
            html.Form(
                [
                    field(
                        "Pupil reference",
                        dbc.Input(id=ids.CREATE_REFERENCE, maxlength=32, autocomplete="off"),
                        checked=True,
                        hint="Letters, digits, full stop, hyphen or underscore, such as NM20417.",
                    ),
                    html.Div(
                        [
                            field(
                                "Month of birth",
                                select(ids.CREATE_MONTH, MONTHS, placeholder="Choose"),
                                checked=True,
                            ),
                            field(
                                "Year of birth",
                                dbc.Input(
                                    id=ids.CREATE_YEAR,
                                    type="text",
                                    inputmode="numeric",
                                    maxlength=4,
                                    autocomplete="off",
                                ),
                                checked=True,
                            ),
                        ],
                        className="fields",
                    ),
                    field(
                        "Request received",
                        dbc.Input(id=ids.CREATE_REQUESTED, maxlength=30, autocomplete="off"),
                        checked=True,
                        hint="Such as 3 May 2026. The 6 and the 20 weeks run from this day.",
                    ),
                    field(
                        "School or setting (if known)",
                        select(ids.CREATE_SCHOOL, [(UNKNOWN, "Not known")], value=UNKNOWN),
                        checked=True,
                    ),
                    html.Button("Create new pupil", id=ids.CREATE_BUTTON, className="button"),
                ],
                className="form form--narrow",
                # Enter in a field presses the button, as in every form.
                **{"data-pressed": "yes", "aria-label": "New pupil"},
            ),
        ]
    )


def errors(problems: Mapping[str, str]) -> html.Div:
    """Return the summary of problems, each leading to its control."""
    return error_summary(problems.items(), CONTROLS)
