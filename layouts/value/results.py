"""What follows from the inputs: one case, a year, what leaves the budget, what moves it, time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from analytics.suppression import WITHHELD, WITHHELD_WORDS, shown, tells_of_few
from analytics.value.calculator import Figures
from analytics.value.cashable import splits
from analytics.value.durations import PACK_WEEKS_AFTER, Taken
from analytics.value.inputs import ROLES, Inputs, called
from analytics.value.notes import limits, rounding_notes
from analytics.value.printed import NAMES, PRINTED, here, rounded
from analytics.value.tornado import ONE_CASE, YEAR, Swing, still, tornado
from layouts.components.chart import chart
from layouts.components.disclosure import disclosure
from layouts.components.element import Element, element
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.figures.value import draw_taken, draw_tornado
from layouts.value.words import money, number, percent

KINDS: dict[str, str] = {
    "not_qualified": "New cases that did not qualify",
    "qualified": "New cases that qualified",
    "reviews": "Reviews",
}
WIDE = 640


def results(inputs: Inputs, figures: Figures, stages: Sequence[Taken]) -> list[Any]:
    """Return every part of the page below the form."""
    return [
        section("One assessment", _case(inputs, figures)),
        section("A year", *_year(inputs, figures)),
        section("What leaves the budget", *_cashable(inputs, figures)),
        section("What matters most", *_tornados(inputs)),
        section("The time cases really take", *_taken(inputs, figures, stages)),
        section("What these figures are not", _list(limits())),
        section("Beside the pack's printed numbers", *_printed(inputs, figures)),
    ]


def _case(inputs: Inputs, figures: Figures) -> Element:
    given, found = vars(inputs), vars(figures)
    rows = [["SENCO", "not counted", "–", "–", "–", "–"]]
    rows += [
        [
            words,
            number(given[f"{role}_days"]),
            f"£{number(given[f'{role}_rate'], decimals=3)}",
            NAMES[f"{role}_cost"].show(found[f"{role}_cost"]),
            f"{number(given[f'{role}_reduction'])}%",
            NAMES[f"{role}_saving"].show(found[f"{role}_saving"]),
        ]
        for role, words in ROLES.items()
    ]
    rows.append(
        [
            "Total",
            "",
            "",
            NAMES["case_cost"].show(figures.case_cost),
            percent(figures.case_saving_percent),
            NAMES["case_saving"].show(figures.case_saving),
        ]
    )
    heads = [
        Head("Who"),
        Head("Days", numeric=True),
        Head("Loaded day rate", numeric=True),
        Head("Cost", numeric=True),
        Head("Less time", numeric=True),
        Head("Saved", numeric=True),
    ]
    return data_table("Cost and saving of one assessment", heads, rows)


def _year(inputs: Inputs, figures: Figures) -> list[Any]:
    found = vars(figures)
    people = {
        "not_qualified": inputs.not_qualified,
        "qualified": figures.new_cases,
        "reviews": figures.reviews,
    }
    effort = {
        "not_qualified": inputs.not_qualified_effort,
        "qualified": inputs.qualified_effort,
        "reviews": inputs.review_effort,
    }
    rows = [
        [
            words,
            rounded(people[kind], 0),
            f"{number(effort[kind])}%",
            money(found[f"{kind}_cost"]),
            money(found[f"{kind}_saving"]),
            money(found[f"authority_{kind}_saving"]),
        ]
        for kind, words in KINDS.items()
    ]
    rows.append(
        [
            "Total",
            rounded(figures.all_cases, 0),
            "",
            money(figures.total_cost),
            money(figures.total_saving),
            money(figures.authority_saving),
        ]
    )
    heads = [
        Head("Cases"),
        Head("Number", numeric=True),
        Head("Effort, of a new case", numeric=True),
        Head("Cost", numeric=True),
        Head("Saved", numeric=True),
        Head("Saved, an average authority", numeric=True),
    ]
    return [html.P(_volumes(inputs, figures)), data_table("A year's cases", heads, rows)]


def _volumes(inputs: Inputs, figures: Figures) -> str:
    return (
        f"{rounded(inputs.requests, 0)} requests worked on less {rounded(inputs.ongoing, 0)} still "
        f"open are {rounded(figures.new_cases, 0)} new cases. Plans grew by "
        f"{percent(figures.plans_growth_percent)} a year over two years, to "
        f"{rounded(inputs.plans, 0)}; in the first of them they changed by "
        f"{rounded(figures.plans_change, 0)}."
    )


def _cashable(inputs: Inputs, figures: Figures) -> list[Any]:
    heads = [
        Head("Share that leaves the budget, every role"),
        Head("Leaves the budget", numeric=True),
        Head("Time for other work", numeric=True),
        Head("Leaves the budget, an average authority", numeric=True),
    ]
    rows = [
        [
            f"{number(one.share)}%",
            money(one.cashable),
            money(one.non_cashable),
            money(one.authority_cashable),
        ]
        for one in splits(inputs)
    ]
    return [
        html.P(
            f"With the shares in the form, {money(figures.total_saving_cashable)} a year leaves "
            f"the budget (cashable) and {money(figures.total_saving_non_cashable)} is time for "
            "other work, such as more with families (non-cashable). The pack says that there are "
            "both and gives no split: unless somebody says otherwise, nothing leaves the budget."
        ),
        data_table("Saving of a year at other shares", heads, rows),
    ]


def _tornados(inputs: Inputs) -> list[Any]:
    return [
        _tornado(inputs, YEAR, "the saving in a year"),
        _tornado(inputs, ONE_CASE, "the saving on one case"),
    ]


def _tornado(inputs: Inputs, figure: str, of: str) -> Any:
    swings = tornado(inputs, figure=figure)
    if not swings:
        return html.P(f"No input moves {of}: nothing is saved.", className="empty")
    return chart(
        draw_tornado(swings),
        reading=reading(swings, of),
        table=_swings(swings, of),
        key="Grey: the input 20% lower. Teal: 20% higher. In words: what is then saved.",
        how_to_read=(
            "Each input goes 20% down and up while the others stay, or to its limit where that is "
            "nearer (marked in the table). A long bar is a figure worth knowing well before "
            f"anybody relies on the saving. These move nothing: {_still(swings)}."
        ),
        min_width=WIDE,
    )


def reading(swings: Sequence[Swing], of: str) -> str:
    """Return which input moves a saving most, and by how much, in a sentence."""
    first = swings[0]
    least, most = sorted((first.saving_low, first.saving_high))
    others = [called(swing.name) for swing in swings[1:] if _is_as_long(swing, first)]
    also = f" So does {others[0]}." if len(others) == 1 else ""
    also = f" So do {len(others)} others." if len(others) > 1 else also
    return (
        f"“{called(first.name)}” moves {of} most: from {money(least)} to {money(most)}, "
        f"20% down or up.{also}"
    )


def _is_as_long(swing: Swing, first: Swing) -> bool:
    return abs(swing.spread - first.spread) < 1e-6 * first.spread


def _still(swings: Sequence[Swing]) -> str:
    return "; ".join(called(name) for name in still(swings))


def _swings(swings: Sequence[Swing], of: str) -> Element:
    heads = [
        Head("Input"),
        Head("Lower", numeric=True),
        Head("Higher", numeric=True),
        Head("Saved at the lower", numeric=True),
        Head("Saved at the higher", numeric=True),
    ]
    rows = [
        [
            f"{called(one.name)}{' (to its limit)' if one.bounded else ''}",
            number(one.low),
            number(one.high),
            money(one.saving_low),
            money(one.saving_high),
        ]
        for one in swings
    ]
    return data_table(f"What moves {of}", heads, rows)


def _taken(inputs: Inputs, figures: Figures, stages: Sequence[Taken]) -> list[Any]:
    weeks = html.P(
        f"{number(inputs.process_weeks)} weeks, shortened as the work is, would be "
        f"{number(figures.weeks_after, decimals=1)}; in whole weeks, as the pack prints them, "
        f"{NAMES['weeks_after'].show(figures.weeks_after)}."
    )
    whole = stages[-1]
    if whole.median is None:
        words = (
            "Fewer than 6 final plans were issued in the last 12 months, too few to tell how long "
            "they took. Once there are more, this shows each stage beside the pack's targets."
        )
        return [weeks, html.P(words, className="empty")]
    return [
        weeks,
        chart(
            draw_taken(stages),
            reading=taken_reading(whole),
            table=_stages(stages),
            key="Bar: the middle half of cases. Dot: the median. Line: the pack's target.",
            how_to_read=(
                "Every process whose final plan was issued in the last 12 months, from the days "
                "that were recorded and, where a pupil was assessed again, from earlier revisions. "
                "Half of the cases lie within the bar. The pack's steps are not the law's, so each "
                f"stage stands beside the nearest. {WITHHELD_WORDS}."
            ),
            min_width=WIDE,
        ),
    ]


def taken_reading(whole: Taken) -> str:
    """Return how long the whole process took here, beside the pack's two lengths."""
    return (
        f"Here the {whole.cases:,} final plans of the last 12 months took {_weeks(whole.median)} "
        f"weeks in the middle, half of them {_weeks(whole.low)} to {_weeks(whole.high)}. The pack "
        f"takes {whole.stage.target:g} weeks for granted before, and {PACK_WEEKS_AFTER} after."
    )


