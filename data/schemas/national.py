"""Published figures on England and three authorities, and the DfE's symbols for a gap."""

from __future__ import annotations

from data.schemas.columns import Column, Table
from data.schemas.readers import EVERYONE
from data.schemas.vocabulary import AGE_BANDS

ALL_AGES = "Total"
PLAN_MEASURES: dict[str, str] = {
    "all": "Plans and statements in force in January",
    "new": "Plans and statements made for the first time in the year",
}
# Symbols of the DfE and the Government Statistical Service for a figure that is not there.
SYMBOLS: dict[str, str] = {"z": "not applicable", "x": "not available"}

NATIONAL_PLANS = Table(
    "national_plans",
    "one published count of plans in England: measure, year and age band",
    "series_id",
    (
        Column(
            "series_id",
            "text",
            "Measure, year and age band, joined by colons",
            required=True,
            longest=40,
            readers=EVERYONE,
        ),
        Column(
            "measure",
            "text",
            "What is counted: all plans in force, or new ones",
            required=True,
            allowed=tuple(PLAN_MEASURES),
            readers=EVERYONE,
        ),
        Column(
            "year",
            "whole",
            "Year of the return",
            required=True,
            minimum=2000,
            maximum=2100,
            readers=EVERYONE,
        ),
        Column(
            "age_band",
            "text",
            "Age band, or all ages as published",
            required=True,
            allowed=(*AGE_BANDS, ALL_AGES),
            readers=EVERYONE,
        ),
        Column(
            "plans",
            "whole",
            "Statements of SEN and EHC plans; missing where there is a symbol",
            unit="plans",
            minimum=0,
            readers=EVERYONE,
        ),
        Column(
            "symbol",
            "text",
            "Why there is no figure: z not applicable, x not available",
            allowed=tuple(SYMBOLS),
            readers=EVERYONE,
        ),
        Column("source", "text", "Where the figure was published", required=True, readers=EVERYONE),
    ),
    journalled=False,
)

AREA_MEASURES: dict[str, str] = {
    "pupils": "Pupils in schools",
    "sen_support_pct": "Pupils on SEN support",
    "plan_pct": "Pupils in schools who have an EHC plan",
    "plans": "EHC plans",
    "plans_in_schools": "Pupils with an EHC plan in schools",
    "new_requests": "New requests for a plan",
    "within_20_weeks_pct": "New plans issued within 20 weeks, without exception cases",
}
AREAS = ("England", "Ealing", "Staffordshire", "Suffolk")

AREA_FIGURES = Table(
    "area_figures",
    "one published figure on England or a partner authority of the prototype",
    "figure_id",
    (
        Column(
            "figure_id",
            "text",
            "Measure and area, joined by a colon",
            required=True,
            longest=60,
            readers=EVERYONE,
        ),
        Column(
            "measure",
            "text",
            "What the figure is",
            required=True,
            allowed=tuple(AREA_MEASURES),
            readers=EVERYONE,
        ),
        Column(
            "area",
            "text",
            "England or an authority",
            required=True,
            allowed=AREAS,
            readers=EVERYONE,
        ),
        Column(
            "year",
            "whole",
            "Year the figure is of",
            required=True,
            minimum=2000,
            maximum=2100,
            readers=EVERYONE,
        ),
        Column(
            "value", "number", "The figure as published", required=True, minimum=0, readers=EVERYONE
        ),
        Column(
            "unit",
            "text",
            "What the figure counts, or % for a percentage",
            required=True,
            allowed=("pupils", "plans", "requests", "%"),
            readers=EVERYONE,
        ),
        Column(
            "precision",
            "number",
            "Half the last digit printed: how far the true figure may be away",
            required=True,
            minimum=0,
            readers=EVERYONE,
        ),
        Column("source", "text", "Where the figure was published", required=True, readers=EVERYONE),
    ),
    journalled=False,
)
