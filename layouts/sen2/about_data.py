"""About the data: which releases, what is suspect, what the symbols and indicators mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd
from dash import html

from analytics.sen2.checks import RULES
from analytics.sen2.records import records
from data.schemas.indicators import GROUPS, INDICATORS, PLACEMENT_GROUPS, Indicator
from data.schemas.sen2 import ALL, FIRST_PERSON_LEVEL_YEAR, SYMBOLS
from layouts.components.disclosure import disclosure
from layouts.components.element import Element
from layouts.components.section import section
from layouts.components.table import Head, data_table
from layouts.dates import day
from layouts.sen2.files import files
from layouts.sen2.values import POLARITY, number

# How the publisher ends the name of a share.
PER_CENT = "_pct"
MOST_SHOWN = 40
# The columns of FIGURES that are told of.
USED = ("indicator", "year", "symbol", "flagged", "broken", "footnote")
BREAKS = (
    f"From {FIRST_PERSON_LEVEL_YEAR} the SEN2 return is about each person; before, authorities "
    "sent totals. A change between the two may be one of counting, so no page compares across it "
    "as if nothing had happened: lines are cut and the first year after it is marked “new series”."
)
PEOPLE = (
    "Out of the people aged 0 to 25 in the list of populations that was loaded. The DfE's releases "
    "print no number of people, and the list has one for each authority, without a year: it "
    "is used for every year. So the rates of one year can be compared between authorities, and a "
    "rate that rises from year to year tells that the count rose, not that it rose faster than "
    "the population."
)


def body(
    releases: Sequence[Any],
    suspects: pd.DataFrame,
    figures: pd.DataFrame,
    *,
    name: str,
    query: str,
) -> list[Any]:
    """Return the truth about the data; `suspects` and `figures` are those of one authority.

    With no authority `name` is "" and they are those of all areas. `releases` are those of the
    catalogue, in use or not.
    """
    return [
        html.P(reading(suspects, figures, name=name), className="lead", role="status"),
        _suspects(suspects, name=name, query=query),
        _checks(),
        _missing(figures, name=name),
        section("Where do the series break?", html.P(BREAKS), *_broken(figures)),
        section("What are rates for every 1,000 people out of?", html.P(PEOPLE)),
        _releases(releases),
        _footnotes(figures),
        _definitions(),
    ]


def reading(suspects: pd.DataFrame, figures: pd.DataFrame, *, name: str) -> str:
    """Say in one sentence how many figures there are, are missing and are suspect."""
    of = f"of {name}" if name else "of all areas"
    missing = sum(_symbols(figures).values())
    flagged = int(figures["flagged"].to_numpy(dtype=bool).sum())
    return (
        f"Of {len(figures):,} figures {of}, {missing:,} were published as a symbol and {flagged:,} "
        f"are suspect; the checks on import found {len(suspects):,} cells that do not add up or "
        "jump further than is likely."
    )


def _suspects(suspects: pd.DataFrame, *, name: str, query: str) -> html.Section:
    heading = f"Which figures of {name} are suspect?" if name else "Which figures are suspect?"
    if suspects.empty:
        return section(heading, html.P("The checks found nothing amiss.", className="empty"))
    words = (
        "Suspect figures are marked wherever they are shown, and ranks and averages leave them out."
    )
    more = f" The first {MOST_SHOWN} are shown; the download has all {len(suspects):,}."
    return section(
        heading,
        html.P(words + (more if len(suspects) > MOST_SHOWN else "")),
        suspects_table(suspects.head(MOST_SHOWN)),
        files("suspects", query),
    )


@cache
def _checks() -> html.Details:
    rows = [[rule.replace("_", " "), words] for rule, words in RULES.items()]
    table = data_table("Checks made when a release is loaded", [Head("Check"), Head("Finds")], rows)
    return disclosure("What the checks look for", table)


def suspects_table(suspects: pd.DataFrame) -> Element:
    """Return what the checks found: the cell, what it says, what it would be, and why."""
    heads = [Head("Area"), Head("Year"), Head("Figure"), Head("Published", numeric=True)]
    heads += [Head("Expected", numeric=True), Head("What is wrong")]
    rows = [
        [
            row["name"],
            str(row["year"]),
            _cell(row),
            number(row["published"], decimals=_decimals(row["measure"])),
            number(row["expected"], decimals=_decimals(row["measure"])),
            row["sentence"],
        ]
        for row in records(suspects)
    ]
    return data_table("Suspect cells", heads, rows)


def _cell(row: dict[Any, Any]) -> str:
    measure = row["measure"].removesuffix(PER_CENT).replace("_", " ").capitalize()
    unit = " (%)" if row["measure"].endswith(PER_CENT) else ""
    if row["dimension"] == ALL:
        return f"{measure}{unit}"
    # The words of a placement are kept; of other parts the publisher's own are plain enough.
    words = PLACEMENT_GROUPS.get(f"{row['dimension']}_{row['category']}", row["category"])
    return f"{measure}{unit}, {row['dimension']}: {words.lower()}".replace("_", " ")


def _decimals(measure: str) -> int:
    return 1 if measure.endswith(PER_CENT) else 0


def _missing(figures: pd.DataFrame, *, name: str) -> html.Section:
    counts = _symbols(figures)
    heads = [Head("Symbol"), Head("Meaning"), Head("Figures", numeric=True)]
    rows = [
        [symbol, SYMBOLS.get(symbol, "not explained by the publisher"), f"{n:,}"]
        for symbol, n in counts.most_common()
    ]
    whose = f"of {name}" if name else "in use"
    return section(
        "What was published as a symbol?",
        html.P("A symbol is never read as 0."),
        data_table(f"Symbols among the figures {whose}", heads, rows)
        if rows
        else html.P("Every figure was published as a number.", className="empty"),
    )


def _symbols(figures: pd.DataFrame) -> Counter[str]:
    return Counter(symbol for symbol in figures["symbol"].tolist() if symbol)


def _broken(figures: pd.DataFrame) -> list[Any]:
    cut = figures["broken"].to_numpy(dtype=bool)
    pairs = zip(*(figures[name].array[cut].tolist() for name in ("indicator", "year")), strict=True)
    found: dict[str, list[int]] = {}
    for id, year in sorted(set(pairs)):
        found.setdefault(id, []).append(year)
    if not found:
        return []
    years = {INDICATORS[id].label: ", ".join(map(str, of)) for id, of in found.items()}
    heads = [Head("Indicator"), Head("A new series begins in")]
    table = data_table("Series that break", heads, [[*pair] for pair in years.items()])
    return [disclosure(f"Indicators whose series breaks ({len(years)})", table)]


def _releases(found: Sequence[Any]) -> html.Section:
    ordered = sorted(found, key=lambda one: (not one.in_use, one.id, -one.revision))
    heads = [Head("Release"), Head("Revision", numeric=True), Head("In use"), Head("Imported")]
    heads += [Head("Files", numeric=True), Head("Licence"), Head("Checksum")]
    rows = [
        [
            one.title,
            str(one.revision),
            "Yes" if one.in_use else "No",
            day(one.imported_at[:10]),
            str(len(one.files)),
            one.licence,
            one.sha256[:12],
        ]
        for one in ordered
    ]
    told = [f"{one.id}: {words}" for one in ordered for words in one.problems]
    return section(
        "Where do the figures come from?",
        data_table("Releases and revisions", heads, rows)
        if rows
        else html.P("No release has been imported.", className="empty"),
        *_told(told),
    )


def _told(problems: list[str]) -> list[Any]:
    if not problems:
        return []
    items = html.Ul([html.Li(words) for words in problems])
    return [disclosure(f"What the import could not place ({len(problems)})", items)]


def _footnotes(figures: pd.DataFrame) -> html.Section:
    told = zip(figures["indicator"].tolist(), figures["footnote"].tolist(), strict=True)
    found = dict.fromkeys((id, words) for id, words in told if words)
    heads = [Head("Indicator"), Head("What the publisher says")]
    rows = [[INDICATORS[id].label, words] for id, words in found]
    return section(
        "What does the publisher say of them?",
        data_table("Footnotes", heads, rows)
        if rows
        else html.P("There are no footnotes to these figures.", className="empty"),
    )


@cache
def _definitions() -> html.Section:
    folds = [
        disclosure(
            group, definitions_table([one for one in INDICATORS.values() if one.group == group])
        )
        for group in GROUPS
    ]
    return section("What does each indicator mean?", *folds)


def definitions_table(indicators: Sequence[Indicator]) -> Element:
    """Return what indicators count, out of what, which end is better, and from which file."""
    heads = [Head("Indicator"), Head("Counted"), Head("Out of"), Head("Which end"), Head("When")]
    heads += [Head("File of the release")]
    rows = [
        [
            one.label,
            one.numerator,
            one.denominator or "Not compared: a count",
            POLARITY[one.polarity],
            one.counted_at,
            one.source,
        ]
        for one in indicators
    ]
    return data_table("Definitions", heads, rows)
