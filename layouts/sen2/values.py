"""How a published figure is written: its unit, and a sign and words where something is amiss."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.schemas.indicators import Indicator
from data.schemas.sen2 import SYMBOLS
from layouts.components.element import Element, element
from layouts.figures.sen2.verdicts import SIGNS as SIGNS_OF

NONE = "–"
SUSPECT, BREAK = "suspect", "new series"
SIGNS = {SUSPECT: "⚑", BREAK: "┆"}
POLARITY = {
    "high": "Higher is better",
    "low": "Lower is better",
    "neutral": "Neither end is better",
}
# What a verdict is called, and the sign it stands beside.
VERDICTS: dict[str, tuple[str, str]] = {
    **{name: (SIGNS_OF[name], name) for name in ("better", "worse", "higher", "lower")},
    "similar": ("≈", "similar"),
    "not comparable": ("·", "not comparable"),
}


def unit(indicator: Indicator) -> str:
    """Return the unit in which authorities are compared."""
    return {"share": "%", "rate": "per 1,000"}.get(indicator.compared, "")


def number(value: Any, *, decimals: int = 1) -> str:
    """Return a number with its thousands apart, a dash where there is none."""
    return NONE if pd.isna(value) else f"{value:,.{decimals}f}".replace("-", "−")


def count(value: Any) -> str:
    """Return a whole number, a dash where there is none."""
    return number(value, decimals=0)


def compared(value: Any, indicator: Indicator) -> str:
    """Return a share as a percentage and a rate as it is; counts are whole."""
    if pd.isna(value):
        return NONE
    if indicator.compared == "share":
        return f"{value:.1f}%"
    return number(value, decimals=1 if indicator.compared else 0)


def published(value: Any, indicator: Indicator) -> str:
    """Return a figure as it was published: a count, a percentage or a rate."""
    if pd.isna(value):
        return NONE
    if indicator.kind == "count":
        return count(value)
    return f"{value:.1f}%" if indicator.kind == "percentage" else number(value)


def symbol_words(symbol: str) -> str:
    """Return a symbol with what it means, such as "c: withheld to protect people"."""
    return f"{symbol}: {SYMBOLS[symbol]}" if symbol in SYMBOLS else symbol


def mark(kind: str, why: str = "") -> Element:
    """Return the sign and the word of what is amiss with a figure; `why` shows on hover."""
    sign = element("Span", SIGNS[kind], **{"aria-hidden": "true"})
    css = "mark mark--suspect" if kind == SUSPECT else "mark"
    return element("Span", [sign, " ", kind], className=css, title=why)


def marked(words: Any, *, flagged: bool = False, broken: bool = False, why: str = "") -> Any:
    """Return a figure with its marks, as it is where nothing is amiss."""
    marks = [mark(SUSPECT, why)] if flagged else []
    marks += [mark(BREAK, "The way of counting changed in this year.")] if broken else []
    return [words, *(part for one in marks for part in (" ", one))] if marks else words


def verdict(name: str) -> Element:
    """Return a verdict by its sign and word; colour only repeats them."""
    sign, words = VERDICTS[name]
    css = f"verdict verdict--{name.replace(' ', '-')}"
    shown = element("Span", sign, **{"aria-hidden": "true"})
    return element("Span", [shown, f" {words}"], className=css)


def verdict_words(name: str) -> str:
    """Return a verdict's sign and word, for tables of many rows."""
    return " ".join(VERDICTS[name])