def _stages(stages: Sequence[Taken]) -> Element:
    heads = [
        Head("Stage"),
        Head("Cases", numeric=True),
        Head("Median, weeks", numeric=True),
        Head("Middle half, weeks", numeric=True),
        Head("The pack's target", numeric=True),
        Head("Within it", numeric=True),
        Head("Beside which step of the pack"),
    ]
    rows = [
        [
            one.stage.words,
            shown(one.cases) if not tells_of_few(one.cases, of=one.cases) else WITHHELD,
            _weeks(one.median),
            f"{_weeks(one.low)} to {_weeks(one.high)}",
            f"under {one.stage.target:g} weeks",
            _within(one),
            one.stage.beside,
        ]
        for one in stages
    ]
    return data_table("Weeks that each stage took", heads, rows)


def _weeks(value: float | None) -> str:
    return "–" if value is None else rounded(value, 1)


def _within(one: Taken) -> str:
    if one.within is None:
        return "–"
    if tells_of_few(one.within, of=one.cases):
        return WITHHELD
    return f"{one.within:,} of {one.cases:,}, {rounded(100 * one.within / one.cases, 0)}%"


def _printed(inputs: Inputs, figures: Figures) -> list[Any]:
    same = sum(here(one, inputs, figures) == one.text for one in PRINTED)
    heads = [
        Head("Number"),
        Head("Table"),
        Head("The pack prints", numeric=True),
        Head("Here", numeric=True),
    ]
    rows = [[_called(one.name), one.table, one.text, here(one, inputs, figures)] for one in PRINTED]
    return [
        html.P(
            f"{same} of the {len(PRINTED)} numbers of the pack's tables come out as printed. Its "
            "own sums do not always add up:"
        ),
        _list(rounding_notes()),
        disclosure("Every number", data_table("Every number of the pack", heads, rows)),
    ]


def _called(name: str) -> str:
    named = NAMES.get(name)
    return named.label if named else called(name)


def _list(sentences: Sequence[str]) -> Element:
    return element("Ul", [element("Li", words) for words in sentences])
