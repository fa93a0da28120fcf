"""The report on one authority: what stands out and its headline figures, to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from analytics.sen2.standing_out import StandingOut, data_words, reading
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.sen2.address import Chosen
from layouts.sen2.standing_out import cards, survival_table


def body(
    found: StandingOut, headlines: Element, chosen: Chosen, *, releases: Sequence[str]
) -> list[Any]:
    """Return the report; its style sheet leaves out everything else when it is printed."""
    return [
        element("Button", "Print", type="button", className="button", **{"data-print": "yes"}),
        html.H2(f"{found.name}: what stands out"),
        html.P(reading(found), className="lead"),
        html.P([html.Strong("How good are the data? "), data_words(found)]),
        *cards(found, chosen),
        *(_survival(found, chosen) if found.findings else []),
        html.H2("Headline figures"),
        headlines,
        html.P(_source(releases), className="quiet"),
    ]


def _survival(found: StandingOut, chosen: Chosen) -> list[Any]:
    named = f"All {len(found.findings)} findings against every comparator"
    return [disclosure(named, survival_table(found, chosen), printed=True)]


def _source(releases: Sequence[str]) -> str:
    return (
        f"Source: {'; '.join(releases)}. Contains public sector information licensed under the "
        "Open Government Licence v3.0. Verdicts, intervals and checks are this application's."
    )
